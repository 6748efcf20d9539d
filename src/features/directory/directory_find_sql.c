#include "app/codes.h"
#include "app/record_page.h"
#include "base/text.h"
#include "features/directory/directory_provider.h"
#include "features/directory/directory_sql.h"

/* Looking for what there is already, before anything is written down. */

static enum result
load_first(struct request *r, const struct record *rec,
    const struct query *q, const struct value *args, size_t n, void *obj)
{
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, q, args, n, &rows);

	if (rc)
		return rc;
	return rows.nrows && record_load(r, rec, &rows, 0, obj) ? OK : MISSING;
}

enum result
directory_by_number(struct request *r, const char *number, const char *kind,
    struct service *out)
{
	const struct code *c = codes_find(r->codes, "service_kind", kind);
	struct query q = { "directory.by_number", arena_fmt(r->mem,
	    "SELECT %s FROM service s WHERE s.number = $1"
	    " AND (s.kind = $2 OR ($3 > 0 AND s.kind IN (SELECT code FROM code"
	    " WHERE list = 'service_kind' AND min = $3)))"
	    " ORDER BY CASE s.status WHEN 'closed' THEN 1 ELSE 0 END,"
	    " CASE s.kind WHEN $2 THEN 0 ELSE 1 END, s.id LIMIT 1",
	    record_columns(r->mem, &service_record, "s.")) };

	return load_first(r, &service_record, &q, ARGS(v_text(number),
	    v_text(kind), v_int(c ? c->min : 0)), out);
}

enum result
directory_provider_of(struct request *r, const char *number,
    const char *name, struct provider *out)
{
	bool numbered = number && *number;
	struct query q = { numbered ? "directory.provider_of" :
	    "directory.provider_named", arena_fmt(r->mem,
	    "SELECT %s FROM provider p WHERE p.%s = $1"
	    " ORDER BY p.id LIMIT 1", record_columns(r->mem, &provider_record,
	    "p."), numbered ? "number" : "name") };

	return load_first(r, &provider_record, &q,
	    ARGS(v_text(numbered ? number : name)), out);
}

enum result
directory_sql_of_provider(struct request *r, const char *provider,
    int64_t limit, int64_t offset, struct rows *out)
{
	struct value args[] = { v_text(provider), v_int(limit),
	    v_int(offset) };
	struct record_query q = { &place_record, "p.",
	    "directory.of_provider", arena_fmt(r->mem, "SELECT %s"
	    " FROM place p WHERE p.provider = $1", record_columns(r->mem,
	    &place_record, "p.")), " ORDER BY p.kana, p.id LIMIT $2 OFFSET $3" };

	return record_rows(r, &q, args, COUNT(args), out);
}

enum result
directory_sql_of_provider_count(struct request *r, const char *provider,
    int64_t *n)
{
	struct value args[] = { v_text(provider) };
	struct record_query q = { &place_record, "p.",
	    "directory.of_provider_count",
	    "SELECT count(*) AS n FROM place p WHERE p.provider = $1", "" };
	struct rows rows = { 0 };
	enum result rc = record_rows(r, &q, args, COUNT(args), &rows);

	*n = 0;
	if (rc)
		return rc;
	return rows.nrows && text_number(rows.cells[0], n) ? OK : BROKEN;
}

enum { MAX_SIMILAR = 10 };

enum result
directory_sql_similar(struct request *r, const struct place *p,
    struct rows *out)
{
	static const struct query q = {
		"directory.similar",
		"SELECT id, name, municipality, phone FROM place"
		" WHERE (municipality = $1 AND search LIKE '%' || $2 || '%')"
		" OR (phone = $3 AND $3 <> '')"
		" ORDER BY kana, id LIMIT $4"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(p->municipality),
	    v_text(text_key_loose(r->mem, p->name)),
	    v_asked(p->phone), v_int(MAX_SIMILAR)), out);
}
