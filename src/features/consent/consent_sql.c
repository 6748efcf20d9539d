#include "features/consent/consent_sql.h"

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
consent_sql_agencies(struct request *r, struct rows *out)
{
	static const struct query q = {
		"consent.agencies",
		"SELECT id, name, kind FROM agency ORDER BY kind, kana, name, id"
		" LIMIT 2000"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
consent_sql_demo_children(struct request *r, struct rows *out)
{
	static const struct query q = {
		"consent.demo_children",
		"SELECT id, born_on FROM child ORDER BY number LIMIT 90"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}
