#ifndef CHARGE_H
#define CHARGE_H

#include "app/feature.h"

/*
 * 役割分担: which commissioned body is in charge (◎) of each function of the
 * centre's work and which cooperate (〇), year by year. What follows from it for
 * rights and for who takes something on is app/charge.h.
 */
extern const struct feature charge_feature;

struct paper;
/* The table of that year, onto a paper. MISSING: none was made. */
enum result charge_put(struct request *, int year, struct paper *) MUST_CHECK;

#endif
