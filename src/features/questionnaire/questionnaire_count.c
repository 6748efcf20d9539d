#include "features/questionnaire/questionnaire_count.h"

#include <stdlib.h>
#include <string.h>

#include "app/sealed.h"
#include "app/text_map.h"
#include "base/crypto.h"
#include "base/json.h"
#include "base/text.h"
#include "features/questionnaire/questionnaire_sql.h"

/* All answers opened, corrections left out, and counted. */

struct given {
	const char *id, *on_day, *pair;
	int64_t nth;
	int phase;
	struct pairs said;
};

bool
questionnaire_few(int64_t n)
{
	return n < QUESTIONNAIRE_FEWEST;
}

static bool
read_given(struct request *r, const struct rows *rows, size_t i,
    struct given *g)
{
	const char *id = rows_cell(rows, i, "id"), *why;
	const char *text = sealed_open(r, "questionnaire_answer", id,
	    "answers", rows_cell(rows, i, "answers"));

	*g = (struct given){ .id = id, .on_day = rows_cell(rows, i, "on_day"),
		.pair = rows_cell(rows, i, "pair"),
		.nth = strtoll(rows_cell(rows, i, "nth"), NULL, 10),
		.phase = strcmp(rows_cell(rows, i, "phase"), "after") == 0 ?
		    PHASE_AFTER : PHASE_BEFORE };
	return text && !json_read(r->mem, text, strlen(text), &g->said, &why);
}

static bool
is_later(const struct given *a, const struct given *b)
{
	int days = strcmp(a->on_day, b->on_day);

	if (days)
		return days > 0;
	return a->nth != b->nth ? a->nth > b->nth : strcmp(a->id, b->id) > 0;
}

/* Those that count, by pair and phase. */
static size_t
newest(struct given *all, size_t n, struct text_map *by_pair[PHASES],
    struct questionnaire_counts *c)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct text_map *map = by_pair[all[i].phase];
		const struct given *other = all[i].pair ?
		    text_map_get(map, all[i].pair) : NULL;

		if (other) {
			struct given *place = &all[other - all];

			if (is_later(&all[i], place))
				*place = all[i];
			c->corrected++;
			continue;
		}
		all[kept] = all[i];
		if (all[kept].pair)
			text_map_put(map, all[kept].pair, &all[kept]);
		c->answers[all[kept].phase]++;
		kept++;
	}
	return kept;
}

/* The option chosen, from 0; -1: none that there is. */
static int
chosen_of(const struct questionnaire_count *k, const char *value)
{
	int64_t n;

	return value && text_number(value, &n) && n >= 1 &&
	    n <= (int64_t)k->noptions ? (int)n - 1 : -1;
}

static void
put_text(struct request *r, struct questionnaire_count *k, int phase,
    const char *text, size_t most)
{
	if (!k->texts[phase])
		k->texts[phase] = arena_array(r->mem, most,
		    sizeof(*k->texts[phase]));
	k->texts[phase][k->ntexts[phase]++] = text;
}

static void
count_one(struct request *r, struct questionnaire_count *k,
    const struct given *g, size_t most)
{
	const char *kind = k->question->kind;
	bool told = false;

	for (size_t i = 0; i < g->said.n; i++) {
		const struct pair *p = &g->said.at[i];
		int chosen = chosen_of(k, p->value);
		int64_t number;

		if (strcmp(p->name, k->question->code) != 0)
			continue;
		if (strcmp(kind, "text") == 0) {
			put_text(r, k, g->phase, p->value, most);
			told = true;
		} else if (strcmp(kind, "number") == 0) {
			if (text_number(p->value, &number)) {
				k->sum[g->phase] += number;
				told = true;
			}
		} else if (chosen >= 0) {
			k->counts[g->phase][chosen]++;
			told = true;
		}
		if (strcmp(kind, "multiple") != 0)
			break;
	}
	k->told[g->phase] += told;
}

static void
count_pair(struct questionnaire_count *k, const struct given *before,
    const struct given *after)
{
	int was = chosen_of(k, pairs_get(&before->said, k->question->code));
	int is = chosen_of(k, pairs_get(&after->said, k->question->code));

	if (was < 0 || is < 0 || strcmp(k->question->asked, "both") != 0 ||
	    (strcmp(k->question->kind, "scale") != 0 &&
	    strcmp(k->question->kind, "single") != 0))
		return;
	k->cross[was][is]++;
	k->paired++;
	k->risen += is > was;
	k->same += is == was;
	k->fallen += is < was;
}

struct keyed {
	const char *key, *text;
};

static int
by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;

	return strcmp(x->key, y->key);
}

/* In the order of their digests: the same each time, and of nothing else. */
static void
shuffle(struct request *r, const char **texts, size_t n)
{
	struct keyed *all = arena_array(r->mem, n + 1, sizeof(*all));

	for (size_t i = 0; i < n; i++)
		all[i] = (struct keyed){ crypto_digest(r->mem, texts[i],
		    strlen(texts[i])), texts[i] };
	qsort(all, n, sizeof(*all), by_key);
	for (size_t i = 0; i < n; i++)
		texts[i] = all[i].text;
}

static void
count_all(struct request *r, struct questionnaire_counts *c,
    const struct given *all, size_t n, const struct text_map *after)
{
	for (size_t q = 0; q < c->n; q++) {
		struct questionnaire_count *k = &c->at[q];

		for (size_t i = 0; i < n; i++) {
			const struct given *other = all[i].pair &&
			    all[i].phase == PHASE_BEFORE ?
			    text_map_get(after, all[i].pair) : NULL;

			count_one(r, k, &all[i], n);
			if (other)
				count_pair(k, &all[i], other);
			c->paired += !q && other;
		}
		for (int p = 0; p < PHASES; p++)
			shuffle(r, k->texts[p], k->ntexts[p]);
	}
}

enum result
questionnaire_count(struct request *r, const struct questionnaire_all *all,
    struct questionnaire_counts *out)
{
	struct rows rows = { 0 };
	struct text_map *by_pair[PHASES];
	struct given *given;
	size_t n = 0;
	enum result rc = questionnaire_sql_answers(r, all->it.id, &rows);

	*out = (struct questionnaire_counts){ 0 };
	if (rc)
		return rc;
	out->at = arena_array(r->mem, all->n + 1, sizeof(*out->at));
	for (; out->n < all->n; out->n++) {
		struct questionnaire_count *k = &out->at[out->n];

		k->question = &all->questions[out->n];
		k->options = questionnaire_options(r, k->question,
		    &k->noptions);
	}
	given = arena_array(r->mem, rows.nrows + 1, sizeof(*given));
	for (size_t i = 0; i < rows.nrows; i++)
		n += read_given(r, &rows, i, &given[n]);
	for (int p = 0; p < PHASES; p++)
		by_pair[p] = text_map_new(r->mem, n);
	n = newest(given, n, by_pair, out);
	count_all(r, out, given, n, by_pair[PHASE_AFTER]);
	return r->damaged ? BROKEN : OK;
}
