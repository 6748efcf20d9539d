#include <string.h>

#include "app/access.h"
#include "app/session.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/handover/handover_private.h"
#include "features/handover/handover_sql.h"

/* The administrator's page: what is open, in numbers, and who goes on with it.
 * Names stand there only of children the administrator may see. */
struct listed {
	const char *name, *url, *what;
};

struct past {
	const char *at, *successor, *maker, *says, *sheet_url, *unseen;
};

struct form {
	const char *name, *left_on, *action, *back, *whose, *successor_fault;
	const struct html *faults, *hidden, *successors, *day;
	int64_t steps, children, dispatches, grants, asked, drafts;
	const char *hidden_children;
	struct html_list listed, past;
	bool asks, chooses, stale, done, any_listed, teams_to, dispatches_to;
};

static const struct slot listed_slots[] = {
	SLOT_TEXT(listed, name),
	SLOT_TEXT(listed, url),
	SLOT_TEXT(listed, what),
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
	SLOT_NUMBER(form, steps),
	SLOT_NUMBER(form, children),
	SLOT_NUMBER(form, dispatches),
	SLOT_NUMBER(form, grants),
	SLOT_NUMBER(form, asked),
	SLOT_NUMBER(form, drafts),
	SLOT_LIST(form, listed, listed_slots, struct listed),
	SLOT_LIST(form, past, past_slots, struct past),
	SLOT_FLAG(form, asks),
	SLOT_FLAG(form, chooses),
	SLOT_FLAG(form, stale),
	SLOT_FLAG(form, done),
	SLOT_FLAG(form, any_listed),
	SLOT_FLAG(form, teams_to),
	SLOT_FLAG(form, dispatches_to),
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

static const char nobody[] = "none";

static const struct html *
successors_of(struct request *r, const struct account *a,
    const struct rows *rows, const struct wish *w)
{
	struct choice *all = arena_array(r->mem, rows->nrows + 1, sizeof(*all));
	const struct field *role = record_field(&account_record, "role");
	size_t n = 0;

	for (size_t i = 0; i < rows->nrows; i++) {
		struct account c = { 0 };

		if (!record_load(r, &account_record, rows, i, &c) ||
		    !handover_same_kind(a, &c))
			continue;
		all[n++] = (struct choice){ c.id, arena_fmt(r->mem,
		    "%s（%s）", c.name, field_shown(r, role, &c)) };
	}
	if (!handover_has_left(r, a))
		all[n++] = (struct choice){ nobody,
		    "まだ決まっていない（閉じるだけ。次にすることは残る）" };
	return form_choices(r, all, n, w->nobody ? nobody : w->successor,
	    "選んでください");
}

static const char *
number(struct request *r, int64_t n)
{
	return n ? arena_fmt(r->mem, "%lld", (long long)n) : NULL;
}

static int64_t
cell_number(const struct rows *rows, size_t i, const char *column)
{
	int64_t n = 0;

	return text_number(rows_cell(rows, i, column), &n) ? n : 0;
}

static const char *
what_of(struct request *r, const struct rows *rows, size_t i)
{
	int64_t steps = cell_number(rows, i, "steps");
	struct buffer b = buffer_new(r->mem);

	if (steps)
		buffer_fmt(&b, "次にすること%lld件", (long long)steps);
	if (cell_number(rows, i, "teams"))
		buffer_fmt(&b, "%sケアチーム", b.len ? "・" : "");
	if (cell_number(rows, i, "dispatches"))
		buffer_fmt(&b, "%s派遣", b.len ? "・" : "");
	return b.s;
}

static enum result
fill_listed(struct request *r, const struct account *a, struct form *p)
{
	struct rows rows = { 0 };
	enum result rc = handover_sql_children(r, a->id, &rows);
	struct listed *all;
	size_t n = 0;

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *id = rows_cell(&rows, i, "child");
		const char *name = child_name(r, id);

		if (name)
			all[n++] = (struct listed){ name, arena_fmt(r->mem,
			    "/children/%s", id), what_of(r, &rows, i) };
	}
	p->listed = (struct html_list){ all, n };
	p->any_listed = n > 0;
	p->hidden_children = number(r, (int64_t)(rows.nrows - n));
	return OK;
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

static const char *
says_of(struct request *r, const struct rows *rows, size_t i)
{
	return arena_fmt(r->mem, "次にすること%s件を渡しました。ケアチーム%s件が終わり、"
	    "うち%s件を後任が続けます。派遣%s件が終わり、うち%s件を後任が続けます。"
	    "名指しの許可%s件が終わりました。", rows_cell(rows, i, "steps"),
	    rows_cell(rows, i, "teams"), rows_cell(rows, i, "given_teams"),
	    rows_cell(rows, i, "dispatches"),
	    rows_cell(rows, i, "given_dispatches"),
	    rows_cell(rows, i, "grants"));
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
		    .maker = rows_cell(&rows, i, "maker_name"),
		    .says = says_of(r, &rows, i) };
		if (!to)
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
	struct open o = { 0 };
	struct rows rows = { 0 };
	bool left = handover_has_left(r, a);
	enum result rc = handover_sql_open(r, a->id, &o);

	if (!rc)
		rc = handover_sql_colleagues(r, a, &rows);
	if (!rc)
		rc = fill_listed(r, a, p);
	if (rc)
		return rc;
	p->steps = o.steps;
	p->children = o.children;
	p->dispatches = o.dispatches;
	p->grants = o.grants;
	p->asked = o.asked;
	p->drafts = o.drafts;
	p->chooses = o.steps + o.children + o.dispatches > 0;
	p->asks = !left || p->chooses;
	p->successors = successors_of(r, a, &rows, w);
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
	    .teams_to = w->teams, .dispatches_to = w->dispatches };
	struct crumb crumbs[] = { { "職員", "/people" }, { a->name, p.back },
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
	w->teams = request_form(r, "teams") != NULL;
	w->dispatches = request_form(r, "dispatches") != NULL;
	w->nobody = to && !left && strcmp(to, nobody) == 0;
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
