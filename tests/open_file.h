#ifndef TESTS_OPEN_FILE_H
#define TESTS_OPEN_FILE_H

#include <stddef.h>

#include "base/arena.h"

/*
 * A file of open data of any size under the headings of one that is published
 * (tests/opendata/), with made-up names: UTF-8 with BOM, CRLF. One row in
 * `one_in` lies in our prefecture, the others in a neighbouring one. Every
 * row has a key of its own; `edition` changes telephone numbers of every
 * hundredth. NULL: no such headings.
 */
struct open_file {
	const char *headings;		/* path of a file with one line */
	size_t rows, one_in;
	int edition;
};

const char *open_file_make(struct arena *, const struct open_file *,
    size_t *n);

#endif
