#include "features/outage/outage_stock_sql.h"

#include "app/access.h"
#include "app/record_page.h"
#include "features/outage/outage.h"

enum { MAX_PLACES = 40 };

enum result
outage_sql_stocks(struct request *r, const char *outage, struct rows *out)
{
	struct query q = { "outage.stocks", arena_fmt(r->mem,
	    "SELECT %s, (SELECT count(*) FROM outage_loan l WHERE l.stock = s.id"
	    " AND l.returned_at IS NULL) AS lent FROM outage_stock s"
	    " WHERE s.outage = $1 ORDER BY s.kind, s.label, s.id",
	    record_columns(r->mem, &outage_stock_record, "s.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(outage)), out);
}

enum result
outage_sql_free(struct request *r, const char *outage, const char *stock,
    int64_t *out)
{
	static const struct query q = {
		"outage.free",
		"SELECT s.pieces - (SELECT count(*) FROM outage_loan l"
		" WHERE l.stock = s.id AND l.returned_at IS NULL) AS n"
		" FROM outage_stock s WHERE s.id = $1 AND s.outage = $2"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_text(stock),
	    v_text(outage)), out);
}

enum result
outage_sql_loans(struct request *r, const char *outage, const char *child,
    struct rows *out)
{
	struct value *args = arena_array(r->mem, 2, sizeof(*args));
	struct record_query q = { &outage_loan_record, "l.", "outage.loans",
		arena_fmt(r->mem, "SELECT %s, s.label AS thing, s.kind"
		" FROM outage_loan l JOIN outage_stock s ON s.id = l.stock"
		" WHERE l.outage = $1 AND ($2 = '' OR l.child = $2)",
		record_columns(r->mem, &outage_loan_record, "l.")),
		" ORDER BY l.given_at, l.id LIMIT 1000" };

	args[0] = v_text(outage);
	args[1] = v_asked(child);
	return record_rows(r, &q, args, 2, out);
}

enum result
outage_sql_shelters(struct request *r, const char *municipality,
    struct rows *out)
{
	struct query q = { "outage.shelters", arena_fmt(r->mem,
	    "SELECT name, accepts, phone FROM shelter WHERE municipality = $1"
	    " AND kind = 'shelter' AND welfare = '1' AND closed_on IS NULL"
	    " AND absent_on IS NULL ORDER BY kana, name, id LIMIT %d",
	    MAX_PLACES) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(municipality)), out);
}

enum result
outage_sql_rooms(struct request *r, struct rows *out)
{
	struct query q = { "outage.rooms", arena_fmt(r->mem,
	    "SELECT COALESCE(s.name, p.name) AS place_name, m.label,"
	    " CASE WHEN ',' || s.centre_fields || ',' || p.centre_fields || ','"
	    " LIKE '%%,phone,%%' AND $2 = '0' THEN NULL"
	    " ELSE COALESCE(s.phone, p.phone) END AS phone, s.municipality,"
	    " c.state, c.as_of, m.fresh_days, m.grey_days FROM cell c"
	    " JOIN room m ON m.id = c.room JOIN service s ON s.id = m.service"
	    " JOIN place p ON p.id = s.place WHERE c.day = $1"
	    " AND c.state IN ('open', 'few') AND s.status = 'active'"
	    " AND ($2 = '1' OR (s.shown_to <> 'centre'"
	    " AND m.visibility <> 'centre')) ORDER BY s.kana, s.id, m.id"
	    " LIMIT %d", MAX_PLACES) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_text(access_is_centre(r) ? "1" : "0")), out);
}
