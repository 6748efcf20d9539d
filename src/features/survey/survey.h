#ifndef SURVEY_H
#define SURVEY_H

#include "app/feature.h"

/*
 * 調査: a wave of questions to agencies and to services of the directory. What
 * is asked are rows (survey_question); a question keeps its code from wave to
 * wave. Who is asked (survey_recipient) comes by a link or is called, and
 * answers in parts; a second reply is a correction, and both are kept.
 *
 * An answer never goes into the directory by itself: a person decides, field
 * by field. Questions stand still once the survey is open.
 */
struct survey {
	RECORD_HEAD;
	const char *title;
	const char *base_on;		/* the day that is asked about */
	const char *due_on;		/* NULL: no day is set */
	const char *remind_on, *remind_again_on;	/* NULL: not by itself */
	const char *intro;
	const char *state;		/* code list survey_state */
	const char *copied_from;	/* id of the wave before, or NULL */
	const char *language;		/* of translations; survey_language */
};

struct survey_question {
	RECORD_HEAD;
	const char *survey;
	int64_t place;			/* from the top, 1, 2, ... */
	const char *code;		/* a-z 0-9 _; the same in every wave */
	const char *kind;		/* code list survey_kind */
	const char *asks, *help;
	const char *translation;	/* of both, in the survey's language */
	const char *choices;		/* lines: see survey_rule.h */
	const char *required;		/* yes_no */
	const char *when_code, *when_value;	/* both or none */
	const char *fills;		/* see survey_fill.c; NULL: nothing */
};

struct survey_recipient {
	RECORD_HEAD;
	const char *survey;
	const char *agency, *service;	/* ids; one of them */
	const char *name, *region, *mail;
	const char *asked_on;
	const char *mailed_on;		/* last; NULL: never */
};

struct survey_reply {
	RECORD_HEAD;
	const char *recipient;
	int64_t number;			/* 1, 2, ...: corrections */
	const char *channel;		/* code list survey_channel */
	const char *begun_at, *sent_at;	/* instants; NULL: not sent yet */
};

struct survey_answer {
	RECORD_HEAD;
	const char *reply, *question;
	const char *value;		/* of a choice, number or day */
	const char *text;		/* of text and table; sealed */
};

extern const struct record survey_record, survey_question_record,
    survey_recipient_record, survey_reply_record, survey_answer_record;
extern const struct feature survey_feature;

#endif
