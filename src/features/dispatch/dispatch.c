#include "features/dispatch/dispatch.h"

#include <string.h>

#include "app/codes.h"
#include "app/demo.h"
#include "base/date.h"

static const struct field fields[] = {
	FIELD_DAY(advisor_activity, on_day, .label = "活動日",
	    .flags = REQUIRED | LISTED, .hint = "例）R8.11.20、11/20"),
	FIELD_TEXT(advisor_activity, number, .label = "活動ID", .flags = UNIQUE,
	    .max = 40, .hint = "空欄にすると番号をつけます。"),
	FIELD_CODE(advisor_activity, region, .label = "圏域", .list = "region",
	    .flags = ASKED | LISTED),
	FIELD_CODE(advisor_activity, kind, .label = "対応内容",
	    .list = "advisor_kind", .flags = ASKED | LISTED),
};

static void
check(struct request *r, const void *obj)
{
	const struct advisor_activity *a = obj;

	if (a->on_day && strcmp(a->on_day, r->today) > 0)
		request_fault(r, "on_day", "in_the_future");
}

const struct record advisor_activity_record = {
	.name = "advisor_activity",
	.path = "advisor-activities",
	.label = "圏域アドバイザーの活動",
	.size = sizeof(struct advisor_activity),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.check = check,
};

static const char *const columns[] = { "number", "on_day", "region", "kind" };

static const struct transfer advisor = {
	.kind = "advisor",
	.label = "圏域アドバイザーの活動",
	.record = &advisor_activity_record,
	.columns = columns,
	.ncolumns = COUNT(columns),
	.day_field = "on_day",
};

enum { DEMO_DAYS = 3 * 365, DEMO_ACTIVITIES = 170 };

/* Three fictional years: regions in turn, kinds by chance. */
static enum result
demo(struct request *r)
{
	struct dice d = dice_new(3);
	const char *from = date_add_days(r->mem, r->today, -DEMO_DAYS);
	size_t nregions, nkinds;
	const struct code *regions = codes_list(r->codes, "region", &nregions);
	const struct code *kinds = codes_list(r->codes, "advisor_kind", &nkinds);

	for (size_t i = 0; i < DEMO_ACTIVITIES && nregions > 1 && nkinds; i++) {
		struct advisor_activity a = {
			.on_day = dice_day(&d, r->mem, from, r->today),
			.region = regions[dice_below(&d, nregions - 1)].code,
			.kind = kinds[dice_below(&d, nkinds)].code,
		};

		record_add(r, &advisor_activity_record, &a);
	}
	return OK;
}

const struct feature dispatch_feature = {
	.name = "dispatch",
	.menu = { "アドバイザー", "/advisor-activities", CHILD_READ, 5 },
	FEATURE_RECORDS(&advisor_activity_record),
	FEATURE_TRANSFERS(&advisor),
	.demo = demo,
};
