#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/record_page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/concern/concern_private.h"
#include "features/concern/concern_sql.h"

/* Cards on the move: many into a group, or onto one another. */

/* A new one, "found", inside a deed; sets its id. */
static enum result
concern_begin(struct request *r, struct concern *c)
{
	c->state = "found";
	c->began_year = date_fiscal_year(r->today);
	return record_add(r, &concern_record, c);
}

enum result
concern_open(struct request *r, struct concern *c)
{
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &concern_record, r->arg[0], c);
	return rc ? rc : c->merged ? CONFLICT : OK;
}

/* What a form of cards asks for. */
struct move {
	const char *to;			/* an id, "new", "none" or "card" */
	struct concern made;		/* with "new" */
	const char *const *ids;
	size_t n;
	bool again;			/* from a group's page: go back there */
};

static enum result
read_move(struct request *r, struct move *m)
{
	struct concern into;

	m->to = request_form(r, "to");
	m->ids = request_form_all(r, "cards", &m->n);
	if (m->n > CONCERN_MOVED_MAX)
		request_fault(r, "cards", "一度に移せるのは200枚までです。");
	/* A new one may begin empty. */
	if (!m->n && (text_blank(m->to) || strcmp(m->to, "new") != 0))
		request_fault(r, "cards", "カードを選んでください。");
	if (text_blank(m->to))
		request_fault(r, "to", "移す先を選んでください。");
	else if (strcmp(m->to, "new") == 0) {
		m->made.title = request_form(r, "title");
		if (text_blank(m->made.title))
			request_fault(r, "title",
			    "新しい課題の名前を入力してください。");
	} else if (strcmp(m->to, "card") == 0) {
		if (m->n == 1)
			request_fault(r, "cards",
			    "重ねるカードを2枚以上選んでください。");
	} else if (strcmp(m->to, "none") != 0 && (record_get(r, &concern_record,
	    m->to, &into) || into.merged)) {
		request_fault(r, "to", "その課題はもうありません。選び直してください。");
	}
	return r->nfaults ? INVALID : OK;
}

/* Inside the deed: one card into a group, or onto the first of those chosen. */
static enum result
move_one(struct request *r, const struct move *m, const char *id,
    const struct concern_card *first)
{
	struct concern_card old, c;
	enum result rc = record_get(r, &concern_card_record, id, &old);

	if (rc)
		return rc;
	if (old.removed_on || old.merged)
		return CONFLICT;
	c = old;
	if (first) {
		c.merged = first->id;
		c.concern = first->concern;
	} else {
		c.concern = strcmp(m->to, "none") == 0 ? NULL : m->to;
	}
	return record_change(r, &concern_card_record, &old, &c);
}

/* Inside the deed: cards that lie on one that is put onto another go with it. */
static enum result
follow(struct request *r, const char *from, const char *to)
{
	struct rows rows = { 0 };
	enum result rc = concern_sql_under(r, from, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct concern_card old, c;

		if (!record_load(r, &concern_card_record, &rows, i, &old))
			continue;
		c = old;
		c.merged = to;
		rc = record_change(r, &concern_card_record, &old, &c);
	}
	return rc;
}

static enum result
move_all(struct request *r, const struct move *m)
{
	struct concern_card first = { 0 };
	bool stack = strcmp(m->to, "card") == 0;
	enum result rc = stack ? record_get(r, &concern_card_record, m->ids[0],
	    &first) : OK;

	if (!rc && stack && (first.removed_on || first.merged))
		rc = CONFLICT;
	for (size_t i = stack; !rc && i < m->n; i++) {
		rc = move_one(r, m, m->ids[i], stack ? &first : NULL);
		if (!rc && stack)
			rc = follow(r, m->ids[i], first.id);
	}
	return rc;
}

/* POST /concerns/moves: cards=ID..., to, and title for a new group. `back` is
 * the group whose page it was. */
enum result
concern_move_post(struct request *r)
{
	struct move m = { 0 };
	const char *back = request_form(r, "back"), *see = "/concerns";
	struct concern here;
	enum result rc = access_centre(r);

	if (rc)
		return rc;
	m.again = !text_blank(back) &&
	    !record_get(r, &concern_record, back, &here);
	rc = read_move(r, &m);
	if (rc)
		return m.again ? concern_show_again(r, &here, NULL, rc) :
		    concern_board_again(r, rc);
	deed_begin(r);
	if (strcmp(m.to, "new") == 0) {
		rc = concern_begin(r, &m.made);
		m.to = m.made.id;
	}
	if (!rc)
		rc = move_all(r, &m);
	if (rc)
		db_fail(r->db, rc);
	if (m.again)
		see = arena_fmt(r->mem, "/concerns/%s", here.id);
	see = request_saying(r, see, "cards_moved");
	return request_see(r, deed_commit(r, see), see);
}
