#include "features/training/training_material.h"

enum { MAX_MATERIALS = 100 };

enum result
training_sql_materials(struct request *r, const char *session,
    struct rows *out)
{
	struct query q = { "training.materials", arena_fmt(r->mem,
	    "SELECT %s, taken FROM training_material WHERE session = $1"
	    " AND removed_on IS NULL ORDER BY id LIMIT $2",
	    record_columns(r->mem, &training_material_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(session),
	    v_int(MAX_MATERIALS)), out);
}

enum result
training_sql_taken(struct request *r, const char *id)
{
	static const struct query q = {
		"training.taken",
		"UPDATE training_material SET taken = taken + 1 WHERE id = $1"
	};

	return db_exec(r->db, &q, ARGS(v_text(id)));
}

enum result
training_sql_body_add(struct request *r, const char *id, const char *body)
{
	static const struct query q = {
		"training.body_add",
		"INSERT INTO training_material_body (material, body)"
		" VALUES ($1, $2)"
	};

	return db_exec(r->db, &q, ARGS(v_text(id), v_text(body)));
}

enum result
training_sql_body(struct request *r, const char *id, const char **body)
{
	static const struct query q = {
		"training.body",
		"SELECT body FROM training_material_body WHERE material = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	if (!rc && !rows.nrows)
		rc = MISSING;
	if (!rc)
		*body = rows.cells[0];
	return rc;
}
