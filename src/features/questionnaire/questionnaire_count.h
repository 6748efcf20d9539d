#ifndef QUESTIONNAIRE_COUNT_H
#define QUESTIONNAIRE_COUNT_H

#include "features/questionnaire/questionnaire_private.h"

/*
 * What all answers come to. Of two answers under the same words in one phase the
 * later day counts, on one day the higher `nth`, of those the higher id: chance.
 */
enum { PHASE_BEFORE, PHASE_AFTER, PHASES };

struct questionnaire_count {
	const struct questionnaire_question *question;
	const char *const *options;
	size_t noptions;
	/* Of scale, single and multiple: by option; told: who answered at all. */
	int64_t counts[PHASES][QUESTIONNAIRE_OPTIONS];
	int64_t told[PHASES];
	/* Of numbers: their sum. */
	int64_t sum[PHASES];
	/* Of scale and single, of those who answered both: before by after. */
	int64_t cross[QUESTIONNAIRE_OPTIONS][QUESTIONNAIRE_OPTIONS];
	int64_t paired, risen, same, fallen;
	/* Of free text, in no order of coming. */
	const char **texts[PHASES];
	size_t ntexts[PHASES];
};

struct questionnaire_counts {
	struct questionnaire_count *at;
	size_t n;
	int64_t answers[PHASES];	/* that count */
	int64_t corrected;		/* that do not, for a later one does */
	int64_t paired;			/* writers with both */
};

/* Fewer than QUESTIONNAIRE_FEWEST: nothing may be shown of them. */
bool	questionnaire_few(int64_t n);
enum result questionnaire_count(struct request *,
    const struct questionnaire_all *, struct questionnaire_counts *)
    MUST_CHECK;

#endif
