#include <pthread.h>
#include <stdlib.h>

#include "base/db_sqlite.h"
#include "base/log.h"

enum { BATCH = 64, CHECKPOINT_PAGES = 1000, TRUNCATE_PAGES = 16000 };

/*
 * Turns are tickets, served in order. The holder of the turn works in a
 * savepoint. When it is done and others wait, it passes the turn on with the
 * outer transaction still open; whoever finds nobody waiting commits for all,
 * and tells each whose work was in it how that ended. Each is told by itself:
 * the next round may end otherwise before all of them have woken up.
 */
struct waiter {
	struct waiter *next;
	bool told;
	enum result rc;
};

struct sqlite_writer {
	struct sqlite_conn *conn;
	pthread_mutex_t lock;
	pthread_cond_t turn_changed, round_ended;
	unsigned long next_ticket, serving;
	struct waiter *waiting;		/* for the outer transaction to end */
	size_t batch;			/* transactions in it */
	long commits;
	bool open;			/* an outer transaction is open */
};

static int
watch_log(void *writer, sqlite3 *c, const char *name, int pages)
{
	(void)writer;
	if (pages >= TRUNCATE_PAGES)
		sqlite3_wal_checkpoint_v2(c, name, SQLITE_CHECKPOINT_TRUNCATE,
		    NULL, NULL);
	else if (pages >= CHECKPOINT_PAGES)
		sqlite3_wal_checkpoint_v2(c, name, SQLITE_CHECKPOINT_PASSIVE,
		    NULL, NULL);
	return SQLITE_OK;
}

struct sqlite_writer *
sqlite_writer_open(const char *path)
{
	struct sqlite_writer *w = calloc(1, sizeof(*w));

	if (!w)
		abort();
	w->conn = sqlite_conn_open(path, true);
	if (!w->conn) {
		free(w);
		return NULL;
	}
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->turn_changed, NULL);
	pthread_cond_init(&w->round_ended, NULL);
	sqlite3_wal_hook(w->conn->sqlite, watch_log, w);
	return w;
}

void
sqlite_writer_close(struct sqlite_writer *w)
{
	if (!w)
		return;
	sqlite3_wal_checkpoint_v2(w->conn->sqlite, NULL,
	    SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite_conn_close(w->conn);
	pthread_mutex_destroy(&w->lock);
	pthread_cond_destroy(&w->turn_changed);
	pthread_cond_destroy(&w->round_ended);
	free(w);
}

struct sqlite_conn *
sqlite_writer_conn(struct sqlite_writer *w)
{
	return w->conn;
}

long
sqlite_writer_commits(const struct sqlite_writer *w)
{
	return w->commits;
}

long
sqlite_writer_waiting(struct sqlite_writer *w)
{
	long n;

	pthread_mutex_lock(&w->lock);
	n = w->next_ticket > w->serving ?
	    (long)(w->next_ticket - w->serving - 1) : 0;
	pthread_mutex_unlock(&w->lock);
	return n;
}

static void
pass_on(struct sqlite_writer *w)
{
	w->serving++;
	pthread_cond_broadcast(&w->turn_changed);
}

static bool
somebody_waits(const struct sqlite_writer *w)
{
	return w->next_ticket > w->serving + 1;
}

/* With the lock: the outer transaction has ended, so or so, for all in it. */
static void
tell_all(struct sqlite_writer *w, enum result rc)
{
	w->open = false;
	w->batch = 0;
	for (struct waiter *each = w->waiting; each; each = each->next) {
		each->told = true;
		each->rc = rc;
	}
	w->waiting = NULL;
	pthread_cond_broadcast(&w->round_ended);
}

/* An error of the disk at commit: what is durable is no longer known here. */
static void
stop_when_unsure(const struct sqlite_writer *w, int code)
{
	if ((code & 0xff) != SQLITE_IOERR && (code & 0xff) != SQLITE_CORRUPT)
		return;
	log_error("sqlite", "commit: %s (%d): stopping", sqlite3_errstr(code),
	    sqlite3_extended_errcode(w->conn->sqlite));
	abort();
}

/*
 * With the turn and the lock: one fsync for everybody in the round. The lock
 * is let go meanwhile, so that those who come now can queue up for the next.
 */
static enum result
end_round(struct sqlite_writer *w)
{
	int code = SQLITE_OK;

	pthread_mutex_unlock(&w->lock);
	if (w->open && sqlite3_exec(w->conn->sqlite, "COMMIT", NULL, NULL,
	    NULL) != SQLITE_OK) {
		code = sqlite3_extended_errcode(w->conn->sqlite);
		stop_when_unsure(w, code);
		log_error("sqlite", "commit: %s", sqlite3_errstr(code));
		sqlite3_exec(w->conn->sqlite, "ROLLBACK", NULL, NULL, NULL);
	}
	sqlite_conn_ease(w->conn);
	pthread_mutex_lock(&w->lock);
	w->commits++;
	tell_all(w, code == SQLITE_OK ? OK : BROKEN);
	return code == SQLITE_OK ? OK : BROKEN;
}

static enum result
open_savepoint(struct sqlite_writer *w)
{
	enum result rc = OK;

	if (!w->open)
		rc = sqlite_conn_script(w->conn, "BEGIN IMMEDIATE");
	w->open = w->open || !rc;
	return rc ? rc : sqlite_conn_script(w->conn, "SAVEPOINT deed");
}

bool
sqlite_writer_is_free(struct sqlite_writer *w)
{
	bool is_free;

	pthread_mutex_lock(&w->lock);
	is_free = w->serving == w->next_ticket;
	pthread_mutex_unlock(&w->lock);
	return is_free;
}

enum result
sqlite_writer_begin(struct sqlite_writer *w)
{
	unsigned long ticket;

	pthread_mutex_lock(&w->lock);
	ticket = w->next_ticket++;
	while (w->serving != ticket)
		pthread_cond_wait(&w->turn_changed, &w->lock);
	pthread_mutex_unlock(&w->lock);
	return open_savepoint(w);
}

/* A statement may have rolled everything back (disk full), or what could not be
 * undone alone: then all of the round is lost, and everybody must hear so. */
static bool
round_was_lost(const struct sqlite_writer *w)
{
	return w->open && sqlite3_get_autocommit(w->conn->sqlite);
}

static void
wait_for_the_round(struct sqlite_writer *w, struct waiter *self)
{
	self->next = w->waiting;
	w->waiting = self;
	pass_on(w);
	while (!self->told)
		pthread_cond_wait(&w->round_ended, &w->lock);
}

enum result
sqlite_writer_commit(struct sqlite_writer *w)
{
	struct waiter self = { .rc = OK };
	enum result rc = OK;

	if (!round_was_lost(w) && sqlite_conn_script(w->conn, "RELEASE deed"))
		(void)!sqlite_conn_script(w->conn, "ROLLBACK");
	pthread_mutex_lock(&w->lock);
	w->batch++;
	if (round_was_lost(w)) {
		tell_all(w, BROKEN);
		rc = BROKEN;
		pass_on(w);
	} else if (somebody_waits(w) && w->batch < BATCH) {
		wait_for_the_round(w, &self);
		rc = self.rc;
	} else {
		rc = end_round(w);
		pass_on(w);
	}
	pthread_mutex_unlock(&w->lock);
	return rc;
}

void
sqlite_writer_rollback(struct sqlite_writer *w)
{
	if (w->open && !round_was_lost(w) && sqlite_conn_script(w->conn,
	    "ROLLBACK TO deed; RELEASE deed"))
		(void)!sqlite_conn_script(w->conn, "ROLLBACK");
	pthread_mutex_lock(&w->lock);
	if (round_was_lost(w))
		tell_all(w, BROKEN);
	else if (!somebody_waits(w))
		(void)end_round(w);
	pass_on(w);
	pthread_mutex_unlock(&w->lock);
}
