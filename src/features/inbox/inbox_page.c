#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/site.h"
#include "base/date.h"
#include "base/instant.h"
#include "features/inbox/inbox_private.h"

/* What came, and one of it. */

enum { DAYS_TO_ANSWER = 3 };

struct inbox_line {
	const char *id, *at, *about, *name, *keeper, *done_on;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(inbox_line, id),
	SLOT_TEXT(inbox_line, at),
	SLOT_TEXT(inbox_line, about),
	SLOT_TEXT(inbox_line, name),
	SLOT_TEXT(inbox_line, keeper),
	SLOT_TEXT(inbox_line, done_on),
};

struct list_page {
	const struct html *hidden;
	int64_t waiting;
	bool may_fetch, done, has;
	struct html_list messages;
};

static const struct slot list_slots[] = {
	SLOT_HTML(list_page, hidden),
	SLOT_NUMBER(list_page, waiting),
	SLOT_FLAG(list_page, may_fetch),
	SLOT_FLAG(list_page, done),
	SLOT_FLAG(list_page, has),
	SLOT_LIST(list_page, messages, line_slots, struct inbox_line),
};

TEMPLATE(inbox_list_page, "src/features/inbox/list.html", list_slots);

static struct html_list
lines_of(struct request *r, const struct rows *rows)
{
	struct inbox_line *lines = arena_array(r->mem, rows->nrows + 1,
	    sizeof(*lines));
	size_t n = 0;

	for (size_t i = 0; i < rows->nrows; i++) {
		const char *keeper = rows_cell(rows, i, "keeper_name");
		struct message m;

		if (!record_load(r, &message_record, rows, i, &m))
			continue;
		lines[n++] = (struct inbox_line){ m.id,
		    date_instant_label(r->mem, m.received_at),
		    codes_label(r->codes, "inbox_about", m.about),
		    m.name ? m.name : "", keeper ? keeper : "まだ",
		    m.done_on ? date_short(r->mem, m.done_on) : NULL };
	}
	return (struct html_list){ lines, n };
}

enum result
inbox_list_get(struct request *r)
{
	const char *state = request_query(r, "state");
	struct crumb crumbs[] = { { "届いた相談", NULL } };
	struct page page = { "届いた相談", "/contacts", crumbs, COUNT(crumbs),
	    false };
	struct list_page p = { .hidden = form_hidden(r, 0),
	    .may_fetch = r->site->inbox && request_may(r, CHILD_WRITE),
	    .done = state && strcmp(state, "done") == 0 };
	struct rows rows = { 0 };
	enum result rc;

	if (!access_is_centre(r))
		return DENIED;
	rc = inbox_sql_list(r, p.done, &rows);
	if (rc)
		return rc;
	p.waiting = p.may_fetch ? inbox_waiting(r) : 0;
	p.messages = lines_of(r, &rows);
	p.has = p.messages.n > 0;
	return page_show(r, &page, &inbox_list_page, &p);
}

struct show_page {
	const struct html *faults, *hidden, *hidden_keeper, *hidden_task,
	    *hidden_contact, *body, *result, *result_field;
	const char *id, *at, *about, *name, *phone, *mail, *keeper, *done_on;
	bool closed, has_result, may_act, may_take;
};

static const struct slot show_slots[] = {
	SLOT_HTML(show_page, faults),
	SLOT_HTML(show_page, hidden),
	SLOT_HTML(show_page, hidden_keeper),
	SLOT_HTML(show_page, hidden_task),
	SLOT_HTML(show_page, hidden_contact),
	SLOT_HTML(show_page, body),
	SLOT_HTML(show_page, result),
	SLOT_HTML(show_page, result_field),
	SLOT_TEXT(show_page, id),
	SLOT_TEXT(show_page, at),
	SLOT_TEXT(show_page, about),
	SLOT_TEXT(show_page, name),
	SLOT_TEXT(show_page, phone),
	SLOT_TEXT(show_page, mail),
	SLOT_TEXT(show_page, keeper),
	SLOT_TEXT(show_page, done_on),
	SLOT_FLAG(show_page, closed),
	SLOT_FLAG(show_page, has_result),
	SLOT_FLAG(show_page, may_act),
	SLOT_FLAG(show_page, may_take),
};

TEMPLATE(inbox_show_page, "src/features/inbox/show.html", show_slots);

enum result
inbox_show(struct request *r, const struct message *m)
{
	const struct field *keeper = record_field(&message_record, "keeper");
	struct crumb crumbs[] = { { "届いた相談", "/inbox" },
	    { date_instant_label(r->mem, m->received_at), NULL } };
	struct page page = { "届いた相談", "/contacts", crumbs, COUNT(crumbs),
	    false };
	bool may = !m->done_on && request_may(r, CHILD_WRITE);
	struct show_page p = {
		.faults = form_faults(r),
		.hidden = form_hidden(r, m->version),
		.hidden_keeper = form_hidden_own(r),
		.hidden_task = form_hidden_own(r),
		.hidden_contact = form_hidden_own(r),
		.body = html_lines(r->mem, m->body ? m->body : ""),
		.result = html_lines(r->mem, m->result ? m->result : ""),
		.result_field = form_field(r, record_field(&message_record,
		    "result"), m),
		.id = m->id,
		.at = date_instant_label(r->mem, m->received_at),
		.about = codes_label(r->codes, "inbox_about", m->about),
		.name = m->name, .phone = m->phone, .mail = m->mail,
		.keeper = m->keeper ? field_shown(r, keeper, m) : NULL,
		.done_on = m->done_on ? date_short(r->mem, m->done_on) : NULL,
		.closed = !m->body,
		.has_result = m->done_on && m->result,
		.may_act = may,
		.may_take = may && r->who->id && (!m->keeper ||
		    strcmp(m->keeper, r->who->id) != 0),
	};

	return page_show(r, &page, &inbox_show_page, &p);
}

enum result
inbox_show_get(struct request *r)
{
	struct message m;
	enum result rc;

	if (!access_is_centre(r))
		return DENIED;
	rc = record_get(r, &message_record, r->arg[0], &m);
	return rc ? rc : inbox_show(r, &m);
}

/* What nobody took yet waits for everybody. */
static void
add_due(struct request *r, const struct rows *rows, size_t i,
    const struct due_ask *ask, struct due_list *list)
{
	struct message m;

	if (!record_load(r, &message_record, rows, i, &m) || (ask->person &&
	    m.keeper && strcmp(ask->person, m.keeper) != 0))
		return;
	due_add(r, list, &(struct due){ .kind = m.keeper ? DUE_DAY : DUE_NEWS,
	    .on_day = m.keeper ? date_add_days(r->mem, date_of_instant(r->mem,
	    m.received_at), DAYS_TO_ANSWER) : date_of_instant(r->mem,
	    m.received_at), .what = "届いた相談に答える",
	    .about = codes_label(r->codes, "inbox_about", m.about),
	    .owner = m.keeper, .owner_name = rows_cell(rows, i, "keeper_name"),
	    .url = arena_fmt(r->mem, "/inbox/%s", m.id) });
}

enum result
inbox_due(struct request *r, const struct due_ask *ask, struct due_list *list)
{
	struct rows rows = { 0 };
	int64_t waiting;
	enum result rc;

	if (ask->child || !access_is_centre(r) || !request_may(r, CHILD_READ))
		return OK;
	rc = inbox_sql_list(r, false, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		add_due(r, &rows, i, ask, list);
	waiting = inbox_waiting(r);
	if (!rc && waiting)
		due_add(r, list, &(struct due){ .kind = DUE_NEWS,
		    .on_day = r->today, .url = "/inbox",
		    .what = "公開サイトに届いた相談を取り込む",
		    .about = arena_fmt(r->mem, "%lld通", (long long)waiting) });
	return rc;
}
