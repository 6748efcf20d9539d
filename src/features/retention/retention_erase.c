#include <stdlib.h>
#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "base/crypto.h"
#include "base/date.h"
#include "features/child/child.h"
#include "features/retention/retention_sql.h"
#include "features/training/training.h"

/* What is due, and the deed that erases it. */

static const char *
digest_of(struct request *r, const struct retention_rule *rule,
    const struct retention_due *due)
{
	struct buffer b = buffer_new(r->mem);

	buffer_fmt(&b, "%s %lld %lld", rule->of->name, (long long)rule->years,
	    (long long)rule->age);
	for (size_t i = 0; i < due->n; i++)
		buffer_fmt(&b, "\n%s %s", due->items[i].record,
		    due->items[i].id);
	return crypto_digest(r->mem, b.s, b.len);
}

enum result
retention_due_load(struct request *r, const struct retention_rule *rule,
    struct retention_due *due)
{
	struct rows rows = { 0 };
	enum result rc = OK;

	*due = (struct retention_due){ .items = NULL };
	if (rule->until)
		rc = retention_sql_due(r, rule, &rows, &due->total);
	if (!rc && rule->until && rule->of->has_age)
		rc = retention_sql_held(r, rule, &due->open, &due->unborn);
	if (rc)
		return rc;
	due->items = arena_array(r->mem, rows.nrows + 1, sizeof(*due->items));
	due->n = rows.nrows;
	for (size_t i = 0; i < rows.nrows; i++)
		due->items[i] = (struct due_item){
			rows_cell(&rows, i, "record"), rows_cell(&rows, i, "id"),
			rows_cell(&rows, i, "number"),
			rows_cell(&rows, i, "on_day"),
			rows_cell(&rows, i, "child"),
		};
	due->digest = digest_of(r, rule, due);
	return OK;
}

static struct retention_count *
count_of(struct retention_count *all, size_t *n, const struct part *p)
{
	for (size_t i = 0; i < *n; i++) {
		if (strcmp(all[i].record, p->record) == 0)
			return &all[i];
	}
	all[*n] = (struct retention_count){ p->record, p->label, 0 };
	return &all[(*n)++];
}

enum result
retention_counts(struct request *r, const struct retention_rule *rule,
    const struct retention_due *due, struct retention_count **out, size_t *n)
{
	size_t nparts;
	struct part *parts = retention_sql_parts(r, rule, due, &nparts);
	struct retention_count *all = arena_array(r->mem, nparts + 1,
	    sizeof(*all));

	*out = all;
	*n = 0;
	for (size_t i = nparts; i-- > 0; ) {
		int64_t rows = 0;
		enum result rc = retention_sql_count(r, &parts[i], &rows);

		if (rc)
			return rc;
		if (rows)
			count_of(all, n, &parts[i])->n += rows;
	}
	return OK;
}

/* A birth date that gives the same age all through the year from `day` on. */
static const char *
coarse_birth(struct request *r, const char *born_on, const char *day)
{
	int age = born_on ? date_age(born_on, day) : -1;
	const char *year;

	if (age < 0)
		return NULL;
	year = retention_years_before(r->mem, day, age);
	return arena_fmt(r->mem, "%.7s-01", year);
}

static void
keep_contacts(struct request *r, const struct rows *child,
    const struct rows *contacts)
{
	const char *counted = NULL;
	int year = 0;

	for (size_t i = 0; i < contacts->nrows; i++) {
		const char *const *cells = contacts->cells +
		    i * contacts->ncols;

		if (child && (!counted || date_fiscal_year(cells[0]) != year)) {
			year = date_fiscal_year(cells[0]);
			counted = retention_sql_count_child(r,
			    coarse_birth(r, child->cells[0], cells[0]),
			    child->cells[1], child->cells[2]);
		}
		retention_sql_count_contact(r, arena_fmt(r->mem, "%.7s-01",
		    cells[0]), counted, cells + 1);
	}
}

/* Inside that deed: what past years go on counting of these. */
static enum result
retention_keep_counted(struct request *r, const struct retention_due *due)
{
	for (size_t i = 0; i < due->n; i++) {
		const struct due_item *item = &due->items[i];
		bool whole = strcmp(item->record, "child") == 0;
		struct rows child = { 0 }, contacts = { 0 };
		enum result rc = OK;

		if (whole)
			rc = retention_sql_child(r, item->id, &child);
		if (!rc)
			rc = retention_sql_contacts(r, whole ? item->id : NULL,
			    item->id, &contacts);
		if (rc)
			return rc;
		keep_contacts(r, whole ? &child : NULL, &contacts);
	}
	return OK;
}

/* How many came to past sessions. */
static enum result
keep_came(struct request *r, const struct retention_due *due)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < due->n; i++)
		rc = training_keep_count(r, due->items[i].id);
	return rc;
}

static void
delete_parts(struct request *r, const struct retention_rule *rule,
    const struct retention_due *due, const char *id)
{
	size_t n;
	struct part *parts = retention_sql_parts(r, rule, due, &n);

	for (size_t i = 0; i < n && !db_failed(r->db); i++) {
		int64_t rows = 0;

		if (retention_sql_count(r, &parts[i], &rows))
			return;
		(void)retention_sql_log_count(r, id, parts[i].record, rows);
		if (rows)
			(void)retention_sql_delete(r, &parts[i]);
	}
}

/* Names in memory go too: see app/search.h. */
static void
note(struct request *r, const struct retention_rule *rule,
    const struct retention_due *due, const char *id)
{
	bool children = strcmp(rule->of->name, "child") == 0;

	for (size_t i = 0; i < due->n; i++)
		audit_note_plain(r, "erase", due->items[i].record,
		    due->items[i].id, "");
	audit_note_plain(r, "erase", "retention", id, arena_fmt(r->mem,
	    "%s %zu", rule->of->name, due->n));
	if (children)
		(void)search_forget(r, &child_record);
}

enum result
retention_erase(struct request *r, const struct retention_class *of,
    int64_t version, const char *digest, const char *see)
{
	const char *id = crypto_uuid(r->mem);
	struct retention_rule rule;
	struct retention_due due;
	enum result rc;

	deed_begin(r);
	rc = retention_rule_load(r, of, &rule);
	if (!rc)
		rc = retention_due_load(r, &rule, &due);
	if (!rc && (rule.version != version || !due.n ||
	    strcmp(due.digest, digest) != 0))
		rc = CONFLICT;
	if (!rc && (strcmp(of->name, "child") == 0 ||
	    strcmp(of->name, "contact") == 0))
		rc = retention_keep_counted(r, &due);
	if (!rc && strcmp(of->name, "training_applicant") == 0)
		rc = keep_came(r, &due);
	if (rc) {
		db_fail(r->db, rc);
		return deed_commit(r, see);
	}
	(void)retention_sql_log(r, id, &rule, &due);
	delete_parts(r, &rule, &due, id);
	(void)retention_sql_forget_files(r);
	note(r, &rule, &due, id);
	return deed_commit(r, see);
}
