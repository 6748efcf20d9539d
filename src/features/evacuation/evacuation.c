#include "app/route.h"
#include "features/evacuation/evacuation_count.h"
#include "features/evacuation/evacuation_pages.h"
#include "features/evacuation/evacuation_paper.h"

static const struct route routes[] = {
	{ "GET", "/evacuation", CHILD_READ, evacuation_status_get },
	{ "GET", "/evacuation.csv", CHILD_READ, evacuation_csv_get },
	{ "GET", "/evacuation/plans.pdf", CHILD_READ, plans_pdf_get },
	{ "GET", "/ready", CHILD_READ, evacuation_ready_get },
	{ "GET", "/plans", CHILD_READ, route_nowhere },
	{ "GET", "/plans/new", CHILD_WRITE, plan_new_get },
	{ "POST", "/plans", CHILD_WRITE, plan_add_post },
	{ "GET", "/plans/*", CHILD_READ, plan_show_get },
	{ "GET", "/plans/*/edit", CHILD_WRITE, route_nowhere },
	{ "POST", "/plans/*", CHILD_WRITE, route_never },
	{ "GET", "/plans/*/sections/*", CHILD_WRITE, plan_section_get },
	{ "POST", "/plans/*/sections/*", CHILD_WRITE, plan_section_post },
	{ "POST", "/plans/*/meeting", CHILD_WRITE, plan_meeting_post },
	{ "POST", "/plans/*/signature", CHILD_WRITE, plan_signature_post },
	{ "POST", "/plans/*/shares", CHILD_WRITE, plan_share_post },
	{ "POST", "/plans/*/review", CHILD_WRITE, plan_review_post },
	{ "POST", "/plans/*/revision", CHILD_WRITE, plan_revision_post },
	{ "GET", "/plans/*/drills/new", CHILD_WRITE, plan_drill_new_get },
	{ "POST", "/plans/*/drills", CHILD_WRITE, plan_drill_post },
	{ "GET", "/plans/*/acceptances/new", CHILD_WRITE,
	    acceptance_new_get },
	{ "POST", "/plans/*/acceptances", CHILD_WRITE, acceptance_add_post },
	{ "GET", "/plans/*/current", CHILD_READ, plan_current_get },
	{ "GET", "/plans/*/sheet", CHILD_READ, plan_sheet_get },
	{ "GET", "/plans/*/sheet.pdf", CHILD_READ, plan_sheet_pdf_get },
	{ "GET", "/plans/*/card", CHILD_READ, plan_card_get },
	{ "GET", "/plans/*/card.pdf", CHILD_READ, plan_card_pdf_get },
	{ "GET", "/plans/*/summary", CHILD_READ, plan_summary_get },
	{ "GET", "/plans/*/summary.pdf", CHILD_READ, plan_summary_pdf_get },
	{ "GET", "/acceptances", CHILD_READ, route_nowhere },
	{ "GET", "/acceptances/new", CHILD_WRITE, route_nowhere },
	{ "POST", "/acceptances", CHILD_WRITE, route_never },
	{ "GET", "/acceptances/*", CHILD_READ, route_nowhere },
	{ "GET", "/acceptances/*/edit", CHILD_WRITE, acceptance_edit_get },
	{ "POST", "/acceptances/*", CHILD_WRITE, acceptance_change_post },
	ROUTES_PAGELESS("plan-shares"),
	ROUTES_PAGELESS("drills"),
	ROUTES_TOLD("acceptances"),
	ROUTES_TOLD("plans"),
};

static const struct panel panel = { .aside = true, .place = 7,
    .draw = plan_panel };

const struct feature evacuation_feature = {
	.name = "evacuation",
	.menu = { "防災", "/evacuation", CHILD_READ, 7 },
	FEATURE_RECORDS(&acceptance_record, &plan_record, &plan_share_record,
	    &drill_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&plan_new_page, &plan_section_page, &plan_show_page,
	    &plan_form_page, &plan_panel_part, &plan_status_page),
	.panel = &panel,
	.due = evacuation_due,
	FEATURE_OWNED(&plan_owned),
	.demo = evacuation_demo,
};
