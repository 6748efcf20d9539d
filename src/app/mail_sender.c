#include <stdlib.h>

#include "app/daily.h"
#include "app/mail_send.h"
#include "app/ticker.h"

/* The thread that sends, and that does what is done once a day. */

enum { GRACE_SECONDS = 5 };

struct mail_sender {
	struct smtp_process *process;
	struct mail_rounds rounds;
	struct daily_rounds days;
	struct ticker *ticker;
};

static bool
run(struct desk *desk, struct arena *mem, void *ctx)
{
	struct mail_sender *s = ctx;

	daily_run(desk, mem, &s->days);
	return mail_send_due(desk, mem, s->process, &s->rounds) == MAIL_ROUND;
}

struct mail_sender *
mail_sender_start(struct site *site, struct smtp_process *process)
{
	struct mail_sender *s = calloc(1, sizeof(*s));

	if (!s)
		abort();
	s->process = process;
	s->ticker = ticker_start(site, &(struct ticker_work){
	    .name = "mail", .seconds = 1, .run = run, .ctx = s });
	if (s->ticker)
		return s;
	free(s);
	return NULL;
}

void
mail_sender_stop(struct mail_sender *s)
{
	if (!s)
		return;
	if (!ticker_end(s->ticker, GRACE_SECONDS))
		smtp_process_leave(s->process);
	ticker_stop(s->ticker);
	free(s);
}
