#ifndef BASE_ARCHIVE_H
#define BASE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/result.h"

/*
 * A file of named members that only its recipient can open: whoever has the
 * public key can make one, only the private key opens it. Written and read in
 * one pass, so its size does not matter.
 *
 *	"tsunagu-archive-1\n" | public key, 32 | sealed file key, 80 |
 *	secretstream header, 24 | messages
 *
 * The file key is in a crypto_box_seal; a message is its length in 4 bytes,
 * big-endian, and the secretstream ciphertext of a kind ('N' name, 'D' bytes,
 * 'E' the end) and at most 64 KiB. The end has the final tag: what was cut off
 * is missed, what was changed does not open.
 */
enum { ARCHIVE_KEY = 32, ARCHIVE_HASH = 32, ARCHIVE_NAME = 100,
	ARCHIVE_PIECE = 65536 };

/* Files of one line; make refuses names that are there. The private one, PATH,
 * is for its owner alone; the public one is PATH.public. False: logged. */
bool	archive_key_make(const char *path) MUST_CHECK;
/* From the private file, or from either file or its 64 hex digits. */
bool	archive_key_private(const char *path,
    uint8_t key[ARCHIVE_KEY]) MUST_CHECK;
bool	archive_key_public(const char *path_or_hex,
    uint8_t key[ARCHIVE_KEY]) MUST_CHECK;

/* Writes PATH.part, which becomes PATH when all is on the disk. NULL: logged.
 * The first failure is kept until the end. */
struct archive_writer;
struct archive_writer *archive_make(const char *path,
    const uint8_t to[ARCHIVE_KEY]) MUST_CHECK;
void	archive_member(struct archive_writer *, const char *name);
void	archive_put(struct archive_writer *, const void *, size_t);
/* Of all members so far, their names and where each begins. */
void	archive_digest(struct archive_writer *, uint8_t hash[ARCHIVE_HASH]);
/* Frees it. False: logged, and there is no such file, or the one of before. */
bool	archive_end(struct archive_writer *) MUST_CHECK;
void	archive_drop(struct archive_writer *);		/* NULL is fine */

/* One step of reading: a member begins, or more bytes of it. */
struct archive_piece {
	const char *name;		/* of the member at hand; NULL: none yet */
	bool begins;
	const uint8_t *bytes;		/* until the next step */
	size_t n;
};

/* NULL: logged: no such file, or sealed to another key. */
struct archive_reader;
struct archive_reader *archive_open(const char *path,
    const uint8_t private[ARCHIVE_KEY]) MUST_CHECK;
/* MISSING: the end, whole. BROKEN, logged: cut off or changed. */
enum result archive_next(struct archive_reader *,
    struct archive_piece *) MUST_CHECK;
/* As archive_digest was at this place: of what was read up to the member at
 * hand, that one left out. */
void	archive_digest_before(struct archive_reader *,
    uint8_t hash[ARCHIVE_HASH]);
void	archive_close(struct archive_reader *);		/* NULL is fine */

#endif
