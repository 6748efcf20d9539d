#include "features/pathway/pathway_rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/day_rule.h"
#include "base/text.h"

enum { SCHOOL_AGE = 6, NURSERY_YEARS = 3, MONTH_DAY = 5 };

const char *const pathway_anchors[PATHWAY_ANCHORS] = { "birth", "admission",
	"discharge", "nursery", "school", "move" };

const char *
pathway_school_day(struct arena *mem, const char *born_on)
{
	long year;

	if (!born_on || !date_valid(born_on))
		return NULL;
	year = strtol(born_on, NULL, 10) + SCHOOL_AGE;
	if (strcmp(born_on + MONTH_DAY, "04-01") > 0)
		year++;
	return arena_fmt(mem, "%04ld-04-01", year);
}

const char *
pathway_grade(struct arena *mem, const char *school_on, const char *today)
{
	static const char *const before[] = { "年少", "年中", "年長" };
	int n;

	if (!school_on)
		return "";
	n = date_fiscal_year(today) - date_fiscal_year(school_on);
	if (n >= -NURSERY_YEARS && n < 0)
		return before[n + NURSERY_YEARS];
	if (n >= 0 && n < 6)
		return arena_fmt(mem, "小%d", n + 1);
	if (n >= 6 && n < 9)
		return arena_fmt(mem, "中%d", n - 5);
	if (n >= 9 && n < 12)
		return arena_fmt(mem, "高%d", n - 8);
	return "";
}

const char **
pathway_anchor_at(struct pathway *p, const char *anchor)
{
	const char **const at[PATHWAY_ANCHORS] = { &p->born_on,
		&p->admission_on, &p->discharge_on, &p->nursery_on,
		&p->school_on, &p->move_on };

	for (size_t i = 0; anchor && i < PATHWAY_ANCHORS; i++) {
		if (strcmp(anchor, pathway_anchors[i]) == 0)
			return at[i];
	}
	return NULL;
}

const char *
pathway_anchor_day(const struct pathway *p, const char *anchor)
{
	struct pathway copy = *p;
	const char **at = pathway_anchor_at(&copy, anchor);

	return at ? *at : NULL;
}

/* Three years before school would begin by the birth date: school that is put
 * off does not put off the nursery. */
static const char *
nursery_day(struct arena *mem, const struct pathway *p)
{
	const char *school_on = pathway_school_day(mem, p->born_on);

	if (!school_on)
		school_on = p->school_on;
	return school_on ? arena_fmt(mem, "%04ld-04-01",
	    strtol(school_on, NULL, 10) - NURSERY_YEARS) : NULL;
}

void
pathway_fill(struct arena *mem, struct pathway *p)
{
	if (!p->school_on)
		p->school_on = pathway_school_day(mem, p->born_on);
	if (!p->nursery_on)
		p->nursery_on = nursery_day(mem, p);
}

void
pathway_follow(struct arena *mem, const struct pathway *old,
    struct pathway *p)
{
	if (!text_same(old->born_on, p->born_on) &&
	    text_same(p->school_on, old->school_on) &&
	    text_same(old->school_on, pathway_school_day(mem, old->born_on)))
		p->school_on = NULL;
	if (!text_same(old->born_on, p->born_on) &&
	    text_same(p->nursery_on, old->nursery_on) &&
	    text_same(old->nursery_on, nursery_day(mem, old)))
		p->nursery_on = NULL;
	pathway_fill(mem, p);
}

static void
check_not_before(struct request *r, const struct pathway *p,
    const char *field, const char *day)
{
	if (day && p->born_on && !request_fault_of(r, field) &&
	    strcmp(day, p->born_on) < 0)
		request_fault(r, field, "before_birth");
}

static void
check_school(struct request *r, const struct pathway *p)
{
	const char *first = pathway_school_day(r->mem, p->born_on);

	if (!p->school_on || request_fault_of(r, "school_on"))
		return;
	if (strcmp(p->school_on + MONTH_DAY, "04-01") != 0)
		request_fault(r, "school_on", "4月1日を入力してください。");
	else if (first && strcmp(p->school_on, first) < 0)
		request_fault(r, "school_on", arena_fmt(r->mem,
		    "小学校に入れるのは、6歳になった後の4月です（%sから）。",
		    date_era(r->mem, first)));
}

void
pathway_check(struct request *r, const struct pathway *p)
{
	check_not_before(r, p, "admission_on", p->admission_on);
	check_not_before(r, p, "discharge_on", p->discharge_on);
	check_not_before(r, p, "nursery_on", p->nursery_on);
	check_not_before(r, p, "move_on", p->move_on);
	if (p->admission_on && p->discharge_on &&
	    !request_fault_of(r, "discharge_on") &&
	    strcmp(p->discharge_on, p->admission_on) < 0)
		request_fault(r, "discharge_on",
		    "入院した日より前の日です。日付を確かめてください。");
	check_school(r, p);
}

const char *
pathway_due_day(struct arena *mem, const struct pathway_due *d)
{
	const char *day;

	if (!d->base)
		return d->old_base ? NULL : d->due_on;
	day = day_rule_apply(mem, d->rule, d->base);
	return day ? date_add_days(mem, day, (int)d->shift) : NULL;
}

bool
pathway_is_open(const struct pathway_step *s)
{
	return s->state && (strcmp(s->state, "todo") == 0 ||
	    strcmp(s->state, "waiting") == 0);
}
