#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/import_page.h"
#include "app/page.h"
#include "app/words.h"
#include "features/opendata/opendata_page.h"

/* A dropped file: what it would do, and doing it once it is confirmed. */

enum { MAX_FILE = 20 << 20, SHOWN_NOTES = 100 };
static const char job_kind[] = "opendata-";

struct note_row {
	int64_t line;
	const char *column, *found, *says;
	bool left_out;
};

static const struct slot note_slots[] = {
	SLOT_NUMBER(note_row, line),
	SLOT_TEXT(note_row, column),
	SLOT_TEXT(note_row, found),
	SLOT_TEXT(note_row, says),
	SLOT_FLAG(note_row, left_out),
};

struct tally_row {
	int64_t n;
	const char *says;
	bool left_out;
};

static const struct slot tally_slots[] = {
	SLOT_NUMBER(tally_row, n),
	SLOT_TEXT(tally_row, says),
	SLOT_FLAG(tally_row, left_out),
};

struct shown_row {
	const char *fate, *number, *kind, *name, *place;
};

static const struct slot shown_slots[] = {
	SLOT_TEXT(shown_row, fate),
	SLOT_TEXT(shown_row, number),
	SLOT_TEXT(shown_row, kind),
	SLOT_TEXT(shown_row, name),
	SLOT_TEXT(shown_row, place),
};

struct preview {
	const char *label, *file, *job, *refused, *unknown, *missing;
	const struct html *hidden;
	bool clean, nothing, has_notes, more_notes, has_shown, more_shown;
	int64_t rows, elsewhere, left_out, merged, added, changed, same,
	    absent, returned;
	struct html_list notes, tallies, shown;
};

static const struct slot preview_slots[] = {
	SLOT_TEXT(preview, label),
	SLOT_TEXT(preview, file),
	SLOT_TEXT(preview, job),
	SLOT_TEXT(preview, refused),
	SLOT_TEXT(preview, unknown),
	SLOT_TEXT(preview, missing),
	SLOT_HTML(preview, hidden),
	SLOT_FLAG(preview, clean),
	SLOT_FLAG(preview, nothing),
	SLOT_FLAG(preview, has_notes),
	SLOT_FLAG(preview, more_notes),
	SLOT_FLAG(preview, has_shown),
	SLOT_FLAG(preview, more_shown),
	SLOT_NUMBER(preview, rows),
	SLOT_NUMBER(preview, elsewhere),
	SLOT_NUMBER(preview, left_out),
	SLOT_NUMBER(preview, merged),
	SLOT_NUMBER(preview, added),
	SLOT_NUMBER(preview, changed),
	SLOT_NUMBER(preview, same),
	SLOT_NUMBER(preview, absent),
	SLOT_NUMBER(preview, returned),
	SLOT_LIST(preview, notes, note_slots, struct note_row),
	SLOT_LIST(preview, tallies, tally_slots, struct tally_row),
	SLOT_LIST(preview, shown, shown_slots, struct shown_row),
};

TEMPLATE(opendata_preview_page, "src/features/opendata/preview.html",
    preview_slots);

static struct html_list
notes_of(struct request *r, const struct open_report *said)
{
	size_t n = said->nnotes < SHOWN_NOTES ? said->nnotes : SHOWN_NOTES;
	struct note_row *rows = arena_array(r->mem, n + 1, sizeof(*rows));

	for (size_t i = 0; i < n; i++)
		rows[i] = (struct note_row){ (int64_t)said->notes[i].line,
		    said->notes[i].column, said->notes[i].found,
		    said->notes[i].says, said->notes[i].left_out };
	return (struct html_list){ rows, n };
}

static struct html_list
tallies_of(struct request *r, const struct open_report *said)
{
	struct tally_row *rows = arena_array(r->mem, said->ntallies + 1,
	    sizeof(*rows));

	for (size_t i = 0; i < said->ntallies; i++)
		rows[i] = (struct tally_row){ (int64_t)said->tallies[i].n,
		    said->tallies[i].says, said->tallies[i].left_out };
	return (struct html_list){ rows, said->ntallies };
}

static struct html_list
shown_of(struct request *r, const struct open_run *run)
{
	static const char *const fates[] = { "新しく加わる", "変わる", "変わらない",
	    "また載った", "載っていない" };
	const char *list = run->format->what == OPEN_SHELTER ?
	    "shelter_kind" : "service_kind";
	struct shown_row *rows = arena_array(r->mem, run->nshown + 1,
	    sizeof(*rows));

	for (size_t i = 0; i < run->nshown; i++) {
		const struct open_shown *s = &run->shown[i];
		const struct municipality *m = s->municipality ?
		    codes_municipality(r->codes, s->municipality) : NULL;

		rows[i] = (struct shown_row){ fates[s->fate], s->number,
		    codes_label(r->codes, list, s->kind), s->name,
		    m ? m->name : "" };
	}
	return (struct html_list){ rows, run->nshown };
}

static const char *
joined(struct request *r, const char **texts, size_t n)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < n; i++)
		buffer_fmt(&b, "%s%s", i ? "、" : "", texts[i]);
	return b.s;
}

/* Whether there is anything to write. */
static bool
does_something(const struct open_run *run)
{
	return run->fates[OPEN_ADDED] + run->fates[OPEN_CHANGED] +
	    run->fates[OPEN_RETURNED] + run->fates[OPEN_ABSENT] > 0;
}

static const char *
refused(struct request *r, const struct open_report *said)
{
	if (!said->refused)
		return NULL;
	if (said->refused_column)
		return arena_fmt(r->mem, "「%s」%s", said->refused_column,
		    words(said->refused));
	return words(said->refused);
}

static enum result
show(struct request *r, const struct open_run *run, const char *job)
{
	const struct open_report *said = &run->report;
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { "公開データの取込", "/opendata" }, { "中身を確かめる", NULL } };
	struct page page = { "取り込む前に確かめる", "/services", crumbs,
	    COUNT(crumbs), false };
	struct preview p = {
		.label = run->format->label,
		.file = run->file_name,
		.job = job,
		.refused = refused(r, said),
		.unknown = joined(r, said->unknown, said->nunknown),
		.missing = joined(r, said->missing, said->nmissing),
		.hidden = form_hidden(r, 0),
		.clean = job != NULL,
		.nothing = !said->refused && !job,
		.has_notes = said->nnotes > 0,
		.more_notes = said->nnotes > SHOWN_NOTES,
		.has_shown = run->nshown > 0,
		.more_shown = run->nshown == OPEN_SHOWN,
		.rows = (int64_t)said->rows,
		.elsewhere = (int64_t)said->elsewhere,
		.left_out = (int64_t)said->left_out,
		.merged = (int64_t)said->merged,
		.added = (int64_t)run->fates[OPEN_ADDED],
		.changed = (int64_t)run->fates[OPEN_CHANGED],
		.same = (int64_t)run->fates[OPEN_SAME],
		.absent = (int64_t)run->fates[OPEN_ABSENT],
		.returned = (int64_t)run->fates[OPEN_RETURNED],
		.notes = notes_of(r, said),
		.tallies = tallies_of(r, said),
		.shown = shown_of(r, run),
	};

	return page_show(r, &page, &opendata_preview_page, &p);
}

static enum result
refuse(struct request *r, const char *field, const char *says)
{
	request_fault(r, field, says);
	(void)!opendata_get(r);
	return INVALID;
}

enum result
opendata_preview_post(struct request *r)
{
	const char *kind = request_form(r, "kind");
	const struct open_format *f = kind ? open_format_find(kind) : NULL;
	const struct upload *u = r->uploads.n ? &r->uploads.at[0] : NULL;
	struct open_run *run = arena_take(r->mem, sizeof(*run));
	struct import_job job;
	enum result rc;

	if (!access_is_centre(r))
		return DENIED;
	if (!f)
		return refuse(r, "kind", "ファイルの種類を選んでください。");
	if (!u || !u->len)
		return refuse(r, "file",
		    "ファイルを選んでください。CSVかExcel（.xlsx）です。");
	if (u->len > MAX_FILE)
		return refuse(r, "file", "ファイルが大きすぎます（20MBまで）。"
		    "県の行だけにして、もう一度選んでください。");
	rc = opendata_run(r, f, u->file, u->bytes, u->len, true, run);
	if (rc && !run->report.refused)
		return rc;
	job = (struct import_job){ .kind = arena_fmt(r->mem, "%s%s", job_kind,
	    f->kind), .file_name = u->file, .content = u->bytes,
	    .ncontent = u->len };
	if (!rc && does_something(run)) {
		rc = import_job_add(r, &job);
		if (rc)
			return rc;
	}
	(void)!show(r, run, job.id);
	return rc;
}

/* Within the request: the largest file that comes here takes a few seconds. */
static enum result
carry_out(struct request *r, const struct import_job *job)
{
	struct open_run *run = arena_take(r->mem, sizeof(*run));
	const struct open_format *f = open_format_find(job->kind +
	    strlen(job_kind));
	enum result rc = MISSING;

	if (f && job->content)
		rc = opendata_run(r, f, job->file_name, job->content,
		    job->ncontent, false, run);
	if (rc)
		return import_job_end(r, job->id, "failed", "") ? BROKEN : rc;
	rc = import_job_end(r, job->id, "done", "");
	return request_see(r, rc, run->id ? request_saying(r, arena_fmt(r->mem,
	    "/opendata/imports/%s", run->id), "imported") : "/opendata");
}

enum result
opendata_start_post(struct request *r)
{
	struct import_job job;
	enum result rc;

	if (!access_is_centre(r))
		return DENIED;
	rc = import_job_of(r, r->arg[0], &job);
	if (rc)
		return rc;
	if (strncmp(job.kind, job_kind, strlen(job_kind)) != 0)
		return MISSING;
	if (strcmp(job.state, "shown") != 0)
		return request_see(r, OK, "/opendata");
	rc = import_job_content(r, &job);
	if (rc)
		return rc;
	rc = import_job_begin(r, job.id);
	if (rc)
		return request_see(r, rc == CONFLICT ? OK : rc, "/opendata");
	r->once = NULL;			/* the job's state says it was done */
	return carry_out(r, &job);
}
