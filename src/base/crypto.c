#include "base/crypto.h"

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	HASH_BYTES = 32, CHANCE_BYTES = 16,
	PASSES = 5,
	MEMORY = 64 * 1024 * 1024,
	PASSWORDS_AT_ONCE = 4
};

bool
crypto_start(void)
{
	return sodium_init() >= 0;
}

/*
 * Milliseconds in the upper 48 bits as RFC 9562 wants them, below them the
 * place inside the millisecond: two calls never give the same, later is more.
 */
static uint64_t
stamp_next(void)
{
	static _Atomic uint64_t last;
	struct timespec now;
	uint64_t stamp, before = atomic_load(&last);

	clock_gettime(CLOCK_REALTIME, &now);
	stamp = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
	stamp = stamp << 12 | (uint64_t)now.tv_nsec % 1000000 * 4096 / 1000000;
	do {
		if (stamp <= before)
			stamp = before + 1;
	} while (!atomic_compare_exchange_weak(&last, &before, stamp));
	return stamp;
}

const char *
crypto_uuid(struct arena *mem)
{
	uint64_t stamp = stamp_next(), tail;

	randombytes_buf(&tail, sizeof(tail));
	return arena_fmt(mem, "%08llx-%04llx-7%03llx-%04llx-%012llx",
	    (unsigned long long)(stamp >> 28),
	    (unsigned long long)(stamp >> 12 & 0xffff),
	    (unsigned long long)(stamp & 0xfff),
	    (unsigned long long)(tail >> 48 & 0x3fff) | 0x8000,
	    (unsigned long long)(tail & 0xffffffffffff));
}

const char *
crypto_token(struct arena *mem, size_t n)
{
	const int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
	size_t size = sodium_base64_encoded_len(n, variant);
	unsigned char *bytes = arena_take(mem, n);
	char *text = arena_take(mem, size);

	randombytes_buf(bytes, n);
	return sodium_bin2base64(text, size, bytes, n, variant);
}

const char *
crypto_digest(struct arena *mem, const char *s, size_t n)
{
	unsigned char hash[HASH_BYTES];
	char *text = arena_take(mem, sizeof(hash) * 2 + 1);

	crypto_generichash(
	    hash, sizeof(hash), (const unsigned char *)s, n, NULL, 0);
	return sodium_bin2hex(text, sizeof(hash) * 2 + 1, hash, sizeof(hash));
}

const char *
crypto_hmac(struct arena *mem, const char *key, const char *text)
{
	unsigned char mac[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;
	char *hex = arena_take(mem, sizeof(mac) * 2 + 1);

	crypto_auth_hmacsha256_init(&state, (const unsigned char *)key,
	    strlen(key));
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)text,
	    strlen(text));
	crypto_auth_hmacsha256_final(&state, mac);
	sodium_memzero(&state, sizeof(state));
	return sodium_bin2hex(hex, sizeof(mac) * 2 + 1, mac, sizeof(mac));
}

const char *
crypto_chance(struct arena *mem)
{
	unsigned char bytes[CHANCE_BYTES];
	char *hex = arena_take(mem, sizeof(bytes) * 2 + 1);

	randombytes_buf(bytes, sizeof(bytes));
	return sodium_bin2hex(hex, sizeof(bytes) * 2 + 1, bytes,
	    sizeof(bytes));
}

bool
crypto_same(const char *a, const char *b)
{
	size_t n = strlen(a);

	return strlen(b) == n && sodium_memcmp(a, b, n) == 0;
}

/* 64 MiB each: more at once could take the memory of a small machine. */
static void
password_turn(bool enter)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static pthread_cond_t left = PTHREAD_COND_INITIALIZER;
	static unsigned inside;

	pthread_mutex_lock(&lock);
	while (enter && inside == PASSWORDS_AT_ONCE)
		pthread_cond_wait(&left, &lock);
	if (enter) {
		inside++;
	} else {
		inside--;
		pthread_cond_signal(&left);
	}
	pthread_mutex_unlock(&lock);
}

const char *
crypto_password(struct arena *mem, const char *password)
{
	char *stored = arena_take(mem, crypto_pwhash_STRBYTES);
	int failed;

	password_turn(true);
	failed = crypto_pwhash_str_alg(stored, password, strlen(password),
	    PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13);
	password_turn(false);
	if (failed) {
		fputs("out of memory\n", stderr);
		abort();
	}
	return stored;
}

bool
crypto_password_fits(const char *stored, const char *password)
{
	int failed;

	password_turn(true);
	failed = crypto_pwhash_str_verify(stored, password, strlen(password));
	password_turn(false);
	return !failed;
}

bool
crypto_password_is_old(const char *stored)
{
	return crypto_pwhash_str_needs_rehash(stored, PASSES, MEMORY) != 0;
}

const char *
crypto_readable(struct arena *mem)
{
	static const char plain[] = "23456789abcdefghjkmnpqrstuvwxyz";
	char *text = arena_take(mem, 20);

	for (size_t i = 0; i < 19; i++) {
		text[i] = i % 5 == 4
			      ? '-'
			      : plain[randombytes_uniform(sizeof(plain) - 1)];
	}
	return text;
}
