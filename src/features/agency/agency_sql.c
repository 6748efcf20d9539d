#include "features/agency/agency_sql.h"

#include <string.h>

#include "base/text.h"

static bool
sounds_like(struct request *r, const struct rows *rows, size_t i,
    const char *q, const char *key)
{
	const char *number = rows_cell(rows, i, "number");
	const char *kana = rows_cell(rows, i, "kana");

	return (number && strcmp(number, q) == 0) ||
	    strstr(text_key_loose(r->mem, rows_cell(rows, i, "name")), key) ||
	    (kana && strstr(text_key_loose(r->mem, kana), key));
}

enum result
agency_sql_find(struct request *r, const struct agency_wish *w,
    struct agency_found *out)
{
	struct query q = { "agency.find", arena_fmt(r->mem,
	    "SELECT %s FROM agency WHERE (kind = $1 OR $1 = '')"
	    " AND (municipality = $2 OR $2 = '') ORDER BY name, id",
	    record_columns(r->mem, &agency_record, NULL)) };
	bool asked = !text_blank(w->q);
	const char *typed = asked ? text_fold_width(r->mem, w->q) : NULL;
	const char *key = asked ? text_key_loose(r->mem, w->q) : NULL;
	enum result rc;

	*out = (struct agency_found){ 0 };
	rc = db_rows(r->db, r->mem, &q, ARGS(v_asked(w->kind),
	    v_asked(w->municipality)), &out->rows);
	if (rc)
		return rc;
	out->at = arena_array(r->mem, out->rows.nrows + 1, sizeof(*out->at));
	for (size_t i = 0; i < out->rows.nrows; i++) {
		if (!asked || sounds_like(r, &out->rows, i, typed, key))
			out->at[out->n++] = i;
	}
	return OK;
}

enum result
agency_sql_count(struct request *r, int64_t *n)
{
	static const struct query q = {
		"agency.count",
		"SELECT count(*) FROM agency"
	};

	return db_number(r->db, r->mem, &q, NO_ARGS, n);
}

enum result
agency_first(struct request *r, int64_t most, struct rows *out)
{
	static const struct query q = {
		"agency.first",
		"SELECT id, name, kind FROM agency"
		" ORDER BY kind, kana, name, id LIMIT $1"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_int(most)), out);
}

enum result
agency_sql_called(struct request *r, const char *typed, struct rows *out)
{
	static const struct query q = {
		"agency.called",
		"SELECT id FROM agency WHERE id = $1 OR number = $1"
		" OR name = $1 ORDER BY id LIMIT 2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(typed)), out);
}
