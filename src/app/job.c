#include "app/job.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { ID_LENGTH = 64 };

struct job {
	struct jobs *all_jobs;
	char id[ID_LENGTH];
	pthread_t thread;
	bool used, ended;
	size_t done, all;
	void (*run)(struct job *, void *ctx);
	void *ctx;
};

struct jobs {
	pthread_mutex_t lock;
	struct job at[JOBS_MAX];
};

struct jobs *
jobs_new(void)
{
	struct jobs *jobs = calloc(1, sizeof(*jobs));

	if (!jobs)
		abort();
	pthread_mutex_init(&jobs->lock, NULL);
	return jobs;
}

void
jobs_free(struct jobs *jobs)
{
	if (!jobs)
		return;
	for (size_t i = 0; i < JOBS_MAX; i++) {
		if (jobs->at[i].used)
			pthread_join(jobs->at[i].thread, NULL);
	}
	pthread_mutex_destroy(&jobs->lock);
	free(jobs);
}

static void *
run(void *arg)
{
	struct job *job = arg;

	job->run(job, job->ctx);
	pthread_mutex_lock(&job->all_jobs->lock);
	job->ended = true;
	pthread_mutex_unlock(&job->all_jobs->lock);
	return NULL;
}

/* A place that is free, or whose work has ended. With the lock. */
static struct job *
free_place(struct jobs *jobs)
{
	for (size_t i = 0; i < JOBS_MAX; i++) {
		struct job *job = &jobs->at[i];

		if (!job->used)
			return job;
		if (job->ended) {
			pthread_join(job->thread, NULL);
			job->used = false;
			return job;
		}
	}
	return NULL;
}

bool
jobs_start(struct jobs *jobs, const char *id,
    void (*work)(struct job *, void *ctx), void *ctx)
{
	struct job *job;
	bool started = false;

	pthread_mutex_lock(&jobs->lock);
	job = strlen(id) < ID_LENGTH ? free_place(jobs) : NULL;
	if (job) {
		*job = (struct job){ .all_jobs = jobs, .run = work,
		    .ctx = ctx };
		memcpy(job->id, id, strlen(id) + 1);
		started = pthread_create(&job->thread, NULL, run, job) == 0;
		job->used = started;
	}
	pthread_mutex_unlock(&jobs->lock);
	return started;
}

void
job_progress(void *ctx, size_t done, size_t all)
{
	struct job *job = ctx;

	pthread_mutex_lock(&job->all_jobs->lock);
	job->done = done;
	job->all = all;
	pthread_mutex_unlock(&job->all_jobs->lock);
}

bool
jobs_where(struct jobs *jobs, const char *id, size_t *done, size_t *all)
{
	bool found = false;

	pthread_mutex_lock(&jobs->lock);
	for (size_t i = 0; i < JOBS_MAX; i++) {
		struct job *job = &jobs->at[i];

		if (!job->used || job->ended || strcmp(job->id, id) != 0)
			continue;
		*done = job->done;
		*all = job->all;
		found = true;
	}
	pthread_mutex_unlock(&jobs->lock);
	return found;
}
