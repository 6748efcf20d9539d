#include "base/rows.h"
#include "base/text.h"
#include "tests/kit.h"

UNIT(rows_tell_a_number_and_nothing_as_nothing)
{
	const char *names[] = { "id", "n" };
	const char *cells[] = { "a", "12", "b", NULL, "c", "many" };
	const struct rows rows = { names, cells, 3, 2 };

	EXPECT(rows_number(&rows, 0, "n") == 12);
	EXPECT(rows_number(&rows, 1, "n") == 0);
	EXPECT(rows_number(&rows, 2, "n") == 0);
	EXPECT(rows_number(&rows, 0, "no such column") == 0);
	EXPECT(!rows_cell(&rows, 1, "n"));
	EXPECT(text_same(rows_cell(&rows, 2, "id"), "c"));
}
