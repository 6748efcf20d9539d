#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "app/site.h"
#include "base/date.h"
#include "features/pathway/pathway_dates.h"
#include "features/pathway/pathway_flow.h"
#include "features/pathway/pathway_private.h"
#include "features/pathway/pathway_rule.h"

/* The days of a child: written down first, and changed with all that follows
 * from them shown before it moves. */
struct form_page {
	const char *child, *name, *born, *school, *action, *stage_fault;
	const struct html *faults, *hidden, *stages, *from, *fields;
	bool begun;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form_page, child),
	SLOT_TEXT(form_page, name),
	SLOT_TEXT(form_page, born),
	SLOT_TEXT(form_page, school),
	SLOT_TEXT(form_page, action),
	SLOT_TEXT(form_page, stage_fault),
	SLOT_HTML(form_page, faults),
	SLOT_HTML(form_page, hidden),
	SLOT_HTML(form_page, stages),
	SLOT_HTML(form_page, from),
	SLOT_HTML(form_page, fields),
	SLOT_FLAG(form_page, begun),
};

TEMPLATE(pathway_dates_page, "src/features/pathway/dates.html", form_slots);

static const struct html *
stage_choices(struct request *r, const struct way *w, const char *chosen)
{
	struct choice all[WAY_MAX_STAGES];
	size_t n = 0;

	for (size_t i = 0; i < w->nstages; i++) {
		if (!w->stages[i].beside)
			all[n++] = (struct choice){ w->stages[i].code->code,
			    w->stages[i].code->label };
	}
	return form_choices(r, all, n, chosen, "選んでください");
}

enum result
dates_show(struct request *r, const struct way *w, const struct dates *d,
    const struct html *above)
{
	const char *school = pathway_school_day(r->mem, w->child.born_on);
	struct form_page p = {
		.child = w->child.id,
		.name = w->child.name,
		.born = w->child.born_on ? date_era(r->mem, w->child.born_on) :
		    NULL,
		.school = school ? date_era(r->mem, school) : NULL,
		.begun = w->begun,
		.action = w->begun ? "preview" : "dates",
		.stage_fault = request_fault_of(r, "stage"),
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, d->pathway.version),
		.stages = stage_choices(r, w, d->stage.stage),
		.from = form_field(r, record_field(&pathway_stage_record,
		    "from_on"), &d->stage),
		.fields = form_record(r, &pathway_record, &d->pathway),
	};

	return pathway_page_show(r, w, w->begun ? "日付を変える" :
	    "段階を記録する", &pathway_dates_page, &p);
}

void
dates_guess(struct request *r, const struct way *w, struct dates *d)
{
	d->stage.from_on = r->today;
	for (size_t i = 0; i < w->nstages; i++) {
		const char *day = w->stages[i].row.expected_on;

		if (w->stages[i].beside || !day || strcmp(day, r->today) > 0)
			continue;
		d->stage.stage = w->stages[i].code->code;
		d->stage.from_on = day;
	}
}

enum result
pathway_dates_get(struct request *r)
{
	struct way w;
	struct dates d = { 0 };
	enum result rc = way_load_to_write(r, r->arg[0], &w);

	if (rc)
		return rc;
	d.pathway = w.pathway;
	if (!w.begun)
		dates_guess(r, &w, &d);
	return dates_show(r, &w, &d, NULL);
}

static bool
is_known(const char *name)
{
	static const char *const others[] = { "csrf", "once", "version",
	    "stage", "from_on", "seen" };
	const struct field *f = record_field(&pathway_record, name);

	for (size_t i = 0; i < COUNT(others); i++) {
		if (strcmp(others[i], name) == 0)
			return true;
	}
	return f && !(f->flags & HIDDEN);
}

static void
read_field(struct request *r, const struct record *rec, const char *name,
    void *obj)
{
	const struct field *f = record_field(rec, name);
	const char *typed = request_form(r, name), *says;

	says = field_read(r, f, typed ? typed : "", r->today, false, obj);
	if (says)
		request_fault(r, name, says);
}

/* Where the child is now: only asked for in the beginning. */
static void
read_stage(struct request *r, struct way *w, struct dates *d)
{
	const struct way_stage *s;

	read_field(r, &pathway_stage_record, "stage", &d->stage);
	read_field(r, &pathway_stage_record, "from_on", &d->stage);
	s = way_stage_of(w, d->stage.stage);
	if (d->stage.stage && (!s || s->beside))
		request_fault(r, "stage", "not_a_choice");
	if (!d->stage.from_on)
		return;
	if (strcmp(d->stage.from_on, r->today) > 0)
		request_fault(r, "from_on", "in_the_future");
	else if (w->child.born_on &&
	    strcmp(d->stage.from_on, w->child.born_on) < 0)
		request_fault(r, "from_on", "before_birth");
}

enum result
dates_read(struct request *r, struct way *w, struct dates *d)
{
	*d = (struct dates){ .pathway = w->pathway };
	r->reading = &pathway_record;
	for (size_t i = 0; i < r->form.n; i++) {
		if (!is_known(r->form.at[i].name))
			request_fault(r, r->form.at[i].name, "unknown_field");
	}
	for (size_t i = 0; i < pathway_record.nfields; i++) {
		const struct field *f = &pathway_record.fields[i];

		if (!(f->flags & HIDDEN))
			read_field(r, &pathway_record, f->name, &d->pathway);
	}
	d->pathway.version = pathway_version(r);
	d->pathway.born_on = w->child.born_on;
	if (!w->begun)
		read_stage(r, w, d);
	pathway_check(r, &d->pathway);
	if (r->nfaults)
		return INVALID;
	pathway_follow(r->mem, &w->pathway, &d->pathway);
	return OK;
}
