#include <stdlib.h>
#include <string.h>

#include "features/opendata/opendata_page.h"

static struct open_past
past_of(const char *const *c)
{
	struct open_past p = { c[0], c[1], c[2], c[3], c[4], c[10], c[11],
	    { 0 }, strtol(c[12], NULL, 10) == 1 };

	p.fates[OPEN_ADDED] = strtoll(c[5], NULL, 10);
	p.fates[OPEN_CHANGED] = strtoll(c[6], NULL, 10);
	p.fates[OPEN_SAME] = strtoll(c[7], NULL, 10);
	p.fates[OPEN_ABSENT] = strtoll(c[8], NULL, 10);
	p.fates[OPEN_RETURNED] = strtoll(c[9], NULL, 10);
	return p;
}

enum result
open_sql_past(struct request *r, const char *id, struct open_past **out,
    size_t *n)
{
	static const struct query q = {
		"opendata.past",
		"SELECT i.id, i.at, i.login, i.file, i.file_name, i.added,"
		" i.changed, i.same, i.absent, i.returned, i.undone_at,"
		" i.undone_by, CASE WHEN i.id = (SELECT id FROM open_import"
		" WHERE undone_at IS NULL ORDER BY at DESC, id DESC LIMIT 1)"
		" THEN 1 ELSE 0 END FROM open_import i"
		" WHERE $1 = '' OR i.id = $1 ORDER BY i.at DESC, i.id DESC"
		" LIMIT 50"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	*n = rows.nrows;
	*out = arena_array(r->mem, rows.nrows + 1, sizeof(**out));
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		(*out)[i] = past_of(&rows.cells[i * rows.ncols]);
	return rc;
}
