#include "app/charge.h"

#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "base/text.h"

/* The table that counts today: of the latest year that has begun. */
#define IN_FORCE "(SELECT MAX(year) FROM charge_body WHERE year <= $1)"

bool
charge_is_done(const struct codes *codes, const char *function)
{
	return !function || !codes ||
	    !text_set_has(codes_setting(codes, "without_functions"), function);
}

enum result
charge_permits(const struct request *r, const char *function)
{
	if (!function)
		return OK;
	if (!charge_is_done(r->codes, function))
		return MISSING;
	if (r->who && r->who->functions &&
	    !text_set_has(r->who->functions, function))
		return DENIED;
	return OK;
}

bool
charge_shows(const struct request *r, const struct feature *f)
{
	return !charge_permits(r, f->function);
}

/* NULL: that organisation is none of the commissioned. */
static enum result
functions_of(struct request *r, const char *agency, const char **out)
{
	static const struct query q = {
		"charge.of_agency",
		"SELECT c.function FROM charge_body b LEFT JOIN charge c"
		" ON c.year = b.year AND c.agency = b.agency"
		" WHERE b.year = " IN_FORCE " AND b.agency = $2"
		" ORDER BY c.function"
	};
	struct buffer set = buffer_new(r->mem);
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q,
	    ARGS(v_int(date_fiscal_year(r->today)), v_text(agency)), &rows);

	*out = NULL;
	if (rc || !rows.nrows)
		return rc;
	buffer_add(&set, "");
	for (size_t i = 0; i < rows.nrows; i++) {
		if (rows.cells[i])
			buffer_fmt(&set, "%s%s", set.len ? "," : "",
			    rows.cells[i]);
	}
	*out = set.len ? set.s : "";
	return OK;
}

enum result
charge_of_person(struct request *r, struct person *who)
{
	enum result rc = OK;

	who->functions = NULL;
	if (who->body || who->agency)
		rc = functions_of(r, who->body ? who->body : who->agency,
		    &who->functions);
	/* Of a body that is none any more. */
	if (!rc && who->body && !who->functions)
		who->functions = "";
	return rc;
}

enum result
charge_holds(struct request *r)
{
	struct person now = *r->who;
	enum result rc = charge_of_person(r, &now);

	if (rc)
		return rc;
	return text_same(now.functions, r->who->functions) ? OK : DENIED;
}

enum result
charge_keeper(struct request *r, const char *function, const char **person)
{
	static const struct query q = {
		"charge.keeper",
		"SELECT c.agency, p.id FROM charge c JOIN charge_body b"
		" ON b.year = c.year AND b.agency = c.agency"
		" LEFT JOIN person p ON p.id = b.person AND p.body = b.agency"
		" AND (p.left_on IS NULL OR p.left_on > $3)"
		" WHERE c.year = " IN_FORCE " AND c.function = $2"
		" AND c.part = 'lead' ORDER BY b.position, c.agency"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q,
	    ARGS(v_int(date_fiscal_year(r->today)), v_text(function),
	    v_text(r->today)), &rows);

	*person = NULL;
	for (size_t i = 0; !rc && r->who && r->who->body && i < rows.nrows;
	    i++) {
		if (strcmp(rows_cell(&rows, i, "agency"), r->who->body) == 0)
			*person = r->who->id;
	}
	if (!rc && !*person && rows.nrows == 1)
		*person = rows_cell(&rows, 0, "id");
	return rc;
}
