#include "features/opendata/opendata_value.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

enum { PREFECTURES = 47 };

static const char eaten_zero[] =
    "先頭の0が落ちていたので、補って読みました。";

static bool
is_digits(const char *s)
{
	return *s && s[strspn(s, "0123456789")] == '\0';
}

/* Width folded; spaces, and every kind of hyphen, as told. */
static char *
folded(struct arena *mem, const char *typed, const char *hyphen)
{
	static const char *const hyphens[] = { "－", "ー", "‐", "−", "―", "–",
	    "—", "‑", "ｰ" };
	const char *s = typed;
	char *out = arena_take(mem, strlen(typed) * 3 + 1), *at = out;

	while (*s) {
		size_t len = 0;

		for (size_t i = 0; i < COUNT(hyphens) && !len; i++) {
			if (strncmp(s, hyphens[i], strlen(hyphens[i])) == 0)
				len = strlen(hyphens[i]);
		}
		if (len || *s == '-') {
			memcpy(at, hyphen, strlen(hyphen));
			at += strlen(hyphen);
			s += len ? len : 1;
		} else {
			*at++ = *s++;
		}
	}
	s = text_fold_width(mem, out);
	out = at = arena_text(mem, s);
	for (; *s; s++) {
		if (*s != ' ' && *s != '\t' && *s != '\n')
			*at++ = *s;
	}
	*at = '\0';
	return out;
}

static bool
is_prefecture(const char *digits)
{
	int n = (digits[0] - '0') * 10 + digits[1] - '0';

	return n >= 1 && n <= PREFECTURES;
}

bool
open_proves(const char *digits)
{
	size_t n = strlen(digits);
	int sum = 0;

	for (size_t i = 0; i < n; i++) {
		int d = (digits[n - 1 - i] - '0') * (i % 2 ? 2 : 1);

		sum += d / 10 + d % 10;
	}
	return n > 1 && sum % 10 == 0;
}

/* Whether the sixth digit of a municipality's code proves the five. */
static bool
open_proves_code(const char *six)
{
	int sum = 0;

	for (int i = 0; i < 5; i++)
		sum += (six[i] - '0') * (6 - i);
	return (11 - sum % 11) % 10 == six[5] - '0';
}

/* Five digits: a code without its check digit, or six that lost their zero. */
static const char *
five_digits(struct arena *mem, const char *d, const char *prefecture,
    const char **says)
{
	const char *six = arena_fmt(mem, "0%s", d);
	bool eaten = open_proves_code(six) && is_prefecture(six);
	bool whole = is_prefecture(d);

	if (eaten && whole && !prefecture) {
		*says = "5けたのコードとも、先頭の0が落ちた6けたとも読めます。";
		return NULL;
	}
	if (eaten && whole)
		eaten = strncmp(six, prefecture, 2) == 0;
	if (!eaten && !whole) {
		*says = "市区町村コードとして読めません。";
		return NULL;
	}
	if (!eaten)
		return d;
	*says = eaten_zero;
	return arena_bytes(mem, six, 5);
}

const char *
open_code(struct arena *mem, const char *typed, const char *prefecture,
    const char **says)
{
	const char *d = folded(mem, typed, "");
	size_t n = strlen(d);

	if (is_digits(d) && n <= 2) {
		d = n == 1 ? arena_fmt(mem, "0%s", d) : d;
		if (is_prefecture(d))
			return d;
	} else if (is_digits(d) && n == 4 && d[0] != '0') {
		*says = eaten_zero;
		return arena_fmt(mem, "0%s", d);
	} else if (is_digits(d) && n == 5) {
		return five_digits(mem, d, prefecture, says);
	} else if (is_digits(d) && n == 6 && is_prefecture(d)) {
		if (open_proves_code(d))
			return arena_bytes(mem, d, 5);
		*says = "市区町村コードの検査数字が合いません。";
		return NULL;
	}
	*says = "市区町村コードとして読めません。";
	return NULL;
}

/* 9 and 12 digits are 10 and 13 without the zero of the prefecture. */
static const char *
restored(struct arena *mem, const char *d, const char *prefecture,
    const char **says)
{
	const char *whole = arena_fmt(mem, "0%s", d);

	if (d[0] != '0' && ((prefecture &&
	    strncmp(whole, prefecture, 2) == 0) ||
	    (strlen(whole) == 10 && open_proves(whole)))) {
		*says = eaten_zero;
		return whole;
	}
	*says = "番号のけたが足りません。";
	return NULL;
}

const char *
open_number(struct arena *mem, const char *typed, const char *prefecture,
    const char **says)
{
	const char *d = folded(mem, typed, "");
	size_t n = strlen(d);

	if (strpbrk(d, ".+") || n > 40) {
		*says = "番号が表計算の数になっています（1.2E+12など）。";
		return NULL;
	}
	if (!is_digits(d))
		return d;
	if (n == 9 || n == 12)
		return restored(mem, d, prefecture, says);
	return d;
}

const char *
open_institution(struct arena *mem, const char *typed, const char *prefecture,
    char table, const char **says)
{
	char *d = folded(mem, typed, "");
	char *out = d;
	size_t n;

	for (const char *s = d; *s; s++) {
		if (*s != ',' && *s != '.')
			*out++ = *s;
	}
	*out = '\0';
	n = strlen(d);
	if (!is_digits(d) || n < 6 || n > 10 || n == 8) {
		*says = "医療機関コードとして読めません。";
		return NULL;
	}
	if (n == 10)
		return d;
	if (n == 9 && d[0] != '0' && open_proves(arena_fmt(mem, "0%s", d))) {
		*says = eaten_zero;
		return arena_fmt(mem, "0%s", d);
	}
	if (n == 9)			/* the prefecture and the seven */
		return arena_fmt(mem, "%.2s%c%s", d, table, d + 2);
	if (n == 6)
		*says = eaten_zero;
	return arena_fmt(mem, "%s%c%s%s", prefecture, table, n == 6 ? "0" : "",
	    d);
}

const char *
open_corporation(struct arena *mem, const char *typed, const char **says)
{
	const char *d = folded(mem, typed, "");
	int sum = 0;

	if (is_digits(d) && strlen(d) == 13) {
		for (int i = 1; i <= 12; i++)
			sum += (d[13 - i] - '0') * (i % 2 ? 1 : 2);
		if (9 - sum % 9 == d[0] - '0')
			return d;
	}
	*says = "法人番号（13けた）の検査数字が合いません。";
	return NULL;
}

const char *
open_phone(struct arena *mem, const char *typed, const char **says)
{
	char *d = folded(mem, typed, "-");
	char *out = d;
	size_t digits = 0;

	for (const char *s = d; *s && *s != '/' && *s != ';'; s++) {
		bool mark = *s == '(' || *s == ')' || *s == '-';

		if (isdigit((unsigned char)*s)) {
			*out++ = *s;
			digits++;
		} else if (mark && out > d && out[-1] != '-') {
			*out++ = '-';
		} else if (!mark) {
			break;
		}
	}
	while (out > d && out[-1] == '-')
		out--;
	*out = '\0';
	if (d[0] != '0' && (digits == 9 || (digits == 10 &&
	    strchr("5789", d[0])))) {
		*says = eaten_zero;
		return arena_fmt(mem, "0%s", d);
	}
	if (digits >= 10 && digits <= 11 && d[0] == '0')
		return d;
	*says = "電話番号のけたが合いません。";
	return NULL;
}

const char *
open_postcode(struct arena *mem, const char *typed, const char **says)
{
	char *d = folded(mem, typed, "");
	const char *at = strncmp(d, "〒", strlen("〒")) == 0 ?
	    d + strlen("〒") : d;

	if (is_digits(at) && strlen(at) == 6) {
		*says = eaten_zero;
		at = arena_fmt(mem, "0%s", at);
	}
	if (is_digits(at) && strlen(at) == 7)
		return arena_fmt(mem, "%.3s-%s", at, at + 3);
	*says = "郵便番号（7けた）として読めません。";
	return NULL;
}

bool
open_degrees(struct arena *mem, const char *typed, int32_t *out,
    const char **says)
{
	const char *d = strspn(typed, "0123456789.") == strlen(typed) ? typed :
	    folded(mem, typed, "-");
	char *end;
	double value = strtod(d, &end);

	if (end == d || *end || strspn(d, "-0123456789.") != strlen(d) ||
	    value < -180 || value > 180) {
		*says = "緯度・経度として読めません。";
		return false;
	}
	*out = (int32_t)(value * 100000 + (value < 0 ? -0.5 : 0.5));
	return true;
}

bool
open_capacity(struct arena *mem, const char *typed, int64_t *out,
    const char **says)
{
	char *d = folded(mem, typed, "-");
	size_t n = strspn(d, "0123456789,");
	const char *rest = d + n;

	if (n && (!*rest || strcmp(rest, "人") == 0 ||
	    strcmp(rest, "名") == 0 || strcmp(rest, "床") == 0)) {
		d[n] = '\0';
		if (text_number(d, out) && *out <= 100000)
			return true;
	}
	*says = "人数として読めません。";
	return false;
}

/* "09:00" as "9:00"; NULL: not a time of day. */
static const char *
clock_of(struct arena *mem, const char *typed)
{
	const char *d = folded(mem, typed, "-");
	char *end;
	long hour = strtol(d, &end, 10), minute;
	const char *from = *end == ':' ? end + 1 : end;

	if (end == d || end - d > 2 || (*end != ':' &&
	    strncmp(end, "時", strlen("時")) != 0))
		return NULL;
	if (*end != ':')
		from = end + strlen("時");
	minute = strtol(from, &end, 10);
	if (hour < 0 || hour > 24 || minute < 0 || minute > 59)
		return NULL;
	/* 9時半頃 is not nine o'clock. */
	if (*end && strcmp(end, ":00") != 0 && (end == from ||
	    strcmp(end, "分") != 0))
		return NULL;
	return arena_fmt(mem, "%ld:%02ld", hour, minute);
}

const char *
open_hours(struct arena *mem, const char *from, const char *to)
{
	const char *a, *b;

	if (!from || !to || !*from || !*to)
		return "";
	a = clock_of(mem, from);
	b = clock_of(mem, to);
	if (!a || !b || strcmp(a, b) == 0)
		return "";
	return arena_fmt(mem, "%s～%s", a, b);
}

const char *
open_day(struct arena *mem, const char *typed, const char *today,
    const char **says)
{
	const char *day = date_read(mem, folded(mem, typed, "-"), today);

	if (!day)
		*says = "日付として読めません。";
	return day;
}
