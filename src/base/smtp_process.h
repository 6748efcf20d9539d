#ifndef BASE_SMTP_PROCESS_H
#define BASE_SMTP_PROCESS_H

#include "base/sandbox.h"
#include "base/smtp.h"

/*
 * The process that speaks with mail servers, so that the one that holds records
 * and keys opens no connection and reads no stranger's answers. It is given one
 * mail at a time, knows nothing else, and ends with the process that made it.
 */
struct smtp_process;

/* Forks: call it before anything else is open and while one thread runs.
 * `confines` NULL: none. NULL: logged. */
struct smtp_process *smtp_process_start(const struct sandbox *confines);
void	smtp_process_stop(struct smtp_process *);	/* NULL is fine */
/* As smtp_send. SMTP_NO_SERVER also when the process is gone: logged. */
struct smtp_answer smtp_process_send(struct smtp_process *,
    const struct smtp_server *, const char *to, const char *message);
/* From any thread: what is under way is waited for no more, and comes out as
 * SMTP_UNKNOWN, for it may have been sent. So does all that follows. */
void	smtp_process_leave(struct smtp_process *);

#endif
