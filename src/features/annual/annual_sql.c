#include "features/annual/annual_sql.h"

#include "base/date.h"

enum { MOST_REPORTS = 100, MOST_BLOCKS = 100 };

#define COLUMNS \
    "SELECT a.id, a.version, a.year, a.state, a.writers, a.submitted_by," \
    " a.submitted_on, a.approved_by, a.approved_on, s.name AS submitted_name," \
    " p.name AS approved_name, (SELECT coalesce(max(e.edition), 0)" \
    " FROM annual_edition e WHERE e.annual = a.id) AS edition" \
    " FROM annual a LEFT JOIN person s ON s.id = a.submitted_by" \
    " LEFT JOIN person p ON p.id = a.approved_by"

static void
load(const struct rows *rows, size_t i, struct annual *out)
{
	*out = (struct annual){
		.id = rows_cell(rows, i, "id"),
		.version = rows_number(rows, i, "version"),
		.year = rows_number(rows, i, "year"),
		.state = rows_cell(rows, i, "state"),
		.writers = rows_cell(rows, i, "writers"),
		.submitted_by = rows_cell(rows, i, "submitted_by"),
		.submitted_on = rows_cell(rows, i, "submitted_on"),
		.submitted_name = rows_cell(rows, i, "submitted_name"),
		.approved_by = rows_cell(rows, i, "approved_by"),
		.approved_on = rows_cell(rows, i, "approved_on"),
		.approved_name = rows_cell(rows, i, "approved_name"),
		.edition = rows_number(rows, i, "edition"),
	};
}

enum result
annual_sql_get(struct request *r, const char *id, struct annual *out)
{
	static const struct query q = { "annual.get", COLUMNS
		" WHERE a.id = $1" };
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	load(&rows, 0, out);
	return OK;
}

enum result
annual_sql_all(struct request *r, struct annual_list *out)
{
	static const struct query q = { "annual.all", COLUMNS
		" ORDER BY a.year DESC LIMIT $1" };
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_int(MOST_REPORTS)),
	    &rows);

	*out = (struct annual_list){ arena_array(r->mem, rows.nrows + 1,
	    sizeof(*out->at)), rc ? 0 : rows.nrows };
	for (size_t i = 0; i < out->n; i++)
		load(&rows, i, &out->at[i]);
	return rc;
}

enum result
annual_sql_blocks(struct request *r, const char *annual,
    struct annual_blocks *out)
{
	static const struct query q = {
		"annual.blocks",
		"SELECT id, version, annual, place, kind, heading, body, hidden"
		" FROM annual_block WHERE annual = $1 ORDER BY place, id"
		" LIMIT $2"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(annual),
	    v_int(MOST_BLOCKS)), &rows);

	*out = (struct annual_blocks){ arena_array(r->mem, rows.nrows + 1,
	    sizeof(*out->at)), rc ? 0 : rows.nrows };
	for (size_t i = 0; i < out->n; i++)
		out->at[i] = (struct annual_block){
			.id = rows_cell(&rows, i, "id"),
			.version = rows_number(&rows, i, "version"),
			.annual = rows_cell(&rows, i, "annual"),
			.place = rows_number(&rows, i, "place"),
			.kind = rows_cell(&rows, i, "kind"),
			.heading = rows_cell(&rows, i, "heading"),
			.body = rows_cell(&rows, i, "body"),
			.hidden = rows_number(&rows, i, "hidden") != 0,
		};
	return rc;
}

enum result
annual_sql_add(struct request *r, const struct annual *a)
{
	static const struct query q = {
		"annual.add",
		"INSERT INTO annual (id, version, year, state, writers)"
		" VALUES ($1, 1, $2, 'draft', $3)"
		" ON CONFLICT (year) DO NOTHING RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(a->id),
	    v_int(a->year), v_text(a->writers)));
}

enum result
annual_sql_block_add(struct request *r, const struct annual_block *b)
{
	static const struct query q = {
		"annual.block_add",
		"INSERT INTO annual_block (id, version, annual, place, kind,"
		" heading, body, hidden) VALUES ($1, 1, $2, $3, $4, $5, $6, $7)"
	};

	return db_exec(r->db, &q, ARGS(v_text(b->id), v_text(b->annual),
	    v_int(b->place), v_text(b->kind), v_text(b->heading),
	    v_text(b->body), v_int(b->hidden)));
}

enum result
annual_sql_block_change(struct request *r, const struct annual_block *b)
{
	static const struct query q = {
		"annual.block_change",
		"UPDATE annual_block SET version = version + 1, heading = $3,"
		" body = $4, hidden = $5 WHERE id = $1 AND version = $2"
		" RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(b->id),
	    v_int(b->version), v_text(b->heading), v_text(b->body),
	    v_int(b->hidden)));
}

enum result
annual_sql_place(struct request *r, const struct annual_block *b,
    int64_t place)
{
	static const struct query q = {
		"annual.place",
		"UPDATE annual_block SET place = $2 WHERE id = $1 RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(b->id),
	    v_int(place)));
}

enum result
annual_sql_touch(struct request *r, const struct annual *a,
    const char *writers)
{
	static const struct query q = {
		"annual.touch",
		"UPDATE annual SET version = version + 1, writers = $3"
		" WHERE id = $1 AND version = $2 AND state = 'draft'"
		" RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(a->id),
	    v_int(a->version), v_text(writers)));
}

enum result
annual_sql_submit(struct request *r, const struct annual *a,
    const char *document, const char *hash)
{
	static const struct query q = {
		"annual.submit",
		"UPDATE annual SET version = version + 1, state = 'submitted',"
		" submitted_by = $3, submitted_on = $4, approved_by = NULL,"
		" approved_on = NULL WHERE id = $1 AND version = $2"
		" AND state = 'draft' RETURNING id"
	};
	static const struct query keep = {
		"annual.keep",
		"INSERT INTO annual_edition (annual, edition, document, hash,"
		" made_on) VALUES ($1, $2, $3, $4, $5)"
	};
	enum result rc = db_exec_one(r->db, r->mem, &q, ARGS(v_text(a->id),
	    v_int(a->version), v_text(r->who->id), v_text(r->today)));

	return rc ? rc : db_exec(r->db, &keep, ARGS(v_text(a->id),
	    v_int(a->edition + 1), v_text(document), v_text(hash),
	    v_text(r->today)));
}

/* What waited is thrown away; what was approved stays. */
enum result
annual_sql_return(struct request *r, const struct annual *a)
{
	static const struct query q = {
		"annual.return",
		"UPDATE annual SET version = version + 1, state = 'draft',"
		" writers = CASE WHEN state = 'approved' THEN '' ELSE writers"
		" END, submitted_by = NULL, submitted_on = NULL,"
		" approved_by = NULL, approved_on = NULL WHERE id = $1"
		" AND version = $2 AND state <> 'draft' RETURNING id"
	};
	static const struct query drop = {
		"annual.drop",
		"DELETE FROM annual_edition WHERE annual = $1"
		" AND approved_on IS NULL"
	};
	enum result rc = db_exec_one(r->db, r->mem, &q, ARGS(v_text(a->id),
	    v_int(a->version)));

	return rc ? rc : db_exec(r->db, &drop, ARGS(v_text(a->id)));
}

enum result
annual_sql_approve(struct request *r, const struct annual *a)
{
	static const struct query q = {
		"annual.approve",
		"UPDATE annual SET version = version + 1, state = 'approved',"
		" approved_by = $3, approved_on = $4 WHERE id = $1"
		" AND version = $2 AND state = 'submitted'"
		" AND submitted_by <> $3 RETURNING id"
	};
	static const struct query out = {
		"annual.edition_approve",
		"UPDATE annual_edition SET approved_on = $3 WHERE annual = $1"
		" AND edition = $2 AND approved_on IS NULL RETURNING annual"
	};
	enum result rc = db_exec_one(r->db, r->mem, &q, ARGS(v_text(a->id),
	    v_int(a->version), v_text(r->who->id), v_text(r->today)));

	return rc ? rc : db_exec_one(r->db, r->mem, &out, ARGS(v_text(a->id),
	    v_int(a->edition), v_text(r->today)));
}

enum result
annual_sql_edition(struct request *r, const char *annual, int64_t edition,
    struct annual_edition *out)
{
	static const struct query q = {
		"annual.edition",
		"SELECT document, hash, made_on, approved_on"
		" FROM annual_edition WHERE annual = $1 AND edition = $2"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(annual),
	    v_int(edition)), &rows);

	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	*out = (struct annual_edition){ rows_cell(&rows, 0, "document"),
	    rows_cell(&rows, 0, "hash"), rows_cell(&rows, 0, "made_on"),
	    rows_cell(&rows, 0, "approved_on") };
	return OK;
}
