#include <string.h>

#include "app/deed.h"
#include "app/page.h"
#include "features/meeting/meeting_private.h"
#include "features/task/task.h"

/* What was decided is a task of somebody's, from the same deed on. */
static enum result
again(struct request *r, const struct meeting *m, const struct task *t)
{
	enum result rc = meeting_show(r, m, &(struct meeting_typed){
	    .task = t });

	return rc ? rc : INVALID;
}

enum result
meeting_decision_post(struct request *r)
{
	struct meeting m;
	struct task t = { 0 };
	const char *see;
	enum result rc = record_get(r, &meeting_record, r->arg[0], &m);

	if (!rc && !meeting_is(&m, "planned") && !meeting_is(&m, "held"))
		rc = CONFLICT;
	if (rc)
		return rc;
	t.child = m.child;
	rc = record_read(r, &task_record, &t);
	t.child = m.child;
	if (!rc && strcmp(t.due_on, r->today) < 0)
		request_fault(r, "due_on", "今日より後の日を入力してください。");
	if (!rc)
		task_check_owner(r, &t);
	if (r->nfaults)
		return again(r, &m, &t);
	t.from_record = meeting_record.name;
	t.from_id = m.id;
	see = request_saying(r, arena_fmt(r->mem, "/meetings/%s", m.id),
	    "added");
	deed_begin(r);
	(void)task_add(r, &t);
	return request_see(r, deed_commit(r, see), see);
}
