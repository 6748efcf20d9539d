#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/child/child.h"
#include "features/contact/contact.h"
#include "features/intake/intake_private.h"
#include "features/intake/intake_sql.h"

/* One thread: where it stands, the form of what comes next, what was done, and
 * the contacts it is made of. */
struct told {
	const char *label, *text;
};

struct step_row {
	const char *label, *state, *take_back;
	const struct html *hidden;
	bool done, here, taken;
	struct html_list facts, texts;
};

struct form_row {
	const char *title, *action, *link, *button, *shut;
	const struct html *hidden, *fields;
};

struct contact_row {
	const char *url, *day, *method, *requester;
	const struct html *body;
	bool tied;
};

struct show {
	const char *title, *next, *began, *age, *staff;
	const char *child, *child_id, *child_url;
	const char *skip, *reason, *reason_fault, *end;
	const struct html *faults, *skip_hidden, *end_hidden, *end_fields;
	bool over, anonymous, skip_open, end_open, untaken;
	struct html_list steps, forms, contacts;
};

static const struct slot told_slots[] = {
	SLOT_TEXT(told, label),
	SLOT_TEXT(told, text),
};

static const struct slot step_slots[] = {
	SLOT_TEXT(step_row, label),
	SLOT_TEXT(step_row, state),
	SLOT_TEXT(step_row, take_back),
	SLOT_HTML(step_row, hidden),
	SLOT_FLAG(step_row, done),
	SLOT_FLAG(step_row, here),
	SLOT_FLAG(step_row, taken),
	SLOT_LIST(step_row, facts, told_slots, struct told),
	SLOT_LIST(step_row, texts, told_slots, struct told),
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form_row, title),
	SLOT_TEXT(form_row, action),
	SLOT_TEXT(form_row, link),
	SLOT_TEXT(form_row, button),
	SLOT_TEXT(form_row, shut),
	SLOT_HTML(form_row, hidden),
	SLOT_HTML(form_row, fields),
};

static const struct slot contact_slots[] = {
	SLOT_TEXT(contact_row, url),
	SLOT_TEXT(contact_row, day),
	SLOT_TEXT(contact_row, method),
	SLOT_TEXT(contact_row, requester),
	SLOT_HTML(contact_row, body),
	SLOT_FLAG(contact_row, tied),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, next),
	SLOT_TEXT(show, began),
	SLOT_TEXT(show, age),
	SLOT_TEXT(show, staff),
	SLOT_TEXT(show, child),
	SLOT_TEXT(show, child_id),
	SLOT_TEXT(show, child_url),
	SLOT_TEXT(show, skip),
	SLOT_TEXT(show, reason),
	SLOT_TEXT(show, reason_fault),
	SLOT_TEXT(show, end),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, skip_hidden),
	SLOT_HTML(show, end_hidden),
	SLOT_HTML(show, end_fields),
	SLOT_FLAG(show, over),
	SLOT_FLAG(show, anonymous),
	SLOT_FLAG(show, skip_open),
	SLOT_FLAG(show, end_open),
	SLOT_FLAG(show, untaken),
	SLOT_LIST(show, steps, step_slots, struct step_row),
	SLOT_LIST(show, forms, form_slots, struct form_row),
	SLOT_LIST(show, contacts, contact_slots, struct contact_row),
};

TEMPLATE(intake_show_page, "src/features/intake/show.html", show_slots);

const char *
intake_age(struct request *r, const struct intake *in)
{
	return arena_fmt(r->mem, "%d日め", date_days_between(in->began_on,
	    in->closed_on ? in->closed_on : r->today) + 1);
}

static const char *
url_of(struct request *r, const struct intake *in, const char *what,
    const char *step)
{
	return arena_fmt(r->mem, "/intakes/%s/%s/%s", in->id, what, step);
}

static void
add_told(struct request *r, const struct intake *in, const char *name,
    struct step_row *row, struct told *facts, struct told *texts)
{
	const struct field *f = record_field(&intake_record, name);
	struct told t = { f->label, field_shown(r, f, in) };

	if (!*t.text)
		return;
	if (f->kind == KIND_LONG_TEXT)
		texts[row->texts.n++] = t;
	else
		facts[row->facts.n++] = t;
}

/* What was written down in a step. */
static void
fill_told(struct request *r, const struct intake *in, enum intake_step step,
    struct step_row *row)
{
	const struct intake_way *w = &intake_ways[step];
	struct told *facts = arena_array(r->mem, INTAKE_STEP_FIELDS + 2,
	    sizeof(*facts));
	struct told *texts = arena_array(r->mem, INTAKE_STEP_FIELDS + 2,
	    sizeof(*texts));

	row->facts.rows = facts;
	row->texts.rows = texts;
	if (intake_mark_of(in, step) == INTAKE_SKIPPED) {
		add_told(r, in, w->skip, row, facts, texts);
		return;
	}
	for (size_t i = 0; i < INTAKE_STEP_FIELDS && w->fields[i]; i++)
		add_told(r, in, w->fields[i], row, facts, texts);
	if (step == INTAKE_SITUATION)
		add_told(r, in, "situation_on", row, facts, texts);
	if (step == INTAKE_CHILD) {
		add_told(r, in, "child", row, facts, texts);
		add_told(r, in, "child_on", row, facts, texts);
	}
	if (step == INTAKE_CLOSING)
		add_told(r, in, "closed_on", row, facts, texts);
}

static void
fill_steps(struct request *r, const struct intake *in, struct show *p)
{
	static const char *const states[] = { "", "返事待ち", "済み", "とばした",
	    "できない" };
	struct step_row *rows = arena_array(r->mem, INTAKE_STEPS,
	    sizeof(*rows));
	enum intake_step next = intake_next(in), last = intake_last(in);
	bool may = request_may(r, CHILD_WRITE);

	p->untaken = true;
	for (enum intake_step s = INTAKE_SITUATION; s < INTAKE_STEPS; s++) {
		enum intake_mark mark = intake_mark_of(in, s);
		struct step_row *row = &rows[s];

		*row = (struct step_row){
			.label = codes_label(r->codes, "intake_step",
			    intake_ways[s].name),
			.state = states[mark],
			.done = mark != INTAKE_OPEN && s != next,
			.here = s == next,
			.taken = mark != INTAKE_OPEN,
		};
		if (!row->taken)
			continue;
		p->untaken = false;
		fill_told(r, in, s, row);
		if (s != last || !may || (s == INTAKE_CHILD && in->child &&
		    !access_is_centre(r)))
			continue;
		row->take_back = url_of(r, in, "returns", intake_ways[s].name);
		row->hidden = form_hidden(r, in->version);
	}
	p->steps = (struct html_list){ rows, INTAKE_STEPS };
}

/* What is asked for next begins with what is known. */
static void
begin_step(struct request *r, enum intake_step step, const struct rows *said,
    struct intake *in)
{
	struct contact c;

	if (r->nfaults)
		return;
	if (step == INTAKE_SITUATION && !in->situation && said->nrows &&
	    record_load(r, &contact_record, said, 0, &c))
		in->situation = c.body;
	if (step == INTAKE_CONSENT && !in->consent_asked_on)
		in->consent_asked_on = r->today;
	if (step == INTAKE_DOCTOR && !in->doctor_asked_on)
		in->doctor_asked_on = r->today;
	if (step == INTAKE_ACTOR && !in->actor_person && r->who->session &&
	    !r->who->agency)
		in->actor_person = r->who->id;
}

static enum result
fill_next(struct request *r, const struct intake *in,
    const struct intake *typed, const struct rows *said, struct show *p)
{
	enum intake_step next = intake_next(in);
	const struct intake_way *w = &intake_ways[next];
	struct form_row *form = arena_take(r->mem, sizeof(*form));
	struct intake begun = *typed;
	bool closed = next == INTAKE_SITUATION && !record_shows(r,
	    &intake_record, record_field(&intake_record, "situation"), in);

	*form = (struct form_row){ .title = intake_verb(in),
	    .button = w->button };
	p->forms = (struct html_list){ form, 1 };
	if (closed) {
		form->shut = "相談の内容を見られる職員が書きます。";
		return OK;
	}
	if (next == INTAKE_CHILD) {
		form->link = arena_fmt(r->mem, "/intakes/%s/child", in->id);
		return OK;
	}
	begin_step(r, next, said, &begun);
	form->action = url_of(r, in, "steps", w->name);
	form->hidden = form_hidden(r, in->version);
	return intake_fields(r, &begun, next, &form->fields);
}

/* Besides the next step: to do without it, and to end here. */
static enum result
fill_ways_out(struct request *r, const struct intake *in,
    const struct intake *typed, struct show *p)
{
	const struct intake_way *w = &intake_ways[intake_next(in)];

	if (w->skip) {
		p->skip = url_of(r, in, "skips", w->name);
		p->skip_hidden = form_hidden(r, in->version);
		p->reason = request_form(r, "reason");
		p->reason_fault = request_fault_of(r, "reason");
		p->skip_open = p->reason_fault != NULL;
	}
	if (w == &intake_ways[INTAKE_CLOSING])
		return OK;
	p->end = url_of(r, in, "steps", "closing");
	p->end_hidden = form_hidden(r, in->version);
	p->end_open = request_fault_of(r, "outcome") ||
	    request_fault_of(r, "outcome_note");
	return intake_fields(r, typed, INTAKE_CLOSING, &p->end_fields);
}

static void
fill_contacts(struct request *r, const struct rows *said, struct show *p)
{
	struct contact_row *rows = arena_array(r->mem, said->nrows + 1,
	    sizeof(*rows));
	size_t n = 0;

	for (size_t i = 0; i < said->nrows; i++) {
		struct contact c;

		if (!record_load(r, &contact_record, said, i, &c))
			continue;
		rows[n++] = (struct contact_row){
			.url = arena_fmt(r->mem, "/contacts/%s", c.id),
			.day = date_long(r->mem, c.on_day),
			.method = codes_label(r->codes, "method", c.method),
			.requester = codes_label(r->codes, "requester",
			    c.requester),
			.body = c.body ? html_lines(r->mem, c.body) : NULL,
			.tied = strcmp(rows_cell(said, i, "tied"), "1") == 0,
		};
	}
	p->contacts = (struct html_list){ rows, n };
}

static void
fill_head(struct request *r, const struct intake *in, struct show *p)
{
	const char *name = in->child ? child_name(r, in->child) : NULL;
	const char *staff = field_shown(r, record_field(&intake_record,
	    "staff"), in);

	p->title = arena_fmt(r->mem, "相談受付 %s", in->number);
	p->over = !intake_is_open(in);
	p->next = intake_verb(in);
	p->began = date_era(r->mem, in->began_on);
	p->age = intake_age(r, in);
	p->staff = *staff ? arena_fmt(r->mem, "受付：%s", staff) : NULL;
	p->anonymous = !in->child;
	if (!name)
		return;
	p->child_id = in->child;
	p->child = arena_fmt(r->mem, "%sさん", name);
	p->child_url = arena_fmt(r->mem, "/children/%s", in->child);
}

/* `typed`: the same with what somebody typed, for the forms; NULL: nothing. */
static enum result
show(struct request *r, const struct intake *in, const struct intake *typed)
{
	struct show p = { .faults = form_faults(r) };
	struct rows said = { 0 };
	struct crumb crumbs[] = { { "相談の流れ", "/intakes" }, { NULL, NULL } };
	struct page page = { .menu = "/contacts", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	const struct intake *form = typed ? typed : in;
	enum result rc = intake_sql_contacts(r, in->id, &said);

	fill_head(r, in, &p);
	page.title = crumbs[1].label = p.title;
	fill_steps(r, in, &p);
	fill_contacts(r, &said, &p);
	if (!rc && intake_is_open(in) && request_may(r, CHILD_WRITE)) {
		rc = fill_next(r, in, form, &said, &p);
		if (!rc)
			rc = fill_ways_out(r, in, form, &p);
	}
	return rc ? rc : page_show(r, &page, &intake_show_page, &p);
}

enum result
intake_show_get(struct request *r)
{
	struct intake in;
	enum result rc = record_get(r, &intake_record, r->arg[0], &in);

	return rc ? rc : show(r, &in, NULL);
}

enum result
intake_again(struct request *r, const struct intake *in,
    const struct intake *typed, enum result rc)
{
	enum result shown = show(r, in, typed);

	return shown ? shown : rc;
}
