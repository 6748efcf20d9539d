#include "features/directory/directory.h"

#include <string.h>

#include "app/route.h"
#include "features/agency/agency.h"
#include "features/directory/directory_map.h"
#include "features/directory/directory_provider.h"
#include "features/directory/directory_sheet.h"

static const struct field provider_fields[] = {
	FIELD_TEXT(provider, name, .label = "法人名",
	    .flags = REQUIRED | LISTED, .max = 200),
	FIELD_KANA(provider, kana, .label = "フリガナ", .max = 200),
	FIELD_TEXT(provider, number, .label = "法人番号", .flags = LISTED,
	    .max = 13, .hint = "13桁の数字です。"),
	FIELD_TEXT(provider, postal, .label = "郵便番号", .max = 10),
	FIELD_TEXT(provider, address, .label = "住所", .flags = LISTED,
	    .max = 200),
	FIELD_TEXT(provider, phone, .label = "電話", .max = 40),
	FIELD_TEXT(provider, fax, .label = "FAX", .max = 40),
	FIELD_TEXT(provider, url, .label = "ホームページ", .max = 400),
	FIELD_CODE(provider, visibility, .label = "見せる範囲",
	    .list = "visibility", .flags = REQUIRED | RADIO),
};

const struct record provider_record = {
	.name = "provider",
	.path = "providers",
	.label = "法人",
	.size = sizeof(struct provider),
	.fields = provider_fields,
	.nfields = COUNT(provider_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.visible = "visibility",
	.veiled = "centre_fields",
	.beside = (const char *const[]){ "centre_fields", "supporter_fields",
	    "search", NULL },
};

static const struct field place_fields[] = {
	FIELD_TEXT(place, name, .label = "事業所・施設の名前",
	    .flags = REQUIRED | LISTED, .max = 200),
	FIELD_KANA(place, kana, .label = "フリガナ", .max = 200),
	FIELD_LINK(place, provider, .label = "法人", .to = &provider_record),
	FIELD_LINK(place, agency, .label = "関係機関の台帳では",
	    .to = &agency_record),
	FIELD_TEXT(place, postal, .label = "郵便番号", .max = 10),
	FIELD_MUNICIPALITY(place, municipality, .label = "市町村",
	    .flags = ASKED | LISTED),
	FIELD_TEXT(place, address, .label = "住所（町名から）", .max = 200),
	FIELD_NUMBER(place, lat, .label = "緯度（10万分の1度）",
	    .flags = HIDDEN, .min = -9000000, .max = 9000000),
	FIELD_NUMBER(place, lng, .label = "経度（10万分の1度）",
	    .flags = HIDDEN, .min = -18000000, .max = 18000000),
	FIELD_CODE(place, precise, .label = "位置の確かさ",
	    .list = "place_precise", .flags = HIDDEN),
	FIELD_TEXT(place, phone, .label = "電話", .flags = LISTED, .max = 40),
	FIELD_TEXT(place, fax, .label = "FAX", .max = 40),
	FIELD_TEXT(place, url, .label = "ホームページ", .max = 400),
	FIELD_TEXT(place, mail, .label = "メール", .max = 200),
	FIELD_CODE(place, visibility, .label = "見せる範囲",
	    .list = "visibility", .flags = REQUIRED | RADIO),
};

const struct record place_record = {
	.name = "place",
	.path = "places",
	.label = "事業所の場所",
	.size = sizeof(struct place),
	.fields = place_fields,
	.nfields = COUNT(place_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.visible = "visibility",
	.veiled = "centre_fields",
	.beside = (const char *const[]){ "centre_fields", "supporter_fields",
	    "search", NULL },
};

static const struct field service_fields[] = {
	FIELD_LINK(service, place, .label = "事業所の場所",
	    .to = &place_record, .flags = REQUIRED | LISTED),
	FIELD_CODE(service, kind, .label = "サービスの種別",
	    .list = "service_kind", .flags = REQUIRED | LISTED),
	FIELD_TEXT(service, number, .label = "事業所番号",
	    .flags = LISTED, .max = 20,
	    .hint = "医療機関コードや学校コードもここに入れます。"),
	FIELD_TEXT(service, name, .label = "サービスの名前", .max = 200,
	    .hint = "事業所の名前と違うときに入れます。"),
	FIELD_CODE(service, status, .label = "状態", .list = "service_status",
	    .flags = REQUIRED | RADIO | LISTED),
	FIELD_DAY(service, status_on, .label = "その状態になった日"),
	FIELD_NUMBER(service, capacity, .label = "定員", .max = 9999),
	FIELD_TEXT(service, opening, .label = "利用できる曜日と時間",
	    .max = 400, .flags = HIDDEN),
	FIELD_TEXT(service, opening_note, .label = "曜日・時間の注意",
	    .max = 400),
	FIELD_TEXT(service, nurse_hours, .label = "看護職員のいる曜日と時間",
	    .max = 400, .flags = HIDDEN),
	FIELD_NUMBER(service, age_from, .label = "受け入れる年齢（下限、月齢）",
	    .max = AGE_NO_END, .flags = HIDDEN),
	FIELD_NUMBER(service, age_below, .label = "受け入れる年齢（上限、月齢）",
	    .max = AGE_NO_END, .flags = HIDDEN),
	FIELD_NUMBER(service, weight_max, .label = "受け入れる体重の上限（kg）",
	    .max = WEIGHT_ANY, .hint = "上限がなければ999にします。"),
	FIELD_TEXT(service, contact, .label = "担当者", .max = 100),
	FIELD_TEXT(service, phone, .label = "このサービスの電話", .max = 40,
	    .hint = "事業所の電話と違うときに入れます。"),
	FIELD_TEXT(service, mail, .label = "このサービスのメール", .max = 200),
	FIELD_LONG(service, note, .label = "案内", .max = 2000),
	FIELD_LONG(service, memo, .label = "センターのメモ", .max = 2000,
	    .hint = "センターの職員にだけ見えます。"),
	FIELD_CODE(service, visibility, .label = "見せる範囲",
	    .list = "visibility", .flags = REQUIRED | RADIO),
	FIELD_CODE(service, shown_to, .label = "場所と合わせた見せる範囲",
	    .list = "visibility", .flags = HIDDEN),
	FIELD_DAY(service, confirmed_on, .label = "最後に確認した日",
	    .flags = HIDDEN),
};

const struct record service_record = {
	.name = "service",
	.path = "services",
	.label = "受入れ先のサービス",
	.size = sizeof(struct service),
	.fields = service_fields,
	.nfields = COUNT(service_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.visible = "shown_to",
	.veiled = "centre_fields",
	.beside = (const char *const[]){ "centre_fields", "supporter_fields",
	    "answers", "kana", "search", "municipality", NULL },
};

const struct record *
directory_record(const char *name)
{
	static const struct record *const all[] = { &service_record,
	    &place_record, &provider_record };

	for (size_t i = 0; i < COUNT(all); i++) {
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	}
	return NULL;
}

/* Programs read; what is written says where it comes from, on our pages. */
static const struct route routes[] = {
	{ "GET", "/services.csv", CHILD_READ, directory_csv_get },
	{ "GET", "/services.xlsx", CHILD_READ, directory_xlsx_get },
	{ "GET", "/services/map", CHILD_READ, directory_map_get },
	{ "GET", "/places/*/pin", CHILD_WRITE, directory_pin_get },
	{ "GET", "/places/*/pin.svg", CHILD_WRITE, directory_pin_picture_get },
	{ "POST", "/places/*/pin", CHILD_WRITE, directory_pin_post },
	{ "GET", "/services", CHILD_READ, directory_list_get },
	{ "GET", "/services/booklet", CHILD_READ, directory_booklet_get },
	{ "GET", "/services/coverage", CHILD_READ, directory_coverage_get },
	{ "GET", "/services/proposals", CHILD_WRITE, directory_proposals_get },
	{ "POST", "/services/proposals/*", CHILD_WRITE,
	    directory_proposal_post },
	{ "GET", "/services/new", CHILD_WRITE, route_nowhere },
	{ "POST", "/services", CHILD_WRITE, route_nowhere },
	{ "GET", "/services/*", CHILD_READ, directory_service_get },
	{ "GET", "/services/*/edit", CHILD_WRITE, directory_service_edit_get },
	{ "POST", "/services/*", CHILD_WRITE, directory_service_change_post },
	{ "GET", "/services/*/answers", CHILD_WRITE, directory_answers_get },
	{ "POST", "/services/*/answers", CHILD_WRITE,
	    directory_answers_post },
	{ "POST", "/services/*/confirmation", CHILD_WRITE,
	    directory_confirmation_post },
	{ "GET", "/services/*/history", CHILD_READ, directory_history_get },
	{ "GET", "/places", CHILD_READ, route_nowhere },
	{ "GET", "/places/new", CHILD_WRITE, directory_place_new_get },
	{ "POST", "/places", CHILD_WRITE, directory_place_add_post },
	{ "GET", "/places/*", CHILD_READ, directory_place_get },
	{ "GET", "/places/*/edit", CHILD_WRITE, directory_place_edit_get },
	{ "POST", "/places/*", CHILD_WRITE, directory_place_change_post },
	{ "GET", "/places/*/history", CHILD_READ,
	    directory_place_history_get },
	{ "GET", "/places/*/services/new", CHILD_WRITE,
	    directory_service_new_get },
	{ "POST", "/places/*/services", CHILD_WRITE,
	    directory_service_add_post },
	{ "GET", "/providers/new", CHILD_WRITE, route_nowhere },
	{ "POST", "/providers", CHILD_WRITE, route_nowhere },
	{ "GET", "/providers/*", CHILD_READ, directory_provider_get },
	{ "GET", "/providers/*/edit", CHILD_WRITE,
	    directory_provider_edit_get },
	{ "POST", "/providers/*", CHILD_WRITE,
	    directory_provider_change_post },
	{ "GET", "/providers/*/history", CHILD_READ,
	    directory_provider_history_get },
	ROUTES_TOLD("providers"),
	ROUTES_TOLD("places"),
	{ "GET", "/api/v1/services/*/capabilities", CHILD_READ,
	    directory_capabilities_get },
	ROUTES_TOLD("services"),
};

const struct feature directory_feature = {
	.name = "directory",
	.menu = { "資源・空き", "/services", CHILD_READ, 4 },
	FEATURE_RECORDS(&service_record, &place_record, &provider_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&directory_map_page, &directory_pin_page,
	    &directory_list_page, &directory_service_page,
	    &directory_place_page, &directory_history_page,
	    &directory_answers_page, &directory_form_page,
	    &directory_proposals_page, &directory_coverage_page,
	    &directory_booklet_page, &directory_provider_page),
	.demo = directory_demo,
	.due = directory_due,
};
