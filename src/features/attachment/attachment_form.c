#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "base/media.h"
#include "features/attachment/attachment_page.h"
#include "features/care/care.h"
#include "features/child/child.h"
#include "features/consent/consent.h"
#include "features/contact/contact.h"

/* Adding a file: what it belongs to, what it is called, what it tells. */
struct form {
	const char *child, *name, *back, *of_record, *of_id, *of, *file_fault;
	const char *set;
	const struct html *faults, *hidden, *title, *classes;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, child),
	SLOT_TEXT(form, name),
	SLOT_TEXT(form, back),
	SLOT_TEXT(form, of_record),
	SLOT_TEXT(form, of_id),
	SLOT_TEXT(form, of),
	SLOT_TEXT(form, file_fault),
	SLOT_TEXT(form, set),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, title),
	SLOT_HTML(form, classes),
};

TEMPLATE(attachment_form_page, "src/features/attachment/form.html",
    form_slots);

/* The paper of a consent bears names, addresses and a signature, always. */
#define CLASSES_OF_CONSENT "identity,contact"

/* What of a file is wrong, for whoever chose it; and for the log, where it was
 * perhaps no mistake. */
static const struct {
	const char *says, *noted;
} says[] = {
	[MEDIA_EMPTY] = { "中身が空です。もう一度選んでください。", NULL },
	[MEDIA_TOO_LARGE] = { "大きすぎます（10MBまで）。"
	    "解像度を下げるか、ページを分けてください。", "too_large" },
	[MEDIA_TOO_WIDE] = { "画像が大きすぎます（5,000万画素まで）。"
	    "縮めてから加えてください。", "too_wide" },
	[MEDIA_HEIC] = { "この写真の形式（HEIC）は読めません。iPhoneの"
	    "「設定」→「カメラ」→「フォーマット」で「互換性優先」を"
	    "選んで撮るか、JPEGに変えてから加えてください。", NULL },
	[MEDIA_UNKNOWN] = { "JPEG・PNGの画像かPDFを選んでください。"
	    "ほかの形式は加えられません。", "unknown" },
	[MEDIA_BROKEN] = { "ファイルの形がくずれていて読めません。"
	    "もう一度スキャンするか、保存し直してください。", "broken" },
	[MEDIA_DISGUISED] = { "画像やPDFの中に別のものが入っているため、"
	    "加えられません。もう一度スキャンするか、撮り直してください。",
	    "disguised" },
	[MEDIA_ACTIVE] = { "動く仕掛けやほかのファイルが入ったPDFは"
	    "加えられません。印刷してスキャンするか、「PDFとして印刷」で"
	    "作り直してください。", "active" },
	[MEDIA_LOCKED] = { "パスワードのついたPDFは加えられません。"
	    "パスワードを外して保存し直してください。", NULL },
};

const char *
attachment_refusal(unsigned fault)
{
	return fault < COUNT(says) ? says[fault].says : NULL;
}

static bool
is_of(const struct attachment *a, const char *record)
{
	return a->of_record && strcmp(a->of_record, record) == 0;
}

/* What a file is added to. */
struct owner {
	struct child child;
	const char *label;		/* of her record; NULL: it is hers */
};

/* The centre keeps the papers of consents. */
static enum result
find_consent(struct request *r, const struct attachment *a,
    struct owner *o, const char **child)
{
	struct consent c;
	enum result rc = record_get(r, &consent_record, a->of_id, &c);

	if (rc)
		return rc;
	*child = c.child;
	o->label = "同意の用紙";
	return access_is_centre(r) ? OK : MISSING;
}

static enum result
find_contact(struct request *r, const struct attachment *a,
    struct owner *o, const char **child)
{
	struct contact c;
	enum result rc = record_get(r, &contact_record, a->of_id, &c);

	if (rc)
		return rc;
	*child = c.child;
	o->label = "相談・支援記録の書類";
	return OK;
}

static enum result
find_assessment(struct request *r, const struct attachment *a,
    struct owner *o, const char **child)
{
	struct assessment s;
	enum result rc = record_get(r, &assessment_record, a->of_id, &s);

	if (rc)
		return rc;
	*child = s.child;
	o->label = "スコアの用紙";
	return OK;
}

/* What it belongs to: there, seen by this person, and of the same child. */
static enum result
find_owner(struct request *r, struct attachment *a, struct owner *o)
{
	const char *child = NULL;
	enum result rc = MISSING;

	if (!a->child || record_get(r, &child_record, a->child, &o->child))
		return MISSING;
	if (!a->of_record || is_of(a, "child")) {
		a->of_record = "child";
		a->of_id = a->child;
		return OK;
	}
	if (a->of_id && is_of(a, "consent"))
		rc = find_consent(r, a, o, &child);
	else if (a->of_id && is_of(a, "contact"))
		rc = find_contact(r, a, o, &child);
	else if (a->of_id && is_of(a, "assessment"))
		rc = find_assessment(r, a, o, &child);
	if (is_of(a, "consent"))
		a->classes = CLASSES_OF_CONSENT;
	return !rc && (!child || strcmp(child, a->child) != 0) ? MISSING : rc;
}

static const char *
owner_path(struct request *r, const struct attachment *a)
{
	if (is_of(a, "child"))
		return attachment_list_path(r, a->child);
	return arena_fmt(r->mem, "/%ss/%s", a->of_record, a->of_id);
}

static void
fill(struct request *r, const struct attachment *a, struct form *f)
{
	const struct field *title = record_field(&attachment_record, "title");
	const struct field *set = record_field(&attachment_record, "classes");

	f->back = owner_path(r, a);
	f->child = a->child;
	f->of_record = a->of_record;
	f->of_id = a->of_id;
	f->file_fault = request_fault_of(r, "file");
	f->faults = form_faults(r);
	f->hidden = form_hidden(r, 0);
	f->title = form_field(r, title, a);
	if (is_of(a, "consent"))
		f->set = a->classes;
	else
		f->classes = form_field(r, set, a);
}

static enum result
show_form(struct request *r, const struct attachment *a,
    const struct owner *o)
{
	struct form f = { .of = o->label, .name = o->child.name };
	struct crumb crumbs[] = { { "子ども", "/children" },
	    attachment_child_crumb(r, o->child.id, o->child.name),
	    { "書類・写真", attachment_list_path(r, a->child) },
	    { "加える", NULL } };
	struct page page = { "書類・写真を加える", "/children", crumbs,
	    COUNT(crumbs), false };

	fill(r, a, &f);
	return page_show(r, &page, &attachment_form_page, &f);
}

/* GET /attachments/new?child=ID&of_record=consent&of_id=ID */
enum result
attachment_new_get(struct request *r)
{
	struct attachment a = { .child = request_query(r, "child"),
	    .of_record = request_query(r, "of_record"),
	    .of_id = request_query(r, "of_id") };
	struct owner o = { 0 };
	enum result rc = find_owner(r, &a, &o);

	if (!rc && is_of(&a, "consent"))
		a.title = "同意の用紙";
	return rc ? rc : show_form(r, &a, &o);
}

/* What looks like an attempt goes into the log; the form may be sent again. */
static enum result
note_refusal(struct request *r, const char *child, const char *what)
{
	const struct attachment a = { .id = "-", .child = child };
	const char *once = r->once;
	enum result rc;

	if (!what)
		return OK;
	r->once = NULL;
	deed_begin(r);
	audit_note_change(r, "refuse", &attachment_record, &a, what);
	rc = deed_commit(r, NULL);
	r->once = once;
	return rc;
}

const char *
attachment_file_read(struct request *r, struct media *m,
    enum media_fault *fault)
{
	const struct upload *u = r->uploads.n ? &r->uploads.at[0] : NULL;

	if (!u)
		return "ファイルを選んでください。";
	if (r->uploads.n > 1)
		return "ファイルは1つずつ加えてください。";
	*fault = media_read(r->mem, u->bytes, u->len, m);
	return says[*fault].says;
}

/* Everything that is wrong at once, since the file has to be chosen again. */
static enum result
read(struct request *r, struct attachment *a, struct media *m,
    struct owner *o)
{
	enum media_fault fault = MEDIA_FINE;
	enum result rc, found;
	const char *wrong;

	rc = record_read(r, &attachment_record, a);
	found = find_owner(r, a, o);
	if (found)
		return found;
	wrong = attachment_file_read(r, m, &fault);
	if (wrong)
		request_fault(r, "file", wrong);
	if (a->classes && !request_fault_of(r, "classes") &&
	    !attachment_may_add(r, a->child, a->classes))
		request_fault(r, "classes", "自分が見られないものは加えられません。");
	found = note_refusal(r, a->child, says[fault].noted);
	if (found)
		return found;
	return rc || r->nfaults ? INVALID : OK;
}

enum result
attachment_add_post(struct request *r)
{
	struct attachment a = { 0 };
	struct media m = { 0 };
	struct owner o = { 0 };
	const char *see;
	enum result rc = read(r, &a, &m, &o);

	if (rc == INVALID)
		(void)!show_form(r, &a, &o);
	if (rc)
		return rc;
	a.type = media_name(m.type);
	a.size = (int64_t)m.len;
	a.added_on = r->today;
	a.added_by = r->who->session ? r->who->id : NULL;

	deed_begin(r);
	record_add(r, &attachment_record, &a);
	if (a.id)
		attachment_keep(r, &a, m.bytes, m.len);
	see = request_saying(r, arena_fmt(r->mem, "/attachments/%s",
	    a.id ? a.id : "-"), "recorded");
	return request_see(r, deed_commit(r, see), see);
}
