#ifndef TABULATION_H
#define TABULATION_H

#include "app/feature.h"

/*
 * 集計: the contacts of a period by two things at once, as somebody at the centre
 * asks for them: month by requester, region by care, ... Nothing is stored but
 * the question; every cell is counted when it is looked at and opens the
 * records behind it. For the centre alone: a small cell tells of one child.
 */
struct tabulation {
	RECORD_HEAD;
	const char *title;
	const char *question;	/* "rows=month&columns=requester", see _ask.h */
	const char *made_by;	/* id of a person */
	const char *closed_on;	/* put away; NULL: in the list */
};

/* 報告様式: what is reported of one item of a yearly form, by hand. */
struct yearly_answer {
	RECORD_HEAD;
	const char *form, *item;	/* of forms.csv of the pack */
	int64_t year;
	const char *answer;
	const char *answered_by;	/* id of a person */
};

extern const struct record tabulation_record, yearly_answer_record;
extern const struct feature tabulation_feature;

#endif
