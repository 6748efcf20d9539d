#include "base/db_inbox_answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/date.h"
#include "base/db_inbox_private.h"

/* The slots of the answers: which are free, and writing over one. */

#define NO_DAY "0000-00-00"		/* of a slot that is free */

enum { KEY = 32, FREE_LEAST = 128, HOUR = 13, SEALED =
	sodium_base64_ENCODED_LEN(ANSWER_BYTES + crypto_box_SEALBYTES,
	sodium_base64_VARIANT_URLSAFE_NO_PADDING) - 1 };

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, day TEXT NOT"
    " NULL, sealed TEXT NOT NULL) STRICT, WITHOUT ROWID";

struct inbox_slots {
	char (*free)[KEY + 1];		/* the last is taken next */
	size_t nfree, total;
	char hour[HOUR + 1];		/* of now, and how many came in it */
	int64_t came;
};

struct put {
	const char *sealed, *now;
};

static struct inbox_slots *
slots_new(void)
{
	struct inbox_slots *s = calloc(1, sizeof(*s));

	if (s)
		s->free = calloc(ANSWER_TOTAL, sizeof(*s->free));
	if (!s || !s->free)
		abort();
	return s;
}

void
inbox_slots_free(struct inbox_slots *s)
{
	if (!s)
		return;
	free(s->free);
	free(s);
}

/* Which one is taken next is chance. */
static void
shuffle(struct inbox_slots *s)
{
	char kept[KEY + 1];

	for (size_t i = s->nfree; i > 1; i--) {
		size_t k = randombytes_uniform((uint32_t)i);

		memcpy(kept, s->free[i - 1], sizeof(kept));
		memcpy(s->free[i - 1], s->free[k], sizeof(kept));
		memcpy(s->free[k], kept, sizeof(kept));
	}
}

static enum result
load(struct inbox *in, struct arena *mem, struct inbox_slots *s)
{
	struct rows rows = { 0 };
	enum result rc = sqlite_conn_script(in->conn, schema);

	if (!rc)
		rc = inbox_run(in, mem, "SELECT key, day FROM answer",
		    NO_ARGS, &rows);
	if (rc)
		return rc;
	s->nfree = 0;
	s->total = rows.nrows;
	for (size_t i = 0; i < rows.nrows && s->nfree < ANSWER_TOTAL; i++) {
		if (strcmp(rows.cells[2 * i + 1], NO_DAY) == 0)
			memcpy(s->free[s->nfree++], rows.cells[2 * i],
			    KEY + 1);
	}
	return OK;
}

/* What is too old goes; then there are free slots for what comes. */
static enum result
make_room(struct inbox *in, struct arena *mem, struct inbox_slots *s,
    const char *day)
{
	char *empty = arena_take(mem, SEALED + 1);
	enum result rc = load(in, mem, s);

	if (!rc)
		rc = inbox_run(in, mem, "DELETE FROM answer WHERE day > $1 AND"
		    " day < $2", ARGS(v_text(NO_DAY), v_text(date_add_days(mem,
		    day, -ANSWER_DAYS))), NULL);
	memset(empty, 'A', SEALED);
	for (int i = 0; !rc && s->nfree < FREE_LEAST + ANSWER_SLOTS &&
	    s->total < ANSWER_TOTAL && i < ANSWER_SLOTS; i++) {
		const char *key = crypto_chance(mem);

		rc = inbox_run(in, mem, "INSERT INTO answer (key, day, sealed)"
		    " VALUES ($1, $2, $3)", ARGS(v_text(key), v_text(NO_DAY),
		    v_text(empty)), NULL);
		memcpy(s->free[s->nfree++], key, KEY + 1);
		s->total++;
	}
	shuffle(s);
	return rc;
}

/* Of a flood all but the first are refused; counted here alone, for the file
 * does not say when an answer came. */
static bool
is_flood(struct inbox_slots *s, const char *now)
{
	if (strncmp(s->hour, now, HOUR) != 0) {
		memcpy(s->hour, now, HOUR);
		s->came = 0;
	}
	return s->came >= ANSWER_AN_HOUR;
}

static enum result
write_answer(struct inbox *in, struct inbox_job *job)
{
	const struct put *p = job->what;
	const char *day = date_of_instant(job->mem, p->now);
	struct inbox_slots *s = in->slots;
	enum result rc = OK;

	if (!s)
		s = in->slots = slots_new();
	if (is_flood(s, p->now))
		return CONFLICT;
	if (in->stale || strcmp(in->day, day) != 0 ||
	    (s->nfree < FREE_LEAST && s->total < ANSWER_TOTAL))
		rc = make_room(in, job->mem, s, day);
	if (rc)
		return rc;
	snprintf(in->day, sizeof(in->day), "%s", day);
	in->stale = false;
	if (!s->nfree)
		return CONFLICT;
	s->came++;
	return inbox_run(in, job->mem, "UPDATE answer SET day = $2,"
	    " sealed = $3 WHERE key = $1", ARGS(v_text(s->free[--s->nfree]),
	    v_text(day), v_text(p->sealed)), NULL);
}

enum result
inbox_answer_put(struct inbox *in, struct arena *mem, const char *key,
    const char *text, const char *now)
{
	struct put p = { .now = now };
	struct inbox_job job = { .write = write_answer, .mem = mem,
		.what = &p };
	char *padded = arena_take(mem, ANSWER_BYTES);
	size_t n = strlen(text);

	if (n > ANSWER_BYTES)
		return INVALID;
	memcpy(padded, text, n);
	memset(padded + n, ' ', ANSWER_BYTES - n);
	p.sealed = inbox_close_box(mem, key, padded, ANSWER_BYTES);
	return p.sealed ? inbox_write(in, &job) : INVALID;
}

static enum result
open_wanted(struct arena *mem, struct sqlite_conn *conn,
    const struct seal_keys *keys, struct inbox_answer *a)
{
	static const struct query q = { "inbox.answer",
		"SELECT sealed FROM answer WHERE key = $1" };
	struct rows rows = { 0 };
	enum result rc = sqlite_conn_run(conn, mem, &q, ARGS(v_text(a->key)),
	    &rows);

	if (!rc && rows.nrows)
		a->text = inbox_open_box(mem, keys, rows.cells[0]);
	return rc;
}

enum result
inbox_answers(struct arena *mem, const char *path,
    const struct seal_keys *keys, bool (*wanted)(void *ctx, const char *key,
    const char *day), void *ctx, struct inbox_answer **out, size_t *n)
{
	static const struct query there = { "inbox.has_answers",
		"SELECT count(*) FROM sqlite_master WHERE name = 'answer'" };
	static const struct query q = { "inbox.answers",
		"SELECT key, day FROM answer WHERE day > $1 ORDER BY key" };
	struct sqlite_conn *conn = sqlite_conn_open(path, false);
	struct rows has = { 0 }, rows = { 0 };
	enum result rc = conn ? sqlite_conn_run(conn, mem, &there, NO_ARGS,
	    &has) : BROKEN;

	if (!rc && strcmp(has.cells[0], "0") != 0)
		rc = sqlite_conn_run(conn, mem, &q, ARGS(v_text(NO_DAY)),
		    &rows);
	*n = 0;
	*out = arena_array(mem, rows.nrows + 1, sizeof(**out));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct inbox_answer a = { rows.cells[2 * i],
			rows.cells[2 * i + 1], NULL };

		if (!wanted(ctx, a.key, a.day))
			continue;
		if (keys)
			rc = open_wanted(mem, conn, keys, &a);
		(*out)[(*n)++] = a;
	}
	sqlite_conn_close(conn);
	return rc;
}
