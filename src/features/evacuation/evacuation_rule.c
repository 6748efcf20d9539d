#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "features/evacuation/evacuation_private.h"
#include "features/shelter/shelter.h"

bool
plan_is(const struct plan *p, const char *state)
{
	return p->state && strcmp(p->state, state) == 0;
}

bool
plan_is_open(const struct plan *p)
{
	return plan_is(p, "draft") || plan_is(p, "meeting");
}

bool
plan_is_in_force(const struct plan *p)
{
	return plan_is(p, "signed") || plan_is(p, "shared") ||
	    plan_is(p, "drilled");
}

static void
lack(struct plan_lack *lacks, size_t *n, bool lacking, const char *says,
    const char *section)
{
	if (lacking && *n < PLAN_MAX_LACKS)
		lacks[(*n)++] = (struct plan_lack){ says, section };
}

/* What the law asks for, and what saves an hour when the power is gone. */
size_t
plan_lacks(const struct plan *p, const struct acceptance *chosen,
    struct plan_lack lacks[PLAN_MAX_LACKS])
{
	size_t n = 0;

	lack(lacks, &n, text_blank(p->reason),
	    "避難に助けが必要な理由がまだです。", "person");
	lack(lacks, &n, text_blank(p->hazards),
	    "災害ごとの行き先がまだです。", "hazards");
	lack(lacks, &n, text_blank(p->first_hour) ||
	    text_blank(p->third_hour) || text_blank(p->later),
	    "時間ごとの動きがまだです。", "hours");
	lack(lacks, &n, text_blank(p->contacts),
	    "緊急の連絡先がまだです。", "people");
	lack(lacks, &n, text_blank(p->helper) || text_blank(p->helper_phone),
	    "避難を手伝う人（名前と電話）がまだです。", "people");
	lack(lacks, &n, text_blank(p->power),
	    "停電したときの電源がまだです。", "home");
	lack(lacks, &n, !p->acceptance,
	    "避難先がまだ決まっていません。", "shelter");
	lack(lacks, &n, chosen && acceptance_refused(chosen),
	    "選んだ避難先は、受け入れられないと答えています。", "shelter");
	return n;
}

bool
acceptance_refused(const struct acceptance *a)
{
	return a->answer && strcmp(a->answer, "no") == 0;
}

const char *
acceptance_name(struct request *r, const struct acceptance *a)
{
	struct shelter s;

	if (a->shelter && !record_get(r, &shelter_record, a->shelter, &s))
		return s.name;
	return a->name ? a->name : "（名前は見られません）";
}

void
acceptance_check(struct request *r, const void *obj)
{
	const struct acceptance *a = obj;
	bool answered = a->answer && strcmp(a->answer, "waiting") != 0;

	if (!a->shelter && text_blank(a->name))
		request_fault(r, "name", "避難所を選ぶか、名前を書いてください。");
	if (answered && text_blank(a->confirmed_by))
		request_fault(r, "confirmed_by", "だれが答えたかを書いてください。");
	if (answered && !a->confirmed_on)
		request_fault(r, "confirmed_on", "確認した日を書いてください。");
	if (a->confirmed_on && strcmp(a->confirmed_on, r->today) > 0)
		request_fault(r, "confirmed_on", "in_the_future");
}

void
drill_check(struct request *r, const void *obj)
{
	const struct drill *d = obj;

	if (d->on_day && strcmp(d->on_day, r->today) > 0)
		request_fault(r, "on_day", "in_the_future");
}
