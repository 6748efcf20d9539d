#include "app/mail_server.h"

#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/sealed.h"
#include "base/message.h"
#include "base/text.h"

#define PASSWORD "smtp_password"

enum { MAX_SIGN_IN = 200, MAX_URL = 200 };

static const struct {
	const char *name;
	enum smtp_security security;
} securities[] = {
	{ "tls", SMTP_TLS },
	{ "starttls", SMTP_STARTTLS },
	{ "plain", SMTP_PLAIN },
};

static enum result
password_sealed(struct request *r, const char **sealed)
{
	static const struct query q = {
		"mail.password", "SELECT value FROM secret WHERE name = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(PASSWORD)),
	    &rows);

	*sealed = !rc && rows.nrows ? rows.cells[0] : NULL;
	return rc;
}

enum result
mail_server_get(struct request *r, struct mail_server *s)
{
	const char *sealed;
	enum result rc = password_sealed(r, &sealed);

	*s = (struct mail_server){
		.smtp_host = codes_setting(r->codes, "smtp_host"),
		.smtp_port = codes_setting(r->codes, "smtp_port"),
		.smtp_security = codes_setting(r->codes, "smtp_security"),
		.smtp_user = codes_setting(r->codes, "smtp_user"),
		.smtp_from = codes_setting(r->codes, "smtp_from"),
		.base_url = codes_setting(r->codes, "base_url"),
		.smtp_password = "",
		.has_password = sealed != NULL,
	};
	return rc;
}

static const enum smtp_security *
security_of(const char *name)
{
	for (size_t i = 0; i < COUNT(securities); i++) {
		if (strcmp(securities[i].name, name) == 0)
			return &securities[i].security;
	}
	return NULL;
}

/* https, or http for a trial on this machine or in a closed network. */
static bool
url_fits(const char *url)
{
	const char *rest = strncmp(url, "https://", 8) == 0 ? url + 8 :
	    strncmp(url, "http://", 7) == 0 ? url + 7 : "";
	size_t n = strspn(rest, "abcdefghijklmnopqrstuvwxyz0123456789.-:[]");

	return n && rest[n] == '\0' && strlen(url) <= MAX_URL;
}

/* A line of the conversation is no place for what ends it. */
static bool
sign_in_fits(const char *s)
{
	for (const char *c = s; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return false;
	}
	return strlen(s) <= MAX_SIGN_IN;
}

static void
check_how(struct request *r, const struct mail_server *s)
{
	const enum smtp_security *security = security_of(s->smtp_security);
	int64_t port = 0;

	if (!smtp_host_fits(s->smtp_host))
		request_fault(r, "smtp_host",
		    "サーバーの名前かアドレスだけを入れてください。例：mail.example.jp");
	if (!text_number(s->smtp_port, &port) || port < 1 || port > 65535)
		request_fault(r, "smtp_port",
		    "1から65535までの数字にしてください。");
	if (!security)
		request_fault(r, "smtp_security", "not_a_choice");
	else if (*security == SMTP_PLAIN && !smtp_host_is_near(s->smtp_host))
		request_fault(r, "smtp_security", "暗号化しないでよいのは、"
		    "このコンピューターの中のサーバー（localhost）だけです。");
}

/* A stored password goes to the server it was meant for, and nowhere else. */
static void
check_password(struct request *r, const struct mail_server *s)
{
	struct mail_server old;

	if (!sign_in_fits(s->smtp_password))
		request_fault(r, "smtp_password", "one_line");
	if (*s->smtp_password || !*s->smtp_user ||
	    mail_server_get(r, &old) || !old.has_password)
		return;
	if (strcmp(old.smtp_host, s->smtp_host) != 0 ||
	    strcmp(old.smtp_port, s->smtp_port) != 0 ||
	    strcmp(old.smtp_security, s->smtp_security) != 0 ||
	    strcmp(old.smtp_user, s->smtp_user) != 0)
		request_fault(r, "smtp_password", "サーバーかユーザー名を変えた"
		    "ときは、パスワードをもう一度入れてください。");
}

void
mail_server_check(struct request *r, const struct mail_server *s)
{
	if (*s->smtp_host)
		check_how(r, s);
	if (!sign_in_fits(s->smtp_user))
		request_fault(r, "smtp_user", "one_line");
	check_password(r, s);
	if ((*s->smtp_host || *s->smtp_from) && !message_address_fits(s->smtp_from))
		request_fault(r, "smtp_from",
		    "メールアドレスの形にしてください。例：center@example.jp");
	if ((*s->smtp_host || *s->base_url) && !url_fits(s->base_url))
		request_fault(r, "base_url", "https:// から始まる、"
		    "この画面のアドレスの先頭にしてください。");
}

static void
put(struct request *r, const char *name, const char *value)
{
	static const struct query q = {
		"mail.setting",
		"INSERT INTO setting (name, value) VALUES ($1, $2)"
		" ON CONFLICT (name) DO UPDATE SET value = excluded.value"
	};

	(void)db_exec(r->db, &q, ARGS(v_text(name), v_text(value)));
}

/* Without somebody to sign in as there is nothing to keep. */
static void
put_password(struct request *r, const struct mail_server *s)
{
	static const struct query drop = {
		"mail.password_drop", "DELETE FROM secret WHERE name = $1"
	};
	static const struct query set = {
		"mail.password_set",
		"INSERT INTO secret (name, value) VALUES ($1, $2)"
		" ON CONFLICT (name) DO UPDATE SET value = excluded.value"
	};

	if (!*s->smtp_user)
		(void)db_exec(r->db, &drop, ARGS(v_text(PASSWORD)));
	else if (*s->smtp_password)
		(void)db_exec(r->db, &set, ARGS(v_text(PASSWORD),
		    v_text(sealed_close(r, "secret", PASSWORD, "value",
		    s->smtp_password))));
}

enum result
mail_server_set(struct request *r, const struct mail_server *s)
{
	put(r, "smtp_host", s->smtp_host);
	put(r, "smtp_port", s->smtp_port);
	put(r, "smtp_security", s->smtp_security);
	put(r, "smtp_user", s->smtp_user);
	put(r, "smtp_from", s->smtp_from);
	put(r, "base_url", s->base_url);
	put_password(r, s);
	(void)deed_changed(r, "codes");
	return audit_note_plain(r, "change", "setting", "smtp", "");
}

enum result
mail_server_open(struct request *r, struct smtp_server *out)
{
	struct mail_server s;
	const enum smtp_security *security;
	const char *sealed = NULL;
	int64_t port = 0;
	enum result rc = mail_server_get(r, &s);

	if (!rc)
		rc = password_sealed(r, &sealed);
	if (rc)
		return rc;
	security = security_of(s.smtp_security);
	if (!text_number(s.smtp_port, &port))
		port = 0;
	*out = (struct smtp_server){ .host = s.smtp_host, .port = (int)port,
		.security = security ? *security : SMTP_TLS,
		.user = s.smtp_user, .from = s.smtp_from,
		.password = sealed_open(r, "secret", PASSWORD, "value",
		    sealed) };
	return r->damaged ? BROKEN : OK;
}
