#ifndef BASE_HTML_H
#define BASE_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/*
 * Templates. A page is a C struct, a table of its slots, and an .html asset:
 *
 *	{{name}}		text or number, escaped
 *	{{#name}}...{{/name}}	for each row of a list; or once, when a flag is
 *				set or a text or markup is not NULL or empty
 *	{{^name}}...{{/name}}	when the list is empty, the others unset
 *	{{>src/app/x.html}}	another asset, with the same slots
 *
 * A tag with # ^ / > alone on its line leaves no line behind.
 * Inside a list the row's slots are looked up first, then the page's. Every
 * name is resolved when the program starts; an unknown one stops it. Markup
 * goes in only through a slot of type `struct html *`, which features get
 * from the form, list and chart builders and cannot make themselves.
 */
struct html;		/* finished markup */

enum slot_kind { SLOT_IS_TEXT, SLOT_IS_NUMBER, SLOT_IS_FLAG, SLOT_IS_HTML,
	SLOT_IS_LIST };

struct slot {
	const char *name;
	enum slot_kind kind;
	size_t at;
	const struct slot *rows;	/* of a list: the slots of one row */
	size_t nrows_slots;
	size_t row_size;
};

/* A list in a page struct: rows of one type, one after the other. */
struct html_list {
	const void *rows;
	size_t n;
};

#define SLOT_OF(S, m, type) .name = #m, .at = offsetof(struct S, m) + \
    0 * sizeof(_Generic(((struct S *)0)->m, type: 1))
#define SLOT_TEXT(S, m)	  { SLOT_OF(S, m, const char *), .kind = SLOT_IS_TEXT }
#define SLOT_NUMBER(S, m) { SLOT_OF(S, m, int64_t), .kind = SLOT_IS_NUMBER }
#define SLOT_FLAG(S, m)	  { SLOT_OF(S, m, bool), .kind = SLOT_IS_FLAG }
#define SLOT_HTML(S, m) \
    { SLOT_OF(S, m, const struct html *), .kind = SLOT_IS_HTML }
#define SLOT_LIST(S, m, row_slots, row_type) \
    { SLOT_OF(S, m, struct html_list), .kind = SLOT_IS_LIST, \
    .rows = (row_slots), .nrows_slots = COUNT(row_slots), \
    .row_size = sizeof(row_type) }

struct template {
	const char *asset;
	const struct slot *slots;
	size_t nslots;
};

#define TEMPLATE(name, asset_name, slot_table) \
    const struct template name = { asset_name, slot_table, COUNT(slot_table) }

/* The compiled templates of one process. */
struct templates;

/* Compiles all of them; NULL after logging which asset, line and name. */
struct templates *templates_new(struct arena *, const struct template *const *,
    size_t n);
void	html_render(const struct templates *, const struct template *,
    const void *page, struct buffer *out);

/* For src/app only: builders make markup, tools/layers keeps features out. */
const struct html *html_from(struct arena *, const struct buffer *);
const char *html_text(const struct html *);	/* "" for NULL */

#endif
