#include <string.h>

#include "app/access.h"
#include "app/charge.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/text.h"
#include "features/contact/contact.h"
#include "features/intake/intake_private.h"
#include "features/intake/intake_sql.h"

/* Beginning a thread, taking one step after the other, going back by one. */

static const char *
page_of(struct request *r, const char *id, const char *saying)
{
	return request_saying(r, arena_fmt(r->mem, "/intakes/%s", id), saying);
}

enum result
intake_load_open(struct request *r, struct intake *in)
{
	enum result rc = record_get(r, &intake_record, r->arg[0], in);

	return rc ? rc : intake_is_open(in) ? OK : CONFLICT;
}

enum result
intake_commit(struct request *r, const struct intake *old, struct intake *in)
{
	const char *see = page_of(r, in->id, "changed");

	record_change(r, &intake_record, old, in);
	return request_see(r, deed_commit(r, see), see);
}

/* The contact that a form names and this person may see; MISSING. */
static enum result
read_contact(struct request *r, struct contact *c)
{
	const char *id = request_form(r, "contact");

	return text_blank(id) ? MISSING : record_get(r, &contact_record, id, c);
}

/* POST /intakes with `contact`: once, whoever presses first. */
enum result
intake_begin_post(struct request *r)
{
	struct intake in = { .state = "open", .staff = r->who->session ?
	    r->who->id : NULL };
	struct contact c;
	struct rows rows = { 0 };
	const char *see, *keeper = NULL;
	enum result rc = read_contact(r, &c);

	if (!rc)
		rc = intake_sql_of_contact(r, c.id, &rows);
	if (rc || rows.nrows)
		return rc ? rc : CONFLICT;
	if (access_is_centre(r))
		rc = charge_keeper(r, CHARGE_INDIVIDUAL, &keeper);
	if (rc)
		return rc;
	in.staff = keeper ? keeper : in.staff;
	in.began_on = c.on_day;
	in.child = c.child;
	in.asked_by = c.caller;
	deed_begin(r);
	record_add(r, &intake_record, &in);
	intake_sql_add_contact(r, in.id, c.id, false);
	see = page_of(r, in.id, "added");
	return request_see(r, deed_commit(r, see), see);
}

/* POST /intakes/ID/contacts: one more contact belongs to it. One about nobody
 * becomes one about its child. */
enum result
intake_contact_post(struct request *r)
{
	struct intake old, in;
	struct contact c;
	struct rows rows = { 0 };
	bool ties;
	enum result rc = intake_load_open(r, &old);

	if (!rc)
		rc = read_contact(r, &c);
	if (!rc)
		rc = intake_sql_of_contact(r, c.id, &rows);
	if (rc)
		return rc;
	if (rows.nrows || (c.child && (!old.child ||
	    strcmp(c.child, old.child) != 0)))
		return CONFLICT;
	in = old;
	ties = old.child && !c.child;
	deed_begin(r);
	rc = intake_sql_add_contact(r, in.id, c.id, false);
	if (!rc && ties)
		rc = intake_tie(r, &in, in.child);
	return rc ? rc : intake_commit(r, &old, &in);
}

static enum intake_step
step_named(const char *name)
{
	enum intake_step s = INTAKE_SITUATION;

	while (s < INTAKE_STEPS && strcmp(intake_ways[s].name, name) != 0)
		s++;
	return s;
}

/* What was typed for this step and for no other. */
static void
read_step(struct request *r, enum intake_step step, struct intake *in)
{
	struct intake typed = *in;
	const struct intake_way *w = &intake_ways[step];

	(void)!record_read(r, &intake_record, &typed);
	in->version = typed.version;
	for (size_t i = 0; i < INTAKE_STEP_FIELDS && w->fields[i]; i++) {
		const struct field *f = record_field(&intake_record,
		    w->fields[i]);

		field_set(f, in, field_text(r->mem, f, &typed));
	}
}

/* The step of the address, if it is the one that comes next; or the end, which
 * may come at any time. */
static enum result
load_step(struct request *r, struct intake *in, enum intake_step *step)
{
	enum result rc = intake_load_open(r, in);

	*step = step_named(r->arg[1]);
	if (rc)
		return rc;
	if (*step == INTAKE_STEPS || *step == INTAKE_CHILD)
		return MISSING;
	return *step == intake_next(in) || *step == INTAKE_CLOSING ? OK :
	    CONFLICT;
}

enum result
intake_step_post(struct request *r)
{
	enum intake_step step;
	struct intake old, in;
	enum result rc = load_step(r, &old, &step);

	if (!rc && step == INTAKE_SITUATION && !record_shows(r, &intake_record,
	    record_field(&intake_record, "situation"), &old))
		rc = DENIED;
	if (rc)
		return rc;
	in = old;
	read_step(r, step, &in);
	if (!r->nfaults)
		intake_check_step(r, &in, step);
	if (r->nfaults)
		return intake_again(r, &old, &in, INVALID);
	if (step == INTAKE_SITUATION)
		in.situation_on = r->today;
	if (step == INTAKE_CLOSING) {
		in.state = "closed";
		in.closed_on = r->today;
	}
	deed_begin(r);
	return intake_commit(r, &old, &in);
}

static const char *
with_step(struct request *r, const char *set, const char *step)
{
	return set && *set ? arena_fmt(r->mem, "%s,%s", set, step) : step;
}

/* POST /intakes/ID/skips/STEP with `reason`. */
enum result
intake_skip_post(struct request *r)
{
	enum intake_step step = step_named(r->arg[1]);
	const struct intake_way *w;
	const char *reason = request_form(r, "reason");
	const struct field *f;
	struct intake old, in;
	enum result rc = intake_load_open(r, &old);

	if (rc)
		return rc;
	if (step == INTAKE_STEPS || !intake_ways[step].skip)
		return MISSING;
	if (step != intake_next(&old))
		return CONFLICT;
	w = &intake_ways[step];
	in = old;
	form_version(r, &in);
	f = record_field(&intake_record, w->skip);
	if (text_blank(reason))
		request_fault(r, "reason",
		    "とばす理由を書いてください。あとで読む人に伝わります。");
	else if (field_read(r, f, reason, r->today, false, &in))
		request_fault(r, "reason", "理由は200文字までで書いてください。");
	if (r->nfaults)
		return intake_again(r, &old, &in, INVALID);
	in.skipped = with_step(r, in.skipped, w->name);
	deed_begin(r);
	return intake_commit(r, &old, &in);
}

/* An answer goes first, then the question. */
static void
take_back_answer(const char **answer, const char **on, bool waits)
{
	*answer = waits ? NULL : "waiting";
	*on = NULL;
}

static void
take_back(struct request *r, enum intake_step step, struct intake *in)
{
	const struct intake_way *w = &intake_ways[step];
	const char *set = NULL;

	if (intake_mark_of(in, step) == INTAKE_SKIPPED) {
		field_set(record_field(&intake_record, w->skip), in, NULL);
		for (enum intake_step s = INTAKE_CONSENT; s < step; s++)
			if (intake_mark_of(in, s) == INTAKE_SKIPPED)
				set = with_step(r, set, intake_ways[s].name);
		in->skipped = set;
		return;
	}
	switch (step) {
	case INTAKE_SITUATION:
		in->situation_on = NULL;
		break;
	case INTAKE_CONSENT:
		take_back_answer(&in->consent, &in->consent_on,
		    intake_mark_of(in, step) == INTAKE_WAITING);
		break;
	case INTAKE_CHILD:
		in->child = in->child_on = NULL;
		break;
	case INTAKE_DOCTOR:
		take_back_answer(&in->doctor_answer, &in->doctor_on,
		    intake_mark_of(in, step) == INTAKE_WAITING);
		break;
	case INTAKE_ACTOR:
		in->actor = NULL;
		break;
	default:
		in->state = "open";
		in->closed_on = in->outcome = NULL;
	}
}

/* POST /intakes/ID/returns/STEP: the last step is as if it were not taken; what
 * was written down with it stays in the form. */
enum result
intake_return_post(struct request *r)
{
	enum intake_step step = step_named(r->arg[1]);
	struct intake old, in;
	enum result rc = record_get(r, &intake_record, r->arg[0], &old);
	bool child;

	if (rc)
		return rc;
	if (step == INTAKE_STEPS)
		return MISSING;
	if (step != intake_last(&old))
		return CONFLICT;
	child = step == INTAKE_CHILD && old.child;
	if (child && !access_is_centre(r))
		return DENIED;
	in = old;
	form_version(r, &in);
	take_back(r, step, &in);
	deed_begin(r);
	if (child)
		rc = intake_untie(r, &old);
	return rc ? rc : intake_commit(r, &old, &in);
}
