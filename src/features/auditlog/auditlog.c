#include "features/auditlog/auditlog.h"

#include "features/auditlog/auditlog_private.h"

static const struct route routes[] = {
	{ "GET", "/children/*/viewers", CHILD_READ, auditlog_viewers_get },
	{ "GET", "/audit", ADMINISTER, auditlog_list_get },
	{ "GET", "/audit.csv", ADMINISTER, auditlog_csv_get },
	{ "GET", "/audit.xlsx", ADMINISTER, auditlog_xlsx_get },
};

static const struct panel panel = { .aside = true, .place = 4,
    .draw = auditlog_panel };

const struct feature auditlog_feature = {
	.name = "auditlog",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&auditlog_viewers_page, &auditlog_panel_page,
	    &auditlog_list_page),
	.panel = &panel,
};
