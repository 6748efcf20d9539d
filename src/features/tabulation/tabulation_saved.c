#include "app/access.h"
#include "app/deed.h"
#include "features/tabulation/tabulation_private.h"

/* A question with a name: saved, opened, put away. */

/* POST /tabulations?rows=...: the question of the address under a name. */
enum result
tabulation_post(struct request *r)
{
	struct counted *c = arena_take(r->mem, sizeof(*c));
	struct tabulation t = { 0 };
	struct question q;
	const char *see = request_saying(r, "/tabulations", "added");
	enum result rc = tabulation_ask(r, &q, c);

	if (rc)
		return rc;
	rc = record_read(r, &tabulation_record, &t);
	if (rc) {
		enum result shown = tabulation_show(r, &q, c);

		return shown ? shown : rc;
	}
	t.question = question_query(r, &q, true);
	t.made_by = r->who->id;
	deed_begin(r);
	record_add(r, &tabulation_record, &t);
	return request_see(r, deed_commit(r, see), see);
}

/* GET /tabulations/ID: the table, as it is today. */
enum result
tabulation_get(struct request *r)
{
	struct tabulation t;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &tabulation_record, r->arg[0], &t);
	return rc ? rc : request_see(r, OK, arena_fmt(r->mem,
	    "/tabulations/new?%s", t.question));
}

enum result
tabulation_closing_post(struct request *r)
{
	const char *see = request_saying(r, "/tabulations", "changed");
	struct tabulation old, t;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &tabulation_record, r->arg[0], &old);
	if (rc)
		return rc;
	if (old.closed_on)
		return CONFLICT;
	t = old;
	t.closed_on = r->today;
	deed_begin(r);
	record_change(r, &tabulation_record, &old, &t);
	return request_see(r, deed_commit(r, see), see);
}
