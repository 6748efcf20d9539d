#include "tests/kit_public.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <unistd.h>

#include "base/asset.h"
#include "base/buffer.h"
#include "base/text.h"
#include "features/bundle/bundle.h"

/* The clock of the site under test; there is only one at a time. */
static const char *now;

static const char *
clock_now(struct arena *mem)
{
	return arena_text(mem, now);
}

static const char *
beside(struct public_site *p)
{
	return arena_fmt(p->t.mem, "%s.next", p->path);
}

static void
copy_table(struct public_site *p, struct town *from, const char *table)
{
	const struct query q = { "kit.copy",
		arena_fmt(p->t.mem, "SELECT * FROM %s", table) };
	struct rows rows = { 0 };
	struct buffer b = buffer_new(p->t.mem);
	struct query put = { "kit.put", NULL };
	struct value values[32];

	EXPECT(db_rows(from->db, p->t.mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.ncols <= COUNT(values));
	buffer_fmt(&b, "INSERT INTO %s (", table);
	for (size_t i = 0; i < rows.ncols; i++)
		buffer_fmt(&b, "%s%s", i ? ", " : "", rows.names[i]);
	buffer_add(&b, ") VALUES (");
	for (size_t i = 0; i < rows.ncols; i++)
		buffer_fmt(&b, "%s$%zu", i ? ", " : "", i + 1);
	buffer_add(&b, ")");
	put.sql = b.s;
	for (size_t i = 0; i < rows.nrows; i++) {
		for (size_t k = 0; k < rows.ncols; k++)
			values[k] = v_text(rows.cells[i * rows.ncols + k]);
		EXPECT(db_exec(p->into, &put, values, rows.ncols) == OK);
	}
}

static void
fill_about(struct public_site *p)
{
	static const char *const about[][2] = {
		{ "made_at", PUBLIC_TODAY "T00:00:00Z" },
		{ "centre", "あおもり支援センター" },
		{ "prefecture", "青森県" },
		{ "phone", "017-000-0000" },
		{ "phone_hours", "平日9時～17時" },
	};
	static const struct query q = { "kit.about",
		"INSERT INTO about (key, value) VALUES ($1, $2)" };

	for (size_t i = 0; i < COUNT(about); i++)
		EXPECT(db_exec(p->into, &q, ARGS(v_text(about[i][0]),
		    v_text(about[i][1]))) == OK);
	EXPECT(db_exec(p->into, &q, ARGS(v_text("format"),
	    v_text(arena_fmt(p->t.mem, "%d", BUNDLE_FORMAT)))) == OK);
}

void
public_begin(struct public_site *p, struct town *t)
{
	static const char *const tables[] = { "setting", "code",
		"municipality", "municipality_region", "neighbour", "outline",
		"travel" };
	const struct asset *schema = asset_find(BUNDLE_SCHEMA);

	if (!p->path) {
		*p = (struct public_site){ .inbox = p->inbox };
		p->t = (struct town){ .mem = t->mem, .type = "", .body = "",
		    .location = "" };
		p->path = arena_fmt(t->mem, "/tmp/tsunagu-public-%ld.db",
		    (long)getpid());
		now = PUBLIC_TODAY "T03:00:00Z";
	}
	unlink(beside(p));
	p->next = store_open(arena_fmt(t->mem, "sqlite:%s", beside(p)), true);
	EXPECT(p->next);
	p->into = db_open(p->next);
	EXPECT(p->into && schema);
	db_begin(p->into);
	EXPECT(db_script(p->into, arena_bytes(t->mem, schema->bytes,
	    schema->len)) == OK);
	for (size_t i = 0; i < COUNT(tables); i++)
		copy_table(p, t, tables[i]);
	fill_about(p);
	public_fill(p, "INSERT INTO change_counter VALUES ('codes', 1)");
	public_fill(p, "INSERT INTO directory_slot SELECT code,"
	    " row_number() OVER (ORDER BY list, position) - 1 FROM code"
	    " WHERE list IN ('care', 'criterion')");
}

void
public_fill(struct public_site *p, const char *sql)
{
	const struct query q = { "kit.fill", sql };

	EXPECT_OF(NULL, db_exec(p->into, &q, NO_ARGS) == OK, sql);
}

void
public_fill_service(struct public_site *p, const char *id, const char *name,
    const char *municipality, const char *kind)
{
	struct arena *mem = p->t.mem;

	public_fill(p, arena_fmt(mem, "INSERT INTO pub_location (id, name,"
	    " municipality, region, address, lat, lng, phone, modified_at)"
	    " SELECT 'at-%s', '%s', '%s', region, '番地1', 0, 0, '%s',"
	    " '2026-03-20T00:00:00Z' FROM municipality_region m WHERE"
	    " municipality = '%s' AND scheme = (SELECT value FROM setting"
	    " WHERE name = 'region_scheme') ORDER BY valid_from DESC LIMIT 1",
	    id, name, municipality, PUBLIC_PHONE, municipality));
	public_fill(p, arena_fmt(mem, "INSERT INTO pub_service (id, location,"
	    " kind, status, capacity, age_from, age_below, weight_max, answers,"
	    " kana, search, municipality, region, modified_at)"
	    " SELECT '%s', id, '%s', 'active', 0, 0, 0, 0, '%0*d', '%s', '%s',"
	    " municipality, region, modified_at FROM pub_location"
	    " WHERE id = 'at-%s'", id, kind, 60, 0, name,
	    text_key_loose(mem, name), id));
	public_fill(p, "UPDATE pub_service SET answers ="
	    " replace(answers, '0', '-')");
}

void
public_fill_answer(struct public_site *p, const char *service,
    const char *criterion, const char *answer, const char *terms)
{
	struct arena *mem = p->t.mem;
	const char *quoted = terms ? arena_fmt(mem, "'%s'", terms) : "NULL";

	public_fill(p, arena_fmt(mem, "INSERT INTO pub_answer VALUES ('%s',"
	    " '%s', '%s', %s, 'survey', '2026-03-20')", service, criterion,
	    answer, quoted));
	public_fill(p, arena_fmt(mem, "UPDATE pub_service SET confirmed_on ="
	    " '2026-03-20', answers = (SELECT substr(answers, 1, slot) || '%c'"
	    " || substr(answers, slot + 2) FROM directory_slot"
	    " WHERE criterion = '%s') WHERE id = '%s'", answer[0], criterion,
	    service));
}

/* Into one file: what is still in the log would be left behind. */
static void
without_log(const char *path)
{
	sqlite3 *file;

	EXPECT(sqlite3_open(path, &file) == SQLITE_OK);
	EXPECT(sqlite3_exec(file, "PRAGMA journal_mode = DELETE", NULL, NULL,
	    NULL) == SQLITE_OK);
	EXPECT(sqlite3_close(file) == SQLITE_OK);
}

void
public_publish(struct public_site *p)
{
	static const char *const rest[] = { "-wal", "-shm", "-lock" };

	EXPECT(db_commit(p->into) == OK);
	db_close(p->into);
	store_close(p->next);
	without_log(beside(p));
	EXPECT(rename(beside(p), p->path) == 0);
	for (size_t i = 0; i < COUNT(rest); i++)
		unlink(arena_fmt(p->t.mem, "%s%s", beside(p), rest[i]));
}

void
public_open(struct public_site *p)
{
	const char *why = NULL;

	public_publish(p);
	p->editions = editions_open(p->path, p->inbox, &why);
	EXPECT_OF(NULL, p->editions, why ? why : "a site");
	editions_clock(p->editions, clock_now);
	p->place = edition_place_open(p->editions);
	EXPECT(p->place);
}

void
public_close(struct public_site *p)
{
	edition_place_close(p->place);
	editions_close(p->editions);
	unlink(p->path);
}

void
public_set_today(struct public_site *p, const char *day)
{
	now = arena_fmt(p->t.mem, "%sT03:00:00Z", day);
}

static void
check(struct public_site *p, const char *path)
{
	struct town *t = &p->t;

	EXPECT_OF(t, strstr(header(t, "Content-Security-Policy"),
	    "default-src 'none'"), path);
	EXPECT_OF(t, !*header(t, "Set-Cookie"), "no cookie");
	EXPECT_OF(t, strncmp(t->type, "text/html", 9) || !kit_sees(t, CANARY),
	    "what was typed to be escaped");
	EXPECT_OF(t, t->status != 500, path);
}

/* The whole of an answer that is made while it is sent. */
static void
drink(struct public_site *p, struct http_answer *out, struct buffer *all)
{
	struct arena *piece = arena_new();
	struct buffer b;

	do {
		arena_reset(piece);
		b = buffer_new(piece);
		EXPECT_OF(&p->t, out->stream.more(out->stream.ctx, p->place,
		    piece, &b), "the next piece");
		buffer_bytes(all, b.s, b.len);
	} while (b.len);
	out->stream.end(out->stream.ctx);
	arena_free(piece);
	out->body = all->s;
	out->nbody = all->len;
}

static void
carry(struct public_site *p, const struct http_request *in)
{
	struct arena *mem = arena_new();
	struct http_answer out = { 0 };
	struct buffer whole = buffer_new(mem);
	struct town *t = &p->t;

	edition_handle(p->place, mem, in, &out);
	if (out.stream.more)
		drink(p, &out, &whole);
	t->status = out.status;
	t->type = arena_text(t->mem, out.type ? out.type : "");
	t->body = arena_bytes(t->mem, out.body ? out.body : "", out.nbody);
	t->nbody = out.nbody;
	t->headers = (struct pairs){ arena_array(t->mem, out.headers.n + 1,
	    sizeof(*t->headers.at)), out.headers.n };
	for (size_t i = 0; i < out.headers.n; i++)
		t->headers.at[i] = (struct pair){
			arena_text(t->mem, out.headers.at[i].name),
			arena_text(t->mem, out.headers.at[i].value) };
	t->location = header(t, "Location");
	arena_free(mem);
	t->nextra = 0;
	check(p, in->path);
}

static void
send_to(struct public_site *p, const char *method, const char *target,
    const struct buffer *body)
{
	const char *mark = strchr(target, '?');
	size_t n = mark ? (size_t)(mark - target) : strlen(target);

	carry(p, &(struct http_request){
		.method = method,
		.path = arena_bytes(p->t.mem, target, n),
		.query = mark ? mark + 1 : "",
		.headers = { p->t.extra, p->t.nextra },
		.body = body ? body->s : "",
		.nbody = body ? body->len : 0,
		.address = "127.0.0.1",
	});
}

void
visit(struct public_site *p, const char *path)
{
	send_to(p, "GET", path, NULL);
}

void
visit_path(struct public_site *p, const char *path)
{
	carry(p, &(struct http_request){ .method = "GET", .path = path,
		.query = "", .headers = { p->t.extra, p->t.nextra },
		.body = "", .address = "127.0.0.1" });
}

void
visit_by(struct public_site *p, const char *method, const char *path)
{
	send_to(p, method, path, NULL);
}

void
visit_post(struct public_site *p, const char *path, ...)
{
	struct buffer b = buffer_new(p->t.mem);
	const char *name;
	va_list ap;

	va_start(ap, path);
	while ((name = va_arg(ap, const char *))) {
		buffer_add(&b, b.len ? "&" : "");
		buffer_url(&b, name);
		buffer_add(&b, "=");
		buffer_url(&b, va_arg(ap, const char *));
	}
	va_end(ap);
	with_header(&p->t, "content-type", "application/x-www-form-urlencoded");
	send_to(p, "POST", path, &b);
}
