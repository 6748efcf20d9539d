#include "features/outage/outage_test.h"

#include "app/deed.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "tests/kit_rows.h"

const char *
outage_child_new(struct town *t, const char *name, const char *kana,
    const char *municipality)
{
	struct request *r = town_request(t);
	struct child c = { .name = name, .kana = kana, .born_on = "2023-04-12",
		.municipality = municipality, .medical_care = "yes",
		.phone = "0175-00-0001", .guardian = "見本 明子" };

	deed_begin(r);
	EXPECT(record_add(r, &child_record, &c) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return arena_text(t->mem, c.id);
}

void
outage_power(struct town *t, const char *child, int rank, int64_t minutes)
{
	static const struct query known = { "test.power", "INSERT INTO power"
	    " (child, rank, minutes, at_least, first_kind, oxygen, lacks)"
	    " VALUES ($1, $2, $3, $3, 'ventilator', 0, '')" };
	static const struct query unknown = { "test.power", "INSERT INTO power"
	    " (child, rank, minutes, at_least, first_kind, oxygen, lacks)"
	    " VALUES ($1, $2, NULL, 0, 'ventilator', 0, '')" };

	db_begin(t->db);
	if (minutes < 0)
		db_exec(t->db, &unknown, ARGS(v_text(child), v_int(rank)));
	else
		db_exec(t->db, &known, ARGS(v_text(child), v_int(rank),
		    v_int(minutes)));
	EXPECT(db_commit(t->db) == OK);
}

const char *
outage_declare(struct town *t, const char *drill)
{
	set_now(t, NIGHT);
	sign_in(t, "hana_nurse");
	post(t, "/outages", "kind", "power", "began_on", "R8.1.21",
	    "began_time", "2:10", "region", "shimokita", "drill", drill,
	    "basis", "act", NULL);
	EXPECT_STATUS(t, 303);
	return arena_bytes(t->mem, t->location + strlen("/outages/"), 36);
}

void
outage_outsider(struct town *t, const char *login, const char *role,
    const char *kind, const char *place)
{
	struct request *r = town_request(t);
	struct agency a = { .name = arena_fmt(t->mem, "%sの機関", login),
		.kind = kind, .municipality = place };

	deed_begin(r);
	EXPECT(record_add(r, &agency_record, &a) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	town_somebody(t, login, login, role, a.id);
}

void
outage_do(struct town *t, const char *child, const char *act,
    const char *name, const char *value)
{
	post(t, arena_fmt(t->mem, "/children/%s/outage/%s", child, act), name,
	    value, NULL);
}

size_t
outage_place(struct town *t, const char *name)
{
	const char *at = strstr(t->body, name);

	EXPECT_OF(t, at, name);
	return (size_t)(at - t->body);
}
