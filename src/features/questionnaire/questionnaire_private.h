#ifndef QUESTIONNAIRE_PRIVATE_H
#define QUESTIONNAIRE_PRIVATE_H

#include "app/page.h"
#include "features/questionnaire/questionnaire.h"

extern const struct template questionnaire_list_page, questionnaire_new_page,
    questionnaire_show_page,
    questionnaire_question_page, questionnaire_preview_page,
    questionnaire_typed_page, questionnaire_result_page;

/* A questionnaire with its questions, in their order. */
struct questionnaire_all {
	struct questionnaire it;
	struct questionnaire_question *questions;
	size_t n;
	int64_t before, after;		/* answers, corrections among them */
};

bool	questionnaire_is(const struct questionnaire *, const char *state);
bool	questionnaire_phase_is(const char *);
/* Whether its questions may still change: a draft nobody answered. */
bool	questionnaire_changes(const struct questionnaire_all *);
/* The questionnaire of that id; DENIED, MISSING. */
enum result questionnaire_open(struct request *, const char *id,
    struct questionnaire_all *) MUST_CHECK;
/* Its public address in full; NULL while nobody told where the public site is. */
const char *questionnaire_url(struct request *, const struct questionnaire *);
/* 第3回 見本のテーマ, or the course; NULL: of neither. */
enum result questionnaire_of(struct request *, const struct questionnaire *,
    const char **label, const char **url) MUST_CHECK;

/* An answer to be kept; id is made. */
struct questionnaire_answer {
	const char *id;			/* 128 random bits, as 32 hex digits */
	const char *phase, *on_day, *pair, *way, *answers;
	int64_t nth;
};

/* Inside a deed: a new one, with its address and the key of its pairs. */
enum result questionnaire_begin(struct request *, struct questionnaire *);
/* The digest of those words by that key. NULL: no words, or the key was let go;
 * r->damaged when it does not open. */
const char *questionnaire_pair(struct request *, const char *id,
    const char *words);

/* How many answers wait in the file of the public site; 0 without one. */
int64_t	questionnaire_waiting(struct request *);

/* Inside a deed: seals it and puts it in, once; its words pair it. */
enum result questionnaire_answer_add(struct request *,
    const char *questionnaire, struct questionnaire_answer *,
    const char *words);

void	questionnaire_check(struct request *, const void *);
void	questionnaire_question_check(struct request *, const void *);

enum result questionnaire_list_get(struct request *);
enum result questionnaire_new_get(struct request *);
enum result questionnaire_post(struct request *);
enum result questionnaire_show_get(struct request *);
enum result questionnaire_state_post(struct request *);
enum result questionnaire_copy_post(struct request *);
enum result questionnaire_fetch_post(struct request *);
enum result questionnaire_preview_get(struct request *);
enum result questionnaire_poster_get(struct request *);
enum result questionnaire_poster_pdf_get(struct request *);
enum result questionnaire_sheet_get(struct request *);
enum result questionnaire_sheet_pdf_get(struct request *);
enum result questionnaire_question_new_get(struct request *);
enum result questionnaire_question_post(struct request *);
enum result questionnaire_question_edit_get(struct request *);
enum result questionnaire_question_change_post(struct request *);
enum result questionnaire_question_removal_post(struct request *);
enum result questionnaire_typed_get(struct request *);
enum result questionnaire_typed_post(struct request *);
enum result questionnaire_result_get(struct request *);
enum result questionnaire_result_print_get(struct request *);
enum result questionnaire_result_pdf_get(struct request *);
enum result questionnaire_result_csv_get(struct request *);
enum result questionnaire_daily(struct request *);
enum result questionnaire_demo(struct request *);

#endif
