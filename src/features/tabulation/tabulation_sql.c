#include "features/tabulation/tabulation_sql.h"

#include "base/date.h"

/* Both ask for what lies in the index contact_counted; only the order needs more. */
#define CONTACTS(more, none) \
	"SELECT c.on_day, c.child, c.method, c.requester, c.topics," \
	" c.partners, c.support, c.participants, s.role, c.minutes," \
	" c.travel_minutes, c.km, c.id" more " FROM contact c" \
	" LEFT JOIN person s ON s.id = c.staff" \
	" WHERE c.on_day >= $1 AND c.on_day <= $2" \
	" UNION ALL SELECT on_day, child, method, requester, topics," \
	" partners, NULL, NULL, NULL, 0, 0, 0, id" none \
	" FROM counted_contact WHERE on_day >= $1 AND on_day <= $2"

enum result
tabulation_sql_contacts(struct request *r, const struct period *p,
    tabulation_each *each, void *ctx)
{
	static const struct query q = {
		"tabulation.contacts",
		CONTACTS("", "")
	};

	return db_each(r->db, &q, ARGS(v_text(p->from), v_text(p->to)), each,
	    ctx);
}

enum result
tabulation_sql_latest(struct request *r, const struct period *p,
    tabulation_each *each, void *ctx)
{
	static const struct query q = {
		"tabulation.latest",
		CONTACTS(", c.number", ", ''")
		" ORDER BY on_day DESC, number DESC"
	};

	return db_each(r->db, &q, ARGS(v_text(p->from), v_text(p->to)), each,
	    ctx);
}

enum result
tabulation_sql_children(struct request *r, tabulation_each *each, void *ctx)
{
	static const struct query q = {
		"tabulation.children",
		"SELECT id, born_on, municipality, medical_care, care, number"
		" FROM child UNION ALL SELECT id, born_on, municipality,"
		" medical_care, NULL, '' FROM counted_child ORDER BY number, id"
	};

	return db_each(r->db, &q, NO_ARGS, each, ctx);
}

enum result
tabulation_sql_first(struct request *r, const struct period *p,
    tabulation_each *each, void *ctx)
{
	static const struct query q = {
		"tabulation.first",
		"SELECT child, min(on_day), min(CASE WHEN on_day >= $1"
		" THEN on_day END) FROM contact"
		" WHERE child IS NOT NULL AND on_day <= $2 GROUP BY child"
		" UNION ALL SELECT child, min(on_day),"
		" min(CASE WHEN on_day >= $1 THEN on_day END)"
		" FROM counted_contact"
		" WHERE child IS NOT NULL AND on_day <= $2 GROUP BY child"
	};

	return db_each(r->db, &q, ARGS(v_text(p->from), v_text(p->to)), each,
	    ctx);
}

enum result
tabulation_sql_severity(struct request *r, const struct period *p,
    tabulation_each *each, void *ctx)
{
	static const struct query q = {
		"tabulation.severity",
		"SELECT child, coalesce(granted, class) FROM assessment"
		" WHERE instrument = 'score_2021' AND withdrawn_on IS NULL"
		" AND on_day <= $1 ORDER BY on_day, id"
	};

	return db_each(r->db, &q, ARGS(v_text(p->to)), each, ctx);
}

enum result
tabulation_sql_list(struct request *r, struct rows *out)
{
	static const struct query q = {
		"tabulation.list",
		"SELECT t.id, t.version, t.title, t.question, t.made_by,"
		" t.closed_on, p.name AS made_by_name FROM tabulation t"
		" LEFT JOIN person p ON p.id = t.made_by"
		" WHERE t.closed_on IS NULL ORDER BY t.title, t.id"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
tabulation_sql_items(struct request *r, const char *form, int year,
    struct rows *out)
{
	static const struct query q = {
		"tabulation.items",
		"SELECT i.item, i.form_label, i.section, i.label, i.unit,"
		" i.question, i.row_code, i.column_code, a.answer,"
		" a.id AS answer_id FROM yearly_item i"
		" LEFT JOIN yearly_answer a ON a.form = i.form"
		" AND a.item = i.item AND a.year = $2 WHERE i.form = $1"
		" AND (i.valid_from IS NULL OR i.valid_from <= $4)"
		" AND (i.valid_to IS NULL OR i.valid_to >= $3)"
		" ORDER BY i.position, i.item"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(form), v_int(year),
	    v_text(date_fiscal_start(r->mem, year)),
	    v_text(date_fiscal_end(r->mem, year))), out);
}

enum result
tabulation_sql_forms(struct request *r, struct rows *out)
{
	static const struct query q = {
		"tabulation.forms",
		"SELECT DISTINCT form, form_label FROM yearly_item"
		" ORDER BY form"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}
