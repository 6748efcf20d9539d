#ifndef SURVEY_PRIVATE_H
#define SURVEY_PRIVATE_H

#include "app/page.h"
#include "features/survey/survey_rule.h"
#include "features/survey/survey_sql.h"

extern const struct template survey_show_page, survey_question_page,
    survey_sheet_page, survey_recipients_page, survey_recipient_page,
    survey_result_page, survey_grid_part, survey_cross_page,
    survey_answers_page, survey_texts_page, survey_text_page,
    survey_returns_page, survey_differences_page;

bool	survey_state_is(const struct survey *, const char *state);
/* The survey of the address; MISSING, DENIED. */
enum result survey_open(struct request *, struct survey *) MUST_CHECK;
/* All questions in their order; at most SURVEY_QUESTIONS_MAX. */
enum result survey_questions(struct request *, const char *survey,
    struct survey_question **, size_t *n) MUST_CHECK;
/* Of one question by itself: code, choices, condition. */
void	survey_question_check(struct request *, const void *);
/* What people call that which answers fill, or NULL. */
const char *survey_fill_label(struct request *, const char *fills);
/* NULL, or why its answers cannot fill what it names; why one value cannot. */
const char *survey_fill_fault(struct request *,
    const struct survey_question *);
const char *survey_fill_refused(struct request *,
    const struct survey_question *, const char *value);
/* The survey's page with the faults of a form, and rc. */
enum result survey_show_again(struct request *, const struct survey *,
    enum result rc);

/* A form of one record by itself. */
struct survey_form {
	const char *heading, *action;
	const char *up, *up_url;	/* the page above; NULL: the list */
};
enum result survey_form_show(struct request *, const struct survey_form *,
    const struct record *, const void *obj);

/* A value as people read it; NULL: none. */
const char *survey_value_shown(struct request *,
    const struct survey_question *, const char *value);

/* When question i is asked; NULL: always. */
const char *survey_when_told(struct request *, const struct survey_question *,
    size_t i);

enum result survey_recipients_get(struct request *);
enum result survey_calls_csv_get(struct request *);
/* What the address asks the list of recipients for. */
struct survey_wish survey_wish_asked(struct request *);
const char *survey_region_label(struct request *, const char *region);
enum result survey_recipients_post(struct request *);
enum result survey_recipient_get(struct request *);
enum result survey_differences_get(struct request *);
enum result survey_link_post(struct request *);
enum result survey_address_post(struct request *);
enum result survey_decision_post(struct request *);
enum result survey_results_get(struct request *);
enum result survey_cross_get(struct request *);
enum result survey_answers_get(struct request *);
enum result survey_answers_csv_get(struct request *);
enum result survey_answers_xlsx_get(struct request *);
enum result survey_texts_get(struct request *);
enum result survey_text_get(struct request *);
enum result survey_text_read_post(struct request *);
enum result survey_text_card_post(struct request *);
enum result survey_report_get(struct request *);
enum result survey_report_pdf_get(struct request *);
enum result survey_mails_post(struct request *);
enum result survey_preview_get(struct request *);
enum result survey_trial_post(struct request *);
enum result survey_typed_get(struct request *);
enum result survey_typed_post(struct request *);
enum result survey_guest_get(struct request *);
enum result survey_guest_post(struct request *);
/* Inside a deed: each of them, services or agencies, becomes a recipient. */
void	survey_ask_all(struct request *, const struct survey *,
    const struct rows *, bool services);
/* The page of recipients with the faults of a form, and rc. */
enum result survey_recipients_again(struct request *, const struct survey *,
    enum result rc);
enum result survey_demo(struct request *);
enum result survey_daily(struct request *);

enum result survey_post(struct request *);
enum result survey_show_get(struct request *);
enum result survey_state_post(struct request *);
enum result survey_copy_post(struct request *);
enum result survey_order_post(struct request *);
enum result survey_question_new_get(struct request *);
enum result survey_question_post(struct request *);
enum result survey_question_edit_get(struct request *);
enum result survey_question_change_post(struct request *);

#endif
