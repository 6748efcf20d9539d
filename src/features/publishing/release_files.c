#include "features/publishing/release_paper.h"

/* The same as files: nothing of today is in them. */

static enum result
open_report(struct request *r, struct release *rel, struct report *report)
{
	enum result rc = release_sql_get(r, r->arg[0], rel);

	return rc ? rc : release_report(r, rel, release_public(r), report);
}

static const char *
file_name(struct request *r, const struct release *rel, const char *ending)
{
	return arena_fmt(r->mem, "kouhyou-%s-%s-%lld%s%s", rel->from, rel->to,
	    (long long)rel->edition, release_public(r) ? "-koukai" : "",
	    ending);
}

enum result
release_json_get(struct request *r)
{
	struct report report;
	struct release rel;
	enum result rc = open_report(r, &rel, &report);

	if (rc)
		return rc;
	report_json(&r->answer.body, &report);
	buffer_add(&r->answer.body, "\n");
	r->answer.type = "application/json; charset=utf-8";
	r->answer.file = file_name(r, &rel, ".json");
	return OK;
}

enum result
release_csv_get(struct request *r)
{
	struct report report;
	struct release rel;
	enum result rc = open_report(r, &rel, &report);

	if (rc)
		return rc;
	report_csv(&r->answer.body, &report, 1);
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = file_name(r, &rel, ".csv");
	return OK;
}

enum result
release_xlsx_get(struct request *r)
{
	struct report report;
	struct release rel;
	const char *bytes;
	size_t n;
	enum result rc = open_report(r, &rel, &report);

	if (!rc)
		rc = report_xlsx(r->mem, &report, 1, &bytes, &n);
	if (rc)
		return rc;
	buffer_bytes(&r->answer.body, bytes, n);
	r->answer.type = "application/vnd.openxmlformats-officedocument"
	    ".spreadsheetml.sheet";
	r->answer.file = file_name(r, &rel, ".xlsx");
	return OK;
}

/* A paper bears the day it is made on; this one was made when it was frozen. */
enum result
release_pdf_get(struct request *r)
{
	const char *today = r->today;
	const struct paper *sheets[1];
	struct release rel;
	struct paper *p;
	enum result rc = release_sql_get(r, r->arg[0], &rel);

	if (!rc)
		rc = release_paper(r, &rel, release_public(r), &p);
	if (rc)
		return rc;
	sheets[0] = p;
	r->today = rel.prepared_on;
	rc = paper_pdf(r, release_title(r->mem, &rel), sheets, 1,
	    file_name(r, &rel, ""));
	r->today = today;
	return rc;
}
