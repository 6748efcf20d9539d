#include <string.h>

#include "features/opendata/opendata_reader.h"

/*
 * The files we read, heading by heading. A heading that ends in * stands for
 * all that begin so. Spellings of one column follow one another.
 */
#define MUST(heading, field)	{ heading, field, true }
#define MAY(heading, field)	{ heading, field, false }

static const struct open_column wamnet[] = {
	MUST("都道府県コード又は市区町村コード", OPEN_CODE),
	MAY("NO*", OPEN_PASSED),
	MAY("指定機関名", OPEN_PASSED),
	MAY("法人の名称", OPEN_PROVIDER_NAME),
	MAY("法人の名称_かな", OPEN_PROVIDER_KANA),
	MAY("法人番号", OPEN_PROVIDER_NUMBER),
	MAY("法人住所（市区町村）", OPEN_PROVIDER_CITY),
	MAY("法人住所（番地以降）", OPEN_PROVIDER_STREET),
	MAY("法人電話番号", OPEN_PROVIDER_PHONE),
	MAY("法人FAX番号", OPEN_PASSED),
	MAY("法人URL", OPEN_PROVIDER_URL),
	MUST("サービス種別", OPEN_KIND),
	MUST("事業所の名称", OPEN_NAME),
	MAY("事業所の名称_かな", OPEN_KANA),
	MUST("事業所番号", OPEN_NUMBER),
	MUST("事業所住所（市区町村）", OPEN_CITY),
	MAY("事業所住所（番地以降）", OPEN_STREET),
	MAY("事業所電話番号", OPEN_PHONE),
	MAY("事業所FAX番号", OPEN_FAX),
	MAY("事業所URL", OPEN_URL),
	MAY("事業所緯度", OPEN_LATITUDE),
	MAY("事業所経度", OPEN_LONGITUDE),
	MAY("利用可能な時間帯（平日）", OPEN_WEEKDAY),
	MAY("利用可能な時間帯（土曜）", OPEN_SATURDAY),
	MAY("利用可能な時間帯（日曜）", OPEN_SUNDAY),
	MAY("利用可能な時間帯（祝日）", OPEN_HOLIDAY),
	MAY("定休日", OPEN_CLOSED),
	MAY("利用可能曜日特記事項（留意事項）", OPEN_DAYS_NOTE),
	MAY("定員", OPEN_CAPACITY),
};

/* 定員 of a visiting service holds whatever was typed: passed by. */
static const struct open_column kaigo[] = {
	MUST("都道府県コード又は市町村コード", OPEN_CODE),
	MUST("都道府県コード又は市区町村コード", OPEN_CODE),
	MAY("No", OPEN_PASSED),
	MAY("都道府県名", OPEN_PREFECTURE),
	MAY("市区町村名", OPEN_TOWN),
	MUST("事業所名", OPEN_NAME),
	MAY("事業所名カナ", OPEN_KANA),
	MUST("サービスの種類", OPEN_KIND),
	MUST("住所", OPEN_STREET),
	MAY("方書（ビル名等）", OPEN_BUILDING),
	MAY("緯度", OPEN_LATITUDE),
	MAY("経度", OPEN_LONGITUDE),
	MAY("電話番号", OPEN_PHONE),
	MAY("FAX番号", OPEN_FAX),
	MAY("法人番号", OPEN_PROVIDER_NUMBER),
	MAY("法人の名称", OPEN_PROVIDER_NAME),
	MUST("事業所番号", OPEN_NUMBER),
	MAY("利用可能曜日", OPEN_DAYS),
	MAY("利用可能曜日特記事項", OPEN_DAYS_NOTE),
	MAY("定員", OPEN_PASSED),
	MAY("URL", OPEN_URL),
	MAY("高齢者の方と障害者の方が*", OPEN_PASSED),
	MAY("介護保険の通常の指定基準*", OPEN_PASSED),
	MAY("障害福祉の通常の指定基準*", OPEN_PASSED),
	MAY("備考", OPEN_NOTE),
};

/* Despite its name, 毎週決まった曜日に休診 is 1 on a day that is open. */
#define WEEK(before, after) \
	MAY(before "月" after, OPEN_WEEKLY), \
	MAY(before "火" after, OPEN_WEEKLY + 1), \
	MAY(before "水" after, OPEN_WEEKLY + 2), \
	MAY(before "木" after, OPEN_WEEKLY + 3), \
	MAY(before "金" after, OPEN_WEEKLY + 4), \
	MAY(before "土" after, OPEN_WEEKLY + 5), \
	MAY(before "日" after, OPEN_WEEKLY + 6)

static const struct open_column navii[] = {
	MUST("ID", OPEN_NUMBER),
	MUST("正式名称", OPEN_NAME),
	MUST("名称", OPEN_NAME),
	MAY("正式名称（フリガナ）", OPEN_KANA),
	MAY("名称（フリガナ）", OPEN_KANA),
	MAY("略称", OPEN_PASSED),
	MAY("英語表記（ローマ字表記）", OPEN_PASSED),
	MAY("機関区分", OPEN_PASSED),
	MUST("都道府県コード", OPEN_PREFECTURE),
	MUST("市区町村コード", OPEN_CODE),
	MUST("所在地", OPEN_STREET),
	MAY("所在地座標（緯度）", OPEN_LATITUDE),
	MAY("所在地座標（経度）", OPEN_LONGITUDE),
	MAY("案内用ホームページアドレス", OPEN_URL),
	WEEK("毎週決まった曜日に休診（", "）"),
	WEEK("営業日（", "）"),
	MAY("決まった週に休診*", OPEN_PASSED),
	MAY("定期閉店*", OPEN_PASSED),
	MAY("祝日に休診", OPEN_HOLIDAYS),
	MAY("その他の休診日（gw、お盆等）", OPEN_CLOSED),
	MAY("合計病床数", OPEN_BEDS),
	MAY("一般病床", OPEN_PASSED),
	MAY("療養病床*", OPEN_PASSED),
	MAY("精神病床", OPEN_PASSED),
	MAY("結核病床", OPEN_PASSED),
	MAY("感染症病床", OPEN_PASSED),
};

#define DAY_HOURS(day, i) \
	MAY(day "_診療開始時間", OPEN_HOURS + 2 * (i)), \
	MAY(day "_診療終了時間", OPEN_HOURS + 2 * (i) + 1), \
	MAY(day "_外来受付開始時間", OPEN_PASSED), \
	MAY(day "_外来受付終了時間", OPEN_PASSED)

static const struct open_column navii_hours[] = {
	MUST("ID", OPEN_NUMBER),
	MAY("診療科目コード", OPEN_PASSED),
	MUST("診療科目名", OPEN_DEPARTMENT),
	MAY("診療時間帯", OPEN_SLOT),
	DAY_HOURS("月", 0),
	DAY_HOURS("火", 1),
	DAY_HOURS("水", 2),
	DAY_HOURS("木", 3),
	DAY_HOURS("金", 4),
	DAY_HOURS("土", 5),
	DAY_HOURS("日", 6),
	DAY_HOURS("祝", 7),
};

/* The recommended data sets of towns have these in common. */
#define TOWN_COLUMNS \
	MUST("都道府県コード又は市区町村コード", OPEN_CODE), \
	MAY("NO", OPEN_PASSED), \
	MAY("都道府県名", OPEN_PREFECTURE), \
	MAY("市区町村名", OPEN_TOWN), \
	MUST("住所", OPEN_STREET), \
	MAY("方書", OPEN_BUILDING), \
	MAY("緯度", OPEN_LATITUDE), \
	MAY("経度", OPEN_LONGITUDE), \
	MAY("電話番号", OPEN_PHONE), \
	MAY("内線番号", OPEN_EXTENSION), \
	MAY("FAX番号", OPEN_FAX), \
	MAY("法人番号", OPEN_PROVIDER_NUMBER), \
	MAY("URL", OPEN_URL), \
	MAY("備考", OPEN_NOTE)

static const struct open_column medical[] = {
	TOWN_COLUMNS,
	MUST("名称", OPEN_NAME),
	MAY("名称_カナ", OPEN_KANA),
	MUST("医療機関の種類", OPEN_KIND),
	MAY("法人の名称", OPEN_PROVIDER_NAME),
	MAY("医療機関コード", OPEN_NUMBER),
	MAY("診療曜日", OPEN_DAYS),
	MAY("診療開始時間", OPEN_FROM),
	MAY("診療終了時間", OPEN_TO),
	MAY("診療日時特記事項", OPEN_DAYS_NOTE),
	MAY("時間外における対応", OPEN_AFTER_HOURS),
	MAY("診療科目*", OPEN_DEPARTMENTS),
	MAY("病床数", OPEN_BEDS),
};

static const struct open_column childcare[] = {
	TOWN_COLUMNS,
	MUST("名称", OPEN_NAME),
	MAY("名称_カナ", OPEN_KANA),
	MUST("種別", OPEN_KIND),
	MAY("アクセス方法", OPEN_PASSED),
	MAY("駐車場情報", OPEN_PASSED),
	MAY("団体名", OPEN_PROVIDER_NAME),
	MAY("認可等年月日", OPEN_PASSED),
	MAY("収容定員", OPEN_CAPACITY),
	MAY("受入年齢", OPEN_AGES),
	MAY("利用可能曜日", OPEN_DAYS),
	MAY("開始時間", OPEN_FROM),
	MAY("終了時間", OPEN_TO),
	MAY("利用可能日時特記事項", OPEN_DAYS_NOTE),
	MAY("一時預かりの有無", OPEN_PASSED),
	MAY("病児保育の有無", OPEN_PASSED),
};

static const struct open_column care[] = {
	TOWN_COLUMNS,
	MUST("介護サービス事業所名称", OPEN_NAME),
	MAY("介護サービス事業所名称_カナ", OPEN_KANA),
	MUST("実施サービス", OPEN_KIND),
	MAY("法人の名称", OPEN_PROVIDER_NAME),
	MUST("事業所番号", OPEN_NUMBER),
	MAY("利用可能曜日", OPEN_DAYS),
	MAY("利用可能曜日特記事項", OPEN_DAYS_NOTE),
	MAY("定員", OPEN_CAPACITY),
};

static const struct open_column schools[] = {
	MUST("学校コード", OPEN_NUMBER),
	MUST("学校種", OPEN_KIND),
	MUST("都道府県番号", OPEN_PREFECTURE),
	MAY("設置区分", OPEN_PASSED),
	MAY("本分校", OPEN_BRANCH),
	MUST("学校名", OPEN_NAME),
	MUST("学校所在地", OPEN_STREET),
	MAY("郵便番号", OPEN_POSTCODE),
	MAY("属性情報設定年月日", OPEN_PASSED),
	MAY("属性情報廃止年月日", OPEN_ENDED),
	MAY("旧学校調査番号", OPEN_PASSED),
	MAY("移行後の学校コード", OPEN_PASSED),
};

static const struct open_column shelters[] = {
	MAY("NO", OPEN_PASSED),
	MUST("共通ID", OPEN_NUMBER),
	MAY("都道府県名及び市町村名", OPEN_TOWN),
	MUST("施設・場所名", OPEN_NAME),
	MUST("住所", OPEN_STREET),
	MAY("指定緊急避難場所との住所同一", OPEN_BOTH),
	MAY("その他市町村長が必要と認める事項", OPEN_OTHER),
	MAY("受入対象者", OPEN_ACCEPTS),
	MAY("緯度", OPEN_LATITUDE),
	MAY("経度", OPEN_LONGITUDE),
	MAY("備考", OPEN_NOTE),
};

#define HAZARDS(before, of) \
	of(before "洪水", OPEN_HAZARD), \
	of(before "崖崩れ、土石流及び地滑り", OPEN_HAZARD + 1), \
	of(before "高潮", OPEN_HAZARD + 2), \
	of(before "地震", OPEN_HAZARD + 3), \
	of(before "津波", OPEN_HAZARD + 4), \
	of(before "大規模な火事", OPEN_HAZARD + 5), \
	of(before "内水氾濫", OPEN_HAZARD + 6), \
	of(before "火山現象", OPEN_HAZARD + 7)

static const struct open_column sites[] = {
	MAY("NO", OPEN_PASSED),
	MUST("共通ID", OPEN_NUMBER),
	MAY("都道府県名及び市町村名", OPEN_TOWN),
	MUST("施設・場所名", OPEN_NAME),
	MUST("住所", OPEN_STREET),
	HAZARDS("", MUST),
	MAY("指定避難所との住所同一", OPEN_BOTH),
	MAY("緯度", OPEN_LATITUDE),
	MAY("経度", OPEN_LONGITUDE),
	MAY("備考", OPEN_NOTE),
};

static const struct open_column town_sites[] = {
	MUST("全国地方公共団体コード", OPEN_PUBLISHER),
	MUST("ID", OPEN_NUMBER),
	MAY("地方公共団体名", OPEN_PASSED),
	MUST("名称", OPEN_NAME),
	MAY("名称_カナ", OPEN_KANA),
	MAY("名称_英字", OPEN_PASSED),
	MAY("所在地_全国地方公共団体コード", OPEN_CODE),
	MAY("町字ID", OPEN_PASSED),
	MUST("所在地_連結表記", OPEN_STREET),
	MAY("所在地_都道府県", OPEN_PREFECTURE),
	MAY("所在地_市区町村", OPEN_TOWN),
	MAY("所在地_町字", OPEN_PASSED),
	MAY("所在地_番地以下", OPEN_PASSED),
	MAY("建物名等(方書)", OPEN_BUILDING),
	MAY("緯度", OPEN_LATITUDE),
	MAY("経度", OPEN_LONGITUDE),
	MAY("標高", OPEN_PASSED),
	MAY("電話番号", OPEN_PHONE),
	MAY("郵便番号", OPEN_POSTCODE),
	HAZARDS("災害種別_", MUST),
	MAY("指定避難所との重複", OPEN_BOTH),
	MAY("想定収容人数", OPEN_CAPACITY),
	MAY("対象となる町会・自治会", OPEN_AREA),
	MAY("URL", OPEN_URL),
	MAY("備考", OPEN_NOTE),
};

#define COLUMNS(table)	.columns = (table), .ncolumns = COUNT(table)

static const char wam[] = "WAM NET 障害福祉サービス等情報公表システム（加工）";
static const char ministry[] = "厚生労働省 医療情報ネット（ナビイ）（加工）";
static const char town[] = "市町村のオープンデータ（加工）";
static const char survey[] = "国土地理院 指定緊急避難場所・指定避難所データ（加工）";

const struct open_format open_formats[] = {
	{ .kind = "wamnet", .label = "障害福祉サービス（WAM NET）",
	    .credit = wam, .key = open_key_office, COLUMNS(wamnet) },
	{ .kind = "nursing", .label = "訪問看護（介護サービス情報公表）",
	    .credit = "厚生労働省 介護サービス情報公表システム（加工）",
	    .key = open_key_office, COLUMNS(kaigo) },
	{ .kind = "medical", .label = "医療機関・薬局（医療情報ネット）",
	    .credit = ministry, .key = open_key_navii, COLUMNS(navii) },
	{ .kind = "medical-hours", .label = "診療時間（医療情報ネット）",
	    .credit = ministry, .what = OPEN_TIMES, .key = open_key_navii, COLUMNS(navii_hours) },
	{ .kind = "bureau", .label = "医療機関の一覧（厚生局のExcel）",
	    .credit = "東北厚生局 コード内容別医療機関一覧表（加工）" },
	{ .kind = "town-medical", .label = "医療機関一覧（市町村）",
	    .credit = town, .key = open_key_institution, COLUMNS(medical) },
	{ .kind = "town-childcare", .label = "子育て施設一覧（市町村）",
	    .credit = town, .key = open_key_name, COLUMNS(childcare) },
	{ .kind = "town-care", .label = "介護サービス事業所一覧（市町村）",
	    .credit = town, .key = open_key_office, COLUMNS(care) },
	{ .kind = "schools", .label = "学校（文部科学省 学校コード）",
	    .credit = "文部科学省 学校コード一覧（加工）", .key = open_key_school, COLUMNS(schools) },
	{ .kind = "shelters", .label = "指定避難所（国土地理院）",
	    .credit = survey, .what = OPEN_SHELTER, .key = open_key_shelter, COLUMNS(shelters) },
	{ .kind = "emergency-sites", .label = "指定緊急避難場所（国土地理院）",
	    .credit = survey, .what = OPEN_SHELTER, .key = open_key_shelter, COLUMNS(sites) },
	{ .kind = "town-sites", .label = "指定緊急避難場所（市町村、標準データセット）",
	    .credit = town, .what = OPEN_SHELTER, .key = open_key_town_site, COLUMNS(town_sites) },
};

const size_t nopen_formats = COUNT(open_formats);

const struct open_format *
open_format_find(const char *kind)
{
	for (size_t i = 0; i < nopen_formats; i++) {
		if (strcmp(open_formats[i].kind, kind) == 0)
			return &open_formats[i];
	}
	return NULL;
}
