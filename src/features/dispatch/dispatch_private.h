#ifndef DISPATCH_PRIVATE_H
#define DISPATCH_PRIVATE_H

#include "app/due.h"
#include "features/dispatch/dispatch.h"

/* Days that whoever goes may read on after the day itself, for the report. */
enum { DISPATCH_AFTER_DAYS = 30, DISPATCH_LINK_DAYS = 14 };

extern const struct template dispatch_list_page, dispatch_form_page,
    dispatch_show_page, dispatch_guest_page, dispatch_link_page,
    dispatch_panel_part;

enum result dispatch_list_get(struct request *);
enum result dispatch_new_get(struct request *);
enum result dispatch_add_post(struct request *);
enum result dispatch_show_get(struct request *);
/* One step; which one stands in the address. */
enum result dispatch_decision_post(struct request *);
enum result dispatch_assignment_post(struct request *);
enum result dispatch_preparation_post(struct request *);
enum result dispatch_report_post(struct request *);
enum result dispatch_closing_post(struct request *);
enum result dispatch_withdrawal_post(struct request *);

/* A link by which an agency without an account asks, and what lies behind. */
enum result dispatch_link_get(struct request *);
enum result dispatch_link_post(struct request *);
enum result dispatch_guest_get(struct request *);
enum result dispatch_guest_post(struct request *);

bool	dispatch_is(const struct dispatch *, const char *state);
/* What comes next, as a verb phrase; NULL when it is over. */
const char *dispatch_next(const struct dispatch *);
/* Whether this person carries it out, or may for the centre. */
bool	dispatch_may_carry(const struct request *, const struct dispatch *);
bool	dispatch_may_withdraw(const struct request *, const struct dispatch *);
/* The page with the form of the step as it was typed, and rc. */
enum result dispatch_again(struct request *, const struct dispatch *,
    const struct html *above, enum result rc);
/* Faults what a request must tell. */
void	dispatch_check_request(struct request *, const struct dispatch *);

enum result dispatch_panel(struct request *, const char *child,
    const struct html **);
enum result dispatch_due(struct request *, const struct due_ask *,
    struct due_list *);
enum result dispatch_demo(struct request *);

/* What somebody can have open, see app/owned.h. */
extern const struct owned dispatch_owned;

#endif
