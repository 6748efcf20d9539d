#ifndef APP_METRICS_H
#define APP_METRICS_H

#include "app/request.h"
#include "base/http_meter.h"

/*
 * /metrics: how the machine and the program are, in the text format of
 * Prometheus, for whoever looks after them. Of the records there are sizes and
 * totals of the whole; nothing that tells of a person, a child or a
 * municipality, and no label holds what anybody typed or asked for.
 */
struct metrics {
	const struct http_meter *meter;
	const char *stamps;	/* a folder; NULL: no stamps are looked for */
	int statm;		/* of /proc/self, opened before the sandbox; -1 */
	int64_t started;	/* seconds since 1970 */
};

/* Opens what is out of reach later. `meter` and `stamps` stay the caller's. */
struct metrics *metrics_new(struct arena *, const struct http_meter *,
    const char *stamps);
void	metrics_close(struct metrics *);
/* For http_meter_new: what an address is, never which. */
unsigned metrics_kind(const char *method, const char *target);

/*
 * Whether this is such a request, and may be answered: the process was told to
 * (serve --metrics), the peer is this machine itself, and no proxy passed it on.
 * Any other is an address like those that are not there.
 */
bool	metrics_asked(const struct request *);
enum result metrics_answer(struct request *);

#endif
