#include "features/agency/agency.h"

#include "app/codes.h"
#include "app/demo.h"

static const struct field fields[] = {
	FIELD_TEXT(agency, name, .label = "機関名", .flags = REQUIRED | LISTED,
	    .max = 200),
	FIELD_KANA(agency, kana, .label = "フリガナ", .max = 200),
	FIELD_TEXT(agency, number, .label = "機関ID", .flags = UNIQUE, .max = 40,
	    .hint = "空欄にすると番号をつけます。"),
	FIELD_CODE(agency, kind, .label = "種別", .flags = REQUIRED | LISTED,
	    .list = "agency_kind"),
	FIELD_MUNICIPALITY(agency, municipality, .label = "市町村",
	    .flags = LISTED),
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

/* Organisations with plainly made-up names, spread over the prefecture. */
static enum result
demo(struct request *r)
{
	static const char *const names[] = { "見本", "例示", "架空", "仮名",
	    "想定", "模擬" };
	struct dice d = dice_new(4);
	size_t nkinds, nplaces;
	const struct code *kinds = codes_list(r->codes, "agency_kind", &nkinds);
	const struct municipality *places = codes_municipalities(r->codes,
	    &nplaces);

	for (size_t i = 0; i < DEMO_AGENCIES && nkinds && nplaces; i++) {
		const struct code *kind = &kinds[i % nkinds];
		struct agency a = {
			.name = arena_fmt(r->mem, "%s第%zu%s",
			    dice_pick(&d, names, COUNT(names)), i + 1,
			    kind->label_short),
			.kind = kind->code,
			.municipality = places[dice_below(&d, nplaces)].code,
			.phone = demo_phone(r, arena_fmt(r->mem, "001-%04zu", i + 1)),
		};

		record_add(r, &agency_record, &a);
	}
	return OK;
}

const struct feature agency_feature = {
	.name = "agency",
	.menu = { NULL, "/services", CHILD_READ, 0 },
	FEATURE_RECORDS(&agency_record),
	FEATURE_TRANSFERS(&agencies),
	.demo = demo,
};
