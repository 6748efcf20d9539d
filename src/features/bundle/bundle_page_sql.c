#include "base/date.h"
#include "features/bundle/bundle_page.h"

enum result
bundle_sql_past(struct request *r, struct rows *out)
{
	static const struct query q = {
		"bundle.past",
		"SELECT made_at, made_by, services, added, altered, removed"
		" FROM bundle ORDER BY made_at DESC, id DESC LIMIT 20"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
bundle_sql_last(struct request *r, const char **at)
{
	static const struct query q = {
		"bundle.last",
		"SELECT max(made_at) FROM bundle"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, NO_ARGS, &rows);

	*at = !rc && rows.nrows ? rows.cells[0] : NULL;
	return rc;
}

enum result
bundle_sql_due(struct request *r, int64_t *n)
{
	static const struct query q = {
		"bundle.due",
		"SELECT count(*) FROM article_edition WHERE publish_on <= $1"
		" AND publish_on > $2 AND withdrawn_on IS NULL"
	};
	const char *last;
	enum result rc = bundle_sql_last(r, &last);

	*n = 0;
	if (rc || !last)
		return rc;
	return db_number(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_text(date_of_instant(r->mem, last))), n);
}

enum result
bundle_sql_published(struct request *r, const char *id,
    const struct bundle_told *told)
{
	static const struct query q = {
		"bundle.published",
		"INSERT INTO bundle (id, made_at, made_by, organizations,"
		" locations, services, rooms, answers, cells, added, altered,"
		" removed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
		" $11, $12)"
	};
	struct bundle_count all = { 0 };

	for (size_t i = 0; i < BUNDLE_KINDS; i++) {
		all.added += told->of[i].added;
		all.changed += told->of[i].changed;
		all.removed += told->of[i].removed;
	}
	return db_exec(r->db, &q, ARGS(v_text(id), v_text(told->made_at),
	    v_text(r->who->name), v_int(told->of[BUNDLE_ORGANIZATION].now),
	    v_int(told->of[BUNDLE_LOCATION].now),
	    v_int(told->of[BUNDLE_SERVICE].now),
	    v_int(told->of[BUNDLE_ROOM].now), v_int(told->answers),
	    v_int(told->cells), v_int(all.added), v_int(all.changed),
	    v_int(all.removed)));
}

enum result
bundle_sql_setting(struct request *r, const char *name, const char *value)
{
	static const struct query q = {
		"bundle.setting",
		"INSERT INTO setting (name, value) VALUES ($1, $2)"
		" ON CONFLICT (name) DO UPDATE SET value = excluded.value"
	};

	return db_exec(r->db, &q, ARGS(v_text(name), v_text(value)));
}
