#include <string.h>

#include "app/codes.h"
#include "app/page.h"
#include "public/public.h"
#include "public/public_sql.h"
#include "public/words.h"

/* GET /services: the services that a wish finds. */

struct said {
	const char *label, *answer, *terms, *class;
};

struct line {
	const char *url, *name, *kind, *town, *phone, *confirmed, *ages, *opens,
	    *state;
	struct html_list said;
	bool asked;
};

struct list {
	const struct html *faults, *fields, *count, *nav;
	const char *asked, *map, *board;
	bool wrong, filtered, any;
	struct html_list lines;
};

static const struct slot said_slots[] = {
	SLOT_TEXT(said, label),
	SLOT_TEXT(said, answer),
	SLOT_TEXT(said, terms),
	SLOT_TEXT(said, class),
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, kind),
	SLOT_TEXT(line, town),
	SLOT_TEXT(line, phone),
	SLOT_TEXT(line, confirmed),
	SLOT_TEXT(line, ages),
	SLOT_TEXT(line, opens),
	SLOT_TEXT(line, state),
	SLOT_LIST(line, said, said_slots, struct said),
	SLOT_FLAG(line, asked),
};

static const struct slot list_slots[] = {
	SLOT_HTML(list, faults),
	SLOT_HTML(list, fields),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_TEXT(list, asked),
	SLOT_TEXT(list, map),
	SLOT_TEXT(list, board),
	SLOT_FLAG(list, wrong),
	SLOT_FLAG(list, filtered),
	SLOT_FLAG(list, any),
	SLOT_LIST(list, lines, line_slots, struct line),
};

static TEMPLATE(list_page, "src/public/services.html", list_slots);

static const char *
terms_of(const struct rows *answers, const char *service, const char *care)
{
	for (size_t i = 0; i < answers->nrows; i++) {
		const char *const *c = answers->cells + i * answers->ncols;

		if (strcmp(c[0], service) == 0 && strcmp(c[1], care) == 0)
			return c[3];
	}
	return NULL;
}

/* What was asked for, one by one; or else all that it is known to take. */
static struct html_list
said_of(struct request *r, const struct wish *w,
    const struct directory_slots *slots, const struct rows *rows, size_t i,
    const struct rows *answers)
{
	size_t ncares, n = 0;
	const struct code *cares = codes_list(r->codes, "care", &ncares);
	struct said *said = arena_array(r->mem, ncares + 1, sizeof(*said));
	const char *letters = rows_cell(rows, i, "answers");

	for (size_t k = 0; k < w->ncares && n < ncares; k++) {
		enum answered a = directory_answer(letters, w->slot[k],
		    REACH_PUBLIC);

		said[n++] = (struct said){ codes_label(r->codes, "care",
		    w->care[k]), public_answer(a), a == ANSWER_TERMS ?
		    terms_of(answers, rows_cell(rows, i, "id"), w->care[k]) :
		    NULL, public_answer_class(a) };
	}
	for (size_t k = 0; !w->ncares && k < ncares; k++) {
		enum answered a = directory_answer(letters, directory_slot(slots,
		    cares[k].code), REACH_PUBLIC);

		if (a == ANSWER_YES || a == ANSWER_TERMS)
			said[n++] = (struct said){ cares[k].label_short,
				public_answer(a), NULL, public_answer_class(a) };
	}
	return (struct html_list){ said, n };
}

static struct line
line_of(struct request *r, const struct wish *w,
    const struct directory_slots *slots, const struct rows *rows, size_t i,
    const struct rows *answers)
{
	const char *opening = rows_cell(rows, i, "opening");
	const char *status = rows_cell(rows, i, "status");

	return (struct line){
		.url = arena_fmt(r->mem, "/services/%s", rows_cell(rows, i,
		    "id")),
		.name = public_name(r, rows_cell(rows, i, "name"),
		    rows_cell(rows, i, "place")),
		.kind = codes_label(r->codes, "service_kind", rows_cell(rows, i,
		    "kind")),
		.town = codes_town(r->codes, r->mem,
		    rows_cell(rows, i, "municipality"), r->today),
		.phone = rows_cell(rows, i, "phone"),
		.confirmed = public_confirmed(r, rows_cell(rows, i,
		    "confirmed_on")),
		.ages = public_ages(r, public_number(rows, i, "age_from"),
		    public_number(rows, i, "age_below")),
		.opens = opening ? week_label(r->mem, opening) : NULL,
		.state = strcmp(status, "active") ? codes_label(r->codes,
		    "service_status", status) : NULL,
		.said = said_of(r, w, slots, rows, i, answers),
		.asked = w->ncares > 0 || w->age >= 0 || w->day,
	};
}

static enum result
fill(struct request *r, const struct wish *w, struct list *p)
{
	struct directory_slots *slots;
	struct rows rows = { 0 }, answers = { 0 };
	struct line *lines;
	struct pager pager;
	int64_t total = 0;
	enum result rc = directory_slots(r, &slots);

	if (!rc)
		rc = public_sql_count(r, w, &total);
	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = public_sql_find(r, w, PAGE_ROWS, (pager.page - 1) * PAGE_ROWS,
	    &rows);
	if (!rc && w->ncares)
		rc = public_sql_answers(r, public_ids(r->mem, &rows), &answers);
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		lines[i] = line_of(r, w, slots, &rows, i, &answers);
	p->lines = (struct html_list){ lines, rows.nrows };
	p->any = rows.nrows > 0;
	p->count = pager_count(r, &pager, "件");
	p->nav = pager_nav(r, &pager);
	return rc;
}

static enum result
list_get(struct request *r)
{
	const struct crumb crumbs[] = { { "受入れ先を探す", NULL } };
	const struct page page = { .title = "受入れ先を探す",
	    .menu = "/services", .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct list p = { 0 };
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
	p.map = wish_url(r, "/map", &w);
	p.board = wish_url(r, "/vacancies", &w);
	p.filtered = wish_asks(&w) || p.wrong;
	shown = page_show(r, &page, &list_page, &p);
	return shown ? shown : rc;
}

static const struct route routes[] = {
	{ "GET", "/services", EVERYONE, list_get },
};

extern const struct feature public_services_feature;
const struct feature public_services_feature = {
	.name = "services",
	.menu = { "探す", "/services", EVERYONE, 1 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&list_page, &wish_fields_part),
};
