#include "features/handover/handover_open.h"

#include <string.h>

#include "base/text.h"
#include "features/child/child.h"
#include "features/handover/handover_sql.h"

/* What is open, and who may go on with it. */

/* Past this a page of choices is longer than anybody reads. */
enum { MAX_OPTIONS = 5000, FEW_CHILDREN = 5 };

struct people {
	struct choice *all;		/* room for one before, one after */
	size_t n;
};

static enum result
people_of(struct request *r, const struct account *a, struct people *out)
{
	const struct field *role = record_field(&account_record, "role");
	struct rows rows = { 0 };
	enum result rc = handover_sql_colleagues(r, a, &rows);

	*out = (struct people){ arena_array(r->mem, rows.nrows + 2,
	    sizeof(struct choice)), 0 };
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct account c = { 0 };

		if (!record_load(r, &account_record, &rows, i, &c) ||
		    !handover_same_kind(a, &c))
			continue;
		out->n++;
		out->all[out->n] = (struct choice){ c.id, arena_fmt(r->mem,
		    "%s（%s）", c.name, field_shown(r, role, &c)) };
	}
	return rc;
}

static const struct html *
successors_of(struct request *r, const struct account *a,
    const struct people *p, const struct wish *w)
{
	size_t n = p->n;

	if (!handover_has_left(r, a))
		p->all[++n] = (struct choice){ handover_nobody,
		    "まだ決まっていない（閉じるだけ。開いていることは残る）" };
	return form_choices(r, p->all + 1, n, w->nobody ? handover_nobody :
	    w->successor, "選んでください");
}

static const struct html *
people_for(struct request *r, const struct owned *o, const struct people *p)
{
	const char *chosen = request_form(r, arena_fmt(r->mem, "to_%s",
	    o->kind));

	p->all[0] = (struct choice){ handover_same, "後任と同じ" };
	p->all[p->n + 1] = (struct choice){ handover_nobody,
	    o->way == OWNED_TIE ? "だれも続けない（終わるだけ）" :
	    "まだ決めない（残す）" };
	return form_choices(r, p->all, p->n + 2, chosen ? chosen :
	    handover_same, NULL);
}

static enum result
fill_kinds(struct request *r, const struct account *a,
    const struct people *people, struct open_work *w)
{
	size_t n, nkinds = 0, ngroups = 0, ntold = 0;
	const struct owned *const *all = owned_all(r, &n);
	struct open_kind *kinds = arena_array(r->mem, n + 1, sizeof(*kinds));
	struct open_kind *groups = arena_array(r->mem, n + 1, sizeof(*groups));
	struct open_kind *told = arena_array(r->mem, n + 1, sizeof(*told));

	for (size_t i = 0; i < n; i++) {
		struct open_kind k = { all[i]->kind, all[i]->label,
		    all[i]->hint, 0, NULL };
		enum result rc = owned_count(r, all[i], a->id, &k.n);

		if (rc)
			return rc;
		if (!k.n)
			continue;
		kinds[nkinds++] = k;
		if (all[i]->way == OWNED_ENDS || all[i]->way == OWNED_TOLD) {
			told[ntold++] = k;
			continue;
		}
		k.people = people_for(r, all[i], people);
		groups[ngroups++] = k;
	}
	w->kinds = (struct html_list){ kinds, nkinds };
	w->groups = (struct html_list){ groups, ngroups };
	w->told = (struct html_list){ told, ntold };
	return OK;
}

static const char *
label_of(struct request *r, const char *kind)
{
	size_t n;
	const struct owned *const *all = owned_all(r, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i]->kind, kind) == 0)
			return all[i]->label;
	return kind;
}

static const struct html *
people_for_child(struct request *r, const char *child,
    const struct people *p, struct open_work *w)
{
	const char *chosen = request_form(r, arena_fmt(r->mem, "child_%s",
	    child));

	w->chosen = w->chosen || (chosen && *chosen);
	p->all[p->n + 1] = (struct choice){ handover_nobody,
	    "まだ決めない（残す）" };
	return form_choices(r, p->all + 1, p->n + 1, chosen, "上のとおり");
}

/* Rows of one child follow each other. */
static enum result
fill_children(struct request *r, const struct account *a,
    const struct people *people, struct open_work *w)
{
	struct rows rows = { 0 };
	enum result rc = owned_children(r, a->id, &rows);
	struct open_child *all = arena_array(r->mem, rows.nrows + 1,
	    sizeof(*all));
	const char *last = "";
	size_t n = 0;

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *id = rows_cell(&rows, i, "child");
		const char *what = arena_fmt(r->mem, "%s%s件", label_of(r,
		    rows_cell(&rows, i, "kind")), rows_cell(&rows, i, "n"));
		bool same = strcmp(last, id) == 0;
		const char *name = same ? NULL : child_name(r, id);

		if (same && n && strcmp(all[n - 1].id, id) == 0)
			all[n - 1].what = arena_fmt(r->mem, "%s・%s",
			    all[n - 1].what, what);
		else if (name)
			all[n++] = (struct open_child){ id, name,
			    arena_fmt(r->mem, "/children/%s", id), what, NULL };
		else if (!same)
			w->hidden_children++;
		last = id;
	}
	for (size_t i = 0; i < n && i < HANDOVER_MAX_CHOSEN &&
	    (i + 1) * people->n <= MAX_OPTIONS; i++)
		all[i].people = people_for_child(r, all[i].id, people, w);
	w->children = (struct html_list){ all, n };
	w->chosen = w->chosen || n <= FEW_CHILDREN;
	return rc;
}

enum result
handover_open_work(struct request *r, const struct account *a,
    const struct wish *w, struct open_work *out)
{
	struct people people;
	enum result rc = people_of(r, a, &people);

	*out = (struct open_work){ 0 };
	if (!rc)
		rc = fill_kinds(r, a, &people, out);
	if (!rc)
		rc = fill_children(r, a, &people, out);
	if (!rc)
		rc = handover_sql_drafts(r, a->id, &out->drafts);
	if (!rc)
		out->successors = successors_of(r, a, &people, w);
	return rc;
}
