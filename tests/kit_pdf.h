#ifndef TESTS_KIT_PDF_H
#define TESTS_KIT_PDF_H

#include "tests/kit.h"

/* What poppler finds in a PDF: a second opinion on what base/pdf.h makes. */

/* All text, page after page; a form feed ends each page. */
const char *pdf_says(struct arena *, const char *bytes, size_t n);
/* The same without spaces and line ends, for what was broken into lines. */
const char *pdf_says_joined(struct arena *, const char *bytes, size_t n);
/* What pdfinfo says with the option; "" for what it always says. */
const char *pdf_about(struct arena *, const char *bytes, size_t n,
    const char *option);
size_t	pdf_page_count(struct arena *, const char *bytes, size_t n);
/* NULL; or what is wrong: a font not embedded or not mapped back to Unicode,
 * a word beyond the page or over another word. */
const char *pdf_complaint(struct arena *, const char *bytes, size_t n);

/* Asks for it, has it looked at, and gives what it says, joined. */
const char *get_pdf(struct town *, const char *path);
/* A text of that many letters, which ends in one found nowhere else. */
const char *long_text(struct arena *, size_t letters);
#define LAST_LETTER "鬱"

#endif
