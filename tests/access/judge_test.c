#include <ctype.h>
#include <stdlib.h>

#include "features/child/child.h"
#include "tests/access/ask_test.h"

/* Reading an answer from end to end for what it tells of which child. */

enum { UUID = 36, DAY = 11 };

struct reading {
	struct cast *c;
	struct arena *mem;
	const struct question *q;
	const struct said *s;
	struct sight_of *sight;
	size_t faults;
};

static void
fault(struct reading *r, const char *what)
{
	r->faults++;
	complain(r->q, r->s, what);
}

/* "Zq.D.contact.body.": one that was cut short tells of its child all the
 * same, and counts as the last field it could be. */
static size_t
read_text(struct reading *r, const char *s)
{
	size_t child = (size_t)(s[3] - 'A'), nrecord, nfield;
	const char *record = s + 5, *field;
	int mark;

	if (s[3] < 'A' || s[3] > 'Z' || s[4] != '.' || child > NO_CHILD)
		return 1;
	nrecord = strspn(record, "abcdefghijklmnopqrstuvwxyz_");
	field = record + nrecord + 1;
	nfield = strspn(field, "abcdefghijklmnopqrstuvwxyz_");
	mark = record[nrecord] == '.' ?
	    cast_mark(r->c, record, nrecord, field, nfield) : -1;
	if (mark < 0)
		fault(r, arena_fmt(r->mem, "a text cut short: %.40s", s));
	else
		r->sight->seen[child][mark] = true;
	return 5;
}

static int
by_day(const void *key, const void *at)
{
	return strcmp(key, ((const struct day *)at)->day);
}

static void
read_day(struct reading *r, long year, long month, long day)
{
	char text[40];
	const struct day *d;

	snprintf(text, sizeof(text), "%04ld-%02ld-%02ld", year, month, day);
	d = bsearch(text, r->c->days, r->c->ndays, sizeof(*d), by_day);
	if (d)
		r->sight->seen[d->child][d->mark] = true;
}

/* N.N.N behind the letter of an era, or with 年 and 月 behind its name. */
static void
read_era(struct reading *r, const char *s, int before, const char *year_end,
    const char *month_end)
{
	static const char first[] = "元";
	char *end;
	long year, month;

	if (strncmp(s, first, strlen(first)) == 0) {
		year = 1;
		end = (char *)(uintptr_t)s + strlen(first);
	} else {
		year = strtol(s, &end, 10);
	}
	if (end == s || strncmp(end, year_end, strlen(year_end)) != 0)
		return;
	s = end + strlen(year_end);
	month = strtol(s, &end, 10);
	if (end == s || strncmp(end, month_end, strlen(month_end)) != 0)
		return;
	s = end + strlen(month_end);
	read_day(r, before + year, month, strtol(s, NULL, 10));
}

/* YYYY-MM-DD, or YYYYMMDD as calendars have it. */
static void
read_iso(struct reading *r, const char *s)
{
	char *end;
	long year = strtol(s, &end, 10), month;

	if (end == s + 8)
		read_day(r, year / 10000, year / 100 % 100, year % 100);
	if (end != s + 4 || *end != '-')
		return;
	s = end + 1;
	month = strtol(s, &end, 10);
	if (end == s + 2 && *end == '-')
		read_day(r, year, month, strtol(end + 1, NULL, 10));
}

static int
by_id(const void *key, const void *at)
{
	return strncmp(key, ((const struct place_of_id *)at)->id, UUID);
}

static const struct stored *
row_of(const struct cast *c, const char *id)
{
	const struct place_of_id *p = bsearch(id, c->ids, c->nstored,
	    sizeof(*p), by_id);

	return p ? p->row : NULL;
}

/* An id somebody typed may be said back to them, whatever it is of. */
static const struct stored *
read_id(struct reading *r, const char *s)
{
	const struct stored *row = row_of(r->c, s);
	char id[UUID + 1];

	memcpy(id, s, UUID);
	id[UUID] = '\0';
	if (row && !cast_shows(r->c, r->q->who, row) &&
	    !strstr(r->q->target, id) &&
	    !(r->q->form && strstr(r->q->form, id)))
		fault(r, arena_fmt(r->mem, "the id of a %s of \"%s\"",
		    row->record->name, row->child < NO_CHILD ?
		    stories[row->child].name : "nobody"));
	return row;
}

/* {"id":"...","version":...}: what is not to be seen is null, the rest is not. */
static void
read_object(struct reading *r, const char *s)
{
	const struct stored *row = read_id(r, s + strlen("{\"id\":\""));
	size_t n = strcspn(s, "}");
	const char *object;

	if (!row)
		return;
	object = arena_bytes(r->mem, s, n);
	for (size_t i = 0; i < row->record->nfields; i++) {
		const struct field *f = &row->record->fields[i];
		int mark = cast_mark(r->c, row->record->name,
		    strlen(row->record->name), f->name, strlen(f->name));
		bool may = cast_sees(r->q->who, row->child) &
		    r->c->marks[mark].class;
		const char *value = strstr(object, arena_fmt(r->mem,
		    ",\"%s\":", f->name));
		bool empty;

		if (!value) {
			fault(r, arena_fmt(r->mem, "no field %s", f->name));
			continue;
		}
		value += strlen(f->name) + 4;
		empty = strncmp(value, "null", 4) == 0 ||
		    strncmp(value, "[]", 2) == 0;
		if (empty == (may && row->filled[i]))
			fault(r, arena_fmt(r->mem, "%s.%s of \"%s\" is %s",
			    row->record->name, f->name, row->child < NO_CHILD ?
			    stories[row->child].name : "nobody",
			    empty ? "kept back" : "shown"));
	}
}

/* A chip with a care of some child; of those who share it, one is enough. */
static void
read_chip(struct reading *r, const char *s)
{
	const char *label = strchr(s, '>');
	size_t n = label ? strcspn(++label, "<") : 0;
	int care = cast_mark(r->c, "child", 5, "care", 4);
	bool known = false, may = false;

	for (size_t i = 0; i < nstories; i++) {
		if (strlen(r->c->care_label[i]) != n ||
		    strncmp(r->c->care_label[i], label, n) != 0)
			continue;
		known = true;
		if (cast_sees(r->q->who, i) & CLASS_CARE)
			may = r->sight->seen[i][care] = true;
	}
	if (known && !may)
		fault(r, arena_fmt(r->mem, "care: %.*s", (int)n, label));
}

static void
read_body(struct reading *r)
{
	static const char reiwa[] = "令和", heisei[] = "平成",
	    object[] = "{\"id\":\"", chip[] = "<span class=\"chip";
	const char *s = r->s->body, *end = s + r->s->nbody;
	bool word = false;		/* inside one: no number begins here */

	for (; s < end; s++) {
		size_t left = (size_t)(end - s);

		if (*s == 'Z' && left > 5 && s[1] == 'q' && s[2] == '.')
			s += read_text(r, s) - 1;
		else if (*s == '{' && left > sizeof(object) &&
		    memcmp(s, object, sizeof(object) - 1) == 0)
			read_object(r, s);
		else if (*s == '<' && left > sizeof(chip) &&
		    memcmp(s, chip, sizeof(chip) - 1) == 0)
			read_chip(r, s);
		else if (!word && is_uuid(s, left))
			read_id(r, s);
		else if (!word && isdigit((unsigned char)*s))
			read_iso(r, s);
		else if (!word && (*s == 'R' || *s == 'H'))
			read_era(r, s + 1, *s == 'R' ? 2018 : 1988, ".", ".");
		else if (left > 6 && memcmp(s, reiwa, 6) == 0)
			read_era(r, s + 6, 2018, "年", "月");
		else if (left > 6 && memcmp(s, heisei, 6) == 0)
			read_era(r, s + 6, 1988, "年", "月");
		word = isalnum((unsigned char)*s);
	}
}

size_t
judge(struct cast *c, struct arena *mem, const struct question *q,
    const struct said *s, struct sight_of *sight)
{
	struct reading r = { c, mem, q, s, sight, 0 };

	memset(sight, 0, sizeof(*sight));
	read_body(&r);
	for (size_t i = 0; i <= NO_CHILD; i++) {
		unsigned may = cast_sees(q->who, i);

		for (size_t k = 0; k < c->nmarks; k++) {
			if (!sight->seen[i][k] || may & c->marks[k].class)
				continue;
			fault(&r, arena_fmt(mem, "%s.%s of \"%s\"",
			    c->marks[k].record->name, c->marks[k].field->name,
			    i < NO_CHILD ? stories[i].name : "nobody"));
		}
	}
	return r.faults;
}
