#include "base/chain.h"

#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/chain_key.h"
#include "tests/kit.h"

enum { FIELDS = 5, MOST = 260, SECONDS = 5 };

#if defined(__SANITIZE_ADDRESS__)
enum { MANY = 50000 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { MANY = 50000 };
#else
enum { MANY = 1000000 };
#endif
#else
enum { MANY = 1000000 };
#endif

/* 00 01 02 ... 1f, as the known seals below were made with. */
#define START \
	"000102030405060708090a0b0c0d0e0f" \
	"101112131415161718191a1b1c1d1e1f"

struct row {
	int64_t seq;
	const char *fields[FIELDS];
	char seal[CHAIN_SEAL];
};

struct book {
	struct arena *mem;
	const char *dir, *start, *link;
	struct chain *chain;
	struct link last;
	struct row rows[MOST];
	size_t n;
};

static const char *const opened[FIELDS] = { "2026-04-01T03:00:00Z",
	"hana_nurse", NULL, "", "開く" };

static void
file_put(const char *path, const char *text)
{
	FILE *f;

	unlink(path);
	f = fopen(path, "w");
	EXPECT(f && fputs(text, f) >= 0 && fclose(f) == 0);
	EXPECT(chmod(path, 0600) == 0);
}

static void
book_add(struct book *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct row *row = &b->rows[b->n++];

		memcpy(row->fields, opened, sizeof(opened));
		EXPECT(chain_append(
		    b->chain, &b->last, row->fields, FIELDS, row->seal));
		row->seq = b->last.seq;
	}
}

static struct book *
book_new(size_t n)
{
	struct arena *mem = arena_new();
	struct book *b = arena_take(mem, sizeof(*b));
	char *dir = arena_text(mem, "/tmp/tsunagu-chain.XXXXXX");

	b->mem = mem;
	EXPECT(mkdtemp(dir) != NULL);
	b->dir = dir;
	b->start = arena_fmt(mem, "%s/" CHAIN_KEY_START, dir);
	b->link = arena_fmt(mem, "%s/" CHAIN_KEY_LINK, dir);
	file_put(b->start, START "\n");
	file_put(b->link, "0 " START "\n");
	b->chain = chain_open(dir);
	EXPECT(b->chain != NULL);
	book_add(b, n);
	return b;
}

static void
book_free(struct book *b)
{
	chain_close(b->chain);
	unlink(b->start);
	unlink(b->link);
	EXPECT(rmdir(b->dir) == 0);
	arena_free(b->mem);
}

/* What is first found wrong, and in which row. */
static enum chain_fault
first_fault(const struct book *b, const char *key, int64_t *seq)
{
	enum chain_fault fault = CHAIN_FINE;
	struct chain_check c;

	EXPECT(chain_check_open(&c, key));
	for (size_t i = 0; i < b->n && !fault; i++) {
		*seq = b->rows[i].seq;
		fault = chain_check_row(
		    &c, *seq, b->rows[i].fields, FIELDS, b->rows[i].seal);
	}
	chain_check_close(&c);
	return fault;
}

UNIT(a_seal_is_what_another_program_reckons)
{
	struct book *b = book_new(201);

	EXPECT(
	    strcmp(b->rows[0].seal, "GPM_j7SVVk3qges-8GlZC3URbfiRfBqA"
				    "_NSt8wXwSQwxjLRCJ4F0mNn43FTjF1b1") == 0);
	EXPECT(
	    strcmp(b->rows[98].seal, "7_u1Hnp0TmFfD5qXFxJpRqz2gq9k-LKK"
				     "4H4XTLDSWnQDeJ-GdMi0uA6eykIqFaTp") == 0);
	EXPECT(
	    strcmp(b->rows[99].seal, "YIZS37nyAAqtLEKWgkfZmn4b0PDFbT_X"
				     "T7jwqQkoGYnQE8AFfi7BI9N-PNfLHwEa") == 0);
	EXPECT(
	    strcmp(b->rows[199].seal, "FdjhijYUkGw9VvRjNz8Mew0Xxv-Skl0S"
				      "FRCNwdvEnU0veTKLdLqWu5WuFZ7lEcER") == 0);
	EXPECT(
	    strcmp(b->rows[200].seal, "hJ8KCNf7F53r5ZGpIUjDtIkrUXdosDnZ"
				      "S84coJ2fApG0LDeF9-8YFa-vjMJwjS00") == 0);
	book_free(b);
}

UNIT(an_untouched_log_is_fine_with_and_without_keys)
{
	struct book *b = book_new(250);
	struct chain_check c;
	int64_t seq;

	EXPECT(first_fault(b, b->start, &seq) == CHAIN_FINE && seq == 250);
	EXPECT(first_fault(b, NULL, &seq) == CHAIN_FINE && seq == 250);
	EXPECT(chain_forget(b->chain, 250));
	EXPECT(chain_check_open(&c, b->link));
	for (size_t i = 0; i < b->n; i++)
		EXPECT(!chain_check_row(&c, b->rows[i].seq, b->rows[i].fields,
		    FIELDS, b->rows[i].seal));
	EXPECT(c.rows == 250 && c.macs == 51);
	chain_check_close(&c);
	book_free(b);
}

/* Every bit of the text once the other way: found each time? */
static void
flip_all(struct book *b, struct row *row, const char **text)
{
	const char *right = *text;
	size_t n = strlen(right);
	int64_t seq;

	for (size_t bit = 0; bit < n * 8; bit++) {
		char *bent = arena_text(b->mem, right);

		bent[bit / 8] = (char)(bent[bit / 8] ^ 1 << bit % 8);
		*text = bent;
		EXPECT(first_fault(b, b->start, &seq) != CHAIN_FINE);
		EXPECT(seq == row->seq);
	}
	*text = right;
}

UNIT(every_flipped_bit_is_found_in_its_row)
{
	struct book *b = book_new(3);
	struct row *row = &b->rows[1];
	int64_t seq;

	for (size_t i = 0; i < FIELDS; i++) {
		if (row->fields[i])
			flip_all(b, row, &row->fields[i]);
	}
	for (size_t bit = 0; bit < (CHAIN_SEAL - 1) * 8; bit++) {
		char *c = &row->seal[bit / 8], mask = (char)(1 << bit % 8);

		*c = (char)(*c ^ mask);
		EXPECT(first_fault(b, b->start, &seq) != CHAIN_FINE);
		EXPECT(seq == 2);
		*c = (char)(*c ^ mask);
	}
	for (int bit = 0; bit < 62; bit++) {
		row->seq ^= INT64_C(1) << bit;
		EXPECT(first_fault(b, b->start, &seq) >= CHAIN_GAP);
		row->seq ^= INT64_C(1) << bit;
	}
	EXPECT(first_fault(b, b->start, &seq) == CHAIN_FINE);
	book_free(b);
}

UNIT(bytes_moved_between_fields_are_found)
{
	struct book *b = book_new(3);
	const char **f = b->rows[1].fields;
	int64_t seq;

	f[2] = "";
	EXPECT(first_fault(b, NULL, &seq) == CHAIN_BAD_HEAD && seq == 2);
	f[2] = NULL;
	f[3] = NULL;
	EXPECT(first_fault(b, NULL, &seq) == CHAIN_BAD_HEAD && seq == 2);
	f[3] = "e";
	f[1] = "hana_nurs";
	EXPECT(first_fault(b, NULL, &seq) == CHAIN_BAD_HEAD && seq == 2);
	book_free(b);
}

static void
swap(struct row *a, struct row *b)
{
	struct row kept = *a;

	*a = *b;
	*b = kept;
}

static void
remove_row(struct book *b, size_t at)
{
	b->n--;
	for (size_t i = at; i < b->n; i++)
		b->rows[i] = b->rows[i + 1];
}

UNIT(rows_swapped_deleted_or_put_in_are_found)
{
	struct book *b = book_new(20);
	int64_t seq;

	swap(&b->rows[8], &b->rows[9]);
	EXPECT(first_fault(b, NULL, &seq) == CHAIN_GAP && seq == 10);
	b->rows[8].seq = 9;
	b->rows[9].seq = 10;
	EXPECT(first_fault(b, NULL, &seq) == CHAIN_BAD_HEAD && seq == 9);
	b->rows[8].seq = 10;
	b->rows[9].seq = 9;
	swap(&b->rows[8], &b->rows[9]);
	EXPECT(first_fault(b, b->start, &seq) == CHAIN_FINE);

	remove_row(b, 4);
	EXPECT(first_fault(b, NULL, &seq) == CHAIN_GAP && seq == 6);
	for (size_t i = 4; i < b->n; i++)
		b->rows[i].seq--;
	EXPECT(first_fault(b, NULL, &seq) == CHAIN_BAD_HEAD && seq == 5);
	remove_row(b, 0);
	EXPECT(first_fault(b, NULL, &seq) == CHAIN_GAP && seq == 2);
	book_free(b);

	b = book_new(20);
	for (size_t i = b->n++; i > 10; i--)
		b->rows[i] = b->rows[i - 1];
	EXPECT(first_fault(b, NULL, &seq) == CHAIN_ORDER && seq == 11);
	for (size_t i = 10; i < b->n; i++)
		b->rows[i].seq = (int64_t)i + 1;
	EXPECT(first_fault(b, NULL, &seq) == CHAIN_BAD_HEAD && seq == 12);
	book_free(b);
}

UNIT(one_edit_is_told_once)
{
	struct book *b = book_new(30);
	struct chain_check c;
	int found = 0;

	b->rows[9].fields[1] = "taro_doctor";
	remove_row(b, 20);
	EXPECT(chain_check_open(&c, b->start));
	for (size_t i = 0; i < b->n; i++)
		found += chain_check_row(&c, b->rows[i].seq, b->rows[i].fields,
			     FIELDS, b->rows[i].seal) != CHAIN_FINE;
	EXPECT(found == 2);
	chain_check_close(&c);
	book_free(b);
}

/* As one would who can write rows, and read every file that is left. */
static void
seal_again(struct book *b, size_t from, const char *key)
{
	struct link last = { .seq = (int64_t)from };
	struct chain *forger;

	file_put(b->link, key);
	forger = chain_open(b->dir);
	EXPECT(forger != NULL);
	EXPECT(chain_head_of(b->rows[from - 1].seal, &last));
	for (size_t i = from; i < b->n; i++)
		EXPECT(chain_append(
		    forger, &last, b->rows[i].fields, FIELDS, b->rows[i].seal));
	chain_close(forger);
}

UNIT(an_edit_sealed_again_is_found_by_whoever_holds_the_first_key)
{
	struct book *b = book_new(250);
	size_t n;
	const char *stolen;
	int64_t seq;

	EXPECT(chain_forget(b->chain, 250));
	stolen = file_bytes(b->mem, b->link, &n);
	EXPECT(stolen && strncmp(stolen, "2 ", 2) == 0);
	b->rows[149].fields[1] = "taro_doctor";
	/* The key of epoch 2, said to be that of epoch 1. */
	seal_again(b, 149, arena_fmt(b->mem, "1 %s", stolen + 2));
	EXPECT(first_fault(b, NULL, &seq) == CHAIN_FINE);
	EXPECT(first_fault(b, b->start, &seq) == CHAIN_BAD_MAC && seq == 150);
	file_put(b->link, stolen);
	EXPECT(first_fault(b, b->link, &seq) == CHAIN_BAD_MAC && seq == 200);
	book_free(b);
}

UNIT(a_forgotten_key_is_in_no_file_and_seals_no_old_row)
{
	struct book *b = book_new(220);
	struct chain_key *key = chain_key_new();
	char *hex = arena_take(b->mem, 2 * CHAIN_KEY + 1), seal[CHAIN_SEAL];
	struct link old = { .seq = 149 };
	const char *stored;
	int64_t seq;
	size_t n;

	EXPECT(key && chain_key_load(AT_FDCWD, b->start, key));
	EXPECT(chain_forget(b->chain, 99));
	EXPECT(strstr(file_bytes(b->mem, b->link, &n), "0 " START));
	EXPECT(chain_forget(b->chain, 220));
	stored = file_bytes(b->mem, b->link, &n);
	for (int64_t epoch = 0; epoch < 4; epoch++) {
		chain_key_forward(key, epoch);
		sodium_bin2hex(hex, 2 * CHAIN_KEY + 1, key->bytes, CHAIN_KEY);
		EXPECT((strstr(stored, hex) != NULL) == (epoch == 2));
	}
	sodium_free(key);

	chain_close(b->chain);
	b->chain = chain_open(b->dir);
	EXPECT(b->chain != NULL);
	EXPECT(!chain_append(b->chain, &old, opened, FIELDS, seal));
	EXPECT(old.seq == 149 && sodium_is_zero(old.head, CHAIN_HEAD));
	book_add(b, 20);
	EXPECT(first_fault(b, b->start, &seq) == CHAIN_FINE && seq == 240);
	book_free(b);
}

UNIT(a_newer_link_key_is_never_made_older)
{
	struct book *b = book_new(1);
	struct chain *other = chain_open(b->dir);
	const char *newest;
	size_t n;

	EXPECT(other != NULL);
	EXPECT(chain_forget(other, 512));
	newest = file_bytes(b->mem, b->link, &n);
	EXPECT(strncmp(newest, "5 ", 2) == 0);
	EXPECT(chain_forget(b->chain, 300));
	EXPECT(strcmp(newest, file_bytes(b->mem, b->link, &n)) == 0);
	/* And the one that was behind knows it now. */
	b->last.seq = 497;
	EXPECT(
	    !chain_append(b->chain, &b->last, opened, FIELDS, b->rows[1].seal));
	b->last.seq = 500;
	EXPECT(
	    chain_append(b->chain, &b->last, opened, FIELDS, b->rows[1].seal));
	chain_close(other);
	book_free(b);
}

UNIT(a_rolled_back_epoch_can_be_sealed_until_it_is_forgotten)
{
	struct book *b = book_new(199);
	struct link before = b->last;
	char seal[CHAIN_SEAL];

	EXPECT(chain_append(b->chain, &b->last, opened, FIELDS, seal));
	before.seq = 98;
	EXPECT(chain_append(b->chain, &before, opened, FIELDS, seal));
	EXPECT(chain_forget(b->chain, 100));
	before.seq = 98;
	EXPECT(!chain_append(b->chain, &before, opened, FIELDS, seal));
	book_free(b);
}

UNIT(what_is_no_key_or_no_seal_is_refused)
{
	static const char *const no_keys[] = { "", "0 ", START "0\n",
		"-1 " START, " " START, "0  " START, "x " START,
		"1234567890123 " START, "0 " START " 1", "0 g" };
	struct book *b = book_new(1);
	struct link head;
	struct chain_check c;

	for (size_t i = 0; i < COUNT(no_keys); i++) {
		file_put(b->link, no_keys[i]);
		EXPECT(chain_open(b->dir) == NULL);
		EXPECT(!chain_check_open(&c, b->link));
	}
	file_put(b->link, "0 " START "\n");
	EXPECT(chmod(b->link, 0640) == 0);
	EXPECT(chain_open(b->dir) == NULL);
	EXPECT(chain_open("/nowhere/at/all") == NULL);
	EXPECT(!chain_head_of(NULL, &head) && !chain_head_of("", &head));
	EXPECT(chain_head_of(b->rows[0].seal, &head));
	EXPECT(memcmp(head.head, b->last.head, CHAIN_HEAD) == 0);
	b->rows[0].seal[63] = '=';
	EXPECT(!chain_head_of(b->rows[0].seal, &head));
	book_free(b);
}

static mode_t
mode_of(const char *dir, const char *name, struct arena *mem)
{
	struct stat about;

	EXPECT(stat(arena_fmt(mem, "%s/%s", dir, name), &about) == 0);
	return about.st_mode & 0777;
}

UNIT(keys_are_made_once_and_closed_to_others)
{
	static const char *const names[] = { CHAIN_KEY_START, CHAIN_KEY_LINK,
		CHAIN_KEY_SIGN, CHAIN_KEY_PUBLIC, CHAIN_KEY_POINTS };
	struct arena *mem = arena_new();
	char above[] = "/tmp/tsunagu-keys.XXXXXX";
	const char *dir, *start, *link;
	size_t n;

	EXPECT(mkdtemp(above) != NULL);
	dir = arena_fmt(mem, "%s/keys", above);
	start = arena_fmt(mem, "%s/" CHAIN_KEY_START, dir);
	link = arena_fmt(mem, "%s/" CHAIN_KEY_LINK, dir);
	EXPECT(chain_make(dir));
	EXPECT(mode_of(dir, ".", mem) == 0700);
	for (size_t i = 0; i < COUNT(names); i++)
		EXPECT(mode_of(dir, names[i], mem) == 0600);
	EXPECT(strcmp(file_bytes(mem, link, &n),
		   arena_fmt(mem, "0 %s", file_bytes(mem, start, &n))) == 0);
	EXPECT(!chain_make(dir));
	for (size_t i = 0; i < COUNT(names); i++) {
		EXPECT(unlink(arena_fmt(mem, "%s/%s", dir, names[i])) == 0);
		EXPECT(i == COUNT(names) - 1 || !chain_make(dir));
	}
	EXPECT(chmod(dir, 0755) == 0);
	EXPECT(!chain_make(dir));
	EXPECT(rmdir(dir) == 0 && rmdir(above) == 0);
	arena_free(mem);
}

struct sealer {
	pthread_t id;
	struct chain *chain;
	struct link last;
	int64_t upto;
	bool forgets, failed;
};

static void *
seal_rows(void *arg)
{
	struct sealer *s = arg;
	char seal[CHAIN_SEAL];

	while (s->last.seq < s->upto) {
		s->failed |=
		    !chain_append(s->chain, &s->last, opened, FIELDS, seal);
		if (s->forgets)
			s->failed |= !chain_forget(s->chain, 100);
	}
	return NULL;
}

UNIT(threads_may_share_a_chain)
{
	struct book *b = book_new(100);
	struct sealer s[4];

	for (size_t i = 0; i < COUNT(s); i++) {
		s[i] = (struct sealer){ .chain = b->chain,
			.last = b->last,
			.upto = 3000,
			.forgets = i == 0 };
		EXPECT(!pthread_create(&s[i].id, NULL, seal_rows, &s[i]));
	}
	for (size_t i = 0; i < COUNT(s); i++) {
		EXPECT(!pthread_join(s[i].id, NULL));
		EXPECT(!s[i].failed);
		EXPECT(memcmp(&s[i].last, &s[0].last, sizeof(s[0].last)) == 0);
	}
	book_free(b);
}

static double
seconds_used(void)
{
	struct timespec at;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

UNIT(a_million_rows_are_checked_in_seconds)
{
	struct book *b = book_new(0);
	struct chain_check c;
	double checking = 0;

	EXPECT(chain_check_open(&c, b->start));
	for (int done = 0; done < MANY; done += 250) {
		double from;

		b->n = 0;
		book_add(b, 250);
		from = seconds_used();
		for (size_t i = 0; i < b->n; i++)
			EXPECT(!chain_check_row(&c, b->rows[i].seq,
			    b->rows[i].fields, FIELDS, b->rows[i].seal));
		checking += seconds_used() - from;
	}
	EXPECT(c.rows == MANY && c.macs == MANY);
	EXPECT(checking < SECONDS);
	if (getenv("CHAIN_SPEED"))
		printf("%.0f rows/s\n", MANY / checking);
	chain_check_close(&c);
	book_free(b);
}
