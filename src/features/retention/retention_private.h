#ifndef RETENTION_PRIVATE_H
#define RETENTION_PRIVATE_H

#include "app/page.h"
#include "features/retention/retention.h"

/* Between the files of this folder only. */

/* One class of what is kept, and when its time has run out. */
struct retention_class {
	const char *name, *label;
	const char *what;		/* what is erased, a sentence */
	const char *from;		/* the years are counted from here */
	const char *unit;
	int64_t least;			/* years: no rule is shorter */
	bool has_age;			/* and not before that age */
};

enum { RETENTION_CLASSES = 8, RETENTION_MOST = 150 };
extern const struct retention_class retention_classes[RETENTION_CLASSES];
/* NULL: no such class. */
const struct retention_class *retention_class_named(const char *);

struct retention_rule {
	const struct retention_class *of;
	int64_t version;
	int64_t years, age;		/* 0: none; without years it is kept */
	/* The last day whose records are due; and of births. NULL: no rule. */
	const char *until, *born_until;
};

/* The day so many years before; of 29 February the 28th. */
const char *retention_years_before(struct arena *, const char *day,
    int64_t years);
/* 最後の記録から5年、20歳になってから */
const char *retention_rule_text(struct request *,
    const struct retention_rule *);
enum result retention_rule_load(struct request *,
    const struct retention_class *, struct retention_rule *) MUST_CHECK;

/* What is due, oldest first: at most RETENTION_MOST of them at a time. */
struct due_item {
	const char *record, *id;
	const char *number, *on_day;	/* of a contact; else NULL */
	const char *child;		/* whose it is, or NULL */
};

struct retention_due {
	struct due_item *items;
	size_t n;
	int64_t total;			/* n, or more */
	/* Of children: due by their days, but something is still open, or
	 * nobody knows when they were born. */
	int64_t open, unborn;
	const char *digest;		/* of the items; what was agreed to */
};
enum result retention_due_load(struct request *,
    const struct retention_rule *, struct retention_due *) MUST_CHECK;

/* How many rows of which records go with the items. */
struct retention_count {
	const char *record;		/* table, or a word of ours */
	const char *label;
	int64_t n;
};
enum result retention_counts(struct request *, const struct retention_rule *,
    const struct retention_due *, struct retention_count **,
    size_t *) MUST_CHECK;

/*
 * All of it in one deed, or nothing: CONFLICT when what is due is no longer
 * what `digest` says, or the rule is not of that version.
 */
enum result retention_erase(struct request *, const struct retention_class *,
    int64_t version, const char *digest, const char *see) MUST_CHECK;

/* One row of the log of erasing, as people read it. */
struct erased_line {
	const char *at, *who, *label, *rule, *items, *url;
};
struct erased_line retention_erased_line(struct request *,
    const struct rows *, size_t);

enum result retention_get(struct request *);
enum result retention_post(struct request *);
enum result retention_due_get(struct request *);
enum result retention_erasure_get(struct request *);
enum result retention_erasure_post(struct request *);
enum result retention_erased_get(struct request *);

extern const struct template retention_overview_page, retention_due_page,
    retention_erasure_page, retention_erased_page;

#endif
