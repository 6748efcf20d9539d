#ifndef VACANCY_BOARD_H
#define VACANCY_BOARD_H

#include "features/vacancy/vacancy.h"

/*
 * The board as it is for one child: which of its services fit is found by a
 * feature below this one, which then shows the board so.
 */
struct vacancy_fit {
	const char *service;		/* id */
	const char *mark, *says;	/* △ 要相談 */
	const char *why;		/* URL of the reasons */
	bool kept;			/* else its rows are left out */
};

struct vacancy_view {
	const char *title;		/* whose needs; NULL: of nobody */
	const char *path;		/* where this page stands */
	const char *name, *value;	/* of its query: "child" and an id */
	const char *from;		/* first day, unless asked for; or NULL */
	const struct vacancy_fit *fits;	/* by service */
	size_t nfits;
	const struct html *below;	/* reasons; or NULL */
};

/* NULL: the board of everybody. */
enum result vacancy_board_show(struct request *, const struct vacancy_view *)
    MUST_CHECK;
/* Kinds (a set) of the services that have a row on the board, as far as this
 * person sees them. */
enum result vacancy_kinds(struct request *, const char **set) MUST_CHECK;

#endif
