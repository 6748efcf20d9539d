#include "public/sheet.h"

#include <string.h>

#include "app/stream.h"
#include "base/csv.h"
#include "public/hsds_private.h"

/* The files of open data on their way out, and the routes. */

enum { HELD_ROWS = 600, PIECE_ROWS = 100 };

void
sheet_cell(struct buffer *b, const char *s)
{
	csv_cell(b, s ? s : "");
	buffer_add(b, ",");
}

void
sheet_mark(struct buffer *b, const char *s)
{
	buffer_add(b, s);
	buffer_add(b, ",");
}

/* In the place of the comma behind the last cell. */
void
sheet_end(struct buffer *b)
{
	b->s[--b->len] = '\0';
	buffer_add(b, "\r\n");
}

struct flow {
	const struct sheet *sheet;
	const char **ids;
	size_t n, at;
};

static enum result
flow_on(struct request *r, struct flow *f)
{
	struct buffer *b = &r->answer.body;
	size_t n = f->n - f->at < PIECE_ROWS ? f->n - f->at : PIECE_ROWS;
	enum result rc;

	if (!f->at) {
		buffer_add(b, "\xef\xbb\xbf");
		f->sheet->head(r, b);
	}
	rc = n ? f->sheet->rows(r, b, f->ids + f->at, n, f->at) : OK;
	f->at += n;
	return rc;
}

static enum result
more(struct request *r, void *ctx)
{
	struct flow *f = ctx;

	return f->at && f->at == f->n ? OK : flow_on(r, f);
}

static struct flow *
flow_new(struct arena *mem, const struct sheet *sheet, const struct rows *ids)
{
	struct flow *f = arena_take(mem, sizeof(*f));

	f->sheet = sheet;
	f->n = ids->nrows;
	f->ids = arena_array(mem, f->n + 1, sizeof(*f->ids));
	for (size_t i = 0; i < f->n; i++)
		f->ids[i] = arena_text(mem, ids->cells[i]);
	return f;
}

/* Whole when it is short, else piece by piece. */
static enum result
sheet_get(struct request *r, const struct sheet *sheet)
{
	struct rows ids = { 0 };
	struct hsds_ask ask;
	struct flow *f;
	enum result rc = hsds_ask(r, hsds_terms(r), 0, &ask);

	if (rc)
		return OK;
	rc = sheet->ids(r, &ids);
	if (rc)
		return rc;
	hsds_headers(r);
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = sheet->file;
	if (ids.nrows > HELD_ROWS) {
		struct stream *s = stream_new(r);

		s->ctx = flow_new(s->mem, sheet, &ids);
		s->more = more;
		return OK;
	}
	f = flow_new(r->mem, sheet, &ids);
	do
		rc = flow_on(r, f);
	while (!rc && f->at < f->n);
	return rc;
}

static enum result
services_get(struct request *r)
{
	return sheet_get(r, &sheet_services);
}

static enum result
vacancies_get(struct request *r)
{
	return sheet_get(r, &sheet_vacancies);
}

static const struct route routes[] = {
	{ "GET", "/opendata", EVERYONE, sheet_page_get },
	{ "GET", "/opendata/services.csv", EVERYONE, services_get },
	{ "GET", "/opendata/vacancies.csv", EVERYONE, vacancies_get },
};

extern const struct feature public_opendata_feature;
const struct feature public_opendata_feature = {
	.name = "opendata",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&sheet_page),
};
