#ifndef OUTAGE_FORM_H
#define OUTAGE_FORM_H

#include "features/outage/outage_private.h"

/* The parts of the forms of an event: when, where, for whom. */

/* Municipalities of the boxes ticked, of regions and one by one; each once. */
const char *const *outage_form_places(struct request *, size_t *n);
/* `began_on` and `began_time` as an instant; faults. */
const char *outage_form_instant(struct request *);
/* The boxes; `in` are ticked already and cannot be. */
const struct html *outage_form_pick(struct request *, const struct rows *in);
const struct html *outage_form_bodies(struct request *,
    const struct rows *named);
/* The two fields of the instant, as typed or now. */
const struct html *outage_form_when(struct request *);
/* An open event, drill as this one, that has one of these places: into *id and
 * *title, with a fault. `but` is not asked. NULL: none. */
enum result outage_form_overlap(struct request *, const char *const *places,
    size_t n, bool drill, const char *but, const char **id,
    const char **title) MUST_CHECK;
/* Inside the deed: the places, and the bodies ticked. */
void	outage_form_keep(struct request *, const char *outage,
    const char *const *places, size_t n, const char *cut_at);

#endif
