#ifndef HANDOVER_TEST_H
#define HANDOVER_TEST_H

#include "tests/kit.h"

/* What the tests of leaving share. The administrator of the town also works
 * with children; "root" does not. */

/* A child, registered by whoever is signed in; her id. */
const char *some_child(struct town *, const char *name);
/* Whoever is signed in writes down what is to be done until 10 April. */
void	leave_step(struct town *, const char *child, const char *what);
/* From 1 March; `what` is the part or the purpose. */
void	put_in_team(struct town *, const char *child, const char *person,
    const char *what);
void	send_out(struct town *, const char *child, const char *person,
    const char *to_on);
/* /people/ID/handover */
const char *handover_url(struct town *, const char *login);
/* The form as the page gives it, with a day of today and these; NULL in `teams`
 * or `dispatches`: nobody goes on with them. One more field, if named. */
struct hands {
	const char *to, *last_on, *teams, *dispatches, *skip;
	const char *field, *value;
};
void	hand_over(struct town *, const char *login, struct hands);

#endif
