#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/archive_form.h"
#include "base/log.h"

struct archive_reader {
	crypto_secretstream_xchacha20poly1305_state stream;
	crypto_generichash_state hash, before;
	FILE *file;
	bool ended, broken, named;
	char name[ARCHIVE_NAME + 1];
	uint8_t piece[1 + ARCHIVE_PIECE];
	uint8_t sealed[1 + ARCHIVE_PIECE + ARCHIVE_EXTRA];
};

static bool
head_read(struct archive_reader *r, const uint8_t private[ARCHIVE_KEY])
{
	uint8_t public[ARCHIVE_KEY], key[ARCHIVE_FILE_KEY];
	struct archive_head head;
	bool opened;

	if (fread(&head, 1, sizeof(head), r->file) != sizeof(head) ||
	    memcmp(head.magic, ARCHIVE_MAGIC, sizeof(head.magic)) != 0) {
		log_error("archive", "this is no archive");
		return false;
	}
	if (crypto_scalarmult_base(public, private) ||
	    memcmp(public, head.to, sizeof(public)) != 0) {
		log_error("archive", "it was sealed to another key");
		return false;
	}
	opened = !crypto_box_seal_open(key, head.key, sizeof(head.key), public,
	    private) && !crypto_secretstream_xchacha20poly1305_init_pull(
	    &r->stream, head.stream, key);
	sodium_memzero(key, sizeof(key));
	if (!opened)
		log_error("archive", "its beginning was changed");
	return opened;
}

struct archive_reader *
archive_open(const char *path, const uint8_t private[ARCHIVE_KEY])
{
	struct archive_reader *r = sodium_malloc(sizeof(*r));

	if (!r)
		abort();
	memset(r, 0, sizeof(*r));
	crypto_generichash_init(&r->hash, NULL, 0, ARCHIVE_HASH);
	r->before = r->hash;
	r->file = fopen(path, "re");
	if (!r->file)
		log_error("archive", "%s: %s", path, strerror(errno));
	if (r->file && head_read(r, private))
		return r;
	archive_close(r);
	return NULL;
}

void
archive_close(struct archive_reader *r)
{
	if (!r)
		return;
	if (r->file)
		fclose(r->file);
	sodium_free(r);
}

void
archive_digest_before(struct archive_reader *r, uint8_t hash[ARCHIVE_HASH])
{
	crypto_generichash_state copy = r->before;

	crypto_generichash_final(&copy, hash, ARCHIVE_HASH);
}

static enum result
broken(struct archive_reader *r, const char *why)
{
	if (!r->broken)
		log_error("archive", "%s", why);
	r->broken = true;
	return BROKEN;
}

/* One message into r->piece, its length without the kind. */
static enum result
pull(struct archive_reader *r, size_t *n, unsigned char *tag)
{
	uint8_t length[4];
	uint32_t sealed;
	unsigned long long got = 0;

	if (fread(length, 1, sizeof(length), r->file) != sizeof(length))
		return broken(r, "it was cut off");
	sealed = archive_length_get(length);
	if (sealed <= ARCHIVE_EXTRA || sealed > sizeof(r->sealed))
		return broken(r, "it was changed");
	if (fread(r->sealed, 1, sealed, r->file) != sealed)
		return broken(r, "it was cut off");
	if (crypto_secretstream_xchacha20poly1305_pull(&r->stream, r->piece,
	    &got, tag, r->sealed, sealed, NULL, 0) || got < 1)
		return broken(r, "it was changed");
	*n = (size_t)got - 1;
	return OK;
}

static enum result
begin_member(struct archive_reader *r, size_t n)
{
	if (n == 0 || n > ARCHIVE_NAME || memchr(r->piece + 1, '\0', n))
		return broken(r, "a member without a name");
	memcpy(r->name, r->piece + 1, n);
	r->name[n] = '\0';
	r->named = true;
	r->before = r->hash;
	return OK;
}

static enum result
end_all(struct archive_reader *r, unsigned char tag)
{
	r->ended = true;
	if (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL ||
	    fgetc(r->file) != EOF)
		return broken(r, "something follows its end");
	return MISSING;
}

enum result
archive_next(struct archive_reader *r, struct archive_piece *out)
{
	unsigned char tag = 0;
	size_t n = 0;
	enum result rc = OK;

	*out = (struct archive_piece){ 0 };
	if (r->broken || r->ended)
		return r->broken ? BROKEN : MISSING;
	rc = pull(r, &n, &tag);
	if (rc)
		return rc;
	if (r->piece[0] == ARCHIVE_ENDS)
		return end_all(r, tag);
	if (r->piece[0] == ARCHIVE_BEGINS)
		rc = begin_member(r, n);
	else if (r->piece[0] != ARCHIVE_BYTES || !r->named)
		rc = broken(r, "a piece of no known kind");
	archive_hash_add(&r->hash, r->piece, n + 1);
	*out = (struct archive_piece){ r->name,
		r->piece[0] == ARCHIVE_BEGINS, r->piece + 1, n };
	if (out->begins)
		out->n = 0;
	return rc;
}
