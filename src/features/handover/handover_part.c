#include <string.h>

#include "features/handover/handover_private.h"
#include "features/handover/handover_sql.h"

/* What was handed over, in numbers and in words. */

enum result
handover_parts(struct request *r, const char *handover,
    struct handover_part **out, size_t *n)
{
	size_t nall;
	const struct owned *const *all = owned_all(r, &nall);
	struct rows rows = { 0 };
	enum result rc = handover_sql_counts(r, handover, &rows);

	*n = 0;
	*out = arena_array(r->mem, nall + 1, sizeof(**out));
	for (size_t k = 0; !rc && k < nall; k++) {
		for (size_t i = 0; i < rows.nrows; i++) {
			if (strcmp(rows_cell(&rows, i, "kind"),
			    all[k]->kind) == 0)
				(*out)[(*n)++] = (struct handover_part){ all[k],
				    rows_number(&rows, i, "was_open"),
				    rows_number(&rows, i, "went_on") };
		}
	}
	return rc;
}

const char *
handover_part_says(struct request *r, const struct handover_part *p)
{
	long long was = (long long)p->was_open, on = (long long)p->went_on;

	if (p->kind->way == OWNED_ENDS)
		return arena_fmt(r->mem, "%lld件が終わった", was);
	if (p->kind->way == OWNED_TIE)
		return arena_fmt(r->mem, "%lld件が終わり、%lld件を続ける", was, on);
	if (on < was)
		return arena_fmt(r->mem, "%lld件を渡し、%lld件が残った", on,
		    was - on);
	return arena_fmt(r->mem, "%lld件を渡した", on);
}

enum result
handover_says(struct request *r, const char *handover, const char **out)
{
	struct handover_part *parts;
	struct buffer b = buffer_new(r->mem);
	size_t n;
	enum result rc = handover_parts(r, handover, &parts, &n);

	for (size_t i = 0; i < n; i++)
		buffer_fmt(&b, "%s%s：%s", i ? "。" : "", parts[i].kind->label,
		    handover_part_says(r, &parts[i]));
	*out = n ? arena_fmt(r->mem, "%s。", b.s) : NULL;
	return rc;
}
