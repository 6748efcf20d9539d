#include "features/prefecture/prefecture_sql.h"

enum result
prefecture_sql_belongings(struct request *r, const char *scheme,
    struct rows *out)
{
	static const struct query q = {
		"prefecture.belongings",
		"SELECT municipality, valid_from, region FROM municipality_region"
		" WHERE scheme = $1 ORDER BY municipality, valid_from"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(scheme)), out);
}

enum result
prefecture_sql_belong(struct request *r, const char *municipality,
    const char *scheme, const char *from, const char *region)
{
	static const struct query q = {
		"prefecture.belong",
		"INSERT INTO municipality_region (municipality, scheme,"
		" valid_from, region) VALUES ($1, $2, $3, $4)"
		" ON CONFLICT (municipality, scheme, valid_from)"
		" DO UPDATE SET region = excluded.region RETURNING region"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(municipality),
	    v_text(scheme), v_text(from), v_text(region)));
}
