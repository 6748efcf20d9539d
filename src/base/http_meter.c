#include "base/http_meter.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SLOTS = 32, LINE = 64, MILLION = 1000000 };

const unsigned http_meter_steps[HTTP_STEPS] = { 1, 2, 5, 10, 25, 50, 100, 250,
	500, 1000, 2500, 10000 };

/* Of one thread; on lines of its own, so that threads do not disturb another. */
struct slot {
	_Alignas(LINE) atomic_ullong answers[HTTP_KINDS][HTTP_CLASSES];
	atomic_ullong within[HTTP_KINDS][HTTP_STEPS + 1];
	atomic_ullong micros[HTTP_KINDS];
	atomic_llong in_progress, connections;
};

struct http_meter {
	struct slot slots[SLOTS];
	unsigned (*kind)(const char *, const char *);
};

#define ADD(counter, n) \
	atomic_fetch_add_explicit(&(counter), n, memory_order_relaxed)
#define READ(counter) atomic_load_explicit(&(counter), memory_order_relaxed)

static int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * MILLION + t.tv_nsec / 1000;
}

struct http_meter *
http_meter_new(unsigned (*kind)(const char *, const char *))
{
	struct http_meter *m = aligned_alloc(LINE, sizeof(*m));

	if (!m)
		abort();
	memset(m, 0, sizeof(*m));
	m->kind = kind;
	return m;
}

void
http_meter_free(struct http_meter *m)
{
	free(m);
}

static void
add_slot(const struct slot *s, struct http_figures *out)
{
	for (size_t k = 0; k < HTTP_KINDS; k++) {
		for (size_t c = 0; c < HTTP_CLASSES; c++)
			out->answers[k][c] += READ(s->answers[k][c]);
		for (size_t i = 0; i <= HTTP_STEPS; i++)
			out->within[k][i] += READ(s->within[k][i]);
		out->micros[k] += READ(s->micros[k]);
	}
	out->in_progress += READ(s->in_progress);
	out->connections += READ(s->connections);
}

void
http_meter_read(const struct http_meter *m, struct http_figures *out)
{
	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < SLOTS; i++)
		add_slot(&m->slots[i], out);
}

void
http_meter_connection(struct http_meter *m, int more)
{
	if (m)
		ADD(m->slots[0].connections, more);
}

void
http_meter_begin(struct http_meter *m, struct http_mark *mark, size_t slot,
    const char *method, const char *target)
{
	if (!m)
		return;
	mark->slot = slot % SLOTS;
	mark->kind = m->kind(method, target);
	assert(mark->kind <= HTTP_KINDS);
	if (mark->kind == HTTP_KINDS)
		return;
	mark->began = now();
	ADD(m->slots[mark->slot].in_progress, 1);
}

void
http_meter_ready(struct http_meter *m, struct http_mark *mark)
{
	if (m && mark->began)
		mark->began = now();
}

void
http_meter_answer(struct http_meter *m, struct http_mark *mark, unsigned status)
{
	struct slot *s = m ? &m->slots[mark->slot] : NULL;
	size_t step = 0, class = status / 100;
	int64_t took;

	if (!m || !mark->began)
		return;
	took = now() - mark->began;
	while (step < HTTP_STEPS && took > (int64_t)http_meter_steps[step] * 1000)
		step++;
	ADD(s->answers[mark->kind][class < HTTP_CLASSES ? class : 0], 1);
	ADD(s->within[mark->kind][step], 1);
	ADD(s->micros[mark->kind], (unsigned long long)took);
	http_meter_end(m, mark);
}

void
http_meter_end(struct http_meter *m, struct http_mark *mark)
{
	if (m && mark->began)
		ADD(m->slots[mark->slot].in_progress, -1);
	mark->began = 0;
}
