#include "base/xlsx.h"
#include "features/opendata/opendata_row.h"
#include "tests/kit.h"
#include "tests/open_file.h"

/* Each kind of file: its headings as published, and what its columns mean. */

static struct open_entries got;
static struct open_report said;

static enum result
read_bytes(struct town *t, const char *kind, const char *bytes, size_t n)
{
	struct open_area area = open_area_of(t->mem, town_request(t)->codes);

	return open_read(t->mem, &area, open_format_find(kind), bytes, n,
	    &got, &said);
}

static enum result
read_text(struct town *t, const char *kind, const char *text)
{
	return read_bytes(t, kind, text, strlen(text));
}

static bool
is(const char *found, const char *wanted)
{
	return found && strcmp(found, wanted) == 0;
}

TEST(all_published_headings_are_read)
{
	static const struct {
		const char *kind, *headings;
	} files[] = {
		{ "wamnet", "wamnet_sfkopendata" },
		{ "nursing", "mhlw_kaigo_jigyosho" },
		{ "medical", "navii_facility_hospital_UNORDERED" },
		{ "medical-hours", "navii_speciality_hours_UNORDERED" },
		{ "town-medical", "suisho_iryokikan" },
		{ "town-childcare", "suisho_kosodate" },
		{ "town-care", "suisho_kaigo" },
		{ "schools", "mext_school_code" },
		{ "shelters", "gsi_shitei_hinanjo_1" },
		{ "emergency-sites", "gsi_kinkyu_hinanbasho_2" },
		{ "town-sites", "jichitai_03_kinkyu_hinanbasho_CONFIRMED_NAMES" },
	};

	for (size_t i = 0; i < COUNT(files); i++) {
		struct open_file file = { .headings = arena_fmt(t->mem,
		    "tests/opendata/%s.csv", files[i].headings),
		    .rows = 400, .one_in = 4 };
		size_t n;
		const char *bytes = open_file_make(t->mem, &file, &n);

		EXPECT(bytes && read_bytes(t, files[i].kind, bytes, n) == OK);
		EXPECT(said.rows == 400 && said.elsewhere == 300);
		EXPECT(got.n == 100 && said.left_out == 0 && said.merged == 0);
		EXPECT(said.nunknown == 0 && said.nmissing <= 1);
		/* Hours and schools come without coordinates. */
		EXPECT(i == 3 || i == 7 || got.at[0]->lat == 4082200);
	}
}

TEST(flags_of_days_closed_say_that_it_is_open)
{
	EXPECT(read_text(t, "medical",
	    "ID,正式名称,正式名称（フリガナ）,都道府県コード,市区町村コード,所在地,"
	    "所在地座標（緯度）,所在地座標（経度）,毎週決まった曜日に休診（月）,"
	    "毎週決まった曜日に休診（火）,毎週決まった曜日に休診（水）,祝日に休診,合計病床数,"
	    "その他の休診日（gw、お盆等）\r\n"
	    "210210100011,見本病院,ﾐﾎﾝ,2,203,青森県八戸市田向1,0.0,0.0,1,0,1,0,300,"
	    "年末\r\n"
	    "0150210100011,他県薬局,,13,101,東京都千代田区1,35.6,139.7,1,1,1,0,,\r\n")
	    == OK);
	EXPECT(got.n == 1 && said.elsewhere == 1);
	EXPECT(is(got.at[0]->opening, "月・水；休み 年末"));
	EXPECT(is(got.at[0]->kind, "病院") && !got.at[0]->lat);
	EXPECT(is(got.at[0]->municipality, "02203"));
	EXPECT(is(got.at[0]->kana, "ミホン"));
	EXPECT(is(got.at[0]->note, "病床数 300"));
	/* Thirteen digits with the zero back; ten that prove themselves. */
	EXPECT(is(got.at[0]->number, "0210100011") ||
	    is(got.at[0]->number, "0210210100011"));
}

TEST(hours_of_departments_come_together_and_impossible_ones_go)
{
	EXPECT(read_text(t, "medical-hours",
	    "ID,診療科目コード,診療科目名,診療時間帯,月_診療開始時間,月_診療終了時間,"
	    "火_診療開始時間,火_診療終了時間,水_診療開始時間,水_診療終了時間\r\n"
	    "0220110113719,01,小児科,1,09:00,12:00,09:00,12:00,00:00,00:00\r\n"
	    "0220110113719,01,小児科,2,14:00,17:00,,,13:00,15:00\r\n"
	    "0220110113719,02,内科,1,09:00,12:00,,,,\r\n"
	    "1310110113719,02,内科,1,09:00,12:00,,,,\r\n") == OK);
	EXPECT(got.n == 1 && said.elsewhere == 1);
	EXPECT(is(got.at[0]->departments, "小児科；内科"));
	EXPECT(is(got.at[0]->opening, "小児科 月火 9:00～12:00\n"
	    "小児科 月 14:00～17:00、水 13:00～15:00\n内科 月 9:00～12:00"));
}

TEST(lists_of_towns_may_lack_columns_and_numbers)
{
	EXPECT(read_text(t, "town-medical",
	    "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,"
	    "医療機関の種類,住所,緯度,経度,電話番号,医療機関コード,診療曜日,診療開始時間,"
	    "診療終了時間,診療科目(;区切り)\r\n"
	    "022063,1,青森県,十和田市,見本クリニック,ミホン,診療所,西十二番町1,,,0176-01-0001,"
	    "\"06,1234,5\",月火木金,09:00,18:00,小児科;内科\r\n"
	    "022063,2,青森県,十和田市,例示歯科,レイジ,歯科診療所,西二番町2,,,,,,,,\r\n")
	    == OK);
	EXPECT(got.n == 2 && is(got.at[0]->number, "0210612345"));
	EXPECT(is(got.at[0]->opening, "月火木金 9:00～18:00"));
	EXPECT(is(got.at[0]->departments, "小児科;内科"));
	EXPECT(is(got.at[0]->address, "西十二番町1"));
	EXPECT(is(got.at[1]->number, "02206-例示歯科"));
	EXPECT(is(got.at[1]->municipality, "02206"));
}

TEST(schools_that_ended_and_universities_stay_out)
{
	EXPECT(read_text(t, "schools",
	    "学校コード一覧（令和8年5月1日現在）\r\n"
	    "学校コード,学校種,都道府県番号,設置区分,本分校,学校名,学校所在地,郵便番号,"
	    "属性情報設定年月日,属性情報廃止年月日,旧学校調査番号,移行後の学校コード\r\n"
	    "E102210000017,E1(特支),02(青森県),2(公),1(本),見本特別支援学校,"
	    "青森県東津軽郡平内町小湊1,393321,2020-04-01,,,\r\n"
	    "B102210000021,B1(小),2(青森県),2(公),9(廃),旧小学校,青森県青森市1,,,,,\r\n"
	    "B102210000031,B1(小),02(青森県),2(公),1(本),元小学校,青森県青森市1,,,"
	    "2021-03-31,,\r\n"
	    "F102210000041,F1(大学),02(青森県),3(私),1(本),見本大学,青森県青森市2,,,,,\r\n"
	    "E103210000017,E1(特支),03(岩手県),2(公),1(本),他県校,岩手県盛岡市1,,,,,\r\n")
	    == OK);
	EXPECT(got.n == 1 && said.left_out == 3 && said.elsewhere == 1);
	EXPECT(is(got.at[0]->municipality, "02301"));
	EXPECT(is(got.at[0]->postcode, "039-3321"));
	EXPECT(is(got.at[0]->address, "小湊1"));
}

TEST(shelters_tell_hazards_and_who_is_taken)
{
	/* A town's own file lacks the third column. */
	EXPECT(read_text(t, "emergency-sites",
	    "NO,共通ID,施設・場所名,住所,洪水,崖崩れ、土石流及び地滑り,高潮,地震,津波,"
	    "大規模な火事,内水氾濫,火山現象,指定避難所との住所同一,緯度,経度,備考\r\n"
	    "1,E0220300001201,見本公園,八戸市田向1,1,,,1,,,,１,1,40.5,141.5,\r\n") ==
	    OK);
	EXPECT(got.n == 1 && got.at[0]->shelter->emergency);
	EXPECT(got.at[0]->shelter->hazards == (1U | 1U << 3 | 1U << 7));
	EXPECT(got.at[0]->shelter->same);
	EXPECT(is(got.at[0]->municipality, "02203"));

	EXPECT(read_text(t, "shelters",
	    "NO,共通ID,都道府県名及び市町村名,施設・場所名,住所,指定緊急避難場所との住所同一,"
	    "その他市町村長が必要と認める事項,受入対象者,緯度,経度,備考\r\n"
	    "1,E0220300001111,青森県八戸市,見本小学校,八戸市田向2,,,,40.5,141.5,\r\n"
	    "2,E0220300002121,青森県八戸市,見本福祉館,八戸市田向3,,,,,,\r\n"
	    "3,E0220300003111,青森県八戸市,例示会館,八戸市田向4,1,,障害児とその家族,,,\r\n"
	    "4,E0320100001111,岩手県盛岡市,他県,盛岡市1,,,,,,\r\n") == OK);
	EXPECT(got.n == 3 && said.elsewhere == 1);
	EXPECT(!got.at[0]->shelter->welfare && got.at[1]->shelter->welfare);
	EXPECT(got.at[2]->shelter->welfare && got.at[2]->shelter->same);
	EXPECT(is(got.at[2]->shelter->accepts, "障害児とその家族"));
}

TEST(site_of_a_town_file_lies_where_it_lies_not_at_its_publisher)
{
	EXPECT(read_text(t, "town-sites",
	    "全国地方公共団体コード,ID,名称,所在地_全国地方公共団体コード,所在地_連結表記,"
	    "災害種別_洪水,災害種別_崖崩れ、土石流及び地滑り,災害種別_高潮,災害種別_地震,"
	    "災害種別_津波,災害種別_大規模な火事,災害種別_内水氾濫,災害種別_火山現象,"
	    "想定収容人数,対象となる町会・自治会\r\n"
	    "22012,0000000001,見本広場,022021,青森県弘前市1,1,,,,,,,,200,見本町会\r\n")
	    == OK);
	EXPECT(got.n == 1 && is(got.at[0]->municipality, "02202"));
	EXPECT(is(got.at[0]->number, "02201-0000000001"));
	EXPECT(got.at[0]->capacity == 200);
	EXPECT(is(got.at[0]->shelter->area, "見本町会"));
}

TEST(several_rows_of_the_bureau_are_one_institution)
{
	static const char *const rows[][10] = {
		{ "コード内容別医療機関一覧表" },
		{ "[青森県]" },
		{ "[令和 8年 7月 1日現在　医科　現存/休止]" },
		{ "項番", "医療機関番号", "医療機関名称", "医療機関所在地", "電話番号",
		    "開設者氏名", "管理者氏名", "指定年月日", "病床数／診療科名", "備考" },
		{ "1", "01,1371,9", "見本病院", "〒030－0006青森市見本町１－１",
		    "017-001-0001", "医療法人見本会", "見本", "昭38. 5. 1",
		    "一般　　　60", "病院" },
		{ "", "", "", "", "", "", "", "交代", "内科　小児科", "現存" },
		{ "", "", "", "", "", "", "", "令8. 1. 1", "" },
		{ "コード内容別医療機関一覧表" },
		{ "2", "01-40055 ", "例示医院", "〒031-0001八戸市例示2", "",
		    "例示", "例示", "平 1. 1. 8", "小児科", "診療所" },
		{ "", "", "", "", "", "", "", "新規", "", "休止" },
	};
	struct xlsx_cell cells[COUNT(rows) * 10] = { 0 };
	struct xlsx_sheet sheet = { .name = "1", .cells = cells,
	    .nrows = COUNT(rows), .ncols = 10 };
	const char *bytes;
	size_t n;

	for (size_t i = 0; i < COUNT(cells); i++)
		cells[i].text = rows[i / 10][i % 10] ? rows[i / 10][i % 10] : "";
	EXPECT(xlsx_write(t->mem, &sheet, 1, &bytes, &n) == OK);
	EXPECT(read_bytes(t, "bureau", bytes, n) == OK);
	EXPECT(got.n == 2 && said.rows == 2 && said.left_out == 0);
	EXPECT(is(got.at[0]->number, "0210113719"));
	EXPECT(is(got.at[0]->kind, "病院"));
	EXPECT(is(got.at[0]->postcode, "030-0006"));
	EXPECT(is(got.at[0]->address, "見本町１－１"));
	EXPECT(is(got.at[0]->municipality, "02201"));
	EXPECT(is(got.at[0]->departments, "内科 小児科") ||
	    is(got.at[0]->departments, "内科　小児科"));
	EXPECT(is(got.at[0]->note, "一般　　　60"));
	/* The first day, not the day on which the term began anew. */
	EXPECT(is(got.at[0]->designated_on, "1963-05-01"));
	EXPECT(!got.at[0]->suspended && got.at[1]->suspended);
	EXPECT(is(got.at[1]->designated_on, "1989-01-08"));
	EXPECT(is(got.at[1]->municipality, "02203"));
	EXPECT(is(got.at[1]->departments, "小児科"));
}
