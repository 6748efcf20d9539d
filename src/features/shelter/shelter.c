#include "features/shelter/shelter.h"

static const struct field fields[] = {
	FIELD_TEXT(shelter, name, .label = "名前", .flags = REQUIRED | LISTED,
	    .max = 200),
	FIELD_KANA(shelter, kana, .label = "フリガナ", .max = 200),
	FIELD_CODE(shelter, kind, .label = "種類", .list = "shelter_kind",
	    .flags = REQUIRED | RADIO | LISTED),
	FIELD_TEXT(shelter, number, .label = "番号（共通ID）", .flags = UNIQUE,
	    .max = 60, .hint = "空欄にすると番号をつけます。"),
	FIELD_MUNICIPALITY(shelter, municipality, .label = "市町村",
	    .flags = ASKED | LISTED),
	FIELD_TEXT(shelter, postal, .label = "郵便番号", .max = 10),
	FIELD_TEXT(shelter, address, .label = "住所", .flags = LISTED,
	    .max = 300),
	FIELD_NUMBER(shelter, lat, .label = "緯度（10万分の1度）",
	    .flags = HIDDEN, .min = -9000000, .max = 9000000),
	FIELD_NUMBER(shelter, lng, .label = "経度（10万分の1度）",
	    .flags = HIDDEN, .min = -18000000, .max = 18000000),
	FIELD_TEXT(shelter, phone, .label = "電話", .max = 40),
	FIELD_CODES(shelter, hazards, .label = "使える災害", .list = "hazard",
	    .flags = LISTED,
	    .hint = "指定緊急避難場所だけ。選んでいない災害のときは使えません。"),
	FIELD_CODE(shelter, welfare, .label = "福祉避難所", .list = "yes_no",
	    .flags = RADIO | LISTED),
	FIELD_TEXT(shelter, accepts, .label = "受け入れる人", .max = 400),
	FIELD_NUMBER(shelter, capacity, .label = "想定収容人数",
	    .max = 100000),
	FIELD_TEXT(shelter, area, .label = "対象の町会・自治会", .max = 400),
	FIELD_CODE(shelter, dual, .label = "同じ住所がもう一方にも指定",
	    .list = "yes_no", .flags = RADIO,
	    .hint = "指定避難所と指定緊急避難場所の両方に指定されているとき「はい」です。"),
	FIELD_LONG(shelter, note, .label = "備考", .max = 2000),
	FIELD_DAY(shelter, absent_on, .label = "新しいデータにない（気づいた日）",
	    .hint = "終わっていなければ、空欄にして保存します。"),
	FIELD_DAY(shelter, closed_on, .label = "指定が終わった日"),
};

const struct record shelter_record = {
	.name = "shelter",
	.path = "shelters",
	.label = "避難所・避難場所",
	.size = sizeof(struct shelter),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.beside = (const char *const[]){ "imported", NULL },
};

static const char *const columns[] = { "number", "kind", "name", "kana",
	"municipality", "postal", "address", "lat", "lng", "phone", "hazards",
	"welfare", "accepts", "capacity", "area", "dual", "note", "absent_on",
	"closed_on" };

static const struct transfer shelters = {
	.kind = "shelter-list",
	.label = "避難所・避難場所の一覧",
	.record = &shelter_record,
	.columns = columns,
	.ncolumns = COUNT(columns),
};

const struct feature shelter_feature = {
	.name = "shelter",
	.menu = { NULL, "/shelters", CHILD_READ, 0 },
	FEATURE_RECORDS(&shelter_record),
	FEATURE_TRANSFERS(&shelters),
	.demo = shelter_demo,
};
