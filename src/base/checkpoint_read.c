#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/checkpoint_line.h"
#include "base/log.h"

enum { ROOM = CHECKPOINT_LINE_MOST + 1 };

/* A line as it stands in the file; of a longer one its beginning and end. */
struct raw {
	char text[ROOM];
	size_t n; /* ROOM at most */
	bool ended;
};

struct reader {
	struct arena *mem;
	const uint8_t *key;
	struct checkpoint_reading *out;
	size_t room; /* of out->all */
	struct checkpoint last;
	bool any;
	uint8_t previous[CHAIN_HEAD]; /* what the next line has to name */
};

static bool
raw_next(FILE *f, struct raw *raw)
{
	int c;

	raw->n = 0;
	while ((c = getc(f)) != EOF && c != '\n') {
		if (raw->n == ROOM)
			raw->n--;
		raw->text[raw->n++] = (char)c;
	}
	raw->ended = c == '\n';
	return raw->ended || raw->n;
}

static void
point_keep(struct reader *r, const struct checkpoint *point)
{
	struct checkpoint_reading *out = r->out;

	if (out->n == r->room) {
		struct checkpoint *more;

		r->room = r->room ? r->room * 2 : 64;
		more = arena_array(r->mem, r->room, sizeof(*more));
		if (out->n)
			memcpy(more, out->all, out->n * sizeof(*more));
		out->all = more;
	}
	out->all[out->n++] = *point;
	r->last = *point;
	r->any = true;
}

/* Goes on from every line that is signed, so that one fault is told once. */
static enum checkpoint_fault
line_take(struct reader *r, const struct raw *raw)
{
	struct checkpoint_line line;
	enum checkpoint_fault fault =
	    checkpoint_line_read(raw->text, raw->n, r->key, &line);

	if (fault)
		return fault;
	if (memcmp(line.previous, r->previous, CHAIN_HEAD) != 0)
		fault = CHECKPOINT_PREVIOUS;
	checkpoint_line_hash(raw->text, raw->n, r->previous);
	if (!r->any || checkpoint_follows(&r->last, &line.point))
		point_keep(r, &line.point);
	else if (!fault)
		fault = CHECKPOINT_ORDER;
	return fault;
}

static void
line_count(struct reader *r, const struct raw *raw)
{
	struct checkpoint_reading *out = r->out;
	enum checkpoint_fault fault = line_take(r, raw);

	out->lines++;
	if ((fault == CHECKPOINT_FORM || fault == CHECKPOINT_SIGNATURE) &&
	    checkpoint_line_torn(raw->text, raw->n, raw->ended)) {
		out->torn++;
		out->torn_line = out->lines;
	} else if (fault && !out->bad++) {
		out->fault = fault;
		out->bad_line = out->lines;
	}
}

bool
checkpoint_read(struct arena *mem, const char *path,
    const uint8_t key[CHECKPOINT_KEY], struct checkpoint_reading *out)
{
	struct reader r = { .mem = mem, .key = key, .out = out };
	FILE *f = fopen(path, "rbe");
	struct raw raw;
	bool failed;

	*out = (struct checkpoint_reading){ 0 };
	if (!f) {
		log_error("checkpoints", "%s: %s", path, strerror(errno));
		return false;
	}
	while (raw_next(f, &raw))
		line_count(&r, &raw);
	failed = ferror(f);
	if (failed)
		log_error("checkpoints", "%s: %s", path, strerror(errno));
	fclose(f);
	return !failed;
}
