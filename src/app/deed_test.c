#include "app/deed.h"
#include "tests/kit_rows.h"


/* It would be written back as if it were empty. */
TEST(change_is_not_done_when_what_is_there_does_not_open)
{
	api(t, "POST", "/api/v1/children",
	    "{\"name\":\"架空 子\",\"note\":\"x\"}");
	EXPECT_STATUS(t, 201);
	town_change(t, "UPDATE child SET note = '*1:' || substr(note, 4, 40)");
	api(t, "PUT", arena_fmt(t->mem, "%s", t->location),
	    "{\"version\":1,\"phone\":\"017-000-0000\"}");
	EXPECT_STATUS(t, 500);
	EXPECT(town_number(t, "SELECT count(*) FROM child WHERE version = 1"
	    " AND phone IS NULL AND note IS NOT NULL") == 1);
}
