#include <string.h>

#include "app/deed.h"
#include "app/page.h"
#include "app/second_person.h"
#include "base/date.h"
#include "features/casebook/casebook_private.h"

/* Editing, with what the records say beside what the case makes of them. */
struct beside {
	const char *when, *was, *now;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(casebook_line, month),
	SLOT_TEXT(casebook_line, who),
	SLOT_TEXT(casebook_line, what),
};

static const struct slot beside_slots[] = {
	SLOT_TEXT(beside, when),
	SLOT_TEXT(beside, was),
	SLOT_TEXT(beside, now),
};

static const struct slot veiled_slots[] = {
	SLOT_TEXT(veiled, was),
	SLOT_TEXT(veiled, now),
};

struct form {
	const char *title, *action, *back, *rare;
	const struct html *faults, *hidden, *head, *rest;
	struct html_list lines, replaced, doubts, beside;
	bool any_replaced;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, action),
	SLOT_TEXT(form, back),
	SLOT_TEXT(form, rare),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, head),
	SLOT_HTML(form, rest),
	SLOT_LIST(form, lines, line_slots, struct casebook_line),
	SLOT_LIST(form, replaced, veiled_slots, struct veiled),
	SLOT_FLAG(form, any_replaced),
	SLOT_LIST(form, doubts, veiled_slots, struct veiled),
	SLOT_LIST(form, beside, beside_slots, struct beside),
};

TEMPLATE(casebook_edit_page, "src/features/casebook/edit.html", form_slots);

enum { EMPTY_LINES = 2, MAX_LINES = 100 };

static const struct html *
fields_of(struct request *r, const struct casebook *c,
    const char *const *names, size_t n)
{
	const struct html *parts[8];

	for (size_t i = 0; i < n; i++)
		parts[i] = form_field(r, record_field(&casebook_record,
		    names[i]), c);
	return html_join(r->mem, parts, n);
}

/* The lines there are, and room for a few more. */
static void
fill_lines(struct request *r, const struct casebook *c, struct form *f)
{
	size_t n;
	const struct casebook_line *now = casebook_lines(r->mem, c->course, &n);
	struct casebook_line *lines = arena_array(r->mem, n + EMPTY_LINES,
	    sizeof(*lines));

	for (size_t i = 0; i < n; i++)
		lines[i] = now[i];
	f->lines = (struct html_list){ lines, n + EMPTY_LINES };
}

static const char *
all_texts(struct request *r, const struct casebook_source *s)
{
	struct buffer b = buffer_new(r->mem);
	const char *const texts[] = { s->what, s->devised, s->voice };

	for (size_t i = 0; i < COUNT(texts); i++) {
		if (texts[i])
			buffer_fmt(&b, "%s%s", b.len ? "\n" : "", texts[i]);
	}
	return b.s;
}

/* Each chosen record beside its veiled text; then what the case itself has. */
static enum result
fill_beside(struct request *r, const struct casebook *c, const char *child,
    struct form *f)
{
	struct casebook_sources all;
	struct pseudonyms *p;
	struct beside *rows;
	const char *texts[CASEBOOK_TEXTS];
	const struct veiled *list;
	size_t n = 0, k;
	enum result rc = casebook_sources_of(r, child, c->id, &all);

	if (!rc)
		rc = casebook_names(r, child, &all, &p);
	if (rc)
		return rc;
	rows = arena_array(r->mem, all.n + 1, sizeof(*rows));
	for (size_t i = 0; i < all.n; i++) {
		const struct casebook_source *s = &all.at[i];
		const char *was = all_texts(r, s);

		if (s->chosen)
			rows[n++] = (struct beside){ arena_fmt(r->mem,
			    "%s %s", date_short(r->mem, s->on_day), s->kind),
			    was, pseudonyms_veil(p, was) };
	}
	f->beside = (struct html_list){ rows, n };
	casebook_texts(c, texts);
	for (size_t i = 0; i < CASEBOOK_TEXTS; i++)
		(void)pseudonyms_veil(p, texts[i]);
	list = pseudonyms_replaced(p, &k);
	f->replaced = (struct html_list){ list, k };
	f->any_replaced = k > 0;
	list = pseudonyms_doubts(p, &k);
	f->doubts = (struct html_list){ list, k };
	return OK;
}

static enum result
show_form(struct request *r, const struct casebook *c, const char *child,
    const struct html *above)
{
	static const char *const head[] = { "title", "care", "age_band",
	    "region", "overview" };
	static const char *const rest[] = { "done", "devised", "voice" };
	struct form f = {
		.title = "事例を直す",
		.action = arena_fmt(r->mem, "/cases/%s", c->id),
		.back = arena_fmt(r->mem, "/cases/%s", c->id),
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, c->version),
		.head = fields_of(r, c, head, COUNT(head)),
		.rest = fields_of(r, c, rest, COUNT(rest)),
	};
	struct crumb crumbs[] = { { "事例集", "/cases" },
	    { "事例を直す", NULL } };
	struct page page = { f.title, "/dispatches", crumbs, COUNT(crumbs), false };
	enum result rc = casebook_rare(r, c, &f.rare);

	fill_lines(r, c, &f);
	if (!rc)
		rc = fill_beside(r, c, child, &f);
	return rc ? rc : page_show(r, &page, &casebook_edit_page, &f);
}

static bool
may_edit(const struct casebook *c)
{
	return casebook_is(c, "draft") || casebook_is(c, "submitted");
}

enum result
casebook_edit_get(struct request *r)
{
	struct casebook c;
	const char *child;
	enum result rc = casebook_open(r, &c, &child);

	if (!rc && !may_edit(&c))
		rc = CONFLICT;
	return rc ? rc : show_form(r, &c, child, NULL);
}

static bool
is_line(const char *name)
{
	return strcmp(name, "month") == 0 || strcmp(name, "who") == 0 ||
	    strcmp(name, "what") == 0;
}

/* The record's own fields, and the lines of the course beside them. */
static enum result
read_form(struct request *r, struct casebook *c)
{
	struct pairs all = r->form, own = { arena_array(r->mem, all.n + 1,
	    sizeof(*own.at)), 0 };
	struct casebook_line lines[MAX_LINES];
	size_t nmonth, nwho, nwhat, n = 0;
	const char *const *month = request_form_all(r, "month", &nmonth);
	const char *const *who = request_form_all(r, "who", &nwho);
	const char *const *what = request_form_all(r, "what", &nwhat);
	enum result rc;

	for (size_t i = 0; i < all.n; i++)
		if (!is_line(all.at[i].name))
			own.at[own.n++] = all.at[i];
	r->form = own;
	rc = record_read(r, &casebook_record, c);
	r->form = all;
	for (size_t i = 0; i < nmonth && i < nwho && i < nwhat &&
	    n < MAX_LINES; i++) {
		if (*month[i] || *who[i] || *what[i])
			lines[n++] = (struct casebook_line){ month[i], who[i],
			    what[i] };
	}
	if (nmonth)
		c->course = casebook_course(r->mem, lines, n);
	return rc;
}

static enum result
refuse_stale(struct request *r, struct casebook *mine)
{
	struct casebook theirs;
	const char *child;
	enum result rc = casebook_open(r, &theirs, &child);

	if (rc)
		return rc;
	mine->version = theirs.version;
	mine->id = theirs.id;
	(void)show_form(r, mine, child, form_conflict(r, &casebook_record,
	    mine, &theirs));
	return CONFLICT;
}

enum result
casebook_change_post(struct request *r)
{
	struct casebook old, c;
	const char *child, *see;
	enum result rc = casebook_open(r, &old, &child);

	if (!rc && !r->who->id)
		rc = DENIED;
	if (!rc && !may_edit(&old))
		rc = CONFLICT;
	if (rc)
		return rc;
	c = old;
	rc = read_form(r, &c);
	if (rc) {
		(void)show_form(r, &c, child, NULL);
		return rc;
	}
	c.state = "draft";
	c.writers = second_person_wrote(r, old.writers);
	deed_begin(r);
	record_change(r, &casebook_record, &old, &c);
	see = request_saying(r, arena_fmt(r->mem, "/cases/%s", c.id),
	    "changed");
	rc = deed_commit(r, see);
	return rc == CONFLICT ? refuse_stale(r, &c) : request_see(r, rc, see);
}
