#include "app/pack_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"

void
pack_fault(struct request *r, const struct pack_sheet *s, size_t row,
    const char *says)
{
	request_fault(r, arena_fmt(r->mem, "%s:%zu", s->file,
	    row < s->table.nrows ? s->table.lines[row] : 1), says);
}

const char *
pack_cell(const struct pack_sheet *s, size_t row, size_t column)
{
	const char *c = table_cell(&s->table, row, s->at[column]);

	return *c ? c : NULL;
}

const char *
pack_text(const struct pack_sheet *s, size_t row, size_t column)
{
	const char *c = pack_cell(s, row, column);

	return c ? c : "";
}

static bool
read_bytes(struct request *r, const char *path, char **bytes, size_t *n)
{
	FILE *f = fopen(path, "rb");
	bool fine;

	if (!f)
		return false;
	*bytes = arena_take(r->mem, MAX_PACK_FILE);
	*n = fread(*bytes, 1, MAX_PACK_FILE, f);
	fine = !ferror(f) && *n < MAX_PACK_FILE;
	fclose(f);
	return fine;
}

static bool
find_columns(struct pack_sheet *s)
{
	for (size_t i = 0; i < s->ncolumns; i++) {
		size_t c = 0;

		while (c < s->table.ncols &&
		    strcmp(table_cell(&s->table, 0, c), s->columns[i]) != 0)
			c++;
		if (c == s->table.ncols)
			return false;
		s->at[i] = c;
	}
	return true;
}

bool
pack_open(struct request *r, const char *folder, struct pack_sheet *s)
{
	const char *path = arena_fmt(r->mem, "%s/%s", folder, s->file), *why;
	char *bytes;
	size_t n, line;

	if (!read_bytes(r, path, &bytes, &n)) {
		pack_fault(r, s, 0, "cannot be read");
		return false;
	}
	if (csv_read(r->mem, bytes, n, &s->table, &why, &line)) {
		pack_fault(r, s, 0, why);
		return false;
	}
	if (!find_columns(s)) {
		pack_fault(r, s, 0,
		    "a column is missing: see the pack's README");
		return false;
	}
	return true;
}

void
pack_give_way(struct request *r, struct pack_sheet *base, size_t column,
    const struct pack_sheet *own)
{
	struct text_map *told = text_map_new(r->mem, own->table.nrows);
	struct table *t = &base->table;
	const char **cells = arena_array(r->mem, t->nrows * t->ncols,
	    sizeof(*cells));
	size_t *lines = arena_array(r->mem, t->nrows, sizeof(*lines)), n = 0;

	for (size_t i = 1; i < own->table.nrows; i++)
		text_map_put(told, pack_text(own, i, column), own);
	for (size_t i = 0; i < t->nrows; i++) {
		if (i && text_map_get(told, pack_text(base, i, column)))
			continue;
		memcpy(cells + n * t->ncols, t->cells + i * t->ncols,
		    t->ncols * sizeof(*cells));
		lines[n++] = t->lines[i];
	}
	t->cells = cells;
	t->lines = lines;
	t->nrows = n;
}

int64_t
pack_number(const struct pack_sheet *s, size_t row, size_t column)
{
	return strtoll(pack_text(s, row, column), NULL, 10);
}

const char *
pack_code_key(struct request *r, const char *list, const char *code)
{
	return arena_fmt(r->mem, "%s:%s", list, code);
}
