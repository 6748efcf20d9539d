#ifndef APP_PAPER_FLOW_H
#define APP_PAPER_FLOW_H

#include "app/paper_parts.h"
#include "base/pdf.h"

/* From the top of a page to its end, and on to the next: paper as PDF. */
struct flow {
	struct arena *mem;
	struct pdf *pdf;
	double y;		/* where what comes next begins */
	double scale;		/* of all letters; 1 where there is room */
};

#define FLOW_LEFT   42.0
#define FLOW_WIDTH  (PDF_WIDTH - 2 * FLOW_LEFT)
#define FLOW_TOP    40.0
#define FLOW_BOTTOM (PDF_HEIGHT - 46.0)

enum flow_style { FLOW_TITLE, FLOW_SECTION, FLOW_BODY, FLOW_STRONG, FLOW_CELL,
	FLOW_LABEL, FLOW_LATE, FLOW_SMALL };

const struct pdf_text *flow_set(struct flow *, enum flow_style, const char *,
    double width);
double	flow_room(const struct flow *);		/* to the end of the page */
void	flow_page(struct flow *);
/* Goes to the next page when less than that is left of this one. */
void	flow_need(struct flow *, double height);
void	flow_table(struct flow *, const struct paper_block *);

#endif
