#include <string.h>

#include "app/codes.h"
#include "app/open.h"
#include "app/page.h"
#include "base/date.h"
#include "public/public.h"
#include "public/public_sql.h"
#include "public/words.h"

/* GET /charge: which of the commissioned bodies does what, this fiscal year. */

enum { MAX_BODIES = 20 };

struct charge_part {
	const char *mark, *says;
};

struct charge_line {
	const char *label;
	struct html_list parts;
};

struct charge_name {
	const char *name;
};

struct charge {
	const char *label;
	struct html_list bodies, lines;
};

static const struct slot part_slots[] = {
	SLOT_TEXT(charge_part, mark),
	SLOT_TEXT(charge_part, says),
};

static const struct slot line_slots[] = {
	SLOT_TEXT(charge_line, label),
	SLOT_LIST(charge_line, parts, part_slots, struct charge_part),
};

static const struct slot body_slots[] = {
	SLOT_TEXT(charge_name, name),
};

static const struct slot charge_slots[] = {
	SLOT_TEXT(charge, label),
	SLOT_LIST(charge, bodies, body_slots, struct charge_name),
	SLOT_LIST(charge, lines, line_slots, struct charge_line),
};

static TEMPLATE(charge_page, "src/public/charge.html", charge_slots);

/* Rows come body by body. */
static size_t
bodies_of(const struct rows *rows, struct charge_name *bodies)
{
	size_t n = 0;

	for (size_t i = 0; i < rows->nrows; i++) {
		const char *name = rows_cell(rows, i, "body");

		if ((!n || strcmp(bodies[n - 1].name, name) != 0) &&
		    n < MAX_BODIES)
			bodies[n++].name = name;
	}
	return n;
}

static struct charge_part
part_of(struct request *r, const struct rows *rows, const char *function,
    const char *body)
{
	for (size_t i = 0; i < rows->nrows; i++) {
		const char *part = rows_cell(rows, i, "part");
		const char *of = rows_cell(rows, i, "function");

		if (part && of && strcmp(of, function) == 0 &&
		    strcmp(rows_cell(rows, i, "body"), body) == 0)
			return (struct charge_part){ codes_label_short(r->codes,
			    "charge_part", part), codes_label(r->codes,
			    "charge_part", part) };
	}
	return (struct charge_part){ "", "" };
}

/* Functions with a mark at all, in the order of their list. */
static void
fill(struct request *r, const struct rows *rows, struct charge *p)
{
	struct charge_name *bodies = arena_array(r->mem, MAX_BODIES,
	    sizeof(*bodies));
	size_t nfunctions, nbodies = bodies_of(rows, bodies), n = 0;
	const struct code *all = codes_list(r->codes, "charge_function",
	    &nfunctions);
	struct charge_line *lines = arena_array(r->mem, nfunctions + 1,
	    sizeof(*lines));

	for (size_t f = 0; f < nfunctions; f++) {
		struct charge_part *parts = arena_array(r->mem, nbodies + 1,
		    sizeof(*parts));
		bool any = false;

		for (size_t b = 0; b < nbodies; b++) {
			parts[b] = part_of(r, rows, all[f].code,
			    bodies[b].name);
			any |= *parts[b].mark != '\0';
		}
		if (any)
			lines[n++] = (struct charge_line){ all[f].label,
			    { parts, nbodies } };
	}
	p->bodies = (struct html_list){ bodies, nbodies };
	p->lines = (struct html_list){ lines, n };
}

static enum result
charge_get(struct request *r)
{
	const struct crumb crumbs[] = { { "役割分担", NULL } };
	const struct page page = { .title = "役割分担", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct rows rows = { 0 };
	struct charge p = { 0 };
	enum result rc = public_sql_charge(r, &rows);

	if (rc)
		return rc;
	if (!rows.nrows)
		return MISSING;
	p.label = date_fiscal_label(r->mem,
	    (int)public_number(&rows, 0, "year"));
	fill(r, &rows, &p);
	return page_show(r, &page, &charge_page, &p);
}

static const struct route routes[] = {
	{ "GET", "/charge", EVERYONE, charge_get },
};

extern const struct feature public_charge_feature;
const struct feature public_charge_feature = {
	.name = "charge",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&charge_page),
};
