#include <string.h>

#include "app/deed.h"
#include "base/crypto.h"
#include "features/shelter/shelter.h"

enum result
shelter_by_number(struct request *r, const char *number, struct shelter *out)
{
	struct query q = { "shelter.by_number", arena_fmt(r->mem,
	    "SELECT %s FROM shelter WHERE number = $1",
	    record_columns(r->mem, &shelter_record, NULL)) };
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(number)),
	    &rows);

	if (rc)
		return rc;
	return rows.nrows && record_load(r, &shelter_record, &rows, 0, out) ?
	    OK : MISSING;
}

enum result
shelter_add_imported(struct request *r, struct shelter *s)
{
	const struct record *rec = &shelter_record;
	struct buffer names = buffer_new(r->mem), marks = buffer_new(r->mem);
	struct value args[32] = { { 0 } };
	struct query q = { .name = "shelter.add_imported" };
	size_t n = 2;

	s->id = crypto_uuid(r->mem);
	args[0] = v_text(s->id);
	args[1] = v_int(deed_changed(r, rec->name));
	for (size_t i = 0; i < rec->nfields && n < COUNT(args); i++) {
		const struct field *f = &rec->fields[i];
		const char *text = field_text(r->mem, f, s);

		buffer_fmt(&names, ", %s", f->name);
		buffer_fmt(&marks, ", $%zu", n + 1);
		args[n++] = f->kind == KIND_NUMBER && !*text ? v_int(0) :
		    v_text(*text ? text : NULL);
	}
	q.sql = arena_fmt(r->mem, "INSERT INTO shelter (id, changed, version,"
	    " imported%s) VALUES ($1, $2, 1, 1%s)", names.s, marks.s);
	return db_exec(r->db, &q, args, n);
}

static enum result
by_hand(struct request *r, const char *id, bool *is)
{
	static const struct query q = {
		"shelter.by_hand",
		"SELECT count(*) FROM shelter WHERE id = $1"
		" AND imported <> version"
	};
	int64_t n = 0;
	enum result rc = db_number(r->db, r->mem, &q, ARGS(v_text(id)), &n);

	*is = n > 0;
	return rc;
}

/* An id and a version come from the stored one, and who closed it. */
enum result
shelter_change_imported(struct request *r, struct shelter *s, bool *kept)
{
	static const struct query q = {
		"shelter.imported",
		"UPDATE shelter SET imported = version WHERE id = $1"
	};
	struct shelter old = { 0 };
	enum result rc = shelter_by_number(r, s->number, &old);

	if (!rc)
		rc = by_hand(r, old.id, kept);
	if (rc || *kept)
		return rc;
	s->id = old.id;
	s->version = old.version;
	s->closed_on = old.closed_on;
	rc = record_change(r, &shelter_record, &old, s);
	return rc ? rc : db_exec(r->db, &q, ARGS(v_text(s->id)));
}
