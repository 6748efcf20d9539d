#include "base/chain_test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is found in rows that somebody changed, without a key and with one. */

const char *const chain_opened[CHAIN_FIELDS] = { "2026-04-01T03:00:00Z",
	"hana_nurse", NULL, "", "開く" };

void
chain_file_put(const char *path, const char *text)
{
	FILE *f;

	unlink(path);
	f = fopen(path, "w");
	EXPECT(f && fputs(text, f) >= 0 && fclose(f) == 0);
	EXPECT(chmod(path, 0600) == 0);
}

void
chain_book_add(struct chain_book *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct chain_row *row = &b->rows[b->n++];

		memcpy(row->fields, chain_opened, sizeof(chain_opened));
		EXPECT(chain_append(
		    b->chain, &b->last, row->fields, CHAIN_FIELDS, row->seal));
		row->seq = b->last.seq;
	}
}

struct chain_book *
chain_book_new(size_t n)
{
	struct arena *mem = arena_new();
	struct chain_book *b = arena_take(mem, sizeof(*b));
	char *dir = arena_text(mem, "/tmp/tsunagu-chain.XXXXXX");

	b->mem = mem;
	EXPECT(mkdtemp(dir) != NULL);
	b->dir = dir;
	b->start = arena_fmt(mem, "%s/" CHAIN_KEY_START, dir);
	b->link = arena_fmt(mem, "%s/" CHAIN_KEY_LINK, dir);
	chain_file_put(b->start, CHAIN_START "\n");
	chain_file_put(b->link, "0 " CHAIN_START "\n");
	b->chain = chain_open(dir);
	EXPECT(b->chain != NULL);
	chain_book_add(b, n);
	return b;
}

void
chain_book_free(struct chain_book *b)
{
	chain_close(b->chain);
	unlink(b->start);
	unlink(b->link);
	EXPECT(rmdir(b->dir) == 0);
	arena_free(b->mem);
}

enum chain_fault
chain_book_fault(const struct chain_book *b, const char *key, int64_t *seq)
{
	enum chain_fault fault = CHAIN_FINE;
	struct chain_check c;

	EXPECT(chain_check_open(&c, key));
	for (size_t i = 0; i < b->n && !fault; i++) {
		*seq = b->rows[i].seq;
		fault = chain_check_row(
		    &c, *seq, b->rows[i].fields, CHAIN_FIELDS, b->rows[i].seal);
	}
	chain_check_close(&c);
	return fault;
}

UNIT(a_seal_is_what_another_program_reckons)
{
	struct chain_book *b = chain_book_new(201);

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
	chain_book_free(b);
}

UNIT(an_untouched_log_is_fine_with_and_without_keys)
{
	struct chain_book *b = chain_book_new(250);
	struct chain_check c;
	int64_t seq;

	EXPECT(chain_book_fault(b, b->start, &seq) == CHAIN_FINE && seq == 250);
	EXPECT(chain_book_fault(b, NULL, &seq) == CHAIN_FINE && seq == 250);
	EXPECT(chain_forget(b->chain, 250));
	EXPECT(chain_check_open(&c, b->link));
	for (size_t i = 0; i < b->n; i++)
		EXPECT(!chain_check_row(&c, b->rows[i].seq, b->rows[i].fields,
		    CHAIN_FIELDS, b->rows[i].seal));
	EXPECT(c.rows == 250 && c.macs == 51);
	chain_check_close(&c);
	chain_book_free(b);
}

/* Every bit of the text once the other way: found each time? */
static void
flip_all(struct chain_book *b, struct chain_row *row, const char **text)
{
	const char *right = *text;
	size_t n = strlen(right);
	int64_t seq;

	for (size_t bit = 0; bit < n * 8; bit++) {
		char *bent = arena_text(b->mem, right);

		bent[bit / 8] = (char)(bent[bit / 8] ^ 1 << bit % 8);
		*text = bent;
		EXPECT(chain_book_fault(b, b->start, &seq) != CHAIN_FINE);
		EXPECT(seq == row->seq);
	}
	*text = right;
}

UNIT(every_flipped_bit_is_found_in_its_row)
{
	struct chain_book *b = chain_book_new(3);
	struct chain_row *row = &b->rows[1];
	int64_t seq;

	for (size_t i = 0; i < CHAIN_FIELDS; i++) {
		if (row->fields[i])
			flip_all(b, row, &row->fields[i]);
	}
	for (size_t bit = 0; bit < (CHAIN_SEAL - 1) * 8; bit++) {
		char *c = &row->seal[bit / 8], mask = (char)(1 << bit % 8);

		*c = (char)(*c ^ mask);
		EXPECT(chain_book_fault(b, b->start, &seq) != CHAIN_FINE);
		EXPECT(seq == 2);
		*c = (char)(*c ^ mask);
	}
	for (int bit = 0; bit < 62; bit++) {
		row->seq ^= INT64_C(1) << bit;
		EXPECT(chain_book_fault(b, b->start, &seq) >= CHAIN_GAP);
		row->seq ^= INT64_C(1) << bit;
	}
	EXPECT(chain_book_fault(b, b->start, &seq) == CHAIN_FINE);
	chain_book_free(b);
}

UNIT(bytes_moved_between_fields_are_found)
{
	struct chain_book *b = chain_book_new(3);
	const char **f = b->rows[1].fields;
	int64_t seq;

	f[2] = "";
	EXPECT(chain_book_fault(b, NULL, &seq) == CHAIN_BAD_HEAD && seq == 2);
	f[2] = NULL;
	f[3] = NULL;
	EXPECT(chain_book_fault(b, NULL, &seq) == CHAIN_BAD_HEAD && seq == 2);
	f[3] = "e";
	f[1] = "hana_nurs";
	EXPECT(chain_book_fault(b, NULL, &seq) == CHAIN_BAD_HEAD && seq == 2);
	chain_book_free(b);
}

static void
swap(struct chain_row *a, struct chain_row *b)
{
	struct chain_row kept = *a;

	*a = *b;
	*b = kept;
}

static void
remove_row(struct chain_book *b, size_t at)
{
	b->n--;
	for (size_t i = at; i < b->n; i++)
		b->rows[i] = b->rows[i + 1];
}

UNIT(rows_swapped_deleted_or_put_in_are_found)
{
	struct chain_book *b = chain_book_new(20);
	int64_t seq;

	swap(&b->rows[8], &b->rows[9]);
	EXPECT(chain_book_fault(b, NULL, &seq) == CHAIN_GAP && seq == 10);
	b->rows[8].seq = 9;
	b->rows[9].seq = 10;
	EXPECT(chain_book_fault(b, NULL, &seq) == CHAIN_BAD_HEAD && seq == 9);
	b->rows[8].seq = 10;
	b->rows[9].seq = 9;
	swap(&b->rows[8], &b->rows[9]);
	EXPECT(chain_book_fault(b, b->start, &seq) == CHAIN_FINE);

	remove_row(b, 4);
	EXPECT(chain_book_fault(b, NULL, &seq) == CHAIN_GAP && seq == 6);
	for (size_t i = 4; i < b->n; i++)
		b->rows[i].seq--;
	EXPECT(chain_book_fault(b, NULL, &seq) == CHAIN_BAD_HEAD && seq == 5);
	remove_row(b, 0);
	EXPECT(chain_book_fault(b, NULL, &seq) == CHAIN_GAP && seq == 2);
	chain_book_free(b);

	b = chain_book_new(20);
	for (size_t i = b->n++; i > 10; i--)
		b->rows[i] = b->rows[i - 1];
	EXPECT(chain_book_fault(b, NULL, &seq) == CHAIN_ORDER && seq == 11);
	for (size_t i = 10; i < b->n; i++)
		b->rows[i].seq = (int64_t)i + 1;
	EXPECT(chain_book_fault(b, NULL, &seq) == CHAIN_BAD_HEAD && seq == 12);
	chain_book_free(b);
}

UNIT(one_edit_is_told_once)
{
	struct chain_book *b = chain_book_new(30);
	struct chain_check c;
	int found = 0;

	b->rows[9].fields[1] = "taro_doctor";
	remove_row(b, 20);
	EXPECT(chain_check_open(&c, b->start));
	for (size_t i = 0; i < b->n; i++)
		found += chain_check_row(&c, b->rows[i].seq, b->rows[i].fields,
			     CHAIN_FIELDS, b->rows[i].seal) != CHAIN_FINE;
	EXPECT(found == 2);
	chain_check_close(&c);
	chain_book_free(b);
}

/* As one would who can write rows, and read every file that is left. */
static void
seal_again(struct chain_book *b, size_t from, const char *key)
{
	struct link last = { .seq = (int64_t)from };
	struct chain *forger;

	chain_file_put(b->link, key);
	forger = chain_open(b->dir);
	EXPECT(forger != NULL);
	EXPECT(chain_head_of(b->rows[from - 1].seal, &last));
	for (size_t i = from; i < b->n; i++)
		EXPECT(chain_append(forger, &last, b->rows[i].fields,
		    CHAIN_FIELDS, b->rows[i].seal));
	chain_close(forger);
}

UNIT(an_edit_sealed_again_is_found_by_whoever_holds_the_first_key)
{
	struct chain_book *b = chain_book_new(250);
	size_t n;
	const char *stolen;
	int64_t seq;

	EXPECT(chain_forget(b->chain, 250));
	stolen = file_bytes(b->mem, b->link, &n);
	EXPECT(stolen && strncmp(stolen, "2 ", 2) == 0);
	b->rows[149].fields[1] = "taro_doctor";
	/* The key of epoch 2, said to be that of epoch 1. */
	seal_again(b, 149, arena_fmt(b->mem, "1 %s", stolen + 2));
	EXPECT(chain_book_fault(b, NULL, &seq) == CHAIN_FINE);
	EXPECT(
	    chain_book_fault(b, b->start, &seq) == CHAIN_BAD_MAC && seq == 150);
	chain_file_put(b->link, stolen);
	EXPECT(
	    chain_book_fault(b, b->link, &seq) == CHAIN_BAD_MAC && seq == 200);
	chain_book_free(b);
}
