#include "app/demo.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/exchange/exchange_private.h"
#include "features/exchange/exchange_sql.h"

/* A year of events: two that were, one to come that is nearly full. */

static const struct {
	const char *title, *kind, *audience, *supporters, *note;
	int days;
	int64_t capacity, families, people, siblings;
} events[] = {
	{ "春の家族交流会", "gathering", "どなたでも", "先輩の家族2人",
	    "駐車場は建物の裏にあります。", -170, 12, 9, 31, 7 },
	{ "オンラインおしゃべり会", "online", "就学前のお子さんの家族",
	    "先輩の家族1人", NULL, -60, 8, 5, 6, 0 },
	{ "冬の家族交流会", "gathering", "どなたでも", "先輩の家族2人",
	    "注入とおむつ替えのできる部屋があります。", 18, 4, 0, 0, 0 },
};

static const struct {
	const char *name, *needs, *mail, *photo;
	int64_t adults, siblings;
} families[] = {
	{ "見本 交子", "注入の場所がほしい。", "koryu@example.jp", "yes", 2, 1 },
	{ "例示 流男", NULL, NULL, "no", 1, 0 },
	{ "試作 会美", "卵が食べられない。", NULL, "unasked", 2, 2 },
	{ "架空 会子", NULL, NULL, "yes", 2, 0 },
	{ "想定 集", "ベビーカーで入れる部屋がほしい。", NULL, "yes", 1, 1 },
	{ "模擬 和", NULL, NULL, "no", 2, 1 },
	{ "練習 友", "吸引の電源がほしい。", NULL, "yes", 2, 0 },
	{ "試行 輪", NULL, NULL, "yes", 1, 0 },
	{ "仮名 円", NULL, NULL, "no", 2, 2 },
};

static const struct {
	const char *supporter, *way;
	int days;
	int64_t people;
} peers[] = {
	{ "parent", "visit", -100, 1 }, { "parent", "phone", -40, 1 },
	{ "grown", "online", -20, 2 },
};

enum { COMING = 3 };

static enum result
put_families(struct request *r, const struct exchange *e, size_t n)
{
	struct rows rows = { 0 };
	enum result rc = exchange_sql_demo(r, &rows);

	for (size_t i = 0; !rc && i < n && i < COUNT(families);
	    i++) {
		struct exchange_party p = {
			.child = i < rows.nrows && i < 2 ? rows.cells[i] :
			    NULL,
			.name = families[i].name, .needs = families[i].needs,
			.mail = families[i].mail,
			.phone = arena_fmt(r->mem, "090-0000-72%02zu", i),
			.adults = families[i].adults,
			.siblings = families[i].siblings, .source = "staff",
		};

		rc = exchange_apply(r, e, &p, families[i].photo);
	}
	return rc;
}

static enum result
put_event(struct request *r, size_t i, const char *keeper)
{
	struct exchange e = {
		.title = events[i].title, .kind = events[i].kind,
		.on_day = demo_weekday(r->mem, date_add_days(r->mem,
		    r->today, events[i].days)),
		.from_at = "10:00", .to_at = "12:00",
		.place = "見本市総合福祉センター", .audience = events[i].audience,
		.online_url = "https://meet.example.jp/koryu",
		.supporters = events[i].supporters, .note = events[i].note,
		.capacity = events[i].capacity, .keeper = keeper,
	};
	struct exchange_report v = {
		.families = events[i].families, .people = events[i].people,
		.siblings = events[i].siblings,
		.how = "夜のケアと、きょうだいとの時間のことが多く話された。",
		.reported_on = e.on_day,
	};
	enum result rc = record_add(r, &exchange_record, &e);

	v.exchange = e.id;
	if (rc)
		return rc;
	rc = put_families(r, &e, v.families ? (size_t)v.families : COMING);
	return rc || events[i].days > 0 ? rc : record_add(r,
	    &exchange_report_record, &v);
}

enum result
exchange_demo(struct request *r)
{
	struct rows people = { 0 };
	enum result rc = account_people(r, &people);

	for (size_t i = 0; !rc && i < COUNT(events); i++)
		rc = put_event(r, i, people.nrows ? rows_cell(&people, 0,
		    "id") : NULL);
	for (size_t i = 0; !rc && i < COUNT(peers); i++) {
		struct exchange_peer p = {
			.on_day = date_add_days(r->mem, r->today,
			    peers[i].days),
			.supporter = peers[i].supporter, .way = peers[i].way,
			.people = peers[i].people,
		};

		rc = record_add(r, &exchange_peer_record, &p);
	}
	return rc;
}
