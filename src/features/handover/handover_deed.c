#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "app/session.h"
#include "features/handover/handover_private.h"
#include "features/handover/handover_sql.h"

/*
 * The one deed. All is read inside it, so that what the leaver wrote down a
 * moment ago goes on too, and a step that fails undoes every other.
 */
struct deed {
	const struct account *leaver;
	const struct wish *wish;
	struct handover h;
	struct rows open[WORKS];
};

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

static void
check_successor(struct request *r, struct deed *d)
{
	const char *id = d->wish->successor;
	struct rows rows = { 0 };

	if (!id || handover_sql_colleagues(r, d->leaver, &rows))
		return;
	for (size_t i = 0; i < rows.nrows; i++) {
		struct account a = { 0 };

		if (record_load(r, &account_record, &rows, i, &a) &&
		    strcmp(a.id, id) == 0 &&
		    handover_same_kind(d->leaver, &a)) {
			d->h.successor = a.id;
			return;
		}
	}
	refuse(r, "successor", "not_a_choice");
}

static void
load_open(struct request *r, struct deed *d)
{
	size_t n = 0;

	for (enum work w = 0; w < WORKS; w++) {
		if (handover_sql_rows(r, w, d->leaver->id, &d->open[w]))
			return;
		n += w == WORK_GRANT ? 0 : d->open[w].nrows;
	}
	if (n && !d->h.successor && !d->wish->nobody)
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

/* A row as stored: sealed cells stay sealed. */
static void *
stored(struct request *r, const struct record *rec, const struct rows *rows,
    size_t i)
{
	struct record_head *head = arena_take(r->mem, rec->size);
	const char *const *cells = rows->cells + i * rows->ncols;

	head->id = cells[0];
	head->version = strtoll(cells[1], NULL, 10);
	for (size_t f = 0; f < rec->nfields; f++)
		field_set(&rec->fields[f], head, cells[f + 2]);
	return head;
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

static void *
copy(struct request *r, const struct record *rec, const void *obj)
{
	return memcpy(arena_take(r->mem, rec->size), obj, rec->size);
}

static void
give_step(struct request *r, struct deed *d, const struct record *rec,
    const void *old)
{
	static const char *const names[] = { "staff", NULL };
	const struct record_head *head = old;
	void *obj = copy(r, rec, old);

	if (!d->h.successor)
		return;
	set(rec, "staff", d->h.successor, obj);
	(void)handover_sql_change(r, rec, old, obj, names);
	(void)handover_sql_add_item(r, &d->h, WORK_STEP, head->id,
	    record_child(r, rec, old));
}

/* What has not begun is over on the last day; else no day is rewritten. */
static void
end(struct request *r, const struct deed *d, const struct record *rec,
    const void *old)
{
	static const char *const days[] = { "from_on", "to_on", NULL };
	const char *from_on = text_of(r, rec, "from_on", old);
	const char *last_on = d->h.last_on;
	void *obj = copy(r, rec, old);
	bool begun = strcmp(from_on, r->today) <= 0;

	if (!begun)
		set(rec, "from_on", last_on, obj);
	set(rec, "to_on", begun && strcmp(from_on, last_on) > 0 ? from_on :
	    last_on, obj);
	(void)handover_sql_change(r, rec, old, obj, begun ? days + 1 : days);
}

/* From today on, or from when it was to begin; to the same end. */
static void
begin(struct request *r, struct deed *d, enum work work,
    const struct record *rec, const void *old)
{
	const struct record_head *head = old;
	void *obj = copy(r, rec, old);
	bool covered = true;

	set(rec, "person", d->h.successor, obj);
	if (strcmp(text_of(r, rec, "from_on", old), r->today) < 0)
		set(rec, "from_on", r->today, obj);
	if (handover_sql_covered(r, rec, obj, &covered))
		return;
	if (!covered)
		(void)handover_sql_begin(r, rec, obj);
	(void)handover_sql_add_item(r, &d->h, work, head->id,
	    record_child(r, rec, old));
}

static void
carry(struct request *r, struct deed *d, enum work work)
{
	const struct record *rec = handover_record(work);
	bool goes_on = d->h.successor && ((work == WORK_TEAM &&
	    d->wish->teams) || (work == WORK_DISPATCH && d->wish->dispatches));

	for (size_t i = 0; i < d->open[work].nrows; i++) {
		const void *old = stored(r, rec, &d->open[work], i);

		if (work == WORK_STEP) {
			give_step(r, d, rec, old);
			continue;
		}
		end(r, d, rec, old);
		if (goes_on)
			begin(r, d, work, rec, old);
	}
}

static void
write_down(struct request *r, struct deed *d)
{
	struct handover *h = &d->h;

	h->steps = h->successor ? (int64_t)d->open[WORK_STEP].nrows : 0;
	h->teams = (int64_t)d->open[WORK_TEAM].nrows;
	h->dispatches = (int64_t)d->open[WORK_DISPATCH].nrows;
	h->grants = (int64_t)d->open[WORK_GRANT].nrows;
	(void)handover_sql_add(r, h);
	audit_note_plain(r, "handover", account_record.name, h->person, h->id);
}

enum result
handover_do(struct request *r, const struct account *a,
    const struct wish *wish, const char *see)
{
	bool left = handover_has_left(r, a);
	struct deed d = { .leaver = a, .wish = wish, .h = { .at = r->now,
	    .person = a->id, .made_by = r->who->id,
	    .last_on = left ? a->left_on : wish->last_on } };

	deed_begin(r);
	check_leaver(r, &d);
	check_successor(r, &d);
	load_open(r, &d);
	close_doors(r, &d);
	if (!db_failed(r->db))
		write_down(r, &d);
	for (enum work w = 0; w < WORKS && !db_failed(r->db); w++)
		carry(r, &d, w);
	return deed_commit(r, see);
}
