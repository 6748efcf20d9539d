#ifndef ANNUAL_H
#define ANNUAL_H

#include "app/feature.h"

/*
 * 年次報告書: what a centre did in a fiscal year, for everybody to read. Blocks in
 * an order: its own texts, taken over from year to year, and tables counted from
 * the records. Handed in, it is kept as bytes; a second person approves those.
 *
 *	draft -> submitted -> approved
 *	  <- returned ----------'
 */
extern const struct feature annual_feature;

#endif
