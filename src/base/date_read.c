#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/date_era.h"
#include "base/text.h"

/*
 * The one reader of typed dates. Width is folded first; then a date is an era
 * or nothing, and one to three numbers.
 */
enum { MAX_TYPED = 60 };

struct typed {
	const struct era *era;
	int n[3];
	size_t count, digits;		/* digits of the first number */
};

static const char *
read_era(const char *s, struct typed *t)
{
	for (size_t i = 0; i < neras; i++) {
		const char *const names[] = { eras[i].name, eras[i].kanji,
		    eras[i].letter };

		for (size_t k = 0; k < COUNT(names); k++) {
			size_t len = strlen(names[k]);

			if (strncasecmp(s, names[k], len) != 0)
				continue;
			t->era = &eras[i];
			return s + len;
		}
	}
	return s;
}

static bool
skip(const char **s, const char *what)
{
	size_t n = strlen(what);

	if (strncmp(*s, what, n) != 0)
		return false;
	*s += n;
	return true;
}

/* What may stand between the numbers: 2024年4月5日, 2024/4/5, R6.4.5. */
static const char *
skip_between(const char *s)
{
	static const char *const marks[] = { "年度", "年", "月", "日", "/", "-",
	    ".", "‐", "−", "–", "ー", "・", " " };
	size_t i = 0;

	while (i < COUNT(marks))
		i = skip(&s, marks[i]) ? 0 : i + 1;
	return s;
}

/* （金）, (Fri) or 00:00:00 may follow; anything else makes it no date. */
static bool
is_tail(const char *s)
{
	static const char *const days[] = { "日", "月", "火", "水", "木", "金",
	    "土" };

	s = skip_between(s);
	if (skip(&s, "(")) {
		for (size_t i = 0; i < COUNT(days); i++)
			(void)skip(&s, days[i]);
		(void)skip(&s, "曜日");
		(void)skip(&s, "曜");
		if (!skip(&s, ")"))
			return false;
	}
	s = skip_between(s);
	if (strspn(s, "0:T.Z ") == strlen(s))
		return true;
	return *s == '\0';
}

static bool
read_numbers(const char *s, struct typed *t)
{
	while (t->count < 3) {
		char *end;
		long n;

		if (t->count || t->era)
			s = skip_between(s);
		if (!t->count && t->era && skip(&s, "元")) {
			t->n[t->count++] = 1;
			t->digits = 1;
			continue;
		}
		if (*s < '0' || *s > '9')
			break;
		n = strtol(s, &end, 10);
		if (end - s > 8)
			return false;
		if (!t->count)
			t->digits = (size_t)(end - s);
		t->n[t->count++] = (int)n;
		s = end;
		if (t->count == 1 && t->digits >= 6)
			break;
	}
	return t->count && is_tail(s);
}

/* 20240405, R060405, 240405 with an era: one run of digits. */
static bool
split_run(struct typed *t)
{
	int n = t->n[0];

	if (t->count != 1 || (t->digits != 6 && t->digits != 8))
		return false;
	t->n[2] = n % 100;
	t->n[1] = n / 100 % 100;
	t->n[0] = n / 10000;
	t->count = 3;
	t->digits -= 4;
	return true;
}

/* Years may be written past an era's end only where people do write them. */
static bool
to_western(struct typed *t, const char *today)
{
	const struct era *era = t->era;

	if (!era && t->digits <= 2 && t->count == 3)
		era = era_of(today);
	if (!era)
		return t->digits == 4;
	if (t->n[0] < 1 || (era->last_year && t->n[0] > era->last_year))
		return false;
	t->n[0] += era->zero;
	return true;
}

/* 4/5: this year's. */
static bool
this_year(struct typed *t, const char *today)
{
	if (t->count != 2 || t->era || t->digits > 2)
		return false;
	t->n[2] = t->n[1];
	t->n[1] = t->n[0];
	t->n[0] = (int)strtol(today, NULL, 10);
	t->count = 3;
	t->digits = 4;
	return true;
}

const char *
date_read(struct arena *mem, const char *typed, const char *today)
{
	struct typed t = { 0 };
	const char *s, *day;

	if (strlen(typed) > MAX_TYPED)
		return NULL;
	s = read_era(text_tidy(mem, text_fold_width(mem, typed)), &t);
	if (!read_numbers(s, &t))
		return NULL;
	(void)split_run(&t);
	if (!this_year(&t, today) && (t.count != 3 || !to_western(&t, today)))
		return NULL;
	if (t.n[0] > 9999 || t.n[1] > 99 || t.n[2] > 99)
		return NULL;
	day = arena_fmt(mem, "%04d-%02d-%02d", t.n[0], t.n[1], t.n[2]);
	return date_valid(day) && strcmp(day, eras[neras - 1].from) >= 0 ?
	    day : NULL;
}
