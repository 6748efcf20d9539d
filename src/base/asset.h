#ifndef BASE_ASSET_H
#define BASE_ASSET_H

#include <stddef.h>

/*
 * Files that travel inside the program: templates, style sheet, script,
 * migrations. They are one tar archive, linked in as it is; names are paths
 * from the project's root ("src/web/style.css", "migrations/0001_x.sql").
 */
struct asset {
	const char *name;
	const char *bytes;	/* not terminated */
	size_t len;
};

/* NULL when there is none. */
const struct asset *asset_find(const char *name);
/* All of them, in order of name. */
const struct asset *asset_all(size_t *n);

#endif
