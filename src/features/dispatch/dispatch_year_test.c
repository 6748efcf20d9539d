#include <stdlib.h>

#include "app/codes.h"
#include "app/demo.h"
#include "app/import_page.h"
#include "app/site.h"
#include "base/date.h"
#include "base/text.h"
#include "tests/kit_rows.h"
#include "tests/kit_town.h"

/*
 * A year of dispatches lived through the pages counts as the same year does
 * when it comes from a spreadsheet. What the spreadsheet holds is written down
 * beside the flow, from what was typed and not from what was stored.
 */
enum { REQUESTS = 84, DAYS_BETWEEN = 4 };
#define YEAR "from=2026-04-01&to=2027-03-31"

/* Where one request ends. */
enum fate { CLOSED, CORRECTED, REPORTED, ASSIGNED, DECLINED, WITHDRAWN, NFATES };

struct list {
	const struct code *at;
	size_t n;
};

struct year {
	struct town *t;
	struct dice dice;
	struct list kinds, regions, purposes;
	const char *agency, *goes;	/* ids */
	const char *guest;		/* cookie of the agency's link */
	struct buffer csv;
	size_t rows, counted;		/* of csv; those within the year */
	bool seen[NFATES];
};

struct asked {
	const char *id, *on_day, *kind, *region, *purpose;
	const char *region_label, *purpose_label;
	int version;
};

static struct list
codes_of(struct town *t, const char *name)
{
	struct list l = { 0 };

	l.at = codes_list(town_request(t)->codes, name, &l.n);
	EXPECT(l.n > 1);
	return l;
}

static const struct code *
one_of(struct year *y, struct list l)
{
	return &l.at[dice_below(&y->dice, l.n)];
}

/* One step; name, value and a second pair. */
static void
step(struct year *y, struct asked *a, const char *action, const char *n1,
    const char *v1, const char *n2, const char *v2)
{
	struct town *t = y->t;

	post(t, arena_fmt(t->mem, "/dispatches/%s/%s", a->id, action),
	    "version", arena_fmt(t->mem, "%d", a->version++), n1, v1, n2, v2,
	    NULL);
	EXPECT_STATUS(t, 303);
}

/* The agency itself by its link, without an account; then hana goes on. */
static void
request_by_link(struct year *y, struct asked *a)
{
	struct town *t = y->t;
	const char *at;

	if (!y->guest) {
		post(t, "/dispatches/link", "agency", y->agency, NULL);
		EXPECT_STATUS(t, 200);
		at = strstr(t->body, "/link/");
		EXPECT(at);
		at += strlen("/link/");
		at = arena_bytes(t->mem, at, strcspn(at, "<"));
		sign_in(t, NULL);
		post_raw(t, "/link", "token", at, NULL);
		EXPECT_STATUS(t, 303);
		y->guest = t->cookie;
	}
	sign_in(t, NULL);
	t->cookie = y->guest;
	post_raw(t, "/links/dispatch", "once", arena_fmt(t->mem, "k%u",
	    ++t->sent), "kind", a->kind, "asked_by", "園長", "region",
	    a->region, "purpose", a->purpose, "request", "来てほしい", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	a->id = town_text(t, "SELECT id FROM dispatch"
	    " ORDER BY number DESC LIMIT 1");
}

static void
request(struct year *y, struct asked *a, bool by_link)
{
	struct town *t = y->t;

	set_today(t, a->on_day);
	if (by_link) {
		request_by_link(y, a);
		return;
	}
	post(t, "/dispatches", "kind", a->kind, "agency", y->agency,
	    "region", a->region, "purpose", a->purpose, "request", "来てほしい",
	    NULL);
	EXPECT_STATUS(t, 303);
	a->id = arena_bytes(t->mem, t->location + strlen("/dispatches/"), 36);
}

static void
report(struct year *y, struct asked *a, const char *day)
{
	struct town *t = y->t;

	set_today(t, day);
	post(t, arena_fmt(t->mem, "/dispatches/%s/report", a->id), "version",
	    arena_fmt(t->mem, "%d", a->version++), "carried_on", day, "region",
	    a->region, "purpose", a->purpose, "participants_nurse", "2",
	    "content", "一緒に確かめた", NULL);
	EXPECT_STATUS(t, 303);
}

/* A row as a clerk would have kept it: labels, and days as they are written in
 * Japan. Kinds other than an advisor's are not in that register. */
static void
write_down(struct year *y, const struct asked *a, const char *day)
{
	if (strcmp(a->kind, "advisor") != 0)
		return;
	buffer_fmt(&y->csv, "%zu,%s,%s,%s\r\n", ++y->rows,
	    date_era(y->t->mem, day), a->region_label, a->purpose_label);
	if (strcmp(day, "2026-04-01") >= 0 && strcmp(day, "2027-03-31") <= 0)
		y->counted++;
}

/* The day is another, and it was another thing in another region. */
static const char *
correct(struct year *y, struct asked *a, const char *day)
{
	const struct code *region = one_of(y, y->regions);
	const struct code *purpose = one_of(y, y->purposes);

	a->region = region->code;
	a->region_label = region->label;
	a->purpose = purpose->code;
	a->purpose_label = purpose->label;
	day = date_add_days(y->t->mem, day, (int)dice_below(&y->dice, 9));
	report(y, a, day);
	return day;
}

static void
live(struct year *y, struct asked *a, enum fate fate)
{
	struct town *t = y->t;
	const char *day = date_add_days(t->mem, a->on_day,
	    (int)dice_below(&y->dice, 20));

	y->seen[fate] = true;
	if (fate == DECLINED)
		step(y, a, "decision", "decision", "declined", "reason", "満員");
	else if (fate == WITHDRAWN)
		step(y, a, "withdrawal", NULL, NULL, NULL, NULL);
	if (fate == DECLINED || fate == WITHDRAWN)
		return;
	if (dice_below(&y->dice, 3) == 0)
		step(y, a, "decision", "decision", "adjusting", "reason", "日程");
	step(y, a, "decision", "decision", "accepted", NULL, NULL);
	step(y, a, "assignment", "person", y->goes, "planned_on", day);
	if (fate == ASSIGNED)
		return;
	report(y, a, day);
	if (fate == CORRECTED)
		day = correct(y, a, day);
	if (fate == CLOSED)
		step(y, a, "closing", NULL, NULL, NULL, NULL);
	write_down(y, a, day);
}

static struct asked
think_of_one(struct year *y, size_t i)
{
	const struct code *region = &y->regions.at[i % y->regions.n];
	const struct code *purpose = one_of(y, y->purposes);

	return (struct asked){
		.on_day = date_add_days(y->t->mem, "2026-03-25",
		    (int)(i * (DAYS_BETWEEN * 11) / 10)),
		/* Two of three are for an advisor. */
		.kind = i % 3 ? "advisor" : one_of(y, y->kinds)->code,
		.region = region->code,
		.region_label = region->label,
		.purpose = purpose->code,
		.purpose_label = purpose->label,
		.version = 1,
	};
}

/* The part of the year's JSON that is about advisors. */
static const char *
advisors_of(struct town *t)
{
	const char *from, *to;

	get(t, "/statistics.json?" YEAR);
	EXPECT_STATUS(t, 200);
	from = strstr(t->body, "\"advisor_area\":");
	to = from ? strstr(from, ",\"gaps\"") : NULL;
	EXPECT(to && strstr(from, "\"advisor_kind\":") < to);
	return arena_bytes(t->mem, from, (size_t)(to - from));
}

/* The sum of the numbers in a JSON object of numbers. */
static size_t
sum_of(const char *json, const char *name)
{
	const char *at = strstr(json, name);
	size_t sum = 0;

	EXPECT(at);
	for (at += strlen(name); *at && *at != '}'; at++)
		if (*at == ':')
			sum += (size_t)strtoull(at + 1, NULL, 10);
	return sum;
}

static void
lived_year(struct year *y)
{
	struct town *t = y->t;

	y->agency = town_agency(t, "見本園", "nursery");
	y->goes = town_person(t, "taro_doctor");
	for (size_t i = 0; i < REQUESTS; i++) {
		struct asked a = think_of_one(y, i);

		/* A link lives for two weeks. */
		request(y, &a, i >= 40 && i < 43);
		live(y, &a, i < NFATES ? (enum fate)i : dice_below(&y->dice, 3)
		    ? CLOSED : (enum fate)dice_below(&y->dice, NFATES));
	}
	for (size_t i = 0; i < NFATES; i++)
		EXPECT(y->seen[i]);
}

TEST(a_year_of_dispatches_counts_as_the_same_year_imported)
{
	struct year y = { .t = t, .dice = dice_new(2026) };
	struct town copy;
	struct import in;
	const char *lived;

	town_copy(t, &copy);
	y.kinds = codes_of(t, "dispatch_kind");
	y.regions = codes_of(t, "region");
	y.purposes = codes_of(t, "advisor_kind");
	y.csv = buffer_new(t->mem);
	buffer_add(&y.csv, "活動ID,活動日,圏域,対応内容\r\n");
	sign_in(t, "hana_nurse");
	lived_year(&y);
	lived = advisors_of(t);
	EXPECT(y.counted > 30);
	EXPECT(sum_of(lived, "\"advisor_area\":{") == y.counted);
	EXPECT(sum_of(lived, "\"advisor_kind\":{") == y.counted);

	set_today(&copy, "2027-06-01");
	EXPECT(import_run(town_request(&copy), transfer_find(copy.site,
	    "advisor"), y.csv.s, y.csv.len, false, &in, NULL, NULL) == OK);
	sign_in(&copy, "hana_nurse");
	EXPECT(strcmp(advisors_of(&copy), lived) == 0);
	town_copy_close(&copy);
}
