#ifndef MATCHING_PRIVATE_H
#define MATCHING_PRIVATE_H

#include "app/due.h"
#include "app/page.h"
#include "features/guest/guest.h"
#include "features/matching/matching_find.h"

enum { LINK_DAYS = 14, ANSWER_DAYS = 7, MAX_ASKED = 10 };

extern const struct template matching_form_page, matching_result_page,
    matching_list_page, matching_need_page, matching_guest_page,
    matching_gap_page, matching_part, matching_board_part,
    matching_unmet_page;

enum result matching_form_get(struct request *);
enum result matching_find_post(struct request *);
enum result matching_board_get(struct request *);
enum result matching_unmet_post(struct request *);
enum result matching_board_post(struct request *);
enum result matching_need_add_post(struct request *);
enum result matching_list_get(struct request *);
enum result matching_need_get(struct request *);
enum result matching_outcome_post(struct request *);
enum result matching_reopening_post(struct request *);
enum result matching_answer_post(struct request *);
enum result matching_link_post(struct request *);
enum result matching_guest_get(struct request *);
enum result matching_guest_post(struct request *);
enum result matching_gap_get(struct request *);

/* What somebody can have open, see app/owned.h. */
extern const struct owned matching_owned;

enum result matching_panel(struct request *, const char *child,
    const struct html **);
enum result matching_due(struct request *, const struct due_ask *,
    struct due_list *);
enum result matching_demo(struct request *);

/* The form with what was typed; `child`, or NULL. */
enum result matching_show_form(struct request *, const struct profile *,
    const char *child);
/* The page of a need; `link`, just made for that inquiry, is shown once. */
enum result matching_show_need(struct request *, const struct need *,
    const char *link, const char *link_for);
/* Reads `answer`, `reason`, `comment` of the form; faults. */
void	matching_answer_read(struct request *, struct inquiry *);
struct crumb *matching_crumbs(struct request *, const char *here, size_t *n);

#endif
