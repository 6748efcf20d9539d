#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "command.h"
#include "features/care/care_score.h"

/* The care score of one answer sheet; asks no database. */

enum { MAX_SHEET = 64 * 1024 };

static bool
refuse(const char *code, const char *says)
{
	fprintf(stderr, "item %s: %s\n", code, says);
	return false;
}

static bool
read_item(const struct pair *p, enum care_level levels[CARE_ITEMS])
{
	size_t i = care_item_of(&care_score_2021, p->name);
	enum care_level level = care_level_of(p->value);

	if (i == CARE_ITEMS)
		return refuse(p->name, "no such item");
	if (level == CARE_NONE)
		return refuse(p->name, "the level is high, mid, low or base");
	if (!care_item_has(&care_score_2021.items[i], level))
		return refuse(p->name, level == CARE_BASE ?
		    "has a watch part: high or low is asked for" :
		    "has no such level");
	levels[i] = level;
	return true;
}

static bool
read_sheet(struct arena *mem, enum care_level levels[CARE_ITEMS])
{
	char *bytes = arena_raw(mem, MAX_SHEET + 1);
	size_t n = fread(bytes, 1, MAX_SHEET + 1, stdin);
	struct pairs items = { 0 };
	const char *why = "";
	bool fine = true;

	if (n > MAX_SHEET || ferror(stdin) ||
	    json_read(mem, bytes, n, &items, &why)) {
		fprintf(stderr, "standard input is no JSON object such as"
		    " {\"1\":\"mid\",\"13-3\":\"base\"} %s\n", why);
		return false;
	}
	for (size_t i = 0; i < items.n; i++)
		fine &= read_item(&items.at[i], levels);
	return fine;
}

int
command_care_score(const struct command_line *cl)
{
	enum care_level levels[CARE_ITEMS] = { CARE_NONE };
	struct arena *mem = arena_new();
	bool fine = read_sheet(mem, levels);
	struct care_score s = care_score(&care_score_2021, levels);

	(void)cl;
	arena_free(mem);
	if (!fine)
		return EXIT_REFUSED;
	printf("{\"total\":%d,\"base\":%d,\"watch\":%d,\"class\":%d}\n", s.total,
	    s.base, s.watch, s.class);
	return fflush(stdout) ? EXIT_REFUSED : EXIT_DONE;
}
