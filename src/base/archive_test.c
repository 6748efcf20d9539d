#include "base/archive.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/kit.h"

/* A folder with a pair of keys in it, and the archive to be made. */
struct place {
	struct arena *mem;
	const char *dir, *key, *path;
	uint8_t public[ARCHIVE_KEY], private[ARCHIVE_KEY];
	uint8_t hash[ARCHIVE_HASH];	/* before the last member */
};

static struct place
place_make(void)
{
	struct place p = { .mem = arena_new() };
	char dir[] = "/tmp/tsunagu-archive-XXXXXX";

	EXPECT(mkdtemp(dir) != NULL);
	p.dir = arena_text(p.mem, dir);
	p.key = arena_fmt(p.mem, "%s/key", dir);
	p.path = arena_fmt(p.mem, "%s/a", dir);
	EXPECT(archive_key_make(p.key));
	EXPECT(archive_key_private(p.key, p.private));
	EXPECT(archive_key_public(arena_fmt(p.mem, "%s.public", p.key),
	    p.public));
	return p;
}

static void
place_clear(struct place *p)
{
	static const char *const names[] = { "key", "key.public", "a", "b",
		"a.part" };

	for (size_t i = 0; i < COUNT(names); i++)
		unlink(arena_fmt(p->mem, "%s/%s", p->dir, names[i]));
	EXPECT(rmdir(p->dir) == 0);
	arena_free(p->mem);
}

enum { LARGE = 200001 };

static void
archive_write_three(struct place *p)
{
	struct archive_writer *w = archive_make(p->path, p->public);
	char *large = arena_take(p->mem, LARGE);

	EXPECT(w != NULL);
	memset(large, 'x', LARGE);
	archive_member(w, "first");
	archive_put(w, "one ", 4);
	archive_put(w, "two", 3);
	archive_member(w, "empty");
	archive_member(w, "large");
	archive_put(w, large, LARGE);
	archive_digest(w, p->hash);
	archive_member(w, "last");
	archive_put(w, "!", 1);
	EXPECT(archive_end(w));
}

/* "first=7 empty=0 large=200001 last=1" of a whole archive, or NULL. */
static const char *
told(struct place *p, const char *path)
{
	struct archive_reader *r = archive_open(path, p->private);
	struct archive_piece piece;
	const char *out = "";
	uint8_t hash[ARCHIVE_HASH];
	size_t n = 0;
	enum result rc = r ? OK : BROKEN;

	while (r && !(rc = archive_next(r, &piece))) {
		if (piece.begins && *out)
			out = arena_fmt(p->mem, "%s=%zu ", out, n);
		if (piece.begins)
			out = arena_fmt(p->mem, "%s%s", out, piece.name);
		n = piece.begins ? 0 : n + piece.n;
	}
	if (rc == MISSING) {
		archive_digest_before(r, hash);
		EXPECT(memcmp(hash, p->hash, sizeof(hash)) == 0);
	}
	archive_close(r);
	return rc == MISSING ? arena_fmt(p->mem, "%s=%zu", out, n) : NULL;
}

UNIT(archive_gives_its_members_back)
{
	struct place p = place_make();
	struct stat about;
	const char *said;

	archive_write_three(&p);
	said = told(&p, p.path);
	EXPECT(said && strcmp(said, "first=7 empty=0 large=200001 last=1") == 0);
	EXPECT(stat(p.path, &about) == 0 && (about.st_mode & 077) == 0);
	EXPECT(access(arena_fmt(p.mem, "%s.part", p.path), F_OK) != 0);
	place_clear(&p);
}

UNIT(archive_shows_nothing_of_what_is_in_it)
{
	struct place p = place_make();
	const char *bytes;
	size_t n;

	archive_write_three(&p);
	bytes = file_bytes(p.mem, p.path, &n);
	EXPECT(!memmem(bytes, n, "one two", 7) && !memmem(bytes, n, "large", 5));
	EXPECT(!memmem(bytes, n, "xxxxxxxx", 8));
	place_clear(&p);
}

static void
put_file(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	EXPECT(f && fwrite(bytes, 1, n, f) == n && fclose(f) == 0);
}

UNIT(archive_that_was_cut_or_changed_anywhere_is_refused)
{
	struct place p = place_make();
	struct archive_writer *w = archive_make(p.path, p.public);
	const char *other = arena_fmt(p.mem, "%s/b", p.dir);
	char *bytes;
	size_t n;

	EXPECT(w != NULL);
	archive_member(w, "only");
	archive_digest(w, p.hash);
	archive_put(w, "some bytes", 10);
	EXPECT(archive_end(w));
	bytes = (char *)file_bytes(p.mem, p.path, &n);
	for (size_t i = 0; i < n; i++) {
		put_file(other, bytes, i);
		EXPECT(!told(&p, other));
		bytes[i] = (char)(bytes[i] ^ (1 << i % 8));
		put_file(other, bytes, n);
		EXPECT(!told(&p, other));
		bytes[i] = (char)(bytes[i] ^ (1 << i % 8));
	}
	put_file(other, bytes, n + 1);
	EXPECT(!told(&p, other));
	place_clear(&p);
}

UNIT(archive_opens_for_its_recipient_only)
{
	struct place p = place_make();
	uint8_t other[ARCHIVE_KEY];
	const char *key = arena_fmt(p.mem, "%s/b", p.dir);

	archive_write_three(&p);
	EXPECT(archive_key_make(key));
	EXPECT(archive_key_private(key, other));
	EXPECT(!archive_open(p.path, other));
	unlink(arena_fmt(p.mem, "%s.public", key));
	place_clear(&p);
}

UNIT(archive_given_up_leaves_the_older_one_alone)
{
	struct place p = place_make();
	struct archive_writer *w;

	archive_write_three(&p);
	w = archive_make(p.path, p.public);
	EXPECT(w != NULL);
	archive_member(w, "new");
	archive_drop(w);
	EXPECT(told(&p, p.path) != NULL);
	w = archive_make(p.path, p.public);
	archive_member(w, "");
	EXPECT(!archive_end(w));
	EXPECT(told(&p, p.path) != NULL);
	EXPECT(access(arena_fmt(p.mem, "%s.part", p.path), F_OK) != 0);
	place_clear(&p);
}

UNIT(archive_keys_are_read_from_file_or_digits_and_kept_from_others)
{
	struct place p = place_make();
	uint8_t key[ARCHIVE_KEY];
	const char *text;
	struct stat about;
	size_t n;

	EXPECT(archive_key_public(p.key, key));
	EXPECT(memcmp(key, p.public, sizeof(key)) == 0);
	text = file_bytes(p.mem, arena_fmt(p.mem, "%s.public", p.key), &n);
	text = strchr(text, ' ') + 1;
	EXPECT(archive_key_public(arena_bytes(p.mem, text, 64), key));
	EXPECT(memcmp(key, p.public, sizeof(key)) == 0);
	EXPECT(!archive_key_public(arena_bytes(p.mem, text, 63), key));
	EXPECT(!archive_key_private(arena_fmt(p.mem, "%s.public", p.key), key));
	EXPECT(stat(p.key, &about) == 0 && (about.st_mode & 077) == 0);
	EXPECT(!archive_key_make(p.key));
	EXPECT(archive_key_private(p.key, key));
	place_clear(&p);
}
