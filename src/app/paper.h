#ifndef APP_PAPER_H
#define APP_PAPER_H

#include "app/page.h"
#include "base/media.h"

/*
 * A document meant for paper, told once and in order, and written twice: as
 * part of the page that is printed, and as PDF on A4. Both say the same.
 *
 *	p = paper_new(r->mem, "議事録");
 *	paper_facts(p, 2);
 *	paper_fact(p, "場所", where);
 *	paper_section(p, "参加者");
 *	paper_table(p, "参加者", columns, COUNT(columns));
 *	for each: paper_cell(p, name), paper_cell(p, agency);
 *
 * Nothing is ever cut off: what is long goes on in the next line or page. NULL
 * for a text is the same as "". Texts are kept, not copied.
 */
struct paper;

struct paper *paper_new(struct arena *, const char *title);
/* Small, below the title: by whom, of what day. */
void	paper_under(struct paper *, const char *);
/* A QR code beside the title, and what it opens in a few words. Left out when
 * `text` has more than QR_MAX_BYTES. */
void	paper_code(struct paper *, const char *text, const char *says);
/* As large as it is seen from across a room. */
void	paper_code_large(struct paper *, const char *text, const char *says);
/* Its name in the list of bookmarks, when not the title. */
void	paper_label(struct paper *, const char *);
/* On at most so many pages, as far as letters of 6 points go: PDF only. */
void	paper_fit(struct paper *, size_t pages);

void	paper_section(struct paper *, const char *heading);
void	paper_text(struct paper *, const char *);	/* as it was typed */
void	paper_prose(struct paper *, const char *);	/* with marks: prose.h */
void	paper_note(struct paper *, const char *);	/* small */
void	paper_warning(struct paper *, const char *);
/* A photograph, at most a third of a page; what it shows in a few words. Kept,
 * not copied; `url` is where the page has it from. */
void	paper_picture(struct paper *, const struct media *, const char *url,
    const char *says);
void	paper_blank(struct paper *);		/* room to write by hand */
void	paper_next_page(struct paper *);	/* the other side of a sheet */

/* Labels with values, `pairs` beside each other where there is room. */
void	paper_facts(struct paper *, size_t pairs);
void	paper_fact(struct paper *, const char *label, const char *value);

enum { PAPER_MAX_COLUMNS = 12 };

struct paper_column {
	const char *label;	/* NULL in the first: no row of labels */
	unsigned width;		/* against the others' */
	bool head;		/* its cells name their rows */
};

/* Cells follow, row after row; （なし） when there are none. */
void	paper_table(struct paper *, const char *caption,
    const struct paper_column *, size_t n);
void	paper_cell(struct paper *, const char *);
/* Numbers as bars, and beside them; `unit` is 人, 件. Less than 0: hidden, X. */
void	paper_bars(struct paper *, const char *title, const char *unit);
void	paper_bar(struct paper *, const char *label, int64_t count);
/* A table to be signed: who, day, name. Only who is given. */
void	paper_signs(struct paper *, const char *caption);
void	paper_sign(struct paper *, const char *who);

/* One more line in the last cell. */
struct paper_line {
	const char *text;
	const char *url;	/* on the page it is a link; NULL: none */
	bool small, late;	/* late: in red */
};

void	paper_line(struct paper *, const struct paper_line *);

/* All of it but the title, which is the page's. */
const struct html *paper_html(struct request *, const struct paper *);
/* A page of nothing else, with buttons to print it and for its PDF. */
struct paper_links {
	const char *pdf;		/* where the same is as PDF */
	const char *back, *back_label;	/* NULL: none */
};

enum result paper_show(struct request *, const struct page *,
    const struct paper *, const struct paper_links *);
/* Answers with one PDF of all n, each from a page of its own; made on
 * r->today. `title` is the file's, `file` its name without ".pdf". */
enum result paper_pdf(struct request *, const char *title,
    const struct paper *const *, size_t n, const char *file);

#endif
