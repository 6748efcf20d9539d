#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/import_page.h"
#include "app/page.h"
#include "features/survey/survey_return.h"
#include "features/survey/survey_sql.h"

/* Forms that came back as files: what each would do, and taking those in that
 * can be read. Nothing is written before that is confirmed. */

enum { MAX_FILE = 2 << 20 };

struct fault_line {
	const char *cell, *asks, *found, *says;
};

static const struct slot fault_slots[] = {
	SLOT_TEXT(fault_line, cell),
	SLOT_TEXT(fault_line, asks),
	SLOT_TEXT(fault_line, found),
	SLOT_TEXT(fault_line, says),
};

struct file_line {
	const char *file, *name, *refused, *said, *lacks, *again, *begun,
	    *differs, *job, *at;
	struct html_list faults;
	bool bad;
};

static const struct slot file_slots[] = {
	SLOT_TEXT(file_line, file),
	SLOT_TEXT(file_line, name),
	SLOT_TEXT(file_line, refused),
	SLOT_TEXT(file_line, said),
	SLOT_TEXT(file_line, lacks),
	SLOT_TEXT(file_line, again),
	SLOT_TEXT(file_line, begun),
	SLOT_TEXT(file_line, differs),
	SLOT_TEXT(file_line, job),
	SLOT_TEXT(file_line, at),
	SLOT_LIST(file_line, faults, fault_slots, struct fault_line),
	SLOT_FLAG(file_line, bad),
};

struct returns_page {
	const char *at, *title, *says;
	const struct html *faults, *hidden, *hidden_take;
	struct html_list files;
	bool looked, any, is_open;
};

static const struct slot slots[] = {
	SLOT_TEXT(returns_page, at),
	SLOT_TEXT(returns_page, title),
	SLOT_TEXT(returns_page, says),
	SLOT_HTML(returns_page, faults),
	SLOT_HTML(returns_page, hidden),
	SLOT_HTML(returns_page, hidden_take),
	SLOT_LIST(returns_page, files, file_slots, struct file_line),
	SLOT_FLAG(returns_page, looked),
	SLOT_FLAG(returns_page, any),
	SLOT_FLAG(returns_page, is_open),
};

TEMPLATE(survey_returns_page, "src/features/survey/returns.html", slots);

static const char *
kind_of(struct request *r, const char *survey)
{
	return arena_fmt(r->mem, "survey-%s", survey);
}

static enum result
show(struct request *r, const struct survey *s, const struct file_line *files,
    size_t n)
{
	const char *up = arena_fmt(r->mem, "/surveys/%s", s->id);
	struct crumb crumbs[] = { { "調査", "/surveys" }, { s->title, up },
	    { "戻ってきた用紙", NULL } };
	struct page page = { "戻ってきた用紙を取り込む", "/surveys", crumbs,
	    COUNT(crumbs), false };
	struct returns_page p = { .at = up, .title = s->title,
		.says = request_fault_of(r, "file"), .faults = form_faults(r),
		.files = { files, n }, .looked = n > 0,
		.is_open = survey_state_is(s, "open") };

	for (size_t i = 0; i < n; i++)
		p.any |= files[i].job != NULL;
	p.hidden = form_hidden_own(r);
	p.hidden_take = form_hidden_own(r);
	return page_show(r, &page, &survey_returns_page, &p);
}

/* GET /surveys/ID/returns */
enum result
survey_returns_get(struct request *r)
{
	struct survey s;
	enum result rc = survey_open(r, &s);

	return rc ? rc : show(r, &s, NULL, 0);
}

static const char *
count_or_none(struct request *r, size_t n)
{
	return n ? arena_fmt(r->mem, "%zu", n) : NULL;
}

static size_t
differing(const struct sheet *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += s->questions[i].fills && s->shown[i] && survey_differs(
		    &s->questions[i], s->values[i], s->known[i]) >= SURVEY_NEW;
	return n;
}

static struct file_line
line_of(struct request *r, const struct survey_return *f, bool clean)
{
	struct fault_line *faults = arena_array(r->mem, f->nfaults + 1,
	    sizeof(*faults));
	const struct sheet *s = &f->sheet;
	struct file_line l = { .file = f->file, .bad = !clean,
		.refused = f->refused };

	if (f->refused)
		return l;
	for (size_t i = 0; i < f->nfaults; i++)
		faults[i] = (struct fault_line){ f->faults[i].cell,
		    f->faults[i].asks, f->faults[i].found, f->faults[i].says };
	l.faults = (struct html_list){ faults, f->nfaults };
	l.name = s->recipient.name;
	l.at = arena_fmt(r->mem, "/survey-recipients/%s", s->recipient.id);
	l.said = arena_fmt(r->mem, "%zu", f->said);
	l.lacks = count_or_none(r, f->lacks);
	l.differs = count_or_none(r, differing(s));
	l.again = s->last.id ? arena_fmt(r->mem, "%lld", (long long)
	    (s->last.number + 1)) : NULL;
	l.begun = s->open.id ? "1" : NULL;
	return l;
}

/* One file: looked at, and kept for a while when it can be taken. */
static enum result
look_at(struct request *r, const struct survey *s, const struct upload *u,
    struct file_line *out)
{
	struct survey_return *f = arena_take(r->mem, sizeof(*f));
	struct import_job job = { .kind = kind_of(r, s->id),
		.file_name = u->file, .content = u->bytes,
		.ncontent = u->len };
	enum result rc = INVALID;

	f->file = u->file;
	if (u->len > MAX_FILE)
		f->refused = "ファイルが大きすぎます（2MBまで）。";
	else
		rc = survey_return_read(r, s->id, request_query(r, "recipient"),
		    u->bytes, u->len, f);
	if (rc && rc != INVALID)
		return rc;
	*out = line_of(r, f, !rc);
	if (rc)
		return OK;
	rc = import_job_add(r, &job);
	out->job = job.id;
	return rc;
}

/* The same recipient in two files of one time: the clerk says which. */
static void
refuse_twins(struct file_line *files, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		for (size_t k = 0; k < i; k++) {
			if (!files[i].at || !files[k].at ||
			    strcmp(files[i].at, files[k].at) != 0)
				continue;
			files[i].refused = "同じあて先の用紙が2つあります。"
			    "あとのものは、1つめを取り込んでから選んでください。";
			files[i].job = NULL;
			files[i].bad = true;
		}
	}
}

/* POST /surveys/ID/returns/preview?recipient=ID: files to look at. */
enum result
survey_returns_post(struct request *r)
{
	struct file_line files[FORM_MAX_UPLOADS] = { 0 };
	struct survey s;
	size_t n = 0;
	enum result rc = survey_open(r, &s), shown;
	bool bad = false;

	for (size_t i = 0; !rc && i < r->uploads.n; i++) {
		if (r->uploads.at[i].len)
			rc = look_at(r, &s, &r->uploads.at[i], &files[n++]);
	}
	if (rc)
		return rc;
	refuse_twins(files, n);
	for (size_t i = 0; i < n; i++)
		bad |= files[i].bad;
	if (!n)
		request_fault(r, "file", "戻ってきた用紙のファイルを選んでください。"
		    "Excel（.xlsx）かCSVです。一度に8つまでです。");
	shown = show(r, &s, files, n);
	return shown ? shown : bad || !n ? INVALID : OK;
}

/* Inside a deed: read once more as things are now. */
static enum result
take(struct request *r, const struct survey *s, const struct import_job *job)
{
	struct survey_return *f = arena_take(r->mem, sizeof(*f));
	enum result rc = survey_return_read(r, s->id, NULL, job->content,
	    job->ncontent, f);

	if (!rc)
		rc = survey_sheet_save(r, &f->sheet, "file");
	if (!rc && !f->lacks)
		rc = survey_sheet_send(r, &f->sheet);
	return rc ? rc : audit_note_plain(r, f->lacks ? "change" : "send",
	    survey_reply_record.name, f->sheet.open.id, "file");
}

/* One job, once, whatever becomes of it. */
static enum result
carry_out(struct request *r, const struct survey *s, const char *id)
{
	struct import_job job;
	enum result rc = import_job_of(r, id, &job), ended;

	if (rc)
		return rc;
	if (strcmp(job.kind, kind_of(r, s->id)) != 0)
		return MISSING;
	if (strcmp(job.state, "shown") != 0)
		return OK;
	rc = import_job_content(r, &job);
	if (!rc)
		rc = import_job_begin(r, job.id);
	if (rc)
		return rc == CONFLICT ? OK : rc;
	r->once = NULL;			/* the job's state says it was done */
	deed_begin(r);
	rc = take(r, s, &job);
	if (rc)
		db_fail(r->db, rc);
	rc = deed_commit(r, NULL);
	ended = import_job_end(r, job.id, rc ? "failed" : "done", "");
	return rc ? rc : ended;
}

/* POST /surveys/ID/returns/takes with `job`, one or more. */
enum result
survey_takes_post(struct request *r)
{
	struct survey s;
	const char *const *jobs;
	size_t n = 0;
	enum result rc = survey_open(r, &s);

	if (rc)
		return rc;
	jobs = request_form_all(r, "job", &n);
	for (size_t i = 0; !rc && i < n; i++)
		rc = carry_out(r, &s, jobs[i]);
	if (rc == INVALID || !n) {
		request_fault(r, "file", "取り込む間に、調査かあて先が変わりました。"
		    "もう一度ファイルを選んで確かめてください。");
		rc = show(r, &s, NULL, 0);
		return rc ? rc : INVALID;
	}
	return request_see(r, rc, request_saying(r, arena_fmt(r->mem,
	    "/surveys/%s/recipients", s.id), "imported"));
}
