#include "features/publishing/release.h"

enum { MOST_RELEASES = 200 };

#define COLUMNS \
    "r.id, r.from_day, r.to_day, r.period, r.restated, r.edition, r.corrects," \
    " r.reason, r.threshold, r.zeros, r.state, r.hash, r.prepared_by," \
    " r.prepared_on, r.approved_by, r.approved_on, r.withdrawn_on," \
    " r.withdrawn_why, p.name AS prepared_name, a.name AS approved_name," \
    " w.name AS withdrawn_name"
#define FROM \
    " FROM release r JOIN person p ON p.id = r.prepared_by" \
    " LEFT JOIN person a ON a.id = r.approved_by" \
    " LEFT JOIN person w ON w.id = r.withdrawn_by"

static void
load(const struct rows *rows, size_t i, struct release *out)
{
	*out = (struct release){
		.id = rows_cell(rows, i, "id"),
		.from = rows_cell(rows, i, "from_day"),
		.to = rows_cell(rows, i, "to_day"),
		.period = rows_cell(rows, i, "period"),
		.restated = (int)rows_number(rows, i, "restated"),
		.edition = rows_number(rows, i, "edition"),
		.corrects = rows_cell(rows, i, "corrects"),
		.reason = rows_cell(rows, i, "reason"),
		.rule = { rows_number(rows, i, "threshold"),
		    rows_number(rows, i, "zeros") },
		.state = rows_cell(rows, i, "state"),
		.hash = rows_cell(rows, i, "hash"),
		.prepared_by = rows_cell(rows, i, "prepared_by"),
		.prepared_on = rows_cell(rows, i, "prepared_on"),
		.prepared_name = rows_cell(rows, i, "prepared_name"),
		.approved_by = rows_cell(rows, i, "approved_by"),
		.approved_on = rows_cell(rows, i, "approved_on"),
		.approved_name = rows_cell(rows, i, "approved_name"),
		.withdrawn_on = rows_cell(rows, i, "withdrawn_on"),
		.withdrawn_why = rows_cell(rows, i, "withdrawn_why"),
		.withdrawn_name = rows_cell(rows, i, "withdrawn_name"),
	};
}

static void
load_all(struct request *r, const struct rows *rows, struct release_list *out)
{
	*out = (struct release_list){ arena_array(r->mem, rows->nrows + 1,
	    sizeof(*out->at)), rows->nrows };
	for (size_t i = 0; i < rows->nrows; i++)
		load(rows, i, &out->at[i]);
}

enum result
release_sql_get(struct request *r, const char *id, struct release *out)
{
	static const struct query q = {
		"release.get",
		"SELECT " COLUMNS ", r.document" FROM " WHERE r.id = $1"
	};
	struct rows rows;
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	load(&rows, 0, out);
	out->document = rows_cell(&rows, 0, "document");
	return OK;
}

enum result
release_sql_all(struct request *r, struct release_list *out)
{
	static const struct query q = {
		"release.all",
		"SELECT " COLUMNS FROM " ORDER BY r.from_day DESC,"
		" r.to_day DESC, r.restated, r.edition DESC LIMIT $1"
	};
	struct rows rows;
	enum result rc = db_rows(r->db, r->mem, &q,
	    ARGS(v_int(MOST_RELEASES)), &rows);

	if (!rc)
		load_all(r, &rows, out);
	return rc;
}

enum result
release_sql_told(struct request *r, const char *from, const char *to,
    struct release_list *out)
{
	static const struct query q = {
		"release.told",
		"SELECT " COLUMNS ", r.document" FROM
		" WHERE r.approved_on IS NOT NULL AND r.from_day <= $2"
		" AND r.to_day >= $1 ORDER BY r.from_day, r.to_day,"
		" r.restated, r.edition LIMIT $3"
	};
	struct rows rows;
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(from),
	    v_text(to), v_int(REPORT_MOST_EARLIER + 1)), &rows);

	if (rc)
		return rc;
	load_all(r, &rows, out);
	for (size_t i = 0; i < rows.nrows; i++)
		out->at[i].document = rows_cell(&rows, i, "document");
	return OK;
}

enum result
release_sql_add(struct request *r, const struct release *rel)
{
	static const struct query q = {
		"release.add",
		"INSERT INTO release (id, from_day, to_day, period, restated,"
		" edition, corrects, reason, threshold, zeros, state, document,"
		" hash, prepared_by, prepared_on) VALUES ($1, $2, $3, $4, $5,"
		" $6, $7, $8, $9, $10, 'draft', $11, $12, $13, $14)"
		" ON CONFLICT (from_day, to_day, restated, edition) DO NOTHING"
		" RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(rel->id),
	    v_text(rel->from), v_text(rel->to), v_text(rel->period),
	    v_int(rel->restated), v_int(rel->edition), v_text(rel->corrects),
	    v_text(rel->reason), v_int(rel->rule.k), v_int(rel->rule.zeros),
	    v_text(rel->document), v_text(rel->hash),
	    v_text(rel->prepared_by), v_text(rel->prepared_on)));
}

enum result
release_sql_line(struct request *r, const char *release, size_t place,
    const struct report_line *line, const struct report_table *t)
{
	static const struct query q = {
		"release.line",
		"INSERT INTO release_line (release, place, table_name, title,"
		" code, label, unit, number, sum, definition, footnote)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
	};
	const struct value hidden = { .null = 1 };

	return db_exec(r->db, &q, ARGS(v_text(release), v_int((int64_t)place),
	    v_text(line->table), v_text(line->title), v_text(line->code),
	    v_text(line->label), v_text(line->unit),
	    line->hidden ? hidden : v_int(line->count), v_int(line->sum),
	    v_text(t ? t->definition : ""), v_text(t ? t->footnote : NULL)));
}

enum result
release_sql_approve(struct request *r, const struct release *rel)
{
	static const struct query q = {
		"release.approve",
		"UPDATE release SET state = 'approved', approved_by = $3,"
		" approved_on = $4 WHERE id = $1 AND hash = $2"
		" AND state = 'draft' AND prepared_by <> $3 RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(rel->id),
	    v_text(rel->hash), v_text(r->who->id), v_text(r->today)));
}

enum result
release_sql_withdraw(struct request *r, const struct release *rel,
    const char *why)
{
	static const struct query q = {
		"release.withdraw",
		"UPDATE release SET state = 'withdrawn', withdrawn_by = $2,"
		" withdrawn_on = $3, withdrawn_why = $4 WHERE id = $1"
		" AND state = 'approved' RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(rel->id),
	    v_text(r->who->id), v_text(r->today), v_text(why)));
}

enum result
release_sql_remove(struct request *r, const struct release *rel)
{
	static const struct query q = {
		"release.remove",
		"DELETE FROM release WHERE id = $1 AND state = 'draft'"
		" RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(rel->id)));
}
