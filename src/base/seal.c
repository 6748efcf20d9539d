#include "base/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

enum {
	MAX_KEYS = 64,
	KEY = crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
};

struct seal_key {
	int number;
	unsigned char bytes[KEY];
};

/* In memory that is locked, guarded and not dumped. */
struct seal_keys {
	size_t n;
	struct seal_key at[MAX_KEYS];
};

static void
path_of(char *path, size_t n, const char *dir, const char *name)
{
	snprintf(path, n, "%s/%s", dir, name);
}

/* One line a key: its number, its bytes in hex. */
static bool
read_line(struct seal_keys *keys, const char *line)
{
	struct seal_key *k = &keys->at[keys->n];
	size_t got = 0;
	char *end;

	if (keys->n == MAX_KEYS)
		return false;
	k->number = (int)strtol(line, &end, 10);
	if (k->number < 1 || *end++ != ' ')
		return false;
	if (sodium_hex2bin(k->bytes, KEY, end, 2 * (size_t)KEY, NULL, &got,
	    NULL) != 0 || got != KEY)
		return false;
	keys->n++;
	return true;
}

static bool
read_keys(struct seal_keys *keys, FILE *f)
{
	char line[256];
	bool good = true;

	while (good && fgets(line, sizeof(line), f))
		good = read_line(keys, line);
	sodium_memzero(line, sizeof(line));
	return good && keys->n > 0;
}

/* Adds one key to the end of the file; durable when true. */
static bool
append_key(const char *dir, int number)
{
	char path[4096], hex[2 * KEY + 1], line[2 * KEY + 32];
	unsigned char key[KEY];
	int fd, n;
	bool good;

	path_of(path, sizeof(path), dir, "fields.key");
	if (mkdir(dir, 0700) != 0 && errno != EEXIST)
		return false;
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	randombytes_buf(key, sizeof(key));
	sodium_bin2hex(hex, sizeof(hex), key, sizeof(key));
	n = snprintf(line, sizeof(line), "%d %s\n", number, hex);
	good = write(fd, line, (size_t)n) == n && fsync(fd) == 0;
	sodium_memzero(key, sizeof(key));
	sodium_memzero(hex, sizeof(hex));
	sodium_memzero(line, sizeof(line));
	return close(fd) == 0 && good;
}

struct seal_keys *
seal_open(const char *dir, bool make)
{
	struct seal_keys *keys = sodium_malloc(sizeof(*keys));
	char path[4096];
	FILE *f;
	bool good;

	path_of(path, sizeof(path), dir, "fields.key");
	if (!keys)
		return NULL;
	memset(keys, 0, sizeof(*keys));
	f = fopen(path, "re");
	if (!f && errno == ENOENT && make && append_key(dir, 1))
		f = fopen(path, "re");
	good = f && read_keys(keys, f);
	if (f)
		fclose(f);
	if (good && sodium_mprotect_readonly(keys) == 0)
		return keys;
	log_error("seal", "%s: %s", path, f ? "not a file of keys" :
	    strerror(errno));
	sodium_free(keys);
	return NULL;
}

void
seal_close(struct seal_keys *keys)
{
	sodium_free(keys);
}

bool
seal_renew(const char *dir)
{
	struct seal_keys *keys = seal_open(dir, false);
	bool good = keys && append_key(dir, keys->at[keys->n - 1].number + 1);

	if (keys && !good)
		log_error("seal", "%s: no key could be added", dir);
	seal_close(keys);
	return good;
}

bool
seal_derive(const struct seal_keys *keys, size_t before, const char *purpose,
    unsigned char out[32])
{
	return before < keys->n && crypto_generichash(out, 32,
	    (const unsigned char *)purpose, strlen(purpose),
	    keys->at[keys->n - 1 - before].bytes, KEY) == 0;
}

/* What a sealed text is bound to. */
static unsigned long long
bind(unsigned char *to, size_t room, const struct seal_place *p, int key)
{
	const char *const words[] = { p->table, p->id, p->column };
	size_t used = 0;
	int n;

	for (size_t i = 0; i < COUNT(words); i++) {
		size_t bytes = strlen(words[i]) + 1;

		if (bytes > room - used)
			return 0;
		memcpy(to + used, words[i], bytes);
		used += bytes;
	}
	n = snprintf((char *)to + used, room - used, "%d", key);
	return n > 0 && (size_t)n < room - used ?
	    used + (unsigned long long)n : 0;
}

/*
 * base64url without padding. That of libsodium takes the same time for every
 * digit, which what is sealed does not need, and half a second for a file.
 */
static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "abcdefghijklmnopqrstuvwxyz0123456789-_";

static void
put_digits(char *to, const unsigned char *s, size_t n)
{
	size_t i;

	for (i = 0; i + 2 < n; i += 3) {
		unsigned three = (unsigned)s[i] << 16 |
		    (unsigned)s[i + 1] << 8 | s[i + 2];

		*to++ = digits[three >> 18];
		*to++ = digits[three >> 12 & 63];
		*to++ = digits[three >> 6 & 63];
		*to++ = digits[three & 63];
	}
	if (i < n) {
		unsigned last = (unsigned)s[i] << 16 |
		    (i + 1 < n ? (unsigned)s[i + 1] << 8 : 0);

		*to++ = digits[last >> 18];
		*to++ = digits[last >> 12 & 63];
		if (i + 1 < n)
			*to++ = digits[last >> 6 & 63];
	}
	*to = '\0';
}

/* What each digit stands for, plus one; 0: no digit. */
static const unsigned char values[256] = {
	['A'] = 1, ['B'] = 2, ['C'] = 3, ['D'] = 4, ['E'] = 5, ['F'] = 6,
	['G'] = 7, ['H'] = 8, ['I'] = 9, ['J'] = 10, ['K'] = 11, ['L'] = 12,
	['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16, ['Q'] = 17, ['R'] = 18,
	['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
	['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30,
	['e'] = 31, ['f'] = 32, ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36,
	['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40, ['o'] = 41, ['p'] = 42,
	['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
	['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54,
	['2'] = 55, ['3'] = 56, ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60,
	['8'] = 61, ['9'] = 62, ['-'] = 63, ['_'] = 64
};

/* False: not what put_digits makes. `to` has room for n * 3 / 4 bytes. */
static bool
read_digits(unsigned char *to, size_t *len, const char *s, size_t n)
{
	unsigned kept = 0, wrong = 0;
	size_t i, got = 0;

	for (i = 0; i < n; i++) {
		unsigned value = values[(unsigned char)s[i]];

		wrong |= !value;
		kept = kept << 6 | ((value - 1) & 63);
		if (i % 4)
			to[got++] = (unsigned char)(kept >> (6 - 2 * (i % 4)));
	}
	*len = got;
	if (n % 4 == 2)
		wrong |= kept & 15;
	if (n % 4 == 3)
		wrong |= kept & 3;
	return !wrong && n % 4 != 1;
}

const char *
seal_bytes(struct arena *mem, const struct seal_keys *keys,
    const struct seal_place *place, const char *plain, size_t n)
{
	const struct seal_key *k = &keys->at[keys->n - 1];
	size_t sealed = NONCE + n + TAG, room;
	unsigned long long nbound, got = 0;
	unsigned char bound[256], *bytes;
	char *out;
	int head;

	if (!n)
		return NULL;
	bytes = arena_raw(mem, sealed);
	room = sealed / 3 * 4 + 4 + 16;
	out = arena_raw(mem, room);
	nbound = bind(bound, sizeof(bound), place, k->number);
	randombytes_buf(bytes, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + NONCE, &got,
	    (const unsigned char *)plain, n, bound, nbound, NULL, bytes,
	    k->bytes);
	head = snprintf(out, room, "*%d:", k->number);
	put_digits(out + head, bytes, sealed);
	return out;
}

const char *
seal_text(struct arena *mem, const struct seal_keys *keys,
    const struct seal_place *place, const char *plain)
{
	return seal_bytes(mem, keys, place, plain, plain ? strlen(plain) : 0);
}

bool
seal_is_sealed(const char *stored)
{
	return stored && stored[0] == '*' && stored[1] >= '1' &&
	    stored[1] <= '9';
}

static const struct seal_key *
key_of(const struct seal_keys *keys, const char *stored, const char **rest)
{
	char *end;
	long number;

	if (!seal_is_sealed(stored))
		return NULL;
	number = strtol(stored + 1, &end, 10);
	*rest = end + 1;
	for (size_t i = 0; *end == ':' && i < keys->n; i++) {
		if (keys->at[i].number == number)
			return &keys->at[i];
	}
	return NULL;
}

bool
seal_is_old(const struct seal_keys *keys, const char *stored)
{
	const char *rest;

	return key_of(keys, stored, &rest) != &keys->at[keys->n - 1];
}

enum result
seal_read_bytes(struct arena *mem, const struct seal_keys *keys,
    const struct seal_place *place, const char *stored, const char **plain,
    size_t *len)
{
	const struct seal_key *k;
	const char *text;
	unsigned char *bytes, *out, bound[256];
	unsigned long long nbound, got = 0;
	size_t n, room;

	*plain = NULL;
	*len = 0;
	if (!stored || !*stored)
		return OK;
	k = key_of(keys, stored, &text);
	if (!k)
		return BROKEN;
	room = strlen(text);
	bytes = arena_raw(mem, room + 1);
	if (!read_digits(bytes, &n, text, room) || n < NONCE + TAG)
		return BROKEN;
	out = arena_raw(mem, n - NONCE - TAG + 1);
	nbound = bind(bound, sizeof(bound), place, k->number);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, &got, NULL,
	    bytes + NONCE, n - NONCE, bound, nbound, bytes, k->bytes) != 0)
		return BROKEN;
	out[got] = '\0';
	*plain = (const char *)out;
	*len = (size_t)got;
	return OK;
}

enum result
seal_read(struct arena *mem, const struct seal_keys *keys,
    const struct seal_place *place, const char *stored, const char **plain)
{
	size_t n;

	return seal_read_bytes(mem, keys, place, stored, plain, &n);
}
