#include <stdlib.h>
#include <unistd.h>

#include "app/site.h"
#include "base/db_inbox.h"
#include "features/inbox/inbox.h"
#include "tests/kit_public.h"

static char path[] = "/tmp/tsunagu-contact-XXXXXX";

static void
begin(struct public_site *p, struct town *t)
{
	int fd;

	memcpy(path + sizeof(path) - 7, "XXXXXX", 6);
	fd = mkstemp(path);
	EXPECT(fd >= 0 && close(fd) == 0);
	*p = (struct public_site){ .inbox = inbox_open(path) };
	EXPECT(p->inbox);
	public_begin(p, t);
	public_fill(p, arena_fmt(t->mem, "INSERT INTO about (key, value) VALUES"
	    " ('inbox_key', '%s')", inbox_key(t->mem, t->site->keys->seal)));
	public_open(p);
}

static size_t
letters(struct town *t, struct inbox_letter **out)
{
	const char *name;
	size_t n;

	EXPECT(inbox_letters(t->mem, path, t->site->keys->seal, 0, &name, out,
	    &n) == OK);
	return n;
}

static void
end(struct public_site *p)
{
	public_close(p);
	inbox_close(p->inbox);
	EXPECT(unlink(path) == 0);
}

TEST(contact_form_sends_a_letter_that_only_the_centre_opens)
{
	struct public_site p;
	struct inbox_letter *all;
	const char *bytes;
	size_t n;

	begin(&p, t);
	visit(&p, "/contact");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "子どものこと（相談）");
	visit_post(&p, "/contact", "about", "child", "name", "架空 さくら",
	    "phone", "017-000-1111", "mail", "", "body", "園を\"さがして\"います",
	    "website", "", NULL);
	EXPECT_STATUS(&p.t, 303);
	EXPECT(letters(t, &all) == 1 && strstr(all[0].text, "架空 さくら"));
	bytes = file_bytes(t->mem, path, &n);
	EXPECT(bytes && !memmem(bytes, n, "017-000-1111", 12));
	visit(&p, p.t.location);
	EXPECT_SEES(&p.t, "受け付けました");
	/* And once more by a double click. */
	visit_post(&p, "/contact", "about", "child", "name", "架空 さくら",
	    "phone", "017-000-1111", "mail", "", "body", "園を\"さがして\"います",
	    "website", "", NULL);
	EXPECT_STATUS(&p.t, 303);
	EXPECT(letters(t, &all) == 1);
	end(&p);
}

TEST(contact_form_that_cannot_be_answered_comes_back_as_it_was)
{
	struct public_site p;
	struct inbox_letter *all;

	begin(&p, t);
	visit_post(&p, "/contact", "about", "wrong", "body", "番号がちがう"
	    CANARY, NULL);
	EXPECT_STATUS(&p.t, 422);
	EXPECT_SEES(&p.t, "電話かメールのどちらか");
	EXPECT_SEES(&p.t, "番号がちがう");
	visit_post(&p, "/contact", "about", "nonsense", "phone", "1", "body",
	    "", NULL);
	EXPECT_STATUS(&p.t, 422);
	EXPECT(letters(t, &all) == 0);
	end(&p);
}

TEST(contact_form_thanks_programs_and_keeps_nothing_of_theirs)
{
	struct public_site p;
	struct inbox_letter *all;

	begin(&p, t);
	visit_post(&p, "/contact", "phone", "1", "body", "buy", "website",
	    "http://spam.example/", NULL);
	EXPECT_STATUS(&p.t, 303);
	EXPECT(letters(t, &all) == 0);
	end(&p);
}

TEST(contact_form_says_when_too_much_comes)
{
	struct public_site p;
	struct inbox_letter *all;

	begin(&p, t);
	for (int i = 0; i <= inbox_contact.an_hour; i++)
		visit_post(&p, "/contact", "phone", "1", "body",
		    arena_fmt(t->mem, "%d", i), NULL);
	EXPECT_STATUS(&p.t, 422);
	EXPECT_SEES(&p.t, "時間をおいて");
	EXPECT(letters(t, &all) == (size_t)inbox_contact.an_hour);
	end(&p);
}

TEST(contact_form_is_shut_without_an_inbox)
{
	struct public_site p = { 0 };

	public_begin(&p, t);
	public_open(&p);
	visit(&p, "/contact");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "受け付けていません");
	EXPECT_NOT_SEES(&p.t, "<form");
	visit_post(&p, "/contact", "phone", "1", "body", "x", NULL);
	EXPECT_STATUS(&p.t, 404);
	public_close(&p);
}
