#include "features/task/task_private.h"

#include <string.h>

#include "app/access.h"
#include "app/mail.h"
#include "app/plain.h"
#include "app/route.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/task/task_sql.h"

static const struct field fields[] = {
	FIELD_TEXT(task, title, .label = "何をする", .tells = CLASS_CONTACT,
	    .flags = REQUIRED | LISTED | PERSONAL, .max = 200,
	    .hint = "例）受給者証の期限を母に確かめる"),
	FIELD_LINK(task, child, .label = "子ども", .tells = CLASS_IDENTITY,
	    .to = &child_record,
	    .hint = "名前・フリガナ・番号で探せます。子どものことでなければ空欄のままで。"),
	FIELD_LINK(task, owner, .label = "だれが", .tells = CLASS_IDENTITY,
	    .to = &account_record, .flags = REQUIRED | LISTED),
	FIELD_DAY(task, due_on, .label = "いつまでに", .tells = CLASS_IDENTITY,
	    .flags = REQUIRED | LISTED, .hint = "例）11/27"),
	FIELD_LONG(task, note, .label = "くわしく", .tells = CLASS_CONTACT,
	    .flags = PERSONAL, .max = 4000),
	FIELD_LINK(task, made_by, .label = "頼んだ人", .tells = CLASS_IDENTITY,
	    .to = &account_record, .flags = HIDDEN),
	FIELD_TEXT(task, from_record, .label = "もとの種類",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .max = 40),
	FIELD_TEXT(task, from_id, .label = "もとの記録",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .max = 40),
	FIELD_DAY(task, done_on, .label = "済んだ日", .tells = CLASS_IDENTITY,
	    .flags = HIDDEN | LISTED),
	FIELD_LONG(task, result, .label = "結果", .tells = CLASS_CONTACT,
	    .flags = HIDDEN | PERSONAL, .max = 4000),
};

const struct record task_record = {
	.name = "task",
	.path = "tasks",
	.label = "次にすること",
	.size = sizeof(struct task),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_READ,
	.child = "child",
	.of_person = "owner",
};

/* What a task tells; who has it must be able to read it. */
enum { TOLD = CLASS_IDENTITY | CLASS_CONTACT };

void
task_check_owner(struct request *r, const struct task *t)
{
	struct person who;
	unsigned classes = TOLD;
	struct account a = { 0 };
	enum result rc = t->owner ? account_person(r, t->owner, &who) : MISSING;

	if (!rc)
		rc = record_get(r, &account_record, t->owner, &a);
	if (rc || (a.left_on && strcmp(a.left_on, r->today) <= 0)) {
		request_fault(r, "owner", "いまいる人から選んでください。");
		return;
	}
	if (t->child && access_of_person(r, &who, t->child, &classes))
		classes = 0;
	if ((classes & TOLD) != TOLD)
		request_fault(r, "owner", arena_fmt(r->mem, "%sさんは、この子の"
		    "連絡先までは見られません。同意かケアチームを先に登録して"
		    "ください。", who.name));
}

enum result
task_add(struct request *r, struct task *t)
{
	enum result rc;

	task_check_owner(r, t);
	if (r->nfaults) {
		db_fail(r->db, INVALID);
		return INVALID;
	}
	t->made_by = r->who->id;
	rc = record_add(r, &task_record, t);
	return rc ? rc : task_notice(r, t);
}

enum result
task_notice(struct request *r, const struct task *t)
{
	if (r->who->id && strcmp(t->owner, r->who->id) == 0)
		return OK;
	return mail_queue(r, &(struct mail){
		.person = t->owner,
		.subject = "新しく頼まれたことがあります",
		.body = arena_fmt(r->mem, "つなぐで、新しく頼まれたことがあります。"
		    "サインインして確かめてください。\n%s\n", mail_link(r, "/")),
		.record = task_record.name,
		.record_id = t->id,
		.once = arena_fmt(r->mem, "task:%s:%s", t->id, t->owner),
	});
}

/* Programs read tasks; people give and finish them. */
static const struct route routes[] = {
	{ "GET", "/", SIGNED_IN, task_today_get },
	{ "GET", "/tasks", CHILD_READ, task_list_get },
	{ "GET", "/tasks/new", CHILD_WRITE, task_new_get },
	{ "POST", "/tasks", CHILD_WRITE, task_add_post },
	{ "GET", "/tasks/*", CHILD_READ, task_show_get },
	{ "GET", "/tasks/*/edit", CHILD_READ, task_edit_get },
	{ "POST", "/tasks/*", CHILD_READ, task_change_post },
	{ "POST", "/tasks/*/completion", CHILD_READ, task_completion_post },
	{ "POST", "/tasks/*/reopening", CHILD_READ, task_reopening_post },
	{ "GET", "/calendar", SIGNED_IN, task_calendar_get },
	{ "POST", "/calendar", SIGNED_IN, task_calendar_post },
	{ "POST", "/calendar/revocation", SIGNED_IN,
	    task_calendar_revocation_post },
	{ "GET", "/calendar/*", EVERYONE, task_calendar_feed_get },
	ROUTES_TOLD("tasks"),
};

static const struct panel panel = { .aside = true, .place = 1,
    .draw = task_aside };

const struct feature task_feature = {
	.name = "task",
	.menu = { "今日", "/", SIGNED_IN, 1 },
	FEATURE_RECORDS(&task_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&task_today_page, &task_todo_part, &task_aside_part,
	    &task_list_page, &task_form_page, &task_show_page, &task_calendar_page),
	.panel = &panel,
	.due = task_due,
	FEATURE_OWNED(&task_owned),
	.demo = task_demo,
};
