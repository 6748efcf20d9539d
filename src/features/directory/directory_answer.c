#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "base/text.h"
#include "features/directory/directory_private.h"
#include "features/directory/directory_sql.h"

/* Answers: their words, their letters, and those of one service. */

static const char *const answers[] = { "unknown", "no", "terms", "yes" };
static const char *const marks[] = { "？", "×", "△", "○" };
static const char *const sources[] = { "open", "survey", "hand" };
static const char *const reaches[] = { "public", "supporters", "centre" };
static const char *const lists[] = { "care", "criterion" };

/* By reach, then by answer. */
static const char letters[][sizeof("-nty")] = { "-nty", "-NTY", "-123" };

enum { MAX_SLOTS = 100 };

struct directory_slots {
	const char *criterion[MAX_SLOTS];	/* NULL: given to nobody */
	size_t n;
};

static size_t
find(const char *const *names, size_t n, const char *name, size_t otherwise)
{
	for (size_t i = 0; name && i < n; i++) {
		if (strcmp(names[i], name) == 0)
			return i;
	}
	return otherwise;
}

const char *
answer_code(enum answered a)
{
	return answers[a];
}

enum answered
answer_of(const char *code)
{
	return (enum answered)find(answers, COUNT(answers), code, ANSWER_UNKNOWN);
}

const char *
answer_mark(enum answered a)
{
	return marks[a];
}

const char *
source_code(enum source s)
{
	return sources[s];
}

enum source
source_of(const char *code)
{
	return (enum source)find(sources, COUNT(sources), code, SOURCE_OPEN);
}

/* What cannot be read is the centre's. */
enum reach
reach_of(const char *visibility)
{
	return (enum reach)find(reaches, COUNT(reaches), visibility,
	    REACH_CENTRE);
}

const char *
reach_code(enum reach reach)
{
	return reaches[reach];
}

enum reach
directory_reach(const struct request *r)
{
	if (!r->who)
		return REACH_PUBLIC;
	return access_is_centre(r) ? REACH_CENTRE : REACH_SUPPORTERS;
}

char
directory_letter(enum answered a, enum reach reach)
{
	return letters[reach][a];
}

enum answered
directory_answer(const char *all, int slot, enum reach reach)
{
	if (slot < 0 || (size_t)slot >= strlen(all))
		return ANSWER_UNKNOWN;
	for (size_t to = 0; to <= (size_t)reach; to++) {
		for (size_t a = ANSWER_NO; a <= ANSWER_YES; a++) {
			if (letters[to][a] == all[slot])
				return (enum answered)a;
		}
	}
	return ANSWER_UNKNOWN;
}

const char *
directory_letters(enum answered a, enum reach reach)
{
	static const char *const within[][3] = {
		[ANSWER_UNKNOWN] = { "-", "-", "-" },
		[ANSWER_NO] = { "n", "nN", "nN1" },
		[ANSWER_TERMS] = { "t", "tT", "tT2" },
		[ANSWER_YES] = { "y", "yY", "yY3" },
	};

	return within[a][reach];
}

enum result
directory_slots(struct request *r, struct directory_slots **out)
{
	struct directory_slots *slots = arena_take(r->mem, sizeof(*slots));
	struct rows rows = { 0 };
	enum result rc = directory_sql_slots(r, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		int64_t at;

		if (!text_number(rows.cells[i * rows.ncols + 1], &at) ||
		    at < 0 || at >= MAX_SLOTS)
			continue;
		slots->criterion[at] = rows.cells[i * rows.ncols];
		if ((size_t)at >= slots->n)
			slots->n = (size_t)at + 1;
	}
	*out = slots;
	return rc;
}

int
directory_slot(const struct directory_slots *slots, const char *criterion)
{
	for (size_t i = 0; i < slots->n; i++) {
		if (slots->criterion[i] &&
		    strcmp(slots->criterion[i], criterion) == 0)
			return (int)i;
	}
	return NO_SLOT;
}

enum result
directory_slots_fill(struct request *r, struct directory_slots **out)
{
	enum result rc = directory_slots(r, out);

	for (size_t l = 0; !rc && l < COUNT(lists); l++) {
		size_t n;
		const struct code *list = codes_list(r->codes, lists[l], &n);

		for (size_t i = 0; !rc && i < n; i++) {
			struct directory_slots *s = *out;

			if (s->n >= MAX_SLOTS ||
			    directory_slot(s, list[i].code) != NO_SLOT)
				continue;
			rc = directory_sql_slot_add(r, list[i].code, s->n);
			s->criterion[s->n++] = list[i].code;
		}
	}
	return rc;
}

const char *
directory_letters_of(struct request *r, const struct directory_slots *slots,
    const struct standing *all, size_t n)
{
	char *s = arena_take(r->mem, slots->n + 1);

	memset(s, letters[0][ANSWER_UNKNOWN], slots->n);
	for (size_t i = 0; i < n; i++) {
		int slot = directory_slot(slots, all[i].field);

		if (slot != NO_SLOT)
			s[slot] = directory_letter(answer_of(all[i].value),
			    reach_of(all[i].visibility));
	}
	return s;
}

static void
tell(struct request *r, struct capability *c, const struct standing *all,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct standing *s = &all[i];

		if (strcmp(s->field, c->criterion) != 0 ||
		    reach_of(s->visibility) > directory_reach(r))
			continue;
		c->answer = answer_of(s->value);
		c->terms = s->terms;
		c->source = source_code(s->source);
		c->confirmed_on = s->confirmed_on;
		c->told_by = s->told_by;
		c->visibility = s->visibility;
	}
}

enum result
directory_capabilities(struct request *r, const char *service,
    const struct capability **out, size_t *nout)
{
	struct capability *all;
	struct standing *values;
	size_t n, ncare, nother;
	const struct code *care = codes_list(r->codes, lists[0], &ncare);
	const struct code *other = codes_list(r->codes, lists[1], &nother);
	enum result rc = directory_sql_values(r, service, &values, &n);

	*out = all = arena_array(r->mem, ncare + nother, sizeof(*all));
	*nout = 0;
	for (size_t i = 0; !rc && i < ncare + nother; i++) {
		const struct code *c = i < ncare ? &care[i] : &other[i - ncare];
		struct capability *cap = &all[*nout];

		if (!code_valid(c, r->today))
			continue;
		*cap = (struct capability){ .criterion = c->code,
		    .label = c->label, .care = i < ncare };
		tell(r, cap, values, n);
		(*nout)++;
	}
	return rc;
}
