#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/coordinator/coordinator.h"
#include "features/evacuation/evacuation_pages.h"
#include "features/evacuation/evacuation_sql.h"

/* A new plan: what the record knows already is written in first. */
struct new_page {
	const char *child, *child_name;
	const struct html *faults, *hidden, *place, *place_name;
};

static const struct slot slots[] = {
	SLOT_TEXT(new_page, child),
	SLOT_TEXT(new_page, child_name),
	SLOT_HTML(new_page, faults),
	SLOT_HTML(new_page, hidden),
	SLOT_HTML(new_page, place),
	SLOT_HTML(new_page, place_name),
};

TEMPLATE(plan_new_page, "src/features/evacuation/new.html", slots);

static const struct html *
input(struct request *r, const char *name, const struct plan *p)
{
	return form_field(r, record_field(&plan_record, name), p);
}

static enum result
show_form(struct request *r, const struct plan *p, const struct child *c)
{
	struct new_page page = { c->id, c->name, form_faults(r),
	    form_hidden(r, 0), input(r, "place", p), input(r, "place_name", p) };
	struct crumb crumbs[] = { { "避難計画", "/evacuation" },
	    { "計画を作る", NULL } };

	return page_show(r, &(struct page){ "個別避難計画を作る", "/evacuation",
	    crumbs, COUNT(crumbs), false }, &plan_new_page, &page);
}

enum result
plan_new_get(struct request *r)
{
	const char *id = request_query(r, "child");
	struct plan p = { .place = "home" };
	struct child c;
	enum result rc = id ? record_get(r, &child_record, id, &c) : MISSING;

	/* No child's page: whom it is not for learns nothing of her. */
	r->lacks_consent = false;
	return rc ? rc : show_form(r, &p, &c);
}

static bool
is(const char *part, const char *words)
{
	size_t n = part ? strlen(part) : 0;

	for (const char *at = words; n && (at = strstr(at, part)); at += n) {
		if ((at == words || at[-1] == ' ') &&
		    (!at[n] || at[n] == ' '))
			return true;
	}
	return false;
}

/* Family goes to the contacts, the doctor to the hospital, whoever comes to the
 * house to those who help. */
static void
put_supporter(struct request *r, const struct supporter *s,
    const char *agency, const char *phone, struct plan *p,
    struct plan_line contacts[], size_t *nc, struct plan_line helpers[],
    size_t *nh)
{
	const char *part = s->part ? codes_label(r->codes, "supporter_part",
	    s->part) : "";
	const char *name = s->name ? s->name : agency ? agency : "";
	const char *call = s->phone ? s->phone : phone ? phone : "";
	struct plan_line line = { { name, part, call, "" } };

	if (is(s->part, "mother father family") && *nc < PLAN_PEOPLE)
		contacts[(*nc)++] = line;
	else if (is(s->part, "attending") && text_blank(p->hospital))
		p->hospital = arena_fmt(r->mem, "%s%s%s %s", agency ? agency :
		    "", agency && s->name ? " " : "", s->name ? s->name : "",
		    call);
	else if (is(s->part, "visiting_nurse home_doctor counsellor supplier"
	    " municipality public_nurse") && *nh < PLAN_PEOPLE)
		helpers[(*nh)++] = line;
}

static enum result
put_team(struct request *r, const struct child *c, struct plan *p)
{
	struct plan_line contacts[PLAN_PEOPLE], helpers[PLAN_PEOPLE];
	size_t nc = 0, nh = 0;
	struct rows rows = { 0 };
	enum result rc = evacuation_sql_team(r, c->id, &rows);

	if (!text_blank(c->guardian) || !text_blank(c->phone))
		contacts[nc++] = (struct plan_line){ { c->guardian ?
		    c->guardian : "", "保護者", c->phone ? c->phone : "", "" } };
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct supporter s;

		if (record_load(r, &supporter_record, &rows, i, &s))
			put_supporter(r, &s, rows_cell(&rows, i, "agency_name"),
			    rows_cell(&rows, i, "agency_phone"), p, contacts,
			    &nc, helpers, &nh);
	}
	p->contacts = plan_lines_text(r, contacts, nc, 0);
	p->supporters = plan_lines_text(r, helpers, nh, 0);
	return rc;
}

static enum result
prefill(struct request *r, const struct child *c, struct plan *p)
{
	const char *care = codes_labels(r->mem, r->codes, "care",
	    c->care ? c->care : "", "、");

	if (*care)
		p->reason = arena_fmt(r->mem, "医療的ケア（%s）が必要で、ひとりでは"
		    "避難できません。", care);
	p->signed_on = p->basis = p->mark = NULL;
	return put_team(r, c, p);
}

/* One that is written or in force already is opened instead of a second. */
static enum result
check_first(struct request *r, const struct plan *p)
{
	struct rows written = { 0 }, holds = { 0 };
	enum result rc = evacuation_sql_written(r, p->child, p->place, &written);

	if (!rc)
		rc = evacuation_sql_in_force(r, p->child, p->place, &holds);
	if (!rc && written.nrows)
		request_fault(r, "place", "この場所の計画は、いま作っているところです。"
		    "子どものページから開いてください。");
	else if (!rc && holds.nrows)
		request_fault(r, "place", "この場所の計画はもうあります。その計画を開き、"
		    "「見直して次の版を作る」を押してください。");
	return rc;
}

/* The child is in the form, not a field somebody could change later. */
static enum result
read_new(struct request *r, struct plan *p)
{
	static const char *const names[] = { "place", "place_name" };

	r->reading = &plan_record;
	for (size_t i = 0; i < COUNT(names); i++) {
		const char *value = request_form(r, names[i]);
		const char *says = field_read(r, record_field(&plan_record,
		    names[i]), value ? value : "", r->today, false, p);

		if (says)
			request_fault(r, names[i], says);
	}
	return r->nfaults ? INVALID : check_first(r, p);
}

enum result
plan_add_post(struct request *r)
{
	const char *id = request_form(r, "child"), *see;
	struct plan p = { .edition = 1, .state = "draft",
	    .made_by = r->who->id, .child = id };
	struct child c;
	enum result rc = id ? record_get(r, &child_record, id, &c) : MISSING;

	if (rc)
		return id ? rc : INVALID;
	rc = read_new(r, &p);
	if (!rc && r->nfaults)
		rc = INVALID;
	if (rc) {
		if (rc == INVALID)
			(void)show_form(r, &p, &c);
		return rc;
	}
	rc = evacuation_sql_next_edition(r, c.id, p.place, &p.edition);
	if (!rc)
		rc = prefill(r, &c, &p);
	if (rc)
		return rc;
	deed_begin(r);
	record_add(r, &plan_record, &p);
	see = request_saying(r, arena_fmt(r->mem, "/plans/%s", p.id), "added");
	return request_see(r, deed_commit(r, see), see);
}
