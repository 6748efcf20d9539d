#include "features/outage/outage.h"

#include "app/route.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/outage/outage_private.h"

/* The form asks for a day and a time; began_at is made of them. */
static const struct field outage_fields[] = {
	FIELD_CODE(outage, kind, .label = "種類", .flags = REQUIRED | LISTED,
	    .list = "outage_kind"),
	FIELD_TEXT(outage, title, .label = "名前", .flags = LISTED, .max = 60,
	    .hint = "空欄のときは、種類と地域からつけます。"),
	FIELD_TEXT(outage, began_at, .label = "始まった時刻",
	    .flags = HIDDEN | LISTED, .max = 20),
	FIELD_CODE(outage, drill, .label = "訓練", .flags = REQUIRED | RADIO,
	    .list = "yes_no",
	    .hint = "訓練では、市町村などに記録は開きません。"),
	FIELD_CODE(outage, basis, .label = "情報を伝える根拠", .flags = RADIO,
	    .list = "outage_basis",
	    .hint = "市町村と、下で選んだ機関に、その地域の子どもの氏名・連絡先・ケアが開きます。"),
	FIELD_LONG(outage, note, .label = "メモ（子どもの名前は書かないでください）",
	    .max = 1000),
	FIELD_TEXT(outage, declared_at, .label = "宣言した時刻", .flags = HIDDEN,
	    .max = 20),
	FIELD_LINK(outage, declared_by, .label = "宣言した人", .flags = HIDDEN,
	    .to = &account_record),
	FIELD_TEXT(outage, closed_at, .label = "終えた時刻", .flags = HIDDEN,
	    .max = 20),
	FIELD_LINK(outage, closed_by, .label = "終えた人", .flags = HIDDEN,
	    .to = &account_record),
};

const struct record outage_record = {
	.name = "outage",
	.path = "outages",
	.label = "停電・災害",
	.size = sizeof(struct outage),
	.fields = outage_fields,
	.nfields = COUNT(outage_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
};

static const struct field case_fields[] = {
	FIELD_LINK(outage_case, outage, .label = "停電・災害",
	    .tells = CLASS_IDENTITY, .to = &outage_record,
	    .flags = REQUIRED | HIDDEN),
	FIELD_LINK(outage_case, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .flags = REQUIRED | HIDDEN),
	FIELD_CODE(outage_case, status, .label = "安否", .flags = HIDDEN,
	    .tells = CLASS_IDENTITY, .list = "outage_status"),
	FIELD_LONG(outage_case, note, .label = "聞いたこと",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 1000),
	FIELD_TEXT(outage_case, destination, .label = "行き先",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 200),
	FIELD_LINK(outage_case, claimed_by, .label = "電話する人",
	    .tells = CLASS_IDENTITY, .to = &account_record, .flags = HIDDEN),
	FIELD_TEXT(outage_case, claimed_at, .label = "受け持った時刻",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .max = 20),
	FIELD_TEXT(outage_case, told_at, .label = "聞いた時刻",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .max = 20),
	FIELD_LINK(outage_case, told_by, .label = "聞いた人",
	    .tells = CLASS_IDENTITY, .to = &account_record, .flags = HIDDEN),
	FIELD_TEXT(outage_case, reached_at, .label = "連絡がついた時刻",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .max = 20),
};

const struct record outage_case_record = {
	.name = "outage_case",
	.path = "outage-cases",
	.label = "停電・災害のときの安否",
	.size = sizeof(struct outage_case),
	.fields = case_fields,
	.nfields = COUNT(case_fields),
	.read = CHILD_READ,
	.write = CHILD_READ,
	.child = "child",
};

static const struct field log_fields[] = {
	FIELD_LINK(outage_log, outage, .label = "停電・災害",
	    .tells = CLASS_IDENTITY, .to = &outage_record,
	    .flags = REQUIRED | HIDDEN),
	FIELD_LINK(outage_log, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .flags = REQUIRED | HIDDEN),
	FIELD_TEXT(outage_log, at, .label = "時刻", .tells = CLASS_IDENTITY,
	    .flags = HIDDEN, .max = 20),
	FIELD_LINK(outage_log, person, .label = "した人",
	    .tells = CLASS_IDENTITY, .to = &account_record, .flags = HIDDEN),
	FIELD_CODE(outage_log, verb, .label = "したこと",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .list = "outage_verb"),
	FIELD_CODE(outage_log, status, .label = "安否",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .list = "outage_status"),
	FIELD_LONG(outage_log, note, .label = "聞いたこと",
	    .tells = CLASS_CONTACT, .flags = PERSONAL | HIDDEN, .max = 1000),
};

const struct record outage_log_record = {
	.name = "outage_log",
	.path = "outage-logs",
	.label = "停電・災害のときにしたこと",
	.size = sizeof(struct outage_log),
	.fields = log_fields,
	.nfields = COUNT(log_fields),
	.read = CHILD_READ,
	.write = CHILD_READ,
	.child = "child",
};

static const struct field stock_fields[] = {
	FIELD_LINK(outage_stock, outage, .label = "停電・災害",
	    .to = &outage_record, .flags = REQUIRED | HIDDEN),
	FIELD_CODE(outage_stock, kind, .label = "種類",
	    .flags = REQUIRED | LISTED, .list = "outage_stock_kind"),
	FIELD_TEXT(outage_stock, label, .label = "品名",
	    .flags = REQUIRED | LISTED, .max = 60),
	FIELD_NUMBER(outage_stock, pieces, .label = "いくつ",
	    .flags = REQUIRED | LISTED, .min = 1, .max = 500),
	FIELD_TEXT(outage_stock, place, .label = "置き場所", .flags = LISTED,
	    .max = 60),
};

const struct record outage_stock_record = {
	.name = "outage_stock",
	.path = "outage-stocks",
	.label = "貸し出す物",
	.size = sizeof(struct outage_stock),
	.fields = stock_fields,
	.nfields = COUNT(stock_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

static const struct field loan_fields[] = {
	FIELD_LINK(outage_loan, outage, .label = "停電・災害",
	    .tells = CLASS_IDENTITY, .to = &outage_record,
	    .flags = REQUIRED | HIDDEN),
	FIELD_LINK(outage_loan, stock, .label = "貸した物",
	    .tells = CLASS_CARE, .to = &outage_stock_record,
	    .flags = REQUIRED | HIDDEN),
	FIELD_LINK(outage_loan, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .flags = REQUIRED | HIDDEN),
	FIELD_TEXT(outage_loan, given_at, .label = "渡した時刻",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .max = 20),
	FIELD_LINK(outage_loan, given_by, .label = "渡した人",
	    .tells = CLASS_IDENTITY, .to = &account_record, .flags = HIDDEN),
	FIELD_TEXT(outage_loan, returned_at, .label = "返った時刻",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .max = 20),
};

const struct record outage_loan_record = {
	.name = "outage_loan",
	.path = "outage-loans",
	.label = "貸し出し",
	.size = sizeof(struct outage_loan),
	.fields = loan_fields,
	.nfields = COUNT(loan_fields),
	.read = CHILD_READ,
	.write = CHILD_READ,
	.child = "child",
};

static const struct route routes[] = {
	{ "GET", "/outages", CHILD_READ, outage_list_get },
	{ "GET", "/outages/new", CHILD_WRITE, outage_new_get },
	{ "POST", "/outages", CHILD_WRITE | FRESH, outage_add_post },
	{ "GET", "/outages/*", CHILD_READ, outage_show_get },
	{ "GET", "/outages/*/rows", CHILD_READ, outage_rows_get },
	{ "GET", "/outages/*/edit", CHILD_READ, route_nowhere },
	{ "POST", "/outages/*", CHILD_READ, route_never },
	ROUTES_TOLD("outages"),
	{ "GET", "/outages/*/area", CHILD_WRITE, outage_area_get },
	{ "POST", "/outages/*/area", CHILD_WRITE | FRESH, outage_area_post },
	{ "POST", "/outages/*/restoration", CHILD_WRITE,
	    outage_restoration_post },
	{ "POST", "/outages/*/closing", CHILD_WRITE, outage_closing_post },
	{ "POST", "/outages/*/reopening", CHILD_WRITE | FRESH,
	    outage_reopening_post },
	{ "GET", "/outages/*/stock", CHILD_WRITE, outage_stock_get },
	{ "POST", "/outages/*/stock", CHILD_WRITE, outage_stock_post },
	{ "GET", "/outages/*/sheet", CHILD_READ, outage_sheet_get },
	{ "GET", "/outages/*/sheet.pdf", CHILD_READ, outage_sheet_pdf_get },
	{ "GET", "/outages/*/report", CHILD_WRITE, outage_report_get },
	{ "GET", "/outages/*/report.pdf", CHILD_WRITE, outage_report_pdf_get },
	{ "GET", "/outages/*/report.csv", CHILD_WRITE, outage_report_csv_get },
	{ "GET", "/children/*/outage", CHILD_READ, outage_child_get },
	{ "POST", "/children/*/outage/claim", CHILD_READ, outage_claim_post },
	{ "POST", "/children/*/outage/release", CHILD_READ,
	    outage_release_post },
	{ "POST", "/children/*/outage/status", CHILD_READ, outage_status_post },
	{ "POST", "/children/*/outage/destination", CHILD_READ,
	    outage_destination_post },
	{ "POST", "/children/*/outage/loan", CHILD_WRITE, outage_loan_post },
	{ "POST", "/children/*/outage/return", CHILD_WRITE,
	    outage_return_post },
	/* Written by what is done in an event, and read there. */
	ROUTES_PAGELESS("outage-cases"),
	ROUTES_PAGELESS("outage-logs"),
	ROUTES_PAGELESS("outage-loans"),
	ROUTES_PAGELESS("outage-stocks"),
};

const struct feature outage_feature = {
	.name = "outage",
	.menu = { NULL, "/outages", CHILD_READ, 0 },
	FEATURE_RECORDS(&outage_record, &outage_case_record,
	    &outage_log_record, &outage_stock_record, &outage_loan_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&outage_list_page, &outage_form_page,
	    &outage_show_page, &outage_rows_part, &outage_area_page,
	    &outage_taken_page, &outage_child_page, &outage_stock_page,
	    &outage_notice_part, &outage_pick_part, &outage_bodies_part,
	    &outage_when_part),
	.notice = outage_notice,
	FEATURE_OWNED(&outage_owned),
	.demo = outage_demo,
};
