#include "features/vacancy/vacancy.h"

#include "app/mail.h"
#include "app/route.h"
#include "features/account/account.h"
#include "features/directory/directory.h"
#include "features/vacancy/vacancy_private.h"

static const struct field room_fields[] = {
	FIELD_LINK(room, service, .label = "サービス", .to = &service_record,
	    .flags = REQUIRED),
	FIELD_TEXT(room, label, .label = "部屋・枠", .flags = REQUIRED | LISTED,
	    .max = 40, .hint = "例）個室、多床室、日中"),
	FIELD_NUMBER(room, beds, .label = "いくつ", .max = 200),
	FIELD_TEXT(room, mail, .label = "毎週の確認を送るメール", .max = 200),
	FIELD_LINK(room, keeper, .label = "センターの担当",
	    .to = &account_record),
	FIELD_CODE(room, visibility, .label = "見せる範囲",
	    .flags = REQUIRED | RADIO, .list = "visibility"),
	FIELD_CODE(room, paused, .label = "確認を休む",
	    .flags = REQUIRED | RADIO, .list = "yes_no"),
	FIELD_NUMBER(room, fresh_days, .label = "新しいとみなす日数",
	    .max = 31, .hint = "空欄のときは7日です。"),
	FIELD_NUMBER(room, grey_days, .label = "表示する日数", .max = 62,
	    .hint = "空欄のときは14日です。過ぎると「－」になります。"),
};

/* What is newer than it is kept is never shown as if it were fresh. */
static void
check_room(struct request *r, const void *obj)
{
	const struct room *m = obj;

	if (m->mail && !mail_address_fits(m->mail))
		request_fault(r, "mail",
		    "メールアドレスを「name@example.jp」のように入力してください。");
	if (m->grey_days && m->grey_days < (m->fresh_days ? m->fresh_days :
	    VACANCY_FRESH_DAYS))
		request_fault(r, "grey_days",
		    "新しいとみなす日数より多くしてください。");
}

const struct record room_record = {
	.name = "room",
	.path = "rooms",
	.label = "空き状況の枠",
	.size = sizeof(struct room),
	.fields = room_fields,
	.nfields = COUNT(room_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.check = check_room,
	.visible = "visibility",
	.beside = (const char *const[]){ "told_at", "reminded_on", NULL },
};

static const struct field unmet_fields[] = {
	FIELD_DAY(unmet, asked_on, .label = "相談のあった日",
	    .flags = REQUIRED | LISTED),
	FIELD_DAY(unmet, wanted_on, .label = "使いたかった日", .flags = LISTED),
	FIELD_CODE(unmet, kind, .label = "サービス", .flags = REQUIRED | LISTED,
	    .list = "service_kind"),
	FIELD_CODE(unmet, region, .label = "住んでいる圏域",
	    .flags = REQUIRED | LISTED, .list = "region"),
	FIELD_CODES(unmet, care, .label = "医療的ケア", .flags = LISTED,
	    .list = "care"),
	FIELD_CODE(unmet, age_band, .label = "年齢", .list = "age_band"),
	FIELD_CODE(unmet, reason, .label = "使えなかった理由",
	    .flags = REQUIRED | LISTED, .list = "unmet_reason"),
	FIELD_LONG(unmet, note, .label = "メモ（名前は書かないでください）",
	    .max = 1000),
};

const struct record unmet_record = {
	.name = "unmet",
	.path = "unmet",
	.label = "使えなかった相談",
	.size = sizeof(struct unmet),
	.fields = unmet_fields,
	.nfields = COUNT(unmet_fields),
	.read = CHILD_WRITE,
	.write = CHILD_WRITE,
};

static const char *const unmet_columns[] = { "asked_on", "wanted_on", "kind",
	"region", "care", "age_band", "reason" };

static const struct transfer unmet_transfer = {
	.kind = "unmet",
	.label = "使えなかった相談",
	.record = &unmet_record,
	.columns = unmet_columns,
	.ncolumns = COUNT(unmet_columns),
};

static const struct route routes[] = {
	{ "GET", "/vacancies", CHILD_READ, vacancy_board_get },
	{ "GET", "/vacancies.csv", CHILD_READ, vacancy_csv_get },
	{ "GET", "/vacancies/late", CHILD_WRITE, vacancy_late_get },
	{ "POST", "/vacancies/reminders", CHILD_WRITE, vacancy_reminders_post },
	{ "GET", "/services/*/vacancies", CHILD_WRITE, vacancy_grid_get },
	{ "POST", "/services/*/vacancies", CHILD_WRITE, vacancy_grid_post },
	{ "POST", "/services/*/vacancies/link", CHILD_WRITE, vacancy_link_post },
	{ "GET", "/links/vacancy", EVERYONE, vacancy_guest_get },
	{ "POST", "/links/vacancy", EVERYONE, vacancy_guest_post },
};

const struct feature vacancy_feature = {
	.name = "vacancy",
	.menu = { NULL, "/vacancies", CHILD_READ, 0 },
	FEATURE_RECORDS(&room_record, &unmet_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&vacancy_board_page, &vacancy_grid_page,
	    &vacancy_guest_page, &vacancy_late_page, &vacancy_part),
	FEATURE_TRANSFERS(&unmet_transfer),
	.due = vacancy_due,
	.daily = vacancy_daily,
	.demo = vacancy_demo,
};
