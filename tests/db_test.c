#include <dirent.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/site.h"
#include "base/db_engine.h"
#include "tests/kit.h"

/*
 * The database of the town, whichever engine it is: a TEST has one of its own.
 * Tests of what only SQLite does open a file of theirs.
 */
static const struct query make = { "test.make",
	"INSERT INTO setting (name, value) VALUES ($1, $2)" };
static const struct query count = { "test.count",
	"SELECT count(*) AS n FROM setting WHERE name LIKE 'x%'" };

static int64_t
rows_of(struct town *t)
{
	int64_t n = -1;

	EXPECT(db_number(t->db, t->mem, &count, NO_ARGS, &n) == OK);
	return n;
}

TEST(failed_transaction_stays_failed_and_leaves_nothing)
{
	db_begin(t->db);
	EXPECT(db_exec(t->db, &make, ARGS(v_text("x1"), v_text("a"))) == OK);
	EXPECT(db_exec(t->db, &make, ARGS(v_text("x1"), v_text("b"))) ==
	    CONFLICT);
	EXPECT(db_exec(t->db, &make, ARGS(v_text("x2"), v_text("c"))) ==
	    CONFLICT);
	EXPECT(db_failed(t->db));
	EXPECT(db_commit(t->db) == CONFLICT);
	EXPECT(rows_of(t) == 0);
	db_begin(t->db);
	EXPECT(db_exec(t->db, &make, ARGS(v_text("x2"), v_text("c"))) == OK);
	EXPECT(db_commit(t->db) == OK);
	EXPECT(rows_of(t) == 1);
}

TEST(constraints_are_conflicts_and_nonsense_is_broken)
{
	static const struct query child = { "test.child",
	    "INSERT INTO child (id, version, changed, number, name,"
	    " municipality) VALUES ($1, 1, 1, $1, 'n', '99999')" };
	static const struct query flag = { "test.flag",
	    "UPDATE code SET is_unknown = 7" };

	db_begin(t->db);
	EXPECT(db_exec(t->db, &child, ARGS(v_text("c1"))) == CONFLICT);
	EXPECT(db_commit(t->db) == CONFLICT);
	db_begin(t->db);
	EXPECT(db_exec(t->db, &flag, NO_ARGS) == CONFLICT);
	db_rollback(t->db);
	db_begin(t->db);
	EXPECT(db_exec(t->db, &make, ARGS(v_text("x"), v_text(NULL))) ==
	    CONFLICT);
	db_rollback(t->db);
}

TEST(write_meant_for_one_row_conflicts_when_there_is_none)
{
	static const struct query q = { "test.one",
	    "UPDATE setting SET value = $2 WHERE name = $1 RETURNING name" };

	db_begin(t->db);
	EXPECT(db_exec_one(t->db, t->mem, &q,
	    ARGS(v_text("nobody"), v_text("v"))) == CONFLICT);
	EXPECT(db_commit(t->db) == CONFLICT);
}

TEST(null_empty_and_numbers_come_back_as_they_went_in)
{
	static const struct query q = { "test.values",
	    "SELECT name, valid_to, min FROM (SELECT label AS name, valid_to,"
	    " min FROM code WHERE list = $1 AND code = $2) AS c" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, ARGS(v_text("care"),
	    v_text("ventilator")), &rows) == OK);
	EXPECT(rows.nrows == 1 && rows.ncols == 3);
	EXPECT(strcmp(rows_cell(&rows, 0, "name"), "人工呼吸器") == 0);
	EXPECT(rows_cell(&rows, 0, "valid_to") == NULL);
	EXPECT(strcmp(rows_cell(&rows, 0, "min"), "2") == 0);
	EXPECT(rows_cell(&rows, 0, "nothing") == NULL);
}

TEST(more_statements_than_are_kept_still_answer)
{
	for (int i = 0; i < 600; i++) {
		struct query q = { "test.many",
		    arena_fmt(t->mem, "SELECT %d AS n", i) };
		int64_t n;

		EXPECT(db_number(t->db, t->mem, &q, NO_ARGS, &n) == OK);
		EXPECT(n == i);
	}
}

static enum result
stop_at_third(void *ctx, const char *const *cells, size_t ncols)
{
	int *n = ctx;

	EXPECT(ncols == 1 && cells[0]);
	return ++*n == 3 ? DENIED : OK;
}

static enum result
count_up(void *ctx, const char *const *cells, size_t n)
{
	(void)cells, (void)n;
	++*(size_t *)ctx;
	return OK;
}

/* The children of a long list stand in a query one by one. */
TEST(query_takes_as_many_arguments_as_a_long_list_has)
{
	enum { MANY = 3000 };
	struct value *args = arena_array(t->mem, DB_MAX_ARGS + 1, sizeof(*args));
	struct buffer sql = buffer_new(t->mem);
	struct query q = { .name = "test.long" };
	struct rows rows = { 0 };
	size_t walked = 0;

	buffer_add(&sql, "SELECT name FROM setting WHERE name IN ('-'");
	for (size_t i = 0; i < MANY; i++) {
		args[i] = v_text(arena_fmt(t->mem, "x%zu", i));
		buffer_fmt(&sql, ", $%zu", i + 1);
	}
	buffer_add(&sql, ")");
	q.sql = sql.s;
	db_begin(t->db);
	for (size_t i = 1; i < MANY; i += 1000)
		EXPECT(db_exec(t->db, &make, ARGS(args[i], v_text("a"))) == OK);
	EXPECT(db_commit(t->db) == OK);
	EXPECT(db_rows(t->db, t->mem, &q, args, MANY, &rows) == OK);
	EXPECT(rows.nrows == 3);
	EXPECT(db_each(t->db, &q, args, MANY, count_up, &walked) == OK);
	EXPECT(walked == 3);
	EXPECT(db_rows(t->db, t->mem, &q, args, DB_MAX_ARGS + 1, &rows) ==
	    BROKEN);
	EXPECT(db_each(t->db, &q, args, DB_MAX_ARGS + 1, count_up, &walked) ==
	    BROKEN);
}

TEST(walk_stops_where_it_is_told_and_the_connection_goes_on)
{
	static const struct query q = { "test.walk", "SELECT code FROM code" };
	int n = 0;

	EXPECT(db_each(t->db, &q, NO_ARGS, stop_at_third, &n) == DENIED);
	EXPECT(n == 3);
	EXPECT(rows_of(t) == 0);
}

TEST(snapshot_sees_one_state_until_a_transaction_of_its_own)
{
	struct db *other = db_open(t->site->store);

	if (!db_is_sqlite(t->db)) {
		db_close(other);
		return;
	}
	db_snapshot(t->db);
	EXPECT(rows_of(t) == 0);
	db_begin(other);
	(void)db_exec(other, &make, ARGS(v_text("x1"), v_text("a")));
	EXPECT(db_commit(other) == OK);
	EXPECT(rows_of(t) == 0);
	db_unsnapshot(t->db);
	EXPECT(rows_of(t) == 1);
	db_close(other);
}

/* As a server that is started anew does it, or an administrator. */
static void
drop_connection(struct town *t, struct db *other)
{
	static const struct query drop = { "test.drop",
	    "SELECT count(pg_terminate_backend($1::int)) AS n" };
	static const struct query alive = { "test.alive",
	    "SELECT count(*) AS n FROM pg_stat_activity WHERE pid = $1::int" };
	int64_t pid = town_number(t, "SELECT pg_backend_pid() AS n"), n;

	EXPECT(db_number(other, t->mem, &drop, ARGS(v_int(pid)), &n) == OK);
	do
		EXPECT(db_number(other, t->mem, &alive, ARGS(v_int(pid)),
		    &n) == OK);
	while (n);
}

TEST(connection_that_was_dropped_is_made_again_before_anybody_notices)
{
	struct db *other = db_open(t->site->store);

	if (db_is_sqlite(t->db)) {
		db_close(other);
		return;
	}
	drop_connection(t, other);
	EXPECT(rows_of(t) == 0);
	drop_connection(t, other);
	db_begin(t->db);
	EXPECT(db_exec(t->db, &make, ARGS(v_text("x1"), v_text("a"))) == OK);
	EXPECT(db_commit(t->db) == OK);
	/* Nobody knows what of a deed was done: that is told. */
	db_begin(t->db);
	drop_connection(t, other);
	EXPECT(db_exec(t->db, &make, ARGS(v_text("x2"), v_text("a"))) ==
	    BROKEN);
	EXPECT(db_commit(t->db) == BROKEN);
	EXPECT(rows_of(t) == 1);
	db_close(other);
}

enum { THREADS = 16, EACH = 100 };

struct writer {
	struct store *store;
	int number;
};

static void *
write_many(void *arg)
{
	struct writer *w = arg;
	struct db *db = db_open(w->store);
	struct arena *mem = arena_new();

	for (int i = 0; i < EACH; i++) {
		const char *name = arena_fmt(mem, "x%d-%d", w->number, i);
		enum result rc;

		db_begin(db);
		(void)db_exec(db, &make, ARGS(v_text(name), v_text("v")));
		if (i % 10 == 9)	/* every tenth fails, alone */
			(void)db_exec(db, &make, ARGS(v_text(name),
			    v_text("again")));
		rc = db_commit(db);
		EXPECT(rc == (i % 10 == 9 ? CONFLICT : OK));
	}
	arena_free(mem);
	db_close(db);
	return NULL;
}

static void
start_writers(struct town *t, struct writer *writers, pthread_t *threads)
{
	for (int i = 0; i < THREADS; i++) {
		writers[i] = (struct writer){ t->site->store, i };
		EXPECT(!pthread_create(&threads[i], NULL, write_many,
		    &writers[i]));
	}
}

TEST(many_writers_lose_nothing_and_harm_nobody)
{
	pthread_t threads[THREADS];
	struct writer writers[THREADS];

	start_writers(t, writers, threads);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	EXPECT(rows_of(t) == THREADS * EACH * 9 / 10);
}

static void *
write_one(void *arg)
{
	struct writer *w = arg;
	struct db *db = db_open(w->store);
	char name[16];

	snprintf(name, sizeof(name), "x%d", w->number);
	db_begin(db);
	(void)db_exec(db, &make, ARGS(v_text(name), v_text("v")));
	EXPECT(db_commit(db) == OK);
	db_close(db);
	return NULL;
}

TEST(writers_that_wait_together_share_one_fsync)
{
	pthread_t threads[THREADS];
	struct writer writers[THREADS];
	long before;

	if (!db_is_sqlite(t->db))
		return;
	before = store_commits(t->site->store);
	db_begin(t->db);
	for (int i = 0; i < THREADS; i++) {
		writers[i] = (struct writer){ t->site->store, i };
		EXPECT(!pthread_create(&threads[i], NULL, write_one,
		    &writers[i]));
	}
	while (store_waiting(t->site->store) < THREADS)
		sched_yield();
	EXPECT(db_commit(t->db) == OK);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	EXPECT(rows_of(t) == THREADS);
	EXPECT(store_commits(t->site->store) - before == 1);
}

/* Rows it was told are there. */
struct filler {
	struct store *store;
	int number, acknowledged;
};

static void *
write_when_full(void *arg)
{
	static const struct query fill = { "test.fill",
	    "INSERT INTO setting (name, value) VALUES ($1, hex(zeroblob($2)))" };
	struct filler *f = arg;
	struct db *db = db_open(f->store);
	struct arena *mem = arena_new();

	for (int i = 0; i < EACH; i++) {
		db_begin(db);
		(void)db_exec(db, &fill, ARGS(v_text(arena_fmt(mem, "x%d-%d",
		    f->number, i)), v_int(f->number % 4 ? 1 : 40000)));
		f->acknowledged += db_commit(db) == OK;
	}
	arena_free(mem);
	db_close(db);
	return NULL;
}

TEST(full_disk_is_never_taken_for_a_written_row)
{
	struct filler fillers[THREADS];
	pthread_t threads[THREADS];
	int acknowledged = 0;

	if (!db_is_sqlite(t->db))
		return;
	db_begin(t->db);
	EXPECT(db_script(t->db, arena_fmt(t->mem, "PRAGMA max_page_count = %d",
	    (int)town_number(t, "SELECT page_count FROM pragma_page_count") +
	    THREADS * EACH / 8)) == OK);
	EXPECT(db_commit(t->db) == OK);
	for (int i = 0; i < THREADS; i++) {
		fillers[i] = (struct filler){ t->site->store, i, 0 };
		EXPECT(!pthread_create(&threads[i], NULL, write_when_full,
		    &fillers[i]));
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		acknowledged += fillers[i].acknowledged;
	}
	EXPECT(acknowledged > 0 && acknowledged < THREADS * EACH);
	EXPECT(rows_of(t) == acknowledged);
}

/* Writes as fast as it can and says each name once it is durable. */
static void
write_until_killed(const char *url, int out)
{
	struct store *store = store_open(url, true);
	struct db *db = store ? db_open(store) : NULL;
	struct arena *mem = arena_new();

	for (int32_t i = 0; db; i++) {
		db_begin(db);
		(void)db_exec(db, &make, ARGS(v_text(arena_fmt(mem, "x%d",
		    (int)i)), v_text("v")));
		if (db_commit(db) || write(out, &i, sizeof(i)) != sizeof(i))
			break;
	}
	_exit(1);
}

static int32_t
kill_while_writing(const char *url)
{
	int pipes[2];
	int32_t last = -1;
	pid_t pid;

	EXPECT(pipe(pipes) == 0);
	pid = fork();
	if (!pid)
		write_until_killed(url, pipes[1]);
	close(pipes[1]);
	while (last < 200 && read(pipes[0], &last, sizeof(last)) ==
	    sizeof(last))
		;
	kill(pid, SIGKILL);
	while (read(pipes[0], &last, sizeof(last)) == sizeof(last))
		;
	waitpid(pid, NULL, 0);
	close(pipes[0]);
	return last;
}

static void
folder_remove(struct arena *mem, const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;

	EXPECT(d != NULL);
	while ((e = readdir(d))) {
		if (*e->d_name != '.')
			EXPECT(unlink(arena_fmt(mem, "%s/%s", path,
			    e->d_name)) == 0);
	}
	closedir(d);
	EXPECT(rmdir(path) == 0);
}

UNIT(what_was_acknowledged_survives_a_killed_process)
{
	char dir[] = "/tmp/tsunagu-kill.XXXXXX";
	struct arena *mem = arena_new();

	EXPECT(mkdtemp(dir) != NULL);
	for (int round = 0; round < 5; round++) {
		const char *url = arena_fmt(mem, "sqlite:%s/%d.db", dir, round);
		struct store *store = store_open(url, true);
		struct db *db = db_open(store);
		int32_t last;
		int64_t n;

		EXPECT(db_script(db, "SELECT 1") == OK);
		db_begin(db);
		EXPECT(db_script(db, "CREATE TABLE setting (name TEXT PRIMARY KEY,"
		    " value TEXT NOT NULL) STRICT") == OK);
		EXPECT(db_commit(db) == OK);
		db_close(db);
		store_close(store);
		last = kill_while_writing(url);
		EXPECT(last >= 200);
		store = store_open(url, true);
		EXPECT(store != NULL);
		db = db_open(store);
		EXPECT(db_number(db, mem, &count, NO_ARGS, &n) == OK);
		EXPECT(n == last + 1 || n == last + 2);
		db_close(db);
		store_close(store);
	}
	folder_remove(mem, dir);
	arena_free(mem);
}

UNIT(file_somebody_writes_is_refused_and_may_still_be_read)
{
	char dir[] = "/tmp/tsunagu-lock.XXXXXX";
	struct arena *mem = arena_new();
	struct store *first, *reading;
	struct db *db;
	const char *url;

	EXPECT(mkdtemp(dir) != NULL);
	url = arena_fmt(mem, "sqlite:%s/a.db", dir);
	first = store_open(url, true);
	EXPECT(first != NULL);
	EXPECT(store_open(url, true) == NULL);
	reading = store_open(url, false);
	EXPECT(reading != NULL);
	db = db_open(reading);
	db_begin(db);
	EXPECT(db_commit(db) == BROKEN);
	db_close(db);
	store_close(reading);
	store_close(first);
	EXPECT(store_open("mysql:nothing", true) == NULL);
	folder_remove(mem, dir);
	arena_free(mem);
}
