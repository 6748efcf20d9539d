#include "features/exchange/exchange.h"

#include <string.h>

#include "app/access.h"
#include "app/mail.h"
#include "app/route.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/exchange/exchange_private.h"

enum { MOST_PARTIES = 1000, MOST_ADULTS = 20, MOST_PEOPLE = 10000 };

static const struct field fields[] = {
	FIELD_TEXT(exchange, title, .label = "集まりの名前",
	    .flags = REQUIRED | LISTED, .max = 100,
	    .hint = "家族のページにも出ます。例）春の家族交流会"),
	FIELD_CODE(exchange, kind, .label = "種類", .list = "exchange_kind",
	    .flags = REQUIRED | LISTED),
	FIELD_DAY(exchange, on_day, .label = "開く日",
	    .flags = REQUIRED | LISTED, .hint = "例）12/8"),
	FIELD_TEXT(exchange, from_at, .label = "始まる時刻", .max = 5,
	    .hint = "例）10:00"),
	FIELD_TEXT(exchange, to_at, .label = "終わる時刻", .max = 5,
	    .hint = "例）12:00"),
	FIELD_TEXT(exchange, place, .label = "場所", .max = 200),
	FIELD_TEXT(exchange, online_url, .label = "オンラインのリンク",
	    .flags = PERSONAL, .max = 500,
	    .hint = "https:// から始まる文字を貼りつけます。申し込んだ家族に見えます。"),
	FIELD_NUMBER(exchange, capacity, .label = "定員（組）",
	    .flags = UNTOLD_NULL, .min = 1, .max = MOST_PARTIES,
	    .hint = "こえた申込はキャンセル待ちになります。空欄は定員なし。"),
	FIELD_TEXT(exchange, audience, .label = "だれのための集まりか",
	    .max = 200, .hint = "例）就学前のお子さんの家族"),
	FIELD_TEXT(exchange, supporters, .label = "ピアサポーター",
	    .max = 200, .hint = "家族のページにも出ます。名前でなく、例）先輩の家族2人"),
	FIELD_LONG(exchange, note, .label = "お知らせ", .max = 2000,
	    .hint = "家族のページにも出ます。持ち物、駐車場など。"),
	FIELD_LINK(exchange, keeper, .label = "担当", .to = &account_record),
	FIELD_DAY(exchange, cancelled_on, .label = "中止を決めた日",
	    .flags = HIDDEN),
};

const struct record exchange_record = {
	.name = "exchange",
	.path = "exchanges",
	.label = "家族交流会",
	.size = sizeof(struct exchange),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = exchange_check,
	.follow = exchange_follow,
};

static const struct field party_fields[] = {
	FIELD_LINK(exchange_party, exchange, .label = "集まり",
	    .tells = CLASS_CONTACT, .flags = HIDDEN, .to = &exchange_record),
	FIELD_LINK(exchange_party, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .hint = "登録のある家族のとき。名前・フリガナ・番号で探せます。"),
	FIELD_TEXT(exchange_party, name, .label = "申し込んだ人の名前",
	    .tells = CLASS_CONTACT, .flags = REQUIRED | PERSONAL, .max = 100,
	    .hint = "例）見本 花子"),
	FIELD_NUMBER(exchange_party, adults, .label = "大人の人数",
	    .tells = CLASS_CONTACT, .flags = REQUIRED, .min = 1,
	    .max = MOST_ADULTS),
	FIELD_NUMBER(exchange_party, siblings, .label = "きょうだいの人数",
	    .tells = CLASS_CONTACT, .flags = REQUIRED, .max = MOST_ADULTS,
	    .hint = "来ないときは 0 を入力します。"),
	FIELD_LONG(exchange_party, needs, .label = "食事やケアで気をつけること",
	    .tells = CLASS_CARE, .flags = PERSONAL, .max = 1000,
	    .hint = "例）注入の場所がほしい。卵が食べられない。"),
	FIELD_TEXT(exchange_party, mail, .label = "メールアドレス",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 200,
	    .hint = "2日前にお知らせを送ります。"),
	FIELD_TEXT(exchange_party, phone, .label = "電話",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 30),
	FIELD_CODE(exchange_party, state, .label = "状態",
	    .tells = CLASS_CONTACT, .list = "exchange_party_state",
	    .flags = HIDDEN),
	FIELD_CODE(exchange_party, source, .label = "申込の方法",
	    .tells = CLASS_CONTACT, .list = "exchange_source",
	    .flags = HIDDEN),
	FIELD_CODE(exchange_party, attended, .label = "参加した",
	    .tells = CLASS_CONTACT, .list = "yes_no", .flags = HIDDEN),
};

const struct record exchange_party_record = {
	.name = "exchange_party",
	.path = "exchange-parties",
	.label = "家族交流会の参加者",
	.size = sizeof(struct exchange_party),
	.fields = party_fields,
	.nfields = COUNT(party_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
	.check = exchange_party_check,
};

static const struct field guest_fields[] = {
	FIELD_LINK(exchange_guest, party, .label = "参加者",
	    .tells = CLASS_CONTACT, .flags = HIDDEN,
	    .to = &exchange_party_record),
	FIELD_LINK(exchange_guest, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .to = &child_record),
	FIELD_TEXT(exchange_guest, name, .label = "いっしょに来る人の名前",
	    .tells = CLASS_CONTACT, .flags = REQUIRED | PERSONAL, .max = 100),
	FIELD_CODE(exchange_guest, kind, .label = "どんな人ですか",
	    .tells = CLASS_CONTACT, .list = "exchange_guest_kind",
	    .flags = REQUIRED | RADIO),
	FIELD_CODE(exchange_guest, photo, .label = "写真に写ってよいですか",
	    .tells = CLASS_CONTACT, .list = "exchange_photo",
	    .flags = REQUIRED | RADIO),
};

const struct record exchange_guest_record = {
	.name = "exchange_guest",
	.path = "exchange-guests",
	.label = "写真の同意",
	.size = sizeof(struct exchange_guest),
	.fields = guest_fields,
	.nfields = COUNT(guest_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
};

static const struct field report_fields[] = {
	FIELD_LINK(exchange_report, exchange, .label = "集まり",
	    .flags = HIDDEN, .to = &exchange_record),
	FIELD_NUMBER(exchange_report, families, .label = "参加した組",
	    .flags = REQUIRED, .max = MOST_PARTIES),
	FIELD_NUMBER(exchange_report, people, .label = "参加した人数（全員）",
	    .flags = REQUIRED, .max = MOST_PEOPLE),
	FIELD_NUMBER(exchange_report, siblings, .label = "そのうちきょうだい",
	    .flags = REQUIRED, .max = MOST_PEOPLE),
	FIELD_LONG(exchange_report, how, .label = "どんな会だったか",
	    .flags = PERSONAL, .max = 4000,
	    .hint = "話題や気づいたことを書きます。名前や、だれのことか分かることは書かないでください。"),
	FIELD_DAY(exchange_report, reported_on, .label = "書いた日",
	    .flags = HIDDEN),
};

static void
check_report(struct request *r, const void *obj)
{
	const struct exchange_report *v = obj;

	if (!r->nfaults && v->siblings > v->people)
		request_fault(r, "siblings",
		    "参加した人数をこえています。確かめてください。");
	if (!r->nfaults && v->families > v->people)
		request_fault(r, "families",
		    "参加した人数をこえています。確かめてください。");
}

const struct record exchange_report_record = {
	.name = "exchange_report",
	.path = "exchange-reports",
	.label = "家族交流会の報告",
	.size = sizeof(struct exchange_report),
	.fields = report_fields,
	.nfields = COUNT(report_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = check_report,
};

static const struct field peer_fields[] = {
	FIELD_DAY(exchange_peer, on_day, .label = "日",
	    .flags = REQUIRED | LISTED, .hint = "例）11/20"),
	FIELD_CODE(exchange_peer, supporter, .label = "話を聞いた人",
	    .list = "exchange_supporter", .flags = REQUIRED | LISTED),
	FIELD_CODE(exchange_peer, way, .label = "方法",
	    .list = "exchange_way", .flags = REQUIRED | LISTED),
	FIELD_NUMBER(exchange_peer, people, .label = "話した人の数",
	    .flags = REQUIRED | LISTED, .min = 1, .max = MOST_ADULTS,
	    .hint = "だれが何を話したかは、どこにも残しません。"),
};

static void
check_peer(struct request *r, const void *obj)
{
	const struct exchange_peer *p = obj;

	if (p->on_day && !request_fault_of(r, "on_day") &&
	    strcmp(p->on_day, r->today) > 0)
		request_fault(r, "on_day", "in_the_future");
}

const struct record exchange_peer_record = {
	.name = "exchange_peer",
	.path = "exchange-peers",
	.label = "ピアカウンセリング",
	.size = sizeof(struct exchange_peer),
	.fields = peer_fields,
	.nfields = COUNT(peer_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = check_peer,
};

enum result
exchange_open(struct request *r, const char *id, struct exchange *e)
{
	enum result rc = access_centre(r);

	return rc ? rc : record_get(r, &exchange_record, id, e);
}

/* Who comes is on no page, list or API but the centre's page of the event. */
#define UNREAD(p) \
	{ "GET", "/api/v1/" p, CHILD_READ, route_nowhere }, \
	{ "GET", "/api/v1/" p "/*", CHILD_READ, route_nowhere }

static const struct route routes[] = {
	{ "GET", "/exchanges", CHILD_READ, exchange_list_get },
	{ "GET", "/exchanges/table", CHILD_READ, exchange_table_get },
	{ "GET", "/exchanges/table.pdf", CHILD_READ, exchange_table_pdf_get },
	{ "GET", "/exchanges/*", CHILD_READ, exchange_show_get },
	{ "POST", "/exchanges/*/parties", CHILD_WRITE, exchange_party_post },
	{ "POST", "/exchanges/*/attendance", CHILD_WRITE,
	    exchange_attendance_post },
	{ "POST", "/exchanges/*/cancellation", CHILD_WRITE,
	    exchange_cancellation_post },
	{ "GET", "/exchanges/*/report", CHILD_READ, exchange_report_get },
	{ "POST", "/exchanges/*/report", CHILD_WRITE, exchange_report_post },
	{ "GET", "/exchanges/*/photos", CHILD_READ, exchange_photos_get },
	{ "GET", "/exchanges/*/photos.pdf", CHILD_READ,
	    exchange_photos_pdf_get },
	ROUTES_UNLISTED("exchange-parties"),
	UNREAD("exchange-parties"),
	{ "GET", "/exchange-parties/new", CHILD_WRITE, route_nowhere },
	{ "POST", "/exchange-parties", CHILD_WRITE, route_never },
	{ "PUT", "/api/v1/exchange-parties/*", CHILD_WRITE, route_never },
	{ "GET", "/exchange-parties/*", CHILD_READ, exchange_party_get },
	{ "GET", "/exchange-parties/*/edit", CHILD_WRITE,
	    exchange_party_edit_get },
	{ "POST", "/exchange-parties/*", CHILD_WRITE,
	    exchange_party_change_post },
	{ "POST", "/exchange-parties/*/cancellation", CHILD_WRITE,
	    exchange_party_cancel_post },
	{ "POST", "/exchange-parties/*/guests", CHILD_WRITE,
	    exchange_guest_post },
	ROUTES_PAGELESS("exchange-guests"),
	UNREAD("exchange-guests"),
	{ "POST", "/exchange-guests/*/photo", CHILD_WRITE,
	    exchange_photo_post },
	ROUTES_PAGELESS("exchange-reports"),
	UNREAD("exchange-reports"),
};

const struct feature exchange_feature = {
	.name = "exchange",
	.menu = { NULL, "/exchanges", CHILD_READ, 0 },
	.menu_under = "/meetings",
	FEATURE_RECORDS(&exchange_record, &exchange_party_record,
	    &exchange_guest_record, &exchange_report_record,
	    &exchange_peer_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&exchange_list_page, &exchange_show_page,
	    &exchange_report_page, &exchange_party_page),
	.due = exchange_due,
	.daily = exchange_daily,
	FEATURE_OWNED(&exchange_owned),
	.demo = exchange_demo,
};
