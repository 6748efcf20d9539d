#ifndef DIRECTORY_PRIVATE_H
#define DIRECTORY_PRIVATE_H

#include "features/directory/directory_value.h"

/* What the files of this feature share. */

/* "place": its record; NULL for what is none of ours. */
const struct record *directory_record(const char *name);

/* A value as directory_value holds it. */
struct standing {
	const char *field, *value, *terms;
	enum source source;
	const char *confirmed_on, *told_by, *visibility;
	bool touched;			/* to be written */
};

/* What becomes of a claim on what stands; now NULL: nothing. */
enum offer directory_rule(const struct standing *now, const struct origin *,
    const struct claim *);
/* Whether this source goes before the one that stands, or is it again. */
bool	directory_is_better(const struct standing *, const struct origin *);
/* Whether that is a value at all: not "", not unknown. */
bool	directory_is_known(const char *value);
enum source source_of(const char *code);
enum reach reach_of(const char *visibility);
const char *reach_code(enum reach);
/* The visibility that a field of a record has before anybody says so. */
const char *directory_default_reach(const struct record *, const char *field);

/* That proposals wait, on 今日. */
enum result directory_due(struct request *, const struct due_ask *,
    struct due_list *);

/* The letter of an answer in service.answers. */
char	directory_letter(enum answered, enum reach);
/* Inside a deed: gives slots to the criteria that have none yet. */
enum result directory_slots_fill(struct request *, struct directory_slots **);
/* As many letters as there are slots, from the values of a service. */
const char *directory_letters_of(struct request *,
    const struct directory_slots *, const struct standing *, size_t n);

#endif
