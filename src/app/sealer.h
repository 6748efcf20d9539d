#ifndef APP_SEALER_H
#define APP_SEALER_H

#include "app/site.h"

/*
 * Signs how far the audit log went: within a second after CHAIN_EPOCH more
 * rows, a minute after any new row, at start and at stop. What is signed is
 * read back from the committed table. Then the older link key is forgotten.
 *
 * Every time, the row that was signed last is held against what is there now;
 * a log that was cut or put back is told in the log of the program, and goes
 * on: see `tsunagu verify`.
 */
enum { SEALER_SECONDS = 60 };

struct sealer;
struct sealer *sealer_start(struct site *);	/* NULL: logged */
void	sealer_stop(struct sealer *);		/* NULL is fine */

/* Signs now. False: logged; the next one covers it. */
bool	sealer_sign(const struct site *, struct db *, struct arena *);

/* One look, a second after the one before. `waited`: since how many of them
 * rows wait, from 0. Signs when it is time; true when it signed. */
bool	sealer_look(const struct site *, struct db *, struct arena *,
    int *waited);

#endif
