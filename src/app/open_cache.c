#include "app/open_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { PLACES = OPEN_CACHE_ANSWERS * 2 };

/* One piece of memory each: the struct, headers and all texts. */
struct kept {
	struct http_answer answer;
	const char *address;
};

struct open_cache {
	pthread_rwlock_t lock;
	struct kept *at[PLACES];
	size_t n, bytes;
	char day[16];
};

struct open_cache *
open_cache_new(void)
{
	struct open_cache *c = calloc(1, sizeof(*c));

	if (!c || pthread_rwlock_init(&c->lock, NULL))
		abort();
	return c;
}

static void
forget(struct open_cache *c)
{
	for (size_t i = 0; i < PLACES; i++) {
		free(c->at[i]);
		c->at[i] = NULL;
	}
	c->n = c->bytes = 0;
}

void
open_cache_free(struct open_cache *c)
{
	if (!c)
		return;
	forget(c);
	pthread_rwlock_destroy(&c->lock);
	free(c);
}

/* Where it lies, or where it would: there is always an empty place. */
static struct kept **
find(struct open_cache *c, const char *address)
{
	size_t h = 14695981039346656037u;

	for (const char *s = address; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	for (h %= PLACES; c->at[h]; h = (h + 1) % PLACES) {
		if (strcmp(c->at[h]->address, address) == 0)
			break;
	}
	return &c->at[h];
}

static struct http_answer
copied(struct arena *mem, const struct http_answer *from)
{
	struct http_answer to = *from;

	to.headers.at = arena_array(mem, from->headers.n + 1,
	    sizeof(*to.headers.at));
	for (size_t i = 0; i < from->headers.n; i++)
		to.headers.at[i] = (struct pair){
			arena_text(mem, from->headers.at[i].name),
			arena_text(mem, from->headers.at[i].value) };
	to.type = arena_text(mem, from->type);
	to.body = arena_bytes(mem, from->body, from->nbody);
	return to;
}

bool
open_cache_get(struct open_cache *c, struct arena *mem, const char *day,
    const char *address, struct http_answer *out)
{
	struct kept *k = NULL;

	pthread_rwlock_rdlock(&c->lock);
	if (strcmp(c->day, day) == 0)
		k = *find(c, address);
	if (k)
		*out = copied(mem, &k->answer);
	pthread_rwlock_unlock(&c->lock);
	return k != NULL;
}

static size_t
size_of(const char *address, const struct http_answer *a)
{
	size_t size = sizeof(struct kept) + a->headers.n *
	    sizeof(struct pair) + strlen(address) + strlen(a->type) +
	    a->nbody + 3;

	for (size_t i = 0; i < a->headers.n; i++)
		size += strlen(a->headers.at[i].name) +
		    strlen(a->headers.at[i].value) + 2;
	return size;
}

/* Puts n bytes and a NUL at *to, which it moves on. */
static const char *
pack(char **to, const char *s, size_t n)
{
	char *at = *to;

	if (n)
		memcpy(at, s, n);
	at[n] = '\0';
	*to += n + 1;
	return at;
}

static struct kept *
keep(const char *address, const struct http_answer *a, size_t size)
{
	struct kept *k = malloc(size);
	struct pair *headers;
	char *to;

	if (!k)
		abort();
	k->answer = *a;
	k->answer.headers.at = headers = (struct pair *)(k + 1);
	to = (char *)(headers + a->headers.n);
	k->address = pack(&to, address, strlen(address));
	k->answer.type = pack(&to, a->type, strlen(a->type));
	k->answer.body = pack(&to, a->body, a->nbody);
	for (size_t i = 0; i < a->headers.n; i++) {
		const struct pair *h = &a->headers.at[i];

		headers[i].name = pack(&to, h->name, strlen(h->name));
		headers[i].value = pack(&to, h->value, strlen(h->value));
	}
	return k;
}

void
open_cache_put(struct open_cache *c, const char *day, const char *address,
    const struct http_answer *answer)
{
	size_t size = size_of(address, answer);
	struct kept **place;

	if (strlen(day) >= sizeof(c->day) || size > OPEN_CACHE_ANSWER_BYTES)
		return;
	pthread_rwlock_wrlock(&c->lock);
	if (strcmp(c->day, day) != 0 || c->n == OPEN_CACHE_ANSWERS ||
	    c->bytes + size > OPEN_CACHE_BYTES)
		forget(c);
	memcpy(c->day, day, strlen(day) + 1);
	place = find(c, address);
	if (!*place) {
		*place = keep(address, answer, size);
		c->n++;
		c->bytes += size;
	}
	pthread_rwlock_unlock(&c->lock);
}
