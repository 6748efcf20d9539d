#include "features/article/article_sql.h"

#define COLUMNS \
    "a.id, a.version, a.kind, a.title, a.body, a.easy, a.themes, a.region," \
    " a.event_on, a.event_at, a.place, a.publish_on, a.changes, a.state," \
    " a.confirmed, a.origin, a.writers, a.written_by, a.submitted_by, a.submitted_on," \
    " a.approved_by, a.approved_on, a.withdrawn_on, a.withdrawn_why"

#define FITTING \
    " WHERE (a.kind = $1 OR $1 = '') AND (a.state = $2 OR $2 = '')" \
    " AND ($3 = 0 OR (a.state = 'approved' AND a.kind IN ('case', 'document')))"

enum result
article_sql_list(struct request *r, const struct article_wish *w,
    int64_t limit, int64_t offset, struct rows *out)
{
	static const struct query q = {
		"article.list",
		"SELECT " COLUMNS ", p.name AS written_by_name FROM article a"
		" LEFT JOIN person p ON p.id = a.written_by" FITTING
		" ORDER BY a.id DESC LIMIT $4 OFFSET $5"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_asked(w->kind),
	    v_asked(w->state), v_int(w->gives), v_int(limit), v_int(offset)),
	    out);
}

enum result
article_sql_count(struct request *r, const struct article_wish *w, int64_t *n)
{
	static const struct query q = {
		"article.count",
		"SELECT count(*) FROM article a" FITTING
	};

	return db_number(r->db, r->mem, &q, ARGS(v_asked(w->kind),
	    v_asked(w->state), v_int(w->gives)), n);
}

enum result
article_sql_waiting(struct request *r, struct rows *out)
{
	static const struct query q = {
		"article.waiting",
		"SELECT id, title, submitted_by, submitted_on FROM article"
		" WHERE state = 'submitted' ORDER BY submitted_on, id"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
article_sql_files(struct request *r, const char *article, struct rows *out)
{
	static const struct query q = {
		"article.files",
		"SELECT id, version, article, title, type, size, added_by,"
		" added_on, removed_on FROM article_file"
		" WHERE article = $1 AND removed_on IS NULL ORDER BY id"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(article)), out);
}

enum result
article_sql_editions(struct request *r, const char *article, struct rows *out)
{
	static const struct query q = {
		"article.editions",
		"SELECT edition, publish_on, approved_on, changes, withdrawn_on"
		" FROM article_edition WHERE article = $1"
		" ORDER BY edition DESC"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(article)), out);
}

enum result
article_sql_names(struct request *r, struct rows *out)
{
	static const struct query q = {
		"article.names",
		"SELECT id, name, kana FROM child ORDER BY id"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
article_sql_bytes(struct request *r, const char *file, const char **base64)
{
	static const struct query q = {
		"article.bytes",
		"SELECT bytes FROM article_bytes WHERE file = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(file)), &rows);

	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	*base64 = rows.cells[0];
	return OK;
}

enum result
article_sql_keep(struct request *r, const char *file, const char *base64)
{
	static const struct query q = {
		"article.keep",
		"INSERT INTO article_bytes (file, bytes) VALUES ($1, $2)"
	};

	return db_exec(r->db, &q, ARGS(v_text(file), v_text(base64)));
}

enum result
article_sql_publish(struct request *r, const struct article *a,
    const char *files, const char *publish_on)
{
	static const struct query q = {
		"article.publish",
		"INSERT INTO article_edition (article, edition, kind, title,"
		" body, easy, themes, region, event_on, event_at, place,"
		" changes, files, publish_on, first_on, approved_on)"
		" SELECT $1, coalesce(max(edition), 0) + 1, $2, $3, $4, $5, $6,"
		" $7, $8, $9, $10, $11, $12, $13,"
		" coalesce(min(first_on), $13), $14"
		" FROM article_edition WHERE article = $1"
	};

	return db_exec(r->db, &q, ARGS(v_text(a->id), v_text(a->kind),
	    v_text(a->title), v_text(a->body), v_text(a->easy),
	    v_text(a->themes), v_text(a->region), v_text(a->event_on),
	    v_text(a->event_at), v_text(a->place), v_text(a->changes),
	    v_text(files), v_text(publish_on), v_text(r->today)));
}

enum result
article_sql_withdraw(struct request *r, const char *article)
{
	static const struct query q = {
		"article.withdraw",
		"UPDATE article_edition SET withdrawn_on = $2"
		" WHERE article = $1 AND withdrawn_on IS NULL"
	};

	return db_exec(r->db, &q, ARGS(v_text(article), v_text(r->today)));
}

enum result
article_sql_sender(struct request *r, const char *key, struct rows *out)
{
	static const struct query q = {
		"article.sender",
		"SELECT centre FROM article_sender WHERE key = $1"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(key)), out);
}

enum result
article_sql_accept(struct request *r, const char *key, const char *centre)
{
	static const struct query q = {
		"article.accept",
		"INSERT INTO article_sender (key, centre, accepted_by,"
		" accepted_on) VALUES ($1, $2, $3, $4)"
	};

	return db_exec(r->db, &q, ARGS(v_text(key), v_text(centre),
	    v_text(r->who->id), v_text(r->today)));
}
