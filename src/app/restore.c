#include "app/restore.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/backup.h"
#include "base/archive_rows.h"
#include "base/buffer.h"
#include "base/chain_key.h"
#include "base/checkpoint.h"
#include "base/db_copy.h"
#include "base/log.h"
#include "base/migrate.h"

enum { MOST_TEXT = 1 << 20, MOST_TABLES = 500 };

/* Members come in this order, each kind but tables and keys once. */
enum stage { START, POINTS, ABOUT, TABLE, KEY, MANIFEST, SIGNATURE };

struct reading {
	struct restore *to;
	struct archive_reader *from;
	enum stage stage;
	struct buffer text;		/* of about, manifest, signature */
	FILE *file;			/* of points, key */
	struct archive_rows rows;
	struct copy_load load;
	bool loading;
	struct copy_table *tables;	/* so far; the last is being read */
	struct copy_sum *sums;
	bool columns;			/* of it are known */
};

static enum result
refuse(const char *why, const char *name)
{
	log_error("restore", "%s%s%s", name, *name ? ": " : "", why);
	return BROKEN;
}

static bool
is_name(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return n > 0 && s[n] == '\0';
}

static enum stage
stage_of(const char *name)
{
	static const struct {
		const char *name;
		enum stage stage;
	} known[] = {
		{ "checkpoints", POINTS }, { "about", ABOUT },
		{ "manifest", MANIFEST }, { "signature", SIGNATURE },
	};

	for (size_t i = 0; i < COUNT(known); i++) {
		if (strcmp(known[i].name, name) == 0)
			return known[i].stage;
	}
	return strncmp(name, "table/", 6) == 0 ? TABLE :
	    strncmp(name, "key/", 4) == 0 ? KEY : START;
}

static enum result
begin_file(struct reading *in, const char *name)
{
	const char *path = arena_fmt(in->to->mem, "%s/%s", in->to->keys, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	in->file = fd < 0 ? NULL : fdopen(fd, "w");
	return in->file ? OK : refuse("cannot be written", path);
}

static enum result
begin_key(struct reading *in, const char *name)
{
	for (size_t i = 0; backup_keys[i]; i++) {
		if (strcmp(backup_keys[i], name) == 0)
			return begin_file(in, name);
	}
	return refuse("no such key", name);
}

static enum result
begin_table(struct reading *in, const char *name)
{
	if (!is_name(name) || in->to->tables == MOST_TABLES)
		return refuse("no such table", "");
	in->tables[in->to->tables++].name = arena_text(in->to->mem, name);
	in->columns = false;
	return OK;
}

static bool
may_follow(enum stage before, enum stage stage)
{
	if (stage == before)
		return stage == TABLE || stage == KEY;
	return stage == before + 1 || (before == TABLE && stage == MANIFEST);
}

static enum result
begin_member(struct reading *in, const char *name)
{
	enum stage stage = stage_of(name);

	if (!may_follow(in->stage, stage))
		return refuse("a member that has no place there", name);
	in->stage = stage;
	in->text = buffer_new(in->to->mem);
	switch (stage) {
	case POINTS: return begin_file(in, CHAIN_KEY_POINTS);
	case TABLE: return begin_table(in, name + strlen("table/"));
	case KEY: return begin_key(in, name + strlen("key/"));
	case SIGNATURE:
		archive_digest_before(in->from, in->to->digest);
		return OK;
	default: return OK;
	}
}

/* The first row of a table is its columns. */
static enum result
take_columns(struct reading *in, const char *const *cells, size_t n)
{
	struct copy_table *t = &in->tables[in->to->tables - 1];
	const char **columns = arena_array(in->to->mem, n, sizeof(*columns));

	for (size_t i = 0; i < n; i++) {
		if (!cells[i] || !is_name(cells[i]))
			return refuse("columns without names", t->name);
		columns[i] = arena_text(in->to->mem, cells[i]);
	}
	t->columns = columns;
	t->ncolumns = n;
	in->columns = true;
	return copy_begin(&in->load, t);
}

static enum result
take_row(void *ctx, const char *const *cells, size_t n)
{
	struct reading *in = ctx;
	size_t last = (size_t)in->to->tables - 1;

	if (!in->columns)
		return take_columns(in, cells, n);
	if (n != in->tables[last].ncolumns)
		return refuse("a row of another width", in->tables[last].name);
	copy_add(&in->sums[last], cells, n);
	in->to->rows++;
	return copy_put(&in->load, cells);
}

static enum result
take_bytes(struct reading *in, const uint8_t *bytes, size_t n)
{
	if (in->stage == TABLE)
		return archive_rows_add(&in->rows, bytes, n, take_row, in);
	if (in->file)
		return fwrite(bytes, 1, n, in->file) == n ? OK :
		    refuse("cannot be written", "a key");
	if (in->text.len + n > MOST_TEXT || memchr(bytes, '\0', n))
		return refuse("a text that is none", "");
	buffer_bytes(&in->text, (const char *)bytes, n);
	return OK;
}

/* The word after `what`, up to the end of its line; NULL: none. */
static const char *
word_after(struct arena *mem, const char *text, const char *what)
{
	const char *at = strstr(text, arena_fmt(mem, "\n%s ", what));

	if (!at)
		return NULL;
	at += strlen(what) + 2;
	return arena_bytes(mem, at, strcspn(at, "\n"));
}

/* The names of the migrations that made it; NULL: not ours. */
static const char **
migrations_of(struct arena *mem, const char *text, size_t *n)
{
	const char **names = arena_array(mem, strlen(text), sizeof(*names));
	const char *at = text;

	*n = 0;
	while ((at = strstr(at, "\nmigration "))) {
		const char *name = at + strlen("\nmigration ");
		size_t length = strcspn(name, " \n");
		const char *hash = name + length + (name[length] == ' ');

		names[*n] = arena_bytes(mem, name, length);
		if (!migrate_knows(mem, names[(*n)++],
		    arena_bytes(mem, hash, strcspn(hash, "\n"))))
			return NULL;
		at = name;
	}
	return *n ? names : NULL;
}

static enum result
end_about(struct reading *in)
{
	struct restore *to = in->to;
	const char **names, *text = in->text.s;
	size_t n;
	enum result rc;

	if (strncmp(text, BACKUP_FIRST "\n", strlen(BACKUP_FIRST) + 1) != 0)
		return refuse("a backup of another kind", "");
	to->made = word_after(to->mem, text, "made");
	to->build = word_after(to->mem, text, "build");
	names = migrations_of(to->mem, text, &n);
	if (!to->made || !to->build || !names) {
		log_error("restore", "made by another program, build %s: take"
		    " that one, or a newer one", to->build ? to->build : "?");
		return CONFLICT;
	}
	rc = migrate_these(to->db, to->mem, names, n);
	if (rc)
		return rc;
	db_begin(to->db);
	in->loading = true;
	return copy_open(&in->load, to->db, to->mem);
}

static enum result
end_file(struct reading *in)
{
	bool kept = fflush(in->file) == 0 && fsync(fileno(in->file)) == 0;

	kept = fclose(in->file) == 0 && kept;
	in->file = NULL;
	return kept ? OK : refuse("cannot be kept", "a key");
}

static enum result
end_table(struct reading *in)
{
	const char *name = in->tables[in->to->tables - 1].name;

	return archive_rows_end(&in->rows) && in->columns ? OK :
	    refuse("ends in the middle", name);
}

/* What it should say, from the rows that were read. */
static enum result
end_manifest(struct reading *in)
{
	struct buffer should = buffer_new(in->to->mem);

	for (int64_t i = 0; i < in->to->tables; i++)
		buffer_add(&should, backup_line(in->to->mem,
		    in->tables[i].name, &in->sums[i]));
	return strncmp(in->text.s, should.s, should.len) == 0 &&
	    strncmp(in->text.s + should.len, "audit ", 6) == 0 ? OK :
	    refuse("does not fit the rows", "manifest");
}

static enum result
end_signature(struct reading *in)
{
	size_t got = 0;
	bool read = sodium_hex2bin(in->to->signature, RESTORE_SIGNATURE,
	    in->text.s, in->text.len, NULL, &got, NULL) == 0;

	return read && got == RESTORE_SIGNATURE ? OK :
	    refuse("no signature", "");
}

static enum result
end_member(struct reading *in)
{
	switch (in->stage) {
	case POINTS:
	case KEY: return end_file(in);
	case ABOUT: return end_about(in);
	case TABLE: return end_table(in);
	case MANIFEST: return end_manifest(in);
	case SIGNATURE: return end_signature(in);
	default: return OK;
	}
}

static enum result
read_all(struct reading *in)
{
	struct archive_piece piece;
	enum result rc;

	while (!(rc = archive_next(in->from, &piece))) {
		if (piece.begins)
			rc = end_member(in);
		if (!rc)
			rc = piece.begins ? begin_member(in, piece.name) :
			    take_bytes(in, piece.bytes, piece.n);
		if (rc)
			return rc;
	}
	if (rc != MISSING)
		return rc;
	rc = end_member(in);
	return rc ? rc : in->stage == SIGNATURE ? OK :
	    refuse("it has no signature", "");
}

/* Read back what was written, table by table. */
static enum result
compare(struct reading *in)
{
	static const struct query q = {
		"restore.audit", "SELECT seq FROM audit_head"
	};
	struct restore *to = in->to;
	struct copy_sum sum;
	enum result rc = OK;

	for (int64_t i = 0; !rc && i < to->tables; i++) {
		rc = copy_walk(to->db, to->mem, &in->tables[i], &sum, NULL,
		    NULL);
		if (!rc && !copy_same(&sum, &in->sums[i]))
			rc = refuse("came out another than it went in",
			    in->tables[i].name);
	}
	return rc ? rc : db_number(to->db, to->mem, &q, NO_ARGS, &to->audit);
}

static enum result
finish(struct reading *in)
{
	enum result rc = copy_close(&in->load);

	in->loading = false;
	if (rc)
		db_rollback(in->to->db);
	else
		rc = db_commit(in->to->db);
	return rc ? rc : compare(in);
}

enum result
restore_read(struct restore *to, struct archive_reader *from)
{
	struct reading in = { .to = to, .from = from,
		.tables = arena_array(to->mem, MOST_TABLES,
		    sizeof(*in.tables)),
		.sums = arena_array(to->mem, MOST_TABLES, sizeof(*in.sums)) };
	enum result rc;

	to->rows = to->tables = to->audit = 0;
	rc = read_all(&in);
	if (!rc)
		return finish(&in);
	if (in.file)
		fclose(in.file);
	(void)archive_rows_end(&in.rows);
	if (in.loading) {
		(void)!copy_close(&in.load);
		db_rollback(to->db);
	}
	return rc;
}

bool
restore_signed(const struct restore *r, const char *public)
{
	uint8_t text[sizeof(BACKUP_SIGNED) - 1 + ARCHIVE_HASH];
	uint8_t key[CHECKPOINT_KEY];

	memcpy(text, BACKUP_SIGNED, sizeof(BACKUP_SIGNED) - 1);
	memcpy(text + sizeof(BACKUP_SIGNED) - 1, r->digest, ARCHIVE_HASH);
	return checkpoint_public(public, key) &&
	    crypto_sign_verify_detached(r->signature, text, sizeof(text),
	    key) == 0;
}
