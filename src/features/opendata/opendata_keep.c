#include <stddef.h>
#include <string.h>

#include "base/text.h"
#include "features/opendata/opendata_week.h"

/* Entries of one file: one a key. */

#define TEXT(member)	offsetof(struct open_entry, member)

static const size_t texts[] = { TEXT(number), TEXT(kind), TEXT(name),
	TEXT(kana), TEXT(municipality), TEXT(postcode), TEXT(address),
	TEXT(phone), TEXT(fax), TEXT(url), TEXT(provider_number),
	TEXT(provider_name), TEXT(provider_kana), TEXT(provider_address),
	TEXT(provider_phone), TEXT(provider_url), TEXT(opening), TEXT(week), TEXT(note),
	TEXT(departments), TEXT(ages), TEXT(designated_on) };

static const char **
text_at(struct open_entry *e, size_t offset)
{
	return (const char **)(void *)((char *)e + offset);
}

static struct open_entry *
copy(struct open_reader *rd, const struct open_entry *from)
{
	struct open_entry *e = arena_raw(rd->mem, sizeof(*e));

	*e = *from;
	for (size_t i = 0; i < COUNT(texts); i++) {
		const char **s = text_at(e, texts[i]);

		if (*s)
			*s = **s ? arena_text(rd->mem, *s) : "";
	}
	if (from->clinics) {
		e->clinics = NULL;
		open_clinic_add(rd->mem, &e->clinics, from->clinics);
	}
	if (from->shelter) {
		struct open_shelter *s = arena_take(rd->mem, sizeof(*s));

		*s = *from->shelter;
		s->accepts = s->accepts ? arena_text(rd->mem, s->accepts) :
		    NULL;
		s->area = s->area ? arena_text(rd->mem, s->area) : NULL;
		e->shelter = s;
	}
	return e;
}

static void
append(struct open_reader *rd, struct open_entry *e)
{
	struct open_entries *out = rd->out;

	if (out->n == rd->cap) {
		struct open_entry **at;

		rd->cap = rd->cap * 2 + 256;
		at = arena_array(rd->mem, rd->cap, sizeof(*at));
		if (out->n)
			memcpy(at, out->at, out->n * sizeof(*at));
		out->at = at;
	}
	out->at[out->n++] = e;
}

/* Departments one after the other, each with its hours. */
static void
add_times(struct open_reader *rd, struct open_entry *to,
    const struct open_entry *e)
{
	const char *name = e->departments, *line = e->opening;

	if (!strstr(to->departments, name))
		to->departments = arena_fmt(rd->mem, "%s；%s",
		    to->departments, name);
	if (*line && !strstr(to->opening, line))
		to->opening = arena_fmt(rd->mem, "%s%s%s", to->opening,
		    *to->opening ? "\n" : "", line);
	open_clinic_add(rd->mem, &to->clinics, e->clinics);
}

static bool
is_same_place(const struct open_entry *a, const struct open_entry *b)
{
	return strcmp(a->name, b->name) == 0 &&
	    strcmp(a->address, b->address) == 0;
}

/* What the first row leaves empty, the second may tell. */
static void
fill(struct open_reader *rd, struct open_entry *to, struct open_entry *from)
{
	for (size_t i = 0; i < COUNT(texts); i++) {
		const char **a = text_at(to, texts[i]);
		const char **b = text_at(from, texts[i]);

		if ((!*a || !**a) && *b && **b)
			*a = arena_text(rd->mem, *b);
	}
	if (to->capacity < 0)
		to->capacity = from->capacity;
	if (!to->lat) {
		to->lat = from->lat;
		to->lng = from->lng;
	}
}

static void
meet(struct open_reader *rd, struct open_entry *known, struct open_entry *e)
{
	const char *column = rd->heading[OPEN_NUMBER];

	if (rd->format->what == OPEN_TIMES) {
		add_times(rd, known, e);
	} else if (is_same_place(known, e)) {
		fill(rd, known, e);
		rd->report->merged++;
		open_say_at(rd, e->line, column, e->number,
		    "同じ番号と種類の行が前にもあるので、1つにまとめました。",
		    false);
	} else {
		if (!known->clashes)
			open_say_at(rd, known->line, column, e->number,
			    "同じ番号と種類で、名前か住所の違う行がほかにもあります。",
			    true);
		known->clashes = true;
		open_say_at(rd, e->line, column, e->number,
		    "同じ番号と種類で、名前か住所の違う行がほかにもあります。",
		    true);
	}
}

void
open_keep(struct open_reader *rd, const struct open_entry *from)
{
	struct open_entry e = *from, *kept;
	const char *key = arena_fmt(rd->scratch, "%s|%s", e.number, e.kind);
	struct open_entry *known = (struct open_entry *)(uintptr_t)
	    text_map_get(rd->keys, key);

	if (known) {
		meet(rd, known, &e);
		return;
	}
	kept = copy(rd, &e);
	text_map_put(rd->keys, arena_text(rd->mem, key), kept);
	append(rd, kept);
}

/* A place that rows of several municipalities share is nobody's place: an
 * office that typed its own, or the prefecture's. */
void
open_settle(struct open_reader *rd)
{
	struct text_map *first = text_map_new(rd->mem, rd->out->n);
	const char *where = NULL;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < rd->out->n; i++) {
			struct open_entry *e = rd->out->at[i], *other;

			if (!e->lat || !e->municipality)
				continue;
			where = arena_fmt(rd->mem, "%d %d", e->lat,
			    e->lng);
			other = (struct open_entry *)(uintptr_t)
			    text_map_get(first, where);
			if (!other)
				text_map_put(first, where, e);
			else if (strcmp(other->municipality,
			    e->municipality) != 0)
				other->shared_place = true;
			if (pass && other && other->shared_place && other != e)
				e->shared_place = true;
		}
	}
	for (size_t i = 0; i < rd->out->n; i++) {
		struct open_entry *e = rd->out->at[i];

		if (!e->shared_place)
			continue;
		e->lat = e->lng = 0;
		open_say_at(rd, e->line, rd->heading[OPEN_LATITUDE], e->name,
		    "ほかの市町村の行と同じ緯度・経度なので使いません。", false);
	}
}
