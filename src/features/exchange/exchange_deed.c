#include <string.h>

#include "app/deed.h"
#include "features/exchange/exchange_private.h"
#include "features/exchange/exchange_sql.h"

/* Planning an event, calling it off, and who came. */

/* Whether `list` holds the id. */
static bool
has(const char *const *list, const char *id)
{
	for (size_t i = 0; list && list[i]; i++) {
		if (strcmp(list[i], id) == 0)
			return true;
	}
	return false;
}

/* Inside the deed: only what was changed on the page since it was shown, so
 * that two who tick at the same door do not undo each other. Those with a place
 * who are not ticked stayed away. */
static enum result
tick(struct request *r, const struct exchange *e, const char *const *came,
    const char *const *was, bool *any)
{
	struct rows rows = { 0 };
	enum result rc = exchange_sql_parties(r, e->id, &rows);

	*any = false;
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct exchange_party old, p;

		if (!record_load(r, &exchange_party_record, &rows, i, &old) ||
		    !exchange_party_is(&old, "accepted") ||
		    (old.attended && has(came, old.id) == has(was, old.id)))
			continue;
		p = old;
		p.attended = has(came, p.id) ? "1" : "0";
		if (old.attended && strcmp(old.attended, p.attended) == 0)
			continue;
		rc = record_change(r, &exchange_party_record, &old, &p);
		*any = true;
	}
	return rc;
}

/* POST /exchanges/ID/attendance: `came` are those ticked, `was` those who were
 * when the page was shown. */
enum result
exchange_attendance_post(struct request *r)
{
	const char *const *came, *const *was;
	struct exchange e;
	const char *see;
	bool any = false;
	size_t n;
	enum result rc = exchange_open(r, r->arg[0], &e);

	if (rc)
		return rc;
	came = request_form_all(r, "came", &n);
	was = request_form_all(r, "was", &n);
	if (strcmp(e.on_day, r->today) > 0)
		request_fault(r, "came",
		    "参加は、開く日になってからつけてください。");
	if (r->nfaults)
		return exchange_show_again(r, &e, NULL, INVALID);
	see = request_saying(r, arena_fmt(r->mem, "/exchanges/%s", e.id),
	    "recorded");
	deed_begin(r);
	(void)deed_changed(r, exchange_party_record.name);
	rc = tick(r, &e, came, was, &any);
	if (!rc && !any)
		rc = CONFLICT;
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}

/* POST /exchanges/ID/cancellation: families see it no more. */
enum result
exchange_cancellation_post(struct request *r)
{
	struct exchange old, e;
	const char *see;
	enum result rc = exchange_open(r, r->arg[0], &old);

	if (!rc && (old.cancelled_on ||
	    strcmp(old.on_day, r->today) < 0))
		rc = CONFLICT;
	if (rc)
		return rc;
	e = old;
	form_version(r, &e);
	e.cancelled_on = r->today;
	see = request_saying(r, arena_fmt(r->mem, "/exchanges/%s", e.id),
	    "changed");
	deed_begin(r);
	(void)record_change(r, &exchange_record, &old, &e);
	return request_see(r, deed_commit(r, see), see);
}
