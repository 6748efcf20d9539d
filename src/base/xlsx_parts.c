#include "base/xlsx_parts.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/xlsx.h"
#include "base/xlsx_xml.h"

enum { READ_BLOCK = 64 * 1024, MAX_ENTRIES = 2000 };

static struct xlsx_part *
part_of(struct arena *mem, struct xlsx_parts *p, const char *name)
{
	static const char sheets[] = "xl/worksheets/";

	if (strcmp(name, "xl/workbook.xml") == 0)
		return &p->workbook;
	if (strcmp(name, "xl/_rels/workbook.xml.rels") == 0)
		return &p->rels;
	if (strcmp(name, "xl/sharedStrings.xml") == 0)
		return &p->strings;
	if (strcmp(name, "xl/styles.xml") == 0)
		return &p->styles;
	if (strncmp(name, sheets, strlen(sheets)) != 0 ||
	    strchr(name + strlen(sheets), '/') ||
	    p->nsheets == XLSX_MAX_SHEETS)
		return NULL;
	p->sheet_names[p->nsheets] = arena_text(mem, name + strlen(sheets));
	return &p->sheets[p->nsheets++];
}

/* A bomb is noticed by what has come out of it, never by what it claims. */
static bool
read_part(struct arena *mem, struct archive *a, char *block,
    struct xlsx_part *out, size_t *unpacked)
{
	struct buffer b = { 0 };
	la_ssize_t n;

	if (out)
		b = buffer_new(mem);

	while ((n = archive_read_data(a, block, READ_BLOCK)) > 0) {
		*unpacked += (size_t)n;
		if (*unpacked > XLSX_MAX_UNPACKED)
			return false;
		if (out)
			buffer_bytes(&b, block, (size_t)n);
	}
	if (out)
		*out = (struct xlsx_part){ b.s, b.len };
	return n == 0;
}

static enum result
read_all(struct arena *mem, struct archive *a, struct xlsx_parts *p,
    const char **why)
{
	char *block = arena_raw(mem, READ_BLOCK);
	struct archive_entry *entry;
	size_t unpacked = 0, entries = 0;
	int rc;

	*why = "xlsx_broken";
	while ((rc = archive_read_next_header(a, &entry)) == ARCHIVE_OK) {
		const char *name = archive_entry_pathname(entry);

		if (!name || ++entries > MAX_ENTRIES)
			return INVALID;
		if (!read_part(mem, a, block, part_of(mem, p, name),
		    &unpacked)) {
			if (unpacked > XLSX_MAX_UNPACKED)
				*why = "xlsx_too_large";
			return INVALID;
		}
	}
	return rc == ARCHIVE_EOF && p->nsheets ? OK : INVALID;
}

enum result
xlsx_unpack(struct arena *mem, const char *bytes, size_t n,
    struct xlsx_parts *p, const char **why)
{
	struct archive *a = archive_read_new();
	enum result rc = INVALID;

	*why = "xlsx_broken";
	if (!a)
		return BROKEN;
	/* By the list at its end, so that half a file is not taken for one. */
	if (archive_read_support_format_zip_seekable(a) == ARCHIVE_OK &&
	    archive_read_open_memory(a, bytes, n) == ARCHIVE_OK)
		rc = read_all(mem, a, p, why);
	archive_read_free(a);
	return rc;
}

struct strings_reader {
	struct arena *mem;
	struct xlsx_strings *out;
	struct buffer text;
	bool in_text, in_reading;	/* <t>; <rPh>: the furigana of a cell */
};

static void XMLCALL
string_start(void *parser, const char *element, const char **atts)
{
	struct strings_reader *s = XML_GetUserData(parser);

	(void)atts;
	if (xlsx_xml_is(element, "si"))
		s->text.len = 0;
	else if (xlsx_xml_is(element, "rPh"))
		s->in_reading = true;
	else if (xlsx_xml_is(element, "t"))
		s->in_text = !s->in_reading;
}

static void
keep_string(struct strings_reader *s)
{
	struct xlsx_strings *out = s->out;

	if (out->n == out->cap) {
		const char **more;

		out->cap = out->cap * 2 + 256;
		more = arena_array(s->mem, out->cap, sizeof(*more));
		if (out->n)
			memcpy(more, out->at, out->n * sizeof(*more));
		out->at = more;
	}
	out->at[out->n++] = arena_bytes(s->mem, s->text.s, s->text.len);
}

static void XMLCALL
string_end(void *parser, const char *element)
{
	struct strings_reader *s = XML_GetUserData(parser);

	if (xlsx_xml_is(element, "si"))
		keep_string(s);
	else if (xlsx_xml_is(element, "rPh"))
		s->in_reading = false;
	else if (xlsx_xml_is(element, "t"))
		s->in_text = false;
}

static void XMLCALL
string_text(void *parser, const char *text, int n)
{
	struct strings_reader *s = XML_GetUserData(parser);

	if (s->in_text)
		buffer_bytes(&s->text, text, (size_t)n);
}

bool
xlsx_read_strings(struct arena *mem, const struct xlsx_part *part,
    struct xlsx_strings *out)
{
	static const struct xlsx_xml xml = { string_start, string_end,
		string_text };
	struct strings_reader s = { .mem = mem, .out = out,
		.text = buffer_new(mem) };

	return xlsx_xml_walk(part, &xml, &s);
}

enum { MAX_FORMATS = 1000 };

struct styles_reader {
	struct arena *mem;
	struct xlsx_styles *out;
	int dates[MAX_FORMATS];		/* custom formats that show dates */
	size_t ndates;
	bool in_cells;			/* <cellXfs> */
};

/*
 * y, d or e outside quotes and brackets: yyyy/mm/dd, [$-411]ggge"年"m"月".
 * "General", which LibreOffice gives a number of its own, is no date.
 */
static bool
shows_date(const char *format)
{
	static const char general[] = "General";

	for (const char *s = format; *s; s++) {
		if (*s == '"') {
			s = strchr(s + 1, '"');
			if (!s)
				return false;
		} else if (*s == '[') {
			s = strchr(s, ']');
			if (!s)
				return false;
		} else if (strchr("\\_*", *s) && s[1]) {
			s++;
		} else if (strncasecmp(s, general, strlen(general)) == 0) {
			s += strlen(general) - 1;
		} else if (strchr("yYdDeE", *s) && strncmp(s, "E+", 2) != 0 &&
		    strncmp(s, "E-", 2) != 0) {
			return true;
		}
	}
	return false;
}

/* Formats every spreadsheet knows by number; 27-36 and 50-58 are Japanese. */
static bool
is_date_format(const struct styles_reader *s, int id)
{
	if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) ||
	    id == 36 || (id >= 50 && id <= 54) || (id >= 57 && id <= 58))
		return true;
	for (size_t i = 0; i < s->ndates; i++) {
		if (s->dates[i] == id)
			return true;
	}
	return false;
}

static void
keep_style(struct styles_reader *s, bool is_date)
{
	struct xlsx_styles *out = s->out;

	if (out->n == out->cap) {
		bool *more;

		out->cap = out->cap * 2 + 64;
		more = arena_array(s->mem, out->cap, sizeof(*more));
		if (out->n)
			memcpy(more, out->is_date, out->n * sizeof(*more));
		out->is_date = more;
	}
	out->is_date[out->n++] = is_date;
}

static void XMLCALL
style_start(void *parser, const char *element, const char **atts)
{
	struct styles_reader *s = XML_GetUserData(parser);
	const char *id = xlsx_xml_attribute(atts, "numFmtId");

	if (xlsx_xml_is(element, "cellXfs")) {
		s->in_cells = true;
	} else if (xlsx_xml_is(element, "numFmt") && id) {
		const char *format = xlsx_xml_attribute(atts, "formatCode");

		if (format && shows_date(format) && s->ndates < MAX_FORMATS)
			s->dates[s->ndates++] = (int)strtol(id, NULL, 10);
	} else if (xlsx_xml_is(element, "xf") && s->in_cells) {
		keep_style(s, id &&
		    is_date_format(s, (int)strtol(id, NULL, 10)));
	}
}

static void XMLCALL
style_end(void *parser, const char *element)
{
	struct styles_reader *s = XML_GetUserData(parser);

	if (xlsx_xml_is(element, "cellXfs"))
		s->in_cells = false;
}

bool
xlsx_read_styles(struct arena *mem, const struct xlsx_part *part,
    struct xlsx_styles *out)
{
	static const struct xlsx_xml xml = { style_start, style_end, NULL };
	struct styles_reader *s = arena_take(mem, sizeof(*s));

	s->mem = mem;
	s->out = out;
	return xlsx_xml_walk(part, &xml, s);
}

bool
xlsx_is_1904(const struct xlsx_part *workbook)
{
	const char *at = workbook->bytes ? strstr(workbook->bytes,
	    "date1904=\"") : NULL;

	if (!at)
		return false;
	at += strlen("date1904=\"");
	return *at == '1' || *at == 't';
}
