#ifndef QUESTIONNAIRE_RESULT_H
#define QUESTIONNAIRE_RESULT_H

#include "features/questionnaire/questionnaire_count.h"

/* What may be shown of a question, in words: the same on the page, on paper and
 * in CSV. What is hidden is NULL. */
struct questionnaire_row {
	const char *label, *before, *before_share, *after, *after_share,
	    *change;
};

struct questionnaire_shown {
	const struct questionnaire_count *count;
	bool has_before, has_after, has_both, has_cross;
	struct questionnaire_row *rows;
	size_t nrows;
	const char *moved;		/* 上がった12人（60%）… */
	const char *few;		/* why there is nothing */
	const char *no_cross;		/* why there is no cross table */
};

struct questionnaire_shown questionnaire_shown(struct request *,
    const struct questionnaire_count *);

#endif
