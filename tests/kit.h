#ifndef TESTS_KIT_H
#define TESTS_KIT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/db.h"
#include "base/pair.h"

/* Tests are sentences. UNIT tests a function; TEST gets a town: a database of
 * its own with packs/aomori in it, the staff site on top, and hana_nurse signed
 * in; also there are taro_doctor, jiro_clerk and admin, all with TOWN_PASSWORD.
 * It is 2026-04-01, noon in Japan.
 *
 * Unasked, the kit fails a test in which something was changed without an audit
 * row, an audit row was left by what did not happen, a page shows CANARY not
 * escaped, or an answer lacks a header of src/app/handle.c. */
#define TOWN_PASSWORD "correct horse 2026"
#define CANARY "<b>canary</b>"

struct town {
	struct arena *mem;		/* of the whole test */
	struct db *db;			/* to look at what is stored */
	struct site *site;
	struct desk *desk;
	/* The last answer. */
	int status;
	const char *type, *body, *location;	/* "" when there is none */
	size_t nbody;
	struct pairs headers;
	/* Who asks, and what goes with the next request. */
	const char *login, *cookie, *csrf, *token;
	struct pair extra[8];
	size_t nextra;
	unsigned sent;			/* forms, for their idempotency keys */
};

void	get(struct town *, const char *path);
/* name, value, ..., NULL. post adds csrf and once, as a page of ours does;
 * post_raw sends what is given and no more. */
void	post(struct town *, const char *path, ...);
void	post_raw(struct town *, const char *path, ...);
/* A form with a file, then name, value, ..., NULL. */
void	upload(struct town *, const char *path, const char *field,
    const char *file, const char *bytes, size_t n, ...);
/* With the bearer token of whoever is signed in; json may be NULL. */
void	api(struct town *, const char *method, const char *path, const char *json);
/* Any bytes, with the session's cookie. */
void	ask(struct town *, const char *method, const char *path,
    const char *type, const char *bytes, size_t n);
/* Of the last answer, or ""; of the next request only. */
const char *header(const struct town *, const char *name);
void	with_header(struct town *, const char *name, const char *value);

void	sign_in(struct town *, const char *login);	/* NULL: signs out */
/* Noon of that day; whoever is signed in stays so. */
void	set_today(struct town *, const char *day);
/* A request of the command line, to call what has no page. */
struct request *town_request(struct town *);
int64_t	town_number(struct town *, const char *sql);	/* one number */
/* The id in the redirect of the last answer, behind `prefix`. */
const char *id_at(struct town *, const char *prefix);
/* A file of the disk, NUL behind it; NULL when it is not there. */
const char *file_bytes(struct arena *, const char *path, size_t *n);

bool	kit_sees(const struct town *, const char *text);
/* What the last answer did wrong, or NULL; `noted` audit rows were added. */
const char *kit_complaint(const struct town *, const char *method,
    const char *path, bool repeated, int64_t noted);

struct test {
	const char *name, *file;
	void (*unit)(void), (*run)(struct town *);
	long took, worked;		/* milliseconds */
	struct test *next;
};
void	test_add(struct test *);
/* Shows the last answer of `t`, which may be NULL. */
_Noreturn void test_fail(const struct town *, const char *file, int line,
    const char *expected);

#define KIT_TEST(test_name, kind, ...) \
	static void test_##test_name(__VA_ARGS__); \
	__attribute__((constructor)) static void add_##test_name(void) \
	{ static struct test self = { .name = #test_name, .file = __FILE__, \
	  .kind = test_##test_name }; test_add(&self); } \
	static void test_##test_name(__VA_ARGS__)
#define UNIT(name) KIT_TEST(name, unit, void)
#define TEST(name) KIT_TEST(name, run, struct town *t)
#define EXPECT_OF(t, holds, what) \
	((holds) ? (void)0 : test_fail(t, __FILE__, __LINE__, what))
#define EXPECT(what) EXPECT_OF(NULL, what, #what)
#define EXPECT_SEES(t, text) EXPECT_OF(t, kit_sees(t, text), "sees " #text)
#define EXPECT_NOT_SEES(t, text) EXPECT_OF(t, !kit_sees(t, text), "no " #text)
#define EXPECT_STATUS(t, s) EXPECT_OF(t, (t)->status == (s), "status " #s)

#endif
