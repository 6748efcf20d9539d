#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/result.h"

/*
 * One line on standard error: time, what, where. For what is ours to fix.
 * Never what a person typed, never a name, a query's arguments or a token.
 */
void	log_error(const char *where, const char *, ...) LIKE_PRINTF(2, 3);
void	log_note(const char *where, const char *, ...) LIKE_PRINTF(2, 3);

#endif
