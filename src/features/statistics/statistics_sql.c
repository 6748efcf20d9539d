#include "features/statistics/statistics_sql.h"

static enum result
each_of(struct request *r, const struct query *q, const struct period *p,
    statistics_each *each, void *ctx)
{
	return db_each(r->db, q, ARGS(v_text(p->from), v_text(p->to)), each,
	    ctx);
}

enum result
statistics_sql_contacts(struct request *r, const struct period *p,
    statistics_each *each, void *ctx)
{
	static const struct query q = {
		"statistics.contacts",
		"SELECT on_day, child, method, requester, topics, partners"
		" FROM contact WHERE on_day >= $1 AND on_day <= $2"
		" UNION ALL SELECT on_day, child, method, requester, topics,"
		" partners FROM counted_contact"
		" WHERE on_day >= $1 AND on_day <= $2"
	};

	return each_of(r, &q, p, each, ctx);
}

enum result
statistics_sql_contact_ids(struct request *r, const struct period *p,
    statistics_each *each, void *ctx)
{
	static const struct query q = {
		"statistics.contact_ids",
		"SELECT on_day, child, method, requester, topics, partners,"
		" id, number FROM contact WHERE on_day >= $1 AND on_day <= $2"
		" UNION ALL SELECT on_day, child, method, requester, topics,"
		" partners, id, '' FROM counted_contact"
		" WHERE on_day >= $1 AND on_day <= $2"
		" ORDER BY on_day DESC, number DESC, id"
	};

	return each_of(r, &q, p, each, ctx);
}

enum result
statistics_sql_children(struct request *r, statistics_each *each, void *ctx)
{
	static const struct query q = {
		"statistics.children",
		"SELECT id, born_on, municipality, medical_care FROM child"
		" UNION ALL SELECT id, born_on, municipality, medical_care"
		" FROM counted_child"
	};

	return db_each(r->db, &q, NO_ARGS, each, ctx);
}

enum result
statistics_sql_child_ids(struct request *r, statistics_each *each, void *ctx)
{
	static const struct query q = {
		"statistics.child_ids",
		"SELECT id, born_on, municipality, medical_care, number"
		" FROM child UNION ALL SELECT id, born_on, municipality,"
		" medical_care, '' FROM counted_child ORDER BY number, id"
	};

	return db_each(r->db, &q, NO_ARGS, each, ctx);
}

enum result
statistics_sql_activities(struct request *r, const struct period *p,
    statistics_each *each, void *ctx)
{
	static const struct query q = {
		"statistics.activities",
		"SELECT region, kind FROM advisor_activity"
		" WHERE on_day >= $1 AND on_day <= $2"
	};

	return each_of(r, &q, p, each, ctx);
}

enum result
statistics_sql_activity_ids(struct request *r, const struct period *p,
    statistics_each *each, void *ctx)
{
	static const struct query q = {
		"statistics.activity_ids",
		"SELECT region, kind, on_day, id, number FROM advisor_activity"
		" WHERE on_day >= $1 AND on_day <= $2"
		" ORDER BY on_day DESC, number DESC"
	};

	return each_of(r, &q, p, each, ctx);
}

enum result
statistics_sql_first_day(struct request *r, const char **day)
{
	static const struct query q = {
		"statistics.first_day",
		"SELECT min(day) AS day FROM (SELECT min(on_day) AS day"
		" FROM contact UNION ALL SELECT min(on_day)"
		" FROM advisor_activity UNION ALL SELECT min(on_day)"
		" FROM counted_contact) AS days"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, NO_ARGS, &rows);

	*day = NULL;
	if (rc)
		return rc;
	*day = rows.nrows ? rows.cells[0] : NULL;
	return OK;
}
