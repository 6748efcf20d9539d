#include "features/outbox/outbox_sql.h"

#define COLUMNS "SELECT m.id, m.queued_at, m.due_at, m.tries, m.reason," \
    " m.given_up_at, m.record, p.name FROM mail m LEFT JOIN person p" \
    " ON p.id = m.person"

enum result
outbox_sql_list(struct request *r, bool given_up, struct rows *rows, int64_t *n)
{
	static const struct query waiting = {
		"outbox.waiting", COLUMNS " WHERE m.due_at IS NOT NULL"
		" ORDER BY m.queued_at, m.id LIMIT $1"
	};
	static const struct query waiting_all = {
		"outbox.waiting_all",
		"SELECT count(*) FROM mail WHERE due_at IS NOT NULL"
	};
	static const struct query stopped = {
		"outbox.given_up", COLUMNS " WHERE m.given_up_at IS NOT NULL"
		" AND m.body IS NOT NULL ORDER BY m.given_up_at DESC, m.id"
		" LIMIT $1"
	};
	static const struct query stopped_all = {
		"outbox.given_up_all",
		"SELECT count(*) FROM mail WHERE given_up_at IS NOT NULL"
		" AND body IS NOT NULL"
	};
	enum result rc = db_rows(r->db, r->mem, given_up ? &stopped : &waiting,
	    ARGS(v_int(OUTBOX_ROWS)), rows);

	if (rc)
		return rc;
	return db_number(r->db, r->mem,
	    given_up ? &stopped_all : &waiting_all, NO_ARGS, n);
}

enum result
outbox_sql_sent(struct request *r, const char *since, int64_t *n)
{
	static const struct query q = {
		"outbox.sent", "SELECT count(*) FROM mail WHERE sent_at >= $1"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_text(since)), n);
}
