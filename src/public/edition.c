#include "public/edition.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/desk.h"
#include "base/log.h"
#include "features/bundle/bundle.h"
#include "public/public.h"

/* Which file it is: one that was put in its place is another. */
struct identity {
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec changed;
};

struct edition {
	struct arena *mem;
	struct store *store;
	struct site *site;
	unsigned held;			/* by places, and by being current */
};

struct editions {
	char *path;
	struct inbox *inbox;
	const struct metrics *metrics;
	const char *(*clock)(struct arena *);
	pthread_mutex_t lock;
	struct identity tried;		/* the last one looked at */
	_Atomic(struct edition *) current;
};

struct edition_place {
	struct editions *all;
	struct edition *edition;
	struct desk *desk;
};

static bool
identify(const char *path, struct identity *out)
{
	struct stat st;

	memset(out, 0, sizeof(*out));
	if (stat(path, &st))
		return false;
	out->device = st.st_dev;
	out->inode = st.st_ino;
	out->size = st.st_size;
	out->changed = st.st_mtim;
	return true;
}

static bool
is_same(const struct identity *a, const struct identity *b)
{
	return a->device == b->device && a->inode == b->inode &&
	    a->size == b->size && a->changed.tv_sec == b->changed.tv_sec &&
	    a->changed.tv_nsec == b->changed.tv_nsec;
}

static void
edition_close(struct edition *e)
{
	open_site_free(e->site);
	store_close(e->store);
	arena_free(e->mem);
	free(e);
}

static struct edition *
edition_open(const struct editions *all, const char **why)
{
	struct edition *e = calloc(1, sizeof(*e));
	struct open_with with = { .inbox = all->inbox,
		.features = public_features, .nfeatures = npublic_features,
		.format = BUNDLE_FORMAT };

	if (!e)
		abort();
	e->mem = arena_new();
	e->held = 1;
	e->store = store_open(arena_fmt(e->mem, "image:%s", all->path), false);
	with.store = e->store;
	*why = "it is not there, or is no bundle of tsunagu";
	if (e->store)
		e->site = open_site_new(e->mem, &with, why);
	if (!e->site) {
		edition_close(e);
		return NULL;
	}
	if (all->clock)
		e->site->clock = all->clock;
	e->site->metrics = all->metrics;
	log_note("public", "showing the bundle of %s", e->site->open->made_at);
	return e;
}

struct editions *
editions_open(const char *path, struct inbox *inbox, const char **why)
{
	struct editions *all = calloc(1, sizeof(*all));

	if (!all || pthread_mutex_init(&all->lock, NULL))
		abort();
	all->path = strdup(path);
	if (!all->path)
		abort();
	all->inbox = inbox;
	(void)identify(path, &all->tried);
	atomic_store(&all->current, edition_open(all, why));
	if (atomic_load(&all->current))
		return all;
	editions_close(all);
	return NULL;
}

/* With the lock held. */
static void
let_go(struct edition *e)
{
	if (e && --e->held == 0)
		edition_close(e);
}

void
editions_close(struct editions *all)
{
	let_go(atomic_load(&all->current));
	pthread_mutex_destroy(&all->lock);
	free(all->path);
	free(all);
}

void
editions_clock(struct editions *all, const char *(*clock)(struct arena *))
{
	all->clock = clock;
	atomic_load(&all->current)->site->clock = clock;
}

void
editions_metrics(struct editions *all, const struct metrics *metrics)
{
	all->metrics = metrics;
	atomic_load(&all->current)->site->metrics = metrics;
}

/* Whoever finds another file opens it; meanwhile the others go on. */
static void
look(struct editions *all)
{
	struct identity found;
	struct edition *next;
	const char *why;

	if (!identify(all->path, &found) || pthread_mutex_trylock(&all->lock))
		return;
	if (!is_same(&found, &all->tried)) {
		all->tried = found;
		next = edition_open(all, &why);
		if (next)
			let_go(atomic_exchange(&all->current, next));
		else
			log_error("public", "the new bundle is not shown: %s",
			    why);
	}
	pthread_mutex_unlock(&all->lock);
}

/* False: this place stays with what it has. */
static bool
follow(struct edition_place *p)
{
	struct desk *desk;
	struct edition *next;

	if (atomic_load(&p->all->current) == p->edition)
		return true;
	pthread_mutex_lock(&p->all->lock);
	next = atomic_load(&p->all->current);
	desk = desk_open(next->site);
	if (desk) {
		next->held++;
		desk_close(p->desk);
		let_go(p->edition);
		p->edition = next;
		p->desk = desk;
	}
	pthread_mutex_unlock(&p->all->lock);
	return desk != NULL;
}

struct edition_place *
edition_place_open(struct editions *all)
{
	struct edition_place *p = calloc(1, sizeof(*p));

	if (!p)
		abort();
	p->all = all;
	if (follow(p))
		return p;
	free(p);
	return NULL;
}

void
edition_place_close(struct edition_place *p)
{
	if (!p)
		return;
	desk_close(p->desk);
	pthread_mutex_lock(&p->all->lock);
	let_go(p->edition);
	pthread_mutex_unlock(&p->all->lock);
	free(p);
}

/*
 * An answer that is made while it is sent stays with the edition it began with,
 * though its thread may have gone on to the next.
 */
struct edition_stream {
	struct editions *all;
	struct edition *edition;
	struct desk *desk;		/* once the thread's is of another */
	struct http_stream inner;
};

static bool
stream_more(void *stream, void *thread, struct arena *mem, struct buffer *out)
{
	struct edition_stream *s = stream;
	const struct edition_place *p = thread;
	struct desk *desk = p->desk;

	if (p->edition != s->edition) {
		if (!s->desk)
			s->desk = desk_open(s->edition->site);
		desk = s->desk;
		if (!desk || desk_refresh(desk, mem))
			return false;
	}
	return s->inner.more(s->inner.ctx, desk, mem, out);
}

static void
stream_end(void *stream)
{
	struct edition_stream *s = stream;

	s->inner.end(s->inner.ctx);
	desk_close(s->desk);
	pthread_mutex_lock(&s->all->lock);
	let_go(s->edition);
	pthread_mutex_unlock(&s->all->lock);
	free(s);
}

static void
hold_on(struct edition_place *p, struct http_stream *stream)
{
	struct edition_stream *s = calloc(1, sizeof(*s));

	if (!s)
		abort();
	*s = (struct edition_stream){ p->all, p->edition, NULL, *stream };
	pthread_mutex_lock(&p->all->lock);
	s->edition->held++;
	pthread_mutex_unlock(&p->all->lock);
	*stream = (struct http_stream){ stream_more, stream_end, s };
}

void
edition_handle(struct edition_place *p, struct arena *mem,
    const struct http_request *in, struct http_answer *out)
{
	look(p->all);
	(void)follow(p);
	open_handle(p->edition->site, p->desk, mem, in, out);
	if (out->stream.more)
		hold_on(p, &out->stream);
}
