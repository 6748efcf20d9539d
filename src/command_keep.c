#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/reseal.h"
#include "command.h"

/* Keeping the data: new keys for the texts about people. */

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
