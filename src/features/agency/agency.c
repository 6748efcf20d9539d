#include "features/agency/agency_private.h"

#include <string.h>

#include "app/codes.h"
#include "app/demo.h"

static const struct field fields[] = {
	FIELD_TEXT(agency, name, .label = "機関名", .flags = REQUIRED | LISTED,
	    .max = 200),
	FIELD_KANA(agency, kana, .label = "フリガナ", .max = 200),
	FIELD_TEXT(agency, number, .label = "機関ID", .flags = UNIQUE,
	    .max = 40, .hint = "空欄にすると番号をつけます。"),
	FIELD_CODE(agency, kind, .label = "種別", .flags = REQUIRED | LISTED,
	    .list = "agency_kind"),
	FIELD_MUNICIPALITY(
	    agency, municipality, .label = "市町村", .flags = LISTED),
	FIELD_TEXT(agency, address, .label = "住所（町名から）", .max = 200),
	FIELD_TEXT(agency, phone, .label = "電話", .flags = LISTED, .max = 40),
	FIELD_TEXT(agency, mail, .label = "メール", .max = 200),
	FIELD_LONG(agency, note, .label = "メモ", .max = 4000),
};

const struct record agency_record = {
	.name = "agency",
	.path = "agencies",
	.label = "関係機関",
	.size = sizeof(struct agency),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.resolve = agency_resolve,
};

static const char *const columns[] = { "number", "name", "kana", "kind",
	"municipality", "address", "phone", "mail" };

static const struct transfer agencies = {
	.kind = "agencies",
	.label = "関係機関の台帳",
	.record = &agency_record,
	.columns = columns,
	.ncolumns = COUNT(columns),
};

enum { DEMO_AGENCIES = 60 };

/* "見本" and what it is; NULL: as the kind is called. */
static const char *
demo_called(const char *kind)
{
	static const char *const called[][2] = { { "clinic", "医院" },
		{ "nursery", "こども園" }, { "primary_school", "小学校" },
		{ "special_school", "支援学校" },
		{ "day_service", "こどもデイ" },
		{ "short_stay", "ショートステイ" },
		{ "municipality", "市役所 障がい福祉課" },
		{ "education_board", "市教育委員会" },
		{ "prefecture", "県 福祉局" }, { "fire_service", "消防署" },
		{ "supplier", "医療機器" }, { "shelter", "福祉センター" },
		{ "other", "親の会" } };

	for (size_t i = 0; i < COUNT(called); i++) {
		if (strcmp(called[i][0], kind) == 0)
			return called[i][1];
	}
	return NULL;
}

/* Organisations with plainly made-up names, spread over the prefecture; the
 * first of every kind where the child of the tour lives. */
static enum result
demo(struct request *r)
{
	static const char *const names[] = { "見本", "例示", "架空", "仮名",
		"想定", "模擬" };
	struct dice d = dice_new(4);
	size_t nkinds, nplaces;
	const struct code *kinds = codes_list(r->codes, "agency_kind", &nkinds);
	const struct municipality *places =
	    codes_municipalities(r->codes, &nplaces);

	for (size_t i = 0; i < DEMO_AGENCIES && nkinds && nplaces; i++) {
		const struct code *kind = &kinds[i % nkinds];
		const char *called = demo_called(kind->code);
		size_t turn = i / nkinds;
		struct agency a = {
			.name = arena_fmt(r->mem, "%s%s",
			    names[turn ? 1 + (2 * turn + i) % (COUNT(names) - 1)
				       : 0],
			    called ? called : kind->label_short),
			.kind = kind->code,
			.municipality =
			    turn ? places[dice_below(&d, nplaces)].code
				 : demo_town(r),
			.phone = demo_phone(
			    r, arena_fmt(r->mem, "001-%04zu", i + 1)),
		};

		record_add(r, &agency_record, &a);
	}
	return OK;
}

static const struct route routes[] = {
	{ "GET", "/agencies", CHILD_READ, agency_list_get },
	{ "GET", "/agencies/suggest", CHILD_READ, agency_suggest_get },
};

const struct feature agency_feature = {
	.name = "agency",
	.menu = { NULL, "/services", CHILD_READ, 0 },
	FEATURE_RECORDS(&agency_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&agency_list_page, &agency_suggest_page,
	    &agency_input_part),
	FEATURE_TRANSFERS(&agencies),
	.demo = demo,
};
