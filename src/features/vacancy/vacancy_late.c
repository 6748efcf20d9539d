#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/mail.h"
#include "base/date.h"
#include "base/text.h"
#include "features/vacancy/vacancy_private.h"

/*
 * Rooms nobody told of for a week: who has a mail address is sent a link, a day
 * before the week is over, on the day, and three days later; then, and where
 * there is no address, somebody calls. The mails go by themselves every day, or
 * by a button.
 */
enum { DAY_SECONDS = 24 * 60 * 60, EARLY = 6, CALL_FROM = 10 };

struct late_row {
	const char *name, *url, *room, *town, *phone, *age, *mail, *reminded;
	bool call;
};

static const struct slot row_slots[] = {
	SLOT_TEXT(late_row, name),
	SLOT_TEXT(late_row, url),
	SLOT_TEXT(late_row, room),
	SLOT_TEXT(late_row, town),
	SLOT_TEXT(late_row, phone),
	SLOT_TEXT(late_row, age),
	SLOT_TEXT(late_row, mail),
	SLOT_TEXT(late_row, reminded),
	SLOT_FLAG(late_row, call),
};

struct late_page {
	const struct html *hidden;
	struct html_list rows;
	int64_t total, mails;
	bool mail_off;
};

static const struct slot late_slots[] = {
	SLOT_HTML(late_page, hidden),
	SLOT_LIST(late_page, rows, row_slots, struct late_row),
	SLOT_NUMBER(late_page, total),
	SLOT_NUMBER(late_page, mails),
	SLOT_FLAG(late_page, mail_off),
};

TEMPLATE(vacancy_late_page, "src/features/vacancy/late.html", late_slots);

/* Told so many midnights of Japan ago, or more; midnight is 15:00 in UTC. */
static enum result
load(struct request *r, int days, struct rows *rows)
{
	return vacancy_sql_late(r, arena_fmt(r->mem, "%sT15:00:00Z",
	    date_add_days(r->mem, r->today, -days)), rows);
}

static int
days_of(struct request *r, const struct rows *rows, size_t i)
{
	return vacancy_show(VACANCY_UNKNOWN, rows_cell(rows, i, "told_at"),
	    r->now, 0, 0).days;
}

bool
vacancy_is_to_remind(int days, int reminded)
{
	static const int steps[] = { EARLY, LATE_DAYS, CALL_FROM };

	if (days < 0)
		return reminded < 0;
	for (size_t i = 0; i < COUNT(steps); i++) {
		if (steps[i] <= days && steps[i] > reminded)
			return true;
	}
	return false;
}

/* A step of the ladder was reached, and no mail went out since. */
static bool
is_mailed(struct request *r, const struct rows *rows, size_t i)
{
	const char *on = rows_cell(rows, i, "reminded_on");
	const char *told = rows_cell(rows, i, "told_at");
	int reminded = !on ? -1 : !told ? 0 : date_days_between(date_of_instant(
	    r->mem, told), on);

	return mail_address_fits(rows_cell(rows, i, "mail")) &&
	    vacancy_is_to_remind(days_of(r, rows, i), reminded);
}

enum result
vacancy_late_get(struct request *r)
{
	struct page page = { .title = "確認の電話をかける所",
	    .menu = "/services" };
	struct crumb crumbs[] = { { "空き状況", "/vacancies" },
	    { page.title, NULL } };
	struct late_page p = { .hidden = form_hidden(r, 0),
	    .mail_off = !mail_is_on(r) };
	struct rows rows = { 0 };
	struct late_row *all;
	enum result rc = load(r, EARLY, &rows);

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++) {
		const struct municipality *m = codes_municipality(r->codes,
		    rows_cell(&rows, i, "municipality"));
		int days = days_of(r, &rows, i);

		all[i] = (struct late_row){ rows_cell(&rows, i, "place_name"),
		    arena_fmt(r->mem, "/services/%s/vacancies", rows_cell(&rows,
		    i, "service")), rows_cell(&rows, i, "label"), m ? m->name :
		    "", rows_cell(&rows, i, "phone"), vacancy_age(r, days),
		    rows_cell(&rows, i, "mail"), rows_cell(&rows, i,
		    "reminded_on"), days < 0 || days >= CALL_FROM ||
		    text_blank(rows_cell(&rows, i, "mail")) };
		p.mails += is_mailed(r, &rows, i);
	}
	p.rows = (struct html_list){ all, rows.nrows };
	p.total = (int64_t)rows.nrows;
	page.crumbs = crumbs;
	page.ncrumbs = COUNT(crumbs);
	return page_show(r, &page, &vacancy_late_page, &p);
}

/* Inside a deed. A service has one link: one mail for all its rooms. */
static void
remind(struct request *r, const struct rows *rows, size_t i)
{
	const char *service = rows_cell(rows, i, "service");
	struct mail mail = { .to = rows_cell(rows, i, "mail"),
		.subject = "空き状況の確認のお願い",
		.record = room_record.name, .record_id = rows_cell(rows, i, "id"),
		.once = arena_fmt(r->mem, "vacancy:%s:%s", service, r->today) };

	mail.body = arena_fmt(r->mem, "空き状況の確認をお願いします。変わりがなければ、"
	    "「変更なし」を押すだけです。\nはじめに開いた端末でだけ使えます（%d日間）。\n"
	    "%s\n", LINK_DAYS, guest_link_make(r, &guest_vacancy, service,
	    (int64_t)LINK_DAYS * DAY_SECONDS));
	(void)mail_queue(r, &mail);
}

static bool
is_first_of_service(const struct rows *rows, const bool *mailed, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (mailed[k] && strcmp(rows_cell(rows, k, "service"),
		    rows_cell(rows, i, "service")) == 0)
			return false;
	}
	return true;
}

/* Inside a deed. How many rooms it was about. */
static size_t
remind_all(struct request *r, const struct rows *rows)
{
	bool *mailed = arena_array(r->mem, rows->nrows + 1, sizeof(*mailed));
	size_t n = 0;

	for (size_t i = 0; i < rows->nrows; i++) {
		const char *room = rows_cell(rows, i, "id");

		mailed[i] = is_mailed(r, rows, i);
		if (!mailed[i])
			continue;
		if (is_first_of_service(rows, mailed, i))
			remind(r, rows, i);
		(void)vacancy_sql_reminded(r, room);
		audit_note_plain(r, "remind", room_record.name, room, "mail");
		n++;
	}
	return n;
}

/* Pressed twice, nobody gets two mails: one a day and service. */
enum result
vacancy_reminders_post(struct request *r)
{
	const char *see = request_saying(r, "/vacancies/late", "changed");
	struct rows rows = { 0 };
	enum result rc = load(r, EARLY, &rows);

	if (rc)
		return rc;
	if (!mail_is_on(r))
		return CONFLICT;
	deed_begin(r);
	if (!remind_all(r, &rows))
		audit_note_plain(r, "remind", room_record.name, "", "none");
	return request_see(r, deed_commit(r, see), see);
}

/* The same by itself; without a mail server, the list of calls is all. */
enum result
vacancy_daily(struct request *r)
{
	struct rows rows = { 0 };
	size_t n = 0;
	enum result rc = mail_is_on(r) ? load(r, EARLY, &rows) : OK;

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		n += is_mailed(r, &rows, i);
	if (rc || !n)
		return rc;
	deed_begin(r);
	(void)remind_all(r, &rows);
	return deed_commit(r, NULL);
}

enum result
vacancy_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc;

	if (ask->child || !request_may(r, CHILD_WRITE) ||
	    directory_reach(r) != REACH_CENTRE)
		return OK;
	rc = load(r, CALL_FROM, &rows);
	if (!rc && rows.nrows)
		due_add(r, list, &(struct due){ .kind = DUE_NEWS,
			.on_day = r->today, .what = arena_fmt(r->mem,
			"空き状況を電話で確かめる（%zu枠）", rows.nrows),
			.url = "/vacancies/late" });
	return rc;
}
