#include "app/audit.h"
#include "app/deed.h"
#include "app/mail.h"
#include "base/date.h"
#include "features/survey/survey_sheet.h"
#include "features/survey/survey_sql.h"

/* Asking by mail, and asking again: whoever has not answered gets a link of
 * their own, by a button or by itself on the days set. Once a day each, since a
 * new link ends the one before. */

/* Inside a deed. */
static void
write_to(struct request *r, const struct rows *rows, size_t i)
{
	const char *id = rows_cell(rows, i, "id");
	const char *title = rows_cell(rows, i, "title");
	const char *due_on = rows_cell(rows, i, "due_on");
	const char *due = due_on ? arena_fmt(r->mem, "%sまでに、",
	    date_long(r->mem, due_on)) : "";
	bool again = rows_cell(rows, i, "mailed_on") != NULL;
	struct mail mail = { .to = rows_cell(rows, i, "mail"),
		.subject = arena_fmt(r->mem, "%sへの回答のお願い%s", title,
		again ? "（再送）" : ""),
		.record = survey_recipient_record.name, .record_id = id,
		.once = arena_fmt(r->mem, "survey:%s:%s", id, r->today) };

	mail.body = arena_fmt(r->mem, "%s%sへの回答をお願いします。%s下のリンクから"
	    "答えてください。\nはじめに開いた端末でだけ使えます（%d日間）。"
	    "途中で閉じても、続きから答えられます。\n%s%s\n", again ?
	    "まだ回答が届いていないようです。" : "", title, due, SURVEY_LINK_DAYS,
	    again ? "前にお送りしたリンクは使えなくなります。\n" : "",
	    guest_link_make(r, &guest_survey, id,
	    (int64_t)SURVEY_LINK_DAYS * 86400));
	(void)mail_queue(r, &mail);
	(void)survey_sql_mailed(r, id);
	audit_note_plain(r, "remind", survey_recipient_record.name, id, "mail");
}

/* POST /surveys/ID/mails */
enum result
survey_mails_post(struct request *r)
{
	struct rows rows = { 0 };
	struct survey s;
	const char *see;
	enum result rc = survey_open(r, &s);

	if (!rc && (!survey_state_is(&s, "open") || !mail_is_on(r)))
		rc = CONFLICT;
	if (!rc)
		rc = survey_sql_to_mail(r, s.id, SURVEY_MAILS, &rows);
	if (rc)
		return rc;
	if (!rows.nrows) {
		request_fault(r, "", "今日メールを送る所は、もうありません。");
		return survey_recipients_again(r, &s, INVALID);
	}
	see = request_saying(r, arena_fmt(r->mem, "/surveys/%s/recipients",
	    s.id), "sent");
	deed_begin(r);
	for (size_t i = 0; i < rows.nrows; i++)
		write_to(r, &rows, i);
	return request_see(r, deed_commit(r, see), see);
}

/* On the days that were set, and made up for when nothing ran that day: by so
 * many at a time, until there is nobody left. */
enum result
survey_daily(struct request *r)
{
	enum { ROUNDS = 20 };
	enum result rc = OK;

	for (size_t round = 0; !rc && round < ROUNDS; round++) {
		struct rows rows = { 0 };

		rc = mail_is_on(r) ? survey_sql_to_remind(r, SURVEY_MAILS,
		    &rows) : OK;
		if (rc || !rows.nrows)
			return rc;
		deed_begin(r);
		for (size_t i = 0; i < rows.nrows; i++)
			write_to(r, &rows, i);
		rc = deed_commit(r, NULL);
	}
	return rc;
}
