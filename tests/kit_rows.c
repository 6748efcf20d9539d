#include "tests/kit_rows.h"

#include "app/deed.h"
#include "features/account/account.h"

int64_t
town_count(struct town *t, const char *from)
{
	return town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM %s",
	    from));
}

static const char *
text_of(struct town *t, const char *sql, const struct value *args, size_t n)
{
	struct query q = { "kit.text", sql };
	struct rows rows = { 0 };

	EXPECT_OF(t, db_rows(t->db, t->mem, &q, args, n, &rows) == OK, sql);
	EXPECT_OF(t, rows.nrows == 1, sql);
	return rows.cells[0] ? rows.cells[0] : "";
}

const char *
town_text(struct town *t, const char *sql)
{
	return text_of(t, sql, NO_ARGS);
}

const char *
town_text_of(struct town *t, const char *sql, const char *arg)
{
	return text_of(t, sql, ARGS(v_text(arg)));
}

void
town_change(struct town *t, const char *sql)
{
	db_begin(t->db);
	EXPECT_OF(t, db_script(t->db, sql) == OK, sql);
	EXPECT_OF(t, db_commit(t->db) == OK, sql);
}

const char *
town_person(struct town *t, const char *login)
{
	return town_text_of(t, "SELECT id FROM person WHERE login = $1",
	    login);
}

const char *
town_somebody(struct town *t, const char *login, const char *name,
    const char *role, const char *agency)
{
	static const struct query q = { "kit.somebody",
	    "UPDATE person SET role = $2, agency = $3 WHERE login = $1" };
	struct request *r = town_request(t);

	deed_begin(r);
	account_add_hashed(r, login, name, "family", "-");
	db_exec(r->db, &q, ARGS(v_text(login), v_text(role), v_text(agency)));
	EXPECT(deed_commit(r, NULL) == OK);
	return town_person(t, login);
}

const char *
town_agency(struct town *t, const char *name, const char *kind)
{
	post(t, "/agencies", "name", name, "kind", kind, NULL);
	return id_at(t, "/agencies/");
}

const char *
town_sakura(struct town *t)
{
	post(t, "/children", "name", "見本 さくら" CANARY, "kana",
	    "みほん さくら", "born_on", "R5.4.12", "municipality", "02201",
	    NULL);
	return id_at(t, "/children/");
}
