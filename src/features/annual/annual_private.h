#ifndef ANNUAL_PRIVATE_H
#define ANNUAL_PRIVATE_H

#include "app/page.h"
#include "app/paper.h"
#include "features/annual/annual.h"

struct annual {
	RECORD_HEAD;
	int64_t year;			/* 2026 for 令和8年度 */
	const char *state;		/* draft, submitted, approved */
	const char *writers;		/* ids since the last edition, "a,b" */
	const char *submitted_by, *submitted_on, *submitted_name;
	const char *approved_by, *approved_on, *approved_name;
	int64_t edition;		/* the latest that is kept; 0: none */
};

struct annual_block {
	RECORD_HEAD;
	const char *annual;
	int64_t place;			/* from the top, 1, 2, ... */
	const char *kind;		/* code list annual_block */
	const char *heading, *body;
	bool hidden;
};

struct annual_blocks {
	struct annual_block *at;
	size_t n;
};

extern const struct template annual_list_page, annual_show_page,
    annual_edit_page, annual_block_page;

/* DENIED to all but the centre. */
enum result annual_allowed(struct request *) MUST_CHECK;
bool	annual_is(const struct annual *, const char *state);
/* The report of the address. */
enum result annual_open(struct request *, struct annual *) MUST_CHECK;
const char *annual_title(struct request *, const struct annual *);
const char *annual_state_label(const struct annual *);

/* annual_paper.c: the report as it would be today. Faults: what must be mended
 * before it may be handed in. `release`: the numbers are of an approved one. */
enum result annual_paper(struct request *, const struct annual *,
    const struct annual_blocks *, struct paper **, bool *release) MUST_CHECK;
/* annual_data.c: tables of a block that is no text. */
enum result annual_data(struct request *, const struct annual *,
    const struct annual_block *, struct paper *, bool *release) MUST_CHECK;
/* annual_lists.c: those that are lists of what took place. */
enum result annual_trainings(struct request *, int year, struct paper *)
    MUST_CHECK;
enum result annual_exchanges(struct request *, int year, struct paper *)
    MUST_CHECK;
enum result annual_surveys(struct request *, int year, struct paper *)
    MUST_CHECK;
enum result annual_concerns(struct request *, int year, struct paper *)
    MUST_CHECK;
/* Counts that add up, as bars; small ones hidden, and what gives them away. */
struct annual_count {
	const char *label;
	int64_t count;
};

/* The same rule for a list: less than 0 where it must not be told. */
enum result annual_hide(struct request *, const char *name,
    struct annual_count *, size_t n, int64_t *total) MUST_CHECK;

enum result annual_list_get(struct request *);
enum result annual_post(struct request *);
/* Inside a deed: a new year's, from the last one before it. */
enum result annual_begin(struct request *, int64_t year, struct annual *)
    MUST_CHECK;
enum result annual_show_get(struct request *);
enum result annual_pdf_get(struct request *);
/* The page of a report with the faults of a step, and rc. */
enum result annual_again(struct request *, const struct annual *,
    enum result rc);
enum result annual_edit_get(struct request *);
enum result annual_block_post(struct request *);
enum result annual_block_get(struct request *);
enum result annual_block_change_post(struct request *);
enum result annual_block_place_post(struct request *);
enum result annual_submission_post(struct request *);
enum result annual_return_post(struct request *);
enum result annual_approval_post(struct request *);
enum result annual_demo(struct request *);

#endif
