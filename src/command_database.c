#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/audit.h"
#include "app/charge.h"
#include "app/deed.h"
#include "app/pack.h"
#include "app/reseal.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/migrate.h"
#include "command.h"
#include "features/account/account.h"
#include "features/child/child.h"

/* init and demo: databases that were not there before. */

/* `sealed`: it was written with keys, which no new ones can replace. */
static enum result
migrate(const struct command_line *cl, struct arena *mem, bool *sealed)
{
	struct store *store = store_open(cl->db, true);
	struct db *db = store ? db_open(store) : NULL;
	enum result rc = db ? migrate_up(db, mem) : BROKEN;

	if (!rc)
		rc = reseal_begun(db, mem, sealed);
	db_close(db);
	store_close(store);
	return rc;
}

/* Roles that see no child are no use to a centre that sets itself up: the
 * first person is one of its staff. */
#define FIRST_ROLES "administrator,counsellor"

/* The first administrator's password, said once and stored nowhere. */
static enum result
add_administrator(struct request *r, const char *login, const char **password)
{
	int64_t people;
	enum result rc = account_count(r, &people);

	*password = NULL;
	if (rc || people)
		return rc;
	*password = crypto_readable(r->mem);
	return account_add(r, login, "管理者", FIRST_ROLES, *password);
}

/* What databases of before the seals are brought up to. */
static enum result
seal_what_is_there(struct request *r, struct reseal *n)
{
	enum result rc = audit_adopt(r);

	return rc ? rc : reseal_all(r, n);
}

static void
say_sealed(const struct reseal *n)
{
	if (n->plain + n->old)
		printf("texts sealed: %lld that were not, %lld with a newer"
		    " key\n", (long long)n->plain, (long long)n->old);
	if (n->broken)
		fprintf(stderr, "%lld texts do not open with these keys; they"
		    " were left as they are\n", (long long)n->broken);
}

/* PostgreSQL keeps the bytes of rows that were written over; SQLite clears
 * them, and its log at the end of the command. */
static enum result
clear_away(struct db *db, const struct reseal *n)
{
	return n->plain && !db_is_sqlite(db) ? db_script(db, "VACUUM FULL") :
	    OK;
}

static enum result
prepare(const struct command_line *cl, struct request *r,
    const char **password)
{
	struct reseal sealed;
	enum result rc;

	deed_begin(r);
	rc = seal_what_is_there(r, &sealed);
	if (!rc)
		rc = pack_load(r, cl->pack ? cl->pack : "packs/aomori");
	if (!rc)
		rc = add_administrator(r, cl->admin ? cl->admin : "admin",
		    password);
	if (rc) {
		db_rollback(r->db);
		return rc;
	}
	(void)audit_note_plain(r, "init", "setting", "-", "");
	rc = deed_commit(r, NULL);
	if (rc)
		return rc;
	say_sealed(&sealed);
	return clear_away(r->db, &sealed);
}

static int
make_database(const struct command_line *cl, struct workplace *w,
    const char **password)
{
	struct command_line making = *cl;
	struct arena *mem = arena_new();
	bool sealed = true;
	enum result rc = migrate(cl, mem, &sealed);

	arena_free(mem);
	if (rc) {
		fprintf(stderr, "cannot prepare the database %s\n", cl->db);
		return EXIT_REFUSED;
	}
	making.make_keys = !sealed;
	if (!workplace_open(w, &making, true))
		return EXIT_REFUSED;
	rc = prepare(cl, w->r, password);
	if (rc)
		return command_refused(w->r, rc, "the pack was not loaded");
	return EXIT_DONE;
}

int
command_init(const struct command_line *cl)
{
	struct workplace w = { 0 };
	const char *password = NULL;
	int code = make_database(cl, &w, &password);

	if (code == EXIT_DONE && password)
		printf("login: %s\npassword: %s\n", cl->admin ? cl->admin :
		    "admin", password);
	else if (code == EXIT_DONE)
		puts("the database is up to date");
	workplace_close(&w);
	return code;
}

/* A demo never goes into a database that somebody may be using. */
static bool
has_children(struct request *r)
{
	int64_t n = 0;

	return child_count(r, &n) || n;
}

static enum result
fill(struct request *r)
{
	deed_begin(r);
	for (size_t i = 0; i < nall_features; i++) {
		const struct feature *f = all_features[i];
		enum result rc = f->demo && charge_is_done(r->codes,
		    f->function) ? f->demo(r) : OK;

		if (rc) {
			db_rollback(r->db);
			return rc;
		}
	}
	(void)audit_note_plain(r, "demo", "setting", "-", "");
	return deed_commit(r, NULL);
}

int
command_demo(const struct command_line *cl)
{
	struct workplace w = { 0 };
	const char *password = NULL;
	int code = make_database(cl, &w, &password);
	enum result rc;

	if (code == EXIT_DONE && has_children(w.r)) {
		fputs("the database holds children already: a demo goes into an"
		    " empty one\n", stderr);
		code = EXIT_REFUSED;
	}
	if (code == EXIT_DONE && desk_request(w.site, w.desk, w.mem, w.r))
		code = EXIT_REFUSED;
	if (code == EXIT_DONE && (rc = fill(w.r)))
		code = command_refused(w.r, rc, "the demo was not made");
	if (code == EXIT_DONE && password)
		printf("login: %s\npassword: %s\n", cl->admin ? cl->admin :
		    "admin", password);
	workplace_close(&w);
	return code;
}
