#ifndef OUTBOX_PRIVATE_H
#define OUTBOX_PRIVATE_H

#include "app/page.h"
#include "features/outbox/outbox.h"

/* Between the files of this folder only. */

enum result outbox_server_get(struct request *);
enum result outbox_server_post(struct request *);
enum result outbox_trial_post(struct request *);
enum result outbox_list_get(struct request *);
enum result outbox_retry_post(struct request *);

extern const struct template outbox_server_page, outbox_list_page,
    outbox_mails_part;

#endif
