#include "app/page_frame.h"
#include "app/paper_parts.h"

/* The page of a paper: its words, and the two ways to have it on paper. */
struct paper_page {
	const char *title, *pdf, *back, *back_label;
	const struct html *paper;
};

static const struct slot slots[] = {
	SLOT_TEXT(paper_page, title),
	SLOT_TEXT(paper_page, pdf),
	SLOT_TEXT(paper_page, back),
	SLOT_TEXT(paper_page, back_label),
	SLOT_HTML(paper_page, paper),
};

TEMPLATE(paper_page, "src/app/paper.html", slots);

enum result
paper_show(struct request *r, const struct page *page, const struct paper *p,
    const struct paper_links *links)
{
	const struct paper_page slot = { p->title, links->pdf, links->back,
		links->back_label, paper_html(r, p) };

	return page_show(r, page, &paper_page, &slot);
}
