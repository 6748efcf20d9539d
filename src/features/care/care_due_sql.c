#include "app/due.h"
#include "features/care/care_sql.h"

/* What is due, of one child, of those a person cares for, or of all. */
#define OF_WHOM \
    " AND ($1 = '' OR x.child = $1) AND ($2 = '' OR x.child IN" \
    " (SELECT m.child FROM team_member m WHERE m.person = $2" \
    " AND m.from_on <= $3 AND (m.to_on IS NULL OR m.to_on >= $3)))"
/* The latest of its kind: what came after it made it past. */
#define LATEST \
    " AND x.withdrawn_on IS NULL AND NOT EXISTS (SELECT 1 FROM assessment y" \
    " WHERE y.child = x.child AND y.instrument = x.instrument" \
    " AND y.withdrawn_on IS NULL AND y.on_day > x.on_day)"

static enum result
ask_rows(struct request *r, const struct query *q, const struct due_ask *ask,
    const char *from, const char *to, struct rows *out)
{
	return db_rows(r->db, r->mem, q, ARGS(
	    v_asked(ask->child),
	    v_asked(ask->person), v_text(r->today),
	    v_text(from), v_text(to), v_int(DUE_MAX_EACH)), out);
}

/* Those never looked after have no day: on the child's page alone. */
enum result
care_sql_to_check(struct request *r, const struct due_ask *ask,
    struct rows *out)
{
	static const struct query q = {
		"care.to_check",
		"SELECT NULL AS id, x.child, x.check_by FROM power x"
		" WHERE x.check_by > $4 AND x.check_by <= $5" OF_WHOM
		" ORDER BY x.check_by, x.child LIMIT $6"
	};

	return ask_rows(r, &q, ask, ask->child ? "" : CARE_LONG_AGO,
	    ask->until ? ask->until : r->today, out);
}

enum result
care_sql_ending(struct request *r, const struct due_ask *ask,
    const char *from, const char *to, struct rows *out)
{
	static const struct query q = {
		"care.ending",
		"SELECT x.id, x.child, x.valid_until FROM assessment x"
		" WHERE x.valid_until >= $4 AND x.valid_until <= $5" LATEST
		OF_WHOM " ORDER BY x.valid_until, x.id LIMIT $6"
	};

	return ask_rows(r, &q, ask, from, to, out);
}

enum result
care_sql_ungranted(struct request *r, const struct due_ask *ask,
    const char *from, const char *to, struct rows *out)
{
	static const struct query q = {
		"care.ungranted",
		"SELECT x.id, x.child, x.on_day FROM assessment x"
		" WHERE x.granted IS NULL AND x.on_day >= $4 AND x.on_day <= $5"
		" AND x.class > '0'" LATEST OF_WHOM
		" ORDER BY x.on_day, x.id LIMIT $6"
	};

	return ask_rows(r, &q, ask, from, to, out);
}
