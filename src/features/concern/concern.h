#ifndef CONCERN_H
#define CONCERN_H

#include "app/feature.h"

/*
 * 課題整理: what keeps coming up in calls, meetings, surveys and refusals, one
 * card each (concern_card); cards in groups, which are the concerns, and those
 * in larger ones (parent). A concern has somebody who minds it and goes on from
 * year to year (concern_year) until something came of it; on the way it is
 * handed to meetings (concern_talk), whose decisions come back.
 *
 * All of it is the centre's own. A card names nobody: where it comes from is a
 * link, which opens for whoever may open that.
 */
struct concern {
	RECORD_HEAD;
	const char *title;
	const char *region;		/* NULL: of the whole prefecture */
	const char *owner;		/* id of a person, or NULL */
	const char *state;		/* code list concern_state */
	const char *hard;		/* yes_no: 極めて解決困難 */
	const char *parent;		/* id of a larger one, or NULL */
	int64_t began_year;		/* 2026 for 令和8年度 */
	const char *merged;		/* id of what it was put into, or NULL */
};

struct concern_card {
	RECORD_HEAD;
	const char *says;
	const char *source;		/* code list concern_source */
	const char *source_id;		/* NULL: freely written */
	const char *on_day;
	const char *region;
	const char *care;		/* set of code list care */
	const char *concern;		/* NULL: in no group yet */
	const char *merged;		/* id of the card it was put onto */
	const char *removed_on;
};

struct concern_year {
	RECORD_HEAD;
	const char *concern;
	int64_t year;
	const char *state;		/* at its end, or by now */
	const char *plan, *work, *outcome;
};

struct concern_talk {
	RECORD_HEAD;
	const char *concern, *meeting;	/* ids */
	const char *handed_on;
	const char *decision, *decided_on;
};

extern const struct record concern_record, concern_card_record,
    concern_year_record, concern_talk_record;
extern const struct feature concern_feature;

/* Inside a deed: a card that says this, of today; `source_id` may be NULL. */
enum result concern_put(struct request *, const char *source,
    const char *source_id, const char *says, const char *region,
    const char *care);

#endif
