#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "app/site.h"
#include "base/text.h"
#include "features/concern/concern_private.h"
#include "features/concern/concern_sql.h"
#include "features/vacancy/vacancy.h"

/* One card: written freely or from a record's page, and taken off the board. */

enum { REFUSALS_AT_ONCE = 200, SAYS_MAX = 390 };

struct card_page {
	const char *action, *source_label, *source_url;
	const struct html *faults, *hidden, *fields;
};

static const struct slot card_slots[] = {
	SLOT_TEXT(card_page, action),
	SLOT_TEXT(card_page, source_label),
	SLOT_TEXT(card_page, source_url),
	SLOT_HTML(card_page, faults),
	SLOT_HTML(card_page, hidden),
	SLOT_HTML(card_page, fields),
};

TEMPLATE(concern_card_page, "src/features/concern/card.html", card_slots);

/* A record that a card may come from and this person may open; none is fine. */
static enum result
check_source(struct request *r, struct concern_card *c, const char *source,
    const char *id)
{
	const struct record *rec = NULL;

	c->source = "free";
	if (text_blank(source) || strcmp(source, "free") == 0)
		return OK;
	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];

		for (size_t j = 0; j < f->nrecords; j++) {
			if (strcmp(f->records[j]->name, source) == 0)
				rec = f->records[j];
		}
	}
	if (!rec || text_blank(id) ||
	    !codes_find(r->codes, "concern_source", source))
		return MISSING;
	c->source = source;
	c->source_id = id;
	return record_get(r, rec, id, arena_take(r->mem, rec->size));
}

static enum result
show(struct request *r, const struct concern_card *c)
{
	struct crumb crumbs[] = { { "課題整理", "/concerns" },
	    { "カードを書く", NULL } };
	struct page page = { "カードを書く", "/concerns", crumbs,
	    COUNT(crumbs), false };
	struct card_page p = {
		.action = c->source_id ? arena_fmt(r->mem,
		    "/concern-cards?source=%s&id=%s", c->source,
		    c->source_id) : "/concern-cards",
		.source_label = codes_label(r->codes, "concern_source",
		    c->source),
		.source_url = concern_source_url(r, c),
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.fields = form_record(r, &concern_card_record, c),
	};

	return page_show(r, &page, &concern_card_page, &p);
}

/* GET /concern-cards/new?source=contact&id=ID */
enum result
concern_card_new_get(struct request *r)
{
	struct concern_card c = { .on_day = r->today };
	enum result rc = access_centre(r);

	if (!rc)
		rc = check_source(r, &c, request_query(r, "source"),
		    request_query(r, "id"));
	return rc ? rc : show(r, &c);
}

/* POST /concern-cards?source=contact&id=ID */
enum result
concern_card_post(struct request *r)
{
	struct concern_card c = { 0 };
	const char *see;
	enum result rc = access_centre(r);

	if (!rc)
		rc = check_source(r, &c, request_query(r, "source"),
		    request_query(r, "id"));
	if (rc)
		return rc;
	rc = record_read(r, &concern_card_record, &c);
	if (rc) {
		enum result shown = show(r, &c);

		return shown ? shown : rc;
	}
	see = concern_source_url(r, &c);
	deed_begin(r);
	record_add(r, &concern_card_record, &c);
	see = request_saying(r, see ? see : "/concerns", "added");
	return request_see(r, deed_commit(r, see), see);
}

static const char *
board_of(struct request *r, const struct concern_card *c)
{
	return c->concern ? arena_fmt(r->mem, "/concerns/%s", c->concern) :
	    "/concerns";
}

/* GET /concern-cards/ID: where it lies on the board. */
enum result
concern_card_get(struct request *r)
{
	struct concern_card c;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &concern_card_record, r->arg[0], &c);
	return rc ? rc : request_see(r, OK, board_of(r, &c));
}

enum result
concern_card_removal_post(struct request *r)
{
	struct concern_card old, c;
	const char *see;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &concern_card_record, r->arg[0], &old);
	if (rc)
		return rc;
	if (old.removed_on)
		return CONFLICT;
	c = old;
	c.removed_on = r->today;
	see = request_saying(r, board_of(r, &c), "changed");
	deed_begin(r);
	record_change(r, &concern_card_record, &old, &c);
	return request_see(r, deed_commit(r, see), see);
}

/* Inside the deed. Words a person can work on: what was refused, and why. */
static enum result
card_of_refusal(struct request *r, const struct unmet *u)
{
	const char *says = arena_fmt(r->mem, "%sを使いたかったが、%s。%s%s",
	    codes_label(r->codes, "service_kind", u->kind),
	    codes_label(r->codes, "unmet_reason", u->reason),
	    u->age_band ? arena_fmt(r->mem, "年齢：%s。", codes_label(r->codes,
	    "age_band", u->age_band)) : "", u->note ? u->note : "");

	return concern_put(r, "unmet", u->id, text_cut(r->mem, says, SAYS_MAX),
	    u->region, u->care);
}

/* POST /concerns/refusals: what was asked for and not had, a card each. */
enum result
concern_refusals_post(struct request *r)
{
	const char *see = request_saying(r, "/concerns?source=unmet", "added");
	struct rows rows = { 0 };
	enum result rc = access_centre(r);

	if (!rc)
		rc = concern_sql_refusals(r, REFUSALS_AT_ONCE, &rows);
	if (rc)
		return rc;
	if (!rows.nrows) {
		request_fault(r, "", "カードになっていない「使えなかった相談」は"
		    "ありません。");
		return concern_board_again(r, INVALID);
	}
	deed_begin(r);
	for (size_t i = 0; i < rows.nrows; i++) {
		struct unmet u;

		if (record_load(r, &unmet_record, &rows, i, &u))
			card_of_refusal(r, &u);
	}
	return request_see(r, deed_commit(r, see), see);
}
