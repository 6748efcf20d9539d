#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/outage/outage_child.h"

/*
 * Who calls a family, and what they said. The case is read inside the deed, when
 * no other deed comes between, so that of two who take a child one is told.
 */
struct taken {
	const char *child, *name, *who, *since, *back, *status;
	bool held;
};

static const struct slot taken_slots[] = {
	SLOT_TEXT(taken, child),
	SLOT_TEXT(taken, name),
	SLOT_TEXT(taken, who),
	SLOT_TEXT(taken, since),
	SLOT_TEXT(taken, back),
	SLOT_TEXT(taken, status),
	SLOT_FLAG(taken, held),
};

TEMPLATE(outage_taken_page, "src/features/outage/taken.html", taken_slots);

/* A deed on one child's case. */
struct act {
	struct outage_place place;
	struct outage_case old, c;
	const char *held_by, *held_at;	/* by somebody else; NULL */
};

static const char *
see(struct request *r, const struct act *a)
{
	const char *to = request_form(r, "to");

	return request_saying(r, to && strcmp(to, "child") == 0 ?
	    arena_fmt(r->mem, "/children/%s/outage", r->arg[0]) :
	    arena_fmt(r->mem, "/outages/%s", a->place.outage.id), "changed");
}

/* Begins the deed. CONFLICT: somebody else has that child. */
static enum result
begin(struct request *r, struct act *a)
{
	enum result rc = outage_of_child(r, r->arg[0], &a->place);

	if (rc)
		return rc;
	deed_begin(r);
	rc = outage_sql_case(r, a->place.outage.id, r->arg[0], &a->old);
	if (rc == MISSING) {
		a->old = (struct outage_case){ .outage = a->place.outage.id,
			.child = r->arg[0], .status = "open" };
		rc = OK;
	}
	a->c = a->old;
	if (!rc && a->old.claimed_by && strcmp(a->old.claimed_by,
	    r->who->id) != 0 && outage_is_claimed(a->old.claimed_by,
	    a->old.claimed_at, r->now)) {
		a->held_by = a->old.claimed_by;
		a->held_at = a->old.claimed_at;
		rc = CONFLICT;
	}
	if (rc)
		db_rollback(r->db);
	return rc;
}

static enum result
commit(struct request *r, struct act *a, const char *verb, const char *note)
{
	const char *url = see(r, a);

	if (a->old.id)
		(void)record_change(r, &outage_case_record, &a->old, &a->c);
	else
		(void)record_add(r, &outage_case_record, &a->c);
	outage_note(r, &a->c, verb, note);
	return request_see(r, deed_commit(r, url), url);
}

/* 409, with who has the child and since when. */
static enum result
show_taken(struct request *r, const struct act *a)
{
	struct page page = { .title = a->held_by ? "ほかの人が連絡しています" :
	    "ほかの人が連絡しました", .menu = "/evacuation" };
	struct account who;
	struct taken p = { .child = r->arg[0], .name = child_name(r, r->arg[0]),
		.since = outage_clock(r, a->held_by ? a->held_at :
		    a->old.told_at),
		.held = a->held_by != NULL,
		.status = codes_label(r->codes, "outage_status",
		    a->old.status),
		.back = arena_fmt(r->mem, "/outages/%s", a->place.outage.id) };
	const char *by = a->held_by ? a->held_by : a->old.told_by;
	enum result rc = by ? record_get(r, &account_record, by, &who) :
	    MISSING;

	p.who = rc ? "ほかの人" : who.name;
	page.crumbs = outage_crumbs(r, &a->place.outage, page.title,
	    &page.ncrumbs);
	rc = page_show(r, &page, &outage_taken_page, &p);
	return rc ? rc : CONFLICT;
}

static enum result
refuse(struct request *r, const struct act *a, enum result rc)
{
	return rc == CONFLICT && a->held_by ? show_taken(r, a) : rc;
}

enum result
outage_claim_post(struct request *r)
{
	const char *seen = request_form(r, "seen");
	struct act a = { 0 };
	bool taken_over;
	enum result rc = begin(r, &a);

	if (rc)
		return refuse(r, &a, rc);
	/* Called, and perhaps reached, since the list was looked at. */
	if (seen && strtoll(seen, NULL, 10) != a.old.version) {
		db_rollback(r->db);
		return show_taken(r, &a);
	}
	taken_over = a.old.claimed_by && strcmp(a.old.claimed_by, r->who->id);
	a.c.claimed_by = r->who->id;
	a.c.claimed_at = r->now;
	return commit(r, &a, taken_over ? "take" : "claim", NULL);
}

/* Given back, or on to somebody else. */
enum result
outage_release_post(struct request *r)
{
	const char *to = request_form(r, "person");
	struct act a = { 0 };
	struct account next;
	enum result rc = begin(r, &a);

	if (rc)
		return refuse(r, &a, rc);
	if (to && *to && (record_get(r, &account_record, to, &next) ||
	    next.left_on)) {
		db_rollback(r->db);
		return MISSING;
	}
	a.c.claimed_by = to && *to ? to : NULL;
	a.c.claimed_at = a.c.claimed_by ? r->now : NULL;
	return commit(r, &a, a.c.claimed_by ? "pass" : "release", NULL);
}

/* What is typed beside the buttons; faults. */
static const char *
read_note(struct request *r)
{
	struct outage_case typed = { 0 };
	const struct field *f = record_field(&outage_case_record, "note");
	const char *says = field_read(r, f, request_form(r, "note") ?
	    request_form(r, "note") : "", r->today, false, &typed);

	if (says)
		request_fault(r, f->name, says);
	return typed.note;
}

enum result
outage_status_post(struct request *r)
{
	const char *typed = request_form(r, "status");
	const char *note = read_note(r);
	enum outage_status status = outage_status_of(typed);
	struct act a = { 0 };
	enum result rc;

	if (!typed || strcmp(typed, outage_status_code(status)) != 0)
		request_fault(r, "status", "choose");
	rc = begin(r, &a);
	if (rc)
		return refuse(r, &a, rc);
	if (r->nfaults) {
		db_rollback(r->db);
		return outage_child_show(r, &a.place, INVALID);
	}
	a.c.status = outage_status_code(status);
	if (note)
		a.c.note = note;
	a.c.told_at = r->now;
	a.c.told_by = r->who->id;
	if (outage_is_reached(status) && !a.c.reached_at)
		a.c.reached_at = r->now;
	if (status == OUTAGE_OPEN)
		a.c.reached_at = NULL;
	/* Who wants help has somebody who sees to it. */
	a.c.claimed_by = status == OUTAGE_HELP ? r->who->id : NULL;
	a.c.claimed_at = status == OUTAGE_HELP ? r->now : NULL;
	return commit(r, &a, "status", note);
}

enum result
outage_destination_post(struct request *r)
{
	const struct field *f = record_field(&outage_case_record,
	    "destination");
	const char *where = request_form(r, "destination");
	const char *chosen = request_form(r, "place");
	const char *says;
	struct outage_case typed = { 0 };
	struct act a = { 0 };
	enum result rc = begin(r, &a);

	if (rc)
		return refuse(r, &a, rc);
	if (!where || !*where)
		where = chosen ? chosen : "";
	says = field_read(r, f, where, r->today, false, &typed);
	if (!says && !typed.destination)
		says = "required";
	if (says) {
		db_rollback(r->db);
		request_fault(r, f->name, says);
		return outage_child_show(r, &a.place, INVALID);
	}
	a.c.destination = typed.destination;
	return commit(r, &a, "destination", typed.destination);
}
