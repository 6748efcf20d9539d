#include <string.h>

#include "app/stream.h"
#include "public/hsds_list.h"

/* Lists: a page in its envelope, or all of it line by line. */

enum { PIECE_ITEMS = 100 };

/* A list on its way: what is left of it. */
struct flow {
	const struct hsds_list *list;
	struct hsds_ask ask;
	const char *head;		/* before the first piece */
	int64_t offset, left;
	char last[40];			/* id; "" before the first piece */
	bool began, ended;
};

static int64_t
piece_of(const struct flow *f)
{
	return f->ask.full || f->ask.full_service ? f->list->deep : PIECE_ITEMS;
}

static int64_t
size_of(const struct hsds_ask *ask, int64_t total)
{
	int64_t before = (ask->page - 1) * ask->per_page;

	if (before >= total)
		return 0;
	return total - before < ask->per_page ? total - before : ask->per_page;
}

static const char *
envelope(struct arena *mem, const struct hsds_ask *ask, int64_t total)
{
	struct buffer b = buffer_new(mem);
	int64_t pages = (total + ask->per_page - 1) / ask->per_page;
	int64_t size = size_of(ask, total);

	hsds_open(&b, NULL, "{");
	hsds_number(&b, "total_items", total);
	hsds_number(&b, "total_pages", pages);
	hsds_number(&b, "page_number", ask->page);
	hsds_number(&b, "size", size);
	hsds_bool(&b, "first_page", ask->page == 1);
	hsds_bool(&b, "last_page", ask->page >= pages);
	hsds_bool(&b, "empty", size == 0);
	hsds_open(&b, "contents", "[");
	return b.s;
}

/* The next few items. */
static enum result
flow_on(struct request *r, struct flow *f, struct buffer *b)
{
	struct hsds_writer w = hsds_writer(r, b);
	int64_t piece = piece_of(f), limit = f->left < piece ? f->left : piece;
	const char *last = f->last[0] ? f->last : NULL;
	size_t n = 0;
	enum result rc = OK;

	if (!f->began)
		buffer_add(b, f->head);
	else if (!f->ask.ndjson)
		buffer_add(b, ",");
	if (limit)
		rc = f->list->piece(&w, &f->ask, f->offset, limit, &last, &n);
	if (rc)
		return rc;
	f->began = true;
	f->left = n ? f->left - (int64_t)n : 0;
	f->offset += (int64_t)n;
	if (last)
		memcpy(f->last, last, strnlen(last, sizeof(f->last) - 1));
	f->ended = !f->left;
	if (f->ended && !f->ask.ndjson)
		buffer_add(b, "]}");
	return OK;
}

static enum result
more(struct request *r, void *ctx)
{
	struct flow *f = ctx;

	return f->ended ? OK : flow_on(r, f, &r->answer.body);
}

/* What was asked for lives as long as the stream. */
static struct flow *
flow_kept(struct arena *mem, const struct flow *f)
{
	struct flow *kept = arena_take(mem, sizeof(*kept));

	*kept = *f;
	kept->head = arena_text(mem, f->head);
	for (size_t i = 0; i < f->ask.nwords; i++)
		kept->ask.words[i] = arena_text(mem, f->ask.words[i]);
	for (size_t i = 0; i < f->ask.nterms; i++) {
		struct hsds_term *t = arena_take(mem, sizeof(*t));

		*t = *f->ask.terms[i];
		t->code = arena_text(mem, t->code);
		kept->ask.terms[i] = t;
	}
	if (f->ask.organization)
		kept->ask.organization = arena_text(mem, f->ask.organization);
	if (f->ask.modified_after)
		kept->ask.modified_after = arena_text(mem,
		    f->ask.modified_after);
	return kept;
}

static enum result
flow_begin(struct request *r, struct flow *f, int64_t total)
{
	struct stream *s;

	r->answer.type = f->ask.ndjson ? "text/ndjson; charset=utf-8" :
	    "application/json; charset=utf-8";
	hsds_headers(r);
	request_header_add(r, "Vary", "Accept");
	f->head = f->ask.ndjson ? "" : envelope(r->mem, &f->ask, total);
	if (f->left <= piece_of(f))
		return flow_on(r, f, &r->answer.body);
	s = stream_new(r);
	s->ctx = flow_kept(s->mem, f);
	s->more = more;
	return OK;
}

enum result
hsds_list_get(struct request *r, const struct hsds_list *list)
{
	struct flow f = { .list = list };
	int64_t total;
	enum result rc = hsds_ask(r, hsds_terms(r), list->takes, &f.ask);

	if (rc)
		return rc == INVALID ? OK : rc;
	rc = list->count(r, &f.ask, &total);
	if (rc)
		return rc;
	if (f.ask.ndjson) {
		f.left = total;
	} else {
		f.offset = (f.ask.page - 1) * f.ask.per_page;
		f.left = size_of(&f.ask, total);
	}
	return flow_begin(r, &f, total);
}
