#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/concern/concern_private.h"
#include "features/concern/concern_sql.h"

/* The board: cards that lie in no group yet, beside the groups. */

const struct slot concern_line_slots[CONCERN_LINE_SLOTS] = {
	SLOT_TEXT(concern_line, id),
	SLOT_TEXT(concern_line, url),
	SLOT_TEXT(concern_line, says),
	SLOT_TEXT(concern_line, source),
	SLOT_TEXT(concern_line, source_url),
	SLOT_TEXT(concern_line, day),
	SLOT_TEXT(concern_line, region),
	SLOT_TEXT(concern_line, under),
};

struct group {
	const char *id, *url, *title, *state, *region, *owner, *parent, *since;
	int64_t cards;
	bool hard;
};

static const struct slot group_slots[] = {
	SLOT_TEXT(group, id),
	SLOT_TEXT(group, url),
	SLOT_TEXT(group, title),
	SLOT_TEXT(group, state),
	SLOT_TEXT(group, region),
	SLOT_TEXT(group, owner),
	SLOT_TEXT(group, parent),
	SLOT_TEXT(group, since),
	SLOT_NUMBER(group, cards),
	SLOT_FLAG(group, hard),
};

static int64_t
number_in(const char *cell)
{
	return cell ? strtoll(cell, NULL, 10) : 0;
}

struct board {
	const char *year, *to_fault, *cards_fault, *title_fault, *title;
	const struct html *faults, *hidden,
	    *hidden_refusals, *hidden_carry, *regions, *sources, *groups_of,
	    *count, *nav;
	struct html_list cards, groups;
	const char *refusals, *to_carry;
	int64_t ngroups;
	bool may_write, narrowed;
};

static const struct slot board_slots[] = {
	SLOT_TEXT(board, year),
	SLOT_TEXT(board, to_fault),
	SLOT_TEXT(board, cards_fault),
	SLOT_TEXT(board, title_fault),
	SLOT_TEXT(board, title),
	SLOT_HTML(board, faults),
	SLOT_HTML(board, hidden),
	SLOT_HTML(board, hidden_refusals),
	SLOT_HTML(board, hidden_carry),
	SLOT_HTML(board, regions),
	SLOT_HTML(board, sources),
	SLOT_HTML(board, groups_of),
	SLOT_HTML(board, count),
	SLOT_HTML(board, nav),
	SLOT_LIST(board, cards, concern_line_slots, struct concern_line),
	SLOT_LIST(board, groups, group_slots, struct group),
	SLOT_NUMBER(board, ngroups),
	SLOT_TEXT(board, refusals),
	SLOT_TEXT(board, to_carry),
	SLOT_FLAG(board, may_write),
	SLOT_FLAG(board, narrowed),
};

TEMPLATE(concern_board_page, "src/features/concern/board.html", board_slots);

const char *
concern_source_url(struct request *r, const struct concern_card *c)
{
	static const struct {
		const char *source, *path;
	} paths[] = {
		{ "contact", "contacts" }, { "meeting", "meetings" },
		{ "dispatch", "dispatches" }, { "unmet", "unmet" },
		{ "survey", "surveys" },
		{ "survey_answer", "survey-answers" },
	};

	for (size_t i = 0; c->source_id && i < COUNT(paths); i++) {
		if (strcmp(paths[i].source, c->source) == 0)
			return arena_fmt(r->mem, "/%s/%s", paths[i].path,
			    c->source_id);
	}
	return NULL;
}

/* Nothing for none, so that a page can leave it out. */
static const char *
count_of(struct request *r, int64_t n)
{
	return n ? arena_fmt(r->mem, "%" PRId64, n) : NULL;
}

struct concern_line
concern_line_of(struct request *r, const struct concern_card *c,
    int64_t under)
{
	return (struct concern_line){
		.id = c->id,
		.url = arena_fmt(r->mem, "/concern-cards/%s/edit", c->id),
		.says = c->says,
		.source = codes_label(r->codes, "concern_source", c->source),
		.source_url = concern_source_url(r, c),
		.day = date_era(r->mem, c->on_day),
		.region = c->region ? codes_label_short(r->codes, "region",
		    c->region) : NULL,
		.under = count_of(r, under),
	};
}

static const char *
title_of(const struct concern *all, size_t n, const char *id)
{
	for (size_t i = 0; id && i < n; i++) {
		if (strcmp(all[i].id, id) == 0)
			return all[i].title;
	}
	return NULL;
}

/* All that stand, opened; `rows` are theirs. */
static enum result
load_all(struct request *r, struct rows *rows, struct concern **all,
    size_t *n)
{
	enum result rc = concern_sql_all(r, date_fiscal_year(r->today), rows);

	*n = 0;
	*all = arena_array(r->mem, rows->nrows + 1, sizeof(**all));
	for (size_t i = 0; !rc && i < rows->nrows; i++) {
		/* A centre's own row always loads for the centre. */
		if (record_load(r, &concern_record, rows, i, &(*all)[*n]))
			++*n;
	}
	return rc;
}

const struct html *
concern_options(struct request *r, const char *chosen, const char *without)
{
	struct rows rows = { 0 };
	struct concern *all;
	struct choice *choices;
	size_t n, k = 0;

	if (load_all(r, &rows, &all, &n))
		n = 0;
	choices = arena_array(r->mem, n + 1, sizeof(*choices));
	for (size_t i = 0; i < n; i++) {
		if (!without || strcmp(all[i].id, without) != 0)
			choices[k++] = (struct choice){ all[i].id,
			    all[i].title };
	}
	return form_choices(r, choices, k, chosen, "");
}

static enum result
fill_groups(struct request *r, struct board *p)
{
	struct rows rows = { 0 };
	struct concern *all;
	struct group *groups;
	struct choice *choices;
	size_t n;
	enum result rc = load_all(r, &rows, &all, &n);

	if (rc)
		return rc;
	groups = arena_array(r->mem, n + 1, sizeof(*groups));
	choices = arena_array(r->mem, n + 4, sizeof(*choices));
	choices[0] = (struct choice){ "new", "新しい課題をつくって移す" };
	choices[1] = (struct choice){ "card", "選んだカードを1枚に重ねる" };
	for (size_t i = 0; i < n; i++) {
		const struct concern *c = &all[i];

		groups[i] = (struct group){
			.id = c->id,
			.url = arena_fmt(r->mem, "/concerns/%s", c->id),
			.title = c->title,
			.state = codes_label(r->codes, "concern_state",
			    c->state),
			.region = c->region ? codes_label_short(r->codes,
			    "region", c->region) : "県全体",
			.owner = rows_cell(&rows, i, "owner_name"),
			.parent = title_of(all, n, c->parent),
			.since = date_fiscal_label(r->mem,
			    (int)c->began_year),
			.cards = number_in(rows_cell(&rows, i, "cards")),
			.hard = c->hard && strcmp(c->hard, "1") == 0,
		};
		choices[i + 2] = (struct choice){ c->id, c->title };
	}
	p->groups = (struct html_list){ groups, n };
	p->ngroups = (int64_t)n;
	p->groups_of = form_choices(r, choices, n + 2, request_form(r, "to"),
	    "");
	return OK;
}

static enum result
fill_cards(struct request *r, struct board *p)
{
	struct concern_ask ask = { NULL, request_query(r, "region"),
	    request_query(r, "source") };
	struct rows rows = { 0 };
	struct concern_line *lines;
	struct pager pager;
	int64_t total = 0;
	size_t n = 0;
	enum result rc = concern_sql_cards_count(r, &ask, &total);

	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = concern_sql_cards(r, &ask, PAGE_ROWS,
	    (pager.page - 1) * PAGE_ROWS, &rows);
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct concern_card c;

		if (record_load(r, &concern_card_record, &rows, i, &c))
			lines[n++] = concern_line_of(r, &c,
			    number_in(rows_cell(&rows, i, "under")));
	}
	p->cards = (struct html_list){ lines, n };
	p->count = pager_count(r, &pager, "枚");
	p->nav = pager_nav(r, &pager);
	p->regions = form_options(r, "region", ask.region, "すべて");
	p->sources = form_options(r, "concern_source", ask.source, "すべて");
	p->narrowed = !text_blank(ask.region) || !text_blank(ask.source);
	return rc;
}

static enum result
fill_waiting(struct request *r, struct board *p)
{
	int year = date_fiscal_year(r->today);
	struct rows refusals = { 0 }, carry = { 0 };
	enum result rc = concern_sql_refusals(r, CONCERN_MOVED_MAX, &refusals);

	if (!rc)
		rc = concern_sql_to_carry(r, year, &carry);
	p->refusals = count_of(r, (int64_t)refusals.nrows);
	p->to_carry = count_of(r, (int64_t)carry.nrows);
	p->year = date_fiscal_label(r->mem, year);
	return rc;
}

static enum result
show(struct request *r)
{
	struct page page = { .title = "課題整理", .menu = "/concerns" };
	struct board p = {
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.hidden_refusals = form_hidden_own(r),
		.hidden_carry = form_hidden_own(r),
		.to_fault = request_fault_of(r, "to"),
		.cards_fault = request_fault_of(r, "cards"),
		.title_fault = request_fault_of(r, "title"),
		.title = request_form(r, "title"),
		.may_write = request_may(r, CHILD_WRITE),
	};
	enum result rc = fill_cards(r, &p);

	if (!rc)
		rc = fill_groups(r, &p);
	if (!rc)
		rc = fill_waiting(r, &p);
	return rc ? rc : page_show(r, &page, &concern_board_page, &p);
}

/* GET /concerns?region=R&source=S&page=N */
enum result
concern_board_get(struct request *r)
{
	enum result rc = access_centre(r);

	return rc ? rc : show(r);
}

enum result
concern_board_again(struct request *r, enum result rc)
{
	enum result shown = show(r);

	return shown ? shown : rc;
}
