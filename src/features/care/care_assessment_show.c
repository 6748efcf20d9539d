#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/care/care_score_form.h"
#include "features/child/child.h"

/* One assessment, item by item; and taking back one that was wrong. */
enum { MAX_FACTS = 12, MAX_WHY = 200, VENTILATOR = 0, TRACHEOSTOMY = 1 };

struct fact {
	const char *label, *text;
};

struct item_row {
	const char *code, *label, *level, *points;
};

struct page_of {
	const char *title, *id, *child, *name, *withdrawn, *differs, *instrument;
	const char *total, *ventilated, *sum, *fault, *typed;
	const struct html *note, *panels, *hidden;
	bool has_items, may_change, may_withdraw;
	struct html_list facts, items;
};

static const struct slot fact_slots[] = {
	SLOT_TEXT(fact, label),
	SLOT_TEXT(fact, text),
};

static const struct slot item_slots[] = {
	SLOT_TEXT(item_row, code),
	SLOT_TEXT(item_row, label),
	SLOT_TEXT(item_row, level),
	SLOT_TEXT(item_row, points),
};

static const struct slot page_slots[] = {
	SLOT_TEXT(page_of, title),
	SLOT_TEXT(page_of, id),
	SLOT_TEXT(page_of, child),
	SLOT_TEXT(page_of, name),
	SLOT_TEXT(page_of, withdrawn),
	SLOT_TEXT(page_of, differs),
	SLOT_TEXT(page_of, instrument),
	SLOT_TEXT(page_of, total),
	SLOT_TEXT(page_of, ventilated),
	SLOT_TEXT(page_of, sum),
	SLOT_TEXT(page_of, fault),
	SLOT_TEXT(page_of, typed),
	SLOT_HTML(page_of, note),
	SLOT_HTML(page_of, panels),
	SLOT_HTML(page_of, hidden),
	SLOT_FLAG(page_of, has_items),
	SLOT_FLAG(page_of, may_change),
	SLOT_FLAG(page_of, may_withdraw),
	SLOT_LIST(page_of, facts, fact_slots, struct fact),
	SLOT_LIST(page_of, items, item_slots, struct item_row),
};

TEMPLATE(care_assessment_page, "src/features/care/assessment.html",
    page_slots);

static void
fill_facts(struct request *r, const struct assessment *a, struct page_of *p)
{
	static const char *const names[] = { "on_day", "assessor",
	    "institution", "printed_total", "granted", "granted_on",
	    "valid_until", "severe_seated" };
	struct fact *facts = arena_array(r->mem, COUNT(names), sizeof(*facts));
	size_t n = 0;

	for (size_t i = 0; i < COUNT(names); i++) {
		const struct field *f = record_field(&assessment_record,
		    names[i]);

		if (field_is_told(f, a))
			facts[n++] = (struct fact){ f->label,
			    field_shown(r, f, a) };
	}
	p->facts = (struct html_list){ facts, n };
}

static void
fill_items(struct request *r, const struct assessment *a, struct page_of *p)
{
	const struct care_instrument *in = &care_score_2021;
	struct item_row *rows = arena_array(r->mem, CARE_ITEMS, sizeof(*rows));
	struct care_sheet sheet;
	size_t n = 0;

	care_sheet_of(r, a, &sheet);
	for (size_t i = 0; i < CARE_ITEMS; i++) {
		enum care_level one[CARE_ITEMS] = { CARE_NONE };
		struct care_score s;

		if (sheet.levels[i] == CARE_NONE)
			continue;
		one[i] = sheet.levels[i];
		s = care_score(in, one);
		if (i == TRACHEOSTOMY && sheet.levels[VENTILATOR]) {
			s.watch = 0;
			p->ventilated = "気管切開の見守りは足さない";
		}
		rows[n++] = (struct item_row){ in->items[i].code,
			in->items[i].label, care_level_label(one[i]),
			arena_fmt(r->mem, "%d＋%d", s.base, s.watch) };
	}
	p->items = (struct html_list){ rows, n };
	p->has_items = n > 0;
	p->sum = arena_fmt(r->mem, "%lld＋%lld＝%lld", (long long)a->base,
	    (long long)a->watch, (long long)a->total);
}

static enum result
show(struct request *r, const struct assessment *a, const char *typed)
{
	bool writes = request_may(r, CHILD_WRITE) && !a->withdrawn_on;
	const char *name = child_name(r, a->child);
	struct page_of p = {
		.title = arena_fmt(r->mem, "%sの判定", date_long(r->mem,
		    a->on_day)),
		.id = a->id,
		.child = a->child,
		.name = name ? name : "子ども",
		.instrument = codes_label(r->codes, "care_instrument",
		    a->instrument),
		.total = care_score_text(r, a),
		.differs = care_differs(r, a),
		.note = a->note ? html_lines(r->mem, a->note) : NULL,
		.may_change = writes,
		.may_withdraw = writes,
		.hidden = form_hidden(r, a->version),
		.fault = request_fault_of(r, "withdrawn_why"),
		.typed = typed,
	};
	enum result rc = panels_of(r, &assessment_record, a->child, a->id,
	    &p.panels);

	if (rc)
		return rc;
	if (a->withdrawn_on)
		p.withdrawn = arena_fmt(r->mem, "%sに取り消しました。理由：%s",
		    date_era(r->mem, a->withdrawn_on),
		    a->withdrawn_why ? a->withdrawn_why : "");
	fill_facts(r, a, &p);
	if (strcmp(a->instrument, CARE_SEVERE) != 0)
		fill_items(r, a, &p);
	return care_page_show(r, a->child, p.title, &care_assessment_page, &p);
}

enum result
care_assessment_show_get(struct request *r)
{
	struct assessment a;
	enum result rc = care_assessment_get(r, &a);

	return rc ? rc : show(r, &a, "");
}

enum result
care_assessment_withdrawal_post(struct request *r)
{
	const char *why = request_form(r, "withdrawn_why"), *see;
	struct assessment old, a;
	enum result rc = care_assessment_get(r, &old);

	if (rc)
		return rc;
	if (old.withdrawn_on)
		return CONFLICT;
	r->reading = &assessment_record;
	if (text_blank(why))
		request_fault(r, "withdrawn_why", "required");
	else if (text_length(why) > MAX_WHY)
		request_fault(r, "withdrawn_why", "200文字までにしてください。");
	if (r->nfaults) {
		(void)show(r, &old, why ? why : "");
		return INVALID;
	}
	a = old;
	a.withdrawn_on = r->today;
	a.withdrawn_why = why;
	see = request_saying(r, arena_fmt(r->mem, "/assessments/%s", a.id),
	    "changed");
	deed_begin(r);
	record_change(r, &assessment_record, &old, &a);
	return request_see(r, deed_commit(r, see), see);
}
