#include "features/pathway/pathway.h"

#include "app/route.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/pathway/pathway_private.h"
#include "features/pathway/pathway_rule.h"

static const struct field pathway_fields[] = {
	FIELD_LINK(pathway, child, .label = "子ども", .tells = CLASS_IDENTITY,
	    .to = &child_record, .flags = HIDDEN),
	FIELD_DAY(pathway, born_on, .label = "生年月日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_DAY(pathway, admission_on, .label = "入院した日",
	    .tells = CLASS_CONTACT, .hint = "生まれてすぐの入院なら、生まれた日。"),
	FIELD_DAY(pathway, discharge_on, .label = "退院する（した）日",
	    .tells = CLASS_CONTACT, .hint = "予定でもかまいません。"),
	FIELD_DAY(pathway, nursery_on, .label = "園に入る（入った）日",
	    .tells = CLASS_IDENTITY,
	    .hint = "空欄にすると、3歳になった後の4月1日とします。"),
	FIELD_DAY(pathway, school_on, .label = "小学校に入る（入った）日",
	    .tells = CLASS_IDENTITY,
	    .hint = "4月1日。空欄にすると、生年月日から決まる日とします。"),
	FIELD_DAY(pathway, move_on, .label = "転居する（した）日",
	    .tells = CLASS_CONTACT, .hint = "転居の予定がなければ空欄のままで。"),
};

static const struct field stage_fields[] = {
	FIELD_LINK(pathway_stage, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record, .flags = HIDDEN),
	FIELD_CODE(pathway_stage, stage, .label = "段階",
	    .list = "pathway_stage", .tells = CLASS_IDENTITY,
	    .flags = REQUIRED | LISTED),
	FIELD_DAY(pathway_stage, expected_on, .label = "進む見込み",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN | LISTED),
	FIELD_DAY(pathway_stage, from_on, .label = "この日から",
	    .tells = CLASS_CONTACT, .flags = REQUIRED | LISTED),
	FIELD_DAY(pathway_stage, to_on, .label = "この日まで",
	    .tells = CLASS_CONTACT, .flags = HIDDEN | LISTED),
	FIELD_LONG(pathway_stage, note, .label = "申し送り",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 4000),
};

static const struct field step_fields[] = {
	FIELD_LINK(pathway_step, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record, .flags = HIDDEN),
	FIELD_CODE(pathway_step, stage, .label = "段階",
	    .list = "pathway_stage", .tells = CLASS_IDENTITY,
	    .flags = REQUIRED | LISTED),
	FIELD_TEXT(pathway_step, step, .label = "ひな形の項目",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN | LISTED, .max = 60),
	FIELD_TEXT(pathway_step, title, .label = "何をする",
	    .tells = CLASS_CONTACT, .flags = REQUIRED | PERSONAL, .max = 200,
	    .hint = "例）園の看護師に吸引の手順を見てもらう"),
	FIELD_CODE(pathway_step, who, .label = "どの立場の人が",
	    .list = "pathway_who", .tells = CLASS_IDENTITY),
	FIELD_LINK(pathway_step, owner, .label = "担当",
	    .tells = CLASS_IDENTITY, .to = &account_record),
	FIELD_CODE(pathway_step, anchor, .label = "一緒に動く日",
	    .list = "pathway_anchor", .tells = CLASS_CONTACT,
	    .hint = "選ぶと、その日が変わったときに期日も同じだけ動きます。"),
	FIELD_NUMBER(pathway_step, shift, .label = "動かした日数",
	    .tells = CLASS_CONTACT, .flags = HIDDEN, .min = -40000,
	    .max = 40000),
	FIELD_DAY(pathway_step, due_on, .label = "いつまでに",
	    .tells = CLASS_CONTACT, .flags = LISTED),
	FIELD_CODE(pathway_step, state, .label = "状態",
	    .list = "pathway_state", .tells = CLASS_CONTACT,
	    .flags = RADIO | REQUIRED | LISTED),
	FIELD_LONG(pathway_step, note, .label = "メモ",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 4000),
	FIELD_DAY(pathway_step, done_on, .label = "済んだ日",
	    .tells = CLASS_CONTACT, .flags = HIDDEN),
};

static void
check(struct request *r, const void *obj)
{
	pathway_check(r, obj);
}

#define PATHWAY_RECORD(S, p, l, f, ...) { .name = #S, .path = p, .label = l, \
	.size = sizeof(struct S), .fields = f, .nfields = COUNT(f), \
	.read = CHILD_READ, .child = "child", \
	__VA_ARGS__ }

const struct record pathway_record = PATHWAY_RECORD(pathway, "pathways",
    "段階のもとになる日", pathway_fields, .write = CHILD_WRITE,
    .check = check);
const struct record pathway_stage_record = PATHWAY_RECORD(pathway_stage,
    "pathway-stages", "段階", stage_fields, .write = CHILD_WRITE);
const struct record pathway_step_record = PATHWAY_RECORD(pathway_step,
    "pathway-steps", "段階の項目", step_fields, .write = CHILD_READ);

static const struct route routes[] = {
	{ "GET", "/children/*/pathway", CHILD_READ, pathway_show_get },
	{ "GET", "/children/*/pathway/dates", CHILD_WRITE, pathway_dates_get },
	{ "POST", "/children/*/pathway/preview", CHILD_WRITE,
	    pathway_preview_post },
	{ "POST", "/children/*/pathway/dates", CHILD_WRITE,
	    pathway_dates_post },
	{ "POST", "/children/*/pathway/reversal", CHILD_WRITE,
	    pathway_reversal_post },
	{ "GET", "/children/*/pathway/next", CHILD_WRITE, pathway_next_get },
	{ "POST", "/children/*/pathway/next", CHILD_WRITE, pathway_next_post },
	{ "POST", "/children/*/pathway/return", CHILD_WRITE,
	    pathway_return_post },
	{ "GET", "/pathway-steps", CHILD_READ, route_nowhere },
	{ "GET", "/pathway-steps/new", CHILD_WRITE, pathway_step_new_get },
	{ "POST", "/pathway-steps", CHILD_WRITE, pathway_step_add_post },
	{ "GET", "/pathway-steps/*", CHILD_READ, pathway_step_get },
	{ "GET", "/pathway-steps/*/edit", CHILD_READ, route_nowhere },
	{ "POST", "/pathway-steps/*", CHILD_READ, pathway_step_change_post },
	{ "POST", "/pathway-steps/*/completion", CHILD_READ,
	    pathway_step_completion_post },
	{ "GET", "/pathway/coming", CHILD_READ, pathway_coming_get },
	{ "GET", "/pathway/coming.xlsx", CHILD_READ, pathway_coming_xlsx_get },
	/* Days move together, on the child's page; programs read them. */
	ROUTES_PAGELESS("pathways"),
	ROUTES_PAGELESS("pathway-stages"),
	ROUTES_TOLD("pathway-steps"),
};

static const struct panel panel = { .above = true, .place = 1,
    .draw = pathway_panel };

const struct feature pathway_feature = {
	.name = "pathway",
	.menu = { NULL, "/children", CHILD_READ, 0 },
	FEATURE_RECORDS(&pathway_record, &pathway_stage_record,
	    &pathway_step_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&pathway_bar_part, &pathway_panel_part,
	    &pathway_show_page, &pathway_dates_page, &pathway_preview_page,
	    &pathway_next_page, &pathway_step_page, &pathway_coming_page),
	.panel = &panel,
	.due = pathway_due,
	FEATURE_OWNED(&pathway_step_owned),
	.demo = pathway_demo,
};
