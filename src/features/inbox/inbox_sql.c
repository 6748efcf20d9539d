#include "app/record_page.h"
#include "base/instant.h"
#include "features/inbox/inbox_private.h"

enum { MAX_LISTED = 200, KEPT_DAYS = INBOX_DAYS + 1 };

enum result
inbox_sql_list(struct request *r, bool done, struct rows *out)
{
	struct query q = { "inbox.list", arena_fmt(r->mem,
	    "SELECT %s, (SELECT p.name FROM person p WHERE p.id = t.keeper)"
	    " AS keeper_name FROM message t WHERE t.done_on IS %s NULL"
	    " ORDER BY t.received_at %s, t.id LIMIT %d",
	    record_columns(r->mem, &message_record, "t."), done ? "NOT" : "",
	    done ? "DESC" : "", MAX_LISTED) };

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
inbox_sql_has(struct request *r, const char *letter, bool *has)
{
	static const struct query q = {
		"inbox.has",
		"SELECT (SELECT count(*) FROM message WHERE letter = $1) +"
		" (SELECT count(*) FROM letter_taken WHERE letter = $1)"
	};
	int64_t n = 0;
	enum result rc = db_number(r->db, r->mem, &q, ARGS(v_text(letter)), &n);

	*has = n > 0;
	return rc;
}

/* What the inbox keeps no more cannot come again. */
enum result
inbox_sql_taken(struct request *r, const struct inbox_letter *l)
{
	static const struct query old = {
		"inbox.forget", "DELETE FROM letter_taken WHERE at < $1"
	};
	static const struct query q = {
		"inbox.taken",
		"INSERT INTO letter_taken (letter, kind, at)"
		" VALUES ($1, $2, $3)"
	};

	(void)db_exec(r->db, &old, ARGS(v_text(instant_add(r->mem, r->now,
	    -KEPT_DAYS * 24 * 3600))));
	return db_exec(r->db, &q, ARGS(v_text(l->id), v_text(l->kind),
	    v_text(l->at)));
}

enum result
inbox_sql_last(struct request *r, const char *inbox, int64_t *last)
{
	static const struct query q = {
		"inbox.last", "SELECT last FROM inbox_read WHERE inbox = $1"
	};

	*last = 0;
	return db_number(r->db, r->mem, &q, ARGS(v_text(inbox)), last);
}

enum result
inbox_sql_read(struct request *r, const char *inbox, int64_t last)
{
	static const struct query q = {
		"inbox.read",
		"INSERT INTO inbox_read (inbox, last) VALUES ($1, $2)"
		" ON CONFLICT (inbox) DO UPDATE SET last = excluded.last"
	};

	return db_exec(r->db, &q, ARGS(v_text(inbox), v_int(last)));
}
