#include "tests/kit_server.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"

/* What changes when a table, view, index, rule or function does. */
#define SHAPE_SQL \
	"SELECT concat_ws(' '," \
	" (SELECT count(*) || ':' || sum(hashtext(concat_ws(' ', oid, relname," \
	"  relnamespace, relnatts, relchecks, relhastriggers, relacl)))" \
	"  FROM pg_class WHERE oid >= 16384 AND relkind <> 't')," \
	" (SELECT sum(hashtext(oid || proname || prosrc)) FROM pg_proc" \
	"  WHERE oid >= 16384)," \
	" (SELECT sum(hashtext(concat_ws(' ', attrelid, attnum, attname," \
	"  atttypid, attnotnull))) FROM pg_attribute WHERE attrelid >= 16384)," \
	" (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_trigger)," \
	" (SELECT count(*) FROM pg_namespace WHERE nspname NOT LIKE 'pg_%')," \
	" (SELECT count(*) FROM pg_db_role_setting))"

/* In which there are rows, or were. */
#define WRITTEN \
	"relkind = 'r' AND relnamespace = 'public'::regnamespace" \
	" AND pg_relation_size(oid) > 0"

#define CLEAR_SQL \
	"DO $kit$ DECLARE t record; BEGIN" \
	" SET LOCAL session_replication_role = replica;" \
	" FOR t IN SELECT oid::regclass AS name FROM pg_class WHERE " WRITTEN \
	" AND relname NOT IN (%s) LOOP" \
	" EXECUTE 'DELETE FROM ' || t.name; END LOOP;"

enum { USES = 25 };

static struct {
	PGconn *server, *town;
	char *shape, *restore;		/* of the template; what puts it back */
	unsigned uses;			/* of the town that is there */
} kept;

static _Noreturn void
give_up(const char *what, const char *why)
{
	fprintf(stderr, "kit: %s: %s\n", what, why);
	exit(2);
}

const char *
server_url(void)
{
	const char *url = getenv("TSUNAGU_TEST_DB");

	return url && strncmp(url, "postgresql:", 11) == 0 ? url : NULL;
}

static const char *
database_name(struct arena *mem, const char *which)
{
	return arena_fmt(mem, "tsunagu_%s_%ld", which, (long)getpid());
}

const char *
server_database_url(struct arena *mem, const char *which)
{
	const char *url = server_url();

	return arena_fmt(mem, "%s%cdbname=%s", url,
	    strchr(url, '?') ? '&' : '?', database_name(mem, which));
}

static PGresult *
answer(PGconn *conn, const char *sql)
{
	PGresult *res = PQexec(conn, sql);

	if (PQresultStatus(res) != PGRES_COMMAND_OK &&
	    PQresultStatus(res) != PGRES_TUPLES_OK)
		give_up(sql, PQerrorMessage(conn));
	return res;
}

/* The first cell, "" when there is none. */
static const char *
cell(struct arena *mem, PGconn *conn, const char *sql)
{
	PGresult *res = answer(conn, sql);
	const char *s = "";

	if (PQntuples(res))
		s = arena_text(mem, PQgetvalue(res, 0, 0));
	PQclear(res);
	return s;
}

/* CREATE and DROP DATABASE, which no transaction may hold. */
static void
server_do(const char *sql)
{
	if (!kept.server)
		kept.server = PQconnectdb(server_url());
	PQclear(answer(kept.server, sql));
}

/* No database is copied or dropped in which somebody is. */
static void
town_leave(void)
{
	PQfinish(kept.town);
	kept.town = NULL;
}

/* Copying the files takes half the time of logging their pages. */
void
server_make(struct arena *mem, const char *which, const char *of)
{
	town_leave();
	server_do(arena_fmt(mem, "CREATE DATABASE %s TEMPLATE %s STRATEGY"
	    " file_copy", database_name(mem, which),
	    of ? database_name(mem, of) : "template0"));
}

void
server_drop(struct arena *mem, const char *which)
{
	if (strcmp(which, "town") == 0) {
		kept.uses = 0;
		town_leave();
	}
	server_do(arena_fmt(mem, "DROP DATABASE IF EXISTS %s WITH (FORCE)",
	    database_name(mem, which)));
}

/* A table of the template is put back only when a row of it is another. */
static void
restore_table(struct buffer *b, struct arena *mem, PGconn *conn,
    const char *table)
{
	const char *sum = cell(mem, conn, arena_fmt(mem, "SELECT count(*) || ':'"
	    " || sum(hashtext(x::text)) FROM \"%s\" x", table));
	const char *rows = cell(mem, conn, arena_fmt(mem,
	    "SELECT json_agg(x) FROM \"%s\" x", table));
	char *quoted = PQescapeLiteral(conn, rows, strlen(rows));

	buffer_fmt(b, " IF (SELECT count(*) || ':' || sum(hashtext(x::text))"
	    " FROM \"%s\" x) IS DISTINCT FROM '%s' THEN", table, sum);
	buffer_fmt(b, " DELETE FROM \"%s\"; INSERT INTO \"%s\" SELECT * FROM"
	    " json_populate_recordset(NULL::\"%s\",", table, table, table);
	buffer_add(b, quoted);
	buffer_add(b, "); END IF;");
	PQfreemem(quoted);
}

/* Asked of a town that is as new. */
static void
restore_learn(struct arena *mem, PGconn *conn)
{
	struct buffer b = buffer_new(mem), names = buffer_new(mem);
	PGresult *res = answer(conn, "SELECT relname FROM pg_class WHERE "
	    WRITTEN);
	int n = PQntuples(res);

	for (int i = 0; i < n; i++)
		buffer_fmt(&names, "%s'%s'", i ? "," : "",
		    PQgetvalue(res, i, 0));
	buffer_fmt(&b, CLEAR_SQL, names.s);
	for (int i = 0; i < n; i++)
		restore_table(&b, mem, conn, PQgetvalue(res, i, 0));
	buffer_add(&b, " END $kit$");
	PQclear(res);
	kept.restore = strdup(b.s);
	kept.shape = strdup(cell(mem, conn, SHAPE_SQL));
	if (!kept.restore || !kept.shape)
		give_up("restore", "out of memory");
}

static bool
restored(struct arena *mem)
{
	if (!kept.town)
		kept.town = PQconnectdb(server_database_url(mem, "town"));
	if (PQstatus(kept.town) != CONNECTION_OK)
		return false;
	if (!kept.restore)
		restore_learn(mem, kept.town);
	if (strcmp(cell(mem, kept.town, SHAPE_SQL), kept.shape))
		return false;
	PQclear(answer(kept.town, kept.restore));
	return true;
}

void
server_town(struct arena *mem, bool anew)
{
	if (!anew && kept.uses && kept.uses < USES && restored(mem)) {
		kept.uses++;
		return;
	}
	server_drop(mem, "town");
	server_make(mem, "town", "template");
	if (!kept.restore && !restored(mem))
		give_up("town", "cannot be read");
	kept.uses = 1;
}

void
server_end(void)
{
	town_leave();
	PQfinish(kept.server);
	free(kept.shape);
	free(kept.restore);
}
