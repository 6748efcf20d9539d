#include <string.h>

#include "app/codes.h"
#include "app/site.h"
#include "base/asset.h"
#include "base/db_inbox.h"
#include "features/bundle/bundle_private.h"

/* One bundle: load, hold against the one before, write. */

enum { MAX_ARGS = 200 };

void
bundle_add(struct bundle *b, const struct query *q, const char *const *cells,
    size_t n)
{
	struct value values[MAX_ARGS];

	if (!b->file)
		return;
	assert(n <= MAX_ARGS);
	for (size_t i = 0; i < n; i++)
		values[i] = v_text(cells[i]);
	db_file_add(b->file, q, values, n);
}

static void
say(struct bundle *b, const char *key, const char *value)
{
	if (value && *value)
		bundle_add(b, &bundle_sql_about,
		    (const char *const[]){ key, value }, 2);
}

/* The settings of the centre that go out under a name of their own. */
static void
add_about(struct bundle *b)
{
	static const char *const settings[][2] = {
		{ "centre", "centre_name" },
		{ "prefecture", "prefecture" },
		{ "phone", "centre_phone" },
		{ "phone_hours", "phone_hours" },
		{ "postal", "centre_postal" },
		{ "address", "centre_address" },
		{ "url", "centre_url" },
		{ "mail", "centre_mail" },
	};
	struct request *r = b->r;

	say(b, "format", arena_fmt(r->mem, "%d", BUNDLE_FORMAT));
	say(b, "made_at", b->told->made_at);
	say(b, "inbox_key", inbox_key(r->mem, r->site->keys->seal));
	for (size_t i = 0; i < COUNT(settings); i++)
		say(b, settings[i][0], codes_setting(r->codes, settings[i][1]));
	bundle_add(b, &bundle_sql_counter, (const char *const[]){ "codes",
	    "1" }, 2);
}

struct copying {
	struct bundle *b;
	const struct query *insert;
};

static enum result
copy_row(void *ctx, const char *const *cells, size_t n)
{
	struct copying *c = ctx;

	bundle_add(c->b, c->insert, cells, n);
	return OK;
}

static enum result
add_floor(struct bundle *b)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && b->file && i < nbundle_floor; i++) {
		struct copying c = { b,
			bundle_sql_insert(b->r->mem, &bundle_floor[i], 1) };

		rc = bundle_sql_each(b->r, &bundle_floor[i], copy_row, &c);
	}
	return rc;
}

static const char *
service_label(const struct bundle *b, const struct pub *p)
{
	const char *own = *bundle_cell(&b->services, p, "name");

	return arena_fmt(b->r->mem, "%s　%s",
	    own ? own : *bundle_cell(&b->locations, p->on, "name"),
	    codes_label(b->r->codes, "service_kind",
		*bundle_cell(&b->services, p, "kind")));
}

static const char *
label_of(const struct bundle *b, enum bundle_kind kind, const struct pubs *all,
    const struct pub *p)
{
	if (kind == BUNDLE_SERVICE)
		return service_label(b, p);
	if (kind == BUNDLE_ROOM)
		return arena_fmt(b->r->mem, "%s　%s", service_label(b, p->on),
		    *bundle_cell(all, p, "label"));
	return *bundle_cell(all, p, "name");
}

static bool
has_modified_at(const struct allowed_table *t)
{
	return strcmp(t->columns[t->n - 1].column, "modified_at") == 0;
}

static int
by_id(const void *a, const void *b)
{
	const struct pub *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

static void
add_record(struct bundle *b, enum bundle_kind kind, struct pubs *all,
    struct pub *p)
{
	size_t n = all->table->n;
	const char *what;

	if (kind == BUNDLE_SERVICE)
		bundle_answers_add(b, p);
	bundle_digest(&p->digest, p->cells + 1, n - 1);
	what = bundle_mark(b, kind, p);
	if (what && b->told->nnews < BUNDLE_NEWS)
		bundle_news_add(b, kind, what, label_of(b, kind, all, p));
	if (has_modified_at(all->table))
		p->cells[n - 1] = p->modified_at;
	bundle_add(b, all->insert, (const char *const *)p->cells, n);
}

/* Marked and written in the order of their ids, which is that of the file;
 * organizations and places only when used. */
static void
add_records(struct bundle *b, enum bundle_kind kind, struct pubs *all)
{
	struct pub **order = arena_array(b->r->mem, all->n + 1, sizeof(*order));

	all->insert = bundle_sql_insert(b->r->mem, all->table, 1);
	for (size_t i = 0; i < all->n; i++)
		order[i] = &all->at[i];
	qsort(order, all->n, sizeof(*order), by_id);
	for (size_t i = 0; i < all->n; i++) {
		if (kind >= BUNDLE_SERVICE || order[i]->used)
			add_record(b, kind, all, order[i]);
	}
}

static enum result
fill(struct bundle *b, const char *path)
{
	enum result rc = add_floor(b);

	add_about(b);
	if (!rc)
		rc = bundle_load(b);
	if (!rc)
		rc = bundle_answers_load(b);
	if (!rc)
		rc = bundle_cells_load(b);
	if (!rc)
		rc = bundle_trainings_load(b);
	if (rc)
		return rc;
	add_records(b, BUNDLE_ORGANIZATION, &b->organizations);
	add_records(b, BUNDLE_LOCATION, &b->locations);
	add_records(b, BUNDLE_SERVICE, &b->services);
	add_records(b, BUNDLE_ROOM, &b->rooms);
	bundle_gone(b, path);
	return OK;
}

enum result
bundle_make(struct request *r, const char *path, bool write,
    struct bundle_told *told)
{
	const struct asset *schema = asset_find(BUNDLE_SCHEMA);
	struct bundle b = { .r = r, .told = told };
	enum result rc;

	*told = (struct bundle_told){ .made_at = r->now };
	told->news = b.news = arena_array(r->mem, BUNDLE_NEWS, sizeof(*b.news));
	bundle_before(&b, path);
	told->before = b.before.made_at;
	if (write) {
		b.file = db_file_new(r->mem, path, schema->bytes, schema->len);
		if (!b.file)
			return BROKEN;
	}
	rc = fill(&b, path);
	if (rc)
		db_file_drop(b.file);
	else
		told->file = b.file;
	return rc;
}
