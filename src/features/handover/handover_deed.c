#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/session.h"
#include "features/handover/handover_private.h"
#include "features/handover/handover_sql.h"

enum { MAX_SHARES = 50 };

/* What one successor gets. `as` is a request by them, to ask what they may see
 * once the ties are made. */
struct share {
	struct handover h;
	struct person who;
	struct request as;
	int64_t *was_open, *went_on;	/* by kind */
	bool on;			/* of the row at hand: it goes to them */
};

/*
 * The one deed. All is read inside it, so that what the leaver wrote down a
 * moment ago goes on too, and a step that fails undoes every other.
 */
struct deed {
	const struct account *leaver;
	struct wish *wish;
	struct handover h;		/* as each of them begins */
	struct rows colleagues;
	const struct owned *const *kinds;
	size_t nkinds;
	struct rows *open;		/* by kind */
	struct share shares[MAX_SHARES];
	size_t nshares;			/* the first: who is chosen for all */
	int64_t unseen;
};

const char handover_nobody[] = "none", handover_same[] = "same";

bool
handover_has_left(const struct request *r, const struct account *a)
{
	return a->left_on && strcmp(a->left_on, r->today) <= 0;
}

bool
handover_same_kind(const struct account *leaver,
    const struct account *successor)
{
	struct person from = { .role = leaver->role };
	struct person to = { .role = successor->role };
	unsigned work = session_rights(from.role) & (CHILD_READ | CHILD_WRITE);

	return !access_has_role(&from, "family") &&
	    !access_has_role(&to, "family") &&
	    (session_rights(to.role) & work) == work;
}

static void
refuse(struct request *r, const char *field, const char *says)
{
	request_fault(r, field, says);
	db_fail(r->db, INVALID);
}

/* Nobody else has touched them since the page was made. */
static void
check_leaver(struct request *r, struct deed *d)
{
	struct account now = { 0 };

	(void)handover_sql_still_here(r);
	if (record_get(r, &account_record, d->leaver->id, &now))
		return;
	if (now.version != d->wish->version)
		db_fail(r->db, CONFLICT);
}

static bool
may_go_on(struct request *r, const struct deed *d, const char *id)
{
	for (size_t i = 0; i < d->colleagues.nrows; i++) {
		struct account a = { 0 };

		if (record_load(r, &account_record, &d->colleagues, i, &a) &&
		    strcmp(a.id, id) == 0)
			return handover_same_kind(d->leaver, &a);
	}
	return false;
}

/* NULL, and the deed has failed: not somebody who may go on with it. */
static struct share *
share_of(struct request *r, struct deed *d, const char *id)
{
	struct share *s;

	for (size_t i = 0; i < d->nshares; i++) {
		const char *has = d->shares[i].h.successor;

		if (id && has ? strcmp(has, id) == 0 : id == has)
			return &d->shares[i];
	}
	s = &d->shares[d->nshares];
	*s = (struct share){ .h = d->h, .as = *r,
	    .was_open = arena_array(r->mem, d->nkinds + 1, sizeof(int64_t)),
	    .went_on = arena_array(r->mem, d->nkinds + 1, sizeof(int64_t)) };
	s->h.successor = id;
	s->as.access = NULL;
	if (d->nshares == MAX_SHARES || (id && (!may_go_on(r, d, id) ||
	    account_person(r, id, &s->who)))) {
		refuse(r, "successor", "not_a_choice");
		return NULL;
	}
	d->nshares++;
	return s;
}

static const char *
handover_to(struct request *r, const struct wish *w, const struct owned *o,
    const char *child)
{
	const char *all = w->nobody ? NULL : w->successor;
	const char *of = request_form(r, arena_fmt(r->mem, "to_%s", o->kind));
	const char *own = child ? request_form(r, arena_fmt(r->mem, "child_%s",
	    child)) : NULL;

	if (o->way == OWNED_ENDS || (o->way == OWNED_TIE && !of) ||
	    (of && strcmp(of, handover_nobody) == 0))
		return NULL;
	if (own && *own)
		return strcmp(own, handover_nobody) == 0 ? NULL : own;
	return of && *of && strcmp(of, handover_same) != 0 ? of : all;
}

static void
load_open(struct request *r, struct deed *d)
{
	size_t n = 0;

	d->kinds = owned_all(r, &d->nkinds);
	d->open = arena_array(r->mem, d->nkinds + 1, sizeof(*d->open));
	for (size_t i = 0; i < d->nkinds; i++) {
		const struct owned *o = d->kinds[i];

		if (o->way == OWNED_TOLD)
			continue;
		if (owned_rows(r, o, d->leaver->id, &d->open[i]))
			return;
		n += o->way == OWNED_ENDS ? 0 : d->open[i].nrows;
	}
	if (n && !d->wish->successor && !d->wish->nobody)
		refuse(r, "successor", "choose");
	else if (!n && handover_has_left(r, d->leaver))
		db_fail(r->db, CONFLICT);
}

static void
close_doors(struct request *r, const struct deed *d)
{
	struct account a = *d->leaver;

	if (handover_has_left(r, d->leaver))
		return;
	a.version = d->wish->version;
	a.left_on = d->wish->last_on;
	(void)record_change(r, &account_record, d->leaver, &a);
	(void)session_close_others(r, a.id);
	(void)handover_sql_close(r, a.id);
}

static const char *
text_of(struct request *r, const struct record *rec, const char *name,
    const void *obj)
{
	return field_text(r->mem, record_field(rec, name), obj);
}

static void
set(const struct record *rec, const char *name, const char *text, void *obj)
{
	field_set(record_field(rec, name), obj, text);
}

/* The row of the handover itself stands once there is something in it. */
static void
count(struct request *r, struct share *s, size_t kind, bool goes_on)
{
	if (!s->h.id)
		(void)handover_sql_add(r, &s->h);
	s->was_open[kind]++;
	s->went_on[kind] += goes_on;
}

static void
give(struct request *r, const struct deed *d, struct share *s, size_t kind,
    const void *stored)
{
	const struct owned *o = d->kinds[kind];
	const struct record_head *head = stored;

	count(r, s, kind, true);
	(void)handover_sql_add_item(r, &s->h, o->kind, head->id,
	    record_child(r, o->record, stored));
}

/* What has not begun is over on the last day; else no day is rewritten. */
static void
end(struct request *r, const struct deed *d, const struct record *rec,
    const void *stored)
{
	const char *from_on = text_of(r, rec, "from_on", stored);
	const char *last_on = d->h.last_on;
	void *obj = handover_opened(r, rec, stored);
	bool begun = strcmp(from_on, r->today) <= 0;

	if (!begun)
		set(rec, "from_on", last_on, obj);
	set(rec, "to_on", begun && strcmp(from_on, last_on) > 0 ? from_on :
	    last_on, obj);
	(void)handover_sql_change(r, rec, stored, obj);
}

/* The row as it is for the successor; NULL: it cannot be theirs. */
static void *
for_them(struct request *r, const struct owned *o, const struct share *s,
    const void *stored)
{
	void *old = handover_opened(r, o->record, stored);
	void *obj = handover_opened(r, o->record, stored);

	set(o->record, o->field, s->h.successor, obj);
	return !o->pass || o->pass(r, old, obj, &s->who) ? obj : NULL;
}

/* From today on, or from when it was to begin; to the same end. */
static void
begin(struct request *r, const struct owned *o, void *obj)
{
	bool covered = true;

	if (strcmp(text_of(r, o->record, "from_on", obj), r->today) < 0)
		set(o->record, "from_on", r->today, obj);
	if (!handover_sql_covered(r, o->record, o->field, obj, &covered) &&
	    !covered)
		(void)handover_sql_begin(r, o->record, obj);
}

static void
carry_tie(struct request *r, struct deed *d, size_t kind, struct share *s,
    const void *stored)
{
	const struct owned *o = d->kinds[kind];
	void *obj = s->on ? for_them(r, o, s, stored) : NULL;

	if (obj || o->way != OWNED_TAKEN)
		end(r, d, o->record, stored);
	if (!obj) {
		count(r, s, kind, false);
		return;
	}
	give(r, d, s, kind, stored);
	begin(r, o, obj);
}

static bool
sees(struct share *s, const struct owned *o, const char *child)
{
	const struct grant *g;

	s->as.who = &s->who;
	return !child || !o->needs ||
	    (!access_grant(&s->as, child, &g) && grant_shows(g, o->needs));
}

static void
carry_row(struct request *r, struct deed *d, size_t kind, struct share *s,
    const void *stored)
{
	const struct owned *o = d->kinds[kind];
	bool lacks = s->on && !sees(s, o, record_child(r, o->record, stored));
	void *obj = s->on && !lacks ? for_them(r, o, s, stored) : NULL;

	d->unseen += lacks;
	if (!obj) {
		count(r, s, kind, false);
		return;
	}
	(void)handover_sql_change(r, o->record, stored, obj);
	give(r, d, s, kind, stored);
}

/* Who gets it; what nobody gets is told with what the first of them got. NULL:
 * the deed has failed. */
static struct share *
decided(struct request *r, struct deed *d, const struct owned *o,
    const void *stored)
{
	const char *to = handover_to(r, d->wish, o, record_child(r, o->record,
	    stored));
	struct share *s;

	if (db_failed(r->db))
		return NULL;
	s = to ? share_of(r, d, to) : &d->shares[0];
	if (s)
		s->on = to != NULL;
	return s;
}

/* Ties first: they let the successor see what goes on after them. */
static void
carry(struct request *r, struct deed *d, bool ties)
{
	for (size_t k = 0; k < d->nkinds; k++) {
		const struct owned *o = d->kinds[k];

		if (o->way == OWNED_TOLD || (o->way != OWNED_PASSED) != ties)
			continue;
		/* Anew: one row can be theirs in two ways. */
		if (owned_rows(r, o, d->leaver->id, &d->open[k]))
			return;
		for (size_t i = 0; i < d->open[k].nrows; i++) {
			const void *stored = handover_stored(r, o->record,
			    &d->open[k], i);
			struct share *s = decided(r, d, o, stored);

			if (!s)
				return;
			if (ties)
				carry_tie(r, d, k, s, stored);
			else
				carry_row(r, d, k, s, stored);
		}
	}
}

static void
check_seen(struct request *r, struct deed *d)
{
	d->wish->lacks = d->unseen > 0;
	if (!d->unseen || d->wish->skip || db_failed(r->db))
		return;
	refuse(r, "successor", arena_fmt(r->mem, "引き継ぐ人がまだ見られない"
	    "子どものことが%lld件あります。その分は、ほかの人を選ぶか、残してください。",
	    (long long)d->unseen));
}

/* They are told that something waits, and no more. */
static void
write_down(struct request *r, struct deed *d)
{
	for (size_t i = 0; i < d->nshares; i++) {
		struct handover *h = &d->shares[i].h;

		if (!h->id && (i || handover_has_left(r, d->leaver)))
			continue;
		if (!h->id)
			(void)handover_sql_add(r, h);
		for (size_t k = 0; k < d->nkinds; k++) {
			const struct share *s = &d->shares[i];

			if (s->was_open[k])
				(void)handover_sql_add_count(r, h,
				    d->kinds[k]->kind, s->was_open[k],
				    s->went_on[k]);
		}
		audit_note_plain(r, "handover", account_record.name,
		    h->person, h->id);
		if (!h->successor)
			continue;
		(void)mail_queue(r, &(struct mail){ .person = h->successor,
		    .subject = "仕事の引継ぎがあります",
		    .body = arena_fmt(r->mem, "つなぐで、引き継いだ仕事があります。"
		    "サインインして確かめてください。\n%s\n", mail_link(r, "/")),
		    .record = "handover", .record_id = h->id,
		    .once = arena_fmt(r->mem, "handover:%s", h->id) });
	}
}

enum result
handover_do(struct request *r, const struct account *a, struct wish *wish,
    const char *see)
{
	bool left = handover_has_left(r, a);
	struct deed *d = arena_take(r->mem, sizeof(*d));

	d->leaver = a;
	d->wish = wish;
	d->h = (struct handover){ .at = r->now, .person = a->id,
	    .made_by = r->who->id, .last_on = left ? a->left_on :
	    wish->last_on };
	deed_begin(r);
	check_leaver(r, d);
	load_open(r, d);
	if (!handover_sql_colleagues(r, a, &d->colleagues) &&
	    !db_failed(r->db))
		(void)share_of(r, d, wish->nobody ? NULL : wish->successor);
	if (!db_failed(r->db))
		close_doors(r, d);
	carry(r, d, true);
	carry(r, d, false);
	check_seen(r, d);
	if (!db_failed(r->db))
		write_down(r, d);
	return deed_commit(r, see);
}
