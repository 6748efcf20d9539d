#ifndef APP_FIELD_H
#define APP_FIELD_H

#include "app/request.h"

/*
 * One field of a record: the row of a table that everything else follows from.
 */
enum field_kind {
	KIND_TEXT,		/* one line */
	KIND_LONG_TEXT,		/* lines kept */
	KIND_KANA,		/* stored as katakana */
	KIND_DAY,
	KIND_NUMBER,
	KIND_CODE,		/* one code of a list */
	KIND_CODES,		/* a set of codes, stored "a,b,c" in list order */
	KIND_COUNTS,		/* how many of each code, field_counts.h */
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
	UNTOLD_NULL = 1 << 8,	/* a number: 0 is nobody's word, NULL there */
	ZERO_TOLD = 1 << 9,	/* a number: 0 was counted; UNTOLD is NULL there */
};

/* Of a ZERO_TOLD number: nobody's word. */
enum { UNTOLD = -1 };

struct record;

struct field {
	const char *name;	/* member, column, input, JSON key */
	const char *label;	/* on forms and as CSV heading */
	enum field_kind kind;
	size_t at;
	unsigned flags;
	enum data_class tells;	/* of a record about a child: what of her */
	int64_t min, max;	/* of a number; max is code points for text */
	const char *list;	/* of a code */
	const struct record *to;	/* of a link */
	const char *hint;	/* one sentence under the label, or NULL */
	const char *heading;	/* of its CSV column, where not the label */
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
#define FIELD_COUNTS(S, m, ...)	FIELD_TEXT_OF(S, m, KIND_COUNTS, __VA_ARGS__)
#define FIELD_LINK(S, m, ...)	FIELD_TEXT_OF(S, m, KIND_LINK, __VA_ARGS__)
#define FIELD_MUNICIPALITY(S, m, ...) \
    FIELD_TEXT_OF(S, m, KIND_MUNICIPALITY, __VA_ARGS__)
#define FIELD_NUMBER(S, m, ...) \
    { FIELD_OF(S, m, int64_t), .kind = KIND_NUMBER, __VA_ARGS__ }

const char *field_heading(const struct field *);
/* The raw value as text: "" when unset. */
const char *field_text(struct arena *, const struct field *, const void *obj);
/* As people read it: labels of codes, 令和 dates, the title of a link. */
const char *field_shown(struct request *, const struct field *,
    const void *obj);
/* Of a link that comes as an id and as what was typed (NULL: not): the text counts
 * where it is not what that id is called, since without script the id stays. */
const char *field_link_typed(struct request *, const struct field *,
    const char *id, const char *typed);
/* Whether there is a value: 0 of a number nobody has to give is none. */
bool	field_is_told(const struct field *, const void *obj);
void	field_set(const struct field *, void *obj, const char *text);
/*
 * Reads what a person or a sheet gave into the field; NULL, or a sentence
 * saying what is wrong and what is wanted. `importing` allows labels, aliases
 * and joined cells; a code must be valid on `day`.
 */
const char *field_read(struct request *, const struct field *,
    const char *typed, const char *day, bool importing, void *obj);

#endif
