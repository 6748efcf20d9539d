#include "features/tabulation/tabulation.h"

#include "app/access.h"
#include "app/deed.h"
#include "app/route.h"
#include "features/account/account.h"
#include "features/tabulation/tabulation_private.h"

static const struct field fields[] = {
	FIELD_TEXT(tabulation, title, .label = "集計の名前",
	    .flags = REQUIRED | LISTED, .max = 100,
	    .hint = "例）理事会に出す月別の表"),
	FIELD_TEXT(tabulation, question, .label = "表の組み立て",
	    .flags = HIDDEN, .max = 2000),
	FIELD_LINK(tabulation, made_by, .label = "保存した人",
	    .flags = HIDDEN, .to = &account_record),
	FIELD_DAY(tabulation, closed_on, .label = "片づけた日",
	    .flags = HIDDEN),
};

const struct record tabulation_record = {
	.name = "tabulation",
	.path = "tabulations",
	.label = "集計",
	.size = sizeof(struct tabulation),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

static const struct field answer_fields[] = {
	FIELD_TEXT(yearly_answer, form, .label = "様式", .flags = HIDDEN,
	    .max = 40),
	FIELD_TEXT(yearly_answer, item, .label = "項目", .flags = HIDDEN,
	    .max = 40),
	FIELD_NUMBER(yearly_answer, year, .label = "年度", .flags = HIDDEN,
	    .max = 9999),
	FIELD_TEXT(yearly_answer, answer, .label = "報告する値",
	    .flags = REQUIRED | LISTED, .max = 200),
	FIELD_LINK(yearly_answer, answered_by, .label = "書いた人",
	    .flags = HIDDEN, .to = &account_record),
};

const struct record yearly_answer_record = {
	.name = "yearly_answer",
	.path = "yearly-answers",
	.label = "報告する値",
	.size = sizeof(struct yearly_answer),
	.fields = answer_fields,
	.nfields = COUNT(answer_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

static enum result
tabulation_demo(struct request *r)
{
	static const struct {
		const char *title, *question;
	} usual[] = {
		{ "月別の相談件数（前年度と）",
		    "rows=month&columns=fiscal_year&measure=contacts&years=2" },
		{ "圏域と年齢",
		    "rows=region&columns=age&measure=persons" },
	};

	struct account hana;
	enum result rc = account_of_login(r, "hana", &hana);

	for (size_t i = 0; !rc && i < COUNT(usual); i++) {
		struct tabulation t = { .title = usual[i].title,
		    .question = usual[i].question, .made_by = hana.id };

		record_add(r, &tabulation_record, &t);
	}
	return rc;
}

static const struct route routes[] = {
	{ "GET", "/tabulations", CHILD_READ, tabulation_list_get },
	{ "GET", "/tabulations/new", CHILD_READ, tabulation_table_get },
	{ "GET", "/tabulations/records", CHILD_READ, tabulation_records_get },
	{ "GET", "/tabulations/table.csv", CHILD_READ, tabulation_csv_get },
	{ "GET", "/tabulations/table.xlsx", CHILD_READ, tabulation_xlsx_get },
	{ "POST", "/tabulations", CHILD_WRITE, tabulation_post },
	{ "GET", "/tabulations/forms/*", CHILD_READ, tabulation_form_get },
	{ "POST", "/tabulations/forms/*", CHILD_WRITE, tabulation_form_post },
	{ "GET", "/tabulations/forms/*/form.csv", CHILD_READ,
	    tabulation_form_csv_get },
	{ "GET", "/tabulations/*", CHILD_READ, tabulation_get },
	{ "POST", "/tabulations/*/closing", CHILD_WRITE,
	    tabulation_closing_post },
	ROUTES_TOLD("tabulations"),
	ROUTES_KEPT("yearly-answers"),
};

const struct feature tabulation_feature = {
	.name = "tabulation",
	.menu = { NULL, "/tabulations", CHILD_READ, 0 },
	FEATURE_RECORDS(&tabulation_record, &yearly_answer_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&tabulation_list_page, &tabulation_table_page,
	    &tabulation_form_page),
	.demo = tabulation_demo,
};
