#include "features/child/child.h"

#include <string.h>

#include "app/site.h"
#include "features/child/child_page.h"
#include "features/child/child_sql.h"

static const struct field fields[] = {
	FIELD_TEXT(child, number, .label = "児童ID", .flags = UNIQUE, .max = 40,
	    .tells = CLASS_IDENTITY,
	    .hint = "空欄にすると番号をつけます。"),
	FIELD_TEXT(child, name, .label = "氏名",
	    .flags = REQUIRED | LISTED | PERSONAL, .max = 100,
	    .tells = CLASS_IDENTITY),
	FIELD_KANA(child, kana, .label = "フリガナ", .flags = LISTED | PERSONAL,
	    .max = 100, .tells = CLASS_IDENTITY,
	    .hint = "ひらがなで入力してもカタカナで保存します。"),
	FIELD_DAY(child, born_on, .label = "生年月日", .flags = LISTED,
	    .tells = CLASS_IDENTITY,
	    .hint = "例）R5.4.12、2023/4/12。分からないときは空欄にします。"),
	FIELD_CODE(child, sex, .label = "性別", .list = "sex", .flags = RADIO,
	    .tells = CLASS_IDENTITY),
	FIELD_MUNICIPALITY(child, municipality, .label = "市町村",
	    .flags = LISTED, .tells = CLASS_IDENTITY),
	FIELD_CODE(child, medical_care, .label = "医療的ケア",
	    .list = "medical_care", .flags = RADIO, .tells = CLASS_CARE),
	FIELD_CODES(child, care, .label = "ケアの内容", .list = "care",
	    .flags = LISTED, .tells = CLASS_CARE),
	FIELD_TEXT(child, address, .label = "住所（町名から）",
	    .flags = PERSONAL, .max = 200, .tells = CLASS_CONTACT),
	FIELD_TEXT(child, phone, .label = "電話", .flags = PERSONAL, .max = 40,
	    .tells = CLASS_CONTACT),
	FIELD_TEXT(child, guardian, .label = "保護者", .flags = PERSONAL,
	    .max = 100, .tells = CLASS_CONTACT),
	FIELD_LONG(child, note, .label = "メモ", .flags = PERSONAL,
	    .max = 4000, .tells = CLASS_CLINICAL),
	FIELD_LONG(child, guarded, .label = "特に守ること", .flags = PERSONAL,
	    .max = 4000, .tells = CLASS_PROTECTED,
	    .hint = "虐待・親権・住所を隠す事情など。名前を挙げて許された人だけに見えます。"),
};

static void
check(struct request *r, const void *obj)
{
	const struct child *c = obj;

	if (c->born_on && strcmp(c->born_on, r->today) > 0)
		request_fault(r, "born_on", "in_the_future");
}

static const char *
title(struct request *r, const void *obj)
{
	const struct child *c = obj;

	return arena_fmt(r->mem, "%s（%s）", c->name, c->number);
}

/* Typed into a form: a number, or a name that only one child has. */
static const char *
resolve(struct request *r, const char *typed, const char **says)
{
	struct search_hits hits;
	const char *id = child_sql_id_of(r, typed);

	if (!id)
		id = child_sql_id_in_brackets(r, typed);
	if (id)
		return id;
	if (search_find(r, r->site->children, typed, NULL, 0, 2, &hits))
		return NULL;
	if (hits.total == 1)
		return hits.ids[0];
	*says = hits.total ? "同じ名前の子どもが複数います。番号（児童ID）で入力してください。" :
	    "登録にありません。空欄のまま記録し、あとから結びつけることもできます。";
	return NULL;
}

static const char *const beside[] = { "merged_into", NULL };

const struct record child_record = {
	.name = "child",
	.path = "children",
	.label = "子ども",
	.size = sizeof(struct child),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "id",
	.check = check,
	.title = title,
	.resolve = resolve,
	.gone = "merged_into",
	.beside = beside,
};

static const char *const columns[] = { "number", "name", "kana", "born_on",
	"sex", "municipality", "medical_care" };

const struct transfer child_transfer = {
	.kind = "children",
	.label = "子どもの台帳",
	.record = &child_record,
	.columns = columns,
	.ncolumns = COUNT(columns),
};

static const char *const searched[] = { "kana", "name", "number" };

static const struct search_source names = {
	.record = &child_record,
	.fields = searched,
	.nfields = COUNT(searched),
};

static const struct route routes[] = {
	{ "GET", "/children", CHILD_READ, child_list_get },
	{ "GET", "/children/suggest", CHILD_READ, child_suggest_get },
	{ "GET", "/children/new", CHILD_WRITE, child_new_get },
	{ "POST", "/children", CHILD_WRITE, child_add_post },
	{ "GET", "/children/*", CHILD_READ, child_show_get },
};

const struct feature child_feature = {
	.name = "child",
	.menu = { "子ども", "/children", CHILD_READ, 2 },
	FEATURE_RECORDS(&child_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&child_list_page, &child_show_page,
	    &child_suggest_page, &child_new_page),
	FEATURE_TRANSFERS(&child_transfer),
	.demo = child_demo,
	.search = &names,
};
