#include "app/demo.h"
#include "base/date.h"
#include "features/agency/agency.h"
#include "features/coordinator/coordinator_private.h"
#include "features/coordinator/coordinator_sql.h"

enum { EACH = 4, DEMO_COORDINATORS = 24, DEMO_CHILDREN = 80,
	DEMO_AGENCIES = 5000 };

/* Who supports half of the fictional children. */
static enum result
add_supporters(struct request *r)
{
	const struct supporter usual[EACH] = {
		{ .part = "mother", .name = "見本 明子", .phone = "090-0000-0001",
		    .hours = "いつでも（日中は留守番電話）" },
		{ .part = "attending", .name = "例示 医師",
		    .phone = demo_phone(r, "000-0011"), .hours = "平日9:00-17:00" },
		{ .part = "visiting_nurse", .name = "架空 看護師",
		    .phone = demo_phone(r, "000-0012"),
		    .hours = "平日8:30-17:30、夜間は当番の電話" },
		{ .part = "municipality", .name = "仮名 保健師",
		    .phone = demo_phone(r, "000-0013"), .hours = "平日8:30-17:15" },
	};
	struct dice d = dice_new(26);
	struct rows children = { 0 }, agencies = { 0 };
	enum result rc = child_first(r, DEMO_CHILDREN, &children);

	if (!rc)
		rc = agency_first(r, DEMO_AGENCIES, &agencies);
	for (size_t i = 0; !rc && i < EACH * children.nrows; i++) {
		struct supporter s = usual[i % EACH];

		if (s.part[0] != 'm' && agencies.nrows && i % 3 == 0)
			s.agency = rows_cell(&agencies, dice_below(&d,
			    agencies.nrows), "id");
		s.child = rows_cell(&children, i / EACH, "id");
		s.from_on = date_add_days(r->mem, r->today,
		    -60 - (int)dice_below(&d, 300));
		rc = record_add(r, &supporter_record, &s);
	}
	return rc;
}

/* A register with people of every kind: with cases, without, full, left. */
static enum result
add_coordinators(struct request *r)
{
	static const char *const names[] = { "見本", "例示", "架空", "仮名",
	    "想定", "模擬", "試作", "雛形" };
	static const char *const jobs[] = { "相談支援専門員", "保健師", "看護師",
	    "社会福祉士" };
	struct dice d = dice_new(27);
	struct rows children = { 0 }, agencies = { 0 };
	enum result rc = child_first(r, DEMO_CHILDREN, &children);

	if (!rc)
		rc = agency_first(r, DEMO_AGENCIES, &agencies);
	for (size_t i = 0; !rc && children.nrows && agencies.nrows &&
	    i < DEMO_COORDINATORS; i++) {
		struct coordinator c = {
			.name = arena_fmt(r->mem, "%s 支%zu",
			    names[i % COUNT(names)], i + 1),
			.municipality = rows_cell(&children, dice_below(&d,
			    children.nrows), "municipality"),
			.agency = rows_cell(&agencies, dice_below(&d,
			    agencies.nrows), "id"),
			.phone = demo_phone(r, arena_fmt(r->mem, "026-%04zu", i + 1)),
			.profession = dice_pick(&d, jobs, COUNT(jobs)),
			.trained = i % 9 == 8 ? "0" : "1",
			.trained_on = i % 9 == 8 ? NULL : "2024-12-01",
			.experience = i % 3 ? 0 : (int64_t)dice_below(&d, 6),
			.most = 1 + (int64_t)(i % 4),
			.willing = i % 7 == 6 ? "0" : "1",
			.first_wished = i % 3 ? "1" : "0",
		};
		struct supporter s = { .part = "coordinator",
		    .name = c.name, .phone = c.phone, .agency = c.agency,
		    .hours = "平日9:00-17:00",
		    .from_on = date_add_days(r->mem, r->today, -40) };

		rc = record_add(r, &coordinator_record, &c);
		s.coordinator = c.id;
		s.child = rows_cell(&children, i, "id");
		if (!rc && i % 2 && i < children.nrows)
			rc = record_add(r, &supporter_record, &s);
	}
	return rc;
}

enum result
coordinator_demo(struct request *r)
{
	enum result rc = add_supporters(r);

	return rc ? rc : add_coordinators(r);
}
