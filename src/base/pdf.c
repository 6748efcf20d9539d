#include "base/pdf.h"

#include <assert.h>
#include <math.h>
#include <pango/pangofc-fontmap.h>
#include <pthread.h>
#include <string.h>

#include "base/log.h"
#include "base/pdf_parts.h"

/* Only these: a page looks the same on every machine, and no configuration
 * and no cache of fonts is read, which the sandbox would refuse. The last one
 * has the letters of names that the others lack, as 𠮷. */
static const char *const faces[] = {
	"/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf",
	"/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Bold.ttf",
	"/usr/share/fonts/truetype/ipamj/ipamjm.ttf",
};
static const char family[] = "BIZ UDPGothic";

struct pdf_fonts {
	pthread_mutex_t lock;
	FcConfig *set;			/* NULL: not read yet */
};

struct pdf_fonts *
pdf_fonts_new(struct arena *mem)
{
	struct pdf_fonts *f = arena_take(mem, sizeof(*f));

	pthread_mutex_init(&f->lock, NULL);
	return f;
}

void
pdf_fonts_free(struct pdf_fonts *f)
{
	if (f->set) {
		FcConfigSetCurrent(NULL);
		FcConfigDestroy(f->set);
	}
	pthread_mutex_destroy(&f->lock);
}

/* fontconfig's own set, which pango would have it look for, is ours too. It is
 * not made anew for each document: fontconfig reads it without a lock. */
static FcConfig *
read_fonts(void)
{
	FcConfig *set = FcConfigCreate();

	for (size_t i = 0; i < COUNT(faces); i++) {
		if (FcConfigAppFontAddFile(set, (const FcChar8 *)faces[i]))
			continue;
		log_error("pdf", "no font: %s", faces[i]);
		FcConfigDestroy(set);
		return NULL;
	}
	FcConfigSetCurrent(set);
	return set;
}

static FcConfig *
set_of(struct pdf_fonts *f)
{
	FcConfig *set;

	pthread_mutex_lock(&f->lock);
	if (!f->set)
		f->set = read_fonts();
	set = f->set;
	pthread_mutex_unlock(&f->lock);
	return set;
}

/* A map to each document: pango guards none against two threads. */
static void
open_map(struct pdf *p, FcConfig *set)
{
	cairo_font_options_t *options = cairo_font_options_create();

	p->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(p->map), set);
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(p->map), 72);
	p->context = pango_font_map_create_context(p->map);
	pango_context_set_language(p->context,
	    pango_language_from_string("ja"));
	pango_context_set_round_glyph_positions(p->context, FALSE);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(p->context, options);
	cairo_font_options_destroy(options);
}

struct pdf *
pdf_open(struct arena *mem, struct pdf_fonts *fonts, const char *title,
    const char *on_day)
{
	struct pdf *p = arena_take(mem, sizeof(*p));
	FcConfig *set = set_of(fonts);

	if (!set)
		return NULL;
	p->mem = mem;
	p->title = title;
	p->on_day = on_day;
	open_map(p, set);
	return p;
}

static void
find_lines(struct pdf *p, struct pdf_text *t)
{
	GSList *line = pango_layout_get_lines_readonly(t->layout);

	t->n = (size_t)pango_layout_get_line_count(t->layout);
	t->lines = arena_array(p->mem, t->n, sizeof(PangoLayoutLine *));
	for (size_t i = 0; i < t->n; i++, line = line->next)
		t->lines[i] = line->data;
}

const struct pdf_text *
pdf_text(struct pdf *p, const char *text, const struct pdf_style *style,
    double width)
{
	struct pdf_text *t = arena_take(p->mem, sizeof(*t));
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family_static(font, family);
	pango_font_description_set_absolute_size(font,
	    round(style->size * PANGO_SCALE));
	pango_font_description_set_weight(font,
	    style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	t->layout = pango_layout_new(p->context);
	pango_layout_set_font_description(t->layout, font);
	pango_font_description_free(font);
	pango_layout_set_width(t->layout, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(t->layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(t->layout, text, -1);
	t->size = style->size;
	t->pitch = style->pitch;
	t->ink = style->ink;
	find_lines(p, t);
	t->next = p->texts;
	p->texts = t;
	return t;
}

size_t
pdf_text_lines(const struct pdf_text *t)
{
	return t->n;
}

double
pdf_text_pitch(const struct pdf_text *t)
{
	return t->pitch;
}

double
pdf_text_width(const struct pdf_text *t)
{
	PangoRectangle rect;

	pango_layout_get_extents(t->layout, NULL, &rect);
	return (double)rect.width / PANGO_SCALE;
}

void
pdf_page(struct pdf *p)
{
	struct pdf_page *more;

	if (p->npages == p->cap) {
		p->cap = p->cap ? 2 * p->cap : 8;
		more = arena_array(p->mem, p->cap, sizeof(*more));
		for (size_t i = 0; i < p->npages; i++) {
			more[i] = p->pages[i];
			if (!more[i].first)
				more[i].end = &more[i].first;
		}
		p->pages = more;
	}
	p->at = p->npages++;
	p->pages[p->at].first = NULL;
	p->pages[p->at].end = &p->pages[p->at].first;
}

size_t
pdf_pages(const struct pdf *p)
{
	return p->npages;
}

void
pdf_turn(struct pdf *p, size_t page)
{
	assert(page < p->npages);
	p->at = page;
}

void
pdf_keep(struct pdf *p, size_t n)
{
	assert(n <= p->npages);
	p->npages = n;
	p->at = n ? n - 1 : 0;
}

static struct pdf_op *
add(struct pdf *p, enum pdf_act act)
{
	struct pdf_op *op = arena_take(p->mem, sizeof(*op));
	struct pdf_page *page = p->pages + p->at;

	assert(p->at < p->npages);
	op->act = act;
	*page->end = op;
	page->end = &op->next;
	return op;
}

void
pdf_begin(struct pdf *p, const char *tag)
{
	add(p, PDF_TAG)->name = tag;
}

void
pdf_end(struct pdf *p, const char *tag)
{
	add(p, PDF_TAG_END)->name = tag;
}

void
pdf_bookmark(struct pdf *p, int level, const char *label, double y)
{
	struct pdf_op *op = add(p, PDF_MARK);

	op->level = level;
	op->name = label;
	op->at.y = y;
}

void
pdf_lines(struct pdf *p, const struct pdf_text *t, size_t from, size_t n,
    double x, double y)
{
	struct pdf_op *op = add(p, PDF_TEXT);

	assert(from + n <= t->n);
	op->text = t;
	op->from = from;
	op->n = n;
	op->at = (struct pdf_rect){ .x = x, .y = y };
}

void
pdf_fill(struct pdf *p, struct pdf_rect at)
{
	add(p, PDF_FILL)->at = at;
}

void
pdf_frame(struct pdf *p, struct pdf_rect at)
{
	add(p, PDF_FRAME)->at = at;
}

bool
pdf_code(struct pdf *p, const char *text, double x, double y, double side)
{
	struct qr_code code;
	struct pdf_op *op;

	if (qr_code(p->mem, text, &code))
		return false;
	op = add(p, PDF_CODE);
	op->code = code;
	op->at = (struct pdf_rect){ x, y, side, side };
	return true;
}

/* 5 to 8 of EXIF lie on their side. */
static bool
lies(const struct media *m)
{
	return m->turn > 4;
}

struct pdf_rect
pdf_picture(struct pdf *p, const struct media *m, struct pdf_rect in)
{
	double w = (double)(lies(m) ? m->height : m->width);
	double h = (double)(lies(m) ? m->width : m->height);
	double scale = in.w / w < in.h / h ? in.w / w : in.h / h;
	struct pdf_op *op = add(p, PDF_PICTURE);

	assert(w > 0 && h > 0);
	op->picture = m;
	op->at = (struct pdf_rect){ in.x, in.y, w * scale, h * scale };
	return op->at;
}

enum result
pdf_close(struct pdf *p, const char **bytes, size_t *n)
{
	enum result rc = pdf_draw(p, bytes, n);

	for (struct pdf_text *t = p->texts; t; t = t->next)
		g_object_unref(t->layout);
	g_object_unref(p->context);
	/* Or pango 1.50 keeps it for good. */
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(p->map), NULL);
	g_object_unref(p->map);
	return rc;
}
