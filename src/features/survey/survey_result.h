#ifndef SURVEY_RESULT_H
#define SURVEY_RESULT_H

#include "features/survey/survey_rule.h"

/*
 * What the answers of a wave come to: no database, no clock. A case is one
 * recipient that answered; of its replies the last that was sent counts, and
 * no other. A case that was not asked a question, by its condition, is in no
 * class of it; one that was asked and left it out is in 無回答.
 */
struct survey_case {
	const char *recipient, *name;
	const char *reply;		/* id of the one that counts */
	const char *region, *kind;	/* as people read them */
	const char *channel;		/* code list survey_channel */
	const char *sent_at;
};

struct survey_wave {
	struct survey survey;
	struct survey_question *questions;	/* [n], in order */
	size_t n;
	struct survey_case *cases;		/* [ncases] */
	size_t ncases;
	const char **values;	/* [ncases * n]; NULL: none; text: SURVEY_SAID */
	bool *shown;		/* [ncases * n] */
};

/* Stands for what was written, which lies sealed and is not counted. */
#define SURVEY_SAID "1"

/* The cases sorted into classes by one question, by region or by kind. */
enum { SURVEY_CLASSES_MAX = 64 };

struct survey_axis {
	const char *code;		/* of the question; "@region", "@kind" */
	const char *title;
	const char *labels[SURVEY_CLASSES_MAX];
	const char *codes[SURVEY_CLASSES_MAX];	/* of choices; else the label */
	size_t n;
	size_t none;			/* the class 無回答; n: there is none */
	bool multiple;			/* a case may be in several */
	uint64_t *masks;		/* [ncases]; bit i: is in class i */
};

/* Instead of a class: all that were asked; all of those that answered. */
enum { SURVEY_ASKED = SURVEY_CLASSES_MAX, SURVEY_ANSWERED };

static inline bool
survey_axis_holds(const struct survey_axis *a, size_t i, size_t class)
{
	return class < SURVEY_CLASSES_MAX ? a->masks[i] >> class & 1 :
	    a->masks[i] && (class == SURVEY_ASKED ||
	    a->masks[i] != (uint64_t)1 << a->none);
}

/* Choices are classes; numbers and days are put into at most ten and two dozen
 * spans; what was written is there or not. 無回答 is the last one. */
void	survey_axis_of(struct arena *, const struct survey_wave *, size_t question,
    struct survey_axis *);
/* By the texts of the cases, in the order of `labels`; other texts and NULL are
 * 「分からない」, which is left out when nobody is in it. */
enum survey_side { SURVEY_BY_REGION, SURVEY_BY_KIND };
void	survey_axis_by(struct arena *, const struct survey_wave *,
    enum survey_side, const char *const *labels, size_t n,
    struct survey_axis *);

/* How many are in each class, [axis->n]; how many were asked at all. */
int64_t	survey_axis_counts(const struct survey_axis *, size_t ncases,
    int64_t *counts);

/* Each class of one by each of the other. A total counts cases, not classes;
 * a case that was not asked one of both is in none. */
struct survey_cross {
	int64_t *counts;	/* [rows->n * columns->n] */
	int64_t *rows;		/* [rows->n] */
	int64_t *columns;	/* [columns->n] */
	int64_t total;
};
void	survey_cross(struct arena *, const struct survey_axis *rows,
    const struct survey_axis *columns, size_t ncases, struct survey_cross *);

/* Of a number: of those in a class of `by`, or of all when it is NULL. */
struct survey_figures {
	int64_t n, sum, min, max;
	int64_t twice_median, ten_times_mean;	/* the mean is rounded */
};
void	survey_figures(struct arena *, const struct survey_wave *,
    size_t question, const struct survey_axis *by, size_t class,
    struct survey_figures *);

/* Tenths of a percent, rounded; 0 of nothing. */
int64_t	survey_share(int64_t part, int64_t whole);
/* The question of that code; wave->n when there is none. */
size_t	survey_wave_find(const struct survey_wave *, const char *code);

#endif
