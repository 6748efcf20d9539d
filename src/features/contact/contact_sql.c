#include "features/contact/contact_sql.h"

#include "app/access.h"
#include "app/deed.h"
#include "base/text.h"

#define COLUMNS \
    "c.id, c.version, c.number, c.on_day, c.method, c.requester, c.child," \
    " c.caller, c.topics, c.partners, c.body, c.next_step, c.next_on," \
    " c.next_done_on, c.staff, c.support, c.participants, c.minutes," \
    " c.travel_minutes, c.km, c.place, c.visit"
/* As many, but only what a child's page shows of them. */
#define SHOWN_COLUMNS \
    "c.id, c.version, NULL AS number, c.on_day, c.method, c.requester," \
    " c.child, NULL AS caller, c.topics, NULL AS partners, c.body," \
    " c.next_step, c.next_on, c.next_done_on, NULL AS staff," \
    " NULL AS support, NULL AS participants, NULL AS minutes," \
    " NULL AS travel_minutes, NULL AS km, NULL AS place, NULL AS visit"
#define FROM \
    ", p.name AS staff_name FROM contact c" \
    " LEFT JOIN person p ON p.id = c.staff"
#define FITTING \
    " WHERE c.on_day >= $1 AND c.on_day <= $2" \
    " AND (c.child = $3 OR $3 = '') AND (c.method = $4 OR $4 = '')" \
    " AND (c.requester = $5 OR $5 = '')"

enum result
contact_sql_of_child(struct request *r, const char *child, int64_t limit,
    struct rows *out)
{
	static const struct query q = {
		"contact.of_child",
		"SELECT " SHOWN_COLUMNS FROM " WHERE c.child = $1"
		" ORDER BY c.on_day DESC, c.id DESC LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child), v_int(limit)),
	    out);
}

/* The query as it stands, narrowed to the children this person may see. */
static enum result
seen_rows(struct request *r, struct query *q, const char *then,
    struct value *args, size_t n, struct rows *out)
{
	struct buffer sql = buffer_new(r->mem);
	enum result rc;

	buffer_add(&sql, q->sql);
	rc = access_filter(r, &sql, "c.child", &args, &n);
	if (rc)
		return rc;
	buffer_add(&sql, then);
	q->sql = sql.s;
	return db_rows(r->db, r->mem, q, args, n, out);
}

enum result
contact_sql_count(struct request *r, const struct contact_filter *f,
    int64_t *n)
{
	struct query q = { "contact.count",
		"SELECT count(*) AS n FROM contact c" FITTING };
	/* SQLite counts a whole table by its pages, but only without WHERE. */
	static const struct query all = { "contact.count_all",
		"SELECT count(*) AS n FROM contact" };
	struct value args[] = { v_text(f->from), v_text(f->to),
		v_asked(f->child), v_asked(f->method), v_asked(f->requester) };
	struct rows rows = { 0 };
	enum result rc;

	if (f->whole && access_is_centre(r))
		return db_number(r->db, r->mem, &all, NO_ARGS, n);
	rc = seen_rows(r, &q, "", args, COUNT(args), &rows);
	if (!rc)
		text_number(rows.cells[0], n);
	return rc;
}

enum result
contact_sql_list(struct request *r, const struct contact_filter *f,
    int64_t offset, int64_t limit, struct rows *out)
{
	/* Which they are is read off an index; only those shown are fetched. */
	struct query q = { "contact.list", "SELECT " COLUMNS FROM
		" WHERE c.id IN (SELECT c.id FROM contact c" FITTING };
	struct value args[] = { v_text(f->from), v_text(f->to),
		v_asked(f->child), v_asked(f->method), v_asked(f->requester),
		v_int(limit), v_int(offset) };

	return seen_rows(r, &q, " ORDER BY c.on_day DESC, c.id DESC"
	    " LIMIT $6 OFFSET $7) ORDER BY c.on_day DESC, c.id DESC", args,
	    COUNT(args), out);
}

enum result
contact_open_steps(struct request *r, const char *until, const char *staff,
    struct rows *out)
{
	struct query q = { "contact.open_steps",
		"SELECT " COLUMNS FROM " WHERE c.next_on <= $1"
		" AND c.next_done_on IS NULL AND c.next_on IS NOT NULL"
		" AND (c.staff = $2 OR $2 = '')" };
	struct value args[] = { v_text(until), v_asked(staff) };

	return seen_rows(r, &q, " ORDER BY c.next_on, c.id LIMIT 200", args,
	    COUNT(args), out);
}

enum result
contact_open_steps_of(struct request *r, const char *child, struct rows *out)
{
	static const struct query q = {
		"contact.open_steps_of",
		"SELECT " COLUMNS FROM " WHERE c.child = $1"
		" AND c.next_done_on IS NULL AND c.next_on IS NOT NULL"
		" ORDER BY c.next_on, c.id LIMIT 20"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child)), out);
}

enum result
contact_sql_finish(struct request *r, const struct contact *c)
{
	static const struct query q = {
		"contact.finish",
		"UPDATE contact SET next_done_on = $2, version = version + 1,"
		" changed = $3 WHERE id = $1 AND version = $4"
		" AND next_done_on IS NULL RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(c->id),
	    v_text(c->next_done_on),
	    v_int(deed_changed(r, contact_record.name)), v_int(c->version)));
}

enum result
contact_sql_of_visit(struct request *r, const struct contact *c,
    struct rows *out)
{
	static const struct query q = {
		"contact.of_visit",
		"SELECT " COLUMNS FROM " WHERE (c.visit = $1 OR c.id = $1)"
		" AND c.id <> $2 ORDER BY c.id LIMIT 50"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(c->visit ? c->visit :
	    c->id), v_text(c->id)), out);
}

enum result
contact_sql_templates(struct request *r, struct rows *out)
{
	static const struct query q = {
		"contact.templates",
		"SELECT id, version, name, body FROM contact_template"
		" ORDER BY name, id LIMIT 50"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
contact_sql_revisions(struct request *r, const char *id, struct rows *out)
{
	static const struct query q = {
		"contact.revisions",
		"SELECT version, at, login, body FROM revision"
		" WHERE record = 'contact' AND record_id = $1"
		" ORDER BY version DESC"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(id)), out);
}

enum result
contact_sql_demo_staff(struct request *r, struct rows *out)
{
	static const struct query q = {
		"contact.demo_staff",
		"SELECT id FROM person WHERE agency IS NULL"
		" AND role IN ('nurse', 'doctor', 'counsellor')"
		" ORDER BY login"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}
