#ifndef APP_BACKUP_H
#define APP_BACKUP_H

#include "app/keys.h"
#include "base/archive.h"

/*
 * A backup is an archive (base/archive.h) of the whole database as it was at
 * one moment, whichever engine holds it, in these members and this order:
 *
 *	checkpoints	the file of that name: signed before the moment
 *	about		lines: "tsunagu-backup 1", "made INSTANT", "build B",
 *			"engine sqlite|postgresql", "migration NAME HASH"...
 *	table/NAME	rows (base/archive_rows.h), the first names the columns
 *	key/NAME	the files of the folder of keys, when asked for
 *	manifest	lines: "table NAME ROWS SUM"..., "audit SEQ SEAL"
 *	signature	Ed25519 by audit.sign of BACKUP_SIGNED and the digest of
 *			all before it, in hex
 *
 * Texts about people lie in it as they lie in the database: sealed, and the
 * keys to them are elsewhere unless they were asked for.
 */
#define BACKUP_FIRST  "tsunagu-backup 1"
#define BACKUP_SIGNED "tsunagu-backup-1 "

/* Files of keys that travel when asked for; NULL-ended. */
extern const char *const backup_keys[];

struct backup {
	struct db *db;			/* for reading; others may write */
	struct arena *mem;
	const char *keys;		/* the folder */
	bool with_keys;
	/* What came out. */
	int64_t tables, rows, audit;
};

/* Into the archive, which the caller then ends or drops. BROKEN: logged. */
enum result backup_write(struct backup *, struct archive_writer *) MUST_CHECK;

/* "table NAME ROWS SUM": what a manifest says of one table. */
struct copy_sum;
const char *backup_line(struct arena *, const char *name,
    const struct copy_sum *);

#endif
