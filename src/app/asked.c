#include "app/asked.h"

#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"

/* The question: which period, how many years beside it, in which classes. */

static const struct field asked_fields[] = {
	FIELD_DAY(asked, from, .label = "始まりの日",
	    .hint = "例）R6.4.1、2024/4/1"),
	FIELD_DAY(asked, to, .label = "終わりの日",
	    .hint = "例）R6.12.31、2024/12/31"),
	FIELD_TEXT(asked, years, .label = "並べる年度"),
	FIELD_TEXT(asked, restated, .label = "分類"),
};

/* Not kept anywhere: its labels name the faults of the form. */
static const struct record asked_record = {
	.name = "asked",
	.label = "統計の期間",
	.size = sizeof(struct asked),
	.fields = asked_fields,
	.nfields = COUNT(asked_fields),
	.read = STATISTICS_READ,
	.write = STATISTICS_READ,
};

static const char *
typed_of(struct request *r, const char *name)
{
	const char *typed = request_query(r, name);

	return text_blank(typed) ? "" : typed;
}

static int
number_of(struct request *r, const char *name, int least, int most)
{
	int64_t number = 0;
	const char *typed = typed_of(r, name);

	if (!*typed)
		return 0;
	if (text_number(typed, &number) && number >= least && number <= most)
		return (int)number;
	request_fault(r, strcmp(name, "year") == 0 ? "from" : name,
	    arena_fmt(r->mem, "%dから%dまでの数字にしてください。", least, most));
	return 0;
}

static void
read_day(struct request *r, const char *name, const char **day)
{
	const char *typed = typed_of(r, name);
	const char *read = date_read(r->mem, typed, r->today);

	*day = typed;
	if (read)
		*day = read;
	else
		request_fault(r, name, *typed ? "not_a_day" : "required");
}

static void
read_period(struct request *r, struct asked *a)
{
	int year = number_of(r, "year", 1989, 2199);

	if (*typed_of(r, "from") || *typed_of(r, "to")) {
		read_day(r, "from", &a->from);
		read_day(r, "to", &a->to);
		return;
	}
	if (!year)
		year = date_fiscal_year(r->today);
	a->from = date_fiscal_start(r->mem, year);
	a->to = date_fiscal_end(r->mem, year);
}

enum result
asked_read(struct request *r, struct asked *a)
{
	int years = number_of(r, "years", 1, ASKED_MAX_YEARS);
	struct period p = { NULL, NULL, number_of(r, "restated", 1989, 2199) };
	enum result rc;
	int first;

	*a = (struct asked){ .years = typed_of(r, "years"),
	    .restated = typed_of(r, "restated") };
	r->reading = &asked_record;
	read_period(r, a);
	p.from = a->from;
	p.to = a->to;
	if (r->nfaults)
		return INVALID;
	rc = period_check(r, &p);
	if (rc)
		return rc;
	a->years = years > 1 ? arena_fmt(r->mem, "%d", years) : "";
	a->restated = p.restated ? arena_fmt(r->mem, "%d", p.restated) : "";
	first = date_fiscal_year(p.from);
	a->year = period_is_fiscal_year(r->mem, &p) ? first : 0;
	for (int i = years ? years - 1 : 0; i > 0; i--)
		a->periods[a->n++] = (struct period){
		    date_fiscal_start(r->mem, first - i),
		    date_fiscal_end(r->mem, first - i), p.restated };
	a->periods[a->n++] = p;
	return OK;
}

const char *
asked_query(struct arena *mem, const struct asked *a)
{
	struct buffer b = buffer_new(mem);

	buffer_add(&b, "from=");
	buffer_url(&b, a->from);
	buffer_add(&b, "&to=");
	buffer_url(&b, a->to);
	if (a->n > 1)
		buffer_fmt(&b, "&years=%zu", a->n);
	if (a->n && a->periods[0].restated)
		buffer_fmt(&b, "&restated=%d", a->periods[0].restated);
	return b.s;
}

const struct html *
asked_from_field(struct request *r, const struct asked *a)
{
	return form_field(r, &asked_fields[0], a);
}

const struct html *
asked_to_field(struct request *r, const struct asked *a)
{
	return form_field(r, &asked_fields[1], a);
}

const struct html *
asked_years_choices(struct request *r, const struct asked *a)
{
	struct choice choices[ASKED_MAX_YEARS];
	size_t n = 0;

	for (size_t i = 2; i <= ASKED_MAX_YEARS; i++) {
		if (i == 2 || i == 3 || i == 5 || i == a->n)
			choices[n++] = (struct choice){
			    arena_fmt(r->mem, "%zu", i),
			    arena_fmt(r->mem, "前の%zu年度も（%zu年度）", i - 1,
			    i) };
	}
	return form_choices(r, choices, n, a->years, "この期間だけ");
}

/* Years in which some list got new classes, latest first. */
static size_t
years_of_lists(struct request *r, const char *const *lists, int *years,
    size_t max)
{
	size_t found = 0;

	for (; *lists; lists++) {
		size_t n;
		const struct code *c = codes_list(r->codes, *lists, &n);

		for (size_t k = 0; k < n; k++) {
			int year = c[k].valid_from ?
			    date_fiscal_year(c[k].valid_from) : 0;
			size_t at = 0;

			while (at < found && years[at] > year)
				at++;
			if (!year || found == max ||
			    (at < found && years[at] == year))
				continue;
			memmove(years + at + 1, years + at,
			    (found++ - at) * sizeof(*years));
			years[at] = year;
		}
	}
	return found;
}

const struct html *
asked_restated_choices(struct request *r, const struct asked *a,
    const char *const *lists)
{
	enum { MAX = 20 };
	int years[MAX + 1] = { 0 };
	struct choice choices[MAX + 1];
	size_t n = years_of_lists(r, lists, years, MAX);
	int chosen = a->n ? a->periods[0].restated : 0;
	bool there = !chosen;

	for (size_t i = 0; i < n; i++)
		there |= years[i] == chosen;
	if (!there)
		years[n++] = chosen;
	for (size_t i = 0; i < n; i++)
		choices[i] = (struct choice){
		    arena_fmt(r->mem, "%d", years[i]),
		    arena_fmt(r->mem, "%sの分類にそろえる",
		    date_fiscal_label(r->mem, years[i])) };
	return form_choices(r, choices, n, a->restated, "当時の分類のまま");
}
