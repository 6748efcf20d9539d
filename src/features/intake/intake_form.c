#include <string.h>

#include "app/page.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/intake/intake_private.h"
#include "features/intake/intake_sql.h"

/* The fields of one step; people and agencies are chosen from those there are. */
struct select_part {
	const char *name, *label, *fault;
	const struct html *options, *input;
};

static const struct slot slots[] = {
	SLOT_TEXT(select_part, name),
	SLOT_TEXT(select_part, label),
	SLOT_TEXT(select_part, fault),
	SLOT_HTML(select_part, options),
	SLOT_HTML(select_part, input),
};

TEMPLATE(intake_select_part, "src/features/intake/select.html", slots);

static enum result
field_of(struct request *r, const struct field *f, const struct intake *in,
    const struct html **out)
{
	struct select_part p = { f->name, f->label,
	    request_fault_of(r, f->name), NULL, NULL };
	const char *chosen = field_text(r->mem, f, in);
	enum result rc;

	if (f->kind != KIND_LINK) {
		*out = form_field(r, f, in);
		return OK;
	}
	rc = f->to == &account_record ? account_choices(r, chosen, &p.options) :
	    agency_input(r, &(struct agency_input){ .name = f->name,
	    .chosen = chosen, .asked = true }, &p.input);
	if (!rc)
		*out = html_part(r, &intake_select_part, &p);
	return rc;
}

enum result
intake_fields(struct request *r, const struct intake *in,
    enum intake_step step, const struct html **out)
{
	const struct intake_way *w = &intake_ways[step];
	const struct html *parts[INTAKE_STEP_FIELDS];
	size_t n = 0;

	for (size_t i = 0; i < INTAKE_STEP_FIELDS && w->fields[i]; i++) {
		const struct field *f = record_field(&intake_record,
		    w->fields[i]);
		enum result rc;

		if (!record_shows(r, &intake_record, f, in))
			continue;
		rc = field_of(r, f, in, &parts[n]);
		if (rc)
			return rc;
		n++;
	}
	*out = html_join(r->mem, parts, n);
	return OK;
}
