#ifndef BASE_HTTP_METER_H
#define BASE_HTTP_METER_H

#include <stddef.h>
#include <stdint.h>

/*
 * What a server has answered, in numbers: how often, how fast, of which kind.
 * No address, no header, no peer. Each thread counts in a slot of its own
 * without waiting for another; whoever reads adds them up, so figures read
 * while others count may be of slightly different moments.
 */
enum { HTTP_KINDS = 8, HTTP_CLASSES = 6, HTTP_STEPS = 12 };

struct http_meter;

/* Upper ends of the steps of how long an answer took, in milliseconds. */
extern const unsigned http_meter_steps[HTTP_STEPS];

struct http_figures {
	/* By kind, then by the status' first digit; 0: any other status. */
	uint64_t answers[HTTP_KINDS][HTTP_CLASSES];
	/* By kind, then by step, each answer in one; the last: longer. */
	uint64_t within[HTTP_KINDS][HTTP_STEPS + 1];
	uint64_t micros[HTTP_KINDS];	/* all of them together */
	int64_t in_progress, connections;
};

/* `kind` tells below HTTP_KINDS what a raw target is, by its beginning;
 * HTTP_KINDS: it leaves no trace here. */
struct http_meter *http_meter_new(unsigned (*kind)(const char *method,
    const char *target));
void	http_meter_free(struct http_meter *);
void	http_meter_read(const struct http_meter *, struct http_figures *);

/* For the server; with a meter of NULL nothing happens. */
struct http_mark {
	int64_t began;			/* microseconds; 0: none under way */
	size_t slot;
	unsigned kind;
};

void	http_meter_connection(struct http_meter *, int more);
void	http_meter_begin(struct http_meter *, struct http_mark *, size_t slot,
    const char *method, const char *target);
/* All of it has come: what it takes from here on is ours. */
void	http_meter_ready(struct http_meter *, struct http_mark *);
void	http_meter_answer(struct http_meter *, struct http_mark *,
    unsigned status);
/* Also when it had no answer, for its peer is gone. */
void	http_meter_end(struct http_meter *, struct http_mark *);

#endif
