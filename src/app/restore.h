#ifndef APP_RESTORE_H
#define APP_RESTORE_H

#include "base/archive.h"
#include "base/db.h"

/*
 * A backup (backup.h) read back into a database that was made for it, beside
 * the one in use. Nothing in the archive is believed before its signature was
 * checked, which stands at its end: what was read until then is thrown away
 * when it does not hold.
 */
enum { RESTORE_SIGNATURE = 64 };

struct restore {
	struct db *db;			/* empty, for writing */
	struct arena *mem;
	const char *keys;		/* empty folder for its files */
	/* What came out. */
	const char *made, *build;
	int64_t rows, tables, audit;
	uint8_t digest[ARCHIVE_HASH], signature[RESTORE_SIGNATURE];
};

/*
 * OK: every row of the manifest is in the database, as it was; the schema is
 * that of the backup, which may be older than this program's. CONFLICT: made by
 * a newer program, or rows point nowhere. BROKEN: cut, changed, or the disk.
 * All logged.
 */
enum result restore_read(struct restore *, struct archive_reader *) MUST_CHECK;

/* Whether that key, a file such as audit.public, signed it. */
bool	restore_signed(const struct restore *, const char *public) MUST_CHECK;

#endif
