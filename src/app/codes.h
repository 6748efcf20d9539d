#ifndef APP_CODES_H
#define APP_CODES_H

#include <stdbool.h>

#include "app/record.h"
#include "base/geo.h"

/*
 * Code lists, municipalities and the plan of stages, as the prefecture pack
 * gave them and the administrator keeps them. A record keeps the code of its day; a list has
 * versions by the days each code is valid. One snapshot per thread, reloaded
 * when change counter "codes" has moved; it is never changed in place.
 */
struct code {
	const char *list, *code, *label;
	const char *label_short;	/* of a region: 青森; else the label */
	const char *valid_from;		/* NULL: always was */
	const char *valid_to;		/* last day; NULL: still is */
	const char *becomes;		/* code of the next version, or NULL */
	const char *const *aliases;	/* other spellings, NULL-ended */
	int64_t min, max;		/* of a band, e.g. whole years */
	bool unknown;			/* 不明: what a missing value counts as */
};

struct municipality {
	const char *code;		/* 5 digits */
	const char *code6;		/* with check digit */
	const char *name, *kana, *district;
	int64_t tile_x, tile_y;		/* on the tile map, from 1 */
	struct geo at;			/* where its people live; may be unknown */
};

/* What the pack says is to be done: rows of pathway.csv in its order. A row
 * without a step ("") says when its stage begins. */
struct plan_row {
	const char *stage, *step;
	const char *valid_from, *valid_to;	/* valid_to NULL: goes on */
	const char *who, *anchor, *rule;
	const char *label, *detail;		/* detail NULL: none */
};

struct codes;

struct codes *codes_load(struct db *, struct arena *);	/* NULL: logged */
/* All codes of a list in order, of every version. */
const struct code *codes_list(const struct codes *, const char *list,
    size_t *n);
const struct code *codes_find(const struct codes *, const char *list,
    const char *code);
/* The labels of a set "a,b", joined. */
const char *codes_labels(struct arena *, const struct codes *,
    const char *list, const char *set, const char *join);
/* The label, or the code itself when unknown; "" for NULL. */
const char *codes_label(const struct codes *, const char *list,
    const char *code);
static inline const char *
codes_label_short(const struct codes *codes, const char *list,
    const char *code)
{
	const struct code *c = codes_find(codes, list, code);

	return c ? c->label_short : code;
}

/* By code, label or alias (width and spaces folded), valid on the day; a
 * code of another year's version gives NULL. */
const struct code *codes_read(const struct codes *, struct arena *,
    const char *list, const char *typed, const char *day);
bool	code_valid(const struct code *, const char *day);
/* Valid on some day from..to. */
bool	code_within(const struct code *, const char *from, const char *to);
/* What the code is called in fiscal year `year`: follows becomes forward. */
const struct code *codes_restated(const struct codes *, const struct code *,
    int year);
/* Codes valid on the day, as "A・B・C", for messages. */
const char *codes_choices(const struct codes *, struct arena *,
    const char *list, const char *day);

const struct municipality *codes_municipalities(const struct codes *,
    size_t *n);
const struct municipality *codes_municipality(const struct codes *,
    const char *code);
/* By code (5 or 6 digits), name, or a spelling with ヶケが, 鯵. */
const struct municipality *codes_read_municipality(const struct codes *,
    struct arena *, const char *typed);
/* Region code on a day in the scheme in use; "unknown" when there is none. */
const char *codes_region(const struct codes *, const char *municipality,
    const char *day);
/* 「青森市（青森）」, with its region on that day; 「不明」. */
const char *codes_town(const struct codes *, struct arena *,
    const char *municipality, const char *day);
const struct plan_row *codes_plan(const struct codes *, size_t *n);
/* A setting of the pack, or "". */
const char *codes_setting(const struct codes *, const char *name);

#endif
