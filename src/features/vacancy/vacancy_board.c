#include <string.h>

#include "app/codes.h"
#include "base/csv.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/vacancy/vacancy_private.h"

/* The board: a row a room, a column a day. */
struct board_row {
	const char *name, *url, *entry, *room, *town, *care, *phone, *age;
	const char *fit, *fit_says, *why;	/* of the board of one child */
	struct html_list cells;
	bool grey, old;
};

struct board_page {
	const char *title, *from, *previous, *next, *csv;
	const char *path, *of, *of_name, *of_value;
	const struct html *faults, *hidden, *child, *below;
	const struct html *kinds, *regions, *cares;
	struct html_list days, rows;
	int64_t fresh, stale, left_out;
	bool any, may_write;
};

static const struct slot row_slots[] = {
	SLOT_TEXT(board_row, name),
	SLOT_TEXT(board_row, url),
	SLOT_TEXT(board_row, entry),
	SLOT_TEXT(board_row, room),
	SLOT_TEXT(board_row, town),
	SLOT_TEXT(board_row, care),
	SLOT_TEXT(board_row, phone),
	SLOT_TEXT(board_row, age),
	SLOT_TEXT(board_row, fit),
	SLOT_TEXT(board_row, fit_says),
	SLOT_TEXT(board_row, why),
	SLOT_LIST(board_row, cells, day_cell_slots, struct day_cell),
	SLOT_FLAG(board_row, grey),
	SLOT_FLAG(board_row, old),
};

static const struct slot page_slots[] = {
	SLOT_TEXT(board_page, title),
	SLOT_TEXT(board_page, from),
	SLOT_TEXT(board_page, previous),
	SLOT_TEXT(board_page, next),
	SLOT_TEXT(board_page, csv),
	SLOT_TEXT(board_page, path),
	SLOT_TEXT(board_page, of),
	SLOT_TEXT(board_page, of_name),
	SLOT_TEXT(board_page, of_value),
	SLOT_HTML(board_page, faults),
	SLOT_HTML(board_page, hidden),
	SLOT_HTML(board_page, child),
	SLOT_HTML(board_page, below),
	SLOT_HTML(board_page, kinds),
	SLOT_HTML(board_page, regions),
	SLOT_HTML(board_page, cares),
	SLOT_LIST(board_page, days, day_head_slots, struct day_head),
	SLOT_LIST(board_page, rows, row_slots, struct board_row),
	SLOT_NUMBER(board_page, fresh),
	SLOT_NUMBER(board_page, stale),
	SLOT_NUMBER(board_page, left_out),
	SLOT_FLAG(board_page, any),
	SLOT_FLAG(board_page, may_write),
};

TEMPLATE(vacancy_board_page, "src/features/vacancy/board.html", page_slots);

/* The one whose needs the board is to be shown for; read by who shows it. */
struct chosen_child {
	const char *child;
};

static const struct field child_field = FIELD_LINK(chosen_child, child,
    .label = "この子の条件で見る", .to = &child_record);

/* What the address asks for, and what was found for it. */
struct board {
	struct request *r;
	const struct vacancy_view *view;		/* NULL: of everybody */
	struct board_ask ask;
	const char *from, *region, *care;
	struct directory_slots *slots;
	struct rows rooms, cells;
	const char *days[BOARD_DAYS];
};

const char *
vacancy_age(struct request *r, int days)
{
	if (days < 0)
		return "まだ入力がありません";
	return days ? arena_fmt(r->mem, "%d日前の情報", days) : "今日の情報";
}

static struct vacancy_shown
shown_of(const struct board *b, size_t i, const char *day)
{
	size_t at = vacancy_cell_at(&b->cells, rows_cell(&b->rooms, i, "id"),
	    day);
	bool none = at == b->cells.nrows;

	return vacancy_show(none ? VACANCY_UNKNOWN : vacancy_of(rows_cell(
	    &b->cells, at, "state")), none ? NULL : rows_cell(&b->cells, at,
	    "as_of"), b->r->now, rows_number(&b->rooms, i, "fresh_days"),
	    rows_number(&b->rooms, i, "grey_days"));
}

/* How many there are, while the sign beside it holds; or NULL. */
static const char *
number_of(const struct board *b, size_t i, const char *day)
{
	size_t at = vacancy_cell_at(&b->cells, rows_cell(&b->rooms, i, "id"),
	    day);

	return at == b->cells.nrows ? NULL : rows_cell(&b->cells, at, "number");
}

static struct vacancy_shown
room_age(const struct board *b, size_t i)
{
	return vacancy_show(VACANCY_UNKNOWN, rows_cell(&b->rooms, i, "told_at"),
	    b->r->now, rows_number(&b->rooms, i, "fresh_days"),
	    rows_number(&b->rooms, i, "grey_days"));
}

/* In the region asked for, and not known to refuse the care asked for. */
static bool
fits(const struct board *b, size_t i)
{
	const char *town = rows_cell(&b->rooms, i, "municipality");

	if (b->region && (!town || strcmp(codes_region(b->r->codes, town,
	    b->r->today), b->region) != 0))
		return false;
	return !b->care || directory_answer(rows_cell(&b->rooms, i, "answers"),
	    directory_slot(b->slots, b->care), b->ask.reach) != ANSWER_NO;
}

/* What the view says of the row; NULL: it knows nothing of that service. */
static const struct vacancy_fit *
fit_of(const struct board *b, size_t i)
{
	const char *service = rows_cell(&b->rooms, i, "service");
	size_t low = 0, high = b->view ? b->view->nfits : 0;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int to = strcmp(b->view->fits[mid].service, service);

		if (!to)
			return &b->view->fits[mid];
		if (to < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static const char *
chosen(struct request *r, const char *name, const char *list)
{
	const char *s = request_asked(r, name);

	return s && codes_find(r->codes, list, s) ? s : NULL;
}

static enum result
board_load(struct request *r, struct board *b)
{
	const char *from = request_query(r, "from");
	const char *first = b->view && b->view->from ? b->view->from : r->today;
	enum result rc = directory_slots(r, &b->slots);

	b->r = r;
	b->ask = (struct board_ask){ .kind = chosen(r, "kind", "service_kind"),
	    .reach = directory_reach(r) };
	b->region = chosen(r, "region", "region");
	b->care = chosen(r, "care", "care");
	b->from = text_blank(from) ? NULL : date_read(r->mem, from, r->today);
	/* A day far away has nothing: the board stays near today. */
	if (!b->from || strcmp(b->from, date_add_days(r->mem, r->today,
	    BOARD_AHEAD)) > 0 || strcmp(b->from, date_add_days(r->mem, r->today,
	    -BOARD_AHEAD)) < 0)
		b->from = first;
	for (int i = 0; i < BOARD_DAYS; i++)
		b->days[i] = date_add_days(r->mem, b->from, i);
	if (!rc)
		rc = vacancy_sql_rooms(r, &b->ask, &b->rooms);
	if (!rc)
		rc = vacancy_sql_cells(r, &b->ask, b->from,
		    b->days[BOARD_DAYS - 1], &b->cells);
	return rc;
}

static struct day_cell
cell_of(const struct board *b, size_t i, const char *day)
{
	size_t at = vacancy_cell_at(&b->cells, rows_cell(&b->rooms, i, "id"),
	    day);
	bool none = at == b->cells.nrows;

	return day_cell_of(b->r, shown_of(b, i, day),
	    none ? NULL : rows_cell(&b->cells, at, "number"),
	    none ? NULL : rows_cell(&b->cells, at, "reason"));
}

/* The acts of care that this place is known to take, by their short names. */
static const char *
care_of(const struct board *b, size_t i)
{
	struct buffer out = buffer_new(b->r->mem);
	size_t n;
	const struct code *all = codes_list(b->r->codes, "care", &n);

	for (size_t k = 0; k < n; k++) {
		if (directory_answer(rows_cell(&b->rooms, i, "answers"),
		    directory_slot(b->slots, all[k].code), b->ask.reach) ==
		    ANSWER_YES)
			buffer_fmt(&out, "%s%s", out.len ? "・" : "",
			    all[k].label_short);
	}
	return out.s;
}

static struct board_row
row_of(const struct board *b, size_t i)
{
	struct request *r = b->r;
	struct day_cell *cells = arena_array(r->mem, BOARD_DAYS, sizeof(*cells));
	const struct municipality *m = codes_municipality(r->codes,
	    rows_cell(&b->rooms, i, "municipality"));
	struct vacancy_shown age = room_age(b, i);
	const struct vacancy_fit *fit = fit_of(b, i);

	for (size_t d = 0; d < BOARD_DAYS; d++)
		cells[d] = cell_of(b, i, b->days[d]);
	return (struct board_row){ .name = rows_cell(&b->rooms, i, "place_name"),
		.url = arena_fmt(r->mem, "/services/%s", rows_cell(&b->rooms, i,
		    "service")), .entry = request_may(r, CHILD_WRITE) ?
		    arena_fmt(r->mem, "/services/%s/vacancies", rows_cell(
		    &b->rooms, i, "service")) : NULL,
		.room = rows_cell(&b->rooms, i, "label"),
		.town = m ? m->name : "", .care = care_of(b, i),
		.phone = rows_cell(&b->rooms, i, "phone"),
		.age = vacancy_age(r, age.days),
		.fit = fit ? fit->mark : NULL, .fit_says = fit ? fit->says :
		    NULL, .why = fit ? fit->why : NULL,
		.cells = { cells, BOARD_DAYS }, .grey = age.grey,
		.old = vacancy_is_old(age, rows_number(&b->rooms, i,
		    "grey_days")) };
}

static void
put_rows(struct board *b, struct board_page *p)
{
	struct board_row *all = arena_array(b->r->mem, b->rooms.nrows + 1,
	    sizeof(*all));
	size_t n = 0;

	for (size_t i = 0; i < b->rooms.nrows; i++) {
		const struct vacancy_fit *fit = fit_of(b, i);

		if (!fits(b, i))
			continue;
		if (b->view && (!fit || !fit->kept)) {
			p->left_out++;
			continue;
		}
		all[n] = row_of(b, i);
		p->fresh += !all[n].grey && !all[n].old;
		p->stale += all[n].grey || all[n].old;
		n++;
	}
	p->rows = (struct html_list){ all, n };
	p->any = n > 0;
}

static const char *
url_of(const struct board *b, const char *path, const char *from)
{
	return arena_fmt(b->r->mem, "%s?%s%s%sfrom=%s&kind=%s&region=%s&care=%s",
	    path, b->view ? b->view->name : "", b->view ? "=" : "",
	    b->view ? arena_fmt(b->r->mem, "%s&", b->view->value) : "", from,
	    b->ask.kind ? b->ask.kind : "", b->region ? b->region : "",
	    b->care ? b->care : "");
}

static void
put_view(const struct board *b, struct board_page *p)
{
	struct request *r = b->r;
	const struct vacancy_view *view = b->view;

	p->hidden = form_hidden(r, 0);
	p->faults = form_faults(r);
	p->child = form_field(r, &child_field, &(struct chosen_child){ 0 });
	p->path = view ? view->path : "/vacancies";
	if (!view) {
		p->csv = url_of(b, "/vacancies.csv", b->from);
		return;
	}
	p->of = view->title;
	p->of_name = view->name;
	p->of_value = view->value;
	p->below = view->below;
}

enum result
vacancy_board_show(struct request *r, const struct vacancy_view *view)
{
	struct board *b = arena_take(r->mem, sizeof(*b));
	struct crumb crumbs[] = { { "空き状況", "/vacancies" },
	    { view ? view->title : NULL, NULL } };
	struct page page = { .title = "空き状況", .menu = "/services",
	    .landscape = true };
	struct board_page p = { .title = "空き状況",
	    .may_write = request_may(r, CHILD_WRITE) };
	enum result rc;

	b->view = view;
	rc = board_load(r, b);
	if (rc)
		return rc;
	p.from = date_short(r->mem, b->from);
	put_view(b, &p);
	p.previous = url_of(b, p.path, date_add_days(r->mem, b->from,
	    -BOARD_DAYS));
	p.next = url_of(b, p.path, date_add_days(r->mem, b->from, BOARD_DAYS));
	p.kinds = form_options(r, "service_kind", b->ask.kind, "すべて");
	p.regions = form_options(r, "region", b->region, "すべて");
	p.cares = form_options(r, "care", b->care, "指定なし");
	put_rows(b, &p);
	p.days = day_heads(r, b->days);
	if (view) {
		page.crumbs = crumbs;
		page.ncrumbs = COUNT(crumbs);
	}
	return page_show(r, &page, &vacancy_board_page, &p);
}

/* GET /vacancies ?from= ?kind= ?region= ?care= */
enum result
vacancy_board_get(struct request *r)
{
	return vacancy_board_show(r, NULL);
}

static void
put_csv_row(struct buffer *out, const struct board *b, size_t i)
{
	const struct municipality *m = codes_municipality(b->r->codes,
	    rows_cell(&b->rooms, i, "municipality"));
	struct vacancy_shown age = room_age(b, i);

	csv_cell(out, rows_cell(&b->rooms, i, "place_name"));
	buffer_add(out, ",");
	csv_cell(out, rows_cell(&b->rooms, i, "label"));
	buffer_add(out, ",");
	csv_cell(out, m ? m->name : "");
	buffer_add(out, ",");
	csv_cell(out, rows_cell(&b->rooms, i, "phone") ?
	    rows_cell(&b->rooms, i, "phone") : "");
	buffer_fmt(out, ",%s", vacancy_age(b->r, age.days));
	for (size_t d = 0; d < BOARD_DAYS; d++) {
		struct vacancy_shown s = shown_of(b, i, b->days[d]);

		buffer_fmt(out, ",%s%s", vacancy_mark_many(b->r, s.state,
		    number_of(b, i, b->days[d])), s.grey ? "（要電話確認）" : "");
	}
	buffer_add(out, "\r\n");
}

/* GET /vacancies.csv: as old as on the page. */
enum result
vacancy_csv_get(struct request *r)
{
	struct board *b = arena_take(r->mem, sizeof(*b));
	struct buffer out = buffer_new(r->mem);
	enum result rc = board_load(r, b);

	if (rc)
		return rc;
	buffer_add(&out, "\xef\xbb\xbf施設,部屋・枠,市町村,電話,情報の新しさ");
	for (size_t d = 0; d < BOARD_DAYS; d++)
		buffer_fmt(&out, ",%s", b->days[d]);
	buffer_add(&out, "\r\n");
	for (size_t i = 0; i < b->rooms.nrows; i++) {
		if (fits(b, i))
			put_csv_row(&out, b, i);
	}
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = "vacancies.csv";
	r->answer.body = out;
	return OK;
}
