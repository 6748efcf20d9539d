#ifndef APP_FEATURE_H
#define APP_FEATURE_H

#include "app/owned.h"
#include "app/record.h"
#include "app/search.h"
#include "app/transfer.h"

/*
 * One capability of the system: a folder that ends in one of these. A record
 * listed here has list, new, show, edit, CSV and JSON API for free, under the
 * record's path; a route of the feature for the same address goes first.
 */
struct route {
	const char *method;
	const char *path;		/* "*" stands for one segment */
	enum right right;		/* RIGHT_NONE is refused at start */
	enum result (*handle)(struct request *);
};

struct menu {
	const char *label, *path;	/* label NULL: not in the menu */
	enum right right;
	int place;			/* from the left: 1, 2, ... */
};

/*
 * A part of a child's page that another feature draws: the child feature knows
 * none of those below it. `draw` leaves *out NULL when there is nothing to say;
 * `draw_of` does the same for the page of one of her records. Either may be NULL.
 */
struct panel {
	bool above;			/* over both columns */
	bool aside;			/* in the side column */
	int place;			/* from the top: 1, 2, ...; 0: below */
	enum result (*draw)(struct request *, const char *child,
	    const struct html **out);
	enum result (*draw_of)(struct request *, const struct record *,
	    const char *child, const char *id, const struct html **out);
};

struct due_ask; struct due_list; struct letter_kind;

/* What all features draw over the day's page. */
enum result notices(struct request *, const struct html **out) MUST_CHECK;
/* What all features draw on the page of a record; child NULL: about nobody. */
enum result panels_of(struct request *, const struct record *,
    const char *child, const char *id, const struct html **out) MUST_CHECK;

struct feature {
	const char *name;
	struct menu menu;
	const char *menu_for;	/* this role alone, which sees no other; or NULL */
	const char *menu_under;	/* whose entry is marked on its pages; or NULL */
	const char *menu_without;	/* only where nobody does that function */
	const char *function;	/* that its pages serve, see charge.h; or NULL */
	const struct record *const *records;
	size_t nrecords;
	const struct record *unlisted;	/* one with pages of its own; or NULL */
	const struct route *routes;
	size_t nroutes;
	const struct template *const *templates;
	size_t ntemplates;
	const struct transfer *const *transfers;
	size_t ntransfers;
	/* Each of those that follow may be NULL. */
	const struct panel *panel;
	/* Above all else of the day's page; *out stays NULL when nothing goes on. */
	enum result (*notice)(struct request *, const struct html **out);
	/* Adds what asks for action, see due.h. */
	enum result (*due)(struct request *, const struct due_ask *,
	    struct due_list *);
	enum result (*daily)(struct request *);	/* by itself, see daily.h */
	const struct letter_kind *letters;	/* from the public: letter.h */
	size_t nletters;
	/* What a person can have open of it, see owned.h. */
	const struct owned *const *owned;
	size_t nowned;
	enum result (*demo)(struct request *);	/* inside a deed: fictional */
	const struct search_source *search;	/* people the box finds; one has it */
};

extern const struct feature *const all_features[];
extern const size_t nall_features;	/* in reading order: features.c */

#define FEATURE_RECORDS(...) \
    .records = (const struct record *const[]){ __VA_ARGS__ }, \
    .nrecords = COUNT(((const struct record *const[]){ __VA_ARGS__ }))
#define FEATURE_ROUTES(table) .routes = (table), .nroutes = COUNT(table)
#define FEATURE_TEMPLATES(...) \
    .templates = (const struct template *const[]){ __VA_ARGS__ }, \
    .ntemplates = COUNT(((const struct template *const[]){ __VA_ARGS__ }))
#define FEATURE_TRANSFERS(...) \
    .transfers = (const struct transfer *const[]){ __VA_ARGS__ }, \
    .ntransfers = COUNT(((const struct transfer *const[]){ __VA_ARGS__ }))
#define FEATURE_OWNED(...) \
    .owned = (const struct owned *const[]){ __VA_ARGS__ }, \
    .nowned = COUNT(((const struct owned *const[]){ __VA_ARGS__ }))

#endif
