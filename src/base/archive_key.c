#include "base/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

/* "tsunagu-backup-private HEX" and "tsunagu-backup-public HEX". */

#define PRIVATE "tsunagu-backup-private "
#define PUBLIC	"tsunagu-backup-public "

enum { HEX = 2 * ARCHIVE_KEY, LINE = 128 };

static bool
failed(const char *path)
{
	log_error("backup key", "%s: %s", path, strerror(errno));
	return false;
}

static bool
add_file(const char *path, mode_t mode, const char *what,
    const uint8_t key[ARCHIVE_KEY])
{
	char hex[HEX + 1], line[LINE];
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	int n;
	bool good;

	if (fd < 0)
		return failed(path);
	sodium_bin2hex(hex, sizeof(hex), key, ARCHIVE_KEY);
	n = snprintf(line, sizeof(line), "%s%s\n", what, hex);
	good = write(fd, line, (size_t)n) == n && fsync(fd) == 0;
	good = close(fd) == 0 && good;
	sodium_memzero(hex, sizeof(hex));
	sodium_memzero(line, sizeof(line));
	if (good)
		return true;
	failed(path);
	unlink(path);
	return false;
}

bool
archive_key_make(const char *path)
{
	uint8_t public[ARCHIVE_KEY], private[ARCHIVE_KEY];
	char beside[4096];
	int n = snprintf(beside, sizeof(beside), "%s.public", path);
	bool made;

	if (n < 0 || (size_t)n >= sizeof(beside))
		return false;
	crypto_box_keypair(public, private);
	made = add_file(path, 0600, PRIVATE, private);
	sodium_memzero(private, sizeof(private));
	if (!made)
		return false;
	if (add_file(beside, 0644, PUBLIC, public))
		return true;
	unlink(path);
	return false;
}

static bool
hex_read(const char *hex, uint8_t key[ARCHIVE_KEY])
{
	size_t got = 0;

	return strlen(hex) == HEX && sodium_hex2bin(key, ARCHIVE_KEY, hex,
	    HEX, NULL, &got, NULL) == 0 && got == ARCHIVE_KEY;
}

/* The line without its end; a NUL when the file cannot be read. */
static bool
line_read(const char *path, char line[LINE])
{
	FILE *f = fopen(path, "re");
	bool read = f && fgets(line, LINE, f);

	if (f)
		fclose(f);
	if (!read)
		return failed(path);
	line[strcspn(line, "\r\n")] = '\0';
	return true;
}

static bool
private_read(const char *line, uint8_t key[ARCHIVE_KEY])
{
	size_t n = strlen(PRIVATE);

	return strncmp(line, PRIVATE, n) == 0 && hex_read(line + n, key);
}

bool
archive_key_private(const char *path, uint8_t key[ARCHIVE_KEY])
{
	char line[LINE];
	bool good;

	if (!line_read(path, line))
		return false;
	good = private_read(line, key);
	sodium_memzero(line, sizeof(line));
	if (!good)
		log_error("backup key", "%s: no private key", path);
	return good;
}

bool
archive_key_public(const char *path, uint8_t key[ARCHIVE_KEY])
{
	size_t n = strlen(PUBLIC);
	uint8_t private[ARCHIVE_KEY];
	char line[LINE];
	bool good;

	if (hex_read(path, key))
		return true;
	if (!line_read(path, line))
		return false;
	good = strncmp(line, PUBLIC, n) == 0 && hex_read(line + n, key);
	if (!good && private_read(line, private))
		good = crypto_scalarmult_base(key, private) == 0;
	sodium_memzero(private, sizeof(private));
	sodium_memzero(line, sizeof(line));
	if (!good)
		log_error("backup key", "%s: no public key", path);
	return good;
}
