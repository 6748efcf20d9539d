#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "app/demo.h"
#include "app/draft.h"
#include "app/site.h"
#include "base/date.h"
#include "base/instant.h"
#include "features/inbox/inbox_private.h"
#include "features/task/task.h"

/* What is done with what came. */

enum { DAYS_TO_ANSWER = 3 };

enum result
inbox_fetch_post(struct request *r)
{
	const char *see = request_saying(r, "/inbox", "imported");
	struct inbox_fetched got;
	enum result rc;

	if (!access_is_centre(r))
		return DENIED;
	if (!r->site->inbox)
		return MISSING;
	rc = inbox_fetch(r, r->site->inbox, &got);
	if (rc)
		return rc;
	deed_begin(r);
	(void)audit_note_plain(r, "import", "message", "", arena_fmt(r->mem,
	    "letters=%lld", (long long)got.came));
	return request_see(r, deed_commit(r, see), see);
}

/* The message of the address, still open. */
static enum result
load(struct request *r, struct message *m)
{
	enum result rc;

	if (!access_is_centre(r))
		return DENIED;
	rc = record_get(r, &message_record, r->arg[0], m);
	if (rc)
		return rc;
	return m->done_on ? CONFLICT : OK;
}

static const char *
page_of(struct request *r, const struct message *m, const char *done)
{
	return request_saying(r, arena_fmt(r->mem, "/inbox/%s", m->id), done);
}

enum result
inbox_keeper_post(struct request *r)
{
	struct message m, old;
	const char *see;
	enum result rc = load(r, &m);

	if (rc)
		return rc;
	old = m;
	m.keeper = r->who->id;
	see = page_of(r, &m, "changed");
	deed_begin(r);
	(void)record_change(r, &message_record, &old, &m);
	return request_see(r, deed_commit(r, see), see);
}

/* On the version that was on the page. */
enum result
inbox_completion_post(struct request *r)
{
	const char *typed = request_form(r, "result");
	struct message m, old;
	const char *see;
	enum result rc = load(r, &m);

	if (rc)
		return rc;
	old = m;
	m.result = typed && *typed ? typed : NULL;
	if (!m.result) {
		request_fault(r, "result", "required");
		r->reading = &message_record;
		rc = inbox_show(r, &m);
		return rc ? rc : INVALID;
	}
	m.done_on = r->today;
	if (!m.keeper)
		m.keeper = r->who->id;
	form_version(r, &m);
	old.version = m.version;
	see = page_of(r, &m, "finished");
	deed_begin(r);
	(void)record_change(r, &message_record, &old, &m);
	return request_see(r, deed_commit(r, see), see);
}

/* Whoever makes more of it has taken it. */
static void
keep(struct request *r, struct message *m)
{
	struct message old = *m;

	if (m->keeper)
		return;
	m->keeper = r->who->id;
	(void)record_change(r, &message_record, &old, m);
}

enum result
inbox_task_post(struct request *r)
{
	struct message m;
	struct task t = { .title = "届いた相談に答える",
	    .owner = r->who->id,
	    .due_on = date_add_days(r->mem, r->today, DAYS_TO_ANSWER),
	    .from_record = message_record.name };
	const char *see;
	enum result rc = load(r, &m);

	if (rc)
		return rc;
	t.from_id = m.id;
	t.note = arena_fmt(r->mem, "%s に届いたものです。",
	    date_instant_label(r->mem, m.received_at));
	see = request_saying(r, "/tasks", "added");
	deed_begin(r);
	keep(r, &m);
	(void)task_add(r, &t);
	return request_see(r, deed_commit(r, see), see);
}

/* What was written becomes the beginning of a record, as if it had been typed:
 * a draft is sealed, and nothing of it goes through an address. */
static const char *
draft_of(struct request *r, const struct message *m)
{
	struct buffer b = buffer_new(r->mem);

	buffer_fmt(&b, "on_day=%s&method=other&caller=", r->today);
	buffer_url(&b, arena_fmt(r->mem, "%s %s %s", m->name ? m->name : "",
	    m->phone ? m->phone : "", m->mail ? m->mail : ""));
	buffer_add(&b, "&body=");
	buffer_url(&b, m->body ? m->body : "");
	return b.s;
}

enum result
inbox_contact_post(struct request *r)
{
	static const char form[] = "contact-full";
	const char *see = "/contacts/new?full=1";
	struct message m;
	enum result rc = load(r, &m);

	if (rc)
		return rc;
	if (draft_kept_at(r, form)) {
		request_fault(r, "contact", "書きかけの記録があります。先にそれを"
		    "記録するか捨ててから、書き写してください。");
		rc = inbox_show(r, &m);
		return rc ? rc : INVALID;
	}
	deed_begin(r);
	keep(r, &m);
	(void)audit_note_plain(r, "change", "message", m.id, "contact");
	rc = deed_commit(r, see);
	if (!rc)
		rc = draft_save(r, form, draft_of(r, &m));
	return request_see(r, rc, see);
}

enum { DEMO_STEP_SECONDS = 61 * 60 };

enum result
inbox_demo(struct request *r)
{
	const struct message all[] = {
		{ .letter = "demo-1", .about = "child", .name = "架空 さくら",
		    .phone = demo_phone(r, "000-1111"), .body = "退院してから通える園を"
		    "さがしています。たんの吸引があります。\n平日の午後なら電話に"
		    "出られます。" },
		{ .letter = "demo-2", .about = "place", .name =
		    "見本福祉会の担当", .mail = "mihon@example.jp", .body =
		    "来月から看護師が増えます。受け入れられるケアの表を直したい"
		    "です。" },
		{ .letter = "demo-3", .about = "other", .body =
		    "研修会の資料はもらえますか。", .result =
		    "電話で答え、資料を送った。" },
	};
	enum result rc = OK;

	for (size_t i = 0; !rc && i < COUNT(all); i++) {
		struct message m = all[i];

		/* The first an hour ago, each other some hours before it. */
		m.received_at = instant_add(r->mem, r->now,
		    -(int64_t)(i * 5 + 1) * DEMO_STEP_SECONDS);
		m.done_on = m.result ? r->today : NULL;
		rc = record_add(r, &message_record, &m);
	}
	return rc;
}
