#include <string.h>

#include "app/deed.h"
#include "base/db_copy.h"
#include "features/child/child.h"
#include "features/retention/retention_sql.h"
#include "features/statistics/statistics_town_test.h"
#include "tests/kit_rows.h"

/* Ids tell when they were made, by the real clock: so the town is far ahead. */
#define NOW "2060-04-01"

static void
change(struct town *t, const char *sql)
{
	db_begin(t->db);
	(void)!db_script(t->db, sql);
	EXPECT(db_commit(t->db) == OK);
}

static void
open_far_ahead(struct town *t, const char *login)
{
	set_today(t, NOW);
	sign_in(t, login);
}

/* Old enough, and long not spoken of. */
static const char *
long_gone(struct town *t, const char *number)
{
	const char *id = known_child(t, number, "2034-05-05", "02201", "yes");

	MET(t, "2050-03-20", id, "visit", "family", "daily", "medical");
	MET(t, "2050-04-02", id, "phone", "school", "daily", "");
	MET(t, "2055-04-01", id, "phone", "school", "", "");
	return id;
}

/* The value of a hidden field of the last page. */
static const char *
hidden(struct town *t, const char *name)
{
	const char *mark = arena_fmt(t->mem, "name=\"%s\" value=\"", name);
	const char *at = strstr(t->body, mark);

	EXPECT_OF(t, at != NULL, mark);
	at += strlen(mark);
	return arena_bytes(t->mem, at, strcspn(at, "\""));
}

static void
erase(struct town *t, const char *class, const char *typed)
{
	const char *path = arena_fmt(t->mem, "/retention/%s/erasure", class);

	get(t, path);
	EXPECT_STATUS(t, 200);
	post(t, path, "version", hidden(t, "version"), "digest",
	    hidden(t, "digest"), "typed", typed, NULL);
}

/* All tables of all years. */
static const char *
all_years(struct town *t)
{
	struct buffer b = buffer_new(t->mem);

	for (int year = 2048; year < 2060; year++)
		report_json(&b, report_of(t, arena_fmt(t->mem, "%d-04-01",
		    year), arena_fmt(t->mem, "%d-03-31", year + 1), 0));
	return b.s;
}

TEST(child_is_due_when_both_her_terms_are_over)
{
	open_far_ahead(t, "admin");
	long_gone(t, "N1");
	get(t, "/retention/child");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "<strong>1人</strong>");
	EXPECT_SEES(t, "見本 花");
	change(t, "UPDATE child SET born_on = '2040-04-02'");
	get(t, "/retention/child");
	EXPECT_SEES(t, "ありません");
	change(t, "UPDATE child SET born_on = '2040-04-01'");
	get(t, "/retention/child");
	EXPECT_SEES(t, "<strong>1人</strong>");
	change(t, "UPDATE contact SET on_day = '2055-04-02' WHERE on_day ="
	    " '2055-04-01'");
	get(t, "/retention/child");
	EXPECT_SEES(t, "ありません");
}

TEST(child_is_kept_while_something_is_open_or_her_birth_unknown)
{
	open_far_ahead(t, "admin");
	long_gone(t, "N1");
	change(t, "UPDATE contact SET next_on = '2051-01-01', next_step = NULL"
	    " WHERE on_day = '2050-04-02'");
	get(t, "/retention/child");
	EXPECT_SEES(t, "子どもが1人います");
	EXPECT_SEES(t, "ありません");
	change(t, "UPDATE contact SET next_on = NULL;"
	    " UPDATE child SET born_on = NULL");
	get(t, "/retention/child");
	EXPECT_SEES(t, "生年月日が分からないため対象にならない子どもが1人");
	EXPECT_SEES(t, "ありません");
}

TEST(registered_of_late_is_kept)
{
	set_today(t, "2030-04-01");
	sign_in(t, "admin");
	known_child(t, "N1", "2000-05-05", "02201", "yes");
	get(t, "/retention/child");
	EXPECT_SEES(t, "ありません");
	set_today(t, NOW);
	get(t, "/retention/child");
	EXPECT_SEES(t, "<strong>1人</strong>");
}

TEST(erased_child_leaves_nothing_of_herself)
{
	const char *id, *kept;

	open_far_ahead(t, "admin");
	id = long_gone(t, "N1");
	kept = known_child(t, "N2", "2034-05-05", "02202", "no");
	MET(t, "2058-04-02", kept, "phone", "school", "daily", "");
	post(t, arena_fmt(t->mem, "/children/%s", id), "version", "1", "name",
	    "改名 花", "number", "N1", "born_on", "2034-05-05", NULL);
	EXPECT_STATUS(t, 303);
	change(t, "UPDATE revision SET at = '2050-01-01T00:00:00Z'");
	erase(t, "child", "1");
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "child") == 1 && town_count(t, "revision") == 0);
	EXPECT(town_count(t, "contact") == 1);
	EXPECT(town_count(t, arena_fmt(t->mem, "audit WHERE verb = 'erase' AND"
	    " record = 'child' AND record_id = '%s'", id)) == 1);
	EXPECT(town_count(t, "audit WHERE verb = 'erase' AND record = 'retention'"
	    " AND what = 'child 1'") == 1);
	EXPECT(town_count(t, arena_fmt(t->mem, "erasure_item WHERE record_id ="
	    " '%s'", id)) == 1);
	EXPECT(town_count(t, "erasure_count WHERE record = 'contact' AND n = 3")
	    == 1);
	get(t, arena_fmt(t->mem, "/children/%s", id));
	EXPECT_STATUS(t, 404);
	get(t, "/children?q=N1");
	EXPECT_NOT_SEES(t, "改名");
}

TEST(search_forgets_who_was_erased)
{
	open_far_ahead(t, "admin");
	long_gone(t, "N1");
	get(t, "/children/suggest?q=N1");
	EXPECT_SEES(t, "見本 花");
	get(t, "/children");
	EXPECT_SEES(t, "1人");
	erase(t, "child", "1");
	get(t, "/children/suggest?q=N1");
	EXPECT_NOT_SEES(t, "N1");
	get(t, "/children");
	EXPECT_NOT_SEES(t, "1人");
}

TEST(past_years_count_as_before_what_was_erased)
{
	const char *before, *no_longer;

	open_far_ahead(t, "admin");
	long_gone(t, "N1");
	no_longer = known_child(t, "N2", "2032-02-29", NULL, NULL);
	MET(t, "2052-02-29", no_longer, "online", "family", "daily", "");
	MET(t, "2053-01-31", no_longer, "online", "family", "", "school");
	MET(t, "2050-07-01", NULL, "phone", "other", "daily", "");
	before = all_years(t);
	erase(t, "child", "2");
	EXPECT_STATUS(t, 303);
	erase(t, "contact", "1");
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "contact") == 0 && town_count(t, "child") == 0);
	EXPECT(strcmp(all_years(t), before) == 0);
	EXPECT(town_count(t, "counted_contact") == 6);
	EXPECT(town_count(t, "counted_child WHERE born_on IN ('2034-05-05',"
	    " '2032-02-29')") == 0);
	get(t, "/statistics/records?from=2050-04-01&to=2051-03-31&table=total");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "保存期間が過ぎて消去した記録");
	get(t, "/statistics/records?from=2050-04-01&to=2051-03-31"
	    "&table=persons");
	EXPECT_SEES(t, "保存期間が過ぎて消去した記録");
}

TEST(erasing_wants_the_number_and_what_was_looked_at)
{
	const char *version, *digest;

	open_far_ahead(t, "admin");
	long_gone(t, "N1");
	erase(t, "child", "2");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "消す数は1です");
	erase(t, "child", "");
	EXPECT_STATUS(t, 422);
	get(t, "/retention/child/erasure");
	version = hidden(t, "version");
	digest = hidden(t, "digest");
	long_gone(t, "N2");
	post(t, "/retention/child/erasure", "version", version, "digest",
	    digest, "typed", "1", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "対象が変わりました");
	post(t, "/retention/child/erasure", "version", version, "typed", "2",
	    NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_count(t, "child") == 2 && town_count(t, "erasure") == 0);
	erase(t, "child", "２");
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "child") == 0);
}

TEST(erasing_sent_twice_or_without_token_is_done_once_or_never)
{
	const char *version, *digest, *path = "/retention/child/erasure";

	open_far_ahead(t, "admin");
	long_gone(t, "N1");
	get(t, path);
	version = hidden(t, "version");
	digest = hidden(t, "digest");
	post_raw(t, path, "version", version, "digest", digest, "typed", "1",
	    "csrf", "wrong", "once", "o1", NULL);
	EXPECT_STATUS(t, 403);
	EXPECT(town_count(t, "child") == 1);
	post_raw(t, path, "version", version, "digest", digest, "typed", "1",
	    "csrf", t->csrf, "once", "o1", NULL);
	EXPECT_STATUS(t, 303);
	post_raw(t, path, "version", version, "digest", digest, "typed", "1",
	    "csrf", t->csrf, "once", "o1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "erasure") == 1);
}

TEST(erasing_is_for_administrators_and_shows_names_to_staff_alone)
{
	open_far_ahead(t, "admin");
	long_gone(t, "N1-nobody-else");
	sign_in(t, "hana_nurse");
	get(t, "/retention");
	EXPECT_STATUS(t, 403);
	get(t, "/retention/child");
	EXPECT_STATUS(t, 403);
	change(t, "UPDATE person SET role = 'administrator' WHERE login ="
	    " 'admin'");
	sign_in(t, "admin");
	get(t, "/retention/child");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "<strong>1人</strong>");
	EXPECT_SEES(t, "1人（あなたには見えません）");
	EXPECT_NOT_SEES(t, "見本");
	EXPECT_NOT_SEES(t, "N1-nobody-else");
	erase(t, "child", "1");
	EXPECT_STATUS(t, 303);
}

TEST(rules_are_changed_within_bounds_and_noted)
{
	const char *stale;

	open_far_ahead(t, "admin");
	get(t, "/retention");
	stale = hidden(t, "version");
	post(t, "/retention", "version", stale, "child", "4", "age", "20",
	    "contact", "x", "attachment", "", "survey_answer", "5",
	    "training_applicant", "5", "exchange_party", "5", "revision",
	    "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "5から100までの数にするか");
	EXPECT_SEES(t, "数字で入力してください");
	post(t, "/retention", "version", stale, "child", "10", "age", "",
	    "contact", "", "attachment", "5", "survey_answer", "5",
	    "training_applicant", "5", "exchange_party", "5", "revision",
	    "３", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "retention_rule WHERE years = 10 AND age IS NULL")
	    == 1);
	EXPECT(town_count(t, "retention_rule WHERE class = 'contact' AND years IS"
	    " NULL AND version = 2") == 1);
	EXPECT(town_count(t, "audit WHERE record = 'retention' AND what ="
	    " 'years 5 to 10, age 20 to 0'") == 1);
	EXPECT(town_count(t, "audit WHERE record = 'retention'") == 4);
	post(t, "/retention", "version", stale, "child", "20", "age", "",
	    "contact", "", "attachment", "5", "training_applicant", "5",
	    "exchange_party", "5", "revision", "3", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_count(t, "retention_rule WHERE years = 20") == 0);
	get(t, "/retention/contact");
	EXPECT_SEES(t, "ありません");
	get(t, "/retention/nothing");
	EXPECT_STATUS(t, 404);
}

TEST(earlier_versions_go_and_the_record_stays)
{
	const char *id;

	open_far_ahead(t, "admin");
	id = known_child(t, "N1", "2034-05-05", "02201", "yes");
	post(t, arena_fmt(t->mem, "/children/%s", id), "version", "1", "name",
	    "改名 花", "number", "N1", NULL);
	EXPECT_STATUS(t, 303);
	change(t, "UPDATE revision SET at = '2057-03-31T14:59:59Z';"
	    " UPDATE retention_rule SET years = 3 WHERE class = 'revision'");
	get(t, "/retention/revision");
	EXPECT_SEES(t, "<strong>1件</strong>");
	erase(t, "revision", "1");
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "revision") == 0 && town_count(t, "child") == 1);
	get(t, "/retention");
	EXPECT_SEES(t, "記録の前の版");
	get(t, arena_bytes(t->mem, strstr(t->body, "/retention/erasures/"),
	    strlen("/retention/erasures/") + 36));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, id);
}

static struct part *
parts_of_a_child(struct town *t, size_t *n)
{
	struct retention_rule rule = { .of = retention_class_named("child") };
	struct due_item item = { .record = "child", .id = "x" };
	struct retention_due due = { .items = &item, .n = 1 };

	return retention_sql_parts(town_request(t), &rule, &due, n);
}

/* Position of the table among the parts; n: it is none. */
static size_t
part_named(const struct part *parts, size_t n, const char *table)
{
	size_t i = 0;

	while (i < n && strcmp(parts[i].record, table) != 0)
		i++;
	return i;
}

/* Whoever adds a table about children that is no record has to say here, or in
 * retention_parts_sql.c, what becomes of it. */
TEST(every_table_about_children_goes_with_them)
{
	static const char *const stay[] = { "audit_seen", "counted_contact" };
	struct copy_table *tables;
	size_t ntables, n;
	struct part *parts = parts_of_a_child(t, &n);

	EXPECT(copy_tables(t->db, t->mem, &tables, &ntables) == OK);
	for (size_t i = 0; i < ntables; i++) {
		bool about = strcmp(tables[i].name, "child") == 0;
		bool goes = part_named(parts, n, tables[i].name) < n;

		for (size_t k = 0; k < tables[i].ncolumns; k++)
			about |= strcmp(tables[i].columns[k], "child") == 0;
		for (size_t k = 0; k < COUNT(stay); k++)
			goes |= strcmp(stay[k], tables[i].name) == 0;
		EXPECT_OF(t, !about || goes, tables[i].name);
	}
}

TEST(whatever_points_to_what_goes_with_a_child_goes_before_it)
{
	static const struct query q = {
		"test.links",
		"SELECT m.name, f.\"table\" FROM sqlite_schema m"
		" JOIN pragma_foreign_key_list(m.name) f"
		" WHERE m.type = 'table' AND f.\"table\" <> m.name"
	};
	struct rows rows = { 0 };
	size_t n;
	struct part *parts = parts_of_a_child(t, &n);

	if (!db_is_sqlite(t->db))
		return;
	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows > 20);
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *from = rows.cells[2 * i];
		size_t to = part_named(parts, n, rows.cells[2 * i + 1]);

		EXPECT_OF(t, to == n || part_named(parts, n, from) < to,
		    arena_fmt(t->mem, "%s before %s", from,
		    rows.cells[2 * i + 1]));
	}
}

TEST(those_who_came_to_a_training_are_erased_and_their_number_stays)
{
	const char *id, *session, *at;

	sign_in(t, "hana_nurse");
	post(t, "/trainings", "title", "見本勉強会", "kind", "study", "year",
	    "2025", "needed", "1", NULL);
	id = arena_bytes(t->mem, t->location + strlen("/trainings/"), 36);
	post(t, arena_fmt(t->mem, "/training-sessions?training=%s", id),
	    "number", "1", "on_day", "R8.4.1", "theme", "見本", NULL);
	session = arena_bytes(t->mem, t->location, strlen(
	    "/training-sessions/") + 36);
	post(t, arena_fmt(t->mem, "%s/applicants", session), "name",
	    "見本 花子", "profession", "nurse", "mail", "h@example.jp", NULL);
	EXPECT_STATUS(t, 303);
	change(t, "UPDATE training_applicant SET state = 'attended';"
	    " INSERT INTO training_sign_in (id, version, changed, session, at,"
	    " moment, why) SELECT 's', 1, 1, id, '2026-04-01T03:00:00Z',"
	    " 'only', 'none' FROM training_session");
	at = "/retention/training_applicant";
	open_far_ahead(t, "admin");
	get(t, at);
	EXPECT_SEES(t, "<strong>1件</strong>");
	erase(t, "training_applicant", "1");
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "training_applicant") == 0);
	EXPECT(town_count(t, "training_sign_in") == 0);
	EXPECT(town_count(t, "training_session WHERE headcount = 1") == 1);
}

TEST(families_of_an_exchange_are_erased_and_their_number_stays)
{
	const char *at;

	sign_in(t, "hana_nurse");
	change(t, "INSERT INTO exchange (id, version, changed, title, kind,"
	    " on_day) VALUES ('x', 1, 1, '会', 'gathering', '2026-04-01'),"
	    " ('y', 1, 1, '会', 'gathering', '2026-04-01');"
	    "INSERT INTO exchange_party (id, version, changed, exchange, name,"
	    " adults, siblings, state, source) VALUES ('p', 1, 1, 'x', 'n', 1,"
	    " 0, 'accepted', 'centre'), ('q', 1, 1, 'y', 'n', 1, 0,"
	    " 'accepted', 'centre');"
	    "INSERT INTO exchange_guest (id, version, changed, party, name,"
	    " kind, photo) VALUES ('g', 1, 1, 'p', 'n', 'adult', 'yes');"
	    "INSERT INTO exchange_report (id, version, changed, exchange,"
	    " families, people, siblings, reported_on) VALUES ('r', 1, 1, 'x',"
	    " 1, 1, 0, '2026-04-02')");
	at = "/retention/exchange_party";
	open_far_ahead(t, "admin");
	get(t, at);
	EXPECT_SEES(t, "<strong>1件</strong>");
	erase(t, "exchange_party", "1");
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "exchange_party WHERE id = 'p'") == 0);
	EXPECT(town_count(t, "exchange_guest") == 0);
	EXPECT(town_count(t, "exchange_party WHERE id = 'q'") == 1);
	EXPECT(town_count(t, "exchange_report WHERE people = 1") == 1);
}
