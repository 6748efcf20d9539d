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
	const char *id, *queued_at, *at, *about, *name;
	const char *reason, *tried;	/* （3回）; NULL: not yet */
	bool may_retry;
	const struct html *hidden;
};

/* Those that wait, or those that were given up. */
struct mails {
	const char *id, *title, *help, *when;
	int64_t n;
	bool has;
	struct html_list lines;
};

struct list_page {
	const struct html *parts;
	int64_t nsent;
	bool is_off, more;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(mail_line, id),
	SLOT_TEXT(mail_line, queued_at),
	SLOT_TEXT(mail_line, at),
	SLOT_TEXT(mail_line, about),
	SLOT_TEXT(mail_line, name),
	SLOT_TEXT(mail_line, reason),
	SLOT_TEXT(mail_line, tried),
	SLOT_FLAG(mail_line, may_retry),
	SLOT_HTML(mail_line, hidden),
};

static const struct slot mails_slots[] = {
	SLOT_TEXT(mails, id),
	SLOT_TEXT(mails, title),
	SLOT_TEXT(mails, help),
	SLOT_TEXT(mails, when),
	SLOT_NUMBER(mails, n),
	SLOT_FLAG(mails, has),
	SLOT_LIST(mails, lines, line_slots, struct mail_line),
};

static const struct slot slots[] = {
	SLOT_HTML(list_page, parts),
	SLOT_NUMBER(list_page, nsent),
	SLOT_FLAG(list_page, is_off),
	SLOT_FLAG(list_page, more),
};

TEMPLATE(outbox_mails_part, "src/features/outbox/mails.html", mails_slots);
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
lines_of(struct request *r, const struct rows *rows, const char *at)
{
	struct mail_line *out = arena_array(r->mem, rows->nrows, sizeof(*out));

	for (size_t i = 0; i < rows->nrows; i++) {
		const char *reason = rows_cell(rows, i, "reason");

		out[i] = (struct mail_line){
			.id = rows_cell(rows, i, "id"),
			.queued_at = when(r, rows_cell(rows, i, "queued_at")),
			.at = when(r, rows_cell(rows, i, at)),
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

static enum result
mails_part(struct request *r, bool given_up, struct mails *m,
    const struct html **out)
{
	struct rows rows = { 0 };
	enum result rc = outbox_sql_list(r, given_up, &rows, &m->n);

	m->lines = lines_of(r, &rows, given_up ? "given_up_at" : "due_at");
	m->has = rows.nrows > 0;
	*out = html_part(r, &outbox_mails_part, m);
	return rc;
}

enum result
outbox_list_get(struct request *r)
{
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "メールの設定", "/settings/mail" }, { "送信箱", NULL } };
	struct page page = { .title = "送信箱", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct mails given_up = { .id = "given-up-title",
	    .title = "送れなかったもの", .when = "あきらめた時刻",
	    .help = "ほかの方法で知らせるか、直してから「送り直す」を押してください。"
	    "30日たつと本文を消します。" };
	struct mails waiting = { .id = "waiting-title",
	    .title = "これから送るもの", .when = "次に送る時刻" };
	struct list_page p = { .is_off = !mail_is_on(r) };
	const char *since = instant_add(r->mem, r->now, -30 * INT64_C(86400));
	const struct html *parts[2];
	enum result rc = mails_part(r, true, &given_up, &parts[0]);

	if (!rc)
		rc = mails_part(r, false, &waiting, &parts[1]);
	if (!rc)
		rc = outbox_sql_sent(r, since, &p.nsent);
	if (rc)
		return rc;
	p.parts = html_join(r->mem, parts, COUNT(parts));
	p.more = waiting.n > OUTBOX_ROWS || given_up.n > OUTBOX_ROWS;
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
