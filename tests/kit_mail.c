#include "tests/kit_mail.h"

#include "app/audit.h"
#include "app/deed.h"
#include "app/sealed.h"
#include "features/account/account.h"
#include "tests/kit_rows.h"

void
mail_setting(struct town *t, const char *name, const char *value)
{
	static const struct query q = {
		"test.setting",
		"INSERT INTO setting (name, value) VALUES ($1, $2)"
		" ON CONFLICT (name) DO UPDATE SET value = excluded.value"
	};
	struct request *r = town_request(t);

	deed_begin(r);
	db_exec(r->db, &q, ARGS(v_text(name), v_text(value)));
	deed_changed(r, "codes");
	audit_note_plain(r, "change", "setting", name, "");
	EXPECT(deed_commit(r, NULL) == OK);
}

void
mail_turn_on(struct town *t)
{
	mail_setting(t, "smtp_host", "127.0.0.1");
	mail_setting(t, "smtp_from", "centre@centre.example");
	mail_setting(t, "base_url", "https://centre.example");
}

void
mail_reach(struct town *t, const char *login, const char *address)
{
	struct mail_wish wish = { .mail = address, .notices = true };
	const char *person = town_person(t, login);
	struct request *r = town_request(t);

	deed_begin(r);
	(void)mail_wish_set(r, person, &wish);
	EXPECT(deed_commit(r, NULL) == OK);
}

int64_t
mail_count(struct town *t)
{
	return town_number(t, "SELECT count(*) FROM mail");
}

struct mail
mail_last(struct town *t)
{
	static const struct query q = {
		"test.mail",
		"SELECT id, once, person, mail_to, subject, body, record,"
		" record_id FROM mail ORDER BY queued_at DESC, id DESC LIMIT 1"
	};
	struct request *r = town_request(t);
	struct rows rows = { 0 };
	const char *const *c;

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	c = rows.cells;
	return (struct mail){ .once = c[1], .person = c[2],
		.to = sealed_open(r, "mail", c[0], "mail_to", c[3]),
		.subject = sealed_open(r, "mail", c[0], "subject", c[4]),
		.body = sealed_open(r, "mail", c[0], "body", c[5]),
		.record = c[6], .record_id = c[7] };
}
