#include "features/charge/charge_private.h"

enum result
charge_sql_bodies(struct request *r, int year, struct rows *out)
{
	static const struct query q = {
		"charge.bodies",
		"SELECT b.agency, a.name, b.person, p.name AS person_name"
		" FROM charge_body b JOIN agency a ON a.id = b.agency"
		" LEFT JOIN person p ON p.id = b.person"
		" WHERE b.year = $1 ORDER BY b.position, a.name, a.id"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_int(year)), out);
}

enum result
charge_sql_cells(struct request *r, int year, struct rows *out)
{
	static const struct query q = {
		"charge.cells",
		"SELECT agency, function, part FROM charge WHERE year = $1"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_int(year)), out);
}

enum result
charge_sql_version(struct request *r, int year, int64_t *version)
{
	static const struct query q = {
		"charge.version",
		"SELECT COALESCE(MAX(version), 0) FROM charge_year"
		" WHERE year = $1"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_int(year)), version);
}

enum result
charge_sql_years(struct request *r, struct rows *out)
{
	static const struct query q = {
		"charge.years",
		"SELECT DISTINCT year FROM charge_body ORDER BY year DESC"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
charge_sql_others(struct request *r, int year, struct rows *out)
{
	static const struct query q = {
		"charge.others",
		"SELECT a.id, a.name FROM agency a WHERE NOT EXISTS (SELECT 1"
		" FROM charge_body b WHERE b.year = $1 AND b.agency = a.id)"
		" ORDER BY a.name, a.id LIMIT 5000"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_int(year)), out);
}

enum result
charge_sql_staff(struct request *r, int year, struct rows *out)
{
	static const struct query q = {
		"charge.staff",
		"SELECT p.id, p.name, p.body FROM person p JOIN charge_body b"
		" ON b.agency = p.body WHERE b.year = $1"
		" AND (p.left_on IS NULL OR p.left_on > $2) ORDER BY p.name, p.id"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_int(year), v_text(r->today)),
	    out);
}

enum result
charge_sql_step(struct request *r, int year, int64_t version)
{
	static const struct query q = {
		"charge.step",
		"INSERT INTO charge_year (year, version) VALUES ($1, 1)"
		" ON CONFLICT (year) DO UPDATE SET"
		" version = charge_year.version + 1"
		" WHERE charge_year.version = $2 RETURNING year"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_int(year),
	    v_int(version)));
}

static enum result
clear(struct request *r, int year)
{
	static const struct query cells = {
		"charge.clear_cells", "DELETE FROM charge WHERE year = $1"
	};
	static const struct query bodies = {
		"charge.clear_bodies", "DELETE FROM charge_body WHERE year = $1"
	};
	enum result rc = db_exec(r->db, &cells, ARGS(v_int(year)));

	return rc ? rc : db_exec(r->db, &bodies, ARGS(v_int(year)));
}

static enum result
write_body(struct request *r, const struct charge_table *t, size_t b)
{
	static const struct query q = {
		"charge.body",
		"INSERT INTO charge_body (year, agency, position, person)"
		" VALUES ($1, $2, $3, $4)"
	};
	static const struct query cell = {
		"charge.cell",
		"INSERT INTO charge (year, agency, function, part)"
		" VALUES ($1, $2, $3, $4)"
	};
	const struct charge_body *body = &t->bodies[b];
	enum result rc = db_exec(r->db, &q, ARGS(v_int(t->year),
	    v_text(body->agency), v_int((int64_t)b + 1), v_text(body->person)));

	for (size_t f = 0; !rc && f < t->nfunctions; f++) {
		const char *part = *charge_cell(t, f, b);

		if (*part)
			rc = db_exec(r->db, &cell, ARGS(v_int(t->year),
			    v_text(body->agency),
			    v_text(t->functions[f]->code), v_text(part)));
	}
	return rc;
}

enum result
charge_sql_write(struct request *r, const struct charge_table *t)
{
	enum result rc = clear(r, t->year);

	for (size_t b = 0; !rc && b < t->nbodies; b++)
		rc = write_body(r, t, b);
	return rc;
}

enum result
charge_sql_copy(struct request *r, int from, int to)
{
	static const struct query bodies = {
		"charge.copy_bodies",
		"INSERT INTO charge_body (year, agency, position, person)"
		" SELECT CAST($2 AS BIGINT), agency, position, person"
		" FROM charge_body WHERE year = $1"
	};
	static const struct query cells = {
		"charge.copy_cells",
		"INSERT INTO charge (year, agency, function, part)"
		" SELECT CAST($2 AS BIGINT), agency, function, part"
		" FROM charge WHERE year = $1"
	};
	enum result rc = db_exec(r->db, &bodies, ARGS(v_int(from), v_int(to)));

	return rc ? rc : db_exec(r->db, &cells, ARGS(v_int(from), v_int(to)));
}
