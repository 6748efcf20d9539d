#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include "app/text_map.h"
#include "app/transfer.h"
#include "base/table.h"

/*
 * The inside of an import: a sheet read into records (import_read.c), compared
 * with what is there and written (import.c).
 */
struct import_row {
	size_t row;			/* in the sheet */
	enum row_fate fate;
	struct record_head *obj;
	struct record_head *old;	/* of a changed row */
};

struct link_map;	/* number -> id of the linked record */
struct cell_memo;	/* text of a code cell -> what it was read as */

struct import_work {
	struct request *r;
	const struct transfer *t;
	struct import *out;
	struct table sheet;
	const struct field **fields;	/* [ncols]: NULL for unknown columns */
	struct import_row *rows;	/* [nrows] */
	size_t nrows;
	const struct field *key, *day;
	struct link_map **links;	/* [ncols] */
	struct cell_memo **memos;	/* [ncols] */
	void (*progress)(void *, size_t done, size_t all);
	void *ctx;
};

enum { IMPORT_FOUND = 40, IMPORT_PROGRESS = 1000 };

void	import_fault(struct import_work *, size_t line, const char *column,
    const char *found, const char *wanted);
/* The sheet and its headings. INVALID with faults. */
enum result import_open(struct import_work *, const char *bytes, size_t n);
/* Every row into a record, with all that is wrong in any of them. */
enum result import_read(struct import_work *);

#endif
