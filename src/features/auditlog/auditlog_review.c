#include "features/auditlog/auditlog_review.h"

#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/due.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/auditlog/auditlog_private.h"

/* The sheet that a responsible person goes through once a month, and signs. */
static const struct field fields[] = {
	FIELD_TEXT(audit_review, month, .label = "月",
	    .flags = HIDDEN | LISTED),
	FIELD_LINK(audit_review, person, .label = "点検した人",
	    .to = &account_record, .flags = HIDDEN | LISTED),
	FIELD_TEXT(audit_review, at, .label = "点検した日時",
	    .flags = HIDDEN | LISTED),
	FIELD_LONG(audit_review, note, .label = "点検のメモ",
	    .flags = PERSONAL, .max = 1000,
	    .hint = "確かめたこと、これから直すこと。なければ空欄のままで。"),
};

const struct record audit_review_record = {
	.name = "audit_review",
	.path = "audit-reviews",
	.label = "操作の記録の点検",
	.size = sizeof(struct audit_review),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = ADMINISTER,
	.write = ADMINISTER,
};

struct signature {
	const char *name, *at;
	const struct html *note;
};

struct sheet {
	const char *month, *label, *from, *to, *previous, *next, *made, *action;
	const struct html *faults, *hidden, *note;
	bool over, may_sign, any_sought, any_strangers;
	struct html_list signatures;
	struct review_parts p;
};

static const struct slot signature_slots[] = {
	SLOT_TEXT(signature, name),
	SLOT_TEXT(signature, at),
	SLOT_HTML(signature, note),
};

#define PART(m) \
    { .name = #m, .at = offsetof(struct sheet, p.m), .kind = SLOT_IS_LIST, \
    .rows = review_line_slots, .nrows_slots = REVIEW_LINE_SLOTS, \
    .row_size = sizeof(struct review_line) }
#define NUMBER(m) \
    { .name = #m, .at = offsetof(struct sheet, p.m), .kind = SLOT_IS_NUMBER }

static const struct slot sheet_slots[] = {
	SLOT_TEXT(sheet, month),
	SLOT_TEXT(sheet, label),
	SLOT_TEXT(sheet, from),
	SLOT_TEXT(sheet, to),
	SLOT_TEXT(sheet, previous),
	SLOT_TEXT(sheet, next),
	SLOT_TEXT(sheet, made),
	SLOT_TEXT(sheet, action),
	SLOT_HTML(sheet, faults),
	SLOT_HTML(sheet, hidden),
	SLOT_HTML(sheet, note),
	SLOT_FLAG(sheet, over),
	SLOT_FLAG(sheet, may_sign),
	SLOT_FLAG(sheet, any_sought),
	SLOT_FLAG(sheet, any_strangers),
	SLOT_LIST(sheet, signatures, signature_slots, struct signature),
	PART(glass),
	PART(outside),
	PART(many),
	PART(door),
	PART(exports),
	PART(changes),
	PART(grants),
	NUMBER(nglass),
	NUMBER(nwaiting),
	NUMBER(noutside),
	NUMBER(nlooks),
	NUMBER(nmany),
	NUMBER(nfailures),
	NUMBER(nexports),
	NUMBER(nchanges),
	NUMBER(ngrants),
	NUMBER(strangers),
	NUMBER(sought),
};

TEMPLATE(auditlog_review_page, "src/features/auditlog/review.html",
    sheet_slots);

/* The first day of the month in which the day lies that is so far away. */
static const char *
month_near(struct request *r, const char *first, int days)
{
	return arena_fmt(r->mem, "%.7s-01", date_add_days(r->mem, first, days));
}

/* 令和8年10月 */
static const char *
label_of(struct request *r, const char *first)
{
	const char *day = date_long(r->mem, first), *end = strstr(day, "月");

	return end ? arena_bytes(r->mem, day, (size_t)(end - day) +
	    strlen("月")) : day;
}

static struct review_month
month_at(struct request *r, const char *first)
{
	const char *next = month_near(r, first, 31);

	return (struct review_month){ .first = first, .next = next,
		.from = auditlog_begins(r->mem, first),
		.to = auditlog_begins(r->mem, next),
		.label = label_of(r, first),
		.over = strcmp(next, r->today) <= 0 };
}

static const char *
this_month(struct request *r)
{
	return arena_fmt(r->mem, "%.7s-01", r->today);
}

/* ?month=2026-10; the last one that is over when that says none. */
static struct review_month
review_month_of(struct request *r)
{
	const char *typed = request_query(r, "month");
	const char *first = typed && strlen(typed) == 7 ?
	    arena_fmt(r->mem, "%s-01", typed) : NULL;

	if (!first || !date_valid(first) || strcmp(first, r->today) > 0)
		first = month_near(r, this_month(r), -1);
	return month_at(r, first);
}

static const char *
url_of(struct request *r, const char *first)
{
	return arena_fmt(r->mem, "/audit/review?month=%.7s", first);
}

/* Those who have signed; nobody signs twice. */
static enum result
fill_signatures(struct request *r, const struct review_month *m,
    struct sheet *s)
{
	struct met *met = met_new(r);
	struct rows rows = { 0 };
	enum result rc = review_sql_of_month(r, arena_bytes(r->mem, m->first,
	    7), &rows);
	struct signature *all = arena_array(r->mem, rows.nrows + 1,
	    sizeof(*all));

	s->may_sign = m->over;
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct audit_review v;

		if (!record_load(r, &audit_review_record, &rows, i, &v))
			continue;
		if (strcmp(v.person, r->who->id) == 0)
			s->may_sign = false;
		all[i] = (struct signature){ met_who(met, v.person, "")->name,
		    date_instant_label(r->mem, v.at),
		    v.note ? html_lines(r->mem, v.note) : NULL };
	}
	s->signatures = (struct html_list){ all, rows.nrows };
	return rc;
}

static enum result
show(struct request *r, const struct audit_review *typed)
{
	struct review_month m = review_month_of(r);
	struct sheet s = { .month = arena_bytes(r->mem, m.first, 7),
	    .label = m.label, .from = m.first,
	    .to = date_add_days(r->mem, m.next, -1), .over = m.over,
	    .previous = url_of(r, month_near(r, m.first, -1)),
	    .made = date_long(r->mem, r->today), .action = url_of(r, m.first),
	    .faults = form_faults(r) };
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "操作の記録", "/audit" }, { "点検", NULL } };
	struct page page = { .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	enum result rc = review_parts_read(r, &m, &s.p);

	if (!rc)
		rc = fill_signatures(r, &m, &s);
	if (rc)
		return rc;
	if (strcmp(m.next, r->today) <= 0)
		s.next = url_of(r, m.next);
	s.any_sought = s.p.sought > 0;
	s.any_strangers = s.p.strangers > 0;
	if (s.may_sign) {
		s.hidden = form_hidden(r, 0);
		s.note = form_field(r, record_field(&audit_review_record,
		    "note"), typed);
	}
	page.title = arena_fmt(r->mem, "操作の記録の点検 %s", m.label);
	return page_show(r, &page, &auditlog_review_page, &s);
}

/* GET /audit/review?month=2026-10 */
enum result
auditlog_review_get(struct request *r)
{
	return show(r, &(struct audit_review){ 0 });
}

/* POST /audit/review?month=2026-10; CONFLICT: signed before, or not over. */
enum result
auditlog_review_post(struct request *r)
{
	struct review_month m = review_month_of(r);
	const char *see = request_saying(r, url_of(r, m.first), "recorded");
	struct audit_review v = { 0 };
	enum result rc = record_read(r, &audit_review_record, &v);

	/* What month it is must be said: one signs what one has seen. */
	if (!request_query(r, "month") || strncmp(request_query(r, "month"),
	    m.first, 7) != 0)
		return MISSING;
	if (rc) {
		enum result again = show(r, &v);

		return again ? again : rc;
	}
	if (!m.over)
		return CONFLICT;
	v.month = arena_bytes(r->mem, m.first, 7);
	v.person = r->who->id;
	v.at = r->now;
	deed_begin(r);
	review_sql_add(r, &v);
	audit_note(r, "review", &audit_review_record, &v);
	return request_see(r, deed_commit(r, see), see);
}

/* From the first day of a month on somebody has to go through the last one,
 * when there was a log then. */
enum result
auditlog_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	const char *since = this_month(r), *begin;
	struct review_month m = month_at(r, month_near(r, since, -1));
	struct rows rows = { 0 };
	enum result rc;

	if (ask->child || !request_may(r, ADMINISTER))
		return OK;
	rc = review_sql_begin(r, &begin);
	if (!rc)
		rc = review_sql_of_month(r, arena_bytes(r->mem, m.first, 7),
		    &rows);
	if (!rc && begin && strcmp(begin, m.to) < 0 && !rows.nrows)
		due_add(r, list, &(struct due){
			.kind = DUE_NEWS,
			.on_day = since,
			.what = arena_fmt(r->mem, "操作の記録を点検する（%s）",
			    m.label),
			.url = url_of(r, m.first),
		});
	return rc;
}
