#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/db_engine.h"
#include "base/log.h"

/*
 * PostgreSQL: each thread has a connection of its own. Statements are prepared
 * once a connection and found by their text. What the server says of a failure
 * may quote values, so only its SQLSTATE is logged.
 */
struct pg_place {
	char *url;
	PGconn *conn;
	char *prepared[DB_MAX_STATEMENTS];	/* text of statement "sN" */
	bool within;
	bool uncertain;		/* the server warned that a commit may be lost */
};

static void
notice(void *place, const PGresult *res)
{
	struct pg_place *p = place;
	const char *says = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);

	if (says && strstr(says, "canceling wait for synchronous replication"))
		p->uncertain = true;
}

static enum result
grumble(PGresult *res, const char *what)
{
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	enum result rc = BROKEN;

	if (state && (strncmp(state, "23", 2) == 0 ||
	    strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0))
		rc = CONFLICT;
	if (rc == BROKEN)
		log_error("postgresql", "%s: SQLSTATE %s", what,
		    state ? state : "none: connection lost");
	PQclear(res);
	return rc;
}

static void
forget_statements(struct pg_place *p)
{
	for (size_t i = 0; i < DB_MAX_STATEMENTS; i++) {
		free(p->prepared[i]);
		p->prepared[i] = NULL;
	}
}

static bool
settle(struct pg_place *p)
{
	PGresult *res;
	bool fine;

	PQsetNoticeReceiver(p->conn, notice, p);
	res = PQexec(p->conn, "SET client_encoding = 'UTF8';"
	    " SET standard_conforming_strings = on; SET TIME ZONE 'UTC'");
	fine = PQresultStatus(res) == PGRES_COMMAND_OK;
	PQclear(res);
	return fine;
}

static enum result
script(void *place, const char *sql)
{
	struct pg_place *p = place;
	PGresult *res = PQexec(p->conn, sql);
	ExecStatusType status = PQresultStatus(res);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		return grumble(res, "script");
	PQclear(res);
	return OK;
}

static void *
open_store(const char *url, bool writes)
{
	char *copy = strdup(url);

	(void)writes;
	if (!copy)
		abort();
	return copy;
}

static void
close_place(void *place)
{
	struct pg_place *p = place;

	forget_statements(p);
	PQfinish(p->conn);
	free(p->url);
	free(p);
}

static void *
open_place(void *store)
{
	struct pg_place *p = calloc(1, sizeof(*p));

	if (!p || !(p->url = strdup(store)))
		abort();
	p->conn = PQconnectdb(p->url);
	if (PQstatus(p->conn) == CONNECTION_OK && settle(p))
		return p;
	log_error("postgresql", "cannot connect");
	close_place(p);
	return NULL;
}

/*
 * Outside a transaction a lost connection is simply made again; true: it was.
 * That it is lost is often seen only when it is used: whoever has changed
 * nothing yet then asks once more.
 */
static bool
reconnect(struct pg_place *p)
{
	if (p->within || PQstatus(p->conn) == CONNECTION_OK)
		return false;
	forget_statements(p);
	PQreset(p->conn);
	return PQstatus(p->conn) == CONNECTION_OK && settle(p);
}

/* Each statement has a snapshot of its own: two round trips are not worth it. */
static void
snapshot(void *place, bool on)
{
	(void)place;
	(void)on;
}

static bool
is_free(void *place)
{
	(void)place;
	return true;		/* writers do not wait for one another here */
}

static enum result
begin(void *place)
{
	struct pg_place *p = place;
	enum result rc;

	(void)reconnect(p);
	p->uncertain = false;
	rc = script(p, "BEGIN");
	if (rc && reconnect(p))
		rc = script(p, "BEGIN");
	p->within = true;
	return rc;
}

static enum result
commit(void *place)
{
	struct pg_place *p = place;
	PGresult *res = PQexec(p->conn, "COMMIT");
	bool done = PQresultStatus(res) == PGRES_COMMAND_OK &&
	    strcmp(PQcmdStatus(res), "COMMIT") == 0;

	p->within = false;
	if (!done)
		return grumble(res, "commit");
	PQclear(res);
	if (p->uncertain)
		log_error("postgresql", "commit: the standby did not confirm");
	return p->uncertain ? BROKEN : OK;
}

static void
rollback(void *place)
{
	struct pg_place *p = place;

	if (p->within)
		(void)!script(p, "ROLLBACK");
	p->within = false;
}

static size_t
hash(const char *s)
{
	unsigned long h = 5381;

	for (; *s; s++)
		h = h * 33 ^ (unsigned char)*s;
	return h % DB_MAX_STATEMENTS;
}

/* Prepares unless the place of this text already holds it. */
static enum result
prepare(struct pg_place *p, const struct query *q, char name[static 16])
{
	size_t h = hash(q->sql);
	PGresult *res;

	snprintf(name, 16, "s%zu", h);
	if (p->prepared[h] && strcmp(p->prepared[h], q->sql) == 0)
		return OK;
	if (p->prepared[h]) {
		char drop[40];

		snprintf(drop, sizeof(drop), "DEALLOCATE %s", name);
		(void)!script(p, drop);
		free(p->prepared[h]);
		p->prepared[h] = NULL;
	}
	res = PQprepare(p->conn, name, q->sql, 0, NULL);
	if (PQresultStatus(res) != PGRES_COMMAND_OK)
		return grumble(res, q->name);
	PQclear(res);
	p->prepared[h] = strdup(q->sql);
	if (!p->prepared[h])
		abort();
	return OK;
}

struct text {
	char number[24];
};

/* One after the other, and behind them room for those that are numbers. The
 * caller frees. */
static const char **
to_texts(const struct value *args, size_t nargs)
{
	const char **at = calloc(nargs + 1, sizeof(*at) + sizeof(struct text));
	struct text *texts = (struct text *)(at + nargs + 1);

	if (!at)
		abort();
	for (size_t i = 0; i < nargs; i++) {
		snprintf(texts[i].number, sizeof(texts[i].number), "%" PRId64,
		    args[i].number);
		at[i] = args[i].text ? args[i].text :
		    args[i].null ? NULL : texts[i].number;
	}
	return at;
}

static void
read_all(PGresult *res, struct arena *mem, struct rows *out)
{
	size_t nrows = (size_t)PQntuples(res), ncols = (size_t)PQnfields(res);
	const char **cells = arena_array(mem, nrows * ncols, sizeof(*cells));
	const char **names = arena_array(mem, ncols, sizeof(*names));

	for (size_t i = 0; i < ncols; i++)
		names[i] = arena_text(mem, PQfname(res, (int)i));
	for (size_t i = 0; i < nrows * ncols; i++) {
		int row = (int)(i / ncols), col = (int)(i % ncols);

		if (!PQgetisnull(res, row, col))
			cells[i] = arena_bytes(mem, PQgetvalue(res, row, col),
			    (size_t)PQgetlength(res, row, col));
	}
	*out = (struct rows){ names, cells, nrows, ncols };
}

static enum result
run_once(struct pg_place *p, struct arena *mem, const struct query *q,
    const struct value *args, size_t nargs, struct rows *out)
{
	const char **texts;
	char name[16];
	PGresult *res;
	ExecStatusType status;
	enum result rc = prepare(p, q, name);

	if (rc)
		return rc;
	texts = to_texts(args, nargs);
	res = PQexecPrepared(p->conn, name, (int)nargs, texts, NULL, NULL, 0);
	free(texts);
	status = PQresultStatus(res);
	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
		return grumble(res, q->name);
	if (out && PQnfields(res))
		read_all(res, mem, out);
	PQclear(res);
	return OK;
}

/* What writes does so within a transaction: outside it may be asked again. */
static enum result
run(void *place, struct arena *mem, const struct query *q,
    const struct value *args, size_t nargs, struct rows *out)
{
	struct pg_place *p = place;
	enum result rc;

	(void)reconnect(p);
	rc = run_once(p, mem, q, args, nargs, out);
	if (rc && reconnect(p))
		rc = run_once(p, mem, q, args, nargs, out);
	return rc;
}

static enum result
give_row(PGresult *res, db_each_row *row, void *ctx)
{
	const char *cells[DB_MAX_COLUMNS];
	int ncols = PQnfields(res);

	for (int i = 0; i < ncols && i < DB_MAX_COLUMNS; i++)
		cells[i] = PQgetisnull(res, 0, i) ? NULL :
		    PQgetvalue(res, 0, i);
	return row(ctx, cells, (size_t)ncols);
}

/* Row by row; after a refusal the rest is read and dropped. */
static enum result
drain(struct pg_place *p, const struct query *q, db_each_row *row, void *ctx)
{
	PGresult *res;
	enum result rc = OK;

	while ((res = PQgetResult(p->conn))) {
		ExecStatusType status = PQresultStatus(res);

		if (status == PGRES_SINGLE_TUPLE && !rc)
			rc = give_row(res, row, ctx);
		if (status == PGRES_FATAL_ERROR && !rc)
			rc = grumble(res, q->name);
		else
			PQclear(res);
	}
	return rc;
}

static enum result
each(void *place, const struct query *q, const struct value *args,
    size_t nargs, db_each_row *row, void *ctx)
{
	struct pg_place *p = place;
	const char **texts;
	char name[16];
	enum result rc;
	bool sent;

	(void)reconnect(p);
	rc = prepare(p, q, name);
	if (rc)
		return rc;
	texts = to_texts(args, nargs);
	sent = PQsendQueryPrepared(p->conn, name, (int)nargs, texts, NULL,
	    NULL, 0) && PQsetSingleRowMode(p->conn);
	free(texts);
	if (!sent) {
		log_error("postgresql", "%s: connection lost", q->name);
		return BROKEN;
	}
	return drain(p, q, row, ctx);
}

const struct engine engine_pg = {
	.store_open = open_store,
	.store_close = free,
	.open = open_place,
	.close = close_place,
	.snapshot = snapshot,
	.is_free = is_free,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.script = script,
	.run = run,
	.each = each,
};
