#include "features/retention/retention_sql.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/site.h"
#include "base/instant.h"
#include "base/text.h"

enum result
retention_sql_rule(struct request *r, const char *name,
    struct retention_rule *rule)
{
	static const struct query q = {
		"retention.rule",
		"SELECT version, years, age FROM retention_rule WHERE class = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(name)), &rows);

	if (rc)
		return rc;
	if (!rows.nrows || !text_number(rows.cells[0], &rule->version))
		return BROKEN;
	if (rows.cells[1] && !text_number(rows.cells[1], &rule->years))
		return BROKEN;
	if (rows.cells[2] && !text_number(rows.cells[2], &rule->age))
		return BROKEN;
	return OK;
}

static struct value
number_or_null(int64_t n)
{
	return n ? v_int(n) : v_text(NULL);
}

enum result
retention_sql_set_rule(struct request *r, const struct retention_rule *rule)
{
	static const struct query q = {
		"retention.set_rule",
		"UPDATE retention_rule SET version = version + 1, years = $3,"
		" age = $4 WHERE class = $1 AND version = $2 RETURNING class"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(rule->of->name),
	    v_int(rule->version), number_or_null(rule->years),
	    number_or_null(rule->age)));
}

/* The instant at which the day after `day` begins in Japan. */
static const char *
end_of(struct arena *mem, const char *day)
{
	return arena_fmt(mem, "%sT15:00:00Z", day);
}

/* Ids made later than that are greater: they begin with the millisecond. */
static const char *
first_id_after(struct arena *mem, const char *day)
{
	int64_t ms = 1000 * instant_seconds_between("1970-01-01T00:00:00Z",
	    end_of(mem, day));

	return arena_fmt(mem, "%08" PRIx64 "-%04" PRIx64, (uint64_t)ms >> 16,
	    (uint64_t)ms & 0xffff);
}

/* No day that this record holds of the child is later than $1. */
static void
past_days(struct buffer *sql, const struct record *rec)
{
	bool any = false;

	for (size_t i = 0; i < rec->nfields; i++) {
		if (rec->fields[i].kind != KIND_DAY)
			continue;
		if (!any)
			buffer_fmt(sql, " AND NOT EXISTS (SELECT 1 FROM %s x"
			    " WHERE x.%s = c.id AND (", rec->name, rec->child);
		buffer_fmt(sql, "%sx.%s > $1", any ? " OR " : "",
		    rec->fields[i].name);
		any = true;
	}
	if (any)
		buffer_add(sql, "))");
}

/* Children of whom nothing was written down later than $1, and who were not
 * put on record later. */
static void
past_children(struct request *r, struct buffer *sql)
{
	buffer_add(sql, "FROM child c WHERE c.id < $2 AND NOT EXISTS (SELECT 1"
	    " FROM revision v WHERE v.record = 'child' AND v.record_id = c.id"
	    " AND v.at > $1)");
	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];

		for (size_t k = 0; k < f->nrecords; k++) {
			const struct record *rec = f->records[k];

			if (rec->child && strcmp(rec->child, "id") != 0)
				past_days(sql, rec);
		}
	}
}

#define OPEN " EXISTS (SELECT 1 FROM team_member h WHERE h.child = c.id" \
    " AND h.to_on IS NULL UNION ALL SELECT 1 FROM contact h" \
    " WHERE h.child = c.id AND h.next_on IS NOT NULL" \
    " AND h.next_done_on IS NULL UNION ALL SELECT 1 FROM task h" \
    " WHERE h.child = c.id AND h.done_on IS NULL)"

static enum result
children(struct request *r, const struct retention_rule *rule,
    const char *select, const char *more, const char *after, struct rows *rows)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { "retention.children", NULL };
	struct value args[] = { v_text(rule->until),
		v_text(first_id_after(r->mem, rule->until)),
		v_text(rule->born_until) };
	bool born = strstr(more, "$3") != NULL;

	buffer_fmt(&sql, "SELECT %s ", select);
	past_children(r, &sql);
	buffer_fmt(&sql, "%s%s", more, after);
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, args, born ? 3 : 2, rows);
}

static enum result
children_number(struct request *r, const struct retention_rule *rule,
    const char *more, int64_t *n)
{
	struct rows rows = { 0 };
	enum result rc = children(r, rule, "count(*)", more, "", &rows);

	if (rc)
		return rc;
	return text_number(rows.cells[0], n) ? OK : BROKEN;
}

enum result
retention_sql_held(struct request *r, const struct retention_rule *rule,
    int64_t *open, int64_t *unborn)
{
	enum result rc;

	rc = children_number(r, rule, rule->age ? " AND c.born_on <= $3 AND"
	    OPEN : " AND" OPEN, open);
	return rc || !rule->age ? rc : children_number(r, rule,
	    " AND c.born_on IS NULL", unborn);
}

#define DUE_CONTACT "FROM contact WHERE child IS NULL AND on_day <= $1" \
    " AND (next_on IS NULL OR next_done_on <= $1)"
#define DUE_ATTACHMENT "FROM attachment WHERE removed_on <= $1"
#define DUE_MESSAGE "FROM message WHERE done_on <= $1"
#define DUE_ANSWER "FROM survey_answer a JOIN survey_question q" \
    " ON q.id = a.question JOIN survey s ON s.id = q.survey" \
    " WHERE a.text IS NOT NULL AND s.state = 'closed'" \
    " AND COALESCE(s.due_on, s.base_on) <= $1"
#define DUE_APPLICANT "FROM training_applicant a JOIN training_session s" \
    " ON s.id = a.session WHERE s.on_day <= $1 AND NOT EXISTS (SELECT 1" \
    " FROM training_certificate c WHERE c.applicant = a.id)"
/* Once its report has told how many came, or it was called off. */
#define DUE_PARTY "FROM exchange_party p JOIN exchange x ON x.id = p.exchange" \
    " WHERE p.child IS NULL AND x.on_day <= $1 AND (x.cancelled_on IS NOT" \
    " NULL OR EXISTS (SELECT 1 FROM exchange_report r" \
    " WHERE r.exchange = x.id))"
#define DUE_REVISION "FROM revision WHERE at < $1"

static enum result
due_children(struct request *r, const struct retention_rule *rule,
    struct rows *rows, int64_t *total)
{
	const char *more = rule->age ? " AND c.born_on <= $3 AND NOT" OPEN :
	    " AND NOT" OPEN;
	enum result rc = children_number(r, rule, more, total);

	return rc ? rc : children(r, rule, "'child' AS record, c.id AS id,"
	    " c.number AS number, NULL AS on_day, c.id AS child", more,
	    arena_fmt(r->mem, " ORDER BY c.id LIMIT %d", RETENTION_MOST),
	    rows);
}

enum result
retention_sql_due(struct request *r, const struct retention_rule *rule,
    struct rows *rows, int64_t *total)
{
	static const struct {
		const char *name;
		struct query list, count;
	} known[] = {
		{ "contact", { "retention.contacts", "SELECT 'contact' AS"
		    " record, id, number, on_day, NULL AS child " DUE_CONTACT
		    " ORDER BY on_day, id LIMIT $2" },
		    { "retention.contacts_n", "SELECT count(*) " DUE_CONTACT } },
		{ "attachment", { "retention.files", "SELECT 'attachment' AS"
		    " record, id, NULL AS number, removed_on AS on_day, child "
		    DUE_ATTACHMENT " ORDER BY removed_on, id LIMIT $2" },
		    { "retention.files_n", "SELECT count(*) "
		    DUE_ATTACHMENT } },
		{ "message", { "retention.messages", "SELECT 'message' AS"
		    " record, id, NULL AS number, done_on AS on_day, NULL AS"
		    " child " DUE_MESSAGE " ORDER BY done_on, id LIMIT $2" },
		    { "retention.messages_n", "SELECT count(*) "
		    DUE_MESSAGE } },
		{ "survey_answer", { "retention.answers", "SELECT"
		    " 'survey_answer' AS record, a.id AS id, NULL AS number,"
		    " COALESCE(s.due_on, s.base_on) AS on_day, NULL AS child "
		    DUE_ANSWER " ORDER BY on_day, id LIMIT $2" },
		    { "retention.answers_n", "SELECT count(*) "
		    DUE_ANSWER } },
		{ "training_applicant", { "retention.applicants", "SELECT"
		    " 'training_applicant' AS record, a.id AS id, NULL AS"
		    " number, s.on_day AS on_day, NULL AS child "
		    DUE_APPLICANT " ORDER BY s.on_day, a.id LIMIT $2" },
		    { "retention.applicants_n", "SELECT count(*) "
		    DUE_APPLICANT } },
		{ "exchange_party", { "retention.parties", "SELECT"
		    " 'exchange_party' AS record, p.id AS id, NULL AS number,"
		    " x.on_day AS on_day, NULL AS child " DUE_PARTY
		    " ORDER BY x.on_day, p.id LIMIT $2" },
		    { "retention.parties_n", "SELECT count(*) " DUE_PARTY } },
		{ "revision", { "retention.versions", "SELECT DISTINCT record,"
		    " record_id AS id, NULL AS number, NULL AS on_day, NULL AS"
		    " child " DUE_REVISION
		    " ORDER BY record, record_id LIMIT $2" },
		    { "retention.versions_n", "SELECT count(*) FROM (SELECT"
		    " DISTINCT record, record_id " DUE_REVISION ") AS due" } },
	};
	bool instants = strcmp(rule->of->name, "revision") == 0;
	struct value until = v_text(instants ? end_of(r->mem, rule->until) :
	    rule->until);

	for (size_t i = 0; i < COUNT(known); i++) {
		enum result rc;

		if (strcmp(known[i].name, rule->of->name) != 0)
			continue;
		rc = db_number(r->db, r->mem, &known[i].count, &until, 1,
		    total);
		return rc ? rc : db_rows(r->db, r->mem, &known[i].list,
		    ARGS(until, v_int(RETENTION_MOST)), rows);
	}
	return due_children(r, rule, rows, total);
}
