#include "features/team/team.h"

#include <string.h>

#include "app/access.h"
#include "app/route.h"
#include "app/second_person.h"
#include "base/text.h"
#include "features/account/account.h"
#include "features/team/team_private.h"

/* Every record here is about a child and a person, and has its days. */
#define CHILD_AND_PERSON(S) \
	FIELD_LINK(S, child, .label = "子ども", .tells = CLASS_IDENTITY, \
	    .to = &child_record, .flags = REQUIRED | LISTED), \
	FIELD_LINK(S, person, .label = "だれ", .tells = CLASS_IDENTITY, \
	    .to = &account_record, .flags = REQUIRED | LISTED)
#define FROM_DAY(S) \
	FIELD_DAY(S, from_on, .label = "この日から", .tells = CLASS_IDENTITY, \
	    .flags = REQUIRED | LISTED, .hint = "例）R8.11.20、11/20")
#define TO_DAY(S, ...) \
	FIELD_DAY(S, to_on, .label = "この日まで", .tells = CLASS_IDENTITY, \
	    __VA_ARGS__)

static const struct field member_fields[] = {
	CHILD_AND_PERSON(team_member),
	FIELD_TEXT(team_member, part, .label = "担当すること",
	    .tells = CLASS_CONTACT, .flags = LISTED,
	    .max = 100, .hint = "例）訪問、機器の相談"),
	FROM_DAY(team_member),
	TO_DAY(team_member, .flags = LISTED,
	    .hint = "決まっていなければ空欄にします。"),
};

static const struct field assignment_fields[] = {
	CHILD_AND_PERSON(assignment),
	FIELD_TEXT(assignment, purpose, .label = "派遣の目的",
	    .tells = CLASS_CONTACT, .flags = LISTED,
	    .max = 100, .hint = "例）就学に向けた園への助言"),
	FROM_DAY(assignment),
	TO_DAY(assignment, .flags = REQUIRED | LISTED,
	    .hint = "この日が終わると自動で見られなくなります。"),
};

static const struct field family_fields[] = {
	CHILD_AND_PERSON(family_member),
	FIELD_CODE(family_member, relation, .label = "子どもとの関係",
	    .tells = CLASS_CONTACT,
	    .list = "family_relation", .flags = REQUIRED | LISTED),
	FIELD_DAY(family_member, verified_on, .label = "本人確認をした日",
	    .tells = CLASS_CONTACT,
	    .flags = LISTED, .hint = "空欄の間は見られません。"),
	FIELD_CODE(family_member, restricted, .label = "見せない事情がある",
	    .tells = CLASS_CONTACT,
	    .list = "yes_no", .flags = REQUIRED | LISTED | RADIO,
	    .hint = "虐待、親権の争い、住所を知らせないなど。"),
	FROM_DAY(family_member),
	TO_DAY(family_member, .flags = LISTED),
};

static const struct field grant_fields[] = {
	CHILD_AND_PERSON(named_grant),
	FIELD_LONG(named_grant, reason, .label = "見る必要がある理由",
	    .tells = CLASS_CLINICAL,
	    .flags = REQUIRED | PERSONAL, .max = 1000),
	FROM_DAY(named_grant),
	TO_DAY(named_grant, .flags = REQUIRED | LISTED),
	FIELD_LINK(named_grant, asked_by, .label = "申し込んだ人",
	    .tells = CLASS_IDENTITY,
	    .to = &account_record, .flags = HIDDEN),
	FIELD_LINK(named_grant, approved_by, .label = "承認した人",
	    .tells = CLASS_IDENTITY,
	    .to = &account_record, .flags = HIDDEN),
	FIELD_TEXT(named_grant, approved_at, .label = "承認した日時",
	    .tells = CLASS_IDENTITY,
	    .flags = HIDDEN),
};

static const struct field glass_fields[] = {
	FIELD_LINK(glass, child, .label = "子ども", .tells = CLASS_IDENTITY,
	    .to = &child_record, .flags = HIDDEN | LISTED),
	FIELD_LINK(glass, person, .label = "開いた人",
	    .tells = CLASS_IDENTITY, .to = &account_record,
	    .flags = HIDDEN | LISTED),
	FIELD_LONG(glass, reason, .label = "開く理由",
	    .tells = CLASS_CONTACT,
	    .flags = REQUIRED | PERSONAL, .max = 1000,
	    .hint = "何が起きていて、何を知る必要があるか。10文字以上。"),
	FIELD_TEXT(glass, opened_at, .label = "開いた日時",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_TEXT(glass, ends_at, .label = "閉じる日時",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_LINK(glass, reviewed_by, .label = "確かめた人",
	    .tells = CLASS_IDENTITY,
	    .to = &account_record, .flags = HIDDEN),
	FIELD_TEXT(glass, reviewed_at, .label = "確かめた日時",
	    .tells = CLASS_IDENTITY,
	    .flags = HIDDEN),
	FIELD_LONG(glass, finding, .label = "確かめた結果",
	    .tells = CLASS_CONTACT,
	    .flags = HIDDEN | PERSONAL, .max = 1000,
	    .hint = "必要だったか、次から開かずにすむにはどうするか。"),
};

static void
check_days(struct request *r, const char *from_on, const char *to_on)
{
	if (from_on && to_on && !request_fault_of(r, "from_on") &&
	    !request_fault_of(r, "to_on") && strcmp(to_on, from_on) < 0)
		request_fault(r, "to_on",
		    "始まる日より前の日です。日付を確かめてください。");
}

static void
member_check(struct request *r, const void *obj)
{
	const struct team_member *m = obj;

	check_days(r, m->from_on, m->to_on);
}

static void
assignment_check(struct request *r, const void *obj)
{
	const struct assignment *a = obj;

	check_days(r, a->from_on, a->to_on);
}

static void
family_check(struct request *r, const void *obj)
{
	const struct family_member *m = obj;

	check_days(r, m->from_on, m->to_on);
	if (m->verified_on && !request_fault_of(r, "verified_on") &&
	    strcmp(m->verified_on, r->today) > 0)
		request_fault(r, "verified_on", "in_the_future");
}

static void
grant_check(struct request *r, const void *obj)
{
	const struct named_grant *g = obj;

	check_days(r, g->from_on, g->to_on);
}

static void
glass_check(struct request *r, const void *obj)
{
	const struct glass *g = obj;

	if (g->reason && !request_fault_of(r, "reason") &&
	    text_length(g->reason) < GLASS_MIN_REASON)
		request_fault(r, "reason", arena_fmt(r->mem,
		    "%d文字以上で書いてください（いま%zu文字）。",
		    GLASS_MIN_REASON, text_length(g->reason)));
}

/* The family, who was named and who broke glass is the centre's to know. */
#define TEAM_RECORD(S, p, l, f, c, ...) { .name = #S, .path = p, .label = l, \
	.size = sizeof(struct S), .fields = f, .nfields = COUNT(f), \
	.read = CHILD_READ, .write = CHILD_WRITE, .child = "child", \
	.check = c, __VA_ARGS__ }

const struct record team_member_record = TEAM_RECORD(team_member,
    "team-members", "ケアチーム", member_fields, member_check,
    .centre_only = false);
const struct record assignment_record = TEAM_RECORD(assignment,
    "assignments", "派遣", assignment_fields, assignment_check,
    .centre_only = false);
const struct record family_member_record = TEAM_RECORD(family_member,
    "family-members", "家族", family_fields, family_check, .centre_only = true);
const struct record named_grant_record = TEAM_RECORD(named_grant,
    "named-grants", "名指しの許可", grant_fields, grant_check,
    .centre_only = true);
const struct record glass_record = TEAM_RECORD(glass, "glass",
    "緊急に開いた記録", glass_fields, glass_check, .centre_only = true);

bool
team_may_approve(const struct request *r, const struct named_grant *g)
{
	return access_centre_writes(r) &&
	    second_person_is(r, g->person, g->asked_by);
}

/* Pages of a record with days: written for people, who choose from a list. What
 * two people said, or an hour that was, stays as it was. Who may come to see a
 * child is for people to say: programs only read it. */
#define TEAM_ROUTES(p) \
	{ "GET", "/" p, CHILD_READ, route_nowhere }, \
	{ "GET", "/" p "/new", CHILD_WRITE, team_new_get }, \
	{ "POST", "/" p, CHILD_WRITE, team_add_post }, \
	{ "GET", "/" p "/*", CHILD_READ, team_row_get }, \
	{ "POST", "/" p "/*/ending", CHILD_WRITE, team_ending_post }, \
	ROUTES_TOLD(p)
#define EDIT_ROUTES(p) \
	{ "GET", "/" p "/*/edit", CHILD_WRITE, team_edit_get }, \
	{ "POST", "/" p "/*", CHILD_WRITE, team_change_post }
#define FIXED_ROUTES(p) \
	{ "GET", "/" p "/*/edit", CHILD_READ, route_nowhere }, \
	{ "POST", "/" p "/*", CHILD_WRITE, route_never }

static const struct route routes[] = {
	{ "GET", "/children/*/team", CHILD_READ, team_page_get },
	{ "GET", "/children/*/glass", SIGNED_IN | FRESH, glass_open_get },
	{ "POST", "/children/*/glass", SIGNED_IN | FRESH, glass_open_post },
	TEAM_ROUTES("team-members"),
	EDIT_ROUTES("team-members"),
	TEAM_ROUTES("assignments"),
	EDIT_ROUTES("assignments"),
	TEAM_ROUTES("family-members"),
	EDIT_ROUTES("family-members"),
	TEAM_ROUTES("named-grants"),
	FIXED_ROUTES("named-grants"),
	{ "POST", "/named-grants/*/approval", CHILD_WRITE | FRESH,
	    team_approval_post },
	{ "GET", "/glass", CHILD_READ, glass_list_get },
	{ "GET", "/glass/find", SIGNED_IN | FRESH, glass_find_get },
	{ "POST", "/glass/find", SIGNED_IN | FRESH, glass_find_post },
	{ "GET", "/glass/new", CHILD_READ, route_nowhere },
	{ "POST", "/glass", CHILD_WRITE, route_never },
	{ "GET", "/glass/*", CHILD_READ, glass_show_get },
	{ "POST", "/glass/*/review", CHILD_WRITE, glass_review_post },
	ROUTES_TOLD("glass"),
	FIXED_ROUTES("glass"),
};

static const struct panel panel = { .aside = true, .place = 3,
    .draw = team_panel };

const struct feature team_feature = {
	.name = "team",
	.menu = { NULL, "/children", CHILD_READ, 0 },
	FEATURE_RECORDS(&team_member_record, &assignment_record,
	    &family_member_record, &named_grant_record, &glass_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&team_page, &team_panel_page, &team_form_page,
	    &glass_find_page, &glass_open_page, &glass_show_page, &glass_list_page),
	.panel = &panel,
	.due = team_due,
	FEATURE_OWNED(&team_member_owned, &assignment_owned,
	    &named_grant_owned, &named_grant_asked),
	.demo = team_demo,
};
