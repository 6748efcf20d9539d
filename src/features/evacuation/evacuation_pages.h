#ifndef EVACUATION_PAGES_H
#define EVACUATION_PAGES_H

#include "features/evacuation/evacuation_private.h"

extern const struct template plan_new_page, plan_section_page, plan_show_page,
    plan_form_page, plan_panel_part, plan_status_page;

/* Beginning, reading and writing one plan. */
enum result plan_new_get(struct request *);
enum result plan_add_post(struct request *);
enum result plan_show_get(struct request *);
enum result plan_section_get(struct request *);
enum result plan_section_post(struct request *);
/* From state to state. */
enum result plan_meeting_post(struct request *);
enum result plan_signature_post(struct request *);
enum result plan_share_post(struct request *);
enum result plan_review_post(struct request *);
enum result plan_revision_post(struct request *);
/* What hangs on it. */
enum result plan_drill_new_get(struct request *);
enum result plan_drill_post(struct request *);
enum result acceptance_new_get(struct request *);
enum result acceptance_add_post(struct request *);
enum result acceptance_edit_get(struct request *);
enum result acceptance_change_post(struct request *);

enum result plan_panel(struct request *, const char *child,
    const struct html **);
enum result evacuation_due(struct request *, const struct due_ask *,
    struct due_list *);

enum result evacuation_demo(struct request *);
/* What somebody can have open, see app/owned.h. */
extern const struct owned plan_owned;

/* The page of a plan with what was typed into one of its forms. */
struct plan_typed {
	const char *meeting_on, *meeting_people, *signed_on, *signed_by;
	const char *signed_as, *agency, *means;
};
enum result plan_show(struct request *, const struct plan *,
    const struct plan_typed *);
/* The place that accepted the child; MISSING: none is chosen, or not seen. */
enum result plan_chosen(struct request *, const struct plan *,
    struct acceptance *) MUST_CHECK;

#endif
