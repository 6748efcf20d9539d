#ifndef COORDINATOR_PRIVATE_H
#define COORDINATOR_PRIVATE_H

#include "app/page.h"
#include "features/child/child.h"
#include "features/coordinator/coordinator.h"

extern const struct template supporter_panel_page, supporter_list_page,
    coordinator_form_page;

/* Both records have forms with an agency to be chosen: coordinator_form.c. */
enum result coordinator_form_new(struct request *, const struct record *,
    void *obj);
enum result coordinator_form_add(struct request *, const struct record *,
    void *obj);
enum result coordinator_form_edit(struct request *, const struct record *);
enum result coordinator_form_change(struct request *, const struct record *);

enum result supporter_list_get(struct request *);
enum result supporter_new_get(struct request *);
enum result supporter_add_post(struct request *);
enum result supporter_row_get(struct request *);
enum result supporter_edit_get(struct request *);
enum result supporter_change_post(struct request *);
enum result supporter_ending_post(struct request *);
/* Beside the timeline, and on the paper that goes with the child. */
enum result supporter_panel(struct request *, const char *child,
    const struct html **out);

/* /children/ID/supporters */
const char *supporter_path(struct request *, const char *child);
/* Whether this person may write down who supports that child. */
bool	supporter_may_write(struct request *, const char *child);
/* The register is the centre's. */
bool	coordinator_may_read(const struct request *);
bool	coordinator_may_write(const struct request *);

enum result coordinator_demo(struct request *);

#endif
