#include <string.h>

#include "app/codes.h"
#include "app/open.h"
#include "app/page.h"
#include "features/inbox/inbox.h"
#include "public/public.h"
#include "public/public_inbox.h"

/* GET and POST /contact: a letter to the centre. It is sealed before it touches
 * the disk, and this process cannot open it again. */

struct question {
	const char *name, *phone, *mail, *body;
};

static const struct field fields[] = {
	FIELD_TEXT(question, name, .label = "お名前（なくてもかまいません）",
	    .max = 100),
	FIELD_TEXT(question, phone, .label = "電話", .max = 40,
	    .hint = "電話かメールのどちらかを書いてください。"),
	FIELD_TEXT(question, mail, .label = "メール", .max = 200),
	FIELD_LONG(question, body, .label = "内容", .flags = REQUIRED,
	    .max = 3000, .hint = "子どもの名前や病名は書かなくてかまいません。"),
};

static const struct record question_form = {
	.name = "question",
	.size = sizeof(struct question),
	.fields = fields,
	.nfields = COUNT(fields),
};

struct contact_page {
	const struct html *faults, *abouts, *fields;
	const char *centre, *phone, *hours;
	bool open;
};

static const struct slot slots[] = {
	SLOT_HTML(contact_page, faults),
	SLOT_HTML(contact_page, abouts),
	SLOT_HTML(contact_page, fields),
	SLOT_TEXT(contact_page, centre),
	SLOT_TEXT(contact_page, phone),
	SLOT_TEXT(contact_page, hours),
	SLOT_FLAG(contact_page, open),
};

static TEMPLATE(form_page, "src/public/contact.html", slots);
static TEMPLATE(sent_page, "src/public/sent.html", slots);

static enum result
show(struct request *r, const struct question *q, const char *about,
    const struct template *t)
{
	const struct open_site *o = r->site->open;
	const struct crumb crumbs[] = { { "お問い合わせ", NULL } };
	const struct page page = { .title = t == &sent_page ?
	    "お問い合わせを受け付けました" : "お問い合わせ", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	const struct contact_page p = {
		.faults = form_faults(r),
		.abouts = form_options(r, "inbox_about", about, NULL),
		.fields = form_record(r, &question_form, q),
		.centre = *o->centre ? o->centre : "支援センター",
		.phone = *o->phone ? o->phone : NULL,
		.hours = *o->hours ? o->hours : NULL,
		.open = public_inbox_is_open(r),
	};

	return page_show(r, &page, t, &p);
}

static enum result
contact_get(struct request *r)
{
	return show(r, &(struct question){ 0 }, "child", &form_page);
}

static enum result
sent_get(struct request *r)
{
	return show(r, &(struct question){ 0 }, "child", &sent_page);
}

static enum result
put(struct request *r, const struct question *q, const char *about)
{
	const struct pair said[] = { { "about", about }, { "name", q->name },
	    { "phone", q->phone }, { "mail", q->mail }, { "body", q->body } };

	return public_inbox_put(r, &inbox_contact, said, COUNT(said));
}

static void
read_question(struct request *r, struct question *q)
{
	public_read(r, &question_form, q);
	if ((!q->phone || !*q->phone) && (!q->mail || !*q->mail))
		request_fault(r, "phone", "返事のために、電話かメールのどちらかを"
		    "書いてください。");
}

static enum result
contact_post(struct request *r)
{
	const char *about = request_form(r, "about");
	struct question q = { 0 };
	enum result rc = OK;

	if (!public_inbox_is_open(r))
		return MISSING;
	if (!about || !codes_find(r->codes, "inbox_about", about))
		about = "other";
	read_question(r, &q);
	if (!r->nfaults && !public_is_program(r))
		rc = put(r, &q, about);
	if (rc == CONFLICT)
		request_fault(r, "body", "いまはたくさん届いていて、受け取れません"
		    "でした。時間をおいて送るか、電話でお問い合わせください。");
	else if (rc == INVALID)
		request_fault(r, "body", "長すぎます。短くしてください。");
	else if (rc)
		return rc;
	if (r->nfaults) {
		rc = show(r, &q, about, &form_page);
		return rc ? rc : INVALID;
	}
	return request_see(r, OK, "/contact/sent");
}

static const struct route routes[] = {
	{ "GET", "/contact", EVERYONE, contact_get },
	{ "POST", "/contact", EVERYONE, contact_post },
	{ "GET", "/contact/sent", EVERYONE, sent_get },
};

extern const struct feature public_contact_feature;
const struct feature public_contact_feature = {
	.name = "contact",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&form_page, &sent_page),
};
