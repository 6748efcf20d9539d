#include "tests/kit_letters.h"

#include <unistd.h>

#include "app/site.h"
#include "tests/kit_files.h"

static const char *
key(struct town *t)
{
	return inbox_key(t->mem, t->site->keys->seal);
}

struct letters
letters_open(struct town *t)
{
	struct letters l = { .t = t, .path = file_free(t->mem) };

	l.in = inbox_open(l.path);
	EXPECT(l.in);
	t->site->inbox = l.path;
	return l;
}

void
letters_close(struct letters *l)
{
	inbox_close(l->in);
	EXPECT(unlink(l->path) == 0);
}

void
letters_begin_public(struct letters *l, struct public_site *p)
{
	*p = (struct public_site){ .inbox = l->in };
	public_begin(p, l->t);
	public_fill(p, arena_fmt(l->t->mem, "INSERT INTO about (key, value)"
	    " VALUES ('inbox_key', '%s')", key(l->t)));
}

void
letters_put(struct letters *l, const struct inbox_kind *kind,
    const char *text)
{
	EXPECT(inbox_put(l->in, l->t->mem, key(l->t), kind, text,
	    "2026-04-01T01:00:00Z") == OK);
}

size_t
letters_all(struct letters *l, struct inbox_letter **out)
{
	const char *name;
	size_t n;

	EXPECT(inbox_letters(l->t->mem, l->path, l->t->site->keys->seal, 0,
	    &name, out, &n) == OK);
	return n;
}
