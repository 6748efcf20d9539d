#ifndef APP_KEYS_H
#define APP_KEYS_H

#include "base/checkpoint.h"
#include "base/db.h"
#include "base/seal.h"

/*
 * The folder of keys, outside the database and its backups: fields.key seals
 * what names or describes a person, and who loses it has lost those texts;
 * the files of the audit log are those of base/chain.h.
 */
struct keys {
	const char *dir;
	struct seal_keys *seal;
	struct chain *chain;
	struct checkpoints *points;
};

/* Where the keys of a database lie when nobody says: PATH.keys beside an
 * SQLite file, NAME.keys in the current folder for PostgreSQL. */
const char *keys_beside(struct arena *, const char *url);
/*
 * For init, before keys_open: a log without rows gets keys of its own. What an
 * earlier log used, whose database is gone, is put aside into DIR/old-INSTANT;
 * fields.key stays where it is. False: logged.
 */
bool	keys_make_room(struct arena *, struct db *, const char *dir);
/* `make`: makes what is missing, as init does. NULL: logged. */
struct keys *keys_open(struct arena *, const char *dir, bool make);
void	keys_close(struct keys *);	/* NULL is fine */

#endif
