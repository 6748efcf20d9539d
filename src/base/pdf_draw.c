#include <cairo-pdf.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/log.h"
#include "base/pdf_parts.h"

/* What pdf.c wrote down, drawn. */

struct pen {
	cairo_t *cr;
	cairo_surface_t *surface;
	size_t page;			/* from 1 */
	int parent;			/* the last bookmark of level 0 */
};

static cairo_status_t
keep(void *out, const unsigned char *bytes, unsigned n)
{
	buffer_bytes(out, (const char *)bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

static void
set_grey(cairo_t *cr, double level)
{
	cairo_set_source_rgb(cr, level, level, level);
}

static void
set_ink(cairo_t *cr, enum pdf_ink ink)
{
	if (ink == PDF_RED)
		cairo_set_source_rgb(cr, 0.72, 0.07, 0.07);
	else
		set_grey(cr, ink == PDF_GREY ? 0.3 : 0);
}

/* The middle of a letter, 0.38 above its base line, in the middle of its line:
 * text looks the same whatever the font says of itself. */
static void
draw_text(cairo_t *cr, const struct pdf_op *op)
{
	const struct pdf_text *t = op->text;
	double y = op->at.y + t->pitch / 2 + t->size * 0.38;

	set_ink(cr, t->ink);
	for (size_t i = 0; i < op->n; i++) {
		cairo_move_to(cr, op->at.x, y + (double)i * t->pitch);
		pango_cairo_show_layout_line(cr, t->lines[op->from + i]);
	}
}

static void
draw_code(cairo_t *cr, const struct pdf_op *op)
{
	double unit = op->at.w / op->code.side;

	for (size_t i = 0; i < op->code.n; i++) {
		const struct qr_run *run = op->code.runs + i;

		cairo_rectangle(cr, op->at.x + run->x * unit,
		    op->at.y + run->y * unit, run->length * unit, unit);
	}
	set_grey(cr, 0);
	cairo_fill(cr);
}

struct reader {
	const char *bytes;
	size_t left;
};

static cairo_status_t
read_png(void *from, unsigned char *to, unsigned n)
{
	struct reader *in = from;

	if (n > in->left)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(to, in->bytes, n);
	in->bytes += n;
	in->left -= n;
	return CAIRO_STATUS_SUCCESS;
}

/* A JPEG goes in as it is: its pixels are never decoded. */
static cairo_surface_t *
picture_of(const struct media *m)
{
	struct reader in = { m->bytes, m->len };
	cairo_surface_t *s;

	if (m->type == MEDIA_PNG)
		return cairo_image_surface_create_from_png_stream(read_png,
		    &in);
	s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)m->width,
	    (int)m->height);
	cairo_surface_set_mime_data(s, CAIRO_MIME_TYPE_JPEG,
	    (const unsigned char *)m->bytes, m->len, NULL, NULL);
	return s;
}

/* From where a pixel is stored to where it is shown, by EXIF's number. */
static cairo_matrix_t
turn_of(const struct media *m)
{
	double w = (double)m->width, h = (double)m->height;
	const cairo_matrix_t all[] = { { 1, 0, 0, 1, 0, 0 },
		{ -1, 0, 0, 1, w, 0 }, { -1, 0, 0, -1, w, h },
		{ 1, 0, 0, -1, 0, h }, { 0, 1, 1, 0, 0, 0 },
		{ 0, 1, -1, 0, h, 0 }, { 0, -1, -1, 0, h, w },
		{ 0, -1, 1, 0, 0, w } };

	return all[m->turn >= 1 && m->turn <= COUNT(all) ? m->turn - 1 : 0];
}

static void
draw_picture(cairo_t *cr, const struct pdf_op *op)
{
	const struct media *m = op->picture;
	double wide = (double)(m->turn > 4 ? m->height : m->width);
	cairo_surface_t *s = picture_of(m);
	cairo_matrix_t turn = turn_of(m);

	cairo_save(cr);
	cairo_translate(cr, op->at.x, op->at.y);
	cairo_scale(cr, op->at.w / wide, op->at.w / wide);
	cairo_transform(cr, &turn);
	cairo_set_source_surface(cr, s, 0, 0);
	cairo_paint(cr);
	cairo_restore(cr);
	cairo_surface_destroy(s);
}

static void
mark(struct pen *pen, const struct pdf_op *op)
{
	char place[64];
	int above = op->level ? pen->parent : CAIRO_PDF_OUTLINE_ROOT, id;

	/* Whole points: cairo reads the number in the locale's way. */
	(void)snprintf(place, sizeof(place), "page=%zu pos=[0 %d]", pen->page,
	    (int)op->at.y);
	id = cairo_pdf_surface_add_outline(pen->surface, above, op->name, place,
	    op->level ? 0 : CAIRO_PDF_OUTLINE_FLAG_OPEN);
	if (!op->level)
		pen->parent = id;
}

static void
draw(struct pen *pen, const struct pdf_op *op)
{
	const struct pdf_rect *at = &op->at;

	switch (op->act) {
	case PDF_TAG:
		cairo_tag_begin(pen->cr, op->name, NULL);
		break;
	case PDF_TAG_END:
		cairo_tag_end(pen->cr, op->name);
		break;
	case PDF_MARK:
		mark(pen, op);
		break;
	case PDF_TEXT:
		draw_text(pen->cr, op);
		break;
	case PDF_FILL:
		cairo_rectangle(pen->cr, at->x, at->y, at->w, at->h);
		set_grey(pen->cr, 0.93);
		cairo_fill(pen->cr);
		break;
	case PDF_FRAME:
		cairo_rectangle(pen->cr, at->x, at->y, at->w, at->h);
		set_grey(pen->cr, 0.2);
		cairo_set_line_width(pen->cr, 0.6);
		cairo_stroke(pen->cr);
		break;
	case PDF_CODE:
		draw_code(pen->cr, op);
		break;
	case PDF_PICTURE:
		draw_picture(pen->cr, op);
		break;
	}
}

static void
set_about(const struct pdf *p, cairo_surface_t *surface)
{
	const char *at = arena_fmt(p->mem, "%sT00:00:00+09:00", p->on_day);

	cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
	    p->title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
	    at);
}

/* Where cairo says things are, at the end of what it wrote. */
struct trailer {
	size_t size, root, info, table;
};

static bool
read_trailer(const struct buffer *out, struct trailer *t)
{
	enum { LONGEST = 200 };
	const char *end = out->s + (out->len > LONGEST ? out->len - LONGEST :
	    0);
	const char *start = strstr(end, "startxref");

	end = strstr(end, "trailer");
	return start && end && sscanf(start, "startxref %zu", &t->table) == 1 &&
	       t->table < out->len &&
	       sscanf(end, "trailer << /Size %zu /Root %zu 0 R /Info %zu 0 R",
		   &t->size, &t->root, &t->info) == 3;
}

/* The object that stands last, before the table; without its end. */
static const char *
read_catalogue(const struct buffer *out, const struct trailer *t)
{
	static const char begin[] = "<< /Type /Catalog", end[] = "\n>>\nendobj";
	enum { LONGEST = 400 };
	size_t n = t->table < LONGEST ? t->table : LONGEST;
	const char *to = out->s + t->table;
	const char *from = memmem(to - n, n, begin, strlen(begin));

	if (!from)
		return NULL;
	to = memmem(from, (size_t)(to - from), end, strlen(end));
	return to ? arena_bytes(out->mem, from, (size_t)(to - from)) : NULL;
}

/*
 * cairo 1.16 cannot say in which language a document is, which who reads it
 * aloud must know. So its catalogue is written once more behind the end, with a
 * table of that one object, as PDF provides for changes.
 */
static bool
add_language(struct buffer *out)
{
	struct trailer t;
	const char *catalogue;
	size_t at = out->len, table;

	if (!read_trailer(out, &t))
		return false;
	catalogue = read_catalogue(out, &t);
	if (!catalogue)
		return false;
	buffer_fmt(out, "%zu 0 obj\n%s\n   /Lang (ja)\n"
	    "   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n",
	    t.root, catalogue);
	table = out->len;
	buffer_fmt(out, "xref\n%zu 1\n%010zu 00000 n \ntrailer\n"
	    "<< /Size %zu\n   /Root %zu 0 R\n   /Info %zu 0 R\n   /Prev %zu\n"
	    ">>\nstartxref\n%zu\n%%%%EOF\n", t.root, at, t.size, t.root, t.info,
	    t.table, table);
	return true;
}

enum result
pdf_draw(const struct pdf *p, const char **bytes, size_t *n)
{
	struct buffer out = buffer_new(p->mem);
	struct pen pen = { .parent = CAIRO_PDF_OUTLINE_ROOT };
	cairo_status_t status;

	pen.surface = cairo_pdf_surface_create_for_stream(keep, &out, PDF_WIDTH,
	    PDF_HEIGHT);
	set_about(p, pen.surface);
	pen.cr = cairo_create(pen.surface);
	for (size_t i = 0; i < p->npages; i++) {
		pen.page = i + 1;
		for (struct pdf_op *op = p->pages[i].first; op; op = op->next)
			draw(&pen, op);
		cairo_show_page(pen.cr);
	}
	status = cairo_status(pen.cr);
	cairo_destroy(pen.cr);
	cairo_surface_finish(pen.surface);
	if (!status)
		status = cairo_surface_status(pen.surface);
	cairo_surface_destroy(pen.surface);
	if (status) {
		log_error("pdf", "%s", cairo_status_to_string(status));
		return BROKEN;
	}
	if (!add_language(&out))
		log_note("pdf", "without its language: another cairo?");
	*bytes = out.s;
	*n = out.len;
	return OK;
}
