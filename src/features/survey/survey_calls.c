#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "base/csv.h"
#include "base/date.h"
#include "features/survey/survey_private.h"

/* Who is to be called about a survey, region by region, as a file. */

enum { COLUMNS = 9 };

static const char *const headings[COLUMNS] = { "圏域", "あて先", "種類", "市町村",
	"電話", "メール", "頼んだ日", "メールを送った日", "回答" };

static void
csv_line(struct buffer *b, const char *const *cells)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		buffer_add(b, i ? "," : "");
		csv_cell(b, cells[i] ? cells[i] : "");
	}
	buffer_add(b, "\r\n");
}

static const char *
kind_label(struct request *r, const struct rows *rows, size_t i)
{
	const char *service = rows_cell(rows, i, "service_kind");
	const char *agency = rows_cell(rows, i, "agency_kind");

	return *service ? codes_label(r->codes, "service_kind", service) :
	    *agency ? codes_label(r->codes, "agency_kind", agency) : "";
}

static void
put(struct request *r, const struct rows *rows, size_t i)
{
	const char *town = rows_cell(rows, i, "municipality");
	const char *sent = rows_cell(rows, i, "sent_at");
	const struct municipality *m = town ? codes_municipality(r->codes,
	    town) : NULL;
	const char *const cells[COLUMNS] = {
		survey_region_label(r, rows_cell(rows, i, "region")),
		rows_cell(rows, i, "name"), kind_label(r, rows, i),
		m ? m->name : "", rows_cell(rows, i, "phone"),
		rows_cell(rows, i, "mail"), rows_cell(rows, i, "asked_on"),
		rows_cell(rows, i, "mailed_on"),
		sent ? date_of_instant(r->mem, sent) :
		    rows_cell(rows, i, "begun_at") ? "途中まで" : "まだ",
	};

	csv_line(&r->answer.body, cells);
}

/* GET /surveys/ID/recipients.csv, narrowed as the list is */
enum result
survey_calls_csv_get(struct request *r)
{
	struct survey_wish w = survey_wish_asked(r);
	struct rows rows = { 0 };
	struct survey s;
	enum result rc = survey_open(r, &s);

	if (!rc)
		rc = survey_sql_calls(r, s.id, &w, &rows);
	if (!rc)
		rc = deed_export(r, survey_record.name, s.id,
		    arena_fmt(r->mem, "rows=%zu", rows.nrows));
	if (rc)
		return rc;
	buffer_add(&r->answer.body, "\xef\xbb\xbf");
	csv_line(&r->answer.body, headings);
	for (size_t i = 0; i < rows.nrows; i++)
		put(r, &rows, i);
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = arena_fmt(r->mem, "survey-%s.csv", r->today);
	return OK;
}
