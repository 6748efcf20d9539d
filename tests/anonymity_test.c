#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/site.h"
#include "base/crypto.h"
#include "base/db_copy.h"
#include "base/json.h"
#include "base/log.h"
#include "tests/kit_asked.h"
#include "tests/kit_rows.h"

/*
 * People answer a questionnaire, apply for a training, sign in at another and
 * write to the centre, one after the other, through the public site; then all of
 * it is taken in. A reader who has the database with its keys, the log, the audit log
 * and the file between the two sites tries to find out who said what, or when.
 * What they find, `leaks` tells; then leaks are planted, and it tells each.
 */
enum { PEOPLE = 120, MOST_LEAKS = 40 };

struct reader {
	struct town *t;
	const char *inbox, *log;	/* files */
	size_t nlog;
	int looks;
	const char *found[MOST_LEAKS];
	size_t n;
};

static void
found(struct reader *d, const char *what)
{
	if (d->n < MOST_LEAKS)
		d->found[d->n++] = what;
}

static bool
has_found(const struct reader *d, const char *what)
{
	for (size_t i = 0; i < d->n; i++) {
		if (strstr(d->found[i], what))
			return true;
	}
	return false;
}

static struct rows
rows_of(struct reader *d, const char *sql)
{
	/* A new text: an old one would show the columns there were. */
	struct query q = { "test.read", arena_fmt(d->t->mem, "%s -- %d", sql,
	    ++d->looks) };
	struct rows rows = { 0 };

	EXPECT_OF(NULL, db_rows(d->t->db, d->t->mem, &q, NO_ARGS, &rows) == OK,
	    sql);
	return rows;
}

/* The n-th who came has this word in it; what is public has none. */
static const char *
words_of(struct arena *mem, int i)
{
	return arena_fmt(mem, "かぎことば%03d", i);
}

static const char *
name_of(struct arena *mem, int i)
{
	return arena_fmt(mem, "架空 答子%03d", i);
}

/* Kendall's tau in units of what chance makes of it. */
static double
agreement(const int *order, size_t n)
{
	double agree = 0, all = (double)n * (double)(n - 1) / 2;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = i + 1; k < n; k++)
			agree += order[k] > order[i] ? 1 : -1;
	}
	return agree / all / sqrt(2.0 * (2.0 * (double)n + 5) /
	    (9.0 * (double)n * (double)(n - 1)));
}

enum { BEYOND_CHANCE = 5 };		/* standard deviations: 1 in 2,000,000 */

/* Which of those who came an answer is: the number in its text, with the key. */
static int
came_as(struct reader *d, const char *id, const char *sealed)
{
	struct seal_place place = { "questionnaire_answer", id, "answers" };
	struct pairs said = { 0 };
	const char *text, *why;

	if (seal_read(d->t->mem, d->t->site->keys->seal, &place, sealed,
	    &text) || json_read(d->t->mem, text, strlen(text), &said, &why) ||
	    !pairs_get(&said, "q3"))
		return -1;
	return (int)strtol(pairs_get(&said, "q3"), NULL, 10);
}

/* Columns an answer may have; any other is a leak to be. */
static void
look_at_columns(struct reader *d)
{
	static const char *const may[] = { "id", "questionnaire", "phase",
		"on_day", "pair", "nth", "way", "answers" };
	struct copy_table *tables;
	size_t n;

	EXPECT(copy_tables(d->t->db, d->t->mem, &tables, &n) == OK);
	for (size_t i = 0; i < n; i++) {
		const struct copy_table *k = &tables[i];

		if (strcmp(k->name, "questionnaire_answer") != 0)
			continue;
		for (size_t c = 0; c < k->ncolumns; c++) {
			bool known = false;

			for (size_t m = 0; m < COUNT(may); m++)
				known |= strcmp(k->columns[c], may[m]) == 0;
			if (!known)
				found(d, arena_fmt(d->t->mem, "column %s",
				    k->columns[c]));
		}
	}
}

static void
look_at_order(struct reader *d, const char *what, const char *sql)
{
	struct rows rows = rows_of(d, sql);
	int *order = arena_array(d->t->mem, rows.nrows + 1, sizeof(*order));
	size_t n = 0;

	for (size_t i = 0; i < rows.nrows; i++) {
		order[n] = came_as(d, rows_cell(&rows, i, "id"),
		    rows_cell(&rows, i, "answers"));
		n += order[n] >= 0;
	}
	EXPECT(n > PEOPLE / 2);
	if (fabs(agreement(order, n)) > BEYOND_CHANCE)
		found(d, arena_fmt(d->t->mem, "order by %s", what));
}

static void
look_at_orders(struct reader *d)
{
	look_at_order(d, "id", "SELECT id, answers FROM questionnaire_answer"
	    " WHERE phase = 'before' ORDER BY id");
	look_at_order(d, "pair", "SELECT id, answers FROM questionnaire_answer"
	    " WHERE phase = 'before' ORDER BY pair");
	look_at_order(d, "answers", "SELECT id, answers FROM"
	    " questionnaire_answer WHERE phase = 'before' ORDER BY answers");
	look_at_order(d, "place", db_is_sqlite(d->t->db) ?
	    "SELECT id, answers FROM questionnaire_answer WHERE phase ="
	    " 'before'" : "SELECT id, answers FROM questionnaire_answer WHERE"
	    " phase = 'before' ORDER BY ctid");
}

/* No cell tells more of the time than the day. */
static void
look_at_cells(struct reader *d)
{
	struct rows rows = rows_of(d, "SELECT * FROM questionnaire_answer");

	for (size_t i = 0; i < rows.nrows * rows.ncols; i++) {
		const char *c = rows.cells[i];
		const char *column = rows.names[i % rows.ncols];

		if (!c || strcmp(column, "answers") == 0)
			continue;
		if (strchr(c, 'T') && strchr(c, ':'))
			found(d, arena_fmt(d->t->mem, "instant in %s", column));
		if (strcmp(column, "id") == 0 && strlen(c) == 36 &&
		    c[14] == '7')
			found(d, "id that carries a time");
	}
}

struct looking {
	struct reader *d;
	const struct rows *answers;
	const char *table;
};

/* No other row knows of an answer: neither its id, its pair nor what it holds;
 * and the words of its writer stand nowhere. */
static enum result
look_at_row(void *ctx, const char *const *cells, size_t n)
{
	struct looking *l = ctx;
	struct arena *mem = l->d->t->mem;
	bool own = strcmp(l->table, "questionnaire_answer") == 0;

	for (size_t c = 0; c < n; c++) {
		if (!cells[c])
			continue;
		if (strstr(cells[c], "かぎことば") || strstr(cells[c],
		    "カギコトバ"))
			found(l->d, arena_fmt(mem, "words in %s", l->table));
		for (size_t i = 0; !own && i < l->answers->nrows; i++) {
			if (strstr(cells[c], rows_cell(l->answers, i, "id")) ||
			    strstr(cells[c], rows_cell(l->answers, i, "pair")))
				found(l->d, arena_fmt(mem, "answer in %s",
				    l->table));
		}
	}
	return OK;
}

static void
look_at_others(struct reader *d)
{
	struct rows answers = rows_of(d, "SELECT id, pair FROM"
	    " questionnaire_answer ORDER BY id LIMIT 20");
	struct copy_table *tables;
	size_t n;

	EXPECT(copy_tables(d->t->db, d->t->mem, &tables, &n) == OK);
	for (size_t i = 0; i < n; i++) {
		struct looking l = { d, &answers, tables[i].name };

		EXPECT(copy_walk(d->t->db, d->t->mem, &tables[i], NULL,
		    look_at_row, &l) == OK);
	}
}

/* When so few were taken that the instant of the deed is theirs. */
static void
look_at_audit(struct reader *d)
{
	struct rows rows = rows_of(d, "SELECT what, record_id FROM audit WHERE"
	    " record = 'questionnaire' AND verb = 'import'");

	for (size_t i = 0; i < rows.nrows; i++) {
		const char *what = rows.cells[i * rows.ncols];

		if (strncmp(what, "answers=", 8) != 0 ||
		    strtol(what + 8, NULL, 10) < 5)
			found(d, "audit of one");
	}
	if (rows_of(d, "SELECT 1 FROM audit WHERE record ="
	    " 'questionnaire_answer'").nrows)
		found(d, "audit of an answer");
}

static void
look_at_log(struct reader *d)
{
	static const char *const secret[] = { "かぎことば", "カギコトバ",
		"架空", "127.0.0.1", "/questionnaires/" };

	for (size_t i = 0; i < COUNT(secret); i++) {
		if (memmem(d->log, d->nlog, secret[i], strlen(secret[i])))
			found(d, arena_fmt(d->t->mem, "log: %s", secret[i]));
	}
}

static bool
any(void *ctx, const char *key, const char *day)
{
	(void)ctx;
	(void)key;
	return strlen(day) == 10;
}

/* Between the sites: by key, and by the place in the file. */
static void
look_at_inbox(struct reader *d)
{
	struct arena *mem = d->t->mem;
	struct inbox_answer *all;
	int *order;
	size_t n, met = 0, size;
	const char *bytes = file_bytes(mem, d->inbox, &size);

	EXPECT(bytes && inbox_answers(mem, d->inbox, d->t->site->keys->seal,
	    any, NULL, &all, &n) == OK);
	order = arena_array(mem, n + 1, sizeof(*order));
	for (size_t i = 0; i < n; i++) {
		struct pairs said = { 0 };
		const char *why, *q3;

		EXPECT(all[i].text && json_read(mem, all[i].text,
		    strlen(all[i].text), &said, &why) == OK);
		q3 = pairs_get(&said, "q3");
		if (q3)
			order[met++] = (int)strtol(q3, NULL, 10);
	}
	EXPECT(met > PEOPLE / 2);
	if (fabs(agreement(order, met)) > BEYOND_CHANCE)
		found(d, "order by key of the inbox");
	if (memmem(bytes, size, "かぎことば", strlen("かぎことば")) ||
	    memmem(bytes, size, "カギコトバ", strlen("カギコトバ")))
		found(d, "words in the inbox");
	if (access(arena_fmt(mem, "%s-journal", d->inbox), F_OK) == 0)
		found(d, "journal of the inbox");
}

static void
leaks(struct reader *d)
{
	d->n = 0;
	look_at_columns(d);
	look_at_orders(d);
	look_at_cells(d);
	look_at_others(d);
	look_at_audit(d);
	look_at_log(d);
	look_at_inbox(d);
}

static void
plant(struct reader *d, const char *sql)
{
	struct query q = { "test.plant", sql };

	db_begin(d->t->db);
	(void)db_exec(d->t->db, &q, NO_ARGS);
	EXPECT_OF(NULL, db_commit(d->t->db) == OK, sql);
}

static void
live(struct asked_town *a)
{
	struct town *t = a->t;

	for (int i = 0; i < PEOPLE; i++) {
		asked_come(a, i, name_of(t->mem, i));
		visit_post(&a->p, a->before, "q1", i % 2 ? "1" : "2", "q3",
		    arena_fmt(t->mem, "%d", i), "words", words_of(t->mem, i),
		    NULL);
		EXPECT_STATUS(&a->p.t, 303);
		if (i % 2)
			asked_answer(a, "after", words_of(t->mem, i), 3);
	}
	set_today(t, "2026-04-02");
	asked_daily(a);
	post(t, "/inbox/arrivals", NULL);
	EXPECT(town_number(t, "SELECT count(*) FROM questionnaire_answer") ==
	    PEOPLE + PEOPLE / 2);
	EXPECT(town_number(t, "SELECT count(*) FROM training_applicant") >=
	    PEOPLE);
}

/* What the program writes to its log goes into a file meanwhile. */
static int
catch_log(char *path)
{
	int old = dup(STDERR_FILENO), fd = mkstemp(path);

	EXPECT(old >= 0 && fd >= 0 && dup2(fd, STDERR_FILENO) >= 0);
	EXPECT(close(fd) == 0);
	return old;
}

static void
read_log(struct reader *d, const char *path, int old)
{
	fflush(stderr);
	EXPECT(dup2(old, STDERR_FILENO) >= 0 && close(old) == 0);
	d->log = file_bytes(d->t->mem, path, &d->nlog);
	EXPECT(d->log && unlink(path) == 0);
}

static void
begin(struct asked_town *a, struct reader *d, struct town *t)
{
	char path[] = "/tmp/tsunagu-log-XXXXXX";
	int old;

	asked_make(a, t);
	asked_hold_trainings(a);
	asked_open(a);
	old = catch_log(path);
	live(a);
	*d = (struct reader){ .t = t, .inbox = a->letters.path };
	read_log(d, path, old);
}

TEST(no_answer_can_be_joined_to_a_person_or_a_time)
{
	struct asked_town a;
	struct reader d;

	begin(&a, &d, t);
	leaks(&d);
	EXPECT_OF(NULL, d.n == 0, d.n ? d.found[0] : "nothing");
	asked_close(&a);
}

/* The reader is good enough to find what would be there to find. */
TEST(reader_of_answers_finds_each_leak_that_is_planted)
{
	struct asked_town a;
	struct reader d;

	begin(&a, &d, t);
	plant(&d, arena_fmt(t->mem, "UPDATE message SET result = '%s' WHERE"
	    " id = (SELECT min(id) FROM message)", town_text(t, "SELECT"
	    " min(id) FROM questionnaire_answer")));
	leaks(&d);
	EXPECT(d.n == 1 && has_found(&d, "answer in message"));
	plant(&d, "UPDATE message SET result = 'かぎことば001' WHERE result IS"
	    " NOT NULL");
	leaks(&d);
	EXPECT(d.n == 1 && has_found(&d, "words in message"));
	plant(&d, "UPDATE message SET result = NULL");
	plant(&d, "ALTER TABLE questionnaire_answer ADD COLUMN created_at"
	    " TEXT");
	leaks(&d);
	EXPECT(d.n == 1 && has_found(&d, "column created_at"));
	plant(&d, "UPDATE questionnaire_answer SET on_day ="
	    " '2026-04-01T03:04:05Z'");
	leaks(&d);
	EXPECT(has_found(&d, "instant in on_day"));
	asked_close(&a);
}

/* Written down one by one as they came, under ids that count up. */
static void
plant_order(struct reader *d)
{
	struct rows rows = rows_of(d, "SELECT id, answers FROM"
	    " questionnaire_answer WHERE phase = 'before'");
	struct query q = { "test.plant", "UPDATE questionnaire_answer SET"
		" id = $2, answers = $3 WHERE id = $1" };
	struct arena *mem = d->t->mem;

	db_begin(d->t->db);
	for (int i = 0; i < PEOPLE; i++) {
		for (size_t k = 0; k < rows.nrows; k++) {
			const char *id = rows_cell(&rows, k, "id");
			const char *new_id = arena_fmt(mem, "%032d", i);
			const char *sealed = rows_cell(&rows, k, "answers");

			if (came_as(d, id, sealed) != i)
				continue;
			sealed = seal_text(mem, d->t->site->keys->seal,
			    &(struct seal_place){ "questionnaire_answer",
			    new_id, "answers" }, arena_fmt(mem,
			    "{\"q3\":\"%d\"}", i));
			(void)db_exec(d->t->db, &q, ARGS(v_text(id),
			    v_text(new_id), v_text(sealed)));
		}
	}
	EXPECT(db_commit(d->t->db) == OK);
}

TEST(reader_of_answers_finds_an_order_an_instant_and_what_is_logged)
{
	struct asked_town a;
	struct reader d;
	struct request *r;

	begin(&a, &d, t);
	plant_order(&d);
	leaks(&d);
	EXPECT(has_found(&d, "order by id") && has_found(&d, "order by place"));
	EXPECT(!has_found(&d, "audit") && !has_found(&d, "log"));
	r = town_request(t);
	deed_begin(r);
	(void)audit_note_plain(r, "import", "questionnaire", a.id, "answers=1");
	EXPECT(deed_commit(r, NULL) == OK);
	d.log = "POST /questionnaires/x?phase=before 127.0.0.1";
	d.nlog = strlen(d.log);
	leaks(&d);
	EXPECT(has_found(&d, "audit of one"));
	EXPECT(has_found(&d, "log: 127.0.0.1"));
	EXPECT(has_found(&d, "log: /questionnaires/"));
	asked_close(&a);
}
