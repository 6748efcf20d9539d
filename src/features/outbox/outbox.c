#include "features/outbox/outbox.h"

#include "features/outbox/outbox_private.h"

static const struct route routes[] = {
	{ "GET", "/settings/mail", ADMINISTER, outbox_server_get },
	{ "POST", "/settings/mail", ADMINISTER | FRESH, outbox_server_post },
	{ "POST", "/settings/mail/trial", ADMINISTER, outbox_trial_post },
	{ "GET", "/outbox", ADMINISTER, outbox_list_get },
	{ "POST", "/outbox/*/retry", ADMINISTER, outbox_retry_post },
};

const struct feature outbox_feature = {
	.name = "outbox",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&outbox_server_page, &outbox_list_page,
	    &outbox_mails_part),
};
