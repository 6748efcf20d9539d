#include "features/meeting/meeting_private.h"

#include "app/codes.h"
#include "app/route.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/child/child.h"

static const struct field fields[] = {
	FIELD_CODE(meeting, kind, .label = "会議の種類",
	    .tells = CLASS_IDENTITY, .list = "meeting_kind",
	    .flags = REQUIRED | RADIO | LISTED),
	FIELD_TEXT(meeting, title, .label = "会議の名前",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 200,
	    .hint = "招待された人にも見えます。子どもの名前は書かないでください。"),
	FIELD_CODE(meeting, state, .label = "状態", .tells = CLASS_IDENTITY,
	    .list = "meeting_state", .flags = HIDDEN | LISTED),
	FIELD_LINK(meeting, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .hint = "協議会など、特定の子でないときは空欄のままで。"),
	FIELD_DAY(meeting, on_day, .label = "開く日",
	    .tells = CLASS_IDENTITY, .flags = REQUIRED | LISTED,
	    .hint = "例）12/8"),
	FIELD_TEXT(meeting, from_at, .label = "始まる時刻",
	    .tells = CLASS_IDENTITY, .max = 5, .hint = "例）13:30"),
	FIELD_TEXT(meeting, to_at, .label = "終わる時刻",
	    .tells = CLASS_IDENTITY, .max = 5, .hint = "例）15:00"),
	FIELD_CODE(meeting, place_kind, .label = "場所の種類",
	    .tells = CLASS_IDENTITY, .list = "meeting_place"),
	FIELD_TEXT(meeting, place, .label = "場所の名前",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 200,
	    .hint = "例）見本市役所 3階 第2会議室"),
	FIELD_TEXT(meeting, online_url, .label = "オンライン会議のリンク",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 500,
	    .hint = "https:// から始まる文字をそのまま貼りつけます。"),
	FIELD_LINK(meeting, agency, .label = "主催の機関",
	    .tells = CLASS_IDENTITY, .to = &agency_record, .flags = HIDDEN),
	FIELD_LINK(meeting, person, .label = "進行と記録の担当",
	    .tells = CLASS_IDENTITY, .to = &account_record),
	FIELD_CODE(meeting, yearly, .label = "毎年開きますか",
	    .tells = CLASS_IDENTITY, .list = "yes_no"),
	FIELD_LONG(meeting, agenda, .label = "議題", .tells = CLASS_CARE,
	    .flags = PERSONAL, .max = 4000,
	    .hint = "招待された人にも見えます。1行に1つ書きます。"),
	FIELD_LONG(meeting, minutes, .label = "議事録",
	    .tells = CLASS_CLINICAL, .flags = PERSONAL),
	FIELD_LONG(meeting, roles, .label = "役割（だれが何を）",
	    .tells = CLASS_CARE, .flags = PERSONAL | HIDDEN, .max = 8000),
	FIELD_TEXT(meeting, previous, .label = "前の回",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .max = 40),
	FIELD_DAY(meeting, minutes_on, .label = "議事録を書いた日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_DAY(meeting, closed_on, .label = "終えた日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
};

static const char *
title(struct request *r, const void *obj)
{
	const struct meeting *m = obj;

	return meeting_title(r, m);
}

const struct record meeting_record = {
	.name = "meeting",
	.path = "meetings",
	.label = "会議",
	.size = sizeof(struct meeting),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
	.of_agency = "agency",
	.of_person = "person",
	.check = meeting_check,
	.title = title,
};

static const struct field participant_fields[] = {
	FIELD_LINK(meeting_participant, meeting, .label = "会議",
	    .tells = CLASS_IDENTITY, .to = &meeting_record, .flags = HIDDEN),
	FIELD_LINK(meeting_participant, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record, .flags = HIDDEN),
	FIELD_CODE(meeting_participant, side, .label = "どこの人ですか",
	    .tells = CLASS_IDENTITY, .list = "meeting_side",
	    .flags = REQUIRED | RADIO),
	FIELD_LINK(meeting_participant, person, .label = "アカウントのある人",
	    .tells = CLASS_IDENTITY, .to = &account_record),
	FIELD_TEXT(meeting_participant, name, .label = "名前",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 100,
	    .hint = "アカウントのない人のとき。例）見本 花子"),
	FIELD_LINK(meeting_participant, agency, .label = "所属の機関",
	    .tells = CLASS_IDENTITY, .to = &agency_record),
	FIELD_TEXT(meeting_participant, mail, .label = "招待を送るメールアドレス",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 200,
	    .hint = "空欄にすると、リンクを画面に出します。"),
	FIELD_TEXT(meeting_participant, part, .label = "役割",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 100,
	    .hint = "例）主治医、担任、記録"),
	FIELD_DAY(meeting_participant, invited_on, .label = "招待した日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_CODE(meeting_participant, answer, .label = "返事",
	    .tells = CLASS_IDENTITY, .list = "meeting_answer",
	    .flags = HIDDEN),
	FIELD_DAY(meeting_participant, answered_on, .label = "返事の日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_LONG(meeting_participant, comment, .label = "ひとこと",
	    .tells = CLASS_CONTACT, .flags = PERSONAL | HIDDEN, .max = 1000),
	FIELD_CODE(meeting_participant, attended, .label = "出席した",
	    .tells = CLASS_IDENTITY, .list = "yes_no", .flags = HIDDEN),
	FIELD_DAY(meeting_participant, removed_on, .label = "取り消した日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
};

const struct record meeting_participant_record = {
	.name = "meeting_participant",
	.path = "meeting-participants",
	.label = "会議の参加者",
	.size = sizeof(struct meeting_participant),
	.fields = participant_fields,
	.nfields = COUNT(participant_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
	.of_agency = "agency",
	.of_person = "person",
};

/* Programs read meetings; people plan and hold them. */
static const struct route routes[] = {
	{ "GET", "/meetings", CHILD_READ, meeting_list_get },
	{ "GET", "/meetings/new", CHILD_WRITE, meeting_new_get },
	{ "POST", "/meetings", CHILD_WRITE, meeting_add_post },
	{ "GET", "/meetings/*", CHILD_READ, meeting_show_get },
	{ "GET", "/meetings/*/edit", CHILD_WRITE, meeting_edit_get },
	{ "POST", "/meetings/*", CHILD_WRITE, meeting_change_post },
	{ "POST", "/meetings/*/participants", CHILD_WRITE,
	    meeting_participant_post },
	{ "POST", "/meetings/*/decisions", CHILD_WRITE,
	    meeting_decision_post },
	{ "GET", "/meetings/*/minutes", CHILD_READ, meeting_minutes_get },
	{ "GET", "/meetings/*/minutes.pdf", CHILD_READ,
	    meeting_minutes_pdf_get },
	{ "GET", "/meetings/*/minutes/edit", CHILD_WRITE,
	    meeting_minutes_edit_get },
	{ "POST", "/meetings/*/minutes", CHILD_WRITE, meeting_minutes_post },
	{ "GET", "/meetings/*/letter", CHILD_READ, meeting_letter_get },
	{ "GET", "/meetings/*/letter/*", CHILD_READ, meeting_letter_get },
	{ "GET", "/meetings/*/letter/*/letter.pdf", CHILD_READ,
	    meeting_letter_pdf_get },
	{ "POST", "/meetings/*/closing", CHILD_WRITE, meeting_closing_post },
	{ "POST", "/meetings/*/cancellation", CHILD_WRITE,
	    meeting_cancellation_post },
	{ "POST", "/meetings/*/next", CHILD_WRITE, meeting_next_post },
	ROUTES_TOLD("meetings"),
	ROUTES_PAGELESS("meeting-participants"),
	{ "POST", "/meeting-participants/*/answer", CHILD_READ,
	    meeting_answer_post },
	{ "POST", "/meeting-participants/*/invitation", CHILD_WRITE,
	    meeting_invitation_post },
	{ "POST", "/meeting-participants/*/removal", CHILD_WRITE,
	    meeting_removal_post },
	{ "GET", "/links/meeting", EVERYONE, meeting_guest_get },
	{ "POST", "/links/meeting", EVERYONE, meeting_guest_post },
};

static const struct panel panel = { .aside = true, .place = 5,
    .draw = meeting_panel };

const struct feature meeting_feature = {
	.name = "meeting",
	.menu = { "会議", "/meetings", CHILD_READ, 6 },
	FEATURE_RECORDS(&meeting_record, &meeting_participant_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&meeting_list_page, &meeting_form_page,
	    &meeting_show_page, &meeting_write_page, &meeting_guest_page,
	    &meeting_panel_part),
	.panel = &panel,
	.due = meeting_due,
	FEATURE_OWNED(&meeting_owned, &meeting_participant_owned),
	.demo = meeting_demo,
};
