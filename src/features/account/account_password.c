#include <string.h>

#include "base/crypto.h"
#include "base/text.h"
#include "features/account/account_guess.h"
#include "features/account/account_private.h"
#include "features/account/account_sql.h"
#include "features/account/account_throttle.h"

/* What a password has to be like, and whether somebody knows theirs. */

enum { LEAST_TO_GUESS = 8 };

static const char *
fault_of(struct request *r, const char *login, const char *new)
{
	if (text_length(new) < ACCOUNT_MIN_PASSWORD)
		return "13文字以上にしてください。言葉をいくつかつなぐと覚えやすくなります。";
	if (text_length(new) > ACCOUNT_MAX_PASSWORD)
		return "長すぎます。128文字までにしてください。";
	if (account_guesses(text_key(r->mem, new), login) < LEAST_TO_GUESS)
		return "よく使われる言葉、並び、くり返しばかりでできています。"
		    "関係のない言葉をいくつかつないでください。";
	if (strstr(new, login) &&
	    strlen(new) < strlen(login) + ACCOUNT_MIN_PASSWORD)
		return "ログイン名をふくまないものにしてください。";
	return NULL;
}

void
account_password_read(struct request *r, const char *login)
{
	const char *new = request_form(r, "new");
	const char *again = request_form(r, "again");
	const char *fault;

	if (!new || !*new) {
		request_fault(r, "new", "required");
		return;
	}
	fault = fault_of(r, login, new);
	if (fault)
		request_fault(r, "new", fault);
	else if (!again || strcmp(again, new) != 0)
		request_fault(r, "again", "上の新しいパスワードと違います。");
}

enum result
account_password_check(struct request *r, const char *field)
{
	const char *typed = request_form(r, field), *stored;
	int64_t wait = 0;
	enum result rc;

	if (!typed || !*typed || strlen(typed) > ACCOUNT_MAX_PASSWORD_BYTES) {
		request_fault(r, field, typed && *typed ? "長すぎます。" :
		    "required");
		return INVALID;
	}
	rc = account_try(r, TRY_PASSWORD, r->who->login, &wait);
	if (rc == DENIED || (!rc && wait)) {
		request_fault(r, field, "失敗が続いたため、しばらく確かめられません。"
		    "15分ほど待ってください。");
		return account_wait(r, wait);
	}
	if (!rc)
		rc = account_sql_hash(r, r->who->id, &stored);
	if (rc || crypto_password_fits(stored, typed))
		return rc;
	request_fault(r, field, "いまのパスワードが違います。");
	return INVALID;
}
