#include "features/vacancy/vacancy.h"

#include <string.h>

#include "base/date.h"
#include "base/instant.h"

/* Of when a cell is decides what of it may be shown. */

enum { JAPAN = 9 * 60 * 60, DAY = 24 * 60 * 60 };

static const char *const codes[] = { "", "open", "few", "full", "closed" };
static const char *const marks[] = { "－", "○", "△", "×", "休" };

/* Signs that look alike, and the words beside them; the first is ours. */
static const char *const spelt[][8] = {
	[VACANCY_UNKNOWN] = { "－", "-", "—", "―", "‐", "ー", "不明" },
	[VACANCY_OPEN] = { "○", "〇", "◯", "◎", "o", "O", "あり" },
	[VACANCY_FEW] = { "△", "▲", "わずか", "要相談" },
	[VACANCY_FULL] = { "×", "✕", "✖", "x", "X", "なし", "満" },
	[VACANCY_CLOSED] = { "休", "休業", "休み", "停止" },
};

enum vacancy
vacancy_of(const char *code)
{
	for (size_t i = VACANCY_OPEN; code && i < COUNT(codes); i++) {
		if (strcmp(codes[i], code) == 0)
			return (enum vacancy)i;
	}
	return VACANCY_UNKNOWN;
}

const char *
vacancy_code(enum vacancy v)
{
	return codes[v];
}

const char *
vacancy_mark(enum vacancy v)
{
	return marks[v];
}

static bool
is_spelt(size_t i, const char *typed)
{
	for (size_t k = 0; k < COUNT(spelt[i]) && spelt[i][k]; k++) {
		if (strcmp(spelt[i][k], typed) == 0)
			return true;
	}
	return strcmp(codes[i], typed) == 0;
}

bool
vacancy_read(const char *typed, enum vacancy *out)
{
	for (size_t i = 0; i < COUNT(spelt); i++) {
		if (is_spelt(i, typed ? typed : "")) {
			*out = (enum vacancy)i;
			return true;
		}
	}
	return false;
}

/* Midnights of Japan between the two. */
static int
days_since(const char *as_of, const char *now)
{
	static const char epoch[] = "1970-01-01T00:00:00Z";
	int64_t then = instant_seconds_between(epoch, as_of) + JAPAN;
	int64_t today = instant_seconds_between(epoch, now) + JAPAN;

	return then > today ? 0 : (int)(today / DAY - then / DAY);
}

struct vacancy_shown
vacancy_show(enum vacancy state, const char *as_of, const char *now,
    int64_t fresh_days, int64_t grey_days)
{
	struct vacancy_shown s = { VACANCY_UNKNOWN, false, -1 };

	if (!as_of)
		return s;
	s.days = days_since(as_of, now);
	if (s.days > (grey_days ? grey_days : VACANCY_GREY_DAYS))
		return s;
	s.state = state;
	s.grey = s.days > (fresh_days ? fresh_days : VACANCY_FRESH_DAYS);
	return s;
}

bool
vacancy_is_worse(enum vacancy a, enum vacancy b)
{
	static const int order[] = { [VACANCY_OPEN] = 0, [VACANCY_FEW] = 1,
		[VACANCY_UNKNOWN] = 2, [VACANCY_FULL] = 3, [VACANCY_CLOSED] = 3 };

	return order[a] > order[b];
}
