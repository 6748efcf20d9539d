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
	/* Checks that need more than one field. May be NULL. */
	void (*check)(struct request *, const void *);
	/* What a link to this record shows. NULL: first LISTED field. */
	const char *(*title)(struct request *, const void *);
	/* A link typed as text: the id, or NULL and a sentence. NULL: none. */
	const char *(*resolve)(struct request *, const char *typed,
	    const char **says);
	/* Columns of the table that are no fields, NULL-ended. May be NULL. */
	const char *const *beside;
};

const struct field *record_field(const struct record *, const char *name);
/* From the form: INVALID with faults, every field that could be read set.
 * Faults a name the record does not have. */
enum result record_read(struct request *, const struct record *, void *obj)
    MUST_CHECK;
/* Inside a deed. Makes id, version 1, audit row. */
enum result record_add(struct request *, const struct record *, void *obj);
/* Inside a deed. CONFLICT unless the stored version is obj's; keeps the old
 * row as a revision, raises the version, notes the difference. */
enum result record_change(struct request *, const struct record *,
    const void *old, void *obj);
enum result record_get(struct request *, const struct record *,
    const char *id, void *obj) MUST_CHECK;
/* A row of rows (columns by name, extra ones ignored) into obj. */
void	record_load(const struct record *, const struct rows *, size_t row,
    void *obj);
/* "id, version, name, ..." for a SELECT; with prefix "c." when given. */
const char *record_columns(struct arena *, const struct record *,
    const char *prefix);
void	record_json(struct request *, struct buffer *, const struct record *,
    const void *obj);
/* Back from record_json, for earlier versions. BROKEN: not one of ours. */
enum result record_from_json(struct request *, const struct record *,
    const char *json, void *obj) MUST_CHECK;
/* At start: every table has exactly the columns of its field table. */
enum result record_check_table(struct db *, struct arena *,
    const struct record *) MUST_CHECK;

#endif
