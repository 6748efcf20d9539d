#include "app/search.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/search_names.h"
#include "base/log.h"
#include "base/text.h"

struct search_index {
	struct search_source source;
	pthread_rwlock_t lock;		/* over what follows */
	struct names *names;		/* NULL until the first search */
	int64_t seen;			/* change counter they stand for */
	int64_t erased;			/* and that of search_forget */
};

struct search_index *
search_new(const struct search_source *source)
{
	struct search_index *x = calloc(1, sizeof(*x));
	pthread_rwlockattr_t attr;

	if (!x) {
		log_error("search", "out of memory");
		abort();
	}
	x->source = *source;
	pthread_rwlockattr_init(&attr);
	/* Else a steady run of searches could keep a change out for ever. */
	pthread_rwlockattr_setkind_np(&attr,
	    PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
	pthread_rwlock_init(&x->lock, &attr);
	pthread_rwlockattr_destroy(&attr);
	return x;
}

void
search_free(struct search_index *x)
{
	if (!x)
		return;
	names_free(x->names);
	pthread_rwlock_destroy(&x->lock);
	free(x);
}

struct load {
	struct request *r;
	const struct search_source *source;
	struct arena *mem;		/* until they are packed */
	struct arena *scratch;		/* of one row */
	struct name_keys *all;
	size_t n, cap;
};

static void
put_key(struct buffer *b, char mark, const char *key)
{
	buffer_bytes(b, &mark, 1);
	buffer_add(b, key);
}

static bool
is_number(const struct search_source *source, size_t i)
{
	const struct field *f = record_field(source->record,
	    source->fields[i]);

	return f && f->flags & UNIQUE;
}

static void
load_grow(struct load *l)
{
	size_t cap = l->cap ? 2 * l->cap : 256;
	struct name_keys *all = arena_array(l->mem, cap, sizeof(*all));

	if (l->n)
		memcpy(all, l->all, l->n * sizeof(*all));
	l->all = all;
	l->cap = cap;
}

static const char *
opened(const struct load *l, size_t i, const char *id, const char *cell)
{
	const struct record *rec = l->source->record;
	const struct field *f = record_field(rec, l->source->fields[i]);
	const char *text = record_open_cell(l->r, l->scratch, rec, f, id, cell);

	return text ? text : "";
}

/* A row: id, then the fields searched, then whether it is gone. */
static enum result
load_row(void *ctx, const char *const *cells, size_t ncols)
{
	struct load *l = ctx;
	struct buffer exact = buffer_new(l->scratch);
	struct buffer loose = buffer_new(l->scratch);

	for (size_t i = 1; i < ncols - 1 && !cells[ncols - 1]; i++) {
		const char *cell = opened(l, i - 1, cells[0], cells[i]);
		bool number = is_number(l->source, i - 1);

		put_key(&exact, number ? MARK_NUMBER : MARK_NAME,
		    text_key(l->scratch, cell));
		put_key(&loose, MARK_NAME,
		    number ? "" : text_key_loose(l->scratch, cell));
	}
	if (l->n == l->cap)
		load_grow(l);
	l->all[l->n++] = (struct name_keys){
		.id = arena_text(l->mem, cells[0]),
		.exact = arena_bytes(l->mem, exact.s, exact.len),
		.nexact = exact.len,
		.loose = arena_bytes(l->mem, loose.s, loose.len),
		.nloose = loose.len,
	};
	arena_reset(l->scratch);
	return OK;
}

static enum result
load_rows(struct request *r, struct load *l, int64_t after)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { .name = "search.load" };

	buffer_add(&sql, "SELECT id");
	for (size_t i = 0; i < l->source->nfields; i++)
		buffer_fmt(&sql, ", %s", l->source->fields[i]);
	buffer_fmt(&sql, ", %s", l->source->record->gone ?
	    l->source->record->gone : "NULL");
	buffer_fmt(&sql, " FROM %s WHERE changed > $1",
	    l->source->record->name);
	q.sql = sql.s;
	return db_each(r->db, &q, ARGS(v_int(after)), load_row, l);
}

/* Of changes, and of erasing. */
struct counters {
	int64_t seen, erased;
};

#define ERASED " erased"

static enum result
counters(struct request *r, const struct search_index *x, struct counters *now)
{
	static const struct query q = {
		"search.counters",
		"SELECT name, value FROM change_counter WHERE name = $1"
		" OR name = $2"
	};
	const char *name = x->source.record->name;
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(name),
	    v_text(arena_fmt(r->mem, "%s" ERASED, name))), &rows);

	*now = (struct counters){ 0 };
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		bool changes = strcmp(rows.cells[2 * i], name) == 0;

		if (!text_number(rows.cells[2 * i + 1], changes ? &now->seen :
		    &now->erased))
			rc = BROKEN;
	}
	return rc;
}

static bool
is_current(const struct search_index *x, const struct counters *now)
{
	return x->names && now->seen == x->seen && now->erased == x->erased;
}

enum result
search_forget(struct request *r, const struct record *rec)
{
	(void)deed_changed(r, rec->name);
	(void)deed_next(r, arena_fmt(r->mem, "%s" ERASED, rec->name));
	return db_failed(r->db) ? BROKEN : OK;
}

/*
 * With the lock held for writing. The counter is read before the rows, so a
 * change committed in between is merely loaded twice. A counter that went
 * back belongs to another database: everything is loaded anew, as it is after
 * rows were erased.
 */
static enum result
reload(struct request *r, struct search_index *x)
{
	struct load l = { .r = r, .source = &x->source };
	struct names *names;
	struct counters now;
	bool anew;
	enum result rc = counters(r, x, &now);

	if (rc || is_current(x, &now))
		return rc;
	anew = !x->names || now.seen < x->seen || now.erased != x->erased;
	l.mem = arena_new();
	l.scratch = arena_new();
	rc = load_rows(r, &l, anew ? -1 : x->seen);
	if (!rc) {
		names = names_merge(anew ? NULL : x->names, l.all, l.n);
		names_free(x->names);
		x->names = names;
		x->seen = now.seen;
		x->erased = now.erased;
	}
	arena_free(l.scratch);
	arena_free(l.mem);
	return rc;
}

/* OK: the lock is held for reading, and the names are up to date. */
static enum result
names_lock(struct request *r, struct search_index *x)
{
	struct counters now;
	enum result rc = counters(r, x, &now);

	if (rc)
		return rc;
	pthread_rwlock_rdlock(&x->lock);
	if (is_current(x, &now))
		return OK;
	pthread_rwlock_unlock(&x->lock);
	pthread_rwlock_wrlock(&x->lock);
	rc = reload(r, x);
	pthread_rwlock_unlock(&x->lock);
	if (!rc)
		pthread_rwlock_rdlock(&x->lock);
	return rc;
}

static void
keep_within(struct request *r, const struct names *names,
    const struct rows *within, unsigned char *fits)
{
	size_t n = names_count(names), entry;
	bool *kept = arena_array(r->mem, n + 1, sizeof(*kept));

	for (size_t i = 0; i < within->nrows; i++) {
		if (names_entry(names, within->cells[i * within->ncols],
		    &entry))
			kept[entry] = true;
	}
	for (size_t i = 0; i < n; i++) {
		if (!kept[i])
			fits[i] = FITS_NOT;
	}
}

static void
collect(struct request *r, const struct names *names,
    const unsigned char *fits, size_t offset, size_t limit,
    struct search_hits *hits)
{
	size_t n = names_count(names);
	const char **ids = arena_array(r->mem, (limit < n ? limit : n) + 1,
	    sizeof(*ids));

	*hits = (struct search_hits){ .ids = ids };
	for (int how = FITS_EXACTLY; how > FITS_NOT; how--) {
		for (size_t i = 0; i < n; i++) {
			if (fits[i] != how)
				continue;
			if (hits->total >= offset && hits->n < limit)
				ids[hits->n++] = arena_text(r->mem,
				    names_id(names, i));
			hits->total++;
		}
	}
}

/* How well each entry fits what was typed; nothing typed fits everybody. */
static unsigned char *
fits_of(struct request *r, const struct names *names, const char *typed)
{
	const char *tidy = text_tidy(r->mem, typed ? typed : "");
	const char *exact = text_key(r->mem, tidy);
	size_t n = names_count(names);
	unsigned char *fits = arena_take(r->mem, n + 1);

	if (*exact)
		names_find(names, exact, text_key_loose(r->mem, tidy), fits);
	else
		memset(fits, FITS_EXACTLY, n);
	return fits;
}

/* A deed of this request has changed such records, and may yet fail. */
static bool
is_moved_here(const struct request *r, const struct search_index *x)
{
	for (size_t i = 0; i < r->nbumps; i++) {
		if (strcmp(r->bumps[i].record, x->source.record->name) == 0)
			return true;
	}
	return false;
}

enum result
search_find(struct request *r, struct search_index *x, const char *typed,
    const struct rows *within, size_t offset, size_t limit,
    struct search_hits *hits)
{
	/* What may never be committed is for this request's eyes only. */
	struct search_index own = { .source = x->source };
	bool alone = is_moved_here(r, x);
	struct rows seen = { 0 };
	const struct names *names;
	unsigned char *fits;
	enum result rc = access_is_centre(r) ? OK : access_children(r, &seen);

	if (rc)
		return rc;
	rc = alone ? reload(r, &own) : names_lock(r, x);
	if (rc)
		return rc;
	names = alone ? own.names : x->names;
	fits = fits_of(r, names, typed);
	if (within)
		keep_within(r, names, within, fits);
	if (!access_is_centre(r))
		keep_within(r, names, &seen, fits);
	collect(r, names, fits, offset, limit, hits);
	if (alone)
		names_free(own.names);
	else
		pthread_rwlock_unlock(&x->lock);
	return OK;
}
