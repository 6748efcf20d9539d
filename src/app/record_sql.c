#include "app/record.h"

#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "app/record_json.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/log.h"
#include "base/text.h"

const char *
record_columns(struct arena *mem, const struct record *rec, const char *prefix)
{
	struct buffer b = buffer_new(mem);
	const char *p = prefix ? prefix : "";

	buffer_add(&b, p);
	buffer_add(&b, "id, ");
	buffer_add(&b, p);
	buffer_add(&b, "version");
	for (size_t i = 0; i < rec->nfields; i++) {
		buffer_add(&b, ", ");
		buffer_add(&b, p);
		buffer_add(&b, rec->fields[i].name);
	}
	if (rec->veiled)
		buffer_fmt(&b, ", %s%s", p, rec->veiled);
	return b.s;
}

static struct value
as_value(struct request *r, const struct record *rec, const struct field *f,
    const void *obj)
{
	const struct record_head *head = obj;

	if (f->flags & (UNTOLD_NULL | ZERO_TOLD) && !field_is_told(f, obj))
		return v_text(NULL);
	return v_text(record_close_cell(r, r->mem, rec, f, head->id,
	    field_text(r->mem, f, obj)));
}

/* Nobody writes what they could not read back. */
static enum result
may_write(struct request *r, const struct record *rec, const void *obj)
{
	/* What is about no child yet is the centre's to write. */
	if (rec->child && !record_child(r, rec, obj) &&
	    !access_is_centre(r) && !record_concerns(r, rec, obj)) {
		db_fail(r->db, DENIED);
		return DENIED;
	}
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];

		if (!rec->child || !*field_text(r->mem, f, obj) ||
		    record_shows(r, rec, f, obj))
			continue;
		db_fail(r->db, DENIED);
		return DENIED;
	}
	return OK;
}

static bool
number_taken(struct request *r, const struct record *rec,
    const struct field *f, const char *number)
{
	struct query q = { "record.number_taken",
	    arena_fmt(r->mem, "SELECT count(*) AS n FROM %s WHERE %s = $1",
	    rec->name, f->name) };
	int64_t n = 0;

	return !db_number(r->db, r->mem, &q, ARGS(v_text(number)), &n) && n;
}

/*
 * A record known by a number gets one when nobody gave it: R8-0001, counted
 * from 1 in each fiscal year, past numbers that an import has brought.
 */
static void
give_number(struct request *r, const struct record *rec, void *obj)
{
	int year = date_fiscal_year(r->today) - 2018;
	const char *counter, *number;

	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];

		if (!(f->flags & UNIQUE) || *field_text(r->mem, f, obj))
			continue;
		counter = arena_fmt(r->mem, "%s:R%d", rec->name, year);
		do {
			number = arena_fmt(r->mem, "R%d-%04lld", year,
			    (long long)deed_next(r, counter));
		} while (number_taken(r, rec, f, number));
		field_set(f, obj, number);
	}
}

enum result
record_add_with(struct request *r, const struct record *rec, void *obj,
    const char *const *columns, const char *const *values, size_t n)
{
	struct record_head *head = obj;
	struct buffer names = buffer_new(r->mem), marks = buffer_new(r->mem);
	size_t nargs = rec->nfields + 3;
	struct value *args = arena_array(r->mem, nargs + n, sizeof(*args));
	struct query q = { .name = arena_fmt(r->mem, "%s.add", rec->name) };
	enum result rc;

	head->id = NULL;
	give_number(r, rec, obj);
	rc = may_write(r, rec, obj);
	if (rc)
		return rc;
	head->id = crypto_uuid(r->mem);
	head->version = 1;
	args[0] = v_text(head->id);
	args[1] = v_int(head->version);
	args[2] = v_int(deed_changed(r, rec->name));
	for (size_t i = 0; i < rec->nfields; i++) {
		buffer_add(&names, ", ");
		buffer_add(&names, rec->fields[i].name);
		buffer_add(&marks, ", $");
		buffer_int(&marks, (int64_t)i + 4);
		args[i + 3] = as_value(r, rec, &rec->fields[i], obj);
	}
	for (size_t i = 0; i < n; i++) {
		buffer_add(&names, ", ");
		buffer_add(&names, columns[i]);
		args[nargs++] = v_text(values[i]);
		buffer_add(&marks, ", $");
		buffer_int(&marks, (int64_t)nargs);
	}
	q.sql = arena_fmt(r->mem, "INSERT INTO %s (id, version, changed%s)"
	    " VALUES ($1, $2, $3%s)", rec->name, names.s, marks.s);
	rc = db_exec(r->db, &q, args, nargs);
	return rc ? rc : audit_note(r, "add", rec, obj);
}

enum result
record_add(struct request *r, const struct record *rec, void *obj)
{
	return record_add_with(r, rec, obj, NULL, NULL, 0);
}

/* Names of the fields that differ: what the audit row tells. */
static const char *
difference(struct request *r, const struct record *rec, const void *old,
    const void *obj)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];

		if (strcmp(field_text(r->mem, f, old),
		    field_text(r->mem, f, obj)) == 0)
			continue;
		buffer_fmt(&b, "%s%s", b.len ? "," : "", f->name);
	}
	return b.s;
}

/* Everything of the old row, whoever changes a part of it. Sealed cells stay
 * as they are; they open in their own place only. */
static enum result
keep_revision(struct request *r, const struct record *rec, const char *id)
{
	static const struct query keep = {
		"record.keep_revision",
		"INSERT INTO revision (record, record_id, version, at, login, body)"
		" VALUES ($1, $2, $3, $4, $5, $6)"
	};
	struct query q = { "record.whole",
	    arena_fmt(r->mem, "SELECT %s FROM %s WHERE id = $1",
	    record_columns(r->mem, rec, NULL), rec->name) };
	struct buffer body = buffer_new(r->mem);
	struct rows rows = { 0 };
	struct record_head *old = arena_take(r->mem, rec->size);
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	if (rc || !rows.nrows)
		return rc;
	old->id = id;
	for (size_t i = 0; i < rec->nfields; i++)
		field_set(&rec->fields[i], old, rows.cells[i + 2]);
	text_number(rows.cells[1], &old->version);
	record_json(r, &body, rec, old);
	return db_exec(r->db, &keep, ARGS(v_text(rec->name), v_text(id),
	    v_text(rows.cells[1]), v_text(r->now),
	    v_text(r->who ? r->who->login : "-"), v_text(body.s)));
}

enum result
record_change(struct request *r, const struct record *rec, const void *old,
    void *obj)
{
	const struct record_head *was = old;
	struct record_head *head = obj;
	struct buffer sets = buffer_new(r->mem);
	struct value *args = arena_array(r->mem, rec->nfields + 4,
	    sizeof(*args));
	struct query q = { .name = arena_fmt(r->mem, "%s.change", rec->name) };
	size_t n = 3;
	enum result rc;

	head->id = was->id;
	args[0] = v_text(was->id);
	args[1] = v_int(head->version);
	args[2] = v_int(deed_changed(r, rec->name));
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];

		if (!record_shows(r, rec, f, old))
			continue;
		args[n++] = as_value(r, rec, f, obj);
		buffer_fmt(&sets, ", %s = $%zu", f->name, n);
	}
	q.sql = arena_fmt(r->mem, "UPDATE %s SET version = version + 1,"
	    " changed = $3%s WHERE id = $1 AND version = $2 RETURNING id",
	    rec->name, sets.s);
	(void)may_write(r, rec, obj);
	(void)keep_revision(r, rec, was->id);
	if (db_exec_one(r->db, r->mem, &q, args, n))
		return CONFLICT;
	head->version++;
	rc = audit_note_change(r, "change", rec, obj,
	    difference(r, rec, old, obj));
	if (!rc && rec->follow && (rc = rec->follow(r, old, obj)))
		db_fail(r->db, rc);
	return rc;
}

/* Several features ask for the child that a page is about. */
struct got {
	const struct record *rec;
	const struct person *who;
	const void *obj;
};

static bool
knows(const struct request *r, const struct record *rec, const char *id)
{
	const struct record_head *head = r->got ? r->got->obj : NULL;

	return head && r->got->rec == rec && r->got->who == r->who &&
	    strcmp(head->id, id) == 0;
}

/* In a deed the row may become another one. */
static void
keep(struct request *r, const struct record *rec, const void *obj)
{
	struct got *got;

	if (!rec->child || strcmp(rec->child, "id") != 0 ||
	    strcmp(r->method, "GET") != 0)
		return;
	got = arena_take(r->mem, sizeof(*got));
	*got = (struct got){ rec, r->who, memcpy(arena_take(r->mem, rec->size),
	    obj, rec->size) };
	r->got = got;
}

static enum result
get(struct request *r, const struct record *rec, const char *id, void *obj)
{
	struct query q = { "record.get",
	    arena_fmt(r->mem, "SELECT %s FROM %s WHERE id = $1",
	    record_columns(r->mem, rec, NULL), rec->name) };
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	/* Asked either way: how much work an answer takes does not tell
	 * whether there is such a row. */
	if (!rc && rec->child)
		rc = access_begin(r);
	if (rc)
		return rc;
	if (!rows.nrows || !record_load(r, rec, &rows, 0, obj))
		return MISSING;
	keep(r, rec, obj);
	return OK;
}

enum result
record_get(struct request *r, const struct record *rec, const char *id,
    void *obj)
{
	if (!knows(r, rec, id))
		return get(r, rec, id, obj);
	memcpy(obj, r->got->obj, rec->size);
	return OK;
}

static bool
is_beside(const struct record *rec, const char *column)
{
	static const char *const head[] = { "id", "version", "changed" };

	for (size_t i = 0; i < COUNT(head); i++) {
		if (strcmp(head[i], column) == 0)
			return true;
	}
	for (size_t i = 0; rec->beside && rec->beside[i]; i++) {
		if (strcmp(rec->beside[i], column) == 0)
			return true;
	}
	return record_field(rec, column) != NULL;
}

enum result
record_check_table(struct db *db, struct arena *mem, const struct record *rec)
{
	struct query q = { "record.check_table",
	    arena_fmt(mem, "SELECT * FROM %s WHERE 1 = 0", rec->name) };
	struct query named = { "record.check_columns",
	    arena_fmt(mem, "SELECT changed, %s FROM %s WHERE 1 = 0",
	    record_columns(mem, rec, NULL), rec->name) };
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, &named, NO_ARGS, &rows);

	if (!rc)
		rc = db_rows(db, mem, &q, NO_ARGS, &rows);
	if (rc) {
		log_error("record", "table %s lacks a field of its record",
		    rec->name);
		return rc;
	}
	for (size_t c = 0; c < rows.ncols; c++) {
		if (is_beside(rec, rows.names[c]))
			continue;
		log_error("record", "column %s.%s is no field of its record",
		    rec->name, rows.names[c]);
		return BROKEN;
	}
	return OK;
}
