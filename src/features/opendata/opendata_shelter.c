#include <string.h>

#include "features/opendata/opendata_work.h"
#include "features/shelter/shelter.h"

/* Entries into the register of shelters. */

static const char *
kind_of(struct open_work *w, const struct open_entry *e, const char **says)
{
	(void)w;
	(void)says;
	return e->shelter->emergency ? "site" : "shelter";
}

static const char *
hazards_of(struct arena *mem, unsigned hazards)
{
	static const char *const names[] = { "flood", "landslide", "surge",
	    "earthquake", "tsunami", "fire", "inland", "volcano" };
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < COUNT(names); i++) {
		if (hazards >> i & 1)
			buffer_fmt(&b, "%s%s", b.len ? "," : "", names[i]);
	}
	return b.len ? b.s : NULL;
}

static const char *
or_null(const char *s)
{
	return s && *s ? s : NULL;
}

static struct shelter
shelter_of(struct open_work *w, const struct open_entry *e)
{
	const struct open_shelter *more = e->shelter;

	return (struct shelter){
		.number = e->number,
		.kind = kind_of(w, e, NULL),
		.name = e->name,
		.kana = or_null(e->kana),
		.municipality = e->municipality,
		.postal = or_null(e->postcode),
		.address = or_null(e->address),
		.lat = e->lat,
		.lng = e->lng,
		.phone = or_null(e->phone),
		.hazards = hazards_of(w->r->mem, more->hazards),
		.welfare = more->emergency ? NULL : more->welfare ? "1" : "0",
		.accepts = or_null(more->accepts),
		.capacity = e->capacity > 0 ? e->capacity : 0,
		.area = or_null(more->area),
		.dual = more->same ? "1" : "0",
		.note = or_null(e->note),
	};
}

static void
say(struct open_work *w, const struct open_entry *e, struct buffer *b)
{
	struct shelter s = shelter_of(w, e);

	for (size_t i = 0; i < shelter_record.nfields; i++) {
		buffer_add(b, field_text(w->r->mem, &shelter_record.fields[i],
		    &s));
		buffer_add(b, "\x1f");
	}
}

static enum result
write_changed(struct open_work *w, struct shelter *s, const char *id,
    size_t line)
{
	bool kept = false;
	enum result rc = open_sql_touch(w, "shelter", id, false);

	if (!rc)
		rc = shelter_change_imported(w->r, s, &kept);
	if (kept)
		open_note_add(w, line, s->name,
		    "手で直した避難所なので、書きかえませんでした。", false);
	return rc;
}

static enum result
add(struct open_work *w, const struct open_step *step, const char **id)
{
	struct shelter s = shelter_of(w, step->entry), there;
	enum result rc = shelter_by_number(w->r, s.number, &there);

	if (rc != MISSING) {
		*id = rc ? NULL : there.id;
		return rc ? rc : write_changed(w, &s, there.id,
		    step->entry->line);
	}
	rc = shelter_add_imported(w->r, &s);
	*id = s.id;
	if (!rc)
		rc = open_sql_touch(w, "shelter", s.id, true);
	return rc;
}

static enum result
change(struct open_work *w, const struct open_step *step)
{
	struct shelter s = shelter_of(w, step->entry);

	return write_changed(w, &s, step->known->record_id, step->entry->line);
}

static enum result
absent(struct open_work *w, const struct open_step *step)
{
	struct shelter s;
	enum result rc = shelter_by_number(w->r, step->known->number, &s);

	if (rc == MISSING)
		return OK;
	if (!rc) {
		s.absent_on = w->r->today;
		rc = write_changed(w, &s, s.id, 0);
	}
	return rc;
}

const struct open_target open_shelters = { .kind = kind_of, .say = say,
	.add = add, .change = change, .absent = absent, .back = change };
