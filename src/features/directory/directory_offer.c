#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/directory/directory_sql.h"

/* Values offered to one record, from wherever they come. */

enum { REFUSED_DAYS = 365, MAX_CLAIMS = VALUES_ROOM };

struct work {
	struct request *r;
	const struct record *rec;
	const char *id;
	const struct origin *from;
	const char *place;		/* of a service */
	int64_t version;
	struct standing *all;
	size_t n;
	struct directory_slots *slots;	/* NULL: not a service */
	const char *open;		/* set of fields with an open proposal */
	struct past past[MAX_CLAIMS];
	size_t npast;
	const char *columns[MAX_CLAIMS], *values[MAX_CLAIMS];
	size_t ncolumns;
	struct buffer what;		/* names, for the audit */
	bool touched;
};

static struct standing *
find(struct work *w, const char *field)
{
	for (size_t i = 0; i < w->n; i++) {
		if (strcmp(w->all[i].field, field) == 0)
			return &w->all[i];
	}
	return NULL;
}

/* Of the record, and not one that this feature keeps by itself. */
static const struct field *
column_of(const struct work *w, const char *name)
{
	static const char *const ours[] = { "shown_to", "confirmed_on" };

	for (size_t i = 0; i < COUNT(ours); i++) {
		if (strcmp(name, ours[i]) == 0)
			return NULL;
	}
	return record_field(w->rec, name);
}

static bool
is_criterion(const struct work *w, const char *name)
{
	return w->slots && directory_slot(w->slots, name) != NO_SLOT;
}

static enum result
open_work(struct work *w)
{
	struct request *r = w->r;
	enum result rc = directory_sql_head(r, w->rec, w->id, &w->version,
	    &w->place, &w->open);

	if (!rc)
		rc = directory_sql_values(r, w->id, &w->all, &w->n);
	if (!rc && w->place)
		rc = directory_slots_fill(r, &w->slots);
	w->what = buffer_new(r->mem);
	return rc;
}

static enum result
check_claims(const struct work *w, const struct claim *claims, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!column_of(w, claims[i].field) &&
		    !is_criterion(w, claims[i].field))
			request_fault(w->r, claims[i].field, "unknown_field");
	}
	return n > MAX_CLAIMS || w->r->nfaults ? INVALID : OK;
}

/* As the column keeps it: no number is 0, no text is NULL. */
static const char *
tidy(const struct field *f, const char *value)
{
	if (!value || (f && f->kind == KIND_NUMBER && !strcmp(value, "0")))
		return "";
	return value;
}

static void
remember(struct work *w, const struct standing *s, const struct claim *c)
{
	w->past[w->npast++] = (struct past){ .field = c->field,
	    .old_value = s ? s->value : NULL, .old_terms = s ? s->terms : NULL,
	    .new_value = c->value, .new_terms = c->terms };
}

static struct standing *
stand(struct work *w, struct standing *s, const struct claim *c)
{
	if (!s) {
		s = &w->all[w->n++];
		*s = (struct standing){ .field = c->field, .visibility =
		    directory_default_reach(w->rec, c->field) };
	}
	s->source = w->from->source;
	s->confirmed_on = w->from->confirmed_on;
	s->told_by = w->from->told_by;
	s->touched = true;
	return s;
}

static void
change(struct work *w, struct standing *s, const struct claim *c)
{
	const struct field *f = column_of(w, c->field);

	remember(w, s, c);
	s = stand(w, s, c);
	s->value = c->value;
	s->terms = c->terms;
	if (f) {
		w->columns[w->ncolumns] = c->field;
		w->values[w->ncolumns++] = *c->value ? c->value :
		    f->kind == KIND_NUMBER ? "0" : NULL;
	}
	buffer_fmt(&w->what, "%s%s", w->what.len ? "," : "", c->field);
	w->touched = true;
}

/* The same again: by a source as good it is confirmed, and from that day. */
static void
keep(struct work *w, struct standing *s, const struct claim *c)
{
	if (!s || strcmp(s->value, c->value) != 0 ||
	    !directory_is_better(s, w->from) ||
	    (s->source == w->from->source &&
	    strcmp(s->confirmed_on, w->from->confirmed_on) == 0))
		return;
	if (w->from->source != SOURCE_OPEN) {
		remember(w, s, c);
		w->touched = true;
	}
	(void)stand(w, s, c);
}

static void
propose(struct work *w, struct claim *c)
{
	struct request *r = w->r;
	bool refused = false;

	if (directory_sql_refused(r, w->id, c, date_add_days(r->mem, r->today,
	    -REFUSED_DAYS), &refused))
		return;
	if (refused)
		c->became = OFFER_KEPT;
	else
		(void)directory_sql_propose(r, w->rec, w->id, w->from, c);
}

static void
show_to(struct work *w, const struct claim *c)
{
	struct standing *s = find(w, c->field);

	if (!s || !c->visibility || w->from->source != SOURCE_HAND ||
	    strcmp(s->visibility, c->visibility) == 0)
		return;
	s->visibility = c->visibility;
	s->touched = w->touched = true;
	buffer_fmt(&w->what, "%s%s.visibility", w->what.len ? "," : "",
	    c->field);
}

static void
offer_one(struct work *w, struct claim *c)
{
	const struct field *f = column_of(w, c->field);
	struct standing *s = find(w, c->field);

	c->value = tidy(f, c->value);
	c->became = OFFER_KEPT;
	if (c->show_only) {
		show_to(w, c);
		return;
	}
	c->became = f && f->flags & REQUIRED && !*c->value ? OFFER_KEPT :
	    directory_rule(s, w->from, c);
	if (c->became == OFFER_PROPOSED)
		propose(w, c);
	else if (text_set_has(w->open, c->field) &&
	    (c->became == OFFER_CHANGED || w->from->source == SOURCE_HAND))
		(void)directory_sql_withdraw(w->r, w->id, c->field);
	if (c->became == OFFER_CHANGED)
		change(w, s, c);
	else if (c->became == OFFER_KEPT)
		keep(w, s, c);
	show_to(w, c);
}

/* The fields of one reach, as a set; answers have their letters instead. */
static const char *
fields_within(struct work *w, enum reach reach)
{
	struct buffer b = buffer_new(w->r->mem);

	for (size_t i = 0; i < w->n; i++) {
		if (reach_of(w->all[i].visibility) == reach &&
		    column_of(w, w->all[i].field))
			buffer_fmt(&b, "%s%s", b.len ? "," : "",
			    w->all[i].field);
	}
	return b.s ? b.s : "";
}

static const char *
last_confirmed(const struct work *w)
{
	const char *last = NULL;

	for (size_t i = 0; i < w->n; i++) {
		const struct standing *s = &w->all[i];

		if (s->source != SOURCE_OPEN && directory_is_known(s->value) &&
		    (!last || strcmp(s->confirmed_on, last) > 0))
			last = s->confirmed_on;
	}
	return last;
}

static struct copies
copies_of(struct work *w)
{
	struct copies c = {
		.centre_fields = fields_within(w, REACH_CENTRE),
		.supporter_fields = fields_within(w, REACH_SUPPORTERS),
	};
	const struct standing *name = find(w, "name"), *kana = find(w, "kana");

	if (w->slots) {
		c.answers = directory_letters_of(w->r, w->slots, w->all, w->n);
		c.confirmed_on = last_confirmed(w);
	} else {
		c.search = arena_fmt(w->r->mem, "%s %s",
		    text_key_loose(w->r->mem, name ? name->value : ""),
		    text_key_loose(w->r->mem, kana ? kana->value : ""));
	}
	return c;
}

/* Everything that was decided, written. */
static enum result
write(struct work *w)
{
	struct request *r = w->r;
	struct copies copies = copies_of(w);

	(void)directory_sql_values_save(r, w->rec, w->id, w->all, w->n);
	(void)directory_sql_past_add(r, w->rec, w->id, w->from, w->past,
	    w->npast);
	if (!w->touched)
		return OK;
	(void)directory_sql_save(r, w->rec, w->id, w->version,
	    w->columns, w->values, w->ncolumns, &copies);
	return w->rec == &provider_record ? OK :
	    directory_sql_follow(r, w->place ? w->place : w->id);
}

enum result
directory_offer(struct request *r, const struct record *rec, const char *id,
    int64_t version, const struct origin *from, struct claim *claims, size_t n)
{
	struct work *w = arena_take(r->mem, sizeof(*w));
	enum result rc;

	*w = (struct work){ .r = r, .rec = rec, .id = id, .from = from };
	rc = open_work(w);
	if (!rc)
		rc = check_claims(w, claims, n);
	if (!rc && version && version != w->version)
		rc = CONFLICT;
	if (rc) {
		db_fail(r->db, rc);
		return rc;
	}
	for (size_t i = 0; i < n; i++)
		offer_one(w, &claims[i]);
	rc = write(w);
	if (!rc && (w->touched || from->source == SOURCE_HAND))
		rc = audit_note_change(r, "change", rec,
		    &(struct record_head){ .id = id, .version = w->version },
		    w->what.s ? w->what.s : "");
	return rc;
}
