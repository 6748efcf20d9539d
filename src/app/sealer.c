#include "app/sealer.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/text.h"

/* The newest covers all before it: of a long log that nobody signed, as many
 * as this are enough. */
enum { MOST_POINTS = 64 };

struct sealer {
	const struct site *site;
	struct db *db;
	struct arena *mem;		/* of one look */
	pthread_t thread;
	pthread_mutex_t lock;		/* of what follows */
	pthread_cond_t ended;
	bool stopping;
};

/* The newest row that is committed; 0: none. */
static enum result
last_row(struct db *db, struct arena *mem, int64_t *seq)
{
	static const struct query q = {
		"sealer.last", "SELECT max(seq) AS seq FROM audit"
	};

	return db_number(db, mem, &q, NO_ARGS, seq);
}

/* Whether the row that was signed stands there as it was. */
static bool
still_holds(struct db *db, struct arena *mem, const struct checkpoint *point)
{
	static const struct query q = {
		"sealer.signed", "SELECT seal FROM audit WHERE seq = $1"
	};
	struct rows rows = { 0 };
	struct link there = { 0 };

	if (!point->seq)
		return true;
	if (db_rows(db, mem, &q, ARGS(v_int(point->seq)), &rows))
		return false;
	if (!rows.nrows)
		log_error("audit", "ALARM: row %lld, signed at %s, is gone: rows"
		    " were cut, or an older database was put back. Run tsunagu"
		    " verify.", (long long)point->seq, point->instant);
	else if (!chain_head_of(rows.cells[0], &there) ||
	    memcmp(there.head, point->head, CHAIN_HEAD) != 0)
		log_error("audit", "ALARM: row %lld is not the one that was"
		    " signed at %s: the log was changed. Run tsunagu verify.",
		    (long long)point->seq, point->instant);
	else
		return true;
	return false;
}

/* Rows after `last` that get a checkpoint of their own, the newest first. */
static enum result
rows_to_sign(struct db *db, struct arena *mem, int64_t last, struct rows *out)
{
	static const struct query q = {
		"sealer.rows",
		"SELECT seq, seal FROM audit WHERE seq > $1 AND (seq % $2 = 0"
		" OR seq = (SELECT max(seq) FROM audit)) ORDER BY seq DESC"
		" LIMIT $3"
	};

	return db_rows(db, mem, &q, ARGS(v_int(last), v_int(CHAIN_EPOCH),
	    v_int(MOST_POINTS)), out);
}

static bool
read_point(struct checkpoint *point, const char *const *cells,
    const char *instant)
{
	struct link there = { 0 };

	if (!text_number(cells[0], &point->seq) ||
	    !chain_head_of(cells[1], &there) ||
	    strlen(instant) >= sizeof(point->instant)) {
		log_error("audit", "ALARM: row %s has no seal", cells[0]);
		return false;
	}
	memcpy(point->head, there.head, CHAIN_HEAD);
	memcpy(point->instant, instant, strlen(instant) + 1);
	return true;
}

bool
sealer_sign(const struct site *site, struct db *db, struct arena *mem)
{
	struct checkpoint points[MOST_POINTS] = { 0 }, last = { 0 };
	struct rows rows = { 0 };
	const char *instant = site->clock(mem);
	bool holds;

	(void)!checkpoint_last(site->keys->points, &last);
	holds = still_holds(db, mem, &last);
	if (rows_to_sign(db, mem, last.seq, &rows))
		return false;
	for (size_t i = 0; i < rows.nrows; i++) {
		if (!read_point(&points[rows.nrows - 1 - i], rows.cells + 2 * i,
		    instant))
			return false;
	}
	if (rows.nrows && !checkpoint_write(site->keys->points, points,
	    rows.nrows))
		return false;
	if (rows.nrows)
		last = points[rows.nrows - 1];
	return (!rows.nrows && !holds) ||
	    chain_forget(site->keys->chain, last.seq);
}

bool
sealer_look(const struct site *site, struct db *db, struct arena *mem,
    int *waited)
{
	struct checkpoint last = { 0 };
	int64_t seq;

	(void)!checkpoint_last(site->keys->points, &last);
	if (last_row(db, mem, &seq))
		return false;
	if (seq <= last.seq) {
		*waited = 0;
		return false;
	}
	if (++*waited < SEALER_SECONDS && (*waited < 0 ||
	    seq / CHAIN_EPOCH == last.seq / CHAIN_EPOCH))
		return false;
	if (sealer_sign(site, db, mem)) {
		*waited = 0;
		return true;
	}
	*waited = -SEALER_SECONDS;	/* not a line of log each second */
	return false;
}

/* A second, or less when it is to end; true then. */
static bool
wait_a_second(struct sealer *s)
{
	struct timespec until;
	bool stopping;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec++;
	pthread_mutex_lock(&s->lock);
	while (!s->stopping &&
	    !pthread_cond_timedwait(&s->ended, &s->lock, &until))
		continue;
	stopping = s->stopping;
	pthread_mutex_unlock(&s->lock);
	return stopping;
}

static void *
run(void *arg)
{
	struct sealer *s = arg;
	int waited = 0;

	(void)sealer_sign(s->site, s->db, s->mem);
	while (!wait_a_second(s)) {
		arena_reset(s->mem);
		if (sealer_look(s->site, s->db, s->mem, &waited))
			arena_trim();
	}
	arena_reset(s->mem);
	(void)sealer_sign(s->site, s->db, s->mem);
	return NULL;
}

static void
release(struct sealer *s)
{
	db_close(s->db);
	arena_free(s->mem);
	pthread_cond_destroy(&s->ended);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

struct sealer *
sealer_start(struct site *site)
{
	struct sealer *s = calloc(1, sizeof(*s));
	pthread_condattr_t monotonic;

	if (!s)
		abort();
	s->site = site;
	s->mem = arena_new();
	s->db = db_open(site->store);
	pthread_mutex_init(&s->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&s->ended, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (s->db && pthread_create(&s->thread, NULL, run, s) == 0)
		return s;
	log_error("sealer", "cannot start");
	release(s);
	return NULL;
}

void
sealer_stop(struct sealer *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	pthread_cond_signal(&s->ended);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->thread, NULL);
	release(s);
}
