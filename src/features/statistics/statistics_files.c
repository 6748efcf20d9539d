#include "features/statistics/statistics_page.h"

#include "app/plain.h"
#include "base/text.h"

/* The same tables as files, and for programs. */

static const char *
file_name(struct request *r, const struct asked *a, const char *ending)
{
	return arena_fmt(r->mem, "toukei-%s-%s.%s", a->from, a->to, ending);
}

enum result
statistics_json_get(struct request *r)
{
	struct report *reports;
	struct asked a;
	enum result rc = statistics_ask(r, &a, &reports);
	struct buffer *b = &r->answer.body;

	if (rc)
		return rc;
	buffer_add(b, a.n > 1 ? "[" : "");
	for (size_t i = 0; i < a.n; i++) {
		buffer_add(b, i ? "," : "");
		report_json(b, &reports[i]);
	}
	buffer_add(b, a.n > 1 ? "]\n" : "\n");
	r->answer.type = "application/json; charset=utf-8";
	r->answer.file = file_name(r, &a, "json");
	return OK;
}

enum result
statistics_csv_get(struct request *r)
{
	struct report *reports;
	struct asked a;
	enum result rc = statistics_ask(r, &a, &reports);

	if (rc)
		return rc;
	report_csv(&r->answer.body, reports, a.n);
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = file_name(r, &a, "csv");
	return OK;
}

enum result
statistics_xlsx_get(struct request *r)
{
	struct report *reports;
	struct asked a;
	const char *bytes;
	size_t n;
	enum result rc = statistics_ask(r, &a, &reports);

	if (!rc)
		rc = report_xlsx(r->mem, reports, a.n, &bytes, &n);
	if (rc)
		return rc;
	buffer_bytes(&r->answer.body, bytes, n);
	r->answer.type = "application/vnd.openxmlformats-officedocument"
	    ".spreadsheetml.sheet";
	r->answer.file = file_name(r, &a, "xlsx");
	return OK;
}

/* A program says exactly which days it means: no year, no 和暦. */
enum result
statistics_api_get(struct request *r)
{
	struct report *report = arena_take(r->mem, sizeof(*report));
	struct buffer b = buffer_new(r->mem);
	const char *restated = request_query(r, "restated");
	int64_t year = 0;
	enum result rc;

	if (restated && *restated && (!text_number(restated, &year) ||
	    year < 1 || year > INT16_MAX)) {
		request_fault(r, "restated", "not_a_number");
		year = 0;
	}
	rc = statistics_report(r, request_query(r, "from"),
	    request_query(r, "to"), (int)year, report);
	if (!rc && r->nfaults)
		rc = INVALID;
	if (!rc)
		report_json(&b, report);
	return api_answer(r, rc, &b);
}
