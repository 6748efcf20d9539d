#include "features/auditlog/auditlog_town_test.h"

#include "app/deed.h"
#include "app/site.h"
#include "features/account/account.h"
#include "tests/kit_rows.h"

const char *
town_goro_joins(struct town *t, const char *child)
{
	static const struct query q = { "test.consent",
	    "SELECT id FROM consent" };
	struct rows rows = { 0 };
	const char *agency;

	agency = town_agency(t, "見本病院", "hospital");
	post(t, "/consents", "child", child, "recipient", agency, "purpose",
	    "support", "classes", "identity", "classes", "care", "given_by",
	    "見本 明子", "given_as", "mother", "given_on", "R8.4.1",
	    "text_version", "r8", "explained_by", "看護師 花", "from_on",
	    "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/team-members", "child", child, "person",
	    town_somebody(t, "goro", "助言 五郎", "advisor", agency),
	    "from_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	return rows.cells[0];
}

void
town_hana_is_named(struct town *t, const char *child)
{
	town_change(t, arena_fmt(t->mem, "INSERT INTO named_grant (id, version,"
	    " changed, child, person, reason, from_on, to_on, asked_by,"
	    " approved_by) VALUES ('g', 1, 1, '%s', '%s', '', '2026-04-01',"
	    " '2026-04-30', '%s', '%s')", child, town_person(t, "hana_nurse"),
	    town_person(t, "taro_doctor"), town_person(t, "admin")));
}

void
town_opens(struct town *t, const char *login, const char *child)
{
	sign_in(t, login);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_STATUS(t, 200);
}

void
town_logs(struct town *t, const char *at, const char *child,
    struct audit_row row)
{
	struct audit_writer w = { .db = t->db, .mem = t->mem,
		.chain = t->site->keys->chain };

	row.at = at;
	row.person = row.person ? row.person : town_person(t, "taro_doctor");
	row.login = row.login ? row.login : "taro_doctor";
	row.verb = row.verb ? row.verb : "view";
	row.record = row.record ? row.record : "child";
	row.record_id = row.record_id ? row.record_id : child ? child : "";
	row.path = row.path ? row.path : "centre";
	row.classes = row.classes ? row.classes : "identity";
	row.children = child;
	row.what = row.what ? row.what : "/children";
	db_begin(t->db);
	EXPECT(audit_write(&w, &row) == OK);
	EXPECT(audit_close(&w) == OK);
	EXPECT(db_commit(t->db) == OK);
}
