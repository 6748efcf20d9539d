#include <stdio.h>

#include "base/csv.h"
#include "tests/kit.h"

static struct table table;
static const char *why;
static size_t line;

static enum result
read_bytes(struct arena *mem, const char *bytes, size_t n)
{
	return csv_read(mem, bytes, n, &table, &why, &line);
}

UNIT(sheet_is_read_as_excel_writes_it)
{
	struct arena *mem = arena_new();
	static const char csv[] = "\xef\xbb\xbf" "a,b,,\r\n"
	    "\"x, \"\"y\"\"\",\"two\r\nlines\",,\r\n,,,\r\nlast,,,\r\n,,,\r\n";

	EXPECT(read_bytes(mem, csv, strlen(csv)) == OK);
	EXPECT(table.nrows == 3 && table.ncols == 2);
	EXPECT(strcmp(table_cell(&table, 1, 0), "x, \"y\"") == 0);
	EXPECT(strcmp(table_cell(&table, 1, 1), "two\nlines") == 0);
	EXPECT(table.lines[1] == 2 && table.lines[2] == 5);
	arena_free(mem);
}

UNIT(tabs_semicolons_and_other_encodings_are_told_by_themselves)
{
	struct arena *mem = arena_new();
	static const char utf16[] = "\xff\xfe" "a\0,\0B0\r\0\n\0001\0,\0002\0";

	EXPECT(read_bytes(mem, "a\tb\n1\t2\n", 8) == OK && table.ncols == 2);
	EXPECT(read_bytes(mem, "a;b\n1;2,3\n", 10) == OK);
	EXPECT(strcmp(table_cell(&table, 1, 1), "2,3") == 0);
	EXPECT(read_bytes(mem, "\x96\xbc\x91O,x\n\x8d\x82\x8b\xb4,1\n", 14) == OK);
	EXPECT(strcmp(table_cell(&table, 0, 0), "名前") == 0);
	EXPECT(read_bytes(mem, utf16, sizeof(utf16) - 1) == OK);
	EXPECT(strcmp(table_cell(&table, 0, 1), "あ") == 0);
	arena_free(mem);
}

struct seen_rows {
	size_t n, widest, last_line;
	char last[40];
};

static enum result
see_row(void *ctx, const char *const *cells, size_t ncells, size_t at)
{
	struct seen_rows *seen = ctx;

	seen->n++;
	seen->last_line = at;
	if (ncells > seen->widest)
		seen->widest = ncells;
	snprintf(seen->last, sizeof(seen->last), "%s", cells[ncells - 1]);
	return strcmp(cells[0], "stop") == 0 ? CONFLICT : OK;
}

UNIT(rows_are_walked_one_by_one_also_under_a_title)
{
	static const char csv[] = "A list of things\r\n\r\na\tb\t\t\r\n"
	    "1\t\"two\nlines, \"\"x\"\"\"\t\r\n\t\t\r\nlast\t \tx,y\n";
	struct arena *mem = arena_new();
	struct seen_rows seen = { 0 };

	EXPECT(csv_each(mem, csv, strlen(csv), see_row, &seen, &why, &line) ==
	    OK);
	EXPECT(seen.n == 4 && seen.widest == 3 && seen.last_line == 7);
	EXPECT(strcmp(seen.last, "x,y") == 0);
	EXPECT(csv_each(mem, "a,b\nstop,1\nc,d\n", 15, see_row, &seen, &why,
	    &line) == CONFLICT && !why && line == 2);
	EXPECT(csv_each(mem, "a,b\n1,\"open\n", 12, see_row, &seen, &why,
	    &line) == INVALID && strcmp(why, "csv_quote") == 0);
	arena_free(mem);
}

UNIT(broken_sheets_are_refused_with_the_line)
{
	struct arena *mem = arena_new();

	EXPECT(read_bytes(mem, "a,b\n1,\"open\n", 12) == INVALID);
	EXPECT(strcmp(why, "csv_quote") == 0 && line >= 2);
	EXPECT(read_bytes(mem, "a\n\"x\"y\n", 7) == INVALID);
	EXPECT(read_bytes(mem, "", 0) == INVALID);
	EXPECT(strcmp(why, "csv_empty") == 0);
	EXPECT(read_bytes(mem, "\x81\xff\xff", 3) == INVALID);
	EXPECT(strcmp(why, "csv_encoding") == 0);
	arena_free(mem);
}

UNIT(formulas_are_guarded_and_given_back)
{
	static const char *const texts[] = { "=1+1", "+81", "-1", "@x", "＝A1",
	    "'", "''=x", "'plain", "plain", "a\"b,c", " x", "", "\ttab" };
	struct arena *mem = arena_new();

	for (size_t i = 0; i < COUNT(texts); i++) {
		const char *guarded = csv_guard(mem, texts[i]);
		struct buffer b = buffer_new(mem);

		EXPECT(!*guarded || !strchr("=+-@\t\r", *guarded));
		EXPECT(strcmp(csv_unguard(guarded), texts[i]) == 0);
		buffer_add(&b, "h,x\n");
		csv_cell(&b, texts[i]);
		buffer_add(&b, ",end\n");
		EXPECT(read_bytes(mem, b.s, b.len) == OK);
		EXPECT(strcmp(csv_unguard(table_cell(&table, 1, 0)), texts[i])
		    == 0);
	}
	arena_free(mem);
}
