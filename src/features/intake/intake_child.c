#include <string.h>

#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/intake/intake_private.h"

/*
 * The child of a thread: searched for first; whoever looks the same is shown
 * before another is registered; and what was said so far is hers at once.
 */
struct alike_row {
	const char *id, *url, *number, *name, *kana, *born, *place, *why;
};

struct child_page {
	const char *id, *number;
	const struct html *faults, *tie_hidden, *hidden, *link, *fields;
	struct html_list alike;
	bool asks;
};

static const struct slot alike_slots[] = {
	SLOT_TEXT(alike_row, id),
	SLOT_TEXT(alike_row, url),
	SLOT_TEXT(alike_row, number),
	SLOT_TEXT(alike_row, name),
	SLOT_TEXT(alike_row, kana),
	SLOT_TEXT(alike_row, born),
	SLOT_TEXT(alike_row, place),
	SLOT_TEXT(alike_row, why),
};

static const struct slot slots[] = {
	SLOT_TEXT(child_page, id),
	SLOT_TEXT(child_page, number),
	SLOT_HTML(child_page, faults),
	SLOT_HTML(child_page, tie_hidden),
	SLOT_HTML(child_page, hidden),
	SLOT_HTML(child_page, link),
	SLOT_HTML(child_page, fields),
	SLOT_LIST(child_page, alike, alike_slots, struct alike_row),
	SLOT_FLAG(child_page, asks),
};

TEMPLATE(intake_child_page, "src/features/intake/child.html", slots);

struct alike {
	struct child_alike at[CHILD_MAX_ALIKE];
	size_t n;
};

static void
fill_alike(struct request *r, const struct alike *alike, struct child_page *p)
{
	struct alike_row *rows = arena_array(r->mem, alike->n + 1,
	    sizeof(*rows));

	for (size_t i = 0; i < alike->n; i++) {
		const struct child *c = &alike->at[i].child;

		rows[i] = (struct alike_row){
			.id = c->id,
			.url = arena_fmt(r->mem, "/children/%s", c->id),
			.number = c->number,
			.name = c->name,
			.kana = c->kana,
			.born = c->born_on ? date_era(r->mem, c->born_on) :
			    "不明",
			.place = field_shown(r, record_field(&child_record,
			    "municipality"), c),
			.why = alike->at[i].why,
		};
	}
	p->alike = (struct html_list){ rows, alike->n };
	p->asks = alike->n != 0;
}

static enum result
show(struct request *r, const struct intake *in, const struct child *c,
    const struct alike *alike)
{
	const char *thread = arena_fmt(r->mem, "相談受付 %s", in->number);
	struct crumb crumbs[] = { { "相談の流れ", "/intakes" },
	    { thread, arena_fmt(r->mem, "/intakes/%s", in->id) },
	    { "子どもを探す", NULL } };
	struct page page = { "子どもを探す・登録する", "/contacts", crumbs,
	    COUNT(crumbs), false };
	struct child_page p = {
		.id = in->id,
		.number = in->number,
		.faults = form_faults(r),
		.tie_hidden = form_hidden(r, in->version),
		.hidden = form_hidden(r, in->version),
		.link = form_field(r, record_field(&intake_record, "child"),
		    in),
		.fields = form_record(r, &child_record, c),
	};

	fill_alike(r, alike, &p);
	return page_show(r, &page, &intake_child_page, &p);
}

/* A thread whose next step it is. */
static enum result
load(struct request *r, struct intake *in)
{
	enum result rc = intake_load_open(r, in);

	return rc ? rc : intake_next(in) == INTAKE_CHILD ? OK : CONFLICT;
}

enum result
intake_child_get(struct request *r)
{
	struct intake in;
	struct child c = { .medical_care = NULL };
	struct alike alike = { .n = 0 };
	enum result rc = load(r, &in);

	return rc ? rc : show(r, &in, &c, &alike);
}

/* Takes a field out of the form; NULL when it is not there. */
static const char *
take(struct request *r, const char *name)
{
	const char *value = request_form(r, name);
	size_t n = 0;

	for (size_t i = 0; i < r->form.n; i++)
		if (strcmp(r->form.at[i].name, name) != 0)
			r->form.at[n++] = r->form.at[i];
	r->form.n = n;
	return value;
}

static enum result
finish(struct request *r, const struct intake *old, struct intake *in,
    const char *child)
{
	enum result rc;

	in->child = child;
	in->child_on = r->today;
	rc = intake_tie(r, old, child);
	return rc ? rc : intake_commit(r, old, in);
}

/* Chosen from those there are, by the search box or from the table. */
static enum result
tie_known(struct request *r, const struct intake *old, const char *chosen)
{
	const struct field *f = record_field(&intake_record, "child");
	struct intake in = *old;
	struct alike none = { .n = 0 };
	struct child known, empty = { .medical_care = NULL };
	const char *says;
	enum result rc = OK;

	says = field_read(r, f, chosen, r->today, false, &in);
	if (says || !in.child)
		request_fault(r, "child", says ? says :
		    "名前・フリガナ・番号を入れて選んでください。");
	else
		rc = record_get(r, &child_record, in.child, &known);
	if (!rc && !r->nfaults)
		rc = intake_check_tie(r, old, known.id, known.born_on);
	if (r->nfaults) {
		(void)show(r, &in, &empty, &none);
		return INVALID;
	}
	if (rc)
		return rc;
	form_version(r, &in);
	deed_begin(r);
	return finish(r, old, &in, known.id);
}

static enum result
register_new(struct request *r, const struct intake *old, bool another)
{
	struct child c = { .medical_care = NULL };
	struct alike alike = { .n = 0 };
	struct intake in = *old;
	enum result rc = record_read(r, &child_record, &c);

	if (!rc && !another)
		rc = child_find_alike(r, &c, alike.at, &alike.n);
	if (!rc && alike.n)
		request_fault(r, "another", "同じ子どもかもしれない記録があります。"
		    "下の表を確かめてください。");
	if (!rc && !r->nfaults)
		rc = intake_check_tie(r, old, NULL, c.born_on);
	in.version = c.version;
	if (!r->nfaults && !rc) {
		c.version = 0;
		deed_begin(r);
		record_add(r, &child_record, &c);
		rc = form_taken(r, &child_record, finish(r, old, &in, c.id));
	}
	if (r->nfaults || rc == INVALID) {
		(void)show(r, old, &c, &alike);
		return INVALID;
	}
	return rc;
}

/* POST /intakes/ID/child: `same` is one of the table, `child` of the search
 * box; else the fields of a child, and `another` that it is none of those. */
enum result
intake_child_post(struct request *r)
{
	struct intake old;
	const char *same, *known, *typed;
	bool another;
	enum result rc = load(r, &old);

	if (rc)
		return rc;
	same = take(r, "same");
	known = take(r, "child");
	typed = request_form(r, "child_typed");
	another = take(r, "another") != NULL;
	if (!text_blank(same))
		return tie_known(r, &old, same);
	if (known || typed)
		return tie_known(r, &old, text_blank(known) ? typed ? typed :
		    "" : known);
	return register_new(r, &old, another);
}
