#include "base/chain.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/chain_key.h"
#include "base/log.h"

enum { OTHERS = 077, LINK_TEXT = 2 + 2 * CHAIN_KEY + 1 };

/* All secrets while they are made. */
struct fresh {
	uint8_t start[CHAIN_KEY];
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
	uint8_t public[crypto_sign_PUBLICKEYBYTES];
	char start_hex[2 * CHAIN_KEY + 1];
	char link[LINK_TEXT];
	char secret_hex[2 * crypto_sign_SECRETKEYBYTES + 1];
	char public_hex[2 * crypto_sign_PUBLICKEYBYTES + 1];
};

static bool
failed(const char *name)
{
	log_error("audit keys", "%s: %s", name, strerror(errno));
	return false;
}

static bool
folder_make(const char *dir)
{
	struct stat about;

	if (mkdir(dir, 0700) && errno != EEXIST)
		return failed(dir);
	if (stat(dir, &about))
		return failed(dir);
	if (about.st_mode & OTHERS) {
		log_error("audit keys", "%s: open to others; chmod 700", dir);
		return false;
	}
	return true;
}

/* The name of the folder itself has to stay too. */
static bool
folder_keep(int folder)
{
	int above = openat(folder, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool kept = above >= 0 && !fsync(above);

	if (!kept)
		failed("the folder above");
	if (above >= 0)
		close(above);
	return kept;
}

static void
keys_draw(struct fresh *f)
{
	randombytes_buf(f->start, sizeof(f->start));
	crypto_sign_keypair(f->public, f->secret);
	sodium_bin2hex(
	    f->start_hex, sizeof(f->start_hex), f->start, sizeof(f->start));
	sodium_bin2hex(
	    f->secret_hex, sizeof(f->secret_hex), f->secret, sizeof(f->secret));
	sodium_bin2hex(
	    f->public_hex, sizeof(f->public_hex), f->public, sizeof(f->public));
	f->link[0] = '0';
	f->link[1] = ' ';
	memcpy(f->link + 2, f->start_hex, sizeof(f->start_hex));
}

/* All of them, or those made are taken away again. */
static bool
keys_write(int folder, const struct fresh *f)
{
	const struct {
		const char *name, *text;
	} files[] = {
		{ CHAIN_KEY_START, f->start_hex },
		{ CHAIN_KEY_LINK, f->link },
		{ CHAIN_KEY_SIGN, f->secret_hex },
		{ CHAIN_KEY_PUBLIC, f->public_hex },
		{ CHAIN_KEY_POINTS, "" },
	};
	size_t n = COUNT(files);
	bool absent = true;

	for (size_t i = 0; i < n; i++) {
		if (!faccessat(
			folder, files[i].name, F_OK, AT_SYMLINK_NOFOLLOW)) {
			log_error(
			    "audit keys", "%s is there already", files[i].name);
			absent = false;
		}
	}
	if (!absent)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (chain_key_add(folder, files[i].name, files[i].text))
			continue;
		while (i--) {
			if (unlinkat(folder, files[i].name, 0))
				failed(files[i].name);
		}
		return false;
	}
	return true;
}

bool
chain_make(const char *dir)
{
	struct fresh *f;
	int folder;
	bool made = false;

	if (!folder_make(dir))
		return false;
	folder = chain_key_folder(dir);
	if (folder < 0)
		return false;
	f = sodium_malloc(sizeof(*f));
	if (f) {
		keys_draw(f);
		made = keys_write(folder, f) && folder_keep(folder);
		sodium_free(f);
	} else {
		failed("memory");
	}
	close(folder);
	return made;
}
