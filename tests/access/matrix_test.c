#include "app/metrics.h"
#include "app/site.h"
#include "tests/access/matrix_run_test.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "tests/kit_town.h"

/*
 * Every route as everybody about every child, and every answer read for what
 * it tells.
 */
enum { FEW = 4 };

/* The same of a child that does not exist: what there is to be compared with. */
static const char *
nowhere(struct run *run, const struct asking *like)
{
	struct asking a = *like;
	struct said s;

	a.row = NULL;
	a.child = NO_ONE;
	asking_answer(run, &a, &s);
	return said_blotted(run->mem, &s, a.q.typed);
}

struct compared {
	const char *nowhere, *lacking;
};

static void
compare(struct run *run, const struct asking *a, const struct said *s,
    struct compared *with)
{
	const char *blotted;
	bool hides = asking_hides(a);

	if (!hides && (a->status != 403 || !a->about || a->known))
		return;
	blotted = said_blotted(run->mem, s, a->q.typed);
	if (hides && with->nowhere && strcmp(blotted, with->nowhere) != 0)
		run_fault(run, a, s, "not as where there is no such child");
	if (hides)
		return;
	if (with->lacking && strcmp(blotted, with->lacking) != 0)
		run_fault(run, a, s, "not as where else consent is lacking");
	with->lacking = blotted;
}

/* About the row, or where there is no star about the child as such. */
static void
ask_of_row(struct run *run, const struct asking *of, const char *pattern,
    const struct stored *row, struct compared *with)
{
	struct asking a = *of;
	struct said s;

	a.row = row;
	a.path = text_with(run->mem, pattern, "*", row ? row->id : "");
	a.by_care = a.ask && strstr(a.ask, "%c");
	if (a.ask)
		a.ask = asking_fill(run, a.ask, a.child);
	(void)asking_status(&a);
	if (asking_changes(&a) && a.through && a.e->status == NOT_SENT) {
		run->left[a.q.who][a.child] = true;
		return;
	}
	run->met[a.q.who][a.child] = true;
	asking_answer(run, &a, &s);
	compare(run, &a, &s, with);
}

/* All rows of a child where they are few; else one's own, and some. */
static void
ask_of_child(struct run *run, struct asking *a, const char *pattern,
    struct compared *with)
{
	const struct stored *rows[MAX_ROWS];
	const char *self = run->c->seats[a->q.who].id;
	size_t n;

	if (!a->about) {
		ask_of_row(run, a, pattern, NULL, with);
		return;
	}
	n = cast_rows(run->c, a->about, a->child, a->e->done, rows);
	for (size_t i = 0; i < n; i++) {
		if (n <= FEW || i % FEW == (a->child + a->q.who) % FEW ||
		    (self && rows[i]->person &&
		    strcmp(rows[i]->person, self) == 0))
			ask_of_row(run, a, pattern, rows[i], with);
	}
}

static bool
asks_each(const struct asking *a)
{
	const struct expected *e = a->e;

	return a->about || (a->ask && strchr(a->ask, '%')) ||
	    (e->bad && strchr(e->bad, '%')) || (e->form && strchr(e->form, '%'));
}

bool
run_asks(size_t question)
{
	const char *seed = getenv("SEED");

	return (question + (seed ? strtoul(seed, NULL, 10) : 0)) % THIN == 0;
}

/* About no child in particular: then the answer is read for all of them. */
static void
ask_once(struct run *run, struct asking *a)
{
	struct said s;
	bool unsent;

	(void)asking_status(a);
	unsent = asking_changes(a) && a->through && a->e->status == NOT_SENT;
	for (size_t i = 0; i < NO_CHILD; i++)
		(unsent ? run->left : run->met)[a->q.who][i] = true;
	if (!unsent)
		asking_answer(run, a, &s);
}

/* One route as one person: about each child, or about none. */
static void
ask_all(struct run *run, const struct asking *of, const char *pattern)
{
	struct compared with = { NULL, NULL };
	struct asking a = *of;

	a.child = NO_ONE;
	a.path = text_with(run->mem, pattern, "*", NOBODYS_ID);
	if (!asks_each(&a)) {
		ask_once(run, &a);
		return;
	}
	if (a.ask)
		a.ask = asking_fill(run, a.ask, NO_ONE);
	with.nowhere = nowhere(run, &a);
	a.ask = of->ask;
	for (size_t i = 0; i <= NO_CHILD; i++) {
		a.child = i;
		if (run_asks(run->routes + a.q.who + i) &&
		    (i < NO_CHILD || a.about))
			ask_of_child(run, &a, pattern, &with);
	}
}

/* Each word of a list by blanks, or NULL once when there is none. */
static const char *
next_word(struct run *run, const char **list)
{
	const char *from = *list;
	size_t n = from ? strcspn(from, " ") : 0;

	*list = from && from[n] ? from + n + 1 : NULL;
	return from ? arena_bytes(run->mem, from, n) : NULL;
}

static void
walk_as(struct run *run, const struct expected *e, const char *pattern,
    const struct record *list, enum who who)
{
	bool words = e->about && *e->about == '=';
	const char *left = words ? e->about + 1 : NULL;
	struct asking a = { .c = run->c, .e = e, .list = list,
		.about = e->about && *e->about != '-' && !words ?
		    cast_record(e->about) : NULL,
		.q = { .who = who, .method = e->method } };

	do {
		const char *word = next_word(run, &left);
		const char *path = !word ? pattern : asking_word(run->c,
		    run->mem, pattern, word, &a.q);
		const char *asks = e->asks;

		do {
			a.ask = next_word(run, &asks);
			ask_all(run, &a, path);
		} while (asks);
	} while (left);
}

static void
walk(struct run *run, const struct expected *e, const char *pattern,
    const struct record *list)
{
	for (enum who who = ANONYMOUS; who < PEOPLE; who++) {
		arena_reset(run->mem);
		walk_as(run, e, pattern, list, who);
	}
}

static void
begin(struct run *run)
{
	run->routes++;
	memset(run->met, 0, sizeof(run->met));
	memset(run->left, 0, sizeof(run->left));
	complain_anew();
}

static void
count(struct run *run)
{
	for (size_t i = 0; i < PEOPLE; i++) {
		for (size_t k = 0; k <= NO_CHILD; k++) {
			run->triples += run->met[i][k];
			run->unsent += run->left[i][k] && !run->met[i][k];
		}
	}
}

static void
walk_line(struct run *run, const struct line *line)
{
	if (line->pattern) {
		walk(run, &line->e, line->pattern, line->list);
		return;
	}
	fprintf(stderr, "    %s\n", line->fault);
	run->faults++;
}

static void
walk_site(struct run *run)
{
	struct arena *mem = run->c->town->mem;
	struct line *lines = arena_array(mem, MAX_LINES, sizeof(*lines));
	size_t n = lines_of(run->c, lines);

	for (size_t i = 0; i < n; i++) {
		if (!i || lines[i].route != lines[i - 1].route)
			begin(run);
		walk_line(run, &lines[i]);
		if (i + 1 == n || lines[i].route != lines[i + 1].route)
			count(run);
	}
}

TEST(nobody_sees_of_a_child_what_no_path_opens_on_any_route)
{
	struct run run = { .c = cast_new(t), .mem = arena_new() };
	struct http_meter *meter = http_meter_new(metrics_kind);
	struct metrics *metrics = metrics_new(t->mem, meter, NULL);

	t->site->metrics = metrics;
	walk_site(&run);
	printf("%zu routes, %d roles, %zu relations: %zu triples in %zu requests,"
	    " %zu more not asked as it would be done; %zu unexpected\n",
	    run.routes, PEOPLE, nstories, run.triples, run.asked, run.unsent,
	    run.faults);
	arena_free(run.mem);
	metrics_close(metrics);
	http_meter_free(meter);
	EXPECT(run.faults == 0);
}
