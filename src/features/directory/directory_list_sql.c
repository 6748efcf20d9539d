#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/record_page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/directory/directory_sheet.h"

/* Lists of services: which, in what order, and how many. */

enum { MAX_OF_PLACE = 100, MAX_ARGS = 24 };

struct where {
	struct buffer sql;
	struct value *args;
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
	if (value && *value)
		buffer_fmt(&w->sql, " AND %s = %s", column,
		    mark(r, w, v_text(value)));
}

/* Whoever may not see a field does not find by it either. `keeps` is the column
 * that names such fields. */
static void
add_shown(struct request *r, struct where *w, const char *keeps,
    const char *field)
{
	if (!access_is_centre(r))
		buffer_fmt(&w->sql, " AND (%s = '' OR ',' || %s || ','"
		    " NOT LIKE '%%,%s,%%')", keeps, keeps, field);
}

static void
add_shown_place(struct request *r, struct where *w, const char *field)
{
	if (access_is_centre(r))
		return;
	buffer_add(&w->sql, " AND EXISTS (SELECT 1 FROM place h"
	    " WHERE h.id = s.place");
	add_shown(r, w, "h.centre_fields", field);
	buffer_add(&w->sql, ")");
}

/* The names as they sound, or the official number as it stands. */
static void
add_search(struct request *r, struct where *w, const char *q)
{
	const char *key;

	if (text_blank(q))
		return;
	key = text_key_loose(r->mem, q);
	buffer_fmt(&w->sql, " AND ((s.number = %s",
	    mark(r, w, v_text(text_fold_width(r->mem, q))));
	add_shown(r, w, "s.centre_fields", "number");
	buffer_fmt(&w->sql, ") OR s.search LIKE '%%' || %s || '%%')",
	    mark(r, w, v_text(key)));
}

/* Codes of municipalities are of the pack: digits, nothing typed. */
static void
add_region(struct request *r, struct where *w, const char *region)
{
	size_t n, found = 0;
	const struct municipality *all = codes_municipalities(r->codes, &n);

	if (!region || !*region)
		return;
	buffer_add(&w->sql, " AND s.municipality IN (");
	for (size_t i = 0; i < n; i++) {
		if (strcmp(codes_region(r->codes, all[i].code, r->today),
		    region) == 0)
			buffer_fmt(&w->sql, "%s'%s'", found++ ? ", " : "",
			    all[i].code);
	}
	buffer_add(&w->sql, found ? ")" : "NULL)");
	add_shown_place(r, w, "municipality");
}

/* Answers are letters, and which of them say so depends on who asks. */
static enum result
add_answer(struct request *r, struct where *w, const struct wish *wish)
{
	struct directory_slots *slots;
	enum reach reach = directory_reach(r);
	const char *a = wish->answer ? wish->answer : "";
	enum result rc;
	int slot;

	if (!wish->criterion || !*wish->criterion)
		return OK;
	rc = directory_slots(r, &slots);
	if (rc)
		return rc;
	slot = directory_slot(slots, wish->criterion);
	if (slot == NO_SLOT) {
		buffer_add(&w->sql, strcmp(a, "unknown") ? " AND 1 = 0" : "");
		return OK;
	}
	buffer_fmt(&w->sql, " AND %sCOALESCE(NULLIF(substr(s.answers, %d, 1),"
	    " ''), '-') IN (", strcmp(a, "unknown") == 0 ? "NOT " : "",
	    slot + 1);
	for (enum answered i = ANSWER_NO; i <= ANSWER_YES; i++) {
		const char *s = directory_letters(i, reach);

		/* Without an answer: takes it, on terms or without. */
		if (strcmp(a, answer_code(i)) != 0 && strcmp(a, "unknown") &&
		    (*a || i == ANSWER_NO))
			continue;
		for (; *s; s++)
			buffer_fmt(&w->sql, "'%c', ", *s);
	}
	buffer_add(&w->sql, "'')");
	return OK;
}

static void
add_fresh(struct request *r, struct where *w, const char *fresh)
{
	const char *since = date_add_days(r->mem, r->today, -FRESH_DAYS);

	if (!fresh || !*fresh)
		return;
	if (strcmp(fresh, "fresh") == 0)
		buffer_fmt(&w->sql, " AND s.confirmed_on >= %s",
		    mark(r, w, v_text(since)));
	else if (strcmp(fresh, "old") == 0)
		buffer_fmt(&w->sql, " AND s.confirmed_on < %s",
		    mark(r, w, v_text(since)));
	else if (strcmp(fresh, "never") == 0)
		buffer_add(&w->sql, " AND s.confirmed_on IS NULL");
}

static enum result
where_of(struct request *r, const struct wish *wish, struct where *w)
{
	enum result rc;

	buffer_add(&w->sql, " WHERE 1 = 1");
	if (wish->status && *wish->status)
		add_text(r, w, "s.status", wish->status);
	else
		buffer_add(&w->sql, " AND s.status <> 'closed'");
	add_text(r, w, "s.kind", wish->kind);
	add_text(r, w, "s.municipality", wish->municipality);
	if (wish->municipality && *wish->municipality)
		add_shown_place(r, w, "municipality");
	add_region(r, w, wish->region);
	add_search(r, w, wish->q);
	add_fresh(r, w, wish->fresh);
	rc = add_answer(r, w, wish);
	return rc ? rc : record_filter(r, &service_record, "s.", &w->sql,
	    &w->args, &w->n);
}

static struct where
where_new(struct request *r)
{
	return (struct where){ buffer_new(r->mem),
	    arena_array(r->mem, MAX_ARGS, sizeof(struct value)), 0 };
}

#define BESIDE ", s.answers, s.municipality, p.name AS place_name," \
	" p.phone AS place_phone, p.centre_fields AS place_centre_fields"

static enum result
list(struct request *r, const char *columns, const struct wish *wish,
    int64_t limit, int64_t offset, struct rows *out)
{
	struct where w = where_new(r);
	struct query q = { .name = "directory.list" };
	enum result rc;

	buffer_fmt(&w.sql, "SELECT %s FROM service s"
	    " JOIN place p ON p.id = s.place", columns);
	rc = where_of(r, wish, &w);
	if (rc)
		return rc;
	buffer_fmt(&w.sql, " ORDER BY s.kana, s.id LIMIT %s",
	    mark(r, &w, v_int(limit)));
	buffer_fmt(&w.sql, " OFFSET %s", mark(r, &w, v_int(offset)));
	q.sql = w.sql.s;
	return db_rows(r->db, r->mem, &q, w.args, w.n, out);
}

enum result
directory_sql_list(struct request *r, const struct wish *wish, int64_t limit,
    int64_t offset, struct rows *out)
{
	return list(r, arena_fmt(r->mem, "%s" BESIDE, record_columns(r->mem,
	    &service_record, "s.")), wish, limit, offset, out);
}

enum result
directory_sql_list_places(struct request *r, const struct wish *wish,
    int64_t limit, int64_t offset, struct rows *out)
{
	return list(r, record_columns(r->mem, &place_record, "p."), wish,
	    limit, offset, out);
}

enum result
directory_sql_providers(struct request *r, struct rows *out)
{
	struct record_query q = { &provider_record, "l.",
	    "directory.providers", arena_fmt(r->mem,
	    "SELECT %s FROM provider l WHERE 1 = 1", record_columns(r->mem,
	    &provider_record, "l.")), "" };

	return record_rows(r, &q, NULL, 0, out);
}

enum result
directory_sql_terms(struct request *r, struct rows *out)
{
	static const struct query q = {
		"directory.terms",
		"SELECT record_id, field, terms, visibility"
		" FROM directory_value WHERE terms IS NOT NULL"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
directory_sql_list_count(struct request *r, const struct wish *wish,
    int64_t *n)
{
	struct where w = where_new(r);
	struct query q = { .name = "directory.list_count" };
	enum result rc;

	buffer_add(&w.sql, "SELECT count(*) AS n FROM service s");
	rc = where_of(r, wish, &w);
	q.sql = w.sql.s;
	return rc ? rc : db_number(r->db, r->mem, &q, w.args, w.n, n);
}

enum result
directory_sql_of_place(struct request *r, const char *place, struct rows *out)
{
	struct where w = where_new(r);
	struct query q = { .name = "directory.of_place" };
	enum result rc;

	w.args[w.n++] = v_text(place);
	w.args[w.n++] = v_int(MAX_OF_PLACE);
	buffer_fmt(&w.sql, "SELECT %s" BESIDE " FROM service s"
	    " JOIN place p ON p.id = s.place WHERE s.place = $1",
	    record_columns(r->mem, &service_record, "s."));
	rc = record_filter(r, &service_record, "s.", &w.sql, &w.args, &w.n);
	if (rc)
		return rc;
	buffer_add(&w.sql, " ORDER BY CASE s.status WHEN 'closed' THEN 1"
	    " ELSE 0 END, s.kind, s.id LIMIT $2");
	q.sql = w.sql.s;
	return db_rows(r->db, r->mem, &q, w.args, w.n, out);
}

enum result
directory_sql_history(struct request *r, const char *id, int64_t limit,
    int64_t offset, struct rows *out)
{
	static const struct query q = {
		"directory.history",
		"SELECT field, at, login, old_value, old_terms, new_value,"
		" new_terms, source, confirmed_on, told_by"
		" FROM directory_history WHERE record_id = $1"
		" ORDER BY at DESC, id DESC LIMIT $2 OFFSET $3"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(id), v_int(limit),
	    v_int(offset)), out);
}

enum result
directory_sql_history_count(struct request *r, const char *id, int64_t *n)
{
	static const struct query q = {
		"directory.history_count",
		"SELECT count(*) AS n FROM directory_history"
		" WHERE record_id = $1"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_text(id)), n);
}

enum result
directory_sql_booklet(struct request *r, const char *region, const char *kind,
    int64_t limit, struct rows *out)
{
	struct where w = where_new(r);
	struct query q = { .name = "directory.booklet" };

	buffer_add(&w.sql, "SELECT s.kind, s.status, s.phone, s.opening,"
	    " s.age_from, s.age_below, s.capacity, s.confirmed_on,"
	    " s.centre_fields, s.supporter_fields,"
	    " p.address AS place_address,"
	    " p.supporter_fields AS place_supporter_fields" BESIDE
	    " FROM service s JOIN place p ON p.id = s.place"
	    " WHERE s.shown_to = 'public' AND s.status <> 'closed'");
	add_region(r, &w, region);
	buffer_add(&w.sql, " AND ',' || p.centre_fields || ','"
	    " || p.supporter_fields || ',' NOT LIKE '%,municipality,%'");
	add_text(r, &w, "s.kind", kind);
	buffer_fmt(&w.sql, " ORDER BY s.municipality, s.kana, s.id LIMIT %s",
	    mark(r, &w, v_int(limit)));
	q.sql = w.sql.s;
	return db_rows(r->db, r->mem, &q, w.args, w.n, out);
}
