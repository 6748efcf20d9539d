#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/desk.h"
#include "app/import_page.h"
#include "app/job.h"
#include "app/page.h"
#include "app/page_frame.h"

/*
 * Carrying a confirmed file out. A small one within the request; a large one
 * on a thread of its own, with its progress told to whoever asks.
 */
enum { SMALL = 300 * 1024 };

struct job_page {
	const char *id, *file, *answer, *kind, *list;
	bool running, done, failed, lost;
	int64_t rows_done, rows_all;
};

static const struct slot job_slots[] = {
	SLOT_TEXT(job_page, id),
	SLOT_TEXT(job_page, file),
	SLOT_TEXT(job_page, answer),
	SLOT_TEXT(job_page, kind),
	SLOT_TEXT(job_page, list),
	SLOT_FLAG(job_page, running),
	SLOT_FLAG(job_page, done),
	SLOT_FLAG(job_page, failed),
	SLOT_FLAG(job_page, lost),
	SLOT_NUMBER(job_page, rows_done),
	SLOT_NUMBER(job_page, rows_all),
};

TEMPLATE(import_job_page, "src/app/import_job.html", job_slots);

static enum result
carry_out(struct request *r, const struct import_job *job,
    void (*progress)(void *, size_t, size_t), void *ctx)
{
	const struct transfer *t = transfer_find(r->site, job->kind);
	struct import *in = arena_take(r->mem, sizeof(*in));
	enum result rc = BROKEN;

	if (t && job->content)
		rc = import_run(r, t, job->content, job->ncontent, false, in,
		    progress, ctx);
	r->nfaults = 0;
	if (rc)
		return import_job_end(r, job->id, "failed", "");
	return import_job_end(r, job->id, "done", arena_fmt(r->mem,
	    "追加%zu件、変更%zu件、変わらない%zu件", in->added, in->changed,
	    in->same));
}

/* What a thread needs that outlives the request; in an arena of its own. */
struct task {
	struct arena *mem;
	struct site *site;
	struct person who;
	struct import_job job;
};

static void
run_task(struct job *progress, void *ctx)
{
	struct task *task = ctx;
	struct desk *desk = desk_open(task->site);
	struct request *r = arena_take(task->mem, sizeof(*r));

	if (desk && !desk_request(task->site, desk, task->mem, r)) {
		r->who = &task->who;
		if (carry_out(r, &task->job, job_progress, progress))
			r->answer.status = 500;
	}
	desk_close(desk);
	arena_free(task->mem);
}

static struct task *
task_new(const struct request *r, const struct import_job *job)
{
	struct arena *mem = arena_new();
	struct task *t = arena_take(mem, sizeof(*t));

	t->mem = mem;
	t->site = (struct site *)(uintptr_t)r->site;
	t->who = (struct person){ .id = arena_text(mem, r->who->id),
	    .login = arena_text(mem, r->who->login),
	    .name = arena_text(mem, r->who->name),
	    .role = arena_text(mem, r->who->role),
	    .rights = r->who->rights };
	t->job = (struct import_job){ .id = arena_text(mem, job->id),
	    .kind = arena_text(mem, job->kind),
	    .file_name = arena_text(mem, job->file_name),
	    .content = arena_bytes(mem, job->content, job->ncontent),
	    .ncontent = job->ncontent };
	return t;
}

enum result
import_job_start_post(struct request *r)
{
	const char *see = arena_fmt(r->mem, "/import/jobs/%s", r->arg[0]);
	struct import_job job;
	struct task *task;
	enum result rc = import_job_of(r, r->arg[0], &job);

	if (rc)
		return rc;
	if (strcmp(job.state, "shown") != 0)
		return request_see(r, OK, see);
	rc = import_job_content(r, &job);
	if (rc)
		return rc;
	rc = import_job_begin(r, job.id);
	if (rc)
		return request_see(r, rc == CONFLICT ? OK : rc, see);
	if (job.ncontent < SMALL) {
		r->once = NULL;		/* the job's state says it was done */
		return request_see(r, carry_out(r, &job, NULL, NULL), see);
	}
	task = task_new(r, &job);
	if (!jobs_start(r->site->jobs, job.id, run_task, task)) {
		arena_free(task->mem);
		return import_job_end(r, job.id, "failed", "");
	}
	return request_see(r, OK, see);
}

static const char *
state_of(struct request *r, const struct import_job *job, size_t *done,
    size_t *all)
{
	*done = *all = 0;
	if (strcmp(job->state, "running") == 0 &&
	    !jobs_where(r->site->jobs, job->id, done, all))
		return "lost";
	return job->state;
}

enum result
import_job_get(struct request *r)
{
	struct import_job job;
	enum result rc = import_job_of(r, r->arg[0], &job);
	struct crumb crumbs[] = { { "取り込み", NULL } };
	struct page page = { "取り込み", NULL, crumbs, COUNT(crumbs), false };
	const struct transfer *t;
	struct job_page p = { 0 };
	const char *state;
	size_t done, all;

	if (rc)
		return rc;
	if (strcmp(job.state, "shown") == 0)
		return MISSING;
	t = transfer_asked(r, job.kind);
	state = state_of(r, &job, &done, &all);
	p.id = job.id;
	p.file = job.file_name;
	p.answer = job.answer;
	p.kind = job.kind;
	p.list = t ? t->record->path : "";
	p.running = strcmp(state, "running") == 0;
	p.done = strcmp(state, "done") == 0;
	p.failed = strcmp(state, "failed") == 0;
	p.lost = strcmp(state, "lost") == 0;
	p.rows_done = (int64_t)done;
	p.rows_all = (int64_t)all;
	return page_show(r, &page, &import_job_page, &p);
}

enum result
import_progress_get(struct request *r)
{
	struct import_job job;
	enum result rc = import_job_of(r, r->arg[0], &job);
	size_t done, all;
	const char *state;

	if (rc)
		return rc;
	state = state_of(r, &job, &done, &all);
	if (strcmp(state, "lost") == 0)
		state = "failed";
	r->answer.type = "application/json; charset=utf-8";
	buffer_fmt(&r->answer.body,
	    "{\"done\":%zu,\"all\":%zu,\"state\":\"%s\"}", done, all, state);
	return OK;
}

/* GET /export/children.xlsx */
enum result
export_get(struct request *r)
{
	const char *dot = strrchr(r->arg[0], '.'), *bytes;
	const struct transfer *t = dot ? transfer_asked(r,
	    arena_bytes(r->mem, r->arg[0], (size_t)(dot - r->arg[0]))) : NULL;
	bool csv = dot && strcmp(dot, ".csv") == 0;
	size_t n, rows;
	enum result rc;

	if (!t || (!csv && strcmp(dot, ".xlsx") != 0))
		return MISSING;
	if (csv) {
		rc = export_csv(r, t, &r->answer.body, &rows);
	} else {
		rc = export_xlsx(r, t, &bytes, &n, &rows);
		if (!rc)
			buffer_bytes(&r->answer.body, bytes, n);
	}
	if (!rc)
		rc = deed_export(r, t->record->name, "-", arena_fmt(r->mem,
		    "rows=%zu", rows));
	r->answer.type = csv ? "text/csv; charset=utf-8" :
	    "application/vnd.openxmlformats-officedocument"
	    ".spreadsheetml.sheet";
	r->answer.file = arena_fmt(r->mem, "%s-%s%s", t->kind, r->today, dot);
	return rc;
}
