#include "base/crypto.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "tests/kit.h"

enum { THREADS = 4, EACH = 5000, UUID = 36 };

struct maker {
	pthread_t id;
	struct arena *mem;
	const char *made[EACH];
};

static void *
make(void *arg)
{
	struct maker *m = arg;

	for (size_t i = 0; i < EACH; i++)
		m->made[i] = crypto_uuid(m->mem);
	return NULL;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

UNIT(uuid_is_version_7_and_sorts_by_time)
{
	struct arena *mem = arena_new();
	const char *before = crypto_uuid(mem);

	EXPECT(crypto_start());
	for (size_t i = 0; i < EACH; i++) {
		const char *next = crypto_uuid(mem);

		EXPECT(strlen(next) == UUID && strcmp(before, next) < 0);
		EXPECT(next[8] == '-' && next[13] == '-' && next[14] == '7');
		EXPECT(next[18] == '-' && strchr("89ab", next[19]));
		EXPECT(next[23] == '-');
		before = next;
	}
	arena_free(mem);
}

UNIT(uuids_of_many_threads_are_all_different)
{
	struct maker *m = calloc(THREADS, sizeof(*m));
	struct arena *mem = arena_new();
	const char **all = arena_array(mem, THREADS * EACH, sizeof(*all));
	size_t n = 0;

	EXPECT(crypto_start() && m);
	for (size_t i = 0; i < THREADS; i++) {
		m[i].mem = arena_new();
		EXPECT(pthread_create(&m[i].id, NULL, make, &m[i]) == 0);
	}
	for (size_t i = 0; i < THREADS; i++) {
		pthread_join(m[i].id, NULL);
		for (size_t k = 0; k < EACH; k++)
			all[n++] = m[i].made[k];
		for (size_t k = 1; k < EACH; k++)
			EXPECT(strcmp(m[i].made[k - 1], m[i].made[k]) < 0);
	}
	qsort(all, n, sizeof(*all), compare);
	for (size_t k = 1; k < n; k++)
		EXPECT(memcmp(all[k - 1], all[k], 18) != 0);
	for (size_t i = 0; i < THREADS; i++)
		arena_free(m[i].mem);
	arena_free(mem);
	free(m);
}

UNIT(token_is_base64url_of_its_length)
{
	struct arena *mem = arena_new();
	const char *a = crypto_token(mem, 32), *b = crypto_token(mem, 32);

	EXPECT(strlen(a) == 43 && strlen(b) == 43 && strcmp(a, b) != 0);
	EXPECT(strspn(a, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			 "0123456789-_") == 43);
	arena_free(mem);
}

UNIT(digest_is_blake2b_of_256_bits)
{
	struct arena *mem = arena_new();

	EXPECT(strcmp(crypto_digest(mem, "", 0),
		   "0e5751c026e543b2e8ab2eb06099daa1"
		   "d1e5df47778f7787faab45cdf12fe3a8") == 0);
	EXPECT(strcmp(crypto_digest(mem, "abc", 3),
		   "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d"
		   "52319") == 0);
	EXPECT(crypto_same("abc", "abc") && !crypto_same("abc", "abd"));
	EXPECT(!crypto_same("abc", "abcd") && crypto_same("", ""));
	arena_free(mem);
}

UNIT(password_fits_only_itself)
{
	struct arena *mem = arena_new();
	const char *stored = crypto_password(mem, "青い-うみ");

	EXPECT(strncmp(stored, "$argon2id$v=19$m=65536,t=5,p=1$", 31) == 0);
	EXPECT(crypto_password_fits(stored, "青い-うみ"));
	EXPECT(!crypto_password_fits(stored, "青い-うみ "));
	EXPECT(!crypto_password_fits("", "x"));
	EXPECT(!crypto_password_fits("$argon2id$broken", "x"));
	arena_free(mem);
}

struct guest {
	pthread_t id;
	const char *stored;
	bool fits;
};

static void *
enter(void *arg)
{
	struct guest *g = arg;

	g->fits = crypto_password_fits(g->stored, "k");
	return NULL;
}

UNIT(more_passwords_than_fit_at_once_wait_their_turn)
{
	struct arena *mem = arena_new();
	const char *stored = crypto_password(mem, "k");
	struct guest guests[6];

	for (size_t i = 0; i < COUNT(guests); i++) {
		guests[i] = (struct guest){ .stored = stored };
		EXPECT(pthread_create(&guests[i].id, NULL, enter, &guests[i]) ==
		       0);
	}
	for (size_t i = 0; i < COUNT(guests); i++) {
		pthread_join(guests[i].id, NULL);
		EXPECT(guests[i].fits);
	}
	arena_free(mem);
}

UNIT(readable_password_has_no_look_alikes)
{
	struct arena *mem = arena_new();
	const char *a = crypto_readable(mem);

	EXPECT(strlen(a) == 19 && strcmp(a, crypto_readable(mem)) != 0);
	EXPECT(strspn(a, "23456789abcdefghjkmnpqrstuvwxyz-") == 19);
	EXPECT(a[4] == '-' && a[9] == '-' && a[14] == '-');
	arena_free(mem);
}

/* RFC 4231, test case 2. */
UNIT(hmac_is_that_of_the_standard)
{
	struct arena *mem = arena_new();

	EXPECT(strcmp(crypto_hmac(mem, "Jefe", "what do ya want for nothing?"),
	    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
	    == 0);
	EXPECT(strcmp(crypto_hmac(mem, "a", "x"), crypto_hmac(mem, "b", "x")));
	arena_free(mem);
}

UNIT(chance_does_not_sort_by_when_it_was_made)
{
	struct arena *mem = arena_new();
	int risen = 0;

	for (int i = 0; i < 1000; i++)
		risen += strcmp(crypto_chance(mem), crypto_chance(mem)) < 0;
	EXPECT(strlen(crypto_chance(mem)) == 32);
	EXPECT(risen > 400 && risen < 600);
	arena_free(mem);
}
