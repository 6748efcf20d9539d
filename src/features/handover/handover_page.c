#include <string.h>

#include "app/access.h"
#include "app/session.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/handover/handover_open.h"
#include "features/handover/handover_sql.h"

/* The administrator's page: what is open, in numbers, and who goes on with it.
 * Names stand there only of children the administrator may see. */
struct past {
	const char *at, *successor, *maker, *says, *sheet_url, *unseen;
};

struct form {
	const char *name, *left_on, *action, *back, *whose, *successor_fault;
	const struct html *faults, *hidden, *successors, *day;
	int64_t drafts;
	const char *hidden_children;
	struct html_list kinds, groups, told, listed, past;
	bool asks, chooses, stale, done, any_listed, chosen, lacks, skip;
};

static const struct slot kind_slots[] = {
	SLOT_TEXT(open_kind, kind),
	SLOT_TEXT(open_kind, label),
	SLOT_TEXT(open_kind, hint),
	SLOT_NUMBER(open_kind, n),
	SLOT_HTML(open_kind, people),
};

static const struct slot listed_slots[] = {
	SLOT_TEXT(open_child, id),
	SLOT_TEXT(open_child, name),
	SLOT_TEXT(open_child, url),
	SLOT_TEXT(open_child, what),
	SLOT_HTML(open_child, people),
};

static const struct slot past_slots[] = {
	SLOT_TEXT(past, at),
	SLOT_TEXT(past, successor),
	SLOT_TEXT(past, maker),
	SLOT_TEXT(past, says),
	SLOT_TEXT(past, sheet_url),
	SLOT_TEXT(past, unseen),
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, name),
	SLOT_TEXT(form, left_on),
	SLOT_TEXT(form, action),
	SLOT_TEXT(form, back),
	SLOT_TEXT(form, whose),
	SLOT_TEXT(form, successor_fault),
	SLOT_TEXT(form, hidden_children),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, successors),
	SLOT_HTML(form, day),
	SLOT_NUMBER(form, drafts),
	SLOT_LIST(form, kinds, kind_slots, struct open_kind),
	SLOT_LIST(form, groups, kind_slots, struct open_kind),
	SLOT_LIST(form, told, kind_slots, struct open_kind),
	SLOT_LIST(form, listed, listed_slots, struct open_child),
	SLOT_LIST(form, past, past_slots, struct past),
	SLOT_FLAG(form, asks),
	SLOT_FLAG(form, chooses),
	SLOT_FLAG(form, stale),
	SLOT_FLAG(form, done),
	SLOT_FLAG(form, any_listed),
	SLOT_FLAG(form, chosen),
	SLOT_FLAG(form, lacks),
	SLOT_FLAG(form, skip),
};

TEMPLATE(handover_form_page, "src/features/handover/form.html", form_slots);

/* What is typed: no record, but its labels and its day are read like one. */
struct typed {
	RECORD_HEAD;
	const char *successor, *last_on;
};

static const struct field typed_fields[] = {
	FIELD_TEXT(typed, successor, .label = "後任", .flags = REQUIRED),
	FIELD_DAY(typed, last_on, .label = "最後の日", .flags = REQUIRED,
	    .hint = "この日が終わったものとして扱います。今日か、今日より前の日です。"),
};

static const struct record typed_record = {
	.name = "handover",
	.label = "引継ぎ",
	.size = sizeof(struct typed),
	.fields = typed_fields,
	.nfields = COUNT(typed_fields),
};

static const char *
number(struct request *r, int64_t n)
{
	return n ? arena_fmt(r->mem, "%lld", (long long)n) : NULL;
}

/* Of the children handed over, those that this person may not see today. */
static enum result
count_unseen(struct request *r, const char *handover, const char *successor,
    const char **out)
{
	struct person who = { 0 };
	struct request as = *r;
	struct rows rows = { 0 };
	int64_t n = 0;
	enum result rc = account_person(r, successor, &who);

	if (!rc)
		rc = handover_sql_items(r, handover, &rows);
	if (rc)
		return rc;
	as.who = &who;
	as.access = NULL;
	for (size_t i = 0; i < rows.nrows; i++) {
		const struct grant *g;

		n += access_grant(&as, rows_cell(&rows, i, "id"), &g) != OK;
	}
	*out = number(r, n);
	return OK;
}

static enum result
fill_past(struct request *r, const struct account *a, struct form *p)
{
	struct rows rows = { 0 };
	enum result rc = handover_sql_of(r, a->id, &rows);
	struct past *all;

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *id = rows_cell(&rows, i, "id");
		const char *to = rows_cell(&rows, i, "successor");

		all[i] = (struct past){ .at = date_instant_label(r->mem,
		    rows_cell(&rows, i, "at")),
		    .successor = rows_cell(&rows, i, "successor_name"),
		    .maker = rows_cell(&rows, i, "maker_name") };
		rc = handover_says(r, id, &all[i].says);
		if (rc || !to)
			continue;
		all[i].sheet_url = arena_fmt(r->mem, "%s/sheet?of=%s",
		    handover_path(r, a->id), id);
		rc = count_unseen(r, id, to, &all[i].unseen);
	}
	p->past = (struct html_list){ all, rows.nrows };
	p->done = rows.nrows > 0;
	return rc;
}

static enum result
fill_open(struct request *r, const struct account *a, const struct wish *w,
    struct form *p)
{
	struct typed typed = { .last_on = w->last_on };
	struct open_work o;
	bool left = handover_has_left(r, a);
	enum result rc = handover_open_work(r, a, w, &o);

	if (rc)
		return rc;
	p->kinds = o.kinds;
	p->groups = o.groups;
	p->told = o.told;
	p->listed = o.children;
	p->any_listed = o.children.n > 0;
	p->hidden_children = number(r, o.hidden_children);
	p->chosen = o.chosen;
	p->drafts = o.drafts;
	p->successors = o.successors;
	p->chooses = o.groups.n > 0;
	p->asks = !left || p->chooses;
	p->day = left ? NULL : form_field(r, &typed_fields[1], &typed);
	return OK;
}

static enum result
show(struct request *r, const struct account *a, const struct wish *w,
    bool stale)
{
	struct form p = { .name = a->name, .stale = stale,
	    .action = handover_path(r, a->id),
	    .back = arena_fmt(r->mem, "/people/%s", a->id),
	    .whose = a->agency ? "同じ機関の人" : "センターの職員",
	    .faults = form_faults(r), .hidden = form_hidden(r, a->version),
	    .successor_fault = request_fault_of(r, "successor"),
	    .lacks = w->lacks, .skip = w->skip };
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "職員", "/people" }, { a->name, p.back },
	    { "退職・異動と引継ぎ", NULL } };
	struct page page = { .title = arena_fmt(r->mem,
	    "%sさんの退職・異動と引継ぎ", a->name), .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	enum result rc = fill_open(r, a, w, &p);

	if (!rc)
		rc = fill_past(r, a, &p);
	if (rc)
		return rc;
	if (handover_has_left(r, a))
		p.left_on = date_long(r->mem, a->left_on);
	return page_show(r, &page, &handover_form_page, &p);
}

/* One's own leaving is for another administrator. */
static enum result
load(struct request *r, struct account *a)
{
	enum result rc = record_get(r, &account_record, r->arg[0], a);

	return !rc && strcmp(a->id, r->who->id) == 0 ? DENIED : rc;
}

enum result
handover_get(struct request *r)
{
	struct account a = { 0 };
	struct wish w = { .last_on = r->today };
	enum result rc = load(r, &a);

	return rc ? rc : show(r, &a, &w, false);
}

static void
read_day(struct request *r, struct wish *w)
{
	const struct field *f = &typed_fields[1];
	const char *typed = request_form(r, f->name);
	struct typed t = { 0 };
	const char *says = field_read(r, f, typed ? typed : "", r->today, false,
	    &t);

	w->last_on = says ? typed : t.last_on;
	if (!says && strcmp(t.last_on, r->today) > 0)
		says = "まだ来ていない日です。その日が来てから、この画面で引き継ぎます。";
	else if (!says && date_days_between(t.last_on, r->today) >
	    HANDOVER_MAX_DAYS_AGO)
		says = "1年より前の日です。日付を確かめてください。";
	if (says)
		request_fault(r, f->name, says);
}

static enum result
read_wish(struct request *r, const struct account *a, struct wish *w)
{
	const char *to = request_form(r, "successor");
	const char *version = request_form(r, "version");
	bool left = handover_has_left(r, a);

	r->reading = &typed_record;
	w->skip = request_form(r, "skip") != NULL;
	w->nobody = to && !left && strcmp(to, handover_nobody) == 0;
	w->successor = w->nobody || text_blank(to) ? NULL : to;
	if (!text_number(version ? version : "", &w->version))
		request_fault(r, "version", "not_a_number");
	if (!left)
		read_day(r, w);
	return r->nfaults ? INVALID : OK;
}

enum result
handover_post(struct request *r)
{
	struct account a = { 0 };
	struct wish w = { 0 };
	enum result rc = load(r, &a);
	const char *see;

	if (rc)
		return rc;
	see = request_saying(r, handover_path(r, a.id), "left");
	rc = read_wish(r, &a, &w);
	if (!rc)
		rc = request_see(r, handover_do(r, &a, &w, see), see);
	if (rc == INVALID || (rc == CONFLICT && !r->repeated)) {
		enum result again = load(r, &a);

		if (!again)
			again = show(r, &a, &w, rc == CONFLICT);
		return again ? again : rc;
	}
	return rc;
}
