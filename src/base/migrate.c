#include "base/migrate.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/asset.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/log.h"

static const char folder[] = "migrations/";

/* Which of two programs may migrate one PostgreSQL database: a made-up key. */
#define LOCK_KEY "7210845"

static enum result
make_table(struct db *db)
{
	return db_script(db, db_is_sqlite(db) ?
	    "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY,"
	    " hash TEXT NOT NULL, done_at TEXT NOT NULL) STRICT" :
	    "SET client_min_messages = warning;"
	    " CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY,"
	    " hash TEXT NOT NULL, done_at TEXT NOT NULL)");
}

static const char *
hash_of(struct arena *mem, const struct asset *a)
{
	unsigned char digest[crypto_generichash_BYTES];
	char *hex = arena_take(mem, sizeof(digest) * 2 + 1);

	crypto_generichash(digest, sizeof(digest),
	    (const unsigned char *)a->bytes, a->len, NULL, 0);
	return sodium_bin2hex(hex, sizeof(digest) * 2 + 1, digest,
	    sizeof(digest));
}

/* What only SQLite says of a table. */
static const char *
skip_sqlite_words(const char *s)
{
	static const char *const words[] = { " STRICT", ", WITHOUT ROWID" };

	for (size_t i = 0; i < COUNT(words); i++) {
		if (strncmp(s, words[i], strlen(words[i])) == 0)
			s += strlen(words[i]);
	}
	return s;
}

/* The same text for both engines, but for those words. */
static const char *
text_of(struct db *db, struct arena *mem, const struct asset *a)
{
	const char *sql = arena_bytes(mem, a->bytes, a->len), *at;
	struct buffer b = buffer_new(mem);

	if (db_is_sqlite(db))
		return sql;
	while ((at = strstr(sql, ") STRICT"))) {
		buffer_bytes(&b, sql, (size_t)(at - sql) + 1);
		sql = skip_sqlite_words(at + 1);
	}
	buffer_add(&b, sql);
	return b.s;
}

static const char *
name_of(const struct asset *a)
{
	return a->name + strlen(folder);
}

static enum result
known_hash(struct db *db, struct arena *mem, const struct asset *a,
    const char **hash)
{
	static const struct query q = {
		"migrate.known", "SELECT hash FROM migration WHERE name = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, &q, ARGS(v_text(name_of(a))), &rows);

	*hash = !rc && rows.nrows ? rows.cells[0] : NULL;
	return rc;
}

static enum result
apply(struct db *db, struct arena *mem, const struct asset *a)
{
	static const struct query q = {
		"migrate.note",
		"INSERT INTO migration (name, hash, done_at) VALUES ($1, $2, $3)"
	};
	enum result rc;

	db_begin(db);
	(void)!db_script(db, text_of(db, mem, a));
	(void)db_exec(db, &q, ARGS(v_text(name_of(a)),
	    v_text(hash_of(mem, a)), v_text(date_now(mem))));
	rc = db_commit(db);
	if (rc)
		log_error("migrate", "%s failed and left nothing behind",
		    name_of(a));
	return rc ? BROKEN : OK;
}

static bool
is_migration(const struct asset *a)
{
	return strncmp(a->name, folder, strlen(folder)) == 0;
}

/* OK: done before, with this text. MISSING: not done. BROKEN: text changed. */
static enum result
state_of(struct db *db, struct arena *mem, const struct asset *a)
{
	const char *hash;
	enum result rc = known_hash(db, mem, a, &hash);

	if (rc)
		return rc;
	if (!hash)
		return MISSING;
	if (strcmp(hash, hash_of(mem, a)) == 0)
		return OK;
	log_error("migrate", "%s is not the text that was carried out",
	    name_of(a));
	return BROKEN;
}

static enum result
lock(struct db *db, const char *what)
{
	char sql[80];

	if (db_is_sqlite(db))
		return OK;		/* the store's lock file does it */
	snprintf(sql, sizeof(sql), "SELECT %s(" LOCK_KEY ")", what);
	return db_script(db, sql);
}

static bool
is_among(const char *name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

enum result
migrate_up(struct db *db, struct arena *mem)
{
	return migrate_these(db, mem, NULL, 0);
}

enum result
migrate_these(struct db *db, struct arena *mem, const char *const *names,
    size_t nnames)
{
	size_t n;
	const struct asset *all = asset_all(&n);
	enum result rc;

	rc = lock(db, "pg_advisory_lock");
	if (rc)
		return rc;
	db_begin(db);
	(void)!make_table(db);
	rc = db_commit(db);
	for (size_t i = 0; !rc && i < n; i++) {
		if (!is_migration(&all[i]) ||
		    (names && !is_among(name_of(&all[i]), names, nnames)))
			continue;
		rc = state_of(db, mem, &all[i]);
		if (rc == MISSING)
			rc = apply(db, mem, &all[i]);
	}
	(void)!lock(db, "pg_advisory_unlock");
	return rc;
}

bool
migrate_knows(struct arena *mem, const char *name, const char *hash)
{
	const struct asset *a = asset_find(arena_fmt(mem, "%s%s", folder,
	    name));

	return a && strcmp(hash_of(mem, a), hash) == 0;
}

enum result
migrate_check(struct db *db, struct arena *mem)
{
	static const struct query q = {
		"migrate.count", "SELECT count(*) AS n FROM migration"
	};
	size_t n;
	const struct asset *all = asset_all(&n);
	int64_t ours = 0, done = 0;
	enum result rc = db_number(db, mem, &q, NO_ARGS, &done);

	for (size_t i = 0; !rc && i < n; i++) {
		if (!is_migration(&all[i]))
			continue;
		ours++;
		rc = state_of(db, mem, &all[i]);
	}
	if (rc == MISSING || (!rc && ours != done))
		return CONFLICT;
	return rc;
}
