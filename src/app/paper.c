#include "app/paper.h"

#include <assert.h>

#include "app/paper_parts.h"

struct paper *
paper_new(struct arena *mem, const char *title)
{
	struct paper *p = arena_take(mem, sizeof(*p));

	p->mem = mem;
	p->title = p->label = title ? title : "";
	p->end = &p->blocks;
	return p;
}

void
paper_under(struct paper *p, const char *text)
{
	p->under = text;
}

void
paper_code(struct paper *p, const char *text, const char *says)
{
	p->code = text;
	p->code_says = says;
}

void
paper_code_large(struct paper *p, const char *text, const char *says)
{
	paper_code(p, text, says);
	p->code_large = true;
}

void
paper_label(struct paper *p, const char *label)
{
	p->label = label ? label : "";
}

void
paper_fit(struct paper *p, size_t pages)
{
	p->fit = pages;
}

static struct paper_block *
add(struct paper *p, enum paper_kind kind, const char *text)
{
	struct paper_block *b = arena_take(p->mem, sizeof(*b));

	b->kind = kind;
	b->text = text ? text : "";
	b->end = &b->cells;
	*p->end = p->last = b;
	p->end = &b->next;
	return b;
}

void
paper_section(struct paper *p, const char *heading)
{
	add(p, PAPER_SECTION, heading);
}

void
paper_text(struct paper *p, const char *text)
{
	add(p, PAPER_TEXT, text);
}

void
paper_prose(struct paper *p, const char *text)
{
	add(p, PAPER_PROSE, text);
}

void
paper_note(struct paper *p, const char *text)
{
	add(p, PAPER_NOTE, text);
}

void
paper_warning(struct paper *p, const char *text)
{
	add(p, PAPER_WARNING, text);
}

void
paper_picture(struct paper *p, const struct media *m, const char *url,
    const char *says)
{
	struct paper_block *b = add(p, PAPER_PICTURE, says);

	b->picture = m;
	b->url = url;
}

void
paper_blank(struct paper *p)
{
	add(p, PAPER_BLANK, NULL);
}

void
paper_next_page(struct paper *p)
{
	add(p, PAPER_NEXT_PAGE, NULL);
}

void
paper_facts(struct paper *p, size_t pairs)
{
	static const struct paper_column columns[] = { { NULL, 3, true },
		{ NULL, 7, false }, { NULL, 3, true }, { NULL, 7, false } };
	static const struct paper_column wide[] = { { NULL, 3, true },
		{ NULL, 17, false } };
	struct paper_block *b = add(p, PAPER_FACTS, NULL);

	assert(pairs == 1 || pairs == 2);
	b->columns = pairs == 1 ? wide : columns;
	b->ncolumns = 2 * pairs;
}

void
paper_table(struct paper *p, const char *caption,
    const struct paper_column *columns, size_t n)
{
	struct paper_block *b = add(p, PAPER_TABLE, caption);

	assert(n && n <= PAPER_MAX_COLUMNS);
	b->columns = columns;
	b->ncolumns = n;
}

void
paper_signs(struct paper *p, const char *caption)
{
	static const struct paper_column columns[] = { { "だれ", 5, true },
		{ "日付", 3, false }, { "署名", 6, false } };
	struct paper_block *b = add(p, PAPER_SIGNS, caption);

	b->columns = columns;
	b->ncolumns = COUNT(columns);
}

void
paper_line(struct paper *p, const struct paper_line *line)
{
	struct paper_part *part = arena_take(p->mem, sizeof(*part));
	struct paper_cell *cell = p->last->last;

	assert(cell);
	part->line = *line;
	if (!part->line.text)
		part->line.text = "";
	*cell->end = part;
	cell->end = &part->next;
}

void
paper_cell(struct paper *p, const char *text)
{
	struct paper_cell *cell = arena_take(p->mem, sizeof(*cell));
	struct paper_block *b = p->last;

	assert(b && b->ncolumns);
	cell->end = &cell->first;
	*b->end = b->last = cell;
	b->end = &cell->next;
	b->ncells++;
	if (text)
		paper_line(p, &(struct paper_line){ .text = text });
}

void
paper_bars(struct paper *p, const char *title, const char *unit)
{
	static const struct paper_column columns[] = { { "区分", 6, true },
		{ "数", 2, false }, { "グラフ", 8, false } };
	struct paper_block *b = add(p, PAPER_BARS, title);

	b->unit = unit ? unit : "";
	b->columns = columns;
	b->ncolumns = COUNT(columns);
}

/* Its number is a cell; the bar itself, drawn, one without words. */
void
paper_bar(struct paper *p, const char *label, int64_t count)
{
	paper_cell(p, label);
	paper_cell(p, count < 0 ? "X" : arena_fmt(p->mem, "%lld%s",
	    (long long)count, p->last->unit));
	paper_cell(p, NULL);
	p->last->last->count = count;
}

void
paper_fact(struct paper *p, const char *label, const char *value)
{
	paper_cell(p, label);
	paper_cell(p, value);
}

void
paper_sign(struct paper *p, const char *who)
{
	paper_cell(p, who);
	paper_cell(p, NULL);
	paper_cell(p, NULL);
}
