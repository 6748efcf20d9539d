#include <string.h>

#include "app/codes.h"
#include "features/directory/directory.h"
#include "features/vacancy/vacancy.h"
#include "public/hsds_private.h"

/* What hangs on a service: its week, what it takes, what room it has. */

enum { DAY_END = 24 * 60, RULE_DAYS = 7, HOLIDAY = 7 };

static const char *const days[RULE_DAYS] = { "MO", "TU", "WE", "TH", "FR",
    "SA", "SU" };

static const char *
clock_of(struct arena *mem, int minutes)
{
	if (minutes == DAY_END)
		minutes--;
	return arena_fmt(mem, "%02d:%02d+09:00", minutes / 60, minutes % 60);
}

static bool
has(const struct week *w, size_t day, struct stretch s)
{
	for (size_t i = 0; i < WEEK_STRETCHES; i++) {
		if (w->on[day][i].to && w->on[day][i].from == s.from &&
		    w->on[day][i].to == s.to)
			return true;
	}
	return false;
}

static bool
is_first(const struct week *w, size_t day, struct stretch s)
{
	for (size_t d = 0; d < day; d++) {
		if (has(w, d, s))
			return false;
	}
	return true;
}

/* One stretch of hours and all days that have it: an RRULE of weeks. */
static void
put_rule(struct hsds_writer *w, const struct hsds_service *s,
    const struct week *week, size_t day, struct stretch on)
{
	struct buffer by = buffer_new(w->r->mem);

	for (size_t d = day; d < RULE_DAYS; d++) {
		if (has(week, d, on))
			buffer_fmt(&by, "%s%s", by.len ? "," : "", days[d]);
	}
	hsds_open(w->b, NULL, "{");
	hsds_part_id(w->b, arena_fmt(w->r->mem, "schedule %d-%d", on.from,
	    on.to), s->id);
	hsds_text(w->b, "service_id", s->id);
	hsds_text(w->b, "freq", "WEEKLY");
	hsds_number(w->b, "interval", 1);
	hsds_text(w->b, "wkst", "MO");
	hsds_text(w->b, "byday", by.s);
	hsds_number(w->b, "timezone", 9);
	hsds_text(w->b, "opens_at", clock_of(w->r->mem, on.from));
	hsds_text(w->b, "closes_at", clock_of(w->r->mem, on.to));
	if (on.to == DAY_END)
		hsds_text(w->b, "description", "24時まで");
	hsds_close(w->b, "}");
}

/* No rule knows the holidays: in words. */
static void
put_words(struct hsds_writer *w, const struct hsds_service *s,
    const char *part, const char *says)
{
	if (!says || !*says)
		return;
	hsds_open(w->b, NULL, "{");
	hsds_part_id(w->b, part, s->id);
	hsds_text(w->b, "service_id", s->id);
	hsds_text(w->b, "description", says);
	hsds_close(w->b, "}");
}

static const char *
holiday_words(struct hsds_writer *w, const struct week *week)
{
	struct week only = { .known = true };

	memcpy(only.on[HOLIDAY], week->on[HOLIDAY], sizeof(only.on[HOLIDAY]));
	return only.on[HOLIDAY][0].to ? week_label(w->r->mem,
	    week_text(w->r->mem, &only)) : NULL;
}

void
hsds_schedules(struct hsds_writer *w, const struct hsds_service *s)
{
	struct week week;
	bool told = week_of(s->opening, &week) && week.known;

	if (!told && (!s->opening_note || !*s->opening_note))
		return;
	hsds_open(w->b, "schedules", "[");
	for (size_t d = 0; told && d < RULE_DAYS; d++) {
		for (size_t i = 0; i < WEEK_STRETCHES; i++) {
			if (week.on[d][i].to && is_first(&week, d, week.on[d][i]))
				put_rule(w, s, &week, d, week.on[d][i]);
		}
	}
	if (told)
		put_words(w, s, "schedule holiday", holiday_words(w, &week));
	put_words(w, s, "schedule note", s->opening_note);
	hsds_close(w->b, "]");
}

static void
put_attribute(struct hsds_writer *w, const struct hsds_row *row,
    const struct hsds_term *t, const char *type, const char *value,
    const char *label)
{
	hsds_open(w->b, NULL, "{");
	hsds_part_id(w->b, arena_fmt(w->r->mem, "attribute %s %s", t->taxonomy,
	    t->code), row->s.id);
	hsds_text(w->b, "link_id", row->s.id);
	hsds_text(w->b, "link_entity", "service");
	hsds_text(w->b, "link_type", type);
	hsds_text(w->b, "taxonomy_term_id", t->id);
	hsds_put_term(w, "taxonomy_term", t, FLAT);
	hsds_text(w->b, "value", value);
	hsds_text(w->b, "label", label);
	hsds_close(w->b, "}");
}

static const char *
answer_label(struct hsds_writer *w, const struct hsds_answer *a)
{
	struct buffer b = buffer_new(w->r->mem);

	buffer_add(&b, codes_label(w->r->codes, "capability_answer", a->answer));
	if (a->terms && *a->terms)
		buffer_fmt(&b, "：%s", a->terms);
	buffer_fmt(&b, "（%s %s）", a->confirmed_on, codes_label(w->r->codes,
	    "directory_source", a->source));
	return b.s;
}

static void
put_answer(struct hsds_writer *w, const struct hsds_row *row,
    const struct hsds_answer *a)
{
	const struct hsds_term *t;

	if (strcmp(a->answer, "no") == 0) {
		t = hsds_term(w->terms, "refused", a->criterion);
	} else {
		t = hsds_term(w->terms, "care", a->criterion);
		if (!t)
			t = hsds_term(w->terms, "criterion", a->criterion);
	}
	if (t)
		put_attribute(w, row, t, "service_eligibility", a->answer,
		    answer_label(w, a));
}

void
hsds_attributes(struct hsds_writer *w, const struct hsds_row *row)
{
	struct hsds_parts *p = &w->parts;
	const struct hsds_term *kind = hsds_term(w->terms, "service_kind",
	    row->s.kind);

	hsds_open(w->b, "attributes", "[");
	if (kind)
		put_attribute(w, row, kind, "service_type", NULL, kind->name);
	for (; p->answer < p->nanswers; p->answer++) {
		int order = strcmp(p->answers[p->answer].service, row->s.id);

		if (order > 0)
			break;
		if (order == 0)
			put_answer(w, row, &p->answers[p->answer]);
	}
	hsds_close(w->b, "]");
}

/* "open" without a number is at least one. */
static int64_t
available_of(const struct hsds_room *m, enum vacancy state)
{
	int64_t n = m->number ? hsds_int(m->number) : -1;

	if (state == VACANCY_FULL || state == VACANCY_CLOSED)
		return 0;
	return n >= 0 ? n : 1;
}

static void
put_capacity(struct hsds_writer *w, const struct hsds_room *m,
    const struct vacancy_shown *shown)
{
	bool guessed = !m->number && (shown->state == VACANCY_OPEN ||
	    shown->state == VACANCY_FEW);

	hsds_open(w->b, NULL, "{");
	hsds_part_id(w->b, "capacity", m->id);
	hsds_text(w->b, "service_id", m->service);
	hsds_open(w->b, "unit", "{");
	hsds_text(w->b, "id", hsds_uuid(w->r->mem, "unit", "person"));
	hsds_text(w->b, "name", "人");
	hsds_close(w->b, "}");
	hsds_number(w->b, "available", available_of(m, shown->state));
	if (hsds_int(m->beds))
		hsds_number(w->b, "maximum", hsds_int(m->beds));
	hsds_text(w->b, "description", arena_fmt(w->r->mem,
	    "%s・%sの空き：%s%s%s%s。空きは受入れの約束ではありません。",
	    m->label, w->r->today, vacancy_mark(shown->state),
	    m->reason && *m->reason ? codes_label(w->r->codes, "few_reason",
	    m->reason) : "", guessed ? "（数は聞いていません。1以上）" : "",
	    shown->grey ? "（要電話確認）" : ""));
	hsds_text(w->b, "updated", m->as_of);
	hsds_close(w->b, "}");
}

void
hsds_capacities(struct hsds_writer *w, const struct hsds_row *row)
{
	struct hsds_parts *p = &w->parts;
	bool any = false;

	for (; p->room < p->nrooms; p->room++) {
		const struct hsds_room *m = &p->rooms[p->room];
		int order = strcmp(m->service, row->s.id);
		struct vacancy_shown shown = vacancy_show(vacancy_of(m->state),
		    m->as_of, w->r->now, hsds_int(m->fresh_days),
		    hsds_int(m->grey_days));

		if (order > 0)
			break;
		if (order < 0 || shown.state == VACANCY_UNKNOWN ||
		    strcmp(row->s.status, "active") != 0)
			continue;
		if (!any)
			hsds_open(w->b, "capacities", "[");
		any = true;
		put_capacity(w, m, &shown);
	}
	if (any)
		hsds_close(w->b, "]");
}
