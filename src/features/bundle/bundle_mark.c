#include <string.h>
#include <unistd.h>

#include "features/bundle/bundle_private.h"

/* What is other than in the bundle before. */

static const char *const kinds[] = { "organization", "location", "service",
	"room" };

/* FNV-1a. Nobody gains by making two records alike; NULL is not "". */
void
bundle_digest(uint64_t *digest, const char *const *cells, size_t n)
{
	uint64_t h = *digest ? *digest : 14695981039346656037U;

	for (size_t i = 0; i < n; i++) {
		const char *s = cells[i] ? cells[i] : "\x01";

		for (; *s; s++)
			h = (h ^ (unsigned char)*s) * 1099511628211U;
		h *= 1099511628211U;
	}
	*digest = h;
}

void
bundle_before(struct bundle *b, const char *path)
{
	struct request *r = b->r;
	struct store *store;
	struct db *db = NULL;
	enum result rc = BROKEN;

	b->before = (struct marks){ .by_id = text_map_new(r->mem, 1),
		.labels = text_map_new(r->mem, 1) };
	if (access(path, R_OK) != 0)
		return;
	store = store_open(arena_fmt(r->mem, "sqlite:%s", path), false);
	if (store)
		db = db_open(store);
	if (db)
		rc = bundle_sql_before(r, db, &b->before);
	if (rc) {
		b->before.n = 0;
		b->before.made_at = NULL;
		b->before.by_id = text_map_new(r->mem, 1);
	}
	db_close(db);
	store_close(store);
}

static void
tell(struct bundle *b, enum bundle_kind kind, const char *what,
    const char *label)
{
	if (b->told->nnews < BUNDLE_NEWS)
		b->news[b->told->nnews++] =
		    (struct bundle_news){ kind, what, label ? label : "" };
}

void
bundle_mark(
    struct bundle *b, enum bundle_kind kind, struct pub *p, const char *label)
{
	struct bundle_count *count = &b->told->of[kind];
	const char *digest =
	    arena_fmt(b->r->mem, "%016llx", (unsigned long long)p->digest);
	const struct mark *m = text_map_get(b->before.by_id, p->id);

	count->now++;
	p->modified_at = b->told->made_at;
	if (m)
		b->before.at[m - b->before.at].met = true;
	if (m && strcmp(m->digest, digest) == 0) {
		p->modified_at = m->modified_at;
	} else if (m) {
		count->changed++;
		tell(b, kind, "changed", label);
	} else {
		count->added++;
		tell(b, kind, "added", label);
	}
	bundle_add(b, &bundle_sql_mark,
	    (const char *const[]){ p->id, kinds[kind], digest, p->modified_at },
	    4);
}

void
bundle_gone(struct bundle *b)
{
	for (size_t i = 0; i < b->before.n; i++) {
		const struct mark *m = &b->before.at[i];

		for (size_t k = 0; !m->met && k < COUNT(kinds); k++) {
			if (strcmp(m->record, kinds[k]) != 0)
				continue;
			b->told->of[k].removed++;
			tell(b, (enum bundle_kind)k, "removed",
			    text_map_get(b->before.labels, m->id));
		}
	}
}
