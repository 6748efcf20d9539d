#include "base/smtp.h"

#include <stdlib.h>

#include "tests/kit.h"
#include "tests/smtp_box.h"

static const char text[] = "Subject: x\r\n\r\n.\r\nx\r\n";

static struct smtp_server
server_of(const struct smtp_box *box)
{
	return (struct smtp_server){ .host = "127.0.0.1",
		.port = smtp_box_port(box), .security = SMTP_PLAIN,
		.from = "centre@centre.example" };
}

static void
leave(struct smtp *s)
{
	smtp_rest(s);
	free(s);
}

/* What one mail to `to` comes to, with a fresh connection. */
static struct smtp_answer
send_to(const struct smtp_server *server, const char *to)
{
	struct smtp *s = smtp_open();
	struct smtp_answer answer;

	EXPECT(s);
	answer = smtp_send(s, server, to, text);
	leave(s);
	return answer;
}

UNIT(smtp_hands_a_mail_over_whole)
{
	struct smtp_box *box = smtp_box_open(0, NULL);
	const struct smtp_server server = server_of(box);
	struct smtp *s = smtp_open();

	EXPECT(s);
	for (int i = 0; i < 3; i++)
		EXPECT(smtp_send(s, &server, "aoi@example.jp", text).outcome ==
		       SMTP_SENT);
	EXPECT(smtp_box_count(box) == 3);
	/* The dot that would have ended it is doubled on the way. */
	EXPECT(strcmp(smtp_box_mail(box, 2),
		   "Subject: x\r\n\r\n..\r\nx\r\n") == 0);
	leave(s);
	smtp_box_close(box);
}

UNIT(smtp_tells_this_mail_from_any_mail)
{
	static const struct {
		const char *to;
		enum smtp_outcome outcome;
		enum smtp_stage stage;
		int reply;
	} cases[] = {
		{ "refused@example.jp", SMTP_REFUSED, SMTP_TO, 550 },
		{ "later@example.jp", SMTP_LATER, SMTP_TO, 451 },
		{ "busy@example.jp", SMTP_NO_SERVER, SMTP_TO, 421 },
		{ "full@example.jp", SMTP_REFUSED, SMTP_DATA, 552 },
		{ "lost@example.jp", SMTP_NO_SERVER, SMTP_DATA, 0 },
	};
	struct smtp_box *box = smtp_box_open(0, NULL);
	struct smtp_server server = server_of(box);
	struct smtp_answer a;

	for (size_t i = 0; i < COUNT(cases); i++) {
		a = send_to(&server, cases[i].to);
		EXPECT(a.outcome == cases[i].outcome);
		EXPECT(a.stage == cases[i].stage && !a.certificate);
		if (cases[i].reply)
			EXPECT(a.reply == cases[i].reply);
	}
	server.from = "nobody@centre.example";
	a = send_to(&server, "aoi@example.jp");
	EXPECT(a.outcome == SMTP_NO_SERVER && a.stage == SMTP_FROM &&
	       a.reply == 553);
	EXPECT(smtp_box_count(box) == 1);
	smtp_box_close(box);
	server.from = "centre@centre.example";
	a = send_to(&server, "aoi@example.jp");
	EXPECT(a.outcome == SMTP_NO_SERVER && a.stage == SMTP_CONNECT &&
	       !a.reply);
}

UNIT(smtp_signs_in_with_its_password)
{
	struct smtp_box *box = smtp_box_open(0, "centre secret 1");
	struct smtp_server server = server_of(box);
	struct smtp_answer a;

	server.user = "centre";
	server.password = "secret 1";
	EXPECT(send_to(&server, "aoi@example.jp").outcome == SMTP_SENT);
	server.password = "secret 2";
	a = send_to(&server, "aoi@example.jp");
	EXPECT(a.outcome == SMTP_NO_SERVER && a.stage == SMTP_SIGN_IN &&
	       a.reply == 535);
	server.user = NULL;
	a = send_to(&server, "aoi@example.jp");
	EXPECT(a.outcome == SMTP_NO_SERVER && a.stage == SMTP_FROM);
	EXPECT(smtp_box_count(box) == 1);
	smtp_box_close(box);
}

UNIT(smtp_sends_nothing_in_the_clear_but_to_this_machine)
{
	struct smtp_box *box = smtp_box_open(0, NULL);
	struct smtp_server server = server_of(box);

	/* A server that offers no TLS where it was asked for. */
	server.security = SMTP_STARTTLS;
	EXPECT(send_to(&server, "aoi@example.jp").certificate);
	server.security = SMTP_TLS;
	EXPECT(send_to(&server, "aoi@example.jp").outcome == SMTP_NO_SERVER);
	server.security = SMTP_PLAIN;
	server.host = "192.0.2.1";
	EXPECT(send_to(&server, "aoi@example.jp").outcome == SMTP_NO_SERVER);
	EXPECT(smtp_box_count(box) == 0);
	EXPECT(smtp_host_is_near("::1") && smtp_host_is_near("127.8.8.8") &&
	       smtp_host_is_near("localhost") &&
	       !smtp_host_is_near("localhost.example.jp"));
	EXPECT(smtp_host_fits("mail.example.jp") && smtp_host_fits("::1") &&
	       !smtp_host_fits("") && !smtp_host_fits("a/b") &&
	       !smtp_host_fits("a@b") && !smtp_host_fits("a:25"));
	smtp_box_close(box);
}
