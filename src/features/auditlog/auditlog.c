#include "features/auditlog/auditlog.h"

#include "app/route.h"
#include "features/auditlog/auditlog_private.h"
#include "features/auditlog/auditlog_review.h"

/* A review is made on its sheet, and stays as it was. */
static const struct route routes[] = {
	{ "GET", "/children/*/viewers", CHILD_READ, auditlog_viewers_get },
	{ "GET", "/audit", ADMINISTER, auditlog_list_get },
	{ "GET", "/audit.csv", ADMINISTER | FRESH, auditlog_csv_get },
	{ "GET", "/audit.xlsx", ADMINISTER | FRESH, auditlog_xlsx_get },
	{ "GET", "/audit/review", ADMINISTER, auditlog_review_get },
	{ "POST", "/audit/review", ADMINISTER, auditlog_review_post },
	{ "GET", "/audit-reviews", ADMINISTER, route_nowhere },
	{ "GET", "/audit-reviews/new", ADMINISTER, route_nowhere },
	{ "GET", "/audit-reviews/*", ADMINISTER, route_nowhere },
	{ "GET", "/audit-reviews/*/edit", ADMINISTER, route_nowhere },
	{ "POST", "/audit-reviews", ADMINISTER, route_never },
	{ "POST", "/audit-reviews/*", ADMINISTER, route_never },
	{ "GET", "/api/v1/audit-reviews", ADMINISTER, route_nowhere },
	{ "GET", "/api/v1/audit-reviews/*", ADMINISTER, route_nowhere },
	{ "POST", "/api/v1/audit-reviews", ADMINISTER, route_never },
	{ "PUT", "/api/v1/audit-reviews/*", ADMINISTER, route_never },
};

static const struct panel panel = { .aside = true, .place = 8,
    .draw = auditlog_panel };

const struct feature auditlog_feature = {
	.name = "auditlog",
	FEATURE_RECORDS(&audit_review_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&auditlog_viewers_page, &auditlog_panel_page,
	    &auditlog_list_page, &auditlog_review_page),
	.panel = &panel,
	.due = auditlog_due,
};
