#include "app/demo.h"
#include "base/date.h"
#include "features/coordinator/coordinator_private.h"
#include "features/coordinator/coordinator_sql.h"

enum { EACH = 4 };

/* Who supports half of the fictional children. */
static enum result
add_supporters(struct request *r)
{
	static const struct supporter usual[EACH] = {
		{ .part = "mother", .name = "見本 明子", .phone = "090-0000-0001",
		    .hours = "いつでも（日中は留守番電話）" },
		{ .part = "attending", .name = "例示 医師",
		    .phone = "017-000-0011", .hours = "平日9:00-17:00" },
		{ .part = "visiting_nurse", .name = "架空 看護師",
		    .phone = "017-000-0012",
		    .hours = "平日8:30-17:30、夜間は当番の電話" },
		{ .part = "municipality", .name = "仮名 保健師",
		    .phone = "017-000-0013", .hours = "平日8:30-17:15" },
	};
	struct dice d = dice_new(26);
	struct rows children = { 0 }, agencies = { 0 };
	enum result rc = coordinator_sql_demo_children(r, &children);

	if (!rc)
		rc = coordinator_sql_agencies(r, &agencies);
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

enum result
coordinator_demo(struct request *r)
{
	return add_supporters(r);
}
