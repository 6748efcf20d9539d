#include "base/crypto.h"
#include "base/instant.h"
#include "features/retention/retention_sql.h"

/* What stays: numbers for past years, and the log of what was erased. */

enum { FILE_SECONDS = 24 * 3600, ID_BYTES = 18 };

enum result
retention_sql_child(struct request *r, const char *id, struct rows *rows)
{
	static const struct query q = {
		"retention.child", "SELECT born_on, municipality, medical_care"
		" FROM child WHERE id = $1"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(id)), rows);
}

#define ANSWERS "SELECT on_day, method, requester, topics, partners" \
    " FROM contact"

enum result
retention_sql_contacts(struct request *r, const char *child, const char *id,
    struct rows *rows)
{
	static const struct query of_child = {
		"retention.of_child",
		ANSWERS " WHERE child = $1 ORDER BY on_day"
	};
	static const struct query of_id = {
		"retention.of_id", ANSWERS " WHERE id = $1"
	};

	return db_rows(r->db, r->mem, child ? &of_child : &of_id,
	    ARGS(v_text(child ? child : id)), rows);
}

/* By chance alone: an id of ours would tell when it was made, and so by which
 * erasure. */
static const char *
counted_id(struct request *r)
{
	return arena_fmt(r->mem, "erased-%s", crypto_token(r->mem, ID_BYTES));
}

const char *
retention_sql_count_child(struct request *r, const char *born_on,
    const char *municipality, const char *medical_care)
{
	static const struct query q = {
		"retention.count_child",
		"INSERT INTO counted_child (id, born_on, municipality,"
		" medical_care) VALUES ($1, $2, $3, $4)"
	};
	const char *id = counted_id(r);

	(void)db_exec(r->db, &q, ARGS(v_text(id), v_text(born_on),
	    v_text(municipality), v_text(medical_care)));
	return id;
}

void
retention_sql_count_contact(struct request *r, const char *on_day,
    const char *child, const char *const *answers)
{
	static const struct query q = {
		"retention.count_contact",
		"INSERT INTO counted_contact (id, on_day, child, method,"
		" requester, topics, partners)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7)"
	};

	(void)db_exec(r->db, &q, ARGS(v_text(counted_id(r)), v_text(on_day),
	    v_text(child), v_text(answers[0]), v_text(answers[1]),
	    v_text(answers[2]), v_text(answers[3])));
}

enum result
retention_sql_log(struct request *r, const char *id,
    const struct retention_rule *rule, const struct retention_due *due)
{
	static const struct query whole = {
		"retention.log",
		"INSERT INTO erasure (id, at, person, class, years, age, items)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7)"
	};
	static const struct query item = {
		"retention.log_item",
		"INSERT INTO erasure_item (erasure, record, record_id)"
		" VALUES ($1, $2, $3)"
	};

	(void)db_exec(r->db, &whole, ARGS(v_text(id), v_text(r->now),
	    v_text(r->who->id), v_text(rule->of->name), v_int(rule->years),
	    rule->age ? v_int(rule->age) : v_text(NULL),
	    v_int((int64_t)due->n)));
	for (size_t i = 0; i < due->n; i++)
		(void)db_exec(r->db, &item, ARGS(v_text(id),
		    v_text(due->items[i].record), v_text(due->items[i].id)));
	return db_failed(r->db) ? BROKEN : OK;
}

enum result
retention_sql_log_count(struct request *r, const char *id, const char *record,
    int64_t n)
{
	static const struct query q = {
		"retention.log_count",
		"INSERT INTO erasure_count (erasure, record, n)"
		" VALUES ($1, $2, $3) ON CONFLICT (erasure, record)"
		" DO UPDATE SET n = erasure_count.n + excluded.n"
	};

	return n ? db_exec(r->db, &q, ARGS(v_text(id), v_text(record),
	    v_int(n))) : OK;
}

enum result
retention_sql_forget_files(struct request *r)
{
	static const struct query q = {
		"retention.forget_files",
		"DELETE FROM import_job WHERE made_at < $1"
	};

	return db_exec(r->db, &q, ARGS(v_text(instant_add(r->mem, r->now,
	    -FILE_SECONDS))));
}

#define ERASURES "SELECT e.id AS id, e.at AS at, p.name AS person_name," \
    " e.class AS class, e.years AS years, e.age AS age, e.items AS items" \
    " FROM erasure e JOIN person p ON p.id = e.person"

enum result
retention_sql_erasures(struct request *r, const char *id, struct rows *rows)
{
	static const struct query all = {
		"retention.erasures",
		ERASURES " ORDER BY e.at DESC, e.id DESC LIMIT 200"
	};
	static const struct query one = {
		"retention.erasure", ERASURES " WHERE e.id = $1"
	};

	if (!id)
		return db_rows(r->db, r->mem, &all, NO_ARGS, rows);
	return db_rows(r->db, r->mem, &one, ARGS(v_text(id)), rows);
}

enum result
retention_sql_erased_counts(struct request *r, const char *id,
    struct rows *rows)
{
	static const struct query q = {
		"retention.erased_counts",
		"SELECT record, n FROM erasure_count WHERE erasure = $1"
		" ORDER BY n DESC, record"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(id)), rows);
}

enum result
retention_sql_erased_items(struct request *r, const char *id,
    struct rows *rows)
{
	static const struct query q = {
		"retention.erased_items",
		"SELECT record, record_id FROM erasure_item WHERE erasure = $1"
		" ORDER BY record, record_id"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(id)), rows);
}
