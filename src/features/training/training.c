#include "features/training/training.h"

#include "app/access.h"
#include "app/route.h"
#include "features/coordinator/coordinator.h"
#include "features/training/training_day.h"
#include "features/training/training_material.h"

enum { FIRST_YEAR = 2000, LAST_YEAR = 2200, MOST_SEATS = 5000,
	MOST_PEOPLE = 100000, MOST_SESSIONS = 200, MOST_DAYS = 30 };

static const struct field fields[] = {
	FIELD_TEXT(training, title, .label = "研修の名前",
	    .flags = REQUIRED | LISTED, .max = 100,
	    .hint = "例）小児在宅サポーター勉強会"),
	FIELD_CODE(training, kind, .label = "種類", .list = "training_kind",
	    .flags = REQUIRED | LISTED),
	FIELD_NUMBER(training, year, .label = "年度（西暦）",
	    .flags = REQUIRED | LISTED, .min = FIRST_YEAR, .max = LAST_YEAR,
	    .hint = "例）令和8年度は 2026"),
	FIELD_LONG(training, aim, .label = "ねらい", .max = 2000),
	FIELD_NUMBER(training, needed, .label = "修了に必要な回数",
	    .flags = UNTOLD_NULL, .min = 1, .max = MOST_SESSIONS,
	    .hint = "空欄にすると、修了証は出しません。"),
};

const struct record training_record = {
	.name = "training",
	.path = "trainings",
	.label = "研修",
	.size = sizeof(struct training),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

static const struct field session_fields[] = {
	FIELD_LINK(training_session, training, .label = "研修",
	    .flags = HIDDEN, .to = &training_record),
	FIELD_NUMBER(training_session, number, .label = "回次",
	    .flags = REQUIRED | LISTED, .min = 1, .max = MOST_SESSIONS),
	FIELD_DAY(training_session, on_day, .label = "開催日",
	    .flags = REQUIRED | LISTED, .hint = "例）12/8"),
	FIELD_TEXT(training_session, from_at, .label = "始まる時刻",
	    .max = 5, .hint = "例）18:00"),
	FIELD_TEXT(training_session, to_at, .label = "終わる時刻",
	    .max = 5, .hint = "例）19:30"),
	FIELD_TEXT(training_session, place, .label = "開催場所",
	    .max = 200, .hint = "オンラインだけのときは空欄のままで。"),
	FIELD_TEXT(training_session, online_url,
	    .label = "オンラインのリンク", .flags = PERSONAL, .max = 500,
	    .hint = "https:// から始まる文字をそのまま貼りつけます。"),
	FIELD_TEXT(training_session, theme, .label = "研修内容",
	    .flags = REQUIRED | LISTED, .max = 300),
	FIELD_LONG(training_session, lecturers, .label = "講師",
	    .flags = PERSONAL, .max = 1000, .hint = "1行に1人書きます。"),
	FIELD_CODES(training_session, professions, .label = "対象の職種",
	    .list = "profession", .hint = "選ばなければ、だれでも参加できます。"),
	FIELD_NUMBER(training_session, capacity, .label = "定員",
	    .flags = UNTOLD_NULL, .min = 1, .max = MOST_SEATS,
	    .hint = "こえた申込はキャンセル待ちになります。空欄は定員なし。"),
	FIELD_NUMBER(training_session, headcount, .label = "参加人数",
	    .flags = ZERO_TOLD, .max = MOST_PEOPLE,
	    .hint = "数えた人数。空欄なら、名前で出席をつけた人の数になります。"),
	FIELD_CODE(training_session, required, .label = "修了に必ずいる回",
	    .list = "yes_no", .flags = RADIO),
	FIELD_CODE(training_session, both_codes,
	    .label = "始めと終わりの合言葉で出席にする", .list = "yes_no",
	    .flags = RADIO,
	    .hint = "「はい」にすると、両方を入れた人だけを出席にします。"),
	FIELD_CODE(training_session, announced, .label = "公開サイトで募集する",
	    .flags = RADIO, .list = "yes_no", .hint = "「はい」にすると、次の公表"
	    "から公開サイトに載ります。オンラインのリンクは載りません。"),
	FIELD_NUMBER(training_session, remind_days,
	    .label = "何日前に知らせるか", .flags = UNTOLD_NULL, .min = 1,
	    .max = MOST_DAYS, .hint = "席のある人にメールで知らせます。"
	    "空欄にすると送りません。"),
};

const struct record training_session_record = {
	.name = "training_session",
	.path = "training-sessions",
	.label = "研修の回",
	.size = sizeof(struct training_session),
	.fields = session_fields,
	.nfields = COUNT(session_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = training_session_check,
	.follow = training_session_follow,
	.title = training_session_title,
};

static const struct field applicant_fields[] = {
	FIELD_LINK(training_applicant, session, .label = "研修の回",
	    .flags = HIDDEN, .to = &training_session_record),
	FIELD_TEXT(training_applicant, name, .label = "名前",
	    .flags = REQUIRED | LISTED | PERSONAL, .max = 100,
	    .hint = "例）見本 花子"),
	FIELD_KANA(training_applicant, kana, .label = "フリガナ",
	    .flags = PERSONAL, .max = 100),
	FIELD_CODE(training_applicant, profession, .label = "職種",
	    .list = "profession", .flags = REQUIRED | LISTED),
	FIELD_TEXT(training_applicant, organization, .label = "所属",
	    .flags = LISTED, .max = 200, .hint = "例）見本訪問看護ステーション"),
	FIELD_TEXT(training_applicant, mail, .label = "メールアドレス",
	    .flags = PERSONAL, .max = 200),
	FIELD_TEXT(training_applicant, phone, .label = "電話",
	    .flags = PERSONAL, .max = 30),
	FIELD_CODE(training_applicant, state, .label = "状態",
	    .list = "training_state", .flags = HIDDEN | LISTED),
	FIELD_CODE(training_applicant, source, .label = "申込の方法",
	    .list = "training_source", .flags = HIDDEN),
	FIELD_TEXT(training_applicant, came_at, .label = "受付した時刻",
	    .flags = HIDDEN, .max = 30),
	FIELD_TEXT(training_applicant, left_at, .label = "終わりの受付の時刻",
	    .flags = HIDDEN, .max = 30),
};

static const char *const applicant_beside[] = { "token", NULL };

const struct record training_applicant_record = {
	.name = "training_applicant",
	.path = "training-applicants",
	.label = "研修の参加者",
	.size = sizeof(struct training_applicant),
	.fields = applicant_fields,
	.nfields = COUNT(applicant_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = training_applicant_check,
	.beside = applicant_beside,
};

static const struct field certificate_fields[] = {
	FIELD_LINK(training_certificate, training, .label = "研修",
	    .flags = HIDDEN, .to = &training_record),
	FIELD_LINK(training_certificate, applicant, .label = "参加者",
	    .flags = HIDDEN, .to = &training_applicant_record),
	FIELD_TEXT(training_certificate, number, .label = "修了証の番号",
	    .flags = HIDDEN | LISTED, .max = 20),
	FIELD_TEXT(training_certificate, name, .label = "名前",
	    .flags = HIDDEN | LISTED | PERSONAL, .max = 100),
	FIELD_TEXT(training_certificate, organization, .label = "所属",
	    .flags = HIDDEN | LISTED, .max = 200),
	FIELD_NUMBER(training_certificate, attended, .label = "参加した回数",
	    .flags = HIDDEN | LISTED, .max = MOST_SESSIONS),
	FIELD_DAY(training_certificate, on_day, .label = "修了日",
	    .flags = HIDDEN | LISTED),
	FIELD_TEXT(training_certificate, code, .label = "確認の文字",
	    .flags = HIDDEN | PERSONAL, .max = 20),
	FIELD_DAY(training_certificate, revoked_on, .label = "取り消した日",
	    .flags = HIDDEN | LISTED),
	FIELD_LINK(training_certificate, coordinator,
	    .label = "台帳のコーディネーター", .flags = HIDDEN,
	    .to = &coordinator_record),
};

static const char *const certificate_beside[] = { "digest", NULL };

const struct record training_certificate_record = {
	.name = "training_certificate",
	.path = "training-certificates",
	.label = "修了証",
	.size = sizeof(struct training_certificate),
	.fields = certificate_fields,
	.nfields = COUNT(certificate_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.beside = certificate_beside,
};

enum result
training_session_open(struct request *r, const char *id,
    struct training_session *s, struct training *t)
{
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &training_session_record, id, s);
	return rc ? rc : record_get(r, &training_record, s->training, t);
}

static const struct route routes[] = {
	{ "GET", "/trainings", CHILD_READ, training_list_get },
	{ "GET", "/trainings/*", CHILD_READ, training_show_get },
	{ "GET", "/trainings/*/table", CHILD_READ, training_table_get },
	{ "GET", "/trainings/*/table.pdf", CHILD_READ,
	    training_table_pdf_get },
	{ "GET", "/trainings/*/table.csv", CHILD_READ,
	    training_table_csv_get },
	{ "GET", "/trainings/*/completion", CHILD_READ,
	    training_completion_get },
	{ "POST", "/trainings/*/certificates", CHILD_WRITE,
	    training_certificates_post },
	{ "GET", "/training-people", CHILD_READ, training_people_get },
	{ "GET", "/training-people/*", CHILD_READ, training_person_get },
	{ "GET", "/training-years/*", CHILD_READ, training_year_get },
	{ "GET", "/training-years/*/table.pdf", CHILD_READ,
	    training_year_pdf_get },
	ROUTES_UNLISTED("training-sessions"),
	{ "GET", "/training-sessions/new", CHILD_WRITE,
	    training_session_new_get },
	{ "POST", "/training-sessions", CHILD_WRITE, training_session_post },
	{ "GET", "/training-sessions/*", CHILD_READ, training_session_get },
	{ "POST", "/training-sessions/*/applicants", CHILD_WRITE,
	    training_applicant_post },
	{ "POST", "/training-sessions/*/attendance", CHILD_WRITE,
	    training_attendance_post },
	ROUTES_UNLISTED("training-applicants"),
	{ "GET", "/training-applicants/new", CHILD_WRITE, route_nowhere },
	{ "POST", "/training-applicants", CHILD_WRITE, route_never },
	{ "GET", "/training-applicants/*", CHILD_READ,
	    training_applicant_get },
	{ "POST", "/training-applicants/*/cancellation", CHILD_WRITE,
	    training_cancel_post },
	{ "GET", "/training-certificates/*", CHILD_READ,
	    training_certificate_get },
	{ "GET", "/training-certificates/*/paper.pdf", CHILD_READ,
	    training_certificate_pdf_get },
	{ "POST", "/training-certificates/*/revocation", CHILD_WRITE,
	    training_revocation_post },
	{ "POST", "/training-certificates/*/restoration", CHILD_WRITE,
	    training_restoration_post },
	{ "GET", "/training-certificates/*/coordinator", CHILD_WRITE,
	    training_coordinator_get },
	{ "POST", "/training-certificates/*/coordinator", CHILD_WRITE,
	    training_coordinator_post },
	{ "GET", "/training-sessions/*/materials", CHILD_READ,
	    training_materials_get },
	ROUTES_UNLISTED("training-materials"),
	{ "GET", "/training-materials/new", CHILD_WRITE, route_nowhere },
	{ "POST", "/training-materials", CHILD_WRITE, training_material_post },
	{ "GET", "/training-materials/*", CHILD_READ, training_material_get },
	{ "POST", "/training-materials/*/removal", CHILD_WRITE,
	    training_material_removal_post },
	{ "GET", "/training-materials/*/edit", CHILD_WRITE, route_nowhere },
	{ "POST", "/training-materials/*", CHILD_WRITE, route_never },
	{ "PUT", "/api/v1/training-materials/*", CHILD_WRITE, route_never },
	{ "GET", "/links/training", EVERYONE, training_guest_get },
	{ "POST", "/links/training", EVERYONE, training_guest_cancel_post },
	{ "GET", "/links/training/materials/*", EVERYONE,
	    training_guest_material_get },
	ROUTES_KEPT("training-certificates"),
	{ "POST", "/training-sessions/*/door", CHILD_WRITE,
	    training_door_post },
	{ "POST", "/training-sessions/*/closing", CHILD_WRITE,
	    training_closing_post },
	{ "GET", "/training-sessions/*/poster", CHILD_READ,
	    training_poster_get },
	{ "GET", "/training-sessions/*/poster.pdf", CHILD_READ,
	    training_poster_pdf_get },
	{ "GET", "/training-sessions/*/count", CHILD_READ,
	    training_count_get },
	{ "GET", "/training-sessions/*/desk", CHILD_READ, training_desk_get },
	{ "POST", "/training-sign-ins/*/matching", CHILD_WRITE,
	    training_matching_post },
	ROUTES_PAGELESS("training-doors"),
	ROUTES_PAGELESS("training-sign-ins"),
};

static const struct letter_kind letters[] = {
	{ &training_application, training_take_application },
	{ &training_attendance, training_take_attendance },
};

const struct feature training_feature = {
	.name = "training",
	.menu = { NULL, "/trainings", CHILD_READ, 0 },
	.menu_under = "/meetings",
	FEATURE_RECORDS(&training_record, &training_session_record,
	    &training_applicant_record, &training_certificate_record,
	    &training_door_record, &training_sign_in_record,
	    &training_material_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&training_list_page, &training_show_page,
	    &training_session_page, &training_session_form_page,
	    &training_completion_page, &training_coordinator_page,
	    &training_count_page, &training_desk_page,
	    &training_materials_page, &training_guest_page,
	    &training_people_page, &training_person_page),
	FEATURE_LETTERS(letters),
	.daily = training_daily,
	.demo = training_demo,
};
