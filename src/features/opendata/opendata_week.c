#include "features/opendata/opendata_week.h"

#include <string.h>

#include "base/text.h"
#include "features/opendata/opendata_value.h"

enum { WEEKDAYS = 5, SATURDAY = 5, SUNDAY, HOLIDAY,
	NOT_READ = 0x100, EARLIEST = 5 * 60, WHOLE_DAY = 24 * 60 };

static const char *
after(const char *s, const char *word)
{
	size_t n = strlen(word);

	return strncmp(s, word, n) == 0 ? s + n : NULL;
}

static const char *
after_any(const char *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *rest = after(s, words[i]);

		if (rest)
			return rest;
	}
	return NULL;
}

/* Which day stands there: 月, 日曜日, 祝日; -1: none. */
static int
day_at(const char **s)
{
	static const char *const ends[] = { "曜日", "曜" };
	static const char *const holidays[] = { "国民の祝日", "祝祭日", "祝日",
	    "祭日" };
	const char *rest = after_any(*s, holidays, COUNT(holidays));

	if (rest) {
		*s = rest;
		return HOLIDAY;
	}
	for (int d = 0; d < WEEK_DAYS; d++) {
		rest = after(*s, week_labels[d]);
		if (!rest)
			continue;
		*s = rest;
		rest = after_any(*s, ends, COUNT(ends));
		*s = rest ? rest : *s;
		return d;
	}
	return -1;
}

/* 12/29, 12月29日: in which 月 and 日 are no days of the week. */
static const char *
after_date(const char *s)
{
	size_t n = strspn(s, "0123456789");
	const char *rest = n ? after(s + n, "/") : NULL;

	if (n && !rest)
		rest = after(s + n, "月");
	if (!rest)
		return NULL;
	n = strspn(rest, "0123456789");
	if (!n)
		return NULL;
	s = after(rest + n, "日");
	return s ? s : rest + n;
}

/* Days as bits; NOT_READ: something else stands there, such as 第2土曜. */
static unsigned
days_in(const char *s)
{
	static const char *const pass[] = { "毎週", "、", "・", ",", "/", " ",
	    "　", "及び", "および", "と", "年末年始", "年末", "年始", "お盆", "盆",
	    "ゴールデンウィーク", "GW", "夏季休業", "冬季休業", "(", ")", "なし",
	    "無し", "無休" };
	static const char *const to[] = { "～", "〜", "~", "-" };
	unsigned days = 0;
	int last = -1;

	while (*s) {
		const char *rest = after_date(s), *range;
		int day;

		range = after_any(s, to, COUNT(to));
		if (!rest && range)
			rest = after_date(range);
		if (!rest)
			rest = after_any(s, pass, COUNT(pass));
		if (rest) {
			s = rest;
			continue;
		}
		if (range && last >= 0)
			s = range;
		else
			range = NULL;
		day = day_at(&s);
		if (day < 0 || (range && day <= last))
			return NOT_READ;
		for (int d = range ? last : day; d <= day; d++)
			days |= 1U << d;
		last = day;
	}
	return days;
}

static const char *
folded(struct open_reader *rd, enum open_field f)
{
	return open_has(rd, f) ? text_tidy(rd->scratch, text_fold_width(
	    rd->scratch, rd->cell[f])) : "";
}

/* A remark that says nothing of days and hours. */
static bool
is_silent(const char *note)
{
	static const char *const tells[] = { "曜", "第", "休", "時", "午", "祝",
	    "のみ", "平日", "土日", "除く" };

	if (strpbrk(note, "0123456789:"))
		return false;
	for (size_t i = 0; i < COUNT(tells); i++) {
		if (strstr(note, tells[i]))
			return false;
	}
	return true;
}

/* 0:45-17:15 was meant to be 8:45; nobody opens in the small hours who is not
 * open all day. */
static bool
is_likely(const struct stretch *on, size_t n)
{
	for (size_t i = 0; i < n && on[i].to; i++) {
		if (on[i].from < EARLIEST && !(on[i].from == 0 &&
		    on[i].to == WHOLE_DAY))
			return false;
	}
	return true;
}

/* The hours of one cell; false: they cannot be read. *told: it says something,
 * be it that there are none. */
static bool
hours_of(struct open_reader *rd, enum open_field f,
    struct stretch on[WEEK_STRETCHES], bool *told)
{
	static const char *const none[] = { "なし", "無し", "無", "休業", "休業日",
	    "定休日", "利用不可" };
	const char *cell = folded(rd, f);

	memset(on, 0, WEEK_STRETCHES * sizeof(*on));
	*told = *cell != '\0';
	for (size_t i = 0; i < COUNT(none); i++) {
		if (strcmp(cell, none[i]) == 0)
			return true;
	}
	return !week_read_day(rd->scratch, cell, on) &&
	    is_likely(on, WEEK_STRETCHES);
}

struct group {
	enum open_field field;
	int first, last;
};

/* False: these days are told in two ways, or in none. */
static bool
read_group(struct open_reader *rd, const struct group *g, unsigned closed,
    struct week *w)
{
	unsigned of_group = 0;
	struct stretch on[WEEK_STRETCHES];
	bool told;

	for (int d = g->first; d <= g->last; d++)
		of_group |= 1U << d;
	if (!hours_of(rd, g->field, on, &told))
		return false;
	if (!told || !on[0].to)
		return told || (closed & of_group) == of_group;
	if ((closed & of_group) == of_group)
		return false;
	for (int d = g->first; d <= g->last; d++) {
		if (!(closed & 1U << d))
			memcpy(w->on[d], on, sizeof(on));
	}
	return true;
}

static bool
read_groups(struct open_reader *rd, struct week *w)
{
	static const struct group groups[] = {
		{ OPEN_WEEKDAY, 0, WEEKDAYS - 1 },
		{ OPEN_SATURDAY, SATURDAY, SATURDAY },
		{ OPEN_SUNDAY, SUNDAY, SUNDAY },
		{ OPEN_HOLIDAY, HOLIDAY, HOLIDAY },
	};
	unsigned closed = days_in(folded(rd, OPEN_CLOSED));

	if (closed & NOT_READ)
		return false;
	for (size_t i = 0; i < COUNT(groups); i++) {
		if (!read_group(rd, &groups[i], closed, w))
			return false;
	}
	return true;
}

/* 9:00 and 17:00 in a column each; false: no such hours. *told: not blank and
 * not 00:00 both. */
static bool
read_from_to(struct open_reader *rd, const char *from, const char *to,
    struct stretch *out, bool *told)
{
	struct stretch on[WEEK_STRETCHES];
	bool some = from && *from && !text_blank(from);
	bool more = to && *to && !text_blank(to);

	*told = false;
	if (some != more)
		return false;
	if (!some)
		return true;
	if (!*open_hours(rd->scratch, from, to)) {
		/* The same twice is how a file says that there are none. */
		const char *a = text_fold_width(rd->scratch, from);

		return strcmp(a, text_fold_width(rd->scratch, to)) == 0 &&
		    strspn(a, "0:") == strlen(a);
	}
	if (week_read_day(rd->scratch, open_hours(rd->scratch, from, to), on))
		return false;
	*out = on[0];
	*told = true;
	return is_likely(on, 1);
}

static bool
read_listed(struct open_reader *rd, struct week *w)
{
	unsigned days = days_in(folded(rd, OPEN_DAYS));
	struct stretch hours;
	bool told;

	if (!days || days & NOT_READ || open_has(rd, OPEN_CLOSED) ||
	    !read_from_to(rd, rd->cell[OPEN_FROM], rd->cell[OPEN_TO], &hours,
	    &told) || !told)
		return false;
	for (int d = 0; d < WEEK_DAYS; d++) {
		if (days & 1U << d)
			w->on[d][0] = hours;
	}
	return true;
}

static bool
has_hours(const struct week *w)
{
	for (size_t d = 0; d < WEEK_DAYS; d++) {
		if (w->on[d][0].to)
			return true;
	}
	return false;
}

const char *
open_week(struct open_reader *rd)
{
	struct week w = { .known = true };
	bool listed = open_has(rd, OPEN_DAYS);
	bool read = is_silent(folded(rd, OPEN_DAYS_NOTE)) &&
	    (listed ? read_listed(rd, &w) : read_groups(rd, &w));

	return read && has_hours(&w) ? week_text(rd->scratch, &w) : "";
}

struct open_clinic *
open_clinic(struct open_reader *rd)
{
	struct open_clinic *c = arena_take(rd->scratch, sizeof(*c));

	c->department = open_text(rd, OPEN_DEPARTMENT);
	c->week.known = true;
	for (int d = 0; d < WEEK_DAYS; d++) {
		enum open_field from = OPEN_HOURS + 2 * (unsigned)d;
		struct stretch hours;
		bool told;

		/* A file that lacks a day does not say that it is closed. */
		if (!rd->heading[from] || !read_from_to(rd, rd->cell[from],
		    rd->cell[from + 1], &hours, &told) ||
		    (told && !week_add(&c->week, d, hours)))
			c->unclear = true;
	}
	return c;
}

void
open_clinic_add(struct arena *mem, struct open_clinic **all,
    const struct open_clinic *c)
{
	struct open_clinic **at = all;

	while (*at && strcmp((*at)->department, c->department) != 0)
		at = &(*at)->next;
	if (!*at) {
		*at = arena_take(mem, sizeof(**at));
		**at = *c;
		(*at)->department = arena_text(mem, c->department);
		(*at)->next = NULL;
		return;
	}
	(*at)->unclear |= c->unclear;
	for (int d = 0; d < WEEK_DAYS; d++) {
		for (int i = 0; i < WEEK_STRETCHES && c->week.on[d][i].to; i++)
			(*at)->unclear |= !week_add(&(*at)->week, d,
			    c->week.on[d][i]);
	}
}

const char *
open_clinics_week(struct arena *mem, const struct open_clinic *first)
{
	for (const struct open_clinic *c = first; c; c = c->next) {
		if (c->unclear || memcmp(c->week.on, first->week.on,
		    sizeof(c->week.on)) != 0)
			return "";
	}
	return first && has_hours(&first->week) ? week_text(mem,
	    &first->week) : "";
}
