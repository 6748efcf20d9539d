#ifndef ACCOUNT_FACTOR_H
#define ACCOUNT_FACTOR_H

#include "features/account/account.h"

/*
 * The second factor: a secret shared with an authenticator app, and codes on
 * paper for the day the telephone is lost. A secret is first offered to one
 * session, which alone sees it; it counts once a code of it was typed there.
 */
enum { FACTOR_RECOVERY_CODES = 10, FACTOR_FEW_CODES = 3 };

struct factor {
	const char *id, *secret;
	const char *confirmed_at;	/* NULL: only offered */
	int64_t last_step;		/* of the latest code accepted */
};

/* The step of `typed` in the secret now; spaces and width do not matter.
 * INVALID: no code of now, or not later than the last one accepted. */
enum result account_factor_match(struct request *, const struct factor *,
    const char *typed, int64_t *step) MUST_CHECK;
/* Inside a deed: spends a code of the app or one from paper; CONFLICT at its
 * end when it is none that is left. False: it is no code at all. */
bool	account_code_spend(struct request *, const struct factor *,
    const char *typed);
/* How a recovery code is stored: without hyphens, case or width, hashed. */
const char *account_recovery_hash(struct request *, const char *code);

/* The factor of a person that counts, or MISSING. */
enum result account_sql_factor(struct request *, const char *person,
    struct factor *) MUST_CHECK;
/* Whether the second factor has passed in the session asking. */
enum result account_sql_factor_passed(struct request *, bool *) MUST_CHECK;
/* What was offered to the session asking, or MISSING. */
enum result account_sql_factor_offered(struct request *, struct factor *)
    MUST_CHECK;
/* Inside a deed: a new secret, in place of one offered to this session. */
enum result account_sql_factor_offer(struct request *, const char *secret);
/* Inside a deed: nothing is offered to this session any more. */
enum result account_sql_factor_withdraw(struct request *);
/* Inside a deed: what was offered counts from now, in place of the one that
 * counted if this session has passed that. CONFLICT: it may not, or is gone. */
enum result account_sql_factor_confirm(struct request *, int64_t step);
/* Inside a deed: CONFLICT unless `step` is later than every one before. */
enum result account_sql_factor_use(struct request *, const char *person,
    int64_t step);
/* Inside a deed: the factor and the recovery codes. */
enum result account_sql_factor_remove(struct request *, const char *person);

/* Inside a deed: these in place of those before. */
enum result account_sql_recovery_set(struct request *, const char *person,
    const char *const *hashes, size_t n);
/* Inside a deed: CONFLICT: no such code of this person, or used. */
enum result account_sql_recovery_use(struct request *, const char *person,
    const char *hash);
enum result account_sql_recovery_left(struct request *, const char *person,
    int64_t *n) MUST_CHECK;

enum result account_factor_get(struct request *);
enum result account_factor_post(struct request *);
enum result account_factor_confirmation_post(struct request *);
enum result account_factor_withdrawal_post(struct request *);
enum result account_factor_codes_post(struct request *);
enum result account_factor_removal_post(struct request *);

extern const struct template account_factor_page, account_codes_page;

#endif
