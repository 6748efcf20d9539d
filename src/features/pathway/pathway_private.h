#ifndef PATHWAY_PRIVATE_H
#define PATHWAY_PRIVATE_H

#include "app/due.h"
#include "app/page.h"
#include "features/pathway/pathway_way.h"

extern const struct template pathway_bar_part, pathway_panel_part, pathway_show_page,
    pathway_dates_page, pathway_preview_page, pathway_next_page,
    pathway_step_page, pathway_coming_page;

/* The seven stages as a line, with when; `linked` leads each to its list. */
const struct html *pathway_bar(struct request *, const struct way *,
    const char *chosen, bool linked);
/* On the child's page: the bar, and what is open. */
enum result pathway_panel(struct request *, const char *child,
    const struct html **out);

/* The frame of a page about a child's way; `last` NULL: the way itself. */
enum result pathway_page_show(struct request *, const struct way *,
    const char *last, const struct template *, const void *slots);

enum result pathway_show_get(struct request *);
enum result pathway_dates_get(struct request *);
enum result pathway_preview_post(struct request *);
enum result pathway_dates_post(struct request *);
enum result pathway_reversal_post(struct request *);
enum result pathway_next_get(struct request *);
enum result pathway_next_post(struct request *);
enum result pathway_return_post(struct request *);

enum result pathway_step_new_get(struct request *);
enum result pathway_step_add_post(struct request *);
enum result pathway_step_get(struct request *);
enum result pathway_step_change_post(struct request *);
enum result pathway_step_completion_post(struct request *);
/* Whoever writes about children, and whoever has it. */
bool	pathway_may_write_step(const struct request *,
    const struct pathway_step *);

enum result pathway_coming_get(struct request *);
enum result pathway_coming_xlsx_get(struct request *);

enum result pathway_due(struct request *, const struct due_ask *,
    struct due_list *);
/* Inside a deed. */
enum result pathway_demo(struct request *);

/* What somebody can have open, see app/owned.h. */
extern const struct owned pathway_step_owned;

#endif
