#ifndef SURVEY_SQL_H
#define SURVEY_SQL_H

#include "features/survey/survey.h"

enum result survey_sql_questions(struct request *, const char *survey,
    struct rows *) MUST_CHECK;
/* Which of those asked; "" for all. */
struct survey_wish {
	const char *state;		/* "none", "begun", "sent" */
	const char *region;		/* a code, or "unknown" */
};
/* With `sent_at` of the last reply that was sent, and `begun_at` of one that is
 * open; by region and name. */
enum result survey_sql_recipients(struct request *, const char *survey,
    const struct survey_wish *, int64_t limit, int64_t offset, struct rows *)
    MUST_CHECK;
enum result survey_sql_wished_count(struct request *, const char *survey,
    const struct survey_wish *, int64_t *) MUST_CHECK;
enum result survey_sql_recipients_count(struct request *, const char *survey,
    const char *state, int64_t *) MUST_CHECK;
/* The same to call them by: service_kind, agency_kind, municipality, phone. */
enum result survey_sql_calls(struct request *, const char *survey,
    const struct survey_wish *, struct rows *) MUST_CHECK;
/* By region: asked, begun, sent. */
enum result survey_sql_regions(struct request *, const char *survey,
    struct rows *) MUST_CHECK;
/* Services of that kind (or agencies) that stand and are not asked yet:
 * id, name, municipality, mail. */
enum result survey_sql_services(struct request *, const char *survey,
    const char *kind, struct rows *) MUST_CHECK;
enum result survey_sql_agencies(struct request *, const char *survey,
    const char *kind, struct rows *) MUST_CHECK;

/* Who has not answered and can be written to: id, mail, mailed_on, title,
 * due_on; the first `limit` of them. Not mailed today yet; not since the last day
 * of reminding that has come, in any survey that is open. */
enum result survey_sql_to_mail(struct request *, const char *survey,
    int64_t limit, struct rows *) MUST_CHECK;
enum result survey_sql_to_remind(struct request *, int64_t limit,
    struct rows *) MUST_CHECK;
/* Inside a deed. */
enum result survey_sql_mailed(struct request *, const char *recipient);

/* Replies of one recipient, the last first. */
enum result survey_sql_replies(struct request *, const char *recipient,
    struct rows *) MUST_CHECK;
/* Answers of a reply: id, question, value, text (sealed). */
enum result survey_sql_answers(struct request *, const char *reply,
    struct rows *) MUST_CHECK;
/* Inside a deed. */
enum result survey_sql_reply_add(struct request *, struct survey_reply *);
/* How the one that is open came, last. */
enum result survey_sql_reply_channel(struct request *, const char *reply,
    const char *channel);
enum result survey_sql_reply_send(struct request *, const char *reply);
/* One answer; value "" takes it away. */
enum result survey_sql_answer_set(struct request *, const char *reply,
    const struct survey_question *, const char *value);

enum result survey_sql_decisions(struct request *, const char *reply,
    struct rows *) MUST_CHECK;
enum result survey_sql_decide(struct request *, const char *reply,
    const char *question, const char *decision);

#endif
