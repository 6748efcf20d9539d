#include "base/date.h"
#include "tests/kit.h"

static struct arena *
mem(void)
{
	static struct arena *kept;

	if (!kept)
		kept = arena_new();
	arena_reset(kept);
	return kept;
}

static bool
reads(const char *typed, const char *day)
{
	const char *got = date_read(mem(), typed, "2026-11-20");

	if (!day || !got)
		return got == NULL && day == NULL;
	return strcmp(got, day) == 0 && date_valid(got);
}

UNIT(date_is_read_in_every_way_people_write_it)
{
	static const char *const same[] = { "2024-04-05", "2024/4/5",
	    "20240405", "2024.4.5", "2024年4月5日", "R6.4.5", "r6/4/5", "R060405",
	    "令和6年4月5日", "令6.4.5", "６．４．５", "6/4/5", "令和６年４月５日（金）",
	    "令和6年4月5日(金)", "2024/4/5 0:00:00", "2024-04-05T00:00:00",
	    "　R6.4.5　" };

	for (size_t i = 0; i < COUNT(same); i++)
		EXPECT(reads(same[i], "2024-04-05"));
	EXPECT(reads("4/5", "2026-04-05"));
	EXPECT(reads("11月20日", "2026-11-20"));
}

UNIT(eras_begin_and_end_where_people_say_they_do)
{
	EXPECT(reads("昭和64年1月7日", "1989-01-07"));
	EXPECT(reads("平成元年1月8日", "1989-01-08"));
	EXPECT(reads("H31.4.30", "2019-04-30"));
	EXPECT(reads("R1.5.1", "2019-05-01"));
	EXPECT(reads("令和元年5月1日", "2019-05-01"));
	EXPECT(reads("平成31年12月1日", "2019-12-01"));
	EXPECT(reads("平成32年1月1日", NULL));
	EXPECT(reads("大正12年9月1日", "1923-09-01"));
	EXPECT(reads("M45.7.29", "1912-07-29"));
}

UNIT(what_is_no_day_is_not_read_as_one)
{
	static const char *const none[] = { "", "あした", "13/1", "2024-02-30",
	    "20240230", "11月31日", "令和元年", "2024", "2024-04", "R0.4.5",
	    "1/2/3/4", "2024-04-05x", "99999999999", "R6.4.5.6", "-4/5",
	    "1867-12-31" };

	for (size_t i = 0; i < COUNT(none); i++)
		EXPECT(reads(none[i], NULL));
}

UNIT(fiscal_year_turns_on_the_first_of_april)
{
	EXPECT(date_fiscal_year("2024-03-31") == 2023);
	EXPECT(date_fiscal_year("2024-04-01") == 2024);
	EXPECT(strcmp(date_fiscal_start(mem(), 2024), "2024-04-01") == 0);
	EXPECT(strcmp(date_fiscal_end(mem(), 2023), "2024-03-31") == 0);
	EXPECT(strcmp(date_fiscal_label(mem(), 2019), "令和元年度") == 0);
	EXPECT(strcmp(date_fiscal_label(mem(), 2018), "平成30年度") == 0);
}

UNIT(age_is_reached_on_the_birthday)
{
	EXPECT(date_age("2020-02-29", "2024-02-28") == 3);
	EXPECT(date_age("2020-02-29", "2024-02-29") == 4);
	EXPECT(date_age("2024-04-05", "2024-04-04") == -1);
	EXPECT(date_age_months("2023-04-12", "2026-11-20") == 43);
	EXPECT(strcmp(date_age_label(mem(), "2023-04-12", "2026-11-20"),
	    "3歳7か月") == 0);
}

UNIT(labels_name_era_and_weekday)
{
	EXPECT(strcmp(date_long(mem(), "2026-11-20"), "令和8年11月20日（金）") == 0);
	EXPECT(strcmp(date_long(mem(), "2019-05-01"), "令和元年5月1日（水）") == 0);
	EXPECT(strcmp(date_short(mem(), "2026-11-20"), "11月20日（金）") == 0);
	EXPECT(strcmp(date_era(mem(), "2019-04-30"), "H31.4.30") == 0);
	EXPECT(strcmp(date_instant_label(mem(), "2026-11-20T15:05:00Z"),
	    "令和8年11月21日（土）0:05") == 0);
}

UNIT(days_are_counted_over_leap_years_and_excels_own)
{
	EXPECT(strcmp(date_add_days(mem(), "2024-02-28", 2), "2024-03-01") == 0);
	EXPECT(strcmp(date_add_days(mem(), "2026-01-01", -1), "2025-12-31") == 0);
	EXPECT(date_days_between("2024-01-01", "2025-01-01") == 366);
	EXPECT(strcmp(date_from_serial(mem(), 45387), "2024-04-05") == 0);
	EXPECT(strcmp(date_from_serial(mem(), 1), "1900-01-01") == 0);
	for (int i = 0; i < 200000; i += 97)
		EXPECT(date_valid(date_add_days(mem(), "1868-01-25", i)));
}

UNIT(time_of_day_is_two_digits_twice)
{
	EXPECT(date_is_time("00:00") && date_is_time("23:59"));
	EXPECT(!date_is_time("24:00") && !date_is_time("09:60"));
	EXPECT(!date_is_time("9:00") && !date_is_time("") &&
	    !date_is_time("::::0") && !date_is_time("09:00:00"));
}
