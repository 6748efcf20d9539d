#include <stdio.h>

#include "command.h"
#include "features/account/account.h"

/* What is done to somebody's account without a page. */

int
command_reset_sign_in(const struct command_line *cl)
{
	struct workplace w = { 0 };
	const char *link = NULL;
	int code = EXIT_REFUSED;
	enum result rc;

	if (workplace_open(&w, cl, true)) {
		rc = account_reset_sign_in(w.r, cl->words[0], &link);
		if (rc)
			command_refused(w.r, rc, "nothing was changed");
		else
			code = EXIT_DONE;
	}
	if (code == EXIT_DONE)
		printf("login: %s\nlink: %s\n"
		    "Open this path at the address of your site: it asks for a"
		    " new password,\nonce, within 30 minutes. Nobody is signed"
		    " in as %s any more, and there is\nno second factor until a"
		    " new one is set up.\n", cl->words[0], link, cl->words[0]);
	workplace_close(&w);
	return code;
}
