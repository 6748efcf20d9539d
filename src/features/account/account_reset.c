#include "app/audit.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/session.h"
#include "features/account/account_factor.h"
#include "features/account/account_invite.h"
#include "features/account/account_private.h"
#include "features/account/account_sql.h"
#include "features/account/account_throttle.h"

enum result
account_shut_out(struct request *r, const char *person, const char **link)
{
	struct mail mail = {
		.person = person,
		.subject = "パスワードが消されました",
		.body = arena_fmt(r->mem, "つなぐのあなたのパスワードを、"
		    "センターの管理者が消しました。\n"
		    "新しいパスワードを決めるリンクを、管理者から受け取ってください。\n"
		    "覚えがないときは、すぐにセンターへ電話してください。\n%s\n",
		    mail_link(r, "/sign-in")),
		.record = account_record.name,
		.record_id = person,
	};

	(void)account_sql_set_password(r, person, account_nobodys_password);
	(void)account_sql_know_no_more(r, person);
	(void)account_revoke_tokens(r, person);
	(void)session_close_others(r, person);
	*link = account_invite(r, person, INVITE_RESET_SECONDS);
	audit_note_plain(r, "reset_password", account_record.name, person,
	    "password");
	return mail_queue(r, &mail);
}

/* For whom no colleague can do it on a page: the only administrator. */
enum result
account_reset_sign_in(struct request *r, const char *login, const char **link)
{
	struct account a = { 0 };
	enum result rc = account_of_login(r, account_login_read(r, login), &a);

	*link = NULL;
	if (rc)
		return rc;
	deed_begin(r);
	(void)account_shut_out(r, a.id, link);
	(void)account_sql_factor_remove(r, a.id);
	audit_note_plain(r, "factor_remove", account_record.name, a.id, "");
	return deed_commit(r, NULL);
}
