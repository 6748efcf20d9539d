#include "features/training/training_rule.h"

#include <string.h>

#include "base/text.h"

/* What a row is known by, made once. */
struct known {
	const char *mail;		/* "" when none was given */
	const char *name, *organization;
};

static const char *
key(struct arena *mem, const char *s)
{
	return s ? text_key(mem, s) : "";
}

static struct known
known_of(struct arena *mem, const struct training_applicant *a)
{
	return (struct known){ key(mem, a->mail), key(mem, a->name),
	    key(mem, a->organization) };
}

static bool
same(const struct known *a, const struct known *b)
{
	if (*a->mail && *b->mail)
		return strcmp(a->mail, b->mail) == 0;
	return strcmp(a->name, b->name) == 0 &&
	    strcmp(a->organization, b->organization) == 0;
}

bool
training_same(struct arena *mem, const struct training_applicant *a,
    const struct training_applicant *b)
{
	struct known ka = known_of(mem, a), kb = known_of(mem, b);

	return same(&ka, &kb);
}

/* Somebody ticked twice in one session came once. */
static bool
counted(const struct training_applicant *rows, const size_t *whose, size_t i)
{
	for (size_t j = 0; j < i; j++) {
		if (whose[j] == whose[i] &&
		    strcmp(rows[j].session, rows[i].session) == 0)
			return true;
	}
	return false;
}

size_t
training_people(struct arena *mem, const struct training_applicant *rows,
    size_t n, struct training_person *out)
{
	struct known *known = arena_array(mem, n + 1, sizeof(*known));
	size_t *whose = arena_array(mem, n + 1, sizeof(*whose));
	size_t people = 0;

	for (size_t i = 0; i < n; i++) {
		struct known k = known_of(mem, &rows[i]);
		size_t p = 0;

		while (p < people && !same(&known[p], &k))
			p++;
		whose[i] = p;
		if (p == people) {
			known[people] = k;
			out[people++] = (struct training_person){ &rows[i], 0 };
		}
		if (!counted(rows, whose, i))
			out[p].attended++;
	}
	return people;
}

bool
training_completed(const struct training_person *p, int64_t needed)
{
	return needed > 0 && p->attended >= needed;
}
