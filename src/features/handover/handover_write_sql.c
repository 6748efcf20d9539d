#include "features/handover/handover_sql.h"

#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/record_json.h"
#include "base/crypto.h"

/* What the deed of handing over writes. */

enum result
handover_sql_still_here(struct request *r)
{
	static const struct query q = {
		"handover.still_here",
		"SELECT id FROM person WHERE id = $1"
		" AND (left_on IS NULL OR left_on > $2)"
		" AND ',' || role || ',' LIKE '%,administrator,%'"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(r->who->id),
	    v_text(r->today)));
}

enum result
handover_sql_close(struct request *r, const char *person)
{
	static const struct query rest[] = {
		{ "handover.close_invitations",
		    "DELETE FROM invitation WHERE person = $1 AND used_at IS NULL" },
		{ "handover.close_codes",
		    "DELETE FROM recovery_code WHERE person = $1" },
		{ "handover.close_factor",
		    "DELETE FROM person_factor WHERE person = $1" },
		{ "handover.close_addresses",
		    "DELETE FROM known_address WHERE person = $1" },
	};
	enum result rc = account_revoke_tokens(r, person);

	for (size_t i = 0; !rc && i < COUNT(rest); i++)
		rc = db_exec(r->db, &rest[i], ARGS(v_text(person)));
	return rc;
}

enum result
handover_sql_add(struct request *r, struct handover *h)
{
	static const struct query q = {
		"handover.add",
		"INSERT INTO handover (id, at, person, successor, last_on, made_by,"
		" steps, teams, dispatches, grants)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
	};

	h->id = crypto_uuid(r->mem);
	return db_exec(r->db, &q, ARGS(v_text(h->id), v_text(h->at),
	    v_text(h->person), v_text(h->successor), v_text(h->last_on),
	    v_text(h->made_by), v_int(h->steps), v_int(h->teams),
	    v_int(h->dispatches), v_int(h->grants)));
}

enum result
handover_sql_add_item(struct request *r, const struct handover *h,
    enum work work, const char *record_id, const char *child)
{
	static const struct query q = {
		"handover.add_item",
		"INSERT INTO handover_item (handover, kind, record_id, child)"
		" VALUES ($1, $2, $3, $4)"
	};

	return db_exec(r->db, &q, ARGS(v_text(h->id),
	    v_text(handover_kind(work)), v_text(record_id), v_text(child)));
}

static struct value
or_null(const char *s)
{
	return v_text(s && *s ? s : NULL);
}

/* As record_change keeps it: sealed cells open in their own place only. */
static enum result
keep_revision(struct request *r, const struct record *rec, const void *old)
{
	static const struct query q = {
		"handover.keep_revision",
		"INSERT INTO revision (record, record_id, version, at, login, body)"
		" VALUES ($1, $2, $3, $4, $5, $6)"
	};
	const struct record_head *head = old;
	struct buffer body = buffer_new(r->mem);

	record_json(r, &body, rec, old);
	return db_exec(r->db, &q, ARGS(v_text(rec->name), v_text(head->id),
	    v_int(head->version), v_text(r->now), v_text(r->who->login),
	    v_text(body.s)));
}

enum result
handover_sql_change(struct request *r, const struct record *rec,
    const void *old, const void *obj, const char *const *names)
{
	const struct record_head *head = old;
	struct query q = { .name = arena_fmt(r->mem, "handover.change:%s",
	    rec->name) };
	struct buffer sets = buffer_new(r->mem), what = buffer_new(r->mem);
	struct value args[8] = { v_text(head->id), v_int(head->version),
	    v_int(deed_changed(r, rec->name)) };
	size_t n = 3;
	enum result rc;

	for (size_t i = 0; names[i] && n < COUNT(args); i++) {
		args[n++] = or_null(field_text(r->mem, record_field(rec,
		    names[i]), obj));
		buffer_fmt(&sets, ", %s = $%zu", names[i], n);
		buffer_fmt(&what, "%s%s", i ? "," : "", names[i]);
	}
	q.sql = arena_fmt(r->mem, "UPDATE %s SET version = version + 1,"
	    " changed = $3%s WHERE id = $1 AND version = $2 RETURNING id",
	    rec->name, sets.s);
	rc = keep_revision(r, rec, old);
	if (!rc)
		rc = db_exec_one(r->db, r->mem, &q, args, n);
	return rc ? rc : audit_note_change(r, "change", rec, obj, what.s);
}

enum result
handover_sql_begin(struct request *r, const struct record *rec, void *obj)
{
	struct record_head *head = obj;
	struct buffer names = buffer_new(r->mem), marks = buffer_new(r->mem);
	struct value *args = arena_array(r->mem, rec->nfields + 3,
	    sizeof(*args));
	struct query q = { .name = arena_fmt(r->mem, "handover.begin:%s",
	    rec->name) };
	enum result rc;

	head->id = crypto_uuid(r->mem);
	head->version = 1;
	args[0] = v_text(head->id);
	args[1] = v_int(head->version);
	args[2] = v_int(deed_changed(r, rec->name));
	for (size_t i = 0; i < rec->nfields; i++) {
		buffer_fmt(&names, ", %s", rec->fields[i].name);
		buffer_fmt(&marks, ", $%zu", i + 4);
		args[i + 3] = or_null(field_text(r->mem, &rec->fields[i], obj));
	}
	q.sql = arena_fmt(r->mem, "INSERT INTO %s (id, version, changed%s)"
	    " VALUES ($1, $2, $3%s)", rec->name, names.s, marks.s);
	rc = db_exec(r->db, &q, args, rec->nfields + 3);
	return rc ? rc : audit_note(r, "add", rec, obj);
}

enum result
handover_sql_covered(struct request *r, const struct record *rec,
    const void *obj, bool *covered)
{
	const char *const names[] = { "child", "person", "from_on", "to_on" };
	struct query q = { arena_fmt(r->mem, "handover.covered:%s", rec->name),
	    arena_fmt(r->mem, "SELECT count(*) FROM %s WHERE child = $1"
	    " AND person = $2 AND from_on <= $3 AND (to_on IS NULL"
	    " OR ($4 <> '' AND to_on >= $4))", rec->name) };
	struct value args[COUNT(names)];
	int64_t n = 0;
	enum result rc;

	for (size_t i = 0; i < COUNT(names); i++)
		args[i] = v_text(field_text(r->mem, record_field(rec, names[i]),
		    obj));
	rc = db_number(r->db, r->mem, &q, args, COUNT(args), &n);
	*covered = n > 0;
	return rc;
}
