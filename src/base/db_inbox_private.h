#ifndef BASE_DB_INBOX_PRIVATE_H
#define BASE_DB_INBOX_PRIVATE_H

#include <pthread.h>
#include <sodium.h>

#include "base/db_inbox.h"
#include "base/db_inbox_answer.h"
#include "base/db_sqlite.h"

/* What somebody wants written, and waits for. Its arena is used by whoever
 * writes; its owner does not touch it meanwhile. */
struct inbox_job {
	enum result (*write)(struct inbox *, struct inbox_job *);
	struct arena *mem;
	const void *what;
	enum result rc;
	bool done;
	struct inbox_job *next;
};

struct inbox {
	pthread_mutex_t lock;
	pthread_cond_t turn;		/* a group is on the disk */
	bool writing;
	bool stale;			/* the slots are to be read anew */
	struct inbox_job *first, **last;
	struct sqlite_conn *conn;	/* of the one that writes */
	unsigned char known[crypto_generichash_KEYBYTES];	/* of this process */
	struct inbox_slots *slots;	/* of the answers: of whoever writes */
	char day[sizeof("2026-04-01")];	/* that they were looked after */
	pthread_mutex_t times_lock;
	struct inbox_times *times;
};

/*
 * Has the job written, with those that wait: whoever finds nobody writing
 * writes for all, in one transaction and with one fsync. CONFLICT or INVALID of
 * a job is its own, for then it wrote nothing; with BROKEN nobody wrote.
 */
enum result inbox_write(struct inbox *, struct inbox_job *) MUST_CHECK;
enum result inbox_run(struct inbox *, struct arena *, const char *sql,
    const struct value *, size_t, struct rows *);
/* A sealed box of so many bytes as base64; NULL: the key is none. */
const char *inbox_close_box(struct arena *, const char *key,
    const char *bytes, size_t n);
/* NULL: it opens with none of the keys. */
const char *inbox_open_box(struct arena *, const struct seal_keys *,
    const char *sealed);

/* NULL is fine. */
void	inbox_slots_free(struct inbox_slots *);
void	inbox_times_free(struct inbox_times *);

#endif
