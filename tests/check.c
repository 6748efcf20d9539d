#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

#include "base/crypto.h"
#include "tests/kit_town.h"

/*
 * check [-l | -t] [SUBSTRING]: runs the tests whose name or file holds it; -l
 * only lists them, -t passes over those without a town, to which it is the same
 * which database there is. Tests register themselves before main. The last lines tell which
 * tests took longest, with their town: milliseconds, and those this process
 * worked itself.
 */
static struct test *tests;
static size_t ntests;

enum { SLOWEST = 20 };

void
test_add(struct test *t)
{
	t->next = tests;
	tests = t;
	ntests++;
}

static void
run_unit(void **state)
{
	const struct test *self = *state;

	self->unit();
}

static struct town town;	/* of the test under way */

static long
milliseconds(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (long)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static int
setup(void **state)
{
	struct test *self = *state;

	self->took = -milliseconds(CLOCK_MONOTONIC);
	self->worked = -milliseconds(CLOCK_PROCESS_CPUTIME_ID);
	if (self->run)
		town_open(&town);
	return 0;
}

static int
teardown(void **state)
{
	struct test *self = *state;

	if (self->run)
		town_close(&town);
	self->took += milliseconds(CLOCK_MONOTONIC);
	self->worked += milliseconds(CLOCK_PROCESS_CPUTIME_ID);
	return 0;
}

static void
run_town(void **state)
{
	const struct test *self = *state;

	self->run(&town);
}

static int
by_file_and_name(const void *a, const void *b)
{
	const struct test *x = *(const struct test *const *)a;
	const struct test *y = *(const struct test *const *)b;
	int order = strcmp(x->file, y->file);

	return order ? order : strcmp(x->name, y->name);
}

static int
by_time(const void *a, const void *b)
{
	const struct test *x = *(const struct test *const *)a;
	const struct test *y = *(const struct test *const *)b;

	return x->took < y->took ? 1 : x->took > y->took ? -1 : 0;
}

static void
tell_slowest(struct test **all, size_t n)
{
	qsort(all, n, sizeof(struct test *), by_time);
	for (size_t i = 0; i < n && i < SLOWEST; i++)
		printf("slow %6ld ms %6ld cpu  %s\n", all[i]->took,
		    all[i]->worked, all[i]->name);
}

static struct test **
chosen(const char *wanted, bool towns, size_t *n)
{
	struct test **all = calloc(ntests + 1, sizeof(*all));

	*n = 0;
	for (struct test *t = tests; all && t; t = t->next) {
		if ((t->run || !towns) &&
		    (strstr(t->name, wanted) || strstr(t->file, wanted)))
			all[(*n)++] = t;
	}
	if (all)
		qsort(all, *n, sizeof(*all), by_file_and_name);
	return all;
}

static int
run(struct test **all, size_t n)
{
	struct CMUnitTest *list = calloc(n + 1, sizeof(*list));
	int failed;

	if (!list)
		return 1;
	for (size_t i = 0; i < n; i++)
		list[i] = (struct CMUnitTest){
			.name = all[i]->name,
			.test_func = all[i]->unit ? run_unit : run_town,
			.setup_func = setup,
			.teardown_func = teardown,
			.initial_state = all[i],
		};
	failed = _cmocka_run_group_tests("check", list, n, NULL, NULL);
	free(list);
	return failed;
}

int
main(int argc, char **argv)
{
	bool only_list = argc > 1 && strcmp(argv[1], "-l") == 0;
	bool towns = argc > 1 && strcmp(argv[1], "-t") == 0;
	int at = 1 + (only_list || towns);
	const char *wanted = argc > at ? argv[at] : "";
	size_t n;
	struct test **all = chosen(wanted, towns, &n);
	int failed = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (size_t i = 0; only_list && i < n; i++)
		printf("%s\t%s\n", all[i]->file, all[i]->name);
	if (!only_list && all && crypto_start()) {
		failed = run(all, n);
		town_clear_away();
		tell_slowest(all, n);
		printf("%zu passed, %d failed\n", n - (size_t)failed, failed);
	}
	free(all);
	return failed != 0 || n == 0;
}
