#include <string.h>

#include "base/csv.h"
#include "base/text.h"
#include "base/xlsx.h"
#include "features/opendata/opendata_reader.h"
#include "features/opendata/opendata_value.h"

/* A file, its headings, and one row after the other. */

enum { TITLE_ROWS = 10, FOUND = 40 };

static const char not_such_a_file[] =
    "この種類のファイルの見出しが見つかりません。種類とファイルを確かめてください。";

void
open_tally_add(struct open_report *out, const char *says, bool left_out)
{
	size_t i = 0;

	while (i < out->ntallies && (out->tallies[i].left_out != left_out ||
	    strcmp(out->tallies[i].says, says) != 0))
		i++;
	if (i == OPEN_SAYS)
		return;
	if (i == out->ntallies)
		out->tallies[out->ntallies++] = (struct open_tally){ says, 0,
		    left_out };
	out->tallies[i].n++;
}

void
open_say_at(struct open_reader *rd, size_t line, const char *column,
    const char *found, const char *says, bool left_out)
{
	struct open_report *out = rd->report;

	open_tally_add(out, says, left_out);
	out->left_out += left_out;
	if (out->nnotes++ >= OPEN_NOTES)
		return;
	out->notes[out->nnotes - 1] = (struct open_note){ line,
	    column ? column : "",
	    found ? text_cut(rd->mem, text_tidy(rd->mem, found), FOUND) : "",
	    says, left_out };
}

void
open_say(struct open_reader *rd, enum open_field f, const char *says,
    bool left_out)
{
	open_say_at(rd, rd->line, rd->heading[f], rd->cell[f], says, left_out);
}

static const struct open_column *
column_of(const struct open_format *format, struct arena *mem,
    const char *heading)
{
	const char *key = text_key(mem, heading);

	for (size_t i = 0; i < format->ncolumns; i++) {
		const struct open_column *c = &format->columns[i];
		const char *known = text_key(mem, c->heading);
		size_t n = strlen(known);

		if (n && known[n - 1] == '*' ? strncmp(key, known, n - 1) == 0 :
		    strcmp(key, known) == 0)
			return c;
	}
	return NULL;
}

static void
name_missing(struct open_reader *rd)
{
	const struct open_format *format = rd->format;
	struct open_report *out = rd->report;

	out->missing = arena_array(rd->mem, format->ncolumns, sizeof(char *));
	for (size_t i = 0; i < format->ncolumns; i++) {
		const struct open_column *c = &format->columns[i];
		bool same = i && format->columns[i - 1].field == c->field;

		if (c->field == OPEN_PASSED || rd->heading[c->field])
			continue;
		if (!same)
			out->missing[out->nmissing++] = c->heading;
		if (c->required && !out->refused) {
			out->refused = "この列がないので取り込めません。";
			out->refused_column = c->heading;
		}
	}
}

/* Which columns these are; false: this row is not the headings. */
static bool
open_headings(struct open_reader *rd, const char *const *cells, size_t ncells)
{
	const struct open_column *found[OPEN_COLUMNS];
	size_t known = 0, must = 0;

	if (ncells > OPEN_COLUMNS)
		return false;
	for (size_t i = 0; i < ncells; i++) {
		found[i] = column_of(rd->format, rd->scratch, cells[i]);
		known += found[i] != NULL;
		must += found[i] && found[i]->required;
	}
	if (known < 2 || !must)
		return false;
	rd->report->unknown = arena_array(rd->mem, ncells, sizeof(char *));
	rd->ncolumns = ncells;
	for (size_t i = 0; i < ncells; i++) {
		enum open_field f = found[i] ? found[i]->field : OPEN_FIELDS;

		/* The first of two columns for one field is the one read. */
		if (f < OPEN_PASSED && rd->heading[f])
			f = OPEN_FIELDS;
		rd->column[i] = f;
		if (f != OPEN_FIELDS)
			rd->heading[f] = arena_text(rd->mem, cells[i]);
		else if (!text_blank(cells[i]))
			rd->report->unknown[rd->report->nunknown++] =
			    arena_text(rd->mem, cells[i]);
	}
	name_missing(rd);
	return true;
}

static enum result
read_row(void *ctx, const char *const *cells, size_t ncells, size_t line)
{
	struct open_reader *rd = ctx;
	struct open_entry e = { .capacity = -1 };

	arena_reset(rd->scratch);
	rd->line = line;
	if (!rd->begun) {
		rd->begun = open_headings(rd, cells, ncells);
		rd->report->refused_line = line;
		if (!rd->begun && ++rd->before == TITLE_ROWS)
			rd->report->refused = not_such_a_file;
		return rd->report->refused ? INVALID : OK;
	}
	rd->report->rows++;
	for (size_t i = 0; i < rd->ncolumns; i++)
		rd->cell[rd->column[i]] = i < ncells ? csv_unguard(cells[i]) :
		    "";
	if (open_fold(rd, &e))
		open_keep(rd, &e);
	return OK;
}

struct block_rows {
	struct open_reader *rd;
	struct open_block *block;
};

static enum result
read_block_row(void *ctx, const char *const *cells, size_t ncells, size_t line)
{
	struct block_rows *b = ctx;

	b->rd->line = line;
	open_block_row(b->block, cells, ncells, line);
	return OK;
}

static enum result
each_row(struct open_reader *rd, const char *bytes, size_t n, csv_row *each,
    void *ctx)
{
	struct open_report *out = rd->report;
	struct table t = { 0 };
	const char *why = NULL;
	enum result rc;

	if (!xlsx_looks(bytes, n)) {
		rc = csv_each(rd->mem, bytes, n, each, ctx, &why,
		    &out->refused_line);
		if (rc && why)
			out->refused = why;
		return rc;
	}
	rc = xlsx_read(rd->mem, bytes, n, &t, &why);
	if (rc)
		out->refused = why ? why : "xlsx_broken";
	for (size_t i = 0; !rc && i < t.nrows; i++)
		rc = each(ctx, &t.cells[i * t.ncols], t.ncols, t.lines[i]);
	return rc;
}

static enum result
read_blocks(struct open_reader *rd, const char *bytes, size_t n)
{
	struct block_rows b = { rd, open_block_new(rd) };
	enum result rc = each_row(rd, bytes, n, read_block_row, &b);

	if (!rc)
		open_block_end(b.block);
	rd->begun = rd->report->rows > 0;
	return rc;
}

enum result
open_read(struct arena *mem, const struct open_area *area,
    const struct open_format *format, const char *bytes, size_t n,
    struct open_entries *out, struct open_report *report)
{
	struct open_reader *rd = arena_take(mem, sizeof(*rd));
	enum result rc;

	*out = (struct open_entries){ 0 };
	*report = (struct open_report){ 0 };
	rd->mem = mem;
	rd->scratch = arena_new();
	rd->area = area;
	rd->format = format;
	rd->report = report;
	rd->out = out;
	rd->keys = text_map_new(mem, 1024);
	rc = format->columns ? each_row(rd, bytes, n, read_row, rd) :
	    read_blocks(rd, bytes, n);
	if (!rc && !rd->begun) {
		report->refused = not_such_a_file;
		rc = INVALID;
	}
	if (!rc)
		open_settle(rd);
	else
		out->n = 0;
	arena_free(rd->scratch);
	return rc;
}

struct open_area
open_area_of(struct arena *mem, const struct codes *codes)
{
	struct open_area a = { .codes = codes,
	    .prefecture = codes_setting(codes, "prefecture_code"),
	    .prefecture_name = codes_setting(codes, "prefecture") };
	const char *const *side = text_split(mem,
	    codes_setting(codes, "bounds"), NULL);
	int32_t *const to[] = { &a.south, &a.west, &a.north, &a.east };

	for (size_t i = 0; i < COUNT(to) && side[i]; i++) {
		const char *says = NULL;

		if (!open_degrees(mem, side[i], to[i], &says))
			*to[i] = 0;
	}
	return a;
}
