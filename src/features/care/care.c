#include "features/care/care.h"

#include <string.h>

#include "app/route.h"
#include "features/care/care_private.h"
#include "features/child/child.h"

#define CARE	.tells = CLASS_CARE
#define LONGEST	2880	/* minutes: no battery lasts longer */

static const struct field assessment_fields[] = {
	FIELD_LINK(assessment, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record, .flags = HIDDEN),
	FIELD_CODE(assessment, instrument, .label = "スコアの種類", CARE,
	    .list = "care_instrument", .flags = REQUIRED | LISTED | HIDDEN),
	FIELD_DAY(assessment, on_day, .label = "判定した日", CARE,
	    .flags = REQUIRED | LISTED, .hint = "用紙の日付。例）R8.11.20"),
	FIELD_TEXT(assessment, assessor, .label = "判定した医師", CARE,
	    .flags = PERSONAL, .max = 100),
	FIELD_TEXT(assessment, institution, .label = "医療機関", CARE,
	    .flags = PERSONAL, .max = 200),
	FIELD_TEXT(assessment, items, .label = "項目", CARE, .flags = HIDDEN,
	    .max = 400),
	FIELD_NUMBER(assessment, base, .label = "基本スコア", CARE,
	    .flags = HIDDEN, .max = CARE_BASE_MAX),
	FIELD_NUMBER(assessment, watch, .label = "見守りスコア", CARE,
	    .flags = HIDDEN, .max = CARE_WATCH_MAX),
	FIELD_NUMBER(assessment, total, .label = "合計（計算）", CARE,
	    .flags = HIDDEN | LISTED, .max = CARE_TOTAL_MAX),
	FIELD_CODE(assessment, class, .label = "計算した区分", CARE,
	    .list = "care_class", .flags = HIDDEN),
	FIELD_NUMBER(assessment, printed_total, .label = "用紙に書かれた合計",
	    CARE, .flags = UNTOLD_NULL, .min = 1, .max = CARE_TOTAL_MAX,
	    .hint = "医師が書いた合計点。計算と違うときは、確かめるしるしをつけます。"),
	FIELD_CODE(assessment, granted, .label = "市町村が決めた区分", CARE,
	    .list = "care_class", .flags = LISTED,
	    .hint = "受給者証に書かれた医療的ケア区分。まだなら選ばないままで。"),
	FIELD_DAY(assessment, granted_on, .label = "区分が決まった日", CARE),
	FIELD_DAY(assessment, valid_until, .label = "いつまで有効か", CARE,
	    .hint = "期限が近づくと「今日」に出ます。決まっていなければ空欄のままで。"),
	FIELD_NUMBER(assessment, severe_total,
	    .label = "超重症児スコアの合計", CARE, .flags = UNTOLD_NULL,
	    .min = 1, .max = 200,
	    .hint = "医師が書いた合計点をそのまま写します。"),
	FIELD_CODE(assessment, severe_seated,
	    .label = "動くのは座るところまで", CARE, .list = "yes_no",
	    .flags = RADIO, .hint = "25点以上で超重症児、10点以上で準超重症児とするための条件です。"),
	FIELD_LONG(assessment, note, .label = "メモ", .tells = CLASS_CLINICAL,
	    .flags = PERSONAL, .max = 2000),
	FIELD_DAY(assessment, withdrawn_on, .label = "取り消した日", CARE,
	    .flags = HIDDEN),
	FIELD_TEXT(assessment, withdrawn_why, .label = "取り消した理由", CARE,
	    .flags = HIDDEN | PERSONAL, .max = 200),
};

static const struct field device_fields[] = {
	FIELD_LINK(device, child, .label = "子ども", .tells = CLASS_IDENTITY,
	    .to = &child_record, .flags = HIDDEN),
	FIELD_CODE(device, kind, .label = "機器", CARE, .list = "device_kind",
	    .flags = REQUIRED | LISTED),
	FIELD_TEXT(device, model, .label = "機種", CARE,
	    .flags = LISTED, .max = 100),
	FIELD_TEXT(device, settings, .label = "設定・サイズ", CARE,
	    .flags = PERSONAL, .max = 200),
	FIELD_CODE(device, critical, .label = "止まると命にかかわる", CARE,
	    .list = "yes_no",
	    .hint = "選ばなければ、人工呼吸器・吸引器・（ボンベのない）酸素濃縮器を「はい」とみなします。"),
	FIELD_NUMBER(device, watts, .label = "消費電力（W）", CARE,
	    .flags = UNTOLD_NULL, .min = 1, .max = 1500,
	    .hint = "機器の裏の表示。家庭のコンセントは1500Wまでです。"),
	FIELD_CODE(device, internal, .label = "内部バッテリー", CARE,
	    .list = "there"),
	FIELD_NUMBER(device, internal_minutes,
	    .label = "内部バッテリーで動く時間（分）", CARE,
	    .flags = UNTOLD_NULL, .min = 1, .max = LONGEST,
	    .hint = "例）5時間なら300。実際に測った時間がいちばん確かです。"),
	FIELD_CODE(device, external, .label = "外部バッテリー", CARE,
	    .list = "there"),
	FIELD_NUMBER(device, battery_count, .label = "外部バッテリーの個数",
	    CARE, .flags = UNTOLD_NULL, .min = 1, .max = 20),
	FIELD_NUMBER(device, battery_minutes,
	    .label = "外部バッテリー1個で動く時間（分）", CARE,
	    .flags = UNTOLD_NULL, .min = 1, .max = LONGEST),
	FIELD_DAY(device, battery_since, .label = "バッテリーを使い始めた日",
	    CARE),
	FIELD_DAY(device, battery_checked_on,
	    .label = "バッテリーを最後に確かめた日", CARE),
	FIELD_CODE(device, charger, .label = "外部バッテリーの充電器", CARE,
	    .list = "there"),
	FIELD_CODE(device, car_cable, .label = "車から電気をとるケーブル", CARE,
	    .list = "there"),
	FIELD_CODE(device, dc_input, .label = "DC入力", CARE,
	    .list = "there"),
	FIELD_TEXT(device, flow, .label = "酸素の流量（L/分）", CARE, .max = 8,
	    .hint = "例）0.25、1.5"),
	FIELD_TEXT(device, cylinder_litres, .label = "ボンベの内容積（L）", CARE,
	    .max = 8, .hint = "ボンベの刻印（V）。例）2.8"),
	FIELD_TEXT(device, pressure, .label = "ボンベの圧力（MPa）", CARE,
	    .max = 8, .hint = "残圧計の値。満タンは14.7くらい。"),
	FIELD_NUMBER(device, cylinder_count, .label = "同じボンベの本数", CARE,
	    .flags = UNTOLD_NULL, .min = 1, .max = 20,
	    .hint = "空欄は1本とみなします。"),
	FIELD_TEXT(device, supplier, .label = "業者", CARE, .max = 100),
	FIELD_TEXT(device, supplier_phone, .label = "業者の24時間の電話", CARE,
	    .max = 40),
	FIELD_LONG(device, note, .label = "メモ", .tells = CLASS_CLINICAL,
	    .flags = PERSONAL, .max = 2000),
	FIELD_DAY(device, removed_on, .label = "使わなくなった日", CARE,
	    .flags = HIDDEN),
};

static const struct field supply_fields[] = {
	FIELD_LINK(supply, child, .label = "子ども", .tells = CLASS_IDENTITY,
	    .to = &child_record, .flags = HIDDEN),
	FIELD_CODE(supply, item, .label = "物品", CARE, .list = "supply_item",
	    .flags = REQUIRED | LISTED),
	FIELD_CODE(supply, kept, .label = "あるか", CARE, .list = "there",
	    .flags = LISTED),
	FIELD_NUMBER(supply, days, .label = "何日分", CARE,
	    .flags = UNTOLD_NULL | LISTED, .min = 1, .max = 365),
	FIELD_DAY(supply, checked_on, .label = "確かめた日", CARE,
	    .flags = REQUIRED | LISTED),
};

#define CARE_RECORD(S, p, l, f, ...) { .name = #S, .path = p, .label = l, \
	.size = sizeof(struct S), .fields = f, .nfields = COUNT(f), \
	.read = CHILD_READ, .write = CHILD_WRITE, __VA_ARGS__ }

static void
check_assessment(struct request *r, const void *obj)
{
	care_check_assessment(r, obj);
}

static void
check_device(struct request *r, const void *obj)
{
	care_check_device(r, obj);
}

const struct record assessment_record = CARE_RECORD(assessment, "assessments",
    "医療的ケアのスコア", assessment_fields, .child = "child",
    .check = check_assessment);
const struct record device_record = CARE_RECORD(device, "devices", "機器",
    device_fields, .child = "child", .check = check_device);
const struct record supply_record = CARE_RECORD(supply, "supplies", "物品の備え",
    supply_fields, .child = "child");

/* What is written goes through the child's pages, for table `power`. */
#define NOT_BY_ITSELF(p) \
	ROUTES_UNLISTED(p), \
	{ "GET", "/" p "/new", CHILD_WRITE, route_nowhere }, \
	{ "POST", "/" p, CHILD_WRITE, route_never }, \
	{ "PUT", "/api/v1/" p "/*", CHILD_WRITE, route_never }

static const struct route routes[] = {
	{ "GET", "/children/*/care", CHILD_READ, care_show_get },
	{ "GET", "/children/*/supplies", CHILD_WRITE, care_supplies_get },
	{ "POST", "/children/*/supplies", CHILD_WRITE, care_supplies_post },
	{ "GET", "/children/*/devices/new", CHILD_WRITE, care_device_new_get },
	{ "POST", "/children/*/devices", CHILD_WRITE, care_device_add_post },
	{ "GET", "/children/*/assessments/new", CHILD_WRITE,
	    care_assessment_new_get },
	{ "POST", "/children/*/assessments", CHILD_WRITE,
	    care_assessment_add_post },
	{ "GET", "/assessments/*", CHILD_READ, care_assessment_show_get },
	{ "GET", "/assessments/*/edit", CHILD_WRITE, care_assessment_edit_get },
	{ "POST", "/assessments/*", CHILD_WRITE, care_assessment_change_post },
	{ "POST", "/assessments/*/withdrawal", CHILD_WRITE,
	    care_assessment_withdrawal_post },
	{ "GET", "/devices/*/edit", CHILD_WRITE, care_device_edit_get },
	{ "POST", "/devices/*", CHILD_WRITE, care_device_change_post },
	{ "POST", "/devices/*/removal", CHILD_WRITE,
	    care_device_removal_post },
	NOT_BY_ITSELF("assessments"),
	NOT_BY_ITSELF("devices"),
	ROUTES_PAGELESS("supplies"),
	{ "GET", "/devices/*", CHILD_READ, route_nowhere },
};

static const struct panel panel = { .aside = true, .place = 2,
    .draw = care_panel };

const struct feature care_feature = {
	.name = "care",
	FEATURE_RECORDS(&assessment_record, &device_record, &supply_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&care_panel_part, &care_show_page,
	    &care_kind_page, &care_device_page, &care_supplies_page,
	    &care_score_page, &care_assessment_page),
	.panel = &panel,
	.due = care_due,
	.demo = care_demo,
};
