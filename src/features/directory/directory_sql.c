#include "features/directory/directory_sql.h"

#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/crypto.h"
#include "base/text.h"

enum { MOST_COLUMNS = 40 };

enum result
directory_sql_slots(struct request *r, struct rows *out)
{
	static const struct query q = {
		"directory.slots",
		"SELECT criterion, slot FROM directory_slot ORDER BY slot"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
directory_sql_slot_add(struct request *r, const char *criterion, size_t slot)
{
	static const struct query q = {
		"directory.slot_add",
		"INSERT INTO directory_slot (criterion, slot) VALUES ($1, $2)"
	};

	return db_exec(r->db, &q, ARGS(v_text(criterion),
	    v_int((int64_t)slot)));
}

enum result
directory_sql_head(struct request *r, const struct record *rec,
    const char *id, int64_t *version, const char **place, const char **open)
{
	struct query q = { "directory.head", arena_fmt(r->mem,
	    "SELECT version, %s, (SELECT string_agg(field, ',')"
	    " FROM directory_proposal WHERE record_id = $1"
	    " AND decided_at IS NULL) FROM %s WHERE id = $1",
	    rec == &service_record ? "place" : "NULL", rec->name) };
	struct rows rows = { 0 };
	enum result rc;

	if (db_is_sqlite(r->db))
		q.sql = arena_fmt(r->mem, "SELECT version, %s,"
		    " (SELECT group_concat(field, ',')"
		    " FROM directory_proposal WHERE record_id = $1"
		    " AND decided_at IS NULL) FROM %s WHERE id = $1",
		    rec == &service_record ? "place" : "NULL", rec->name);
	rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);
	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	*place = rows.cells[1];
	*open = rows.cells[2];
	return text_number(rows.cells[0], version) ? OK : BROKEN;
}

static bool
has_own(const struct standing *all, size_t n, const char *field)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].field, field) == 0)
			return true;
	}
	return false;
}

/* What one row says of several columns, as if each had its own. */
static enum result
spread(struct request *r, const struct record *rec, const char *id,
    const struct standing *file, struct standing *all, size_t *n)
{
	struct query q = { "directory.spread", arena_fmt(r->mem,
	    "SELECT %s FROM %s WHERE id = $1", record_columns(r->mem, rec,
	    NULL), rec->name) };
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);
	size_t own = *n;

	for (size_t i = 0; !rc && rows.nrows && i < rec->nfields; i++) {
		const char *name = rec->fields[i].name;
		const char *cell = rows_cell(&rows, 0, name);

		if (!cell || !text_set_has(file->value, name) ||
		    has_own(all, own, name))
			continue;
		all[*n] = *file;
		all[*n].field = name;
		all[*n].value = cell;
		all[(*n)++].visibility = directory_default_reach(rec, name);
	}
	return rc;
}

enum result
directory_sql_values(struct request *r, const char *id, struct standing **out,
    size_t *n)
{
	static const struct query q = {
		"directory.values",
		"SELECT field, value, terms, source, confirmed_on, told_by,"
		" visibility, record FROM directory_value WHERE record_id = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);
	struct standing *all = arena_array(r->mem, rows.nrows + VALUES_ROOM +
	    MOST_COLUMNS, sizeof(*all));
	const struct record *whole = NULL;
	struct standing file = { 0 };

	*n = 0;
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *const *c = rows.cells + i * rows.ncols;
		struct standing s = { .field = c[0], .value = c[1],
		    .terms = c[2], .source = source_of(c[3]),
		    .confirmed_on = c[4], .told_by = c[5],
		    .visibility = c[6] };

		if (strcmp(s.field, SEVERAL) == 0) {
			whole = directory_record(c[7]);
			file = s;
		} else {
			all[(*n)++] = s;
		}
	}
	*out = all;
	return rc || !whole ? rc : spread(r, whole, id, &file, all, n);
}

/* A statement takes no more than 200 arguments. */
enum { BATCH = 26 };

/* "($1, $2, $8, $9), ($1, $2, $10, $11)": the first ones are of all rows. */
static const char *
marks(struct request *r, size_t nrows, size_t common, size_t own)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < nrows; i++) {
		buffer_add(&b, i ? ", (" : "(");
		for (size_t k = 0; k < common; k++) {
			buffer_add(&b, k ? ", $" : "$");
			buffer_int(&b, (int64_t)k + 1);
		}
		for (size_t k = 0; k < own; k++) {
			buffer_add(&b, ", $");
			buffer_int(&b, (int64_t)(common + i * own + k + 1));
		}
		buffer_add(&b, ")");
	}
	return b.s;
}

enum { VALUE_COMMON = 2, VALUE_OWN = 7, PAST_COMMON = 7, PAST_OWN = 6 };

static enum result
save_values(struct request *r, const struct value *args, size_t n)
{
	struct query q = { "directory.values_save", arena_fmt(r->mem,
	    "INSERT INTO directory_value (record, record_id, field, value,"
	    " terms, source, confirmed_on, told_by, visibility) VALUES %s"
	    " ON CONFLICT (record_id, field)"
	    " DO UPDATE SET value = excluded.value, terms = excluded.terms,"
	    " source = excluded.source, confirmed_on = excluded.confirmed_on,"
	    " told_by = excluded.told_by, visibility = excluded.visibility",
	    marks(r, n, VALUE_COMMON, VALUE_OWN)) };

	return n ? db_exec(r->db, &q, args, VALUE_COMMON + n * VALUE_OWN) : OK;
}

enum result
directory_sql_values_save(struct request *r, const struct record *rec,
    const char *id, const struct standing *all, size_t n)
{
	struct value args[VALUE_COMMON + BATCH * VALUE_OWN] = {
	    v_text(rec->name), v_text(id) };
	enum result rc = OK;
	size_t k = 0;

	for (size_t i = 0; !rc && i < n; i++) {
		const struct standing *s = &all[i];
		struct value *v = args + VALUE_COMMON + k * VALUE_OWN;

		if (!s->touched)
			continue;
		v[0] = v_text(s->field);
		v[1] = v_text(s->value);
		v[2] = v_text(s->terms);
		v[3] = v_text(source_code(s->source));
		v[4] = v_text(s->confirmed_on);
		v[5] = v_text(s->told_by);
		v[6] = v_text(s->visibility);
		if (++k < BATCH)
			continue;
		rc = save_values(r, args, k);
		k = 0;
	}
	return rc ? rc : save_values(r, args, k);
}

static enum result
add_past(struct request *r, const struct value *args, size_t n)
{
	struct query q = { "directory.past_add", arena_fmt(r->mem,
	    "INSERT INTO directory_history (record, record_id, at, login,"
	    " source, confirmed_on, told_by, id, field, old_value, old_terms,"
	    " new_value, new_terms) VALUES %s",
	    marks(r, n, PAST_COMMON, PAST_OWN)) };

	return n ? db_exec(r->db, &q, args, PAST_COMMON + n * PAST_OWN) : OK;
}

enum result
directory_sql_past_add(struct request *r, const struct record *rec,
    const char *id, const struct origin *from, const struct past *past,
    size_t n)
{
	struct value args[PAST_COMMON + BATCH * PAST_OWN] = {
	    v_text(rec->name), v_text(id), v_text(r->now),
	    v_text(r->who ? r->who->login : "-"),
	    v_text(source_code(from->source)), v_text(from->confirmed_on),
	    v_text(from->told_by) };
	enum result rc = OK;
	size_t k = 0;

	for (size_t i = 0; !rc && i < n; i++) {
		struct value *v = args + PAST_COMMON + k * PAST_OWN;

		v[0] = v_text(crypto_uuid(r->mem));
		v[1] = v_text(past[i].field);
		v[2] = v_text(past[i].old_value);
		v[3] = v_text(past[i].old_terms);
		v[4] = v_text(past[i].new_value);
		v[5] = v_text(past[i].new_terms);
		if (++k < BATCH)
			continue;
		rc = add_past(r, args, k);
		k = 0;
	}
	return rc ? rc : add_past(r, args, k);
}

enum { MAX_SAVED = VALUES_ROOM + 10 };

static void
set_column(struct buffer *b, struct value *args, size_t *n,
    const char *column, const char *value)
{
	args[(*n)++] = v_text(value);
	buffer_fmt(b, ", %s = $%zu", column, *n);
}

enum result
directory_sql_save(struct request *r, const struct record *rec,
    const char *id, int64_t version, const char *const *columns,
    const char *const *values, size_t n, const struct copies *c)
{
	struct value args[MAX_SAVED] = { v_text(id), v_int(version),
	    v_int(deed_changed(r, rec->name)) };
	struct buffer sets = buffer_new(r->mem);
	struct query q = { .name = "directory.save" };
	size_t k = 3;

	for (size_t i = 0; i < n; i++)
		set_column(&sets, args, &k, columns[i], values[i]);
	set_column(&sets, args, &k, "centre_fields", c->centre_fields);
	set_column(&sets, args, &k, "supporter_fields", c->supporter_fields);
	if (rec == &service_record) {
		set_column(&sets, args, &k, "answers", c->answers);
		set_column(&sets, args, &k, "confirmed_on", c->confirmed_on);
	} else {
		set_column(&sets, args, &k, "search", c->search);
	}
	q.sql = arena_fmt(r->mem, "UPDATE %s SET version = version + 1,"
	    " changed = $3%s WHERE id = $1 AND version = $2"
	    " RETURNING id", rec->name, sets.s);
	return db_exec_one(r->db, r->mem, &q, args, k);
}

enum result
directory_sql_follow(struct request *r, const char *place)
{
	static const struct query q = {
		"directory.follow",
		"UPDATE service SET kana = COALESCE(p.kana, p.name),"
		" search = p.search, municipality = p.municipality,"
		" shown_to = CASE"
		" WHEN 'centre' IN (p.visibility, service.visibility)"
		" THEN 'centre'"
		" WHEN 'supporters' IN (p.visibility, service.visibility)"
		" THEN 'supporters' ELSE 'public' END"
		" FROM place p WHERE p.id = service.place AND p.id = $1"
	};

	return db_exec(r->db, &q, ARGS(v_text(place)));
}

static enum result
read_place_copies(struct request *r, const char *place,
    struct place_copies *out)
{
	static const struct query q = {
		"directory.place_copies",
		"SELECT COALESCE(kana, name), search, municipality, visibility,"
		" (SELECT max(slot) + 1 FROM directory_slot)"
		" FROM place WHERE id = $1"
	};
	struct rows rows = { 0 };
	int64_t slots = 0;
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(place)),
	    &rows);
	const char *const *c = rows.cells;

	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	if (c[4] && !text_number(c[4], &slots))
		return BROKEN;
	*out = (struct place_copies){ c[0], c[1], c[2], c[3],
	    (size_t)slots };
	return OK;
}

enum result
directory_sql_place_copies(struct request *r, const char *place,
    struct place_copies *out)
{
	struct directory_slots *slots;
	size_t ncare, nother;
	enum result rc = read_place_copies(r, place, out);

	(void)codes_list(r->codes, "care", &ncare);
	(void)codes_list(r->codes, "criterion", &nother);
	if (rc || out->slots >= ncare + nother)
		return rc;
	rc = directory_slots_fill(r, &slots);
	return rc ? rc : read_place_copies(r, place, out);
}
