#ifndef APP_JOB_H
#define APP_JOB_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Work that goes on after its request was answered, on a thread of this
 * process. How far it has come is kept in memory; what it does stands or falls
 * by its own transaction, so a process that ends leaves nothing half done.
 */
struct jobs;
struct job;

enum { JOBS_MAX = 4 };

struct jobs *jobs_new(void);
/* Waits for what is running. */
void	jobs_free(struct jobs *);
/* `run` owns ctx. False: as many as may are running already. */
bool	jobs_start(struct jobs *, const char *id,
    void (*run)(struct job *, void *ctx), void *ctx);
/* Told by the work itself; a progress function of an import. */
void	job_progress(void *job, size_t done, size_t all);
/* False: no such job runs here. */
bool	jobs_where(struct jobs *, const char *id, size_t *done, size_t *all);

#endif
