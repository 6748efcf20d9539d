#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/audit.h"
#include "app/backup.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/reseal.h"
#include "app/restore.h"
#include "app/session.h"
#include "app/verify.h"
#include "base/chain_key.h"
#include "base/date.h"
#include "base/db_swap.h"
#include "base/migrate.h"
#include "command.h"

/*
 * restore: a backup becomes the database. All of it is made beside what is
 * there, database and keys, and looked at; only then it takes its place.
 */
struct restoring {
	const struct command_line *cl;
	struct arena *mem;
	const char *keys, *staged;	/* folders: in use, being filled */
	const char *url;		/* of the database being filled */
	const char *aside;		/* name for what was there */
	bool there, made_keys;		/* a database; the folder is ours */
	struct restore from;
};

/* All files that a folder of keys has. */
static const char *const key_files[] = { "fields.key", CHAIN_KEY_START,
	CHAIN_KEY_LINK, CHAIN_KEY_SIGN, CHAIN_KEY_PUBLIC, CHAIN_KEY_POINTS };

static const char *
in(struct restoring *r, const char *folder, const char *name)
{
	return arena_fmt(r->mem, "%s/%s", folder, name);
}

static bool
is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

static bool
refuse(const char *why)
{
	fprintf(stderr, "%s\n", why);
	return false;
}

static void
drop_staged_keys(struct restoring *r)
{
	for (size_t i = 0; i < COUNT(key_files); i++)
		unlink(in(r, r->staged, key_files[i]));
	rmdir(r->staged);
}

static bool
make_folders(struct restoring *r)
{
	r->made_keys = mkdir(r->keys, 0700) == 0;
	if (!r->made_keys && errno != EEXIST) {
		perror(r->keys);
		return false;
	}
	/* Whoever was killed may have left some. */
	drop_staged_keys(r);
	if (mkdir(r->staged, 0700) == 0)
		return true;
	perror(r->staged);
	return false;
}

/* The first line of a small file of keys; NULL when there is none. */
static const char *
line_of(struct arena *mem, const char *path, char **line)
{
	FILE *f = fopen(path, "re");

	*line = arena_take(mem, 4096);
	if (!f || !fgets(*line, 4096, f))
		*line = NULL;
	if (f)
		fclose(f);
	return *line;
}

static bool
write_key(const char *path, const char *text, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool good = fd >= 0 && write(fd, text, n) == (ssize_t)n &&
	    fsync(fd) == 0;

	if (fd >= 0)
		good = close(fd) == 0 && good;
	if (!good)
		perror(path);
	return good;
}

static bool
copy_key(struct restoring *r, const char *name)
{
	FILE *f = fopen(in(r, r->keys, name), "re");
	char text[8192];
	size_t n = f ? fread(text, 1, sizeof(text), f) : 0;

	bool copied = n && n < sizeof(text) &&
	    write_key(in(r, r->staged, name), text, n);

	if (f)
		fclose(f);
	sodium_memzero(text, sizeof(text));
	return copied;
}

/* With the first key of all the log can go on from any row. */
static bool
link_from_start(struct restoring *r, const char *start)
{
	const char *path = in(r, r->staged, CHAIN_KEY_LINK), *text;
	char *line;

	if (!line_of(r->mem, start, &line)) {
		perror(start);
		return false;
	}
	text = arena_fmt(r->mem, "0 %s", line);
	unlink(path);
	return write_key(path, text, strlen(text));
}

/* What the backup did not bring has to lie in the folder. */
static bool
gather_keys(struct restoring *r)
{
	const char *start = in(r, r->staged, CHAIN_KEY_START);
	bool whole = true;

	for (size_t i = 0; backup_keys[i]; i++) {
		const char *name = backup_keys[i];

		if (is_there(in(r, r->staged, name)) || copy_key(r, name) ||
		    strcmp(name, CHAIN_KEY_START) == 0)
			continue;
		fprintf(stderr, "%s is not in the backup; put it into %s\n",
		    name, r->keys);
		whole = false;
	}
	if (r->cl->start)
		start = r->cl->start;
	return whole && (!is_there(start) || link_from_start(r, start));
}

/* By the key that lies here, where there is one: the backup's own proves
 * no more than that it is whole. */
static bool
check_signature(struct restoring *r)
{
	const char *here = in(r, r->keys, CHAIN_KEY_PUBLIC);
	bool ours = is_there(here);

	if (!restore_signed(&r->from, ours ? here :
	    in(r, r->staged, CHAIN_KEY_PUBLIC)))
		return refuse("the backup is not signed by the key of this"
		    " centre (audit.public)");
	if (!ours)
		fputs("note: signed by the key in the backup itself\n", stderr);
	return true;
}

/* Cut off or changed anywhere, it is not begun with. */
static bool
is_whole(const char *path, const uint8_t private[ARCHIVE_KEY])
{
	struct archive_reader *archive = archive_open(path, private);
	struct archive_piece piece;
	enum result rc = archive ? OK : BROKEN;

	while (!rc)
		rc = archive_next(archive, &piece);
	archive_close(archive);
	return rc == MISSING;
}

static bool
read_archive(struct restoring *r)
{
	uint8_t private[ARCHIVE_KEY];
	struct archive_reader *archive;
	struct store *store;
	enum result rc = BROKEN;

	if (!archive_key_private(r->cl->key, private) ||
	    !is_whole(r->cl->words[0], private))
		return false;
	archive = archive_open(r->cl->words[0], private);
	store = archive ? store_open(r->url, true) : NULL;
	r->from = (struct restore){ .mem = r->mem, .keys = r->staged,
		.db = store ? db_open(store) : NULL };
	if (r->from.db)
		rc = restore_read(&r->from, archive);
	if (!rc && gather_keys(r) && check_signature(r))
		rc = migrate_up(r->from.db, r->mem);
	else
		rc = rc ? rc : BROKEN;
	db_close(r->from.db);
	store_close(store);
	archive_close(archive);
	return !rc;
}

static void
say(void *ctx, bool wrong, const char *line)
{
	(void)ctx;
	if (wrong)
		fprintf(stderr, "WRONG: %s\n", line);
}

static bool
verify(struct restoring *r)
{
	struct store *store = store_open(r->url, false);
	struct verify v = { .mem = r->mem, .dir = r->staged,
		.start = r->cl->start, .features = all_features,
		.nfeatures = nall_features, .say = say,
		.db = store ? db_open(store) : NULL };
	bool fine = v.db && !verify_all(&v);

	db_close(v.db);
	store_close(store);
	return fine || refuse("it is not as the program left it");
}

/* As `init` does after an update. The log goes on, and says from where. Who had
 * signed in then, and may have been shut out since, signs in again; what waited
 * to be mailed then may have been sent since, and is sent by nobody. */
static bool
take_up(struct restoring *r)
{
	struct command_line cl = { .db = r->url, .keys = r->staged };
	struct workplace w = { 0 };
	bool noted = workplace_open(&w, &cl, true);
	struct reseal n;

	if (noted) {
		deed_begin(w.r);
		if (reseal_all(w.r, &n))
			db_fail(w.r->db, BROKEN);
		(void)session_close_all(w.r);
		(void)mail_hold(w.r);
		(void)audit_note_plain(w.r, "restore", "setting", "-",
		    r->from.made);
		noted = !deed_commit(w.r, NULL);
	}
	workplace_close(&w);
	return noted || refuse("the log cannot go on from there: when its keys"
	    " are newer than this backup, bring\n" CHAIN_KEY_START " from its"
	    " safe place and give --start FILE");
}

static bool
take_key(struct restoring *r, const char *name)
{
	const char *place = in(r, r->keys, name);
	const char *aside = in(r, in(r, r->keys, r->aside), name);

	if (link(place, aside) && errno != ENOENT)
		return false;
	return rename(in(r, r->staged, name), place) == 0 || errno == ENOENT;
}

/* Those in use stay under DIR/ASIDE too, as `init` puts them; at no moment is
 * one missing. */
static bool
take_keys(struct restoring *r)
{
	const char *aside = in(r, r->keys, r->aside);
	int folder = chain_key_folder(r->keys);
	bool taken = folder >= 0 && mkdir(aside, 0700) == 0;

	for (size_t i = 0; taken && i < COUNT(key_files); i++)
		taken = take_key(r, key_files[i]);
	taken = taken && rmdir(r->staged) == 0 && fsync(folder) == 0;
	rmdir(aside);			/* when nothing was there */
	if (folder >= 0)
		close(folder);
	return taken;
}

static bool
take_place(struct restoring *r, bool *taken)
{
	enum result rc = swap_take(r->mem, r->cl->db, r->aside);

	*taken = rc == OK || rc == BROKEN;
	if (rc)
		return refuse("the database could not be put in place");
	if (take_keys(r))
		return true;
	perror(r->keys);
	fprintf(stderr, "the database is in place, its keys are not: move the"
	    " files of %s into %s\n", r->staged, r->keys);
	return false;
}

/* Before anything is written. */
static bool
may_begin(struct restoring *r)
{
	if (!r->cl->key)
		return refuse("--key FILE: the private key of `tsunagu"
		    " keypair`");
	if (swap_is_there(r->mem, r->cl->db, &r->there))
		return false;
	if (r->there && !r->cl->replace)
		return refuse("a database is there already: --replace puts it"
		    " aside");
	if (r->there && !swap_is_alone(r->mem, r->cl->db))
		return refuse("stop the programs that use the database");
	while (is_there(in(r, r->keys, r->aside)))
		r->aside = arena_fmt(r->mem, "%s-2", r->aside);
	return true;
}

static bool
make(struct restoring *r)
{
	bool taken = false, made = false;

	if (!may_begin(r) || !make_folders(r))
		return false;
	r->url = swap_beside(r->mem, r->cl->db);
	if (r->url)
		made = read_archive(r) && take_up(r) && verify(r) &&
		    take_place(r, &taken);
	if (made || taken)
		return made;
	swap_drop(r->mem, r->cl->db);
	drop_staged_keys(r);
	if (r->made_keys)
		rmdir(r->keys);
	return false;
}

static void
tell(const struct restoring *r)
{
	printf("restored: %lld rows of %lld tables as of %s, the log up to row"
	    " %lld\n", (long long)r->from.rows, (long long)r->from.tables,
	    r->from.made, (long long)r->from.audit);
	if (!r->there)
		return;
	printf(strncmp(r->cl->db, "sqlite:", 7) == 0 ?
	    "the database that was there is now %s.%s" :
	    "the database that was there is now in %s, schema %s",
	    r->cl->db, r->aside);
	printf("\nits keys are in %s/%s\n", r->keys, r->aside);
}

int
command_restore(const struct command_line *cl)
{
	struct arena *mem = arena_new();
	struct restoring r = { .cl = cl, .mem = mem,
		.keys = cl->keys ? cl->keys : keys_beside(mem, cl->db),
		.aside = arena_fmt(mem, "before-%s", date_now(mem)) };
	bool made;

	r.staged = in(&r, r.keys, "restoring");
	made = make(&r);
	if (made)
		tell(&r);
	else
		fputs("nothing was restored\n", stderr);
	arena_free(mem);
	return made ? EXIT_DONE : cl->key ? EXIT_REFUSED : EXIT_USAGE;
}
