#include <string.h>

#include "features/casebook/casebook_unit.h"

/* What tells when, where and how to call, made coarse or taken away. */

static char
ascii_at(const struct units *u, size_t i)
{
	return i < u->n ? u->at[i].c : 0;
}

static bool
digit_at(const struct units *u, size_t i)
{
	char c = ascii_at(u, i);

	return c >= '0' && c <= '9';
}

static bool
is_day(long month, long day)
{
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* （金）, (金曜日), 金曜日 after a day. */
static size_t
weekday(const struct units *u, size_t i)
{
	static const char *const days[] = { "月", "火", "水", "木", "金", "土",
	    "日" };
	size_t from = i;
	bool open = ascii_at(u, i) == '(';

	i += open;
	if (!units_have_one(u, i, days, COUNT(days)))
		return 0;
	i++;
	i += units_have(u, i, "曜日");
	if (open)
		return ascii_at(u, i) == ')' ? i + 1 - from : 0;
	return i - from >= 3 ? i - from : 0;
}

/* N月N日 at i: the month as it stands, the day gone. */
static size_t
month_and_day(struct arena *mem, const struct units *u, size_t i,
    const char **with)
{
	long month, day;
	size_t n = units_number(u, i, &month), at = i + n, m;

	if (!n || !units_have(u, at, "月"))
		return 0;
	at++;
	m = units_number(u, at, &day);
	if (!m || !units_have(u, at + m, "日") || !is_day(month, day))
		return 0;
	*with = arena_fmt(mem, "%ld月", month);
	at += m + 1;
	return at + weekday(u, at) - i;
}

/* 令和8年, 2026年, R8年 and what makes up the day. */
static size_t
written_out(struct arena *mem, const struct units *u, size_t i,
    const char **with)
{
	static const char *const eras[] = { "令和", "平成", "昭和", "R", "H", "S",
	    "Ｒ", "Ｈ", "Ｓ" };
	size_t era = units_have_one(u, i, eras, COUNT(eras)), n, m, at;
	const char *month;
	long year;

	at = i + era;
	n = units_number(u, at, &year);
	if (!n || !units_have(u, at + n, "年"))
		return 0;
	at += n + 1;
	m = month_and_day(mem, u, at, &month);
	if (!m)
		return 0;
	*with = arena_fmt(mem, "%s%s", units_text(mem, u, i, at), month);
	return at + m - i;
}

static const char *
era_name(char c)
{
	return c == 'R' || c == 'r' ? "令和" : c == 'H' || c == 'h' ? "平成" :
	    c == 'S' || c == 's' ? "昭和" : NULL;
}

/* R8.4.3, H30/4/3, 2026-04-03, 2026/4/3. */
static size_t
with_signs(struct arena *mem, const struct units *u, size_t i,
    const char **with)
{
	const char *era = era_name(ascii_at(u, i));
	size_t at = i + (era ? 1 : 0), n;
	long year, month, day;
	char sign;

	n = digit_at(u, at) ? units_number(u, at, &year) : 0;
	if (!n || (!era && n != 4) || (era && n > 2))
		return 0;
	at += n;
	sign = ascii_at(u, at);
	if (!sign || !strchr("./-", sign) || !digit_at(u, at + 1))
		return 0;
	at++;
	at += units_number(u, at, &month);
	if (ascii_at(u, at) != sign || !digit_at(u, at + 1))
		return 0;
	at++;
	at += units_number(u, at, &day);
	if (!is_day(month, day) || digit_at(u, at))
		return 0;
	*with = arena_fmt(mem, "%s%ld年%ld月", era ? era : "", year, month);
	return at + weekday(u, at) - i;
}

/* 4/3 stands for a day, unless it is a part of something: 1/2量. */
static size_t
month_slash_day(struct arena *mem, const struct units *u, size_t i,
    const char **with)
{
	static const char *const parts[] = { "量", "錠", "個", "倍", "に減", "程",
	    "くらい", "以" };
	long month, day;
	size_t n, m, at;

	if (!digit_at(u, i))
		return 0;
	n = units_number(u, i, &month);
	if (n > 2 || ascii_at(u, i + n) != '/' || !digit_at(u, i + n + 1))
		return 0;
	at = i + n + 1;
	m = units_number(u, at, &day);
	at += m;
	if (m > 2 || !is_day(month, day) || ascii_at(u, at) == '/' ||
	    units_have_one(u, at, parts, COUNT(parts)))
		return 0;
	*with = arena_fmt(mem, "%ld月", month);
	return at + weekday(u, at) - i;
}

/* 017-722-0000, (0172)33-0000, 09012345678, 72-1234; 〒038-0000. */
static size_t
telephone(const struct units *u, size_t i, const char **with)
{
	size_t digits = 0, groups = 0, last = 0, at = i;
	bool first_zero = false, open = units_have(u, i, "〒") > 0;

	for (at += open; at < u->n; at++) {
		char c = ascii_at(u, at);

		if (digit_at(u, at)) {
			first_zero |= !digits && c == '0';
			groups += !last;
			digits++;
			last++;
		} else if (c && strchr("-()", c) && (last || c == '(')) {
			last = 0;
		} else {
			break;
		}
	}
	while (at > i && !digit_at(u, at - 1))
		at--;
	*with = "（電話番号）";
	if (first_zero && (digits == 10 || digits == 11))
		return at - i;
	if (groups == 2 && last == 4 && digits >= 6 && digits <= 8)
		return at - i;
	if (open && digits >= 5) {
		*with = "（住所）";
		return at - i;
	}
	return 0;
}

static bool
mail_sign(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || (c && strchr("._%+-", c));
}

static size_t
mail_address(const struct units *u, size_t i, const char **with)
{
	size_t at = i;

	while (mail_sign(ascii_at(u, at)))
		at++;
	if (at == i || ascii_at(u, at) != '@' || !mail_sign(ascii_at(u, at + 1)))
		return 0;
	for (at++; mail_sign(ascii_at(u, at)); at++)
		;
	*with = "（メール）";
	return at - i;
}

/* 長島1丁目2-3, 大字例示12番地: the name of the place, then its numbers. */
static size_t
house(const struct units *u, size_t i, const char **with)
{
	static const char *const marks[] = { "丁目", "番地", "番", "号" };
	size_t at = i, n, marked = 0;
	long ignored;

	while (at < u->n && at - i < 10 && u->at[at].script == SCRIPT_KANJI &&
	    !units_number(u, at, &ignored))
		at++;
	for (; (n = units_number(u, at, &ignored)) > 0; at += n) {
		size_t mark = units_have_one(u, at + n, marks, COUNT(marks));

		if (!mark && ascii_at(u, at + n) == '-' &&
		    digit_at(u, at + n + 1))
			mark = 1;
		else if (units_have(u, at + n, "丁目") ||
		    units_have(u, at + n, "番地"))
			marked++;
		n += mark;
	}
	*with = "（住所）";
	return marked ? at - i : 0;
}

size_t
coarse_at(struct arena *mem, const struct units *u, size_t i,
    const char **with)
{
	bool inside = i && digit_at(u, i) && (digit_at(u, i - 1) ||
	    (u->at[i - 1].c && strchr("./-", u->at[i - 1].c)));
	size_t n = mail_address(u, i, with);

	if (!n && !inside)
		n = written_out(mem, u, i, with);
	if (!n && !inside)
		n = month_and_day(mem, u, i, with);
	if (!n && !inside)
		n = with_signs(mem, u, i, with);
	if (!n && !inside)
		n = telephone(u, i, with);
	if (!n && !inside)
		n = month_slash_day(mem, u, i, with);
	if (!n && !inside)
		n = house(u, i, with);
	return n;
}
