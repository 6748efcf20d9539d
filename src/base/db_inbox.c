#include "base/db_inbox.h"

#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/db_inbox_private.h"
#include "base/instant.h"
#include "base/log.h"

enum { HOUR = 60 * 60, DAY = 24 * HOUR, BASE64 =
	sodium_base64_VARIANT_URLSAFE_NO_PADDING };

static const char purpose[] = "tsunagu inbox";

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS inbox (name TEXT PRIMARY KEY) STRICT;"
    "CREATE TABLE IF NOT EXISTS letter (n INTEGER PRIMARY KEY AUTOINCREMENT,"
    " id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, at TEXT NOT NULL,"
    " sealed TEXT NOT NULL) STRICT;"
    "CREATE INDEX IF NOT EXISTS letter_at ON letter (at);"
    "CREATE INDEX IF NOT EXISTS letter_kind ON letter (kind, at)";

enum result
inbox_run(struct inbox *in, struct arena *mem, const char *sql,
    const struct value *args, size_t n, struct rows *out)
{
	struct query q = { "inbox", sql };

	return sqlite_conn_run(in->conn, mem, &q, args, n, out);
}

struct inbox *
inbox_open(const char *path)
{
	struct inbox *in = calloc(1, sizeof(*in));
	struct arena *mem = arena_new();
	enum result rc = BROKEN;

	if (!in || pthread_mutex_init(&in->lock, NULL) ||
	    pthread_mutex_init(&in->times_lock, NULL) ||
	    pthread_cond_init(&in->turn, NULL))
		abort();
	in->last = &in->first;
	randombytes_buf(in->known, sizeof(in->known));
	in->conn = sqlite_conn_open_plain(path);
	if (in->conn)
		rc = sqlite_conn_script(in->conn, schema);
	if (!rc)
		rc = inbox_run(in, mem, "INSERT INTO inbox (name) SELECT $1 WHERE"
		    " NOT EXISTS (SELECT 1 FROM inbox)",
		    ARGS(v_text(crypto_uuid(mem))), NULL);
	arena_free(mem);
	if (!rc)
		return in;
	inbox_close(in);
	return NULL;
}

void
inbox_close(struct inbox *in)
{
	if (!in)
		return;
	sqlite_conn_close(in->conn);
	pthread_mutex_destroy(&in->lock);
	pthread_mutex_destroy(&in->times_lock);
	pthread_cond_destroy(&in->turn);
	inbox_slots_free(in->slots);
	inbox_times_free(in->times);
	free(in);
}

const char *
inbox_close_box(struct arena *mem, const char *key, const char *bytes, size_t n)
{
	unsigned char public[crypto_box_PUBLICKEYBYTES], *box;
	size_t room, got = 0;
	char *out;

	if (strlen(key) != INBOX_KEY || sodium_hex2bin(public, sizeof(public),
	    key, INBOX_KEY, NULL, &got, NULL) || got != sizeof(public))
		return NULL;
	box = arena_raw(mem, n + crypto_box_SEALBYTES);
	if (crypto_box_seal(box, (const unsigned char *)bytes, n, public))
		return NULL;
	n += crypto_box_SEALBYTES;
	room = sodium_base64_encoded_len(n, BASE64);
	out = arena_raw(mem, room);
	return sodium_bin2base64(out, room, box, n, BASE64);
}

static enum result
has_room(struct inbox *in, struct arena *mem, const struct inbox_kind *kind,
    const char *now)
{
	struct rows rows = { 0 };
	enum result rc = inbox_run(in, mem, "SELECT (SELECT count(*) FROM"
	    " letter WHERE kind = $1 AND at > $2) < $3 AND (SELECT count(*) FROM letter WHERE"
	    " kind = $1) < $4", ARGS(v_text(kind->name),
	    v_text(instant_add(mem, now, -HOUR)), v_int(kind->an_hour),
	    v_int(kind->total)), &rows);

	if (rc)
		return rc;
	return rows.nrows && strcmp(rows.cells[0], "1") == 0 ? OK : CONFLICT;
}

/* The same for the same text within an hour, and telling nobody else anything:
 * a form that is sent twice is one letter. */
static const char *
id_of(const struct inbox *in, struct arena *mem, const struct inbox_kind *kind,
    const char *text, const char *now)
{
	const char *both = arena_fmt(mem, "%.13s %s %s", now, kind->name, text);
	unsigned char hash[crypto_generichash_BYTES_MIN];
	char *hex = arena_take(mem, 2 * sizeof(hash) + 1);

	crypto_generichash(hash, sizeof(hash), (const unsigned char *)both,
	    strlen(both), in->known, sizeof(in->known));
	return sodium_bin2hex(hex, 2 * sizeof(hash) + 1, hash, sizeof(hash));
}

struct put {
	const struct inbox_kind *kind;
	const char *text, *sealed, *now;
};

static enum result
write_letter(struct inbox *in, struct inbox_job *job)
{
	const struct put *p = job->what;
	struct arena *mem = job->mem;
	enum result rc = inbox_run(in, mem, "DELETE FROM letter WHERE at < $1",
	    ARGS(v_text(instant_add(mem, p->now, -(int64_t)INBOX_DAYS * DAY))),
	    NULL);

	if (!rc)
		rc = has_room(in, mem, p->kind, p->now);
	if (rc)
		return rc;
	return inbox_run(in, mem, "INSERT OR IGNORE INTO letter (id, kind, at,"
	    " sealed) VALUES ($1, $2, $3, $4)", ARGS(v_text(id_of(in, mem,
	    p->kind, p->text, p->now)), v_text(p->kind->name), v_text(p->now),
	    v_text(p->sealed)), NULL);
}

enum result
inbox_put(struct inbox *in, struct arena *mem, const char *key,
    const struct inbox_kind *kind, const char *text, const char *now)
{
	struct put p = { kind, text, NULL, now };
	struct inbox_job job = { .write = write_letter, .mem = mem,
		.what = &p };

	if (strlen(text) > INBOX_BYTES)
		return INVALID;
	p.sealed = inbox_close_box(mem, key, text, strlen(text));
	return p.sealed ? inbox_write(in, &job) : INVALID;
}

static bool
pair_of(const struct seal_keys *keys, size_t before,
    unsigned char public[crypto_box_PUBLICKEYBYTES],
    unsigned char secret[crypto_box_SECRETKEYBYTES])
{
	unsigned char seed[crypto_box_SEEDBYTES];
	bool good = seal_derive(keys, before, purpose, seed) &&
	    crypto_box_seed_keypair(public, secret, seed) == 0;

	sodium_memzero(seed, sizeof(seed));
	return good;
}

const char *
inbox_key(struct arena *mem, const struct seal_keys *keys)
{
	unsigned char public[crypto_box_PUBLICKEYBYTES];
	unsigned char secret[crypto_box_SECRETKEYBYTES];
	char *hex = arena_take(mem, INBOX_KEY + 1);

	if (!pair_of(keys, 0, public, secret))
		abort();
	sodium_memzero(secret, sizeof(secret));
	return sodium_bin2hex(hex, INBOX_KEY + 1, public, sizeof(public));
}

/* With whichever key it was: they are renewed now and then. */
const char *
inbox_open_box(struct arena *mem, const struct seal_keys *keys, const char *sealed)
{
	unsigned char public[crypto_box_PUBLICKEYBYTES];
	unsigned char secret[crypto_box_SECRETKEYBYTES];
	size_t room = strlen(sealed), n = 0;
	unsigned char *box = arena_raw(mem, room + 1);
	char *text = arena_take(mem, room + 1);
	bool open = false;

	if (sodium_base642bin(box, room, sealed, room, NULL, &n, NULL, BASE64) ||
	    n < crypto_box_SEALBYTES)
		return NULL;
	for (size_t i = 0; !open && pair_of(keys, i, public, secret); i++)
		open = crypto_box_seal_open((unsigned char *)text, box, n,
		    public, secret) == 0;
	sodium_memzero(secret, sizeof(secret));
	return open ? text : NULL;
}

static enum result
ask(struct arena *mem, const char *path, const struct query *q,
    const struct value *args, size_t n, struct rows *out)
{
	struct sqlite_conn *conn = sqlite_conn_open(path, false);
	enum result rc = conn ? sqlite_conn_run(conn, mem, q, args, n, out) :
	    BROKEN;

	sqlite_conn_close(conn);
	return rc;
}

enum result
inbox_name(struct arena *mem, const char *path, const char **name)
{
	static const struct query q = { "inbox.name",
		"SELECT name FROM inbox" };
	struct rows rows = { 0 };
	enum result rc = ask(mem, path, &q, NO_ARGS, &rows);

	*name = !rc && rows.nrows ? rows.cells[0] : "";
	return rc ? rc : rows.nrows ? OK : BROKEN;
}

enum result
inbox_count(struct arena *mem, const char *path, int64_t after, int64_t *n)
{
	static const struct query q = { "inbox.count",
		"SELECT count(*) FROM letter WHERE n > $1" };
	struct rows rows = { 0 };
	enum result rc = ask(mem, path, &q, ARGS(v_int(after)), &rows);

	*n = !rc && rows.nrows ? strtoll(rows.cells[0], NULL, 10) : 0;
	return rc;
}

enum result
inbox_letters(struct arena *mem, const char *path,
    const struct seal_keys *keys, int64_t after, const char **name,
    struct inbox_letter **out, size_t *n)
{
	static const struct query q = { "inbox.letters",
		"SELECT n, id, kind, at, sealed FROM letter WHERE n > $1"
		" ORDER BY n LIMIT $2" };
	struct rows rows = { 0 };
	enum result rc = inbox_name(mem, path, name);

	if (!rc)
		rc = ask(mem, path, &q, ARGS(v_int(after), v_int(INBOX_BATCH)),
		    &rows);
	*n = rc ? 0 : rows.nrows;
	*out = arena_array(mem, *n + 1, sizeof(**out));
	for (size_t i = 0; i < *n; i++) {
		const char *const *c = rows.cells + i * rows.ncols;

		(*out)[i] = (struct inbox_letter){ strtoll(c[0], NULL, 10),
		    c[1], c[2], c[3], inbox_open_box(mem, keys, c[4]) };
	}
	return rc;
}
