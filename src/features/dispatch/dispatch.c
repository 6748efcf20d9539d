#include "features/dispatch/dispatch.h"

#include <string.h>

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

const struct feature dispatch_feature = {
	.name = "dispatch",
	.menu = { "アドバイザー", "/advisor-activities", CHILD_READ },
	FEATURE_RECORDS(&advisor_activity_record),
	FEATURE_TRANSFERS(&advisor),
};
