#include "app/demo.h"
#include "app/record_page.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/task/task_private.h"

enum { DEMO_TASKS = 14, DEMO_CHILDREN = 40 };

/* A few things that people at the fictional centre asked of each other. */
enum result
task_demo(struct request *r)
{
	static const char *const titles[] = {
		"受給者証の更新の時期を確かめる", "保育園の看護師配置を市に聞く",
		"主治医に指示書の期限を確かめる", "訪問看護の空きを2か所に聞く",
		"就学相談の日程を家族に伝える", "吸引器の予備バッテリーを確かめる" };
	struct dice d = dice_new(22);
	struct rows children = { 0 }, people = { 0 };
	enum result rc = record_page(r, &child_record, true, DEMO_CHILDREN, 0,
	    &children);

	if (!rc)
		rc = account_people(r, &people);
	for (size_t i = 0; !rc && children.nrows && people.nrows &&
	    i < DEMO_TASKS; i++) {
		struct task t = {
			.title = dice_pick(&d, titles, COUNT(titles)),
			.child = rows_cell(&children, dice_below(&d,
			    children.nrows), "id"),
			.owner = rows_cell(&people, dice_below(&d, 4), "id"),
			.due_on = demo_weekday(r->mem, date_add_days(r->mem,
			    r->today, (int)dice_below(&d, 16) - 4)),
		};

		rc = record_add(r, &task_record, &t);
	}
	return rc;
}
