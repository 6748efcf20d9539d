#include "app/audit.h"
#include "app/deed.h"
#include "app/session.h"
#include "features/account/account_factor.h"
#include "features/account/account_invite.h"
#include "features/account/account_private.h"
#include "features/account/account_sql.h"
#include "features/account/account_throttle.h"

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
	(void)account_sql_set_password(r, a.id, account_nobodys_password);
	(void)account_sql_factor_remove(r, a.id);
	(void)account_sql_know_no_more(r, a.id);
	(void)session_close_others(r, a.id);
	*link = account_invite(r, a.id, INVITE_RESET_SECONDS);
	audit_note_plain(r, "reset_password", account_record.name, a.id,
	    "password");
	audit_note_plain(r, "factor_remove", account_record.name, a.id, "");
	return deed_commit(r, NULL);
}
