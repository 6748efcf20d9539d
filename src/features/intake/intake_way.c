#include <string.h>

#include "app/access.h"
#include "base/text.h"
#include "features/account/account.h"
#include "features/consent/consent.h"
#include "features/intake/intake_private.h"

/* What each step is made of, where a thread stands, and what must be told. */

const struct intake_way intake_ways[INTAKE_STEPS] = {
	[INTAKE_SITUATION] = { "situation", "相談の内容と状況を書く", NULL,
	    "書いて次へ", NULL, { "agency", "asked_by", "situation" } },
	[INTAKE_CONSENT] = { "consent",
	    "紹介した機関を通して、家族の同意を聞く",
	    "家族の返事を確かめる", "保存する", "consent_skip",
	    { "consent_asked_by", "consent_asked_on", "consent",
	    "consent_on" } },
	[INTAKE_CHILD] = { "child", "子どもを探して、なければ登録する", NULL,
	    "子どもを探す", "child_skip", { NULL } },
	[INTAKE_DOCTOR] = { "doctor", "主治医と連携する",
	    "主治医の返事を確かめる", "保存する", "doctor_skip",
	    { "doctor", "doctor_asked_on", "doctor_answer", "doctor_on",
	    "doctor_note" } },
	[INTAKE_ACTOR] = { "actor", "だれが動くかを決める", NULL, "決める",
	    "actor_skip", { "actor", "actor_person", "actor_agency", "actor_on",
	    "actor_note" } },
	[INTAKE_CLOSING] = { "closing", "結果を書いて終える", NULL, "終える",
	    NULL, { "outcome", "outcome_note" } },
};

static bool
is(const char *s, const char *code)
{
	return s && strcmp(s, code) == 0;
}

bool
intake_is_open(const struct intake *in)
{
	return is(in->state, "open");
}

static bool
is_skipped(const struct intake *in, const char *step)
{
	size_t n = strlen(step);

	for (const char *s = in->skipped; s && *s; s += strcspn(s, ",")) {
		s += *s == ',';
		if (strncmp(s, step, n) == 0 && (!s[n] || s[n] == ','))
			return true;
	}
	return false;
}

static enum intake_mark
of_answer(const char *answer)
{
	return !answer ? INTAKE_OPEN : is(answer, "waiting") ? INTAKE_WAITING :
	    is(answer, "no") ? INTAKE_REFUSED : INTAKE_DONE;
}

enum intake_mark
intake_mark_of(const struct intake *in, enum intake_step step)
{
	bool done = false;

	if (is_skipped(in, intake_ways[step].name))
		return INTAKE_SKIPPED;
	switch (step) {
	case INTAKE_CONSENT:
		return of_answer(in->consent);
	case INTAKE_DOCTOR:
		return of_answer(in->doctor_answer);
	case INTAKE_SITUATION:
		done = in->situation_on != NULL;
		break;
	case INTAKE_CHILD:
		done = in->child != NULL;
		break;
	case INTAKE_ACTOR:
		done = in->actor != NULL;
		break;
	default:
		done = !intake_is_open(in);
	}
	return done ? INTAKE_DONE : INTAKE_OPEN;
}

/* A family that does not agree ends it; a doctor who does not, does not. */
enum intake_step
intake_next(const struct intake *in)
{
	if (!intake_is_open(in))
		return INTAKE_STEPS;
	if (intake_mark_of(in, INTAKE_CONSENT) == INTAKE_REFUSED)
		return INTAKE_CLOSING;
	for (enum intake_step s = INTAKE_SITUATION; s < INTAKE_CLOSING; s++) {
		enum intake_mark mark = intake_mark_of(in, s);

		if (mark == INTAKE_OPEN || mark == INTAKE_WAITING)
			return s;
	}
	return INTAKE_CLOSING;
}

const char *
intake_verb(const struct intake *in)
{
	enum intake_step next = intake_next(in);

	if (next == INTAKE_STEPS)
		return NULL;
	return intake_mark_of(in, next) == INTAKE_WAITING ?
	    intake_ways[next].again : intake_ways[next].verb;
}

/* A child it began with was no decision of this thread. */
enum intake_step
intake_last(const struct intake *in)
{
	for (enum intake_step s = INTAKE_STEPS; s-- > INTAKE_SITUATION; ) {
		if (intake_mark_of(in, s) == INTAKE_OPEN ||
		    (s == INTAKE_CHILD && in->child && !in->child_on))
			continue;
		return s;
	}
	return INTAKE_STEPS;
}

/* An answer has its day, on or after that of the question. */
static void
check_answer(struct request *r, const char *const names[2], const char *asked,
    const char *answer, const char *answered)
{
	bool waiting = is(answer, "waiting");

	if (!asked)
		request_fault(r, names[0], "required");
	else if (strcmp(asked, r->today) > 0)
		request_fault(r, names[0], "in_the_future");
	if (waiting && answered)
		request_fault(r, names[1], "返事があったのなら、返事の内容も選んで"
		    "ください。");
	else if (answer && !waiting && !answered)
		request_fault(r, names[1], "required");
	else if (answered && strcmp(answered, r->today) > 0)
		request_fault(r, names[1], "in_the_future");
	else if (answered && asked && strcmp(answered, asked) < 0)
		request_fault(r, names[1],
		    "頼んだ日より前になっています。日付を確かめてください。");
}

/* Whoever is named is still here, and of the side that was chosen. */
static void
check_person(struct request *r, const struct intake *in)
{
	struct person who;
	struct account a;
	struct consent given;

	if (account_person(r, in->actor_person, &who) ||
	    record_get(r, &account_record, in->actor_person, &a) ||
	    (a.left_on && strcmp(a.left_on, r->today) <= 0))
		request_fault(r, "actor_person",
		    "いまいる人から選んでください。");
	else if (is(in->actor, "staff") && who.agency)
		request_fault(r, "actor_person", arena_fmt(r->mem, "%sさんは"
		    "センターの職員ではありません。", who.name));
	else if (in->child && who.agency && consent_standing(r, in->child,
	    who.agency, "support", "identity", &given))
		request_fault(r, "actor_person", arena_fmt(r->mem, "%sさんの機関"
		    "への同意がありません。先に家族の同意を登録してください。",
		    who.name));
}

static void
check_actor(struct request *r, const struct intake *in)
{
	bool person = is(in->actor, "staff") || is(in->actor, "advisor");

	if (!in->actor)
		request_fault(r, "actor", "choose");
	if (person && !in->actor_person)
		request_fault(r, "actor_person", "だれが動くかを選んでください。");
	else if (in->actor_person)
		check_person(r, in);
	if (is(in->actor, "agency") && !in->actor_agency)
		request_fault(r, "actor_agency",
		    "どの機関が動くかを選んでください。");
	if (in->actor_on && strcmp(in->actor_on, in->began_on) < 0)
		request_fault(r, "actor_on", "受け付けた日より前になっています。"
		    "日付を確かめてください。");
}

static void
check_outcome(struct request *r, const struct intake *in)
{
	if (!in->outcome)
		request_fault(r, "outcome", "choose");
	else if (is(in->outcome, "supported") &&
	    intake_mark_of(in, INTAKE_CONSENT) == INTAKE_REFUSED)
		request_fault(r, "outcome",
		    "家族が同意していないので、支援につながったとは書けません。");
	else if (is(in->outcome, "supported") && !in->actor)
		request_fault(r, "outcome", "支援につながったときは、先に「だれが"
		    "動くか」を決めてください。");
	else if (is(in->outcome, "passed_on") && !in->actor_agency &&
	    !in->outcome_note)
		request_fault(r, "outcome_note",
		    "どの機関につないだかを書いてください。");
}

void
intake_check_step(struct request *r, const struct intake *in,
    enum intake_step step)
{
	static const char *const consent[] = { "consent_asked_on",
		"consent_on" };
	static const char *const doctor[] = { "doctor_asked_on", "doctor_on" };

	switch (step) {
	case INTAKE_SITUATION:
		if (!in->situation)
			request_fault(r, "situation", "required");
		break;
	case INTAKE_CONSENT:
		if (!in->agency && !in->consent_asked_by)
			request_fault(r, "consent_asked_by",
			    "だれを通して家族に聞くかを書いてください。");
		if (!in->consent)
			request_fault(r, "consent", "choose");
		check_answer(r, consent, in->consent_asked_on, in->consent,
		    in->consent_on);
		break;
	case INTAKE_DOCTOR:
		if (!in->doctor)
			request_fault(r, "doctor", "required");
		if (!in->doctor_answer)
			request_fault(r, "doctor_answer", "choose");
		check_answer(r, doctor, in->doctor_asked_on, in->doctor_answer,
		    in->doctor_on);
		break;
	case INTAKE_ACTOR:
		check_actor(r, in);
		break;
	case INTAKE_CLOSING:
		check_outcome(r, in);
		break;
	default:
		break;
	}
}
