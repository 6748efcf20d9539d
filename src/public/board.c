#include "app/page.h"
#include "base/date.h"
#include "public/public.h"
#include "public/public_sql.h"
#include "public/words.h"

/* GET /vacancies: who has room on which day, as far as that still holds. */

struct board {
	const struct html *faults, *fields, *table, *count, *nav;
	const char *asked, *from;
	bool wrong, filtered;
};

static const struct slot board_slots[] = {
	SLOT_HTML(board, faults),
	SLOT_HTML(board, fields),
	SLOT_HTML(board, table),
	SLOT_HTML(board, count),
	SLOT_HTML(board, nav),
	SLOT_TEXT(board, asked),
	SLOT_TEXT(board, from),
	SLOT_FLAG(board, wrong),
	SLOT_FLAG(board, filtered),
};

static TEMPLATE(board_page, "src/public/board.html", board_slots);

static enum result
fill(struct request *r, const struct wish *w, struct board *p)
{
	struct rows rooms = { 0 };
	struct board_view view;
	struct pager pager;
	int64_t total = 0;
	enum result rc = public_sql_board_count(r, w, &total);

	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = public_sql_board(r, w, PAGE_ROWS, (pager.page - 1) * PAGE_ROWS,
	    &rooms);
	if (!rc)
		rc = board_view_of(r, &rooms, &view);
	if (rc)
		return rc;
	p->table = board_table(r, &view, false);
	p->count = pager_count(r, &pager, "枠");
	p->nav = pager_nav(r, &pager);
	return OK;
}

static enum result
board_get(struct request *r)
{
	const struct crumb crumbs[] = { { "空き状況", NULL } };
	const struct page page = { .title = "空き状況", .menu = "/vacancies",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs), .landscape = true };
	struct board p = { .from = date_long(r->mem, r->today) };
	struct wish w;
	enum result rc = wish_read(r, &w), shown;

	if (rc && rc != INVALID)
		return rc;
	p.wrong = rc == INVALID;
	if (!rc && (shown = fill(r, &w, &p)))
		return shown;
	p.faults = form_faults(r);
	p.fields = wish_fields(r, &w);
	p.asked = wish_words(r, &w);
	p.filtered = wish_asks(&w) || p.wrong;
	shown = page_show(r, &page, &board_page, &p);
	return shown ? shown : rc;
}

static const struct route routes[] = {
	{ "GET", "/vacancies", EVERYONE, board_get },
};

extern const struct feature public_board_feature;
const struct feature public_board_feature = {
	.name = "board",
	.menu = { "空き状況", "/vacancies", EVERYONE, 3 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&board_page),
};
