#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/parts.h"
#include "base/text.h"
#include "features/care/care_private.h"
#include "features/care/care_sql.h"

/* What there is of one child, and the line of it in table `power`. */
enum { CHECK_MONTHS = 6, LIFE_MONTHS = 36 };

int64_t
care_setting(struct request *r, const char *name, int64_t otherwise)
{
	int64_t n;

	return r->codes && text_number(codes_setting(r->codes, name), &n) &&
	    n > 0 && n <= 1200 ? n : otherwise;
}

static struct care_terms
terms_of(struct request *r)
{
	return (struct care_terms){ .today = r->today,
		.check_months = care_setting(r, "battery_check_months",
		    CHECK_MONTHS),
		.life_months = care_setting(r, "battery_life_months",
		    LIFE_MONTHS) };
}

/* By the order of the list: what keeps her breathing comes first. */
static int
place_of(struct request *r, const char *kind)
{
	size_t n;
	const struct code *all = codes_list(r->codes, "device_kind", &n);

	for (size_t i = 0; i < n; i++)
		if (kind && strcmp(all[i].code, kind) == 0)
			return (int)i;
	return (int)n;
}

static void
put_in_order(struct request *r, struct device *all, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct device d = all[i];
		size_t at = i;

		for (; at && place_of(r, all[at - 1].kind) >
		    place_of(r, d.kind); at--)
			all[at] = all[at - 1];
		all[at] = d;
	}
}

/* Rows that tell this person nothing are not there for them. */
static size_t
load_all(struct request *r, const struct record *rec, const char *needs,
    const struct rows *rows, void *out)
{
	const struct field *f = record_field(rec, needs);
	size_t n = 0;

	for (size_t i = 0; i < rows->nrows; i++) {
		void *at = (char *)out + n * rec->size;

		n += record_load(r, rec, rows, i, at) &&
		    record_shows(r, rec, f, at);
	}
	return n;
}

enum result
care_devices(struct request *r, const char *child, struct device **out,
    size_t *n)
{
	struct rows rows = { 0 };
	enum result rc = OK;

	*n = 0;
	*out = NULL;
	if (parts_any(r, &device_record, child))
		rc = care_sql_devices(r, child, &rows);
	if (rc || !rows.nrows)
		return rc;
	*out = arena_array(r->mem, rows.nrows, sizeof(**out));
	*n = load_all(r, &device_record, "kind", &rows, *out);
	put_in_order(r, *out, *n);
	return OK;
}

enum result
care_supplies(struct request *r, const char *child, struct supply **out,
    size_t *n)
{
	struct rows rows = { 0 };
	enum result rc = OK;

	*n = 0;
	*out = NULL;
	if (parts_any(r, &supply_record, child))
		rc = care_sql_supplies(r, child, &rows);
	if (rc || !rows.nrows)
		return rc;
	*out = arena_array(r->mem, rows.nrows, sizeof(**out));
	*n = load_all(r, &supply_record, "item", &rows, *out);
	return OK;
}

enum result
care_latest(struct request *r, const char *child, const char *instrument,
    struct assessment *out)
{
	const struct field *f = record_field(&assessment_record, "total");
	struct rows rows = { 0 };
	enum result rc = parts_any(r, &assessment_record, child) ?
	    care_sql_assessments(r, child, instrument, &rows) : OK;

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		if (record_load(r, &assessment_record, &rows, i, out) &&
		    record_shows(r, &assessment_record, f, out) &&
		    !out->withdrawn_on)
			return OK;
	}
	return rc ? rc : MISSING;
}

enum result
care_power_of(struct request *r, const char *child, struct care_power *out)
{
	const struct care_terms terms = terms_of(r);
	struct device *devices;
	struct supply *supplies;
	size_t n, nsupplies;
	enum result rc = care_devices(r, child, &devices, &n);

	if (!rc)
		rc = care_supplies(r, child, &supplies, &nsupplies);
	if (rc)
		return rc;
	care_power(&terms, devices, n, supplies, nsupplies, out);
	return n ? OK : MISSING;
}

/* As it lies there, whoever changed it: what is sealed is there or not. */
static void
take_raw(const struct record *rec, const struct rows *rows, size_t row,
    void *out)
{
	struct record_head *head = out;

	head->id = rows_cell(rows, row, "id");
	for (size_t i = 0; i < rec->nfields; i++)
		field_set(&rec->fields[i], out,
		    rows_cell(rows, row, rec->fields[i].name));
}

static const char *
lacks_of(struct request *r, const struct care_power *p)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < p->nmissing; i++) {
		const char *code = care_lack_code(p->missing[i].what);

		if (care_lack_by_time(p->missing[i].what) ||
		    text_set_has(b.s, code))
			continue;
		buffer_fmt(&b, "%s%s", b.len ? "," : "", code);
	}
	return b.s ? b.s : "";
}

enum result
care_power_keep(struct request *r, const char *child)
{
	const struct care_terms terms = terms_of(r);
	struct rows rows = { 0 }, supplies = { 0 };
	struct care_power *p = arena_take(r->mem, sizeof(*p));
	struct device *devices;
	struct supply *stock;
	enum result rc = care_sql_devices(r, child, &rows);

	if (!rc)
		rc = care_sql_supplies(r, child, &supplies);
	if (rc)
		return rc;
	devices = arena_array(r->mem, rows.nrows + 1, sizeof(*devices));
	stock = arena_array(r->mem, supplies.nrows + 1, sizeof(*stock));
	for (size_t i = 0; i < rows.nrows; i++)
		take_raw(&device_record, &rows, i, &devices[i]);
	for (size_t i = 0; i < supplies.nrows; i++)
		take_raw(&supply_record, &supplies, i, &stock[i]);
	put_in_order(r, devices, rows.nrows);
	care_power(&terms, devices, rows.nrows, stock, supplies.nrows, p);
	return care_sql_keep(r, child, rows.nrows ? p : NULL, lacks_of(r, p));
}
