/*
 * How fast bare SQLite makes records durable: bare_batch FILE ROWS SECONDS,
 * transactions of ROWS rows of about 200 bytes, each with its own fsync.
 * Prints records a second.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const char schema[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "CREATE TABLE IF NOT EXISTS record (seq INTEGER PRIMARY KEY,"
    " at TEXT, who TEXT, what TEXT, seal TEXT) STRICT";

int
main(int argc, char **argv)
{
	static const char text[] =
	    "01a1fc7f-7e48-7d61-9217-000000000000 0123456789abcdefghijklmno";
	long rows = argc == 4 ? strtol(argv[2], NULL, 10) : 0, done = 0;
	double seconds = rows ? strtod(argv[3], NULL) : 0, began;
	sqlite3 *c;
	sqlite3_stmt *st;

	if (!rows || sqlite3_open(argv[1], &c) != SQLITE_OK ||
	    sqlite3_exec(c, schema, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(c, "INSERT INTO record (at, who, what, seal)"
	    " VALUES ('2026-04-01T03:00:00Z', ?1, ?1, ?1)", -1, &st, NULL) !=
	    SQLITE_OK)
		return 1;
	sqlite3_bind_text(st, 1, text, -1, SQLITE_STATIC);
	for (began = now(); now() - began < seconds; done += rows) {
		sqlite3_exec(c, "BEGIN IMMEDIATE", NULL, NULL, NULL);
		for (long i = 0; i < rows; i++) {
			if (sqlite3_step(st) != SQLITE_DONE)
				return 1;
			sqlite3_reset(st);
		}
		if (sqlite3_exec(c, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
			return 1;
	}
	printf("%.0f\n", (double)done / (now() - began));
	sqlite3_finalize(st);
	sqlite3_close(c);
	return 0;
}
