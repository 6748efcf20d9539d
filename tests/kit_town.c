#include "tests/kit_town.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/pack.h"
#include "app/session.h"
#include "app/site.h"
#include "base/crypto.h"
#include "base/migrate.h"
#include "features/account/account.h"
#include "tests/kit_mail.h"
#include "tests/kit_server.h"

/* The clock of the test under way; there is only one at a time. */
static const char *now;

static struct {
	bool built, left;		/* left: by a test that broke off */
	char folder[64];		/* of the SQLite files */
} kept;

static const struct {
	const char *login, *name, *role;
} people[] = {
	{ "hana_nurse", "看護師 花", "nurse" },
	{ "taro_doctor", "医師 太郎", "doctor" },
	{ "jiro_clerk", "事務 次郎", "clerk" },
	{ "admin", "管理 者", "administrator,counsellor" },
};

static _Noreturn void
give_up(const char *what, const char *why)
{
	fprintf(stderr, "kit: %s: %s\n", what, why);
	exit(2);
}

static const char *
clock_now(struct arena *mem)
{
	return arena_text(mem, now);
}

const char *
file_bytes(struct arena *mem, const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *bytes;
	long size;

	if (!f)
		return NULL;
	if (fseek(f, 0, SEEK_END) || (size = ftell(f)) < 0)
		give_up(path, strerror(errno));
	rewind(f);
	bytes = arena_take(mem, (size_t)size + 1);
	if (fread(bytes, 1, (size_t)size, f) != (size_t)size)
		give_up(path, "cannot be read");
	fclose(f);
	*n = (size_t)size;
	return bytes;
}

static void
file_copy(struct arena *mem, const char *from, const char *to)
{
	size_t n;
	const char *bytes = file_bytes(mem, from, &n);
	FILE *f = bytes ? fopen(to, "wb") : NULL;

	if (!f || fwrite(bytes, 1, n, f) != n || fclose(f))
		give_up(to, "cannot be written");
}

/* Memory when there is any: then no test waits for a disk. */
static const char *
folder_of_files(void)
{
	const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	if (*kept.folder)
		return kept.folder;
	snprintf(kept.folder, sizeof(kept.folder), "%s/tsunagu-test-XXXXXX",
	    base);
	if (!mkdtemp(kept.folder))
		give_up(kept.folder, strerror(errno));
	return kept.folder;
}

/* Every file of the folder whose name begins so: SQLite keeps several. */
static void
files_remove(struct arena *mem, const char *begins)
{
	DIR *d = opendir(kept.folder);
	struct dirent *e;

	while (d && (e = readdir(d))) {
		if (*e->d_name != '.' &&
		    strncmp(e->d_name, begins, strlen(begins)) == 0)
			unlink(arena_fmt(mem, "%s/%s", kept.folder, e->d_name));
	}
	if (d)
		closedir(d);
}

static const char *
database_url(struct arena *mem, const char *which)
{
	if (server_url())
		return server_database_url(mem, which);
	return arena_fmt(mem, "sqlite:%s/%s.db", folder_of_files(), which);
}

static void
database_drop(struct arena *mem, const char *which)
{
	if (server_url())
		server_drop(mem, which);
	else
		files_remove(mem, which);
}

static void
site_start(struct town *t, const char *which)
{
	struct store *store = store_open(database_url(t->mem, which), true);
	struct keys *keys;

	if (!store)
		give_up(which, "cannot be opened");
	keys = keys_open(t->mem, folder_of_files(), true);
	if (!keys)
		give_up(which, "the keys cannot be opened");
	t->site = site_new(t->mem, store, keys, all_features,
	    nall_features);
	if (!t->site)
		give_up(which, "the site refuses to start");
	t->site->clock = clock_now;
	t->desk = desk_open(t->site);
	t->db = db_open(store);
	if (!t->desk || !t->db)
		give_up(which, "no way into the database");
}

static void
site_stop(struct town *t)
{
	struct store *store = t->site->store;
	struct keys *keys = t->site->keys;

	db_close(t->db);
	desk_close(t->desk);
	site_free(t->site);
	store_close(store);
	keys_close(keys);
}

static void
schema_make(struct arena *mem, const char *which)
{
	struct store *store;
	struct db *db;

	if (server_url())
		server_make(mem, which, NULL);
	store = store_open(database_url(mem, which), true);
	db = store ? db_open(store) : NULL;
	if (!db || migrate_up(db, mem))
		give_up("migrations", "do not run");
	db_close(db);
	store_close(store);
}

static void
people_add(struct request *r)
{
	const char *hash = crypto_password(r->mem, TOWN_PASSWORD);

	for (size_t i = 0; i < COUNT(people); i++)
		account_add_hashed(r, people[i].login, people[i].name,
		    people[i].role, hash);
}

static void
pack_read(struct town *t, const char *folder)
{
	struct request *r = town_request(t);

	deed_begin(r);
	if (pack_load(r, folder)) {
		for (size_t i = 0; i < r->nfaults; i++)
			fprintf(stderr, "kit: %s: %s\n", r->faults[i].field,
			    r->faults[i].says);
		give_up(folder, "is refused");
	}
	people_add(r);
	audit_note_plain(r, "init", "centre", "kit", "");
	if (deed_commit(r, NULL))
		give_up(folder, "cannot be stored");
}

static void
template_make(void)
{
	struct town t = { .mem = arena_new() };

	schema_make(t.mem, "template");
	site_start(&t, "template");
	pack_read(&t, "packs/aomori");
	site_stop(&t);
	arena_free(t.mem);
	kept.built = true;
}

static void
database_make(struct town *t)
{
	const char *folder = folder_of_files();

	if (server_url()) {
		server_town(t->mem, kept.left);
		return;
	}
	if (kept.left)
		files_remove(t->mem, "town");
	file_copy(t->mem, arena_fmt(t->mem, "%s/template.db", folder),
	    arena_fmt(t->mem, "%s/town.db", folder));
}

void
town_open(struct town *t)
{
	now = "2026-04-01T03:00:00Z";
	if (!kept.built)
		template_make();
	*t = (struct town){ .mem = arena_new(), .type = "", .body = "",
	    .location = "" };
	database_make(t);
	kept.left = true;
	site_start(t, "town");
	sign_in(t, "hana_nurse");
}

void
town_close(struct town *t)
{
	site_stop(t);
	if (!server_url())
		files_remove(t->mem, "town");
	kept.left = false;
	arena_free(t->mem);
}

void
town_elsewhere(struct town *t, const char *pack)
{
	site_stop(t);
	database_drop(t->mem, "town");
	schema_make(t->mem, "town");
	site_start(t, "town");
	pack_read(t, pack);
	sign_in(t, "hana_nurse");
}

/* Closed meanwhile: nobody copies a file that is being written. */
void
town_copy(struct town *t, struct town *copy)
{
	site_stop(t);
	database_drop(t->mem, "copy");
	if (server_url())
		server_make(t->mem, "copy", "town");
	else
		file_copy(t->mem, arena_fmt(t->mem, "%s/town.db",
		    folder_of_files()), arena_fmt(t->mem, "%s/copy.db",
		    folder_of_files()));
	*copy = (struct town){ .mem = arena_new(), .type = "", .body = "",
	    .location = "" };
	site_start(t, "town");
	site_start(copy, "copy");
}

void
town_copy_close(struct town *copy)
{
	site_stop(copy);
	database_drop(copy->mem, "copy");
	arena_free(copy->mem);
}

void
town_clear_away(void)
{
	static const char *const keys[] = { "fields.key", "audit.start",
		"audit.link", "audit.sign", "audit.public", "checkpoints" };
	struct arena *mem = arena_new();

	if (kept.built && server_url()) {
		server_drop(mem, "town");
		server_drop(mem, "template");
		server_end();
	} else if (kept.built) {
		files_remove(mem, "template");
	}
	if (*kept.folder) {
		for (size_t i = 0; i < COUNT(keys); i++)
			unlink(arena_fmt(mem, "%s/%s", kept.folder, keys[i]));
		rmdir(kept.folder);
	}
	arena_free(mem);
}

struct request *
town_request(struct town *t)
{
	struct request *r = arena_take(t->mem, sizeof(*r));

	EXPECT(desk_request(t->site, t->desk, t->mem, r) == OK);
	return r;
}

const char *
id_at(struct town *t, const char *prefix)
{
	EXPECT_STATUS(t, 303);
	EXPECT(strncmp(t->location, prefix, strlen(prefix)) == 0);
	return arena_bytes(t->mem, t->location + strlen(prefix), 36);
}

int64_t
town_number(struct town *t, const char *sql)
{
	const struct query q = { "kit.number", sql };
	int64_t n = 0;

	EXPECT(db_number(t->db, t->mem, &q, NO_ARGS, &n) == OK);
	return n;
}

static const char *
one_text(struct town *t, const char *sql, const char *arg)
{
	const struct query q = { "kit.text", sql };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, ARGS(v_text(arg)), &rows) == OK);
	return rows.nrows ? rows.cells[0] : NULL;
}

/* "name=value" of the cookie that was set; a cookie that ends is gone. */
void
town_take_stream(struct town *t, struct arena *mem, struct http_answer *out)
{
	struct http_stream *s = &out->stream;
	struct buffer body = buffer_new(mem), piece;
	bool goes_on;

	if (!s->more)
		return;
	EXPECT(!out->nbody);
	do {
		struct arena *scratch = arena_new();

		piece = buffer_new(scratch);
		goes_on = s->more(s->ctx, t->desk, scratch, &piece);
		buffer_bytes(&body, piece.s, piece.len);
		EXPECT_OF(t, goes_on, "the answer does not break off");
		goes_on = piece.len > 0;
		arena_free(scratch);
	} while (goes_on);
	s->end(s->ctx);
	out->body = body.s;
	out->nbody = body.len;
}

void
town_keep_cookie(struct town *t, const struct pairs *headers)
{
	const char *set = pairs_get(headers, "Set-Cookie");
	const char *key;

	if (!set)
		return;
	t->cookie = t->csrf = t->login = t->token = NULL;
	if (strstr(set, "Max-Age=0"))
		return;
	t->cookie = arena_bytes(t->mem, set, strcspn(set, ";"));
	key = strchr(t->cookie, '=') + 1;
	key = session_hash(t->mem, key);
	t->csrf = one_text(t, "SELECT csrf FROM session WHERE hash = $1", key);
	t->login = one_text(t, "SELECT p.login FROM session s JOIN person p"
	    " ON p.id = s.person WHERE s.hash = $1", key);
}

/* Opens the session as the sign-in page does once the password fitted: to
 * reckon the password's hash for every test would take most of their time. */
void
sign_in(struct town *t, const char *login)
{
	struct request *r = town_request(t);
	struct account person;
	struct pairs headers;

	t->cookie = t->csrf = t->login = t->token = NULL;
	if (!login)
		return;
	EXPECT(account_of_login(r, login, &person) == OK);
	deed_begin(r);
	session_open(r, person.id);
	audit_note_plain(r, "sign_in", "person", person.id, "");
	EXPECT(deed_commit(r, NULL) == OK);
	headers = (struct pairs){ r->answer.headers, r->answer.nheaders };
	town_keep_cookie(t, &headers);
	EXPECT(t->login && strcmp(t->login, login) == 0);
}

void
set_today(struct town *t, const char *day)
{
	now = arena_fmt(t->mem, "%sT03:00:00Z", day);
	sign_in(t, t->login);
}

void
set_now(struct town *t, const char *instant)
{
	now = arena_text(t->mem, instant);
}

const char *
town_token(struct town *t)
{
	static const struct query q = {
		"kit.token",
		"INSERT INTO api_token (id, hash, label, writes, made_by,"
		" made_at) SELECT $1, $2, 'kit', 1, id, $3 FROM person"
		" WHERE login = $4"
	};
	const char *key;

	if (t->token || !t->login)
		return t->token;
	key = crypto_token(t->mem, 32);
	db_begin(t->db);
	db_exec(t->db, &q, ARGS(v_text(crypto_uuid(t->mem)),
	    v_text(session_hash(t->mem, key)), v_text(now), v_text(t->login)));
	EXPECT(db_commit(t->db) == OK);
	t->token = key;
	return key;
}
