#include <string.h>

#include "app/demo.h"
#include "base/date.h"
#include "base/instant.h"
#include "features/child/child.h"
#include "features/consent/consent.h"
#include "features/team/team_private.h"
#include "features/team/team_sql.h"

enum { DAY_SECONDS = 24 * 3600, EVERY_GRANT = 20, EVERY_GLASS = 16,
	DEMO_CHILDREN = 80 };

/* The people of the centre, by what they are. */
struct cast {
	struct rows people;
	struct dice dice;
};

/* Somebody with one of the roles; NULL: the centre has nobody. */
static const char *
pick(struct cast *c, const char *roles)
{
	size_t n = c->people.nrows, from = n ? dice_below(&c->dice, n) : 0;

	for (size_t i = 0; i < n; i++) {
		size_t at = (from + i) % n;

		if (strstr(roles, rows_cell(&c->people, at, "role")))
			return rows_cell(&c->people, at, "id");
	}
	return NULL;
}

static const char *
days(struct request *r, int from_today)
{
	return date_add_days(r->mem, r->today, from_today);
}

/* Most families have agreed that the one sent to them knows what is needed. */
static void
agree(struct request *r, const char *child, const char *person)
{
	struct account who;
	struct consent c = { .child = child, .purpose = "support",
	    .classes = "identity,contact,care,clinical",
	    .given_by = "見本 明子", .given_as = "mother",
	    .given_on = days(r, -25), .text_version = "r8",
	    .explained_by = "見本 花子", .from_on = days(r, -25),
	    .to_on = days(r, 340), .note = "架空の記録です。" };

	if (record_get(r, &account_record, person, &who) || !who.agency)
		return;
	c.recipient = who.agency;
	record_add(r, &consent_record, &c);
}

static void
make_team(struct request *r, struct cast *c, const char *child, size_t i)
{
	static const char *const parts[] = { "訪問", "機器の相談", "就園・就学",
	    "サービスの調整" };
	static const char *const roles[] = { "nurse", "counsellor", "doctor" };
	static const char *const relations[] = { "mother", "father" };
	struct team_member m = { .child = child,
	    .person = pick(c, roles[i % COUNT(roles)]),
	    .from_on = days(r, -200 - (int)(i % 90)),
	    .part = dice_pick(&c->dice, parts, COUNT(parts)) };
	struct assignment a = { .child = child,
	    .person = pick(c, "advisor coordinator"), .from_on = days(r, -20),
	    .to_on = days(r, 10 + (int)i), .purpose = "園での吸引への助言" };
	struct family_member f = { .child = child, .person = pick(c, "family"),
	    .relation = relations[i % COUNT(relations)],
	    .verified_on = i % 4 == 1 ? NULL : days(r, -30),
	    .restricted = i % 11 == 10 ? "1" : "0", .from_on = days(r, -30) };

	if (!a.person)
		a.person = pick(c, "counsellor");
	if (m.person)
		record_add(r, &team_member_record, &m);
	if (a.person && i % 3 == 0) {
		record_add(r, &assignment_record, &a);
		if (i % 4)
			agree(r, child, a.person);
	}
	/* One family, with two of its children known to the centre. */
	if (f.person && i < 2)
		record_add(r, &family_member_record, &f);
}

static void
make_grant(struct request *r, struct cast *c, const char *child, size_t i)
{
	struct named_grant g = { .child = child, .person = pick(c, "doctor"),
	    .reason = "知らせない住所への往診のため（架空の記録です）。",
	    .from_on = days(r, -10), .to_on = days(r, 80),
	    .asked_by = pick(c, "nurse") };

	if (!g.person || !g.asked_by)
		return;
	if (i % (2 * EVERY_GRANT) > EVERY_GRANT) {
		g.approved_by = pick(c, "counsellor");
		g.approved_at = g.approved_by ? r->now : NULL;
	}
	record_add(r, &named_grant_record, &g);
}

static void
make_glass(struct request *r, struct cast *c, const char *child, size_t i)
{
	struct glass g = { .child = child, .person = pick(c, "clerk"),
	    .reason = "夜間の停電で連絡があり、機器の種類を確かめた（架空の記録です）。",
	    .opened_at = instant_add(r->mem, r->now,
	    -(int64_t)(i / 2 + 1) * DAY_SECONDS) };

	if (!g.person)
		return;
	g.ends_at = instant_add(r->mem, g.opened_at, GLASS_SECONDS);
	if (i % (2 * EVERY_GLASS) > EVERY_GLASS) {
		g.reviewed_by = pick(c, "nurse");
		g.reviewed_at = g.reviewed_by ? instant_add(r->mem, g.ends_at,
		    DAY_SECONDS / 4) : NULL;
		g.finding = g.reviewed_by ? "必要だった。担当をチームに加える。" : NULL;
	}
	record_add(r, &glass_record, &g);
}

enum result
team_demo(struct request *r)
{
	struct cast c = { .dice = dice_new(6) };
	struct rows children = { 0 };
	enum result rc = child_first(r, DEMO_CHILDREN, &children);

	if (!rc)
		rc = account_people(r, &c.people);
	for (size_t i = 0; !rc && i < children.nrows; i++) {
		const char *child = rows_cell(&children, i, "id");

		make_team(r, &c, child, i);
		if (i % EVERY_GRANT == EVERY_GRANT / 2)
			make_grant(r, &c, child, i);
		if (i % EVERY_GLASS == EVERY_GLASS / 2)
			make_glass(r, &c, child, i);
	}
	return rc;
}
