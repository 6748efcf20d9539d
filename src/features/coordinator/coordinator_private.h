#ifndef COORDINATOR_PRIVATE_H
#define COORDINATOR_PRIVATE_H

#include "app/page.h"
#include "features/child/child.h"
#include "features/coordinator/coordinator.h"
#include "features/coordinator/coordinator_sql.h"

extern const struct template supporter_panel_page, supporter_list_page,
    coordinator_form_page, coordinator_list_page, coordinator_show_page,
    coordinator_coverage_page, coordinator_without_page,
    coordinator_proposal_page;

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
/* The register is the centre's. */
bool	coordinator_may_read(const struct request *);

enum result coordinator_list_get(struct request *);
enum result coordinator_show_get(struct request *);
enum result coordinator_new_get(struct request *);
enum result coordinator_add_post(struct request *);
enum result coordinator_edit_get(struct request *);
enum result coordinator_change_post(struct request *);
enum result coordinator_coverage_get(struct request *);
enum result coordinator_without_get(struct request *);

/* Where somebody works today: a code of list region. */
const char *coordinator_region(struct request *, const struct coordinator *);
/* One municipality, or all of a region; both NULL: everywhere. */
struct coordinator_area coordinator_area_of(struct request *,
    const char *municipality, const char *region);
const char *coordinator_place_label(struct request *,
    const char *municipality, const char *region);
bool	coordinator_has_left(const struct request *,
    const struct coordinator *);
/* Of a code of yes_no; NULL is no. */
bool	coordinator_yes(const char *code);

enum result coordinator_demo(struct request *);

/* What somebody can have open, see app/owned.h. */
extern const struct owned supporter_owned;

#endif
