#include <string.h>

#include "features/questionnaire/questionnaire_result.h"

/* What may be said of a question. Hidden is what fewer than
 * QUESTIONNAIRE_FEWEST gave, also where one table less another would tell it. */

static const char *
share(struct request *r, int64_t n, int64_t of)
{
	int64_t tenths = of ? (n * 1000 + of / 2) / of : 0;

	return arena_fmt(r->mem, "%lld.%lld%%", (long long)(tenths / 10),
	    (long long)(tenths % 10));
}

/* In points of a hundred, with its sign. */
static const char *
change(struct request *r, int64_t before, int64_t of_before, int64_t after,
    int64_t of_after)
{
	double d = 100.0 * ((double)after / (double)of_after -
	    (double)before / (double)of_before);

	return arena_fmt(r->mem, "%+.1f", d > -0.05 && d < 0.05 ? 0.0 : d);
}

static const char *
count_text(struct request *r, int64_t n)
{
	return arena_fmt(r->mem, "%lld", (long long)n);
}

static void
put_options(struct request *r, struct questionnaire_shown *s)
{
	const struct questionnaire_count *k = s->count;
	int64_t before = k->told[PHASE_BEFORE], after = k->told[PHASE_AFTER];

	s->rows = arena_array(r->mem, k->noptions + 1, sizeof(*s->rows));
	for (size_t i = 0; i < k->noptions; i++) {
		int64_t b = k->counts[PHASE_BEFORE][i];
		int64_t a = k->counts[PHASE_AFTER][i];
		struct questionnaire_row *row = &s->rows[s->nrows++];

		row->label = k->options[i];
		if (s->has_before) {
			row->before = count_text(r, b);
			row->before_share = share(r, b, before);
		}
		if (s->has_after) {
			row->after = count_text(r, a);
			row->after_share = share(r, a, after);
		}
		if (s->has_both)
			row->change = change(r, b, before, a, after);
	}
	s->rows[s->nrows++] = (struct questionnaire_row){ .label = "答えた人",
		.before = s->has_before ? count_text(r, before) : NULL,
		.after = s->has_after ? count_text(r, after) : NULL };
}

static double
mean(const struct questionnaire_count *k, int phase)
{
	return (double)k->sum[phase] / (double)k->told[phase];
}

static void
put_number(struct request *r, struct questionnaire_shown *s)
{
	const struct questionnaire_count *k = s->count;

	s->rows = arena_array(r->mem, 2, sizeof(*s->rows));
	s->nrows = 2;
	s->rows[0] = (struct questionnaire_row){ .label = "平均",
		.before = s->has_before ? arena_fmt(r->mem, "%.1f",
		    mean(k, PHASE_BEFORE)) : NULL,
		.after = s->has_after ? arena_fmt(r->mem, "%.1f",
		    mean(k, PHASE_AFTER)) : NULL,
		.change = s->has_both ? arena_fmt(r->mem, "%+.1f",
		    mean(k, PHASE_AFTER) - mean(k, PHASE_BEFORE)) : NULL };
	s->rows[1] = (struct questionnaire_row){ .label = "答えた人",
		.before = s->has_before ? count_text(r,
		    k->told[PHASE_BEFORE]) : NULL,
		.after = s->has_after ? count_text(r,
		    k->told[PHASE_AFTER]) : NULL };
}

/* All less the pairs are those without a partner: none, or enough. */
static bool
leaves_few(const struct questionnaire_count *k)
{
	for (int p = 0; p < PHASES; p++) {
		int64_t rest = k->told[p] - k->paired;

		if (rest && questionnaire_few(rest))
			return true;
	}
	return false;
}

static void
put_pairs(struct request *r, struct questionnaire_shown *s)
{
	const struct questionnaire_count *k = s->count;
	bool scale = strcmp(k->question->kind, "scale") == 0;

	if (!scale && strcmp(k->question->kind, "single") != 0)
		return;
	if (strcmp(k->question->asked, "both") != 0)
		return;
	if (questionnaire_few(k->paired)) {
		s->no_cross = "前と後がそろった回答が5人に満たないので、組ごとの"
		    "表は出しません。";
		return;
	}
	if (scale)
		s->moved = arena_fmt(r->mem, "上がった %lld人（%s）　"
		    "変わらない %lld人（%s）　下がった %lld人（%s）",
		    (long long)k->risen, share(r, k->risen, k->paired),
		    (long long)k->same, share(r, k->same, k->paired),
		    (long long)k->fallen, share(r, k->fallen, k->paired));
	s->has_cross = !leaves_few(k);
	if (!s->has_cross)
		s->no_cross = "組にならない回答が5人に満たず、引き算で見当がつく"
		    "ので、縦横の表は出しません。";
}

struct questionnaire_shown
questionnaire_shown(struct request *r, const struct questionnaire_count *k)
{
	struct questionnaire_shown s = { .count = k };

	s.has_before = !questionnaire_few(k->told[PHASE_BEFORE]);
	s.has_after = !questionnaire_few(k->told[PHASE_AFTER]);
	s.has_both = s.has_before && s.has_after;
	if (!s.has_before && !s.has_after) {
		s.few = "答えが5通に満たないので、出しません。";
		return s;
	}
	if (strcmp(k->question->kind, "number") == 0)
		put_number(r, &s);
	else if (strcmp(k->question->kind, "text") != 0)
		put_options(r, &s);
	put_pairs(r, &s);
	return s;
}
