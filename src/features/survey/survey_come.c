#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/page.h"
#include "base/date.h"
#include "features/survey/survey_sheet.h"
#include "features/survey/survey_sql.h"

/* How answers come: by the link of one recipient, or typed in by the centre. */

/* The recipient of the address, for the centre. */
static enum result
open_sheet(struct request *r, struct sheet *s)
{
	enum result rc = access_centre(r);

	return rc ? rc : survey_sheet_load(r, r->arg[0], s);
}

/* GET /survey-recipients/ID */
enum result
survey_recipient_get(struct request *r)
{
	struct sheet s;
	enum result rc = open_sheet(r, &s);

	if (!rc)
		rc = survey_sheet_sent(r, &s);
	return rc ? rc : survey_recipient_show(r, &s, NULL);
}

/* POST /survey-recipients/ID/link: a new one, shown once. */
enum result
survey_link_post(struct request *r)
{
	struct sheet s;
	const char *link;
	enum result rc = open_sheet(r, &s);

	if (rc)
		return rc;
	if (!survey_state_is(&s.survey, "open"))
		return CONFLICT;
	deed_begin(r);
	link = guest_link_make(r, &guest_survey, s.recipient.id,
	    (int64_t)SURVEY_LINK_DAYS * 86400);
	audit_note_plain(r, "add", "guest_link", s.recipient.id, "survey");
	rc = deed_commit(r, NULL);
	if (!rc)
		rc = survey_sheet_sent(r, &s);
	return rc ? rc : survey_recipient_show(r, &s, link);
}

/* POST /survey-recipients/ID/mail: where it is asked from now on. */
enum result
survey_address_post(struct request *r)
{
	const char *mail = request_form(r, "mail");
	const char *version = request_form(r, "version"), *see;
	struct survey_recipient c;
	struct sheet s;
	enum result rc = open_sheet(r, &s), shown;

	if (rc)
		return rc;
	if (mail && *mail && !mail_address_fits(mail)) {
		request_fault(r, "mail", "メールアドレスの形で入力してください。"
		    "例）aoi@example.jp");
		shown = survey_sheet_sent(r, &s);
		if (!shown)
			shown = survey_recipient_show(r, &s, NULL);
		return shown ? shown : INVALID;
	}
	c = s.recipient;
	c.mail = mail && *mail ? mail : NULL;
	if (version)
		c.version = strtoll(version, NULL, 10);
	see = request_saying(r, arena_fmt(r->mem, "/survey-recipients/%s",
	    c.id), "changed");
	deed_begin(r);
	record_change(r, &survey_recipient_record, &s.recipient, &c);
	return request_see(r, deed_commit(r, see), see);
}

static struct survey_answering
typed(struct request *r)
{
	const char *channel = request_form(r, "channel");
	const char *at = arena_fmt(r->mem, "/survey-recipients/%s", r->arg[0]);

	return (struct survey_answering){
		.path = arena_fmt(r->mem, "%s/answers", at), .after = at,
		.channel = channel && codes_find(r->codes, "survey_channel",
		    channel) ? channel : "paper",
		.staff = true, .whole = true };
}

/* As on the paper: what the directory says stands beside it, not in it. Too
 * many fields for one form are asked page by page. */
static void
lay_out(struct survey_answering *w, struct sheet *s)
{
	enum { FIELDS = FORM_MAX_FIELDS - 20 };
	size_t fields = s->n;

	for (size_t i = 0; i < s->n; i++) {
		for (const char *c = s->questions[i].choices; c && *c; c++)
			fields += *c == '\n';
	}
	w->whole = fields < FIELDS;
	if (!s->open.id && !s->last.id)
		memset(s->values, 0, s->n * sizeof(*s->values));
	survey_shown(s->questions, s->n, s->values, s->shown);
}

/* GET and POST /survey-recipients/ID/answers: all of it, on one page; `later`
 * keeps what there is, `as_is` sends it though answers lack. */
enum result
survey_typed_get(struct request *r)
{
	struct sheet s;
	enum result rc = open_sheet(r, &s);
	struct survey_answering w = typed(r);

	if (rc)
		return rc;
	lay_out(&w, &s);
	return survey_answering_get(r, &w, &s);
}

enum result
survey_typed_post(struct request *r)
{
	struct sheet s;
	enum result rc = open_sheet(r, &s);
	struct survey_answering w = typed(r);

	if (rc)
		return rc;
	lay_out(&w, &s);
	return survey_answering_post(r, &w, &s);
}

/* GET /surveys/ID/preview?part=N: every page as it is; ?try=1: to be answered,
 * as whoever is asked would, and kept nowhere. */
enum result
survey_preview_get(struct request *r)
{
	struct survey survey;
	struct sheet s;
	struct survey_answering w = { .staff = true, .preview = true };
	enum result rc = survey_open(r, &survey);

	if (!rc)
		rc = survey_sheet_preview(r, &survey, &s);
	if (rc)
		return rc;
	w.path = arena_fmt(r->mem, "/surveys/%s/preview", r->arg[0]);
	if (request_query(r, "try")) {
		w.preview = false;
		w.trial = true;
		survey_shown(s.questions, s.n, s.values, s.shown);
	}
	return survey_answering_get(r, &w, &s);
}

/* What the guest's own link opens. The directory is asked as somebody who is
 * no member of the centre. */
static enum result
open_link(struct request *r, struct guest *link, struct sheet *s)
{
	enum result rc = guest_of(r, &guest_survey, link);

	if (rc)
		return rc;
	guest_speaks(r, link, NULL);
	rc = survey_sheet_load(r, link->record_id, s);
	guest_leaves(r);
	return rc;
}

static const struct survey_answering by_link = { .path = "/links/survey",
	.after = "/links/survey", .channel = "link" };

/* GET and POST /links/survey?part=N */
enum result
survey_guest_get(struct request *r)
{
	struct guest link;
	struct sheet s;
	enum result rc = open_link(r, &link, &s);

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	return survey_answering_get(r, &by_link, &s);
}

enum result
survey_guest_post(struct request *r)
{
	struct guest link;
	struct sheet s;
	struct survey_answering w = by_link;
	enum result rc = open_link(r, &link, &s);

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	w.link = &link;
	return survey_answering_post(r, &w, &s);
}
