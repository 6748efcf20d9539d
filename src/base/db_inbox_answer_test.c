#include "base/db_inbox_answer.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/json.h"
#include "tests/kit.h"

static const char now[] = "2026-04-01T03:00:00Z";

enum { THREADS = 8, EACH = 25, MANY = 200, PAGE = 4096 };

struct box {
	struct arena *mem;
	char dir[40];
	const char *path, *key;
	struct seal_keys *keys;
	struct inbox *in;
	struct inbox_answer *all;
	size_t n;
};

static void
begin(struct box *b)
{
	*b = (struct box){ .mem = arena_new(),
		.dir = "/tmp/tsunagu-answers-XXXXXX" };
	EXPECT(crypto_start() && mkdtemp(b->dir));
	b->path = arena_fmt(b->mem, "%s/inbox.db", b->dir);
	b->keys = seal_open(b->dir, true);
	b->in = inbox_open(b->path);
	EXPECT(b->keys && b->in);
	b->key = inbox_key(b->mem, b->keys);
}

static bool
all_of_them(void *ctx, const char *key, const char *day)
{
	(void)ctx;
	EXPECT(strlen(key) == 32 && strlen(day) == 10);
	return true;
}

static void
fetch(struct box *b)
{
	EXPECT(inbox_answers(b->mem, b->path, b->keys, all_of_them, NULL,
	    &b->all, &b->n) == OK);
}

static enum result
put(struct box *b, const char *text)
{
	return inbox_answer_put(b->in, b->mem, b->key, text, now);
}

static void
end(struct box *b)
{
	inbox_close(b->in);
	seal_close(b->keys);
	EXPECT(unlink(b->path) == 0);
	EXPECT(unlink(arena_fmt(b->mem, "%s/fields.key", b->dir)) == 0);
	/* No journal was left, which would tell what was written last. */
	EXPECT(rmdir(b->dir) == 0);
	arena_free(b->mem);
}

UNIT(answers_come_back_whole_with_their_day_alone)
{
	struct box b;
	const char *bytes;
	struct pairs said;
	const char *why;
	size_t n;

	begin(&b);
	fetch(&b);
	EXPECT(b.n == 0);
	EXPECT(put(&b, "{\"q1\":\"こたえ\"}") == OK);
	EXPECT(put(&b, "{\"q1\":\"こたえ\"}") == OK);
	fetch(&b);
	EXPECT(b.n == 2 && strcmp(b.all[0].day, "2026-04-01") == 0);
	EXPECT(strlen(b.all[0].text) == ANSWER_BYTES);
	EXPECT(json_read(b.mem, b.all[0].text, ANSWER_BYTES, &said, &why) ==
	    OK && strcmp(pairs_get(&said, "q1"), "こたえ") == 0);
	bytes = file_bytes(b.mem, b.path, &n);
	EXPECT(bytes && !memmem(bytes, n, "こたえ", strlen("こたえ")));
	EXPECT(!memmem(bytes, n, "03:00", 5));
	end(&b);
}

UNIT(answers_too_long_or_for_nobody_are_refused)
{
	struct box b;

	begin(&b);
	EXPECT(put(&b, arena_fmt(b.mem, "%0*d", ANSWER_BYTES, 1)) == OK);
	EXPECT(put(&b, arena_fmt(b.mem, "%0*d", ANSWER_BYTES + 1, 1)) ==
	    INVALID);
	EXPECT(inbox_answer_put(b.in, b.mem, "", "x", now) == INVALID);
	end(&b);
}

UNIT(answers_of_long_ago_are_let_go)
{
	struct box b;

	begin(&b);
	EXPECT(put(&b, "{}") == OK);
	EXPECT(inbox_answer_put(b.in, b.mem, b.key, "{}",
	    "2026-05-01T03:00:00Z") == OK);
	fetch(&b);
	EXPECT(b.n == 2);
	EXPECT(inbox_answer_put(b.in, b.mem, b.key, "{}",
	    "2026-05-02T03:00:00Z") == OK);
	fetch(&b);
	EXPECT(b.n == 2);
	end(&b);
}

struct writer {
	struct box *b;
	pthread_t id;
	int number;
};

static void *
write_some(void *arg)
{
	struct writer *w = arg;
	struct arena *mem = arena_new();

	for (int i = 0; i < EACH; i++)
		EXPECT(inbox_answer_put(w->b->in, mem, w->b->key, arena_fmt(mem,
		    "{\"q\":\"%d-%d\"}", w->number, i), now) == OK);
	arena_free(mem);
	return NULL;
}

UNIT(answers_of_many_at_once_are_all_there)
{
	struct writer writers[THREADS];
	struct box b;
	size_t met = 0;

	begin(&b);
	for (int i = 0; i < THREADS; i++) {
		writers[i] = (struct writer){ .b = &b, .number = i };
		EXPECT(pthread_create(&writers[i].id, NULL, write_some,
		    &writers[i]) == 0);
	}
	for (int i = 0; i < THREADS; i++)
		EXPECT(pthread_join(writers[i].id, NULL) == 0);
	fetch(&b);
	EXPECT(b.n == (size_t)THREADS * EACH);
	for (int i = 0; i < THREADS * EACH; i++) {
		const char *is = arena_fmt(b.mem, "{\"q\":\"%d-%d\"}", i / EACH,
		    i % EACH);

		for (size_t k = 0; k < b.n; k++)
			met += strncmp(b.all[k].text, is, strlen(is)) == 0;
	}
	EXPECT(met == (size_t)THREADS * EACH);
	end(&b);
}

/* Of those an hour may bring, and those the file may hold. */
UNIT(answers_of_a_flood_are_refused_and_the_next_hour_is_open_again)
{
	struct box b;
	int n = 0;

	begin(&b);
	while (n <= ANSWER_AN_HOUR && put(&b, "{}") == OK)
		n++;
	EXPECT(n == ANSWER_AN_HOUR);
	EXPECT(inbox_answer_put(b.in, b.mem, b.key, "{}",
	    "2026-04-01T04:00:00Z") == OK);
	end(&b);
}

/* Between -1 and 1: how far what lies further behind came later. */
static double
kendall(const long *place, int n)
{
	long agree = 0;

	for (int i = 0; i < n; i++) {
		for (int k = i + 1; k < n; k++)
			agree += place[k] > place[i] ? 1 : -1;
	}
	return 2.0 * (double)agree / ((double)n * (n - 1));
}

/* Which page of the file was written first, of those behind the head; *n: how
 * many were. */
static long
changed_page(const char *before, const char *after, size_t size, int *n)
{
	long first = -1;

	*n = 0;
	for (size_t at = PAGE; at + PAGE <= size; at += PAGE) {
		if (memcmp(before + at, after + at, PAGE) == 0)
			continue;
		if (first < 0)
			first = (long)(at / PAGE);
		++*n;
	}
	return first;
}

/* Slots are there before the answers, so where one lies is not when it came. */
UNIT(answers_lie_in_the_file_where_chance_put_them)
{
	long place[MANY];
	struct arena *was = arena_new(), *is = arena_new(), *swap;
	const char *before, *after;
	struct box b;
	size_t size, now_size;
	double tau;
	int pages;

	begin(&b);
	EXPECT(put(&b, "{}") == OK);
	before = file_bytes(was, b.path, &size);
	for (int i = 0; i < MANY; i++) {
		EXPECT(put(&b, "{}") == OK);
		after = file_bytes(is, b.path, &now_size);
		EXPECT(after && now_size == size);
		place[i] = changed_page(before, after, size, &pages);
		EXPECT(place[i] > 0 && pages <= 4);
		arena_reset(was);
		swap = was;
		was = is;
		is = swap;
		before = after;
	}
	tau = kendall(place, MANY);
	EXPECT(tau > -0.2 && tau < 0.2);
	arena_free(was);
	arena_free(is);
	end(&b);
}
