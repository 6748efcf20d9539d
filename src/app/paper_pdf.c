#include <string.h>

#include "app/paper_flow.h"
#include "app/site.h"

/* Papers as one PDF: what stands where on which page. */

#define SMALLEST 0.6
#define STEP	 0.05
#define CODE	 62.0			/* about 22 mm */
#define LARGE	 212.0			/* about 75 mm */
#define BLANK	 120.0
#define PICTURE	 230.0

const struct pdf_text *
flow_set(struct flow *f, enum flow_style style, const char *text, double width)
{
	static const struct pdf_style all[] = {
		[FLOW_TITLE] = { 16, 22, true, PDF_BLACK },
		[FLOW_SECTION] = { 11.5, 17, true, PDF_BLACK },
		[FLOW_BODY] = { 10, 15.5, false, PDF_BLACK },
		[FLOW_STRONG] = { 10, 15.5, true, PDF_BLACK },
		[FLOW_CELL] = { 9.5, 13.5, false, PDF_BLACK },
		[FLOW_LABEL] = { 9.5, 13.5, true, PDF_BLACK },
		[FLOW_LATE] = { 9.5, 13.5, true, PDF_RED },
		[FLOW_SMALL] = { 8.5, 12.5, false, PDF_GREY },
	};
	struct pdf_style s = all[style];

	s.size *= f->scale;
	s.pitch *= f->scale;
	return pdf_text(f->pdf, text, &s, width);
}

double
flow_room(const struct flow *f)
{
	return FLOW_BOTTOM - f->y;
}

void
flow_page(struct flow *f)
{
	pdf_page(f->pdf);
	f->y = FLOW_TOP;
}

void
flow_need(struct flow *f, double height)
{
	if (height > flow_room(f) && f->y > FLOW_TOP)
		flow_page(f);
}

static void
gap(struct flow *f, double height)
{
	if (f->y > FLOW_TOP)
		f->y += height * f->scale;
}

/* A paragraph, over as many pages as it takes. */
static void
put_text(struct flow *f, const char *tag, enum flow_style style,
    const char *text, double width)
{
	const struct pdf_text *t = flow_set(f, style, text, width);
	double pitch = pdf_text_pitch(t);
	size_t n = pdf_text_lines(t), fits;

	for (size_t from = 0; from < n; from += fits) {
		flow_need(f, pitch);
		fits = (size_t)(flow_room(f) / pitch);
		fits = fits < n - from ? fits : n - from;
		pdf_begin(f->pdf, tag);
		pdf_lines(f->pdf, t, from, fits, FLOW_LEFT, f->y);
		pdf_end(f->pdf, tag);
		f->y += (double)fits * pitch;
	}
}

static double
code_side(const struct paper *p)
{
	return p->code_large ? LARGE : CODE;
}

static void
put_code(struct flow *f, const struct paper *p)
{
	double side = code_side(p), x = FLOW_LEFT + FLOW_WIDTH - side;
	const struct pdf_text *says = flow_set(f, FLOW_SMALL,
	    p->code_says ? p->code_says : "", side);

	pdf_begin(f->pdf, "Figure");
	if (pdf_code(f->pdf, p->code, x, FLOW_TOP, side))
		pdf_lines(f->pdf, says, 0, pdf_text_lines(says),
		    x + (side - pdf_text_width(says)) / 2, FLOW_TOP + side);
	pdf_end(f->pdf, "Figure");
}

static void
put_head(struct flow *f, const struct paper *p)
{
	double side = p->code ? code_side(p) : 0;
	double width = FLOW_WIDTH - (p->code ? side + 12 : 0);
	double low = FLOW_TOP + (p->code ? side + 14 * f->scale : 0);

	pdf_bookmark(f->pdf, 0, p->label, f->y);
	if (p->code)
		put_code(f, p);
	put_text(f, "H1", FLOW_TITLE, p->title, width);
	if (p->under)
		put_text(f, "P", FLOW_SMALL, p->under, width);
	gap(f, 5);
	if (f->y < low)
		f->y = low;
}

static void
put_section(struct flow *f, const char *heading)
{
	gap(f, 6);
	flow_need(f, 80 * f->scale);
	pdf_bookmark(f->pdf, 1, heading, f->y);
	put_text(f, "H2", FLOW_SECTION, heading, FLOW_WIDTH);
	gap(f, 1);
}

static void
put_blank(struct flow *f)
{
	flow_need(f, BLANK);
	pdf_frame(f->pdf,
	    (struct pdf_rect){ FLOW_LEFT, f->y, FLOW_WIDTH, BLANK });
	f->y += BLANK;
}

static void
put_picture(struct flow *f, const struct paper_block *b)
{
	double high = PICTURE * f->scale;
	struct pdf_rect at;

	flow_need(f, high + 14);
	pdf_begin(f->pdf, "Figure");
	at = pdf_picture(f->pdf, b->picture,
	    (struct pdf_rect){ FLOW_LEFT, f->y, FLOW_WIDTH, high });
	pdf_end(f->pdf, "Figure");
	f->y += at.h + 2;
	put_text(f, "P", FLOW_SMALL, b->text, FLOW_WIDTH);
}

/* Marks of prose.h, line by line: headings stand out, lists keep their dot. */
static void
put_prose(struct flow *f, const char *text)
{
	for (const char *s = text; *s;) {
		size_t n = strcspn(s, "\n");
		const char *line = arena_bytes(f->mem, s, n);
		const char *rest = line + strspn(line, "#");

		if (rest > line && *rest == ' ') {
			gap(f, 3);
			flow_need(f, 40 * f->scale);
			put_text(f, "H3", FLOW_STRONG, rest + 1, FLOW_WIDTH);
		} else if (strncmp(line, "- ", 2) == 0) {
			put_text(f, "P", FLOW_BODY, arena_fmt(f->mem, "・%s",
			    line + 2), FLOW_WIDTH);
		} else if (line[strspn(line, " \r")]) {
			put_text(f, "P", FLOW_BODY, line, FLOW_WIDTH);
		} else {
			gap(f, 4);
		}
		s += n + (s[n] == '\n');
	}
}

static void
put_caption(struct flow *f, const char *text)
{
	gap(f, 3);
	flow_need(f, 90 * f->scale);
	put_text(f, "H3", FLOW_STRONG, text, FLOW_WIDTH);
}

static void
put_block(struct flow *f, const struct paper_block *b)
{
	switch (b->kind) {
	case PAPER_SECTION:
		put_section(f, b->text);
		return;
	case PAPER_TEXT:
		put_text(f, "P", FLOW_BODY, b->text, FLOW_WIDTH);
		break;
	case PAPER_PROSE:
		put_prose(f, b->text);
		break;
	case PAPER_NOTE:
		put_text(f, "P", FLOW_SMALL, b->text, FLOW_WIDTH);
		break;
	case PAPER_WARNING:
		put_text(f, "P", FLOW_STRONG, b->text, FLOW_WIDTH);
		break;
	case PAPER_PICTURE:
		put_picture(f, b);
		break;
	case PAPER_BLANK:
		put_blank(f);
		break;
	case PAPER_NEXT_PAGE:
		flow_page(f);
		return;
	case PAPER_FACTS:
	case PAPER_TABLE:
	case PAPER_SIGNS:
	case PAPER_BARS:
		if (b->kind == PAPER_BARS)
			put_caption(f, b->text);
		if (b->cells)
			flow_table(f, b);
		else
			put_text(f, "P", FLOW_BODY, "（なし）", FLOW_WIDTH);
		break;
	}
	gap(f, 4);
}

static void
put_paper(struct flow *f, const struct paper *p)
{
	flow_page(f);
	pdf_begin(f->pdf, "Document");
	put_head(f, p);
	for (const struct paper_block *b = p->blocks; b; b = b->next)
		put_block(f, b);
	pdf_end(f->pdf, "Document");
}

/* At the foot of each of its pages: which paper, which page of how many. */
static void
put_feet(struct flow *f, const struct paper *p, size_t first)
{
	size_t n = pdf_pages(f->pdf) - first;
	double y = FLOW_BOTTOM + 10;

	f->scale = 1;
	for (size_t i = 0; i < n; i++) {
		const struct pdf_text *left = flow_set(f, FLOW_SMALL, p->title,
		    FLOW_WIDTH - 60), *right = flow_set(f, FLOW_SMALL,
		    arena_fmt(f->mem, "%zu／%zu", i + 1, n), 60);

		pdf_turn(f->pdf, first + i);
		pdf_lines(f->pdf, left, 0, 1, FLOW_LEFT, y);
		pdf_lines(f->pdf, right, 0, 1, FLOW_LEFT + FLOW_WIDTH -
		    pdf_text_width(right), y);
	}
}

static void
lay_out(struct flow *f, const struct paper *p)
{
	size_t first = pdf_pages(f->pdf);

	for (f->scale = 1;; f->scale -= STEP) {
		put_paper(f, p);
		if (!p->fit || pdf_pages(f->pdf) - first <= p->fit ||
		    f->scale - STEP < SMALLEST)
			break;
		pdf_keep(f->pdf, first);
	}
	put_feet(f, p, first);
}

enum result
paper_pdf(struct request *r, const char *title,
    const struct paper *const *papers, size_t n, const char *file)
{
	struct flow f = { .mem = r->mem,
		.pdf = pdf_open(r->mem, r->site->fonts, title, r->today) };
	const char *bytes;
	size_t nbytes;
	enum result rc;

	if (!f.pdf)
		return BROKEN;
	for (size_t i = 0; i < n; i++)
		lay_out(&f, papers[i]);
	rc = pdf_close(f.pdf, &bytes, &nbytes);
	if (rc)
		return rc;
	buffer_bytes(&r->answer.body, bytes, nbytes);
	r->answer.type = "application/pdf";
	r->answer.file = arena_fmt(r->mem, "%s.pdf", file);
	return OK;
}
