#ifndef BASE_DB_ENGINE_H
#define BASE_DB_ENGINE_H

#include <stdbool.h>

#include "base/db_pages.h"

/* What an engine must do. Included by db*.c and their tests only. */
typedef enum result db_each_row(void *ctx, const char *const *cells,
    size_t ncols);

struct engine {
	void	*(*store_open)(const char *url, bool writes);
	void	 (*store_close)(void *store);
	void	*(*open)(void *store);
	void	 (*close)(void *conn);
	/* The transaction that a thread's connection is in. */
	void	 (*snapshot)(void *conn, bool on);
	bool	 (*is_free)(void *conn);	/* nobody writes just now */
	enum result (*begin)(void *conn);
	enum result (*commit)(void *conn);
	void	 (*rollback)(void *conn);
	enum result (*script)(void *conn, const char *sql);
	enum result (*run)(void *conn, struct arena *, const struct query *,
	    const struct value *, size_t, struct rows *);
	enum result (*each)(void *conn, const struct query *,
	    const struct value *, size_t, db_each_row *, void *ctx);
	/* NULL: the server looks after its pages itself. */
	enum result (*pages)(void *conn, db_each_page *, void *ctx);
	/* Of the log that is not in the database yet; NULL: as with pages. */
	int64_t	 (*log_bytes)(const void *store);
};

extern const struct engine engine_sqlite, engine_pg;

/* Arguments: the ids of a list stand in a query one by one, and SQLite and
 * PostgreSQL take 32,766 and 65,535. */
enum { DB_MAX_ARGS = 20000, DB_MAX_COLUMNS = 200, DB_MAX_STATEMENTS = 256 };

/* For tests: how many statements were run here. */
long	db_asked(const struct db *);
/* For tests, of SQLite: how often the log was made durable, and how many wait
 * for the writer just now. */
long	store_commits(const struct store *);
long	store_waiting(const struct store *);
long	sqlite_commits(const void *store);
long	sqlite_waiting(const void *store);

#endif
