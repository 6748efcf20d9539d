#include <math.h>

#include "app/paper_flow.h"

/*
 * A table of a paper as PDF. A row stays whole when a page can hold it; else
 * it goes on on the next, below the labels again.
 */
#define PAD_X 4.0
#define PAD_Y 2.2
#define SIGN  32.0		/* high enough for a seal */

struct box {
	const struct pdf_text **texts;
	size_t n, at, line;		/* text and line to come next */
	double x, width;
	bool head;
	double share;			/* of a bar, against the longest */
};

struct row {
	struct box boxes[PAPER_MAX_COLUMNS];
	size_t n;
	double least;
};

struct grid {
	struct flow *f;
	const struct paper_block *block;
	struct row labels;		/* n 0: none */
	double x[PAPER_MAX_COLUMNS + 1];
	int64_t most;			/* of bars */
};

static void
measure(struct grid *g)
{
	double all = 0, at = FLOW_LEFT;

	for (size_t i = 0; i < g->block->ncolumns; i++)
		all += g->block->columns[i].width;
	for (size_t i = 0; i < g->block->ncolumns; i++) {
		g->x[i] = at;
		at += FLOW_WIDTH * g->block->columns[i].width / all;
	}
	g->x[g->block->ncolumns] = at;
}

static enum flow_style
style_of(const struct paper_line *line, bool head)
{
	if (line->late)
		return FLOW_LATE;
	if (line->small)
		return FLOW_SMALL;
	return head ? FLOW_LABEL : FLOW_CELL;
}

/* From a column's left side to the left side of column `to`. */
static struct box
box_of(struct grid *g, size_t column, size_t to, const struct paper_part *part,
    bool head)
{
	struct box b = { .x = g->x[column], .head = head,
		.width = g->x[to] - g->x[column] };
	size_t n = 0;

	for (const struct paper_part *p = part; p; p = p->next)
		n++;
	b.texts = arena_array(g->f->mem, n + 1, sizeof(struct pdf_text *));
	for (; part; part = part->next)
		b.texts[b.n++] = flow_set(g->f, style_of(&part->line, head),
		    part->line.text, b.width - 2 * PAD_X);
	return b;
}

static struct row
labels_of(struct grid *g)
{
	struct row row = { .n = g->block->ncolumns };

	if (!g->block->columns->label)
		return (struct row){ 0 };
	for (size_t i = 0; i < row.n; i++) {
		struct paper_part part = { NULL,
			{ .text = g->block->columns[i].label } };

		row.boxes[i] = box_of(g, i, i + 1, &part, true);
	}
	return row;
}

/* The cells of one row; when no more were given, the last one is wider. */
static struct row
row_of(struct grid *g, const struct paper_cell **cell)
{
	struct row row = { .n = 0 };
	size_t n = g->block->ncolumns;

	row.least = g->block->kind == PAPER_SIGNS ? SIGN : 0;
	for (; row.n < n && *cell; *cell = (*cell)->next, row.n++) {
		row.boxes[row.n] = box_of(g, row.n,
		    (*cell)->next ? row.n + 1 : n, (*cell)->first,
		    g->block->columns[row.n].head);
		if (g->most > 0 && (*cell)->count > 0)
			row.boxes[row.n].share = (double)(*cell)->count /
			    (double)g->most;
	}
	return row;
}

static double
box_height(const struct box *b)
{
	double height = 0;

	for (size_t i = b->at; i < b->n; i++) {
		size_t lines = pdf_text_lines(b->texts[i]);

		height += (double)(i == b->at ? lines - b->line : lines) *
			  pdf_text_pitch(b->texts[i]);
	}
	return height;
}

/* Of what is still to come of it. */
static double
row_height(const struct row *row)
{
	double height = 0;

	for (size_t i = 0; i < row->n; i++)
		height = fmax(height, box_height(row->boxes + i));
	return fmax(row->least, height + 2 * PAD_Y);
}

/* What fits of a cell into `room`; how much of it was used. One of its lines
 * that would be broken there begins on the next page. */
static double
put_box(struct grid *g, struct box *b, double room)
{
	double used = 0;

	while (b->at < b->n) {
		const struct pdf_text *t = b->texts[b->at];
		size_t left = pdf_text_lines(t) - b->line;
		size_t fits =
		    (size_t)((room - used + 0.01) / pdf_text_pitch(t));
		size_t n = left < fits ? left : fits;

		if (n < left && used > 0)
			break;
		if (n)
			pdf_lines(g->f->pdf, t, b->line, n, b->x + PAD_X,
			    g->f->y + PAD_Y + used);
		used += (double)n * pdf_text_pitch(t);
		b->line += n;
		if (n < left)
			break;
		b->line = 0;
		b->at++;
	}
	return used;
}

/* Grey with an edge: as good in black and white. */
static void
put_bar(struct pdf *pdf, const struct box *b, double y, double height)
{
	struct pdf_rect at = { b->x + PAD_X, y + PAD_Y + 1,
		(b->width - 2 * PAD_X) * b->share, height - 2 * PAD_Y - 2 };

	pdf_fill(pdf, at);
	pdf_frame(pdf, at);
}

/* What fits of a row onto this page. Labels that come again are no part of
 * what is read out. */
static void
put_row(struct grid *g, struct row *row, bool again)
{
	struct pdf *pdf = g->f->pdf;
	double height = fmin(row_height(row), flow_room(g->f));

	if (!again)
		pdf_begin(pdf, "TR");
	for (size_t i = 0; i < row->n; i++) {
		struct box *b = row->boxes + i;
		const char *tag = b->head ? "TH" : "TD";
		struct pdf_rect at = { b->x, g->f->y, b->width, height };

		if (b->head)
			pdf_fill(pdf, at);
		if (!again)
			pdf_begin(pdf, tag);
		if (b->share > 0)
			put_bar(pdf, b, g->f->y, height);
		(void)put_box(g, b, height - 2 * PAD_Y);
		if (!again)
			pdf_end(pdf, tag);
		pdf_frame(pdf, at);
	}
	if (!again)
		pdf_end(pdf, "TR");
	g->f->y += height;
}

static void
put_labels(struct grid *g, bool again)
{
	struct row row = g->labels;

	if (row.n)
		put_row(g, &row, again);
}

static bool
is_done(const struct row *row)
{
	for (size_t i = 0; i < row->n; i++) {
		if (row->boxes[i].at < row->boxes[i].n)
			return false;
	}
	return true;
}

static void
put_whole_row(struct grid *g, struct row *row)
{
	double page = FLOW_BOTTOM - FLOW_TOP - row_height(&g->labels);
	double height = row_height(row), few = 40 * g->f->scale;

	if (height > flow_room(g->f) &&
	    (height <= page || flow_room(g->f) < few)) {
		flow_page(g->f);
		put_labels(g, true);
	}
	put_row(g, row, false);
	while (!is_done(row)) {
		flow_page(g->f);
		put_labels(g, true);
		put_row(g, row, false);
	}
}

void
flow_table(struct flow *f, const struct paper_block *block)
{
	struct grid g = { .f = f, .block = block };
	const struct paper_cell *cell = block->cells;
	struct row row;

	measure(&g);
	for (const struct paper_cell *c = cell; c; c = c->next)
		g.most = c->count > g.most ? c->count : g.most;
	g.labels = labels_of(&g);
	row = row_of(&g, &cell);
	flow_need(f, row_height(&g.labels) +
	    fmin(row_height(&row), 60 * f->scale));
	pdf_begin(f->pdf, "Table");
	put_labels(&g, false);
	put_whole_row(&g, &row);
	while (cell) {
		row = row_of(&g, &cell);
		put_whole_row(&g, &row);
	}
	pdf_end(f->pdf, "Table");
}
