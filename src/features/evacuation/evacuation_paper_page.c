#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "features/evacuation/evacuation_paper.h"
#include "features/evacuation/evacuation_count.h"

/* The papers' pages and files, one child's or a municipality's. */
enum { MAX_PAPERS = 200 };

struct kind {
	const char *name, *title, *file;
	struct paper *(*make)(struct request *, const struct plan_source *);
};

static const struct kind sheet = { "sheet", "個別避難計画", "hinan-keikaku",
    plan_sheet };
static const struct kind card = { "card", "緊急カード", "kinkyu-card",
    plan_card };
static const struct kind summary = { "summary", "医療機関・消防向けサマリー",
    "kyukyu-summary", plan_summary };

/* ?to=AGENCY: the paper for that one. */
static enum result
source(struct request *r, struct plan_source *s)
{
	const char *to = request_query(r, "to");
	enum result rc = plan_source_of(r, r->arg[0], s);

	return rc || !to ? rc : plan_source_for(r, to, s);
}

static enum result
show(struct request *r, const struct kind *k)
{
	const char *to = request_query(r, "to");
	struct plan_source s = { 0 };
	enum result rc = source(r, &s);
	struct crumb crumbs[] = { { "避難計画", "/evacuation" },
	    { NULL, NULL }, { k->title, NULL } };
	/* A family has one child's plans, and no table of them. */
	size_t first = page_start(r) ? 1 : 0;

	if (rc)
		return rc;
	crumbs[1] = (struct crumb){ plan_title(r, &s.plan),
	    arena_fmt(r->mem, "/plans/%s", s.plan.id) };
	return paper_show(r, &(struct page){ k->title, "/evacuation",
	    crumbs + first, COUNT(crumbs) - first, false }, k->make(r, &s), &(struct paper_links){
	    .pdf = arena_fmt(r->mem, "%s/%s.pdf%s%s", crumbs[1].path, k->name,
		to ? "?to=" : "", to ? to : ""),
	    .back = crumbs[1].path, .back_label = "計画に戻る" });
}

static enum result
file(struct request *r, const struct kind *k)
{
	struct plan_source s = { 0 };
	enum result rc = source(r, &s);

	return rc ? rc : paper_pdf(r, k->title,
	    (const struct paper *const[]){ k->make(r, &s) }, 1, arena_fmt(
	    r->mem, "%s-%lld", k->file, (long long)s.plan.edition));
}

enum result
plan_sheet_get(struct request *r)
{
	return show(r, &sheet);
}

enum result
plan_sheet_pdf_get(struct request *r)
{
	return file(r, &sheet);
}

enum result
plan_card_get(struct request *r)
{
	return show(r, &card);
}

enum result
plan_card_pdf_get(struct request *r)
{
	return file(r, &card);
}

enum result
plan_summary_get(struct request *r)
{
	return show(r, &summary);
}

enum result
plan_summary_pdf_get(struct request *r)
{
	return file(r, &summary);
}

enum result
plan_current_get(struct request *r)
{
	struct plan p, now;
	enum result rc = record_get(r, &plan_record, r->arg[0], &p);

	if (rc)
		return rc;
	rc = evacuation_in_force(r, p.child, p.place, &now);
	if (rc && rc != MISSING)
		return rc;
	return request_see(r, OK, arena_fmt(r->mem, "/plans/%s", rc ? p.id :
	    now.id));
}

/* GET /evacuation/plans.pdf?municipality=02201 */
enum result
plans_pdf_get(struct request *r)
{
	const char *of = request_query(r, "municipality");
	const struct municipality *m = of ? codes_municipality(r->codes, of) :
	    NULL;
	const struct paper **papers;
	struct rows rows = { 0 };
	size_t n = 0;
	enum result rc = m ? evacuation_sql_of_municipality(r, of, &rows) :
	    MISSING;

	if (rc)
		return rc;
	papers = arena_array(r->mem, rows.nrows + 1, sizeof(*papers));
	for (size_t i = 0; i < rows.nrows && n < MAX_PAPERS; i++) {
		struct plan_source s = { 0 };

		rc = plan_source_of(r, rows_cell(&rows, i, "id"), &s);
		if (!rc)
			papers[n++] = plan_sheet(r, &s);
		else if (rc != MISSING)
			return rc;
	}
	return n ? paper_pdf(r, arena_fmt(r->mem, "個別避難計画 %s", m->name),
	    papers, n, arena_fmt(r->mem, "hinan-keikaku-%s", of)) : MISSING;
}
