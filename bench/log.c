/*
 * Rows of the audit log as a busy centre makes them: log URL N [PER_COMMIT].
 * For how long `tsunagu verify` and the pages about the log take. About the
 * children and people of the database as far as there are any, a row every
 * half minute, the last one now. Prints microseconds a row.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/audit.h"
#include "app/ledger.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/instant.h"
#include "bench/kit.h"

enum { CHILDREN = 500, PEOPLE = 40, EVERY = 30 };

struct centre {
	const char *children[CHILDREN], *people[PEOPLE];
	const char *from; /* instant of the first row */
};

/* Mostly somebody looks at one child; of nine rows one is a change, of ninety
 * one is a list of twenty children, of a thousand one is an export. */
static struct audit_row
row_of(struct arena *mem, const struct centre *c, long i)
{
	struct buffer many = buffer_new(mem);
	const char *one = c->children[i * 7919 % CHILDREN];
	bool list = i % 90 == 0, export = i % 1000 == 999;

	for (long k = 0; list && k < 20; k++)
		buffer_fmt(&many, "%s%s", k ? " " : "",
		    c->children[(i + k) % CHILDREN]);
	return (struct audit_row){ .at = instant_add(mem, c->from, i * EVERY),
		.request = crypto_uuid(mem),
		.person = c->people[i % PEOPLE],
		.login = "hana_nurse",
		.verb = list     ? "list"
			: export ? "export"
			: i % 9  ? "view"
				 : "change",
		.record = "child",
		.record_id = list || export ? "" : one,
		.path = "centre",
		.classes = "identity,contact,care,clinical",
		.children = list     ? many.s
			    : export ? NULL
				     : one,
		.what = export ? "rows=100" : "/children" };
}

static bool
write_some(struct site *site, struct db *db, struct arena *mem,
    const struct centre *c, long from, long n)
{
	struct audit_writer w = {
		.db = db, .mem = mem, .chain = site->keys->chain
	};

	db_begin(db);
	for (long i = 0; i < n; i++) {
		struct audit_row row = row_of(mem, c, from + i);

		(void)audit_write(&w, &row);
	}
	(void)audit_close(&w);
	return !db_commit(db);
}

/* Ids from the table, and made up ones behind them. */
static void
fill(struct kit *k, const char *sql, const char **ids, size_t n)
{
	struct ids l = kit_ids(k, sql);

	for (size_t i = 0; i < n; i++)
		ids[i] = i < l.n ? l.ids[i] : crypto_uuid(k->kept);
}

int
main(int argc, char **argv)
{
	struct kit k;
	long n = argc > 2 ? atol(argv[2]) : 0,
	     per = argc > 3 ? atol(argv[3]) : 1000;
	struct centre c;
	double from = kit_now();

	if (n < 1 || per < 1)
		return 2;
	kit_open(&k, argv[1], 1);
	fill(&k, "SELECT id FROM child ORDER BY id", c.children, CHILDREN);
	fill(&k, "SELECT id FROM person ORDER BY id", c.people, PEOPLE);
	c.from = instant_add(k.kept, date_now(k.kept), -n * EVERY);
	for (long i = 0; i < n; i += per) {
		kit_renew(&k);
		if (!write_some(k.site, k.r->db, k.mem, &c, i,
			n - i < per ? n - i : per))
			return 1;
	}
	printf("log row %.1f\n", (kit_now() - from) / (double)n);
	if (!ledger_checkpoint(k.site, k.r->db, k.mem))
		return 1;
	kit_close(&k);
	return 0;
}
