#include "app/audit.h"
#include "app/deed.h"
#include "features/guest/guest.h"
#include "tests/kit.h"

/* A link for the meeting "m1", which holds for a day. */
static const char *
link_token(struct town *t)
{
	struct request *r = town_request(t);
	const char *link;

	deed_begin(r);
	link = guest_link_make(r, &guest_meeting, "m1", 86400);
	audit_note_plain(r, "add", "meeting", "m1", "link");
	EXPECT(deed_commit(r, NULL) == OK);
	return arena_text(t->mem, strrchr(link, '/') + 1);
}

static int64_t
bound(struct town *t)
{
	return town_number(t, "SELECT count(*) FROM guest_link"
	    " WHERE bound IS NOT NULL");
}

TEST(link_binds_to_the_browser_that_opens_it_first)
{
	const char *token = link_token(t);

	sign_in(t, NULL);
	get(t, arena_fmt(t->mem, "/link/%s", token));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "会議への招待");
	EXPECT(bound(t) == 0);
	post_raw(t, "/link", "token", token, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(bound(t) == 1);
	EXPECT(strcmp(t->location, "/links/meeting") == 0);
}

TEST(link_forwarded_to_another_browser_opens_nothing)
{
	const char *token = link_token(t);

	sign_in(t, NULL);
	post_raw(t, "/link", "token", token, NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, NULL);
	post_raw(t, "/link", "token", token, NULL);
	EXPECT_STATUS(t, 404);
	EXPECT_SEES(t, "ほかの端末でもう開かれています");
	EXPECT(town_number(t, "SELECT count(*) FROM audit"
	    " WHERE verb = 'refuse'") == 1);
}

TEST(link_that_is_old_or_replaced_or_made_up_says_so)
{
	const char *first = link_token(t), *second = link_token(t);

	sign_in(t, NULL);
	get(t, arena_fmt(t->mem, "/link/%s", first));
	EXPECT_STATUS(t, 404);
	EXPECT_SEES(t, "このリンクは使えません");
	get(t, arena_fmt(t->mem, "/link/%s", second));
	EXPECT_STATUS(t, 200);
	set_today(t, "2026-04-03");
	get(t, arena_fmt(t->mem, "/link/%s", second));
	EXPECT_STATUS(t, 404);
	get(t, "/link/made-up");
	EXPECT_STATUS(t, 404);
}
