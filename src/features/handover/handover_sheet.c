#include <string.h>

#include "app/access.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/contact/contact.h"
#include "features/handover/handover_private.h"
#include "features/handover/handover_sql.h"
#include "features/team/team.h"

/* 引継書: on paper, what went on to the successor, as it stands today and as
 * far as whoever opens it may see the children. */
struct line {
	const char *on_day;		/* sorted by; NULL: last */
	const char *day, *what, *url, *kind;
	bool late;
};

struct lines {
	const struct line *at;
	size_t n;
};

/* All that the sheet is made from, read once; `given` by kind. */
struct source {
	const struct owned *const *kinds;
	size_t nkinds, nlines;
	struct rows *given;
	struct rows ids, latest, teams, dispatches;
};

static enum result
read_source(struct request *r, const char *id, struct source *s)
{
	enum result rc = handover_sql_items(r, id, &s->ids);

	s->kinds = owned_all(r, &s->nkinds);
	s->given = arena_array(r->mem, s->nkinds + 1, sizeof(*s->given));
	for (size_t k = 0; !rc && k < s->nkinds; k++) {
		if (!s->kinds[k]->line)
			continue;
		rc = handover_sql_rows(r, s->kinds[k], id, &s->given[k]);
		s->nlines += s->given[k].nrows;
	}
	if (!rc)
		rc = handover_sql_latest(r, id, &s->latest);
	if (!rc)
		rc = handover_sql_there(r, &team_member_record, id, &s->teams);
	if (!rc)
		rc = handover_sql_there(r, &assignment_record, id,
		    &s->dispatches);
	return rc;
}

static bool
is_about(const struct rows *rows, size_t i, const char *child)
{
	const char *of = rows_cell(rows, i, "child");

	return of && child ? strcmp(of, child) == 0 : of == child;
}

static struct line
line_of(struct request *r, const struct owned *o, const void *obj,
    const char *beside)
{
	struct owned_line of = o->line(r, obj, beside);
	const char *what = of.what && *of.what ? of.what :
	    "（内容は見られません）";

	return (struct line){ .on_day = of.on_day,
	    .day = of.on_day ? date_short(r->mem, of.on_day) : "日は未定",
	    .what = of.done_on ? arena_fmt(r->mem, "%s（%sに済み）", what,
	    date_era(r->mem, of.done_on)) : what, .url = of.url,
	    .kind = o->label, .late = !of.done_on && of.on_day &&
	    strcmp(of.on_day, r->today) < 0 };
}

static bool
comes_first(const struct line *a, const struct line *b)
{
	return a->on_day && (!b->on_day || strcmp(a->on_day, b->on_day) < 0);
}

/* By day, and of one day as they came; they are few. */
static void
put(struct line *lines, size_t n, const struct line *l)
{
	while (n && comes_first(l, &lines[n - 1])) {
		lines[n] = lines[n - 1];
		n--;
	}
	lines[n] = *l;
}

/* What is about that child, or about nobody; what is not seen is counted. */
static struct lines
lines_of(struct request *r, const struct source *s, const char *child,
    int64_t *unseen)
{
	struct line *lines = arena_array(r->mem, s->nlines + 1,
	    sizeof(*lines));
	size_t n = 0;

	for (size_t k = 0; k < s->nkinds; k++) {
		const struct owned *o = s->kinds[k];
		const struct rows *rows = &s->given[k];

		for (size_t i = 0; i < rows->nrows; i++) {
			void *obj = arena_take(r->mem, o->record->size);
			struct line l;

			if (!is_about(rows, i, child))
				continue;
			if (!record_load(r, o->record, rows, i, obj)) {
				(*unseen)++;
				continue;
			}
			l = line_of(r, o, obj, rows_cell(rows, i, "beside"));
			put(lines, n++, &l);
		}
	}
	return (struct lines){ lines, n };
}

static const char *
latest_of(struct request *r, const struct rows *rows, const char *child)
{
	const struct field *method = record_field(&contact_record, "method");

	for (size_t i = 0; i < rows->nrows; i++) {
		struct contact c;

		if (is_about(rows, i, child) &&
		    record_load(r, &contact_record, rows, i, &c))
			return arena_fmt(r->mem, "%s　%s",
			    date_era(r->mem, c.on_day),
			    field_shown(r, method, &c));
	}
	return "記録はありません";
}

static const char *
member_of(struct request *r, const char *name, const char *prefix,
    const char *what)
{
	if (!what && !*prefix)
		return name;
	return arena_fmt(r->mem, "%s（%s%s%s）", name, prefix,
	    *prefix && what ? "：" : "", what ? what : "");
}

static void
put_line(struct paper *p, const char *text)
{
	paper_line(p, &(struct paper_line){ .text = text });
}

static void
put_there(struct request *r, struct paper *p, const struct source *s,
    const char *child)
{
	size_t n = 0;

	for (size_t i = 0; i < s->teams.nrows; i++) {
		struct team_member m;

		if (!is_about(&s->teams, i, child) ||
		    !record_load(r, &team_member_record, &s->teams, i, &m))
			continue;
		put_line(p, member_of(r, rows_cell(&s->teams, i,
		    "person_name"), "", m.part));
		n++;
	}
	for (size_t i = 0; i < s->dispatches.nrows; i++) {
		struct assignment a;

		if (!is_about(&s->dispatches, i, child) ||
		    !record_load(r, &assignment_record, &s->dispatches, i, &a))
			continue;
		put_line(p, member_of(r, rows_cell(&s->dispatches, i,
		    "person_name"), "派遣", a.purpose));
		n++;
	}
	if (!n)
		put_line(p, "だれもいません");
}

/* In a cell: the day, what it is, and of which kind. */
static void
put_work(struct request *r, struct paper *p, const struct line *l, bool linked)
{
	if (l->late)
		paper_line(p, &(struct paper_line){ .late = true,
		    .text = arena_fmt(r->mem, "%sまで（期限切れ）", l->day) });
	paper_line(p, &(struct paper_line){ .url = linked ? l->url : NULL,
	    .text = l->late ? l->what : arena_fmt(r->mem, "%s　%s", l->day,
	    l->what) });
	paper_line(p, &(struct paper_line){ .small = true, .text = l->kind });
}

static void
put_child(struct request *r, struct paper *p, const struct source *s,
    const struct child *c)
{
	int64_t hidden = 0;
	struct lines lines = lines_of(r, s, c->id, &hidden);

	paper_cell(p, NULL);
	paper_line(p, &(struct paper_line){ .text = c->number, .small = true });
	paper_line(p, &(struct paper_line){
	    .text = arena_fmt(r->mem, "%sさん", c->name),
	    .url = arena_fmt(r->mem, "/children/%s", c->id) });
	paper_cell(p, NULL);
	for (size_t i = 0; i < lines.n; i++)
		put_work(r, p, &lines.at[i], false);
	if (!lines.n)
		put_line(p, "なし");
	if (hidden)
		paper_line(p, &(struct paper_line){ .small = true,
		    .text = arena_fmt(r->mem, "ほかに、あなたが見られない記録%lld件",
			(long long)hidden) });
	paper_cell(p, latest_of(r, &s->latest, c->id));
	paper_cell(p, NULL);
	put_there(r, p, s, c->id);
}

/* Gives how many may be seen. */
static size_t
put_children(struct request *r, struct paper *p, const struct source *s)
{
	static const struct paper_column columns[] = {
		{ "子ども", 3, true }, { "引き継いだこと", 6, false },
		{ "最後の対応", 3, false }, { "いまのチーム", 4, false },
	};
	size_t n = 0;

	for (size_t i = 0; i < s->ids.nrows; i++) {
		struct child c;

		if (!record_load(r, &child_record, &s->ids, i, &c))
			continue;
		if (!n++)
			paper_table(p, "引き継いだ子ども", columns,
			    COUNT(columns));
		put_child(r, p, s, &c);
	}
	return n;
}

static void
put_loose(struct request *r, struct paper *p, const struct lines *lines)
{
	static const struct paper_column columns[] = { { NULL, 1, false } };
	static const char what[] = "特定の子のことではない、引き継いだこと";

	if (!lines->n)
		return;
	paper_section(p, what);
	paper_table(p, what, columns, COUNT(columns));
	for (size_t i = 0; i < lines->n; i++) {
		paper_cell(p, NULL);
		put_work(r, p, &lines->at[i], true);
	}
}

static void
put_all(struct request *r, struct paper *p, const struct source *s)
{
	size_t n = put_children(r, p, s), unseen = s->ids.nrows - n;
	int64_t hidden = 0;
	struct lines loose = lines_of(r, s, NULL, &hidden);

	put_loose(r, p, &loose);
	if (unseen)
		paper_warning(p, arena_fmt(r->mem, "ほかに、あなたが見られない子ども"
		    "%zu人の分があります。見る必要があるときは、支援センターに、ケア"
		    "チームと家族の同意を確かめてもらってください。", unseen));
	if (hidden)
		paper_warning(p, arena_fmt(r->mem, "ほかに、あなたが見られない仕事"
		    "%lld件の分があります。支援センターが続けます。",
		    (long long)hidden));
	if (!n && !loose.n && !unseen && !hidden)
		paper_text(p, "引き継いだ子どもや、仕事はありません。");
}

/* The successor, and the centre. Nobody else is told that there is one. */
static bool
may_read(const struct request *r, const struct rows *rows, size_t i)
{
	return access_is_centre(r) || request_may(r, ADMINISTER) ||
	    strcmp(rows_cell(rows, i, "successor"), r->who->id) == 0;
}

/* The handover asked for with ?of=, else the latest with a successor. */
static enum result
find(struct request *r, struct rows *rows, size_t *at)
{
	const char *of = request_query(r, "of");
	enum result rc = handover_sql_of(r, r->arg[0], rows);

	for (size_t i = 0; !rc && i < rows->nrows; i++) {
		if (!rows_cell(rows, i, "successor") || !may_read(r, rows, i) ||
		    (of && strcmp(of, rows_cell(rows, i, "id")) != 0))
			continue;
		*at = i;
		return OK;
	}
	return rc ? rc : MISSING;
}

/* What was done then, as it was written down. */
static enum result
put_facts(struct request *r, struct paper *p, const struct rows *rows, size_t i)
{
	struct handover_part *of;
	size_t n;
	enum result rc = handover_parts(r, rows_cell(rows, i, "id"), &of, &n);

	if (rc)
		return rc;
	paper_facts(p, 2);
	paper_fact(p, "引き継ぐ人", rows_cell(rows, i, "person_name"));
	paper_fact(p, "引き継ぎを受ける人", rows_cell(rows, i,
	    "successor_name"));
	paper_fact(p, "最後の日", date_long(r->mem, rows_cell(rows, i,
	    "last_on")));
	paper_fact(p, "引き継いだ日時", arena_fmt(r->mem, "%s（%s）",
	    date_instant_label(r->mem, rows_cell(rows, i, "at")),
	    rows_cell(rows, i, "maker_name")));
	for (size_t k = 0; k < n; k++)
		paper_fact(p, of[k].kind->label, handover_part_says(r, &of[k]));
	paper_text(p, arena_fmt(r->mem, "サインイン中の端末、プログラム用の鍵、招待の"
	    "リンク、二段階認証は、同じときにすべて終わらせました。下は、%sの内容です。",
	    date_long(r->mem, r->today)));
	return OK;
}

static void
put_ends(struct request *r, struct paper *p, const struct rows *rows, size_t i)
{
	paper_section(p, "口で伝えたこと");
	paper_note(p, "家族とのやりとりで気をつけることなど。印刷して書きこみます。名前と"
	    "一緒に、記録にも残してください。");
	paper_blank(p);
	paper_section(p, "署名");
	paper_signs(p, "署名");
	paper_sign(p, arena_fmt(r->mem, "引き継ぐ人（%s）",
	    rows_cell(rows, i, "person_name")));
	paper_sign(p, arena_fmt(r->mem, "引き継ぎを受ける人（%s）",
	    rows_cell(rows, i, "successor_name")));
	paper_sign(p, "確かめた人");
}

/* Row `i` of what find() found. */
static enum result
write_paper(struct request *r, struct rows *rows, size_t *i, struct paper *p)
{
	struct source s = { 0 };
	enum result rc = find(r, rows, i);

	if (!rc)
		rc = read_source(r, rows_cell(rows, *i, "id"), &s);
	if (!rc)
		rc = put_facts(r, p, rows, *i);
	if (rc)
		return rc;
	paper_under(p, "子どもの個人情報です。読み終えた紙は、鍵のかかる所にしまうか、"
	    "細かく切って捨てます。");
	put_all(r, p, &s);
	put_ends(r, p, rows, *i);
	return OK;
}

enum result
handover_sheet_get(struct request *r)
{
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "職員", "/people" }, { NULL, NULL }, { "引継書", NULL } };
	bool leads = request_may(r, ADMINISTER);
	struct page page = { .title = "引継書",
	    .crumbs = leads ? crumbs : crumbs + 3,
	    .ncrumbs = leads ? COUNT(crumbs) : 1 };
	struct paper *p = paper_new(r->mem, page.title);
	struct rows rows = { 0 };
	size_t i = 0;
	enum result rc = write_paper(r, &rows, &i, p);

	if (rc)
		return rc;
	crumbs[2] = (struct crumb){ rows_cell(&rows, i, "person_name"),
	    handover_path(r, r->arg[0]) };
	return paper_show(r, &page, p, &(struct paper_links){
	    .pdf = arena_fmt(r->mem, "%s/sheet.pdf?of=%s", crumbs[2].path,
		rows_cell(&rows, i, "id")) });
}

enum result
handover_sheet_pdf_get(struct request *r)
{
	struct paper *p = paper_new(r->mem, "引継書");
	struct rows rows = { 0 };
	size_t i = 0;
	enum result rc = write_paper(r, &rows, &i, p);

	return rc ? rc : paper_pdf(r, "引継書",
	    (const struct paper *const[]){ p }, 1,
	    arena_fmt(r->mem, "hikitsugi-%s", rows_cell(&rows, i, "last_on")));
}
