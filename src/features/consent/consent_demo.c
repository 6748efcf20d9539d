#include <string.h>

#include "app/demo.h"
#include "base/date.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/consent/consent_page.h"
#include "features/consent/consent_sql.h"

enum { MAX_EACH = 3, MONTH = 30, DEMO_CHILDREN = 90, DEMO_AGENCIES = 2000 };

/* Every fourth runs out soon, every ninth has run out, every tenth was taken
 * back. */
static void
make(struct request *r, struct dice *d, const struct rows *agencies,
    const char *child, size_t i)
{
	static const char *const givers[][2] = { { "見本 明子", "mother" },
		{ "例示 一郎", "father" }, { "架空 和子", "guardian" } };
	static const char *const purposes[] = { "support", "support",
		"transition", "disaster" };
	static const char *const classes[] = { "identity,contact,care,clinical",
		"identity,contact,care", "identity,care" };
	size_t giver = dice_below(d, COUNT(givers));
	int ago = MONTH * (1 + (int)dice_below(d, 10));
	int last = i % 9 == 8 ? -1 - (int)(i % 26) : i % 4 == 3 ? 40 : 12 * MONTH;
	struct consent c = {
		.child = child,
		.recipient =
		    rows_cell(agencies, dice_below(d, agencies->nrows), "id"),
		.purpose = dice_pick(d, purposes, COUNT(purposes)),
		.classes = dice_pick(d, classes, COUNT(classes)),
		.given_by = givers[giver][0],
		.given_as = givers[giver][1],
		.given_on = date_add_days(r->mem, r->today, -ago),
		.text_version = "r8",
		.explained_by = "見本 花子",
		.from_on = date_add_days(r->mem, r->today, -ago),
		.to_on = date_add_days(r->mem, r->today, last),
		.note = "架空の記録です。",
	};

	if (i % 10 == 9) {
		c.withdrawn_on = date_add_days(r->mem, r->today, -3);
		c.withdrawn_by = c.given_by;
	}
	record_add(r, &consent_record, &c);
}

/* Of which bodies the family of the tour has agreed, and what for. */
static const struct {
	const char *kind, *purpose;
} agreed[] = {
	{ "hospital", "support" }, { "visiting_nurse", "support" },
	{ "nursery", "support" }, { "day_service", "support" },
	{ "municipality", "support" }, { "visiting_nurse", "disaster" },
	{ "municipality", "disaster" }, { "fire_service", "disaster" },
};

static const char *
first_of_kind(const struct rows *agencies, const char *kind)
{
	for (size_t i = 0; i < agencies->nrows; i++) {
		if (strcmp(rows_cell(agencies, i, "kind"), kind) == 0 &&
		    strncmp(rows_cell(agencies, i, "name"), "見本",
		    strlen("見本")) == 0)
			return rows_cell(agencies, i, "id");
	}
	return NULL;
}

static void
make_first(struct request *r, const struct rows *agencies, const char *child)
{
	for (size_t i = 0; i < COUNT(agreed); i++) {
		struct consent c = { .child = child,
			.recipient = first_of_kind(agencies, agreed[i].kind),
			.purpose = agreed[i].purpose,
			.classes = "identity,contact,care,clinical",
			.given_by = "見本 明子", .given_as = "mother",
			.given_on = date_add_days(r->mem, r->today, -38),
			.text_version = "r8", .explained_by = "見本 花子",
			.to_on = date_add_days(r->mem, r->today, 11 * MONTH),
			.note = "架空の記録です。" };

		c.from_on = c.given_on;
		if (c.recipient)
			record_add(r, &consent_record, &c);
	}
}

enum result
consent_demo(struct request *r)
{
	struct dice d = dice_new(5);
	struct rows children = { 0 }, agencies = { 0 };
	enum result rc = child_first(r, DEMO_CHILDREN, &children);
	size_t made = 0;

	if (!rc)
		rc = agency_first(r, DEMO_AGENCIES, &agencies);
	if (!rc && children.nrows)
		make_first(r, &agencies, rows_cell(&children, 0, "id"));
	for (size_t i = 1; !rc && agencies.nrows && i < children.nrows; i++) {
		for (size_t k = dice_below(&d, MAX_EACH + 1); k; k--)
			make(r, &d, &agencies, rows_cell(&children, i, "id"),
			    made++);
	}
	return rc;
}
