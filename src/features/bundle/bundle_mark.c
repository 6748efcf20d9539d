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

static struct db *
open_bundle(struct bundle *b, const char *path, struct store **store)
{
	*store = access(path, R_OK) ? NULL :
	    store_open(arena_fmt(b->r->mem, "sqlite:%s", path), false);
	return *store ? db_open(*store) : NULL;
}

void
bundle_before(struct bundle *b, const char *path)
{
	struct store *store;
	struct db *db = open_bundle(b, path, &store);

	if (!db || bundle_sql_marks(b->r, db, &b->before))
		b->before = (struct marks){ .by_id =
		    text_map_new(b->r->mem, 1) };
	db_close(db);
	store_close(store);
}

void
bundle_news_add(struct bundle *b, enum bundle_kind kind, const char *what,
    const char *label)
{
	if (b->told->nnews < BUNDLE_NEWS)
		b->news[b->told->nnews++] = (struct bundle_news){ kind, what,
		    label ? label : "" };
}

const char *
bundle_mark(struct bundle *b, enum bundle_kind kind, struct pub *p)
{
	struct bundle_count *count = &b->told->of[kind];
	const char *digest = arena_fmt(b->r->mem, "%016llx",
	    (unsigned long long)p->digest);
	const struct mark *m = text_map_get(b->before.by_id, p->id);
	bool same = m && strcmp(m->digest, digest) == 0;

	count->now++;
	count->added += !m;
	count->changed += m && !same;
	p->modified_at = same ? m->modified_at : b->told->made_at;
	if (m)
		b->before.at[m - b->before.at].met = true;
	bundle_add(b, &bundle_sql_mark, (const char *const[]){ p->id,
	    kinds[kind], digest, p->modified_at }, 4);
	return same ? NULL : m ? "changed" : "added";
}

/* Names of what is gone stand in the bundle before alone. */
static const char *
gone_label(struct bundle *b, const char *path, const char *id,
    struct text_map **labels)
{
	struct store *store;
	struct db *db;

	if (!*labels) {
		db = open_bundle(b, path, &store);
		if (!db || bundle_sql_labels(b->r, db, labels))
			*labels = text_map_new(b->r->mem, 1);
		db_close(db);
		store_close(store);
	}
	return text_map_get(*labels, id);
}

void
bundle_gone(struct bundle *b, const char *path)
{
	struct text_map *labels = NULL;

	for (size_t i = 0; i < b->before.n; i++) {
		const struct mark *m = &b->before.at[i];

		for (size_t k = 0; !m->met && k < COUNT(kinds); k++) {
			if (strcmp(m->record, kinds[k]) != 0)
				continue;
			b->told->of[k].removed++;
			bundle_news_add(b, (enum bundle_kind)k, "removed",
			    gone_label(b, path, m->id, &labels));
		}
	}
}
