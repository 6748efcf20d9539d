#include "public/sheet_sql.h"

#include <string.h>

#include "app/text_map.h"

/* Rows of the files, looked up by their ids. */

enum result
sheet_sql_service_ids(struct request *r, struct rows *out)
{
	static const struct query q = {
		"sheet.service_ids",
		"SELECT id FROM pub_service ORDER BY municipality, kana, id"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
sheet_sql_room_ids(struct request *r, struct rows *out)
{
	static const struct query q = {
		"sheet.room_ids",
		"SELECT m.id FROM pub_room m"
		" JOIN pub_service s ON s.id = m.service"
		" WHERE s.status = 'active'"
		" ORDER BY s.municipality, s.kana, s.id, m.label, m.id"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

/* "($1, $2, ...)" and what stands for them, with room for two more. */
static const char *
marks_of(struct request *r, const char *const *ids, size_t n,
    struct value **args)
{
	struct buffer b = buffer_new(r->mem);

	*args = arena_array(r->mem, n + 2, sizeof(**args));
	for (size_t i = 0; i < n; i++) {
		(*args)[i] = v_text(ids[i]);
		buffer_fmt(&b, "%s$%zu", i ? ", " : "(", i + 1);
	}
	buffer_add(&b, ")");
	return b.s;
}

enum result
sheet_sql_services(struct request *r, const char *const *ids, size_t n,
    const struct hsds_row **out)
{
	struct hsds_row *all = arena_array(r->mem, n + 1, sizeof(*all));
	struct text_map *by_id = text_map_new(r->mem, n);
	const struct hsds_row *rows;
	size_t found;
	enum result rc = hsds_sql_services_in(r, ids, n, &rows, &found);

	if (rc)
		return rc;
	for (size_t i = 0; i < found; i++)
		text_map_put(by_id, rows[i].s.id, &rows[i]);
	for (size_t i = 0; i < n; i++) {
		const struct hsds_row *row = text_map_get(by_id, ids[i]);

		if (!row)
			return BROKEN;
		all[i] = *row;
	}
	*out = all;
	return OK;
}

enum result
sheet_sql_rooms(struct request *r, const char *const *ids, size_t n,
    const struct sheet_room **out, const struct hsds_row **services)
{
	struct value *args;
	struct query q = { "sheet.rooms", arena_fmt(r->mem,
	    "SELECT m.id, m.service, m.label, m.beds, m.fresh_days, m.grey_days"
	    " FROM pub_room m JOIN pub_service s ON s.id = m.service"
	    " WHERE m.id IN %s ORDER BY s.municipality, s.kana, s.id, m.label,"
	    " m.id", marks_of(r, ids, n, &args)) };
	const char **of = arena_array(r->mem, n + 1, sizeof(*of));
	struct rows rows = { 0 };
	struct sheet_room *all = arena_array(r->mem, n + 1, sizeof(*all));
	enum result rc = db_rows(r->db, r->mem, &q, args, n, &rows);

	if (!rc && rows.nrows != n)
		rc = BROKEN;
	for (size_t i = 0; !rc && i < n; i++) {
		memcpy(&all[i], rows.cells + i * rows.ncols, sizeof(*all));
		of[i] = all[i].service;
	}
	*out = all;
	return rc ? rc : sheet_sql_services(r, of, n, services);
}

enum result
sheet_sql_cells(struct request *r, const char *const *ids, size_t n,
    const char *from, const char *to, const struct sheet_told **out,
    size_t *ncells)
{
	struct value *args;
	const char *marks = marks_of(r, ids, n, &args);
	struct query q = { "sheet.cells", arena_fmt(r->mem,
	    "SELECT room, day, state, reason, number, as_of, channel"
	    " FROM pub_cell WHERE room IN %s AND day >= $%zu AND day <= $%zu"
	    " ORDER BY room, day", marks, n + 1, n + 2) };
	struct rows rows = { 0 };
	struct sheet_told *all;
	enum result rc;

	args[n] = v_text(from);
	args[n + 1] = v_text(to);
	rc = db_rows(r->db, r->mem, &q, args, n + 2, &rows);
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		memcpy(&all[i], rows.cells + i * rows.ncols, sizeof(*all));
	*out = all;
	*ncells = rows.nrows;
	return rc;
}
