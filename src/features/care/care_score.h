#ifndef CARE_SCORE_H
#define CARE_SCORE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * 医療的ケア判定スコア: how much medical care a child needs in daily life, in
 * points. Each item has a base part, counted when the act is needed, and most a
 * watch part, by how closely somebody must look on. The instrument may change,
 * so an assessment keeps which one it was made with. The score of 超重症児 is
 * another instrument and never goes in here.
 *
 * Source: the official table of 2021 (令和3年度), in force in 2026. It is for a
 * doctor to judge an item; this only adds up.
 */
enum care_level { CARE_NONE, CARE_BASE, CARE_LOW, CARE_MID, CARE_HIGH };

/* Items in the order of the form: 1, 2, ... 7-1, 7-2, ... 13-3, 14. */
enum { CARE_ITEMS = 19, CARE_BASE_MAX = 104, CARE_WATCH_MAX = 19 };

struct care_item {
	const char *code, *label;
	int base;
	int high, mid;		/* of the watch part; low is 0. mid < 0: no such
				 * level; high < 0: no watch part */
};

struct care_instrument {
	const char *code, *label, *valid_from;
	struct care_item items[CARE_ITEMS];
};

extern const struct care_instrument care_score_2021;

struct care_score {
	int total, base, watch;
	int class;		/* 医療的ケア区分 1 to 3; 0: below 3 points */
};

/* Index of an item by its code; CARE_ITEMS: none. */
size_t	care_item_of(const struct care_instrument *, const char *code);
/* Whether that item can have that level; CARE_NONE always can. */
bool	care_item_has(const struct care_item *, enum care_level);
/* CARE_NONE for what is no level's name. */
enum care_level care_level_of(const char *name);
const char *care_level_name(enum care_level);	/* "" for CARE_NONE */

/* Levels that the item cannot have count as CARE_NONE. A marketed single-use
 * glycerin enema (市販のディスポーザブルグリセリン浣腸器) is no 13-3: leave it out. */
struct care_score care_score(const struct care_instrument *,
    const enum care_level levels[CARE_ITEMS]);

#endif
