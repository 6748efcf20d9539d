#include "app/deed.h"
#include "base/crypto.h"
#include "features/pathway/pathway_sql.h"

/* Many rows of one child at once: a move of a thousand steps is a handful of
 * statements of at most 200 values, kept in pathway_move from where to where. */
enum { STEP_COLUMNS = 12, STEP_ROWS = 16, MOVE_COLUMNS = 5, MOVE_ROWS = 40 };

/* "($1, $2), ($3, $4)" */
static void
add_places(struct buffer *sql, size_t rows, size_t columns)
{
	for (size_t i = 0; i < rows * columns; i++)
		buffer_fmt(sql, "%s%s$%zu%s", i && !(i % columns) ? ", " : "",
		    i % columns ? ", " : "(", i + 1,
		    i % columns == columns - 1 ? ")" : "");
}

static enum result
insert(struct request *r, const char *name, const char *into,
    const struct value *args, size_t rows, size_t columns)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { .name = name };

	buffer_add(&sql, into);
	add_places(&sql, rows, columns);
	q.sql = sql.s;
	return db_exec(r->db, &q, args, rows * columns);
}

static void
put_step(struct value *v, const struct pathway_step *s, int64_t changed)
{
	const struct value row[STEP_COLUMNS] = { v_text(s->id), v_int(1),
		v_int(changed), v_text(s->child), v_text(s->stage),
		v_text(s->step), v_text(s->who), v_int(s->shift),
		v_text(s->due_on), v_text(s->state), v_text(s->note),
		v_text(s->done_on) };

	for (size_t i = 0; i < STEP_COLUMNS; i++)
		v[i] = row[i];
}

enum result
pathway_sql_add_steps(struct request *r, struct pathway_step *steps, size_t n)
{
	int64_t changed = deed_changed(r, pathway_step_record.name);
	struct value *args = arena_array(r->mem, STEP_ROWS * STEP_COLUMNS,
	    sizeof(*args));
	enum result rc = OK;

	for (size_t i = 0; !rc && i < n; i += STEP_ROWS) {
		size_t rows = n - i < STEP_ROWS ? n - i : STEP_ROWS;

		for (size_t k = 0; k < rows; k++) {
			steps[i + k].id = crypto_uuid(r->mem);
			steps[i + k].version = 1;
			put_step(args + k * STEP_COLUMNS, &steps[i + k],
			    changed);
		}
		rc = insert(r, "pathway.add_steps", "INSERT INTO pathway_step"
		    " (id, version, changed, child, stage, step, who, shift,"
		    " due_on, state, note, done_on) VALUES ", args, rows,
		    STEP_COLUMNS);
	}
	return rc;
}

static enum result
keep_moves(struct request *r, const char *flow,
    const struct pathway_move *moves, size_t n)
{
	struct value *args = arena_array(r->mem, MOVE_ROWS * MOVE_COLUMNS,
	    sizeof(*args));
	enum result rc = OK;

	for (size_t i = 0; !rc && i < n; i += MOVE_ROWS) {
		size_t rows = n - i < MOVE_ROWS ? n - i : MOVE_ROWS;

		for (size_t k = 0; k < rows; k++) {
			const struct pathway_move *m = &moves[i + k];
			struct value *v = args + k * MOVE_COLUMNS;

			v[0] = v_text(flow);
			v[1] = v_text(m->kind);
			v[2] = v_text(m->subject);
			v[3] = v_text(m->old_on);
			v[4] = v_text(m->new_on);
		}
		rc = insert(r, "pathway.keep_moves", "INSERT INTO pathway_move"
		    " (flow, kind, subject, old_on, new_on) VALUES ", args,
		    rows, MOVE_COLUMNS);
	}
	return rc;
}

#define MOVED(column) \
    "(SELECT m." column " FROM pathway_move m WHERE m.flow = $1" \
    " AND m.kind = 'step' AND m.subject = pathway_step.id)"
#define OF_FLOW(kind) \
    " WHERE id IN (SELECT subject FROM pathway_move WHERE flow = $1" \
    " AND kind = '" kind "')"
#define STAGE_MOVED(column) \
    "(SELECT m." column " FROM pathway_move m WHERE m.flow = $1" \
    " AND m.kind = 'stage' AND m.subject = pathway_stage.id)"

enum result
pathway_sql_flow(struct request *r, const char *child,
    const struct pathway_move *moves, size_t n)
{
	static const struct query add = {
		"pathway.flow",
		"INSERT INTO pathway_flow (id, child, at, person)"
		" VALUES ($1, $2, $3, $4)"
	};
	static const struct query steps = {
		"pathway.move_steps",
		"UPDATE pathway_step SET version = version + 1, changed = $2,"
		" due_on = " MOVED("new_on") OF_FLOW("step")
	};
	static const struct query stages = {
		"pathway.move_stages",
		"UPDATE pathway_stage SET version = version + 1, changed = $2,"
		" expected_on = " STAGE_MOVED("new_on") OF_FLOW("stage")
	};
	const char *id = crypto_uuid(r->mem);

	(void)db_exec(r->db, &add, ARGS(v_text(id), v_text(child),
	    v_text(r->now), v_text(r->who ? r->who->id : NULL)));
	(void)keep_moves(r, id, moves, n);
	(void)db_exec(r->db, &steps, ARGS(v_text(id), v_int(deed_changed(r,
	    pathway_step_record.name))));
	return db_exec(r->db, &stages, ARGS(v_text(id), v_int(deed_changed(r,
	    pathway_stage_record.name))));
}

enum result
pathway_sql_last_flow(struct request *r, const char *child, struct rows *out)
{
	static const struct query q = {
		"pathway.last_flow",
		"SELECT f.id, f.at, p.name AS person_name, (SELECT count(*)"
		" FROM pathway_move m WHERE m.flow = f.id"
		" AND m.kind = 'step') AS nsteps FROM pathway_flow f"
		" LEFT JOIN person p ON p.id = f.person"
		" WHERE f.child = $1 AND f.undone_at IS NULL"
		" ORDER BY f.id DESC LIMIT 1"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child)), out);
}

enum result
pathway_sql_anchors_of(struct request *r, const char *flow, struct rows *out)
{
	static const struct query q = {
		"pathway.anchors_of",
		"SELECT subject, old_on, new_on FROM pathway_move"
		" WHERE flow = $1 AND kind = 'anchor'"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(flow)), out);
}

enum result
pathway_sql_kept(struct request *r, const char *flow, struct rows *out)
{
	static const struct query q = {
		"pathway.kept",
		"SELECT s.id FROM pathway_move m JOIN pathway_step s"
		" ON s.id = m.subject WHERE m.flow = $1 AND m.kind = 'step'"
		" AND s.state IN ('todo', 'waiting') AND"
		" COALESCE(s.due_on, '') <> COALESCE(m.new_on, '')"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(flow)), out);
}

enum result
pathway_sql_set_shift(struct request *r, const char *step, int64_t shift)
{
	static const struct query q = {
		"pathway.set_shift",
		"UPDATE pathway_step SET version = version + 1, changed = $2,"
		" shift = $3 WHERE id = $1"
	};

	return db_exec(r->db, &q, ARGS(v_text(step), v_int(deed_changed(r,
	    pathway_step_record.name)), v_int(shift)));
}

/* What was new with it and is untouched since is not needed after all. */
static enum result
take_back_new(struct request *r, const char *flow)
{
	static const struct query q = {
		"pathway.take_back_new",
		"UPDATE pathway_step SET version = version + 1, changed = $2,"
		" state = 'not_needed'" OF_FLOW("new") " AND state = 'todo'"
		" AND note IS NULL AND owner IS NULL"
	};

	return db_exec(r->db, &q, ARGS(v_text(flow), v_int(deed_changed(r,
	    pathway_step_record.name))));
}

enum result
pathway_sql_reverse(struct request *r, const char *flow)
{
	static const struct query mark = {
		"pathway.reverse",
		"UPDATE pathway_flow SET undone_at = $2 WHERE id = $1"
		" AND undone_at IS NULL RETURNING id"
	};
	static const struct query steps = {
		"pathway.reverse_steps",
		"UPDATE pathway_step SET version = version + 1, changed = $2,"
		" due_on = " MOVED("old_on") OF_FLOW("step")
		" AND state IN ('todo', 'waiting')"
		" AND COALESCE(due_on, '') = COALESCE(" MOVED("new_on") ", '')"
	};
	static const struct query stages = {
		"pathway.reverse_stages",
		"UPDATE pathway_stage SET version = version + 1, changed = $2,"
		" expected_on = " STAGE_MOVED("old_on") OF_FLOW("stage")
		" AND from_on IS NULL"
	};

	if (db_exec_one(r->db, r->mem, &mark, ARGS(v_text(flow),
	    v_text(r->now))))
		return CONFLICT;
	(void)db_exec(r->db, &steps, ARGS(v_text(flow), v_int(deed_changed(r,
	    pathway_step_record.name))));
	(void)db_exec(r->db, &stages, ARGS(v_text(flow), v_int(deed_changed(r,
	    pathway_stage_record.name))));
	return take_back_new(r, flow);
}
