#ifndef MEETING_TEST_H
#define MEETING_TEST_H

#include "tests/kit.h"

const char *meeting_test_child(struct town *);
/* The mother agrees to those classes ("identity,care") for that agency. */
void	meeting_test_agree(struct town *, const char *child,
    const char *agency, const char *classes);
/* A care conference on R8.4.10; child "": about none. */
const char *meeting_test_plan(struct town *, const char *child);
/* Somebody without an account; the answer is in t. */
void	meeting_test_invite(struct town *, const char *meeting,
    const char *agency);
/* The token of the link the page shows. */
const char *meeting_test_token(struct town *);
/* Nobody signed in opens it: the cookie. */
const char *meeting_test_open(struct town *, const char *token);

#endif
