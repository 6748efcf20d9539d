#include "app/audit.h"
#include "app/deed.h"
#include "app/mail.h"
#include "base/date.h"
#include "features/survey/survey_sheet.h"
#include "features/survey/survey_sql.h"

/* Asking by mail, and asking again: whoever has not answered gets a link of
 * their own. Once a day each, since a new link ends the one before. */

/* Inside a deed. */
static enum result
write_to(struct request *r, const struct survey *s,
    const struct survey_recipient *old)
{
	struct survey_recipient c = *old;
	const char *due = s->due_on ? arena_fmt(r->mem, "%sまでに、",
	    date_long(r->mem, s->due_on)) : "";
	struct mail mail = { .to = c.mail, .subject = arena_fmt(r->mem,
		"%sへの回答のお願い", s->title),
		.record = survey_recipient_record.name, .record_id = c.id,
		.once = arena_fmt(r->mem, "survey:%s:%s", c.id, r->today) };
	enum result rc;

	mail.body = arena_fmt(r->mem, "%sへの回答をお願いします。%s下のリンクから"
	    "答えてください。\nはじめに開いた端末でだけ使えます（%d日間）。"
	    "途中で閉じても、続きから答えられます。\n%s\n", s->title, due,
	    SURVEY_LINK_DAYS, guest_link_make(r, &guest_survey, c.id,
	    (int64_t)SURVEY_LINK_DAYS * 86400));
	c.mailed_on = r->today;
	rc = mail_queue(r, &mail);
	return rc ? rc : record_change(r, &survey_recipient_record, old, &c);
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
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct survey_recipient c;

		if (record_load(r, &survey_recipient_record, &rows, i, &c))
			rc = write_to(r, &s, &c);
	}
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}
