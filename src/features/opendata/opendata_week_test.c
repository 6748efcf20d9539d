#include "features/opendata/opendata_week.h"
#include "features/opendata/opendata.h"
#include "tests/kit.h"

/* Hours of files as weeks: what can be read in one way, and what cannot. */

static struct open_report said;
static struct open_entries got;

static void
read_text(struct town *t, const char *kind, const char *text)
{
	struct open_area area = open_area_of(t->mem, town_request(t)->codes);

	memset(&said, 0, sizeof(said));
	memset(&got, 0, sizeof(got));
	EXPECT(open_read(t->mem, &area, open_format_find(kind), text,
	    strlen(text), &got, &said) == OK);
}

/* 平日, 土曜, 日曜, 祝日, 定休日, 特記事項 */
static void
expect_wam(struct town *t, const char *cells, const char *week)
{
	read_text(t, "wamnet", arena_fmt(t->mem,
	    "都道府県コード又は市区町村コード,サービス種別,事業所の名称,事業所番号,"
	    "事業所住所（市区町村）,利用可能な時間帯（平日）,利用可能な時間帯（土曜）,"
	    "利用可能な時間帯（日曜）,利用可能な時間帯（祝日）,定休日,"
	    "利用可能曜日特記事項（留意事項）\r\n"
	    "022012,短期入所,見本の家,0210100011,青森県青森市,%s\r\n", cells));
	EXPECT(got.n == 1);
	if (strcmp(got.at[0]->week, week) != 0)
		fprintf(stderr, "%s: %s\n", cells, got.at[0]->week);
	EXPECT(strcmp(got.at[0]->week, week) == 0);
}

#define MON_FRI "mon 09:00-17:00,tue 09:00-17:00,wed 09:00-17:00," \
    "thu 09:00-17:00,fri 09:00-17:00"

TEST(hours_of_wam_net_are_a_week_when_every_day_is_told)
{
	expect_wam(t, "09:00～17:00,,,,土・日・祝日,", MON_FRI);
	expect_wam(t, "9時～17時,なし,休み,定休日,,", MON_FRI);
	expect_wam(t, "９：００〜１７：００,,,,土曜日、日曜日、祝日、年末年始（12/29～1/3）,",
	    MON_FRI);
	expect_wam(t, "9:00-17:00,,,,土日祝 12月29日～1月3日,要予約", MON_FRI);
	expect_wam(t, "9:00～17:00,9:00～12:00,,,日・祝,",
	    MON_FRI ",sat 09:00-12:00");
	expect_wam(t, "9:00～12:00・13:00～17:00,,,,土～祝,",
	    "mon 09:00-12:00,mon 13:00-17:00,tue 09:00-12:00,"
	    "tue 13:00-17:00,wed 09:00-12:00,wed 13:00-17:00,"
	    "thu 09:00-12:00,thu 13:00-17:00,fri 09:00-12:00,"
	    "fri 13:00-17:00");
	expect_wam(t, "9:00～17:00,,,,水・土・日・祝,",
	    "mon 09:00-17:00,tue 09:00-17:00,thu 09:00-17:00,"
	    "fri 09:00-17:00");
	expect_wam(t, "0:00～24:00,24時間,24時間,24時間,なし,",
	    "mon 00:00-24:00,tue 00:00-24:00,wed 00:00-24:00,"
	    "thu 00:00-24:00,fri 00:00-24:00,sat 00:00-24:00,"
	    "sun 00:00-24:00,hol 00:00-24:00");
}

TEST(hours_that_can_be_read_in_two_ways_stay_text)
{
	static const char *const unclear[] = {
		",,,,,",			/* nothing told */
		",,,,日・祝,",			/* days closed, no hours */
		"9:00～17:00,,,,,",		/* Saturday: open or not? */
		"9:00～17:00,,,,日・祝,",
		"9:00～17:00,9:00～12:00,,,土日祝,",	/* against itself */
		"9:00～17:00,,,,平日・土日祝,",
		"9:00～17:00,,,,月～祝,",
		"9:00～17:00,,,,第2土曜・日・祝,",
		"9:00～17:00,,,,隔週土曜・日・祝,",
		"9:00～17:00,,,,不定休,",
		"9:00～17:00,,,,月1回・土日祝,",
		"9:00～17:00,,,,水曜午後・土日祝,",
		"9:00～17:00,,,,日曜～土曜,",
		"9:00～17:00,,,,土日祝,第3水曜は休み",
		"9:00～17:00,,,,土日祝,長期休暇は8:30から",
		"9:00～17:00,,,,土日祝,金曜のみ15時まで",
		"18:00～9:00,,,,土日祝,",	/* over midnight */
		"00:00～00:00,,,,土日祝,",	/* all day, or none */
		"00:45～17:15,,,,土日祝,",	/* meant to be 8:45 */
		"0:00～17:00,,,,土日祝,",
		"9:00,,,,土日祝,",
		"9:00～17:00（応相談）,,,,土日祝,",
		"午前9時～午後5時,,,,土日祝,",
		"9:00～25:00,,,,土日祝,",
	};

	for (size_t i = 0; i < COUNT(unclear); i++)
		expect_wam(t, unclear[i], "");
	/* The text is there all the same. */
	expect_wam(t, "9:00～17:00,,,,第2土曜・日・祝,", "");
	EXPECT(strstr(got.at[0]->opening, "第2土曜"));
}

static void
expect_town(struct town *t, const char *cells, const char *week)
{
	read_text(t, "town-medical", arena_fmt(t->mem,
	    "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,"
	    "医療機関の種類,住所,診療曜日,診療開始時間,診療終了時間,"
	    "診療日時特記事項\r\n"
	    "022063,1,青森県,十和田市,見本クリニック,診療所,西十二番町1,%s\r\n",
	    cells));
	EXPECT(got.n == 1);
	EXPECT(strcmp(got.at[0]->week, week) == 0);
}

TEST(hours_of_towns_are_the_listed_days_at_one_time)
{
	expect_town(t, "月火木,09:00,18:00,", "mon 09:00-18:00,"
	    "tue 09:00-18:00,thu 09:00-18:00");
	expect_town(t, "月～水、祝,9:00,12:30,", "mon 09:00-12:30,"
	    "tue 09:00-12:30,wed 09:00-12:30,hol 09:00-12:30");
	expect_town(t, "月火木,09:00,18:00,木曜は午前のみ", "");
	expect_town(t, "月火木,09:00,,", "");
	expect_town(t, "月火木,18:00,09:00,", "");
	expect_town(t, "毎日,09:00,18:00,", "");
	expect_town(t, ",09:00,18:00,", "");
	expect_town(t, "月火木,,,", "");
}

#define HOURS_HEAD \
    "ID,診療科目コード,診療科目名,診療時間帯,月_診療開始時間,月_診療終了時間," \
    "火_診療開始時間,火_診療終了時間,水_診療開始時間,水_診療終了時間," \
    "木_診療開始時間,木_診療終了時間,金_診療開始時間,金_診療終了時間," \
    "土_診療開始時間,土_診療終了時間,日_診療開始時間,日_診療終了時間," \
    "祝_診療開始時間,祝_診療終了時間\r\n"
#define CLINIC(department, slot, monday, tuesday) \
    "0220110113719,01," department "," slot "," monday "," tuesday \
    ",00:00,00:00,,,,,,,,,,\r\n"

static void
expect_hours(struct town *t, const char *rows, const char *week)
{
	read_text(t, "medical-hours", arena_fmt(t->mem, "%s%s", HOURS_HEAD,
	    rows));
	EXPECT(got.n == 1);
	EXPECT(strcmp(open_clinics_week(t->mem, got.at[0]->clinics), week)
	    == 0);
}

TEST(hours_of_departments_are_a_week_when_all_are_the_same)
{
	expect_hours(t, CLINIC("小児科", "1", "09:00,12:00", "09:00,12:00")
	    CLINIC("小児科", "2", "14:00,17:00", ","),
	    "mon 09:00-12:00,mon 14:00-17:00,tue 09:00-12:00");
	/* Rows in any order; departments that agree. */
	expect_hours(t, CLINIC("小児科", "2", "14:00,17:00", ",")
	    CLINIC("内科", "1", "09:00,12:00", ",")
	    CLINIC("小児科", "1", "09:00,12:00", ",")
	    CLINIC("内科", "2", "14:00,17:00", ","),
	    "mon 09:00-12:00,mon 14:00-17:00");
	/* One of them has other hours, or cannot be read. */
	expect_hours(t, CLINIC("小児科", "1", "09:00,12:00", ",")
	    CLINIC("内科", "1", "09:00,12:30", ","), "");
	expect_hours(t, CLINIC("小児科", "1", "09:00,12:00", "9時半頃,12:00"),
	    "");
	expect_hours(t, CLINIC("小児科", "1", "09:00,", ","), "");
	expect_hours(t, CLINIC("小児科", "1", "00:45,17:15", ","), "");
	expect_hours(t, CLINIC("小児科", "1", "12:00,09:00", ","), "");
	/* The same stretch twice, or over one another. */
	expect_hours(t, CLINIC("小児科", "1", "09:00,12:00", ",")
	    CLINIC("小児科", "2", "11:00,13:00", ","), "");
	expect_hours(t, CLINIC("小児科", "1", "00:00,00:00", ","), "");
	/* A file that lacks days does not say that they are closed. */
	read_text(t, "medical-hours",
	    "ID,診療科目コード,診療科目名,診療時間帯,月_診療開始時間,月_診療終了時間\r\n"
	    "0220110113719,01,小児科,1,09:00,12:00\r\n");
	EXPECT(got.n == 1 && !*open_clinics_week(t->mem, got.at[0]->clinics));
}

/* 1 says open, whatever the name of the column says: and no hours are told. */
TEST(flags_of_days_closed_are_no_week)
{
	read_text(t, "medical",
	    "ID,正式名称,都道府県コード,市区町村コード,所在地,"
	    "所在地座標（緯度）,所在地座標（経度）,毎週決まった曜日に休診（月）,"
	    "毎週決まった曜日に休診（火）,合計病床数\r\n"
	    "210210100011,見本病院,2,203,青森県八戸市田向1,0.0,0.0,1,0,300\r\n");
	EXPECT(got.n == 1 && !*got.at[0]->week &&
	    strcmp(got.at[0]->opening, "月") == 0);
}

TEST(week_of_a_file_is_the_opening_of_its_service_and_shown)
{
	struct open_run run;
	const char *file = "都道府県コード又は市区町村コード,サービス種別,"
	    "事業所の名称,事業所番号,事業所住所（市区町村）,"
	    "利用可能な時間帯（平日）,定休日\r\n"
	    "022012,短期入所,見本の家,0210100011,青森県青森市,9:00～17:00,"
	    "土日祝\r\n";

	EXPECT(opendata_run(town_request(t), open_format_find("wamnet"),
	    "f.csv", file, strlen(file), false, &run) == OK);
	EXPECT(town_number(t, "SELECT count(*) FROM service WHERE opening = '"
	    MON_FRI "' AND opening_note LIKE '%土日祝%'") == 1);
	get(t, "/services.csv");
	EXPECT_SEES(t, "月～金 9:00-17:00");
	EXPECT(opendata_run(town_request(t), open_format_find("wamnet"),
	    "f.csv", file, strlen(file), false, &run) == OK);
	EXPECT(run.fates[OPEN_SAME] == 1 && !run.id);
}
