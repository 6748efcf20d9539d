#include <string.h>

#include "app/demo.h"
#include "features/care/care.h"
#include "tests/kit_town.h"

/* The derived table says at any time what the devices and stock say. */
enum { CHANGES = 60 };

struct life {
	struct town *t;
	struct dice dice;
	const char *child;
};

static const char *
one_of(struct life *l, const char *const *all, size_t n)
{
	return dice_pick(&l->dice, all, n);
}

static void
add(struct life *l)
{
	static const char *const kinds[] = { "ventilator", "suction",
	    "concentrator", "cylinder", "feeding_pump" };
	static const char *const there[] = { "", "0", "1" };
	static const char *const minutes[] = { "", "30", "240" };
	struct town *t = l->t;

	post(t, arena_fmt(t->mem, "/children/%s/devices", l->child), "kind",
	    one_of(l, kinds, COUNT(kinds)), "internal", one_of(l, there,
	    COUNT(there)), "internal_minutes", one_of(l, minutes,
	    COUNT(minutes)), "external", one_of(l, there, COUNT(there)), NULL);
	EXPECT(t->status == 303 || t->status == 422);
}

static struct rows
there(struct life *l)
{
	struct query q = { "test.devices", "SELECT id, kind, version FROM device"
	    " WHERE removed_on IS NULL" };
	struct rows rows = { 0 };

	EXPECT(db_rows(l->t->db, l->t->mem, &q, NO_ARGS, &rows) == OK);
	return rows;
}

static void
alter(struct life *l)
{
	static const char *const watts[] = { "", "10", "60" };
	static const char *const flows[] = { "", "0.5", "2" };
	struct town *t = l->t;
	struct rows rows = there(l);
	size_t i = rows.nrows ? dice_below(&l->dice, rows.nrows) : 0;

	if (!rows.nrows)
		return;
	if (dice_below(&l->dice, 3) == 0)
		post(t, arena_fmt(t->mem, "/devices/%s/removal",
		    rows_cell(&rows, i, "id")), NULL);
	else
		post(t, arena_fmt(t->mem, "/devices/%s", rows_cell(&rows, i,
		    "id")), "version", rows_cell(&rows, i, "version"), "kind",
		    rows_cell(&rows, i, "kind"), "flow", one_of(l, flows,
		    COUNT(flows)), strcmp(rows_cell(&rows, i, "kind"),
		    "cylinder") == 0 ? "pressure" : "watts", one_of(l, watts,
		    COUNT(watts)), NULL);
	EXPECT(t->status == 303 || t->status == 422);
}

static void
stock(struct life *l)
{
	static const char *const days[] = { "", "2", "5", "30" };
	struct town *t = l->t;

	post(t, arena_fmt(t->mem, "/children/%s/supplies", l->child),
	    "checked_on", "R8.4.1", "kept_bag_valve", dice_below(&l->dice, 2) ?
	    "1" : "", "days_formula", one_of(l, days, COUNT(days)), NULL);
	EXPECT_STATUS(t, 303);
}

/* The row as text, as it lies there. */
static const char *
row_of(struct life *l)
{
	struct query q = { "test.power", "SELECT rank, minutes, at_least,"
	    " first_kind, oxygen, oxygen_minutes, watts, lacks, check_by FROM"
	    " power" };
	struct buffer b = buffer_new(l->t->mem);
	struct rows rows = { 0 };

	EXPECT(db_rows(l->t->db, l->t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows <= 1);
	for (size_t i = 0; i < rows.nrows * rows.ncols; i++)
		buffer_fmt(&b, "%s|", rows.cells[i] ? rows.cells[i] : "?");
	return b.len ? b.s : "";
}

TEST(table_of_power_is_after_every_change_what_would_be_worked_out_anew)
{
	struct life l = { .t = t, .dice = dice_new(7) };
	struct request *r;
	size_t seen = 0;

	sign_in(t, "hana_nurse");
	post(t, "/children", "name", "見本 湊", "municipality", "02203", NULL);
	l.child = arena_bytes(t->mem, t->location + strlen("/children/"), 36);
	for (size_t i = 0; i < CHANGES; i++) {
		const char *kept;

		switch (dice_below(&l.dice, 4)) {
		case 0: alter(&l); break;
		case 1: stock(&l); break;
		default: add(&l);
		}
		kept = row_of(&l);
		seen += *kept != '\0';
		EXPECT((there(&l).nrows > 0) == (*kept != '\0'));
		r = town_request(t);
		db_begin(r->db);
		EXPECT(care_power_keep(r, l.child) == OK);
		EXPECT(db_commit(r->db) == OK);
		EXPECT(strcmp(kept, row_of(&l)) == 0);
	}
	EXPECT(seen > CHANGES / 2);
}
