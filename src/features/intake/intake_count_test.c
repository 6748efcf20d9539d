#include "features/statistics/statistics_town_test.h"
#include "tests/kit_rows.h"

/* Tables that count contacts, by what was done; the others count children. */
static void
expect_same(const struct report *a, const struct report *b, bool persons)
{
	static const char *const tables[] = { "method", "requester", "topic",
		"linked" };

	EXPECT(a->total == b->total);
	EXPECT((a->persons == b->persons) == persons);
	for (size_t i = 0; i < COUNT(tables); i++) {
		const struct report_table *x = table_in(a, tables[i]);
		const struct report_table *y = table_in(b, tables[i]);

		EXPECT(x->total == y->total && x->gap == y->gap &&
		    x->nrows == y->nrows);
		for (size_t k = 0; k < x->nrows; k++)
			EXPECT(x->rows[k].count == y->rows[k].count);
	}
}

TEST(call_tied_to_a_child_later_counts_in_the_year_as_before)
{
	const char *contact, *id, *saki;
	const struct report *before, *after;

	known_child(t, "k1", "2022-01-10", "青森市", "有");
	saki = town_text(t, "SELECT id FROM child");
	MET(t, "2026-03-02", NULL, "電話", "保育所・認定こども園",
	    "日常生活・環境整備", "医療機関");
	MET(t, "2026-03-03", saki, "訪問", "市町村");
	contact = town_text(t, "SELECT id FROM contact WHERE child IS NULL");
	before = report_of(t, "2025-04-01", "2026-03-31", 0);
	EXPECT(before->total == 2 && before->persons == 1);
	post(t, "/intakes", "contact", contact, NULL);
	EXPECT_STATUS(t, 303);
	id = arena_bytes(t->mem, t->location + strlen("/intakes/"), 36);
	post(t, arena_fmt(t->mem, "/intakes/%s/steps/situation", id), "version",
	    "1", "situation", "入園の相談", NULL);
	post(t, arena_fmt(t->mem, "/intakes/%s/skips/consent", id), "version",
	    "2", "reason", "家族から直接", NULL);
	post(t, arena_fmt(t->mem, "/intakes/%s/child", id), "version", "3",
	    "name", "見本 さくら", "kana", "みほん さくら", "born_on", "R5.4.12",
	    "municipality", "02201", NULL);
	EXPECT_STATUS(t, 303);
	after = report_of(t, "2025-04-01", "2026-03-31", 0);
	expect_same(before, after, false);
	EXPECT(after->persons == 2);
	post(t, arena_fmt(t->mem, "/intakes/%s/returns/child", id), "version",
	    "4", NULL);
	EXPECT_STATUS(t, 303);
	expect_same(before, report_of(t, "2025-04-01", "2026-03-31", 0), true);
}
