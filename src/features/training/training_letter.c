#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/mail.h"
#include "base/uuid5.h"
#include "features/training/training_mail.h"
#include "features/training/training_private.h"
#include "features/training/training_sql.h"

/*
 * An application from the public site becomes one applicant in each session it
 * names. What cannot be used, be it for a session that is over or unknown by
 * now, is left to people as a whole: nobody is taken in by halves.
 */
enum { MAX_NAME = 100, MAX_ORGANIZATION = 200, MAX_MAIL = 200, MAX_PHONE = 30,
	MAX_CODE = 40 };

const struct inbox_kind training_application = { "training_application", 500,
	20000 };

/* False: nobody could be answered, or counted. */
static bool
read_applicant(struct request *r, const struct letter *l,
    struct training_applicant *a)
{
	*a = (struct training_applicant){
		.name = letter_line(r, l, "name", MAX_NAME),
		.kana = letter_line(r, l, "kana", MAX_NAME),
		.profession = letter_line(r, l, "profession", MAX_CODE),
		.organization = letter_line(r, l, "organization",
		    MAX_ORGANIZATION),
		.mail = letter_line(r, l, "mail", MAX_MAIL),
		.phone = letter_line(r, l, "phone", MAX_PHONE),
		.source = "public",
	};
	return a->name && a->profession && a->mail &&
	    mail_address_fits(a->mail) &&
	    codes_find(r->codes, "profession", a->profession);
}

/* The announced session to come that is published under that id. */
static bool
session_of(struct request *r, const struct rows *rows, const char *published,
    struct training_session *s)
{
	for (size_t i = 0; i < rows->nrows; i++) {
		const char *id = uuid5(r->mem, UUID5_TSUNAGU,
		    rows_cell(rows, i, "id"));

		if (strcmp(id, published) == 0)
			return record_load(r, &training_session_record, rows,
			    i, s);
	}
	return false;
}

/* Who applied before is told once more where they stand. */
static enum result
take_one(struct request *r, const struct training_session *s,
    const struct training_applicant *as)
{
	struct training_applicant a = *as, found;
	enum result rc = training_apply(r, s, &a);

	if (rc != CONFLICT)
		return rc;
	rc = training_find(r, &a, &found);
	if (!rc)
		rc = training_mail(r, s, &found, TRAINING_AGAIN);
	return rc ? rc : audit_note_plain(r, "change",
	    training_applicant_record.name, found.id, "again");
}

enum result
training_take_application(struct request *r, const struct letter *l)
{
	struct training_session *sessions = arena_array(r->mem, l->said.n + 1,
	    sizeof(*sessions));
	struct training_applicant a;
	struct rows rows = { 0 };
	size_t n = 0;
	enum result rc;

	if (!read_applicant(r, l, &a))
		return INVALID;
	rc = training_sql_announced(r, &rows);
	for (size_t i = 0; !rc && i < l->said.n; i++) {
		if (strcmp(l->said.at[i].name, "session") == 0 &&
		    !session_of(r, &rows, l->said.at[i].value, &sessions[n++]))
			return INVALID;
	}
	if (!rc && !n)
		return INVALID;
	for (size_t i = 0; !rc && i < n; i++)
		rc = take_one(r, &sessions[i], &a);
	return rc;
}
