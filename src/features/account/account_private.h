#ifndef ACCOUNT_PRIVATE_H
#define ACCOUNT_PRIVATE_H

#include "app/page.h"
#include "features/account/account.h"

/* Between the files of this folder only. */

/* A stored password with this in front was made up by somebody else; its
 * owner can sign in with it, and do nothing but replace it. */
#define ACCOUNT_ONCE "once:"

/* Small letters, digits, "-._", width folded; "" for NULL. */
const char *account_login_read(struct request *, const char *typed);
/* Inside a deed: checks, stores, notes. */
enum result account_insert(struct request *, struct account *,
    const char *hash);
/* Hidden form fields with a key of their own: several forms on one page must
 * not count as one form sent twice. */
const struct html *account_hidden(struct request *);
/* Fits nothing, and takes as long to say so as any other. */
extern const char account_nobodys_password[];
/* The page that shows a secret, this once. */
struct secret {
	const char *title, *label, *secret, *says, *back;
};
enum result account_secret_show(struct request *, const struct secret *);
/* `typed` when it is an address of ours, else "/". */
const char *account_next(const char *typed);

/*
 * Slows down guessing. Claims one try of `login` from this address: OK, or
 * DENIED with the seconds to wait. A try counts as failed until it is
 * forgiven, so that many at once gain nothing.
 */
enum result account_try(struct request *, const char *login, int64_t *wait)
    MUST_CHECK;
/* Inside a deed: the password fitted. */
enum result account_forgive(struct request *, const char *login);
/* Answers 429 with the page already made. */
enum result account_wait(struct request *, int64_t seconds);

enum result account_sql_add(struct request *, struct account *,
    const char *hash);
/* MISSING: no such login, or left. */
enum result account_sql_by_login(struct request *, const char *login,
    struct account *, const char **hash) MUST_CHECK;
enum result account_sql_hash(struct request *, const char *id,
    const char **hash) MUST_CHECK;
enum result account_sql_set_password(struct request *, const char *id,
    const char *hash);
enum result account_sql_is_taken(struct request *, const char *login,
    int64_t *n) MUST_CHECK;
/* Everybody, those who left last. */
enum result account_sql_list(struct request *, struct rows *) MUST_CHECK;
enum result account_sql_administrators(struct request *, int64_t *n)
    MUST_CHECK;
/* When the nth latest failure since then was; NULL: fewer. */
enum result account_sql_failure(struct request *, const char *login_hash,
    const char *since, int nth, const char **at) MUST_CHECK;
enum result account_sql_address_failure(struct request *, const char *since,
    int nth, const char **at) MUST_CHECK;
enum result account_sql_fail(struct request *, const char *login_hash);
enum result account_sql_forgive(struct request *, const char *login_hash);
enum result account_sql_forget(struct request *, const char *before);
struct token {
	const char *id, *label;
	bool writes;
};
enum result account_sql_add_token(struct request *, const struct token *,
    const char *hash);
enum result account_sql_revoke_token(struct request *, const char *id);
/* id, label, writes, maker, made_at, revoked_at; in force first. */
enum result account_sql_tokens(struct request *, struct rows *) MUST_CHECK;

enum result account_sign_in_get(struct request *);
enum result account_sign_in_post(struct request *);
enum result account_sign_out_post(struct request *);
enum result account_own_get(struct request *);
enum result account_password_post(struct request *);
enum result account_session_revocation_post(struct request *);
enum result account_people_get(struct request *);
enum result account_person_new_get(struct request *);
enum result account_person_get(struct request *);
enum result account_person_add_post(struct request *);
enum result account_person_change_post(struct request *);
enum result account_person_password_post(struct request *);
enum result account_person_leaving_post(struct request *);
enum result account_person_return_post(struct request *);
enum result account_tokens_get(struct request *);
enum result account_token_add_post(struct request *);
enum result account_token_revocation_post(struct request *);
enum result account_draft_post(struct request *);
enum result account_draft_removal_post(struct request *);

extern const struct template account_sign_in_page, account_own_page,
    account_people_page, account_person_page, account_tokens_page,
    account_secret_page;

#endif
