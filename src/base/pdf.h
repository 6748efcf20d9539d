#ifndef BASE_PDF_H
#define BASE_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/media.h"

/*
 * Pages of A4 as PDF: text, boxes, codes; tagged, with bookmarks, its fonts in
 * it. Thin over pango and cairo. Lengths are points (1/72 inch), places are
 * from the upper left corner. The same calls make the same bytes.
 *
 * Nothing is drawn before pdf_close: until then the last pages can be thrown
 * away and tried again in another size.
 */
struct pdf_fonts;
struct pdf;
struct pdf_text;	/* a paragraph in lines of one width; ends with its pdf */

#define PDF_WIDTH  595.276
#define PDF_HEIGHT 841.89

enum pdf_ink { PDF_BLACK, PDF_GREY, PDF_RED };

struct pdf_style {
	double size, pitch;	/* of a letter; from line to line */
	bool bold;
	enum pdf_ink ink;
};

struct pdf_rect {
	double x, y, w, h;
};

/* The faces, read when the first document wants them and shared by all threads;
 * one of these to a process, for the libraries keep it as theirs. */
struct pdf_fonts *pdf_fonts_new(struct arena *);
void	pdf_fonts_free(struct pdf_fonts *);

/* `on_day`, YYYY-MM-DD, is the day it says it was made on. NULL, logged: the
 * fonts are not there. What is open is always closed with pdf_close. */
struct pdf *pdf_open(struct arena *, struct pdf_fonts *, const char *title,
    const char *on_day);

/* Words too long for the width are broken anywhere: nothing is cut off. */
const struct pdf_text *pdf_text(struct pdf *, const char *,
    const struct pdf_style *, double width);
size_t	pdf_text_lines(const struct pdf_text *);	/* 1 when empty */
double	pdf_text_pitch(const struct pdf_text *);
double	pdf_text_width(const struct pdf_text *);	/* of its longest line */

/* The next page, on which goes whatever follows. There is none at first. */
void	pdf_page(struct pdf *);
size_t	pdf_pages(const struct pdf *);
/* Puts on page `page`, from 0, what follows; the last when pdf_page comes. */
void	pdf_turn(struct pdf *, size_t page);
/* Throws away all pages but the first n. */
void	pdf_keep(struct pdf *, size_t n);

/* A part of the structure: Document H1 H2 P Table TR TH TD Figure... Ends in
 * turn, on the same page when text is right inside. */
void	pdf_begin(struct pdf *, const char *tag);
void	pdf_end(struct pdf *, const char *tag);
/* In the list beside the pages; level 0, or 1 below the last of level 0. */
void	pdf_bookmark(struct pdf *, int level, const char *label, double y);
/* n lines of it from line `from` on; y is the top of the first. */
void	pdf_lines(struct pdf *, const struct pdf_text *, size_t from, size_t n,
    double x, double y);
void	pdf_fill(struct pdf *, struct pdf_rect);	/* in light grey */
void	pdf_frame(struct pdf *, struct pdf_rect);
/* A QR code as a square, its light rim within. False: see qr_code. */
bool	pdf_code(struct pdf *, const char *text, double x, double y,
    double side) MUST_CHECK;

/* A JPEG or PNG, upright, as large as goes into the rectangle; kept until
 * pdf_close. Gives the place it takes, from the upper left of it. */
struct pdf_rect pdf_picture(struct pdf *, const struct media *,
    struct pdf_rect);

/* The finished bytes, in the arena. BROKEN, logged: out of memory or worse. */
enum result pdf_close(struct pdf *, const char **bytes, size_t *n) MUST_CHECK;

#endif
