#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "features/publishing/release.h"

/*
 * The bytes of a release: a line a number, cells with a tab between, the same
 * order always. The first cell says what the line is.
 */
enum { MAX_CELLS = 12 };

/* A text in a cell: nothing in it may end the cell or the line. */
static void
put_text(struct buffer *b, const char *text)
{
	buffer_add(b, "\t");
	for (const char *s = text ? text : ""; *s; s++) {
		bool plain = (unsigned char)*s >= 0x20;

		buffer_bytes(b, plain ? s : " ", 1);
	}
}

static void
put_number(struct buffer *b, int64_t number)
{
	buffer_add(b, "\t");
	buffer_int(b, number);
}

static void
put_table(struct buffer *b, const struct report_table *t)
{
	buffer_add(b, "table");
	put_text(b, t->name);
	put_text(b, t->title);
	put_text(b, t->unit);
	put_text(b, t->kind == REPORT_SINGLE ? "single" : "multi");
	put_number(b, t->subjects);
	put_number(b, t->total);
	put_number(b, t->total_hidden);
	put_number(b, t->gap);
	put_number(b, t->gap_hidden);
	put_text(b, t->footnote);
	put_text(b, t->definition);
	buffer_add(b, "\n");
	for (size_t i = 0; i < t->nrows; i++) {
		const struct report_row *row = &t->rows[i];

		buffer_add(b, "class");
		put_text(b, row->code);
		put_text(b, row->label);
		put_number(b, (int64_t)row->position);
		put_number(b, row->unknown);
		put_number(b, row->count);
		put_number(b, row->hidden);
		put_text(b, row->valid_from);
		put_text(b, row->valid_to);
		buffer_add(b, "\n");
	}
}

const char *
release_write(struct arena *mem, const struct report *report,
    const struct report_rule *rule)
{
	struct buffer b = buffer_new(mem);

	buffer_add(&b, "tsunagu-release\t1\nperiod");
	put_text(&b, report->from);
	put_text(&b, report->to);
	put_number(&b, report->restated);
	put_text(&b, report->period);
	buffer_add(&b, "\nrule");
	put_number(&b, rule->k);
	put_number(&b, rule->zeros);
	buffer_add(&b, "\npersons");
	put_number(&b, report->persons);
	put_number(&b, report->persons_hidden);
	buffer_add(&b, "\ntotal");
	put_number(&b, report->total);
	put_number(&b, report->total_hidden);
	buffer_add(&b, "\n");
	for (size_t i = 0; i < REPORT_TABLES; i++)
		put_table(&b, &report->tables[i]);
	return b.s;
}

struct reader {
	struct arena *mem;
	const char *rest;
	const char *cells[MAX_CELLS];
	size_t n;
	bool broken;
};

/* The next line into its cells; false at the end. */
static bool
next_line(struct reader *in)
{
	const char *end = strchr(in->rest, '\n');
	const char *s = in->rest;

	if (!end) {
		in->broken |= *s != '\0';
		return false;
	}
	for (in->n = 0; s <= end && in->n < MAX_CELLS; in->n++) {
		size_t len = strcspn(s, "\t\n");

		in->cells[in->n] = arena_bytes(in->mem, s, len);
		s += len + 1;
	}
	in->broken |= s != end + 1;
	in->rest = end + 1;
	return true;
}

static const char *
text_at(struct reader *in, size_t cell)
{
	if (cell < in->n)
		return in->cells[cell];
	in->broken = true;
	return "";
}

static const char *
text_or_null(struct reader *in, size_t cell)
{
	const char *text = text_at(in, cell);

	return *text ? text : NULL;
}

static int64_t
number_at(struct reader *in, size_t cell)
{
	int64_t number = 0;

	if (!text_number(text_at(in, cell), &number))
		in->broken = true;
	return number;
}

static void
read_table(struct reader *in, struct report_table *t)
{
	*t = (struct report_table){ .name = text_at(in, 1),
	    .title = text_at(in, 2), .unit = text_at(in, 3),
	    .kind = strcmp(text_at(in, 4), "single") == 0 ? REPORT_SINGLE :
	    REPORT_MULTI, .subjects = number_at(in, 5),
	    .total = number_at(in, 6), .total_hidden = number_at(in, 7),
	    .gap = number_at(in, 8), .gap_hidden = number_at(in, 9),
	    .footnote = text_or_null(in, 10),
	    .definition = text_at(in, 11),
	    .rows = arena_array(in->mem, REPORT_MOST_CLASSES,
	    sizeof(struct report_row)) };
}

static void
read_class(struct reader *in, struct report_table *t)
{
	if (!t || t->nrows == REPORT_MOST_CLASSES) {
		in->broken = true;
		return;
	}
	t->rows[t->nrows++] = (struct report_row){ .code = text_at(in, 1),
	    .label = text_at(in, 2), .position = (size_t)number_at(in, 3),
	    .unknown = number_at(in, 4), .count = number_at(in, 5),
	    .hidden = number_at(in, 6), .valid_from = text_or_null(in, 7),
	    .valid_to = text_or_null(in, 8) };
}

static void
read_line(struct reader *in, struct report *out, size_t *ntables)
{
	const char *what = text_at(in, 0);

	if (strcmp(what, "period") == 0) {
		out->from = text_at(in, 1);
		out->to = text_at(in, 2);
		out->restated = (int)number_at(in, 3);
		out->period = text_at(in, 4);
	} else if (strcmp(what, "persons") == 0) {
		out->persons = number_at(in, 1);
		out->persons_hidden = number_at(in, 2);
	} else if (strcmp(what, "total") == 0) {
		out->total = number_at(in, 1);
		out->total_hidden = number_at(in, 2);
	} else if (strcmp(what, "table") == 0 && *ntables < REPORT_TABLES) {
		read_table(in, &out->tables[(*ntables)++]);
	} else if (strcmp(what, "class") == 0) {
		read_class(in, *ntables ? &out->tables[*ntables - 1] : NULL);
	} else if (strcmp(what, "rule") != 0) {
		in->broken = true;
	}
}

enum result
release_read(struct arena *mem, const char *document, struct report *out)
{
	struct reader in = { .mem = mem, .rest = document };
	size_t ntables = 0;

	*out = (struct report){ .from = "", .to = "", .period = "" };
	if (!next_line(&in) || strcmp(text_at(&in, 0), "tsunagu-release") != 0 ||
	    number_at(&in, 1) != 1)
		return BROKEN;
	while (next_line(&in))
		read_line(&in, out, &ntables);
	return in.broken || ntables != REPORT_TABLES ? BROKEN : OK;
}

bool
release_is(const struct release *rel, const char *state)
{
	return strcmp(rel->state, state) == 0;
}

const char *
release_title(struct arena *mem, const struct release *rel)
{
	const char *classes = rel->restated ? arena_fmt(mem, "（%sの分類）",
	    date_fiscal_label(mem, rel->restated)) : "";

	return arena_fmt(mem, "%s 第%lld版%s", rel->period,
	    (long long)rel->edition, classes);
}
