#ifndef OUTAGE_CHILD_H
#define OUTAGE_CHILD_H

#include "features/outage/outage_view.h"

/* The page of the child of the address; after INVALID with the faults. Gives rc
 * back. */
enum result outage_child_show(struct request *, const struct outage_place *,
    enum result rc) MUST_CHECK;

#endif
