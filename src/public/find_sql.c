#include <string.h>

#include "public/public_sql.h"

/* What a wish finds. */

enum { MAX_ARGS = WISH_WORDS + 8 };

struct where {
	struct buffer sql;
	struct value args[MAX_ARGS];
	size_t n;
};

static const char *
mark(struct request *r, struct where *w, struct value v)
{
	w->args[w->n++] = v;
	return arena_fmt(r->mem, "$%zu", w->n);
}

static void
add_text(struct request *r, struct where *w, const char *column,
    const char *value)
{
	if (value)
		buffer_fmt(&w->sql, " AND s.%s = %s", column,
		    mark(r, w, v_text(value)));
}

/* Whoever is asked for all must be known to take each; "any" leaves out only
 * those that are known to refuse one. */
static void
add_cares(struct where *w, const struct wish *wish)
{
	const char *a = wish->answer ? wish->answer : "";
	bool any = strcmp(a, "any") == 0;

	for (size_t i = 0; i < wish->ncares; i++) {
		const char *letters = any ? directory_letters(ANSWER_NO, REACH_PUBLIC) :
		    directory_letters(ANSWER_YES, REACH_PUBLIC);
		const char *more = any || strcmp(a, "yes") == 0 ? "" :
		    directory_letters(ANSWER_TERMS, REACH_PUBLIC);

		if (wish->slot[i] == NO_SLOT) {
			buffer_add(&w->sql, any ? "" : " AND 1 = 0");
			continue;
		}
		buffer_fmt(&w->sql, " AND instr('%s%s', COALESCE(NULLIF(substr("
		    "s.answers, %d, 1), ''), '-')) %s 0", letters, more, wish->slot[i] + 1,
		    any ? "=" : ">");
	}
}

/* Ages that nobody told of are not left out: they are to be asked for. */
static void
add_age(struct request *r, struct where *w, int64_t years)
{
	const char *months;

	if (years < 0)
		return;
	months = mark(r, w, v_int(years * 12));
	buffer_fmt(&w->sql, " AND (s.age_below = 0 OR (s.age_from <= %s"
	    " AND (s.age_below > %s OR s.age_below >= %d)))", months, months,
	    AGE_NO_END);
}

static struct where
where_of(struct request *r, const struct wish *wish)
{
	struct where w = { .sql = buffer_new(r->mem) };

	buffer_add(&w.sql, " WHERE 1 = 1");
	add_text(r, &w, "region", wish->region);
	add_text(r, &w, "municipality", wish->municipality);
	add_text(r, &w, "kind", wish->kind);
	for (size_t i = 0; i < wish->nwords; i++)
		buffer_fmt(&w.sql, " AND instr(s.search, %s) > 0",
		    mark(r, &w, v_text(wish->words[i])));
	if (wish->day)
		buffer_fmt(&w.sql, " AND instr(s.opening, %s) > 0",
		    mark(r, &w, v_text(arena_fmt(r->mem, "%s ", wish->day))));
	add_age(r, &w, wish->age);
	add_cares(&w, wish);
	return w;
}

enum result
public_sql_find(struct request *r, const struct wish *wish, int64_t limit,
    int64_t offset, struct rows *out)
{
	struct where w = where_of(r, wish);
	const char *most = mark(r, &w, v_int(limit));
	const char *skip = mark(r, &w, v_int(offset));
	struct query q = { "public.find", arena_fmt(r->mem,
	    "SELECT s.id, s.kind, s.name, l.name AS place, s.status,"
	    " s.municipality, s.region, s.answers, s.confirmed_on, s.age_from,"
	    " s.age_below, s.opening, COALESCE(s.phone, l.phone) AS phone,"
	    " l.lat, l.lng, l.precise FROM pub_service s"
	    " JOIN pub_location l ON l.id = s.location%s"
	    " ORDER BY s.kana, s.id LIMIT %s OFFSET %s", w.sql.s, most, skip) };

	return db_rows(r->db, r->mem, &q, w.args, w.n, out);
}

enum result
public_sql_count(struct request *r, const struct wish *wish, int64_t *out)
{
	struct where w = where_of(r, wish);
	struct query q = { "public.count", arena_fmt(r->mem,
	    "SELECT count(*) FROM pub_service s%s", w.sql.s) };

	return db_number(r->db, r->mem, &q, w.args, w.n, out);
}

enum result
public_sql_areas(struct request *r, const struct wish *wish, struct rows *out)
{
	struct where w = where_of(r, wish);
	struct query q = { "public.areas", arena_fmt(r->mem,
	    "SELECT s.municipality, s.region, count(*) AS n FROM pub_service s"
	    "%s GROUP BY s.municipality, s.region ORDER BY s.municipality",
	    w.sql.s) };

	return db_rows(r->db, r->mem, &q, w.args, w.n, out);
}

#define ROOMS	"SELECT o.id, o.label, o.beds, o.fresh_days, o.grey_days," \
	" s.id AS service, s.kind, s.name, l.name AS place, s.municipality," \
	" COALESCE(s.phone, l.phone) AS phone, s.answers" \
	" FROM pub_room o JOIN pub_service s ON s.id = o.service" \
	" JOIN pub_location l ON l.id = s.location"

enum result
public_sql_board(struct request *r, const struct wish *wish, int64_t limit,
    int64_t offset, struct rows *out)
{
	struct where w = where_of(r, wish);
	const char *most = mark(r, &w, v_int(limit));
	const char *skip = mark(r, &w, v_int(offset));
	struct query q = { "public.board", arena_fmt(r->mem,
	    ROOMS "%s ORDER BY s.kana, s.id, o.label, o.id LIMIT %s OFFSET %s",
	    w.sql.s, most, skip) };

	return db_rows(r->db, r->mem, &q, w.args, w.n, out);
}

enum result
public_sql_board_count(struct request *r, const struct wish *wish,
    int64_t *out)
{
	struct where w = where_of(r, wish);
	struct query q = { "public.board_count", arena_fmt(r->mem,
	    "SELECT count(*) FROM pub_room o"
	    " JOIN pub_service s ON s.id = o.service%s", w.sql.s) };

	return db_number(r->db, r->mem, &q, w.args, w.n, out);
}

enum result
public_sql_rooms(struct request *r, const char *service, struct rows *out)
{
	static const struct query q = {
		"public.rooms",
		ROOMS " WHERE s.id = $1 ORDER BY o.label, o.id"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(service)), out);
}
