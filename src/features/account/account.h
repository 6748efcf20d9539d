#ifndef ACCOUNT_H
#define ACCOUNT_H

#include "app/feature.h"

/*
 * Who signs in: people, their roles and passwords, and the tokens of programs.
 * A person is never deleted, for their name stands under what they did; they
 * leave, and from that moment cannot sign in.
 */
enum { ACCOUNT_MIN_PASSWORD = 13, ACCOUNT_MAX_PASSWORD = 128,
	ACCOUNT_MAX_PASSWORD_BYTES = 1024 };

struct account {
	RECORD_HEAD;
	const char *login;
	const char *name;
	const char *role;		/* set of code list person_role */
	const char *agency;		/* NULL: of the centre, or family */
	const char *body;		/* of the centre: for which of the bodies
					 * that share its work; or NULL */
	const char *left_on;		/* YYYY-MM-DD; NULL: still here */
};

/* Table person; password_hash is not a field and never leaves account_sql.c. */
extern const struct record account_record;
extern const struct feature account_feature;

/*
 * Inside a deed, for init, demo and tests: a person with a password of the
 * caller's. INVALID, with faults: login taken or not a login, role unknown.
 */
enum result account_add(struct request *, const char *login, const char *name,
    const char *role, const char *password);
/* The same with the result of crypto_password, for many at once. */
enum result account_add_hashed(struct request *, const char *login,
    const char *name, const char *role, const char *hash);
/* How many people there ever were. */
enum result account_count(struct request *, int64_t *) MUST_CHECK;
/* The person of that login who has not left, or MISSING. */
enum result account_of_login(struct request *, const char *login,
    struct account *) MUST_CHECK;

/* Whoever that is, left or not, as a session would know them; MISSING. */
enum result account_person(struct request *, const char *id,
    struct person *) MUST_CHECK;
/* id, name, role, agency, agency_name of everybody who has not left: the
 * centre first, then by agency and name. */
enum result account_people(struct request *, struct rows *) MUST_CHECK;
/* The same as <option>s: 看護師 花（看護師）. */
enum result account_choices(struct request *, const char *chosen,
    const struct html **) MUST_CHECK;
/* 看護師・相談員 */
const char *account_role_label(struct request *, const char *role);
/* Inside a deed: no program comes in any more by a token that person made. */
enum result account_revoke_tokens(struct request *, const char *person);
/*
 * For the command line: nobody is signed in as `login` any more, no password
 * and no second factor fits, and *link is the path by which a new password is
 * chosen, once, soon. MISSING: no such login, or left. Audited.
 */
enum result account_reset_sign_in(struct request *, const char *login,
    const char **link) MUST_CHECK;

/* Six fictional people of the centre, with the administrator's password. */
enum result account_demo(struct request *);

#endif
