#include <stdlib.h>

#include "app/desk.h"
#include "base/db_engine.h"
#include "tests/access/apart_test.h"
#include "tests/kit_town.h"

/*
 * Two towns that differ in one child only, and everybody who has no path to
 * her: they are told the same in both, byte for byte, by as many statements.
 * Whether she was never written down, or everything about her is another.
 */

enum { FEW_ROWS = 3, COMPLAINTS = 6 };

/* What cannot be the same, and why that is no secret. Everything else is. */
static const struct {
	const char *begins;
	unsigned who;
	const char *because;
} declared[] = {
	{ "/statistics", 1 << ADMINISTRATOR, "numbers over all children" },
	{ "/api/v1/statistics", 1 << ADMINISTRATOR, "numbers over all" },
	{ "/audit", 1 << ADMINISTRATOR, "who did what, without names" },
	{ "/people/%g/handover", EVERYBODY, "how many children went on, told to"
	    " who took over, who made it, and the centre" },
};

struct apart {
	struct cast *here, *there;
	struct arena *mem;		/* of one line and person */
	size_t child;			/* in whom they differ */
	enum who who;
	bool bare;			/* by the address alone */
	struct apart_count *n;
};

static bool
is_declared(const struct apart *a, const char *pattern)
{
	for (size_t i = 0; i < COUNT(declared); i++) {
		if (strncmp(pattern, declared[i].begins,
		    strlen(declared[i].begins)) == 0 &&
		    declared[i].who >> a->who & 1)
			return true;
	}
	return false;
}

static void
complain_of(struct apart *a, const char *target, const char *what)
{
	if (a->n->faults++ < COMPLAINTS)
		fprintf(stderr, "    %s about \"%s\": %s: %s\n",
		    seat_names[a->who], stories[a->child].name, target, what);
}

/* The answer and how many statements it took. */
static const char *
said_in(struct apart *a, struct cast *c, const struct question *q, long *asked)
{
	struct said s;
	long before = db_asked(c->town->desk->db);

	ask_as(c, a->mem, q, &s);
	*asked = db_asked(c->town->desk->db) - before;
	return said_masked(a->mem, &s);
}

static void
ask_both(struct apart *a, const char *target, bool api)
{
	struct question q = { .who = a->who, .method = "GET",
		.target = target, .by_token = api && a->who != ANONYMOUS,
		.bare = a->bare };
	long asked_here, asked_there;
	const char *here = said_in(a, a->here, &q, &asked_here);
	const char *there = said_in(a, a->there, &q, &asked_there);

	a->n->pairs++;
	if (strcmp(here, there) != 0) {
		size_t n = 0;

		while (here[n] == there[n])
			n++;
		n = n < 40 ? 0 : n - 40;
		complain_of(a, target, arena_fmt(a->mem,
		    "\n      %.160s\n      %.160s", here + n, there + n));
	}
	if (asked_here != asked_there)
		complain_of(a, target, arena_fmt(a->mem, "%ld statements, and"
		    " %ld where she is not", asked_here, asked_there));
}

/* A child this person has a path to, or another one they have none to. */
static size_t
other_child(const struct apart *a)
{
	for (size_t i = 0; i < NO_CHILD; i++) {
		if (i != a->child && cast_sees(a->who, i) & 1)
			return i;
	}
	return a->child ? 0 : 1;
}

static void
ask_filled(struct apart *a, const struct line *line, const char *path,
    const char *ask)
{
	struct run run = { .c = a->here, .mem = a->mem };
	const size_t about[] = { a->child, other_child(a) };
	bool each = ask && strchr(ask, '%');

	for (size_t i = 0; i < (each ? COUNT(about) : 1); i++)
		ask_both(a, arena_fmt(a->mem, "%s%s", path, !ask ||
		    strcmp(ask, "?") == 0 ? "" : asking_fill(&run, ask,
		    about[i])), strncmp(line->pattern, "/api/", 5) == 0);
}

/* Each question there is of this path. */
static void
ask_path(struct apart *a, const struct line *line, const char *path)
{
	const char *left = line->e.asks;

	if (!left)
		ask_filled(a, line, path, NULL);
	while (left) {
		size_t n = strcspn(left, " ");

		ask_filled(a, line, path, arena_bytes(a->mem, left, n));
		left = left[n] ? left + n + 1 : NULL;
	}
}

static void
ask_id(struct apart *a, const struct line *line, const char *id)
{
	ask_path(a, line, text_with(a->mem, line->pattern, "*", id));
}

static void
ask_rows(struct apart *a, const struct line *line, size_t child)
{
	const struct stored *rows[MAX_ROWS];
	size_t n = cast_rows(a->here, cast_record(line->e.about), child,
	    line->e.done, rows);
	size_t step = n > FEW_ROWS ? n / FEW_ROWS : 1;

	for (size_t i = 0; i < n; i += step)
		ask_id(a, line, rows[i]->id);
}

static void
ask_words(struct apart *a, const struct line *line, const char *left)
{
	while (left) {
		struct question q = { .who = a->who };
		size_t n = strcspn(left, " ");

		a->bare = strstr(line->e.about, "%t") != NULL;
		ask_path(a, line, asking_word(a->here, a->mem, line->pattern,
		    arena_bytes(a->mem, left, n), &q));
		left = left[n] ? left + n + 1 : NULL;
	}
	a->bare = false;
}

static void
ask_line(struct apart *a, const struct line *line)
{
	const char *about = line->e.about;
	const char *self = a->here->seats[a->who].id;

	if (!about) {
		ask_id(a, line, "");
	} else if (*about == '=') {
		ask_words(a, line, about + 1);
	} else if (*about == '-') {
		ask_id(a, line, NOBODYS_ID);
		ask_id(a, line, a->here->children[a->child]);
		if (self)
			ask_id(a, line, self);
	} else {
		ask_id(a, line, NOBODYS_ID);
		ask_rows(a, line, a->child);
		ask_rows(a, line, other_child(a));
	}
}

static bool
declared_line(const struct apart *a, const struct line *line)
{
	return is_declared(a, text_with(a->mem, line->pattern, "*",
	    line->e.about && *line->e.about == '=' ? line->e.about + 1 : "*"));
}

void
apart_ask(struct cast *here, struct cast *there, size_t child, bool told,
    const struct line *lines, size_t nlines, struct apart_count *n)
{
	struct apart a = { .here = here, .there = there,
		.mem = arena_new(), .child = child, .n = n };

	/* The first to come makes the desk read its code lists. */
	(void)town_request(here->town);
	(void)town_request(there->town);
	for (a.who = ANONYMOUS; a.who < PEOPLE; a.who++) {
		if (cast_sees(a.who, child) & 1 ||
		    (!told && cast_lacks(a.who, child)))
			continue;
		n->people++;
		for (size_t i = 0; i < nlines; i++) {
			arena_reset(a.mem);
			if (strcmp(lines[i].e.method, "GET") != 0 ||
			    !run_asks(i + a.who + child))
				continue;
			if (declared_line(&a, &lines[i]))
				n->declared++;
			else
				ask_line(&a, &lines[i]);
		}
	}
	arena_free(a.mem);
}
