#include <string.h>

#include "base/date.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/charge/charge_private.h"

/*
 * Four bodies that share the work, where the pack names them in its setting
 * "demo_bodies", joined by a bar; elsewhere one does it all.
 */
enum { DEMO_BODIES = 4 };

static const struct {
	const char *function, *parts[DEMO_BODIES];
} shared[] = {
	{ "consultation", { "lead", "help", "help", "help" } },
	{ "regional", { "help", "lead", "", "help" } },
	{ "medical", { "help", "", "lead", "" } },
	{ "training", { "help", "lead", "help", "" } },
	{ "information", { "lead", "help", "", "help" } },
	{ "survey", { "", "help", "", "lead" } },
	{ "network", { "help", "help", "", "lead" } },
	{ "disaster", { "lead", "", "help", "help" } },
	{ "family", { "help", "lead", "", "" } },
};

/* Who works for which of them; the first of each takes things on. */
static const struct {
	const char *login;
	size_t body;
} staff[] = {
	{ "hana", 0 }, { "taro", 0 }, { "natsu", 1 }, { "minori", 1 },
	{ "yutaka", 2 }, { "jiro", 3 },
};

static enum result
add_bodies(struct request *r, const char *names, struct charge_table *t)
{
	enum result rc = OK;

	while (!rc && *names && t->nbodies < DEMO_BODIES) {
		size_t n = strcspn(names, "|");
		struct agency a = { .kind = "other",
			.name = arena_bytes(r->mem, names, n) };

		rc = record_add(r, &agency_record, &a);
		t->bodies[t->nbodies++] = (struct charge_body){
			.agency = a.id, .name = a.name };
		names += n + (names[n] == '|');
	}
	return rc;
}

static enum result
add_staff(struct request *r, struct charge_table *t)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < COUNT(staff); i++) {
		struct charge_body *body = &t->bodies[staff[i].body];
		struct account a, old;

		if (staff[i].body >= t->nbodies)
			continue;
		rc = account_of_login(r, staff[i].login, &old);
		if (rc)
			return rc;
		a = old;
		a.body = body->agency;
		if (!body->person)
			body->person = a.id;
		rc = record_change(r, &account_record, &old, &a);
	}
	return rc;
}

static void
share(struct charge_table *t)
{
	for (size_t i = 0; i < COUNT(shared); i++) {
		for (size_t f = 0; f < t->nfunctions; f++) {
			if (strcmp(t->functions[f]->code, shared[i].function))
				continue;
			for (size_t b = 0; b < t->nbodies; b++)
				*charge_cell(t, f, b) = shared[i].parts[b];
		}
	}
}

enum result
charge_demo(struct request *r)
{
	const char *names = codes_setting(r->codes, "demo_bodies");
	int now = date_fiscal_year(r->today);
	struct charge_table t;
	enum result rc = charge_load(r, now - 1, &t);

	if (rc || !*names)
		return rc;
	rc = add_bodies(r, names, &t);
	share(&t);
	if (!rc)
		rc = add_staff(r, &t);
	if (!rc)
		rc = charge_sql_step(r, now - 1, 0);
	if (!rc)
		rc = charge_sql_write(r, &t);
	if (!rc)
		rc = charge_sql_step(r, now, 0);
	return rc ? rc : charge_sql_copy(r, now - 1, now);
}
