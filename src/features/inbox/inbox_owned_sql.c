#include "features/inbox/inbox_private.h"

const struct owned inbox_owned = {
	.kind = "inbox",
	.label = "受け持っている届いた相談",
	.way = OWNED_PASSED,
	.record = &message_record,
	.owner = "t.keeper",
	.open = "t.done_on IS NULL",
	.field = "keeper",
};
