#ifndef BASE_CHAIN_KEY_H
#define BASE_CHAIN_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/result.h"

/*
 * The folder of keys of the audit log, closed to others, and its files:
 *
 *	audit.start	first link key, 64 hex digits; to be taken offline
 *	audit.link	EPOCH and the link key of that epoch
 *	audit.sign	Ed25519 secret key, 128 hex digits
 *	audit.public	the public key to it, for whoever verifies
 *	checkpoints	see checkpoint.h
 *
 * For chain.c and checkpoint.c, and for whoever moves or checks these files.
 * What fails is logged here, never with what a file holds. Keys live in memory
 * of sodium_malloc.
 */
#define CHAIN_KEY_START	 "audit.start"
#define CHAIN_KEY_LINK	 "audit.link"
#define CHAIN_KEY_SIGN	 "audit.sign"
#define CHAIN_KEY_PUBLIC "audit.public"
#define CHAIN_KEY_POINTS "checkpoints"

enum { CHAIN_KEY = 32 };

/* The next epoch's is a hash of it; there is no way back. */
struct chain_key {
	int64_t epoch;
	uint8_t bytes[CHAIN_KEY];
};

/* A descriptor of the folder, or -1. */
int	chain_key_folder(const char *dir) MUST_CHECK;

/*
 * The text of a small file without its newline, to be freed by sodium_free;
 * NULL when it cannot be read or is open to others than its owner. `folder`
 * may be AT_FDCWD.
 */
char	*chain_key_text(int folder, const char *name) MUST_CHECK;
/* The same for a file that need not be secret. */
char	*chain_key_open_text(int folder, const char *name) MUST_CHECK;

/* Durable when true. add: refuses a name that is there. replace: a reader, or
 * a power cut, meets the old text or the new one. */
bool	chain_key_add(int folder, const char *name, const char *) MUST_CHECK;
bool	chain_key_replace(int folder, const char *name,
    const char *) MUST_CHECK;

/* NULL when there is no memory. To be freed by sodium_free. */
struct chain_key *chain_key_new(void) MUST_CHECK;
/* From audit.link, or from audit.start as the key of epoch 0. */
bool	chain_key_load(int folder, const char *name,
    struct chain_key *) MUST_CHECK;
/* To a later epoch, or the same. */
void	chain_key_forward(struct chain_key *, int64_t epoch);

#endif
