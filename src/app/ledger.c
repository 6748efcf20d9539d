#include "app/ledger.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "app/desk.h"
#include "app/sealer.h"
#include "base/log.h"

/* Rows of one answer, its strings behind it in one piece of memory. */
struct held {
	struct held *next;
	void (*then)(void *ctx, bool leave);
	void *ctx;
	size_t n;
	struct audit_row rows[];
};

struct ledger {
	struct site *site;
	struct desk *desk;
	struct sealer *sealer;
	struct arena *mem;		/* of one round */
	pthread_t thread;
	pthread_mutex_t lock;		/* of what follows */
	pthread_cond_t filled;
	struct held *first, **last;
	bool stopping;
};

static size_t
bytes_of(const struct audit_row *rows, size_t n)
{
	const char *fields[AUDIT_FIELDS];
	size_t total = sizeof(struct held) + n * sizeof(*rows);

	for (size_t i = 0; i < n; i++) {
		audit_fields(&rows[i], fields);
		for (size_t k = 0; k < AUDIT_FIELDS; k++)
			total += fields[k] ? strlen(fields[k]) + 1 : 0;
	}
	return total;
}

static const char *
put(char **to, const char *s)
{
	char *at = *to;

	if (!s)
		return NULL;
	memcpy(at, s, strlen(s) + 1);
	*to = at + strlen(s) + 1;
	return at;
}

void *
ledger_hold(const struct audit_row *rows, size_t n)
{
	struct held *h = malloc(bytes_of(rows, n));
	char *at;

	if (!h)
		abort();
	at = (char *)(h->rows + n);
	h->n = n;
	for (size_t i = 0; i < n; i++) {
		const struct audit_row *r = &rows[i];

		h->rows[i] = (struct audit_row){ put(&at, r->at),
			put(&at, r->request), put(&at, r->person),
			put(&at, r->login), put(&at, r->agency),
			put(&at, r->verb), put(&at, r->record),
			put(&at, r->record_id), put(&at, r->path),
			put(&at, r->classes), put(&at, r->consent),
			put(&at, r->children), put(&at, r->what) };
	}
	return h;
}

void
ledger_settle(struct ledger *l, void *hold, void (*then)(void *, bool),
    void *ctx)
{
	struct held *h = hold;

	h->next = NULL;
	h->then = then;
	h->ctx = ctx;
	pthread_mutex_lock(&l->lock);
	*l->last = h;
	l->last = &h->next;
	pthread_cond_signal(&l->filled);
	pthread_mutex_unlock(&l->lock);
}

/* All that wait; NULL when there is none left and none will come. */
static struct held *
take_all(struct ledger *l)
{
	struct held *all;

	pthread_mutex_lock(&l->lock);
	while (!l->first && !l->stopping)
		pthread_cond_wait(&l->filled, &l->lock);
	all = l->first;
	l->first = NULL;
	l->last = &l->first;
	pthread_mutex_unlock(&l->lock);
	return all;
}

static bool
write_all(struct ledger *l, const struct held *all)
{
	struct audit_writer w = { .db = l->desk->db, .mem = l->mem,
		.chain = l->site->keys->chain };

	db_begin(w.db);
	for (const struct held *h = all; h; h = h->next) {
		for (size_t i = 0; i < h->n; i++)
			(void)audit_write(&w, &h->rows[i]);
	}
	(void)audit_close(&w);
	return !db_commit(w.db);
}

static void
release(struct held *all, bool leave)
{
	while (all) {
		struct held *h = all;

		all = h->next;
		h->then(h->ctx, leave);
		free(h);
	}
}

static void *
run(void *arg)
{
	struct ledger *l = arg;
	struct held *all;

	while ((all = take_all(l))) {
		release(all, write_all(l, all));
		arena_reset(l->mem);
	}
	return NULL;
}

static void
ledger_free(struct ledger *l)
{
	sealer_stop(l->sealer);
	desk_close(l->desk);
	arena_free(l->mem);
	pthread_cond_destroy(&l->filled);
	pthread_mutex_destroy(&l->lock);
	free(l);
}

struct ledger *
ledger_start(struct site *site)
{
	struct ledger *l = calloc(1, sizeof(*l));

	if (!l)
		abort();
	l->site = site;
	l->last = &l->first;
	l->mem = arena_new();
	l->desk = desk_open(site);
	l->sealer = l->desk ? sealer_start(site) : NULL;
	pthread_mutex_init(&l->lock, NULL);
	pthread_cond_init(&l->filled, NULL);
	if (l->sealer && pthread_create(&l->thread, NULL, run, l) == 0)
		return l;
	log_error("ledger", "cannot start");
	ledger_free(l);
	return NULL;
}

/* The sealer ends last: it signs what was written last. */
void
ledger_stop(struct ledger *l)
{
	if (!l)
		return;
	pthread_mutex_lock(&l->lock);
	l->stopping = true;
	pthread_cond_signal(&l->filled);
	pthread_mutex_unlock(&l->lock);
	pthread_join(l->thread, NULL);
	ledger_free(l);
}

bool
ledger_checkpoint(struct site *site, struct db *db, struct arena *mem)
{
	return sealer_sign(site, db, mem);
}
