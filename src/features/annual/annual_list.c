#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/text.h"
#include "features/annual/annual_sql.h"

/* GET /annuals: a report a year, and the form that begins the next one. */

enum { YEARS = 5 };

struct line {
	const char *url, *title, *state, *submitted, *approved;
};

struct list {
	const struct html *faults, *hidden, *years;
	struct html_list lines;
	bool may_write;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, title),
	SLOT_TEXT(line, state),
	SLOT_TEXT(line, submitted),
	SLOT_TEXT(line, approved),
};

static const struct slot list_slots[] = {
	SLOT_HTML(list, faults),
	SLOT_HTML(list, hidden),
	SLOT_HTML(list, years),
	SLOT_LIST(list, lines, line_slots, struct line),
	SLOT_FLAG(list, may_write),
};

TEMPLATE(annual_list_page, "src/features/annual/list.html", list_slots);

static const char *
dated(struct request *r, const char *day, const char *name)
{
	return day ? arena_fmt(r->mem, "%s %s", date_era(r->mem, day),
	    name ? name : "") : "";
}

static const struct html *
years_of(struct request *r, const struct annual_list *all)
{
	int now = date_fiscal_year(r->today);
	struct choice choices[YEARS];
	size_t n = 0;

	for (int i = 0; i < YEARS; i++) {
		bool taken = false;

		for (size_t k = 0; k < all->n; k++)
			taken |= all->at[k].year == now - i;
		if (!taken)
			choices[n++] = (struct choice){ arena_fmt(r->mem, "%d",
			    now - i), date_fiscal_label(r->mem, now - i) };
	}
	return n ? form_choices(r, choices, n, NULL, NULL) : NULL;
}

enum result
annual_list_get(struct request *r)
{
	struct crumb crumbs[] = { { "統計", "/statistics" },
	    { "年次報告書", NULL } };
	struct page page = { .title = "年次報告書", .menu = "/statistics",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct annual_list all = { 0 };
	struct line *lines;
	struct list p;
	enum result rc = annual_allowed(r);

	if (!rc)
		rc = annual_sql_all(r, &all);
	if (rc)
		return rc;
	lines = arena_array(r->mem, all.n + 1, sizeof(*lines));
	for (size_t i = 0; i < all.n; i++) {
		const struct annual *a = &all.at[i];

		lines[i] = (struct line){ arena_fmt(r->mem, "/annuals/%s",
		    a->id), annual_title(r, a), annual_state_label(a),
		    dated(r, a->submitted_on, a->submitted_name),
		    dated(r, a->approved_on, a->approved_name) };
	}
	p = (struct list){ .faults = form_faults(r),
	    .hidden = form_hidden(r, 0), .years = years_of(r, &all),
	    .lines = { lines, all.n } };
	p.may_write = request_may(r, CHILD_WRITE) && p.years;
	return page_show(r, &page, &annual_list_page, &p);
}

/* What a first report is made of. */
static const struct annual_block usual[] = {
	{ .kind = "text", .heading = "目的" },
	{ .kind = "text", .heading = "組織と体制" },
	{ .kind = "charge", .heading = "役割分担" },
	{ .kind = "statistics", .heading = "相談支援の実績" },
	{ .kind = "advisor", .heading = "圏域アドバイザーの活動" },
	{ .kind = "dispatch", .heading = "派遣" },
	{ .kind = "meeting", .heading = "会議" },
	{ .kind = "training", .heading = "研修" },
	{ .kind = "exchange", .heading = "家族交流会" },
	{ .kind = "survey", .heading = "調査" },
	{ .kind = "concern", .heading = "課題と成果" },
	{ .kind = "text", .heading = "次の年度に向けて" },
};

static enum result
carry(struct request *r, int64_t year, struct annual_blocks *out)
{
	struct annual_list all;
	enum result rc = annual_sql_all(r, &all);

	*out = (struct annual_blocks){ arena_array(r->mem, COUNT(usual),
	    sizeof(*out->at)), COUNT(usual) };
	memcpy(out->at, usual, sizeof(usual));
	for (size_t i = 0; !rc && i < all.n; i++) {
		if (all.at[i].year < year)
			return annual_sql_blocks(r, all.at[i].id, out);
	}
	return rc;
}

enum result
annual_begin(struct request *r, int64_t year, struct annual *a)
{
	struct annual_blocks blocks;
	enum result rc = carry(r, year, &blocks);

	*a = (struct annual){ .id = crypto_uuid(r->mem), .version = 1,
	    .year = year, .state = "draft", .writers = r->who->id };
	if (!rc)
		rc = annual_sql_add(r, a);
	for (size_t i = 0; !rc && i < blocks.n; i++) {
		struct annual_block b = blocks.at[i];

		b.id = crypto_uuid(r->mem);
		b.annual = a->id;
		b.place = (int64_t)i + 1;
		rc = annual_sql_block_add(r, &b);
	}
	return rc ? rc : audit_note_plain(r, "create", "annual", a->id, "");
}

/* POST /annuals: the texts of the last year before it are taken over. */
enum result
annual_post(struct request *r)
{
	int now = date_fiscal_year(r->today);
	const char *typed = request_form(r, "year"), *see;
	struct annual a;
	int64_t year = 0;
	enum result rc = annual_allowed(r);

	if (rc)
		return rc;
	if (!typed || !text_number(typed, &year) || year > now ||
	    year <= now - YEARS) {
		request_fault(r, "year", "年度を選んでください。");
		rc = annual_list_get(r);
		return rc ? rc : INVALID;
	}
	deed_begin(r);
	rc = annual_begin(r, year, &a);
	if (rc) {
		db_rollback(r->db);
		return rc;
	}
	see = request_saying(r, arena_fmt(r->mem, "/annuals/%s/edit", a.id),
	    "added");
	return request_see(r, deed_commit(r, see), see);
}
