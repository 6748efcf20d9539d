#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "features/outage/outage_form.h"

/* What becomes of an event as a whole: declared, widened, ended, reopened. */
struct form {
	const struct html *faults, *hidden, *kind, *title_field, *when, *pick,
	    *drill, *basis, *bodies, *note;
	const char *overlap, *overlap_title;
};

static const struct slot form_slots[] = {
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, kind),
	SLOT_HTML(form, title_field),
	SLOT_HTML(form, when),
	SLOT_HTML(form, pick),
	SLOT_HTML(form, drill),
	SLOT_HTML(form, basis),
	SLOT_HTML(form, bodies),
	SLOT_HTML(form, note),
	SLOT_TEXT(form, overlap),
	SLOT_TEXT(form, overlap_title),
};

TEMPLATE(outage_form_page, "src/features/outage/form.html", form_slots);

struct area_row {
	const char *code, *name, *cut, *restored;
	const struct html *hidden;
};

static const struct slot area_row_slots[] = {
	SLOT_TEXT(area_row, code),
	SLOT_TEXT(area_row, name),
	SLOT_TEXT(area_row, cut),
	SLOT_TEXT(area_row, restored),
	SLOT_HTML(area_row, hidden),
};

struct area_page {
	const char *id, *title, *overlap, *overlap_title, *bodies_named,
	    *reason_fault, *reason;
	const struct html *faults, *hidden, *when, *pick, *bodies, *closing;
	struct html_list areas;
	const char *todo;
	bool open;
};

static const struct slot area_slots[] = {
	SLOT_TEXT(area_page, id),
	SLOT_TEXT(area_page, title),
	SLOT_TEXT(area_page, overlap),
	SLOT_TEXT(area_page, overlap_title),
	SLOT_TEXT(area_page, bodies_named),
	SLOT_TEXT(area_page, reason_fault),
	SLOT_TEXT(area_page, reason),
	SLOT_HTML(area_page, faults),
	SLOT_HTML(area_page, hidden),
	SLOT_HTML(area_page, when),
	SLOT_HTML(area_page, pick),
	SLOT_HTML(area_page, bodies),
	SLOT_HTML(area_page, closing),
	SLOT_LIST(area_page, areas, area_row_slots, struct area_row),
	SLOT_TEXT(area_page, todo),
	SLOT_FLAG(area_page, open),
};

TEMPLATE(outage_area_page, "src/features/outage/area.html", area_slots);

static const struct html *
field(struct request *r, const struct outage *o, const char *name)
{
	return form_field(r, record_field(&outage_record, name), o);
}

static enum result
show_form(struct request *r, const struct outage *o, const char *overlap,
    const char *overlap_title, enum result rc)
{
	struct page page = { .title = "停電・災害をはじめる",
	    .menu = "/evacuation" };
	struct form p = { .overlap = overlap, .overlap_title = overlap_title };
	enum result shown;

	r->reading = &outage_record;
	p.faults = form_faults(r);
	p.hidden = form_hidden(r, 0);
	p.kind = field(r, o, "kind");
	p.title_field = field(r, o, "title");
	p.when = outage_form_when(r);
	p.pick = outage_form_pick(r, NULL);
	p.drill = field(r, o, "drill");
	p.basis = field(r, o, "basis");
	p.bodies = outage_form_bodies(r, NULL);
	p.note = field(r, o, "note");
	page.crumbs = outage_crumbs(r, NULL, page.title, &page.ncrumbs);
	shown = page_show(r, &page, &outage_form_page, &p);
	return shown ? shown : rc;
}

enum result
outage_new_get(struct request *r)
{
	struct outage o = { .kind = "power", .drill = "0", .basis = "act" };

	return access_is_centre(r) ? show_form(r, &o, NULL, NULL, OK) : DENIED;
}

/* Only its own fields: the form has others. */
static void
read_fields(struct request *r, struct outage *o)
{
	for (size_t i = 0; i < outage_record.nfields; i++) {
		const struct field *f = &outage_record.fields[i];
		const char *typed = request_form(r, f->name);
		const char *says;

		if (f->flags & HIDDEN)
			continue;
		says = typed && *typed ? field_read(r, f, typed, r->today,
		    false, o) : f->flags & REQUIRED ? "choose" : NULL;
		if (says)
			request_fault(r, f->name, says);
	}
	if (outage_is_drill(o))
		o->basis = NULL;
	else if (!o->basis)
		request_fault(r, "basis", "choose");
}

/* 「停電 下北圏域・十和田市」 */
static const char *
title_of(struct request *r, const struct outage *o, const char *const *places,
    size_t n)
{
	static const char *const names[] = { "municipality" };
	struct rows areas = { .names = names, .cells = places, .nrows = n,
		.ncols = 1 };

	return arena_fmt(r->mem, "%s%s %s", codes_label(r->codes,
	    "outage_kind", o->kind), outage_is_drill(o) ? "の訓練" : "",
	    outage_area_label(r, &areas));
}

enum result
outage_add_post(struct request *r)
{
	struct outage o = { 0 };
	const char *const *places, *id = NULL, *title = NULL, *see;
	size_t n;
	enum result rc = access_is_centre(r) ? OK : DENIED;

	if (rc)
		return rc;
	read_fields(r, &o);
	o.began_at = outage_form_instant(r);
	places = outage_form_places(r, &n);
	rc = outage_form_overlap(r, places, n, outage_is_drill(&o), NULL, &id,
	    &title);
	if (rc)
		return rc;
	if (r->nfaults)
		return show_form(r, &o, id, title, INVALID);
	if (!o.title)
		o.title = title_of(r, &o, places, n);
	o.declared_at = r->now;
	o.declared_by = r->who->id;
	deed_begin(r);
	(void)record_add(r, &outage_record, &o);
	outage_sql_turn(r, o.id, "declare", o.drill);
	outage_form_keep(r, o.id, places, n, o.began_at);
	see = request_saying(r, arena_fmt(r->mem, "/outages/%s", o.id),
	    "added");
	return request_see(r, deed_commit(r, see), see);
}

static void
fill_areas(struct request *r, const struct rows *rows, struct area_page *p)
{
	struct area_row *all = arena_array(r->mem, rows->nrows + 1,
	    sizeof(*all));

	for (size_t i = 0; i < rows->nrows; i++) {
		const char *code = rows_cell(rows, i, "municipality");
		const char *restored = rows_cell(rows, i, "restored_at");
		const struct municipality *m = codes_municipality(r->codes,
		    code);

		all[i] = (struct area_row){ code, m ? m->name : code,
			outage_clock(r, rows_cell(rows, i, "cut_at")),
			restored ? outage_clock(r, restored) : NULL,
			form_hidden_own(r) };
	}
	p->areas = (struct html_list){ all, rows->nrows };
}

static const char *
names_of(struct request *r, const struct rows *bodies)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < bodies->nrows; i++)
		buffer_fmt(&b, "%s%s", i ? "、" : "",
		    rows_cell(bodies, i, "name"));
	return b.s;
}

static enum result
show_area(struct request *r, const struct outage *o, const char *overlap,
    const char *overlap_title, enum result rc)
{
	const char *here = "地域・復旧・終わり";
	struct page page = { .title = here, .menu = "/evacuation" };
	struct area_page p = { .id = o->id, .title = o->title,
		.overlap = overlap, .overlap_title = overlap_title,
		.open = outage_is_open(o), .reason = request_form(r, "reason"),
		.reason_fault = request_fault_of(r, "reason") };
	struct rows areas = { 0 }, bodies = { 0 };
	int64_t todo = 0;
	enum result shown = outage_sql_areas(r, o->id, &areas);

	if (!shown)
		shown = outage_sql_bodies(r, o->id, &bodies);
	if (!shown)
		shown = outage_todo(r, o->id, &todo);
	if (shown)
		return shown;
	if (todo)
		p.todo = arena_fmt(r->mem, "%lld", (long long)todo);
	p.faults = form_faults(r);
	p.hidden = form_hidden_own(r);
	p.closing = form_hidden_own(r);
	p.when = outage_form_when(r);
	p.pick = outage_form_pick(r, &areas);
	p.bodies = outage_form_bodies(r, &bodies);
	p.bodies_named = names_of(r, &bodies);
	fill_areas(r, &areas, &p);
	page.crumbs = outage_crumbs(r, o, here, &page.ncrumbs);
	shown = page_show(r, &page, &outage_area_page, &p);
	return shown ? shown : rc;
}

/* The event of the address, for the centre alone, open or not. */
static enum result
get(struct request *r, struct outage *o, bool open)
{
	enum result rc = outage_get(r, r->arg[0], o);

	if (!rc && !access_is_centre(r))
		rc = DENIED;
	if (!rc && outage_is_open(o) != open)
		rc = CONFLICT;
	return rc;
}

enum result
outage_area_get(struct request *r)
{
	struct outage o;
	enum result rc = outage_get(r, r->arg[0], &o);

	if (!rc && !access_is_centre(r))
		rc = DENIED;
	return rc ? rc : show_area(r, &o, NULL, NULL, OK);
}

static enum result
commit(struct request *r, const char *outage, const char *page)
{
	const char *see = request_saying(r, arena_fmt(r->mem,
	    "/outages/%s%s", outage, page), "changed");

	return request_see(r, deed_commit(r, see), see);
}

/* More places, or bodies, or both. */
enum result
outage_area_post(struct request *r)
{
	size_t n = 0, nbodies;
	const char *const *places = NULL, *id = NULL, *title = NULL, *at = NULL;
	struct outage o;
	enum result rc = get(r, &o, true);

	if (rc)
		return rc;
	(void)request_form_all(r, "body", &nbodies);
	if (!nbodies || request_form(r, "region") ||
	    request_form(r, "municipality")) {
		places = outage_form_places(r, &n);
		at = outage_form_instant(r);
		rc = outage_form_overlap(r, places, n, outage_is_drill(&o),
		    NULL, &id, &title);
	}
	if (rc)
		return rc;
	if (r->nfaults)
		return show_area(r, &o, id, title, INVALID);
	deed_begin(r);
	outage_form_keep(r, o.id, places, n, at);
	audit_note_change(r, "change", &outage_record, &o, "area");
	return commit(r, o.id, "/area");
}

enum result
outage_restoration_post(struct request *r)
{
	const char *place = request_form(r, "municipality");
	struct outage o;
	enum result rc = get(r, &o, true);

	if (rc)
		return rc;
	deed_begin(r);
	outage_sql_restore(r, o.id, place ? place : "");
	outage_sql_turn(r, o.id, "restore", place);
	audit_note_change(r, "change", &outage_record, &o, "restored_at");
	return commit(r, o.id, "/area");
}

enum result
outage_closing_post(struct request *r)
{
	struct outage old, o;
	enum result rc = get(r, &old, true);

	if (rc)
		return rc;
	o = old;
	o.closed_at = r->now;
	o.closed_by = r->who->id;
	deed_begin(r);
	(void)record_change(r, &outage_record, &old, &o);
	outage_sql_turn(r, o.id, "close", NULL);
	return commit(r, o.id, "/report");
}

static enum result
still_free(struct request *r, const struct outage *o, const char **id,
    const char **title)
{
	struct rows areas = { 0 };
	const char **places;
	enum result rc = outage_sql_areas(r, o->id, &areas);

	places = arena_array(r->mem, areas.nrows + 1, sizeof(*places));
	for (size_t i = 0; i < areas.nrows; i++)
		places[i] = rows_cell(&areas, i, "municipality");
	return rc ? rc : outage_form_overlap(r, places, areas.nrows,
	    outage_is_drill(o), o->id, id, title);
}

enum result
outage_reopening_post(struct request *r)
{
	const char *reason = request_form(r, "reason");
	const char *id = NULL, *title = NULL;
	struct outage old, o;
	enum result rc = get(r, &old, false);

	if (!rc)
		rc = still_free(r, &old, &id, &title);
	if (rc)
		return rc;
	if (!reason || !*reason)
		request_fault(r, "reason", "required");
	if (r->nfaults)
		return show_area(r, &old, id, title, INVALID);
	o = old;
	o.closed_at = NULL;
	o.closed_by = NULL;
	deed_begin(r);
	(void)record_change(r, &outage_record, &old, &o);
	outage_sql_turn(r, o.id, "reopen", reason);
	return commit(r, o.id, "");
}
