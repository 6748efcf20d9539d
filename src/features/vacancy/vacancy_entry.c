#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "features/vacancy/vacancy_private.h"

/* The two pages on which the board is filled in. */
struct entry_page {
	const char *place, *action, *until, *link, *phone, *undo;
	const struct html *faults, *hidden, *grid, *link_hidden;
	struct html_list past;
	int64_t undone;
	bool done, meanwhile;
};

struct past_row {
	const char *day, *mark, *until, *channel;
};

static const struct slot past_slots[] = {
	SLOT_TEXT(past_row, day),
	SLOT_TEXT(past_row, mark),
	SLOT_TEXT(past_row, until),
	SLOT_TEXT(past_row, channel),
};

static const struct slot slots[] = {
	SLOT_TEXT(entry_page, place),
	SLOT_TEXT(entry_page, action),
	SLOT_TEXT(entry_page, until),
	SLOT_TEXT(entry_page, link),
	SLOT_TEXT(entry_page, phone),
	SLOT_TEXT(entry_page, undo),
	SLOT_NUMBER(entry_page, undone),
	SLOT_HTML(entry_page, faults),
	SLOT_HTML(entry_page, hidden),
	SLOT_HTML(entry_page, grid),
	SLOT_HTML(entry_page, link_hidden),
	SLOT_LIST(entry_page, past, past_slots, struct past_row),
	SLOT_FLAG(entry_page, done),
	SLOT_FLAG(entry_page, meanwhile),
};

TEMPLATE(vacancy_grid_page, "src/features/vacancy/grid.html", slots);
TEMPLATE(vacancy_guest_page, "src/features/vacancy/guest.html", slots);

/* What was changed lately, of the first room. */
static enum result
fill_past(struct request *r, const struct grid *g, struct entry_page *p)
{
	struct rows rows = { 0 };
	struct past_row *all;
	enum result rc = vacancy_sql_past(r, rows_cell(&g->rooms, 0, "id"),
	    &rows);

	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		all[i] = (struct past_row){ date_short(r->mem, rows_cell(&rows, i,
		    "day")), vacancy_mark_many(r, vacancy_of(rows_cell(&rows, i,
		    "state")), rows_cell(&rows, i, "number")),
		    date_instant_label(r->mem, rows_cell(&rows, i, "until")),
		    codes_label(r->codes, "cell_channel",
		    rows_cell(&rows, i, "channel")) };
	p->past = (struct html_list){ all, rows.nrows };
	return rc;
}

static enum result
show(struct request *r, struct grid *g, struct entry_page *p,
    const struct template *page_of)
{
	struct crumb crumbs[] = { { "空き状況", "/vacancies" },
	    { "空きを入力する", NULL } };
	struct page page = { "空きを入力する", "/services", crumbs,
	    COUNT(crumbs), false };

	if (page_of == &vacancy_guest_page)
		page = (struct page){ .title = "空き状況の入力" };
	vacancy_grid_draw(r, g);
	p->grid = g->html;
	p->place = rows_cell(&g->rooms, 0, "place_name");
	p->phone = rows_cell(&g->rooms, 0, "phone");
	p->undo = g->undo ? date_instant_label(r->mem, g->undo) : NULL;
	p->undone = g->undone;
	p->faults = form_faults(r);
	p->hidden = form_hidden(r, 0);
	p->done = request_query(r, "done") != NULL;
	return page_show(r, &page, page_of, p);
}

static enum result
show_staff(struct request *r, struct grid *g, struct entry_page *p)
{
	enum result rc = fill_past(r, g, p);

	p->action = arena_fmt(r->mem, "/services/%s/vacancies", r->arg[0]);
	p->link_hidden = form_hidden_own(r);
	return rc ? rc : show(r, g, p, &vacancy_grid_page);
}

enum result
vacancy_grid_get(struct request *r)
{
	struct grid g = { 0 };
	enum result rc = vacancy_grid_load(r, r->arg[0], &g);

	return rc ? rc : show_staff(r, &g, &(struct entry_page){ 0 });
}

/* Typed in by the centre for a facility that was called. */
enum result
vacancy_grid_post(struct request *r)
{
	struct grid g = { 0 };
	struct entry_page p = { 0 };
	const char *see = request_saying(r, arena_fmt(r->mem,
	    "/services/%s/vacancies", r->arg[0]), "changed");
	enum result rc = vacancy_grid_load(r, r->arg[0], &g), shown;

	if (rc)
		return rc;
	deed_begin(r);
	(void)vacancy_grid_read(r, &g, r->who->id, "phone");
	rc = deed_commit(r, see);
	if ((rc != INVALID && rc != CONFLICT) || r->repeated)
		return request_see(r, rc, see);
	p.meanwhile = rc == CONFLICT;
	shown = vacancy_grid_load(r, r->arg[0], &g);
	if (!shown)
		shown = show_staff(r, &g, &p);
	return shown ? shown : rc;
}

enum result
vacancy_link_post(struct request *r)
{
	struct grid g = { 0 };
	struct entry_page p = { 0 };
	enum result rc = vacancy_grid_load(r, r->arg[0], &g);

	if (rc)
		return rc;
	deed_begin(r);
	p.link = guest_link_make(r, &guest_vacancy, r->arg[0],
	    (int64_t)LINK_DAYS * 86400);
	audit_note_plain(r, "add", "guest_link", r->arg[0], "vacancy");
	rc = deed_commit(r, NULL);
	return rc ? rc : show_staff(r, &g, &p);
}

static enum result
show_guest(struct request *r, const struct guest *link, struct grid *g,
    struct entry_page *p)
{
	p->until = date_instant_label(r->mem, link->ends_at);
	return show(r, g, p, &vacancy_guest_page);
}

static enum result
load(struct request *r, struct guest *link, struct grid *g)
{
	enum result rc = guest_of(r, &guest_vacancy, link);

	return rc ? rc : vacancy_grid_load(r, link->record_id, g);
}

enum result
vacancy_guest_get(struct request *r)
{
	struct guest link;
	struct grid g = { 0 };
	enum result rc = load(r, &link, &g);

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	return show_guest(r, &link, &g, &(struct entry_page){ 0 });
}

enum result
vacancy_guest_post(struct request *r)
{
	static const char see[] = "/links/vacancy?done=1";
	struct guest link;
	struct grid g = { 0 };
	struct entry_page p = { 0 };
	enum result rc = load(r, &link, &g), shown;

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	guest_speaks(r, &link, NULL);
	deed_begin(r);
	(void)vacancy_grid_read(r, &g, r->who->login, "self");
	rc = deed_commit(r, see);
	guest_leaves(r);
	if ((rc != INVALID && rc != CONFLICT) || r->repeated)
		return request_see(r, rc, see);
	p.meanwhile = rc == CONFLICT;
	shown = vacancy_grid_load(r, link.record_id, &g);
	if (!shown)
		shown = show_guest(r, &link, &g, &p);
	return shown ? shown : rc;
}
