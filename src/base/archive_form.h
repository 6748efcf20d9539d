#ifndef BASE_ARCHIVE_FORM_H
#define BASE_ARCHIVE_FORM_H

#include <sodium.h>

#include "base/archive.h"

/* How an archive lies on the disk, for archive_write.c and archive_read.c. */
#define ARCHIVE_MAGIC "tsunagu-archive-1\n"

enum {
	ARCHIVE_BEGINS = 'N',
	ARCHIVE_BYTES = 'D',
	ARCHIVE_ENDS = 'E',
	ARCHIVE_EXTRA = crypto_secretstream_xchacha20poly1305_ABYTES,
	ARCHIVE_FILE_KEY = crypto_secretstream_xchacha20poly1305_KEYBYTES,
};

/* Bytes only, so it lies in memory as it does on the disk. */
struct archive_head {
	uint8_t magic[sizeof(ARCHIVE_MAGIC) - 1];
	uint8_t to[ARCHIVE_KEY];
	uint8_t key[crypto_box_SEALBYTES + ARCHIVE_FILE_KEY];
	uint8_t stream[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
};

static inline void
archive_length_put(uint8_t to[4], uint32_t n)
{
	to[0] = (uint8_t)(n >> 24);
	to[1] = (uint8_t)(n >> 16);
	to[2] = (uint8_t)(n >> 8);
	to[3] = (uint8_t)n;
}

static inline uint32_t
archive_length_get(const uint8_t from[4])
{
	return (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 |
	    (uint32_t)from[2] << 8 | from[3];
}

/* One message: its length and what is in it, the kind first. */
static inline void
archive_hash_add(crypto_generichash_state *hash, const uint8_t *bytes, size_t n)
{
	uint8_t length[4];

	archive_length_put(length, (uint32_t)n);
	crypto_generichash_update(hash, length, sizeof(length));
	crypto_generichash_update(hash, bytes, n);
}

#endif
