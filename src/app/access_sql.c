#include "app/access_sql.h"

#include <stdlib.h>
#include <string.h>

/* What a consent is for when somebody opens a child's page. */
#define SUPPORT "support"

static const struct {
	const char *code;
	enum data_class bit;
} classes[] = {
	{ "identity", CLASS_IDENTITY },
	{ "contact", CLASS_CONTACT },
	{ "care", CLASS_CARE },
	{ "clinical", CLASS_CLINICAL },
};

static unsigned
class_bits(const char *set)
{
	unsigned bits = 0;

	while (set && *set) {
		size_t len = strcspn(set, ",");

		for (size_t i = 0; i < COUNT(classes); i++) {
			if (strlen(classes[i].code) == len &&
			    strncmp(set, classes[i].code, len) == 0)
				bits |= classes[i].bit;
		}
		set += len + (set[len] == ',');
	}
	return bits;
}

static struct access_fact
fact_of(const char *const *c)
{
	return (struct access_fact){
		.kind = (enum fact_kind)strtol(c[0], NULL, 10),
		.id = c[1], .child = c[2], .from = c[3], .to = c[4],
		.classes = class_bits(c[5]), .withdrawn_on = c[6],
		.given_as = c[7], .born_on = c[8], .place = c[9],
		.relation = c[10], .verified_on = c[11],
		.restricted = c[12] && strcmp(c[12], "0") != 0,
		.asked_by = c[13], .approved_by = c[14], .given_on = c[15],
		.drill = c[16] && strcmp(c[16], "0") != 0,
		.named = c[17] && strcmp(c[17], "0") != 0,
	};
}

/* Columns: kind (enum fact_kind), id, child, from, to, classes, withdrawn_on,
 * given_as, born_on, place, relation, verified_on, restricted, asked_by,
 * approved_by, given_on, drill, named. */
static const struct query facts_query = {
	"access.facts",
	"SELECT 0 AS kind, s.id, s.child, s.from_on AS a, s.to_on AS b,"
	" s.classes, s.withdrawn_on, s.given_as, k.born_on, k.municipality,"
	" NULL AS f, NULL AS g, NULL AS h, NULL AS i, NULL AS j, s.given_on,"
	" NULL AS drill, NULL AS named"
	" FROM consent s JOIN child k ON k.id = s.child"
	" WHERE s.recipient = $2 AND s.purpose = '" SUPPORT "'"
	" UNION ALL SELECT 1, id, child, from_on, to_on, NULL, NULL, NULL, NULL,"
	" NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM team_member"
	" WHERE person = $1"
	" UNION ALL SELECT 2, id, child, from_on, to_on, NULL, NULL, NULL, NULL,"
	" NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM assignment"
	" WHERE person = $1"
	" UNION ALL SELECT 3, f.id, f.child, f.from_on, f.to_on, NULL, NULL,"
	" NULL, k.born_on, NULL, f.relation, f.verified_on, f.restricted, NULL,"
	" NULL, NULL, NULL, NULL FROM family_member f"
	" JOIN child k ON k.id = f.child WHERE f.person = $1"
	" UNION ALL SELECT 4, id, child, from_on, to_on, NULL, NULL, NULL, NULL,"
	" NULL, NULL, NULL, NULL, asked_by, approved_by, NULL, NULL, NULL"
	" FROM named_grant WHERE person = $1"
	" UNION ALL SELECT 5, id, child, opened_at, ends_at, NULL, NULL, NULL,"
	" NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM glass"
	" WHERE person = $1 AND ends_at > $3"
	" UNION ALL SELECT 6, o.id, k.id, o.declared_at,"
	" COALESCE(a.restored_at, o.closed_at), NULL, NULL, NULL, NULL,"
	" a.municipality, NULL, NULL, NULL, NULL, NULL, NULL, o.drill,"
	" CASE WHEN b.agency IS NULL THEN '0' ELSE '1' END"
	" FROM outage o JOIN outage_area a ON a.outage = o.id"
	" LEFT JOIN outage_body b ON b.outage = o.id AND b.agency = $2"
	" JOIN child k ON k.municipality = a.municipality"
	" WHERE o.closed_at IS NULL AND (b.agency = $2 OR a.municipality = $4)"
};

/* By child, then kind, then id. Every request asks, and seven sorters of the
 * engine for a handful of rows cost more than all the rest of the query. */
static int
by_child(const void *a, const void *b)
{
	const struct access_fact *x = a, *y = b;
	int order = strcmp(x->child, y->child);

	if (!order)
		order = (x->kind > y->kind) - (x->kind < y->kind);
	return order ? order : strcmp(x->id, y->id);
}

enum result
access_sql_facts(struct request *r, const struct access_fact **out, size_t *n)
{
	struct rows rows = { 0 };
	struct access_fact *facts;
	enum result rc = db_rows(r->db, r->mem, &facts_query,
	    ARGS(v_text(r->who->id), v_text(r->who->agency), v_text(r->now),
	    v_text(r->who->agency ? r->who->agency_place : NULL)), &rows);

	if (rc)
		return rc;
	facts = arena_array(r->mem, rows.nrows + 1, sizeof(*facts));
	for (size_t i = 0; i < rows.nrows; i++)
		facts[i] = fact_of(rows.cells + i * rows.ncols);
	qsort(facts, rows.nrows, sizeof(*facts), by_child);
	*out = facts;
	*n = rows.nrows;
	return OK;
}

/* The one row that each deed writes. SQLite has one writer as it is. */
static enum result
wait_in_line(struct request *r)
{
	static const struct query q = {
		"access.wait_in_line",
		"SELECT 1 FROM audit_head WHERE one = 1 FOR UPDATE"
	};

	return db_is_sqlite(r->db) ? OK : db_exec(r->db, &q, NO_ARGS);
}

enum result
access_sql_same_person(struct request *r, bool *same)
{
	static const struct query q = {
		"access.same_person",
		"SELECT COUNT(*) AS n FROM person WHERE id = $1 AND role = $2"
		" AND COALESCE(agency, '') = $3 AND COALESCE(body, '') = $5"
		" AND (left_on IS NULL OR left_on > $4)"
	};
	const struct person *who = r->who;
	int64_t n = 0;
	enum result rc = wait_in_line(r);

	if (!rc)
		rc = db_number(r->db, r->mem, &q, ARGS(v_text(who->id),
		    v_text(who->role), v_asked(who->agency),
		    v_text(r->today), v_asked(who->body)), &n);
	*same = n == 1;
	return rc;
}
