#include "features/care/care_sql.h"

enum { MAX_PAST = 100 };

static enum result
of_child(struct request *r, const char *name, const struct record *rec,
    const char *child, const char *then, int64_t most, struct rows *out)
{
	struct query q = { name, arena_fmt(r->mem, "SELECT %s FROM %s"
	    " WHERE child = $1%s LIMIT $2", record_columns(r->mem, rec, NULL),
	    rec->name, then) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child), v_int(most)),
	    out);
}

enum result
care_sql_devices(struct request *r, const char *child, struct rows *out)
{
	return of_child(r, "care.devices", &device_record, child,
	    " AND removed_on IS NULL ORDER BY id", CARE_MAX_DEVICES, out);
}

enum result
care_sql_past_devices(struct request *r, const char *child, struct rows *out)
{
	return of_child(r, "care.past_devices", &device_record, child,
	    " AND removed_on IS NOT NULL ORDER BY removed_on DESC, id",
	    MAX_PAST, out);
}

enum result
care_sql_supplies(struct request *r, const char *child, struct rows *out)
{
	return of_child(r, "care.supplies", &supply_record, child,
	    " ORDER BY checked_on DESC, id DESC", CARE_MAX_SUPPLIES, out);
}

enum result
care_sql_assessments(struct request *r, const char *child,
    const char *instrument, struct rows *out)
{
	struct query q = { "care.assessments", arena_fmt(r->mem, "SELECT %s"
	    " FROM assessment WHERE child = $1 AND ($2 = '' OR"
	    " instrument = $2) ORDER BY on_day DESC, id DESC LIMIT $3",
	    record_columns(r->mem, &assessment_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child),
	    v_asked(instrument), v_int(MAX_PAST)), out);
}

static struct value
known(int64_t n)
{
	return n < 0 ? v_text(NULL) : v_int(n);
}

static struct value
day(const char *day)
{
	return v_text(*day ? day : NULL);
}

enum result
care_sql_keep(struct request *r, const char *child,
    const struct care_power *p, const char *lacks)
{
	static const struct query away = {
		"care.power_away", "DELETE FROM power WHERE child = $1"
	};
	static const struct query add = {
		"care.power_keep",
		"INSERT INTO power (child, rank, minutes, at_least, first_kind,"
		" oxygen, oxygen_minutes, watts, lacks, check_by, renew_by)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
	};
	enum result rc = db_exec(r->db, &away, ARGS(v_text(child)));

	if (rc || !p)
		return rc;
	return db_exec(r->db, &add, ARGS(v_text(child), v_int(p->rank),
	    known(p->minutes), v_int(p->at_least),
	    v_text(p->first ? p->first->kind : NULL), v_int(p->oxygen),
	    known(p->oxygen_minutes), known(p->watts), v_text(lacks),
	    day(p->check_by), day(p->renew_by)));
}

enum result
care_sql_children(struct request *r, struct rows *out)
{
	static const struct query q = {
		"care.demo_children",
		"SELECT id, care FROM child WHERE care IS NOT NULL"
		" ORDER BY number"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}
