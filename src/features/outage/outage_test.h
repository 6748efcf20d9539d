#ifndef OUTAGE_TEST_H
#define OUTAGE_TEST_H

#include "tests/kit_mail.h"

/*
 * A winter night: it is 2026-01-20, the power went at 02:10 in Japan over the
 * region of 下北 (むつ市 02208), and it is 02:15.
 */
#define NIGHT	"2026-01-20T17:15:00Z"
#define AT(clock) "2026-01-20T" clock ":00Z"

const char *outage_child_new(struct town *, const char *name, const char *kana,
    const char *municipality);
/* Of what she has; minutes < 0: not known. */
void	outage_power(struct town *, const char *child, int rank,
    int64_t minutes);
/* Declared by hana over 下北; its id. */
const char *outage_declare(struct town *, const char *drill);
/* Of an agency of that kind and place, in that role. */
void	outage_outsider(struct town *, const char *login, const char *role,
    const char *kind, const char *place);
void	outage_do(struct town *, const char *child, const char *act,
    const char *name, const char *value);
/* Where `name` stands in the last answer; fails when it does not. */
size_t	outage_place(struct town *, const char *name);

#endif
