#ifndef APP_RECORD_H
#define APP_RECORD_H

#include "app/field.h"

/*
 * A record type, told once. From this table come the form, the checks, the
 * list, JSON, CSV and XLSX both ways, INSERT and UPDATE, the audit difference
 * and the API description. The table does nouns; deeds are functions.
 */
/* Every record struct begins with RECORD_HEAD. */
#define RECORD_HEAD const char *id; int64_t version
struct record_head {
	RECORD_HEAD;
};

struct record {
	const char *name;	/* table; singular */
	const char *path;	/* plural, of its URLs: "children" */
	const char *label;	/* 子ども */
	size_t size;
	const struct field *fields;
	size_t nfields;
	enum right read, write;
	/* The field that names the child it is about: "child", or "id" of the
	 * child's own record. NULL: about no child. Then every field tells a
	 * class, and access.h decides row by row. */
	const char *child;
	/* Beyond the path: rows for the centre alone; the field that names the
	 * agency a row is for, which others do not see. */
	bool centre_only;
	const char *agency;
	/* Rows about no child are the centre's, and those whose agency or person
	 * these fields name. */
	const char *of_agency, *of_person;
	/* The field that says "centre" of a row, and the column, no field, that
	 * names the fields of it, which the centre alone sees. */
	const char *visible, *veiled;
	/* A column, no field, set once a row stands no more: left out everywhere. */
	const char *gone;
	void (*check)(struct request *, const void *);	/* of several fields */
	/* What follows from a change, inside its deed. May be NULL. */
	enum result (*follow)(struct request *, const void *old, const void *now);
	/* What a link to this record shows. NULL: first LISTED field. */
	const char *(*title)(struct request *, const void *);
	/* A link typed as text: the id, or NULL and a sentence. NULL: none. */
	const char *(*resolve)(struct request *, const char *typed,
	    const char **says);
	const char *const *beside;	/* columns that are no fields, NULL-ended */
};

const struct field *record_field(const struct record *, const char *name);
/* From the form: INVALID with faults, every field that could be read set.
 * Faults a name the record does not have. */
enum result record_read(struct request *, const struct record *, void *obj)
    MUST_CHECK;
/* Inside a deed. Makes id, version 1, audit row. DENIED what they cannot see.
 * The second one writes columns that are no fields, too. */
enum result record_add(struct request *, const struct record *, void *obj);
enum result record_add_with(struct request *, const struct record *, void *obj,
    const char *const *columns, const char *const *values, size_t n);
/* Inside a deed. CONFLICT unless the stored version is obj's; keeps the old
 * row as a revision, raises the version, notes the difference. What the person
 * may not see stays as it is. */
enum result record_change(struct request *, const struct record *,
    const void *old, void *obj);
enum result record_get(struct request *, const struct record *, const char *id,
    void *obj) MUST_CHECK;
/* A row (columns by name) into obj as this person may see it; false: not at all. */
bool	record_load(struct request *, const struct record *,
    const struct rows *, size_t row, void *obj) MUST_CHECK;
/* Whether this person may see, so write, that field of that row; or of any. */
bool	record_shows(struct request *, const struct record *,
    const struct field *, const void *obj);
/* Rows about no child that are for the centre alone, and this is not it. */
bool	record_is_closed(const struct request *, const struct record *);
/* The id of the child a record is about; NULL: none. */
const char *record_child(struct request *, const struct record *, const void *obj);
/* A row whose cells were taken as stored: opens what is sealed and empties what
 * this person may not see. */
void	record_reveal(struct request *, const struct record *, void *obj);
/* What a PERSONAL field holds, from its cell and back; NULL for NULL. A cell
 * that does not open sets r->damaged, and the answer will be BROKEN. */
const char *record_open_cell(struct request *, struct arena *,
    const struct record *, const struct field *, const char *id,
    const char *cell);
const char *record_close_cell(struct request *, struct arena *,
    const struct record *, const struct field *, const char *id,
    const char *text);
/* "id, version, name, ..." for a SELECT; with prefix "c." when given. */
const char *record_columns(struct arena *, const struct record *,
    const char *prefix);
/* Whether a row about no child concerns this person: of_agency, of_person. */
bool	record_concerns(struct request *, const struct record *,
    const void *obj);
/* At start: every table has exactly the columns of its field table. */
enum result record_check_table(struct db *, struct arena *,
    const struct record *) MUST_CHECK;

#endif
