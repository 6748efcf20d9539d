#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/crypto.h"
#include "tests/kit_town.h"

/*
 * check [-l] [SUBSTRING]: runs the tests whose name or file holds it; -l only
 * lists them. Tests register themselves before main.
 */
static struct test *tests;
static size_t ntests;

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

static int
town_setup(void **state)
{
	(void)state;
	town_open(&town);
	return 0;
}

static int
town_teardown(void **state)
{
	(void)state;
	town_close(&town);
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

static struct test **
chosen(const char *wanted, size_t *n)
{
	struct test **all = calloc(ntests + 1, sizeof(*all));

	*n = 0;
	for (struct test *t = tests; all && t; t = t->next) {
		if (strstr(t->name, wanted) || strstr(t->file, wanted))
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
			.setup_func = all[i]->unit ? NULL : town_setup,
			.teardown_func = all[i]->unit ? NULL : town_teardown,
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
	const char *wanted = argc > 1 + only_list ? argv[1 + only_list] : "";
	size_t n;
	struct test **all = chosen(wanted, &n);
	int failed = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (size_t i = 0; only_list && i < n; i++)
		printf("%s\t%s\n", all[i]->file, all[i]->name);
	if (!only_list && all && crypto_start()) {
		failed = run(all, n);
		town_clear_away();
		printf("%zu passed, %d failed\n", n - (size_t)failed, failed);
	}
	free(all);
	return failed != 0 || n == 0;
}
