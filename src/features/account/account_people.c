#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/session.h"
#include "base/date.h"
#include "features/account/account_factor.h"
#include "features/account/account_invite.h"
#include "features/account/account_private.h"
#include "features/account/account_sql.h"
#include "features/account/account_throttle.h"
#include "features/agency/agency.h"

/* The administrator's view: who works here, as what, until when. */

struct people_row {
	const char *id, *name, *login, *role, *left_on;
	bool invited, has_factor;
};

struct people {
	struct html_list people;
};

struct person_form {
	const char *title, *action, *id, *left_on, *agency_fault, *body_fault, *open;
	const struct html *faults, *hidden, *fields, *agencies, *bodies;
	const struct html *link_hidden, *factor_hidden, *return_hidden;
	bool stored, has_left, is_me, has_factor, has_bodies;
};

static const struct slot row_slots[] = {
	SLOT_TEXT(people_row, id),
	SLOT_TEXT(people_row, name),
	SLOT_TEXT(people_row, login),
	SLOT_TEXT(people_row, role),
	SLOT_TEXT(people_row, left_on),
	SLOT_FLAG(people_row, invited),
	SLOT_FLAG(people_row, has_factor),
};

static const struct slot people_slots[] = {
	SLOT_LIST(people, people, row_slots, struct people_row),
};

static const struct slot person_slots[] = {
	SLOT_TEXT(person_form, title),
	SLOT_TEXT(person_form, action),
	SLOT_TEXT(person_form, id),
	SLOT_TEXT(person_form, left_on),
	SLOT_TEXT(person_form, open),
	SLOT_TEXT(person_form, agency_fault),
	SLOT_TEXT(person_form, body_fault),
	SLOT_HTML(person_form, faults),
	SLOT_HTML(person_form, hidden),
	SLOT_HTML(person_form, fields),
	SLOT_HTML(person_form, agencies),
	SLOT_HTML(person_form, bodies),
	SLOT_HTML(person_form, link_hidden),
	SLOT_HTML(person_form, factor_hidden),
	SLOT_HTML(person_form, return_hidden),
	SLOT_FLAG(person_form, stored),
	SLOT_FLAG(person_form, has_left),
	SLOT_FLAG(person_form, is_me),
	SLOT_FLAG(person_form, has_factor),
	SLOT_FLAG(person_form, has_bodies),
};

static const struct slot secret_slots[] = {
	SLOT_TEXT(secret, title),
	SLOT_TEXT(secret, label),
	SLOT_TEXT(secret, secret),
	SLOT_TEXT(secret, says),
	SLOT_TEXT(secret, back),
};

TEMPLATE(account_people_page, "src/features/account/people.html",
    people_slots);
TEMPLATE(account_person_page, "src/features/account/person.html",
    person_slots);
TEMPLATE(account_secret_page, "src/features/account/secret.html",
    secret_slots);

enum result
account_secret_show(struct request *r, const struct secret *s)
{
	struct page page = { .title = s->title };

	return page_show(r, &page, &account_secret_page, s);
}

enum result
account_people_get(struct request *r)
{
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "職員", NULL } };
	struct page page = { .title = "職員", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct people p = { 0 };
	struct people_row *list;
	struct rows rows = { 0 };
	enum result rc = account_sql_list(r, &rows);

	if (rc)
		return rc;
	list = arena_array(r->mem, rows.nrows, sizeof(*list));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct account a = { 0 };

		if (!record_load(r, &account_record, &rows, i, &a))
			continue;
		list[i] = (struct people_row){ a.id, a.name, a.login,
		    codes_labels(r->mem, r->codes, "person_role", a.role,
		    "・"),
		    a.left_on && *a.left_on ? date_long(r->mem, a.left_on) :
		    NULL, *rows_cell(&rows, i, "invited") == '1',
		    *rows_cell(&rows, i, "has_factor") == '1' };
	}
	p.people = (struct html_list){ list, rows.nrows };
	return page_show(r, &page, &account_people_page, &p);
}

static const struct html *
fields_of(struct request *r, const struct account *a)
{
	static const char *const names[] = { "login", "name", "role" };
	const struct html *parts[COUNT(names)];

	for (size_t i = 0; i < COUNT(names); i++)
		parts[i] = form_field(r, record_field(&account_record,
		    names[i]), a);
	return html_join(r->mem, parts, COUNT(names));
}

/* A list: who administers need not have the right to search the register. */
static const struct html *
agencies_of(struct request *r, const struct account *a)
{
	const struct html *out = NULL;

	/* What cannot be read is logged there, and empty here. */
	return agency_input(r, &(struct agency_input){ .name = "agency",
	    .chosen = a->agency, .none = "なし（センターの職員、家族）",
	    .asked = true, .hint = true }, &out) ? NULL : out;
}

/* Those of any year that has begun or comes; only where there are several. */
static const struct html *
bodies_of(struct request *r, const struct account *a, bool *any)
{
	struct rows rows = { 0 };
	struct choice *all;

	if (account_sql_bodies(r, &rows))
		rows.nrows = 0;
	*any = rows.nrows > 0;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++)
		all[i] = (struct choice){ rows_cell(&rows, i, "id"),
		    rows_cell(&rows, i, "name") };
	return form_choices(r, all, rows.nrows, a->body,
	    "なし（センター全体の職員）");
}

static void
form_show(struct request *r, const struct account *a,
    const struct html *above)
{
	bool stored = a->id != NULL;
	struct factor factor;
	int64_t open = 0;
	struct person_form f = {
		.title = stored ? a->name : "職員を登録する",
		.id = a->id,
		.action = stored ? arena_fmt(r->mem, "/people/%s", a->id) :
		    "/people",
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, a->version),
		.fields = fields_of(r, a),
		.agencies = agencies_of(r, a),
		.agency_fault = request_fault_of(r, "agency"),
		.body_fault = request_fault_of(r, "body"),
		.link_hidden = account_hidden(r),
		.factor_hidden = account_hidden(r),
		.return_hidden = account_hidden(r),
		.stored = stored,
		.is_me = stored && strcmp(a->id, r->who->id) == 0,
		.has_left = a->left_on && *a->left_on,
	};
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "職員", "/people" }, { f.title, NULL } };
	struct page page = { .title = f.title, .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };

	f.bodies = bodies_of(r, a, &f.has_bodies);
	if (f.has_left)
		f.left_on = date_long(r->mem, a->left_on);
	if (stored && owned_count_all(r, a->id, &open) == OK && open)
		f.open = arena_fmt(r->mem, "%lld", (long long)open);
	f.has_factor = stored && account_sql_factor(r, a->id, &factor) == OK;
	(void)page_show(r, &page, &account_person_page, &f);
}

enum result
account_person_new_get(struct request *r)
{
	form_show(r, &(struct account){ 0 }, NULL);
	return OK;
}

enum result
account_person_get(struct request *r)
{
	struct account a = { 0 };
	enum result rc = record_get(r, &account_record, r->arg[0], &a);

	if (!rc)
		form_show(r, &a, NULL);
	return rc;
}

static enum result
link_show(struct request *r, const struct account *a, const char *link,
    const char *how_long)
{
	struct secret s = {
		.title = "パスワードを決めるリンク",
		.label = arena_fmt(r->mem, "%sさん（ログイン名 %s）のリンク",
		    a->name, a->login),
		.secret = link,
		.says = arena_fmt(r->mem, "本人だけに渡してください。"
		    "開くと、本人が自分のパスワードを決めてサインインできます。"
		    "%sのあいだ、1回だけ使えます。", how_long),
		.back = "/people",
	};

	return account_secret_show(r, &s);
}

/* Asked before the deed; two at once are told apart by the table itself. */
static enum result
person_read(struct request *r, const struct account *old, struct account *a)
{
	int64_t taken = 0;
	enum result rc = record_read(r, &account_record, a);

	if (rc || (old && strcmp(old->login, a->login) == 0))
		return rc;
	rc = account_sql_is_taken(r, a->login, &taken);
	if (rc || !taken)
		return rc;
	request_fault(r, "login", "taken");
	return INVALID;
}

enum result
account_person_add_post(struct request *r)
{
	struct account a = { 0 };
	const char *link = NULL;
	enum result rc = person_read(r, NULL, &a);

	if (!rc) {
		deed_begin(r);
		if (!account_insert(r, &a, account_nobodys_password))
			link = account_invite(r, a.id, INVITE_SECONDS);
		rc = deed_commit(r, "/people");
		if (rc)
			a.id = NULL;
	}
	if (!rc)
		return link_show(r, &a, link, "7日");
	a.version = 0;
	if (rc == INVALID)
		form_show(r, &a, NULL);
	return rc;
}

/* A centre without an administrator could never get one again. */
static void
someone_administers(struct request *r)
{
	int64_t n = 0;

	if (account_sql_administrators(r, &n) || n)
		return;
	request_fault(r, "role", "管理者がひとりもいなくなります。"
	    "先に別の人を管理者にしてください。");
	db_fail(r->db, INVALID);
}

/* Inside a deed; rights change with the next request, sessions end. */
static void
change(struct request *r, const struct account *old, struct account *a)
{
	(void)record_change(r, &account_record, old, a);
	someone_administers(r);
	if (strcmp(old->role, a->role) != 0)
		(void)session_close_others(r, a->id);
}

static void
conflict_show(struct request *r, const char *id, struct account *mine)
{
	struct account theirs = { 0 };

	if (record_get(r, &account_record, id, &theirs))
		return;
	mine->id = theirs.id;
	mine->version = theirs.version;
	form_show(r, mine, form_conflict(r, &account_record, mine, &theirs));
}

enum result
account_person_change_post(struct request *r)
{
	const char *see = request_saying(r, "/people", "changed");
	struct account old = { 0 }, a;
	enum result rc = record_get(r, &account_record, r->arg[0], &old);

	if (rc)
		return rc;
	a = old;
	a.version = 0;
	rc = person_read(r, &old, &a);
	if (!rc) {
		deed_begin(r);
		change(r, &old, &a);
		rc = request_see(r, deed_commit(r, see), see);
	}
	a.id = old.id;
	if (rc == INVALID)
		form_show(r, &a, NULL);
	if (rc == CONFLICT && !r->repeated)
		conflict_show(r, old.id, &a);
	return rc;
}

/* Whoever sits in this account, by whatever right, is out at once. */
enum result
account_person_invitation_post(struct request *r)
{
	struct account a = { 0 };
	const char *link;
	enum result rc = record_get(r, &account_record, r->arg[0], &a);

	if (!rc && strcmp(a.id, r->who->id) == 0)
		rc = DENIED;
	if (rc)
		return rc;
	deed_begin(r);
	(void)account_shut_out(r, a.id, &link);
	rc = deed_commit(r, "/people");
	return rc ? rc : link_show(r, &a, link, "30分");
}

/* For a colleague whose telephone and paper are both gone. One's own goes the
 * way that asks for the password. */
enum result
account_person_factor_removal_post(struct request *r)
{
	const char *see = request_saying(r, "/people", "changed");
	struct account a = { 0 };
	enum result rc = record_get(r, &account_record, r->arg[0], &a);

	if (!rc && strcmp(a.id, r->who->id) == 0)
		rc = DENIED;
	if (rc)
		return rc;
	deed_begin(r);
	(void)account_sql_factor_remove(r, a.id);
	(void)session_close_others(r, a.id);
	audit_note_plain(r, "factor_remove", account_record.name, a.id, "");
	return request_see(r, deed_commit(r, see), see);
}

/* Somebody leaves by the page of their handover, which closes all else. */
enum result
account_person_return_post(struct request *r)
{
	const char *see = request_saying(r, "/people", "changed");
	struct account old = { 0 }, a;
	enum result rc = record_get(r, &account_record, r->arg[0], &old);

	if (rc)
		return rc;
	a = old;
	a.left_on = NULL;
	deed_begin(r);
	change(r, &old, &a);
	return request_see(r, deed_commit(r, see), see);
}
