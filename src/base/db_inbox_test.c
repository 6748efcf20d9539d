#include "base/db_inbox.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/instant.h"
#include "tests/kit.h"

static const char now[] = "2026-04-01T03:00:00Z";

static const struct inbox_kind contact = { "contact", 60, 90 },
    sign = { "sign", 2, 4 };

struct box {
	struct arena *mem;
	char dir[40];
	const char *path, *key, *name;
	struct seal_keys *keys;
	struct inbox *in;
	struct inbox_letter *letters;
	size_t n;
};

static struct box
begin(void)
{
	struct box b = { .mem = arena_new(), .dir = "/tmp/tsunagu-box-XXXXXX" };

	EXPECT(crypto_start() && mkdtemp(b.dir));
	b.path = arena_fmt(b.mem, "%s/inbox.db", b.dir);
	b.keys = seal_open(b.dir, true);
	b.in = inbox_open(b.path);
	EXPECT(b.keys && b.in);
	b.key = inbox_key(b.mem, b.keys);
	return b;
}

static void
fetch(struct box *b, int64_t after)
{
	EXPECT(inbox_letters(b->mem, b->path, b->keys, after, &b->name,
	    &b->letters, &b->n) == OK);
}

static void
end(struct box *b)
{
	inbox_close(b->in);
	seal_close(b->keys);
	EXPECT(unlink(b->path) == 0);
	EXPECT(unlink(arena_fmt(b->mem, "%s/fields.key", b->dir)) == 0);
	/* Nothing else was left beside it. */
	EXPECT(rmdir(b->dir) == 0);
	arena_free(b->mem);
}

UNIT(inbox_gives_back_what_was_put_in_and_keeps_it_sealed)
{
	struct box b = begin();
	const char *bytes;
	size_t n;

	EXPECT(inbox_put(b.in, b.mem, b.key, &contact, "ひみつの相談", now)
	    == OK);
	EXPECT(inbox_put(b.in, b.mem, b.key, &contact, "もう1通", now) == OK);
	bytes = file_bytes(b.mem, b.path, &n);
	EXPECT(bytes && !memmem(bytes, n, "ひみつ", strlen("ひみつ")));
	fetch(&b, 0);
	EXPECT(b.n == 2 && !strcmp(b.letters[0].text, "ひみつの相談"));
	EXPECT(!strcmp(b.letters[0].at, now) && *b.name);
	fetch(&b, b.letters[0].n);
	EXPECT(b.n == 1 && !strcmp(b.letters[0].text, "もう1通"));
	end(&b);
}

UNIT(inbox_opens_what_was_sealed_before_a_key_was_renewed)
{
	struct box b = begin();
	const char *old = b.key;

	EXPECT(inbox_put(b.in, b.mem, old, &contact, "前の鍵で", now) == OK);
	EXPECT(seal_renew(b.dir));
	seal_close(b.keys);
	b.keys = seal_open(b.dir, false);
	EXPECT(b.keys && strcmp(inbox_key(b.mem, b.keys), old) != 0);
	fetch(&b, 0);
	EXPECT(b.n == 1 && b.letters[0].text);
	end(&b);
}

UNIT(inbox_refuses_what_is_too_long_too_much_or_for_nobody)
{
	struct box b = begin();
	char *longer = arena_take(b.mem, INBOX_BYTES + 2);

	memset(longer, 'x', INBOX_BYTES + 1);
	EXPECT(inbox_put(b.in, b.mem, b.key, &contact, longer, now) == INVALID);
	EXPECT(inbox_put(b.in, b.mem, "", &contact, "x", now) == INVALID);
	for (int i = 0; i < contact.an_hour; i++)
		EXPECT(inbox_put(b.in, b.mem, b.key, &contact,
		    arena_fmt(b.mem, "x%d", i), now) == OK);
	EXPECT(inbox_put(b.in, b.mem, b.key, &contact, "x", now) == CONFLICT);
	/* Another kind has an hour of its own. */
	EXPECT(inbox_put(b.in, b.mem, b.key, &sign, "x", now) == OK);
	EXPECT(inbox_put(b.in, b.mem, b.key, &sign, "y", now) == OK);
	EXPECT(inbox_put(b.in, b.mem, b.key, &sign, "z", now) == CONFLICT);
	EXPECT(inbox_put(b.in, b.mem, b.key, &contact, "x",
	    "2026-04-01T04:00:01Z") == OK);
	end(&b);
}

UNIT(inbox_keeps_no_more_of_a_kind_than_its_total)
{
	struct box b = begin();
	const char *at = now;

	for (int i = 0; i < sign.total; i++) {
		EXPECT(inbox_put(b.in, b.mem, b.key, &sign, "x", at) == OK);
		at = instant_add(b.mem, at, 3601);
	}
	EXPECT(inbox_put(b.in, b.mem, b.key, &sign, "x", at) == CONFLICT);
	EXPECT(inbox_put(b.in, b.mem, b.key, &contact, "x", at) == OK);
	end(&b);
}

UNIT(inbox_takes_a_form_that_is_sent_twice_as_one_letter)
{
	struct box b = begin();

	EXPECT(inbox_put(b.in, b.mem, b.key, &contact, "x", now) == OK);
	EXPECT(inbox_put(b.in, b.mem, b.key, &contact, "x", now) == OK);
	fetch(&b, 0);
	EXPECT(b.n == 1);
	EXPECT(inbox_put(b.in, b.mem, b.key, &contact, "x",
	    "2026-04-02T03:00:00Z") == OK);
	fetch(&b, 0);
	EXPECT(b.n == 2);
	end(&b);
}

/* A letter for somebody else's key is told of, and does not open. */
UNIT(inbox_of_another_key_does_not_open)
{
	struct box b = begin(), other = begin();

	EXPECT(inbox_put(b.in, b.mem, other.key, &contact, "x", now) == OK);
	fetch(&b, 0);
	EXPECT(b.n == 1 && !b.letters[0].text);
	end(&other);
	end(&b);
}
