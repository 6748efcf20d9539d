#ifndef DIRECTORY_VALUE_H
#define DIRECTORY_VALUE_H

#include "features/directory/directory.h"

/*
 * Where values come from, and the answers of a service. A criterion is a code
 * of list `care` or of list `criterion`; "yes" is always what helps a child.
 */
enum answered { ANSWER_UNKNOWN, ANSWER_NO, ANSWER_TERMS, ANSWER_YES };
enum source { SOURCE_OPEN, SOURCE_SURVEY, SOURCE_HAND };	/* weak first */
/* Whom a value is shown to: the public, other organisations, the centre. */
enum reach { REACH_PUBLIC, REACH_SUPPORTERS, REACH_CENTRE };

const char *answer_code(enum answered);		/* "yes" */
enum answered answer_of(const char *code);	/* ANSWER_UNKNOWN for others */
const char *answer_mark(enum answered);		/* ○ △ × ？ */
const char *source_code(enum source);
enum reach directory_reach(const struct request *);	/* of who asks */

/* One answer, as far as the person may see it: what they may not is unknown,
 * and all the rest NULL. */
struct capability {
	const char *criterion, *label;
	bool care;			/* one of the fourteen */
	enum answered answer;
	const char *terms;		/* the condition; NULL: none */
	const char *source;		/* code list directory_source; NULL: none */
	const char *confirmed_on, *told_by;
	const char *visibility;
};

/* All criteria in the order of the pack. */
enum result directory_capabilities(struct request *, const char *service,
    const struct capability **, size_t *n) MUST_CHECK;

/* For many services at once: where a criterion stands in service.answers. */
struct directory_slots;
enum { NO_SLOT = -1 };
enum result directory_slots(struct request *, struct directory_slots **)
    MUST_CHECK;
int	directory_slot(const struct directory_slots *, const char *criterion);
/* What that letter says to somebody of this reach; NO_SLOT is unknown. */
enum answered directory_answer(const char *answers, int slot, enum reach);
/* The letters that say `answer` within `reach`: for SQL, "yYz". */
const char *directory_letters(enum answered, enum reach);

#define SEVERAL "*"	/* in place of a field: directory_sql.h */
/* Who says so, and since when. */
struct origin {
	enum source source;
	const char *confirmed_on;	/* day, not after today */
	const char *told_by;		/* who was asked, or the file's name */
};

enum offer { OFFER_KEPT, OFFER_CHANGED, OFFER_PROPOSED };

/* One value offered to a field; `value` as the field stores it, "" for none. */
struct claim {
	const char *field;		/* of the record, or a criterion */
	const char *value, *terms;
	const char *visibility;		/* NULL: stays as it is */
	bool propose;			/* never more than a proposal */
	bool show_only;			/* the visibility is meant, no value */
	enum offer became;		/* set by directory_offer */
};

/*
 * Inside a deed. Each claim by itself: hand goes before survey before open
 * data, and within a source the later day. What a weaker source says against a
 * better one becomes a proposal, unless the same was refused within a year; what
 * is not known yet is filled by anybody. `version` 0: whichever is stored;
 * else CONFLICT when it is another. One audit row when
 * something is other than before, and for every hand. INVALID: a
 * field that does not exist, faulted by name; nothing is written then.
 */
enum result directory_offer(struct request *, const struct record *,
    const char *id, int64_t version, const struct origin *, struct claim *,
    size_t n);
/* Inside a deed: a new one, every told field of it from this origin. A service
 * without status is active; without visibility, public. */
enum result directory_add(struct request *, const struct record *, void *obj,
    const struct origin *);
/* Inside a deed: all that is known was confirmed today as it stands. */
enum result directory_confirm(struct request *, const char *service,
    int64_t version, const struct origin *);

/* Inside a deed, by an import whose file has this service again: a proposal to
 * close it is withdrawn. */
enum result directory_reopen(struct request *, const char *service);
/* Inside a deed, when the undoing of an import put a place back: its services
 * follow it. */
enum result directory_follow(struct request *, const char *place);

#endif
