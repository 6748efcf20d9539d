#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/care/care_view.h"
#include "features/child/child.h"

/* All stock of a child in one table: what is at hand, and for how many days. The
 * code's `min` tells tools, which last. */
enum { TOOL = 2 };

struct line {
	const char *item, *label, *before, *days, *version, *says;
	const struct html *choices;
	bool lasts;			/* is used up: for how many days */
	/* No slots: as stored, and as it is to be. */
	const struct supply *old;
	struct supply now;
};

struct form {
	const char *child, *name;
	const struct html *faults, *hidden, *checked;
	struct html_list lines;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, item),
	SLOT_TEXT(line, label),
	SLOT_TEXT(line, before),
	SLOT_TEXT(line, days),
	SLOT_TEXT(line, version),
	SLOT_TEXT(line, says),
	SLOT_HTML(line, choices),
	SLOT_FLAG(line, lasts),
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, child),
	SLOT_TEXT(form, name),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, checked),
	SLOT_LIST(form, lines, line_slots, struct line),
};

TEMPLATE(care_supplies_page, "src/features/care/supplies.html", form_slots);

struct sheet {
	struct child child;
	struct line *lines;
	size_t n;
	const char *checked_on;
	bool typed;
};

static const struct supply *
find(const struct supply *all, size_t n, const char *item)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].item && strcmp(all[i].item, item) == 0)
			return &all[i];
	return NULL;
}

/* A line for each item in force; the latest row of it. */
static enum result
load(struct request *r, struct sheet *s)
{
	struct supply *all;
	size_t n, ncodes;
	const struct code *codes = codes_list(r->codes, "supply_item", &ncodes);
	enum result rc = care_child_get(r, r->arg[0], &s->child);

	if (!rc)
		rc = care_supplies(r, s->child.id, &all, &n);
	if (rc)
		return rc;
	s->lines = arena_array(r->mem, ncodes + 1, sizeof(*s->lines));
	for (size_t i = 0; i < ncodes; i++) {
		struct line *l = &s->lines[s->n];

		l->old = find(all, n, codes[i].code);
		if (!l->old && !code_valid(&codes[i], r->today))
			continue;
		l->item = codes[i].code;
		l->label = codes[i].label;
		l->lasts = codes[i].min < TOOL;
		l->now = l->old ? *l->old : (struct supply){
			.child = s->child.id, .item = codes[i].code };
		s->n++;
	}
	s->checked_on = r->today;
	return OK;
}

static const char *
name_of(struct request *r, const char *what, const struct line *l)
{
	return arena_fmt(r->mem, "%s_%s", what, l->item);
}

static void
dress(struct request *r, const struct sheet *s, struct line *l)
{
	const char *days = request_form(r, name_of(r, "days", l));

	l->before = l->old ? date_era(r->mem, l->old->checked_on) : NULL;
	l->version = arena_fmt(r->mem, "%lld",
	    (long long)(l->old ? l->old->version : 0));
	l->days = s->typed && days ? days : l->now.days ?
	    arena_fmt(r->mem, "%lld", (long long)l->now.days) : "";
	l->says = request_fault_of(r, name_of(r, "days", l));
	l->choices = form_options(r, "there", l->now.kept, "不明");
}

static enum result
show(struct request *r, struct sheet *s)
{
	struct supply any = { .checked_on = s->checked_on };
	struct form f = { .child = s->child.id, .name = s->child.name,
		.faults = form_faults(r), .hidden = form_hidden(r, 0),
		.checked = form_field(r, record_field(&supply_record,
		    "checked_on"), &any) };

	for (size_t i = 0; i < s->n; i++)
		dress(r, s, &s->lines[i]);
	f.lines = (struct html_list){ s->lines, s->n };
	return care_page_show(r, s->child.id, "物品の備え",
	    &care_supplies_page, &f);
}

enum result
care_supplies_get(struct request *r)
{
	struct sheet s = { 0 };
	enum result rc = load(r, &s);

	return rc ? rc : show(r, &s);
}

static bool
is_of(const struct sheet *s, const char *name)
{
	static const char *const whats[] = { "kept_", "days_", "version_" };

	for (size_t i = 0; i < COUNT(whats); i++) {
		size_t n = strlen(whats[i]);

		for (size_t k = 0; strncmp(name, whats[i], n) == 0 &&
		    k < s->n; k++)
			if (strcmp(name + n, s->lines[k].item) == 0)
				return true;
	}
	return strcmp(name, "csrf") == 0 || strcmp(name, "once") == 0 ||
	    strcmp(name, "checked_on") == 0;
}

static void
read_field(struct request *r, struct line *l, const char *field)
{
	const char *name = arena_fmt(r->mem, "%s_%s", field, l->item);
	const char *typed = request_form(r, name), *says;

	if (!typed)
		return;
	says = field_read(r, record_field(&supply_record, field), typed,
	    r->today, false, &l->now);
	if (says)
		request_fault(r, name, says);
}

static void
read_line(struct request *r, struct line *l, bool *stale)
{
	const char *typed = request_form(r, name_of(r, "version", l));
	int64_t seen = 0;

	read_field(r, l, "kept");
	read_field(r, l, "days");
	if (l->now.kept && strcmp(l->now.kept, "0") == 0 && l->now.days)
		request_fault(r, name_of(r, "days", l),
		    "「なし」なのに日数があります。どちらかを直してください。");
	if (typed && (!text_number(typed, &seen) ||
	    seen != (l->old ? l->old->version : 0)))
		*stale = true;
}

static enum result
read_sheet(struct request *r, struct sheet *s, bool *stale)
{
	struct supply any = { 0 };
	const char *typed = request_form(r, "checked_on"), *says;

	r->reading = &supply_record;
	s->typed = true;
	for (size_t i = 0; i < r->form.n; i++)
		if (!is_of(s, r->form.at[i].name))
			request_fault(r, r->form.at[i].name, "unknown_field");
	says = field_read(r, record_field(&supply_record, "checked_on"),
	    typed ? typed : "", r->today, false, &any);
	if (says)
		request_fault(r, "checked_on", says);
	else if (strcmp(any.checked_on, r->today) > 0)
		request_fault(r, "checked_on", "in_the_future");
	s->checked_on = any.checked_on;
	for (size_t i = 0; i < s->n; i++)
		read_line(r, &s->lines[i], stale);
	return r->nfaults ? INVALID : OK;
}

static bool
is_told(const struct supply *s)
{
	return s->kept || s->days;
}

/* What is told was checked that day; what never was anything stays so. */
static void
keep(struct request *r, const struct sheet *s, struct line *l)
{
	const struct field *kept = record_field(&supply_record, "kept");
	bool same = l->old && l->old->days == l->now.days &&
	    strcmp(field_text(r->mem, kept, l->old), field_text(r->mem, kept,
	    &l->now)) == 0;

	if (!l->old && !is_told(&l->now))
		return;
	if (same && (!is_told(&l->now) ||
	    strcmp(l->old->checked_on, s->checked_on) == 0))
		return;
	l->now.checked_on = s->checked_on;
	if (l->old)
		record_change(r, &supply_record, l->old, &l->now);
	else
		record_add(r, &supply_record, &l->now);
}

static enum result
answer_stale(struct request *r, struct sheet *s)
{
	request_fault(r, "checked_on",
	    "書いている間に、ほかの人が変えました。「前に確かめた日」を見て、もう一度保存してください。");
	(void)show(r, s);
	return CONFLICT;
}

enum result
care_supplies_post(struct request *r)
{
	struct sheet s = { 0 };
	bool stale = false;
	const char *see;
	enum result rc = load(r, &s);

	if (rc)
		return rc;
	rc = read_sheet(r, &s, &stale);
	if (rc) {
		(void)show(r, &s);
		return rc;
	}
	if (stale && !r->repeated)
		return answer_stale(r, &s);
	see = request_saying(r, arena_fmt(r->mem, "/children/%s/care",
	    s.child.id), "recorded");
	deed_begin(r);
	for (size_t i = 0; i < s.n; i++)
		keep(r, &s, &s.lines[i]);
	care_power_keep(r, s.child.id);
	/* Looked over, and all is as it was. */
	if (!r->noted)
		audit_note(r, "review", &child_record, &s.child);
	return request_see(r, deed_commit(r, see), see);
}
