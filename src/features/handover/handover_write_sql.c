#include "features/handover/handover_sql.h"

#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/record_json.h"
#include "base/crypto.h"
#include "base/text.h"

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
		"INSERT INTO handover (id, at, person, successor, last_on, made_by)"
		" VALUES ($1, $2, $3, $4, $5, $6)"
	};

	h->id = crypto_uuid(r->mem);
	return db_exec(r->db, &q, ARGS(v_text(h->id), v_text(h->at),
	    v_text(h->person), v_text(h->successor), v_text(h->last_on),
	    v_text(h->made_by)));
}

enum result
handover_sql_add_count(struct request *r, const struct handover *h,
    const char *kind, int64_t was_open, int64_t went_on)
{
	static const struct query q = {
		"handover.add_count",
		"INSERT INTO handover_count (handover, kind, was_open, went_on)"
		" VALUES ($1, $2, $3, $4)"
	};

	return db_exec(r->db, &q, ARGS(v_text(h->id), v_text(kind),
	    v_int(was_open), v_int(went_on)));
}

enum result
handover_sql_add_item(struct request *r, const struct handover *h,
    const char *kind, const char *record_id, const char *child)
{
	static const struct query q = {
		"handover.add_item",
		"INSERT INTO handover_item (handover, kind, record_id, child)"
		" VALUES ($1, $2, $3, $4)"
	};

	return db_exec(r->db, &q, ARGS(v_text(h->id),
	    v_text(kind), v_text(record_id), v_text(child)));
}

void *
handover_stored(struct request *r, const struct record *rec,
    const struct rows *rows, size_t i)
{
	struct record_head *head = arena_take(r->mem, rec->size);
	const char *const *cells = rows->cells + i * rows->ncols;

	head->id = cells[0];
	(void)text_number(cells[1], &head->version);
	for (size_t f = 0; f < rec->nfields; f++)
		field_set(&rec->fields[f], head, cells[f + 2]);
	return head;
}

void *
handover_opened(struct request *r, const struct record *rec,
    const void *stored)
{
	struct record_head *head = memcpy(arena_take(r->mem, rec->size),
	    stored, rec->size);

	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];
		const char *cell = field_text(r->mem, f, head);

		if (f->flags & PERSONAL && *cell)
			field_set(f, head, record_open_cell(r, r->mem, rec, f,
			    head->id, cell));
	}
	return head;
}

/* As it goes into the row; "" is no value. */
static struct value
cell_of(struct request *r, const struct record *rec, size_t i,
    const void *obj)
{
	const struct record_head *head = obj;
	const struct field *f = &rec->fields[i];

	return v_text(record_close_cell(r, r->mem, rec, f, head->id,
	    field_text(r->mem, f, obj)));
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
    const void *stored, const void *obj)
{
	const void *old = handover_opened(r, rec, stored);
	const struct record_head *head = old;
	struct query q = { .name = arena_fmt(r->mem, "handover.change:%s",
	    rec->name) };
	struct buffer sets = buffer_new(r->mem), what = buffer_new(r->mem);
	struct value *args = arena_array(r->mem, rec->nfields + 3,
	    sizeof(*args));
	size_t n = 3;
	enum result rc;

	args[0] = v_text(head->id);
	args[1] = v_int(head->version);
	args[2] = v_int(deed_changed(r, rec->name));
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];

		if (strcmp(field_text(r->mem, f, old),
		    field_text(r->mem, f, obj)) == 0)
			continue;
		args[n++] = cell_of(r, rec, i, obj);
		buffer_fmt(&sets, ", %s = $%zu", f->name, n);
		buffer_fmt(&what, "%s%s", what.len ? "," : "", f->name);
	}
	q.sql = arena_fmt(r->mem, "UPDATE %s SET version = version + 1,"
	    " changed = $3%s WHERE id = $1 AND version = $2 RETURNING id",
	    rec->name, sets.s);
	rc = keep_revision(r, rec, stored);
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
		args[i + 3] = cell_of(r, rec, i, obj);
	}
	q.sql = arena_fmt(r->mem, "INSERT INTO %s (id, version, changed%s)"
	    " VALUES ($1, $2, $3%s)", rec->name, names.s, marks.s);
	rc = db_exec(r->db, &q, args, rec->nfields + 3);
	return rc ? rc : audit_note(r, "add", rec, obj);
}

enum result
handover_sql_covered(struct request *r, const struct record *rec,
    const char *field, const void *obj, bool *covered)
{
	const char *const names[] = { "child", field, "from_on", "to_on" };
	struct query q = { arena_fmt(r->mem, "handover.covered:%s", rec->name),
	    arena_fmt(r->mem, "SELECT count(*) FROM %s WHERE child = $1"
	    " AND %s = $2 AND from_on <= $3 AND (to_on IS NULL"
	    " OR ($4 <> '' AND to_on >= $4))", rec->name, field) };
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
