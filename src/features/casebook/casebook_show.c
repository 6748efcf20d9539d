#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/paper.h"
#include "app/second_person.h"
#include "features/account/account.h"
#include "features/casebook/casebook_private.h"
#include "features/casebook/casebook_sql.h"

/* One case as it is read and printed; for whoever works on it, who wrote it and
 * what comes next. */
struct show {
	const char *title, *pdf;
	const char *state, *made_by, *edit, *submission, *approval,
	    *withdrawal, *rare, *confirmed, *own, *confirmed_fault;
	const struct html *faults, *hidden, *paper;
	bool works;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, pdf),
	SLOT_TEXT(show, state),
	SLOT_TEXT(show, made_by),
	SLOT_TEXT(show, edit),
	SLOT_TEXT(show, submission),
	SLOT_TEXT(show, approval),
	SLOT_TEXT(show, withdrawal),
	SLOT_TEXT(show, rare),
	SLOT_TEXT(show, confirmed),
	SLOT_TEXT(show, own),
	SLOT_TEXT(show, confirmed_fault),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, paper),
	SLOT_FLAG(show, works),
};

TEMPLATE(casebook_show_page, "src/features/casebook/show.html", show_slots);

static const char *
facts(struct request *r, const struct casebook *c)
{
	const char *age = codes_label(r->codes, "age_band", c->age_band);
	const char *region = codes_label(r->codes, "region", c->region);
	const char *care = c->care ? codes_labels(r->mem, r->codes, "care",
	    c->care, "・") : "";

	return arena_fmt(r->mem, "%s%s%s%s%s", age, *age ? "　" : "", region,
	    *region ? "　" : "", care);
}

static void
fill_steps(struct request *r, const struct casebook *c, struct show *p)
{
	const char *at = arena_fmt(r->mem, "/cases/%s", c->id);
	bool wrote = !second_person_is(r, c->writers, NULL);
	bool draft = casebook_is(c, "draft");
	bool submitted = casebook_is(c, "submitted");

	p->works = true;
	p->state = codes_label(r->codes, "casebook_state", c->state);
	if (draft || submitted)
		p->edit = arena_fmt(r->mem, "%s/edit", at);
	if (draft)
		p->submission = arena_fmt(r->mem, "%s/submission", at);
	if (submitted && !wrote)
		p->approval = arena_fmt(r->mem, "%s/approval", at);
	if (submitted && wrote)
		p->own = "書いた人とは別の人が確かめて承認します。";
	if (!casebook_is(c, "withdrawn"))
		p->withdrawal = arena_fmt(r->mem, "%s/withdrawal", at);
}

static enum result
fill_work(struct request *r, const struct casebook *c, struct show *p)
{
	struct person who;
	enum result rc = OK;

	fill_steps(r, c, p);
	/* Whoever reads an approved case sees no name at all. */
	if (!casebook_is(c, "approved") && !account_person(r, c->made_by, &who))
		p->made_by = who.name;
	if (!casebook_is(c, "approved"))
		rc = casebook_rare(r, c, &p->rare);
	p->confirmed = request_form(r, "confirmed");
	p->confirmed_fault = request_fault_of(r, "confirmed");
	return rc;
}

static void
put_text(struct paper *p, const char *heading, const char *text)
{
	if (!text || !*text)
		return;
	paper_section(p, heading);
	paper_text(p, text);
}

/* What is read, printed and made a PDF of. */
static const struct paper *
paper_of(struct request *r, const struct casebook *c)
{
	static const struct paper_column columns[] = {
		{ "月", 3, true }, { "参加した人", 4, false },
		{ "内容", 10, false },
	};
	struct paper *p = paper_new(r->mem, c->title);
	const struct casebook_line *lines;
	size_t n;

	if (!casebook_is(c, "approved"))
		paper_under(p, "承認されるまでは、外に出しません。");
	paper_text(p, facts(r, c));
	put_text(p, "概要", c->overview);
	paper_section(p, "経過");
	paper_table(p, "経過", columns, COUNT(columns));
	lines = casebook_lines(r->mem, c->course, &n);
	for (size_t i = 0; i < n; i++) {
		paper_cell(p, lines[i].month);
		paper_cell(p, lines[i].who);
		paper_cell(p, lines[i].what);
	}
	put_text(p, "したこと", c->done);
	put_text(p, "工夫したこと", c->devised);
	put_text(p, "依頼者の声", c->voice);
	return p;
}

static enum result
show(struct request *r, const struct casebook *c, bool works)
{
	struct crumb crumbs[] = { { "事例集", "/cases" }, { c->title, NULL } };
	struct page page = { c->title, "/dispatches", crumbs, COUNT(crumbs), false };
	struct show p = {
		.title = c->title,
		.pdf = arena_fmt(r->mem, "/cases/%s/case.pdf", c->id),
		.paper = paper_html(r, paper_of(r, c)),
		.faults = form_faults(r),
		.hidden = form_hidden(r, c->version),
	};
	enum result rc = works ? fill_work(r, c, &p) : OK;

	return rc ? rc : page_show(r, &page, &casebook_show_page, &p);
}

/* An approved case has no path to anybody; all others go by the child's. */
static enum result
find(struct request *r, struct casebook *c)
{
	const char *child;
	enum result rc = record_get(r, &casebook_record, r->arg[0], c);

	return rc || casebook_is(c, "approved") ? rc :
	    casebook_open(r, c, &child);
}

enum result
casebook_show_get(struct request *r)
{
	struct casebook c;
	const char *child = NULL;
	enum result rc = find(r, &c);

	if (rc)
		return rc;
	if (!casebook_is(&c, "approved"))
		return show(r, &c, true);
	if (!access_is_centre(r) || !request_may(r, CHILD_WRITE))
		return show(r, &c, false);
	rc = casebook_sql_child(r, c.id, &child);
	return rc ? rc : show(r, &c, !child || casebook_may_make(r, child));
}

enum result
casebook_pdf_get(struct request *r)
{
	struct casebook c;
	enum result rc = find(r, &c);

	return rc ? rc : paper_pdf(r, c.title,
	    (const struct paper *const[]){ paper_of(r, &c) }, 1,
	    arena_fmt(r->mem, "jirei-%s", c.id + strlen(c.id) - 6));
}

enum result
casebook_again(struct request *r, const struct casebook *c, enum result rc)
{
	enum result shown = show(r, c, true);

	return shown ? shown : rc;
}

struct panel_page {
	const char *url;
};

static const struct slot panel_slots[] = {
	SLOT_TEXT(panel_page, url),
};

TEMPLATE(casebook_panel_page, "src/features/casebook/panel.html",
    panel_slots);

enum result
casebook_panel(struct request *r, const char *child, const struct html **out)
{
	struct panel_page p = {
		arena_fmt(r->mem, "/cases/new?child=%s", child)
	};

	*out = casebook_may_make(r, child) ?
	    html_part(r, &casebook_panel_page, &p) : NULL;
	return OK;
}
