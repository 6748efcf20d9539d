#include <string.h>

#include "features/publishing/release_paper.h"

/* The page /releases/ID/changes: what the records would give today, beside what was
 * released; and what a correction changed of the edition before it. */
struct changes {
	const char *title, *url;
	const struct html *paper;
};

static const struct slot changes_slots[] = {
	SLOT_TEXT(changes, title),
	SLOT_TEXT(changes, url),
	SLOT_HTML(changes, paper),
};

TEMPLATE(release_changes_page,
    "src/features/publishing/release_changes.html", changes_slots);

static bool
same(const struct report_side *side)
{
	const struct report_line *a = side->of[0], *b = side->of[1];

	return a && b && a->count == b->count &&
	    strcmp(a->label, b->label) == 0;
}

static const char *
number(struct arena *mem, const struct report_line *line)
{
	return line ? arena_fmt(mem, "%lld", (long long)line->count) : "―";
}

static const char *
difference(struct arena *mem, const struct report_side *side)
{
	const struct report_line *a = side->of[0], *b = side->of[1];

	if (!a)
		return "加わった区分";
	if (!b)
		return "なくなった区分";
	if (a->count == b->count)
		return "名前が変わった";
	return arena_fmt(mem, "%+lld", (long long)(b->count - a->count));
}

/* The lines that differ, and how many there are. */
static void
put_changes(struct request *r, struct paper *p, const char *caption,
    const char *was, const char *is, const struct report *a,
    const struct report *b)
{
	const struct report reports[] = { *a, *b };
	struct report_sides sides = report_sides_of(r->mem, reports, 2);
	const struct paper_column all[] = { { "表", 4, false },
	    { "区分", 3, true }, { was, 1, false }, { is, 1, false },
	    { "違い", 2, false } };
	/* The paper keeps them. */
	struct paper_column *columns = arena_array(r->mem, COUNT(all),
	    sizeof(*columns));
	size_t n = 0;

	for (size_t i = 0; i < sides.n; i++)
		n += !same(&sides.at[i]);
	paper_section(p, caption);
	if (!n) {
		paper_text(p, "違いはありません。");
		return;
	}
	paper_text(p, arena_fmt(r->mem, "%zuの数が違います。", n));
	memcpy(columns, all, sizeof(all));
	paper_table(p, caption, columns, COUNT(all));
	for (size_t i = 0; i < sides.n; i++) {
		const struct report_side *side = &sides.at[i];

		if (same(side))
			continue;
		paper_cell(p, side->like->title);
		paper_cell(p, side->like->label);
		paper_cell(p, number(r->mem, side->of[0]));
		paper_cell(p, number(r->mem, side->of[1]));
		paper_cell(p, difference(r->mem, side));
	}
}

static enum result
put_before(struct request *r, struct paper *p, const struct release *rel,
    const struct report *released)
{
	struct release before;
	struct report report;
	enum result rc = release_sql_get(r, rel->corrects, &before);

	if (!rc)
		rc = release_report(r, &before, false, &report);
	if (!rc)
		put_changes(r, p, "前の版から直した数", arena_fmt(r->mem,
		    "第%lld版", (long long)before.edition),
		    arena_fmt(r->mem, "第%lld版", (long long)rel->edition),
		    &report, released);
	return rc;
}

enum result
release_changes_get(struct request *r)
{
	struct release rel;
	struct report released, now;
	struct crumb crumbs[] = { { "統計", "/statistics" },
	    { "統計の公表", "/releases" }, { NULL, NULL },
	    { "いまの記録との違い", NULL } };
	struct page page = { .title = "いまの記録との違い",
	    .menu = "/statistics", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct changes p;
	struct paper *paper = paper_new(r->mem, page.title);
	enum result rc = release_sql_get(r, r->arg[0], &rel);

	if (!rc)
		rc = release_report(r, &rel, false, &released);
	if (!rc)
		rc = statistics_report(r, rel.from, rel.to, rel.restated,
		    &now);
	if (rc)
		return rc == INVALID ? BROKEN : rc;
	p = (struct changes){ .title = release_title(r->mem, &rel),
	    .url = arena_fmt(r->mem, "/releases/%s", rel.id) };
	crumbs[2] = (struct crumb){ rel.period, p.url };
	put_changes(r, paper, "いまの記録から数え直した数", "残した数", "いまの数",
	    &released, &now);
	if (rel.corrects)
		rc = put_before(r, paper, &rel, &released);
	if (rc)
		return rc;
	p.paper = paper_html(r, paper);
	return page_show(r, &page, &release_changes_page, &p);
}
