#ifndef BASE_PDF_PARTS_H
#define BASE_PDF_PARTS_H

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include "base/pdf.h"
#include "base/qr.h"

/* The inside of pdf.h: what pdf.c writes down, pdf_draw.c draws. */
enum pdf_act { PDF_TAG, PDF_TAG_END, PDF_MARK, PDF_TEXT, PDF_FILL, PDF_FRAME,
	PDF_CODE, PDF_PICTURE };

struct pdf_op {
	struct pdf_op *next;
	enum pdf_act act;
	const char *name;		/* tag, or label */
	const struct pdf_text *text;
	size_t from, n;			/* lines */
	int level;
	struct pdf_rect at;
	struct qr_code code;
	const struct media *picture;
};

struct pdf_page {
	struct pdf_op *first, **end;
};

struct pdf_text {
	struct pdf_text *next;
	PangoLayout *layout;
	PangoLayoutLine **lines;
	size_t n;
	double size, pitch;
	enum pdf_ink ink;
};

struct pdf {
	struct arena *mem;
	const char *title, *on_day;
	PangoFontMap *map;
	PangoContext *context;
	struct pdf_text *texts;		/* to be let go */
	struct pdf_page *pages;
	size_t npages, cap, at;
};

/* The pages, drawn. BROKEN, logged. */
enum result pdf_draw(const struct pdf *, const char **bytes, size_t *n)
    MUST_CHECK;

#endif
