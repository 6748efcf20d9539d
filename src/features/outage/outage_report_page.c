#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/paper.h"
#include "base/csv.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/outage/outage_report.h"

/* The report of an event: on the page, as PDF and as a sheet. */

enum { MAX_DOERS = 200 };

static const char *
number(struct request *r, int64_t n)
{
	return n < 0 ? "－" : arena_fmt(r->mem, "%lld", (long long)n);
}

static const char *
minutes(struct request *r, int64_t n)
{
	return n < 0 ? "－" : arena_fmt(r->mem, "%lld分", (long long)n);
}

static const char *
person_name(struct request *r, const char *id)
{
	struct account a;

	return id && !record_get(r, &account_record, id, &a) ? a.name : "";
}

static const char *
town_name(struct request *r, const char *code)
{
	const struct municipality *m = code ? codes_municipality(r->codes,
	    code) : NULL;

	return m ? m->name : "";
}

static void
put_facts(struct request *r, struct paper *p, const struct outage_report *d)
{
	const struct outage *o = &d->outage;
	struct outage_figures f = outage_report_figures(d, NULL);

	paper_facts(p, 2);
	paper_fact(p, "種類", codes_label(r->codes, "outage_kind", o->kind));
	paper_fact(p, "地域", outage_area_label(r, &d->areas));
	paper_fact(p, "電気が止まった時刻", date_instant_label(r->mem,
	    o->began_at));
	paper_fact(p, "宣言", arena_fmt(r->mem, "%s　%s", date_instant_label(
	    r->mem, o->declared_at), person_name(r, o->declared_by)));
	paper_fact(p, "終わり", o->closed_at ? arena_fmt(r->mem, "%s　%s",
	    date_instant_label(r->mem, o->closed_at), person_name(r,
	    o->closed_by)) : "続いています");
	paper_fact(p, "情報を伝えた根拠", o->basis ? codes_label(r->codes,
	    "outage_basis", o->basis) : "なし（訓練）");
	paper_fact(p, "対象の子ども", arena_fmt(r->mem, "%lld人",
	    (long long)f.n));
	paper_fact(p, "連絡がついた", arena_fmt(r->mem, "%lld人（停電から真ん中の人で%s、"
	    "最も遅い人で%s）", (long long)f.reached, minutes(r, f.middle),
	    minutes(r, f.most)));
}

static void
put_statuses(struct request *r, struct paper *p,
    const struct outage_report *d)
{
	static const struct paper_column columns[] = { { "安否", 2, true },
		{ "人数", 1, false } };

	paper_section(p, "安否");
	paper_table(p, "安否ごとの人数", columns, COUNT(columns));
	for (size_t i = 0; i < OUTAGE_STATUSES; i++) {
		paper_cell(p, codes_label(r->codes, "outage_status",
		    outage_status_code((enum outage_status)i)));
		paper_cell(p, number(r, d->counts[i]));
	}
	paper_cell(p, "合計");
	paper_cell(p, number(r, (int64_t)d->n));
}

static void
put_towns(struct request *r, struct paper *p, const struct outage_report *d)
{
	static const struct paper_column columns[] = { { "市町村", 3, true },
		{ "対象", 2, false }, { "連絡がついた", 2, false },
		{ "真ん中の人", 2, false }, { "最も遅い人", 2, false },
		{ "復旧", 3, false } };

	paper_section(p, "市町村ごと（停電から連絡がつくまで）");
	paper_table(p, "市町村ごと", columns, COUNT(columns));
	for (size_t i = 0; i < d->areas.nrows; i++) {
		const char *code = rows_cell(&d->areas, i, "municipality");
		const char *restored = rows_cell(&d->areas, i, "restored_at");
		struct outage_figures f = outage_report_figures(d, code);

		paper_cell(p, town_name(r, code));
		paper_cell(p, number(r, f.n));
		paper_cell(p, number(r, f.reached));
		paper_cell(p, minutes(r, f.middle));
		paper_cell(p, minutes(r, f.most));
		paper_cell(p, restored ? outage_clock(r, restored) : "－");
	}
}

/* Who did how much: calls they said something of, children they reached. */
static enum result
put_doers(struct request *r, struct paper *p, const struct outage_report *d)
{
	static const struct paper_column columns[] = { { "人", 3, true },
		{ "受け持った", 2, false }, { "連絡した", 2, false } };
	struct {
		const char *person;
		int64_t claims, calls;
	} *all = arena_array(r->mem, MAX_DOERS, sizeof(*all));
	struct rows logs = { 0 };
	struct outage_log l;
	size_t n = 0, k;
	enum result rc = outage_sql_logs(r, d->outage.id, NULL, &logs);

	for (size_t i = 0; !rc && i < logs.nrows; i++) {
		if (!record_load(r, &outage_log_record, &logs, i, &l) ||
		    !l.person)
			continue;
		for (k = 0; k < n && strcmp(all[k].person, l.person); k++)
			continue;
		if (k == MAX_DOERS)
			continue;
		if (k == n)
			all[n++].person = l.person;
		all[k].claims += strcmp(l.verb, "claim") == 0 ||
		    strcmp(l.verb, "take") == 0;
		all[k].calls += strcmp(l.verb, "status") == 0;
	}
	paper_section(p, "だれが");
	paper_table(p, "だれが何をしたか", columns, COUNT(columns));
	for (k = 0; k < n; k++) {
		paper_cell(p, person_name(r, all[k].person));
		paper_cell(p, number(r, all[k].claims));
		paper_cell(p, number(r, all[k].calls));
	}
	return rc;
}

static void
put_children(struct request *r, struct paper *p,
    const struct outage_report *d)
{
	static const struct paper_column columns[] = { { "氏名", 3, true },
		{ "市町村", 2, false }, { "安否", 2, false },
		{ "連絡がついた", 2, false }, { "停電から", 2, false },
		{ "宣言から", 2, false }, { "聞いた人", 3, false } };

	paper_section(p, "子どもごと（連絡がついた順）");
	paper_table(p, "子どもごと", columns, COUNT(columns));
	for (size_t i = 0; i < d->n; i++) {
		const struct outage_reached *c = &d->all[i];
		const char *name = child_name(r, c->child);

		paper_cell(p, name ? name : "－");
		paper_cell(p, town_name(r, c->municipality));
		paper_cell(p, codes_label(r->codes, "outage_status",
		    outage_status_code(c->status)));
		paper_cell(p, outage_clock(r, c->reached_at));
		paper_cell(p, minutes(r, c->since_cut));
		paper_cell(p, minutes(r, c->since_declared));
		paper_cell(p, person_name(r, c->told_by));
	}
}

static const char *
turn_words(struct request *r, const char *verb, const char *what)
{
	struct agency a;

	if (strcmp(verb, "declare") == 0)
		return "宣言した";
	if (strcmp(verb, "close") == 0)
		return "終えた";
	if (strcmp(verb, "reopen") == 0)
		return arena_fmt(r->mem, "もう一度開いた：%s", what);
	if (strcmp(verb, "area") == 0)
		return arena_fmt(r->mem, "%sを加えた", town_name(r, what));
	if (strcmp(verb, "restore") == 0)
		return arena_fmt(r->mem, "%sが復旧した", town_name(r, what));
	if (!record_get(r, &agency_record, what, &a))
		return arena_fmt(r->mem, "%sに知らせた", a.name);
	return "";
}

static void
put_turns(struct request *r, struct paper *p, const struct outage_report *d)
{
	static const struct paper_column columns[] = { { "時刻", 2, true },
		{ "人", 2, false }, { "こと", 5, false } };

	paper_section(p, "経過");
	paper_table(p, "経過", columns, COUNT(columns));
	for (size_t i = 0; i < d->turns.nrows; i++) {
		paper_cell(p, outage_clock(r, rows_cell(&d->turns, i, "at")));
		paper_cell(p, person_name(r, rows_cell(&d->turns, i,
		    "person")));
		paper_cell(p, turn_words(r, rows_cell(&d->turns, i, "verb"),
		    rows_cell(&d->turns, i, "what")));
	}
}

static enum result
load(struct request *r, struct outage_report *d)
{
	enum result rc = outage_report_load(r, r->arg[0], d);

	return !rc && !access_is_centre(r) ? DENIED : rc;
}

static enum result
write_paper(struct request *r, struct outage_report *d, struct paper **out)
{
	struct paper *p;
	enum result rc = load(r, d);

	if (rc)
		return rc;
	p = paper_new(r->mem, arena_fmt(r->mem, "報告　%s", d->outage.title));
	paper_under(p, arena_fmt(r->mem, "%s 現在",
	    date_instant_label(r->mem, r->now)));
	if (outage_is_drill(&d->outage))
		paper_warning(p, "訓練の報告です。");
	put_facts(r, p, d);
	put_statuses(r, p, d);
	put_towns(r, p, d);
	rc = put_doers(r, p, d);
	put_children(r, p, d);
	put_turns(r, p, d);
	*out = p;
	return rc;
}

enum result
outage_report_get(struct request *r)
{
	struct page page = { .title = "報告", .menu = "/evacuation" };
	struct outage_report d = { 0 };
	struct paper *p;
	enum result rc = write_paper(r, &d, &p);

	if (rc)
		return rc;
	page.crumbs = outage_crumbs(r, &d.outage, page.title, &page.ncrumbs);
	return paper_show(r, &page, p, &(struct paper_links){
	    .pdf = arena_fmt(r->mem, "/outages/%s/report.pdf", d.outage.id),
	    .back = arena_fmt(r->mem, "/outages/%s/area", d.outage.id),
	    .back_label = "地域・復旧・終わり" });
}

enum result
outage_report_pdf_get(struct request *r)
{
	struct outage_report d = { 0 };
	struct paper *p;
	enum result rc = write_paper(r, &d, &p);

	return rc ? rc : paper_pdf(r, "停電・災害の報告",
	    (const struct paper *const[]){ p }, 1, "saigai-hokoku");
}

static void
put_csv(struct buffer *b, const char *cell, const char *then)
{
	csv_cell(b, cell ? cell : "");
	buffer_add(b, then);
}

enum result
outage_report_csv_get(struct request *r)
{
	struct buffer b = buffer_new(r->mem);
	struct outage_report d = { 0 };
	enum result rc = load(r, &d);

	if (rc)
		return rc;
	buffer_add(&b, "\xef\xbb\xbf氏名,市町村,安否,連絡がついた時刻,"
	    "停電から（分）,宣言から（分）,聞いた人\r\n");
	for (size_t i = 0; i < d.n; i++) {
		const struct outage_reached *c = &d.all[i];

		put_csv(&b, child_name(r, c->child), ",");
		put_csv(&b, town_name(r, c->municipality), ",");
		put_csv(&b, codes_label(r->codes, "outage_status",
		    outage_status_code(c->status)), ",");
		put_csv(&b, c->reached_at ? date_instant_label(r->mem,
		    c->reached_at) : "", ",");
		put_csv(&b, c->since_cut < 0 ? "" : number(r, c->since_cut),
		    ",");
		put_csv(&b, c->since_declared < 0 ? "" : number(r,
		    c->since_declared), ",");
		put_csv(&b, person_name(r, c->told_by), "\r\n");
	}
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = "saigai-hokoku.csv";
	r->answer.body = b;
	return OK;
}
