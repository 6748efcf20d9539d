#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/mail.h"
#include "base/instant.h"
#include "base/text.h"
#include "features/vacancy/vacancy_private.h"

/*
 * Rooms nobody told of for a week: who has a mail address is sent a link, a day
 * before the week is over, on the day, and three days later; then, and where
 * there is no address, somebody calls.
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

static enum result
load(struct request *r, int days, struct rows *rows)
{
	return vacancy_sql_late(r, instant_add(r->mem, r->now,
	    -(int64_t)days * DAY_SECONDS), rows);
}

static int
days_of(struct request *r, const struct rows *rows, size_t i)
{
	return vacancy_show(VACANCY_UNKNOWN, rows_cell(rows, i, "told_at"),
	    r->now, 0, 0).days;
}

/* Today is one of the days on which a mail goes, and none has. */
static bool
is_mailed(struct request *r, const struct rows *rows, size_t i)
{
	const char *reminded = rows_cell(rows, i, "reminded_on");
	int days = days_of(r, rows, i);

	return !text_blank(rows_cell(rows, i, "mail")) &&
	    (!reminded || strcmp(reminded, r->today) < 0) &&
	    (days < 0 || days == EARLY || days == LATE_DAYS ||
	    days == CALL_FROM || (!reminded && days > EARLY));
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

/* Inside a deed. */
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
	(void)vacancy_sql_reminded(r, mail.record_id);
	audit_note_plain(r, "remind", room_record.name, mail.record_id, "mail");
}

/* Pressed twice, nobody gets two mails: one a day and service. */
enum result
vacancy_reminders_post(struct request *r)
{
	const char *see = request_saying(r, "/vacancies/late", "changed");
	struct rows rows = { 0 };
	size_t sent = 0;
	enum result rc = load(r, EARLY, &rows);

	if (rc)
		return rc;
	if (!mail_is_on(r))
		return CONFLICT;
	deed_begin(r);
	for (size_t i = 0; i < rows.nrows; i++) {
		if (!is_mailed(r, &rows, i))
			continue;
		remind(r, &rows, i);
		sent++;
	}
	if (!sent)
		audit_note_plain(r, "remind", room_record.name, "", "none");
	return request_see(r, deed_commit(r, see), see);
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
