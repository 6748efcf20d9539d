#include <string.h>

#include "public/hsds_private.h"

/* What every answer of the API has in common. */

/* Open to pages of any other site: it is for them. */
void
hsds_headers(struct request *r)
{
	request_header_add(r, "Access-Control-Allow-Origin", "*");
	request_header_add(r, "Cross-Origin-Resource-Policy", "cross-origin");
}

enum result
hsds_problem(struct request *r, int status, const char *parameter,
    const char *detail)
{
	static const struct {
		int status;
		const char *title;
	} titles[] = {
		{ 400, "指定に誤りがあります" },
		{ 404, "見つかりません" },
		{ 405, "この操作はできません" },
	};
	struct buffer b = buffer_new(r->mem);

	hsds_open(&b, NULL, "{");
	hsds_text(&b, "type", "about:blank");
	for (size_t i = 0; i < COUNT(titles); i++) {
		if (titles[i].status == status)
			hsds_text(&b, "title", titles[i].title);
	}
	hsds_number(&b, "status", status);
	hsds_text(&b, "detail", detail);
	hsds_text(&b, "parameter", parameter);
	hsds_close(&b, "}");
	hsds_headers(r);
	r->answer.status = status;
	r->answer.type = "application/problem+json; charset=utf-8";
	r->answer.body = b;
	return OK;
}

enum result
hsds_answer(struct request *r, enum result rc, const struct buffer *b)
{
	if (rc == MISSING)
		return hsds_problem(r, 404, NULL, "このidのものは公開されていません。");
	if (rc)
		return rc;
	hsds_headers(r);
	r->answer.type = "application/json; charset=utf-8";
	r->answer.body = *b;
	return OK;
}

static bool
is_host(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]");

	return n && n < 200 && !s[n];
}

const char *
hsds_base(struct request *r)
{
	const char *host = request_header(r, "host");

	request_header_add(r, "Vary", "Host");
	return arena_fmt(r->mem, "%s://%s", r->secure ? "https" : "http",
	    host && is_host(host) ? host : "localhost");
}
