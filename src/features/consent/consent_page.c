#include "features/consent/consent_page.h"

#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/child/child.h"

/* A recipient on the child's page: what it may see, and what it may not. */
struct party {
	const char *recipient, *missing;
	struct html_list rows;
};

struct panel_page {
	const char *child;
	struct html_list parties;
	bool may_write;
};

static const struct slot party_slots[] = {
	SLOT_TEXT(party, recipient),
	SLOT_TEXT(party, missing),
	SLOT_LIST(party, rows, consent_row_slots, struct consent_row),
};

static const struct slot panel_slots[] = {
	SLOT_TEXT(panel_page, child),
	SLOT_LIST(panel_page, parties, party_slots, struct party),
	SLOT_FLAG(panel_page, may_write),
};

TEMPLATE(consent_panel_page, "src/features/consent/panel.html", panel_slots);

/* What no standing consent of these rows lets the recipient see; "" where
 * there is nothing it sees at all. */
static const char *
missing_of(struct request *r, const struct consent_row *rows, size_t n)
{
	struct buffer b = buffer_new(r->mem);
	size_t ncodes;
	const struct code *c = codes_list(r->codes, "data_class", &ncodes);
	size_t nseen = 0;

	for (size_t i = 0; i < ncodes; i++) {
		bool seen = false;

		for (size_t k = 0; k < n; k++)
			seen |= rows[k].is == STANDING &&
			    consent_has_class(&rows[k].consent, c[i].code);
		nseen += seen;
		if (!seen)
			buffer_fmt(&b, "%s%s", b.len ? "、" : "", c[i].label);
	}
	return nseen ? b.s : "";
}

static bool
is_shown(const struct consent_row *row)
{
	return row->is == STANDING || row->is == COMING || row->warning;
}

/* One party for each recipient that has anything to show. */
static struct html_list
parties_of(struct request *r, const struct consent_row *all, size_t n)
{
	struct consent_row *rows = arena_array(r->mem, n + 1, sizeof(*rows));
	struct party *parties = arena_array(r->mem, n + 1, sizeof(*parties));
	size_t nrows = 0, nparties = 0;

	for (size_t i = 0; i < n; i++) {
		struct party *p = nparties ? &parties[nparties - 1] : NULL;

		if (!is_shown(&all[i]))
			continue;
		rows[nrows] = all[i];
		if (all[i].is == ENDED)
			rows[nrows].until = NULL;
		nrows++;
		if (!p || strcmp(rows[nrows - 2].consent.recipient,
		    all[i].consent.recipient) != 0) {
			p = &parties[nparties++];
			p->recipient = all[i].recipient;
			p->rows.rows = &rows[nrows - 1];
		}
		p->rows.n++;
		p->missing = missing_of(r, p->rows.rows, p->rows.n);
	}
	return (struct html_list){ parties, nparties };
}

enum result
consent_panel(struct request *r, const char *child, const struct html **out)
{
	struct panel_page p = { .child = child,
	    .may_write = access_centre_writes(r) };
	struct consent_row *all;
	size_t n;
	enum result rc = consent_rows_of(r, child, &all, &n);

	if (rc)
		return rc;
	p.parties = parties_of(r, all, n);
	*out = html_part(r, &consent_panel_page, &p);
	return OK;
}

struct list_page {
	const char *child, *name;
	struct html_list standing, past;
	bool any_standing, any_past, may_write;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list_page, child),
	SLOT_TEXT(list_page, name),
	SLOT_LIST(list_page, standing, consent_row_slots, struct consent_row),
	SLOT_LIST(list_page, past, consent_row_slots, struct consent_row),
	SLOT_FLAG(list_page, any_standing),
	SLOT_FLAG(list_page, any_past),
	SLOT_FLAG(list_page, may_write),
};

TEMPLATE(consent_list_page, "src/features/consent/list.html", list_slots);

static void
divide(struct request *r, const struct consent_row *all, size_t n,
    struct list_page *p)
{
	struct consent_row *standing = arena_array(r->mem, n + 1,
	    sizeof(*standing));
	struct consent_row *past = arena_array(r->mem, n + 1, sizeof(*past));

	for (size_t i = 0; i < n; i++) {
		if (all[i].is == STANDING || all[i].is == COMING)
			standing[p->standing.n++] = all[i];
		else
			past[p->past.n++] = all[i];
	}
	p->standing.rows = standing;
	p->past.rows = past;
	p->any_standing = p->standing.n > 0;
	p->any_past = p->past.n > 0;
}

enum result
consent_list_get(struct request *r)
{
	struct child child;
	struct consent_row *all;
	size_t n;
	struct crumb crumbs[] = { { "子ども", "/children" }, { NULL, NULL },
	    { "同意", NULL } };
	struct page page = { .menu = "/children", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct list_page p = { .may_write = access_centre_writes(r) };
	enum result rc = record_get(r, &child_record, r->arg[0], &child);

	if (!rc)
		rc = consent_rows_of(r, child.id, &all, &n);
	if (rc)
		return rc;
	divide(r, all, n, &p);
	p.child = child.id;
	p.name = child.name;
	crumbs[1].label = arena_fmt(r->mem, "%sさん", child.name);
	crumbs[1].path = arena_fmt(r->mem, "/children/%s", child.id);
	page.title = arena_fmt(r->mem, "%sさんの同意", child.name);
	return page_show(r, &page, &consent_list_page, &p);
}
