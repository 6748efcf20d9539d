#include <iconv.h>

#include "base/xlsx.h"
#include "features/opendata/opendata_row.h"
#include "features/opendata/opendata_value.h"
#include "tests/kit.h"

/* The traps of files of open data, one by one. */

#define WAM_HEAD \
    "都道府県コード又は市区町村コード,NO（※システム内の固有の番号、連番）,サービス種別," \
    "事業所の名称,事業所番号,事業所住所（市区町村）,事業所住所（番地以降）,事業所電話番号," \
    "事業所緯度,事業所経度,定員,法人番号\r\n"
#define NURSING_HEAD \
    "都道府県コード又は市町村コード,No,都道府県名,市区町村名,事業所名,サービスの種類," \
    "住所,方書（ビル名等）,緯度,経度,電話番号,事業所番号,利用可能曜日,定員,URL\r\n"

static struct open_entries got;
static struct open_report said;

static enum result
read_bytes(struct town *t, const char *kind, const char *bytes, size_t n)
{
	struct request *r = town_request(t);
	struct open_area area = open_area_of(t->mem, r->codes);

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

static bool
noted(size_t line, const char *says)
{
	for (size_t i = 0; i < said.nnotes && i < OPEN_NOTES; i++) {
		if (said.notes[i].line == line && strstr(said.notes[i].says, says))
			return true;
	}
	return false;
}

UNIT(code_of_a_municipality_is_restored_when_its_check_digit_proves_it)
{
	struct arena *mem = arena_new();
	const char *says = NULL;

	EXPECT(is(open_code(mem, "022012", NULL, &says), "02201") && !says);
	EXPECT(is(open_code(mem, "02201", NULL, &says), "02201") && !says);
	EXPECT(is(open_code(mem, "０２", NULL, &says), "02") && !says);
	EXPECT(is(open_code(mem, "92011", NULL, &says), "09201") && says);
	says = NULL;
	EXPECT(is(open_code(mem, "2201", NULL, &says), "02201") && says);
	says = NULL;
	EXPECT(!open_code(mem, "022013", NULL, &says) && says);
	/* Two readings: the rest of the row decides, or nobody. */
	says = NULL;
	EXPECT(!open_code(mem, "22101", NULL, &says) && says);
	says = NULL;
	EXPECT(is(open_code(mem, "22101", "02", &says), "02210") && says);
	says = NULL;
	EXPECT(is(open_code(mem, "22101", "22", &says), "22101") && !says);
	EXPECT(!open_code(mem, "99999", NULL, &says) && says);
	arena_free(mem);
}

UNIT(numbers_get_back_the_zero_a_spreadsheet_ate)
{
	struct arena *mem = arena_new();
	const char *says = NULL;

	EXPECT(is(open_number(mem, "0110113719", NULL, &says), "0110113719"));
	EXPECT(!says);
	EXPECT(is(open_number(mem, "110113719", NULL, &says), "0110113719"));
	EXPECT(says);
	says = NULL;
	EXPECT(!open_number(mem, "110113718", NULL, &says) && says);
	says = NULL;
	EXPECT(is(open_number(mem, "250100010", "02", &says), "0250100010"));
	says = NULL;
	EXPECT(!open_number(mem, "2.5E+08", "02", &says) && says);
	says = NULL;
	EXPECT(is(open_institution(mem, "01,1234,5", "02", '1', &says),
	    "0210112345"));
	EXPECT(is(open_institution(mem, "01-12345 ", "02", '3', &says),
	    "0230112345"));
	EXPECT(is(open_institution(mem, "020112345", "02", '1', &says),
	    "0210112345") && !says);
	EXPECT(is(open_institution(mem, "112345", "02", '1', &says),
	    "0210112345") && says);
	says = NULL;
	EXPECT(is(open_corporation(mem, "7000012050002", &says),
	    "7000012050002") && !says);
	EXPECT(!open_corporation(mem, "7000012050003", &says) && says);
	arena_free(mem);
}

UNIT(telephones_postal_codes_and_hours_are_written_one_way)
{
	struct arena *mem = arena_new();
	const char *says = NULL;
	int64_t n;

	EXPECT(is(open_phone(mem, "０１７－７２２－１１１１", &says),
	    "017-722-1111") && !says);
	EXPECT(is(open_phone(mem, "(017)722ー1111", &says), "017-722-1111"));
	EXPECT(!says);
	EXPECT(is(open_phone(mem, "17-722-1111", &says), "017-722-1111"));
	EXPECT(says);
	says = NULL;
	EXPECT(!open_phone(mem, "722-1111", &says) && says);
	says = NULL;
	EXPECT(is(open_postcode(mem, "〒０３０－８５５３", &says), "030-8553"));
	EXPECT(!says && is(open_postcode(mem, "308553", &says), "030-8553"));
	EXPECT(is(open_hours(mem, "09:00", "17時30分"), "9:00～17:30"));
	EXPECT(is(open_hours(mem, "00:00", "00:00"), ""));
	EXPECT(is(open_day(mem, "昭38. 5. 1", "2026-04-01", &says),
	    "1963-05-01"));
	says = NULL;
	EXPECT(open_capacity(mem, "１０人", &n, &says) && n == 10 && !says);
	EXPECT(!open_capacity(mem, "24時間", &n, &says) && says);
	arena_free(mem);
}

TEST(national_file_keeps_only_our_prefecture)
{
	EXPECT(read_text(t, "wamnet", "\xef\xbb\xbf" WAM_HEAD
	    "022012,1,児童発達支援,見本ひろば,0250100011,青森県青森市,新町1-1,"
	    "017-001-0001,40.8223,140.7474,10,7000012050002\r\n"
	    "032018,2,児童発達支援,盛岡ひろば,0350100011,岩手県盛岡市,内丸1,"
	    "019-001-0001,39.7,141.15,10,\r\n"
	    "020001,3,短期入所,例示の家,0210300012,青森県八戸市,内丸2-1,"
	    "0178-01-0001,,,5人,\r\n"
	    "020001,4,短期入所,となりの家,0210300020,岩手県二戸市,福岡1,,,,,\r\n")
	    == OK);
	EXPECT(said.rows == 4 && said.elsewhere == 2 && got.n == 2);
	EXPECT(is(got.at[0]->municipality, "02201"));
	EXPECT(is(got.at[0]->address, "新町1-1"));
	EXPECT(got.at[0]->lat == 4082230 && got.at[0]->capacity == 10);
	/* The code may be of who designated it: the address says where. */
	EXPECT(is(got.at[1]->municipality, "02203") && got.at[1]->capacity == 5);
	EXPECT(is(got.at[1]->kind, "短期入所") && !said.nnotes);
}

TEST(columns_are_found_by_name_under_a_title_in_any_order_and_width)
{
	EXPECT(read_text(t, "wamnet",
	    "令和8年3月末時点\r\n\r\n"
	    "定員,事業所住所(市区町村),ｻｰﾋﾞｽ種別,事業所の名称,"
	    "都道府県コード 又は市区町村コード,事業所番号,見知らぬ列,NO,,\r\n"
	    "10,青森県外ケ浜町,放課後等デイサービス,見本,023078,0252300017,x,1,,\r\n")
	    == OK);
	EXPECT(got.n == 1 && is(got.at[0]->municipality, "02307"));
	EXPECT(is(got.at[0]->kind, "放課後等デイサービス"));
	EXPECT(got.at[0]->capacity == 10 && got.at[0]->line == 4);
	EXPECT(said.nunknown == 1 && is(said.unknown[0], "見知らぬ列"));
	EXPECT(said.nmissing > 5 && is(said.missing[0], "法人の名称"));
}

TEST(file_without_its_key_column_is_refused)
{
	EXPECT(read_text(t, "wamnet", "都道府県コード又は市区町村コード,サービス種別,"
	    "事業所の名称,事業所住所（市区町村）\r\n022012,短期入所,見本,青森市\r\n") ==
	    INVALID);
	EXPECT(said.refused && is(said.refused_column, "事業所番号"));
	EXPECT(got.n == 0);
	EXPECT(read_text(t, "wamnet", "a,b\n1,2\n") == INVALID && said.refused);
	EXPECT(read_text(t, "schools", "") == INVALID && said.refused);
	EXPECT(read_text(t, "bureau", WAM_HEAD) == INVALID && said.refused);
}

TEST(two_rows_for_one_key_are_merged_or_both_left_out)
{
	EXPECT(read_text(t, "wamnet", WAM_HEAD
	    "022012,1,短期入所,見本の家,0210100011,青森市,新町1,,,,,\r\n"
	    "022012,2,短期入所,見本の家,0210100011,青森市,新町1,017-001-0001,,,8,\r\n"
	    "022012,3,生活介護,見本の家,0210100011,青森市,新町1,,,,,\r\n"
	    "022012,4,短期入所,例示の家,0210100029,青森市,新町2,,,,,\r\n"
	    "022012,5,短期入所,別の家,0210100029,青森市,浜田3,,,,,\r\n") == OK);
	EXPECT(got.n == 3 && said.merged == 1 && said.left_out == 2);
	EXPECT(is(got.at[0]->phone, "017-001-0001") && got.at[0]->capacity == 8);
	EXPECT(noted(3, "1つにまとめました") && noted(5, "違う行") &&
	    noted(6, "違う行"));
	EXPECT(got.at[2]->clashes && !got.at[0]->clashes);
}

TEST(coordinates_that_cannot_be_are_mended_or_not_used)
{
	EXPECT(read_text(t, "wamnet", WAM_HEAD
	    "022012,1,短期入所,甲,0210100011,青森市,新町1,,0.0,0.0,,\r\n"
	    "022012,2,短期入所,乙,0210100029,青森市,新町2,,140.7474,40.8223,,\r\n"
	    "022012,3,短期入所,丙,0210100037,青森市,新町3,,35.68,139.69,,\r\n"
	    "022012,4,短期入所,丁,0210100045,青森市,新町4,,40.8244,140.74,,\r\n"
	    "022039,5,短期入所,戊,0210300025,八戸市,内丸1,,40.8244,140.74,,\r\n"
	    "022012,6,短期入所,己,0210100052,青森市,新町5,,北緯,x,,\r\n") == OK);
	EXPECT(got.n == 6);
	EXPECT(!got.at[0]->lat && noted(2, "0なので"));
	EXPECT(got.at[1]->lat == 4082230 &&
	    got.at[1]->lng == 14074740 && noted(3, "入れかわって"));
	EXPECT(!got.at[2]->lat && noted(4, "県の外"));
	EXPECT(!got.at[3]->lat && !got.at[4]->lat &&
	    noted(6, "ほかの市町村"));
	EXPECT(!got.at[5]->lat && noted(7, "読めません"));
}

static size_t
to_cp932(const char *text, char *bytes, size_t room)
{
	iconv_t cd = iconv_open("CP932", "UTF-8");
	char *in = (char *)(uintptr_t)text, *out = bytes;
	size_t left = strlen(text);

	EXPECT(cd != (iconv_t)-1);
	EXPECT(iconv(cd, &in, &left, &out, &room) == 0 && !left);
	iconv_close(cd);
	return (size_t)(out - bytes);
}

TEST(every_encoding_of_towns_is_read)
{
	static const char text[] = NURSING_HEAD
	    "020001,0260190010,青森県,青森市,見本訪問看護,訪問看護,新町1-1,\"見本ビル\n"
	    "2階\",40.82,140.74,017-001-0001,0260190010,\"平日,土曜日\",24時間,"
	    "http://example.jp/,,\r\n";
	char cp932[4096], utf16[4096] = "\xff\xfe";
	size_t n, len = 2;

	n = to_cp932(text, cp932, sizeof(cp932));
	EXPECT(read_bytes(t, "nursing", cp932, n) == OK && got.n == 1);
	EXPECT(is(got.at[0]->name, "見本訪問看護"));
	EXPECT(is(got.at[0]->address, "新町1-1 見本ビル\n2階"));
	EXPECT(is(got.at[0]->opening, "平日,土曜日"));
	EXPECT(got.at[0]->capacity == -1 && !said.nnotes);
	EXPECT(is(got.at[0]->municipality, "02201"));

	/* Tabs, two bytes a letter, under a title. */
	for (const char *s = "t\n学校コード\t学校種\t都道府県番号\t学校名\t学校所在地\n"
	    "E102210000017\tE1(特支)\t02(青森県)\t見本特別支援学校\t青森県青森市見本\n";
	    *s;) {
		unsigned c = (unsigned char)*s++;

		if (c >= 0xe0) {
			c = (c & 15) << 12 | ((unsigned)s[0] & 63) << 6 |
			    ((unsigned)s[1] & 63);
			s += 2;
		}
		utf16[len++] = (char)(c & 255);
		utf16[len++] = (char)(c >> 8);
	}
	EXPECT(read_bytes(t, "schools", utf16, len) == OK && got.n == 1);
	EXPECT(is(got.at[0]->kind, "特別支援学校"));
	EXPECT(is(got.at[0]->number, "E102210000017"));
}

TEST(row_of_a_prefecture_nobody_knows_is_left_out_and_told)
{
	EXPECT(read_text(t, "wamnet", WAM_HEAD
	    "x,1,短期入所,甲,A1,どこか,1,,,,,\r\n"
	    "022012,2,短期入所,乙,,青森市,1,,,,,\r\n"
	    "022012,3,,丙,0210100011,青森市,1,,,,,\r\n"
	    "022012,4,短期入所,,0210100011,青森市,1,,,,,\r\n") == OK);
	EXPECT(got.n == 0 && said.left_out == 4 && said.elsewhere == 0);
	EXPECT(noted(2, "読めません") && noted(3, "番号がない") &&
	    noted(4, "種類がありません") && noted(5, "名前がありません"));
}
