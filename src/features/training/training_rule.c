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

static bool
came_to(const struct training_person *p, const char *session)
{
	for (int64_t i = 0; i < p->attended; i++) {
		if (strcmp(p->sessions[i], session) == 0)
			return true;
	}
	return false;
}

/* Somebody ticked twice in one session came once. */
static void
came(struct arena *mem, struct training_person *p, const char *session)
{
	enum { FIRST_ROOM = 4 };
	size_t n = (size_t)p->attended, room = FIRST_ROOM;
	const char **more;

	if (came_to(p, session))
		return;
	while (room < n)
		room *= 2;
	if (!n || room == n) {
		more = arena_array(mem, n ? 2 * n : room, sizeof(*more));
		if (n)
			memcpy(more, p->sessions, n * sizeof(*more));
		p->sessions = more;
	}
	p->sessions[p->attended++] = session;
}

size_t
training_people(struct arena *mem, const struct training_applicant *rows,
    size_t n, struct training_person *out)
{
	struct known *known = arena_array(mem, n + 1, sizeof(*known));
	size_t people = 0;

	for (size_t i = 0; i < n; i++) {
		struct known k = known_of(mem, &rows[i]);
		size_t p = 0;

		while (p < people && !same(&known[p], &k))
			p++;
		if (p == people) {
			known[people] = k;
			out[people++] = (struct training_person){
				.first = &rows[i] };
		}
		came(mem, &out[p], rows[i].session);
	}
	return people;
}

bool
training_completed(const struct training_person *p,
    const struct training_needs *needs)
{
	for (size_t i = 0; i < needs->nrequired; i++) {
		if (!came_to(p, needs->required[i]))
			return false;
	}
	return (needs->needed || needs->nrequired) &&
	    p->attended >= needs->needed;
}
