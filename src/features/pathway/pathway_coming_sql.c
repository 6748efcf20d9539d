#include "app/access.h"
#include "app/codes.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/pathway/pathway_coming.h"

enum { MAX_COMING_ARGS = 100 };

/* A query that is put together, with what goes into its places. */
struct asking {
	struct buffer sql;
	struct value room[MAX_COMING_ARGS];
	struct value *args;
	size_t n;
};

static void
begin(struct request *r, struct asking *a)
{
	a->sql = buffer_new(r->mem);
	a->args = a->room;
	a->n = 0;
}

/* Its place: "$3". */
static const char *
put(struct request *r, struct asking *a, const char *text)
{
	a->room[a->n++] = v_text(text);
	return arena_fmt(r->mem, "$%zu", a->n);
}

/* Only the municipalities, region and children asked for and seen, and none whose
 * record went into another. The last arguments: what this person sees comes
 * behind all others. COALESCE keeps the engine from looking up a whole
 * municipality for each child. */
static enum result
narrow(struct request *r, struct asking *a, const struct coming *c)
{
	buffer_add(&a->sql, " AND w.id NOT IN (SELECT g.id FROM child g"
	    " WHERE g.merged_into IS NOT NULL)");
	if (c->municipality)
		buffer_fmt(&a->sql, " AND COALESCE(w.municipality, '') = %s",
		    put(r, a, c->municipality));
	if (c->region) {
		const char *region = put(r, a, c->region);
		const char *scheme = put(r, a, codes_setting(r->codes,
		    "region_scheme"));
		const char *day = put(r, a, r->today);

		buffer_fmt(&a->sql, " AND COALESCE(w.municipality, '') IN (SELECT"
		    " b.municipality FROM municipality_region b WHERE b.region ="
		    " %s AND b.scheme = %s AND b.valid_from = (SELECT"
		    " max(x.valid_from) FROM municipality_region x WHERE"
		    " x.municipality = b.municipality AND x.scheme = b.scheme"
		    " AND x.valid_from <= %s))", region, scheme, day);
	}
	return access_filter(r, &a->sql, "w.id", &a->args, &a->n);
}

/* Those whose way is written down: a stage they should have come to already is
 * still to come, but who has moved house has. BETWEEN lets the engine read ids
 * and municipalities from their index alone, not the wide rows. */
static void
add_begun(struct request *r, struct asking *a, const struct coming *c)
{
	const char *from = put(r, a, c->from), *to = put(r, a, c->to);
	const char *today = put(r, a, r->today);

	buffer_fmt(&a->sql, "SELECT c.id, c.municipality, s.stage,"
	    " s.expected_on AS on_day, 1 AS begun FROM pathway_stage s"
	    " CROSS JOIN child c WHERE c.id BETWEEN s.child AND s.child"
	    " AND s.from_on IS NULL"
	    " AND s.expected_on >= %s AND s.expected_on <= %s AND"
	    " (s.stage <> 'move' OR s.expected_on >= %s)", from, to, today);
	if (c->stage)
		buffer_fmt(&a->sql, " AND s.stage = %s", put(r, a, c->stage));
}

/* The others, by the days between which they were born. */
static void
add_expected(struct request *r, struct asking *a, const struct coming *c)
{
	for (size_t i = 0; i < c->nslots; i++) {
		const struct coming_slot *s = &c->slots[i];
		const char *stage = put(r, a, s->stage->code);
		const char *day = put(r, a, s->on_day);
		const char *from = put(r, a, s->born_from);

		buffer_fmt(&a->sql, " UNION ALL SELECT k.id, k.municipality,"
		    " %s, %s, 0 FROM child k WHERE k.born_on >= %s AND"
		    " k.born_on <= %s AND NOT EXISTS (SELECT 1 FROM pathway p"
		    " WHERE p.child = k.id)",
		    stage, day, from, put(r, a, s->born_to));
	}
}

static enum result
add_coming(struct request *r, struct asking *a, const struct coming *c)
{
	buffer_add(&a->sql, " FROM (");
	add_begun(r, a, c);
	add_expected(r, a, c);
	buffer_add(&a->sql, ") w WHERE 1 = 1");
	return narrow(r, a, c);
}

enum result
coming_sql_counts(struct request *r, const struct coming *c, struct rows *out)
{
	struct asking a;
	struct query q = { .name = "pathway.coming_counts" };
	enum result rc;

	begin(r, &a);
	buffer_add(&a.sql, "SELECT w.municipality, w.stage, count(*) AS n");
	rc = add_coming(r, &a, c);
	if (rc)
		return rc;
	buffer_add(&a.sql, " GROUP BY w.municipality, w.stage");
	q.sql = a.sql.s;
	return db_rows(r->db, r->mem, &q, a.args, a.n, out);
}

#define OPEN_OF \
    "(SELECT count(*) FROM pathway_step x WHERE x.child = c.id AND" \
    " x.state IN ('todo', 'waiting') AND x.due_on <= "

enum result
coming_sql_page(struct request *r, const struct coming *c, int64_t limit,
    int64_t offset, struct rows *out)
{
	struct asking a;
	struct query q = { .name = "pathway.coming" };
	const char *today;
	enum result rc;

	begin(r, &a);
	today = put(r, &a, r->today);
	buffer_fmt(&a.sql, "SELECT %s, y.stage, y.on_day, y.begun, (SELECT"
	    " p.school_on FROM pathway p WHERE p.child = c.id) AS school_on, "
	    OPEN_OF "y.on_day) AS nopen, " OPEN_OF "%s AND x.due_on < %s)"
	    " AS nlate FROM (SELECT w.id, w.stage, w.on_day, w.begun,"
	    " w.municipality", record_columns(r->mem, &child_record, "c."),
	    today, today);
	rc = add_coming(r, &a, c);
	if (rc)
		return rc;
	buffer_fmt(&a.sql, " ORDER BY w.on_day, w.municipality, w.id LIMIT %lld"
	    " OFFSET %lld) y JOIN child c ON c.id = y.id ORDER BY y.on_day,"
	    " y.municipality, y.id", (long long)limit, (long long)offset);
	q.sql = a.sql.s;
	return db_rows(r->db, r->mem, &q, a.args, a.n, out);
}

enum result
coming_sql_unborn(struct request *r, const struct coming *c, int64_t *n)
{
	struct asking a;
	struct query q = { .name = "pathway.unborn" };
	struct rows rows = { 0 };
	enum result rc;

	begin(r, &a);
	buffer_add(&a.sql, "SELECT count(*) AS n FROM child w WHERE w.born_on"
	    " IS NULL");
	rc = narrow(r, &a, c);
	if (rc)
		return rc;
	q.sql = a.sql.s;
	rc = db_rows(r->db, r->mem, &q, a.args, a.n, &rows);
	if (!rc)
		text_number(rows.cells[0], n);
	return rc;
}
