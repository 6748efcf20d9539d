#ifndef APP_RECORD_H
#define APP_RECORD_H

#include "app/request.h"

/*
 * A record type, told once. From this table come the form, the checks, the
 * list, JSON, CSV and XLSX both ways, INSERT and UPDATE, the audit difference
 * and the API description. The table does nouns; deeds are functions.
 */
enum field_kind {
	KIND_TEXT,		/* one line */
	KIND_LONG_TEXT,		/* lines kept */
	KIND_KANA,		/* stored as katakana */
	KIND_DAY,
	KIND_NUMBER,
	KIND_CODE,		/* one code of a list */
	KIND_CODES,		/* a set of codes, stored "a,b,c" in list order */
	KIND_MUNICIPALITY,	/* code5 */
	KIND_LINK,		/* id of another record */
};

enum field_flag {
	REQUIRED = 1 << 0,	/* in forms, API and import */
	ASKED = 1 << 1,		/* required in forms and API, may lack in import */
	LISTED = 1 << 2,	/* a column of the plain list */
	PERSONAL = 1 << 3,	/* names or describes a person: encrypted at rest */
	NOT_MOVED = 1 << 4,	/* neither exported nor imported */
	HIDDEN = 1 << 5,	/* set by code, never by a form */
	RADIO = 1 << 6,		/* a code shown as radio buttons */
	UNIQUE = 1 << 7,	/* the number by which people know it */
};

struct record;

struct field {
	const char *name;	/* member, column, input, JSON key */
	const char *label;	/* on forms and as CSV heading */
	enum field_kind kind;
	size_t at;
	unsigned flags;
	int64_t min, max;	/* of a number; max is code points for text */
	const char *list;	/* of a code */
	const struct record *to;	/* of a link */
	const char *hint;	/* one sentence under the label, or NULL */
};

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

#define FIELD_OF(S, m, c_type) .name = #m, .at = offsetof(struct S, m) + \
    0 * sizeof(_Generic(((struct S *)0)->m, c_type: 1))
#define FIELD_TEXT_OF(S, m, k, ...) \
    { FIELD_OF(S, m, const char *), .kind = k, __VA_ARGS__ }
#define FIELD_TEXT(S, m, ...)	FIELD_TEXT_OF(S, m, KIND_TEXT, __VA_ARGS__)
#define FIELD_LONG(S, m, ...)	FIELD_TEXT_OF(S, m, KIND_LONG_TEXT, __VA_ARGS__)
#define FIELD_KANA(S, m, ...)	FIELD_TEXT_OF(S, m, KIND_KANA, __VA_ARGS__)
#define FIELD_DAY(S, m, ...)	FIELD_TEXT_OF(S, m, KIND_DAY, __VA_ARGS__)
#define FIELD_CODE(S, m, ...)	FIELD_TEXT_OF(S, m, KIND_CODE, __VA_ARGS__)
#define FIELD_CODES(S, m, ...)	FIELD_TEXT_OF(S, m, KIND_CODES, __VA_ARGS__)
#define FIELD_LINK(S, m, ...)	FIELD_TEXT_OF(S, m, KIND_LINK, __VA_ARGS__)
#define FIELD_MUNICIPALITY(S, m, ...) \
    FIELD_TEXT_OF(S, m, KIND_MUNICIPALITY, __VA_ARGS__)
#define FIELD_NUMBER(S, m, ...) \
    { FIELD_OF(S, m, int64_t), .kind = KIND_NUMBER, __VA_ARGS__ }

const struct field *record_field(const struct record *, const char *name);
/* The raw value as text: "" when unset. */
const char *field_text(struct arena *, const struct field *, const void *obj);
/* As people read it: labels of codes, 令和 dates, the title of a link. */
const char *field_shown(struct request *, const struct field *,
    const void *obj);
void	field_set(const struct field *, void *obj, const char *text);
/*
 * Reads what a person or a sheet gave into the field; NULL, or a sentence
 * saying what is wrong and what is wanted. `importing` allows labels, aliases
 * and joined cells; a code must be valid on `day`.
 */
const char *field_read(struct request *, const struct field *,
    const char *typed, const char *day, bool importing, void *obj);

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
