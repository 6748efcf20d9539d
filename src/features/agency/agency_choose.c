#include "app/codes.h"
#include "app/page.h"
#include "base/text.h"
#include "features/agency/agency_private.h"
#include "features/agency/agency_sql.h"

/*
 * One agency of those there are: from a list as long as it can be looked
 * through, then by typing. Who may not search the register has the list.
 */
enum { MOST_LISTED = 5000 };

struct input {
	const char *id, *name, *chosen, *typed, *none, *described;
	const struct html *options;
	bool required, wrong;
};

static const struct slot input_slots[] = {
	SLOT_TEXT(input, id),
	SLOT_TEXT(input, name),
	SLOT_TEXT(input, chosen),
	SLOT_TEXT(input, typed),
	SLOT_TEXT(input, none),
	SLOT_TEXT(input, described),
	SLOT_HTML(input, options),
	SLOT_FLAG(input, required),
	SLOT_FLAG(input, wrong),
};

TEMPLATE(agency_input_part, "src/features/agency/input.html", input_slots);

static enum result
fill_options(struct request *r, const struct agency_input *in,
    struct input *p)
{
	struct rows rows = { 0 };
	struct choice *all;
	enum result rc = agency_first(r, MOST_LISTED, &rows);

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++)
		all[i] = (struct choice){ rows_cell(&rows, i, "id"),
			arena_fmt(r->mem, "%s（%s）", rows_cell(&rows, i, "name"),
			    codes_label(r->codes, "agency_kind",
				rows_cell(&rows, i, "kind"))) };
	p->options = form_choices(r, all, rows.nrows, in->chosen, in->none ?
	    in->none : "選んでください");
	return OK;
}

/* What was chosen is an id; what could not be read is still as it was typed. */
static void
fill_typed(struct request *r, const struct agency_input *in, struct input *p)
{
	struct agency a;

	if (text_blank(in->chosen))
		return;
	if (record_get(r, &agency_record, in->chosen, &a)) {
		p->typed = in->chosen;
		return;
	}
	p->chosen = a.id;
	p->typed = a.name;
}

enum result
agency_input(struct request *r, const struct agency_input *in,
    const struct html **out)
{
	struct input p = {
		.id = in->id ? in->id : arena_fmt(r->mem, "f-%s", in->name),
		.name = in->name, .none = in->none, .required = in->required,
		.wrong = in->asked && request_fault_of(r, in->name),
	};
	int64_t n = 0;
	enum result rc = agency_sql_count(r, &n);

	p.described = arena_fmt(r->mem, "%s%s%s%s%s", p.wrong ? "e-" : "",
	    p.wrong ? in->name : "", p.wrong && in->hint ? " " : "",
	    in->hint ? "h-" : "", in->hint ? in->name : "");
	if (!rc && in->list && n <= AGENCY_LOOKED_THROUGH)
		p.options = in->list;
	else if (!rc && (n <= AGENCY_LOOKED_THROUGH ||
	    !request_may(r, CHILD_READ)))
		rc = fill_options(r, in, &p);
	else if (!rc)
		fill_typed(r, in, &p);
	if (!rc)
		*out = html_part(r, &agency_input_part, &p);
	return rc;
}

const char *
agency_resolve(struct request *r, const char *typed, const char **says)
{
	struct agency_wish w = { .q = typed };
	struct agency_found found = { 0 };
	struct rows rows = { 0 };

	if (agency_sql_called(r, typed, &rows))
		return NULL;
	if (rows.nrows == 1)
		return rows.cells[0];
	if (!rows.nrows && agency_sql_find(r, &w, &found))
		return NULL;
	if (found.n == 1)
		return rows_cell(&found.rows, found.at[0], "id");
	*says = rows.nrows || found.n ?
	    "あてはまる機関が複数あります。番号（機関ID）で入力してください。" :
	    "登録にありません。先に関係機関に登録してください。";
	return NULL;
}

const char *
agency_chosen(struct request *r, const char *name)
{
	const struct field link = { .name = name, .kind = KIND_LINK,
		.to = &agency_record };
	const char *typed = field_link_typed(r, &link, request_form(r, name),
	    request_form(r, arena_fmt(r->mem, "%s_typed", name)));
	const char *says = NULL, *id;

	if (text_blank(typed))
		return NULL;
	id = agency_resolve(r, typed, &says);
	if (!id)
		request_fault(r, name, says ? says : "not_there");
	return id ? id : typed;
}
