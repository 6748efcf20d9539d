#include "features/outage/outage_rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"

static const char *const codes[OUTAGE_STATUSES] = { "open", "absent", "help",
	"safe", "moved" };

enum outage_status
outage_status_of(const char *code)
{
	for (enum outage_status s = OUTAGE_OPEN; code && s < OUTAGE_STATUSES;
	    s++) {
		if (strcmp(codes[s], code) == 0)
			return s;
	}
	return OUTAGE_OPEN;
}

const char *
outage_status_code(enum outage_status s)
{
	return codes[s];
}

bool
outage_is_reached(enum outage_status s)
{
	return s == OUTAGE_HELP || s == OUTAGE_SAFE || s == OUTAGE_MOVED;
}

bool
outage_is_done(enum outage_status s)
{
	return s == OUTAGE_SAFE || s == OUTAGE_MOVED;
}

bool
outage_is_again(const struct outage_line *l)
{
	return l->status == OUTAGE_SAFE && l->rank != OUTAGE_NONE &&
	    l->left >= 0 && l->left < OUTAGE_RED_MINUTES;
}

static bool
set_has(const char *set, const char *code)
{
	size_t n = strlen(code);

	while (set && *set) {
		size_t len = strcspn(set, ",");

		if (len == n && strncmp(set, code, n) == 0)
			return true;
		set += len + (set[len] == ',');
	}
	return false;
}

enum outage_rank
outage_rank_of(const char *medical_care, const char *care)
{
	static const struct {
		const char *care;
		enum outage_rank rank;
	} needs[] = {
		{ "ventilator", OUTAGE_VENTILATOR },
		{ "oxygen", OUTAGE_OXYGEN },
		{ "suction", OUTAGE_SUCTION },
		{ "tracheostomy", OUTAGE_SUCTION },
		{ "nebuliser", OUTAGE_OTHER },
		{ "dialysis", OUTAGE_OTHER },
	};

	for (size_t i = 0; i < sizeof(needs) / sizeof(*needs); i++) {
		if (set_has(care, needs[i].care))
			return needs[i].rank;
	}
	if ((care && *care) || (medical_care && strcmp(medical_care, "no") == 0))
		return OUTAGE_NONE;
	return OUTAGE_OTHER;
}

static int
group(const struct outage_line *l)
{
	return outage_is_done(l->status) ? 2 : l->rank == OUTAGE_NONE;
}

static int
order(const void *a, const void *b)
{
	const struct outage_line *x = a, *y = b;

	if (group(x) != group(y))
		return group(x) - group(y);
	if (x->left != y->left)
		return x->left < y->left ? -1 : 1;
	if (x->rank != y->rank)
		return (int)x->rank - (int)y->rank;
	return strcmp(x->child, y->child);
}

void
outage_reckon(struct outage_line *lines, size_t n, const char *now)
{
	const char *cut_at = NULL;
	int64_t gone = 0;

	for (size_t i = 0; i < n; i++) {
		struct outage_line *l = &lines[i];

		/* Thousands were cut off in the same minute. */
		if (l->cut_at != cut_at) {
			cut_at = l->cut_at;
			gone = instant_seconds_between(cut_at, now) / 60;
			gone = gone < 0 ? 0 : gone;
		}
		l->left = l->minutes < 0 ? OUTAGE_UNKNOWN :
		    l->minutes > gone ? l->minutes - gone : 0;
	}
	if (n)
		qsort(lines, n, sizeof(*lines), order);
}

bool
outage_is_claimed(const char *claimed_by, const char *claimed_at,
    const char *now)
{
	return claimed_by && claimed_at && instant_seconds_between(claimed_at,
	    now) < (int64_t)OUTAGE_CLAIM_MINUTES * 60;
}
