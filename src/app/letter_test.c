#include "app/letter.h"

#include "base/json.h"
#include "tests/kit.h"

TEST(letter_is_read_as_it_was_written)
{
	struct request *r = town_request(t);
	const struct pair said[] = { { "name", "見本 \"花子\"" },
	    { "session", "1" }, { "session", "2" }, { "mail", NULL },
	    { "body", "上\n下" } };
	struct letter l = { .text = letter_write(r, said, COUNT(said)) };
	const char *why = "";

	EXPECT(json_read(r->mem, l.text, strlen(l.text), &l.said, &why) == OK);
	EXPECT(l.said.n == 5 && strcmp(l.said.at[2].value, "2") == 0);
	EXPECT(strcmp(letter_text(&l, "name"), "見本 \"花子\"") == 0);
	EXPECT(!letter_text(&l, "mail") && !letter_text(&l, "nothing"));
	EXPECT(strcmp(letter_text(&l, "body"), "上\n下") == 0);
	EXPECT(strcmp(letter_line(r, &l, "body", 9), "上 下") == 0);
	EXPECT(strcmp(letter_line(r, &l, "body", 1), "上…") == 0);
}
