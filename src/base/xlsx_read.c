#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/text.h"
#include "base/xlsx.h"
#include "base/xlsx_parts.h"
#include "base/xlsx_xml.h"

enum { DAYS_1904 = 1462, LAST_SERIAL = 2958465 };

/* As wide as its last cell that holds something. */
struct row {
	const char **cells;		/* [ncells]; NULL: holds nothing */
	size_t ncells, line;
};

struct sheet_reader {
	struct arena *mem;
	const struct xlsx_strings *strings;
	const struct xlsx_styles *styles;
	bool is_1904, too_large;
	struct row *rows;		/* without the blank ones */
	size_t nrows, cap, ncols;
	const char *cells[XLSX_MAX_COLUMNS];	/* of the row being read */
	size_t ncells, line;
	size_t col, style;
	char type;			/* n, s (shared), i (inline), b, t (str) */
	struct buffer text;		/* of the cell being read */
	bool in_cell, in_value, in_reading;
};

bool
xlsx_looks(const char *bytes, size_t n)
{
	return n > 4 && memcmp(bytes, "PK\3\4", 4) == 0;
}

/* "AB12" is column 27; cells that hold nothing are left out of the file. */
static size_t
column_of(const char *ref)
{
	size_t col = 0;

	for (; *ref >= 'A' && *ref <= 'Z' && col < XLSX_MAX_COLUMNS * 26; ref++)
		col = col * 26 + (size_t)(*ref - 'A') + 1;
	return col ? col - 1 : 0;
}

static void
open_row(struct sheet_reader *s, const char *line)
{
	s->line = line ? strtoul(line, NULL, 10) : s->line + 1;
	memset(s->cells, 0, s->ncells * sizeof(*s->cells));
	s->ncells = 0;
	s->col = (size_t)-1;
}

static void
more_rows(struct sheet_reader *s)
{
	struct row *rows;

	s->cap = s->cap * 2 + 64;
	rows = arena_array(s->mem, s->cap, sizeof(*rows));
	if (s->nrows)
		memcpy(rows, s->rows, s->nrows * sizeof(*rows));
	s->rows = rows;
}

/* False: the table has grown too large. */
static bool
close_row(struct sheet_reader *s)
{
	struct row *row;

	if (!s->ncells)
		return true;
	if (s->ncells > s->ncols)
		s->ncols = s->ncells;
	s->too_large = (s->nrows + 1) * s->ncols > XLSX_MAX_CELLS;
	if (s->too_large)
		return false;
	if (s->nrows == s->cap)
		more_rows(s);
	row = &s->rows[s->nrows++];
	row->cells = arena_array(s->mem, s->ncells, sizeof(*row->cells));
	memcpy(row->cells, s->cells, s->ncells * sizeof(*row->cells));
	row->ncells = s->ncells;
	row->line = s->line;
	return true;
}

static void
open_cell(struct sheet_reader *s, const char **atts)
{
	const char *ref = xlsx_xml_attribute(atts, "r");
	const char *type = xlsx_xml_attribute(atts, "t");
	const char *style = xlsx_xml_attribute(atts, "s");

	s->col = ref ? column_of(ref) : s->col + 1;
	s->style = style ? strtoul(style, NULL, 10) : 0;
	s->type = !type ? 'n' : strcmp(type, "s") == 0 ? 's' :
	    strcmp(type, "inlineStr") == 0 ? 'i' : strcmp(type, "b") == 0 ?
	    'b' : strcmp(type, "n") == 0 ? 'n' : 't';
	s->in_cell = true;
	s->text.len = 0;
	s->text.s[0] = '\0';
}

static void XMLCALL
start(void *parser, const char *element, const char **atts)
{
	struct sheet_reader *s = XML_GetUserData(parser);

	if (xlsx_xml_is(element, "row"))
		open_row(s, xlsx_xml_attribute(atts, "r"));
	else if (xlsx_xml_is(element, "c"))
		open_cell(s, atts);
	else if (xlsx_xml_is(element, "rPh"))
		s->in_reading = true;
	else if (xlsx_xml_is(element, "v") || xlsx_xml_is(element, "t"))
		s->in_value = !s->in_reading;
}

/* 3 and not 3.0; 0.1 and not 0.1000000000000000056. */
static const char *
number_text(struct arena *mem, const char *s)
{
	char *end;
	double d = strtod(s, &end);

	if (*end || end == s || !isfinite(d))
		return arena_text(mem, s);
	if (d == floor(d) && fabs(d) < 1e15)
		return arena_fmt(mem, "%.0f", d);
	return arena_fmt(mem, "%.15g", d);
}

static const char *
day_text(struct sheet_reader *s, const char *text)
{
	char *end;
	double d = strtod(text, &end);

	d += s->is_1904 ? DAYS_1904 : 0;
	if (*end || end == text || !(d >= 1 && d <= LAST_SERIAL))
		return number_text(s->mem, text);
	return date_from_serial(s->mem, (long)d);
}

/* NULL: it names a text that the workbook does not have. */
static const char *
cell_text(struct sheet_reader *s)
{
	const char *text = s->text.s;
	size_t i;

	if (text_blank(text))
		return "";
	switch (s->type) {
	case 's':
		i = strtoul(text, NULL, 10);
		return i < s->strings->n ? s->strings->at[i] : NULL;
	case 'b':
		return *text == '1' ? "TRUE" : "FALSE";
	case 'n':
		return s->style < s->styles->n && s->styles->is_date[s->style] ?
		    day_text(s, text) : number_text(s->mem, text);
	default:
		return arena_text(s->mem, text);
	}
}

/* False: the cell cannot be told, or has no place. */
static bool
close_cell(struct sheet_reader *s)
{
	const char *text = cell_text(s);

	s->in_cell = false;
	if (!text)
		return false;
	if (text_blank(text))
		return true;
	s->too_large = s->col >= XLSX_MAX_COLUMNS;
	if (s->too_large)
		return false;
	s->cells[s->col] = text;
	if (s->col >= s->ncells)
		s->ncells = s->col + 1;
	return true;
}

static void XMLCALL
end(void *parser, const char *element)
{
	struct sheet_reader *s = XML_GetUserData(parser);

	if (xlsx_xml_is(element, "c")) {
		if (!close_cell(s))
			XML_StopParser(parser, XML_FALSE);
	} else if (xlsx_xml_is(element, "row")) {
		if (!close_row(s))
			XML_StopParser(parser, XML_FALSE);
	} else if (xlsx_xml_is(element, "rPh")) {
		s->in_reading = false;
	} else if (xlsx_xml_is(element, "v") || xlsx_xml_is(element, "t")) {
		s->in_value = false;
	}
}

static void XMLCALL
text(void *parser, const char *bytes, int n)
{
	struct sheet_reader *s = XML_GetUserData(parser);

	if (s->in_value && s->in_cell)
		buffer_bytes(&s->text, bytes, (size_t)n);
}

static bool
read_sheet(struct sheet_reader *s, const struct xlsx_part *part)
{
	static const struct xlsx_xml xml = { start, end, text };

	return part->len && xlsx_xml_walk(part, &xml, s);
}

static void
square(struct sheet_reader *s, struct table *out)
{
	const char **cells = arena_array(s->mem, s->nrows * s->ncols + 1,
	    sizeof(*cells));
	size_t *lines = arena_array(s->mem, s->nrows + 1, sizeof(*lines));

	for (size_t row = 0; row < s->nrows; row++) {
		const struct row *from = &s->rows[row];

		for (size_t i = 0; i < s->ncols; i++) {
			const char *c = i < from->ncells ? from->cells[i] : NULL;

			cells[row * s->ncols + i] = c ? c : "";
		}
		lines[row] = from->line;
	}
	*out = (struct table){ cells, lines, s->nrows, s->ncols };
}

/* sheet10 comes after sheet2. */
static int
sheet_number(const char *name)
{
	const char *digits = name + strcspn(name, "0123456789");

	return (int)strtol(digits, NULL, 10);
}

/* First of the sheets, in their order, that has anything in it. */
static enum result
first_sheet(struct arena *mem, const struct xlsx_parts *p,
    const struct sheet_reader *settings, struct table *out, const char **why)
{
	int after = -1;

	for (size_t tries = 0; tries < p->nsheets; tries++) {
		struct sheet_reader s = *settings;
		size_t next = 0;
		int best = -1;

		for (size_t i = 0; i < p->nsheets; i++) {
			int n = sheet_number(p->sheet_names[i]);

			if (n > after && (best < 0 || n < best)) {
				best = n;
				next = i;
			}
		}
		after = best;
		s.mem = mem;
		s.text = buffer_new(mem);
		if (best < 0 || !read_sheet(&s, &p->sheets[next])) {
			*why = s.too_large ? "xlsx_too_large" : "xlsx_broken";
			return INVALID;
		}
		square(&s, out);
		if (out->nrows)
			return OK;
	}
	*why = "xlsx_empty";
	return INVALID;
}

enum result
xlsx_read(struct arena *mem, const char *bytes, size_t n, struct table *out,
    const char **why)
{
	struct xlsx_parts p = { 0 };
	struct xlsx_strings strings = { 0 };
	struct xlsx_styles styles = { 0 };
	struct sheet_reader settings = { .strings = &strings,
	    .styles = &styles };
	enum result rc;

	*why = "xlsx_too_large";
	if (n > XLSX_MAX_BYTES)
		return INVALID;
	rc = xlsx_unpack(mem, bytes, n, &p, why);
	if (rc)
		return rc;
	*why = "xlsx_broken";
	if (!xlsx_read_strings(mem, &p.strings, &strings) ||
	    !xlsx_read_styles(mem, &p.styles, &styles))
		return INVALID;
	settings.is_1904 = xlsx_is_1904(&p.workbook);
	return first_sheet(mem, &p, &settings, out, why);
}
