#include "app/paper_keep.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "app/paper_parts.h"
#include "base/text.h"

/*
 * A line a thing, cells with a tab between: paper, then block, column, cell and
 * line, each inside the last of the one above.
 */
enum { MOST_CELLS = 6, MOST_NUMBER = 1000000000 };

static const char *const kinds[] = {
	[PAPER_SECTION] = "section", [PAPER_TEXT] = "text",
	[PAPER_NOTE] = "note", [PAPER_WARNING] = "warning",
	[PAPER_BLANK] = "blank", [PAPER_NEXT_PAGE] = "page",
	[PAPER_FACTS] = "facts", [PAPER_TABLE] = "table",
	[PAPER_SIGNS] = "signs", [PAPER_PICTURE] = "picture",
	[PAPER_PROSE] = "prose", [PAPER_BARS] = "bars",
};

/* "-" before the text: NULL is none, and "" is something. */
static void
put_text(struct buffer *b, const char *text)
{
	buffer_add(b, text ? "\t-" : "\t");
	for (const char *s = text ? text : ""; *s; s++) {
		if (*s == '\\')
			buffer_add(b, "\\\\");
		else if (*s == '\n')
			buffer_add(b, "\\n");
		else if (*s == '\t')
			buffer_add(b, "\\t");
		else
			buffer_bytes(b, s, 1);
	}
}

static void
put_number(struct buffer *b, int64_t n)
{
	buffer_fmt(b, "\t%lld", (long long)n);
}

static void
put_cell(struct buffer *b, const struct paper_cell *cell)
{
	buffer_add(b, "cell");
	put_number(b, cell->count);
	buffer_add(b, "\n");
	for (const struct paper_part *p = cell->first; p; p = p->next) {
		buffer_add(b, "line");
		put_text(b, p->line.text);
		put_text(b, p->line.url);
		put_number(b, p->line.small);
		put_number(b, p->line.late);
		buffer_add(b, "\n");
	}
}

static void
put_block(struct buffer *b, const struct paper_block *block)
{
	assert(block->kind != PAPER_PICTURE);
	buffer_add(b, "block");
	put_text(b, kinds[block->kind]);
	put_text(b, block->text);
	put_text(b, block->unit);
	buffer_add(b, "\n");
	for (size_t i = 0; i < block->ncolumns; i++) {
		buffer_add(b, "column");
		put_text(b, block->columns[i].label);
		put_number(b, block->columns[i].width);
		put_number(b, block->columns[i].head);
		buffer_add(b, "\n");
	}
	for (const struct paper_cell *c = block->cells; c; c = c->next)
		put_cell(b, c);
}

const char *
paper_write(struct arena *mem, const struct paper *p)
{
	struct buffer b = buffer_new(mem);

	buffer_add(&b, "paper");
	put_number(&b, 1);
	put_text(&b, p->title);
	put_text(&b, p->under);
	put_text(&b, p->label);
	buffer_add(&b, "\n");
	for (const struct paper_block *block = p->blocks; block;
	    block = block->next)
		put_block(&b, block);
	return b.s;
}

struct reader {
	struct arena *mem;
	struct paper *paper;
	const char *cells[MOST_CELLS];
	size_t n;
	bool broken;
};

static const char *
text_at(struct reader *in, size_t i)
{
	const char *s = i < in->n ? in->cells[i] : "";
	struct buffer b = buffer_new(in->mem);

	if (i >= in->n)
		in->broken = true;
	if (*s != '-')
		return NULL;
	while (*++s) {
		if (*s == '\\' && s[1]) {
			s++;
			buffer_add(&b, *s == 'n' ? "\n" : *s == 't' ? "\t" :
			    "\\");
		} else {
			buffer_bytes(&b, s, 1);
		}
	}
	return b.len ? b.s : "";
}

static int64_t
number_at(struct reader *in, size_t i)
{
	char *end = NULL;
	long long n = i < in->n ? strtoll(in->cells[i], &end, 10) : 0;

	if (!end || *end || end == in->cells[i])
		in->broken = true;
	return n;
}

static void
read_block(struct reader *in)
{
	struct paper_block *b = arena_take(in->mem, sizeof(*b));
	const char *kind = text_at(in, 1);
	size_t i = 0;

	while (i < COUNT(kinds) && (!kind || strcmp(kinds[i], kind) != 0))
		i++;
	if (i == COUNT(kinds) || i == PAPER_PICTURE) {
		in->broken = true;
		return;
	}
	b->kind = (enum paper_kind)i;
	b->text = text_at(in, 2);
	b->unit = text_at(in, 3);
	if (!b->text)
		b->text = "";
	b->end = &b->cells;
	*in->paper->end = in->paper->last = b;
	in->paper->end = &b->next;
}

static void
read_column(struct reader *in)
{
	struct paper_block *b = in->paper->last;
	struct paper_column *all;
	int64_t width = number_at(in, 2);

	if (!b || b->ncolumns == PAPER_MAX_COLUMNS || width < 1 ||
	    width > MOST_NUMBER) {
		in->broken = true;
		return;
	}
	all = arena_array(in->mem, b->ncolumns + 1, sizeof(*all));
	if (b->ncolumns)
		memcpy(all, b->columns, b->ncolumns * sizeof(*all));
	all[b->ncolumns++] = (struct paper_column){ text_at(in, 1),
	    (unsigned)width, number_at(in, 3) };
	b->columns = all;
}

static void
read_line(struct reader *in)
{
	const char *what = in->cells[0];
	struct paper_block *last = in->paper->last;

	if (strcmp(what, "block") == 0) {
		read_block(in);
	} else if (strcmp(what, "column") == 0) {
		read_column(in);
	} else if (strcmp(what, "cell") == 0 && last && last->ncolumns) {
		paper_cell(in->paper, NULL);
		last->last->count = number_at(in, 1);
	} else if (strcmp(what, "line") == 0 && last && last->last) {
		paper_line(in->paper, &(struct paper_line){ text_at(in, 1),
		    text_at(in, 2), number_at(in, 3), number_at(in, 4) });
	} else {
		in->broken = true;
	}
}

static void
split(struct reader *in, const char *s, size_t len)
{
	const char *end = s + len;

	for (in->n = 0; s <= end && in->n < MOST_CELLS; in->n++) {
		size_t n = strcspn(s, "\t\n");

		in->cells[in->n] = arena_bytes(in->mem, s, n);
		s += n + 1;
	}
	in->broken |= s != end + 1;
}

/* Bars are three cells each; a last row of a table may be shorter. */
static bool
is_whole(const struct paper *p)
{
	for (const struct paper_block *b = p->blocks; b; b = b->next) {
		if (b->kind == PAPER_BARS && (b->ncolumns != 3 ||
		    b->ncells % 3))
			return false;
		if (b->kind == PAPER_BARS) {
			for (const struct paper_cell *c = b->cells; c;
			    c = c->next->next->next) {
				if (!c->first)
					return false;
			}
		}
	}
	return true;
}

enum result
paper_read(struct arena *mem, const char *bytes, struct paper **out)
{
	struct reader in = { .mem = mem };
	const char *s = bytes;

	for (size_t n; *s && !in.broken; s += n + 1) {
		n = strcspn(s, "\n");
		if (!s[n])
			return BROKEN;
		split(&in, s, n);
		if (in.broken)
			break;
		if (in.paper) {
			read_line(&in);
			continue;
		}
		if (strcmp(in.cells[0], "paper") != 0 ||
		    number_at(&in, 1) != 1)
			return BROKEN;
		in.paper = paper_new(mem, text_at(&in, 2));
		in.paper->under = text_at(&in, 3);
		in.paper->label = text_at(&in, 4);
	}
	if (in.broken || !in.paper || !is_whole(in.paper))
		return BROKEN;
	*out = in.paper;
	return OK;
}

const char *
paper_words(struct arena *mem, const struct paper *p)
{
	struct buffer b = buffer_new(mem);

	buffer_fmt(&b, "%s\n%s\n", p->title, p->under ? p->under : "");
	for (const struct paper_block *block = p->blocks; block;
	    block = block->next) {
		buffer_fmt(&b, "%s\n", block->text);
		for (const struct paper_cell *c = block->cells; c; c = c->next) {
			for (const struct paper_part *l = c->first; l;
			    l = l->next)
				buffer_fmt(&b, "%s\n", l->line.text);
		}
	}
	return b.s;
}
