#include "features/evacuation/evacuation_sql.h"

#include "app/record_page.h"
#include "features/coordinator/coordinator.h"
#include "features/evacuation/evacuation_private.h"
#include "features/pathway/pathway.h"

#define IN_FORCE	" p.state IN ('signed', 'shared', 'drilled')"
#define WRITTEN		" p.state IN ('draft', 'meeting')"

enum { MAX_PLANS = 60, MAX_ROWS_OF = 60, MAX_SHELTERS = 400 };

static enum result
plans(struct request *r, const char *name, const char *where,
    const struct value *args, size_t n, struct rows *out)
{
	struct query q = { name, arena_fmt(r->mem,
	    "SELECT %s FROM plan p WHERE%s LIMIT %d",
	    record_columns(r->mem, &plan_record, "p."), where, MAX_PLANS) };

	return db_rows(r->db, r->mem, &q, args, n, out);
}

enum result
evacuation_sql_in_force(struct request *r, const char *child,
    const char *place, struct rows *out)
{
	return plans(r, "evacuation.in_force", IN_FORCE " AND p.child = $1"
	    " AND p.place = $2", ARGS(v_text(child), v_text(place)), out);
}

enum result
evacuation_sql_written(struct request *r, const char *child,
    const char *place, struct rows *out)
{
	return plans(r, "evacuation.written", WRITTEN " AND p.child = $1"
	    " AND p.place = $2", ARGS(v_text(child), v_text(place)), out);
}

enum result
evacuation_sql_plans(struct request *r, const char *child, struct rows *out)
{
	return plans(r, "evacuation.plans", " p.child = $1"
	    " ORDER BY p.place, p.edition DESC", ARGS(v_text(child)), out);
}

enum result
evacuation_sql_next_edition(struct request *r, const char *child,
    const char *place, int64_t *n)
{
	static const struct query q = {
		"evacuation.next_edition",
		"SELECT max(edition) + 1 FROM plan WHERE child = $1"
		" AND place = $2"
	};
	enum result rc = db_number(r->db, r->mem, &q, ARGS(v_text(child),
	    v_text(place)), n);

	if (!*n)
		*n = 1;
	return rc;
}

static enum result
of(struct request *r, const char *name, const struct record *rec,
    const char *rest, const char *id, struct rows *out)
{
	struct query q = { name, arena_fmt(r->mem,
	    "SELECT %s%s LIMIT %d", record_columns(r->mem, rec, "t."), rest,
	    MAX_ROWS_OF) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(id)), out);
}

enum result
evacuation_sql_acceptances(struct request *r, const char *child,
    struct rows *out)
{
	return of(r, "evacuation.acceptances", &acceptance_record,
	    " FROM acceptance t WHERE t.child = $1"
	    " ORDER BY t.confirmed_on DESC, t.id", child, out);
}

enum result
evacuation_sql_shares(struct request *r, const char *plan, struct rows *out)
{
	return of(r, "evacuation.shares", &plan_share_record,
	    ", a.name AS agency_name FROM plan_share t"
	    " JOIN agency a ON a.id = t.agency WHERE t.plan = $1"
	    " ORDER BY t.shared_on DESC, t.id DESC", plan, out);
}

enum result
evacuation_sql_drills(struct request *r, const char *child, struct rows *out)
{
	return of(r, "evacuation.drills", &drill_record,
	    " FROM drill t WHERE t.child = $1 ORDER BY t.on_day DESC, t.id DESC",
	    child, out);
}

enum result
evacuation_sql_all_in_force(struct request *r, const char *child,
    struct rows *out)
{
	return of(r, "evacuation.all_in_force", &plan_record,
	    " FROM plan t WHERE t.child = $1 AND t.state IN ('signed',"
	    " 'shared', 'drilled') ORDER BY t.place", child, out);
}

enum result
evacuation_sql_share_consent(struct request *r, const char *share,
    const char *consent)
{
	static const struct query q = {
		"evacuation.share_consent",
		"UPDATE plan_share SET consent = $2 WHERE id = $1"
	};

	return db_exec(r->db, &q, ARGS(v_text(share), v_text(consent)));
}

enum result
evacuation_sql_team(struct request *r, const char *child, struct rows *out)
{
	struct query q = { "evacuation.team", arena_fmt(r->mem,
	    "SELECT %s, a.name AS agency_name, a.phone AS agency_phone"
	    " FROM supporter t LEFT JOIN agency a ON a.id = t.agency"
	    " WHERE t.child = $1 AND t.from_on <= $2"
	    " AND (t.to_on IS NULL OR t.to_on >= $2)"
	    " ORDER BY t.part, t.from_on, t.id LIMIT %d",
	    record_columns(r->mem, &supporter_record, "t."), MAX_ROWS_OF) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child),
	    v_text(r->today)), out);
}

enum result
evacuation_sql_stages(struct request *r, const char *child, struct rows *out)
{
	return of(r, "evacuation.stages", &pathway_stage_record,
	    " FROM pathway_stage t WHERE t.child = $1"
	    " AND t.from_on IS NOT NULL AND t.to_on IS NULL"
	    " ORDER BY t.stage, t.id", child, out);
}

enum result
evacuation_sql_shelters(struct request *r, const char *municipality,
    struct rows *out)
{
	static const struct query q = {
		"evacuation.shelters",
		"SELECT id, name, welfare FROM shelter WHERE municipality = $1"
		" AND closed_on IS NULL AND kind = 'shelter'"
		" ORDER BY CASE WHEN welfare = '1' THEN 0 ELSE 1 END, kana,"
		" name, id LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(municipality ?
	    municipality : ""), v_int(MAX_SHELTERS)), out);
}

/* Every change of a row moves its number: of the child, the team, the stages,
 * what accepts her. Two that are alike stand on the same. */
#define LAST(table) \
    " || '.' || COALESCE((SELECT max(x.changed) FROM " table " x" \
    " WHERE x.child = c.id), 0)"
#define MARK(acceptance) \
    "c.version" LAST("device") LAST("supporter") LAST("pathway_stage") \
    " || '.' || COALESCE((SELECT x.version FROM acceptance x WHERE x.id = " \
    acceptance "), 0) || '.' || COALESCE((SELECT s.version FROM acceptance x" \
    " JOIN shelter s ON s.id = x.shelter WHERE x.id = " acceptance "), 0)"

const char *
evacuation_sql_mark(struct request *r, const char *child,
    const char *acceptance)
{
	static const struct query q = {
		"evacuation.mark",
		"SELECT " MARK("$2") " FROM child c WHERE c.id = $1"
	};
	struct rows rows = { 0 };

	if (db_rows(r->db, r->mem, &q, ARGS(v_text(child), v_text(acceptance ?
	    acceptance : "")), &rows) || !rows.nrows)
		return NULL;
	return rows.cells[0];
}

enum result
evacuation_sql_reviews(struct request *r, const struct due_ask *ask,
    const char *soon, struct rows *out)
{
	struct query q = { "evacuation.reviews", arena_fmt(r->mem,
	    "SELECT %s, m.now_mark FROM plan p JOIN (SELECT p.id AS plan, "
	    MARK("p.acceptance") " AS now_mark FROM plan p"
	    " JOIN child c ON c.id = p.child WHERE" IN_FORCE
	    " AND ($1 = '' OR p.child = $1) AND ($2 = '' OR p.made_by = $2)) m"
	    " ON m.plan = p.id WHERE p.review_on IS NOT NULL"
	    " OR p.valid_until <= $3 OR m.now_mark <> p.mark"
	    " ORDER BY p.valid_until, p.id LIMIT %d",
	    record_columns(r->mem, &plan_record, "p."), DUE_MAX_EACH * 5) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(ask->child ?
	    ask->child : ""), v_asked(ask->person),
	    v_text(soon)), out);
}

enum result
evacuation_sql_demo(struct request *r, size_t n, struct rows *out)
{
	static const struct query q = {
		"evacuation.demo",
		"SELECT c.id FROM child c JOIN power w ON w.child = c.id"
		" ORDER BY c.number LIMIT $1"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_int((int64_t)n)), out);
}
