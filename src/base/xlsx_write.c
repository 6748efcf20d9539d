#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/log.h"
#include "base/text.h"
#include "base/xlsx.h"

enum { A4 = 9, WIDEST = 60, NARROWEST = 6, TITLE_POINTS = 14 };

enum { WRITTEN_AT = 946684800 };	/* 1 January 2000: of no meaning */

struct writer {
	lxw_workbook *book;
	lxw_format *plain, *bold, *title, *head;
};

/* A full-width letter takes the room of two. */
static size_t
room_of(const struct xlsx_cell *cell)
{
	size_t ascii = 0, all;

	if (!cell->text)
		return 8;
	for (const char *s = cell->text; *s && *s != '\n'; s++)
		ascii += (unsigned char)*s < 0x80;
	all = text_length(cell->text);
	return ascii + (all - (ascii < all ? ascii : all)) * 2 + 2;
}

static void
set_widths(const struct writer *w, lxw_worksheet *sheet,
    const struct xlsx_sheet *s)
{
	for (size_t col = 0; col < s->ncols; col++) {
		size_t most = NARROWEST;

		for (size_t row = 0; row < s->nrows && row < 200; row++) {
			size_t room = room_of(&s->cells[row * s->ncols + col]);

			if (room > most)
				most = room;
		}
		if (most > WIDEST)
			most = WIDEST;
		worksheet_set_column(sheet, (lxw_col_t)col, (lxw_col_t)col,
		    (double)most, w->plain);
	}
}

static void
put(const struct writer *w, lxw_worksheet *sheet, lxw_row_t row,
    lxw_col_t col, const struct xlsx_cell *cell)
{
	lxw_format *format = cell->bold ? w->bold : w->plain;

	/* Text is always written as text: no formula, no lost zero. */
	if (cell->text)
		worksheet_write_string(sheet, row, col, cell->text, format);
	else
		worksheet_write_number(sheet, row, col, (double)cell->number,
		    format);
}

static void
add_sheet(const struct writer *w, const struct xlsx_sheet *s)
{
	lxw_worksheet *sheet = workbook_add_worksheet(w->book, s->name);
	lxw_row_t top = 0;

	if (!sheet)
		return;
	worksheet_set_paper(sheet, A4);
	worksheet_fit_to_pages(sheet, 1, 0);
	if (s->landscape)
		worksheet_set_landscape(sheet);
	set_widths(w, sheet, s);
	if (s->title) {
		worksheet_write_string(sheet, 0, 0, s->title, w->title);
		top = 2;
	}
	for (size_t i = 0; i < s->nrows * s->ncols; i++) {
		lxw_row_t row = (lxw_row_t)(i / s->ncols);
		lxw_col_t col = (lxw_col_t)(i % s->ncols);

		if (!row && s->cells[i].text)
			worksheet_write_string(sheet, top, col,
			    s->cells[i].text, w->head);
		else
			put(w, sheet, top + row, col, &s->cells[i]);
	}
	worksheet_repeat_rows(sheet, top, top);
	worksheet_freeze_panes(sheet, top + 1, 0);
}

static void
make_formats(struct writer *w)
{
	w->plain = workbook_add_format(w->book);
	format_set_text_wrap(w->plain);
	format_set_align(w->plain, LXW_ALIGN_VERTICAL_TOP);
	w->bold = workbook_add_format(w->book);
	format_set_bold(w->bold);
	w->title = workbook_add_format(w->book);
	format_set_bold(w->title);
	format_set_font_size(w->title, TITLE_POINTS);
	w->head = workbook_add_format(w->book);
	format_set_bold(w->head);
	format_set_bottom(w->head, LXW_BORDER_THIN);
}

/* What was written to the file in memory. */
static enum result
take_bytes(struct arena *mem, int fd, const char **bytes, size_t *len)
{
	off_t size = lseek(fd, 0, SEEK_END);
	char *all;
	ssize_t n;
	size_t got = 0;

	if (size <= 0)
		return BROKEN;
	all = arena_take(mem, (size_t)size);
	while (got < (size_t)size &&
	    (n = pread(fd, all + got, (size_t)size - got, (off_t)got)) > 0)
		got += (size_t)n;
	*bytes = all;
	*len = got;
	return got == (size_t)size ? OK : BROKEN;
}

/* The library writes files by name; a file in memory has one in /proc. */
enum result
xlsx_write(struct arena *mem, const struct xlsx_sheet *sheets, size_t n,
    const char **bytes, size_t *len)
{
	int fd = memfd_create("sheet", MFD_CLOEXEC);
	struct writer w = { 0 };
	lxw_error error = LXW_ERROR_CREATING_XLSX_FILE;
	enum result rc = BROKEN;

	if (fd >= 0)
		w.book = workbook_new(arena_fmt(mem, "/proc/self/fd/%d", fd));
	if (w.book) {
		/* The same cells are the same bytes, whenever written. */
		workbook_set_properties(w.book, &(lxw_doc_properties){
		    .created = WRITTEN_AT });
		make_formats(&w);
		for (size_t i = 0; i < n; i++)
			add_sheet(&w, &sheets[i]);
		error = workbook_close(w.book);
	}
	if (error)
		log_error("xlsx", "%s", lxw_strerror(error));
	else
		rc = take_bytes(mem, fd, bytes, len);
	if (fd >= 0)
		close(fd);
	return rc;
}
