#include "app/deed.h"
#include "base/crypto.h"
#include "features/auditlog/auditlog_review.h"

enum result
review_sql_of_month(struct request *r, const char *month, struct rows *out)
{
	struct query q = { "review.of_month", arena_fmt(r->mem, "SELECT %s"
	    " FROM audit_review WHERE month = $1 ORDER BY at, id",
	    record_columns(r->mem, &audit_review_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(month)), out);
}

enum result
review_sql_add(struct request *r, struct audit_review *v)
{
	static const struct query q = {
		"review.add",
		"INSERT INTO audit_review (id, version, changed, month, person, at,"
		" note) VALUES ($1, 1, $2, $3, $4, $5, $6)"
		" ON CONFLICT (month, person) DO NOTHING RETURNING id"
	};

	v->id = crypto_uuid(r->mem);
	v->version = 1;
	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(v->id),
	    v_int(deed_changed(r, audit_review_record.name)),
	    v_text(v->month), v_text(v->person), v_text(v->at),
	    v_text(record_close_cell(r, r->mem, &audit_review_record,
	    record_field(&audit_review_record, "note"), v->id, v->note))));
}

enum result
review_sql_begin(struct request *r, const char **at)
{
	static const struct query q = {
		"review.begin", "SELECT at FROM audit ORDER BY at, seq LIMIT 1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, NO_ARGS, &rows);

	*at = !rc && rows.nrows ? rows.cells[0] : NULL;
	return rc;
}
