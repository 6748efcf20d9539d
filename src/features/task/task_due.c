#include "app/parts.h"
#include "features/task/task_private.h"
#include "features/task/task_sql.h"

static void
add(struct request *r, const struct rows *rows, size_t i,
    struct due_list *list)
{
	struct task t;

	if (!record_load(r, &task_record, rows, i, &t))
		return;
	due_add(r, list, &(struct due){
		.on_day = t.due_on,
		.what = t.title ? t.title : "頼まれたこと",
		.child = t.child,
		.owner = t.owner,
		.owner_name = rows_cell(rows, i, "owner_name"),
		.url = arena_fmt(r->mem, "/tasks/%s", t.id),
		.action = arena_fmt(r->mem, "/tasks/%s/completion", t.id),
		.version = t.version,
	});
}

enum result
task_due(struct request *r, const struct due_ask *ask, struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc = parts_any(r, &task_record, ask->child) ?
	    task_sql_open(r, ask, &rows) : OK;

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		add(r, &rows, i, list);
	return rc;
}
