#ifndef BASE_CHECKPOINT_LINE_H
#define BASE_CHECKPOINT_LINE_H

#include "base/checkpoint.h"

/* One line of the file of checkpoints; for checkpoint*.c only. */
enum {
	CHECKPOINT_SIGNATURE_BYTES = 64,
	CHECKPOINT_LINE_LEAST = 297,	/* without the newline */
	CHECKPOINT_LINE_MOST = 315
};

struct checkpoint_line {
	struct checkpoint point;
	uint8_t previous[CHAIN_HEAD];
	uint8_t signature[CHECKPOINT_SIGNATURE_BYTES];
};

/* Signs; the length. False when the instant or seq is none. */
bool	checkpoint_line_write(struct checkpoint_line *, const uint8_t *secret,
    char text[CHECKPOINT_LINE_MOST + 1]) MUST_CHECK;

/* FINE, FORM or SIGNATURE. Any bytes, of any length. */
enum checkpoint_fault checkpoint_line_read(const char *, size_t n,
    const uint8_t key[CHECKPOINT_KEY], struct checkpoint_line *) MUST_CHECK;

/* Can a power cut have made this of a line, while it was being written? What
 * did not reach the disk is missing, or reads as NULs. */
bool	checkpoint_line_torn(const char *, size_t n, bool ended);

/* What the next line calls its previous. */
void	checkpoint_line_hash(const char *, size_t n, uint8_t hash[CHAIN_HEAD]);

/* May `next` follow `last`? */
bool	checkpoint_follows(const struct checkpoint *last,
    const struct checkpoint *next);

#endif
