#include "features/inbox/inbox.h"
#include "tests/kit_letters.h"

static struct letters
begin(struct public_site *p, struct town *t)
{
	struct letters l = letters_open(t);

	letters_begin_public(&l, p);
	public_open(p);
	return l;
}

static void
end(struct public_site *p, struct letters *l)
{
	public_close(p);
	letters_close(l);
}

TEST(contact_form_sends_a_letter_that_only_the_centre_opens)
{
	struct public_site p;
	struct letters l = begin(&p, t);
	struct inbox_letter *all;
	const char *bytes;
	size_t n;

	visit(&p, "/contact");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "子どものこと（相談）");
	visit_post(&p, "/contact", "about", "child", "name", "架空 さくら",
	    "phone", "017-000-1111", "mail", "", "body", "園を\"さがして\"います",
	    "website", "", NULL);
	EXPECT_STATUS(&p.t, 303);
	EXPECT(letters_all(&l, &all) == 1 && strstr(all[0].text, "架空 さくら"));
	bytes = file_bytes(t->mem, l.path, &n);
	EXPECT(bytes && !memmem(bytes, n, "017-000-1111", 12));
	visit(&p, p.t.location);
	EXPECT_SEES(&p.t, "受け付けました");
	/* And once more by a double click. */
	visit_post(&p, "/contact", "about", "child", "name", "架空 さくら",
	    "phone", "017-000-1111", "mail", "", "body", "園を\"さがして\"います",
	    "website", "", NULL);
	EXPECT_STATUS(&p.t, 303);
	EXPECT(letters_all(&l, &all) == 1);
	end(&p, &l);
}

TEST(contact_form_that_cannot_be_answered_comes_back_as_it_was)
{
	struct public_site p;
	struct letters l = begin(&p, t);
	struct inbox_letter *all;

	visit_post(&p, "/contact", "about", "wrong", "body", "番号がちがう"
	    CANARY, NULL);
	EXPECT_STATUS(&p.t, 422);
	EXPECT_SEES(&p.t, "電話かメールのどちらか");
	EXPECT_SEES(&p.t, "番号がちがう");
	visit_post(&p, "/contact", "about", "nonsense", "phone", "1", "body",
	    "", NULL);
	EXPECT_STATUS(&p.t, 422);
	EXPECT(letters_all(&l, &all) == 0);
	end(&p, &l);
}

TEST(contact_form_thanks_programs_and_keeps_nothing_of_theirs)
{
	struct public_site p;
	struct letters l = begin(&p, t);
	struct inbox_letter *all;

	visit_post(&p, "/contact", "phone", "1", "body", "buy", "website",
	    "http://spam.example/", NULL);
	EXPECT_STATUS(&p.t, 303);
	EXPECT(letters_all(&l, &all) == 0);
	end(&p, &l);
}

TEST(contact_form_says_when_too_much_comes)
{
	struct public_site p;
	struct letters l = begin(&p, t);
	struct inbox_letter *all;

	for (int i = 0; i <= inbox_contact.an_hour; i++)
		visit_post(&p, "/contact", "phone", "1", "body",
		    arena_fmt(t->mem, "%d", i), NULL);
	EXPECT_STATUS(&p.t, 422);
	EXPECT_SEES(&p.t, "時間をおいて");
	EXPECT(letters_all(&l, &all) == (size_t)inbox_contact.an_hour);
	end(&p, &l);
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
