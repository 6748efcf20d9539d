#include <string.h>

#include "app/mail.h"
#include "app/open.h"
#include "app/page.h"
#include "base/crypto.h"
#include "base/text.h"
#include "features/training/training.h"
#include "public/public.h"
#include "public/public_inbox.h"
#include "public/public_sql.h"

/*
 * GET and POST /sign-in/TOKEN: whoever comes to a session says so, from the
 * code on the poster and without an account. What they type is sealed for the
 * centre; whether it fits somebody of the list is found out there alone, so
 * this page tells nobody who applied.
 */
enum { NONCE_BYTES = 12, LAST_DIGITS = 4 };

struct arrival {
	const char *said, *kana, *code, *name, *profession, *organization;
};

static const struct field fields[] = {
	FIELD_TEXT(arrival, said,
	    .label = "メールアドレスか、電話番号の下4けた",
	    .flags = REQUIRED, .max = 200,
	    .hint = "申し込んだときのもの。例）1234"),
	FIELD_KANA(arrival, kana, .label = "名字のフリガナ", .max = 50,
	    .hint = "例）ミホン　同じ番号の人がいるときに使います。"),
};

static const struct field code_fields[] = {
	FIELD_TEXT(arrival, code, .label = "合言葉（4けたの数字）",
	    .flags = REQUIRED, .max = 10,
	    .hint = "講師の画面に出ている数字です。"),
};

static const struct field walk_in_fields[] = {
	FIELD_TEXT(arrival, name, .label = "お名前", .max = 100),
	FIELD_CODE(arrival, profession, .label = "職種",
	    .list = "profession"),
	FIELD_TEXT(arrival, organization, .label = "所属", .max = 200),
};

#define FORM(f) { .name = "arrival", .size = sizeof(struct arrival), \
	.fields = (f), .nfields = COUNT(f) }

static const struct record arrival_form = FORM(fields);
static const struct record code_form = FORM(code_fields);
static const struct record walk_in_form = FORM(walk_in_fields);

struct door {
	const char *at, *title, *number, *theme, *hours, *moment_fault, *phone;
	const struct html *faults, *fields, *code, *walk_in;
	bool open, codes, end, start, walks;
};

static const struct slot slots[] = {
	SLOT_TEXT(door, at),
	SLOT_TEXT(door, title),
	SLOT_TEXT(door, number),
	SLOT_TEXT(door, theme),
	SLOT_TEXT(door, hours),
	SLOT_TEXT(door, moment_fault),
	SLOT_TEXT(door, phone),
	SLOT_HTML(door, faults),
	SLOT_HTML(door, fields),
	SLOT_HTML(door, code),
	SLOT_HTML(door, walk_in),
	SLOT_FLAG(door, open),
	SLOT_FLAG(door, codes),
	SLOT_FLAG(door, end),
	SLOT_FLAG(door, start),
	SLOT_FLAG(door, walks),
};

static TEMPLATE(form_page, "src/public/sign_in.html", slots);
static TEMPLATE(done_page, "src/public/signed_in.html", slots);

/* The door of the address: open on its day, while letters can be sent. */
static enum result
load(struct request *r, struct door *d)
{
	struct rows rows = { 0 };
	const char *from, *to, *phone = r->site->open->phone;
	enum result rc = public_sql_door(r, training_door_digest(r->mem,
	    r->arg[0]), &rows);

	if (rc)
		return rc;
	from = rows_cell(&rows, 0, "from_at");
	to = rows_cell(&rows, 0, "to_at");
	*d = (struct door){
		.at = arena_fmt(r->mem, "/sign-in/%s", r->arg[0]),
		.title = rows_cell(&rows, 0, "title"),
		.number = rows_cell(&rows, 0, "number"),
		.theme = rows_cell(&rows, 0, "theme"),
		.hours = arena_fmt(r->mem, "%s%s%s", from ? from : "",
		    to ? "～" : "", to ? to : ""),
		.open = public_inbox_is_open(r) && strcmp(rows_cell(&rows, 0,
		    "on_day"), r->today) == 0,
		.phone = *phone ? phone : NULL,
	};
	d->codes = rows_cell(&rows, 0, "both_codes") &&
	    strcmp(rows_cell(&rows, 0, "both_codes"), "1") == 0;
	return OK;
}

static enum result
show(struct request *r, struct door *d, const struct arrival *a)
{
	const char *moment = request_form(r, "moment");
	const struct crumb crumbs[] = { { "受付", NULL } };
	const struct page page = { .title = "研修の受付", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };

	d->faults = form_faults(r);
	d->fields = form_record(r, &arrival_form, a);
	d->code = form_record(r, &code_form, a);
	d->walk_in = form_record(r, &walk_in_form, a);
	d->moment_fault = request_fault_of(r, "moment");
	d->end = moment && strcmp(moment, "end") == 0;
	d->start = moment && strcmp(moment, "start") == 0;
	d->walks = a->name || a->organization || a->profession;
	return page_show(r, &page, &form_page, d);
}

static enum result
sign_in_get(struct request *r)
{
	struct door d;
	enum result rc = load(r, &d);

	return rc ? rc : show(r, &d, &(struct arrival){ 0 });
}

static bool
is_said(struct request *r, const char *said)
{
	const char *s = text_fold_width(r->mem, said);
	size_t n = 0;

	if (strchr(s, '@'))
		return mail_address_fits(s);
	for (; *s; s++)
		n += *s >= '0' && *s <= '9';
	return n >= LAST_DIGITS;
}

static const char *
read_moment(struct request *r, const struct door *d)
{
	const char *moment = request_form(r, "moment");

	if (!d->codes)
		return "only";
	if (moment && (strcmp(moment, "start") == 0 ||
	    strcmp(moment, "end") == 0))
		return moment;
	request_fault(r, "moment", "始めか終わりかを選んでください。");
	return "start";
}

static void
read_arrival(struct request *r, const struct door *d, struct arrival *a)
{
	public_read(r, &arrival_form, a);
	if (d->codes)
		public_read(r, &code_form, a);
	public_read(r, &walk_in_form, a);
	r->reading = &arrival_form;
	if (a->said && *a->said && !request_fault_of(r, "said") &&
	    !is_said(r, a->said))
		request_fault(r, "said", "メールアドレスか、電話番号の下4けたの"
		    "数字を入力してください。");
	if (a->name && *a->name && (!a->profession || !*a->profession))
		request_fault(r, "profession", "職種を選んでください。");
}

/* The same person twice is one; two who type the same are two letters. */
static enum result
put(struct request *r, const struct arrival *a, const char *moment)
{
	const struct pair said[] = {
		{ "door", r->arg[0] }, { "moment", moment },
		{ "said", a->said ? text_fold_width(r->mem, a->said) : NULL },
		{ "kana", a->kana },
		{ "code", a->code ? text_fold_width(r->mem, a->code) : NULL },
		{ "name", a->name }, { "profession", a->profession },
		{ "organization", a->organization },
		{ "nonce", crypto_token(r->mem, NONCE_BYTES) },
	};

	return public_inbox_put(r, &training_attendance, said, COUNT(said));
}

static enum result
sign_in_post(struct request *r)
{
	struct arrival a = { 0 };
	struct door d;
	const char *moment;
	enum result rc = load(r, &d), shown;

	if (rc)
		return rc;
	if (!d.open)
		return CONFLICT;
	moment = read_moment(r, &d);
	read_arrival(r, &d, &a);
	if (!r->nfaults && !public_is_program(r))
		rc = put(r, &a, moment);
	if (rc == CONFLICT)
		request_fault(r, "said", "いまは受け取れませんでした。受付の係に"
		    "声をかけてください。");
	else if (rc)
		return rc;
	if (!r->nfaults)
		return request_see(r, OK, arena_fmt(r->mem, "%s/done", d.at));
	shown = show(r, &d, &a);
	return shown ? shown : INVALID;
}

static enum result
done_get(struct request *r)
{
	const struct crumb crumbs[] = { { "受付", NULL } };
	const struct page page = { .title = "受付しました", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct door d;
	enum result rc = load(r, &d);

	return rc ? rc : page_show(r, &page, &done_page, &d);
}

static const struct route routes[] = {
	{ "GET", "/sign-in/*", EVERYONE, sign_in_get },
	{ "POST", "/sign-in/*", EVERYONE, sign_in_post },
	{ "GET", "/sign-in/*/done", EVERYONE, done_get },
};

extern const struct feature public_sign_in_feature;
const struct feature public_sign_in_feature = {
	.name = "sign_in",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&form_page, &done_page),
};
