#ifndef BASE_CHAIN_H
#define BASE_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/result.h"

/*
 * A log that shows what was done to it afterwards. Every row carries a seal:
 * a head that covers the row and all before it, and a mac of the head. Whoever
 * takes the machine over finds the link key of the current epoch only, so the
 * macs of earlier rows cannot be made again; who holds audit.start checks all.
 * What neither shows, a cut tail, the checkpoints show (checkpoint.h).
 *
 *	leaf = H(00 | seq, 8 bytes | of each field: 1 or 0, length in 4, bytes)
 *	head = H(01 | head of the row before | leaf), before the first zeros
 *	mac  = the first 16 bytes of H(head) keyed by K(seq / 100)
 *	K(e + 1) = H("tsunagu link key" | K(e)), K(0) in audit.start
 *	seal = head | mac in base64url without padding
 *
 * H is BLAKE2b-256, numbers are big-endian. Blocks of the disk that were freed
 * may still hold older link keys: encrypt the disk.
 */
enum {
	CHAIN_HEAD = 32,
	CHAIN_MAC = 16,
	CHAIN_SEAL = 65,	/* 64 characters and the NUL */
	CHAIN_EPOCH = 100	/* rows under one link key */
};
#define CHAIN_LAST INT64_C(10000000000)	/* no log grows longer */

/* The last row so far. All zeros: none yet. */
struct link {
	uint8_t head[CHAIN_HEAD];
	int64_t seq;
};

/*
 * Makes the folder if need be, and all keys, once; false when any file of it
 * is there already. Then move audit.start to a safe place away from here. With
 * it copied back as "0 KEY" into audit.link, a restored older database can be
 * written on.
 */
bool	chain_make(const char *dir) MUST_CHECK;

/* NULL: logged. Several threads may use one chain. Reads audit.link only. */
struct chain;
struct chain *chain_open(const char *dir) MUST_CHECK;
void	chain_close(struct chain *);	/* NULL is fine */

/*
 * Seals the row after `last`, and moves `last` to it. A field may be NULL,
 * which is not the same as empty. False, with `last` as it was, when the key
 * of that row was forgotten: the database is older than the keys.
 */
bool	chain_append(struct chain *, struct link *last,
    const char *const *fields, size_t n, char seal[CHAIN_SEAL]) MUST_CHECK;

/*
 * To be called when rows up to seq are durable, none before them can follow.
 * Once in CHAIN_EPOCH rows it replaces audit.link, with three fsyncs; false
 * when that failed, which leaves the older key: call again later.
 */
bool	chain_forget(struct chain *, int64_t seq) MUST_CHECK;

/* What a stored seal says; leaves seq alone. False: it is no seal. */
bool	chain_head_of(const char *seal, struct link *) MUST_CHECK;

enum chain_fault {
	CHAIN_FINE,
	CHAIN_BAD_HEAD,		/* this row is not what was sealed */
	CHAIN_BAD_MAC,		/* sealed again without the key */
	CHAIN_GAP,		/* rows before this one are missing */
	CHAIN_ORDER		/* a seq again, or one from before */
};

/* Verifying, row by row; each row is held against the one before as it is
 * stored, so that one edit is not told of all that follow. */
struct chain_check {
	struct link last;	/* zeros, or set it to a head that is trusted */
	int64_t rows, macs;	/* seen; and those whose mac was checked */
	struct chain_key *key;	/* NULL: heads only */
};

/*
 * `key`: path of audit.start, for all macs; or of audit.link, for those of its
 * epoch and later; or NULL. False: logged.
 */
bool	chain_check_open(struct chain_check *, const char *key) MUST_CHECK;
enum chain_fault chain_check_row(struct chain_check *, int64_t seq,
    const char *const *fields, size_t n, const char *seal) MUST_CHECK;
void	chain_check_close(struct chain_check *);

#endif
