#include <stdlib.h>
#include <string.h>

#include "base/db_inbox_private.h"

/* How often some words were told: by their keyed digest, in memory alone. */

enum { MOST_WORDS = 4096, DAY = 10 };

struct told {
	unsigned char hash[crypto_generichash_BYTES_MIN];
	unsigned times;
};

struct inbox_times {
	char day[DAY + 1];
	size_t n;
	struct told at[MOST_WORDS];
};

void
inbox_times_free(struct inbox_times *t)
{
	free(t);
}

static unsigned
count(struct inbox_times *t, const unsigned char *hash)
{
	for (size_t i = 0; i < t->n; i++) {
		if (sodium_memcmp(t->at[i].hash, hash,
		    sizeof(t->at[i].hash)) == 0)
			return ++t->at[i].times;
	}
	if (t->n == MOST_WORDS)
		t->n = 0;
	memcpy(t->at[t->n].hash, hash, sizeof(t->at[t->n].hash));
	return t->at[t->n++].times = 1;
}

unsigned
inbox_times(struct inbox *in, const char *words, const char *day)
{
	unsigned char hash[crypto_generichash_BYTES_MIN];
	struct inbox_times *t;
	unsigned n;

	crypto_generichash(hash, sizeof(hash), (const unsigned char *)words,
	    strlen(words), in->known, sizeof(in->known));
	pthread_mutex_lock(&in->times_lock);
	if (!in->times && !(in->times = calloc(1, sizeof(*in->times))))
		abort();
	t = in->times;
	if (strncmp(t->day, day, DAY) != 0) {
		memcpy(t->day, day, DAY);
		t->n = 0;
	}
	n = count(t, hash);
	pthread_mutex_unlock(&in->times_lock);
	return n;
}
