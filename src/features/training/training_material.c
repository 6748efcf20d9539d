#include "features/training/training_material.h"

#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "app/page.h"
#include "app/site.h"
#include "base/date.h"
#include "base/log.h"
#include "features/attachment/attachment.h"
#include "features/training/training_mail.h"
#include "features/training/training_private.h"

/* Papers and recordings of a session: put there, listed, taken out. */

struct line {
	const char *id, *title, *what, *taken, *url;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, id),
	SLOT_TEXT(line, title),
	SLOT_TEXT(line, what),
	SLOT_TEXT(line, taken),
	SLOT_TEXT(line, url),
};

struct list {
	const char *session, *title, *until, *file_fault;
	const struct html *faults, *hidden, *fields;
	struct html_list lines;
	bool may_write;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, session),
	SLOT_TEXT(list, title),
	SLOT_TEXT(list, until),
	SLOT_TEXT(list, file_fault),
	SLOT_HTML(list, faults),
	SLOT_HTML(list, hidden),
	SLOT_HTML(list, fields),
	SLOT_LIST(list, lines, line_slots, struct line),
	SLOT_FLAG(list, may_write),
};

TEMPLATE(training_materials_page, "src/features/training/materials.html",
    list_slots);

static enum result
fill_lines(struct request *r, const char *session, struct list *p)
{
	struct rows rows = { 0 };
	enum result rc = training_sql_materials(r, session, &rows);
	struct line *lines = arena_array(r->mem, rows.nrows + 1,
	    sizeof(*lines));
	size_t n = 0;

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct training_material m;

		if (!record_load(r, &training_material_record, &rows, i, &m))
			continue;
		lines[n++] = (struct line){ .id = m.id, .title = m.title,
			.url = m.url, .taken = rows_cell(&rows, i, "taken"),
			.what = m.url ? m.url : arena_fmt(r->mem, "%s　%lldKB",
			    media_ending(media_of_name(m.type)),
			    (long long)(m.size + 1023) / 1024) };
	}
	p->lines = (struct html_list){ lines, n };
	return rc;
}

static enum result
show(struct request *r, const struct training_session *s,
    const struct training *t, const struct training_material *typed)
{
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { t->title, arena_fmt(r->mem, "/trainings/%s", t->id) },
	    { training_session_title(r, s), arena_fmt(r->mem,
	    "/training-sessions/%s", s->id) }, { "資料", NULL } };
	struct page page = { "資料", "/trainings", crumbs, COUNT(crumbs),
	    false };
	struct list p = { .session = s->id,
	    .title = training_session_title(r, s),
	    .until = date_long(r->mem, training_materials_until(r, s)),
	    .faults = form_faults(r), .hidden = form_hidden(r, 0),
	    .fields = form_record(r, &training_material_record, typed),
	    .file_fault = request_fault_of(r, "file"),
	    .may_write = request_may(r, CHILD_WRITE) };
	enum result rc = fill_lines(r, s->id, &p);

	return rc ? rc : page_show(r, &page, &training_materials_page, &p);
}

/* GET /training-sessions/ID/materials */
enum result
training_materials_get(struct request *r)
{
	struct training_session s;
	struct training t;
	enum result rc = training_session_open(r, r->arg[0], &s, &t);

	return rc ? rc : show(r, &s, &t, &(struct training_material){ 0 });
}

/* A file or an address, one of the two. */
static enum result
read(struct request *r, struct training_material *m, struct media *file)
{
	enum media_fault fault = MEDIA_FINE;
	enum result rc = record_read(r, &training_material_record, m);
	const char *wrong;

	if (rc && rc != INVALID)
		return rc;
	if (m->url && r->uploads.n)
		request_fault(r, "url",
		    "ファイルかリンクの、どちらか1つにしてください。");
	if (!m->url) {
		wrong = attachment_file_read(r, file, &fault);
		if (wrong)
			request_fault(r, "file", wrong);
		m->type = wrong ? NULL : media_name(file->type);
		m->size = wrong ? 0 : (int64_t)file->len;
	}
	return r->nfaults ? INVALID : OK;
}

static struct seal_place
place_of(const struct training_material *m)
{
	return (struct seal_place){ "training_material_body", m->id, "body" };
}

static const char *
path_of(struct request *r, const char *session, const char *saying)
{
	return request_saying(r, arena_fmt(r->mem,
	    "/training-sessions/%s/materials", session), saying);
}

/* POST /training-materials?session=ID: title, and a file or url. */
enum result
training_material_post(struct request *r)
{
	const char *id = request_query(r, "session"), *see;
	struct training_material m = { 0 };
	struct training_session s;
	struct training t;
	struct media file = { 0 };
	enum result rc = id && *id ? training_session_open(r, id, &s, &t) :
	    access_centre(r) ? DENIED : MISSING, shown;

	if (!rc)
		rc = read(r, &m, &file);
	if (rc == INVALID) {
		shown = show(r, &s, &t, &m);
		return shown ? shown : rc;
	}
	if (rc)
		return rc;
	m.session = s.id;
	see = path_of(r, s.id, "added");
	deed_begin(r);
	rc = record_add(r, &training_material_record, &m);
	if (!rc && !m.url) {
		struct seal_place place = place_of(&m);

		(void)training_sql_body_add(r, m.id, seal_bytes(r->mem,
		    r->site->keys->seal, &place, file.bytes, file.len));
	}
	return request_see(r, deed_commit(r, see), see);
}

static const char *
file_name(struct request *r, const struct training_material *m)
{
	const char *ending = media_ending(media_of_name(m->type));
	struct buffer b = buffer_new(r->mem);

	buffer_fmt(&b, "attachment; filename=\"tsunagu-%.8s.%s\";"
	    " filename*=UTF-8''", m->id + strlen(m->id) - 8, ending);
	buffer_url(&b, m->title);
	buffer_fmt(&b, ".%s", ending);
	return b.s;
}

enum result
training_material_answer(struct request *r, const struct training_material *m)
{
	struct seal_place place = place_of(m);
	const char *body, *bytes;
	size_t n = 0;
	enum result rc = training_sql_body(r, m->id, &body);

	if (!rc)
		rc = seal_read_bytes(r->mem, r->site->keys->seal, &place, body,
		    &bytes, &n);
	if (rc || (int64_t)n != m->size) {
		log_error("training", "%s: the file does not open", m->id);
		return BROKEN;
	}
	r->answer.type = m->type;
	r->answer.body = (struct buffer){ r->mem, (char *)(uintptr_t)bytes, n,
	    n + 1 };
	request_header_add(r, "Content-Security-Policy",
	    "default-src 'none'; frame-ancestors 'none'; sandbox");
	request_header_add(r, "Content-Disposition", file_name(r, m));
	return OK;
}

static enum result
get(struct request *r, struct training_material *m)
{
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &training_material_record, r->arg[0], m);
	return !rc && m->removed_on ? MISSING : rc;
}

/* GET /training-materials/ID: as the centre looks at it, uncounted. */
enum result
training_material_get(struct request *r)
{
	struct training_material m;
	enum result rc = get(r, &m);

	if (rc)
		return rc;
	return m.url ? request_see(r, OK, m.url) :
	    training_material_answer(r, &m);
}

/* POST /training-materials/ID/removal */
enum result
training_material_removal_post(struct request *r)
{
	struct training_material old, m;
	const char *see;
	enum result rc = get(r, &old);

	if (rc)
		return rc;
	m = old;
	m.removed_on = r->today;
	see = path_of(r, m.session, "changed");
	deed_begin(r);
	(void)record_change(r, &training_material_record, &old, &m);
	return request_see(r, deed_commit(r, see), see);
}

static void
check(struct request *r, const void *obj)
{
	const struct training_material *m = obj;

	if (m->url && (strncmp(m->url, "https://", 8) != 0 ||
	    strpbrk(m->url, " \"'<>\\")))
		request_fault(r, "url",
		    "https:// から始まるリンクを入力してください。");
}

static const struct field fields[] = {
	FIELD_LINK(training_material, session, .label = "研修の回",
	    .flags = HIDDEN, .to = &training_session_record),
	FIELD_TEXT(training_material, title, .label = "資料の名前",
	    .flags = REQUIRED | LISTED, .max = 100, .hint = "例）当日の配布資料"),
	FIELD_TEXT(training_material, url, .label = "リンク", .max = 500,
	    .hint = "録画など、ほかの所に置いたものは https:// から。"
	    "ファイルを加えるときは空欄で。"),
	FIELD_TEXT(training_material, type, .label = "ファイルの種類",
	    .flags = HIDDEN, .max = 40),
	FIELD_NUMBER(training_material, size, .label = "大きさ",
	    .flags = HIDDEN | UNTOLD_NULL, .max = MEDIA_MAX_BYTES),
	FIELD_DAY(training_material, removed_on, .label = "取り下げた日",
	    .flags = HIDDEN),
};

static const char *const beside[] = { "taken", NULL };

const struct record training_material_record = {
	.name = "training_material",
	.path = "training-materials",
	.label = "研修の資料",
	.size = sizeof(struct training_material),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = check,
	.beside = beside,
};
