#include <stdlib.h>
#include <string.h>

#include "app/audit.h"
#include "app/verify_part.h"
#include "app/verify_sql.h"
#include "base/chain_key.h"
#include "base/setsum.h"

/* The rows of the log, read once from the first to the last. */

struct held {
	const struct verify_points *points;
	size_t next;
};

struct walk {
	struct verify *v;
	struct chain_check check;
	struct held held[2];
	struct setsum_key key;
	struct setsum about;		/* (child, seq) as the rows have it */
	char seal[CHAIN_SEAL];		/* of the row before */
	/* Rows one after the other with the same fault are told once. */
	enum chain_fault fault;
	int64_t from, to;
};

static void
tell_run(struct walk *w)
{
	static const char *const why[] = {
		[CHAIN_BAD_HEAD] = "not what was sealed there: changed, moved or"
		    " put in afterwards",
		[CHAIN_BAD_MAC] = "sealed anew by somebody without the key",
		[CHAIN_ORDER] = "out of order",
	};

	if (w->fault && w->from == w->to)
		verify_fault(w->v, "audit row %lld: %s", (long long)w->from,
		    why[w->fault]);
	else if (w->fault)
		verify_fault(w->v, "audit rows %lld to %lld: %s",
		    (long long)w->from, (long long)w->to, why[w->fault]);
	w->fault = CHAIN_FINE;
}

static void
tell(struct walk *w, enum chain_fault fault, int64_t before, int64_t seq)
{
	if (fault && fault == w->fault && seq == w->to + 1) {
		w->to = seq;
		return;
	}
	tell_run(w);
	if (fault == CHAIN_GAP && seq == before + 2)
		verify_fault(w->v, "audit row %lld is missing",
		    (long long)before + 1);
	else if (fault == CHAIN_GAP)
		verify_fault(w->v, "audit rows %lld to %lld are missing",
		    (long long)before + 1, (long long)seq - 1);
	else
		w->fault = fault;
	w->from = w->to = seq;
}

/* The checkpoints up to this row. One of a row that is not there has been told
 * of with the gap. */
static void
hold(struct walk *w, struct held *h, const struct link *row)
{
	for (; h->next < h->points->n; h->next++) {
		const struct checkpoint *point = &h->points->all[h->next];

		if (point->seq > row->seq)
			return;
		if (point->seq != row->seq ||
		    memcmp(point->head, row->head, CHAIN_HEAD) == 0)
			continue;
		verify_fault(w->v, "audit row %lld is not the one that was signed"
		    " at %s (%s): the log was written anew, or another one put in"
		    " its place", (long long)row->seq, point->instant,
		    h->points->name);
	}
}

static void
add_children(struct walk *w, const char *children, int64_t seq)
{
	while (children && *children) {
		size_t n = strcspn(children, " ");

		setsum_add(&w->about, &w->key, children, n, seq);
		children += n + (children[n] == ' ');
	}
}

/* seq, the fields in the order they are sealed in, seal. */
static enum result
see_row(void *ctx, const char *const *cells, size_t n)
{
	struct walk *w = ctx;
	const char *seal = cells[n - 1] ? cells[n - 1] : "";
	int64_t before = w->check.last.seq;
	int64_t seq = strtoll(cells[0] ? cells[0] : "", NULL, 10);

	tell(w, chain_check_row(&w->check, seq, cells + 1, AUDIT_FIELDS, seal),
	    before, seq);
	for (size_t i = 0; i < COUNT(w->held); i++)
		hold(w, &w->held[i], &w->check.last);
	add_children(w, cells[1 + AUDIT_CHILDREN], seq);
	w->seal[0] = '\0';
	if (strlen(seal) < sizeof(w->seal))
		memcpy(w->seal, seal, strlen(seal) + 1);
	return OK;
}

static void
see_head(struct walk *w, const struct verify_head *head)
{
	int64_t last = w->check.last.seq;

	if (!head->there)
		verify_fault(w->v, "audit_head: its one row is not there");
	else if (head->seq > last)
		verify_fault(w->v, "audit rows %lld to %lld are cut off the end:"
		    " audit_head names them", (long long)last + 1,
		    (long long)head->seq);
	else if (head->seq < last)
		verify_fault(w->v, "audit rows %lld to %lld were put in behind"
		    " audit_head, or it was put back", (long long)head->seq + 1,
		    (long long)last);
	else if (last && strcmp(head->seal, w->seal) != 0)
		verify_fault(w->v, "audit_head: not the seal of row %lld",
		    (long long)last);
}

/* What was signed and is not there any more. */
static void
see_cut(struct walk *w, const struct held *h)
{
	const struct checkpoint *newest;
	int64_t last = w->check.last.seq;

	if (h->next == h->points->n)
		return;
	newest = &h->points->all[h->points->n - 1];
	verify_fault(w->v, "audit rows %lld to %lld are cut off the end: row"
	    " %lld was signed at %s (%s)", (long long)last + 1,
	    (long long)newest->seq, (long long)newest->seq, newest->instant,
	    h->points->name);
}

static void
see_signed(struct walk *w, const struct verify_keys *keys)
{
	int64_t last = w->check.last.seq;
	int64_t newest = keys->here.n ? keys->here.all[keys->here.n - 1].seq : 0;

	if (!newest && last)
		verify_fault(w->v, CHAIN_KEY_POINTS ": nothing is signed, though"
		    " the log has rows: the file was emptied");
	else if (newest / CHAIN_EPOCH < keys->epoch)
		verify_fault(w->v, CHAIN_KEY_POINTS ": cut: row %lld and beyond"
		    " were signed once, the newest here is of row %lld",
		    (long long)(keys->epoch * CHAIN_EPOCH), (long long)newest);
	else if (newest < last)
		verify_note(w->v, "audit rows %lld to %lld are not signed yet",
		    (long long)newest + 1, (long long)last);
}

/* The link key only goes forward, and no further than the log. */
static void
see_link(struct walk *w, const struct verify_keys *keys)
{
	struct chain_check first, now;
	int64_t last = w->check.last.seq;

	if (keys->epoch > last / CHAIN_EPOCH) {
		verify_fault(w->v, "the log ends at row %lld, but " CHAIN_KEY_LINK
		    " is the key of row %lld and beyond: rows are cut off, or an"
		    " older database was put back", (long long)last,
		    (long long)(keys->epoch * CHAIN_EPOCH));
		return;
	}
	if (!keys->start || keys->epoch < 0 ||
	    !chain_check_open(&first, keys->start))
		return;
	if (chain_check_open(&now, keys->link)) {
		if (now.key->epoch >= first.key->epoch &&
		    now.key->epoch <= last / CHAIN_EPOCH + 1) {
			chain_key_forward(first.key, now.key->epoch);
			if (memcmp(first.key->bytes, now.key->bytes,
			    CHAIN_KEY) != 0)
				verify_fault(w->v, CHAIN_KEY_LINK " does not come"
				    " from " CHAIN_KEY_START ": one of them was"
				    " exchanged");
		}
		chain_check_close(&now);
	}
	chain_check_close(&first);
}

static enum result
see_child(void *ctx, const char *const *cells, size_t n)
{
	struct walk *w = ctx;
	struct setsum *listed = &w->about;

	(void)n;
	setsum_add(listed, &w->key, cells[0], strlen(cells[0]),
	    strtoll(cells[1], NULL, 10));
	return OK;
}

/* audit_seen is made from the rows, and can be made again. */
static void
see_index(struct walk *w)
{
	struct setsum rows = w->about;
	int64_t before = w->v->faults;

	w->about = (struct setsum){ 0 };
	if (verify_sql_seen(w->v, see_child, w)) {
		verify_fault(w->v, "audit_seen: cannot be read to the end");
		return;
	}
	if (setsum_same(&rows, &w->about))
		return;
	verify_sql_seen_faults(w->v);
	if (w->v->faults == before)
		verify_fault(w->v, "audit_seen: not what the rows of the log say");
}

static void
see_rows(struct walk *w, const struct verify_keys *keys)
{
	struct verify_head head = { 0 };
	enum result rc = verify_sql_head(w->v, &head);

	if (!rc)
		rc = verify_sql_rows(w->v, see_row, w);
	tell_run(w);
	if (rc) {
		verify_fault(w->v, "audit: cannot be read beyond row %lld",
		    (long long)w->check.last.seq);
		return;
	}
	see_head(w, &head);
	for (size_t i = 0; i < COUNT(w->held); i++)
		see_cut(w, &w->held[i]);
	see_signed(w, keys);
	see_link(w, keys);
	see_index(w);
	verify_note(w->v, "audit: %lld rows read, %lld macs, %zu checkpoints",
	    (long long)w->check.rows, (long long)w->check.macs, keys->here.n);
	if (!keys->start)
		verify_note(w->v, "the macs of rows before %lld need "
		    CHAIN_KEY_START ": bring it, and give --start",
		    (long long)(keys->epoch * CHAIN_EPOCH));
}

void
verify_log(struct verify *v, const struct verify_keys *keys)
{
	struct walk w = { .v = v, .key = setsum_draw(),
		.held = { { &keys->here, 0 }, { &keys->copy, 0 } } };
	const char *key = keys->start ? keys->start :
	    keys->epoch >= 0 ? keys->link : NULL;

	if (!chain_check_open(&w.check, key)) {
		verify_fault(v, "%s: no link key can be read",
		    keys->start ? CHAIN_KEY_START : CHAIN_KEY_LINK);
		if (!chain_check_open(&w.check, NULL))
			return;
	}
	verify_sql_begin(v);
	see_rows(&w, keys);
	verify_sql_end(v);
	chain_check_close(&w.check);
}
