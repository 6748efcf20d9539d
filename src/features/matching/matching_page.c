#include <string.h>

#include "app/codes.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/matching/matching_place.h"
#include "features/matching/matching_private.h"

/* The form, and what was found: in four groups, each place with its reasons. */
enum { SHOWN_EACH = MAX_FACTS / (FIT_NO + 1) };

struct form {
	const char *child, *child_name;
	const struct html *faults, *hidden, *kinds, *what, *care, *when, *order;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, child),
	SLOT_TEXT(form, child_name),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, kinds),
	SLOT_HTML(form, what),
	SLOT_HTML(form, care),
	SLOT_HTML(form, when),
	SLOT_HTML(form, order),
};

TEMPLATE(matching_form_page, "src/features/matching/form.html", form_slots);

struct group {
	const char *label, *count, *says, *sign;
	struct html_list places;
	const char *cut;
	bool folded;
};

struct result_page {
	const char *child, *child_name;
	const char *profile;		/* once more, for the form that asks */
	const struct html *hidden, *unmet_hidden, *faults;
	struct html_list lines, groups;
	int64_t total;
	bool none, may_write;
};

static const struct slot group_slots[] = {
	SLOT_TEXT(group, label),
	SLOT_TEXT(group, count),
	SLOT_TEXT(group, says),
	SLOT_TEXT(group, sign),
	SLOT_TEXT(group, cut),
	SLOT_LIST(group, places, matching_place_slots, struct place_row),
	SLOT_FLAG(group, folded),
};

static const struct slot line_slots[] = {
	SLOT_TEXT(profile_line, label),
	SLOT_TEXT(profile_line, text),
};

static const struct slot result_slots[] = {
	SLOT_TEXT(result_page, child),
	SLOT_TEXT(result_page, child_name),
	SLOT_TEXT(result_page, profile),
	SLOT_HTML(result_page, hidden),
	SLOT_HTML(result_page, unmet_hidden),
	SLOT_HTML(result_page, faults),
	SLOT_LIST(result_page, lines, line_slots, struct profile_line),
	SLOT_LIST(result_page, groups, group_slots, struct group),
	SLOT_NUMBER(result_page, total),
	SLOT_FLAG(result_page, none),
	SLOT_FLAG(result_page, may_write),
};

TEMPLATE(matching_result_page, "src/features/matching/result.html",
    result_slots);

struct crumb *
matching_crumbs(struct request *r, const char *here, size_t *n)
{
	struct crumb *all = arena_array(r->mem, 2, sizeof(*all));

	all[0] = (struct crumb){ "受入先を探す", here ? "/matching" : NULL };
	all[1] = (struct crumb){ here, NULL };
	*n = here ? 2 : 1;
	return all;
}

static const struct html *
fields(struct request *r, const struct profile *p, const char *const *names,
    size_t n)
{
	const struct html **parts = arena_array(r->mem, n, sizeof(*parts));

	for (size_t i = 0; i < n; i++)
		parts[i] = form_field(r, record_field(&profile_record, names[i]),
		    p);
	return html_join(r->mem, parts, n);
}

#define FIELDS(r, p, ...) fields(r, p, (const char *const[]){ __VA_ARGS__ }, \
    COUNT(((const char *const[]){ __VA_ARGS__ })))

enum result
matching_show_form(struct request *r, const struct profile *p,
    const char *child)
{
	struct page page = { .title = "受入先を探す", .menu = "/services" };
	struct form f = { .child = child,
		.child_name = child ? child_name(r, child) : NULL,
		.faults = form_faults(r), .hidden = form_hidden(r, 0),
		.kinds = FIELDS(r, p, "kinds"),
		.what = FIELDS(r, p, "age", "weight", "municipality"),
		.care = FIELDS(r, p, "care", "criteria"),
		.when = FIELDS(r, p, "from_on", "to_on", "days", "from_time", "to_time", "nurse"),
		.order = FIELDS(r, p, "few", "near", "fresh") };

	page.crumbs = matching_crumbs(r, NULL, &page.ncrumbs);
	return page_show(r, &page, &matching_form_page, &f);
}

/* GET /matching ?child=ID */
enum result
matching_form_get(struct request *r)
{
	const char *child = request_query(r, "child");
	struct profile p;
	enum result rc;

	profile_begin(&p);
	if (text_blank(child))
		return matching_show_form(r, &p, NULL);
	rc = profile_of_child(r, child, &p);
	if (rc && rc != MISSING)
		return rc;
	return matching_show_form(r, &p, rc ? NULL : child);
}

static struct group
group_of(struct request *r, const struct finding *f, const struct facts *facts,
    enum fit fit, size_t from)
{
	static const char *const says[] = {
		"確かめてある条件のすべてに合います。",
		"条件や時間を相談すれば受けられるかもしれません。",
		"確かめていないことがあります。電話で聞くと分かります。",
		"合わないことがあります。理由を見てください。" };
	static const char *const signs[] = { "yes", "terms", "unknown", "no" };
	size_t n = f->by_fit[fit], shown = n < SHOWN_EACH ? n : SHOWN_EACH;
	struct place_row *rows = arena_array(r->mem, shown + 1, sizeof(*rows));

	for (size_t i = 0; i < shown; i++)
		rows[i] = matching_place(r, f, facts, &f->all[from + i]);
	return (struct group){ .label = matching_group(fit),
		.count = arena_fmt(r->mem, "%zuか所", n), .says = says[fit],
		.sign = signs[fit], .places = { rows, shown },
		.cut = shown < n ? arena_fmt(r->mem, "上から%zuか所を表示しています。"
		    "条件を絞ってください。", shown) : NULL,
		.folded = fit == FIT_NO };
}

/* What is known of all that the page shows. */
static enum result
facts_of(struct request *r, const struct finding *f, struct facts **out)
{
	const struct candidate *shown[MAX_FACTS];
	size_t from = 0, n = 0;

	for (int fit = FIT_YES; fit <= FIT_NO; fit++) {
		for (size_t i = 0; i < f->by_fit[fit] && i < SHOWN_EACH; i++)
			shown[n++] = &f->all[from + i];
		from += f->by_fit[fit];
	}
	return matching_facts(r, f, shown, n, out);
}

static enum result
show_result(struct request *r, const struct profile *p, const char *child,
    const struct finding *f)
{
	struct page page = { .title = "受入先の候補", .menu = "/services" };
	struct profile_line *lines = arena_array(r->mem, PROFILE_LINES,
	    sizeof(*lines));
	struct group *groups = arena_array(r->mem, FIT_NO + 1, sizeof(*groups));
	struct result_page v = { .child = child,
		.child_name = child ? child_name(r, child) : NULL,
		.profile = profile_text(r, p), .hidden = form_hidden(r, 0),
		.faults = form_faults(r), .total = (int64_t)f->n,
		.unmet_hidden = form_hidden_own(r), .none = f->n == 0,
		.may_write = request_may(r, CHILD_WRITE) };
	struct facts *facts;
	size_t from = 0, n = 0;
	enum result rc = facts_of(r, f, &facts);

	if (rc)
		return rc;
	for (int fit = FIT_YES; fit <= FIT_NO; fit++) {
		if (f->by_fit[fit])
			groups[n++] = group_of(r, f, facts, (enum fit)fit,
			    from);
		from += f->by_fit[fit];
	}
	v.groups = (struct html_list){ groups, n };
	v.lines = (struct html_list){ lines, profile_lines(r, p, lines) };
	page.crumbs = matching_crumbs(r, "候補", &page.ncrumbs);
	return page_show(r, &page, &matching_result_page, &v);
}

/* POST, for what a child needs belongs in no address and no log. */
enum result
matching_find_post(struct request *r)
{
	const char *child = request_form(r, "child");
	struct profile p;
	struct finding *f = arena_take(r->mem, sizeof(*f));
	struct child known;
	enum result rc;

	if (text_blank(child))
		child = NULL;
	rc = child ? record_get(r, &child_record, child, &known) : OK;
	if (rc)
		return rc;
	profile_begin(&p);
	rc = profile_read(r, &p);
	if (rc == INVALID) {
		rc = matching_show_form(r, &p, child);
		return rc ? rc : INVALID;
	}
	if (!rc)
		rc = matching_find(r, &p, f);
	return rc ? rc : show_result(r, &p, child, f);
}
