/*
 * How fast bare SQLite takes the same rows: bare_insert FILE ROWS, one
 * transaction, the columns and indexes of `contact`. Prints seconds.
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
    "CREATE TABLE contact (id TEXT PRIMARY KEY, number TEXT UNIQUE,"
    " on_day TEXT, child TEXT, method TEXT, requester TEXT, topics TEXT,"
    " partners TEXT, body TEXT, support TEXT, participants TEXT, staff TEXT,"
    " minutes INTEGER DEFAULT 0, travel_minutes INTEGER DEFAULT 0,"
    " km INTEGER DEFAULT 0) STRICT;"
    "CREATE INDEX contact_child ON contact (child, on_day);"
    "CREATE INDEX contact_counted ON contact (on_day, id, child, method,"
    " requester, topics, partners, support, participants, staff, minutes,"
    " travel_minutes, km)";

int
main(int argc, char **argv)
{
	sqlite3 *c;
	sqlite3_stmt *st;
	long n = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
	double began;

	if (!n || sqlite3_open(argv[1], &c) != SQLITE_OK ||
	    sqlite3_exec(c, schema, NULL, NULL, NULL) != SQLITE_OK)
		return 1;
	began = now();
	sqlite3_exec(c, "BEGIN", NULL, NULL, NULL);
	sqlite3_prepare_v2(c, "INSERT INTO contact (id, number, on_day, child,"
	    " method, requester, topics, partners, body)"
	    " VALUES (?,?,?,?,?,?,?,?,?)", -1, &st, NULL);
	for (long i = 0; i < n; i++) {
		char id[64], number[32], day[80], child[64];

		snprintf(id, sizeof(id), "01a1fc7f-7e48-7d61-9217-%012ld", i);
		snprintf(number, sizeof(number), "C%07ld", i);
		snprintf(day, sizeof(day), "%ld-%02ld-%02ld", 2015 + i % 10,
		    1 + i % 12, 1 + i % 28);
		snprintf(child, sizeof(child), "01a1fc7f-7e48-7d61-9217-%012ld",
		    i * 7919 % 20000);
		sqlite3_bind_text(st, 1, id, -1, SQLITE_STATIC);
		sqlite3_bind_text(st, 2, number, -1, SQLITE_STATIC);
		sqlite3_bind_text(st, 3, day, -1, SQLITE_STATIC);
		sqlite3_bind_text(st, 4, child, -1, SQLITE_STATIC);
		sqlite3_bind_text(st, 5, "visit", -1, SQLITE_STATIC);
		sqlite3_bind_text(st, 6, "family", -1, SQLITE_STATIC);
		sqlite3_bind_text(st, 7, "daily,school,meeting", -1,
		    SQLITE_STATIC);
		sqlite3_bind_text(st, 8, "consultation,school", -1,
		    SQLITE_STATIC);
		sqlite3_bind_text(st, 9, "園を訪問し、緊急時の対応を職員と確認した。"
		    "救急要請の順番と連絡網を決め、次回は停電のときの行き先と電源について話し合う。", -1,
		    SQLITE_STATIC);
		if (sqlite3_step(st) != SQLITE_DONE)
			return 1;
		sqlite3_reset(st);
	}
	sqlite3_finalize(st);
	sqlite3_exec(c, "COMMIT", NULL, NULL, NULL);
	printf("%.2f\n", now() - began);
	sqlite3_close(c);
	return 0;
}
