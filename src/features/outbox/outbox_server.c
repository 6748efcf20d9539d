#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/mail_server.h"
#include "base/text.h"
#include "features/outbox/outbox_private.h"

/* The server that takes our mails, and a mail to oneself to see it work. */

struct server_page {
	const struct html *faults, *hidden, *host, *port, *user, *from,
	    *base_url, *securities, *trial_hidden;
	const char *security_fault, *password_fault, *my_address;
	bool has_password, is_on;
};

static const struct slot slots[] = {
	SLOT_HTML(server_page, faults),
	SLOT_HTML(server_page, hidden),
	SLOT_HTML(server_page, host),
	SLOT_HTML(server_page, port),
	SLOT_HTML(server_page, user),
	SLOT_HTML(server_page, from),
	SLOT_HTML(server_page, base_url),
	SLOT_HTML(server_page, securities),
	SLOT_HTML(server_page, trial_hidden),
	SLOT_TEXT(server_page, security_fault),
	SLOT_TEXT(server_page, password_fault),
	SLOT_TEXT(server_page, my_address),
	SLOT_FLAG(server_page, has_password),
	SLOT_FLAG(server_page, is_on),
};

TEMPLATE(outbox_server_page, "src/features/outbox/server.html", slots);

enum { HOST, PORT, SECURITY, USER, PASSWORD, FROM, BASE_URL };

static const struct field fields[] = {
	[HOST] = FIELD_TEXT(mail_server, smtp_host,
	    .label = "メールサーバー", .max = 253,
	    .hint = "名前かアドレス。例）mail.example.jp　空欄にすると、"
	    "メールを使いません。"),
	[PORT] = FIELD_TEXT(mail_server, smtp_port, .label = "ポート番号",
	    .max = 5, .hint = "TLSは465、STARTTLSは587がふつうです。"),
	[SECURITY] = FIELD_TEXT(mail_server, smtp_security,
	    .label = "通信の暗号化", .max = 10),
	[USER] = FIELD_TEXT(mail_server, smtp_user, .label = "ユーザー名",
	    .max = 200, .hint = "サーバーがサインインを求めないときは空欄。"),
	[PASSWORD] = FIELD_TEXT(mail_server, smtp_password,
	    .label = "パスワード", .max = 200),
	[FROM] = FIELD_TEXT(mail_server, smtp_from, .label = "差出人のアドレス",
	    .max = 254, .hint = "届かなかったときの知らせもここに来ます。"),
	[BASE_URL] = FIELD_TEXT(mail_server, base_url,
	    .label = "この画面のアドレス", .max = 200,
	    .hint = "メールに書くリンクの先頭。例）https://tsunagu.example.jp"),
};

/* For the labels in the summary of faults. */
static const struct record server_form = {
	.name = "setting",
	.fields = fields,
	.nfields = COUNT(fields),
};

static const struct choice securities[] = {
	{ "tls", "TLS" },
	{ "starttls", "STARTTLS" },
	{ "plain", "暗号化しない（このコンピューターの中だけ）" },
};

static enum result
show(struct request *r, const struct mail_server *s)
{
	struct mail_wish me = { 0 };
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "メールの設定", NULL } };
	struct page page = { .title = "メールの設定", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct server_page p = {
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.trial_hidden = form_hidden_own(r),
		.host = form_field(r, &fields[HOST], s),
		.port = form_field(r, &fields[PORT], s),
		.user = form_field(r, &fields[USER], s),
		.from = form_field(r, &fields[FROM], s),
		.base_url = form_field(r, &fields[BASE_URL], s),
		.securities = form_choices(r, securities, COUNT(securities),
		    s->smtp_security, "選んでください"),
		.security_fault = request_fault_of(r, "smtp_security"),
		.password_fault = request_fault_of(r, "smtp_password"),
		.has_password = s->has_password,
		.is_on = mail_is_on(r),
	};
	enum result rc = mail_wish_get(r, r->who->id, &me);

	p.my_address = me.mail;
	return rc ? rc : page_show(r, &page, &outbox_server_page, &p);
}

enum result
outbox_server_get(struct request *r)
{
	struct mail_server s;
	enum result rc = mail_server_get(r, &s);

	return rc ? rc : show(r, &s);
}

/* Addresses and names are typed in whatever width; a password is not touched. */
static const char *
typed(struct request *r, const char *name)
{
	const char *s = request_form(r, name);

	return text_tidy(r->mem, text_fold_width(r->mem, s ? s : ""));
}

static void
server_read(struct request *r, struct mail_server *s)
{
	const char *password = request_form(r, "smtp_password");
	size_t n;

	s->smtp_host = typed(r, "smtp_host");
	s->smtp_port = typed(r, "smtp_port");
	s->smtp_security = typed(r, "smtp_security");
	s->smtp_user = typed(r, "smtp_user");
	s->smtp_from = typed(r, "smtp_from");
	s->base_url = typed(r, "base_url");
	for (n = strlen(s->base_url); n && s->base_url[n - 1] == '/'; n--)
		continue;
	s->base_url = arena_bytes(r->mem, s->base_url, n);
	s->smtp_password = password ? password : "";
	r->reading = &server_form;
	mail_server_check(r, s);
}

enum result
outbox_server_post(struct request *r)
{
	const char *see = request_saying(r, "/settings/mail", "changed");
	struct mail_server s;
	enum result rc = mail_server_get(r, &s);

	if (rc)
		return rc;
	server_read(r, &s);
	if (r->nfaults) {
		rc = show(r, &s);
		return rc ? rc : INVALID;
	}
	deed_begin(r);
	(void)mail_server_set(r, &s);
	return request_see(r, deed_commit(r, see), see);
}

enum result
outbox_trial_post(struct request *r)
{
	const char *see = request_saying(r, "/outbox", "trial");
	struct mail_wish me;
	struct mail m = {
		.person = r->who->id,
		.subject = "メールの設定の確認",
		.body = arena_fmt(r->mem, "このメールが届いていれば、"
		    "お知らせのメールを送れます。\n\n%s\n",
		    mail_link(r, "/settings/mail")),
		.record = "mail",
		.record_id = "trial",
	};
	enum result rc = mail_wish_get(r, r->who->id, &me);

	if (rc)
		return rc;
	if (!me.mail || !mail_is_on(r)) {
		request_fault(r, "trial", "先に、メールサーバーと、自分の設定の"
		    "メールアドレスを入れてください。");
		rc = outbox_server_get(r);
		return rc ? rc : INVALID;
	}
	/* Asked for: also when no notices are wanted. */
	m.to = me.mail;
	deed_begin(r);
	(void)mail_queue(r, &m);
	audit_note_plain(r, "add", "mail", "trial", "");
	return request_see(r, deed_commit(r, see), see);
}
