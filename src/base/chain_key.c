#include "base/chain_key.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

enum { TEXT = 256, OTHERS = 077, EPOCH_DIGITS = 12 };

static const char label[] = "tsunagu link key";

static bool
failed(const char *name, const char *what)
{
	log_error("audit keys", "%s: %s: %s", name, what, strerror(errno));
	return false;
}

static bool
wrong(const char *name, const char *why)
{
	log_error("audit keys", "%s: %s", name, why);
	return false;
}

int
chain_key_folder(const char *dir)
{
	int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (folder < 0)
		failed(dir, "open");
	return folder;
}

/* Into `text`, which has room for TEXT bytes. */
static bool
text_read(int fd, const char *name, char *text, bool secret)
{
	struct stat about;
	ssize_t n;

	if (fstat(fd, &about))
		return failed(name, "stat");
	if (!S_ISREG(about.st_mode) || about.st_size >= TEXT)
		return wrong(name, "not a key file");
	if (secret && about.st_mode & OTHERS)
		return wrong(name, "open to others; chmod 600");
	n = read(fd, text, TEXT - 1);
	if (n < 0)
		return failed(name, "read");
	while (n && (text[n - 1] == '\n' || text[n - 1] == '\r'))
		n--;
	text[n] = 0;
	if (strlen(text) != (size_t)n || !n)
		return wrong(name, "not a key file");
	return true;
}

static char *
text_load(int folder, const char *name, bool secret)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char *text;

	if (fd < 0) {
		failed(name, "open");
		return NULL;
	}
	text = sodium_malloc(TEXT);
	if (!text) {
		failed(name, "memory");
	} else if (!text_read(fd, name, text, secret)) {
		sodium_free(text);
		text = NULL;
	}
	close(fd);
	return text;
}

char *
chain_key_text(int folder, const char *name)
{
	return text_load(folder, name, true);
}

char *
chain_key_open_text(int folder, const char *name)
{
	return text_load(folder, name, false);
}

/* With a newline behind it, unless it is empty; and on the disk. */
static bool
text_write(int fd, const char *name, const char *text)
{
	char *line = sodium_malloc(TEXT);
	size_t n = strlen(text);
	ssize_t written;

	if (!line)
		return failed(name, "memory");
	assert(n + 1 < TEXT);
	memcpy(line, text, n);
	if (n)
		line[n++] = '\n';
	written = write(fd, line, n);
	sodium_free(line);
	if (written < 0)
		return failed(name, "write");
	if ((size_t)written != n)
		return wrong(name, "written in part");
	return fsync(fd) ? failed(name, "fsync") : true;
}

static bool
file_write(int folder, const char *name, const char *text, int flags)
{
	int fd =
	    openat(folder, name, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
	bool written;

	if (fd < 0)
		return failed(name, "create");
	written = text_write(fd, name, text);
	if (close(fd) && written)
		written = failed(name, "close");
	if (!written && unlinkat(folder, name, 0))
		failed(name, "unlink");
	return written;
}

bool
chain_key_add(int folder, const char *name, const char *text)
{
	if (!file_write(folder, name, text, O_EXCL))
		return false;
	return fsync(folder) ? failed(name, "fsync of the folder") : true;
}

bool
chain_key_replace(int folder, const char *name, const char *text)
{
	char fresh[64];

	snprintf(fresh, sizeof(fresh), "%s.new", name);
	if (!file_write(folder, fresh, text, O_TRUNC | O_NOFOLLOW))
		return false;
	if (renameat(folder, fresh, folder, name))
		return failed(name, "rename");
	return fsync(folder) ? failed(name, "fsync of the folder") : true;
}

struct chain_key *
chain_key_new(void)
{
	struct chain_key *key = sodium_malloc(sizeof(*key));

	if (key)
		sodium_memzero(key, sizeof(*key));
	else
		failed("a key", "memory");
	return key;
}

static bool
key_parse(const char *text, struct chain_key *key)
{
	const char *space = strchr(text, ' ');
	const char *hex = space ? space + 1 : text;
	size_t digits = space ? (size_t)(space - text) : 0, n;

	if (space && (!digits || digits > EPOCH_DIGITS ||
			 strspn(text, "0123456789") != digits))
		return false;
	key->epoch = digits ? strtoll(text, NULL, 10) : 0;
	return strlen(hex) == CHAIN_KEY * 2 &&
	       !sodium_hex2bin(
		   key->bytes, CHAIN_KEY, hex, CHAIN_KEY * 2, NULL, &n, NULL) &&
	       n == CHAIN_KEY;
}

bool
chain_key_load(int folder, const char *name, struct chain_key *key)
{
	char *text = chain_key_text(folder, name);
	bool fine;

	if (!text)
		return false;
	fine = key_parse(text, key);
	sodium_free(text);
	return fine ? true : wrong(name, "not a link key");
}

void
chain_key_forward(struct chain_key *key, int64_t epoch)
{
	uint8_t before[sizeof(label) - 1 + CHAIN_KEY];

	memcpy(before, label, sizeof(label) - 1);
	for (; key->epoch < epoch; key->epoch++) {
		memcpy(before + sizeof(label) - 1, key->bytes, CHAIN_KEY);
		crypto_generichash(
		    key->bytes, CHAIN_KEY, before, sizeof(before), NULL, 0);
	}
	sodium_memzero(before, sizeof(before));
}
