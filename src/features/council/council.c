#include "features/council/council.h"

#include <string.h>

#include "app/access.h"
#include "app/mail.h"
#include "app/route.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/council/council_private.h"

enum { MOST_YEARS = 9999, MOST_NUMBERS = 1000 };

static const struct field fields[] = {
	FIELD_TEXT(council, title, .label = "会議体の名前",
	    .flags = REQUIRED | LISTED, .max = 100,
	    .hint = "例）支援センター運営協議会"),
	FIELD_CODE(council, kind, .label = "会議の種類",
	    .list = "meeting_kind", .flags = REQUIRED | LISTED),
	FIELD_LONG(council, purpose, .label = "目的", .max = 2000),
	FIELD_CODE(council, region, .label = "圏域", .list = "region",
	    .flags = LISTED, .hint = "県全体の会議体なら空欄にします。"),
	FIELD_LINK(council, keeper, .label = "事務局の担当",
	    .to = &account_record),
	FIELD_CODE(council, quorum, .label = "定足数",
	    .list = "council_quorum", .flags = REQUIRED | RADIO),
	FIELD_CODE(council, numbering, .label = "回の数え方",
	    .list = "council_numbering", .flags = REQUIRED | RADIO),
	FIELD_DAY(council, ended_on, .label = "終わった日",
	    .hint = "続いている会議体は空欄のままで。"),
};

const struct record council_record = {
	.name = "council",
	.path = "councils",
	.label = "会議体",
	.size = sizeof(struct council),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

static const struct field member_fields[] = {
	FIELD_LINK(council_member, council, .label = "会議体",
	    .flags = HIDDEN, .to = &council_record),
	FIELD_TEXT(council_member, name, .label = "名前",
	    .flags = REQUIRED | LISTED | PERSONAL, .max = 100,
	    .hint = "例）見本 花子"),
	FIELD_CODE(council_member, side, .label = "どこの人ですか",
	    .list = "meeting_side", .flags = REQUIRED | RADIO),
	FIELD_LINK(council_member, agency, .label = "所属の機関",
	    .to = &agency_record, .hint = "機関の人のときに選びます。"),
	FIELD_TEXT(council_member, seat, .label = "役職",
	    .flags = PERSONAL, .max = 100, .hint = "例）会長、小児科部長"),
	FIELD_CODE(council_member, observer, .label = "オブザーバーですか",
	    .list = "yes_no", .flags = RADIO,
	    .hint = "「はい」の人は定足数に数えません。"),
	FIELD_TEXT(council_member, substitute, .label = "代理の人",
	    .flags = PERSONAL, .max = 100,
	    .hint = "来られないときに代わりに出る人が決まっているときに。"),
	FIELD_TEXT(council_member, mail, .label = "メールアドレス",
	    .flags = PERSONAL, .max = 200),
	FIELD_DAY(council_member, from_on, .label = "任期のはじめ",
	    .flags = REQUIRED | LISTED, .hint = "例）R8.4.1"),
	FIELD_DAY(council_member, to_on, .label = "任期の終わり",
	    .flags = LISTED,
	    .hint = "この日までです。2か月前から「今日」に出ます。"),
	FIELD_LINK(council_member, previous, .label = "前の任期",
	    .flags = HIDDEN, .to = &council_member_record),
};

static void
council_member_check(struct request *r, const void *obj)
{
	const struct council_member *m = obj;
	bool of_agency = m->side && strcmp(m->side, "agency") == 0;

	if (of_agency && !m->agency)
		request_fault(r, "agency", "所属の機関を選んでください。");
	if (m->mail && !mail_address_fits(m->mail))
		request_fault(r, "mail", "メールアドレスを確かめてください。");
	if (m->from_on && m->to_on && !request_fault_of(r, "from_on") &&
	    !request_fault_of(r, "to_on") && strcmp(m->to_on, m->from_on) < 0)
		request_fault(r, "to_on",
		    "任期のはじめより後の日を入力してください。");
}

const struct record council_member_record = {
	.name = "council_member",
	.path = "council-members",
	.label = "委員",
	.size = sizeof(struct council_member),
	.fields = member_fields,
	.nfields = COUNT(member_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = council_member_check,
};

static const struct field meeting_fields[] = {
	FIELD_LINK(council_meeting, council, .label = "会議体",
	    .flags = HIDDEN, .to = &council_record),
	FIELD_TEXT(council_meeting, meeting, .label = "会議",
	    .flags = HIDDEN, .max = 40),
	FIELD_NUMBER(council_meeting, year, .label = "年度",
	    .flags = HIDDEN, .max = MOST_YEARS),
	FIELD_NUMBER(council_meeting, number, .label = "第何回",
	    .flags = HIDDEN | LISTED, .min = 1, .max = MOST_NUMBERS),
};

const struct record council_meeting_record = {
	.name = "council_meeting",
	.path = "council-meetings",
	.label = "会議体の回",
	.size = sizeof(struct council_meeting),
	.fields = meeting_fields,
	.nfields = COUNT(meeting_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

static const struct field item_fields[] = {
	FIELD_LINK(council_item, council_meeting, .label = "会議体の回",
	    .flags = HIDDEN, .to = &council_meeting_record),
	FIELD_NUMBER(council_item, place, .label = "順番", .flags = HIDDEN,
	    .max = MOST_NUMBERS),
	FIELD_TEXT(council_item, title, .label = "議題",
	    .flags = REQUIRED | PERSONAL, .max = 200,
	    .hint = "例）来年度の事業計画。子どもの名前は書かないでください。"),
	FIELD_TEXT(council_item, talk, .label = "会議に出した課題",
	    .flags = HIDDEN, .max = 40),
	FIELD_DAY(council_item, removed_on, .label = "外した日",
	    .flags = HIDDEN),
};

const struct record council_item_record = {
	.name = "council_item",
	.path = "council-items",
	.label = "議題",
	.size = sizeof(struct council_item),
	.fields = item_fields,
	.nfields = COUNT(item_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

static const struct field seat_fields[] = {
	FIELD_LINK(council_seat, council_meeting, .label = "会議体の回",
	    .flags = HIDDEN, .to = &council_meeting_record),
	FIELD_LINK(council_seat, member, .label = "委員", .flags = HIDDEN,
	    .to = &council_member_record),
	FIELD_TEXT(council_seat, participant, .label = "会議の参加者",
	    .flags = HIDDEN, .max = 40),
	FIELD_CODE(council_seat, substituted, .label = "代理ですか",
	    .list = "yes_no", .flags = HIDDEN),
};

const struct record council_seat_record = {
	.name = "council_seat",
	.path = "council-seats",
	.label = "委員の席",
	.size = sizeof(struct council_seat),
	.fields = seat_fields,
	.nfields = COUNT(seat_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

static const struct field review_fields[] = {
	FIELD_LINK(council_review, council_meeting, .label = "会議体の回",
	    .flags = HIDDEN, .to = &council_meeting_record),
	FIELD_TEXT(council_review, task, .label = "決まったこと",
	    .flags = HIDDEN, .max = 40),
	FIELD_CODE(council_review, state, .label = "どうなりましたか",
	    .list = "council_review_state", .flags = REQUIRED | RADIO),
	FIELD_LONG(council_review, says, .label = "ようす・やめる理由",
	    .flags = PERSONAL, .max = 1000),
	FIELD_DAY(council_review, reviewed_on, .label = "確かめた日",
	    .flags = HIDDEN),
};

static void
check_review(struct request *r, const void *obj)
{
	const struct council_review *v = obj;

	if (v->state && strcmp(v->state, "dropped") == 0 && !v->says)
		request_fault(r, "says", "やめるときは、理由を書いてください。");
}

const struct record council_review_record = {
	.name = "council_review",
	.path = "council-reviews",
	.label = "決まったことの確かめ",
	.size = sizeof(struct council_review),
	.fields = review_fields,
	.nfields = COUNT(review_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = check_review,
};

enum result
council_open(struct request *r, const char *id, struct council *c)
{
	enum result rc = access_centre(r);

	return rc ? rc : record_get(r, &council_record, id, c);
}

enum result
council_day_open(struct request *r, const char *id, struct council_day *d)
{
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &council_meeting_record, id, &d->at);
	if (!rc)
		rc = record_get(r, &council_record, d->at.council,
		    &d->council);
	return rc ? rc : record_get(r, &meeting_record, d->at.meeting,
	    &d->meeting);
}

const char *
council_number(struct request *r, const struct council_meeting *m)
{
	if (!m->year)
		return arena_fmt(r->mem, "第%lld回", (long long)m->number);
	return arena_fmt(r->mem, "%s 第%lld回", date_fiscal_label(r->mem,
	    (int)m->year), (long long)m->number);
}

const char *
council_day_url(struct request *r, const struct council_day *d,
    const char *rest)
{
	return arena_fmt(r->mem, "/council-meetings/%s%s", d->at.id, rest);
}

static const struct route routes[] = {
	{ "GET", "/councils", CHILD_READ, council_list_get },
	{ "GET", "/councils/*", CHILD_READ, council_show_get },
	{ "POST", "/councils/*/meetings", CHILD_WRITE, council_next_post },
	ROUTES_UNLISTED("council-members"),
	{ "GET", "/council-members/new", CHILD_WRITE,
	    council_member_new_get },
	{ "POST", "/council-members", CHILD_WRITE, council_member_post },
	{ "GET", "/council-members/*", CHILD_READ, council_member_get },
	ROUTES_KEPT("council-meetings"),
	{ "GET", "/council-meetings/*", CHILD_READ, council_day_get },
	{ "POST", "/council-meetings/*/items", CHILD_WRITE,
	    council_item_post },
	{ "POST", "/council-meetings/*/moves", CHILD_WRITE,
	    council_item_move_post },
	{ "POST", "/council-meetings/*/sharing", CHILD_WRITE,
	    council_share_post },
	{ "POST", "/council-meetings/*/seats", CHILD_WRITE,
	    council_seats_post },
	{ "POST", "/council-meetings/*/reviews", CHILD_WRITE,
	    council_review_post },
	{ "GET", "/council-meetings/*/agenda", CHILD_READ,
	    council_agenda_get },
	{ "GET", "/council-meetings/*/agenda.pdf", CHILD_READ,
	    council_agenda_pdf_get },
	{ "GET", "/council-meetings/*/people", CHILD_READ,
	    council_people_get },
	{ "GET", "/council-meetings/*/people.pdf", CHILD_READ,
	    council_people_pdf_get },
	ROUTES_PAGELESS("council-items"),
	ROUTES_PAGELESS("council-seats"),
	{ "POST", "/council-seats/*/substitute", CHILD_WRITE,
	    council_substitute_post },
	ROUTES_PAGELESS("council-reviews"),
};

static const struct panel panel = { .draw_of = council_panel };

const struct feature council_feature = {
	.name = "council",
	.menu = { NULL, "/councils", CHILD_READ, 0 },
	.menu_under = "/meetings",
	FEATURE_RECORDS(&council_record, &council_member_record,
	    &council_meeting_record, &council_item_record,
	    &council_seat_record, &council_review_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&council_list_page, &council_show_page,
	    &council_member_page, &council_meeting_page, &council_panel_part),
	.panel = &panel,
	.due = council_due,
	FEATURE_OWNED(&council_owned),
	.demo = council_demo,
};
