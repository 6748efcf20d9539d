#include <string.h>

#include "app/access.h"
#include "app/record.h"
#include "app/site.h"
#include "base/log.h"
#include "base/text.h"

/* From a row of the database to a record, as far as the person may see it. */

const char *
record_open_cell(struct request *r, struct arena *mem,
    const struct record *rec, const struct field *f, const char *id,
    const char *cell)
{
	struct seal_place place = { rec->name, id, f->name };
	const char *text;

	if (!(f->flags & PERSONAL) || !cell)
		return cell;
	if (!seal_read(mem, r->site->keys->seal, &place, cell, &text))
		return text;
	if (!r->damaged)
		log_error("record", "%s %s: %s does not open", rec->name, id,
		    f->name);
	r->damaged = true;
	return NULL;
}

const char *
record_close_cell(struct request *r, struct arena *mem,
    const struct record *rec, const struct field *f, const char *id,
    const char *text)
{
	struct seal_place place = { rec->name, id, f->name };

	if (!text || !*text)
		return NULL;
	return f->flags & PERSONAL ?
	    seal_text(mem, r->site->keys->seal, &place, text) : text;
}

/* The cell of a column, mostly where record_columns would have put it. */
static const char *
cell_of(const struct rows *rows, const char *const *cells, size_t guess,
    const char *name)
{
	if (guess < rows->ncols && strcmp(rows->names[guess], name) == 0)
		return cells[guess];
	for (size_t c = 0; c < rows->ncols; c++) {
		if (strcmp(rows->names[c], name) == 0)
			return cells[c];
	}
	return NULL;
}

static const char *
child_of(const struct record *rec, const struct rows *rows,
    const char *const *cells)
{
	return cell_of(rows, cells, 0, rec->child);
}

/* Whether a row of a child one may see goes as far as this person. */
static bool
goes_to(struct request *r, const struct record *rec, const struct rows *rows,
    const char *const *cells)
{
	const char *agency;

	if (!rec->child || access_is_centre(r))
		return true;
	if (!rec->agency || !r->who->agency)
		return !rec->centre_only;
	agency = cell_of(rows, cells, 0, rec->agency);
	return agency && strcmp(agency, r->who->agency) == 0;
}

/* Whether a column that names an agency or a person names this one. */
static bool
is_theirs(const struct request *r, const char *agency, const char *person)
{
	if (!r->who)
		return false;
	if (agency && r->who->agency && strcmp(agency, r->who->agency) == 0)
		return true;
	return person && r->who->id && strcmp(person, r->who->id) == 0;
}

/* A row about no child that is this person's all the same. */
static bool
concerns(const struct request *r, const struct record *rec,
    const struct rows *rows, const char *const *cells)
{
	const char *agency = rec->of_agency ?
	    cell_of(rows, cells, 0, rec->of_agency) : NULL;
	const char *person = rec->of_person ?
	    cell_of(rows, cells, 0, rec->of_person) : NULL;

	return !child_of(rec, rows, cells) && is_theirs(r, agency, person);
}

bool
record_is_closed(const struct request *r, const struct record *rec)
{
	return rec->centre_only && !rec->child && !access_is_centre(r);
}

/* Whether the row, or one field of it, is not for others than the centre. */
static bool
is_hidden(const struct request *r, const struct record *rec,
    const struct rows *rows, const char *const *cells)
{
	const char *to = rec->visible && !access_is_centre(r) ?
	    cell_of(rows, cells, 0, rec->visible) : "";

	return !to || strcmp(to, "centre") == 0;
}

static bool
is_veiled(const struct request *r, const struct record *rec,
    const struct field *f, const struct rows *rows,
    const char *const *cells)
{
	return rec->veiled && !access_is_centre(r) && text_set_has(
	    cell_of(rows, cells, 0, rec->veiled), f->name);
}

bool
record_load(struct request *r, const struct record *rec,
    const struct rows *rows, size_t row, void *obj)
{
	const char *const *cells = rows->cells + row * rows->ncols;
	const struct grant *grant = NULL;
	struct record_head *head = obj;
	unsigned seen = 0;

	memset(obj, 0, rec->size);
	if (record_is_closed(r, rec) || is_hidden(r, rec, rows, cells))
		return false;
	if (rec->child && !concerns(r, rec, rows, cells) &&
	    (access_grant(r, child_of(rec, rows, cells), &grant) ||
	    !goes_to(r, rec, rows, cells)))
		return false;
	head->id = cell_of(rows, cells, 0, "id");
	text_number(cell_of(rows, cells, 1, "version"), &head->version);
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];
		const char *cell = cell_of(rows, cells, i + 2, f->name);

		if (f->flags & ZERO_TOLD)
			field_set(f, obj, NULL);
		if (!cell || (grant && !grant_shows(grant, f->tells)) ||
		    is_veiled(r, rec, f, rows, cells))
			continue;
		field_set(f, obj, record_open_cell(r, r->mem, rec, f, head->id,
		    cell));
		seen |= f->tells;
	}
	if (grant)
		access_saw(r, grant, seen);
	return true;
}

const char *
record_child(struct request *r, const struct record *rec, const void *obj)
{
	const struct field *link = record_field(rec, rec->child);
	const char *id = link ? field_text(r->mem, link, obj) :
	    ((const struct record_head *)obj)->id;

	return id && *id ? id : NULL;
}

bool
record_concerns(struct request *r, const struct record *rec, const void *obj)
{
	const struct field *agency = rec->of_agency ?
	    record_field(rec, rec->of_agency) : NULL;
	const struct field *person = rec->of_person ?
	    record_field(rec, rec->of_person) : NULL;

	return rec->child && !record_child(r, rec, obj) && is_theirs(r,
	    agency ? field_text(r->mem, agency, obj) : NULL,
	    person ? field_text(r->mem, person, obj) : NULL);
}

bool
record_shows(struct request *r, const struct record *rec,
    const struct field *f, const void *obj)
{
	const struct grant *grant;
	const char *child;

	if (!rec->child)
		return true;
	child = record_child(r, rec, obj);
	if (record_concerns(r, rec, obj))
		return true;
	if (!child && !access_is_centre(r))
		return r->who && access_ceiling(r->who, false) & f->tells;
	return !access_grant(r, child, &grant) && grant_shows(grant, f->tells);
}

static const char *
text_or_null(const char *s)
{
	return *s ? s : NULL;
}

void
record_reveal(struct request *r, const struct record *rec, void *obj)
{
	const struct grant *grant = NULL;
	const struct record_head *head = obj;
	bool none = rec->child && !record_concerns(r, rec, obj) &&
	    access_grant(r, record_child(r, rec, obj), &grant) != OK;

	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];

		if (none || (grant && !grant_shows(grant, f->tells)))
			field_set(f, obj, NULL);
		else if (f->flags & PERSONAL)
			field_set(f, obj, record_open_cell(r, r->mem, rec, f,
			    head->id, text_or_null(field_text(r->mem, f, obj))));
	}
}
