#include "app/verify_town_test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/audit.h"
#include "app/ledger.h"
#include "app/site.h"
#include "app/verify_sql.h"
#include "base/chain_key.h"

static const char *const files[] = { "fields.key", CHAIN_KEY_START,
	CHAIN_KEY_LINK, CHAIN_KEY_SIGN, CHAIN_KEY_PUBLIC, CHAIN_KEY_POINTS };

static const char *
in(struct log_town *a, const char *dir, const char *name)
{
	return arena_fmt(a->t->mem, "%s/%s", dir, name);
}

static const char *
folder(struct log_town *a)
{
	char *dir = arena_text(a->t->mem, "/tmp/tsunagu-verify.XXXXXX");

	EXPECT(mkdtemp(dir) != NULL);
	return dir;
}

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "wb");

	EXPECT(f && fputs(text, f) >= 0 && fclose(f) == 0);
	EXPECT(chmod(path, 0600) == 0);
}

const char *
log_file(struct log_town *a, const char *name)
{
	size_t n;
	const char *text = file_bytes(a->t->mem, in(a, a->dir, name), &n);

	EXPECT(text != NULL);
	return text;
}

void
log_put_file(struct log_town *a, const char *name, const char *text)
{
	put(in(a, a->dir, name), text);
}

/* The keys that sealed the first rows, but in a folder of this test. */
static void
keys_move(struct log_town *a)
{
	const char *from = a->t->site->keys->dir;

	a->dir = folder(a);
	a->away = folder(a);
	for (size_t i = 0; i < COUNT(files); i++) {
		size_t n;
		const char *text = file_bytes(a->t->mem, in(a, from, files[i]),
		    &n);

		EXPECT(text != NULL);
		log_put_file(a, files[i], text);
	}
	keys_close(a->t->site->keys);
	a->t->site->keys = keys_open(a->t->mem, a->dir, false);
	EXPECT(a->t->site->keys != NULL);
}

void
log_write(struct log_town *a, const char *children)
{
	struct audit_writer w = { .db = a->t->db, .mem = a->t->mem,
		.chain = a->t->site->keys->chain };
	const struct audit_row row = { .at = "2026-04-01T03:00:00Z",
		.request = "0197b2f0-0000-7000-8000-000000000001",
		.person = "0197b2f0-0000-7000-8000-000000000002",
		.login = "hana_nurse", .verb = "view", .record = "child",
		.record_id = children, .children = children,
		.what = "/children" };

	db_begin(a->t->db);
	(void)audit_write(&w, &row);
	(void)audit_close(&w);
	EXPECT(db_commit(a->t->db) == OK);
}

void
log_sign(struct log_town *a)
{
	EXPECT(ledger_checkpoint(a->t->site, a->t->db, a->t->mem));
}

static void
fill_to(struct log_town *a, int64_t rows)
{
	int64_t n = town_number(a->t, "SELECT max(seq) FROM audit");

	for (; n < rows; n++)
		log_write(a, n % 3 ? "child-a" : "child-b child-c");
}

/* A second set of keys, with which nothing here was sealed. */
static struct chain *
forger_open(struct log_town *a)
{
	const char *dir = in(a, a->away, "forger");

	EXPECT(chain_make(dir));
	return chain_open(dir);
}

void
log_town_open(struct log_town *a, struct town *t)
{
	*a = (struct log_town){ .t = t };
	keys_move(a);
	fill_to(a, LOG_SIGNED_FIRST);
	log_sign(a);
	fill_to(a, LOG_SIGNED);
	log_sign(a);
	fill_to(a, LOG_ROWS);
	a->start = in(a, a->away, CHAIN_KEY_START);
	a->copy = in(a, a->away, CHAIN_KEY_POINTS);
	EXPECT(rename(in(a, a->dir, CHAIN_KEY_START), a->start) == 0);
	put(a->copy, log_file(a, CHAIN_KEY_POINTS));
	a->forger = forger_open(a);
	EXPECT(a->forger != NULL);
}

static void
folder_remove(struct log_town *a, const char *dir)
{
	for (size_t i = 0; i < COUNT(files); i++)
		unlink(in(a, dir, files[i]));
	EXPECT(rmdir(dir) == 0);
}

void
log_town_close(struct log_town *a)
{
	chain_close(a->forger);
	folder_remove(a, in(a, a->away, "forger"));
	folder_remove(a, a->away);
	folder_remove(a, a->dir);
}

void
log_do(struct log_town *a, const char *sql)
{
	db_begin(a->t->db);
	EXPECT(db_script(a->t->db, sql) == OK);
	EXPECT(db_commit(a->t->db) == OK);
}

/* Rows with new seals, kept until all are read. */
struct resealing {
	struct log_town *a;
	struct chain *stolen;		/* with the link key of the machine */
	int64_t stolen_from;		/* the first row it is for */
	struct link last;
	int64_t from;
	struct buffer sql;
};

static enum result
reseal_row(void *ctx, const char *const *cells, size_t n)
{
	struct resealing *s = ctx;
	int64_t seq = strtoll(cells[0], NULL, 10);
	char seal[CHAIN_SEAL];

	if (seq < s->from) {
		s->last.seq = seq;
		EXPECT(chain_head_of(cells[n - 1], &s->last));
		return OK;
	}
	EXPECT(chain_append(s->stolen && seq >= s->stolen_from ? s->stolen :
	    s->a->forger, &s->last, cells + 1, AUDIT_FIELDS, seal));
	EXPECT(s->last.seq == seq);
	buffer_fmt(&s->sql, "UPDATE audit SET seal = '%s' WHERE seq = %lld;",
	    seal, (long long)seq);
	return OK;
}

void
log_reseal(struct log_town *a, int64_t from, bool machine)
{
	struct resealing s = { .a = a, .from = from,
		.sql = buffer_new(a->t->mem),
		.stolen = machine ? chain_open(a->dir) : NULL,
		.stolen_from = CHAIN_EPOCH * strtoll(log_file(a,
		    CHAIN_KEY_LINK), NULL, 10) };
	struct verify v = { .db = a->t->db, .mem = a->t->mem };

	EXPECT(verify_sql_rows(&v, reseal_row, &s) == OK);
	chain_close(s.stolen);
	log_do(a, s.sql.s);
	log_do(a, "UPDATE audit_head SET seq = (SELECT max(seq) FROM audit),"
	    " seal = (SELECT seal FROM audit ORDER BY seq DESC LIMIT 1)");
}

static void
hear(void *ctx, bool wrong, const char *line)
{
	struct log_town *a = ctx;

	buffer_fmt(&a->said, "%s%s\n", wrong ? "WRONG: " : "", line);
}

static bool
is_whole(struct log_town *a, const char *start, const char *copy)
{
	struct verify v = { .db = a->t->db, .mem = a->t->mem, .dir = a->dir,
		.start = start, .copy = copy, .features = all_features,
		.nfeatures = nall_features, .say = hear, .ctx = a };
	enum result rc;

	a->said = buffer_new(a->t->mem);
	rc = verify_all(&v);
	EXPECT(rc == (v.faults ? CONFLICT : OK));
	return !rc;
}

bool
log_is_whole(struct log_town *a)
{
	return is_whole(a, a->start, a->copy);
}

bool
log_is_whole_alone(struct log_town *a)
{
	return is_whole(a, NULL, NULL);
}

bool
log_says(const struct log_town *a, const char *line)
{
	return strstr(a->said.s, line) != NULL;
}
