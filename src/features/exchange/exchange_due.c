#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/record_page.h"
#include "app/audit.h"
#include "base/date.h"
#include "features/exchange/exchange_private.h"
#include "features/exchange/exchange_sql.h"

/* Events come to their day and then to their report; who gave an address is
 * reminded. */

static void
add(struct request *r, const struct due_ask *ask, const struct rows *rows,
    bool over, struct due_list *list)
{
	for (size_t i = 0; i < rows->nrows; i++) {
		struct exchange e;

		if (!record_load(r, &exchange_record, rows, i, &e) ||
		    (ask->person && e.keeper &&
		    strcmp(ask->person, e.keeper) != 0))
			continue;
		due_add(r, list, &(struct due){
			.kind = DUE_DAY,
			.on_day = over ? date_add_days(r->mem, e.on_day,
			    EXCHANGE_REPORT_DAYS) : e.on_day,
			.what = over ? "家族交流会の報告を書く" : arena_fmt(r->mem,
			    "家族交流会%s%s", e.from_at ? "　" : "",
			    e.from_at ? e.from_at : ""),
			.about = e.title,
			.owner = e.keeper,
			.owner_name = rows_cell(rows, i, "keeper_name"),
			.url = arena_fmt(r->mem, over ?
			    "/exchanges/%s/report" : "/exchanges/%s", e.id),
		});
	}
}

enum result
exchange_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct rows over = { 0 }, soon = { 0 };
	const char *until = ask->until ? ask->until : "9999-12-31";
	enum result rc;

	if (ask->child || !access_is_centre(r) ||
	    !request_may(r, CHILD_READ))
		return OK;
	/* A report is asked for by its day, so the calendar knows it ahead. */
	rc = exchange_sql_unreported(r, ask->until ? date_add_days(r->mem,
	    until, -EXCHANGE_REPORT_DAYS) : r->today, &over);
	if (!rc)
		rc = exchange_sql_soon(r, until, &soon);
	if (rc)
		return rc;
	add(r, ask, &over, true, list);
	add(r, ask, &soon, false, list);
	return OK;
}

/* Inside a deed. Where and when it is stays out of the mail: who reads it knows. */
static void
remind(struct request *r, const char *party, const char *day)
{
	struct exchange_party p;

	if (record_stored(r, &exchange_party_record, party, &p) || !p.mail)
		return;
	(void)mail_queue(r, &(struct mail){
		.to = p.mail,
		.subject = "申し込まれた集まりが近づきました",
		.body = "申し込まれた集まりが、2日のうちにあります。来られなくなったときは、支援セ"
		    "ンターにお知らせください。\n",
		.record = exchange_party_record.name,
		.record_id = p.id,
		.once = arena_fmt(r->mem, "exchange:%s:%s", p.id, day),
	});
	audit_note_plain(r, "remind", exchange_party_record.name, p.id,
	    "mail");
}

/* Two days before, to whoever gave an address; once. */
enum result
exchange_daily(struct request *r)
{
	const char *until = date_add_days(r->mem, r->today,
	    EXCHANGE_REMIND_DAYS);
	struct rows rows = { 0 };
	enum result rc = mail_is_on(r) ? exchange_sql_to_remind(r, until,
	    &rows) : OK;

	if (rc || !rows.nrows)
		return rc;
	deed_begin(r);
	for (size_t i = 0; i < rows.nrows; i++)
		remind(r, rows_cell(&rows, i, "id"), rows_cell(&rows, i,
		    "on_day"));
	return deed_commit(r, NULL);
}

static struct owned_line
line(struct request *r, const void *obj, const char *beside)
{
	const struct exchange *e = obj;

	(void)beside;
	return (struct owned_line){ e->on_day, arena_fmt(r->mem,
	    "家族交流会：%s", e->title), NULL, arena_fmt(r->mem,
	    "/exchanges/%s", e->id) };
}

const struct owned exchange_owned = {
	.kind = "exchange",
	.label = "担当する家族交流会",
	.way = OWNED_PASSED,
	.record = &exchange_record,
	.owner = "t.keeper",
	.open = "t.cancelled_on IS NULL AND t.on_day >= $2",
	.field = "keeper",
	.line = line,
};
