#include "features/handover/handover_sql.h"

#include "app/draft.h"
#include "base/instant.h"
#include "features/contact/contact.h"
#include "features/team/team.h"

/* $1 is the person, $2 today. A day that is named is inclusive, so what ends
 * today needs no ending. */
#define OPEN_STEP " staff = $1 AND next_done_on IS NULL AND next_on IS NOT NULL"
#define OPEN_TEAM " person = $1 AND (to_on IS NULL OR to_on > $2)"
#define OPEN_DAYS " person = $1 AND to_on > $2"

static const struct {
	const struct record *record;
	const char *kind, *open;
} works[WORKS] = {
	[WORK_STEP] = { &contact_record, "step", OPEN_STEP " AND $2 = $2" },
	[WORK_TEAM] = { &team_member_record, "team", OPEN_TEAM },
	[WORK_DISPATCH] = { &assignment_record, "dispatch", OPEN_DAYS },
	[WORK_GRANT] = { &named_grant_record, NULL, OPEN_DAYS },
};

const struct record *
handover_record(enum work work)
{
	return works[work].record;
}

const char *
handover_kind(enum work work)
{
	return works[work].kind;
}

static enum result
count(struct request *r, const char *sql, const char *person, int64_t *n)
{
	struct query q = { "handover.open", sql };

	return db_number(r->db, r->mem, &q, ARGS(v_text(person),
	    v_text(r->today)), n);
}

static enum result
count_drafts(struct request *r, const char *person, int64_t *n)
{
	static const struct query q = {
		"handover.drafts",
		"SELECT count(*) FROM draft WHERE person = $1 AND at >= $2"
	};
	const char *oldest = instant_add(r->mem, r->now,
	    -DRAFT_DAYS * INT64_C(86400));

	return db_number(r->db, r->mem, &q, ARGS(v_text(person),
	    v_text(oldest)), n);
}

enum result
handover_sql_open(struct request *r, const char *person, struct open *o)
{
	const struct {
		const char *sql;
		int64_t *n;
	} counts[] = {
		{ "SELECT count(*) FROM contact WHERE" OPEN_STEP
		    " AND $2 = $2", &o->steps },
		{ "SELECT count(DISTINCT child) FROM team_member WHERE"
		    OPEN_TEAM, &o->children },
		{ "SELECT count(*) FROM assignment WHERE" OPEN_DAYS,
		    &o->dispatches },
		{ "SELECT count(*) FROM named_grant WHERE" OPEN_DAYS,
		    &o->grants },
		{ "SELECT count(*) FROM named_grant WHERE asked_by = $1"
		    " AND approved_by IS NULL AND to_on >= $2", &o->asked },
	};
	enum result rc = OK;

	for (size_t i = 0; !rc && i < COUNT(counts); i++)
		rc = count(r, counts[i].sql, person, counts[i].n);
	return rc ? rc : count_drafts(r, person, &o->drafts);
}

enum result
handover_sql_children(struct request *r, const char *person,
    struct rows *out)
{
	static const struct query q = {
		"handover.children",
		"SELECT w.child, sum(w.steps) AS steps, sum(w.teams) AS teams,"
		" sum(w.dispatches) AS dispatches FROM ("
		"SELECT child, 1 AS steps, 0 AS teams, 0 AS dispatches"
		" FROM contact WHERE" OPEN_STEP
		" UNION ALL SELECT child, 0, 1, 0 FROM team_member WHERE" OPEN_TEAM
		" UNION ALL SELECT child, 0, 0, 1 FROM assignment WHERE" OPEN_DAYS
		") w JOIN child k ON k.id = w.child GROUP BY w.child, k.number"
		" ORDER BY k.number"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(person),
	    v_text(r->today)), out);
}

enum result
handover_sql_colleagues(struct request *r, const struct account *a,
    struct rows *out)
{
	static const struct query q = {
		"handover.colleagues",
		"SELECT id, version, login, name, role, agency, left_on FROM person"
		" WHERE id <> $1 AND COALESCE(agency, '') = $2"
		" AND (left_on IS NULL OR left_on > $3) ORDER BY name, id"
		" LIMIT 5000"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(a->id),
	    v_text(a->agency ? a->agency : ""), v_text(r->today)), out);
}

enum result
handover_sql_rows(struct request *r, enum work work, const char *person,
    struct rows *out)
{
	const struct record *rec = works[work].record;
	struct query q = { arena_fmt(r->mem, "handover.rows:%s", rec->name),
	    arena_fmt(r->mem, "SELECT %s FROM %s WHERE%s ORDER BY id",
	    record_columns(r->mem, rec, NULL), rec->name, works[work].open) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(person),
	    v_text(r->today)), out);
}
