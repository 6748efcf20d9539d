#include <string.h>

#include "base/date.h"
#include "features/auditlog/auditlog_looks.h"
#include "features/auditlog/auditlog_private.h"
#include "features/auditlog/auditlog_sql.h"
#include "features/auditlog/auditlog_who.h"

/* Who comes again and again hides nobody for long: so many rows are read. */
enum { SHOWN = 3, MAX_ROWS = 60 };

struct visitor {
	const char *name, *role, *at;
	const char *person, *login;
};

struct panel_page {
	const char *child;
	struct html_list visitors;
};

static const struct slot visitor_slots[] = {
	SLOT_TEXT(visitor, name),
	SLOT_TEXT(visitor, role),
	SLOT_TEXT(visitor, at),
};

static const struct slot panel_slots[] = {
	SLOT_TEXT(panel_page, child),
	SLOT_LIST(panel_page, visitors, visitor_slots, struct visitor),
};

TEMPLATE(auditlog_panel_page, "src/features/auditlog/panel.html",
    panel_slots);

struct last_few {
	struct request *r;
	struct visitor at[SHOWN];
	size_t n;
};

/* CONFLICT: enough of them. */
static enum result
meet(void *ctx, const struct audit_row *row)
{
	struct last_few *few = ctx;
	struct arena *mem = few->r->mem;

	if (!looks_may_know(few->r, row) || !row->person)
		return OK;
	for (size_t i = 0; i < few->n; i++) {
		if (strcmp(few->at[i].person, row->person) == 0)
			return OK;
	}
	few->at[few->n++] = (struct visitor){
		.person = arena_text(mem, row->person),
		.login = arena_text(mem, row->login),
		.at = date_instant_label(mem, row->at) };
	return few->n < SHOWN ? OK : CONFLICT;
}

enum result
auditlog_panel(struct request *r, const char *child, const struct html **out)
{
	struct last_few few = { .r = r };
	struct panel_page p = { .child = child };
	struct met *met = met_new(r);
	enum result rc = auditlog_sql_latest(r, child, MAX_ROWS, meet, &few);

	if (rc && rc != CONFLICT)
		return rc;
	for (size_t i = 0; i < few.n; i++) {
		const struct who *w = met_who(met, few.at[i].person,
		    few.at[i].login);

		few.at[i].name = w->name;
		few.at[i].role = w->role;
	}
	p.visitors = (struct html_list){ few.at, few.n };
	*out = html_part(r, &auditlog_panel_page, &p);
	return OK;
}
