#include "public/public_sql.h"

/* What the public may ask of trainings without being told whose it is. */

enum result
public_sql_certificate(struct request *r, const char *digest, struct rows *out)
{
	static const struct query q = {
		"public.certificate",
		"SELECT revoked FROM pub_certificate WHERE digest = $1"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(digest)), out);
}

enum result
public_sql_door(struct request *r, const char *digest, struct rows *out)
{
	static const struct query q = {
		"public.door",
		"SELECT on_day, title, number, theme, from_at, to_at, both_codes"
		" FROM pub_door WHERE digest = $1"
	};
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(digest)), out);

	return rc ? rc : out->nrows ? OK : MISSING;
}
