#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/audit.h"
#include "app/backup.h"
#include "app/deed.h"
#include "app/reseal.h"
#include "command.h"

/* Keeping the data: backups, and new keys for the texts about people. */

int
command_keypair(const struct command_line *cl)
{
	const char *path = cl->words[0];

	if (!archive_key_make(path)) {
		fprintf(stderr, "no keys were made\n");
		return EXIT_REFUSED;
	}
	printf("private key: %s: take it away from this machine; without it"
	    " no backup opens\npublic key: %s.public: for `tsunagu backup"
	    " --to`\n", path, path);
	return EXIT_DONE;
}

static int
write_backup(struct backup *b, const char *path, const uint8_t *to)
{
	struct archive_writer *w = archive_make(path, to);

	if (w && !backup_write(b, w))
		return archive_end(w) ? EXIT_DONE : EXIT_REFUSED;
	archive_drop(w);
	return EXIT_REFUSED;
}

/* Reads only, so that it goes on beside a server; needs no field keys. */
int
command_backup(const struct command_line *cl)
{
	struct arena *mem = arena_new();
	struct store *store = store_open(cl->db, false);
	struct backup b = { .mem = mem, .with_keys = cl->with_keys,
		.keys = cl->keys ? cl->keys : keys_beside(mem, cl->db) };
	uint8_t to[ARCHIVE_KEY];
	int code = EXIT_REFUSED;

	if (!cl->to)
		fputs("--to KEY: a file of `tsunagu keypair`, or its 64"
		    " digits\n", stderr);
	else if (archive_key_public(cl->to, to))
		b.db = store ? db_open(store) : NULL;
	if (b.db)
		code = write_backup(&b, cl->words[0], to);
	if (code == EXIT_DONE)
		printf("%s: %lld rows of %lld tables, the log up to row %lld%s\n",
		    cl->words[0], (long long)b.rows, (long long)b.tables,
		    (long long)b.audit, b.with_keys ? ", and the keys" : "");
	else
		fputs("no backup was made\n", stderr);
	db_close(b.db);
	store_close(store);
	arena_free(mem);
	return cl->to ? code : EXIT_USAGE;
}

/* The new key seals whatever is written from here on; should the rest fail,
 * the older keys still open what they sealed, and `init` goes on with it. */
static bool
take_new_key(struct keys *keys)
{
	struct seal_keys *renewed;

	if (!seal_renew(keys->dir))
		return false;
	renewed = seal_open(keys->dir, false);
	if (!renewed)
		return false;
	seal_close(keys->seal);
	keys->seal = renewed;
	return true;
}

static int
reseal(struct workplace *w)
{
	struct reseal n;
	enum result rc;

	deed_begin(w->r);
	rc = reseal_all(w->r, &n);
	/* An empty centre has a new key too. */
	if (!rc && n.plain + n.old == 0)
		rc = audit_note_plain(w->r, "reseal", "setting", "-", "");
	if (rc)
		db_rollback(w->r->db);
	else
		rc = deed_commit(w->r, NULL);
	if (rc)
		return command_refused(w->r, rc, "texts keep their older keys");
	printf("texts sealed with the new key: %lld\n"
	    "copy %s/fields.key to where its copies lie, now\n",
	    (long long)(n.plain + n.old), w->keys->dir);
	if (!n.broken)
		return EXIT_DONE;
	fprintf(stderr, "%lld texts do not open with these keys; they were"
	    " left as they are\n", (long long)n.broken);
	return EXIT_REFUSED;
}

int
command_rekey(const struct command_line *cl)
{
	struct workplace w = { 0 };
	int code = EXIT_REFUSED;

	if (workplace_open(&w, cl, true) && take_new_key(w.keys))
		code = reseal(&w);
	workplace_close(&w);
	return code;
}
