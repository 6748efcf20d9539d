#include "base/xlsx.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/buffer.h"
#include "tests/kit.h"

static struct table table;
static const char *why;

static enum result
read_bytes(struct arena *mem, const char *bytes, size_t n)
{
	why = NULL;
	return xlsx_read(mem, bytes, n, &table, &why);
}

static bool
cell_is(size_t row, size_t col, const char *text)
{
	return row < table.nrows && col < table.ncols &&
	    strcmp(table_cell(&table, row, col), text) == 0;
}

/* A workbook put together by hand: what other programs write and ours never. */
struct part {
	const char *name, *xml;
};

enum { ROOM = 64 * 1024 };

static const char *
zip(struct arena *mem, const struct part *parts, size_t n, size_t *len)
{
	struct archive *a = archive_write_new();
	char *bytes = arena_take(mem, ROOM);

	EXPECT(archive_write_set_format_zip(a) == ARCHIVE_OK);
	EXPECT(archive_write_open_memory(a, bytes, ROOM, len) == ARCHIVE_OK);
	for (size_t i = 0; i < n; i++) {
		struct archive_entry *e = archive_entry_new();
		size_t size = strlen(parts[i].xml);

		archive_entry_set_pathname(e, parts[i].name);
		archive_entry_set_filetype(e, AE_IFREG);
		archive_entry_set_size(e, (la_int64_t)size);
		EXPECT(archive_write_header(a, e) == ARCHIVE_OK);
		EXPECT(archive_write_data(a, parts[i].xml, size) ==
		    (la_ssize_t)size);
		archive_entry_free(e);
	}
	EXPECT(archive_write_free(a) == ARCHIVE_OK);
	return bytes;
}

#define READ_PARTS(mem, ...) \
	read_parts(mem, (const struct part[]){ __VA_ARGS__ }, \
	    COUNT(((const struct part[]){ __VA_ARGS__ })))
#define SHEET(rows) { "xl/worksheets/sheet1.xml", \
	"<worksheet><sheetData>" rows "</sheetData></worksheet>" }
#define STRINGS(items) { "xl/sharedStrings.xml", "<sst>" items "</sst>" }
#define STYLES(inside) { "xl/styles.xml", "<styleSheet>" inside "</styleSheet>" }

static enum result
read_parts(struct arena *mem, const struct part *parts, size_t n)
{
	size_t len;
	const char *bytes = zip(mem, parts, n, &len);

	EXPECT(xlsx_looks(bytes, len));
	return read_bytes(mem, bytes, len);
}

static const char *
written(struct arena *mem, size_t *len)
{
	static const struct xlsx_cell cells[] = { { .text = "氏名" },
		{ .text = "番号" }, { .text = "" }, { .text = "備考" },
		{ .text = "髙橋　﨑子" }, { .text = "0071" }, { .text = "" },
		{ .text = "一行目\n二行目 <&\"'> ①～" }, { .text = "=1+1" },
		{ .number = -42 }, { .text = "" }, { .text = "" },
		{ .text = "2024-04-05" }, { .number = 123456789012345 },
		{ .text = "" }, { .text = "1e5" } };
	const struct xlsx_sheet sheet = { .name = "児童", .cells = cells,
		.nrows = 4, .ncols = 4 };
	const char *bytes = NULL;

	EXPECT(xlsx_write(mem, &sheet, 1, &bytes, len) == OK);
	return bytes;
}

static bool
is_what_was_written(void)
{
	static const char *const cells[] = { "氏名", "番号", "", "備考",
		"髙橋　﨑子", "0071", "", "一行目\n二行目 <&\"'> ①～", "=1+1",
		"-42", "", "", "2024-04-05", "123456789012345", "", "1e5" };

	if (table.nrows != 4 || table.ncols != 4)
		return false;
	for (size_t i = 0; i < COUNT(cells); i++) {
		if (!cell_is(i / 4, i % 4, cells[i]))
			return false;
	}
	return true;
}

UNIT(workbook_is_read_back_as_it_was_written)
{
	struct arena *mem = arena_new();
	size_t len = 0;
	const char *bytes = written(mem, &len);

	EXPECT(xlsx_looks(bytes, len));
	EXPECT(read_bytes(mem, bytes, len) == OK);
	EXPECT(is_what_was_written());
	EXPECT(table.lines[0] == 1 && table.lines[3] == 4);
	arena_free(mem);
}

UNIT(title_stands_two_rows_above_the_header)
{
	static const struct xlsx_cell cells[] = { { .text = "圏域" },
		{ .number = 7 } };
	const struct xlsx_sheet sheet = { .name = "集計表", .title = "令和8年度",
		.cells = cells, .nrows = 2, .ncols = 1, .landscape = true };
	struct arena *mem = arena_new();
	const char *bytes = NULL;
	size_t len = 0;

	EXPECT(xlsx_write(mem, &sheet, 1, &bytes, &len) == OK);
	EXPECT(read_bytes(mem, bytes, len) == OK && table.nrows == 3);
	EXPECT(cell_is(0, 0, "令和8年度") && cell_is(1, 0, "圏域"));
	EXPECT(cell_is(2, 0, "7") && table.lines[2] == 4);
	arena_free(mem);
}

UNIT(cells_and_rows_that_are_left_out_keep_their_places)
{
	struct arena *mem = arena_new();

	EXPECT(READ_PARTS(mem, SHEET("<row r=\"2\">"
	    "<c r=\"A2\" t=\"inlineStr\"><is><t>a</t></is></c>"
	    "<c r=\"D2\" t=\"str\"><f>A2</f><v>d</v></c></row>"
	    "<row r=\"3\"><c r=\"B3\"/><c r=\"F3\" t=\"str\"><v> </v></c></row>"
	    "<row r=\"7\"><c r=\"B7\" t=\"b\"><v>1</v></c><c><v>0.1</v></c></row>"))
	    == OK);
	EXPECT(table.nrows == 2 && table.ncols == 4);
	EXPECT(cell_is(0, 0, "a") && cell_is(0, 1, "") && cell_is(0, 3, "d"));
	EXPECT(cell_is(1, 0, "") && cell_is(1, 1, "TRUE"));
	EXPECT(cell_is(1, 2, "0.1"));
	EXPECT(table.lines[0] == 2 && table.lines[1] == 7);
	arena_free(mem);
}

UNIT(numbers_are_as_typed_and_text_keeps_its_zeros)
{
	struct arena *mem = arena_new();

	EXPECT(READ_PARTS(mem, SHEET("<row><c><v>3.0</v></c>"
	    "<c><v>0.10000000000000001</v></c><c><v>1E3</v></c>"
	    "<c t=\"s\"><v>0</v></c><c t=\"n\"><v>-7</v></c><c t=\"s\"/></row>"),
	    STRINGS("<si><t>030-0801</t></si>")) == OK);
	EXPECT(table.ncols == 5);
	EXPECT(cell_is(0, 0, "3") && cell_is(0, 1, "0.1"));
	EXPECT(cell_is(0, 2, "1000") && cell_is(0, 3, "030-0801"));
	EXPECT(cell_is(0, 4, "-7"));
	arena_free(mem);
}

#define DAYS \
	SHEET("<row><c s=\"1\"><v>45387</v></c><c s=\"2\"><v>45387.75</v></c>" \
	"<c s=\"3\"><v>45387</v></c><c s=\"4\"><v>45387</v></c>" \
	"<c s=\"1\"><v>0</v></c></row>")
#define DAY_STYLES \
	STYLES("<numFmts><numFmt numFmtId=\"164\" formatCode=\"General\"/>" \
	"<numFmt numFmtId=\"176\"" \
	" formatCode=\"[$-411]ggge&quot;年&quot;m&quot;月&quot;\"/></numFmts>" \
	"<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>" \
	"<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>" \
	"<xf numFmtId=\"176\"/><xf numFmtId=\"164\"/><xf numFmtId=\"2\"/></cellXfs>")

UNIT(dates_are_told_from_numbers_by_their_format)
{
	struct arena *mem = arena_new();

	EXPECT(READ_PARTS(mem, DAYS, DAY_STYLES) == OK);
	EXPECT(cell_is(0, 0, "2024-04-05") && cell_is(0, 1, "2024-04-05"));
	EXPECT(cell_is(0, 2, "45387") && cell_is(0, 3, "45387"));
	EXPECT(cell_is(0, 4, "0"));
	EXPECT(READ_PARTS(mem, DAYS, DAY_STYLES, { "xl/workbook.xml",
	    "<workbook><workbookPr date1904=\"1\"/></workbook>" }) == OK);
	EXPECT(cell_is(0, 0, "2028-04-06") && cell_is(0, 3, "45387"));
	arena_free(mem);
}

UNIT(furigana_is_no_part_of_the_text)
{
	struct arena *mem = arena_new();

	EXPECT(READ_PARTS(mem, SHEET("<row><c t=\"s\"><v>0</v></c>"
	    "<c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>青森</t>"
	    "<rPh sb=\"0\" eb=\"2\"><t>アオモリ</t></rPh></is></c></row>"),
	    STRINGS("<si><t>青木</t><rPh sb=\"0\" eb=\"2\"><t>アオキ</t></rPh>"
	    "<phoneticPr fontId=\"1\"/></si>"
	    "<si><r><t>太</t></r><r><rPr><b/></rPr><t>郎</t></r>"
	    "<rPh sb=\"0\" eb=\"2\"><t>タロウ</t></rPh></si>")) == OK);
	EXPECT(cell_is(0, 0, "青木") && cell_is(0, 1, "太郎"));
	EXPECT(cell_is(0, 2, "青森"));
	arena_free(mem);
}

UNIT(first_sheet_with_something_in_it_is_the_one)
{
	struct arena *mem = arena_new();

	EXPECT(READ_PARTS(mem, { "xl/worksheets/sheet10.xml",
	    "<worksheet><row><c><v>10</v></c></row></worksheet>" },
	    { "xl/worksheets/sheet2.xml",
	    "<x:worksheet xmlns:x=\"u\"><x:row><x:c><x:v>2</x:v></x:c></x:row>"
	    "</x:worksheet>" }, SHEET("<row><c t=\"str\"><v> </v></c></row>"))
	    == OK);
	EXPECT(table.nrows == 1 && cell_is(0, 0, "2"));
	EXPECT(READ_PARTS(mem, SHEET("<row/><row/>")) == INVALID);
	EXPECT(strcmp(why, "xlsx_empty") == 0);
	arena_free(mem);
}

static bool
is_refused(struct arena *mem, const char *bytes, size_t n, const char *reason)
{
	return read_bytes(mem, bytes, n) == INVALID && why &&
	    strcmp(why, reason) == 0;
}

UNIT(truncated_file_is_refused_wherever_it_ends)
{
	struct arena *mem = arena_new(), *each = arena_new();
	size_t len = 0;
	const char *bytes = written(mem, &len);

	for (size_t n = 0; n < len; n++) {
		EXPECT(is_refused(each, bytes, n, "xlsx_broken"));
		arena_reset(each);
	}
	EXPECT(!xlsx_looks(bytes, 3) && !xlsx_looks("a,b,c,d", 7));
	arena_free(each);
	arena_free(mem);
}

/* What only says when a part was saved may change; no cell may. */
UNIT(damaged_file_never_gives_other_cells)
{
	struct arena *mem = arena_new(), *each = arena_new();
	size_t len = 0, refused = 0;
	const char *bytes = written(mem, &len);

	for (size_t n = 0; n < len; n++) {
		char *damaged = arena_bytes(each, bytes, len);

		damaged[n] = (char)(damaged[n] ^ 0x21);
		if (read_bytes(each, damaged, len) == OK) {
			EXPECT(is_what_was_written());
		} else {
			EXPECT(why && strcmp(why, "xlsx_broken") == 0);
			refused++;
		}
		arena_reset(each);
	}
	EXPECT(refused > len / 2);
	arena_free(each);
	arena_free(mem);
}

#define ENTITY "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]>"

UNIT(part_that_declares_an_entity_is_refused)
{
	struct arena *mem = arena_new();

	EXPECT(READ_PARTS(mem, { "xl/worksheets/sheet1.xml", ENTITY
	    "<worksheet><row><c t=\"str\"><v>&a;</v></c></row></worksheet>" })
	    == INVALID);
	EXPECT(strcmp(why, "xlsx_broken") == 0);
	EXPECT(READ_PARTS(mem, SHEET("<row><c t=\"s\"><v>0</v></c></row>"),
	    { "xl/sharedStrings.xml", ENTITY
	    "<sst><si><t>&a;</t></si></sst>" }) == INVALID);
	EXPECT(strcmp(why, "xlsx_broken") == 0);
	EXPECT(READ_PARTS(mem, SHEET("<row><c><v>1</v></c></row>"),
	    { "xl/styles.xml", ENTITY "<styleSheet/>" }) == INVALID);
	EXPECT(strcmp(why, "xlsx_broken") == 0);
	arena_free(mem);
}

UNIT(what_is_no_workbook_is_refused_with_the_reason)
{
	struct arena *mem = arena_new();

	EXPECT(is_refused(mem, "", 0, "xlsx_broken"));
	EXPECT(is_refused(mem, "PK\3\4 nothing else", 19, "xlsx_broken"));
	EXPECT(is_refused(mem, "", (size_t)XLSX_MAX_BYTES + 1,
	    "xlsx_too_large"));
	EXPECT(READ_PARTS(mem, { "word/document.xml", "<document/>" }) ==
	    INVALID);
	EXPECT(strcmp(why, "xlsx_broken") == 0);
	EXPECT(READ_PARTS(mem, SHEET("<row><c></row>")) == INVALID);
	EXPECT(strcmp(why, "xlsx_broken") == 0);
	EXPECT(READ_PARTS(mem, SHEET("<row><c t=\"s\"><v>1</v></c></row>"),
	    STRINGS("<si><t>only one</t></si>")) == INVALID);
	EXPECT(strcmp(why, "xlsx_broken") == 0);
	arena_free(mem);
}

/* A few kilobytes may unpack to more rows than memory should hold. */
UNIT(sheet_larger_than_people_keep_is_refused)
{
	struct arena *mem = arena_new();
	struct buffer b = buffer_new(mem);

	EXPECT(READ_PARTS(mem, SHEET("<row><c r=\"GR1\"><v>1</v></c></row>"))
	    == OK);
	EXPECT(table.ncols == XLSX_MAX_COLUMNS);
	EXPECT(READ_PARTS(mem, SHEET("<row><c r=\"A1\"><v>1</v></c>"
	    "<c r=\"GS1\"><v>1</v></c></row>")) == INVALID);
	EXPECT(strcmp(why, "xlsx_too_large") == 0);
	EXPECT(READ_PARTS(mem, SHEET("<row><c r=\"A1\"><v>1</v></c>"
	    "<c r=\"XFD1\" s=\"1\"/></row>")) == OK && table.ncols == 1);
	buffer_add(&b, "<worksheet><row><c r=\"GR1\"><v>1</v></c></row>");
	for (int i = 0; i < XLSX_MAX_CELLS / XLSX_MAX_COLUMNS; i++)
		buffer_add(&b, "<row><c><v>1</v></c></row>");
	buffer_add(&b, "</worksheet>");
	EXPECT(READ_PARTS(mem, { "xl/worksheets/sheet1.xml", b.s }) == INVALID);
	EXPECT(strcmp(why, "xlsx_too_large") == 0);
	arena_free(mem);
}
