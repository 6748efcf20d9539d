#include "features/evacuation/evacuation_count.h"

#include <string.h>

#include "app/record_page.h"
#include "base/date.h"
#include "features/child/child.h"

/* Who has a plan and who is ready, counted and listed by the same words. */
#define HOLDS \
    " p.child = c.id AND p.state IN ('signed', 'shared', 'drilled')"
#define PLAN(more)	"EXISTS (SELECT 1 FROM plan p WHERE" HOLDS more ")"
#define MADE		PLAN(" AND p.valid_until >= $1")
#define HELD		PLAN("")
#define BEGUN \
    "EXISTS (SELECT 1 FROM plan p WHERE p.child = c.id" \
    " AND p.state IN ('draft', 'meeting'))"
#define UNSURE \
    PLAN(" AND NOT EXISTS (SELECT 1 FROM acceptance a" \
    " WHERE a.id = p.acceptance AND a.answer = 'yes'" \
    " AND a.confirmed_on >= $2)")
#define UNDRILLED	PLAN(" AND (p.drilled_on IS NULL OR p.drilled_on < $2)")
/* Not known is as short as it gets. */
#define SHORT \
    "EXISTS (SELECT 1 FROM power w WHERE w.child = c.id" \
    " AND (w.minutes IS NULL OR w.minutes < 180))"
/* Children who need care, and whose record stands. */
#define OF_CARE \
    " FROM child c WHERE c.merged_into IS NULL AND (c.care IS NOT NULL" \
    " OR c.medical_care = 'yes')"

const struct plan_measure plan_measures[PLAN_MEASURES] = {
	{ "made", "作成済", "署名した計画があり、期限内です。", MADE, false },
	{ "expired", "期限切れ", "計画はあり、署名から1年をすぎました。",
	    HELD " AND NOT " MADE, false },
	{ "begun", "着手", "計画を作り始めたところです。",
	    BEGUN " AND NOT " HELD, false },
	{ "none", "未着手", "計画がまだありません。",
	    "NOT " BEGUN " AND NOT " HELD, false },
	{ "plan", "計画がない", "署名した計画がありません。", "NOT " HELD, true },
	{ "battery", "電池が短い", "電気で動く機器が3時間もたないか、もつ時間が分かりません。",
	    SHORT, true },
	{ "shelter", "避難先が未確認", "この1年に、受け入れると答えた避難先がありません。",
	    UNSURE, true },
	{ "drill", "訓練が1年ない", "この1年に、訓練をしていません。", UNDRILLED,
	    true },
};

const struct plan_measure *
plan_measure(const char *code)
{
	for (size_t i = 0; code && i < PLAN_MEASURES; i++) {
		if (strcmp(plan_measures[i].code, code) == 0)
			return &plan_measures[i];
	}
	return NULL;
}

static struct value *
days(struct request *r)
{
	struct value *args = arena_array(r->mem, 2, sizeof(*args));

	args[0] = v_text(r->today);
	args[1] = v_text(date_add_days(r->mem, r->today, -PLAN_DAYS));
	return args;
}

enum result
evacuation_sql_counts(struct request *r, struct rows *out)
{
	struct buffer sql = buffer_new(r->mem);
	struct record_query q = { &child_record, "c.", "evacuation.counts",
		NULL, " GROUP BY c.municipality" };

	/* Both days are named, whatever the measures ask. */
	buffer_add(&sql, "SELECT c.municipality, count(*) AS everybody");
	for (size_t i = 0; i < PLAN_MEASURES; i++)
		buffer_fmt(&sql, ", sum(CASE WHEN %s THEN 1 ELSE 0 END) AS %s_n",
		    plan_measures[i].sql, plan_measures[i].code);
	buffer_add(&sql, OF_CARE);
	q.sql = sql.s;
	return record_rows(r, &q, days(r), 2, out);
}

enum result
evacuation_sql_listed(struct request *r, const struct plan_measure *m,
    const char *municipality, struct rows *out)
{
	struct buffer sql = buffer_new(r->mem);
	struct record_query q = { &child_record, "c.", "evacuation.listed",
		NULL, arena_fmt(r->mem, " ORDER BY c.municipality, c.number"
		" LIMIT %d", PLAN_MAX_LISTED) };
	struct value *args = arena_array(r->mem, 3, sizeof(*args));

	memcpy(args, days(r), 2 * sizeof(*args));
	args[2] = v_asked(municipality);
	buffer_fmt(&sql, "SELECT %s, (SELECT max(p.id) FROM plan p WHERE" HOLDS
	    ") AS plan, (SELECT max(p.id) FROM plan p WHERE p.child = c.id"
	    " AND p.state IN ('draft', 'meeting')) AS written" OF_CARE
	    " AND $1 = $1 AND $2 = $2 AND ($3 = '' OR c.municipality = $3)",
	    record_columns(r->mem, &child_record, "c."));
	if (m)
		buffer_fmt(&sql, " AND %s", m->sql);
	q.sql = sql.s;
	return record_rows(r, &q, args, 3, out);
}

enum result
evacuation_sql_of_municipality(struct request *r, const char *municipality,
    struct rows *out)
{
	static const struct query q = {
		"evacuation.of_municipality",
		"SELECT p.id FROM plan p JOIN child c ON c.id = p.child"
		" WHERE p.state IN ('signed', 'shared', 'drilled')"
		" AND c.municipality = $1 AND c.merged_into IS NULL"
		" ORDER BY c.number, p.place LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(municipality),
	    v_int(PLAN_MAX_LISTED)), out);
}
