#include <string.h>

#include "app/mail.h"
#include "app/open.h"
#include "app/page.h"
#include "features/training/training.h"
#include "public/public_inbox.h"
#include "public/public_sql.h"
#include "public/training_page.h"
#include "public/training_view.h"

/* GET and POST /trainings/ID: one session, and an application, sealed for the
 * centre before it touches the disk. Whether there is a seat is decided there,
 * and said by mail. */

enum { FIXED = 6, MAX_CHOSEN = 40 };

struct application {
	const char *name, *kana, *organization, *profession, *mail, *phone;
};

static const struct field fields[] = {
	FIELD_TEXT(application, name, .label = "お名前", .flags = REQUIRED,
	    .max = 100),
	FIELD_KANA(application, kana, .label = "フリガナ", .max = 100,
	    .hint = "例）ミホン ハナコ"),
	FIELD_TEXT(application, organization, .label = "所属", .max = 200,
	    .hint = "勤め先や学校、町の名前など。なければ空欄で。"),
	FIELD_CODE(application, profession, .label = "職種",
	    .flags = REQUIRED, .list = "profession"),
	FIELD_TEXT(application, mail, .label = "メールアドレス",
	    .flags = REQUIRED, .max = 200,
	    .hint = "席が取れたかどうかと、当日の案内を送ります。"),
	FIELD_TEXT(application, phone, .label = "電話", .max = 30,
	    .hint = "メールが届かないときにだけ使います。"),
};

static const struct record application_form = {
	.name = "application",
	.size = sizeof(struct application),
	.fields = fields,
	.nfields = COUNT(fields),
};

static const struct slot choice_slots[] = {
	SLOT_TEXT(training_view, id),
	SLOT_TEXT(training_view, number),
	SLOT_TEXT(training_view, theme),
	SLOT_TEXT(training_view, when),
	SLOT_TEXT(training_view, seats),
	SLOT_FLAG(training_view, ticked),
};

struct session_page {
	const struct html *faults, *fields;
	const char *url, *title, *kind, *number, *theme, *when, *where,
	    *professions, *lecturers, *seats, *seats_class, *centre, *phone,
	    *hours, *fault;
	struct html_list choices;
	bool open, full, online, many;
};

static const struct slot slots[] = {
	SLOT_HTML(session_page, faults),
	SLOT_HTML(session_page, fields),
	SLOT_TEXT(session_page, url),
	SLOT_TEXT(session_page, title),
	SLOT_TEXT(session_page, kind),
	SLOT_TEXT(session_page, number),
	SLOT_TEXT(session_page, theme),
	SLOT_TEXT(session_page, when),
	SLOT_TEXT(session_page, where),
	SLOT_TEXT(session_page, professions),
	SLOT_TEXT(session_page, lecturers),
	SLOT_TEXT(session_page, seats),
	SLOT_TEXT(session_page, seats_class),
	SLOT_TEXT(session_page, centre),
	SLOT_TEXT(session_page, phone),
	SLOT_TEXT(session_page, hours),
	SLOT_TEXT(session_page, fault),
	SLOT_LIST(session_page, choices, choice_slots, struct training_view),
	SLOT_FLAG(session_page, open),
	SLOT_FLAG(session_page, full),
	SLOT_FLAG(session_page, online),
	SLOT_FLAG(session_page, many),
};

TEMPLATE(public_training_page, "src/public/training.html", slots);
TEMPLATE(public_training_applied, "src/public/training_applied.html", slots);

/* The session of the address, and all to come of its course. */
static enum result
load(struct request *r, struct training_view *v, struct html_list *choices)
{
	struct training_view *views;
	struct rows rows = { 0 }, all = { 0 };
	enum result rc = public_sql_training(r, r->arg[0], &rows);

	if (rc)
		return rc;
	*v = training_view_of(r, &rows, 0);
	rc = public_sql_trainings(r, v->course, &all);
	views = arena_array(r->mem, all.nrows + 1, sizeof(*views));
	for (size_t i = 0; !rc && i < all.nrows; i++) {
		views[i] = training_view_of(r, &all, i);
		views[i].ticked = strcmp(views[i].id, v->id) == 0;
	}
	*choices = (struct html_list){ views, all.nrows };
	return rc;
}

static struct session_page
page_of(struct request *r, const struct training_view *v)
{
	const struct open_site *o = r->site->open;

	return (struct session_page){ .url = v->url, .title = v->title,
		.kind = v->kind, .number = v->number, .theme = v->theme,
		.when = v->when, .where = v->where,
		.professions = v->professions, .lecturers = v->lecturers,
		.seats = v->seats, .seats_class = v->seats_class,
		.full = v->full, .online = v->online,
		.centre = *o->centre ? o->centre : "支援センター",
		.phone = *o->phone ? o->phone : NULL,
		.hours = *o->hours ? o->hours : NULL,
		.open = public_inbox_is_open(r) };
}

static enum result
show(struct request *r, const struct training_view *v,
    const struct html_list *choices, const struct application *a)
{
	const struct crumb crumbs[] = { { "研修", "/trainings" },
	    { v->title, NULL } };
	const struct page page = { .title = arena_fmt(r->mem, "%s %s", v->title,
	    v->number), .menu = "/trainings", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct session_page p = page_of(r, v);

	p.faults = form_faults(r);
	p.fields = form_record(r, &application_form, a);
	p.choices = *choices;
	p.many = choices->n > 1;
	p.fault = request_fault_of(r, "session");
	return page_show(r, &page, &public_training_page, &p);
}

enum result
public_training_get(struct request *r)
{
	struct training_view v;
	struct html_list choices;
	enum result rc = load(r, &v, &choices);

	return rc ? rc : show(r, &v, &choices, &(struct application){ 0 });
}

/* Those ticked that are there to be ticked; how many. */
static size_t
read_choices(struct request *r, const struct html_list *choices)
{
	struct training_view *views = (struct training_view *)(uintptr_t)
	    choices->rows;
	const char *const *chosen;
	size_t n, count = 0;

	chosen = request_form_all(r, "session", &n);
	for (size_t i = 0; i < choices->n; i++) {
		views[i].ticked = false;
		for (size_t k = 0; k < n; k++)
			views[i].ticked |= strcmp(chosen[k], views[i].id) == 0;
		count += views[i].ticked;
	}
	return count;
}

static enum result
put(struct request *r, const struct application *a,
    const struct html_list *choices)
{
	const struct training_view *views = choices->rows;
	struct pair said[FIXED + MAX_CHOSEN] = { { "name", a->name },
	    { "kana", a->kana },
	    { "organization", a->organization },
	    { "profession", a->profession }, { "mail", a->mail },
	    { "phone", a->phone } };
	size_t n = FIXED;

	for (size_t i = 0; i < choices->n && n < COUNT(said); i++) {
		if (views[i].ticked)
			said[n++] = (struct pair){ "session", views[i].id };
	}
	return public_inbox_put(r, &training_application, said, n);
}

static enum result
read_all(struct request *r, struct application *a,
    const struct html_list *choices)
{
	size_t n = read_choices(r, choices);

	public_read(r, &application_form, a);
	if (a->mail && *a->mail && !mail_address_fits(a->mail))
		request_fault(r, "mail",
		    "「hanako@example.jp」のように入力してください。");
	if (!n)
		request_fault(r, "session", "申し込む回を選んでください。");
	else if (n > MAX_CHOSEN)
		request_fault(r, "session",
		    "一度に申し込めるのは40回までです。");
	return r->nfaults ? INVALID : OK;
}

enum result
public_training_post(struct request *r)
{
	struct application a = { 0 };
	struct training_view v;
	struct html_list choices;
	enum result rc, shown;

	if (!public_inbox_is_open(r))
		return MISSING;
	rc = load(r, &v, &choices);
	if (rc)
		return rc;
	rc = read_all(r, &a, &choices);
	if (!rc && !public_is_program(r))
		rc = put(r, &a, &choices);
	if (rc == CONFLICT) {
		request_fault(r, "name", "いまは申込がたくさん届いていて、受け取れ"
		    "ませんでした。時間をおいて送るか、電話でお申し込みください。");
		rc = INVALID;
	}
	if (rc != INVALID)
		return request_see(r, rc, "/trainings/applied");
	shown = show(r, &v, &choices, &a);
	return shown ? shown : rc;
}

enum result
public_training_applied_get(struct request *r)
{
	const struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "申込を受け取りました", NULL } };
	const struct page page = { .title = "申込を受け取りました",
	    .menu = "/trainings", .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	const struct session_page p = page_of(r, &(struct training_view){
	    .url = "/trainings" });

	return page_show(r, &page, &public_training_applied, &p);
}
