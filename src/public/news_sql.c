#include "public/public_sql.h"

/* What the centre tells everybody. */

enum result
public_sql_articles(struct request *r, const struct told_wish *w,
    int64_t limit, struct rows *out)
{
	static const struct query q = {
		"public.articles",
		"SELECT id, kind, title, themes, region, event_on, event_at,"
		" place, first_on, publish_on, substr(body, 1, 400) AS begin"
		" FROM pub_article WHERE (kind = $1 OR $1 IS NULL)"
		" AND ($2 IS NULL OR ',' || themes || ',' LIKE"
		" '%,' || $2 || ',%')"
		" AND (region = $5 OR $5 IS NULL)"
		" AND ($6 IS NULL OR instr(title || ' ' || body || ' ' ||"
		" coalesce(easy, ''), $6) > 0)"
		" AND (kind <> 'event' OR event_on IS NULL OR event_on >= $3)"
		" ORDER BY CASE WHEN $1 = 'event' THEN event_on END,"
		" publish_on DESC, id DESC LIMIT $4"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(w->kind),
	    v_text(w->theme), v_text(r->today), v_int(limit),
	    v_text(w->region), v_text(w->words)), out);
}

enum result
public_sql_article(struct request *r, const char *id, struct rows *out)
{
	static const struct query q = {
		"public.article",
		"SELECT * FROM pub_article WHERE id = $1"
	};
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), out);

	return rc ? rc : out->nrows ? OK : MISSING;
}

enum result
public_sql_files(struct request *r, const char *files, struct rows *out)
{
	static const struct query q = {
		"public.files",
		"SELECT id, title, type, size FROM pub_article_file"
		" WHERE ',' || $1 || ',' LIKE '%,' || id || ',%' ORDER BY id"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(files)), out);
}

enum result
public_sql_changes(struct request *r, const char *article, struct rows *out)
{
	static const struct query q = {
		"public.changes",
		"SELECT publish_on, changes FROM pub_article_change"
		" WHERE article = $1 ORDER BY length(edition) DESC,"
		" edition DESC"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(article)), out);
}

enum result
public_sql_file(struct request *r, const char *id, struct rows *out)
{
	static const struct query q = {
		"public.file",
		"SELECT id, type, bytes FROM pub_article_file WHERE id = $1"
	};
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), out);

	return rc ? rc : out->nrows ? OK : MISSING;
}

enum result
public_sql_gone(struct request *r, const char *id, int64_t *n)
{
	static const struct query q = {
		"public.gone",
		"SELECT count(*) FROM pub_gone WHERE id = $1"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_text(id)), n);
}
