#include "base/chain.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/chain_key.h"
#include "base/log.h"

enum {
	SEAL_BYTES = CHAIN_HEAD + CHAIN_MAC,
	LINK_TEXT = 128,
	BASE64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING
};

struct chain {
	int folder;
	pthread_mutex_t forgetting; /* one at a time; taken before lock */
	pthread_mutex_t lock;       /* for the keys */
	struct chain_key *base;     /* what audit.link holds */
	struct chain_key *latest;   /* the one in use; not before base */
};

/* A hash's input as it is stored: big-endian. */
static void
number_to(uint8_t *to, uint64_t n, size_t bytes)
{
	while (bytes--) {
		to[bytes] = (uint8_t)n;
		n >>= 8;
	}
}

static bool
leaf_of(
    int64_t seq, const char *const *fields, size_t n, uint8_t leaf[CHAIN_HEAD])
{
	crypto_generichash_state state;
	uint8_t front[9] = { 0 };

	crypto_generichash_init(&state, NULL, 0, CHAIN_HEAD);
	number_to(front + 1, (uint64_t)seq, 8);
	crypto_generichash_update(&state, front, 9);
	for (size_t i = 0; i < n; i++) {
		size_t len = fields[i] ? strlen(fields[i]) : 0;

		if (len > UINT32_MAX)
			return false;
		front[0] = fields[i] != NULL;
		number_to(front + 1, len, 4);
		crypto_generichash_update(&state, front, 5);
		crypto_generichash_update(
		    &state, (const uint8_t *)fields[i], len);
	}
	crypto_generichash_final(&state, leaf, CHAIN_HEAD);
	return true;
}

/* The head of the row after `before`. */
static bool
head_of(const struct link *before, int64_t seq, const char *const *fields,
    size_t n, uint8_t head[CHAIN_HEAD])
{
	uint8_t pair[1 + 2 * CHAIN_HEAD] = { 1 };

	memcpy(pair + 1, before->head, CHAIN_HEAD);
	if (!leaf_of(seq, fields, n, pair + 1 + CHAIN_HEAD))
		return false;
	crypto_generichash(head, CHAIN_HEAD, pair, sizeof(pair), NULL, 0);
	return true;
}

static void
mac_of(const struct chain_key *key, const uint8_t head[CHAIN_HEAD],
    uint8_t mac[CHAIN_MAC])
{
	uint8_t whole[CHAIN_HEAD];

	crypto_generichash(
	    whole, sizeof(whole), head, CHAIN_HEAD, key->bytes, CHAIN_KEY);
	memcpy(mac, whole, CHAIN_MAC);
	sodium_memzero(whole, sizeof(whole));
}

/* Written again and compared: libsodium takes any byte over 127 for a '_'. */
static bool
seal_read(const char *seal, uint8_t bytes[SEAL_BYTES])
{
	char again[CHAIN_SEAL];
	size_t n;

	if (!seal || strlen(seal) != CHAIN_SEAL - 1 ||
	    sodium_base642bin(bytes, SEAL_BYTES, seal, CHAIN_SEAL - 1, NULL, &n,
		NULL, BASE64) ||
	    n != SEAL_BYTES)
		return false;
	sodium_bin2base64(again, CHAIN_SEAL, bytes, SEAL_BYTES, BASE64);
	return memcmp(again, seal, CHAIN_SEAL) == 0;
}

bool
chain_head_of(const char *seal, struct link *out)
{
	uint8_t bytes[SEAL_BYTES];

	if (!seal_read(seal, bytes))
		return false;
	memcpy(out->head, bytes, CHAIN_HEAD);
	return true;
}

struct chain *
chain_open(const char *dir)
{
	struct chain *c = calloc(1, sizeof(*c));

	if (!c) {
		log_error("audit chain", "no memory");
		return NULL;
	}
	pthread_mutex_init(&c->forgetting, NULL); /* cannot fail */
	pthread_mutex_init(&c->lock, NULL);
	c->folder = chain_key_folder(dir);
	c->base = chain_key_new();
	c->latest = chain_key_new();
	if (c->folder < 0 || !c->base || !c->latest ||
	    !chain_key_load(c->folder, CHAIN_KEY_LINK, c->base)) {
		chain_close(c);
		return NULL;
	}
	*c->latest = *c->base;
	return c;
}

void
chain_close(struct chain *c)
{
	if (!c)
		return;
	sodium_free(c->base);
	sodium_free(c->latest);
	if (c->folder >= 0)
		close(c->folder);
	pthread_mutex_destroy(&c->lock);
	pthread_mutex_destroy(&c->forgetting);
	free(c);
}

/* False when that epoch's key was forgotten. Under the lock. */
static bool
latest_to(struct chain *c, int64_t epoch)
{
	if (epoch < c->base->epoch)
		return false;
	if (epoch < c->latest->epoch)
		*c->latest = *c->base;
	chain_key_forward(c->latest, epoch);
	return true;
}

bool
chain_append(struct chain *c, struct link *last, const char *const *fields,
    size_t n, char seal[CHAIN_SEAL])
{
	uint8_t bytes[SEAL_BYTES];
	int64_t seq = last->seq + 1;
	bool known;

	if (seq < 1 || seq > CHAIN_LAST ||
	    !head_of(last, seq, fields, n, bytes)) {
		log_error(
		    "audit chain", "row %lld cannot be sealed", (long long)seq);
		return false;
	}
	pthread_mutex_lock(&c->lock);
	known = latest_to(c, seq / CHAIN_EPOCH);
	if (known)
		mac_of(c->latest, bytes, bytes + CHAIN_HEAD);
	pthread_mutex_unlock(&c->lock);
	if (!known) {
		log_error("audit chain", "the link key of row %lld is gone",
		    (long long)seq);
		return false;
	}
	sodium_bin2base64(seal, CHAIN_SEAL, bytes, SEAL_BYTES, BASE64);
	memcpy(last->head, bytes, CHAIN_HEAD);
	last->seq = seq;
	return true;
}

/* Another process may have been here: a newer file is never made older. */
static bool
link_replace(struct chain *c, struct chain_key *stored, int64_t epoch)
{
	char *line;
	int front;
	bool written;

	if (!chain_key_load(c->folder, CHAIN_KEY_LINK, stored))
		return false;
	if (stored->epoch >= epoch)
		return true;
	*stored = *c->base;
	chain_key_forward(stored, epoch);
	line = sodium_malloc(LINK_TEXT);
	if (!line) {
		log_error("audit chain", "no memory");
		return false;
	}
	front = snprintf(line, LINK_TEXT, "%lld ", (long long)epoch);
	sodium_bin2hex(
	    line + front, LINK_TEXT - (size_t)front, stored->bytes, CHAIN_KEY);
	written = chain_key_replace(c->folder, CHAIN_KEY_LINK, line);
	sodium_free(line);
	return written;
}

static bool
base_to(struct chain *c, int64_t epoch)
{
	struct chain_key *stored = chain_key_new();
	bool replaced = false;

	if (!stored)
		return false;
	if (flock(c->folder, LOCK_EX)) {
		log_error("audit chain", "flock: %s", strerror(errno));
	} else {
		replaced = link_replace(c, stored, epoch);
		if (flock(c->folder, LOCK_UN))
			log_error("audit chain", "flock: %s", strerror(errno));
	}
	if (replaced) {
		pthread_mutex_lock(&c->lock);
		*c->base = *stored;
		if (c->latest->epoch < c->base->epoch)
			*c->latest = *c->base;
		pthread_mutex_unlock(&c->lock);
	}
	sodium_free(stored);
	return replaced;
}

/* Sealing goes on while the disk is waited for: base changes only here. */
bool
chain_forget(struct chain *c, int64_t seq)
{
	int64_t epoch = seq / CHAIN_EPOCH;
	bool done = true;

	if (seq > CHAIN_LAST)
		return false;
	pthread_mutex_lock(&c->forgetting);
	if (epoch > c->base->epoch)
		done = base_to(c, epoch);
	pthread_mutex_unlock(&c->forgetting);
	return done;
}

bool
chain_check_open(struct chain_check *c, const char *key)
{
	*c = (struct chain_check){ 0 };
	if (!key)
		return true;
	c->key = chain_key_new();
	if (c->key && chain_key_load(AT_FDCWD, key, c->key))
		return true;
	chain_check_close(c);
	return false;
}

void
chain_check_close(struct chain_check *c)
{
	sodium_free(c->key);
	c->key = NULL;
}

static enum chain_fault
seal_check(struct chain_check *c, const uint8_t sealed[SEAL_BYTES])
{
	int64_t epoch = c->last.seq / CHAIN_EPOCH;
	uint8_t mac[CHAIN_MAC];

	if (!c->key || epoch < c->key->epoch)
		return CHAIN_FINE;
	chain_key_forward(c->key, epoch);
	mac_of(c->key, sealed, mac);
	c->macs++;
	return sodium_memcmp(mac, sealed + CHAIN_HEAD, CHAIN_MAC)
		   ? CHAIN_BAD_MAC
		   : CHAIN_FINE;
}

enum chain_fault
chain_check_row(struct chain_check *c, int64_t seq, const char *const *fields,
    size_t n, const char *seal)
{
	uint8_t sealed[SEAL_BYTES], head[CHAIN_HEAD];
	struct link before = c->last;

	c->rows++;
	if (seq <= before.seq)
		return CHAIN_ORDER;
	if (seq > CHAIN_LAST)
		return CHAIN_GAP;
	c->last.seq = seq;
	if (!head_of(&before, seq, fields, n, head))
		return CHAIN_BAD_HEAD;
	if (!seal_read(seal, sealed)) {
		memcpy(c->last.head, head, CHAIN_HEAD);
		return seq == before.seq + 1 ? CHAIN_BAD_HEAD : CHAIN_GAP;
	}
	memcpy(c->last.head, sealed, CHAIN_HEAD);
	if (seq != before.seq + 1)
		return CHAIN_GAP;
	if (memcmp(head, sealed, CHAIN_HEAD) != 0)
		return CHAIN_BAD_HEAD;
	return seal_check(c, sealed);
}
