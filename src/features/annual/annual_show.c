#include <string.h>

#include "app/paper_keep.h"
#include "app/second_person.h"
#include "base/date.h"
#include "base/text.h"
#include "features/annual/annual_sql.h"

/* GET /annuals/ID: as it is today, or as it was handed in; and what is next. */

struct edition_line {
	const char *label, *url;
};

struct show {
	const char *title, *state, *url, *pdf, *hash;
	const struct html *faults, *paper, *submit, *give_back, *approve;
	struct html_list editions, missing;
	bool any_missing, draft, submitted, may_write, may_approve, waits, frozen, fine;
};

static const struct slot missing_slots[] = {
	SLOT_TEXT(fault, says),
};

static const struct slot edition_slots[] = {
	SLOT_TEXT(edition_line, label),
	SLOT_TEXT(edition_line, url),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, state),
	SLOT_TEXT(show, url),
	SLOT_TEXT(show, pdf),
	SLOT_TEXT(show, hash),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, paper),
	SLOT_HTML(show, submit),
	SLOT_HTML(show, give_back),
	SLOT_HTML(show, approve),
	SLOT_LIST(show, missing, missing_slots, struct fault),
	SLOT_LIST(show, editions, edition_slots, struct edition_line),
	SLOT_FLAG(show, any_missing),
	SLOT_FLAG(show, draft),
	SLOT_FLAG(show, submitted),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, may_approve),
	SLOT_FLAG(show, waits),
	SLOT_FLAG(show, frozen),
	SLOT_FLAG(show, fine),
};

TEMPLATE(annual_show_page, "src/features/annual/show.html", show_slots);

/* What is looked at: an edition that is kept, or (0) the draft of today. */
struct seen {
	int64_t edition;
	struct annual_edition kept;
	struct paper *paper;
	bool release;
};

static enum result
see_draft(struct request *r, const struct annual *a, struct seen *out)
{
	struct annual_blocks blocks;
	enum result rc = annual_sql_blocks(r, a->id, &blocks);

	return rc ? rc : annual_paper(r, a, &blocks, &out->paper,
	    &out->release);
}

/* ?edition=1; else what was handed in last, unless it is being written. */
static enum result
look(struct request *r, const struct annual *a, struct seen *out)
{
	const char *typed = request_query(r, "edition");
	enum result rc;

	*out = (struct seen){ 0 };
	if (typed && (!text_number(typed, &out->edition) ||
	    out->edition < 1))
		return MISSING;
	if (!typed && !annual_is(a, "draft"))
		out->edition = a->edition;
	if (!out->edition)
		return see_draft(r, a, out);
	rc = annual_sql_edition(r, a->id, out->edition, &out->kept);
	return rc ? rc : paper_read(r->mem, out->kept.document, &out->paper);
}

static void
fill_editions(struct request *r, const struct annual *a, struct show *p)
{
	struct edition_line *lines = arena_array(r->mem,
	    (size_t)a->edition + 1, sizeof(*lines));

	for (int64_t i = 1; i <= a->edition; i++)
		lines[i - 1] = (struct edition_line){ arena_fmt(r->mem,
		    "第%lld版", (long long)i), arena_fmt(r->mem,
		    "/annuals/%s?edition=%lld", a->id, (long long)i) };
	p->editions = (struct html_list){ lines, (size_t)a->edition };
}

/* What a draft still lacks is a mistake only once it is handed in. */
static void
fill_missing(struct request *r, struct show *p)
{
	struct fault *all = arena_array(r->mem, r->nfaults + 1, sizeof(*all));

	memcpy(all, r->faults, r->nfaults * sizeof(*all));
	p->missing = (struct html_list){ all, r->nfaults };
	p->any_missing = r->nfaults != 0;
	r->nfaults = 0;
}

static enum result
show(struct request *r, const struct annual *a, bool refused)
{
	struct crumb crumbs[] = { { "統計", "/statistics" },
	    { "年次報告書", "/annuals" }, { date_fiscal_label(r->mem,
	    (int)a->year), NULL } };
	struct page page = { .title = annual_title(r, a),
	    .menu = "/statistics", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	bool mine = !second_person_is(r, a->writers, a->submitted_by);
	struct show p = { .title = page.title, .state = annual_state_label(a),
	    .url = arena_fmt(r->mem, "/annuals/%s", a->id),
	    .may_write = request_may(r, CHILD_WRITE) };
	struct seen seen;
	enum result rc = look(r, a, &seen);

	if (rc)
		return rc;
	p.frozen = seen.edition > 0;
	p.draft = annual_is(a, "draft") && !p.frozen;
	p.submitted = annual_is(a, "submitted");
	p.may_approve = p.may_write && p.submitted && !mine;
	p.waits = p.submitted && mine;
	p.fine = !r->nfaults;
	p.pdf = p.frozen ? arena_fmt(r->mem, "%s/report.pdf?edition=%lld",
	    p.url, (long long)seen.edition) : arena_fmt(r->mem,
	    "%s/report.pdf", p.url);
	p.hash = seen.kept.hash;
	if (!refused)
		fill_missing(r, &p);
	p.faults = form_faults(r);
	p.paper = paper_html(r, seen.paper);
	p.submit = form_hidden(r, a->version);
	p.give_back = form_hidden(r, a->version);
	p.approve = form_hidden(r, a->version);
	fill_editions(r, a, &p);
	return page_show(r, &page, &annual_show_page, &p);
}

enum result
annual_show_get(struct request *r)
{
	struct annual a;
	enum result rc = annual_open(r, &a);

	return rc ? rc : show(r, &a, false);
}

enum result
annual_again(struct request *r, const struct annual *a, enum result rc)
{
	enum result shown;

	r->nfaults = 0;			/* the draft finds them again */
	shown = show(r, a, true);
	return shown ? shown : rc;
}

enum result
annual_pdf_get(struct request *r)
{
	const struct paper *p;
	struct annual a;
	struct seen seen;
	enum result rc = annual_open(r, &a);

	if (!rc)
		rc = look(r, &a, &seen);
	if (rc)
		return rc;
	r->nfaults = 0;
	/* Printed again years later, it says the day it was made on. */
	if (seen.edition)
		r->today = seen.kept.made_on;
	p = seen.paper;
	return paper_pdf(r, annual_title(r, &a), &p, 1, arena_fmt(r->mem,
	    "nenji-houkoku-%lld", (long long)a.year));
}
