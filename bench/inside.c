/*
 * Server time of single things, measured inside the program: inside URL WHAT.
 * Prints microseconds; each line names what and which percentile.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/deed.h"
#include "app/search.h"
#include "base/crypto.h"
#include "bench/kit.h"
#include "features/contact/contact.h"
#include "features/statistics/statistics.h"

enum { QUERIES = 600, APPENDS = 400, REPORTS = 7 };

static void
search(struct kit *b, const char *what, const char *const *texts, size_t n)
{
	static double times[QUERIES];
	struct search_hits hits;

	for (size_t i = 0; i < QUERIES; i++) {
		double from;

		kit_renew(b);
		from = kit_now();
		if (search_find(b->r, b->site->children, texts[i % n], NULL, 0,
			50, &hits))
			exit(1);
		times[i] = kit_now() - from;
	}
	kit_tell(what, times, QUERIES);
}

static void
report(struct kit *b, const char *what, const char *from, const char *to)
{
	double times[REPORTS];

	for (size_t i = 0; i < REPORTS; i++) {
		struct report *rep;
		double began;

		kit_renew(b);
		rep = arena_take(b->mem, sizeof(*rep));
		began = kit_now();
		if (statistics_report(b->r, from, to, 0, rep))
			exit(1);
		times[i] = kit_now() - began;
	}
	kit_tell(what, times, REPORTS);
}

static void
append(struct kit *b)
{
	static double times[APPENDS];

	for (size_t i = 0; i < APPENDS; i++) {
		struct contact c;
		double began;

		kit_renew(b);
		c = (struct contact){ .on_day = b->r->today,
			.method = "phone",
			.requester = "family",
			.topics = "daily,school",
			.body = "測るための記録。" };
		b->r->once = crypto_uuid(b->mem);
		began = kit_now();
		deed_begin(b->r);
		record_add(b->r, &contact_record, &c);
		if (deed_commit(b->r, "/"))
			exit(1);
		times[i] = kit_now() - began;
	}
	kit_tell("append", times, APPENDS);
}

/* The same row into the same table, and nothing else: one insert, one fsync. */
static void
bare(struct kit *b)
{
	static const struct query q = {
		"bench.bare",
		"INSERT INTO contact (id, version, changed, number, on_day,"
		" method, requester, topics, body)"
		" VALUES ($1, 1, 1, $1, $2, 'phone', 'family', 'daily,school', $3)"
	};
	static double times[APPENDS];

	for (size_t i = 0; i < APPENDS; i++) {
		double began;
		const char *id;

		kit_renew(b);
		id = crypto_uuid(b->mem);
		began = kit_now();
		db_begin(b->r->db);
		(void)db_exec(b->r->db, &q,
		    ARGS(v_text(id), v_text(b->r->today),
			v_text("測るための記録。")));
		if (db_commit(b->r->db))
			exit(1);
		times[i] = kit_now() - began;
	}
	kit_tell("bare", times, APPENDS);
}

static void
run(struct kit *b, const char *what)
{
	static const char *const parts[] = { "ミホン", "キラ", "ユウ", "見本",
		"ハル", "99" };
	static const char *const prefixes[] = { "ア", "カキ", "サ", "ワモ",
		"B0001", "見" };

	if (strcmp(what, "search") == 0) {
		search(b, "first", parts, 1);
		search(b, "part", parts, COUNT(parts));
		search(b, "prefix", prefixes, COUNT(prefixes));
	} else if (strcmp(what, "year") == 0) {
		report(b, "year", "2024-04-01", "2025-03-31");
	} else if (strcmp(what, "all") == 0) {
		report(b, "all", "2000-04-01", "2040-03-31");
	} else if (strcmp(what, "append") == 0) {
		for (int i = 0; i < 3; i++) {
			bare(b);
			append(b);
		}
	}
}

int
main(int argc, char **argv)
{
	struct kit b;

	if (argc != 3)
		return 2;
	kit_open(&b, argv[1], 1);
	run(&b, argv[2]);
	kit_close(&b);
	return 0;
}
