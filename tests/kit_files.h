#ifndef TESTS_KIT_FILES_H
#define TESTS_KIT_FILES_H

#include "tests/kit.h"

/* Files of a test's own, and what the town publishes into one. */

/* A path in /tmp at which nothing is. */
char	*file_free(struct arena *);
/* From now on 公表 writes there, until the file is taken away. */
void	published_open(struct town *);
void	published_close(struct town *);
/* One cell of what was published, "" for NULL or no row; how many rows of that
 * table, or `table WHERE ...`. */
const char *published_text(struct town *, const char *sql);
int64_t	published_count(struct town *, const char *from);

#endif
