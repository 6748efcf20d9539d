#include "base/csv.h"

#include <stdbool.h>
#include <string.h>

#include "base/charset.h"
#include "base/text.h"

/*
 * One pass over the decoded text. Cells are taken off in place: a quoted cell
 * only ever gets shorter, so its text is written back over itself.
 */
struct reader {
	struct arena *mem;
	char *at, *end;
	char comma;
	size_t line;
	const char **cells;
	size_t used, cap;
	size_t *rows;			/* index of each row's first cell */
	size_t *lines;
	size_t nrows, rows_cap;
	const char *why;
};

static void *
bigger(struct arena *mem, const void *old, size_t used, size_t cap,
    size_t size)
{
	void *p = arena_array(mem, cap, size);

	if (used)
		memcpy(p, old, used * size);
	return p;
}

static void
add_cell(struct reader *r, const char *cell)
{
	if (r->used == r->cap) {
		r->cap = r->cap * 2 + 1024;
		r->cells = bigger(r->mem, r->cells, r->used, r->cap,
		    sizeof(*r->cells));
	}
	r->cells[r->used++] = cell;
}

static bool
add_row(struct reader *r)
{
	if (r->nrows == CSV_MAX_ROWS) {
		r->why = "csv_too_long";
		return false;
	}
	if (r->nrows + 1 >= r->rows_cap) {
		r->rows_cap = r->rows_cap * 2 + 256;
		r->rows = bigger(r->mem, r->rows, r->nrows, r->rows_cap,
		    sizeof(*r->rows));
		r->lines = bigger(r->mem, r->lines, r->nrows, r->rows_cap,
		    sizeof(*r->lines));
	}
	r->rows[r->nrows] = r->used;
	r->lines[r->nrows++] = r->line;
	return true;
}

/* Marks outside quotes, up to the end of the line that s is at. */
static const char *
count_marks(const char *s, size_t *commas, size_t *tabs, size_t *semicolons)
{
	bool quoted = false;

	while (*s == '\n' || *s == '\r')
		s++;
	for (; *s && (quoted || (*s != '\n' && *s != '\r')); s++) {
		quoted ^= *s == '"';
		*commas += !quoted && *s == ',';
		*tabs += !quoted && *s == '\t';
		*semicolons += !quoted && *s == ';';
	}
	return s;
}

/* The mark between cells that the header row holds most of: the first line, or
 * the first of so many that holds any. */
static char
sniff(const char *s, size_t lines)
{
	size_t commas = 0, tabs = 0, semicolons = 0;

	while (lines-- && *s && !commas && !tabs && !semicolons)
		s = count_marks(s, &commas, &tabs, &semicolons);
	if (tabs > commas && tabs >= semicolons)
		return '\t';
	return semicolons > commas ? ';' : ',';
}

/* From after the opening quote; at the closing one afterwards, or not. */
static char *
quoted(struct reader *r)
{
	char *out = r->at, *cell = r->at;

	for (; r->at < r->end; r->at++) {
		if (*r->at == '"' && r->at[1] == '"') {
			r->at++;
		} else if (*r->at == '"') {
			r->at++;
			*out = '\0';
			return cell;
		}
		/* Every way to end a line becomes one. */
		if (*r->at == '\r' && r->at[1] == '\n')
			continue;
		if (*r->at == '\r')
			*r->at = '\n';
		r->line += *r->at == '\n';
		*out++ = *r->at;
	}
	r->why = "csv_quote";
	return NULL;
}

static char *
plain(struct reader *r)
{
	char *cell = r->at;

	while (r->at < r->end && *r->at != r->comma && *r->at != '\n' &&
	    *r->at != '\r')
		r->at++;
	return cell;
}

/* One row; its marks become the NULs that end its cells. */
static bool
read_row(struct reader *r)
{
	size_t n = 0;

	for (;;) {
		char *cell, mark;

		if (r->at < r->end && *r->at == '"') {
			r->at++;
			cell = quoted(r);
			while (cell && r->at < r->end && *r->at == ' ')
				r->at++;
		} else {
			cell = plain(r);
		}
		if (!cell)
			return false;
		mark = r->at < r->end ? *r->at : '\n';
		if (mark != r->comma && mark != '\n' && mark != '\r') {
			r->why = "csv_quote";
			return false;
		}
		if (++n > CSV_MAX_COLUMNS) {
			r->why = "csv_too_wide";
			return false;
		}
		*r->at = '\0';
		if (r->at < r->end)
			r->at++;
		add_cell(r, cell);
		if (mark == r->comma)
			continue;
		if (mark == '\r' && r->at < r->end && *r->at == '\n')
			r->at++;
		r->line++;
		return true;
	}
}

static size_t
row_length(const struct reader *r, size_t row)
{
	return (row + 1 < r->nrows ? r->rows[row + 1] : r->used) -
	    r->rows[row];
}

static bool
is_blank(const struct reader *r, size_t row)
{
	for (size_t i = 0; i < row_length(r, row); i++) {
		if (!text_blank(r->cells[r->rows[row] + i]))
			return false;
	}
	return true;
}

/* Last column that any row has something in. */
static size_t
width(const struct reader *r)
{
	size_t most = 0;

	for (size_t row = 0; row < r->nrows; row++) {
		size_t n = row_length(r, row);

		while (n > most && text_blank(r->cells[r->rows[row] + n - 1]))
			n--;
		if (n > most)
			most = n;
	}
	return most;
}

/* Rows of one length; blank ones at the end and in between are left out. */
static enum result
square(struct reader *r, struct table *out)
{
	size_t ncols = width(r), kept = 0;
	const char **cells = arena_array(r->mem, r->nrows * ncols + 1,
	    sizeof(*cells));
	size_t *lines = arena_array(r->mem, r->nrows + 1, sizeof(*lines));

	for (size_t row = 0; row < r->nrows; row++) {
		size_t n = row_length(r, row);

		if (is_blank(r, row))
			continue;
		for (size_t i = 0; i < ncols; i++)
			cells[kept * ncols + i] = i < n ?
			    r->cells[r->rows[row] + i] : "";
		lines[kept++] = r->lines[row];
	}
	*out = (struct table){ cells, lines, kept, ncols };
	if (!kept)
		r->why = "csv_empty";
	return kept ? OK : INVALID;
}

enum result
csv_read(struct arena *mem, const char *bytes, size_t n, struct table *out,
    const char **why, size_t *line)
{
	struct reader r = { .mem = mem, .line = 1 };
	size_t len;
	enum result rc = charset_decode(mem, bytes, n, &r.at, &len);

	*line = 1;
	*why = "csv_encoding";
	if (rc)
		return rc;
	r.end = r.at + len;
	r.comma = sniff(r.at, 1);
	while (!r.why && r.at < r.end) {
		if (!add_row(&r) || !read_row(&r)) {
			*line = r.line;
			*why = r.why;
			return INVALID;
		}
	}
	rc = square(&r, out);
	*why = r.why;
	return rc;
}

enum result
csv_each(struct arena *mem, const char *bytes, size_t n, csv_row *each,
    void *ctx, const char **why, size_t *line)
{
	struct reader r = { .mem = mem, .line = 1 };
	size_t len;
	enum result rc = charset_decode(mem, bytes, n, &r.at, &len);

	*line = 1;
	*why = "csv_encoding";
	if (rc)
		return rc;
	*why = NULL;
	r.end = r.at + len;
	r.comma = sniff(r.at, CSV_TITLES);
	while (!rc && r.at < r.end) {
		r.used = 0;
		*line = r.line;
		if (!read_row(&r)) {
			*line = r.line;
			*why = r.why;
			return INVALID;
		}
		while (r.used && text_blank(r.cells[r.used - 1]))
			r.used--;
		if (r.used)
			rc = each(ctx, r.cells, r.used, *line);
	}
	return rc;
}

/* The character a spreadsheet would take for the start of a formula. */
static bool
is_formula(const char *s)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };

	if (*s && strchr("=+-@\t\r", *s))
		return true;
	for (size_t i = 0; i < COUNT(wide); i++) {
		if (strncmp(s, wide[i], strlen(wide[i])) == 0)
			return true;
	}
	return false;
}

/* An apostrophe that stood before such a character gets one more, so that
 * taking one off gives back what was there. */
static bool
is_guarded(const char *s)
{
	while (*s == '\'')
		s++;
	return is_formula(s);
}

const char *
csv_guard(struct arena *mem, const char *s)
{
	return is_formula(s) || (*s == '\'' && is_guarded(s)) ?
	    arena_fmt(mem, "'%s", s) : s;
}

const char *
csv_unguard(const char *s)
{
	return *s == '\'' && is_guarded(s) ? s + 1 : s;
}

void
csv_cell(struct buffer *b, const char *s)
{
	s = csv_guard(b->mem, s);
	/* Quoted too when it holds what other programs put between cells. */
	if (!strpbrk(s, ",;\t\"\r\n") && *s != ' ' && *s != '\'') {
		buffer_add(b, s);
		return;
	}
	buffer_add(b, "\"");
	for (; *s; s++)
		buffer_bytes(b, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
	buffer_add(b, "\"");
}
