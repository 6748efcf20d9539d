#include "features/survey/survey_result.h"

#include <stdlib.h>

#include "base/text.h"
#include "tests/kit.h"

/* Three hundred made-up cases, counted by the rule and told a second time in
 * the slowest way there is: every cell goes through every case. */

enum { CASES = 300, QUESTIONS = 6, TAKES = 0, CARE, BEDS, SINCE, WISH, MORE };

static struct survey_question asked[] = {
	{ .code = "takes", .kind = "single", .asks = "受けるか",
	    .choices = "yes=受ける\nterms=条件がある\nno=受けない" },
	{ .code = "care", .kind = "multiple", .asks = "ケア",
	    .choices = "suction=吸引\ntube=経管栄養\nventilator=人工呼吸器",
	    .when_code = "takes", .when_value = "yes" },
	{ .code = "beds", .kind = "number", .asks = "定員" },
	{ .code = "since", .kind = "date", .asks = "いつから" },
	{ .code = "wish", .kind = "text", .asks = "要望" },
	{ .code = "more", .kind = "section", .asks = "区切り" },
};

static const char *const regions[] = { "青森", "八戸", "下北" };

static unsigned
next(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

static const char *
made(struct arena *mem, unsigned *seed, size_t question)
{
	static const char *const takes[] = { "yes", "terms", "no", NULL };
	static const char *const care[] = { "suction", "suction,tube",
		"ventilator", "suction,tube,ventilator", NULL };

	switch (question) {
	case TAKES:
		return takes[next(seed, COUNT(takes))];
	case CARE:
		return care[next(seed, COUNT(care))];
	case BEDS:
		return next(seed, 5) ? arena_fmt(mem, "%u", next(seed, 47)) :
		    NULL;
	case SINCE:
		return next(seed, 3) ? arena_fmt(mem, "20%02u-%02u-15",
		    20 + next(seed, 2), 1 + next(seed, 12)) : NULL;
	case WISH:
		return next(seed, 2) ? SURVEY_SAID : NULL;
	default:
		return NULL;
	}
}

static void
make_wave(struct arena *mem, size_t ncases, struct survey_wave *w)
{
	unsigned seed = 7;

	*w = (struct survey_wave){ .questions = asked, .n = QUESTIONS,
		.ncases = ncases,
		.cases = arena_array(mem, ncases + 1, sizeof(*w->cases)),
		.values = arena_array(mem, ncases * QUESTIONS + 1,
		    sizeof(*w->values)),
		.shown = arena_array(mem, ncases * QUESTIONS + 1,
		    sizeof(*w->shown)) };
	for (size_t i = 0; i < ncases; i++) {
		const char **values = w->values + i * QUESTIONS;

		if (next(&seed, 10))
			w->cases[i].region = regions[next(&seed, 3)];
		for (size_t k = 0; k < QUESTIONS; k++)
			values[k] = made(mem, &seed, k);
		survey_shown(asked, QUESTIONS, values, w->shown +
		    i * QUESTIONS);
	}
}

/* Whether case i belongs to that class, told from its value alone. */
static bool
told(const struct survey_wave *w, const struct survey_axis *a, size_t question,
    size_t i, size_t class)
{
	const char *value = w->values[i * w->n + question];

	if (!w->shown[i * w->n + question])
		return false;
	if (class == a->none)
		return !value;
	if (!value)
		return false;
	if (question == BEDS) {
		int64_t is = strtoll(value, NULL, 10);
		int64_t from = strtoll(a->codes[class], NULL, 10);

		return is >= from && is < from + 5;
	}
	if (question == SINCE)
		return strncmp(value, a->codes[class], 7) == 0;
	return question == WISH || text_set_has(value, a->codes[class]);
}

static void
compare(const struct survey_wave *w, size_t a, size_t b)
{
	struct arena *mem = arena_new();
	struct survey_axis rows, columns;
	struct survey_cross x;
	int64_t slow;

	survey_axis_of(mem, w, a, &rows);
	survey_axis_of(mem, w, b, &columns);
	survey_cross(mem, &rows, &columns, w->ncases, &x);
	for (size_t k = 0; k < rows.n; k++) {
		for (size_t c = 0; c < columns.n; c++) {
			slow = 0;
			for (size_t i = 0; i < w->ncases; i++)
				slow += told(w, &rows, a, i, k) &&
				    told(w, &columns, b, i, c);
			EXPECT(x.counts[k * columns.n + c] == slow);
		}
		slow = 0;
		for (size_t i = 0; i < w->ncases; i++)
			slow += told(w, &rows, a, i, k) &&
			    w->shown[i * w->n + b];
		EXPECT(x.rows[k] == slow);
	}
	slow = 0;
	for (size_t i = 0; i < w->ncases; i++)
		slow += w->shown[i * w->n + a] && w->shown[i * w->n + b];
	EXPECT(x.total == slow);
	arena_free(mem);
}

UNIT(survey_cross_says_what_counting_case_by_case_says)
{
	struct arena *mem = arena_new();
	struct survey_wave w;

	make_wave(mem, CASES, &w);
	for (size_t a = TAKES; a <= WISH; a++) {
		for (size_t b = TAKES; b <= WISH; b++)
			compare(&w, a, b);
	}
	arena_free(mem);
}

UNIT(survey_question_not_asked_is_no_missing_answer)
{
	struct arena *mem = arena_new();
	struct survey_wave w;
	struct survey_axis a;
	int64_t counts[SURVEY_CLASSES_MAX], asked_n, yes = 0, left_out = 0;

	make_wave(mem, CASES, &w);
	survey_axis_of(mem, &w, CARE, &a);
	asked_n = survey_axis_counts(&a, w.ncases, counts);
	for (size_t i = 0; i < w.ncases; i++) {
		const char **values = w.values + i * w.n;
		bool takes = values[TAKES] && strcmp(values[TAKES], "yes") == 0;

		yes += takes;
		left_out += takes && !values[CARE];
	}
	EXPECT(asked_n == yes && yes > 0 && yes < CASES);
	EXPECT(counts[a.none] == left_out && left_out > 0);
	arena_free(mem);
}

UNIT(survey_regions_cover_every_case_once_with_those_of_none)
{
	struct arena *mem = arena_new();
	struct survey_wave w;
	struct survey_axis a;
	int64_t counts[SURVEY_CLASSES_MAX], sum = 0;

	make_wave(mem, CASES, &w);
	survey_axis_by(mem, &w, SURVEY_BY_REGION, regions, 3, &a);
	EXPECT(survey_axis_counts(&a, w.ncases, counts) == CASES);
	EXPECT(a.n == 4 && strcmp(a.labels[3], "分からない") == 0);
	for (size_t k = 0; k < a.n; k++)
		sum += counts[k];
	EXPECT(sum == CASES && counts[3] > 0);
	arena_free(mem);
}

static void
figures_of(const char *const *values, size_t n, struct survey_figures *f)
{
	struct arena *mem = arena_new();
	struct survey_wave w = { .questions = &asked[BEDS], .n = 1,
		.ncases = n, .values = arena_array(mem, n + 1,
		    sizeof(*w.values)),
		.shown = arena_array(mem, n + 1, sizeof(*w.shown)) };

	for (size_t i = 0; i < n; i++) {
		w.values[i] = values[i];
		w.shown[i] = true;
	}
	survey_figures(mem, &w, 0, NULL, 0, f);
	arena_free(mem);
}

UNIT(survey_figures_of_numbers_leave_out_who_said_nothing)
{
	static const char *const some[] = { "10", NULL, "2", "3", "0" };
	static const char *const none[] = { NULL, NULL };
	struct survey_figures f;

	figures_of(some, COUNT(some), &f);
	EXPECT(f.n == 4 && f.sum == 15 && f.min == 0 && f.max == 10);
	EXPECT(f.twice_median == 5 && f.ten_times_mean == 38);
	figures_of(none, COUNT(none), &f);
	EXPECT(f.n == 0 && f.sum == 0 && f.twice_median == 0);
}

UNIT(survey_spans_hold_every_number_however_large)
{
	static const char *const most[] = { "0", "9", "10", "99", "101",
		"9999999" };
	struct arena *mem = arena_new();

	for (size_t i = 0; i < COUNT(most); i++) {
		bool shown[] = { true, true };
		const char *values[] = { most[i], "0" };
		struct survey_wave w = { .questions = &asked[BEDS], .n = 1,
			.ncases = 2, .values = values, .shown = shown };
		struct survey_axis a;
		int64_t counts[SURVEY_CLASSES_MAX], sum = 0;

		survey_axis_of(mem, &w, 0, &a);
		EXPECT(a.n >= 2 && a.n <= 11);
		EXPECT(survey_axis_counts(&a, 2, counts) == 2);
		for (size_t k = 0; k < a.none; k++)
			sum += counts[k];
		EXPECT(sum == 2 && counts[a.none] == 0);
	}
	arena_free(mem);
}

UNIT(survey_days_over_many_months_are_told_by_year)
{
	enum { N = 40 };
	struct arena *mem = arena_new();
	const char *values[N];
	bool shown[N];
	struct survey_wave w = { .questions = &asked[SINCE], .n = 1,
		.ncases = N, .values = values, .shown = shown };
	struct survey_axis a;
	int64_t counts[SURVEY_CLASSES_MAX];

	for (size_t i = 0; i < N; i++) {
		values[i] = arena_fmt(mem, "%zu-05-01", 1980 + i);
		shown[i] = true;
	}
	survey_axis_of(mem, &w, 0, &a);
	EXPECT(a.n == 25 && strcmp(a.labels[0], "1996年まで") == 0);
	EXPECT(survey_axis_counts(&a, N, counts) == N);
	EXPECT(counts[0] == 17 && counts[1] == 1 && counts[a.none] == 0);
	arena_free(mem);
}

UNIT(survey_share_is_rounded_to_a_tenth_of_a_percent)
{
	EXPECT(survey_share(1, 3) == 333 && survey_share(2, 3) == 667);
	EXPECT(survey_share(0, 0) == 0 && survey_share(5, 5) == 1000);
}
