#include "base/checkpoint.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/chain_key.h"
#include "base/checkpoint_line.h"
#include "base/log.h"

enum { TAIL = 16 * 1024, SECRET = crypto_sign_SECRETKEYBYTES };

struct checkpoints {
	pthread_mutex_t lock;
	int folder, fd;
	uint8_t *secret; /* of sodium_malloc */
	uint8_t key[CHECKPOINT_KEY];
	off_t size;  /* -1: the end has to be read again */
	bool ended;  /* with a newline, or empty */
	bool any;    /* is there a last? */
	bool broken; /* a sync failed: what is there? */
	struct checkpoint last;
	uint8_t previous[CHAIN_HEAD]; /* what the next line will name */
};

static bool
failed(const char *what)
{
	log_error("checkpoints", "%s: %s", what, strerror(errno));
	return false;
}

static bool
wrong(const char *why)
{
	log_error("checkpoints", "%s", why);
	return false;
}

/* Lower or upper hex of exactly n bytes. */
static bool
hex_load(int folder, const char *name, bool secret, uint8_t *bytes, size_t n)
{
	char *text = secret ? chain_key_text(folder, name)
			    : chain_key_open_text(folder, name);
	size_t done;
	bool fine;

	if (!text)
		return false;
	fine = strlen(text) == 2 * n &&
	       !sodium_hex2bin(bytes, n, text, 2 * n, NULL, &done, NULL) &&
	       done == n;
	sodium_free(text);
	if (!fine)
		log_error("checkpoints", "%s: not such a key", name);
	return fine;
}

bool
checkpoint_public(const char *path, uint8_t key[CHECKPOINT_KEY])
{
	return hex_load(AT_FDCWD, path, false, key, CHECKPOINT_KEY);
}

static bool
keys_load(struct checkpoints *c)
{
	uint8_t own[CHECKPOINT_KEY];

	c->secret = sodium_malloc(SECRET);
	if (!c->secret)
		return failed("memory");
	if (!hex_load(c->folder, CHAIN_KEY_SIGN, true, c->secret, SECRET) ||
	    !hex_load(
		c->folder, CHAIN_KEY_PUBLIC, false, c->key, CHECKPOINT_KEY))
		return false;
	if (crypto_sign_ed25519_sk_to_pk(own, c->secret) ||
	    sodium_memcmp(own, c->key, CHECKPOINT_KEY))
		return wrong(
		    "audit.sign and audit.public do not belong together");
	return true;
}

/* The last good line of these is where the next one goes on. */
static bool
tail_take(struct checkpoints *c, const char *s, size_t n)
{
	const char *end = s + n;
	struct checkpoint_line line;
	bool odd = false;

	c->ended = !n || end[-1] == '\n';
	while (s < end) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		size_t len = (size_t)((stop ? stop : end) - s);

		if (!checkpoint_line_read(s, len, c->key, &line)) {
			checkpoint_line_hash(s, len, c->previous);
			c->last = line.point;
			c->any = true;
			odd = false;
		} else if (!checkpoint_line_torn(s, len, stop != NULL)) {
			odd = true;
		}
		s += len + (stop != NULL);
	}
	if (odd && !c->any)
		return wrong("no line of the file is signed by this key");
	if (odd)
		wrong(
		    "the last line is not ours; going on after the one before");
	return true;
}

/* `size` of the file is known: what is at its end? */
static bool
tail_read(struct checkpoints *c, off_t size)
{
	off_t from = size > TAIL ? size - TAIL : 0;
	char *bytes = malloc(TAIL), *s = bytes;
	size_t n = (size_t)(size - from);
	bool taken = false;

	if (!bytes)
		return failed("memory");
	c->any = false;
	memset(c->previous, 0, sizeof(c->previous));
	if (pread(c->fd, bytes, n, from) != (ssize_t)n) {
		failed("read");
	} else {
		if (from) /* the first is not whole */
			s = memchr(bytes, '\n', n);
		taken = s && tail_take(c, s, n - (size_t)(s - bytes));
		if (taken && from && !c->any)
			taken = wrong("nothing at the end is signed");
	}
	free(bytes);
	c->size = taken ? size : -1;
	return taken;
}

/* Is the file still the one that was opened, and as it was left? */
static bool
tail_know(struct checkpoints *c)
{
	struct stat here, named;

	if (fstat(c->fd, &here) ||
	    fstatat(c->folder, CHAIN_KEY_POINTS, &named, AT_SYMLINK_NOFOLLOW))
		return failed("stat");
	if (here.st_dev != named.st_dev || here.st_ino != named.st_ino)
		return wrong("the file was replaced while it was in use");
	return here.st_size == c->size || tail_read(c, here.st_size);
}

/* All the bytes, and on the disk. */
static bool
bytes_append(struct checkpoints *c, const char *s, size_t n)
{
	ssize_t written = write(c->fd, s, n);

	c->size = c->size + (off_t)n;
	if (written != (ssize_t)n) {
		c->size = -1;
		return written < 0 ? failed("write")
				   : wrong("a line was written in part");
	}
	/* After this nobody can tell what is on the disk: no second try. */
	if (fsync(c->fd)) {
		c->broken = true;
		return failed("fsync; no more is written until the next start");
	}
	return true;
}

static bool
line_append(struct checkpoints *c, const struct checkpoint *point)
{
	struct checkpoint_line line = { .point = *point };
	char text[CHECKPOINT_LINE_MOST + 1];
	size_t n;

	if (c->any && !checkpoint_follows(&c->last, point))
		return wrong("seq goes back, or has another head: not signed");
	if (!c->ended && !bytes_append(c, "\n", 1))
		return false;
	c->ended = true;
	memcpy(line.previous, c->previous, sizeof(line.previous));
	if (!checkpoint_line_write(&line, c->secret, text))
		return wrong("not a checkpoint");
	n = strlen(text);
	text[n] = '\n'; /* in place of the NUL */
	if (!bytes_append(c, text, n + 1))
		return false;
	checkpoint_line_hash(text, n, c->previous);
	c->last = *point;
	c->any = true;
	return true;
}

bool
checkpoint_write(struct checkpoints *c, const struct checkpoint *all, size_t n)
{
	bool written = false;

	pthread_mutex_lock(&c->lock);
	if (c->broken) {
		wrong("closed after a failed sync");
	} else if (flock(c->fd, LOCK_EX)) {
		failed("flock");
	} else {
		written = tail_know(c);
		for (size_t i = 0; written && i < n; i++)
			written = line_append(c, &all[i]);
		if (flock(c->fd, LOCK_UN))
			failed("flock");
	}
	pthread_mutex_unlock(&c->lock);
	return written;
}

bool
checkpoint_last(struct checkpoints *c, struct checkpoint *out)
{
	bool any;

	pthread_mutex_lock(&c->lock);
	any = c->any;
	*out = c->last;
	pthread_mutex_unlock(&c->lock);
	return any;
}

static bool
file_open(struct checkpoints *c)
{
	c->fd = openat(c->folder, CHAIN_KEY_POINTS,
	    O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
	if (c->fd < 0)
		return failed("open");
	return tail_know(c);
}

struct checkpoints *
checkpoint_open(const char *dir)
{
	struct checkpoints *c = calloc(1, sizeof(*c));

	if (!c) {
		failed("memory");
		return NULL;
	}
	pthread_mutex_init(&c->lock, NULL); /* cannot fail */
	c->fd = -1;
	c->size = -1;
	c->folder = chain_key_folder(dir);
	if (c->folder < 0 || !keys_load(c) || !file_open(c)) {
		checkpoint_close(c);
		return NULL;
	}
	return c;
}

void
checkpoint_close(struct checkpoints *c)
{
	if (!c)
		return;
	sodium_free(c->secret);
	if (c->fd >= 0 && close(c->fd))
		failed("close");
	if (c->folder >= 0)
		close(c->folder);
	pthread_mutex_destroy(&c->lock);
	free(c);
}
