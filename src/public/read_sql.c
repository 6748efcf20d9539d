#include "public/public_sql.h"

/* One service, and what belongs to several. */

enum { MAX_BESIDE = 50 };

const char *
public_ids(struct arena *mem, const struct rows *rows)
{
	struct buffer b = buffer_new(mem);

	buffer_add(&b, "[");
	for (size_t i = 0; i < rows->nrows; i++)
		buffer_fmt(&b, "%s\"%s\"", i ? "," : "",
		    rows->cells[i * rows->ncols]);
	buffer_add(&b, "]");
	return b.s;
}

enum result
public_sql_answers(struct request *r, const char *ids, struct rows *out)
{
	static const struct query q = {
		"public.answers",
		"SELECT service, criterion, answer, terms, source, confirmed_on"
		" FROM pub_answer WHERE service IN"
		" (SELECT value FROM json_each($1))"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(ids)), out);
}

enum result
public_sql_service(struct request *r, const char *id, struct rows *out)
{
	static const struct query q = {
		"public.service",
		"SELECT s.*, l.name AS place_name, l.kana AS place_kana,"
		" l.postal AS place_postal, l.address AS place_address,"
		" l.lat AS place_lat, l.lng AS place_lng,"
		" l.precise AS place_precise, l.phone AS place_phone,"
		" l.fax AS place_fax, l.url AS place_url,"
		" l.mail AS place_mail, g.name AS org_name"
		" FROM pub_service s JOIN pub_location l ON l.id = s.location"
		" LEFT JOIN pub_organization g ON g.id = s.organization"
		" WHERE s.id = $1"
	};
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), out);

	return rc ? rc : out->nrows ? OK : MISSING;
}

enum result
public_sql_beside(struct request *r, const char *location,
    const char *service, struct rows *out)
{
	static const struct query q = {
		"public.beside",
		"SELECT id, kind, name FROM pub_service WHERE location = $1"
		" AND id <> $2 ORDER BY kind, id LIMIT $3"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(location),
	    v_text(service), v_int(MAX_BESIDE)), out);
}

enum result
public_sql_cells(struct request *r, const char *ids, const char *from,
    const char *to, struct rows *out)
{
	static const struct query q = {
		"public.cells",
		"SELECT room, day, state, reason, number, as_of FROM pub_cell"
		" WHERE room IN (SELECT value FROM json_each($1))"
		" AND day BETWEEN $2 AND $3 ORDER BY room, day"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(ids), v_text(from),
	    v_text(to)), out);
}

enum result
public_sql_charge(struct request *r, struct rows *out)
{
	static const struct query q = {
		"public.charge",
		"SELECT year, body, function, part FROM pub_charge"
		" ORDER BY position, body, function"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
public_sql_numbers(struct request *r, struct rows *out)
{
	static const struct query q = {
		"public.numbers",
		"SELECT (SELECT count(*) FROM pub_service) AS services,"
		" (SELECT count(*) FROM pub_room) AS rooms,"
		" (SELECT count(*) FROM pub_service WHERE confirmed_on"
		" IS NOT NULL) AS confirmed,"
		" (SELECT count(*) FROM pub_charge) AS charges"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}
