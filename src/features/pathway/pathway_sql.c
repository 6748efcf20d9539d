#include "features/pathway/pathway_sql.h"

#include "app/record_page.h"

enum { MAX_STEPS = 2000 };

enum result
pathway_sql_of_child(struct request *r, const char *child,
    struct pathway *out)
{
	struct query q = { "pathway.of_child",
	    arena_fmt(r->mem, "SELECT %s FROM pathway WHERE child = $1",
	    record_columns(r->mem, &pathway_record, NULL)) };
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(child)),
	    &rows);

	if (rc)
		return rc;
	return rows.nrows && record_load(r, &pathway_record, &rows, 0, out) ?
	    OK : MISSING;
}

enum result
pathway_sql_stages(struct request *r, const char *child, struct rows *out)
{
	struct query q = { "pathway.stages",
	    arena_fmt(r->mem, "SELECT %s FROM pathway_stage WHERE child = $1",
	    record_columns(r->mem, &pathway_stage_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child)), out);
}

#define BY_DAY \
    " ORDER BY CASE WHEN t.due_on IS NULL THEN 1 ELSE 0 END, t.due_on, t.id"

enum result
pathway_sql_steps(struct request *r, const char *child, struct rows *out)
{
	struct query q = { "pathway.steps",
	    arena_fmt(r->mem, "SELECT %s, p.name AS owner_name"
	    " FROM pathway_step t LEFT JOIN person p ON p.id = t.owner"
	    " WHERE t.child = $1" BY_DAY " LIMIT $2",
	    record_columns(r->mem, &pathway_step_record, "t.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child),
	    v_int(MAX_STEPS)), out);
}

#define OPEN " AND x.state IN ('todo', 'waiting') AND x.due_on <= $1"
#define TODAY " AND m.from_on <= $3 AND (m.to_on IS NULL OR m.to_on >= $3)"
#define STEP "SELECT x.id, x.child, x.owner, x.due_on FROM "
#define OF_TEAM(table) \
    " UNION " STEP table " m CROSS JOIN pathway_step x" \
    " WHERE x.child = m.child AND m.person = $2" TODAY \
    " AND COALESCE((SELECT o.id FROM person o WHERE o.id = x.owner AND" \
    " (o.left_on IS NULL OR o.left_on > $3)), '') = ''" OPEN
/* A person's own, and what nobody who is still here has of the children they
 * care for: from them to the steps, for they are few. Which they are is read
 * off an index; only the first are fetched. */
#define OF_PERSON \
    "SELECT t.id FROM (" STEP "pathway_step x WHERE x.owner = $2" OPEN \
    OF_TEAM("team_member") OF_TEAM("assignment") ") t WHERE 1 = 1"
#define OF_ALL \
    "SELECT t.id FROM pathway_step t" \
    " WHERE t.state IN ('todo', 'waiting') AND t.due_on <= $1" \
    " AND $2 = '' AND $3 <> ''"

enum result
pathway_sql_open(struct request *r, const struct due_ask *ask,
    struct rows *out)
{
	struct query q = { .name = "pathway.open" };
	struct buffer sql = buffer_new(r->mem);
	struct value given[] = { v_text(ask->until),
		v_asked(ask->person), v_text(r->today),
		v_asked(ask->child), v_int(DUE_MAX_EACH) };
	struct value *args = given;
	size_t n = COUNT(given);
	enum result rc;

	buffer_fmt(&sql, "SELECT %s, p.name AS owner_name FROM pathway_step t"
	    " LEFT JOIN person p ON p.id = t.owner WHERE t.id IN (%s%s",
	    record_columns(r->mem, &pathway_step_record, "t."),
	    ask->person ? OF_PERSON : OF_ALL,
	    ask->child ? " AND t.child = $4" : " AND $4 = ''");
	buffer_add(&sql, " AND t.child NOT IN (SELECT g.id FROM child g"
	    " WHERE g.merged_into IS NOT NULL)");
	rc = record_filter(r, &pathway_step_record, "t.", &sql, &args, &n);
	if (rc)
		return rc;
	buffer_add(&sql, " ORDER BY t.due_on, t.id LIMIT $5)"
	    " ORDER BY t.due_on, t.id");
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, args, n, out);
}
