
#include "app/audit.h"
#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/retention/retention_sql.h"

/* GET and POST /retention: the rules, what is due now, what was erased. */
struct class_line {
	const char *name, *label, *what, *from, *unit, *rule, *url;
	const char *years, *fault, *age, *age_fault;
	int64_t least, total;
	bool has_age;
};

struct overview {
	const struct html *faults, *hidden;
	struct html_list classes, erased;
	bool stale, any_erased;
};

static const struct slot class_slots[] = {
	SLOT_TEXT(class_line, name),
	SLOT_TEXT(class_line, label),
	SLOT_TEXT(class_line, what),
	SLOT_TEXT(class_line, from),
	SLOT_TEXT(class_line, unit),
	SLOT_TEXT(class_line, rule),
	SLOT_TEXT(class_line, url),
	SLOT_TEXT(class_line, years),
	SLOT_TEXT(class_line, fault),
	SLOT_TEXT(class_line, age),
	SLOT_TEXT(class_line, age_fault),
	SLOT_NUMBER(class_line, least),
	SLOT_NUMBER(class_line, total),
	SLOT_FLAG(class_line, has_age),
};

static const struct slot erased_slots[] = {
	SLOT_TEXT(erased_line, at),
	SLOT_TEXT(erased_line, who),
	SLOT_TEXT(erased_line, label),
	SLOT_TEXT(erased_line, rule),
	SLOT_TEXT(erased_line, items),
	SLOT_TEXT(erased_line, url),
};

static const struct slot overview_slots[] = {
	SLOT_HTML(overview, faults),
	SLOT_HTML(overview, hidden),
	SLOT_LIST(overview, classes, class_slots, struct class_line),
	SLOT_LIST(overview, erased, erased_slots, struct erased_line),
	SLOT_FLAG(overview, stale),
	SLOT_FLAG(overview, any_erased),
};

TEMPLATE(retention_overview_page, "src/features/retention/overview.html",
    overview_slots);

/* What was typed, else what is stored. */
static const char *
typed_or(struct request *r, const char *name, int64_t stored)
{
	const char *typed = r->nfaults ? request_form(r, name) : NULL;

	if (typed)
		return typed;
	return stored ? arena_fmt(r->mem, "%lld", (long long)stored) : "";
}

static enum result
fill_class(struct request *r, const struct retention_rule *rule,
    struct class_line *line)
{
	const struct retention_class *of = rule->of;
	struct retention_due due;
	enum result rc = retention_due_load(r, rule, &due);

	*line = (struct class_line){ .name = of->name, .label = of->label,
		.what = of->what, .from = of->from, .unit = of->unit,
		.least = of->least, .has_age = of->has_age,
		.rule = retention_rule_text(r, rule), .total = due.total,
		.years = typed_or(r, of->name, rule->years),
		.fault = request_fault_of(r, of->name) };
	if (of->has_age) {
		line->age = typed_or(r, "age", rule->age);
		line->age_fault = request_fault_of(r, "age");
	}
	if (rule->until)
		line->url = arena_fmt(r->mem, "/retention/%s", of->name);
	return rc;
}

struct erased_line
retention_erased_line(struct request *r, const struct rows *rows, size_t i)
{
	const struct retention_class *of = retention_class_named(
	    rows_cell(rows, i, "class"));
	struct retention_rule rule = { .of = of,
		.years = rows_number(rows, i, "years"),
		.age = rows_number(rows, i, "age") };

	return (struct erased_line){
		.at = date_instant_label(r->mem, rows_cell(rows, i, "at")),
		.who = rows_cell(rows, i, "person_name"),
		.label = of ? of->label : rows_cell(rows, i, "class"),
		.rule = of ? retention_rule_text(r, &rule) : "",
		.items = arena_fmt(r->mem, "%s%s", rows_cell(rows, i, "items"),
		    of ? of->unit : ""),
		.url = arena_fmt(r->mem, "/retention/erasures/%s",
		    rows_cell(rows, i, "id")),
	};
}

static enum result
show(struct request *r, bool stale)
{
	struct overview p = { .faults = form_faults(r), .stale = stale };
	struct class_line *lines = arena_array(r->mem, RETENTION_CLASSES,
	    sizeof(*lines));
	struct erased_line *erased;
	struct crumb crumbs[] = { { "自分の設定", "/account" },
		{ "保存期間と消去", NULL } };
	struct page page = { .title = "保存期間と消去", .crumbs = crumbs,
		.ncrumbs = COUNT(crumbs) };
	struct rows rows = { 0 };
	int64_t version = 0;
	enum result rc = OK;

	for (size_t i = 0; !rc && i < RETENTION_CLASSES; i++) {
		struct retention_rule rule;

		rc = retention_rule_load(r, &retention_classes[i], &rule);
		if (!rc)
			rc = fill_class(r, &rule, &lines[i]);
		version += rule.version;
	}
	if (!rc)
		rc = retention_sql_erasures(r, NULL, &rows);
	if (rc)
		return rc;
	erased = arena_array(r->mem, rows.nrows + 1, sizeof(*erased));
	for (size_t i = 0; i < rows.nrows; i++)
		erased[i] = retention_erased_line(r, &rows, i);
	p.hidden = form_hidden(r, version);
	p.classes = (struct html_list){ lines, RETENTION_CLASSES };
	p.erased = (struct html_list){ erased, rows.nrows };
	p.any_erased = rows.nrows > 0;
	return page_show(r, &page, &retention_overview_page, &p);
}

enum result
retention_get(struct request *r)
{
	return show(r, false);
}

/* Empty is none. */
static int64_t
read_number(struct request *r, const char *name, int64_t least, int64_t most)
{
	const char *typed = request_form(r, name);
	int64_t n = 0;

	if (!typed || text_blank(typed))
		return 0;
	if (!text_number(typed, &n))
		request_fault(r, name, "not_a_number");
	else if (n < least || n > most)
		request_fault(r, name, arena_fmt(r->mem,
		    "%lldから%lldまでの数にするか、空にしてください。",
		    (long long)least, (long long)most));
	return n;
}

/* Which numbers changed, for the log: the numbers are no secret. */
static void
change(struct request *r, const struct retention_rule *rule, int64_t years,
    int64_t age)
{
	struct retention_rule now = *rule;

	if (rule->years == years && rule->age == age)
		return;
	now.years = years;
	now.age = age;
	(void)retention_sql_set_rule(r, &now);
	audit_note_plain(r, "change", "retention", rule->of->name,
	    arena_fmt(r->mem, "years %lld to %lld, age %lld to %lld",
	    (long long)rule->years, (long long)years, (long long)rule->age,
	    (long long)age));
}

static enum result
change_all(struct request *r, const int64_t *years, int64_t age,
    int64_t version)
{
	int64_t now = 0;

	for (size_t i = 0; i < RETENTION_CLASSES; i++) {
		const struct retention_class *of = &retention_classes[i];
		struct retention_rule rule;
		enum result rc = retention_rule_load(r, of, &rule);

		if (rc)
			return rc;
		now += rule.version;
		change(r, &rule, years[i], of->has_age && years[i] ? age : 0);
	}
	return now == version ? OK : CONFLICT;
}

enum result
retention_post(struct request *r)
{
	const char *typed = request_form(r, "version");
	const char *see = request_saying(r, "/retention", "changed");
	int64_t years[RETENTION_CLASSES], age, version = 0;
	enum result rc;

	for (size_t i = 0; i < RETENTION_CLASSES; i++)
		years[i] = read_number(r, retention_classes[i].name,
		    retention_classes[i].least, 100);
	age = read_number(r, "age", 1, 100);
	if (!typed || !text_number(typed, &version))
		request_fault(r, "version", "not_a_number");
	if (r->nfaults) {
		rc = show(r, false);
		return rc ? rc : INVALID;
	}
	deed_begin(r);
	rc = change_all(r, years, age, version);
	if (rc)
		db_fail(r->db, rc);
	else if (!r->noted)
		audit_note_plain(r, "change", "retention", "-", "nothing");
	rc = request_see(r, deed_commit(r, see), see);
	if (rc == CONFLICT && !r->repeated) {
		enum result again = show(r, true);

		return again ? again : rc;
	}
	return rc;
}
