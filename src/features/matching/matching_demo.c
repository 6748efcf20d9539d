#include "app/demo.h"
#include "base/date.h"
#include "features/child/child.h"
#include "features/matching/matching_private.h"
#include "features/matching/matching_sql.h"

/* Three searches: one waits for answers, one was placed, one found nothing. */
struct story {
	const char *label, *care, *age, *state, *outcome;
	int days_ago, answers;
};

static const struct story stories[] = {
	{ "3歳、呼吸器と胃ろう、よく歩く子の短期入所", "ventilator,tube_feeding",
	    "3歳", "open", NULL, 4, 1 },
	{ "小1、気管切開、放課後の居場所", "tracheostomy,suction", "6歳", "placed",
	    "見学のあと、週2日から始めることになりました。", 60, 3 },
	{ "中1、導尿、夏の短期入所", "catheter", "12歳", "unfilled",
	    "どこも看護師の夜の配置がなく、見つかりませんでした。", 110, 3 },
};

static const char *const kinds[] = { "short_stay_medical", "after_school",
    "short_stay_welfare" };

static void
ask(struct request *r, const struct story *s, const struct need *n,
    const char *service, int turn)
{
	static const char *const answers[] = { "no", "terms", "yes" };
	bool answered = turn < s->answers;
	const char *answer = !answered ? NULL : s->outcome && !n->service ? "no" :
	    answers[turn % 3];
	struct inquiry i = { .need = n->id, .child = n->child,
		.service = service, .asked_on = n->begun_on,
		.asked_by = n->made_by,
		.question = "週1～2日、日中の利用から始めたいと考えています。",
		.seen_on = answered ? date_add_days(r->mem, n->begun_on, 1) : NULL,
		.answer = answer,
		.reason = answer && answer[0] == 'n' ? "nurse" : NULL,
		.comment = answer && answer[0] == 't' ?
		    "看護師のいる火曜と木曜なら相談できます。" : NULL,
		.answered_on = answered ? date_add_days(r->mem, n->begun_on, 2) :
		    NULL,
		.channel = answered ? "link" : NULL };

	(void)record_add(r, &inquiry_record, &i);
}

static void
tell(struct request *r, const struct story *s, const char *kind,
    const char *child)
{
	struct profile p;
	struct need n = { .child = child, .label = s->label,
		.begun_on = date_add_days(r->mem, r->today, -s->days_ago),
		.state = s->state, .outcome = s->outcome,
		.ended_on = s->outcome ? date_add_days(r->mem, r->today,
		    10 - s->days_ago) : NULL, .made_by = r->who->id };
	struct rows rows = { 0 };

	profile_begin(&p);
	p.kinds = kind;
	p.age = s->age;
	p.care = s->care;
	p.criteria = "walking";
	n.profile = profile_text(r, &p);
	if (matching_sql_demo(r, kind, &rows) || rows.nrows < 3)
		return;
	if (s->outcome && s->state[0] == 'p')
		n.service = rows_cell(&rows, 2, "id");
	(void)record_add(r, &need_record, &n);
	for (int i = 0; i < 3; i++)
		ask(r, s, &n, rows_cell(&rows, (size_t)i, "id"), i);
}

enum result
matching_demo(struct request *r)
{
	struct rows children = { 0 };
	enum result rc = matching_sql_children(r, &children);

	for (size_t i = 0; !rc && i < COUNT(stories); i++)
		tell(r, &stories[i], kinds[i], i + 1 < COUNT(stories) &&
		    children.nrows > i ? rows_cell(&children, i, "id") : NULL);
	return rc;
}
