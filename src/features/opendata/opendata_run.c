#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "base/crypto.h"
#include "features/opendata/opendata_work.h"

/* A file taken in: read, planned, and written in one deed. */

static enum result
write_step(struct open_work *w, const struct open_step *s)
{
	const char *id = s->known ? s->known->record_id : NULL;
	enum result rc = OK;

	switch (s->fate) {
	case OPEN_ADDED:
		rc = w->target->add(w, s, &id);
		break;
	case OPEN_CHANGED:
		rc = w->target->change(w, s);
		break;
	case OPEN_RETURNED:
		rc = w->target->back(w, s);
		break;
	case OPEN_ABSENT:
		rc = w->target->absent(w, s);
		break;
	case OPEN_SAME:
		return OK;
	}
	return rc ? rc : open_sql_entry(w, s, id);
}

/* A step's memory goes with it: there may be 200,000. What a request keeps
 * through a deed was made before, in the request's own memory. */
static enum result
write_steps(struct open_work *w)
{
	struct request *r = w->r;
	enum result rc = OK;

	r->mem = arena_new_of(OPEN_STEP_BYTES);
	for (size_t i = 0; !rc && i < w->nsteps; i++) {
		rc = write_step(w, &w->steps[i]);
		arena_reset(r->mem);
	}
	arena_free(r->mem);
	r->mem = w->mem;
	return rc;
}

static enum result
write_all(struct open_work *w)
{
	struct open_run *run = w->run;
	struct request *r = w->r;
	enum result rc;

	run->id = crypto_uuid(r->mem);
	w->touched = text_map_new(r->mem, w->nsteps);
	deed_begin(r);
	(void)open_sql_import(w);
	audit_note_plain(r, "import", "open_import", run->id, arena_fmt(r->mem,
	    "kind=%s added=%zu changed=%zu same=%zu absent=%zu returned=%zu",
	    run->format->kind, run->fates[OPEN_ADDED],
	    run->fates[OPEN_CHANGED], run->fates[OPEN_SAME],
	    run->fates[OPEN_ABSENT], run->fates[OPEN_RETURNED]));
	rc = access_begin(r);
	if (!rc)
		rc = write_steps(w);
	if (!rc)
		rc = open_sql_versions(w);
	if (rc)
		db_fail(r->db, rc);
	rc = deed_commit(r, NULL);
	if (rc)
		run->id = NULL;
	return rc;
}

enum result
opendata_run(struct request *r, const struct open_format *format,
    const char *file_name, const char *bytes, size_t n, bool dry,
    struct open_run *run)
{
	struct open_area area = open_area_of(r->mem, r->codes);
	struct open_work w = { .r = r, .mem = r->mem, .run = run,
	    .target = format->what == OPEN_SHELTER ? &open_shelters :
	    &open_services };
	enum result rc;

	memset(run, 0, sizeof(*run));
	run->format = format;
	run->file_name = file_name;
	rc = open_read(r->mem, &area, format, bytes, n, &w.entries,
	    &run->report);
	if (!rc && w.target == &open_services)
		rc = open_sql_there(&w);
	if (!rc)
		rc = open_plan(&w);
	if (rc || dry ||
	    run->fates[OPEN_SAME] == w.nsteps)
		return rc;
	return write_all(&w);
}
