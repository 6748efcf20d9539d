#include "base/qr.h"

#include <stdio.h>
#include <string.h>

#include "tests/kit.h"

/* QR codes, read back from the path that draws them. */

enum { MAX_SIDE = 200 };

struct drawing {
	bool dark[MAX_SIDE][MAX_SIDE];
	int64_t side;
};

static void
draw(const char *path, struct drawing *d)
{
	int x, y, run, back, n;

	while (sscanf(path, "M%d %dh%dv1h-%dz%n", &x, &y, &run, &back,
	    &n) == 4) {
		EXPECT(run == back && run > 0);
		EXPECT(x >= 0 && y >= 0 && y < d->side && x + run <= d->side);
		for (int i = 0; i < run; i++) {
			EXPECT(!d->dark[y][x + i]);
			d->dark[y][x + i] = true;
		}
		path += n;
	}
	EXPECT(*path == '\0');
}

static void
make(struct arena *mem, const char *text, struct drawing *d)
{
	const char *path = NULL;

	*d = (struct drawing){ .side = 0 };
	EXPECT(qr_path(mem, text, &path, &d->side) == OK);
	EXPECT(d->side > 0 && d->side <= MAX_SIDE);
	draw(path, d);
}

/* Rings of a finder: dark, light, dark, dark from the outside in. */
static bool
has_finder(const struct drawing *d, int64_t x, int64_t y)
{
	for (int i = 0; i < 7; i++) {
		for (int k = 0; k < 7; k++) {
			int a = i < 6 - i ? i : 6 - i;
			int b = k < 6 - k ? k : 6 - k;
			int ring = a < b ? a : b;

			if (d->dark[y + k][x + i] != (ring != 1))
				return false;
		}
	}
	return true;
}

UNIT(qr_code_has_its_three_finders_and_a_light_border)
{
	struct arena *mem = arena_new();
	static struct drawing d;

	make(mem, "otpauth://totp/tsunagu:hana?secret=ABCDEFGH", &d);
	EXPECT((d.side - 8 - 17) % 4 == 0);
	EXPECT(has_finder(&d, 4, 4));
	EXPECT(has_finder(&d, d.side - 11, 4));
	EXPECT(has_finder(&d, 4, d.side - 11));
	EXPECT(!has_finder(&d, d.side - 11, d.side - 11));
	for (int64_t i = 0; i < d.side; i++) {
		for (int64_t k = 0; k < 4; k++) {
			EXPECT(!d.dark[i][k] && !d.dark[k][i]);
			EXPECT(!d.dark[i][d.side - 1 - k]);
			EXPECT(!d.dark[d.side - 1 - k][i]);
		}
	}
	arena_free(mem);
}

UNIT(qr_code_holds_its_text)
{
	struct arena *mem = arena_new();
	const char *one = NULL, *again = NULL, *other = NULL;
	int64_t side;

	EXPECT(qr_path(mem, "abc", &one, &side) == OK);
	EXPECT(side == 21 + 8);
	EXPECT(qr_path(mem, "abc", &again, &side) == OK);
	EXPECT(qr_path(mem, "abd", &other, &side) == OK);
	EXPECT(strcmp(one, again) == 0 && strcmp(one, other) != 0);
	arena_free(mem);
}

UNIT(qr_code_of_nothing_or_too_much_is_refused)
{
	struct arena *mem = arena_new();
	char *text = arena_take(mem, QR_MAX_BYTES + 2);
	const char *path = NULL;
	int64_t side;

	EXPECT(qr_path(mem, "", &path, &side) == INVALID);
	memset(text, 'a', QR_MAX_BYTES);
	EXPECT(qr_path(mem, text, &path, &side) == OK);
	text[QR_MAX_BYTES] = 'a';
	EXPECT(qr_path(mem, text, &path, &side) == INVALID);
	arena_free(mem);
}
