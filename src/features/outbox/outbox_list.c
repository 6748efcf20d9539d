#include <stdlib.h>
#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/site.h"
#include "base/date.h"
#include "base/instant.h"
#include "features/outbox/outbox_private.h"
#include "features/outbox/outbox_sql.h"

/* The outbox: what waits, and what was given up. */

struct mail_line {
	const char *id, *queued_at, *due_at, *given_up_at, *about, *name;
	const char *reason, *tried;	/* （3回）; NULL: not yet */
	bool may_retry;
	const struct html *hidden;
};

struct list_page {
	struct html_list waiting, given_up;
	int64_t nwaiting, ngiven_up, nsent;
	bool has_waiting, has_given_up, is_off, more;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(mail_line, id),
	SLOT_TEXT(mail_line, queued_at),
	SLOT_TEXT(mail_line, due_at),
	SLOT_TEXT(mail_line, given_up_at),
	SLOT_TEXT(mail_line, about),
	SLOT_TEXT(mail_line, name),
	SLOT_TEXT(mail_line, reason),
	SLOT_TEXT(mail_line, tried),
	SLOT_FLAG(mail_line, may_retry),
	SLOT_HTML(mail_line, hidden),
};

static const struct slot slots[] = {
	SLOT_LIST(list_page, waiting, line_slots, struct mail_line),
	SLOT_LIST(list_page, given_up, line_slots, struct mail_line),
	SLOT_NUMBER(list_page, nwaiting),
	SLOT_NUMBER(list_page, ngiven_up),
	SLOT_NUMBER(list_page, nsent),
	SLOT_FLAG(list_page, has_waiting),
	SLOT_FLAG(list_page, has_given_up),
	SLOT_FLAG(list_page, is_off),
	SLOT_FLAG(list_page, more),
};

TEMPLATE(outbox_list_page, "src/features/outbox/list.html", slots);

/* What app/mail_send.c writes, without the number at its end. */
static const struct {
	const char *reason, *says;
} sentences[] = {
	{ "server connect", "メールサーバーにつながりません。" },
	{ "server certificate", "メールサーバーの証明書を確かめられないか、"
	    "暗号化ができません。" },
	{ "server sign_in", "メールサーバーが、ユーザー名かパスワードを"
	    "受けつけません。" },
	{ "server from", "メールサーバーが、差出人のアドレスを受けつけません。" },
	{ "server", "メールサーバーが途中で答えなくなりました。" },
	{ "refused to", "宛先のアドレスが受けつけられませんでした。"
	    "アドレスを確かめてください。" },
	{ "refused", "メールサーバーが、このメールを受けつけませんでした。" },
	{ "later", "メールサーバーが、あとで送るように求めています。" },
	{ "restored", "控えから戻したときに、送る前でした。もう送られているかも"
	    "しれません。" },
	{ "unreadable", "封をした内容を開けません。鍵を確かめてください。" },
};

static const char *
reason_shown(struct arena *mem, const char *reason)
{
	const char *number = reason ? strrchr(reason, ' ') : NULL;
	bool replied = number && strtol(number + 1, NULL, 10) >= 400;

	for (size_t i = 0; reason && i < COUNT(sentences); i++) {
		if (strncmp(reason, sentences[i].reason,
		    strlen(sentences[i].reason)) != 0)
			continue;
		return replied ? arena_fmt(mem, "%s（応答%s）",
		    sentences[i].says, number) : sentences[i].says;
	}
	return "";
}

static const char *
about(const struct request *r, const char *name)
{
	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];

		for (size_t k = 0; k < f->nrecords; k++) {
			if (strcmp(f->records[k]->name, name) == 0)
				return f->records[k]->label;
		}
	}
	return strcmp(name, "mail") == 0 ? "設定の確認" : "お知らせ";
}

/* 11月21日（土）18:52 */
static const char *
when(struct request *r, const char *instant)
{
	const char *label;

	if (!instant)
		return NULL;
	label = date_instant_label(r->mem, instant);
	return arena_fmt(r->mem, "%s%s", date_short(r->mem,
	    date_of_instant(r->mem, instant)),
	    label + strlen(label) - strlen("18:52"));
}

static const char *
tried(struct arena *mem, const char *tries)
{
	return strcmp(tries, "0") ? arena_fmt(mem, "（%s回）", tries) : NULL;
}

static struct html_list
lines_of(struct request *r, const struct rows *rows)
{
	struct mail_line *out = arena_array(r->mem, rows->nrows, sizeof(*out));

	for (size_t i = 0; i < rows->nrows; i++) {
		const char *reason = rows_cell(rows, i, "reason");

		out[i] = (struct mail_line){
			.id = rows_cell(rows, i, "id"),
			.queued_at = when(r, rows_cell(rows, i, "queued_at")),
			.due_at = when(r, rows_cell(rows, i, "due_at")),
			.given_up_at = when(r, rows_cell(rows, i, "given_up_at")),
			.about = about(r, rows_cell(rows, i, "record")),
			.name = rows_cell(rows, i, "name"),
			.reason = reason_shown(r->mem, reason),
			.tried = tried(r->mem, rows_cell(rows, i, "tries")),
			.may_retry = reason != NULL,
			.hidden = form_hidden_own(r),
		};
	}
	return (struct html_list){ out, rows->nrows };
}

enum result
outbox_list_get(struct request *r)
{
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "メールの設定", "/settings/mail" }, { "送信箱", NULL } };
	struct page page = { .title = "送信箱", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct list_page p = { .is_off = !mail_is_on(r) };
	struct rows waiting = { 0 }, given_up = { 0 };
	const char *since = instant_add(r->mem, r->now, -30 * INT64_C(86400));
	enum result rc = outbox_sql_list(r, false, &waiting, &p.nwaiting);

	if (!rc)
		rc = outbox_sql_list(r, true, &given_up, &p.ngiven_up);
	if (!rc)
		rc = outbox_sql_sent(r, since, &p.nsent);
	if (rc)
		return rc;
	p.waiting = lines_of(r, &waiting);
	p.given_up = lines_of(r, &given_up);
	p.has_waiting = waiting.nrows > 0;
	p.has_given_up = given_up.nrows > 0;
	p.more = p.nwaiting > OUTBOX_ROWS || p.ngiven_up > OUTBOX_ROWS;
	return page_show(r, &page, &outbox_list_page, &p);
}

enum result
outbox_retry_post(struct request *r)
{
	const char *see = request_saying(r, "/outbox", "retry");
	enum result rc;

	deed_begin(r);
	(void)mail_retry(r, r->arg[0]);
	audit_note_plain(r, "change", "mail", r->arg[0], "due_at");
	rc = deed_commit(r, see);
	return request_see(r, rc == CONFLICT && !r->repeated ? MISSING : rc,
	    see);
}
