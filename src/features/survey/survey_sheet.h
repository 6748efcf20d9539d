#ifndef SURVEY_SHEET_H
#define SURVEY_SHEET_H

#include "features/guest/guest.h"
#include "features/survey/survey_private.h"

enum { SURVEY_LINK_DAYS = 60, SURVEY_MAILS = 300 };	/* mails of one press */

/*
 * What one recipient answers, however it comes: by a link, or typed in by the
 * centre. Loaded as it lies there, whoever asks: the caller has seen to it that
 * they may.
 */
struct sheet {
	struct survey survey;
	struct survey_recipient recipient;
	struct survey_question *questions;
	size_t n, sections;
	struct survey_reply last;	/* id NULL: nothing was sent yet */
	struct survey_reply open;	/* id NULL: none is begun */
	const char **values;		/* [n], of the open one, else the last */
	const char **known;		/* [n], of the directory; NULL: nothing */
	bool *shown;			/* [n] */
	bool more;			/* what was read asks more, same page */
	bool as_is, lacking;		/* sent though answers lack; they do */
};

enum result survey_sheet_load(struct request *, const char *recipient,
    struct sheet *) MUST_CHECK;
/* Looks at the last reply that was sent instead of one that is open. */
enum result survey_sheet_sent(struct request *, struct sheet *) MUST_CHECK;
/* Of nobody, with every question shown: to look at before anybody is asked. */
enum result survey_sheet_preview(struct request *, const struct survey *,
    struct sheet *) MUST_CHECK;
/* From the form, the questions of one section into `values`; faults named
 * "a-CODE". INVALID: what could not be read is as it was typed. */
enum result survey_sheet_read(struct request *, struct sheet *,
    size_t section) MUST_CHECK;
/* Faults for what was answered though it is not asked: neither dropped unseen
 * nor kept. What only repeats the directory is no such answer. */
void	survey_sheet_strays(struct request *, const struct sheet *);
bool	survey_sheet_is_stray(const struct sheet *, size_t i);
/* Inside a deed: all answers so far; begins a reply when none is open. */
enum result survey_sheet_save(struct request *, struct sheet *,
    const char *channel);
/* Inside a deed: what is open counts from now on. INVALID, faulted, while an
 * answer lacks, unless `as_is`. What was not asked in the end is dropped. */
enum result survey_sheet_send(struct request *, struct sheet *);
/* The section after (step 1) or before (-1) that one that asks anything; -1 or
 * `sections` at the ends. */
int	survey_sheet_next(const struct sheet *, int section, int step);

/* Who answers, and where. */
struct survey_answering {
	const char *path, *after;	/* of the page; of where it ends */
	const char *channel;
	const struct guest *link;	/* NULL: typed in by the centre */
	bool staff;
	bool whole;			/* all sections on one page */
	bool preview;			/* to look at: nothing is kept */
	bool trial;			/* to answer: nothing is kept */
};
enum result survey_answering_get(struct request *,
    const struct survey_answering *, struct sheet *);
enum result survey_answering_post(struct request *,
    const struct survey_answering *, struct sheet *);

/* Which answers of the last reply say other than the directory, with nobody's
 * word on it yet; [n]. The sheet is at what was sent. */
enum result survey_undecided(struct request *, const struct sheet *,
    bool **open) MUST_CHECK;
/* The page of one recipient; a new link is shown once. */
enum result survey_recipient_show(struct request *, struct sheet *,
    const char *link);

/* What the directory says of that question's field: in `survey_known.c`. */
enum result survey_known(struct request *, const struct survey_recipient *,
    const struct survey_question *, size_t n, const char **out) MUST_CHECK;

#endif
