#include "features/child/child.h"
#include "features/coordinator/coordinator_sql.h"

/* Who has whom is told by three tables: who was chosen from the register, who
 * is in the team by their account, and who was sent. CROSS JOIN has SQLite begin
 * with the few coordinators who have an account. */
#define STANDS(t) " AND " t ".from_on <= $1" \
    " AND (" t ".to_on IS NULL OR " t ".to_on >= $1)"
#define HELD(stands_s, stands_t, stands_a) \
    "SELECT s.coordinator, s.child FROM supporter s" \
    " WHERE s.coordinator IS NOT NULL" stands_s \
    " UNION SELECT c.id, t.child FROM coordinator c" \
    " CROSS JOIN team_member t WHERE t.person = c.person" \
    " AND c.person IS NOT NULL" stands_t \
    " UNION SELECT c.id, a.child FROM coordinator c" \
    " CROSS JOIN assignment a WHERE a.person = c.person" \
    " AND c.person IS NOT NULL" stands_a
#define HELD_TODAY HELD(STANDS("s"), STANDS("t"), STANDS("a"))
#define HELD_EVER HELD("", "", "")
/* Also those whose coordinator is in no register. */
#define HELPED_TODAY \
    "SELECT h.child FROM (" HELD_TODAY ") h" \
    " UNION SELECT s.child FROM supporter s WHERE s.part = 'coordinator'" \
    STANDS("s")

enum { MAX_COORDINATORS = 2000, MAX_CASES = 200, MAX_HISTORY = 20000,
	MAX_ADVISORS = 200 };

enum result
coordinator_sql_all(struct request *r, struct rows *out)
{
	struct query q = { "coordinator.all",
	    arena_fmt(r->mem, "SELECT %s, g.name AS agency_name,"
	    " p.left_on AS account_left_on,"
	    " coalesce(n.cases, 0) AS cases FROM coordinator c"
	    " LEFT JOIN agency g ON g.id = c.agency"
	    " LEFT JOIN person p ON p.id = c.person AND p.left_on <= $1"
	    " LEFT JOIN (SELECT h.coordinator, count(*) AS cases FROM ("
	    HELD_TODAY ") h GROUP BY h.coordinator) n ON n.coordinator = c.id"
	    " ORDER BY c.kana, c.name, c.id LIMIT $2",
	    record_columns(r->mem, &coordinator_record, "c.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_int(MAX_COORDINATORS)), out);
}

enum result
coordinator_sql_cases(struct request *r, const char *coordinator,
    struct rows *out)
{
	static const struct query q = {
		"coordinator.cases",
		"SELECT h.child FROM (" HELD_TODAY ") h"
		" WHERE h.coordinator = $2 ORDER BY h.child LIMIT $3"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_text(coordinator), v_int(MAX_CASES)), out);
}

enum result
coordinator_sql_history(struct request *r, struct rows *out)
{
	static const struct query q = {
		"coordinator.history",
		"SELECT h.coordinator, k.care, count(*) AS n FROM ("
		HELD_EVER ") h JOIN child k ON k.id = h.child"
		" GROUP BY h.coordinator, k.care ORDER BY h.coordinator, k.care"
		" LIMIT $1"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_int(MAX_HISTORY)), out);
}

enum result
coordinator_sql_advisors(struct request *r, struct rows *out)
{
	static const struct query q = {
		"coordinator.advisors",
		"SELECT p.id, p.name, p.agency, g.municipality FROM person p"
		" LEFT JOIN agency g ON g.id = p.agency"
		" WHERE ',' || p.role || ',' LIKE '%,advisor,%'"
		" AND (p.left_on IS NULL OR p.left_on > $1)"
		" ORDER BY p.name, p.id LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_int(MAX_ADVISORS)), out);
}

enum result
coordinator_sql_children(struct request *r, struct rows *out)
{
	static const struct query q = {
		"coordinator.children",
		"SELECT k.municipality, k.known, coalesce(n.held, 0) AS held FROM"
		" (SELECT municipality, count(*) AS known FROM child"
		" GROUP BY municipality) k LEFT JOIN"
		" (SELECT c.municipality, count(*) AS held FROM (" HELPED_TODAY
		") h JOIN child c ON c.id = h.child GROUP BY c.municipality) n"
		" ON coalesce(n.municipality, '-') = coalesce(k.municipality, '-')"
		" LIMIT 2000"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today)), out);
}

/* " FROM child WHERE ..."; arguments: $1 today, then the municipalities. */
static struct value *
without(struct request *r, const struct coordinator_area *area,
    struct buffer *sql, size_t room)
{
	struct value *args = arena_array(r->mem, 1 + area->n + room,
	    sizeof(*args));

	args[0] = v_text(r->today);
	buffer_add(sql, area->all ? " FROM child WHERE (1 = 1" : area->n ?
	    " FROM child WHERE municipality IN ('-'" : " FROM child WHERE"
	    " (municipality IS NULL");
	for (size_t i = 0; i < area->n; i++) {
		args[1 + i] = v_text(area->municipalities[i]);
		buffer_fmt(sql, ", $%zu", i + 2);
	}
	buffer_add(sql, ") AND id NOT IN (" HELPED_TODAY ")");
	return args;
}

enum result
coordinator_sql_without(struct request *r,
    const struct coordinator_area *area, int64_t limit, int64_t offset,
    struct rows *out)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { .name = "coordinator.without" };
	struct value *args;
	size_t n = 1 + area->n;

	buffer_fmt(&sql, "SELECT %s", record_columns(r->mem, &child_record,
	    NULL));
	args = without(r, area, &sql, 2);
	args[n] = v_int(limit);
	args[n + 1] = v_int(offset);
	buffer_fmt(&sql, " ORDER BY number, id LIMIT $%zu OFFSET $%zu", n + 1,
	    n + 2);
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, args, n + 2, out);
}

enum result
coordinator_sql_count_without(struct request *r,
    const struct coordinator_area *area, int64_t *total)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { .name = "coordinator.count_without" };
	struct value *args;

	buffer_add(&sql, "SELECT count(*) AS n");
	args = without(r, area, &sql, 0);
	q.sql = sql.s;
	return db_number(r->db, r->mem, &q, args, 1 + area->n, total);
}
