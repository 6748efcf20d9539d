#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/concern/concern_private.h"
#include "features/concern/concern_sql.h"

/* What is done about a concern: year by year, and by putting concerns together. */

static const char *
page_of(struct request *r, const char *id, const char *saying)
{
	return request_saying(r, arena_fmt(r->mem, "/concerns/%s", id), saying);
}

/* Inside the deed: a concern stands where its latest year does. */
static enum result
keep_state(struct request *r, const struct concern *old, const char *state)
{
	struct concern c = *old;

	if (strcmp(c.state, state) == 0)
		return OK;
	c.state = state;
	return record_change(r, &concern_record, old, &c);
}

/* POST /concerns/ID/year: of this fiscal year; version 0 is the first. */
enum result
concern_year_post(struct request *r)
{
	int year = date_fiscal_year(r->today);
	struct concern c;
	struct concern_year old = { 0 }, y;
	struct rows rows = { 0 };
	const char *see;
	enum result rc = concern_open(r, &c);

	if (!rc)
		rc = concern_sql_year(r, c.id, year, &rows);
	if (rc)
		return rc;
	if (rows.nrows && !record_load(r, &concern_year_record, &rows, 0, &old))
		return MISSING;
	y = old;
	rc = record_read(r, &concern_year_record, &y);
	if (rc)
		return concern_show_again(r, &c, &y, rc);
	y.concern = c.id;
	y.year = year;
	see = page_of(r, c.id, "recorded");
	deed_begin(r);
	if (y.version != old.version)
		db_fail(r->db, CONFLICT);
	else if (rows.nrows)
		record_change(r, &concern_year_record, &old, &y);
	else
		record_add(r, &concern_year_record, &y);
	keep_state(r, &c, y.state);
	return request_see(r, deed_commit(r, see), see);
}

/* Inside the deed: the new year begins where the last one ended. */
static enum result
carry_one(struct request *r, const struct concern *c, int year)
{
	struct concern_year y = { .concern = c->id, .year = year,
		.state = c->state }, last;
	struct rows rows = { 0 };
	enum result rc = concern_sql_years(r, c->id, &rows);

	if (!rc && rows.nrows && record_load(r, &concern_year_record, &rows, 0,
	    &last))
		y.plan = last.plan;
	return rc ? rc : record_add(r, &concern_year_record, &y);
}

/* POST /concerns/years: all that are open, into this fiscal year. */
enum result
concern_carry_post(struct request *r)
{
	int year = date_fiscal_year(r->today);
	const char *see = request_saying(r, "/concerns", "carried");
	struct rows rows = { 0 };
	enum result rc = access_centre(r);

	if (!rc)
		rc = concern_sql_to_carry(r, year, &rows);
	if (rc)
		return rc;
	if (!rows.nrows) {
		request_fault(r, "", "引き継ぐ課題はもうありません。");
		return concern_board_again(r, INVALID);
	}
	deed_begin(r);
	for (size_t i = 0; i < rows.nrows; i++) {
		struct concern c;

		if (record_load(r, &concern_record, &rows, i, &c))
			carry_one(r, &c, year);
	}
	return request_see(r, deed_commit(r, see), see);
}

/* Another standing concern that the form names; NULL when it is left empty. */
static enum result
read_other(struct request *r, const char *field, const struct concern *c,
    struct concern *other, bool *none)
{
	const char *id = request_form(r, field);

	*none = text_blank(id);
	if (*none)
		return OK;
	if (strcmp(id, c->id) == 0 ||
	    record_get(r, &concern_record, id, other) || other->merged) {
		request_fault(r, field, "その課題は選べません。選び直してください。");
		return INVALID;
	}
	return OK;
}

/* Whether `above` lies within `c`, at any depth. */
static bool
lies_within(struct request *r, const struct concern *above,
    const struct concern *c)
{
	enum { DEEP = 20 };
	struct concern at = *above;

	for (int i = 0; i < DEEP; i++) {
		if (strcmp(at.id, c->id) == 0)
			return true;
		if (!at.parent ||
		    record_get(r, &concern_record, at.parent, &at))
			return false;
	}
	return true;
}

/* POST /concerns/ID/parent: into a larger one, or out of it. */
enum result
concern_parent_post(struct request *r)
{
	struct concern old, c, parent = { 0 };
	const char *see;
	bool none = true;
	enum result rc = concern_open(r, &old);

	if (rc)
		return rc;
	c = old;
	rc = read_other(r, "parent", &old, &parent, &none);
	if (!rc && !none && lies_within(r, &parent, &old)) {
		request_fault(r, "parent", "その課題はこの課題の中にあります。");
		rc = INVALID;
	}
	if (rc)
		return concern_show_again(r, &old, NULL, rc);
	c.parent = none ? NULL : parent.id;
	form_version(r, &c);
	see = page_of(r, c.id, "changed");
	deed_begin(r);
	record_change(r, &concern_record, &old, &c);
	return request_see(r, deed_commit(r, see), see);
}

/* Inside the deed: its cards go over, whichever way they lie. */
static enum result
move_cards(struct request *r, const char *from, const char *to)
{
	enum { ALL = 100000 };
	struct concern_ask ask = { .concern = from };
	struct rows rows = { 0 };
	enum result rc = concern_sql_cards(r, &ask, ALL, 0, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct concern_card old, c;

		if (!record_load(r, &concern_card_record, &rows, i, &old))
			continue;
		c = old;
		c.concern = to;
		rc = record_change(r, &concern_card_record, &old, &c);
	}
	return rc;
}

static enum result
move_parts(struct request *r, const char *from, const char *to)
{
	struct rows rows = { 0 };
	enum result rc = concern_sql_parts(r, from, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct concern old, c;

		if (!record_load(r, &concern_record, &rows, i, &old))
			continue;
		c = old;
		c.parent = strcmp(c.id, to) == 0 ? NULL : to;
		rc = record_change(r, &concern_record, &old, &c);
	}
	return rc;
}

/* POST /concerns/ID/merging: all its cards into another; its own years stay with
 * it, and its page leads to the other. */
enum result
concern_merge_post(struct request *r)
{
	struct concern old, c, into = { 0 };
	const char *see;
	bool none = true;
	enum result rc = concern_open(r, &old);

	if (rc)
		return rc;
	rc = read_other(r, "into", &old, &into, &none);
	if (!rc && none) {
		request_fault(r, "into", "まとめる先の課題を選んでください。");
		rc = INVALID;
	}
	if (rc)
		return concern_show_again(r, &old, NULL, rc);
	c = old;
	c.merged = into.id;
	c.parent = NULL;
	form_version(r, &c);
	see = page_of(r, into.id, "merged");
	deed_begin(r);
	rc = move_cards(r, old.id, into.id);
	if (!rc)
		rc = move_parts(r, old.id, into.id);
	if (rc)
		db_fail(r->db, rc);
	record_change(r, &concern_record, &old, &c);
	return request_see(r, deed_commit(r, see), see);
}
