#ifndef PUBLIC_TRAINING_PAGE_H
#define PUBLIC_TRAINING_PAGE_H

#include "app/request.h"

/* One session, and the form to apply for it. */
extern const struct template public_training_page, public_training_applied;

enum result public_training_get(struct request *);
enum result public_training_post(struct request *);
enum result public_training_applied_get(struct request *);

#endif
