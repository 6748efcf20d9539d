#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "features/account/account.h"
#include "features/casebook/casebook_private.h"
#include "features/casebook/casebook_sql.h"

/* One case as it is read and printed; for whoever works on it, who wrote it and
 * what comes next. */
struct show {
	const char *title, *facts, *overview, *done, *devised, *voice;
	const char *state, *made_by, *edit, *submission, *approval,
	    *withdrawal, *rare, *confirmed, *own, *confirmed_fault;
	const struct html *faults, *hidden;
	struct html_list lines;
	bool works;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(casebook_line, month),
	SLOT_TEXT(casebook_line, who),
	SLOT_TEXT(casebook_line, what),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, facts),
	SLOT_TEXT(show, overview),
	SLOT_TEXT(show, done),
	SLOT_TEXT(show, devised),
	SLOT_TEXT(show, voice),
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
	SLOT_LIST(show, lines, line_slots, struct casebook_line),
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
	bool wrote = !r->who->id || strstr(c->writers, r->who->id);
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

static enum result
show(struct request *r, const struct casebook *c, bool works)
{
	struct crumb crumbs[] = { { "事例集", "/cases" }, { c->title, NULL } };
	struct page page = { c->title, "/cases", crumbs, COUNT(crumbs), false };
	struct show p = {
		.title = c->title,
		.facts = facts(r, c),
		.overview = c->overview,
		.done = c->done,
		.devised = c->devised,
		.voice = c->voice,
		.faults = form_faults(r),
		.hidden = form_hidden(r, c->version),
	};
	enum result rc = works ? fill_work(r, c, &p) : OK;

	p.lines.rows = casebook_lines(r->mem, c->course, &p.lines.n);
	return rc ? rc : page_show(r, &page, &casebook_show_page, &p);
}

/* An approved case has no path to anybody; all others go by the child's. */
enum result
casebook_show_get(struct request *r)
{
	struct casebook c;
	const char *child = NULL;
	enum result rc = record_get(r, &casebook_record, r->arg[0], &c);

	if (rc)
		return rc;
	if (!casebook_is(&c, "approved")) {
		rc = casebook_open(r, &c, &child);
		return rc ? rc : show(r, &c, true);
	}
	if (!access_is_centre(r) || !request_may(r, CHILD_WRITE))
		return show(r, &c, false);
	rc = casebook_sql_child(r, c.id, &child);
	return rc ? rc : show(r, &c, child && casebook_may_make(r, child));
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
