#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/record_page.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/directory/directory.h"
#include "features/matching/matching_private.h"
#include "features/matching/matching_sql.h"

/* Asking several places the same, and writing down what they said. */

/* 「短期入所・3歳・人工呼吸器」 */
static const char *
matching_title(struct request *r, const struct profile *p)
{
	struct buffer b = buffer_new(r->mem);
	struct profile_line lines[PROFILE_LINES];
	size_t n = profile_lines(r, p, lines);

	for (size_t i = 0; i < n && i < 3; i++)
		buffer_fmt(&b, "%s%s", i ? "／" : "", lines[i].text);
	return b.s;
}

/* Inside a deed: the address of a new link, mailed when the place has a mail. */
static const char *
matching_invite(struct request *r, const char *inquiry, const char *mail)
{
	const char *link = guest_link_make(r, &guest_inquiry, inquiry,
	    (int64_t)LINK_DAYS * 86400);

	if (mail)
		(void)mail_queue(r, &(struct mail){ .to = mail,
			.subject = "受入れについてのおたずね",
			.body = arena_fmt(r->mem, "医療的ケアが必要な子どもの受入れ"
			    "について、おたずねがあります。\n次のリンクを開いて、"
			    "返事をしてください（%d日間）。\n"
			    "はじめに開いた端末でだけ使えます。\n%s\n", LINK_DAYS, link),
			.record = inquiry_record.name, .record_id = inquiry });
	return link;
}

/* The services ticked on the page; faults when there is none, or too many. */
static size_t
chosen(struct request *r, struct service all[MAX_ASKED])
{
	size_t n = 0, given;
	const char *const *ids = request_form_all(r, "service", &given);

	for (size_t i = 0; i < given && n < MAX_ASKED; i++) {
		if (!record_get(r, &service_record, ids[i], &all[n]))
			n++;
	}
	if (!n)
		request_fault(r, "service", "聞く所を1つ以上選んでください。");
	else if (given > MAX_ASKED)
		request_fault(r, "service", "一度に聞けるのは10か所までです。");
	return n;
}

static void
add_inquiry(struct request *r, const struct need *n, const struct service *s,
    const char *question)
{
	struct inquiry i = { .need = n->id, .child = n->child, .service = s->id,
		.asked_on = r->today, .asked_by = r->who->id,
		.question = question };
	struct place place = { .mail = NULL };
	enum result rc = record_get(r, &place_record, s->place, &place);

	(void)record_add(r, &inquiry_record, &i);
	if (!rc && (s->mail || place.mail) && mail_is_on(r))
		(void)matching_invite(r, i.id, s->mail ? s->mail : place.mail);
}

static const char *
typed(struct request *r, const char *name, const struct record *rec)
{
	const char *s = request_form(r, name);
	const struct field *f = record_field(rec, name);

	if (text_blank(s))
		return NULL;
	if (text_length(s) > (size_t)f->max)
		request_fault(r, name, "長すぎます。");
	return s;
}

static enum result
read_need(struct request *r, struct need *n, struct profile *p)
{
	const char *child = request_form(r, "child");
	struct child known;
	enum result rc = text_blank(child) ? OK :
	    record_get(r, &child_record, child, &known);

	if (rc)
		return rc;
	*n = (struct need){ .child = text_blank(child) ? NULL : known.id,
		.begun_on = r->today, .state = "open", .made_by = r->who->id,
		.label = typed(r, "label", &need_record) };
	profile_of_text(r, request_form(r, "profile"), p);
	if (!p->kinds)
		request_fault(r, "kinds", "探すサービスを選んでください。");
	n->profile = profile_text(r, p);
	if (!n->label)
		n->label = text_cut(r->mem, matching_title(r, p), 100);
	return OK;
}

enum result
matching_need_add_post(struct request *r)
{
	struct service asked[MAX_ASKED];
	struct need n;
	struct profile p;
	const char *question = typed(r, "question", &inquiry_record), *see;
	size_t nasked;
	enum result rc = read_need(r, &n, &p);

	if (rc)
		return rc;
	nasked = chosen(r, asked);
	if (r->nfaults) {
		rc = matching_show_form(r, &p, n.child);
		return rc ? rc : INVALID;
	}
	deed_begin(r);
	(void)record_add(r, &need_record, &n);
	for (size_t i = 0; i < nasked; i++)
		add_inquiry(r, &n, &asked[i], question);
	see = request_saying(r, arena_fmt(r->mem, "/needs/%s", n.id), "added");
	return request_see(r, deed_commit(r, see), see);
}

void
matching_answer_read(struct request *r, struct inquiry *i)
{
	const char *answer = request_form(r, "answer");
	const char *reason = request_form(r, "reason");
	bool no = answer && strcmp(answer, "no") == 0;

	i->comment = typed(r, "comment", &inquiry_record);
	i->answer = text_blank(answer) ||
	    !codes_find(r->codes, "inquiry_answer", answer) ? NULL : answer;
	i->reason = text_blank(reason) ||
	    !codes_find(r->codes, "refusal_reason", reason) ? NULL : reason;
	if (!i->answer)
		request_fault(r, "answer", "choose");
	else if (no && !i->reason)
		request_fault(r, "reason", "受けられない理由を選んでください。");
	else if (strcmp(i->answer, "terms") == 0 && !i->comment)
		request_fault(r, "comment", "どんな条件があればよいか書いてください。");
	if (!no)
		i->reason = NULL;
	i->answered_on = r->today;
}

/* POST /inquiries/ID/answer: what was said on the telephone. */
enum result
matching_answer_post(struct request *r)
{
	struct inquiry old, i;
	struct need n;
	const char *see;
	enum result rc = record_get(r, &inquiry_record, r->arg[0], &old);

	if (!rc)
		rc = record_get(r, &need_record, old.need, &n);
	if (rc)
		return rc;
	i = old;
	i.channel = "phone";
	r->reading = &inquiry_record;
	matching_answer_read(r, &i);
	if (r->nfaults) {
		rc = matching_show_need(r, &n, NULL, NULL);
		return rc ? rc : INVALID;
	}
	see = request_saying(r, arena_fmt(r->mem, "/needs/%s", n.id), "changed");
	deed_begin(r);
	(void)record_change(r, &inquiry_record, &old, &i);
	return request_see(r, deed_commit(r, see), see);
}

/* POST /inquiries/ID/link: a new one, in place of any before; shown once. */
enum result
matching_link_post(struct request *r)
{
	struct inquiry i;
	struct need n;
	struct service s;
	const char *link;
	enum result rc = record_get(r, &inquiry_record, r->arg[0], &i);

	if (!rc)
		rc = record_get(r, &need_record, i.need, &n);
	if (!rc)
		rc = record_get(r, &service_record, i.service, &s);
	if (rc)
		return rc;
	if (i.answer)
		return CONFLICT;
	deed_begin(r);
	link = matching_invite(r, i.id, s.mail);
	audit_note_plain(r, "add", "guest_link", i.id, "inquiry");
	rc = deed_commit(r, NULL);
	return rc ? rc : matching_show_need(r, &n, link,
	    field_shown(r, record_field(&inquiry_record, "service"), &i));
}
