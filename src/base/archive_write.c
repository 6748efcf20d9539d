#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/archive_form.h"
#include "base/log.h"

struct archive_writer {
	crypto_secretstream_xchacha20poly1305_state stream;
	crypto_generichash_state hash;
	char path[4096], part[4096 + 8];
	FILE *file;
	bool failed;
	size_t used;			/* of the piece, its kind left out */
	uint8_t piece[1 + ARCHIVE_PIECE];
	uint8_t sealed[1 + ARCHIVE_PIECE + ARCHIVE_EXTRA];
};

static void
fail(struct archive_writer *w, const char *what)
{
	if (!w->failed)
		log_error("archive", "%s: %s: %s", w->part, what,
		    strerror(errno));
	w->failed = true;
}

static void
write_bytes(struct archive_writer *w, const void *bytes, size_t n)
{
	if (!w->failed && fwrite(bytes, 1, n, w->file) != n)
		fail(w, "write");
}

static void
push(struct archive_writer *w, char kind, size_t n, unsigned char tag)
{
	unsigned long long sealed = 0;
	uint8_t length[4];

	w->piece[0] = (uint8_t)kind;
	archive_hash_add(&w->hash, w->piece, n + 1);
	crypto_secretstream_xchacha20poly1305_push(&w->stream, w->sealed,
	    &sealed, w->piece, n + 1, NULL, 0, tag);
	archive_length_put(length, (uint32_t)sealed);
	write_bytes(w, length, sizeof(length));
	write_bytes(w, w->sealed, (size_t)sealed);
}

static void
begin_stream(struct archive_writer *w, const uint8_t to[ARCHIVE_KEY])
{
	uint8_t key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	struct archive_head head = { 0 };

	memcpy(head.magic, ARCHIVE_MAGIC, sizeof(head.magic));
	memcpy(head.to, to, sizeof(head.to));
	crypto_secretstream_xchacha20poly1305_keygen(key);
	if (crypto_box_seal(head.key, key, sizeof(key), to))
		fail(w, "no public key");
	crypto_secretstream_xchacha20poly1305_init_push(&w->stream,
	    head.stream, key);
	sodium_memzero(key, sizeof(key));
	crypto_generichash_init(&w->hash, NULL, 0, ARCHIVE_HASH);
	write_bytes(w, &head, sizeof(head));
}

struct archive_writer *
archive_make(const char *path, const uint8_t to[ARCHIVE_KEY])
{
	struct archive_writer *w;
	int fd;

	if (strlen(path) >= sizeof(w->path)) {
		log_error("archive", "the path is too long");
		return NULL;
	}
	w = sodium_malloc(sizeof(*w));
	if (!w)
		abort();
	memset(w, 0, sizeof(*w));
	snprintf(w->path, sizeof(w->path), "%s", path);
	snprintf(w->part, sizeof(w->part), "%s.part", path);
	/* Left by one that was killed: nobody else writes there. */
	unlink(w->part);
	fd = open(w->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	w->file = fd < 0 ? NULL : fdopen(fd, "w");
	if (w->file) {
		begin_stream(w, to);
		return w;
	}
	fail(w, "open");
	sodium_free(w);
	return NULL;
}

static void
flush_piece(struct archive_writer *w)
{
	if (w->used)
		push(w, ARCHIVE_BYTES, w->used,
		    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
	w->used = 0;
}

void
archive_member(struct archive_writer *w, const char *name)
{
	size_t n = strlen(name);

	flush_piece(w);
	if (n == 0 || n > ARCHIVE_NAME) {
		errno = EINVAL;
		fail(w, name);
		return;
	}
	memcpy(w->piece + 1, name, n);
	push(w, ARCHIVE_BEGINS, n,
	    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
}

void
archive_put(struct archive_writer *w, const void *bytes, size_t n)
{
	const uint8_t *from = bytes;

	while (n) {
		size_t room = ARCHIVE_PIECE - w->used;
		size_t some = n < room ? n : room;

		memcpy(w->piece + 1 + w->used, from, some);
		w->used += some;
		from += some;
		n -= some;
		if (w->used == ARCHIVE_PIECE)
			flush_piece(w);
	}
}

void
archive_digest(struct archive_writer *w, uint8_t hash[ARCHIVE_HASH])
{
	crypto_generichash_state copy;

	flush_piece(w);
	copy = w->hash;
	crypto_generichash_final(&copy, hash, ARCHIVE_HASH);
}

/* The new name has to stay too. */
static bool
folder_keep(const char *path)
{
	char *copy = strdup(path);
	int fd;
	bool kept;

	if (!copy)
		abort();
	fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	kept = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	free(copy);
	return kept;
}

void
archive_drop(struct archive_writer *w)
{
	if (!w)
		return;
	if (w->file)
		fclose(w->file);
	unlink(w->part);
	sodium_free(w);
}

bool
archive_end(struct archive_writer *w)
{
	flush_piece(w);
	push(w, ARCHIVE_ENDS, 0,
	    crypto_secretstream_xchacha20poly1305_TAG_FINAL);
	if (!w->failed && (fflush(w->file) || fsync(fileno(w->file))))
		fail(w, "sync");
	if (fclose(w->file))
		fail(w, "close");
	w->file = NULL;
	if (!w->failed && (rename(w->part, w->path) || !folder_keep(w->path)))
		fail(w, "rename");
	if (w->failed) {
		archive_drop(w);
		return false;
	}
	sodium_free(w);
	return true;
}
