#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/mail.h"
#include "base/text.h"
#include "features/account/account_private.h"

/* Where one's notices go. */

enum result
account_mail_post(struct request *r)
{
	const char *see = request_saying(r, "/account", "changed");
	const char *typed = request_form(r, "mail");
	const char *notices = request_form(r, "notices");
	struct mail_wish wish = {
		.mail = text_tidy(r->mem, text_fold_width(r->mem,
		    typed ? typed : "")),
		.notices = notices && strcmp(notices, "1") == 0,
	};
	enum result rc;

	if (*wish.mail && !mail_address_fits(wish.mail)) {
		request_fault(r, "mail", "メールアドレスを確かめてください。"
		    "例）hana@example.jp");
		rc = account_own_get(r);
		return rc ? rc : INVALID;
	}
	deed_begin(r);
	(void)mail_wish_set(r, r->who->id, &wish);
	return request_see(r, deed_commit(r, see), see);
}
