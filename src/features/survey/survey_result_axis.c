#include "features/survey/survey_result.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

/* Cases are sorted into classes once; what is counted is counted by them. */

enum { SPANS = 10, MONTHS = 24 };

static void
add_class(struct survey_axis *a, const char *code, const char *label)
{
	assert(a->n < SURVEY_CLASSES_MAX);
	a->codes[a->n] = code;
	a->labels[a->n++] = label;
}

/* The value of a case; NULL: it was not asked. "" is nothing answered. */
static const char *
value_of(const struct survey_wave *w, size_t i, size_t question)
{
	size_t at = i * w->n + question;

	if (!w->shown[at])
		return NULL;
	return w->values[at] ? w->values[at] : "";
}

static void
sort_choices(struct arena *mem, const struct survey_wave *w, size_t question,
    struct survey_axis *a)
{
	struct survey_choice *all;
	size_t n = survey_choices(mem, w->questions[question].choices, &all);

	for (size_t i = 0; i < n; i++)
		add_class(a, all[i].code, all[i].label);
	for (size_t i = 0; i < w->ncases; i++) {
		const char *value = value_of(w, i, question);

		for (size_t k = 0; value && k < n; k++) {
			if (text_set_has(value, all[k].code))
				a->masks[i] |= (uint64_t)1 << k;
		}
	}
}

/* 1, 2, 5, 10, 20, 50, ...: so wide that SPANS of them hold everything. */
static int64_t
width_for(int64_t most)
{
	static const int64_t steps[] = { 1, 2, 5 };
	int64_t ten = 1;

	for (size_t i = 0;; i++) {
		if (i == COUNT(steps)) {
			i = 0;
			ten *= 10;
		}
		if (most / (steps[i] * ten) < SPANS)
			return steps[i] * ten;
	}
}

static void
sort_numbers(struct arena *mem, const struct survey_wave *w, size_t question,
    struct survey_axis *a)
{
	struct survey_figures f;
	int64_t width, number;

	survey_figures(mem, w, question, NULL, 0, &f);
	width = width_for(f.max);
	for (int64_t at = 0; f.n && at <= f.max; at += width)
		add_class(a, arena_fmt(mem, "%lld", (long long)at), width == 1 ?
		    arena_fmt(mem, "%lld", (long long)at) : arena_fmt(mem,
		    "%lld～%lld", (long long)at, (long long)(at + width - 1)));
	for (size_t i = 0; i < w->ncases; i++) {
		const char *value = value_of(w, i, question);

		if (value && *value && text_number(value, &number))
			a->masks[i] |= (uint64_t)1 << number / width;
	}
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The different beginnings of the days, sorted; how many. */
static size_t
different(struct arena *mem, const struct survey_wave *w, size_t question,
    size_t letters, const char **out)
{
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < w->ncases; i++) {
		const char *value = value_of(w, i, question);

		if (value && date_valid(value))
			out[n++] = arena_bytes(mem, value, letters);
	}
	qsort(out, n, sizeof(*out), by_text);
	for (size_t i = 0; i < n; i++) {
		if (!i || strcmp(out[i], out[i - 1]) != 0)
			out[kept++] = out[i];
	}
	return kept;
}

/* By month; by year when there are too many months, the first ones together. */
static void
sort_days(struct arena *mem, const struct survey_wave *w, size_t question,
    struct survey_axis *a)
{
	const char **spans = arena_array(mem, w->ncases + 1, sizeof(*spans));
	size_t letters = sizeof("2026-04") - 1;
	size_t n = different(mem, w, question, letters, spans), first = 0;

	if (n > MONTHS) {
		letters = sizeof("2026") - 1;
		n = different(mem, w, question, letters, spans);
	}
	if (n > MONTHS)
		first = n - MONTHS;
	for (size_t i = first; i < n; i++)
		add_class(a, spans[i], letters > 4 ? arena_fmt(mem, "%.4s年%s月",
		    spans[i], spans[i] + 5 + (spans[i][5] == '0')) : arena_fmt(mem, "%s年%s",
		    spans[i], i == first && first ? "まで" : ""));
	for (size_t i = 0; i < w->ncases; i++) {
		const char *value = value_of(w, i, question);

		if (!value || !date_valid(value))
			continue;
		for (size_t k = a->n; k-- > 0;) {
			if (k && strncmp(value, a->codes[k], letters) < 0)
				continue;
			a->masks[i] |= (uint64_t)1 << k;
			break;
		}
	}
}

static void
sort_written(const struct survey_wave *w, size_t question,
    struct survey_axis *a)
{
	add_class(a, "written", "書かれている");
	for (size_t i = 0; i < w->ncases; i++) {
		const char *value = value_of(w, i, question);

		if (value && *value)
			a->masks[i] |= 1;
	}
}

void
survey_axis_of(struct arena *mem, const struct survey_wave *w, size_t question,
    struct survey_axis *a)
{
	const struct survey_question *q = &w->questions[question];

	*a = (struct survey_axis){ .code = q->code, .title = q->asks,
		.multiple = survey_is(q, SURVEY_MULTIPLE),
		.masks = arena_array(mem, w->ncases + 1, sizeof(*a->masks)) };
	switch (survey_kind_of(q->kind)) {
	case SURVEY_SINGLE:
	case SURVEY_MULTIPLE:
		sort_choices(mem, w, question, a);
		break;
	case SURVEY_NUMBER:
		sort_numbers(mem, w, question, a);
		break;
	case SURVEY_DATE:
		sort_days(mem, w, question, a);
		break;
	case SURVEY_TEXT:
	case SURVEY_TABLE:
		sort_written(w, question, a);
		break;
	case SURVEY_SECTION:
		return;
	}
	a->none = a->n;
	add_class(a, "none", "無回答");
	for (size_t i = 0; i < w->ncases; i++) {
		if (value_of(w, i, question) && !a->masks[i])
			a->masks[i] = (uint64_t)1 << a->none;
	}
}

void
survey_axis_by(struct arena *mem, const struct survey_wave *w,
    enum survey_side side, const char *const *labels, size_t n,
    struct survey_axis *a)
{
	bool lost = false;

	*a = (struct survey_axis){
		.code = side == SURVEY_BY_REGION ? "@region" : "@kind",
		.title = side == SURVEY_BY_REGION ? "圏域" : "機関の種類",
		.masks = arena_array(mem, w->ncases + 1, sizeof(*a->masks)) };
	for (size_t i = 0; i < n && i + 1 < SURVEY_CLASSES_MAX; i++)
		add_class(a, labels[i], labels[i]);
	for (size_t i = 0; i < w->ncases; i++) {
		const char *is = side == SURVEY_BY_REGION ?
		    w->cases[i].region : w->cases[i].kind;
		size_t k = 0;

		while (k < a->n && (!is || strcmp(a->labels[k], is) != 0))
			k++;
		lost |= k == a->n;
		a->masks[i] = (uint64_t)1 << k;
	}
	a->none = a->n;
	if (lost)
		add_class(a, "unknown", "分からない");
	a->none = a->n;
}
