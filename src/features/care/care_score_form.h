#ifndef CARE_SCORE_FORM_H
#define CARE_SCORE_FORM_H

#include "features/care/care_view.h"

/* The items of a score as a form: radio buttons, a fieldset each. */
struct care_sheet {
	enum care_level levels[CARE_ITEMS];
};

/* As stored; an item nobody can read any more is as if it were not told. */
void	care_sheet_of(struct request *, const struct assessment *,
    struct care_sheet *);
/* From the form, whose item_* it takes out; sums go into the assessment. Faults
 * an item or a level that is none. */
void	care_sheet_read(struct request *, struct care_sheet *,
    struct assessment *);
enum result care_sheet_show(struct request *, const struct assessment *,
    const struct care_sheet *, const struct html *above);

/* Fields of the instrument, those above its items or those below. */
const struct html *care_assessment_fields(struct request *,
    const struct assessment *, bool before_items);
/* By the id in the address, for whom her care is to be seen by. */
enum result care_assessment_get(struct request *, struct assessment *)
    MUST_CHECK;
/* "高", "基本のみ"; "" for none. */
const char *care_level_label(enum care_level);

#endif
