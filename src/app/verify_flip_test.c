#include "app/verify.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/deed.h"
#include "app/reseal.h"
#include "app/sealed.h"
#include "app/site.h"
#include "app/verify_town_test.h"

/*
 * A bit of every sealed column there is flips, in the rows of a fictional
 * centre; verify names each: table, row and column. TSUNAGU_FLIPS=all gives
 * every bit of those texts its turn (`make flips`, five minutes).
 */
enum { FLIPS = 24, MAX_PLACES = 200 };

/* A sealed text, and what stands around it where it lies. */
struct place {
	const char *table, *column, *row;	/* row: SQL that finds it */
	const char *before, *text, *after;
	const char *named;			/* as verify has to name it */
};

struct flips {
	struct log_town log;
	struct place at[MAX_PLACES];
	size_t n;
};

/* What no feature's demo makes; in clear, and sealed afterwards. */
static const char *const more[] = {
	"DELETE FROM revision",
	"INSERT INTO revision (record, record_id, version, at, login, body)"
	" VALUES ('child', 'gone', 1, '2026-03-01T00:00:00Z', 'x',"
	" '{\"name\":\"x\"}')",
	"INSERT INTO draft (person, form, at, body) SELECT id, 'contact-new',"
	" '2026-03-31T00:00:00Z', 'body=x' FROM person WHERE login = 'admin'",
	"INSERT INTO import_job (id, person, made_at, kind, file_name, content,"
	" state, answer) SELECT 'j', id, '2026-04-01T00:00:00Z', 'children',"
	" 'x.csv', 'x', 'shown', 'x' FROM person WHERE login = 'admin'",
	"INSERT INTO person_factor (id, person, secret, confirmed_at,"
	" last_step) SELECT 'f', id, 'MFRGGZDF', '2026-03-01T00:00:00Z', 0"
	" FROM person WHERE login = 'admin'",
	"INSERT INTO person_mail (person, mail, notices, changed_at) SELECT id,"
	" 'x@example.jp', 1, '2026-03-01T00:00:00Z' FROM person WHERE login ="
	" 'admin'",
	"INSERT INTO mail (id, mail_to, subject, body, record, record_id,"
	" queued_at, due_at, tries) VALUES ('m', 'x@example.jp', 'x', 'x',"
	" 'child', 'c', '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z', 0)",
	"INSERT INTO secret (name, value) VALUES ('x', 'x')",
	"INSERT INTO training_material (id, version, changed, session, title,"
	" type, size) SELECT 'm', 1, 1, min(id), 'x', 'image/png', 1"
	" FROM training_session",
	"INSERT INTO training_material_body (material, body)"
	" VALUES ('m', 'x')",
	"INSERT INTO audit_review (id, version, changed, month, person, at,"
	" note) SELECT 'r', 1, 1, '2026-03', id, '2026-04-01T00:00:00Z', 'x'"
	" FROM person WHERE login = 'admin'",
	"INSERT INTO child (id, version, changed, number, name) VALUES ('e', 1, 1,"
	" 'e', 'x')",
	"INSERT INTO acceptance (id, version, changed, child, name, kind,"
	" answer) VALUES ('e', 1, 1, 'e', 'x', 'hospital', 'waiting')",
	"INSERT INTO plan (id, version, changed, child, place, edition, state)"
	" VALUES ('e', 1, 1, 'e', 'home', 1, 'draft')",
	"INSERT INTO drill (id, version, changed, plan, child, on_day, scenario)"
	" VALUES ('e', 1, 1, 'e', 'e', '2026-04-01', 'x')",
	"INSERT INTO family_proposal (id, version, changed, child, about, says,"
	" proposed_on, state) VALUES ('e', 1, 1, 'e', 'phone', 'x',"
	" '2026-04-01', 'open')",
	"INSERT INTO place (id, version, changed, name, visibility) VALUES ('p',"
	" 1, 1, 'x', 'public')",
	"INSERT INTO service (id, version, changed, place, kind, status,"
	" visibility) VALUES ('s', 1, 1, 'p', 'clinic', 'active', 'public')",
	"INSERT INTO survey (id, version, changed, title, base_on, state) VALUES"
	" ('y', 1, 1, 'x', '2026-04-01', 'open')",
	"INSERT INTO survey_question (id, version, changed, survey, place, code,"
	" kind, asks) VALUES ('q', 1, 1, 'y', 1, 'x', 'text', 'x')",
	"INSERT INTO survey_recipient (id, version, changed, survey, name,"
	" asked_on) VALUES ('c', 1, 1, 'y', 'x', '2026-04-01')",
	"INSERT INTO survey_reply (id, version, changed, recipient, number,"
	" channel, begun_at) VALUES ('y', 1, 1, 'c', 1, 'link',"
	" '2026-04-01T00:00:00Z')",
	"INSERT INTO survey_answer (id, version, changed, reply, question, text)"
	" VALUES ('y', 1, 1, 'y', 'q', 'x')",
	"INSERT INTO need (id, version, changed, label, profile, begun_on, state,"
	" outcome) VALUES ('n', 1, 1, 'x', 'x', '2026-04-01', 'open', 'x')",
	"INSERT INTO inquiry (id, version, changed, need, service, asked_on,"
	" question, comment) VALUES ('i', 1, 1, 'n', 's', '2026-04-01', 'x',"
	" 'x')",
	"UPDATE attachment SET removed_on = '2026-04-01', removed_why = 'x'"
	" WHERE id = (SELECT min(id) FROM attachment)",
};

/* A sealed column that is empty everywhere gets one text. */
static void
fill(struct flips *f, const char *table, const char *column)
{
	struct arena *mem = f->log.t->mem;

	if (!town_number(f->log.t, arena_fmt(mem, "SELECT count(%s) FROM %s",
	    column, table)))
		log_do(&f->log, arena_fmt(mem, "UPDATE %s SET %s = 'x' WHERE"
		    " id = (SELECT min(id) FROM %s)", table, column, table));
}

static void
each_record(struct flips *f, void (*act)(struct flips *, const char *,
    const char *))
{
	for (size_t i = 0; i < nall_features; i++) {
		for (size_t k = 0; k < all_features[i]->nrecords; k++) {
			const struct record *rec = all_features[i]->records[k];

			for (size_t j = 0; j < rec->nfields; j++) {
				if (rec->fields[j].flags & PERSONAL)
					act(f, rec->name, rec->fields[j].name);
			}
		}
	}
}

static void
centre_make(struct flips *f)
{
	struct request *r;
	struct reseal n;

	log_town_open(&f->log, f->log.t);
	r = town_request(f->log.t);
	deed_begin(r);
	for (size_t i = 0; i < nall_features; i++) {
		if (all_features[i]->demo)
			EXPECT(all_features[i]->demo(r) == OK);
	}
	EXPECT(deed_commit(r, NULL) == OK);
	for (size_t i = 0; i < COUNT(more); i++)
		log_do(&f->log, more[i]);
	each_record(f, fill);
	r = town_request(f->log.t);
	deed_begin(r);
	EXPECT(reseal_all(r, &n) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
}

/* The shortest text of that column: key, second key, text. */
static void
find(struct flips *f, const struct sealed_column *c)
{
	struct town *t = f->log.t;
	struct query q = { "test.find", arena_fmt(t->mem, "SELECT %s, %s, %s"
	    " FROM %s WHERE %s <> '' ORDER BY length(%s), %s LIMIT 1", c->key,
	    c->second ? c->second : c->key, c->column, c->table, c->column,
	    c->column, c->key) };
	struct rows rows = { 0 };
	const char *const *cells;

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	if (!rows.nrows)
		test_fail(t, __FILE__, __LINE__, arena_fmt(t->mem, "a text in %s"
		    " of %s: add a row to this test", c->column, c->table));
	cells = rows.cells;
	EXPECT(f->n < MAX_PLACES);
	f->at[f->n++] = (struct place){ c->table, c->column,
		arena_fmt(t->mem, "%s = '%s'%s", c->key, cells[0], c->second ?
		arena_fmt(t->mem, " AND %s = '%s'", c->second, cells[1]) : ""),
		"", cells[2], "", arena_fmt(t->mem, "%s %s%s%s: %s", c->table,
		cells[0], c->second ? " " : "", c->second ? cells[1] : "",
		c->column) };
}

static void
find_field(struct flips *f, const char *table, const char *column)
{
	find(f, &(struct sealed_column){ table, "id", NULL, column });
}

static void
find_revision(struct flips *f)
{
	struct place *p;
	char *body, *end;

	find(f, &(struct sealed_column){ "revision", "record_id", NULL,
	    "body" });
	p = &f->at[f->n - 1];
	body = arena_text(f->log.t->mem, p->text);
	p->text = strchr(body, '*');
	end = strchr(p->text, '"');
	p->after = arena_text(f->log.t->mem, end);
	p->before = arena_bytes(f->log.t->mem, body, (size_t)(p->text - body));
	*end = '\0';
	p->named = "child gone: ";
}

static void
put_text(struct flips *f, const struct place *p, const char *text)
{
	struct town *t = f->log.t;
	struct query q = { "test.put", arena_fmt(t->mem, "UPDATE %s SET %s = $1"
	    " WHERE %s RETURNING %s", p->table, p->column, p->row, p->column) };

	(void)db_exec_one(t->db, t->mem, &q, ARGS(v_text(arena_fmt(t->mem,
	    "%s%s%s", p->before, text, p->after))));
}

/* Bit `turn` of `turns` that are spread over the text; the last is its last.
 * PostgreSQL takes no byte that is no letter. */
static const char *
flipped(struct flips *f, const struct place *p, size_t turn, size_t turns)
{
	char *text = arena_text(f->log.t->mem, p->text);
	size_t bit = turn * (strlen(text) * 8 - 1) / (turns - 1);

	if (bit % 8 == 7 && !db_is_sqlite(f->log.t->db))
		bit--;
	text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
	return text;
}

static void
put_all(struct flips *f, size_t turn, size_t turns)
{
	db_begin(f->log.t->db);
	for (size_t i = 0; i < f->n; i++)
		put_text(f, &f->at[i], turn < turns ? flipped(f, &f->at[i], turn,
		    turns) : f->at[i].text);
	EXPECT(db_commit(f->log.t->db) == OK);
}

static size_t
turns_of(const struct flips *f)
{
	const char *wish = getenv("TSUNAGU_FLIPS");
	size_t most = FLIPS;

	for (size_t i = 0; wish && i < f->n; i++) {
		size_t bits = strlen(f->at[i].text) * 8;

		most = bits > most ? bits : most;
	}
	return most;
}

TEST(verify_names_every_sealed_text_of_which_a_bit_has_flipped)
{
	struct flips f = { .log.t = t };
	struct arena *mem = t->mem;
	size_t turns;

	centre_make(&f);
	each_record(&f, find_field);
	for (size_t i = 0; i < nsealed_columns; i++)
		find(&f, &sealed_columns[i]);
	find_revision(&f);
	turns = turns_of(&f);
	EXPECT(log_is_whole(&f.log));
	for (size_t turn = 0; turn < turns; turn++) {
		t->mem = arena_new();
		put_all(&f, turn, turns);
		EXPECT(!log_is_whole(&f.log));
		for (size_t i = 0; i < f.n; i++)
			EXPECT_SAYS(&f.log, f.at[i].named);
		arena_free(t->mem);
		t->mem = mem;
	}
	put_all(&f, turns, turns);
	EXPECT(log_is_whole(&f.log));
	log_town_close(&f.log);
}

/* The file of the town's database, with all there is in it. */
static const char *
database_file(struct town *t)
{
	static const struct query whole = {
		"test.whole", "PRAGMA wal_checkpoint(TRUNCATE)"
	};
	static const struct query q = {
		"test.file", "SELECT file FROM pragma_database_list"
	};
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &whole, NO_ARGS, &rows) == OK);
	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	return rows.cells[0];
}

/* Whether a bit of that text has flipped, wherever it lies in the file. */
static bool
flip_in_file(struct town *t, const char *path, const char *text)
{
	size_t n;
	char *bytes = (char *)(uintptr_t)file_bytes(t->mem, path, &n);
	char *at = memmem(bytes, n, text, strlen(text));
	FILE *f = fopen(path, "r+b");
	bool fine = at && f && fseek(f, at - bytes, SEEK_SET) == 0 &&
	    fputc(*at ^ 1, f) != EOF;

	return f && fclose(f) == 0 && fine;
}

/* A day until which somebody may see a child is not sealed. */
TEST(verify_names_the_page_on_which_a_bit_in_no_sealed_column_has_flipped)
{
	struct log_town a;

	if (!db_is_sqlite(t->db))
		return;
	log_town_open(&a, t);
	log_do(&a, "INSERT INTO child (id, version, changed, number, name)"
	    " VALUES ('c1', 1, 1, 'R8-0001', '');"
	    "INSERT INTO assignment (id, version, changed, child, person,"
	    " from_on, to_on) SELECT 'a1', 1, 1, 'c1', id, '2026-04-01',"
	    " '2036-03-29' FROM person WHERE login = 'hana_nurse'");
	EXPECT(log_is_whole(&a));
	EXPECT(flip_in_file(t, database_file(t), "2036-03-29"));
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "is not as it was written: damaged, or written by"
	    " another program (assignment)");
	log_town_close(&a);
}
