#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/casebook/casebook_private.h"
#include "features/casebook/casebook_sql.h"
#include "features/child/child.h"

/* A case begins with what of a child's records goes in. */
struct choice_line {
	const char *value, *day, *kind, *text;
	bool chosen;
};

static const struct slot choice_slots[] = {
	SLOT_TEXT(choice_line, value),
	SLOT_TEXT(choice_line, day),
	SLOT_TEXT(choice_line, kind),
	SLOT_TEXT(choice_line, text),
	SLOT_FLAG(choice_line, chosen),
};

struct form {
	const char *child, *name, *back, *fault;
	const struct html *faults, *hidden;
	struct html_list sources;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, child),
	SLOT_TEXT(form, name),
	SLOT_TEXT(form, back),
	SLOT_TEXT(form, fault),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_LIST(form, sources, choice_slots, struct choice_line),
};

TEMPLATE(casebook_new_page, "src/features/casebook/new.html", form_slots);

enum { CUT = 60 };

static const char *
first_text(const struct casebook_source *s)
{
	return s->what ? s->what : s->devised ? s->devised : s->voice;
}

static enum result
show_form(struct request *r, const struct child *c,
    const struct casebook_sources *all, enum result rc)
{
	struct choice_line *lines = arena_array(r->mem, all->n + 1,
	    sizeof(*lines));
	struct form f = {
		.child = c->id,
		.name = c->name,
		.back = arena_fmt(r->mem, "/children/%s", c->id),
		.fault = request_fault_of(r, "source"),
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.sources = { lines, all->n },
	};
	struct crumb crumbs[] = { { "事例集", "/cases" },
	    { "事例をつくる", NULL } };
	struct page page = { "事例をつくる", "/dispatches", crumbs, COUNT(crumbs),
	    false };
	enum result shown;

	for (size_t i = 0; i < all->n; i++) {
		const struct casebook_source *s = &all->at[i];

		lines[i] = (struct choice_line){ s->id, date_short(r->mem,
		    s->on_day), s->kind, text_cut(r->mem, first_text(s), CUT),
		    s->chosen };
	}
	shown = page_show(r, &page, &casebook_new_page, &f);
	return shown ? shown : rc;
}

/* The child of the address or form, and what there is of her. */
static enum result
load(struct request *r, const char *id, struct child *c,
    struct casebook_sources *all)
{
	enum result rc;

	if (!id || !*id || !casebook_may_make(r, id))
		return MISSING;
	rc = record_get(r, &child_record, id, c);
	return rc ? rc : casebook_sources_of(r, id, NULL, all);
}

enum result
casebook_new_get(struct request *r)
{
	struct casebook_sources all;
	struct child c;
	enum result rc = load(r, request_query(r, "child"), &c, &all);

	for (size_t i = 0; !rc && i < all.n; i++)
		all.at[i].chosen = strcmp(all.at[i].record, "dispatch") == 0;
	return rc ? rc : show_form(r, &c, &all, OK);
}

static const char *
joined(struct request *r, const char *before, const char *more)
{
	if (!more || !*more)
		return before;
	return before ? arena_fmt(r->mem, "%s\n%s", before, more) : more;
}

static const char *
age_band(struct request *r, const struct child *c)
{
	int64_t age = c->born_on ? date_age(c->born_on, r->today) : -1;
	size_t n;
	const struct code *bands = codes_list(r->codes, "age_band", &n);

	for (size_t i = 0; i < n && age >= 0; i++) {
		if (!bands[i].unknown && age >= bands[i].min &&
		    age <= bands[i].max)
			return bands[i].code;
	}
	return NULL;
}

/* The texts of the chosen records, a line of the course for each. */
static void
fill(struct request *r, struct pseudonyms *p,
    const struct casebook_sources *all, struct casebook *c)
{
	struct casebook_line *lines = arena_array(r->mem, all->n + 1,
	    sizeof(*lines));
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct casebook_source *s = &all->at[i];

		if (!s->chosen)
			continue;
		lines[n++] = (struct casebook_line){ casebook_month(r,
		    s->on_day), s->who, pseudonyms_veil(p, s->what) };
		c->devised = joined(r, c->devised, pseudonyms_veil(p,
		    s->devised));
		c->voice = joined(r, c->voice, pseudonyms_veil(p, s->voice));
	}
	c->course = casebook_course(r->mem, lines, n);
}

static size_t
choose(struct request *r, struct casebook_sources *all)
{
	size_t nids, n = 0;
	const char *const *ids = request_form_all(r, "source", &nids);

	for (size_t i = 0; i < all->n; i++) {
		for (size_t k = 0; k < nids && !all->at[i].chosen; k++)
			all->at[i].chosen = strcmp(ids[k], all->at[i].id) == 0;
		n += all->at[i].chosen;
	}
	return n;
}

static void
add_sources(struct request *r, const struct casebook *c, const char *child,
    const struct casebook_sources *all)
{
	casebook_sql_add_source(r, c->id, child, "child", child);
	for (size_t i = 0; i < all->n; i++) {
		if (all->at[i].chosen)
			casebook_sql_add_source(r, c->id, child,
			    all->at[i].record, all->at[i].id);
	}
}

enum result
casebook_add_post(struct request *r)
{
	struct casebook_sources all;
	struct pseudonyms *names;
	struct child child;
	struct casebook c = { .state = "draft", .made_by = r->who->id,
	    .writers = r->who->id };
	enum result rc = load(r, request_form(r, "child"), &child, &all);
	const char *see;

	if (!rc && !r->who->id)
		rc = DENIED;
	if (rc)
		return rc;
	if (!choose(r, &all)) {
		request_fault(r, "source", "もとにする記録を1つは選んでください。");
		return show_form(r, &child, &all, INVALID);
	}
	rc = casebook_names(r, child.id, &all, &names);
	if (rc)
		return rc;
	fill(r, names, &all, &c);
	c.age_band = age_band(r, &child);
	c.care = child.care;
	c.region = child.municipality ? codes_region(r->codes,
	    child.municipality, r->today) : NULL;
	c.title = "題をつけてください";
	c.overview = "どのような子で、何に困っていたかを書いてください。";
	deed_begin(r);
	record_add(r, &casebook_record, &c);
	add_sources(r, &c, child.id, &all);
	see = request_saying(r, arena_fmt(r->mem, "/cases/%s/edit", c.id),
	    "added");
	return request_see(r, deed_commit(r, see), see);
}
