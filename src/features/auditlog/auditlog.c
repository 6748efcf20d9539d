#include "features/auditlog/auditlog.h"

#include "features/auditlog/auditlog_private.h"

static const struct route routes[] = {
	{ "GET", "/children/*/viewers", CHILD_READ, auditlog_viewers_get },
};

static const struct panel panel = { .aside = true, .draw = auditlog_panel };

const struct feature auditlog_feature = {
	.name = "auditlog",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&auditlog_viewers_page, &auditlog_panel_page),
	.panel = &panel,
};
