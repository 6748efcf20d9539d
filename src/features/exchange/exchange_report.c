#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "app/paper.h"
#include "base/date.h"
#include "features/exchange/exchange_private.h"
#include "features/exchange/exchange_sql.h"

/* How an event was, in numbers and without names; and who may be photographed. */

struct report {
	const char *title, *when, *at, *back;
	const struct html *faults, *hidden, *fields;
	const char *families, *people, *siblings, *how, *reported;
	bool may_write, written;
};

static const struct slot report_slots[] = {
	SLOT_TEXT(report, title),
	SLOT_TEXT(report, when),
	SLOT_TEXT(report, at),
	SLOT_TEXT(report, back),
	SLOT_HTML(report, faults),
	SLOT_HTML(report, hidden),
	SLOT_HTML(report, fields),
	SLOT_TEXT(report, families),
	SLOT_TEXT(report, people),
	SLOT_TEXT(report, siblings),
	SLOT_TEXT(report, how),
	SLOT_TEXT(report, reported),
	SLOT_FLAG(report, may_write),
	SLOT_FLAG(report, written),
};

TEMPLATE(exchange_report_page, "src/features/exchange/report.html",
    report_slots);

/* As ticked at the door: the children themselves are counted with their
 * families. */
static enum result
count_came(struct request *r, const struct exchange *e,
    struct exchange_report *v)
{
	struct rows rows = { 0 };
	enum result rc = exchange_sql_parties(r, e->id, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct exchange_party p;

		if (!record_load(r, &exchange_party_record, &rows, i, &p) ||
		    !p.attended || strcmp(p.attended, "1") != 0)
			continue;
		v->families++;
		v->siblings += p.siblings;
		v->people += p.adults + p.siblings + (p.child ? 1 : 0);
	}
	return rc;
}

/* What was written, or what the door says. */
static enum result
load(struct request *r, const struct exchange *e, struct exchange_report *v)
{
	struct rows rows = { 0 };
	enum result rc = exchange_sql_report(r, e->id, &rows);

	*v = (struct exchange_report){ 0 };
	if (rc)
		return rc;
	if (rows.nrows)
		return record_load(r, &exchange_report_record, &rows, 0, v) ?
		    OK : BROKEN;
	return count_came(r, e, v);
}

static enum result
show(struct request *r, const struct exchange *e,
    const struct exchange_report *v, const struct html *above)
{
	struct crumb crumbs[] = { { "家族交流会", "/exchanges" },
	    { e->title, arena_fmt(r->mem, "/exchanges/%s", e->id) },
	    { "報告", NULL } };
	struct page page = { "家族交流会の報告", "/exchanges", crumbs,
	    COUNT(crumbs), false };
	struct report p = {
		.title = e->title, .when = exchange_when(r, e),
		.at = arena_fmt(r->mem, "/exchanges/%s/report", e->id),
		.back = crumbs[1].path,
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, v->version),
		.fields = form_record(r, &exchange_report_record, v),
		.families = arena_fmt(r->mem, "%lld",
		    (long long)v->families),
		.people = arena_fmt(r->mem, "%lld", (long long)v->people),
		.siblings = arena_fmt(r->mem, "%lld",
		    (long long)v->siblings),
		.how = v->how, .written = v->reported_on != NULL,
		.reported = v->reported_on ? date_long(r->mem,
		    v->reported_on) : NULL,
		.may_write = request_may(r, CHILD_WRITE),
	};

	return page_show(r, &page, &exchange_report_page, &p);
}

enum result
exchange_report_get(struct request *r)
{
	struct exchange e;
	struct exchange_report v;
	enum result rc = exchange_open(r, r->arg[0], &e);

	if (!rc)
		rc = load(r, &e, &v);
	return rc ? rc : show(r, &e, &v, NULL);
}

static enum result
write_report(struct request *r, const struct exchange *e,
    const struct exchange_report *old, struct exchange_report *v)
{
	const char *see = request_saying(r, arena_fmt(r->mem,
	    "/exchanges/%s/report", e->id), "recorded");
	enum result rc;

	v->exchange = e->id;
	v->reported_on = r->today;
	deed_begin(r);
	if (old->id)
		(void)record_change(r, &exchange_report_record, old, v);
	else
		(void)record_add(r, &exchange_report_record, v);
	rc = request_see(r, deed_commit(r, see), see);
	return rc;
}

/* POST /exchanges/ID/report */
enum result
exchange_report_post(struct request *r)
{
	struct exchange e;
	struct exchange_report old, v;
	enum result rc = exchange_open(r, r->arg[0], &e), shown;

	if (!rc && (strcmp(e.on_day, r->today) > 0 || e.cancelled_on))
		rc = CONFLICT;
	if (!rc)
		rc = load(r, &e, &old);
	if (rc)
		return rc;
	v = old;
	v.version = 0;
	rc = record_read(r, &exchange_report_record, &v);
	if (rc) {
		shown = show(r, &e, &v, NULL);
		return shown ? shown : rc;
	}
	rc = write_report(r, &e, &old, &v);
	if (rc != CONFLICT || r->repeated || load(r, &e, &old))
		return rc;
	v.version = old.version;
	(void)show(r, &e, &v, form_conflict(r, &exchange_report_record, &v,
	    &old));
	return CONFLICT;
}

static bool
comes(const struct rows *rows, size_t i)
{
	return strcmp(rows_cell(rows, i, "comes"), "1") == 0;
}

/* Only those who said yes; of the others, how many. */
static enum result
photos(struct request *r, struct exchange *e, struct paper **out)
{
	static const struct paper_column columns[] = {
		{ "写ってよい人", 6, true }, { "どんな人", 3, false },
	};
	struct paper *p = paper_new(r->mem, "写真に写ってよい人");
	struct rows rows = { 0 };
	size_t no = 0, unasked = 0;
	enum result rc = exchange_open(r, r->arg[0], e);

	if (!rc)
		rc = exchange_sql_guests(r, e->id, &rows);
	if (rc)
		return rc;
	*out = p;
	paper_under(p, arena_fmt(r->mem, "%s　%s", e->title, exchange_when(r,
	    e)));
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *photo = rows_cell(&rows, i, "photo");

		if (!comes(&rows, i))
			continue;
		no += strcmp(photo, "no") == 0;
		unasked += strcmp(photo, "unasked") == 0;
	}
	paper_warning(p, arena_fmt(r->mem,
	    "ここにない人は、写さないでください。"
	    "写らない人%zu人、まだ確かめていない人%zu人。"
	    "名前のない子どもやきょうだいも、"
	    "家族に確かめるまで写しません。",
	    no, unasked));
	paper_table(p, "写真に写ってよい人", columns, COUNT(columns));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct exchange_guest g;

		if (!comes(&rows, i) || !record_load(r,
		    &exchange_guest_record, &rows, i, &g) || !g.photo ||
		    strcmp(g.photo, "yes") != 0)
			continue;
		paper_cell(p, g.name);
		paper_cell(p, codes_label(r->codes, "exchange_guest_kind",
		    g.kind));
	}
	return OK;
}

enum result
exchange_photos_get(struct request *r)
{
	struct exchange e;
	struct paper *p;
	enum result rc = photos(r, &e, &p);
	struct crumb crumbs[] = { { "家族交流会", "/exchanges" },
	    { NULL, NULL }, { "写真", NULL } };
	struct page page = { "写真に写ってよい人", "/exchanges", crumbs,
	    COUNT(crumbs), false };

	if (rc)
		return rc;
	crumbs[1] = (struct crumb){ e.title, arena_fmt(r->mem,
	    "/exchanges/%s", e.id) };
	return paper_show(r, &page, p, &(struct paper_links){
	    .pdf = arena_fmt(r->mem, "/exchanges/%s/photos.pdf", e.id),
	    .back = crumbs[1].path, .back_label = "集まりに戻る" });
}

enum result
exchange_photos_pdf_get(struct request *r)
{
	struct exchange e;
	struct paper *p;
	enum result rc = photos(r, &e, &p);

	return rc ? rc : paper_pdf(r, "写真に写ってよい人",
	    (const struct paper *const[]){ p }, 1, arena_fmt(r->mem,
	    "shashin-%s", e.on_day));
}
