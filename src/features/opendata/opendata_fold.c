#include <string.h>

#include "base/text.h"
#include "features/opendata/opendata_reader.h"
#include "features/opendata/opendata_value.h"
#include "features/opendata/opendata_week.h"

/* A row's cells into an entry. All of it lies in scratch until it is kept. */

const char *
open_text(struct open_reader *rd, enum open_field f)
{
	const char *cell = rd->cell[f];

	if (!cell || !*cell)
		return cell;
	return text_tidy(rd->scratch, cell);
}

bool
open_has(const struct open_reader *rd, enum open_field f)
{
	return rd->cell[f] && !text_blank(rd->cell[f]);
}

typedef const char *value_read(struct arena *, const char *, const char **);

static const char *
checked(struct open_reader *rd, enum open_field f, value_read *read)
{
	const char *says = NULL, *value;

	if (!open_has(rd, f))
		return rd->cell[f] ? "" : NULL;
	value = read(rd->scratch, rd->cell[f], &says);
	if (says)
		open_say(rd, f, says, false);
	return value ? value : "";
}

/* Nothing that a browser would run is ever a link. */
static const char *
read_url(struct arena *mem, const char *typed, const char **says)
{
	const char *s = text_tidy(mem, text_fold_width(mem, typed));

	if (strncmp(s, "www.", 4) == 0)
		return arena_fmt(mem, "http://%s", s);
	if ((strncmp(s, "https://", 8) == 0 || strncmp(s, "http://", 7) == 0) &&
	    !strpbrk(s, " \n\"<>"))
		return s;
	*says = "ホームページの住所として読めません。";
	return NULL;
}

/* "02", "2" or "02(青森県)" of a cell that names a prefecture. */
static const char *
named_prefecture(struct open_reader *rd)
{
	const char *cell, *rest, *says = NULL;
	size_t n;

	if (!open_has(rd, OPEN_PREFECTURE))
		return NULL;
	cell = text_fold_width(rd->scratch, rd->cell[OPEN_PREFECTURE]);
	n = strspn(cell, "0123456789");
	if (n)
		return open_code(rd->scratch, arena_bytes(rd->scratch, cell, n),
		    NULL, &says);
	return open_prefecture(cell, &rest);
}

static const char *
addressed_prefecture(const struct open_reader *rd)
{
	static const enum open_field where[] = { OPEN_TOWN, OPEN_CITY,
	    OPEN_STREET };
	const char *found = NULL, *rest;

	for (size_t i = 0; i < COUNT(where) && !found; i++) {
		if (rd->cell[where[i]])
			found = open_prefecture(rd->cell[where[i]], &rest);
	}
	return found;
}

/* Of a school (E1 02 ...) or a shelter (E 02201 ...): digits from the end of
 * the letter on. */
static const char *
numbered_prefecture(struct open_reader *rd)
{
	const char *s = open_has(rd, OPEN_NUMBER) ? rd->cell[OPEN_NUMBER] : "";
	size_t letters = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	size_t n = strspn(s + letters, "0123456789");

	if (!letters && (n == 9 || n == 12) && *s != '0')
		return arena_fmt(rd->scratch, "0%c", *s);
	if ((letters == 1 && n >= 12) || (!letters && (n == 10 || n == 13)))
		return arena_bytes(rd->scratch, s + letters, 2);
	return NULL;
}

/* False: the row lies elsewhere. Names are believed before codes. */
static bool
is_ours(struct open_reader *rd, struct open_entry *e)
{
	const char *said = named_prefecture(rd), *code = NULL, *says = NULL;

	if (!said)
		said = addressed_prefecture(rd);
	if (open_has(rd, OPEN_CODE) && rd->format->what != OPEN_TIMES &&
	    strlen(rd->cell[OPEN_CODE]) == 3 && said)
		code = arena_fmt(rd->scratch, "%s%s", said,
		    rd->cell[OPEN_CODE]);
	else if (open_has(rd, OPEN_CODE))
		code = open_code(rd->scratch, rd->cell[OPEN_CODE], said, &says);
	if (!said)
		said = code;
	if (!said)
		said = numbered_prefecture(rd);
	if (said && strncmp(said, rd->area->prefecture, 2) != 0) {
		rd->report->elsewhere++;
		return false;
	}
	if (!said) {
		open_say(rd, open_has(rd, OPEN_CODE) ? OPEN_CODE : OPEN_STREET,
		    says ? says : "どの都道府県のものか分かりません。", true);
		return false;
	}
	if (says)
		open_say(rd, OPEN_CODE, says, false);
	if (code && strlen(code) == 5)
		e->municipality = code;
	return true;
}

/* Addresses begin after the municipality, which has a field of its own. */
static void
fold_address(struct open_reader *rd, struct open_entry *e)
{
	static const enum open_field where[] = { OPEN_TOWN, OPEN_CITY,
	    OPEN_STREET };
	const char *rest[COUNT(where)] = { "", "", "" }, *town = NULL;
	const char *building = open_text(rd, OPEN_BUILDING);

	for (size_t i = 0; i < COUNT(where); i++) {
		const char *found = open_town(rd->area, open_text(rd, where[i]),
		    &rest[i]);

		town = town ? town : found;
	}
	/* The code may be the publisher's: the address knows better. */
	if (town || (rd->area->codes && e->municipality &&
	    !codes_municipality(rd->area->codes, e->municipality)))
		e->municipality = town;
	if (!e->municipality)
		open_say(rd, open_has(rd, OPEN_CITY) ? OPEN_CITY : OPEN_STREET,
		    "どの市町村か分かりません。", false);
	e->address = arena_fmt(rd->scratch, "%s%s%s%s", rest[1], rest[2],
	    building && *building ? " " : "", building ? building : "");
	e->postcode = checked(rd, OPEN_POSTCODE, open_postcode);
}

static const char *
joined(struct open_reader *rd, const char *const *parts, size_t n)
{
	struct buffer b = buffer_new(rd->scratch);

	for (size_t i = 0; i < n; i++) {
		if (!parts[i] || !*parts[i])
			continue;
		buffer_add(&b, b.len ? "；" : "");
		buffer_add(&b, parts[i]);
	}
	return b.s;
}

static const char *
labelled(struct open_reader *rd, const char *label, enum open_field f)
{
	return open_has(rd, f) ? arena_fmt(rd->scratch, "%s%s", label,
	    open_text(rd, f)) : NULL;
}

/* 1: open on that day. The name of the column says the opposite. */
static const char *
open_days(struct open_reader *rd)
{
	static const char *const days[] = { "月", "火", "水", "木", "金", "土",
	    "日", "祝" };
	struct buffer b = buffer_new(rd->scratch);

	for (size_t i = 0; i < COUNT(days); i++) {
		const char *cell = rd->cell[OPEN_WEEKLY + i];

		if (cell && strcmp(text_fold_width(rd->scratch, cell), "1") == 0)
			buffer_fmt(&b, "%s%s", b.len ? "・" : "", days[i]);
	}
	return b.s;
}

static const char *
open_opening(struct open_reader *rd)
{
	const char *days = open_has(rd, OPEN_DAYS) ? open_text(rd, OPEN_DAYS) :
	    open_days(rd);
	const char *hours = open_hours(rd->scratch, rd->cell[OPEN_FROM],
	    rd->cell[OPEN_TO]);
	const char *parts[] = {
		labelled(rd, "平日", OPEN_WEEKDAY),
		labelled(rd, "土曜", OPEN_SATURDAY),
		labelled(rd, "日曜", OPEN_SUNDAY),
		labelled(rd, "祝日", OPEN_HOLIDAY),
		arena_fmt(rd->scratch, "%s%s%s", days, *days && *hours ? " " :
		    "", hours),
		labelled(rd, "休み ", OPEN_CLOSED),
		open_text(rd, OPEN_DAYS_NOTE),
		labelled(rd, "時間外 ", OPEN_AFTER_HOURS),
	};

	return joined(rd, parts, COUNT(parts));
}

static void
fold_provider(struct open_reader *rd, struct open_entry *e)
{
	const char *city = open_text(rd, OPEN_PROVIDER_CITY);
	const char *street = open_text(rd, OPEN_PROVIDER_STREET);

	e->provider_number = checked(rd, OPEN_PROVIDER_NUMBER,
	    open_corporation);
	e->provider_name = open_text(rd, OPEN_PROVIDER_NAME);
	e->provider_kana = open_has(rd, OPEN_PROVIDER_KANA) ?
	    text_katakana(rd->scratch, open_text(rd, OPEN_PROVIDER_KANA)) : NULL;
	e->provider_address = arena_fmt(rd->scratch, "%s%s", city ? city : "",
	    street ? street : "");
	e->provider_phone = checked(rd, OPEN_PROVIDER_PHONE, open_phone);
	e->provider_url = checked(rd, OPEN_PROVIDER_URL, read_url);
}

static void
fold_common(struct open_reader *rd, struct open_entry *e)
{
	const char *beds = open_has(rd, OPEN_BEDS) &&
	    strcmp(rd->cell[OPEN_BEDS], "0") != 0 ?
	    labelled(rd, "病床数 ", OPEN_BEDS) : NULL;
	const char *notes[] = { beds, open_text(rd, OPEN_NOTE),
	    open_text(rd, OPEN_OTHER) };
	const char *says = NULL;

	e->name = open_text(rd, OPEN_NAME);
	e->kana = open_has(rd, OPEN_KANA) ? text_katakana(rd->scratch,
	    open_text(rd, OPEN_KANA)) : NULL;
	fold_address(rd, e);
	open_place(rd, e);
	e->phone = checked(rd, OPEN_PHONE, open_phone);
	if (e->phone && *e->phone && open_has(rd, OPEN_EXTENSION))
		e->phone = arena_fmt(rd->scratch, "%s 内線%s", e->phone,
		    open_text(rd, OPEN_EXTENSION));
	e->fax = checked(rd, OPEN_FAX, open_phone);
	e->url = checked(rd, OPEN_URL, read_url);
	e->note = joined(rd, notes, COUNT(notes));
	if (open_has(rd, OPEN_CAPACITY) && !open_capacity(rd->scratch,
	    rd->cell[OPEN_CAPACITY], &e->capacity, &says)) {
		e->capacity = -1;
		open_say(rd, OPEN_CAPACITY, says, false);
	}
}

bool
open_fold(struct open_reader *rd, struct open_entry *e)
{
	e->line = rd->line;
	if (!is_ours(rd, e) || !rd->format->key(rd, e))
		return false;
	if (rd->format->what == OPEN_TIMES)
		return open_times(rd, e);
	fold_common(rd, e);
	if (text_blank(e->name)) {
		open_say(rd, OPEN_NAME, "名前がありません。", true);
		return false;
	}
	if (rd->format->what == OPEN_SHELTER)
		return open_shelter(rd, e);
	fold_provider(rd, e);
	e->opening = open_opening(rd);
	e->week = open_week(rd);
	e->departments = open_text(rd, OPEN_DEPARTMENTS);
	e->ages = open_text(rd, OPEN_AGES);
	return true;
}
