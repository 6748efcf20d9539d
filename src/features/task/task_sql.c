#include "features/task/task_sql.h"

#include "app/record_page.h"
#include "base/text.h"

#define COLUMNS \
    "t.id, t.version, t.title, t.child, t.owner, t.due_on, t.note," \
    " t.made_by, t.from_record, t.from_id, t.done_on, t.result," \
    " p.name AS owner_name"
#define FROM " FROM task t JOIN person p ON p.id = t.owner"

/* The query as it stands, narrowed to what this person may see. */
static enum result
seen_rows(struct request *r, struct query *q, const char *then,
    struct value *args, size_t n, struct rows *out)
{
	struct record_query seen = { &task_record, "t.", q->name, q->sql, then };

	return record_rows(r, &seen, args, n, out);
}

#define UNDONE "SELECT " COLUMNS FROM " WHERE t.done_on IS NULL" \
    " AND ($1 = '' OR t.due_on <= $1) AND ($2 = '' OR t.owner = $2)"

enum result
task_sql_open(struct request *r, const struct due_ask *ask, struct rows *out)
{
	/* Two texts: each is answered by an index of its own. */
	struct query q = { ask->child ? "task.open_of_child" : "task.open",
		ask->child ? UNDONE " AND t.child = $3" :
		UNDONE " AND $3 = ''" };
	struct value args[] = { v_asked(ask->until), v_asked(ask->person),
		v_asked(ask->child), v_int(DUE_MAX_EACH) };

	return seen_rows(r, &q, " ORDER BY t.due_on, t.id LIMIT $4", args,
	    COUNT(args), out);
}

#define LISTED_AS(state) \
    " WHERE ($1 = '' OR t.owner = $1) AND t.done_on IS " state
#define OPEN LISTED_AS("NULL")
#define DONE LISTED_AS("NOT NULL")

enum result
task_sql_list(struct request *r, const char *owner, bool done, int64_t limit,
    int64_t offset, struct rows *out)
{
	/* Which they are is read off an index; only those shown are fetched. */
	struct query q = { done ? "task.list_done" : "task.list_open",
		done ? "SELECT " COLUMNS FROM " WHERE t.id IN"
		" (SELECT t.id FROM task t" DONE :
		"SELECT " COLUMNS FROM " WHERE t.id IN"
		" (SELECT t.id FROM task t" OPEN };
	struct value args[] = { v_asked(owner), v_int(limit), v_int(offset) };

	return seen_rows(r, &q, done ?
	    " ORDER BY t.done_on DESC, t.id DESC LIMIT $2 OFFSET $3)"
	    " ORDER BY t.done_on DESC, t.id DESC" :
	    " ORDER BY t.due_on, t.id LIMIT $2 OFFSET $3)"
	    " ORDER BY t.due_on, t.id", args, COUNT(args), out);
}

enum result
task_sql_count(struct request *r, const char *owner, bool done, int64_t *n)
{
	struct query q = { "task.count", done ?
		"SELECT count(*) AS n FROM task t" DONE :
		"SELECT count(*) AS n FROM task t" OPEN };
	struct value args[] = { v_asked(owner) };
	struct rows rows = { 0 };
	enum result rc = seen_rows(r, &q, "", args, COUNT(args), &rows);

	if (!rc)
		text_number(rows.cells[0], n);
	return rc;
}

enum result
task_of(struct request *r, const char *from_record, const char *from_id,
    struct rows *out)
{
	struct query q = { "task.of",
		"SELECT " COLUMNS FROM " WHERE t.from_record = $1"
		" AND t.from_id = $2" };
	struct value args[] = { v_text(from_record), v_text(from_id) };

	return seen_rows(r, &q, " ORDER BY t.due_on, t.id LIMIT 500", args,
	    COUNT(args), out);
}

enum result
task_sql_feed_person(struct request *r, const char *hash,
    const char **person)
{
	static const struct query q = {
		"task.feed_person",
		"SELECT p.id FROM calendar_feed f JOIN person p ON p.id = f.person"
		" WHERE f.hash = $1 AND (p.left_on IS NULL OR p.left_on > $2)"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(hash),
	    v_text(r->today)), &rows);

	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	*person = rows.cells[0];
	return OK;
}

enum result
task_sql_feed_at(struct request *r, const char *person, const char **made_at)
{
	static const struct query q = {
		"task.feed_at",
		"SELECT made_at FROM calendar_feed WHERE person = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(person)),
	    &rows);

	*made_at = !rc && rows.nrows ? rows.cells[0] : NULL;
	return rc;
}

enum result
task_sql_feed_set(struct request *r, const char *person, const char *hash)
{
	static const struct query drop = {
		"task.feed_drop", "DELETE FROM calendar_feed WHERE person = $1"
	};
	static const struct query add = {
		"task.feed_add",
		"INSERT INTO calendar_feed (hash, person, made_at)"
		" VALUES ($1, $2, $3)"
	};

	(void)db_exec(r->db, &drop, ARGS(v_text(person)));
	return hash ? db_exec(r->db, &add, ARGS(v_text(hash), v_text(person),
	    v_text(r->now))) : OK;
}
