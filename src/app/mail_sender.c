#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "app/daily.h"
#include "app/mail_send.h"
#include "base/log.h"

/* The thread that sends, and that does what is done once a day. */

enum { GRACE_SECONDS = 5 };

struct mail_sender {
	struct desk *desk;
	struct smtp_process *process;
	struct arena *mem;		/* of one round */
	pthread_t thread;
	pthread_mutex_t lock;		/* of what follows */
	pthread_cond_t moved;
	bool stopping, ended;
};

/* So many seconds, or less when `until` has come; whether it has. */
static bool
wait_for(struct mail_sender *s, const bool *until, int seconds)
{
	struct timespec end;
	bool come;

	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += seconds;
	pthread_mutex_lock(&s->lock);
	while (!*until && !pthread_cond_timedwait(&s->moved, &s->lock, &end))
		continue;
	come = *until;
	pthread_mutex_unlock(&s->lock);
	return come;
}

static void
tell(struct mail_sender *s, bool *what)
{
	pthread_mutex_lock(&s->lock);
	*what = true;
	pthread_cond_broadcast(&s->moved);
	pthread_mutex_unlock(&s->lock);
}

static void *
run(void *arg)
{
	struct mail_sender *s = arg;
	struct mail_rounds rounds = { 0 };
	struct daily_rounds days = { 0 };
	bool more = false;

	while (!wait_for(s, &s->stopping, more ? 0 : 1)) {
		daily_run(s->desk, s->mem, &days);
		more = mail_send_due(s->desk, s->mem, s->process, &rounds) ==
		    MAIL_ROUND;
		arena_reset(s->mem);
	}
	tell(s, &s->ended);
	return NULL;
}

static void
release(struct mail_sender *s)
{
	desk_close(s->desk);
	arena_free(s->mem);
	pthread_cond_destroy(&s->moved);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

struct mail_sender *
mail_sender_start(struct site *site, struct smtp_process *process)
{
	struct mail_sender *s = calloc(1, sizeof(*s));
	pthread_condattr_t monotonic;

	if (!s)
		abort();
	s->process = process;
	s->mem = arena_new();
	s->desk = desk_open(site);
	pthread_mutex_init(&s->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&s->moved, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (s->desk && pthread_create(&s->thread, NULL, run, s) == 0)
		return s;
	log_error("mail", "the sender cannot start");
	release(s);
	return NULL;
}

void
mail_sender_stop(struct mail_sender *s)
{
	if (!s)
		return;
	tell(s, &s->stopping);
	if (!wait_for(s, &s->ended, GRACE_SECONDS))
		smtp_process_leave(s->process);
	pthread_join(s->thread, NULL);
	release(s);
}
