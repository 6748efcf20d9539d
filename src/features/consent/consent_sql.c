#include "features/consent/consent_sql.h"

#include <stdlib.h>

#include "app/due.h"

enum { MAX_OF_CHILD = 500 };

#define COLUMNS \
    "c.id, c.version, c.child, c.recipient, c.purpose, c.classes," \
    " c.given_by, c.given_as, c.given_on, c.text_version, c.explained_by," \
    " c.explained_at, c.from_on, c.to_on, c.emergency, c.withdrawn_on," \
    " c.withdrawn_by, c.note"

enum result
consent_sql_to(struct request *r, const char *child, const char *recipient,
    const char *purpose, struct rows *out)
{
	static const struct query q = {
		"consent.to",
		"SELECT " COLUMNS " FROM consent c WHERE c.child = $1"
		" AND c.recipient = $2 AND c.purpose = $3"
		" ORDER BY c.from_on DESC, c.id"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child),
	    v_text(recipient), v_text(purpose)), out);
}

enum result
consent_sql_of_child(struct request *r, const char *child, struct rows *out)
{
	static const struct query q = {
		"consent.of_child",
		"SELECT " COLUMNS ", a.name AS recipient_name FROM consent c"
		" JOIN agency a ON a.id = c.recipient WHERE c.child = $1"
		" ORDER BY a.name, a.id, c.purpose, c.from_on DESC, c.id"
		" LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child),
	    v_int(MAX_OF_CHILD)), out);
}

enum result
consent_recipients(struct request *r, const char *child, struct rows *out)
{
	static const struct query q = {
		"consent.recipients",
		"SELECT DISTINCT a.id, a.name FROM consent c"
		" JOIN agency a ON a.id = c.recipient WHERE c.child = $1"
		" ORDER BY a.name, a.id LIMIT 200"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child)), out);
}

/* Two ways to end, each by an index of its own. */
#define ENDING_BY_DAY \
    "SELECT e.id FROM consent e WHERE e.withdrawn_on IS NULL" \
    " AND e.to_on >= $1 AND e.to_on <= $2"
#define ENDING_BY_AGE \
    "SELECT e.id FROM child k JOIN consent e ON e.child = k.id" \
    " WHERE k.born_on > $3 AND k.born_on <= $4 AND e.withdrawn_on IS NULL" \
    " AND (e.to_on IS NULL OR e.to_on > $2)" \
    " AND e.given_as <> '" CONSENT_BY_SELF "'"
#define GIVEN_ANEW \
    "SELECT 1 FROM consent n WHERE n.child = c.child" \
    " AND n.recipient = c.recipient AND n.purpose = c.purpose" \
    " AND n.withdrawn_on IS NULL AND n.id <> c.id" \
    " AND (n.to_on IS NULL OR n.to_on > $2)" \
    " AND (c.to_on <= $2 OR n.given_as IN ('" CONSENT_BY_SELF "', '" \
    CONSENT_BY_ADULT_GUARDIAN "'))"
#define OF_WHOM \
    "SELECT 1 FROM team_member m WHERE m.child = c.child" \
    " AND m.person = $5 AND m.from_on <= $6" \
    " AND (m.to_on IS NULL OR m.to_on >= $6)"

/* The day on which somebody of age 18 on `day` was born. */
static struct value
born_for(struct request *r, const char *day)
{
	return v_text(arena_fmt(r->mem, "%04ld%s",
	    strtol(day, NULL, 10) - CONSENT_ADULT_YEARS, day + 4));
}

#define ENDING(which) \
    "SELECT " COLUMNS ", a.name AS recipient_name, b.born_on" \
    " FROM consent c JOIN agency a ON a.id = c.recipient" \
    " JOIN child b ON b.id = c.child WHERE " which \
    " AND c.emergency IS NULL AND NOT EXISTS (" GIVEN_ANEW ")" \
    " AND ($5 = '' OR EXISTS (" OF_WHOM "))" \
    " ORDER BY c.to_on, c.id LIMIT $7"

/* The same of one child, or of those a person is in the team of: from the
 * children, for they have few. */
#define TEAM_OF \
    "SELECT m.child FROM team_member m WHERE m.person = $5" \
    " AND m.from_on <= $6 AND (m.to_on IS NULL OR m.to_on >= $6)"
#define ENDING_OF(children) \
    "c.child " children " AND c.withdrawn_on IS NULL" \
    " AND ((c.to_on >= $1 AND c.to_on <= $2) OR (b.born_on > $3" \
    " AND b.born_on <= $4 AND (c.to_on IS NULL OR c.to_on > $2)" \
    " AND c.given_as <> '" CONSENT_BY_SELF "'))"

enum result
consent_sql_ending(struct request *r, const struct due_ask *ask,
    const char *from, const char *to, struct rows *out)
{
	static const struct query of_all = {
		"consent.ending",
		ENDING("c.id IN (" ENDING_BY_DAY " UNION " ENDING_BY_AGE ")")
	};
	static const struct query of_person = {
		"consent.ending_of_person", ENDING(ENDING_OF("IN (" TEAM_OF ")"))
	};
	static const struct query of_child = {
		"consent.ending_of_child", ENDING(ENDING_OF("= $8"))
	};
	const struct value args[] = { v_text(from), v_text(to),
		born_for(r, from), born_for(r, to),
		v_asked(ask->person), v_text(r->today),
		v_int(DUE_MAX_EACH), v_text(ask->child) };

	return db_rows(r->db, r->mem, ask->child ? &of_child : ask->person ?
	    &of_person : &of_all, args, COUNT(args) - !ask->child, out);
}
