#include <string.h>

#include "app/chart.h"
#include "app/paper_parts.h"
#include "app/prose.h"
#include "base/qr.h"

/* A paper as a part of the page that is printed. */

static void
add_line(struct buffer *b, const struct paper_line *line)
{
	if (line->url) {
		buffer_add(b, "<a href=\"");
		buffer_html(b, line->url);
		buffer_add(b, "\">");
	}
	if (line->late)
		buffer_add(b, "<span class=\"due\">");
	buffer_html(b, line->text);
	buffer_add(b, line->late ? "</span>" : "");
	buffer_add(b, line->url ? "</a>" : "");
}

static void
add_parts(struct buffer *b, const struct paper_cell *cell)
{
	const struct paper_part *part = cell ? cell->first : NULL;

	if (!part)
		return;
	if (!part->next && !part->line.small) {
		add_line(b, &part->line);
		return;
	}
	for (; part; part = part->next) {
		buffer_add(b, part->line.small ? "<p class=\"note\">" : "<p>");
		add_line(b, &part->line);
		buffer_add(b, "</p>");
	}
}

static void
add_cell(struct buffer *b, const struct paper_column *column,
    const struct paper_cell *cell)
{
	bool breaks = false;

	for (const struct paper_part *p = cell ? cell->first : NULL; p;
	    p = p->next)
		breaks |= strchr(p->line.text, '\n') != NULL;
	buffer_add(b, column->head ? "<th scope=\"row\"" : "<td");
	buffer_add(b, breaks ? " class=\"lines\">" : ">");
	add_parts(b, cell);
	buffer_add(b, column->head ? "</th>" : "</td>");
}

static void
add_labels(struct buffer *b, const struct paper_block *block)
{
	if (!block->columns->label)
		return;
	buffer_add(b, "<thead><tr>");
	for (size_t i = 0; i < block->ncolumns; i++) {
		buffer_add(b, "<th scope=\"col\">");
		buffer_html(b, block->columns[i].label);
		buffer_add(b, "</th>");
	}
	buffer_add(b, "</tr></thead>\n");
}

static void
add_table(struct buffer *b, const struct paper_block *block)
{
	const struct paper_cell *cell = block->cells;

	if (!cell) {
		buffer_add(b, "<p>（なし）</p>\n");
		return;
	}
	buffer_add(b, "<section class=\"table-box\" tabindex=\"0\""
	    " aria-label=\"");
	buffer_html(b, block->text);
	buffer_fmt(b, "\"><table class=\"data%s\">\n<caption class=\"vh\">",
	    block->kind == PAPER_SIGNS ? " signs" : "");
	buffer_html(b, block->text);
	buffer_add(b, "</caption>\n");
	add_labels(b, block);
	buffer_add(b, "<tbody>\n");
	while (cell) {
		buffer_add(b, "<tr>");
		for (size_t i = 0; i < block->ncolumns; i++) {
			add_cell(b, block->columns + i, cell);
			cell = cell ? cell->next : NULL;
		}
		buffer_add(b, "</tr>\n");
	}
	buffer_add(b, "</tbody></table></section>\n");
}

static void
add_facts(struct buffer *b, const struct paper_block *block)
{
	const struct paper_cell *label = block->cells, *value;

	buffer_add(b, "<dl class=\"facts\">\n");
	for (; label && label->next; label = value->next) {
		value = label->next;
		buffer_add(b, "<div><dt>");
		add_parts(b, label);
		buffer_add(b, "</dt><dd>");
		add_parts(b, value);
		buffer_add(b, "</dd></div>\n");
	}
	buffer_add(b, "</dl>\n");
}

static void
add_text(struct buffer *b, const char *open, const char *text,
    const char *close)
{
	buffer_add(b, open);
	buffer_html(b, text);
	buffer_add(b, close);
}

/* The picture, and the numbers as a table; what is hidden has no bar. */
static void
add_bars(struct request *r, struct buffer *b, const struct paper_block *block)
{
	struct paper_block table = *block;
	struct paper_cell *cells = arena_array(r->mem, block->ncells + 1,
	    sizeof(*cells));
	struct chart_part *parts = arena_array(r->mem, block->ncells + 1,
	    sizeof(*parts));
	struct chart chart = { .title = block->text, .unit = block->unit,
		.parts = parts };
	size_t n = 0;

	for (const struct paper_cell *c = block->cells; c; c = c->next->next->next) {
		const struct paper_cell *bar = c->next->next;

		if (bar->count >= 0)
			parts[chart.n++] = (struct chart_part){
			    .label = c->first->line.text, .count = bar->count };
		chart.total += bar->count > 0 ? bar->count : 0;
		cells[n] = *c;
		cells[n + 1] = *c->next;
		cells[n].next = &cells[n + 1];
		cells[n + 1].next = bar->next ? &cells[n + 2] : NULL;
		n += 2;
	}
	add_text(b, "<h3>", block->text, "</h3>\n");
	if (chart.total)
		buffer_add(b, html_text(chart_bars(r, &chart)));
	table.cells = n ? cells : NULL;
	table.ncolumns = 2;
	add_table(b, &table);
}

static void
add_prose(struct request *r, struct buffer *b, const char *text)
{
	buffer_add(b, "<div class=\"prose\">\n");
	buffer_add(b, html_text(prose_html(r->mem, text)));
	buffer_add(b, "</div>\n");
}

static void
add_block(struct request *r, struct buffer *b, const struct paper_block *block)
{
	switch (block->kind) {
	case PAPER_SECTION:
		add_text(b, "<h2 class=\"rule\">", block->text, "</h2>\n");
		break;
	case PAPER_TEXT:
		add_text(b, "<p class=\"lines\">", block->text, "</p>\n");
		break;
	case PAPER_NOTE:
		add_text(b, "<p class=\"note\">", block->text, "</p>\n");
		break;
	case PAPER_WARNING:
		add_text(b, "<p class=\"notice notice--warn\">", block->text,
		    "</p>\n");
		break;
	case PAPER_PICTURE:
		add_text(b, "<figure class=\"picture picture--paper\"><img src=\"",
		    block->url, "\" alt=\"");
		add_text(b, "", block->text, "\"><figcaption>");
		add_text(b, "", block->text, "</figcaption></figure>\n");
		break;
	case PAPER_BLANK:
		buffer_add(b, "<p class=\"blank\"></p>\n");
		break;
	case PAPER_NEXT_PAGE:
		buffer_add(b, "<hr class=\"turn\">\n");
		break;
	case PAPER_FACTS:
		add_facts(b, block);
		break;
	case PAPER_PROSE:
		add_prose(r, b, block->text);
		break;
	case PAPER_BARS:
		add_bars(r, b, block);
		break;
	case PAPER_TABLE:
	case PAPER_SIGNS:
		add_table(b, block);
		break;
	}
}

/* Drawn as on the page where a second factor is set up. */
static void
add_code(struct buffer *b, const struct paper *p)
{
	const char *path;
	int64_t side;

	if (!p->code || qr_path(b->mem, p->code, &path, &side))
		return;
	buffer_fmt(b, "<figure class=\"code%s\"><svg class=\"qr\" viewBox=\"0 0"
	    " %d %d\" role=\"img\" aria-label=\"",
	    p->code_large ? " code--large" : "", (int)side, (int)side);
	buffer_html(b, p->code_says);
	buffer_fmt(b, "\"><path d=\"%s\"/></svg><figcaption>",
	    path);
	buffer_html(b, p->code_says);
	buffer_add(b, "</figcaption></figure>\n");
}

const struct html *
paper_html(struct request *r, const struct paper *p)
{
	struct buffer b = buffer_new(r->mem);

	add_code(&b, p);
	if (p->under)
		add_text(&b, "<p class=\"note\">", p->under, "</p>\n");
	for (const struct paper_block *block = p->blocks; block;
	    block = block->next)
		add_block(r, &b, block);
	return html_from(r->mem, &b);
}
