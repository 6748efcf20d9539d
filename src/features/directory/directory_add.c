#include <string.h>

#include "base/text.h"
#include "features/directory/directory_sql.h"

/* A new one, written in one go: nothing of it stands yet. */

enum { MOST_FIELDS = 40, MOST_BESIDE = 8 };

struct made {
	struct request *r;
	const struct record *rec;
	void *obj;
	const struct origin *from;
	struct standing all[MOST_FIELDS];
	size_t n;
	const char *columns[MOST_BESIDE], *values[MOST_BESIDE];
	size_t ncolumns;
};

static void
set_default(const struct made *m, const char *name, const char *value)
{
	const struct field *f = record_field(m->rec, name);

	if (f && !field_is_told(f, m->obj))
		field_set(f, m->obj, value);
}

/* What the feature keeps by itself comes from nobody. */
static bool
is_told(const struct made *m, const struct field *f)
{
	return strcmp(f->name, "shown_to") != 0 &&
	    strcmp(f->name, "confirmed_on") != 0 && field_is_told(f, m->obj);
}

static void
stand(struct made *m)
{
	for (size_t i = 0; i < m->rec->nfields; i++) {
		const struct field *f = &m->rec->fields[i];

		if (!is_told(m, f))
			continue;
		m->all[m->n++] = (struct standing){ .field = f->name,
		    .value = field_text(m->r->mem, f, m->obj),
		    .source = m->from->source,
		    .confirmed_on = m->from->confirmed_on,
		    .told_by = m->from->told_by, .touched = true,
		    .visibility = directory_default_reach(m->rec, f->name) };
	}
}

/* The fields of one reach, as a set; NULL: all of them. */
static const char *
fields_of(const struct made *m, const char *reach)
{
	struct buffer b = buffer_new(m->r->mem);

	for (size_t i = 0; i < m->n; i++) {
		if (reach && strcmp(m->all[i].visibility, reach) != 0)
			continue;
		buffer_add(&b, b.len ? "," : "");
		buffer_add(&b, m->all[i].field);
	}
	return b.s ? b.s : "";
}

static const char *
value_of(const struct made *m, const char *field)
{
	return field_text(m->r->mem, record_field(m->rec, field), m->obj);
}

static void
beside(struct made *m, const char *column, const char *value)
{
	m->columns[m->ncolumns] = column;
	m->values[m->ncolumns++] = value;
}

/* What it shows of its place, and no answer to any criterion yet. */
static enum result
copy_from_place(struct made *m)
{
	struct service *s = m->obj;
	struct place_copies place;
	enum result rc = directory_sql_place_copies(m->r, s->place, &place);
	char *answers;

	if (rc)
		return rc;
	answers = arena_take(m->r->mem, place.slots + 1);
	memset(answers, directory_letter(ANSWER_UNKNOWN, REACH_PUBLIC),
	    place.slots);
	s->shown_to = reach_of(place.visibility) > reach_of(s->visibility) ?
	    place.visibility : s->visibility;
	s->confirmed_on = m->from->source == SOURCE_OPEN ? NULL :
	    m->from->confirmed_on;
	beside(m, "answers", answers);
	beside(m, "kana", place.kana);
	beside(m, "search", place.search);
	beside(m, "municipality", place.municipality);
	return OK;
}

static void
copy_names(struct made *m)
{
	struct arena *mem = m->r->mem;

	beside(m, "search", arena_fmt(mem, "%s %s", text_key_loose(mem,
	    value_of(m, "name")), text_key_loose(mem, value_of(m, "kana"))));
}

/* A file's fields in one row, whatever else one by one. */
static enum result
save(struct made *m)
{
	struct standing several = m->all[0];
	const char *id = ((struct record_head *)m->obj)->id;

	several.field = SEVERAL;
	several.value = fields_of(m, NULL);
	several.visibility = reach_code(REACH_PUBLIC);
	if (m->from->source == SOURCE_OPEN && m->n > 1)
		return directory_sql_values_save(m->r, m->rec, id, &several,
		    1);
	return directory_sql_values_save(m->r, m->rec, id, m->all, m->n);
}

enum result
directory_add(struct request *r, const struct record *rec, void *obj,
    const struct origin *from)
{
	struct made *m = arena_take(r->mem, sizeof(*m));
	enum result rc = OK;

	m->r = r;
	m->rec = rec;
	m->obj = obj;
	m->from = from;
	set_default(m, "visibility", "public");
	set_default(m, "status", "active");
	stand(m);
	beside(m, "centre_fields", fields_of(m, reach_code(REACH_CENTRE)));
	beside(m, "supporter_fields",
	    fields_of(m, reach_code(REACH_SUPPORTERS)));
	if (rec == &service_record)
		rc = copy_from_place(m);
	else
		copy_names(m);
	if (!rc)
		rc = record_add_with(r, rec, obj, m->columns, m->values,
		    m->ncolumns);
	return rc ? rc : save(m);
}
