#include <string.h>

#include "app/mail.h"
#include "base/date.h"
#include "features/training/training_private.h"

/* What holds for sessions and those who apply, and how sessions are called. */

void
training_session_check(struct request *r, const void *obj)
{
	const struct training_session *s = obj;
	const char *says = "「18:00」のように入力してください。";
	bool timed = true;

	if (s->from_at && !date_is_time(s->from_at)) {
		request_fault(r, "from_at", says);
		timed = false;
	}
	if (s->to_at && !date_is_time(s->to_at)) {
		request_fault(r, "to_at", says);
		timed = false;
	}
	if (timed && s->from_at && s->to_at &&
	    strcmp(s->to_at, s->from_at) <= 0)
		request_fault(r, "to_at", "始まる時刻より後にしてください。");
	if (s->online_url && (strncmp(s->online_url, "https://", 8) != 0 ||
	    strpbrk(s->online_url, " \"'<>\\")))
		request_fault(r, "online_url",
		    "https:// から始まるリンクを入力してください。");
	if (s->headcount != UNTOLD && s->on_day && !request_fault_of(r, "on_day") &&
	    strcmp(s->on_day, r->today) > 0)
		request_fault(r, "headcount",
		    "参加人数は、開いた日より後に入力してください。");
}

void
training_applicant_check(struct request *r, const void *obj)
{
	const struct training_applicant *a = obj;

	if (a->mail && !mail_address_fits(a->mail))
		request_fault(r, "mail",
		    "「hanako@example.jp」のように入力してください。");
}

bool
training_is(const struct training_applicant *a, const char *state)
{
	return strcmp(a->state, state) == 0;
}

bool
training_seated(const struct training_applicant *a)
{
	return !training_is(a, "waiting") && !training_is(a, "cancelled");
}

int64_t
training_came(const struct training_session *s, int64_t ticked)
{
	return s->headcount != UNTOLD ? s->headcount : ticked;
}

bool
training_held(struct request *r, const struct training_session *s)
{
	return strcmp(s->on_day, r->today) <= 0;
}

const char *
training_came_label(struct request *r, const struct training_session *s,
    int64_t ticked)
{
	int64_t came = training_came(s, ticked);

	if (!came && s->headcount == UNTOLD &&
	    strcmp(s->on_day, r->today) >= 0)
		return "予定";
	return arena_fmt(r->mem, "%lld人", (long long)came);
}

const char *
training_when(struct request *r, const struct training_session *s)
{
	return arena_fmt(r->mem, "%s%s%s%s", date_long(r->mem, s->on_day),
	    s->from_at ? s->from_at : "", s->to_at ? "～" : "",
	    s->to_at ? s->to_at : "");
}

const char *
training_where(struct request *r, const struct training_session *s)
{
	if (s->place && s->online_url)
		return arena_fmt(r->mem, "%s・オンライン", s->place);
	if (s->place)
		return s->place;
	return s->online_url ? "オンライン" : "";
}

const char *
training_session_title(struct request *r, const void *obj)
{
	const struct training_session *s = obj;

	return arena_fmt(r->mem, "第%lld回　%s", (long long)s->number,
	    s->theme ? s->theme : "");
}
