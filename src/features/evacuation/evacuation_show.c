#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/consent/consent.h"
#include "features/evacuation/evacuation_pages.h"
#include "features/evacuation/evacuation_review.h"
#include "features/evacuation/evacuation_section.h"
#include "features/evacuation/evacuation_sql.h"

/* One plan as a page: where it stands, what comes next, what it says. */
struct step {
	const char *label;
	bool current, done;
};

struct section_rows {
	const char *heading, *edit;
	struct html_list facts;
	bool told;
};

struct event {
	const char *day, *what, *more, *href;
};

struct show {
	const char *title, *url, *state, *child, *child_name, *place_name, *valid;
	const char *review, *newer, *written, *agency_fault;
	const struct html *faults, *hidden, *meeting_on, *meeting_people;
	const struct html *signed_on, *signed_by, *signed_as, *share_hidden;
	const struct html *agencies, *means, *revise_hidden, *review_hidden;
	const struct html *review_field;
	struct html_list steps, lacks, sections, shares, drills, editions;
	bool force, open, draft, sign, former, revisable, refused, may_write;
};

static const struct slot step_slots[] = {
	SLOT_TEXT(step, label),
	SLOT_FLAG(step, current),
	SLOT_FLAG(step, done),
};

static const struct slot lack_slots[] = {
	SLOT_TEXT(plan_lack, says),
	SLOT_TEXT(plan_lack, section),
};

static const struct slot fact_slots[] = {
	SLOT_TEXT(plan_fact, label),
	SLOT_TEXT(plan_fact, text),
	SLOT_TEXT(plan_fact, phone),
};

static const struct slot section_slots[] = {
	SLOT_TEXT(section_rows, heading),
	SLOT_TEXT(section_rows, edit),
	SLOT_LIST(section_rows, facts, fact_slots, struct plan_fact),
	SLOT_FLAG(section_rows, told),
};

static const struct slot event_slots[] = {
	SLOT_TEXT(event, day),
	SLOT_TEXT(event, what),
	SLOT_TEXT(event, more),
	SLOT_TEXT(event, href),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, url),
	SLOT_TEXT(show, state),
	SLOT_TEXT(show, child),
	SLOT_TEXT(show, child_name),
	SLOT_TEXT(show, place_name),
	SLOT_TEXT(show, valid),
	SLOT_TEXT(show, review),
	SLOT_TEXT(show, newer),
	SLOT_TEXT(show, written),
	SLOT_TEXT(show, agency_fault),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, meeting_on),
	SLOT_HTML(show, meeting_people),
	SLOT_HTML(show, signed_on),
	SLOT_HTML(show, signed_by),
	SLOT_HTML(show, signed_as),
	SLOT_HTML(show, share_hidden),
	SLOT_HTML(show, agencies),
	SLOT_HTML(show, means),
	SLOT_HTML(show, revise_hidden),
	SLOT_HTML(show, review_hidden),
	SLOT_HTML(show, review_field),
	SLOT_LIST(show, steps, step_slots, struct step),
	SLOT_LIST(show, lacks, lack_slots, struct plan_lack),
	SLOT_LIST(show, sections, section_slots, struct section_rows),
	SLOT_LIST(show, shares, event_slots, struct event),
	SLOT_LIST(show, drills, event_slots, struct event),
	SLOT_LIST(show, editions, event_slots, struct event),
	SLOT_FLAG(show, force),
	SLOT_FLAG(show, open),
	SLOT_FLAG(show, draft),
	SLOT_FLAG(show, sign),
	SLOT_FLAG(show, former),
	SLOT_FLAG(show, revisable),
	SLOT_FLAG(show, refused),
	SLOT_FLAG(show, may_write),
};

TEMPLATE(plan_show_page, "src/features/evacuation/show.html", show_slots);

static const char *const path_states[] = { "draft", "meeting", "signed",
    "shared", "drilled" };

static struct html_list
steps_of(struct request *r, const struct plan *p)
{
	struct step *steps = arena_array(r->mem, COUNT(path_states),
	    sizeof(*steps));
	size_t at = COUNT(path_states);

	for (size_t i = 0; i < COUNT(path_states); i++) {
		steps[i].label = codes_label(r->codes, "plan_state",
		    path_states[i]);
		steps[i].current = plan_is(p, path_states[i]);
		if (steps[i].current)
			at = i;
	}
	for (size_t i = 0; i < COUNT(path_states); i++)
		steps[i].done = i < at && (strcmp(path_states[i], "shared") ||
		    p->shared_on);
	return (struct html_list){ steps, COUNT(path_states) };
}

static struct html_list
sections_of(struct request *r, const struct plan *p,
    const struct acceptance *chosen, const char *url, bool may_edit)
{
	struct section_rows *rows = arena_array(r->mem, PLAN_SECTIONS,
	    sizeof(*rows));

	for (size_t i = 0; i < PLAN_SECTIONS; i++) {
		const struct plan_section *s = &plan_sections[i];
		struct plan_fact *facts = arena_array(r->mem,
		    SECTION_MAX_FACTS, sizeof(*facts));
		size_t n = plan_facts(r, s, p, chosen, facts);

		rows[i] = (struct section_rows){ s->title, may_edit ?
		    arena_fmt(r->mem, "%s/sections/%s", url, s->name) : NULL,
		    { facts, n }, n != 0 };
	}
	return (struct html_list){ rows, PLAN_SECTIONS };
}

static enum result
fill_shares(struct request *r, const struct plan *p, struct show *page)
{
	struct rows rows = { 0 };
	struct event *all;
	size_t n = 0;
	enum result rc = evacuation_sql_shares(r, p->id, &rows);

	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct plan_share s;

		if (!record_load(r, &plan_share_record, &rows, i, &s))
			continue;
		all[n++] = (struct event){ date_era(r->mem, s.shared_on),
		    arena_fmt(r->mem, "%s（%s、第%lld版）", rows_cell(&rows, i,
		    "agency_name"), codes_label(r->codes, "share_means",
		    s.means), (long long)s.edition), NULL, arena_fmt(r->mem,
		    "/plans/%s/sheet?to=%s", p->id, s.agency) };
	}
	page->shares = (struct html_list){ all, n };
	return rc;
}

static struct event
drill_event(struct request *r, const struct drill *d)
{
	const char *minutes = d->minutes ? arena_fmt(r->mem,
	    "　着くまで%lld分", (long long)d->minutes) : "";

	return (struct event){ date_era(r->mem, d->on_day), arena_fmt(r->mem,
	    "%s%s", d->scenario ? d->scenario : "訓練", minutes),
	    text_blank(d->failed) ? NULL : arena_fmt(r->mem,
	    "うまくいかなかったこと：%s", d->failed), NULL };
}

static enum result
fill_drills(struct request *r, const struct plan *p, struct show *page)
{
	struct rows rows = { 0 };
	struct event *all;
	size_t n = 0;
	enum result rc = evacuation_sql_drills(r, p->child, &rows);

	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct drill d;

		if (record_load(r, &drill_record, &rows, i, &d))
			all[n++] = drill_event(r, &d);
	}
	page->drills = (struct html_list){ all, n };
	return rc;
}

/* Those of the same place: what holds, what is written, what was before. */
static enum result
fill_editions(struct request *r, const struct plan *p, struct show *page)
{
	struct rows rows = { 0 };
	struct event *all;
	size_t n = 0;
	enum result rc = evacuation_sql_plans(r, p->child, &rows);

	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct plan e;
		const char *href;

		if (!record_load(r, &plan_record, &rows, i, &e) ||
		    strcmp(e.place, p->place) != 0)
			continue;
		href = arena_fmt(r->mem, "/plans/%s", e.id);
		if (plan_is_in_force(&e))
			page->newer = href;
		if (plan_is_open(&e))
			page->written = href;
		all[n++] = (struct event){ e.signed_on ? date_era(r->mem,
		    e.signed_on) : "", arena_fmt(r->mem, "第%lld版（%s）",
		    (long long)e.edition, codes_label(r->codes, "plan_state",
		    e.state)), NULL, href };
	}
	page->editions = (struct html_list){ all, n };
	return rc;
}

/* Only those a consent for disasters stands for today. */
static enum result
fill_agencies(struct request *r, const struct plan *p, const char *chosen,
    struct show *page)
{
	struct rows rows = { 0 };
	struct choice *all;
	size_t n = 0;
	enum result rc = consent_recipients(r, p->child, &rows);

	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct consent c;
		const char *id = rows_cell(&rows, i, "id");
		enum result stands = consent_standing(r, p->child, id,
		    "disaster", "care", &c);

		if (stands && stands != MISSING)
			return stands;
		if (!stands)
			all[n++] = (struct choice){ id, rows_cell(&rows, i,
			    "name") };
	}
	if (n)
		page->agencies = form_choices(r, all, n, chosen,
		    "選んでください");
	return rc;
}

static const struct html *
input(struct request *r, const struct record *rec, const char *name,
    const void *obj)
{
	return form_field(r, record_field(rec, name), obj);
}

static enum result
fill_deeds(struct request *r, const struct plan *p,
    const struct plan_typed *t, struct show *page)
{
	struct plan typed = *p;
	struct plan_share share = { .means = t->means ? t->means : "paper" };

	typed.meeting_on = t->meeting_on ? t->meeting_on : p->meeting_on ?
	    p->meeting_on : r->today;
	typed.meeting_people = t->meeting_people ? t->meeting_people :
	    p->meeting_people;
	typed.signed_on = t->signed_on ? t->signed_on : r->today;
	typed.signed_by = t->signed_by;
	typed.signed_as = t->signed_as;
	page->hidden = form_hidden(r, p->version);
	page->meeting_on = input(r, &plan_record, "meeting_on", &typed);
	page->meeting_people = input(r, &plan_record, "meeting_people",
	    &typed);
	page->signed_on = input(r, &plan_record, "signed_on", &typed);
	page->signed_by = input(r, &plan_record, "signed_by", &typed);
	page->signed_as = input(r, &plan_record, "signed_as", &typed);
	page->share_hidden = form_hidden(r, p->version);
	page->revise_hidden = form_hidden(r, p->version);
	page->review_hidden = form_hidden(r, p->version);
	page->means = input(r, &plan_share_record, "means", &share);
	page->review_field = input(r, &plan_record, "review_reason", p);
	page->agency_fault = request_fault_of(r, "agency");
	return fill_agencies(r, p, t->agency, page);
}

static void
fill_state(struct request *r, const struct plan *p,
    const struct acceptance *chosen, struct show *page)
{
	struct plan_lack *lacks = arena_array(r->mem, PLAN_MAX_LACKS,
	    sizeof(*lacks));

	page->open = plan_is_open(p);
	page->draft = plan_is(p, "draft");
	page->force = plan_is_in_force(p);
	page->former = plan_is(p, "revised");
	page->refused = chosen && acceptance_refused(chosen);
	page->may_write = request_may(r, CHILD_WRITE) && !page->former;
	page->revisable = page->force && !page->written;
	page->steps = steps_of(r, p);
	if (page->open)
		page->lacks = (struct html_list){ lacks, plan_lacks(p, chosen,
		    lacks) };
	page->sign = plan_is(p, "meeting") && !page->lacks.n;
	if (page->force)
		page->review = plan_review_says(r, p);
	if (!page->former)
		page->newer = NULL;
}

enum result
plan_show(struct request *r, const struct plan *p, const struct plan_typed *t)
{
	const char *name = child_name(r, p->child);
	struct acceptance a;
	enum result rc = plan_chosen(r, p, &a);
	const struct acceptance *chosen = rc ? NULL : &a;
	struct show page = {
		.title = plan_title(r, p),
		.url = arena_fmt(r->mem, "/plans/%s", p->id),
		.state = codes_label(r->codes, "plan_state", p->state),
		.child = p->child,
		.child_name = name ? name : "",
		.place_name = p->place_name,
		.valid = p->valid_until ? date_long(r->mem, p->valid_until) :
		    NULL,
		.faults = form_faults(r),
	};
	struct crumb crumbs[] = { { "避難計画", "/evacuation" },
	    { page.title, NULL } };
	size_t first = page_start(r) ? 1 : 0;

	rc = rc == MISSING ? OK : rc;
	if (!rc)
		rc = fill_editions(r, p, &page);
	if (rc)
		return rc;
	fill_state(r, p, chosen, &page);
	page.sections = sections_of(r, p, chosen, page.url,
	    page.may_write && page.open);
	rc = fill_shares(r, p, &page);
	if (!rc)
		rc = fill_drills(r, p, &page);
	if (!rc && page.may_write)
		rc = fill_deeds(r, p, t, &page);
	return rc ? rc : page_show(r, &(struct page){ page.title,
	    "/evacuation", crumbs + first, COUNT(crumbs) - first, false },
	    &plan_show_page, &page);
}

enum result
plan_show_get(struct request *r)
{
	struct plan p;
	enum result rc = record_get(r, &plan_record, r->arg[0], &p);

	return rc ? rc : plan_show(r, &p, &(struct plan_typed){ 0 });
}
