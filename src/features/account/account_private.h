#ifndef ACCOUNT_PRIVATE_H
#define ACCOUNT_PRIVATE_H

#include "app/page.h"
#include "features/account/account.h"

/* Between the files of this folder only. */

/* Small letters, digits, "-._", width folded; "" for NULL. */
const char *account_login_read(struct request *, const char *typed);
/* Faults for `new` and `again` of the form, as a password of `login`. */
void	account_password_read(struct request *, const char *login);
/*
 * Whether that field of the form holds the password of whoever asks. INVALID
 * with its fault, and 429 when tried too often. A right one still counts as a
 * try until the deed calls account_forgive.
 */
enum result account_password_check(struct request *, const char *field)
    MUST_CHECK;
/* Inside a deed: checks, stores, notes. */
enum result account_insert(struct request *, struct account *,
    const char *hash);
/* Inside a deed: no password fits, no session and no token of theirs is good any
 * more, *link is the path to a new password, and they are told by mail. Audited. */
enum result account_shut_out(struct request *, const char *person,
    const char **link);
/* Hidden form fields with a key of their own: several forms on one page must
 * not count as one form sent twice. */
const struct html *account_hidden(struct request *);
/* Fits nothing, and takes as long to say so as any other: the password of
 * nobody, and of those who have yet to choose theirs. */
extern const char account_nobodys_password[];
/* The page that shows a secret, this once. */
struct secret {
	const char *title, *label, *secret, *says, *back;
};
enum result account_secret_show(struct request *, const struct secret *);
/* `typed` when it is an address of ours, else "/". */
const char *account_next(const char *typed);

/* Inside a deed: opens a session for whose password fitted. */
void	account_enter(struct request *, const struct account *, bool owes);
/* Where somebody goes whose password fitted: to give the second factor, to
 * set it up, or, when neither is owed, to `next`. */
enum result account_first(struct request *, const struct account *,
    const char *next, const char **see, bool *owes) MUST_CHECK;
/* The same for whoever asks; NULL when this session owes nothing. */
enum result account_owed(struct request *, const char *next,
    const char **see) MUST_CHECK;

enum result account_sign_in_get(struct request *);
enum result account_sign_in_post(struct request *);
enum result account_sign_out_post(struct request *);
enum result account_step_get(struct request *);
enum result account_step_post(struct request *);
enum result account_again_post(struct request *);
enum result account_own_get(struct request *);
enum result account_password_post(struct request *);
enum result account_mail_post(struct request *);
enum result account_session_revocation_post(struct request *);
enum result account_people_get(struct request *);
enum result account_person_new_get(struct request *);
enum result account_person_get(struct request *);
enum result account_person_add_post(struct request *);
enum result account_person_change_post(struct request *);
enum result account_person_invitation_post(struct request *);
enum result account_person_factor_removal_post(struct request *);
enum result account_person_return_post(struct request *);
enum result account_tokens_get(struct request *);
enum result account_token_add_post(struct request *);
enum result account_token_revocation_post(struct request *);
enum result account_draft_post(struct request *);
enum result account_draft_removal_post(struct request *);

extern const struct template account_sign_in_page, account_step_page, account_own_page,
    account_people_page, account_person_page, account_tokens_page,
    account_secret_page;

#endif
