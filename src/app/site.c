#include "app/site.h"

#include <string.h>

#include "app/desk.h"
#include "app/job.h"
#include "app/page_frame.h"
#include "app/route.h"
#include "app/search.h"
#include "base/asset.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/log.h"
#include "base/migrate.h"

enum { MAX_TEMPLATES = 400 };

struct templates *
site_templates(struct arena *mem, const struct feature *const *features,
    size_t n)
{
	static const struct template *const ours[] = { &page_frame,
	    &page_refusal, &page_fresh, &open_frame, &open_refusal,
	    &plain_list, &plain_show, &plain_edit, &import_start,
	    &import_preview, &import_job_page, &paper_page };
	const struct template *all[MAX_TEMPLATES];
	size_t k = COUNT(ours);

	memcpy(all, ours, sizeof(ours));
	for (size_t i = 0; i < n; i++) {
		for (size_t t = 0; t < features[i]->ntemplates; t++) {
			if (k == MAX_TEMPLATES)
				return NULL;
			all[k++] = features[i]->templates[t];
		}
	}
	return templates_new(mem, all, k);
}

/* The style sheet's address changes with its contents, so it may be kept. */
const char *
site_build(struct arena *mem)
{
	struct buffer b = buffer_new(mem);
	size_t n;
	const struct asset *all = asset_all(&n);

	for (size_t i = 0; i < n; i++)
		buffer_add(&b, crypto_digest(mem, all[i].bytes, all[i].len));
	return arena_bytes(mem, crypto_digest(mem, b.s, b.len), 12);
}

static enum result
check_tables(struct site *site, struct arena *mem)
{
	struct db *db = db_open(site->store);
	enum result rc = db ? migrate_check(db, mem) : BROKEN;

	if (rc == CONFLICT)
		log_error("site", "the database is of another version of this"
		    " program: run \"tsunagu init\" with this one");
	for (size_t i = 0; !rc && i < site->nfeatures; i++) {
		const struct feature *f = site->features[i];

		for (size_t k = 0; !rc && k < f->nrecords; k++)
			rc = record_check_table(db, mem, f->records[k]);
	}
	db_close(db);
	return rc;
}

struct site *
site_new(struct arena *mem, struct store *store, struct keys *keys,
    const struct feature *const *features, size_t n)
{
	struct site *site = arena_take(mem, sizeof(*site));

	site->store = store;
	site->keys = keys;
	site->features = features;
	site->nfeatures = n;
	site->clock = date_now;
	site->build = site_build(mem);
	site->jobs = jobs_new();
	site->fonts = pdf_fonts_new(mem);
	site->codes_moved = arena_take(mem, sizeof(*site->codes_moved));
	site->templates = site_templates(mem, features, n);
	if (!site->templates || route_check(features, n) ||
	    check_tables(site, mem))
		return NULL;
	for (size_t i = 0; i < n; i++) {
		if (features[i]->search)
			site->children = search_new(features[i]->search);
	}
	return site;
}

void
site_free(struct site *site)
{
	if (!site)
		return;
	jobs_free(site->jobs);
	pdf_fonts_free(site->fonts);
	if (site->children)
		search_free(site->children);
}
