#include "base/archive_rows.h"

#include <stdlib.h>
#include <unistd.h>

#include "tests/kit.h"

/* What an archive would hold of these rows. */
static const char bytes[] =
    "\0\0\0\3" "\0\0\0\2" "a" "\0" "\0\0\0\0" "\0\0\0\1" "\0"
    "\0\0\0\1" "\0\0\0\4" "\xe6\x9c\x88" "\0";

struct seen {
	char text[200];
	size_t n;
};

static enum result
see(void *ctx, const char *const *cells, size_t n)
{
	struct seen *s = ctx;

	for (size_t i = 0; i < n; i++)
		s->n += (size_t)snprintf(s->text + s->n,
		    sizeof(s->text) - s->n, "%s%s", cells[i] ? cells[i] :
		    "NULL", i + 1 < n ? "|" : "\n");
	return OK;
}

UNIT(rows_come_back_however_they_are_cut)
{
	for (size_t step = 1; step < sizeof(bytes); step++) {
		struct archive_rows r = { 0 };
		struct seen s = { "", 0 };

		for (size_t i = 0; i < sizeof(bytes) - 1; i += step) {
			size_t left = sizeof(bytes) - 1 - i;

			EXPECT(archive_rows_add(&r, (const uint8_t *)bytes + i,
			    left < step ? left : step, see, &s) == OK);
		}
		EXPECT(archive_rows_end(&r));
		EXPECT(strcmp(s.text, "a|NULL|\n月\n") == 0);
	}
}

UNIT(rows_that_end_in_the_middle_are_told)
{
	struct archive_rows r = { 0 };
	struct seen s = { "", 0 };

	EXPECT(archive_rows_add(&r, (const uint8_t *)bytes, sizeof(bytes) - 2,
	    see, &s) == OK);
	EXPECT(!archive_rows_end(&r));
	EXPECT(strcmp(s.text, "a|NULL|\n") == 0);
}

UNIT(rows_of_nonsense_are_refused)
{
	static const struct {
		const char *bytes;
		size_t n;
	} bad[] = {
		{ "\0\0\0\0", 4 },			/* no cells */
		{ "\xff\xff\xff\xff", 4 },		/* too many */
		{ "\0\0\0\1\xff\xff\xff\xff", 8 },	/* too long */
		{ "\0\0\0\1\0\0\0\2ab", 10 },		/* no NUL */
		{ "\0\0\0\1\0\0\0\3a\0\0", 11 },	/* NUL inside */
	};

	for (size_t i = 0; i < COUNT(bad); i++) {
		struct archive_rows r = { 0 };
		struct seen s = { "", 0 };

		EXPECT(archive_rows_add(&r, (const uint8_t *)bad[i].bytes,
		    bad[i].n, see, &s) == BROKEN);
		archive_rows_end(&r);
		EXPECT(!*s.text);
	}
}
