#include "base/setsum.h"

#include <string.h>

#include "tests/kit.h"

static void
add(struct setsum *sum, const struct setsum_key *key, const char *text,
    int64_t number)
{
	setsum_add(sum, key, text, strlen(text), number);
}

UNIT(a_sum_is_the_same_in_any_order)
{
	struct setsum_key key = setsum_draw();
	struct setsum a = { 0 }, b = { 0 };

	for (int i = 0; i < 50; i++) {
		add(&a, &key, i % 2 ? "hana" : "taro", i);
		add(&b, &key, i % 2 ? "taro" : "hana", 49 - i);
	}
	EXPECT(setsum_same(&a, &b));
	add(&a, &key, "hana", 50);
	EXPECT(!setsum_same(&a, &b));
	add(&b, &key, "taro", 50);
	EXPECT(!setsum_same(&a, &b));
}

UNIT(a_sum_tells_a_pair_twice_and_what_moved_between_text_and_number)
{
	struct setsum_key key = setsum_draw();
	struct setsum twice = { 0 }, none = { 0 }, moved = { 0 }, one = { 0 };

	add(&twice, &key, "hana", 1);
	add(&twice, &key, "hana", 1);
	EXPECT(!setsum_same(&twice, &none));
	add(&one, &key, "hana1", 2);
	add(&moved, &key, "hana", 12);
	EXPECT(!setsum_same(&one, &moved));
}

UNIT(a_sum_tells_long_texts_apart_by_their_last_byte)
{
	struct setsum_key key = setsum_draw();
	struct setsum a = { 0 }, b = { 0 };
	char text[1000];

	memset(text, 'a', sizeof(text));
	setsum_add(&a, &key, text, sizeof(text), 7);
	setsum_add(&b, &key, text, sizeof(text), 7);
	EXPECT(setsum_same(&a, &b));
	text[sizeof(text) - 1] = 'b';
	setsum_add(&a, &key, text, sizeof(text), 8);
	text[sizeof(text) - 1] = 'a';
	setsum_add(&b, &key, text, sizeof(text), 8);
	EXPECT(!setsum_same(&a, &b));
}
