#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "features/care/care_score_form.h"
#include "features/child/child.h"

/* Writing down a doctor's paper: which instrument, its items, what was granted. */

static const char *
instrument_of(const struct request *r)
{
	const char *asked = request_query(r, "instrument");

	return asked && strcmp(asked, CARE_SEVERE) == 0 ? CARE_SEVERE :
	    CARE_SCORE;
}

static bool
is_severe(const struct assessment *a)
{
	return strcmp(a->instrument, CARE_SEVERE) == 0;
}

/* What the instrument does not ask is never in the form. */
static bool
is_asked(const struct assessment *a, const struct field *f)
{
	static const char *const severe[] = { "severe_total", "severe_seated" };
	static const char *const score[] = { "printed_total", "granted",
	    "granted_on" };

	if (f->flags & HIDDEN)
		return false;
	for (size_t i = 0; i < COUNT(severe); i++)
		if (strcmp(severe[i], f->name) == 0)
			return is_severe(a);
	for (size_t i = 0; i < COUNT(score); i++)
		if (strcmp(score[i], f->name) == 0)
			return !is_severe(a);
	return true;
}

const struct html *
care_assessment_fields(struct request *r, const struct assessment *a,
    bool before_items)
{
	static const char *const before[] = { "on_day", "assessor",
	    "institution" };
	const struct html **parts = arena_array(r->mem,
	    assessment_record.nfields, sizeof(*parts));
	size_t n = 0;

	for (size_t i = 0; i < assessment_record.nfields; i++) {
		const struct field *f = &assessment_record.fields[i];
		bool is_before = false;

		for (size_t k = 0; k < COUNT(before); k++)
			is_before |= strcmp(before[k], f->name) == 0;
		if (is_before == before_items && is_asked(a, f) &&
		    record_shows(r, &assessment_record, f, a))
			parts[n++] = form_field(r, f, a);
	}
	return html_join(r->mem, parts, n);
}

/* A field of the other instrument is one this form does not have. */
static void
check_asked(struct request *r, const struct assessment *a)
{
	for (size_t i = 0; i < r->form.n; i++) {
		const struct field *f = record_field(&assessment_record,
		    r->form.at[i].name);

		if (f && !is_asked(a, f))
			request_fault(r, f->name, "unknown_field");
	}
}

static enum result
read_assessment(struct request *r, struct assessment *a,
    struct care_sheet *sheet)
{
	r->reading = &assessment_record;
	check_asked(r, a);
	if (!is_severe(a))
		care_sheet_read(r, sheet, a);
	return record_read(r, &assessment_record, a);
}

enum result
care_assessment_new_get(struct request *r)
{
	struct care_sheet sheet = { 0 };
	struct child c;
	enum result rc = care_child_get(r, r->arg[0], &c);

	return rc ? rc : care_sheet_show(r, &(struct assessment){
	    .child = c.id, .instrument = instrument_of(r) }, &sheet, NULL);
}

static const char *
seen_at(struct request *r, const struct assessment *a, const char *saying)
{
	return request_saying(r, arena_fmt(r->mem, "/assessments/%s", a->id),
	    saying);
}

enum result
care_assessment_add_post(struct request *r)
{
	struct care_sheet sheet = { 0 };
	struct assessment a = { .instrument = instrument_of(r) };
	struct child c;
	const char *see;
	enum result rc = care_child_get(r, r->arg[0], &c);

	if (rc)
		return rc;
	a.child = c.id;
	rc = read_assessment(r, &a, &sheet);
	if (rc) {
		(void)care_sheet_show(r, &a, &sheet, NULL);
		return rc;
	}
	deed_begin(r);
	record_add(r, &assessment_record, &a);
	see = seen_at(r, &a, "added");
	return request_see(r, deed_commit(r, see), see);
}

enum result
care_assessment_get(struct request *r, struct assessment *a)
{
	enum result rc = record_get(r, &assessment_record, r->arg[0], a);

	return rc ? rc : care_may_see(r, a->child);
}

enum result
care_assessment_edit_get(struct request *r)
{
	struct care_sheet sheet;
	struct assessment a;
	enum result rc = care_assessment_get(r, &a);

	if (rc)
		return rc;
	if (a.withdrawn_on)
		return CONFLICT;
	care_sheet_of(r, &a, &sheet);
	return care_sheet_show(r, &a, &sheet, NULL);
}

static enum result
answer_conflict(struct request *r, const struct assessment *mine,
    const struct care_sheet *sheet)
{
	struct assessment theirs, again = *mine;
	enum result rc = care_assessment_get(r, &theirs);

	if (rc)
		return rc;
	again.version = theirs.version;
	(void)care_sheet_show(r, &again, sheet, form_conflict(r,
	    &assessment_record, mine, &theirs));
	return CONFLICT;
}

enum result
care_assessment_change_post(struct request *r)
{
	struct care_sheet sheet;
	struct assessment old, a;
	const char *see;
	enum result rc = care_assessment_get(r, &old);

	if (rc)
		return rc;
	if (old.withdrawn_on)
		return CONFLICT;
	a = old;
	care_sheet_of(r, &a, &sheet);
	rc = read_assessment(r, &a, &sheet);
	if (rc) {
		(void)care_sheet_show(r, &a, &sheet, NULL);
		return rc;
	}
	see = seen_at(r, &a, "changed");
	deed_begin(r);
	record_change(r, &assessment_record, &old, &a);
	rc = request_see(r, deed_commit(r, see), see);
	return rc == CONFLICT && !r->repeated ?
	    answer_conflict(r, &a, &sheet) : rc;
}
