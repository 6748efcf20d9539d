#include "app/backup.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/archive_rows.h"
#include "base/asset.h"
#include "base/buffer.h"
#include "base/chain_key.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/db_copy.h"
#include "base/log.h"

const char *const backup_keys[] = { "fields.key", CHAIN_KEY_START,
	CHAIN_KEY_LINK, CHAIN_KEY_SIGN, CHAIN_KEY_PUBLIC, NULL };

/* Of the program: what travels inside it says which it is. */
static const char *
build_of(struct arena *mem)
{
	size_t n;
	const struct asset *all = asset_all(&n);
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < n; i++)
		buffer_add(&b, crypto_digest(mem, all[i].bytes, all[i].len));
	return arena_bytes(mem, crypto_digest(mem, b.s, b.len), 12);
}

static enum result
put_about(struct backup *b, struct archive_writer *w)
{
	static const struct query q = {
		"backup.migrations",
		"SELECT name, hash FROM migration ORDER BY name"
	};
	struct buffer text = buffer_new(b->mem);
	struct rows rows = { 0 };
	enum result rc = db_rows(b->db, b->mem, &q, NO_ARGS, &rows);

	if (rc)
		return rc;
	buffer_fmt(&text, BACKUP_FIRST "\nmade %s\nbuild %s\nengine %s\n",
	    date_now(b->mem), build_of(b->mem),
	    db_is_sqlite(b->db) ? "sqlite" : "postgresql");
	for (size_t i = 0; i < rows.nrows; i++)
		buffer_fmt(&text, "migration %s %s\n", rows.cells[2 * i],
		    rows.cells[2 * i + 1]);
	archive_member(w, "about");
	archive_put(w, text.s, text.len);
	return OK;
}

static bool
put_file(struct backup *b, struct archive_writer *w, const char *name,
    const char *member)
{
	FILE *f = fopen(arena_fmt(b->mem, "%s/%s", b->keys, name), "re");
	char block[4096];
	size_t n;
	bool read;

	if (!f)
		return false;
	archive_member(w, member);
	while ((n = fread(block, 1, sizeof(block), f)))
		archive_put(w, block, n);
	read = !ferror(f);
	sodium_memzero(block, sizeof(block));
	fclose(f);
	return read;
}

/* audit.start may have been taken to a safe place; all else must be here. */
static enum result
put_keys(struct backup *b, struct archive_writer *w)
{
	for (size_t i = 0; b->with_keys && backup_keys[i]; i++) {
		const char *name = backup_keys[i];

		if (!put_file(b, w, name, arena_fmt(b->mem, "key/%s", name)) &&
		    strcmp(name, CHAIN_KEY_START) != 0) {
			log_error("backup", "%s/%s cannot be read", b->keys,
			    name);
			return BROKEN;
		}
	}
	return OK;
}

static enum result
put_row(void *ctx, const char *const *cells, size_t n)
{
	archive_row(ctx, cells, n);
	return OK;
}

const char *
backup_line(struct arena *mem, const char *name, const struct copy_sum *sum)
{
	return arena_fmt(mem, "table %s %lld %016llx%016llx%016llx%016llx\n",
	    name, (long long)sum->rows, (unsigned long long)sum->lanes[0],
	    (unsigned long long)sum->lanes[1],
	    (unsigned long long)sum->lanes[2],
	    (unsigned long long)sum->lanes[3]);
}

static enum result
put_tables(struct backup *b, struct archive_writer *w, struct buffer *manifest)
{
	struct copy_table *all;
	size_t n;
	enum result rc = copy_tables(b->db, b->mem, &all, &n);

	for (size_t i = 0; !rc && i < n; i++) {
		struct copy_sum sum;

		archive_member(w, arena_fmt(b->mem, "table/%s", all[i].name));
		archive_row(w, all[i].columns, all[i].ncolumns);
		rc = copy_walk(b->db, b->mem, &all[i], &sum, put_row, w);
		buffer_add(manifest, backup_line(b->mem, all[i].name, &sum));
		b->rows += sum.rows;
		b->tables++;
	}
	return rc;
}

static enum result
put_manifest(struct backup *b, struct archive_writer *w,
    struct buffer *manifest)
{
	static const struct query q = {
		"backup.audit", "SELECT seq, seal FROM audit_head"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(b->db, b->mem, &q, NO_ARGS, &rows);

	if (rc || !rows.nrows)
		return BROKEN;
	buffer_fmt(manifest, "audit %s %s\n", rows.cells[0], rows.cells[1]);
	b->audit = strtoll(rows.cells[0], NULL, 10);
	archive_member(w, "manifest");
	archive_put(w, manifest->s, manifest->len);
	return OK;
}

static bool
sign(const char *keys, const uint8_t *text, size_t n,
    uint8_t signature[crypto_sign_BYTES])
{
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
	int folder = chain_key_folder(keys);
	char *hex = folder < 0 ? NULL : chain_key_text(folder, CHAIN_KEY_SIGN);
	size_t got = 0;
	bool read = hex && sodium_hex2bin(secret, sizeof(secret), hex,
	    strlen(hex), NULL, &got, NULL) == 0 && got == sizeof(secret);

	if (folder >= 0)
		close(folder);
	sodium_free(hex);
	if (read)
		crypto_sign_detached(signature, NULL, text, n, secret);
	sodium_memzero(secret, sizeof(secret));
	if (!read)
		log_error("backup", "%s/" CHAIN_KEY_SIGN ": no key", keys);
	return read;
}

static enum result
put_signature(struct backup *b, struct archive_writer *w)
{
	uint8_t text[sizeof(BACKUP_SIGNED) - 1 + ARCHIVE_HASH];
	uint8_t signature[crypto_sign_BYTES];
	char hex[2 * sizeof(signature) + 1];

	memcpy(text, BACKUP_SIGNED, sizeof(BACKUP_SIGNED) - 1);
	archive_digest(w, text + sizeof(BACKUP_SIGNED) - 1);
	if (!sign(b->keys, text, sizeof(text), signature))
		return BROKEN;
	sodium_bin2hex(hex, sizeof(hex), signature, sizeof(signature));
	archive_member(w, "signature");
	archive_put(w, hex, strlen(hex));
	return OK;
}

/* All of one moment. */
static enum result
put_database(struct backup *b, struct archive_writer *w,
    struct buffer *manifest)
{
	enum result rc = copy_hold(b->db);

	if (rc)
		return rc;
	rc = put_about(b, w);
	if (!rc)
		rc = put_tables(b, w, manifest);
	if (!rc)
		rc = put_keys(b, w);
	if (!rc)
		rc = put_manifest(b, w, manifest);
	copy_release(b->db);
	return rc;
}

enum result
backup_write(struct backup *b, struct archive_writer *w)
{
	struct buffer manifest = buffer_new(b->mem);
	enum result rc;

	b->tables = b->rows = b->audit = 0;
	/* Before the rows: what was signed by then is in them. */
	if (!put_file(b, w, CHAIN_KEY_POINTS, "checkpoints")) {
		log_error("backup", "%s/" CHAIN_KEY_POINTS " cannot be read",
		    b->keys);
		return BROKEN;
	}
	rc = put_database(b, w, &manifest);
	return rc ? rc : put_signature(b, w);
}
