#include "base/checkpoint.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <signal.h>
#include <unistd.h>

#include "base/chain_key.h"
#include "tests/kit.h"

struct folder {
	struct arena *mem;
	char *dir;
	const char *path; /* of the checkpoints */
	uint8_t key[CHECKPOINT_KEY];
	struct checkpoints *points;
};

static const char *
file_of(struct folder *f, const char *name)
{
	return arena_fmt(f->mem, "%s/%s", f->dir, name);
}

static struct folder
folder_new(void)
{
	struct folder f = { .mem = arena_new() };

	f.dir = arena_text(f.mem, "/tmp/tsunagu-points.XXXXXX");
	EXPECT(mkdtemp(f.dir) != NULL);
	EXPECT(chain_make(f.dir));
	f.path = file_of(&f, CHAIN_KEY_POINTS);
	EXPECT(checkpoint_public(file_of(&f, CHAIN_KEY_PUBLIC), f.key));
	f.points = checkpoint_open(f.dir);
	EXPECT(f.points != NULL);
	return f;
}

static void
folder_free(struct folder *f)
{
	static const char *const names[] = { CHAIN_KEY_START, CHAIN_KEY_LINK,
		CHAIN_KEY_SIGN, CHAIN_KEY_PUBLIC, CHAIN_KEY_POINTS };

	checkpoint_close(f->points);
	for (size_t i = 0; i < COUNT(names); i++)
		EXPECT(unlink(file_of(f, names[i])) == 0);
	EXPECT(rmdir(f->dir) == 0);
	arena_free(f->mem);
}

static void
folder_reopen(struct folder *f)
{
	checkpoint_close(f->points);
	f->points = checkpoint_open(f->dir);
	EXPECT(f->points != NULL);
}

static struct checkpoint
point_of(int64_t seq)
{
	struct checkpoint point = { .seq = seq,
		.instant = "2026-04-01T03:00:00Z" };

	memset(point.head, (int)(seq / 100), sizeof(point.head));
	return point;
}

static bool
point_write(struct folder *f, int64_t seq)
{
	struct checkpoint point = point_of(seq);

	return checkpoint_write(f->points, &point, 1);
}

static void
points_write(struct folder *f, int64_t from, int64_t to)
{
	for (int64_t seq = from; seq <= to; seq += 100)
		EXPECT(point_write(f, seq));
}

static struct checkpoint_reading
reading_of(struct folder *f)
{
	struct checkpoint_reading out;

	EXPECT(checkpoint_read(f->mem, f->path, f->key, &out));
	return out;
}

static char *
bytes_of(struct folder *f, size_t *n)
{
	const char *bytes = file_bytes(f->mem, f->path, n);

	EXPECT(bytes != NULL);
	return arena_bytes(f->mem, bytes, *n);
}

static void
bytes_put(struct folder *f, const char *s, size_t n)
{
	FILE *file = fopen(f->path, "wb");

	EXPECT(file && fwrite(s, 1, n, file) == n && fclose(file) == 0);
}

/* Where line i starts, from 0; the end after the last. */
static char *
line_at(char *s, int i)
{
	while (i--)
		s = strchr(s, '\n') + 1;
	return s;
}

/* The first bad line, with its fault. */
static bool
found(struct folder *f, enum checkpoint_fault fault, int64_t line)
{
	struct checkpoint_reading r = reading_of(f);

	return r.bad > 0 && r.fault == fault && r.bad_line == line;
}

UNIT(a_checkpoint_is_the_line_another_program_expects)
{
	struct folder f = folder_new();
	struct checkpoint point = point_of(100);
	uint8_t hash[CHAIN_HEAD], signature[crypto_sign_BYTES];
	char hex[2 * CHAIN_HEAD + 1], *s, *second;
	size_t n, done;

	points_write(&f, 100, 200);
	s = bytes_of(&f, &n);
	second = line_at(s, 1);
	EXPECT(strncmp(s, "tsunagu-audit-1 100 2026-04-01T03:00:00Z 0101",
		   45) == 0);
	EXPECT(strspn(s + 41 + 64 + 1, "0") == 64);
	crypto_generichash(hash, sizeof(hash), (const uint8_t *)s,
	    (size_t)(second - s) - 1, NULL, 0);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	EXPECT(strncmp(second + 41 + 64 + 1, hex, 64) == 0);
	EXPECT(sodium_hex2bin(signature, sizeof(signature),
		   second + 41 + 64 + 1 + 64 + 1, 128, NULL, &done, NULL) == 0);
	EXPECT(crypto_sign_verify_detached(signature, (const uint8_t *)second,
		   41 + 64 + 1 + 64, f.key) == 0);
	EXPECT(line_at(s, 2) == s + n);

	EXPECT(reading_of(&f).n == 2 && reading_of(&f).bad == 0);
	EXPECT(reading_of(&f).all[0].seq == 100);
	EXPECT(memcmp(reading_of(&f).all[0].head, point.head,
		   sizeof(point.head)) == 0);
	EXPECT(strcmp(reading_of(&f).all[0].instant, point.instant) == 0);
	folder_free(&f);
}

UNIT(an_empty_file_of_checkpoints_is_fine)
{
	struct folder f = folder_new();
	struct checkpoint last;
	struct checkpoint_reading r = reading_of(&f);

	EXPECT(r.n == 0 && r.lines == 0 && r.bad == 0 && r.torn == 0);
	EXPECT(!checkpoint_last(f.points, &last));
	EXPECT(point_write(&f, 0));
	EXPECT(checkpoint_last(f.points, &last) && last.seq == 0);
	EXPECT(!checkpoint_read(f.mem, "/nowhere/at/all", f.key, &r));
	folder_free(&f);
}

UNIT(every_flipped_bit_of_a_checkpoint_is_found)
{
	struct folder f = folder_new();
	size_t n;
	char *s;

	points_write(&f, 100, 200);
	s = bytes_of(&f, &n);
	for (size_t bit = 0; bit < n * 8; bit++) {
		char mask = (char)(1 << bit % 8);

		s[bit / 8] = (char)(s[bit / 8] ^ mask);
		bytes_put(&f, s, n);
		EXPECT(reading_of(&f).bad > 0);
		s[bit / 8] = (char)(s[bit / 8] ^ mask);
	}
	bytes_put(&f, s, n);
	EXPECT(reading_of(&f).bad == 0);
	folder_free(&f);
}

UNIT(checkpoints_left_out_swapped_or_doubled_are_found)
{
	struct folder f = folder_new();
	char *s, *lines[6], *all;
	size_t n, one;

	points_write(&f, 100, 500);
	s = bytes_of(&f, &n);
	one = n / 5;
	for (int i = 0; i < 6; i++)
		lines[i] = line_at(s, i);
	EXPECT(lines[5] == s + n && n == one * 5);

	all = arena_bytes(f.mem, s, n);
	memmove(all + 2 * one, all + 3 * one, 2 * one);
	bytes_put(&f, all, 4 * one);
	EXPECT(found(&f, CHECKPOINT_PREVIOUS, 3) && reading_of(&f).bad == 1);
	bytes_put(&f, lines[1], 4 * one);
	EXPECT(found(&f, CHECKPOINT_PREVIOUS, 1));
	memcpy(all, s, n);
	memcpy(all + one, lines[2], one);
	memcpy(all + 2 * one, lines[1], one);
	bytes_put(&f, all, n);
	EXPECT(found(&f, CHECKPOINT_PREVIOUS, 2));
	memcpy(all, s, n);
	memcpy(all + 4 * one, lines[3], one);
	bytes_put(&f, all, n);
	EXPECT(found(&f, CHECKPOINT_PREVIOUS, 5));
	/* What is signed is still given, to be held against the rows. */
	EXPECT(reading_of(&f).n == 5);
	folder_free(&f);
}

UNIT(checkpoints_signed_by_another_key_are_found)
{
	struct folder ours = folder_new(), other = folder_new();
	struct checkpoint_reading r;
	size_t n;
	char *s;

	points_write(&ours, 100, 300);
	points_write(&other, 100, 300);
	s = bytes_of(&other, &n);
	bytes_put(&ours, s, n);
	r = reading_of(&ours);
	EXPECT(r.bad == 3 && r.n == 0 && r.torn == 0);
	EXPECT(r.fault == CHECKPOINT_SIGNATURE && r.bad_line == 1);
	/* Nor is it written on as if it were ours. */
	checkpoint_close(ours.points);
	ours.points = checkpoint_open(ours.dir);
	EXPECT(ours.points == NULL);
	folder_free(&ours);
	folder_free(&other);
}

/* Cut within the third line: the next write ends what is left. */
UNIT(a_line_torn_by_a_power_cut_is_noted_and_stepped_over)
{
	struct folder f = folder_new();
	struct checkpoint last;
	size_t n, one;
	char *s;

	points_write(&f, 100, 300);
	s = bytes_of(&f, &n);
	one = n / 3;
	for (size_t left = 1; left < one - 1; left += left < one - 8 ? 23 : 1) {
		struct checkpoint_reading r;

		bytes_put(&f, s, 2 * one + left);
		r = reading_of(&f);
		EXPECT(r.bad == 0 && r.torn == 1 && r.torn_line == 3);
		folder_reopen(&f);
		EXPECT(checkpoint_last(f.points, &last) && last.seq == 200);
		points_write(&f, 300, 400);
		r = reading_of(&f);
		EXPECT(r.bad == 0 && r.torn == 1 && r.torn_line == 3);
		EXPECT(r.n == 4 && r.lines == 5);
	}
	bytes_put(&f, s, n - 1); /* only the newline is missing */
	folder_reopen(&f);
	EXPECT(checkpoint_last(f.points, &last) && last.seq == 300);
	EXPECT(point_write(&f, 400));
	EXPECT(reading_of(&f).bad == 0 && reading_of(&f).torn == 0);
	EXPECT(reading_of(&f).n == 4);
	folder_free(&f);
}

UNIT(sectors_that_never_reached_the_disk_are_noted)
{
	struct folder f = folder_new();
	struct checkpoint_reading r;
	size_t n, one;
	char *s, *bent;

	points_write(&f, 100, 300);
	s = bytes_of(&f, &n);
	one = n / 3;
	for (size_t from = 0; from < one; from += 41) {
		for (int first = 0; first < 2; first++) {
			size_t at = first ? 0 : from,
			       len = first ? from : one - from;

			if (!len)
				continue;
			bent = arena_bytes(f.mem, s, n);
			memset(bent + 2 * one + at, 0, len);
			bytes_put(&f, bent, n);
			folder_reopen(&f);
			EXPECT(point_write(&f, 400));
			r = reading_of(&f);
			EXPECT(r.bad == 0 && r.torn == 1 && r.n == 3);
		}
	}
	folder_free(&f);
}

UNIT(an_edited_last_line_is_not_taken_for_a_torn_one)
{
	struct folder f = folder_new();
	size_t n;
	char *s;

	points_write(&f, 100, 200);
	s = bytes_of(&f, &n);
	s[n - 2] = s[n - 2] == '0' ? '1' : '0';
	bytes_put(&f, s, n);
	folder_reopen(&f);
	points_write(&f, 300, 300);
	EXPECT(found(&f, CHECKPOINT_SIGNATURE, 2));
	EXPECT(reading_of(&f).n == 2);
	folder_free(&f);
}

UNIT(no_seq_is_signed_twice_and_none_backwards)
{
	struct folder f = folder_new();
	struct checkpoint forked = point_of(300), odd = point_of(400);

	points_write(&f, 100, 300);
	EXPECT(point_write(&f, 300));
	EXPECT(!point_write(&f, 200));
	forked.head[0] ^= 1;
	EXPECT(!checkpoint_write(f.points, &forked, 1));
	folder_reopen(&f);
	EXPECT(!point_write(&f, 200));
	EXPECT(!checkpoint_write(f.points, &forked, 1));
	odd.instant[10] = ' ';
	EXPECT(!checkpoint_write(f.points, &odd, 1));
	odd = point_of(-1);
	EXPECT(!checkpoint_write(f.points, &odd, 1));
	EXPECT(reading_of(&f).lines == 4 && reading_of(&f).bad == 0);
	EXPECT(point_write(&f, 400));
	folder_free(&f);
}

UNIT(a_seq_that_goes_back_is_found_though_it_is_signed)
{
	struct folder f = folder_new();
	size_t n, before;
	char *s, *first;

	/* The writer forgets what stood there, as a thief of the key would. */
	points_write(&f, 100, 200);
	first = bytes_of(&f, &before);
	bytes_put(&f, "", 0);
	folder_reopen(&f);
	EXPECT(point_write(&f, 100));
	s = bytes_of(&f, &n);
	bytes_put(&f, arena_fmt(f.mem, "%s%s", first, s), before + n);
	EXPECT(found(&f, CHECKPOINT_PREVIOUS, 3));
	EXPECT(reading_of(&f).n == 2);
	folder_free(&f);
}

UNIT(several_checkpoints_are_written_at_once)
{
	struct folder f = folder_new();
	struct checkpoint all[40];

	for (size_t i = 0; i < COUNT(all); i++)
		all[i] = point_of((int64_t)(i + 1) * 100);
	EXPECT(checkpoint_write(f.points, all, COUNT(all)));
	EXPECT(checkpoint_write(f.points, all, 0));
	/* The end is found again in a file longer than what is looked at. */
	for (int64_t seq = 4100; seq <= 8000; seq += 100) {
		if (seq % 1000 == 0)
			folder_reopen(&f);
		EXPECT(point_write(&f, seq));
	}
	EXPECT(reading_of(&f).n == 80 && reading_of(&f).bad == 0);
	folder_free(&f);
}

UNIT(a_file_taken_away_or_replaced_is_not_written)
{
	struct folder f = folder_new();
	const char *aside = file_of(&f, "aside");
	FILE *file;

	points_write(&f, 100, 200);
	EXPECT(rename(f.path, aside) == 0);
	EXPECT(!point_write(&f, 300));
	EXPECT(checkpoint_open(f.dir) == NULL);
	file = fopen(f.path, "w");
	EXPECT(file && fclose(file) == 0);
	EXPECT(!point_write(&f, 300));
	folder_reopen(&f);
	EXPECT(point_write(&f, 50));
	EXPECT(reading_of(&f).n == 1 && reading_of(&f).bad == 0);
	EXPECT(unlink(aside) == 0);
	folder_free(&f);
}

/* A disk that is full in the middle of a line, and has room again. */
UNIT(a_line_that_found_no_room_is_written_again)
{
	struct folder f = folder_new();
	struct rlimit right, tight;
	void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
	bool written;
	size_t n;

	points_write(&f, 100, 200);
	bytes_of(&f, &n);
	EXPECT(getrlimit(RLIMIT_FSIZE, &right) == 0);
	tight = right;
	tight.rlim_cur = n + 100;
	EXPECT(setrlimit(RLIMIT_FSIZE, &tight) == 0);
	written = point_write(&f, 300);
	EXPECT(setrlimit(RLIMIT_FSIZE, &right) == 0);
	signal(SIGXFSZ, before);
	EXPECT(!written);
	points_write(&f, 300, 400);
	EXPECT(reading_of(&f).n == 4 && reading_of(&f).bad == 0);
	EXPECT(reading_of(&f).torn == 1 && reading_of(&f).torn_line == 3);
	folder_free(&f);
}

UNIT(keys_that_do_not_belong_together_are_refused)
{
	struct folder a = folder_new(), b = folder_new();
	const char *kept = file_of(&a, "kept");

	EXPECT(rename(file_of(&a, CHAIN_KEY_PUBLIC), kept) == 0);
	EXPECT(link(file_of(&b, CHAIN_KEY_PUBLIC),
		   file_of(&a, CHAIN_KEY_PUBLIC)) == 0);
	EXPECT(checkpoint_open(a.dir) == NULL);
	EXPECT(rename(kept, file_of(&a, CHAIN_KEY_PUBLIC)) == 0);
	EXPECT(!checkpoint_public(file_of(&a, CHAIN_KEY_SIGN), a.key));
	EXPECT(checkpoint_open("/nowhere/at/all") == NULL);
	folder_free(&a);
	folder_free(&b);
}

struct writer {
	pthread_t id;
	struct checkpoints *points;
	int written;
};

static void *
write_points(void *arg)
{
	struct writer *w = arg;
	struct checkpoint point = point_of(700);

	for (int i = 0; i < 50; i++)
		w->written += checkpoint_write(w->points, &point, 1);
	return NULL;
}

UNIT(threads_and_processes_may_share_the_file)
{
	struct folder f = folder_new();
	struct checkpoints *second = checkpoint_open(f.dir);
	struct writer w[4];

	EXPECT(second != NULL);
	for (size_t i = 0; i < COUNT(w); i++) {
		w[i] = (struct writer){ .points = i % 2 ? second : f.points };
		EXPECT(!pthread_create(&w[i].id, NULL, write_points, &w[i]));
	}
	for (size_t i = 0; i < COUNT(w); i++) {
		EXPECT(!pthread_join(w[i].id, NULL));
		EXPECT(w[i].written == 50);
	}
	EXPECT(reading_of(&f).n == 200 && reading_of(&f).bad == 0);
	checkpoint_close(second);
	folder_free(&f);
}
