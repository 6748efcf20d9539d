#include "app/page.h"
#include "public/sheet.h"

/* /opendata: the files, what their columns mean, and how they may be used. */

struct page_slots {
	struct html_list services, vacancies;
};

static const struct slot column_slots[] = {
	SLOT_TEXT(sheet_column, name), SLOT_TEXT(sheet_column, means),
};

static const struct slot page_slots[] = {
	SLOT_LIST(page_slots, services, column_slots, struct sheet_column),
	SLOT_LIST(page_slots, vacancies, column_slots, struct sheet_column),
};

TEMPLATE(sheet_page, "src/public/sheet.html", page_slots);

enum result
sheet_page_get(struct request *r)
{
	const struct page_slots slots = {
		.services = { sheet_service_columns, sheet_nservice_columns() },
		.vacancies = { sheet_vacancy_columns, sheet_nvacancy_columns() },
	};
	static const struct crumb crumbs[] = { { "オープンデータ", NULL } };
	const struct page page = { .title = "オープンデータ",
		.crumbs = crumbs, .ncrumbs = COUNT(crumbs) };

	return page_show(r, &page, &sheet_page, &slots);
}
