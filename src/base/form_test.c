#include <string.h>

#include "base/http.h"
#include "tests/kit.h"

static enum result
urlencoded(struct arena *mem, const char *s, struct pairs *p)
{
	return form_urlencoded(mem, s, strlen(s), p);
}

static bool
has(const struct pairs *p, size_t i, const char *name, const char *value)
{
	return i < p->n && strcmp(p->at[i].name, name) == 0 &&
	       strcmp(p->at[i].value, value) == 0;
}

UNIT(form_fields_come_decoded_and_in_order)
{
	struct arena *mem = arena_new();
	struct pairs p;

	EXPECT(urlencoded(mem, "a=1&b=%E9%9D%92+x&a=2%2B&&c&d=", &p) == OK);
	EXPECT(p.n == 5 && has(&p, 0, "a", "1") && has(&p, 1, "b", "青 x"));
	EXPECT(has(&p, 2, "a", "2+") && has(&p, 3, "c", ""));
	EXPECT(has(&p, 4, "d", ""));
	EXPECT(urlencoded(mem, "a%3Db=c=d", &p) == OK);
	EXPECT(p.n == 1 && has(&p, 0, "a=b", "c=d"));
	EXPECT(urlencoded(mem, "", &p) == OK && p.n == 0);
	EXPECT(urlencoded(mem, "&", &p) == OK && p.n == 0);
	arena_free(mem);
}

UNIT(form_broken_fields_are_refused)
{
	static const char *const broken[] = { "a=%", "a=%4", "a=%4x", "%zz=1",
		"a=%00", "a=%ff", "a=%C0%80", "a=%ED%A0%80", "a=\xe3\x81", "=1",
		"a=1&b=%" };
	struct arena *mem = arena_new();
	struct pairs p;

	for (size_t i = 0; i < COUNT(broken); i++)
		EXPECT(urlencoded(mem, broken[i], &p) == INVALID);
	EXPECT(form_urlencoded(mem, "a=\0b", 4, &p) == INVALID);
	arena_free(mem);
}

UNIT(form_has_as_many_fields_as_it_may_and_no_more)
{
	struct arena *mem = arena_new();
	char *s = arena_take(mem, FORM_MAX_FIELDS * 2 + 4);
	struct pairs p;

	for (size_t i = 0; i < FORM_MAX_FIELDS; i++)
		memcpy(s + i * 2, "a&", 2);
	EXPECT(form_urlencoded(mem, s, FORM_MAX_FIELDS * 2 - 1, &p) == OK);
	EXPECT(p.n == FORM_MAX_FIELDS);
	s[FORM_MAX_FIELDS * 2] = 'a';
	EXPECT(form_urlencoded(mem, s, FORM_MAX_FIELDS * 2 + 1, &p) == INVALID);
	arena_free(mem);
}

UNIT(cookie_is_found_by_its_whole_name)
{
	static const char header[] = "xid=1; id=abc=; other=;id=second ";
	struct arena *mem = arena_new();

	EXPECT(strcmp(http_cookie(mem, header, "id"), "abc=") == 0);
	EXPECT(strcmp(http_cookie(mem, header, "other"), "") == 0);
	EXPECT(strcmp(http_cookie(mem, "id=second ", "id"), "second") == 0);
	EXPECT(!http_cookie(mem, header, "i"));
	EXPECT(!http_cookie(mem, "id", "id"));
	EXPECT(!http_cookie(mem, "", "id"));
	EXPECT(!http_cookie(mem, NULL, "id"));
	arena_free(mem);
}

struct mail {
	struct arena *mem;
	struct pairs p;
	struct uploads u;
};

static const char type[] = "multipart/form-data; boundary=XX";

static enum result
multipart(struct mail *m, const char *content_type, const char *s)
{
	return form_multipart(m->mem, content_type, s, strlen(s), &m->p, &m->u);
}

#define FIELD(n, v) \
	"--XX\r\nContent-Disposition: form-data; name=\"" n "\"\r\n\r\n" v \
	"\r\n"
#define ENCODED(how) \
	"--XX\r\nContent-Disposition: form-data; name=a\r\n" \
	"Content-Transfer-Encoding: " how "\r\n\r\nMQ==\r\n--XX--"
#define UPLOAD(n, f, v) \
	"--XX\r\nContent-Disposition: form-data; name=\"" n \
	"\"; filename=\"" f "\"\r\nContent-Type: text/csv\r\n\r\n" v "\r\n"

UNIT(multipart_gives_fields_and_files)
{
	struct mail m = { .mem = arena_new() };

	EXPECT(multipart(&m, type,
		   FIELD("a", "青森") FIELD("b", "")
		       UPLOAD("f", "C:\\年\\x%22y.csv", "1,2\r\n--X\r\n")
			   UPLOAD("g", "../../etc/p", "")
			       UPLOAD("h", "", "") "--XX--\r\n") == OK);
	EXPECT(
	    m.p.n == 2 && has(&m.p, 0, "a", "青森") && has(&m.p, 1, "b", ""));
	EXPECT(m.u.n == 2 && m.u.at[0].len == 10);
	EXPECT(memcmp(m.u.at[0].bytes, "1,2\r\n--X\r\n", 10) == 0);
	EXPECT(strcmp(m.u.at[0].file, "x\"y.csv") == 0);
	EXPECT(strcmp(m.u.at[1].file, "p") == 0 && m.u.at[1].len == 0);
	EXPECT(strcmp(m.u.at[1].name, "g") == 0);
	EXPECT(multipart(&m, type, "--XX--") == OK && m.p.n == 0);
	EXPECT(multipart(&m, type, ENCODED("8bit")) == OK && m.p.n == 1);
	arena_free(m.mem);
}

UNIT(multipart_boundary_may_be_quoted)
{
	struct mail m = { .mem = arena_new() };
	static const char one[] = FIELD("a", "1") "--XX--";

	EXPECT(multipart(
		   &m, "Multipart/Form-Data; x=y; Boundary=\"XX\"", one) == OK);
	EXPECT(multipart(&m, "multipart/form-data", one) == INVALID);
	EXPECT(multipart(&m, "multipart/form-data; boundary=", one) == INVALID);
	EXPECT(multipart(&m, "multipart/form-data; boundary=\"XX", one) ==
	       INVALID);
	EXPECT(multipart(&m, "multipart/form-data; boundary=XX; boundary=XX",
		   one) == INVALID);
	EXPECT(multipart(&m, "text/plain; boundary=XX", one) == INVALID);
	EXPECT(
	    multipart(&m, "multipart/form-data; boundary=XY", one) == INVALID);
	arena_free(m.mem);
}

UNIT(multipart_broken_structures_are_refused)
{
	static const char *const broken[] = { "", "--XX", "--XX\r\n", "x--XX--",
		FIELD("a", "1"), FIELD("a", "1") "--XX",
		FIELD("a", "1") "--XX-", FIELD("a", "1") "--XX--x",
		FIELD("a", "\xff") "--XX--", FIELD("", "1") "--XX--",
		FIELD("a\xff", "1") "--XX--",
		FIELD("a\"; name=\"b", "1") "--XX--",
		FIELD("a\"; filename=\"b", "1") "x--XX--",
		FIELD("a\"; x", "1") "--XX--",
		FIELD("a\"; u=1; v=2; w=3; x=\"4", "1") "--XX--",
		"--XX\r\n\r\nno name\r\n--XX--",
		"--XX\r\nContent-Disposition: form-data; "
		"name=\"a\r\n\r\n\r\n--XX--",
		"--XX\r\nContent-Disposition: file; name=a\r\n\r\n\r\n--XX--",
		"--XX\r\nno colon\r\n\r\n\r\n--XX--",
		"--XX\nContent-Disposition: form-data; name=a\n\n\n--XX--",
		ENCODED("base64") };
	struct mail m = { .mem = arena_new() };

	for (size_t i = 0; i < COUNT(broken); i++)
		EXPECT(multipart(&m, type, broken[i]) == INVALID);
	EXPECT(form_multipart(m.mem, type, FIELD("a", "b\0c") "--XX--",
		   sizeof(FIELD("a", "b\0c") "--XX--") - 1, &m.p,
		   &m.u) == INVALID);
	arena_free(m.mem);
}

UNIT(multipart_has_as_many_files_as_it_may_and_no_more)
{
	static const char one[] = UPLOAD("f", "x.csv", "1");
	struct mail m = { .mem = arena_new() };
	char *s = arena_take(m.mem, (FORM_MAX_UPLOADS + 2) * sizeof(one));
	char *at = s;

	for (size_t i = 0; i < FORM_MAX_UPLOADS; i++) {
		memcpy(at, one, sizeof(one) - 1);
		at += sizeof(one) - 1;
	}
	memcpy(at, "--XX--", 7);
	EXPECT(multipart(&m, type, s) == OK && m.u.n == FORM_MAX_UPLOADS);
	memcpy(at, one, sizeof(one) - 1);
	memcpy(at + sizeof(one) - 1, "--XX--", 7);
	EXPECT(multipart(&m, type, s) == INVALID);
	arena_free(m.mem);
}
