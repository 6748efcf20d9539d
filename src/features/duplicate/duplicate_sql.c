#include "features/duplicate/duplicate_sql.h"

#include <string.h>

#include "app/deed.h"
#include "app/site.h"
#include "base/crypto.h"
#include "base/text.h"

/*
 * Every record with a link to a child goes over, of every feature, present and
 * to come. A way (段階) there is once a child: the kept child's own stays, and
 * the other's stays where it was.
 */
static const char *const way_tables[] = { "pathway_flow", "pathway_step",
	"pathway_stage", "pathway" };

/* `key` tells a row of the table from all others. */
struct table {
	const char *name, *label, *key;
};
#define SOURCE_KEY "casebook || ' ' || record || ' ' || record_id"

/* Of a place there is one plan for a disaster: likewise. */
static const char *const plan_tables[] = { "plan", "plan_share", "drill" };

static bool
is_of_way(const char *name)
{
	for (size_t i = 0; i < COUNT(way_tables); i++) {
		if (strcmp(way_tables[i], name) == 0)
			return true;
	}
	return false;
}

static bool
is_of_plan(const char *name)
{
	for (size_t i = 0; i < COUNT(plan_tables); i++) {
		if (strcmp(plan_tables[i], name) == 0)
			return true;
	}
	return false;
}

/* Tables with a column child and an id of their own. */
static size_t
tables_of(struct request *r, bool with_way, struct table *out, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];

		for (size_t k = 0; k < f->nrecords && n < room; k++) {
			const struct record *rec = f->records[k];

			if (rec->child && strcmp(rec->child, "child") == 0 &&
			    !is_of_way(rec->name))
				out[n++] = (struct table){ rec->name, rec->label,
				    "id" };
		}
	}
	for (size_t i = 0; with_way && i < COUNT(way_tables) && n < room; i++)
		out[n++] = (struct table){ way_tables[i], "段階", "id" };
	if (n < room)
		out[n++] = (struct table){ "casebook_source", "事例のもと",
		    SOURCE_KEY };
	return n;
}

static enum result
number(struct request *r, const char *name, const char *sql,
    const char *child, int64_t *n)
{
	struct query q = { name, sql };

	return db_number(r->db, r->mem, &q, ARGS(v_text(child)), n);
}

static enum result
has_way(struct request *r, const char *child, bool *has)
{
	int64_t n = 0;
	enum result rc = number(r, "duplicate.has_way",
	    "SELECT (SELECT count(*) FROM pathway WHERE child = $1) +"
	    " (SELECT count(*) FROM pathway_stage WHERE child = $1)", child, &n);

	*has = n != 0;
	return rc;
}

static enum result
has_plan(struct request *r, const char *child, bool *has)
{
	int64_t n = 0;
	enum result rc = number(r, "duplicate.has_plan",
	    "SELECT count(*) FROM plan WHERE child = $1", child, &n);

	*has = n != 0;
	return rc;
}

enum result
duplicate_sql_count(struct request *r, const char *child,
    struct part_count *out, size_t *n)
{
	struct table tables[DUPLICATE_MAX_PARTS];
	size_t all = tables_of(r, true, tables, COUNT(tables));

	*n = 0;
	for (size_t i = 0; i < all; i++) {
		int64_t rows = 0;
		enum result rc = number(r, arena_fmt(r->mem,
		    "duplicate.count:%s", tables[i].name), arena_fmt(r->mem,
		    "SELECT count(*) AS n FROM %s WHERE child = $1",
		    tables[i].name), child, &rows);

		if (rc)
			return rc;
		if (rows)
			out[(*n)++] = (struct part_count){ tables[i].label, rows };
	}
	return OK;
}

enum result
duplicate_sql_of(struct request *r, const char *kept, struct rows *out)
{
	static const struct query q = {
		"duplicate.of",
		"SELECT m.id, m.kept, m.gone, m.made_at, g.number FROM child_merge m"
		" JOIN child g ON g.id = m.gone"
		" WHERE m.kept = $1 AND m.undone_at IS NULL"
		" ORDER BY m.made_at DESC, m.id DESC LIMIT 20"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(kept)), out);
}

enum result
duplicate_sql_merge(struct request *r, const char *id, struct merge *out)
{
	static const struct query q = {
		"duplicate.merge",
		"SELECT id, kept, gone, made_at FROM child_merge WHERE id = $1"
		" AND undone_at IS NULL"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	*out = (struct merge){ rows.cells[0], rows.cells[1], rows.cells[2],
	    rows.cells[3] };
	return OK;
}

/* To one recipient for one purpose, two that stand today and do not say the
 * same; or one that stands where the other was taken back after it was given. */
enum result
duplicate_sql_contradictions(struct request *r, const char *a, const char *b,
    struct rows *out)
{
	static const struct query q = {
		"duplicate.contradictions",
		"SELECT DISTINCT g.name AS recipient_name, x.purpose"
		" FROM consent x JOIN consent y ON y.recipient = x.recipient"
		" AND y.purpose = x.purpose JOIN agency g ON g.id = x.recipient"
		" WHERE ((x.child = $1 AND y.child = $2)"
		" OR (x.child = $2 AND y.child = $1))"
		" AND x.withdrawn_on IS NULL AND x.from_on <= $3"
		" AND (x.to_on IS NULL OR x.to_on >= $3)"
		" AND ((y.withdrawn_on IS NOT NULL AND y.withdrawn_on >= x.given_on)"
		" OR (y.withdrawn_on IS NULL AND y.from_on <= $3"
		" AND (y.to_on IS NULL OR y.to_on >= $3)"
		" AND y.classes <> x.classes))"
		" ORDER BY recipient_name, x.purpose LIMIT 20"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(a), v_text(b),
	    v_text(r->today)), out);
}

/* What goes over is written down before it goes. */
static void
move_table(struct request *r, const struct table *t, const char *merge,
    const char *kept, const char *gone)
{
	const char *table = t->name;
	struct query note = { arena_fmt(r->mem, "duplicate.note:%s", table),
	    arena_fmt(r->mem, "INSERT INTO child_merge_row (merge, record,"
	    " record_id) SELECT $1, '%s', %s FROM %s WHERE child = $2", table,
	    t->key, table) };
	struct query move = { arena_fmt(r->mem, "duplicate.move:%s", table),
	    arena_fmt(r->mem, "UPDATE %s SET child = $1 WHERE child = $2",
	    table) };

	(void)db_exec(r->db, &note, ARGS(v_text(merge), v_text(gone)));
	(void)db_exec(r->db, &move, ARGS(v_text(kept), v_text(gone)));
	(void)deed_changed(r, table);
}

/* A paper of the child herself hangs on her id. */
static void
move_papers(struct request *r, const char *to, const char *from,
    const char *merge)
{
	static const struct query q = {
		"duplicate.papers",
		"UPDATE attachment SET of_id = $1 WHERE of_record = 'child'"
		" AND of_id = $2 AND id IN (SELECT record_id FROM child_merge_row"
		" WHERE merge = $3 AND record = 'attachment')"
	};

	(void)db_exec(r->db, &q, ARGS(v_text(to), v_text(from), v_text(merge)));
}

static void
set_gone(struct request *r, const char *child, const char *kept)
{
	static const struct query q = {
		"duplicate.set_gone",
		"UPDATE child SET merged_into = $2, changed = $3,"
		" version = version + 1 WHERE id = $1 RETURNING id"
	};

	(void)db_exec_one(r->db, r->mem, &q, ARGS(v_text(child), v_text(kept),
	    v_int(deed_changed(r, "child"))));
}

void
duplicate_sql_make(struct request *r, const char *kept, const char *gone)
{
	static const struct query q = {
		"duplicate.make",
		"INSERT INTO child_merge (id, kept, gone, made_by, made_at)"
		" VALUES ($1, $2, $3, $4, $5)"
	};
	struct table tables[DUPLICATE_MAX_PARTS];
	const char *merge = crypto_uuid(r->mem);
	bool way = false, plan = false;
	size_t n;

	if (has_way(r, kept, &way) || has_plan(r, kept, &plan))
		return;
	n = tables_of(r, !way, tables, COUNT(tables));
	(void)db_exec(r->db, &q, ARGS(v_text(merge), v_text(kept),
	    v_text(gone), v_text(r->who->id), v_text(r->now)));
	for (size_t i = 0; i < n; i++) {
		if (!plan || !is_of_plan(tables[i].name))
			move_table(r, &tables[i], merge, kept, gone);
	}
	move_papers(r, kept, gone, merge);
	set_gone(r, gone, kept);
}

static void
return_table(struct request *r, const struct table *t, const struct merge *m)
{
	const char *table = t->name;
	struct query q = { arena_fmt(r->mem, "duplicate.return:%s", table),
	    arena_fmt(r->mem, "UPDATE %s SET child = $1 WHERE child = $2"
	    " AND %s IN (SELECT record_id FROM child_merge_row WHERE merge = $3"
	    " AND record = '%s')", table, t->key, table) };

	(void)db_exec(r->db, &q, ARGS(v_text(m->gone), v_text(m->kept),
	    v_text(m->id)));
	(void)deed_changed(r, table);
}

void
duplicate_sql_undo(struct request *r, const struct merge *m)
{
	static const struct query q = {
		"duplicate.undo",
		"UPDATE child_merge SET undone_by = $2, undone_at = $3"
		" WHERE id = $1 AND undone_at IS NULL RETURNING id"
	};
	struct table tables[DUPLICATE_MAX_PARTS];
	size_t n = tables_of(r, true, tables, COUNT(tables));

	(void)db_exec_one(r->db, r->mem, &q, ARGS(v_text(m->id),
	    v_text(r->who->id), v_text(r->now)));
	for (size_t i = 0; i < n; i++)
		return_table(r, &tables[i], m);
	move_papers(r, m->gone, m->kept, m->id);
	set_gone(r, m->gone, NULL);
}
