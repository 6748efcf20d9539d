#include <string.h>

#include "base/text.h"
#include "features/directory/directory.h"
#include "features/opendata/opendata_week.h"
#include "features/opendata/opendata_work.h"

/* Entries into the directory: provider, place and service, each value of them
 * offered as open data. What a file leaves empty it says nothing about. */

enum { SHORT_TEXT = 199, LONG_TEXT = 399, NOTE_TEXT = 1999, PHONE_TEXT = 40,
	MOST_CLAIMS = 16 };

struct claims {
	struct open_work *w;
	struct claim at[MOST_CLAIMS];
	size_t n;
};

static struct origin
origin_of(const struct open_work *w)
{
	return (struct origin){ SOURCE_OPEN, w->r->today,
	    w->run->format->label };
}

static const char *
cut(struct open_work *w, const char *s, size_t most)
{
	return s && *s ? text_cut(w->r->mem, s, most) : NULL;
}

static void
claim(struct claims *c, const char *field, const char *value)
{
	if (value && *value)
		c->at[c->n++] = (struct claim){ .field = field,
		    .value = value };
}

static void
claim_number(struct claims *c, const char *field, int64_t value)
{
	if (value > 0)
		claim(c, field, arena_fmt(c->w->r->mem, "%lld",
		    (long long)value));
}

static const char *
kind_of(struct open_work *w, const struct open_entry *e, const char **says)
{
	const struct code *c = text_map_get(w->kinds, e->kind);

	if (!c) {
		c = codes_read(w->r->codes, w->r->mem, "service_kind", e->kind,
		    w->r->today);
		if (c)
			text_map_put(w->kinds, e->kind, c);
	}
	*says = "台帳にない種類なので取り込みません。";
	if (c && w->run->format->what == OPEN_TIMES &&
	    !text_map_get(w->services, open_service_key(w, e->number,
	    c->code))) {
		*says = "この施設は台帳にありません。先に施設の一覧を取り込んでください。";
		return NULL;
	}
	return c ? c->code : NULL;
}

static const char *
note_of(struct open_work *w, const struct open_entry *e)
{
	struct buffer b = buffer_new(w->r->mem);

	if (e->departments && *e->departments)
		buffer_fmt(&b, "診療科：%s\n", e->departments);
	if (e->ages && *e->ages)
		buffer_fmt(&b, "受入年齢：%s\n", e->ages);
	if (e->note && *e->note)
		buffer_fmt(&b, "%s\n", e->note);
	while (b.len && b.s[b.len - 1] == '\n')
		b.s[--b.len] = '\0';
	return cut(w, b.s, NOTE_TEXT);
}

static void
service_claims(struct claims *c, const struct open_entry *e)
{
	struct open_work *w = c->w;

	if (w->run->format->what != OPEN_TIMES)
		claim(c, "status", e->suspended ? "paused" : "active");
	claim_number(c, "capacity", e->capacity);
	claim(c, "opening", e->clinics ? open_clinics_week(w->r->mem,
	    e->clinics) : e->week);
	claim(c, "opening_note", cut(w, e->opening, LONG_TEXT));
	claim(c, "note", note_of(w, e));
}

static void
place_claims(struct claims *c, const struct open_entry *e)
{
	struct open_work *w = c->w;

	claim(c, "name", cut(w, e->name, SHORT_TEXT));
	claim(c, "kana", cut(w, e->kana, SHORT_TEXT));
	claim(c, "postal", e->postcode);
	claim(c, "municipality", e->municipality);
	claim(c, "address", cut(w, e->address, SHORT_TEXT));
	claim(c, "phone", cut(w, e->phone, PHONE_TEXT));
	claim(c, "fax", cut(w, e->fax, PHONE_TEXT));
	claim(c, "url", cut(w, e->url, LONG_TEXT));
	if (e->lat) {
		claim_number(c, "lat", e->lat);
		claim_number(c, "lng", e->lng);
		claim(c, "precise", "exact");
	}
}

static void
provider_claims(struct claims *c, const struct open_entry *e)
{
	struct open_work *w = c->w;

	claim(c, "name", cut(w, e->provider_name, SHORT_TEXT));
	claim(c, "kana", cut(w, e->provider_kana, SHORT_TEXT));
	claim(c, "number", e->provider_number);
	claim(c, "address", cut(w, e->provider_address, SHORT_TEXT));
	claim(c, "phone", cut(w, e->provider_phone, PHONE_TEXT));
	claim(c, "url", cut(w, e->provider_url, LONG_TEXT));
}

static void
say(struct open_work *w, const struct open_entry *e, struct buffer *b)
{
	struct claims c = { .w = w };
	size_t before = 0;

	service_claims(&c, e);
	for (int part = 0; part < 3; part++) {
		for (size_t i = before; i < c.n; i++)
			buffer_fmt(b, "%d %s=%s\x1f", part, c.at[i].field,
			    c.at[i].value);
		c.n = before = 0;
		if (part == 0)
			place_claims(&c, e);
		else
			provider_claims(&c, e);
	}
}

/* All of them, as text. */
static const char *
said(const struct claims *c)
{
	struct buffer b = buffer_new(c->w->r->mem);

	for (size_t i = 0; i < c->n; i++) {
		buffer_add(&b, c->at[i].field);
		buffer_add(&b, "=");
		buffer_add(&b, c->at[i].value);
		buffer_add(&b, "\x1f");
	}
	return b.s ? b.s : "";
}

static enum result
offer(struct claims *c, const struct record *rec, const char *id)
{
	struct origin from = origin_of(c->w);
	enum result rc = OK;

	if (!c->n)
		return OK;
	rc = open_sql_touch(c->w, rec->name, id, false);
	return rc ? rc : directory_offer(c->w->r, rec, id, 0, &from, c->at,
	    c->n);
}

/* The rows of one place say the same of it, one after the other. */
static enum result
offer_there(struct claims *c, const struct record *rec, struct open_there *t)
{
	const char *now = said(c);
	enum result rc;

	if (t->said && strcmp(t->said, now) == 0)
		return OK;
	rc = offer(c, rec, t->id);
	t->said = arena_text(c->w->mem, now);
	return rc;
}

static enum result
make(struct claims *c, const struct record *rec, void *obj, const char **id)
{
	struct origin from = origin_of(c->w);
	enum result rc;

	for (size_t i = 0; i < c->n; i++)
		field_set(record_field(rec, c->at[i].field), obj,
		    c->at[i].value);
	rc = directory_add(c->w->r, rec, obj, &from);
	*id = ((struct record_head *)obj)->id;
	return rc ? rc : open_sql_touch(c->w, rec->name, *id, true);
}

static struct open_there *
there_of(const struct text_map *map, const char *key)
{
	return (struct open_there *)(uintptr_t)text_map_get(map, key);
}

/* Known by number, else by name; NULL when the file names none. */
static enum result
provider_of(struct open_work *w, const struct open_entry *e, const char **id)
{
	struct claims c = { .w = w };
	struct provider p = { 0 };
	struct open_there *there = NULL, *made;
	bool numbered = e->provider_number && *e->provider_number;
	enum result rc;

	*id = NULL;
	provider_claims(&c, e);
	if (text_blank(e->provider_name))
		return OK;
	if (numbered)
		there = there_of(w->providers, e->provider_number);
	if (!there)
		there = there_of(w->providers, e->provider_name);
	if (there) {
		*id = there->id;
		return offer_there(&c, &provider_record, there);
	}
	rc = make(&c, &provider_record, &p, id);
	if (rc)
		return rc;
	made = arena_take(w->mem, sizeof(*made));
	made->id = arena_text(w->mem, *id);
	made->said = arena_text(w->mem, said(&c));
	if (numbered)
		text_map_put(w->providers, e->provider_number, made);
	text_map_put(w->providers, e->provider_name, made);
	return rc;
}

/* The same name in the same municipality, at an address that may be it. */
static struct open_there *
known_place(struct open_work *w, const struct open_entry *e, const char *key)
{
	struct open_there *t = there_of(w->places, key);
	const char *address = text_key(w->r->mem, e->address);

	while (t && *t->address && *address &&
	    strcmp(t->address, address) != 0)
		t = t->next;
	return t;
}

static enum result
place_of(struct open_work *w, const struct open_entry *e,
    const char *provider, const char **id)
{
	struct claims c = { .w = w };
	struct place p = { .provider = provider };
	const char *key = open_place_key(w, e->name, e->municipality);
	struct open_there *there = known_place(w, e, key), *made;
	enum result rc;

	place_claims(&c, e);
	claim(&c, "provider", provider);
	if (there) {
		*id = there->id;
		return offer_there(&c, &place_record, there);
	}
	rc = make(&c, &place_record, &p, id);
	if (rc)
		return rc;
	made = arena_take(w->mem, sizeof(*made));
	made->id = arena_text(w->mem, *id);
	made->address = arena_text(w->mem, text_key(w->r->mem, e->address));
	made->said = arena_text(w->mem, said(&c));
	made->next = there_of(w->places, key);
	text_map_put(w->places, arena_text(w->mem, key), made);
	return rc;
}

static enum result
offer_all(struct open_work *w, const struct open_entry *e,
    const struct open_there *there)
{
	struct claims service = { .w = w }, place = { .w = w };
	const char *provider = NULL;
	enum result rc = OK;

	service_claims(&service, e);
	if (w->run->format->what != OPEN_TIMES) {
		rc = provider_of(w, e, &provider);
		place_claims(&place, e);
		claim(&place, "provider", provider);
	}
	if (!rc)
		rc = offer(&place, &place_record, there->place);
	return rc ? rc : offer(&service, &service_record, there->id);
}

static enum result
add(struct open_work *w, const struct open_step *step, const char **id)
{
	const struct open_entry *e = step->entry;
	const char *key = open_service_key(w, e->number, step->kind);
	const struct open_there *there = text_map_get(w->services, key);
	struct service s = { .kind = step->kind, .number = e->number };
	struct claims c = { .w = w };
	struct open_there *made;
	const char *provider;
	enum result rc;

	if (there) {
		*id = there->id;
		return offer_all(w, e, there);
	}
	rc = provider_of(w, e, &provider);
	if (!rc)
		rc = place_of(w, e, provider, &s.place);
	service_claims(&c, e);
	if (!rc)
		rc = make(&c, &service_record, &s, id);
	if (rc)
		return rc;
	made = arena_take(w->mem, sizeof(*made));
	*made = (struct open_there){ .id = arena_text(w->mem, *id),
	    .place = arena_text(w->mem, s.place) };
	text_map_put(w->services, arena_text(w->mem, key), made);
	return rc;
}

static enum result
change(struct open_work *w, const struct open_step *step)
{
	const struct open_there *there = text_map_get(w->services,
	    open_service_key(w, step->entry->number, step->kind));

	return there ? offer_all(w, step->entry, there) : OK;
}

static enum result
absent(struct open_work *w, const struct open_step *step)
{
	struct origin from = origin_of(w);
	struct claim closed = { .field = "status", .value = "closed",
	    .propose = true };
	enum result rc = open_sql_touch(w, "service", step->known->record_id,
	    false);

	return rc ? rc : directory_offer(w->r, &service_record,
	    step->known->record_id, 0, &from, &closed, 1);
}

/* It is in the file again: nobody need close it. */
static enum result
back(struct open_work *w, const struct open_step *step)
{
	enum result rc = open_sql_touch(w, "service", step->known->record_id,
	    false);

	if (!rc)
		rc = directory_reopen(w->r, step->known->record_id);
	return rc ? rc : change(w, step);
}

const struct open_target open_services = { .kind = kind_of, .say = say,
	.add = add, .change = change, .absent = absent, .back = back };
