#include "features/coordinator/coordinator.h"

#include <string.h>

#include "app/access.h"
#include "app/route.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/coordinator/coordinator_offer.h"
#include "features/coordinator/coordinator_private.h"

static const struct field fields[] = {
	FIELD_TEXT(coordinator, name, .label = "氏名",
	    .flags = REQUIRED | LISTED, .max = 100),
	FIELD_KANA(coordinator, kana, .label = "フリガナ", .max = 100),
	FIELD_TEXT(coordinator, number, .label = "登録番号", .flags = UNIQUE,
	    .max = 40, .hint = "空欄にすると番号をつけます。"),
	FIELD_LINK(coordinator, agency, .label = "所属機関",
	    .to = &agency_record, .flags = LISTED, .heading = "所属機関ID"),
	FIELD_LINK(coordinator, person, .label = "つなぐのアカウント",
	    .to = &account_record, .flags = NOT_MOVED,
	    .hint = "アカウントがあると、担当した子の記録を見られるようになります。"),
	FIELD_MUNICIPALITY(coordinator, municipality, .label = "活動する市町村",
	    .flags = ASKED | LISTED),
	FIELD_CODE(coordinator, region, .label = "活動する圏域",
	    .list = "region",
	    .hint = "空欄にすると、市町村の圏域とみなします。"),
	FIELD_TEXT(coordinator, phone, .label = "電話", .max = 40),
	FIELD_TEXT(coordinator, mail, .label = "メール", .max = 200),
	FIELD_TEXT(coordinator, profession, .label = "職種", .max = 100,
	    .hint = "例）相談支援専門員、保健師、看護師"),
	FIELD_CODE(coordinator, trained, .label = "養成研修を終えた",
	    .list = "yes_no", .flags = REQUIRED | RADIO | LISTED),
	FIELD_DAY(coordinator, trained_on, .label = "研修を終えた日",
	    .flags = LISTED, .hint = "例）R6.12.1"),
	FIELD_NUMBER(coordinator, experience, .label = "これまでに担当した子の数",
	    .max = 999, .hint = "ここに登録する前の人数です。"),
	FIELD_NUMBER(coordinator, most, .label = "一度に担当できる人数",
	    .max = 99, .hint = "空欄は、決めていないという意味です。"),
	FIELD_CODE(coordinator, willing, .label = "新しい子を担当できる",
	    .list = "yes_no", .flags = REQUIRED | RADIO | LISTED),
	FIELD_CODE(coordinator, first_wished,
	    .label = "初めは負担の軽い子から担当したい", .list = "yes_no",
	    .flags = RADIO),
	FIELD_DAY(coordinator, left_on, .label = "やめた日",
	    .hint = "続けている間は空欄にします。"),
	FIELD_LONG(coordinator, note, .label = "メモ", .max = 2000),
};

static void
coordinator_check(struct request *r, const void *obj)
{
	const struct coordinator *c = obj;

	if (!c->trained_on || request_fault_of(r, "trained_on"))
		return;
	if (strcmp(c->trained_on, r->today) > 0)
		request_fault(r, "trained_on", "in_the_future");
	else if (c->trained && strcmp(c->trained, "0") == 0)
		request_fault(r, "trained_on",
		    "「養成研修を終えた」が「いいえ」です。どちらかを直してください。");
}

const struct record coordinator_record = {
	.name = "coordinator",
	.path = "coordinators",
	.label = "コーディネーター",
	.size = sizeof(struct coordinator),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = coordinator_check,
};

static const struct field supporter_fields[] = {
	FIELD_LINK(supporter, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .flags = REQUIRED | LISTED),
	FIELD_CODE(supporter, part, .label = "どんな人",
	    .tells = CLASS_IDENTITY, .list = "supporter_part",
	    .flags = REQUIRED | LISTED),
	FIELD_LINK(supporter, agency, .label = "機関", .tells = CLASS_CONTACT,
	    .to = &agency_record, .flags = LISTED),
	FIELD_LINK(supporter, coordinator, .label = "台帳のコーディネーター",
	    .tells = CLASS_IDENTITY, .to = &coordinator_record,
	    .flags = HIDDEN),
	FIELD_TEXT(supporter, name, .label = "氏名", .tells = CLASS_CONTACT,
	    .flags = PERSONAL, .max = 100,
	    .hint = "機関か氏名のどちらかは入力します。"),
	FIELD_TEXT(supporter, phone, .label = "電話", .tells = CLASS_CONTACT,
	    .flags = PERSONAL, .max = 40,
	    .hint = "空欄にすると、機関の電話を表示します。"),
	FIELD_TEXT(supporter, hours, .label = "つながる時間",
	    .tells = CLASS_CONTACT, .max = 100,
	    .hint = "例）平日9:00-17:00、夜間は当番の電話"),
	FIELD_LONG(supporter, note, .label = "メモ", .tells = CLASS_CONTACT,
	    .flags = PERSONAL, .max = 1000,
	    .hint = "家族に見せない事情のあることは書かないでください。"),
	FIELD_DAY(supporter, from_on, .label = "この日から",
	    .tells = CLASS_IDENTITY, .flags = REQUIRED | LISTED,
	    .hint = "例）R8.11.20、11/20"),
	FIELD_DAY(supporter, to_on, .label = "この日まで",
	    .tells = CLASS_IDENTITY, .flags = LISTED,
	    .hint = "決まっていなければ空欄にします。"),
};

static void
supporter_check(struct request *r, const void *obj)
{
	const struct supporter *s = obj;

	if (!s->agency && !s->name && !request_fault_of(r, "agency"))
		request_fault(r, "name", "機関か氏名を入力してください。");
	if (s->from_on && s->to_on && !request_fault_of(r, "from_on") &&
	    !request_fault_of(r, "to_on") && strcmp(s->to_on, s->from_on) < 0)
		request_fault(r, "to_on",
		    "始まる日より前の日です。日付を確かめてください。");
}

const struct record supporter_record = {
	.name = "supporter",
	.path = "supporters",
	.label = "支えている人",
	.size = sizeof(struct supporter),
	.fields = supporter_fields,
	.nfields = COUNT(supporter_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
	.check = supporter_check,
};

bool
coordinator_may_read(const struct request *r)
{
	return access_is_centre(r);
}

/* Written on pages of their own; programs only read. */
static const char *const columns[] = { "number", "name", "kana", "agency",
	"municipality", "region", "phone", "mail", "profession", "trained",
	"trained_on", "experience", "most", "willing", "first_wished",
	"left_on", "note" };

static const struct transfer coordinators = {
	.kind = "coordinators",
	.label = "コーディネーターの台帳",
	.record = &coordinator_record,
	.columns = columns,
	.ncolumns = COUNT(columns),
};

static const struct route routes[] = {
	{ "GET", "/coordinators", CHILD_READ, coordinator_list_get },
	{ "GET", "/coordinators/new", CHILD_WRITE, coordinator_new_get },
	{ "POST", "/coordinators", CHILD_WRITE, coordinator_add_post },
	{ "GET", "/coordinators/coverage", CHILD_READ,
	    coordinator_coverage_get },
	{ "GET", "/coordinators/without", CHILD_READ, coordinator_without_get },
	{ "GET", "/coordinators/*", CHILD_READ, coordinator_show_get },
	{ "GET", "/coordinators/*/edit", CHILD_WRITE, coordinator_edit_get },
	{ "POST", "/coordinators/*", CHILD_WRITE, coordinator_change_post },
	{ "GET", "/children/*/supporters", CHILD_READ, supporter_list_get },
	{ "GET", "/children/*/coordinator", CHILD_READ,
	    coordinator_proposal_get },
	{ "POST", "/children/*/coordinator", CHILD_WRITE,
	    coordinator_proposal_post },
	{ "GET", "/supporters", CHILD_READ, route_nowhere },
	{ "GET", "/supporters/new", CHILD_WRITE, supporter_new_get },
	{ "POST", "/supporters", CHILD_WRITE, supporter_add_post },
	{ "GET", "/supporters/*", CHILD_READ, supporter_row_get },
	{ "GET", "/supporters/*/edit", CHILD_WRITE, supporter_edit_get },
	{ "POST", "/supporters/*", CHILD_WRITE, supporter_change_post },
	{ "POST", "/supporters/*/ending", CHILD_WRITE,
	    supporter_ending_post },
	ROUTES_TOLD("supporters"),
};

static const struct panel panel = { .aside = true, .place = 2,
    .draw = supporter_panel };

const struct feature coordinator_feature = {
	.name = "coordinator",
	.menu = { "台帳", "/coordinators", CHILD_READ, 5 },
	.menu_without = "individual",
	FEATURE_RECORDS(&coordinator_record, &supporter_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&supporter_panel_page, &supporter_list_page,
	    &coordinator_form_page, &coordinator_list_page,
	    &coordinator_show_page, &coordinator_coverage_page,
	    &coordinator_without_page, &coordinator_proposal_page),
	FEATURE_TRANSFERS(&coordinators),
	.panel = &panel,
	FEATURE_OWNED(&supporter_owned),
	.demo = coordinator_demo,
};
