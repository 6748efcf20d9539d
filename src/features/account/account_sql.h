#ifndef ACCOUNT_SQL_H
#define ACCOUNT_SQL_H

#include "features/account/account.h"

/* The queries of this folder; those of the second factor, of invitations
 * and of the throttle stand in headers of their own. Writes go inside a deed. */

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
/* Everybody, those who left last; "1" in invited: has yet to choose a
 * password, in has_factor: has set up the second factor. */
enum result account_sql_list(struct request *, struct rows *) MUST_CHECK;
enum result account_sql_administrators(struct request *, int64_t *n)
    MUST_CHECK;
struct token {
	const char *id, *label;
	bool writes;
};
enum result account_sql_add_token(struct request *, const struct token *,
    const char *hash);
enum result account_sql_revoke_token(struct request *, const char *id);
/* id, label, writes, maker, made_at, revoked_at; in force first. */
enum result account_sql_tokens(struct request *, struct rows *) MUST_CHECK;
/* id, name of those that were ever commissioned, see app/charge.h. */
enum result account_sql_bodies(struct request *, struct rows *) MUST_CHECK;
/* The first agency of that kind in the fictional centre; MISSING: none. */
enum result account_sql_demo_agency(struct request *, const char *kind,
    const char **id) MUST_CHECK;

#endif
