#ifndef FAMILY_PRIVATE_H
#define FAMILY_PRIVATE_H

#include "app/due.h"
#include "app/page.h"
#include "features/child/child.h"
#include "features/evacuation/evacuation.h"
#include "features/family/family.h"

extern const struct template family_list_page, family_home_page,
    family_change_page, family_confirm_page, family_decide_page,
    family_exchanges_page, family_exchange_page;

/* A plan is to be looked at again by the family after so many days. */
enum { FAMILY_CONFIRM_DAYS = 365 };

enum result family_list_get(struct request *);
enum result family_home_get(struct request *);
enum result family_change_get(struct request *);
enum result family_change_post(struct request *);
enum result family_confirm_get(struct request *);
enum result family_confirm_post(struct request *);
enum result family_exchanges_get(struct request *);
enum result family_exchange_get(struct request *);
enum result family_exchange_post(struct request *);
enum result family_exchange_photo_post(struct request *);
enum result family_exchange_cancel_post(struct request *);
enum result family_decide_get(struct request *);
enum result family_decide_post(struct request *);
enum result family_due(struct request *, const struct due_ask *,
    struct due_list *);
enum result family_demo(struct request *);

/* The child of the address, for her family alone: MISSING to all others. */
enum result family_child(struct request *, struct child *) MUST_CHECK;

#endif
