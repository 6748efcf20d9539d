#ifndef APP_LEDGER_H
#define APP_LEDGER_H

#include "app/audit.h"
#include "app/site.h"

/*
 * The thread that writes down who saw whom. An answer that shows a child waits
 * here until its rows are durable; all that wait at one moment share one
 * commit. What cannot be written does not leave.
 *
 * It also signs the checkpoints, every CHAIN_EPOCH rows and once a minute, and
 * at start and stop.
 */
struct ledger;

/* NULL: logged. */
struct ledger *ledger_start(struct site *);
/* Writes what waits; nothing may be handed in any more. */
void	ledger_stop(struct ledger *);

/* A copy of the rows, outside any request: http_answer.hold. */
void	*ledger_hold(const struct audit_row *, size_t n);
/* Takes the copy. `then` is called once, from the ledger's thread. */
void	ledger_settle(struct ledger *, void *hold,
    void (*then)(void *ctx, bool leave), void *ctx);

/* Signs where the log stands now, for commands that wrote to it. False:
 * logged; the next one covers it. */
bool	ledger_checkpoint(struct site *, struct db *, struct arena *);

#endif
