#include "app/second_person.h"

#include <string.h>

#include "base/text.h"

/* Sets of before were parted by spaces. */
static bool
is_among(const char *writers, const char *me)
{
	size_t n = strlen(me);

	for (const char *s = writers; s && *s;) {
		size_t len = strcspn(s, ", ");

		if (len == n && strncmp(s, me, n) == 0)
			return true;
		s += len + (s[len] != '\0');
	}
	return false;
}

bool
second_person_is(const struct request *r, const char *writers,
    const char *submitted_by)
{
	const char *me = r->who ? r->who->id : NULL;

	return me && !is_among(writers, me) && !text_same(submitted_by, me);
}

const char *
second_person_wrote(struct request *r, const char *writers)
{
	const char *me = r->who ? r->who->id : NULL;

	if (!me || is_among(writers, me))
		return writers;
	return text_blank(writers) ? me :
	    arena_fmt(r->mem, "%s,%s", writers, me);
}
