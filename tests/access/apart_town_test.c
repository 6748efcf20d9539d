#include "app/deed.h"
#include "app/feature.h"
#include "app/site.h"
#include "base/date.h"
#include "features/child/child.h"
#include "tests/access/apart_test.h"
#include "tests/kit_town.h"

/* The second town: without her, or with another in her place. */

static void
forget(struct town *t, const char *sql, const char *child)
{
	const struct query q = { "test.forget", sql };

	db_exec(t->db, &q, ARGS(v_text(child)));
}

/* Every row of every record about her, the last made first. */
static void
forget_records(struct town *t, const char *child)
{
	for (size_t i = t->site->nfeatures; i-- > 0;) {
		const struct feature *f = t->site->features[i];

		for (size_t k = f->nrecords; k-- > 0;) {
			const struct record *rec = f->records[k];

			if (!rec->child || rec == &child_record)
				continue;
			forget(t, arena_fmt(t->mem, "DELETE FROM revision WHERE"
			    " record_id IN (SELECT id FROM %s WHERE %s = $1)",
			    rec->name, rec->child), child);
			forget(t, arena_fmt(t->mem, "DELETE FROM %s WHERE"
			    " %s = $1", rec->name, rec->child), child);
		}
	}
}

/* As if nobody had ever written her down; the log too. */
static void
remove_child(struct town *t, const char *child)
{
	db_begin(t->db);
	forget(t, "DELETE FROM audit WHERE seq IN"
	    " (SELECT seq FROM audit_seen WHERE child = $1)", child);
	forget(t, "DELETE FROM audit_seen WHERE child = $1", child);
	forget(t, "DELETE FROM attachment_body WHERE attachment IN"
	    " (SELECT id FROM attachment WHERE child = $1)", child);
	forget(t, "DELETE FROM handover_item WHERE child = $1", child);
	forget_records(t, child);
	forget(t, "DELETE FROM child WHERE id = $1", child);
	EXPECT(db_commit(t->db) == OK);
	EXPECT(!town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM child"
	    " WHERE id = '%s'", child)));
}

/* Her texts, and the days that open and close nothing. */
static const char *
altered(struct request *r, const struct field *f, const char *stored)
{
	static const char *const days[] = { "on_day", "next_on", "added_on" };

	if (strncmp(stored, "Zq.", 3) == 0)
		return arena_fmt(r->mem, "Ww.%s", stored + 3);
	for (size_t i = 0; i < COUNT(days) && *stored; i++) {
		if (strcmp(f->name, days[i]) == 0)
			return date_add_days(r->mem, stored, -1);
	}
	return NULL;
}

static void
alter_row(struct request *r, const struct stored *s)
{
	const struct record *rec = s->record;
	void *old = arena_take(r->mem, rec->size);
	void *obj = arena_take(r->mem, rec->size);

	EXPECT(record_get(r, rec, s->id, old) == OK);
	memcpy(obj, old, rec->size);
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];
		const char *text = altered(r, f, field_text(r->mem, f, old));

		if (text)
			field_set(f, obj, text);
	}
	EXPECT(record_change(r, rec, old, obj) == OK);
}

/* Another in her place: every text is another, and of her care, where she lives
 * and what was done. */
static void
alter_child(struct town *t, const struct cast *c, size_t child)
{
	static const struct query q = { "test.alter", "UPDATE child SET"
		" municipality = '02204', care = 'seizure', sex = 'female',"
		" born_on = '2019-02-03' WHERE id = $1" };
	struct request *r = town_request(t);

	deed_begin(r);
	for (size_t i = 0; i < c->nstored; i++) {
		if (c->stored[i].child == child)
			alter_row(r, &c->stored[i]);
	}
	if (!stories[child].place && !stories[child].born_on)
		db_exec(r->db, &q, ARGS(v_text(c->children[child])));
	EXPECT(deed_commit(r, NULL) == OK);
}

/* Whoever sees her sees the difference: else there would be nothing to tell. */
static void
expect_seen(struct cast *here, struct cast *there, size_t child)
{
	struct arena *mem = here->town->mem;
	const struct question q = { .who = DOCTOR, .method = "GET", .target =
	    arena_fmt(mem, "/children/%s", here->children[child]) };
	struct said a, b;

	ask_as(here, mem, &q, &a);
	ask_as(there, mem, &q, &b);
	EXPECT(a.status == 200);
	EXPECT(strcmp(said_masked(mem, &a), said_masked(mem, &b)) != 0);
}

struct differing {
	struct cast *here;
	struct line *lines;
	size_t nlines;
	struct apart_count n;
};

static void
ask_apart(struct differing *d, size_t child, bool altered_only)
{
	struct town *t = d->here->town, copy;
	struct cast there = *d->here;

	town_copy(t, &copy);
	there.town = &copy;
	if (altered_only)
		alter_child(&copy, d->here, child);
	else
		remove_child(&copy, d->here->children[child]);
	expect_seen(d->here, &there, child);
	apart_ask(d->here, &there, child, altered_only, d->lines,
	    d->nlines, &d->n);
	town_copy_close(&copy);
}

TEST(whoever_has_no_path_is_told_the_same_whether_or_not_there_is_a_child)
{
	struct differing d = { .here = cast_new(t),
		.lines = arena_array(t->mem, MAX_LINES, sizeof(*d.lines)) };
	bool some = !db_is_sqlite(t->db) || THIN > 1;

	d.nlines = lines_of(d.here, d.lines);
	for (size_t i = 0; i < NO_CHILD; i++) {
		if (!some || i % 6 == 0)
			ask_apart(&d, i, false);
		if (i % (some ? 6 : 3) == 1)
			ask_apart(&d, i, true);
	}
	printf("%zu pairs of answers as %zu people without a path: %zu differ;"
	    " %zu lines declared to\n", d.n.pairs, d.n.people, d.n.faults,
	    d.n.declared);
	EXPECT(d.n.faults == 0);
}
