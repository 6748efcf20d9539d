#ifndef BASE_DB_SQLITE_H
#define BASE_DB_SQLITE_H

#include <sqlite3.h>

#include "base/db_engine.h"

/*
 * One connection with its prepared statements. Statements are found by their
 * text, since queries may be put together at run time.
 */
struct sqlite_statement {
	char *sql;
	sqlite3_stmt *st;
	unsigned short *at;	/* parameter of $1, $2, ...; 0: none */
	size_t nargs;
};

struct sqlite_conn {
	sqlite3 *sqlite;
	struct sqlite_statement statements[DB_MAX_STATEMENTS];
};

struct sqlite_conn *sqlite_conn_open(const char *path, bool writes);
/* Reads a whole file that lies in memory, which stays the caller's. */
struct sqlite_conn *sqlite_conn_image(unsigned char *, size_t n);
/* To write a file that others may carry away as it is: a journal that is gone
 * after each transaction, and nothing else beside it. */
struct sqlite_conn *sqlite_conn_open_plain(const char *path);
void	sqlite_conn_close(struct sqlite_conn *);
enum result sqlite_conn_run(struct sqlite_conn *, struct arena *,
    const struct query *, const struct value *, size_t, struct rows *);
enum result sqlite_conn_each(struct sqlite_conn *, const struct query *,
    const struct value *, size_t, db_each_row *, void *ctx);
enum result sqlite_conn_script(struct sqlite_conn *, const char *sql);
/* Outside a transaction: gives back the pages of a large one. */
void	sqlite_conn_ease(struct sqlite_conn *);

/*
 * The one connection that writes and checkpoints. Writers take turns; a batch
 * of them is made durable by the last one's commit.
 */
struct sqlite_writer;

struct sqlite_writer *sqlite_writer_open(const char *path);
void	sqlite_writer_close(struct sqlite_writer *);
/* Waits for the turn; OK: the caller alone may use the connection. */
enum result sqlite_writer_begin(struct sqlite_writer *);
struct sqlite_conn *sqlite_writer_conn(struct sqlite_writer *);
/* Whether nobody has the turn just now; a hint, not a promise. */
bool	sqlite_writer_is_free(struct sqlite_writer *);
/* Gives the turn back and returns when the work is on the disk. */
enum result sqlite_writer_commit(struct sqlite_writer *);
void	sqlite_writer_rollback(struct sqlite_writer *);
long	sqlite_writer_commits(const struct sqlite_writer *);
long	sqlite_writer_waiting(struct sqlite_writer *);

#endif
