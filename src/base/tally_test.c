#include "base/tally.h"
#include "tests/kit.h"

UNIT(tally_keeps_every_key_apart_while_it_grows)
{
	struct arena *mem = arena_new();
	struct tally t = tally_new(mem);
	bool fresh;

	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 5000; i++) {
			struct tally_entry *e = tally_enter(&t,
			    arena_fmt(mem, "key-%d", i), &fresh);

			EXPECT(fresh == (round == 0));
			EXPECT(e->count++ == round);
		}
	}
	EXPECT(t.n == 5000);
	EXPECT(tally_find(&t, "key-4999")->count == 3);
	EXPECT(!tally_find(&t, "key-5000"));
	EXPECT(!tally_find(&t, ""));
	arena_free(mem);
}

UNIT(tally_tells_keys_of_every_length_apart)
{
	struct arena *mem = arena_new();
	struct tally t = tally_new(mem);
	bool fresh;

	for (size_t n = 0; n < 40; n++) {
		char *key = arena_take(mem, n + 1);

		memset(key, 'a', n);
		tally_enter(&t, key, &fresh);
		EXPECT(fresh);
		tally_enter(&t, arena_text(mem, key), &fresh);
		EXPECT(!fresh);
	}
	EXPECT(t.n == 40);
	arena_free(mem);
}
