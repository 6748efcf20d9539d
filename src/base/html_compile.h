#ifndef BASE_HTML_COMPILE_H
#define BASE_HTML_COMPILE_H

#include "base/asset.h"
#include "base/html.h"

/*
 * Between html_compile.c, which turns a template's text into operations, and
 * html.c, which runs them. For these two, their tests and the fuzz target.
 */
enum html_op_kind { OP_LITERAL, OP_TEXT, OP_NUMBER, OP_MARKUP, OP_IF,
	OP_UNLESS, OP_EACH };

/* A nesting of lists, of sections, of partials may go this deep. */
enum { HTML_MAX_DEPTH = 8 };

struct html_op {
	enum html_op_kind kind;
	enum slot_kind slot;		/* of IF, UNLESS: what is asked */
	size_t scope;			/* 0: the page, 1: a row of a list... */
	size_t at;			/* in the struct of that scope */
	size_t row_size;		/* of EACH */
	size_t end;			/* of a section: index behind it */
	const char *bytes;		/* of LITERAL, inside the asset */
	size_t len;
};

struct html_program {
	struct html_op *ops;
	size_t nops;
	size_t nliteral;		/* bytes, to make room for at once */
};

typedef const struct asset *html_finder(const char *name);

/* INVALID: *why says "asset:line: name: what". */
enum result html_compile(struct arena *, const struct template *,
    html_finder *, struct html_program *, const char **why) MUST_CHECK;
void	html_run(const struct html_program *, const void *page,
    struct buffer *);

#endif
