#include "tests/kit.h"

TEST(what_is_to_be_done_stands_first_beside_a_child)
{
	static const char *const order[] = { "id=\"next-steps\"",
	    "id=\"consents\"", "id=\"team\"", "id=\"visitors\"" };
	const char *child, *at;

	post(t, "/children", "name", "見本 さくら", NULL);
	child = t->location;
	get(t, child);
	at = strstr(t->body, "<aside");
	EXPECT(at);
	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
		at = strstr(at, order[i]);
		EXPECT(at);
	}
}
