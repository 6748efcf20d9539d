#ifndef APP_VERIFY_SQL_H
#define APP_VERIFY_SQL_H

#include "app/verify.h"

/* The queries of verify_log.c and others of verify.c. */

enum { AUDIT_CHILDREN = 11 };	/* place of `children` among the sealed fields */

typedef enum result verify_row(void *ctx, const char *const *cells, size_t n);

/* Between them everything is seen as of one moment. */
void	verify_sql_begin(struct verify *);
void	verify_sql_end(struct verify *);

struct verify_head {
	bool there;
	int64_t seq;
	const char *seal;
};
enum result verify_sql_head(struct verify *, struct verify_head *) MUST_CHECK;
/* seq, the sealed fields in their order, seal. */
enum result verify_sql_rows(struct verify *, verify_row *, void *) MUST_CHECK;
/* child, seq. */
enum result verify_sql_seen(struct verify *, verify_row *, void *) MUST_CHECK;
/* Says which entries of audit_seen do not go with the rows. */
void	verify_sql_seen_faults(struct verify *);

#endif
