#include "features/statistics/statistics.h"

#include <string.h>

#include "base/csv.h"

#define HEADINGS "表,分類コード,分類,数,単位,開始日,終了日"

/* The report as JSON, CSV and plain text. */

static void
put_number(struct buffer *b, int64_t number, bool hidden)
{
	if (hidden)
		buffer_add(b, "null");
	else
		buffer_int(b, number);
}

static void
put_table(struct buffer *b, const struct report_table *t)
{
	buffer_fmt(b, ",\"%s\":{", t->name);
	for (size_t i = 0; i < t->nrows; i++) {
		buffer_add(b, i ? "," : "");
		buffer_json(b, t->rows[i].label);
		buffer_add(b, ":");
		put_number(b, t->rows[i].count, t->rows[i].hidden);
	}
	buffer_add(b, "}");
}

void
report_json(struct buffer *b, const struct report *report)
{
	const char *comma = "";

	buffer_add(b, "{\"from\":");
	buffer_json(b, report->from);
	buffer_add(b, ",\"to\":");
	buffer_json(b, report->to);
	buffer_add(b, ",\"persons\":");
	put_number(b, report->persons, report->persons_hidden);
	buffer_add(b, ",\"total\":");
	put_number(b, report->total, report->total_hidden);
	for (size_t i = 0; i < REPORT_TABLES; i++)
		put_table(b, &report->tables[i]);
	buffer_add(b, ",\"gaps\":{");
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		const struct report_table *t = &report->tables[i];

		if (t->kind != REPORT_SINGLE)
			continue;
		buffer_fmt(b, "%s\"%s\":", comma, t->name);
		put_number(b, t->gap, t->gap_hidden);
		comma = ",";
	}
	buffer_add(b, "}}");
}

static void
csv_line(struct buffer *b, const struct report *report,
    const struct report_line *line)
{
	const char *const cells[] = { line->title, line->code, line->label,
	    report_number(b->mem, line), line->unit,
	    report->from, report->to };

	for (size_t i = 0; i < COUNT(cells); i++) {
		buffer_add(b, i ? "," : "");
		csv_cell(b, cells[i]);
	}
	buffer_add(b, "\r\n");
}

void
report_csv(struct buffer *b, const struct report *reports, size_t n)
{
	buffer_add(b, "\xef\xbb\xbf" HEADINGS "\r\n");
	for (size_t i = 0; i < n; i++) {
		struct report_lines lines = report_lines_of(b->mem,
		    &reports[i]);

		for (size_t k = 0; k < lines.n; k++)
			csv_line(b, &reports[i], &lines.at[k]);
	}
}

/*
 * Places on a terminal: Japanese letters take two, Latin letters and half-width
 * kana take one.
 */
static size_t
width_of(const char *s)
{
	size_t width = 0;

	for (const unsigned char *p = (const unsigned char *)s; *p; p++) {
		if (*p >= 0xc0)
			width += *p >= 0xe1 && !(p[0] == 0xef &&
			    (p[1] == 0xbd ? p[2] >= 0xa1 :
			    p[1] == 0xbe && p[2] < 0xa0)) ? 2 : 1;
		else if (*p < 0x80)
			width++;
	}
	return width;
}

static void
put_padding(struct buffer *b, size_t used, size_t wanted)
{
	for (size_t i = used; i < wanted; i++)
		buffer_add(b, " ");
}

static void
text_line(struct buffer *b, const struct report_line *line, size_t width)
{
	const char *number = report_number(b->mem, line);

	buffer_add(b, "  ");
	buffer_add(b, line->label);
	put_padding(b, width_of(line->label) + strlen(number), width + 8);
	buffer_add(b, number);
	buffer_add(b, " ");
	buffer_add(b, line->unit);
	buffer_add(b, "\n");
}

static void
put_footnotes(struct buffer *b, const struct report *report)
{
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		const struct report_table *t = &report->tables[i];

		if (t->footnote)
			buffer_fmt(b, "\n※ %s：%s\n", t->title, t->footnote);
	}
}

void
report_text(struct buffer *b, const struct report *report)
{
	struct report_lines lines = report_lines_of(b->mem, report);
	size_t width = 0;
	const char *title = "";

	for (size_t i = 0; i < lines.n; i++) {
		size_t w = width_of(lines.at[i].label);

		width = w > width ? w : width;
	}
	buffer_fmt(b, "相談支援の実績　%s（%s から %s まで）\n\n",
	    report->period, report->from, report->to);
	for (size_t i = 0; i < lines.n; i++) {
		const struct report_line *line = &lines.at[i];

		if (i >= 2 && strcmp(line->title, title) != 0)
			buffer_fmt(b, "\n%s\n", line->title);
		title = line->title;
		text_line(b, line, width);
	}
	put_footnotes(b, report);
}
