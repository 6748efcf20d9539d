#ifndef APP_CHARGE_H
#define APP_CHARGE_H

#include "app/feature.h"

/*
 * 役割分担, as far as rights follow from it. The centre's work is a list of
 * functions (code list charge_function). Where several bodies are commissioned
 * with it, whoever works for one of them may open the pages of a function only
 * if that body is in charge of it or cooperates. The table of the latest year
 * that has begun decides. Where no table was made, nobody is kept from anything.
 * It only ever takes away: what a person may see of a child is access.h.
 */

/* Functions that the code knows: 個別支援, and 相談 of whatever comes in. */
#define CHARGE_INDIVIDUAL "individual"
#define CHARGE_CONSULTATION "consultation"

/* Whether anybody in this prefecture does it: not in the pack's setting
 * "without_functions". NULL: yes. */
bool	charge_is_done(const struct codes *, const char *function);
/* MISSING: nobody does it here. DENIED: not this person's body. NULL: OK. */
enum result charge_permits(const struct request *, const char *function);
/* Whether this person is shown anything of that feature. */
bool	charge_shows(const struct request *, const struct feature *);

/* Fills who->functions, of who->body or who->agency. By one query, when they
 * have either. */
enum result charge_of_person(struct request *, struct person *) MUST_CHECK;
/* At the beginning of a deed: the same is still true of who is asking. */
enum result charge_holds(struct request *) MUST_CHECK;

/*
 * Who takes what comes in for a function: the person named by the body in
 * charge. NULL: nobody was named, they have left, or several are in charge. When
 * the person who asks works for a body in charge, it is they themselves.
 */
enum result charge_keeper(struct request *, const char *function,
    const char **person) MUST_CHECK;

#endif
