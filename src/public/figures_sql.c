#include "public/figures.h"

enum { MOST_FIGURES = 100, MOST_LINES = 2000 };

static struct figures
load(const struct rows *rows, size_t i)
{
	return (struct figures){ .slug = rows_cell(rows, i, "slug"),
	    .from = rows_cell(rows, i, "from_day"),
	    .to = rows_cell(rows, i, "to_day"),
	    .period = rows_cell(rows, i, "period"),
	    .restated = rows_number(rows, i, "restated"),
	    .edition = rows_number(rows, i, "edition"),
	    .threshold = rows_number(rows, i, "threshold"),
	    .zeros = rows_number(rows, i, "zeros"),
	    .reason = rows_cell(rows, i, "reason"),
	    .approved_on = rows_cell(rows, i, "approved_on") };
}

enum result
figures_sql_all(struct request *r, struct figures_list *out)
{
	static const struct query q = {
		"figures.all",
		"SELECT * FROM pub_release ORDER BY from_day DESC,"
		" to_day DESC, restated, edition DESC LIMIT $1"
	};
	struct rows rows;
	enum result rc = db_rows(r->db, r->mem, &q,
	    ARGS(v_int(MOST_FIGURES)), &rows);

	if (rc)
		return rc;
	*out = (struct figures_list){ arena_array(r->mem, rows.nrows + 1,
	    sizeof(*out->at)), rows.nrows };
	for (size_t i = 0; i < rows.nrows; i++)
		out->at[i] = load(&rows, i);
	return OK;
}

static enum result
load_lines(struct request *r, struct figures *f)
{
	static const struct query q = {
		"figures.lines",
		"SELECT * FROM pub_release_line WHERE slug = $1"
		" ORDER BY place LIMIT $2"
	};
	struct rows rows;
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(f->slug),
	    v_int(MOST_LINES)), &rows);

	if (rc)
		return rc;
	f->lines = arena_array(r->mem, rows.nrows + 1, sizeof(*f->lines));
	f->nlines = rows.nrows;
	for (size_t i = 0; i < rows.nrows; i++)
		f->lines[i] = (struct figures_line){
		    .table = rows_cell(&rows, i, "table_name"),
		    .title = rows_cell(&rows, i, "title"),
		    .code = rows_cell(&rows, i, "code"),
		    .label = rows_cell(&rows, i, "label"),
		    .unit = rows_cell(&rows, i, "unit"),
		    .number = rows_cell(&rows, i, "number"),
		    .definition = rows_cell(&rows, i, "definition"),
		    .footnote = rows_cell(&rows, i, "footnote"),
		    .sum = rows_number(&rows, i, "sum") };
	return OK;
}

enum result
figures_sql_get(struct request *r, const char *slug, struct figures *out)
{
	static const struct query q = {
		"figures.get",
		"SELECT * FROM pub_release WHERE slug = $1"
	};
	struct rows rows;
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(slug)), &rows);

	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	*out = load(&rows, 0);
	return load_lines(r, out);
}
