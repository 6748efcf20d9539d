#ifndef CARE_PRIVATE_H
#define CARE_PRIVATE_H

#include "features/care/care.h"
#include "features/care/care_score.h"

/* Inside of the feature: its checks, pages and parts. */
enum { CARE_TOTAL_MAX = CARE_BASE_MAX + CARE_WATCH_MAX };

void	care_check_assessment(struct request *, const struct assessment *);
void	care_check_device(struct request *, const struct device *);

/* "1=mid,5=high" and back. False: an item or a level that is none. */
const char *care_levels_text(struct arena *, const struct care_instrument *,
    const enum care_level levels[CARE_ITEMS]);
bool	care_levels_read(struct arena *, const struct care_instrument *,
    const char *text, enum care_level levels[CARE_ITEMS]);

/* OK: the care of that child is for this person to see. DENIED; MISSING: nor
 * is there such a child for them. */
enum result care_may_see(struct request *, const char *child) MUST_CHECK;

struct child;
/* The child, for whom its care is to be seen by. */
enum result care_child_get(struct request *, const char *id,
    struct child *) MUST_CHECK;
/* The frame of a page below the child's care. */
enum result care_page_show(struct request *, const char *child,
    const char *last, const struct template *, const void *slots);

extern const struct template care_panel_part, care_show_page, care_kind_page,
    care_device_page, care_supplies_page, care_score_page, care_assessment_page;
enum result care_panel(struct request *, const char *child,
    const struct html **out);
enum result care_show_get(struct request *);
enum result care_device_new_get(struct request *);
enum result care_device_add_post(struct request *);
enum result care_device_edit_get(struct request *);
enum result care_device_change_post(struct request *);
enum result care_device_removal_post(struct request *);
enum result care_assessment_new_get(struct request *);
enum result care_assessment_add_post(struct request *);
enum result care_assessment_show_get(struct request *);
enum result care_assessment_edit_get(struct request *);
enum result care_assessment_change_post(struct request *);
enum result care_assessment_withdrawal_post(struct request *);
enum result care_supplies_get(struct request *);
enum result care_supplies_post(struct request *);

struct due_ask;
struct due_list;
enum result care_due(struct request *, const struct due_ask *,
    struct due_list *);
/* A setting of the pack that is a number of days or months. */
int64_t	care_setting(struct request *, const char *name, int64_t otherwise);

enum result care_demo(struct request *);

#endif
