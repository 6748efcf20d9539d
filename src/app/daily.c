#include "app/daily.h"

#include <stdio.h>
#include <string.h>

#include "app/charge.h"
#include "app/desk.h"
#include "base/date.h"
#include "base/instant.h"
#include "base/log.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

/* Nine in Japan is midnight of the same date in UTC. */
static const char *
nine_of(struct arena *mem, const char *today)
{
	return arena_fmt(mem, "%sT00:00:00Z", today);
}

static enum result
run_all(struct request *r)
{
	static const struct person daily = {
		.login = "daily",
		.name = "毎日の処理",
		.role = "command",
		.rights = SIGNED_IN | CHILD_READ | CHILD_WRITE,
	};
	enum result rc = OK;

	r->who = &daily;
	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];
		enum result one = f->daily && charge_shows(r, f) ? f->daily(r) : OK;

		if (one) {
			log_error("daily", "%s: not done today", f->name);
			rc = one;
		}
	}
	return rc;
}

void
daily_run(struct desk *d, struct arena *mem, struct daily_rounds *rounds)
{
	const char *now = d->site->clock(mem), *nine, *next;
	struct request r;

	if (strcmp(now, rounds->next) < 0)
		return;
	nine = nine_of(mem, date_of_instant(mem, now));
	next = nine;
	if (strcmp(now, nine) >= 0)
		next = !desk_request(d->site, d, mem, &r) && !run_all(&r) ?
		    instant_add(mem, nine, DAY_SECONDS) :
		    instant_add(mem, now, DAILY_PAUSE_SECONDS);
	snprintf(rounds->next, sizeof(rounds->next), "%s", next);
}
