#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/site.h"
#include "base/instant.h"
#include "features/outage/outage_view.h"

/* The page of an event: whom to call next. Beside it the list alone, which the
 * page asks for again every half minute, so that nothing typed is lost. */

static const struct slot row_slots[] = {
	SLOT_TEXT(outage_row, child),
	SLOT_TEXT(outage_row, url),
	SLOT_TEXT(outage_row, name),
	SLOT_TEXT(outage_row, kana),
	SLOT_TEXT(outage_row, age),
	SLOT_TEXT(outage_row, town),
	SLOT_TEXT(outage_row, left),
	SLOT_TEXT(outage_row, empty_at),
	SLOT_TEXT(outage_row, kind),
	SLOT_TEXT(outage_row, phone),
	SLOT_TEXT(outage_row, guardian),
	SLOT_TEXT(outage_row, status),
	SLOT_TEXT(outage_row, status_class),
	SLOT_TEXT(outage_row, who),
	SLOT_TEXT(outage_row, since),
	SLOT_TEXT(outage_row, told),
	SLOT_TEXT(outage_row, note),
	SLOT_TEXT(outage_row, destination),
	SLOT_TEXT(outage_row, claim),
	SLOT_TEXT(outage_row, seen),
	SLOT_HTML(outage_row, hidden),
	SLOT_FLAG(outage_row, unknown),
	SLOT_FLAG(outage_row, red),
	SLOT_FLAG(outage_row, done),
	SLOT_FLAG(outage_row, mine),
	SLOT_FLAG(outage_row, taken),
	SLOT_FLAG(outage_row, quiet),
	SLOT_FLAG(outage_row, free),
};

struct list {
	const char *now, *poll, *tag;
	const struct html *count, *nav;
	struct html_list rows;
	bool open;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, now),
	SLOT_TEXT(list, poll),
	SLOT_TEXT(list, tag),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_LIST(list, rows, row_slots, struct outage_row),
	SLOT_FLAG(list, open),
};

TEMPLATE(outage_rows_part, "src/features/outage/rows.html", list_slots);

struct tally {
	const char *label, *class;
	int64_t n;
};

static const struct slot tally_slots[] = {
	SLOT_TEXT(tally, label),
	SLOT_TEXT(tally, class),
	SLOT_NUMBER(tally, n),
};

struct show {
	const char *id, *title, *kind, *areas, *began, *lasted, *basis, *note;
	const char *closed, *quiet, *again;
	struct html_list tallies, mine;
	const struct html *list, *municipalities, *states;
	bool drill, open, centre, any_mine;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, id),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, kind),
	SLOT_TEXT(show, areas),
	SLOT_TEXT(show, began),
	SLOT_TEXT(show, lasted),
	SLOT_TEXT(show, basis),
	SLOT_TEXT(show, note),
	SLOT_TEXT(show, closed),
	SLOT_LIST(show, tallies, tally_slots, struct tally),
	SLOT_LIST(show, mine, row_slots, struct outage_row),
	SLOT_TEXT(show, quiet),
	SLOT_TEXT(show, again),
	SLOT_HTML(show, list),
	SLOT_HTML(show, municipalities),
	SLOT_HTML(show, states),
	SLOT_FLAG(show, drill),
	SLOT_FLAG(show, open),
	SLOT_FLAG(show, centre),
	SLOT_FLAG(show, any_mine),
};

TEMPLATE(outage_show_page, "src/features/outage/show.html", show_slots);

/* The same list alone: with what was asked for, and the same page of it. */
static const char *
poll_url(struct request *r, const char *id)
{
	static const char *const kept[] = { "municipality", "status", "page" };
	struct buffer b = buffer_new(r->mem);

	buffer_fmt(&b, "/outages/%s/rows", id);
	for (size_t i = 0; i < COUNT(kept); i++) {
		const char *value = request_query(r, kept[i]);

		if (!value || !*value)
			continue;
		buffer_fmt(&b, "%c%s=", strchr(b.s, '?') ? '&' : '?', kept[i]);
		buffer_url(&b, value);
	}
	return b.s;
}

static enum result
fill_list(struct request *r, const struct outage_view *v, struct list *p)
{
	const char *path = r->path;
	struct pager pager;
	struct outage_row *rows = arena_array(r->mem, PAGE_ROWS,
	    sizeof(*rows));
	size_t first, n, made;
	enum result rc;

	/* Its links lead to the page, also from the list alone. */
	r->path = arena_fmt(r->mem, "/outages/%s", v->outage.id);
	pager = pager_of(r, v->nshown);
	p->count = pager_count(r, &pager, "人");
	p->nav = pager_nav(r, &pager);
	r->path = path;
	first = v->nshown ? (size_t)pager.first - 1 : 0;
	n = v->nshown ? (size_t)pager.last - first : 0;
	rc = outage_view_rows(r, v, v->shown + first, n, rows, &made);
	for (size_t i = 0; !rc && i < made; i++)
		rows[i].hidden = form_hidden_own(r);
	p->now = outage_clock(r, v->at);
	p->poll = poll_url(r, v->outage.id);
	p->tag = v->tag;
	p->open = outage_is_open(&v->outage);
	p->rows = (struct html_list){ rows, made };
	return rc;
}

static enum result
fill_mine(struct request *r, const struct outage_view *v, struct show *p)
{
	struct outage_line *mine[OUTAGE_MAX_MINE];
	struct outage_row *rows = arena_array(r->mem, OUTAGE_MAX_MINE,
	    sizeof(*rows));
	size_t n = 0, made;
	enum result rc;

	for (size_t i = 0; i < v->n && n < OUTAGE_MAX_MINE; i++) {
		struct outage_line *l = &v->lines[i];

		if (l->claimed_by && strcmp(l->claimed_by, r->who->id) == 0 &&
		    outage_is_claimed(l->claimed_by, l->claimed_at, r->now))
			mine[n++] = l;
	}
	rc = outage_view_rows(r, v, mine, n, rows, &made);
	for (size_t i = 0; !rc && i < made; i++)
		rows[i].hidden = form_hidden_own(r);
	p->mine = (struct html_list){ rows, made };
	p->any_mine = made > 0;
	return rc;
}

static void
fill_tallies(struct request *r, const struct outage_view *v, struct show *p)
{
	struct tally *all = arena_array(r->mem, OUTAGE_STATUSES, sizeof(*all));

	for (size_t i = 0; i < OUTAGE_STATUSES; i++)
		all[i] = (struct tally){ codes_label(r->codes, "outage_status",
		    outage_status_code((enum outage_status)i)),
		    i == OUTAGE_HELP && v->counts[i] ? "chip--red" : "",
		    v->counts[i] };
	p->tallies = (struct html_list){ all, OUTAGE_STATUSES };
	if (v->again)
		p->again = arena_fmt(r->mem, "%lld", (long long)v->again);
	if (v->quiet)
		p->quiet = arena_fmt(r->mem, "%lld", (long long)v->quiet);
}

static void
fill_filters(struct request *r, const struct outage_view *v, struct show *p)
{
	static const struct choice states[] = { { "todo", "まだ連絡がつかない" },
	    { "mine", "自分が受け持つ" }, { "open", "未" },
	    { "absent", "不在" }, { "help", "要支援" }, { "safe", "無事" },
	    { "moved", "搬送" }, { "quiet", "電源の要る機器がない" },
	    { "again", "無事のあと電池が2時間を切った" } };
	struct choice *towns = arena_array(r->mem, v->areas.nrows + 1,
	    sizeof(*towns));

	for (size_t i = 0; i < v->areas.nrows; i++) {
		const char *code = rows_cell(&v->areas, i, "municipality");
		const struct municipality *m = codes_municipality(r->codes,
		    code);

		towns[i] = (struct choice){ code, m ? m->name : code };
	}
	p->municipalities = form_choices(r, towns, v->areas.nrows,
	    v->municipality, "すべて");
	p->states = form_choices(r, states, COUNT(states), v->status,
	    "すべて");
}

static enum result
fill(struct request *r, const struct outage_view *v, struct show *p)
{
	const struct outage *o = &v->outage;
	int64_t minutes = instant_seconds_between(o->began_at, o->closed_at ?
	    o->closed_at : r->now) / 60;
	struct list list = { 0 };
	enum result rc;

	p->id = o->id;
	p->title = o->title;
	p->kind = codes_label(r->codes, "outage_kind", o->kind);
	p->areas = outage_area_label(r, &v->areas);
	p->began = outage_clock(r, o->began_at);
	p->lasted = minutes < 1 ? "1分たらず" : outage_left_label(r->mem,
	    minutes);
	p->basis = o->basis ? codes_label(r->codes, "outage_basis", o->basis) :
	    NULL;
	p->note = o->note;
	p->closed = o->closed_at ? outage_clock(r, o->closed_at) : NULL;
	p->drill = outage_is_drill(o);
	p->open = outage_is_open(o);
	p->centre = access_is_centre(r) && request_may(r, CHILD_WRITE);
	fill_tallies(r, v, p);
	fill_filters(r, v, p);
	rc = fill_mine(r, v, p);
	if (!rc)
		rc = fill_list(r, v, &list);
	p->list = html_part(r, &outage_rows_part, &list);
	return rc;
}

enum result
outage_show_get(struct request *r)
{
	struct outage_view v = { 0 };
	struct show p = { 0 };
	struct page page = { .menu = "/evacuation" };
	enum result rc = outage_view_begin(r, r->arg[0], &v);

	if (!rc)
		rc = outage_view_load(r, &v);
	if (!rc)
		rc = fill(r, &v, &p);
	if (rc)
		return rc;
	page.title = v.outage.title;
	page.crumbs = outage_crumbs(r, &v.outage, NULL, &page.ncrumbs);
	return page_show(r, &page, &outage_show_page, &p);
}

static bool
is_known(struct request *r, const char *tag)
{
	const char *known = request_header(r, "if-none-match");

	if (!known || strcmp(known, tag) != 0)
		return false;
	request_header_add(r, "ETag", tag);
	r->answer.status = 304;
	return true;
}

/* The list alone. 304 while nothing in it is another: not a row is read. */
enum result
outage_rows_get(struct request *r)
{
	struct outage_view v = { 0 };
	struct list p = { 0 };
	enum result rc = outage_view_begin(r, r->arg[0], &v);

	if (!rc && v.tag && is_known(r, v.tag))
		return OK;
	if (!rc)
		rc = outage_view_load(r, &v);
	if (rc || is_known(r, v.tag))
		return rc;
	rc = fill_list(r, &v, &p);
	if (rc)
		return rc;
	request_header_add(r, "ETag", v.tag);
	html_render(r->site->templates, &outage_rows_part, &p,
	    &r->answer.body);
	return OK;
}
