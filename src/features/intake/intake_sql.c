#include "features/intake/intake_sql.h"

#include "app/due.h"
#include "app/record_page.h"
#include "base/text.h"
#include "features/contact/contact.h"

#define FROM \
    " FROM intake i" \
    " LEFT JOIN agency a ON a.id = i.agency" \
    " LEFT JOIN person p ON p.id = i.staff"

enum { MAX_OF_CHILD = 50, MAX_CONTACTS = 100, DEMO_CONTACTS = 12 };

/* "SELECT columns FROM ... WHERE" narrowed to what this person may see. */
static enum result
seen_rows(struct request *r, const char *name, const char *what,
    const char *where, const char *then, struct value *args, size_t n,
    struct rows *out)
{
	struct record_query q = { &intake_record, "i.", name,
		arena_fmt(r->mem, "SELECT %s%s WHERE %s", what, FROM, where), then };

	return record_rows(r, &q, args, n, out);
}

static const char *
columns(struct request *r)
{
	return arena_fmt(r->mem, "%s, a.name AS agency_name,"
	    " p.name AS staff_name", record_columns(r->mem, &intake_record,
	    "i."));
}

static const char *
state(bool over)
{
	return over ? "i.state = 'closed'" : "i.state = 'open'";
}

enum result
intake_sql_list(struct request *r, bool over, int64_t limit, int64_t offset,
    struct rows *out)
{
	struct value args[] = { v_int(limit), v_int(offset) };

	return seen_rows(r, over ? "intake.over" : "intake.list", columns(r),
	    state(over), over ?
	    " ORDER BY i.began_on DESC, i.id DESC LIMIT $1 OFFSET $2" :
	    " ORDER BY i.began_on, i.id LIMIT $1 OFFSET $2", args, COUNT(args),
	    out);
}

enum result
intake_sql_count(struct request *r, bool over, int64_t *n)
{
	struct rows rows = { 0 };
	enum result rc = seen_rows(r, "intake.count", "count(*) AS n",
	    state(over), "", NULL, 0, &rows);

	if (!rc)
		text_number(rows.cells[0], n);
	return rc;
}

enum result
intake_sql_waiting(struct request *r, const char *person, const char *child,
    struct rows *out)
{
	struct value args[] = { v_asked(person),
		v_asked(child), v_int(DUE_MAX_EACH) };

	return seen_rows(r, "intake.waiting", columns(r), "i.state = 'open'"
	    " AND ($1 = '' OR i.staff = $1) AND ($2 = '' OR i.child = $2)",
	    " ORDER BY i.began_on, i.id LIMIT $3", args, COUNT(args), out);
}

enum result
intake_sql_of_child(struct request *r, const char *child, struct rows *out)
{
	struct value args[] = { v_text(child), v_int(MAX_OF_CHILD) };

	return seen_rows(r, "intake.of_child", columns(r), "i.child = $1",
	    " ORDER BY i.began_on DESC, i.id DESC LIMIT $2", args, COUNT(args),
	    out);
}

enum result
intake_sql_joinable(struct request *r, const char *child, int64_t limit,
    struct rows *out)
{
	struct value args[] = { v_asked(child), v_int(limit) };

	return seen_rows(r, "intake.joinable", columns(r), child ?
	    "i.state = 'open' AND i.child = $1" : "i.state = 'open' AND $1 = ''",
	    " ORDER BY i.began_on DESC, i.id DESC LIMIT $2", args, COUNT(args),
	    out);
}

enum result
intake_sql_of_contact(struct request *r, const char *contact,
    struct rows *out)
{
	struct value args[] = { v_text(contact) };

	return seen_rows(r, "intake.of_contact", columns(r), "i.id ="
	    " (SELECT intake FROM intake_contact WHERE contact = $1)", "", args,
	    COUNT(args), out);
}

enum result
intake_sql_contacts(struct request *r, const char *intake, struct rows *out)
{
	struct value all[] = { v_text(intake), v_int(MAX_CONTACTS) };
	struct value *args = all;
	struct buffer sql = buffer_new(r->mem);
	struct query q = { .name = "intake.contacts" };
	size_t n = COUNT(all);
	enum result rc;

	buffer_fmt(&sql, "SELECT %s, x.tied FROM intake_contact x"
	    " JOIN contact c ON c.id = x.contact WHERE x.intake = $1",
	    record_columns(r->mem, &contact_record, "c."));
	rc = record_filter(r, &contact_record, "c.", &sql, &args, &n);
	if (rc)
		return rc;
	buffer_add(&sql, " ORDER BY c.on_day, c.id LIMIT $2");
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, args, n, out);
}

enum result
intake_sql_add_contact(struct request *r, const char *intake,
    const char *contact, bool tied)
{
	static const struct query q = {
		"intake.add_contact",
		"INSERT INTO intake_contact (contact, intake, tied)"
		" VALUES ($1, $2, $3) ON CONFLICT (contact) DO NOTHING"
		" RETURNING contact"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(contact),
	    v_text(intake), v_int(tied)));
}

enum result
intake_sql_set_tied(struct request *r, const char *contact, bool tied)
{
	static const struct query q = {
		"intake.set_tied",
		"UPDATE intake_contact SET tied = $2 WHERE contact = $1"
		" RETURNING contact"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(contact),
	    v_int(tied)));
}

enum result
intake_sql_demo_contacts(struct request *r, struct rows *out)
{
	static const struct query q = {
		"intake.demo_contacts",
		"SELECT id, on_day FROM contact WHERE child IS NULL"
		" ORDER BY on_day DESC, id LIMIT $1"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_int(DEMO_CONTACTS)), out);
}

enum result
intake_sql_demo_children(struct request *r, struct rows *out)
{
	static const struct query q = {
		"intake.demo_children",
		"SELECT id FROM child WHERE born_on < $1 ORDER BY number LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text("2020-01-01"),
	    v_int(DEMO_CONTACTS)), out);
}
