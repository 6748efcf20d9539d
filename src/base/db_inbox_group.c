#include "base/db_inbox_private.h"

/* One fsync for all that wait behind one another. */

enum { MOST_AT_ONCE = 256 };

/* What waits, oldest first, MOST_AT_ONCE at most. Behind the lock. */
static struct inbox_job *
take_waiting(struct inbox *in)
{
	struct inbox_job *first = in->first, *end = first;

	for (int i = 1; i < MOST_AT_ONCE && end->next; i++)
		end = end->next;
	in->first = end->next;
	if (!in->first)
		in->last = &in->first;
	end->next = NULL;
	return first;
}

static enum result
write_all(struct inbox *in, struct inbox_job *jobs)
{
	enum result rc = inbox_run(in, jobs->mem, "BEGIN IMMEDIATE", NO_ARGS,
	    NULL);

	for (struct inbox_job *j = jobs; !rc && j; j = j->next) {
		j->rc = j->write(in, j);
		if (j->rc == BROKEN)
			rc = BROKEN;
	}
	if (!rc)
		return inbox_run(in, jobs->mem, "COMMIT", NO_ARGS, NULL);
	(void)inbox_run(in, jobs->mem, "ROLLBACK", NO_ARGS, NULL);
	return BROKEN;
}

/* For all that wait; called behind the lock and comes back behind it. */
static void
write_group(struct inbox *in)
{
	struct inbox_job *jobs = take_waiting(in), *next;
	enum result rc;

	in->writing = true;
	pthread_mutex_unlock(&in->lock);
	rc = write_all(in, jobs);
	pthread_mutex_lock(&in->lock);
	in->writing = false;
	in->stale |= rc != OK;
	for (struct inbox_job *j = jobs; j; j = next) {
		next = j->next;
		if (rc)
			j->rc = BROKEN;
		j->done = true;
	}
	pthread_cond_broadcast(&in->turn);
}

enum result
inbox_write(struct inbox *in, struct inbox_job *job)
{
	pthread_mutex_lock(&in->lock);
	job->next = NULL;
	job->done = false;
	*in->last = job;
	in->last = &job->next;
	while (!job->done) {
		if (in->writing)
			pthread_cond_wait(&in->turn, &in->lock);
		else
			write_group(in);
	}
	pthread_mutex_unlock(&in->lock);
	return job->rc;
}
