#include "features/statistics/statistics_town_test.h"

#include "app/codes.h"
#include "app/deed.h"
#include "features/child/child.h"
#include "features/contact/contact.h"
#include "features/dispatch/dispatch.h"

/* As an import would read it: labels, and several joined by "；". */
static void
set(struct request *r, const struct record *rec, void *obj, const char *name,
    const char *typed, const char *day)
{
	if (typed && *typed)
		EXPECT(!field_read(r, record_field(rec, name), typed, day, true,
		    obj));
}

/* The checks of forms are passed by: registers of other years hold worse. */
static void
keep(struct request *r, const struct record *rec, void *obj)
{
	deed_begin(r);
	(void)record_add(r, rec, obj);
	EXPECT(deed_commit(r, "/") == OK);
}

const char *
known_child(struct town *t, const char *number, const char *born_on,
    const char *municipality, const char *medical_care)
{
	struct request *r = town_request(t);
	struct child c = { .number = number, .name = "見本 花" };

	set(r, &child_record, &c, "born_on", born_on, r->today);
	set(r, &child_record, &c, "municipality", municipality, r->today);
	set(r, &child_record, &c, "medical_care", medical_care, r->today);
	keep(r, &child_record, &c);
	return arena_text(t->mem, c.id);
}

void
met(struct town *t, const struct met *m)
{
	struct request *r = town_request(t);
	int64_t n = town_number(t, "SELECT count(*) FROM contact");
	struct contact c = { .number = arena_fmt(t->mem, "c%lld",
	    (long long)n + 1), .on_day = m->day, .child = m->child };

	set(r, &contact_record, &c, "method", m->method, m->day);
	set(r, &contact_record, &c, "requester", m->requester, m->day);
	set(r, &contact_record, &c, "topics", m->topics, m->day);
	set(r, &contact_record, &c, "partners", m->partners, m->day);
	keep(r, &contact_record, &c);
}

void
advised(struct town *t, const char *day, const char *region, const char *kind)
{
	struct request *r = town_request(t);
	int64_t n = town_number(t, "SELECT count(*) FROM advisor_activity");
	struct advisor_activity a = { .on_day = day, .number = arena_fmt(t->mem,
	    "a%lld", (long long)n + 1) };

	set(r, &advisor_activity_record, &a, "region", region, day);
	set(r, &advisor_activity_record, &a, "kind", kind, day);
	keep(r, &advisor_activity_record, &a);
}

struct report *
report_of(struct town *t, const char *from, const char *to, int restated)
{
	struct report *report = arena_take(t->mem, sizeof(*report));

	EXPECT(statistics_report(town_request(t), from, to, restated,
	    report) == OK);
	return report;
}

const struct report_table *
table_in(const struct report *report, const char *name)
{
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		if (strcmp(report->tables[i].name, name) == 0)
			return &report->tables[i];
	}
	test_fail(NULL, __FILE__, __LINE__, name);
}

int64_t
cell_in(const struct report *report, const char *table, const char *label)
{
	const struct report_table *t = table_in(report, table);

	for (size_t i = 0; i < t->nrows; i++) {
		if (strcmp(t->rows[i].label, label) == 0)
			return t->rows[i].count;
	}
	return -1;
}

int64_t
sum_in(const struct report_table *t)
{
	int64_t sum = 0;

	for (size_t i = 0; i < t->nrows; i++)
		sum += t->rows[i].count;
	return sum;
}

static bool
import_file(struct town *t, const struct transfer *what, const char *path)
{
	struct import *done = arena_take(t->mem, sizeof(*done));
	size_t n;
	const char *bytes = file_bytes(t->mem, path, &n);

	if (!bytes)
		return false;
	EXPECT(import_run(town_request(t), what, bytes, n, false, done, NULL,
	    NULL) == OK);
	EXPECT(done->added == done->rows && done->rows > 50);
	return true;
}

bool
town_two_years(struct town *t)
{
	return import_file(t, &child_transfer, YEARS "r4/children.csv") &&
	    import_file(t, &contact_transfer, YEARS "r4/contacts.csv") &&
	    import_file(t, &child_transfer, YEARS "r5/children.csv") &&
	    import_file(t, &contact_transfer, YEARS "r5/contacts.csv");
}
