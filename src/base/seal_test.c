#include "base/seal.h"

#include <stdlib.h>
#include <unistd.h>

#include "tests/kit.h"

static const struct seal_place place = { "child", "c1", "name" };

static struct seal_keys *
fresh(struct arena *mem, const char **dir)
{
	char *made = arena_text(mem, "/tmp/tsunagu-seal.XXXXXX");

	EXPECT(mkdtemp(made));
	*dir = made;
	return seal_open(made, true);
}

static void
clear(struct arena *mem, struct seal_keys *keys, const char *dir)
{
	seal_close(keys);
	EXPECT(unlink(arena_fmt(mem, "%s/fields.key", dir)) == 0);
	EXPECT(rmdir(dir) == 0);
	arena_free(mem);
}

UNIT(seal_opens_only_where_it_was_put)
{
	struct arena *mem = arena_new();
	const char *dir, *sealed, *plain;
	struct seal_keys *keys = fresh(mem, &dir);
	struct seal_place elsewhere[] = { { "contact", "c1", "name" },
	    { "child", "c2", "name" }, { "child", "c1", "kana" } };

	sealed = seal_text(mem, keys, &place, "青森 花子");
	EXPECT(seal_is_sealed(sealed) && !strstr(sealed, "花子"));
	EXPECT(strcmp(sealed, seal_text(mem, keys, &place, "青森 花子")) != 0);
	EXPECT(seal_read(mem, keys, &place, sealed, &plain) == OK);
	EXPECT(strcmp(plain, "青森 花子") == 0);
	for (size_t i = 0; i < COUNT(elsewhere); i++)
		EXPECT(seal_read(mem, keys, &elsewhere[i], sealed, &plain) ==
		    BROKEN);
	EXPECT(seal_read(mem, keys, &place, "青森 花子", &plain) == BROKEN);
	EXPECT(seal_read(mem, keys, &place, NULL, &plain) == OK && !plain);
	EXPECT(!seal_text(mem, keys, &place, ""));
	clear(mem, keys, dir);
}

UNIT(seal_takes_bytes_that_are_no_text)
{
	enum { FILE_BYTES = 3 << 20 };
	struct arena *mem = arena_new();
	const char *dir, *sealed, *plain;
	struct seal_keys *keys = fresh(mem, &dir);
	struct seal_place elsewhere = { "child", "c2", "name" };
	char *file = arena_take(mem, FILE_BYTES);
	size_t n;

	for (size_t i = 0; i < FILE_BYTES; i++)
		file[i] = (char)(i * i >> 3);
	sealed = seal_bytes(mem, keys, &place, file, FILE_BYTES);
	EXPECT(seal_is_sealed(sealed));
	EXPECT(seal_read_bytes(mem, keys, &place, sealed, &plain, &n) == OK);
	EXPECT(n == FILE_BYTES && memcmp(plain, file, n) == 0);
	EXPECT(seal_read_bytes(mem, keys, &elsewhere, sealed, &plain, &n) ==
	    BROKEN && !plain && !n);
	EXPECT(!seal_bytes(mem, keys, &place, file, 0));
	clear(mem, keys, dir);
}

UNIT(seal_finds_every_flipped_bit)
{
	struct arena *mem = arena_new();
	const char *dir, *sealed, *plain;
	struct seal_keys *keys = fresh(mem, &dir);
	size_t n;

	sealed = seal_text(mem, keys, &place, "人工呼吸器、吸引");
	n = strlen(sealed);
	for (size_t bit = 0; bit < n * 8; bit++) {
		char *bent = arena_bytes(mem, sealed, n);

		bent[bit / 8] = (char)(bent[bit / 8] ^ (1 << bit % 8));
		if (seal_read(mem, keys, &place, bent, &plain))
			continue;
		/* A bit that carries nothing: the end of the last digit. */
		EXPECT(plain && strcmp(plain, "人工呼吸器、吸引") == 0);
	}
	clear(mem, keys, dir);
}

UNIT(seal_renewed_key_leaves_the_old_texts_readable)
{
	struct arena *mem = arena_new();
	const char *dir, *before, *after, *plain;
	struct seal_keys *keys = fresh(mem, &dir);

	before = seal_text(mem, keys, &place, "前");
	seal_close(keys);
	EXPECT(seal_renew(dir));
	keys = seal_open(dir, false);
	EXPECT(keys);
	after = seal_text(mem, keys, &place, "後");
	EXPECT(seal_is_old(keys, before) && !seal_is_old(keys, after));
	EXPECT(seal_read(mem, keys, &place, before, &plain) == OK);
	EXPECT(strcmp(plain, "前") == 0);
	clear(mem, keys, dir);
}

UNIT(seal_without_keys_is_refused)
{
	EXPECT(!seal_open("/tmp/tsunagu-no-such-folder", false));
}
