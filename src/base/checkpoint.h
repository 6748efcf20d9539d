#ifndef BASE_CHECKPOINT_H
#define BASE_CHECKPOINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/chain.h"
#include "base/result.h"

/*
 * Signed checkpoints of a chain: how far the log went, and its head then, in
 * the text file `checkpoints` of the folder of keys. Copied away line by line
 * it shows a log that was cut, put back or made anew. One line:
 *
 *	tsunagu-audit-1 SEQ INSTANT HEAD PREVIOUS SIGNATURE
 *
 * PREVIOUS is BLAKE2b-256 of the whole line before it without its newline, of
 * the first line zeros; SIGNATURE is Ed25519 of what stands before its space;
 * these three in lower hex. A line torn by a power cut is stepped over: it
 * comes from no signature that was relied on, and PREVIOUS names the line
 * before it. To take an older database into use, put the file aside for the
 * record and an empty one in its place: no seq is signed twice.
 */
enum { CHECKPOINT_KEY = 32, CHECKPOINT_INSTANT = 21 };

struct checkpoint {
	int64_t seq;				/* 0: the log is empty */
	uint8_t head[CHAIN_HEAD];
	char instant[CHECKPOINT_INSTANT];	/* YYYY-MM-DDTHH:MM:SSZ */
};

/* NULL: logged. Several threads may use it; another process too. */
struct checkpoints;
struct checkpoints *checkpoint_open(const char *dir) MUST_CHECK;
void	checkpoint_close(struct checkpoints *);		/* NULL is fine */

/* The newest that is signed; false when there is none. At start, hold it
 * against the database: a row of that seq with that head must be there. */
bool	checkpoint_last(struct checkpoints *, struct checkpoint *) MUST_CHECK;

/*
 * Appends n of them; durable when true. Each line is synced before the next is
 * written, so that a power cut tears the last line only. The newest covers all
 * before it: where many wait, that one is enough. False: logged; those up to
 * checkpoint_last are written. Never goes back in seq, and never signs two
 * heads of one. After a failed sync it writes no more.
 */
bool	checkpoint_write(struct checkpoints *, const struct checkpoint *,
    size_t n) MUST_CHECK;

enum checkpoint_fault {
	CHECKPOINT_FINE,
	CHECKPOINT_FORM,	/* not such a line, and not a torn one */
	CHECKPOINT_SIGNATURE,	/* not signed by this key */
	CHECKPOINT_PREVIOUS,	/* the line before it was changed, or left out */
	CHECKPOINT_ORDER	/* seq goes back, or has another head now */
};

struct checkpoint_reading {
	struct checkpoint *all;		/* well signed, seq never less */
	size_t n;
	int64_t lines;			/* of the file */
	int64_t bad, bad_line;		/* how many; the first, from 1 */
	enum checkpoint_fault fault;	/* of that one */
	int64_t torn, torn_line;	/* to be mentioned: how many; the last */
};

/* The public key in audit.public, or in a copy of it. False: logged. */
bool	checkpoint_public(const char *path,
    uint8_t key[CHECKPOINT_KEY]) MUST_CHECK;

/*
 * Reads and verifies all; false only when the file cannot be read: logged.
 * Looks at the file alone: hold `all` against the rows.
 */
bool	checkpoint_read(struct arena *, const char *path,
    const uint8_t key[CHECKPOINT_KEY], struct checkpoint_reading *) MUST_CHECK;

#endif
