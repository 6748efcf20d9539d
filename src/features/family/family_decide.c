#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/account/account.h"
#include "features/family/family_private.h"

/* Staff reads what a family said, and answers: taken up, or why not. */

struct decide {
	const char *child, *child_url, *about, *says, *day, *person, *state,
	    *answer, *decided, *action, *answer_fault, *typed;
	const struct html *faults, *hidden;
};

static const struct slot decide_slots[] = {
	SLOT_TEXT(decide, child),
	SLOT_TEXT(decide, child_url),
	SLOT_TEXT(decide, about),
	SLOT_TEXT(decide, says),
	SLOT_TEXT(decide, day),
	SLOT_TEXT(decide, person),
	SLOT_TEXT(decide, state),
	SLOT_TEXT(decide, answer),
	SLOT_TEXT(decide, decided),
	SLOT_TEXT(decide, action),
	SLOT_TEXT(decide, answer_fault),
	SLOT_TEXT(decide, typed),
	SLOT_HTML(decide, faults),
	SLOT_HTML(decide, hidden),
};

TEMPLATE(family_decide_page, "src/features/family/decide.html", decide_slots);

static enum result
show(struct request *r, const struct family_proposal *f)
{
	const char *name = child_name(r, f->child);
	struct crumb crumbs[] = { { "子ども", "/children" },
	    { arena_fmt(r->mem, "%sさん", name), arena_fmt(r->mem,
	    "/children/%s", f->child) }, { "家族からの申し出", NULL } };
	struct page page = { crumbs[2].label, "/children", crumbs,
	    COUNT(crumbs), false };
	struct person who;
	struct decide p = {
		.child = name ? arena_fmt(r->mem, "%sさん", name) : "",
		.child_url = crumbs[0].path,
		.about = codes_label(r->codes, "proposal_about", f->about),
		.says = f->says,
		.day = date_long(r->mem, f->proposed_on),
		.state = codes_label(r->codes, "proposal_state", f->state),
		.answer = f->answer,
		.answer_fault = request_fault_of(r, "answer"),
		.typed = request_form(r, "answer"),
		.faults = form_faults(r),
		.hidden = form_hidden(r, f->version),
	};

	if (f->person && !account_person(r, f->person, &who))
		p.person = who.name;
	if (f->decided_on)
		p.decided = date_long(r->mem, f->decided_on);
	else if (request_may(r, CHILD_WRITE))
		p.action = arena_fmt(r->mem, "/family-proposals/%s/decision",
		    f->id);
	return page_show(r, &page, &family_decide_page, &p);
}

enum result
family_decide_get(struct request *r)
{
	struct family_proposal f;
	enum result rc = record_get(r, &family_proposal_record, r->arg[0], &f);

	return rc ? rc : show(r, &f);
}

/* POST with `state` accepted or refused, and `answer`. */
enum result
family_decide_post(struct request *r)
{
	struct family_proposal old, f;
	const char *state = request_form(r, "state"), *see;
	const char *answer = request_form(r, "answer");
	enum result rc = record_get(r, &family_proposal_record, r->arg[0],
	    &old);

	if (rc)
		return rc;
	if (strcmp(old.state, "open") != 0)
		return CONFLICT;
	f = old;
	if (!state || (strcmp(state, "accepted") != 0 &&
	    strcmp(state, "refused") != 0))
		request_fault(r, "state", "どちらかを選んでください。");
	else if (strcmp(state, "refused") == 0 && text_blank(answer))
		request_fault(r, "answer",
		    "直さないときは、家族に理由を伝えてください。");
	if (text_length(answer ? answer : "") > 500)
		request_fault(r, "answer", "500文字までにしてください。");
	if (r->nfaults) {
		rc = show(r, &old);
		return rc ? rc : INVALID;
	}
	f.state = state;
	f.answer = text_blank(answer) ? NULL : answer;
	f.decided_by = r->who->id;
	f.decided_on = r->today;
	form_version(r, &f);
	see = request_saying(r, arena_fmt(r->mem, "/children/%s", f.child),
	    "decided");
	deed_begin(r);
	record_change(r, &family_proposal_record, &old, &f);
	return request_see(r, deed_commit(r, see), see);
}
