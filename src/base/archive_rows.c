#include "base/archive_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/archive_form.h"

enum { NUMBER = 4 };

void
archive_row(struct archive_writer *w, const char *const *cells, size_t n)
{
	uint8_t number[NUMBER];

	archive_length_put(number, (uint32_t)n);
	archive_put(w, number, sizeof(number));
	for (size_t i = 0; i < n; i++) {
		size_t length = cells[i] ? strlen(cells[i]) + 1 : 0;

		archive_length_put(number, (uint32_t)length);
		archive_put(w, number, sizeof(number));
		if (length)
			archive_put(w, cells[i], length);
	}
}

static void
keep(struct archive_rows *r, const uint8_t *bytes, size_t n)
{
	if (r->n + n > r->room) {
		r->room = 2 * (r->n + n);
		r->bytes = realloc(r->bytes, r->room);
		if (!r->bytes)
			abort();
	}
	if (n)
		memcpy(r->bytes + r->n, bytes, n);
	r->n += n;
}

static void
make_room(struct archive_rows *r, size_t ncells)
{
	if (ncells <= r->ncells)
		return;
	r->cells = realloc(r->cells, ncells * sizeof(*r->cells));
	if (!r->cells)
		abort();
	r->ncells = ncells;
}

/* The row at `from`: its bytes, or 0 while it is not whole. False: no row. */
static bool
read_row(struct archive_rows *r, size_t from, size_t *used, size_t *ncells)
{
	size_t at = from + NUMBER;

	*used = 0;
	if (r->n - from < NUMBER)
		return true;
	*ncells = archive_length_get(r->bytes + from);
	if (*ncells == 0 || *ncells > ARCHIVE_CELLS)
		return false;
	make_room(r, *ncells);
	for (size_t i = 0; i < *ncells; i++) {
		size_t length;

		if (r->n - at < NUMBER)
			return true;
		length = archive_length_get(r->bytes + at);
		at += NUMBER;
		if (length > ARCHIVE_ROW)
			return false;
		if (r->n - at < length)
			return true;
		r->cells[i] = length ? (const char *)r->bytes + at : NULL;
		if (length && strnlen(r->cells[i], length) != length - 1)
			return false;
		at += length;
	}
	*used = at - from;
	return true;
}

enum result
archive_rows_add(struct archive_rows *r, const uint8_t *bytes, size_t n,
    enum result (*each)(void *, const char *const *, size_t), void *ctx)
{
	size_t from = 0, used, ncells = 0;
	enum result rc = OK;

	keep(r, bytes, n);
	while (!rc && r->n > from) {
		if (!read_row(r, from, &used, &ncells))
			return BROKEN;
		if (!used)
			break;
		rc = each(ctx, r->cells, ncells);
		from += used;
	}
	r->n -= from;
	if (from)
		memmove(r->bytes, r->bytes + from, r->n);
	return rc;
}

bool
archive_rows_end(struct archive_rows *r)
{
	bool whole = r->n == 0;

	free(r->bytes);
	free(r->cells);
	*r = (struct archive_rows){ 0 };
	return whole;
}
