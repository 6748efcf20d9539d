#ifndef QUESTIONNAIRE_H
#define QUESTIONNAIRE_H

#include "app/feature.h"

/*
 * 事前・事後アンケート: what people know before a training and after it, asked
 * with the same questions of everybody at one address. Nobody is to know who
 * said what: docs/why/0083-anonymous.md. So an answer is no record; it has no
 * version, no instant and no person, and pages show sums of at least
 * QUESTIONNAIRE_FEWEST answers, never one of them.
 */
struct questionnaire {
	RECORD_HEAD;
	const char *title;
	const char *training, *session;	/* ids; a session, else a course */
	const char *intro;
	const char *opens_on, *closes_on;
	const char *state;		/* code list questionnaire_state */
	const char *address;		/* its page: /questionnaires/ADDRESS */
};

struct questionnaire_question {
	RECORD_HEAD;
	const char *questionnaire;	/* id */
	int64_t position;
	const char *code;		/* q1: the same before and after */
	const char *asked;		/* code list questionnaire_asked */
	const char *kind;		/* code list questionnaire_kind */
	const char *says;
	const char *options;		/* a line each; chosen by number from 1 */
	const char *required;		/* yes_no */
};

enum { QUESTIONNAIRE_FEWEST = 5, QUESTIONNAIRE_QUESTIONS = 30,
	QUESTIONNAIRE_OPTIONS = 20, QUESTIONNAIRE_TEXT = 500,
	QUESTIONNAIRE_NUMBER = 99999, QUESTIONNAIRE_WORDS_MIN = 4,
	QUESTIONNAIRE_WORDS = 40 };

/* How to make up the words, of nothing that the centre has written down. */
#define QUESTIONNAIRE_RECIPE \
	"お母さん（または育ててくれた人）の名前の最初の2文字、" \
	"通った小学校の名前の最初の2文字、あなたが生まれた日の2けたの数字を、" \
	"続けてひらがなと数字で書きます。例）はなさくら08"

extern const struct record questionnaire_record,
    questionnaire_question_record;
extern const struct feature questionnaire_feature;
extern const struct template questionnaire_form_part;

/* What follows is of the questions alone, for the public site as well. */

bool	questionnaire_asks(const struct questionnaire_question *,
    const char *phase);
/* The lines of its options, NULL-ended. */
const char *const *questionnaire_options(struct request *,
    const struct questionnaire_question *, size_t *n);
/* The questions of that phase as fields of a form, with what was typed. */
const struct html *questionnaire_form(struct request *,
    const struct questionnaire_question *, size_t n, const char *phase);
/* What was typed, as the members of a flat JSON object: "q1":"2","q2":["1"].
 * "" for nothing. Faults what is not one of the options, or too long. */
const char *questionnaire_read(struct request *,
    const struct questionnaire_question *, size_t n, const char *phase);
/* The words that pair the two answers of one writer, in one spelling: case,
 * width, kana and spaces make no difference. NULL, with a fault at "words". */
const char *questionnaire_words(struct request *, const char *typed);
/* The whole text that is sealed. */
const char *questionnaire_letter(struct request *, const char *address,
    const char *phase, const char *words, unsigned nth, const char *members);

#endif
