#include "app/distance.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "app/codes.h"
#include "tests/kit.h"

static struct distances *
load(struct request *r)
{
	struct distances *d;

	EXPECT(distances_load(r, &d) == OK);
	return d;
}

static const char *
code_of(struct request *r, const char *name)
{
	const struct municipality *m = codes_read_municipality(r->codes, r->mem,
	    name);

	EXPECT(m);
	return m->code;
}

static struct distance
between(struct request *r, const char *from, const char *to)
{
	struct spot a = { .municipality = code_of(r, from) };
	struct spot b = { .municipality = code_of(r, to) };
	struct distance d;

	EXPECT(distance_between(load(r), &a, &b, &d));
	return d;
}

TEST(distance_goes_around_the_bay_between_the_two_peninsulas)
{
	static const struct {
		const char *from, *to;
		double km;
	} pairs[] = {
		{ "青森市", "むつ市", 89 }, { "外ヶ浜町", "むつ市", 128 },
		{ "今別町", "佐井村", 165 }, { "青森市", "弘前市", 33 },
		{ "青森市", "八戸市", 73 }, { "深浦町", "階上町", 157 },
	};
	struct request *r = town_request(t);
	struct distances *d = load(r);

	for (size_t i = 0; i < COUNT(pairs); i++) {
		const char *a = code_of(r, pairs[i].from);
		const char *b = code_of(r, pairs[i].to);

		EXPECT(fabs(distance_around(d, a, b) - pairs[i].km) < 1.5);
	}
	/* 33 km over the water, more than 200 on the road. */
	EXPECT(fabs(between(r, "今別町", "佐井村").km - 165.4 * 1.3) < 2);
}

TEST(distance_is_the_same_both_ways_and_never_shorter_by_a_third_town)
{
	struct request *r = town_request(t);
	struct distances *d = load(r);
	const struct municipality *m;
	size_t n;

	m = codes_municipalities(r->codes, &n);
	EXPECT(n == 40);
	for (size_t i = 0; i < n * n * n; i++) {
		const char *a = m[i % n].code, *b = m[i / n % n].code;
		const char *c = m[i / n / n].code;
		double straight = geo_km(m[i % n].at, m[i / n % n].at);

		EXPECT(distance_around(d, a, b) == distance_around(d, b, a));
		EXPECT(distance_around(d, a, b) >= straight);
		EXPECT(distance_around(d, a, b) <= distance_around(d, a, c) +
		    distance_around(d, c, b) + 0.001);
		EXPECT((distance_around(d, a, b) == 0) == (a == b));
	}
}

/* The speed on snow; the words say that it is a guess. */
TEST(distance_takes_longer_in_winter_and_says_that_it_is_an_estimate)
{
	struct distance d = between(town_request(t), "青森市", "弘前市");
	int64_t summer = d.minutes;

	EXPECT(summer >= 60 && summer <= 70 && !d.by_table);
	EXPECT(strcmp(distance_words(t->mem, &d),
	    "目安 約70分（道路状況を含まない推計）") == 0);
	set_today(t, "2027-01-15");
	d = between(town_request(t), "青森市", "弘前市");
	EXPECT(d.minutes >= summer * 4 / 3 - 1 && d.minutes <= summer * 4 / 3 + 1);
	set_today(t, "2026-12-01");
	EXPECT(between(town_request(t), "青森市", "弘前市").minutes == d.minutes);
	set_today(t, "2026-11-30");
	EXPECT(between(town_request(t), "青森市", "弘前市").minutes == summer);
}

TEST(distance_by_the_centres_table_goes_before_an_estimate)
{
	struct request *r = town_request(t);
	struct distance d;

	db_begin(t->db);
	EXPECT(db_script(t->db, "INSERT INTO travel (a, b, minutes, source,"
	    " changed_on) VALUES ('02201', '02203', 95, 'table', '2026-04-01'),"
	    " ('02201', '02201', 12, 'hand', '2026-04-01')") == OK);
	EXPECT(db_commit(t->db) == OK);
	d = between(r, "八戸市", "青森市");
	EXPECT(d.by_table && d.minutes == 95 && d.km > 90);
	EXPECT(strcmp(distance_words(t->mem, &d),
	    "目安 約95分（センターの所要時間表）") == 0);
	EXPECT(between(r, "青森市", "青森市").minutes == 12);
	EXPECT(!between(r, "八戸市", "弘前市").by_table);
}

TEST(distance_from_a_place_of_its_own_starts_there)
{
	struct request *r = town_request(t);
	struct distances *d = load(r);
	/* Two corners of むつ市: 脇野沢 and 田名部. */
	struct spot a = { "02208", { 4113600, 14082000 } };
	struct spot b = { "02208", { 4129000, 14121000 } };
	struct spot nowhere = { NULL, { 0, 0 } }, wrong = { "99999", { 0, 0 } };
	struct distance found;

	EXPECT(distance_between(d, &a, &b, &found));
	EXPECT(fabs(found.km - geo_km(a.at, b.at) * 1.3) < 0.01);
	EXPECT(!distance_between(d, &a, &nowhere, &found) && found.km < 0);
	EXPECT(!distance_between(d, &wrong, &a, &found));
	EXPECT(distance_around(d, "02208", "99999") < 0);
}

/* Once loaded, all pairs are there at once: a list of thousands is sorted. */
TEST(distances_of_all_pairs_are_there_at_once)
{
	struct request *r = town_request(t);
	struct distances *d = load(r);
	const struct municipality *m;
	struct timespec from, to;
	double sum = 0, ms;
	size_t n;

	m = codes_municipalities(r->codes, &n);
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
	for (size_t i = 0; i < n * n; i++) {
		struct spot a = { m[i / n].code, { 0, 0 } };
		struct spot b = { m[i % n].code, { 0, 0 } };
		struct distance found;

		EXPECT(distance_between(d, &a, &b, &found));
		sum += found.km;
	}
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
	ms = (double)(to.tv_sec - from.tv_sec) * 1000 +
	    (double)(to.tv_nsec - from.tv_nsec) / 1e6;
	EXPECT(sum > 100000);
	/* Ten times as long under sanitizers on a busy machine. */
	EXPECT(ms < 20);
	if (getenv("TSUNAGU_SHOW_TIMES"))
		printf("all pairs: %.2f ms\n", ms);
}
