#include "app/access.h"
#include "app/due.h"
#include "features/team/team_private.h"
#include "features/team/team_sql.h"

/* What somebody at the centre has to look at: nobody else can. */
enum result
team_due(struct request *r, const struct due_ask *ask, struct due_list *list)
{
	struct team_waiting w;
	enum result rc;

	if (ask->child || !access_is_centre(r) || !request_may(r, CHILD_WRITE))
		return OK;
	rc = team_waiting(r, &w);
	if (rc)
		return rc;
	if (w.month)
		due_add(r, list, &(struct due){
			.kind = DUE_NEWS,
			.on_day = w.since,
			.what = arena_fmt(r->mem,
			    "緊急に開いた記録を確かめる（%lld件）",
			    (long long)w.nglass),
			.url = arena_fmt(r->mem, "/glass?month=%s", w.month),
		});
	if (w.child)
		due_add(r, list, &(struct due){
			.kind = DUE_NEWS,
			.on_day = r->today,
			.what = arena_fmt(r->mem,
			    "守る情報を見る許可を承認する（%lld件）",
			    (long long)w.napprovals),
			.url = arena_fmt(r->mem, "/children/%s/team", w.child),
		});
	return OK;
}
