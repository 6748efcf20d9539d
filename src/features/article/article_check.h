#ifndef ARTICLE_CHECK_H
#define ARTICLE_CHECK_H

#include "features/article/article.h"

/*
 * What must not go out, found by reading: names of children of the register,
 * small numbers of people, links that lead nowhere, pictures without words,
 * headings out of order. A program cannot read
 * everything: the second person reads, too.
 */
enum article_weight { FINDING_LOOK, FINDING_REASON, FINDING_STOP };

struct article_finding {
	enum article_weight weight;	/* REASON: goes out with one */
	const char *where;	/* 本文 3行目 */
	const char *says;
};

enum { ARTICLE_FINDINGS = 40 };

enum result article_check(struct request *, const struct article *,
    struct article_finding out[ARTICLE_FINDINGS], size_t *n) MUST_CHECK;

#endif
