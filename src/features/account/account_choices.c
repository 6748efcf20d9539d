#include "app/page.h"
#include "features/account/account.h"

const char *
account_role_label(struct request *r, const char *role)
{
	struct account a = { .role = role };

	return field_shown(r, record_field(&account_record, "role"), &a);
}

enum result
account_choices(struct request *r, const char *chosen, const struct html **out)
{
	struct rows rows = { 0 };
	struct choice *all;
	enum result rc = account_people(r, &rows);

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *at = rows_cell(&rows, i, "agency_name");

		all[i] = (struct choice){ rows_cell(&rows, i, "id"),
		    arena_fmt(r->mem, "%s（%s%s%s）", rows_cell(&rows, i, "name"),
		    at ? at : "", at ? "、" : "", account_role_label(r,
		    rows_cell(&rows, i, "role"))) };
	}
	*out = form_choices(r, all, rows.nrows, chosen, "選んでください");
	return OK;
}
