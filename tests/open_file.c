#include "tests/open_file.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"

enum { HEADINGS = 200, MAX_HEADING_BYTES = 16 << 10 };

static const struct town_of_file {
	const char *prefecture, *name, *code6;
	int north, east;		/* 1/1000 degree */
} ours[] = {
	{ "青森県", "青森市", "022012", 40822, 140747 },
	{ "青森県", "弘前市", "022021", 40603, 140464 },
	{ "青森県", "八戸市", "022039", 40512, 141488 },
	{ "青森県", "外ヶ浜町", "023078", 41043, 140632 },
	{ "青森県", "むつ市", "022080", 41293, 141184 },
}, theirs[] = {
	{ "岩手県", "盛岡市", "032018", 39702, 141154 },
	{ "岩手県", "二戸市", "032131", 40271, 141305 },
};

struct writer {
	struct buffer *b;
	const struct open_file *file;
	const struct town_of_file *town;
	size_t row;
};

/* Ten digits with their check digit: weights 2 and 1 from the right. */
static void
write_number(struct writer *w, char section)
{
	char d[24];
	int sum = 0;

	snprintf(d, sizeof(d), "%.2s%c%06zu", w->town->code6, section,
	    w->row % 1000000);
	for (int i = 0; i < 9; i++) {
		int x = (d[8 - i] - '0') * (i % 2 ? 1 : 2);

		sum += x / 10 + x % 10;
	}
	buffer_fmt(w->b, "%s%d", d, (10 - sum % 10) % 10);
}

static void
write_corporation(struct writer *w)
{
	char d[24];
	int sum = 0;

	snprintf(d, sizeof(d), "4%011zu", w->row / 3 % 10000000000);
	for (int i = 0; i < 12; i++)
		sum += (d[11 - i] - '0') * (i % 2 ? 2 : 1);
	buffer_fmt(w->b, "%d%s", 9 - sum % 9, d);
}

static void
write_kind(struct writer *w, const char *heading)
{
	static const char *const wam[] = { "児童発達支援", "放課後等デイサービス",
	    "短期入所", "生活介護", "障害児相談支援", "居宅介護" };

	if (strcmp(heading, "サービス種別") == 0)
		buffer_add(w->b, wam[w->row % COUNT(wam)]);
	else if (strcmp(heading, "学校種") == 0)
		buffer_add(w->b, "E1(特支)");
	else if (strcmp(heading, "医療機関の種類") == 0)
		buffer_add(w->b, "診療所");
	else if (strcmp(heading, "種別") == 0)
		buffer_add(w->b, "保育所");
	else
		buffer_add(w->b, "訪問看護");
}

static void
write_key(struct writer *w, const char *heading)
{
	if (strcmp(heading, "共通ID") == 0) {
		buffer_fmt(w->b, "E%.5s%05zu111", w->town->code6,
		    w->row % 100000);
	} else if (strcmp(heading, "学校コード") == 0) {
		buffer_fmt(w->b, "E1%.2s%09zu", w->town->code6, w->row);
	} else if (strcmp(heading, "ID") == 0 && strstr(w->file->headings,
	    "navii")) {
		buffer_fmt(w->b, "%.2s1", w->town->code6);
		write_number(w, '1');
	} else {
		write_number(w, '5');
	}
}

static void
write_address(struct writer *w, const char *heading)
{
	if (!strstr(heading, "番地以降"))
		buffer_fmt(w->b, "%s%s", w->town->prefecture, w->town->name);
	if (!strstr(heading, "市区町村"))
		buffer_fmt(w->b, "見本町%zu丁目%zu-1", w->row % 9 + 1,
		    w->row % 97 + 1);
}

/* What stands under a heading, by what the heading holds. */
enum what { NOTHING, CODE, CITY_CODE, PREFECTURE_CODE, PREFECTURE, TOWN,
	WHOLE_TOWN, CORPORATION, KEY, KIND, ADDRESS, NORTH, EAST, PHONE, URL,
	KANA, NAME, PROVIDER, HOURS, FLAG, FROM, TO, COUNT_OF, SERIAL };

static const struct {
	const char *holds;
	enum what what;
} rules[] = {
	{ "都道府県コード又は", CODE }, { "全国地方公共団体コード", CODE },
	{ "市区町村コード", CITY_CODE }, { "都道府県コード", PREFECTURE_CODE },
	{ "都道府県番号", PREFECTURE_CODE }, { "都道府県名及び", WHOLE_TOWN },
	{ "地方公共団体名", NOTHING },
	{ "都道府県", PREFECTURE }, { "共通ID", KEY }, { "町字ID", NOTHING },
	{ "法人の名称_かな", KANA }, { "法人の名称", PROVIDER },
	{ "団体名", PROVIDER }, { "法人番号", CORPORATION }, { "事業所番号", KEY },
	{ "医療機関コード", KEY }, { "学校コード", KEY }, { "ID", KEY },
	{ "一時預かり", NOTHING }, { "種別_", FLAG }, { "種別", KIND },
	{ "種類", KIND }, { "学校種", KIND }, { "実施サービス", KIND },
	{ "法人住所", NOTHING }, { "住所同一", FLAG }, { "住所", ADDRESS },
	{ "連結表記", ADDRESS }, { "所在地_市区町村", TOWN },
	{ "市区町村名", TOWN }, { "緯度", NORTH }, { "経度", EAST },
	{ "所在地_", NOTHING }, { "学校所在地", ADDRESS },
	{ "所在地", ADDRESS }, { "電話番号", PHONE }, { "FAX", PHONE },
	{ "URL", URL }, { "アドレス", URL }, { "かな", KANA }, { "カナ", KANA },
	{ "フリガナ", KANA }, { "時間帯（", HOURS }, { "曜日に休診", FLAG },
	{ "診療科目", NAME }, { "診療時間帯", SERIAL },
	{ "診療開始時間", FROM }, { "診療終了時間", TO }, { "定員", COUNT_OF },
	{ "病床", COUNT_OF }, { "収容人数", COUNT_OF }, { "洪水", FLAG },
	{ "崖崩れ", FLAG }, { "高潮", FLAG }, { "地震", FLAG },
	{ "津波", FLAG }, { "火事", FLAG }, { "氾濫", FLAG },
	{ "火山", FLAG }, { "重複", FLAG }, { "NO", SERIAL }, { "No", SERIAL },
	{ "機関名", NOTHING }, { "英字", NOTHING }, { "名", NAME },
};

static enum what
what_of(const char *heading)
{
	for (size_t i = 0; i < COUNT(rules); i++) {
		if (strstr(heading, rules[i].holds))
			return rules[i].what;
	}
	return NOTHING;
}

static void
write_number_of(struct writer *w, enum what what, const char *heading)
{
	/* Who runs three places says the same of itself in three rows. */
	size_t i = strstr(heading, "法人") ? w->row / 3 : w->row;
	int off = (int)(i % 1000);

	switch (what) {
	case CODE: buffer_add(w->b, w->town->code6); break;
	case CITY_CODE: buffer_bytes(w->b, w->town->code6 + 2, 3); break;
	case PREFECTURE_CODE: buffer_bytes(w->b, w->town->code6, 2); break;
	case CORPORATION: write_corporation(w); break;
	case KEY: write_key(w, heading); break;
	case NORTH:
		buffer_fmt(w->b, "%d.%03d%03zu", w->town->north / 1000,
		    w->town->north % 1000, i % 911);
		break;
	case EAST:
		buffer_fmt(w->b, "%d.%03d%03d", w->town->east / 1000,
		    w->town->east % 1000, off);
		break;
	case PHONE:
		buffer_fmt(w->b, "017-%03zu-%04zu", i / 10000 % 1000,
		    (i + (i % 100 ? 0 : (size_t)w->file->edition)) % 10000);
		break;
	case FLAG: buffer_add(w->b, i % 3 ? "1" : ""); break;
	case COUNT_OF: buffer_fmt(w->b, "%zu", i % 40 + 1); break;
	case SERIAL: buffer_fmt(w->b, "%zu", i + 1); break;
	default: break;
	}
}

static void
write_cell(struct writer *w, const char *heading)
{
	enum what what = what_of(heading);

	switch (what) {
	case PREFECTURE: buffer_add(w->b, w->town->prefecture); break;
	case TOWN: buffer_add(w->b, w->town->name); break;
	case WHOLE_TOWN:
		buffer_fmt(w->b, "%s%s", w->town->prefecture, w->town->name);
		break;
	case KIND: write_kind(w, heading); break;
	case ADDRESS: write_address(w, heading); break;
	case URL:
		buffer_fmt(w->b, "https://example.jp/%zu",
		    strstr(heading, "法人") ? w->row / 3 : w->row);
		break;
	case KANA: buffer_add(w->b, "みほんダイ"); break;
	case NAME: buffer_fmt(w->b, "見本第%zu事業所", w->row); break;
	case PROVIDER:
		buffer_fmt(w->b, "見本法人第%zu", w->row / 3);
		break;
	case HOURS: buffer_add(w->b, "09:00～17:30"); break;
	case FROM: buffer_add(w->b, "09:00"); break;
	case TO: buffer_add(w->b, "17:00"); break;
	default: write_number_of(w, what, heading); break;
	}
}

static bool
read_headings(struct arena *mem, const char *path, const char **headings,
    size_t *n)
{
	char *line = arena_take(mem, MAX_HEADING_BYTES), *at = line;
	FILE *f = fopen(path, "rb");
	size_t len = f ? fread(line, 1, MAX_HEADING_BYTES - 1, f) : 0;

	if (f)
		fclose(f);
	if (len < 4)
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	at += strncmp(line, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	for (*n = 0; at && *n < HEADINGS; (*n)++) {
		char *comma = strchr(at, ',');

		if (comma)
			*comma = '\0';
		headings[*n] = at;
		at = comma ? comma + 1 : NULL;
	}
	return true;
}

const char *
open_file_make(struct arena *mem, const struct open_file *file, size_t *n)
{
	const char *headings[HEADINGS];
	size_t ncols;
	struct buffer b = buffer_sized(mem, file->rows * 400 + 4096);
	struct writer w = { &b, file, NULL, 0 };

	if (!read_headings(mem, file->headings, headings, &ncols))
		return NULL;
	buffer_add(&b, "\xef\xbb\xbf");
	for (size_t i = 0; i < ncols; i++)
		buffer_fmt(&b, "%s%s", i ? "," : "", headings[i]);
	buffer_add(&b, "\r\n");
	for (; w.row < file->rows; w.row++) {
		w.town = w.row % file->one_in == 0 ?
		    &ours[w.row / file->one_in % COUNT(ours)] :
		    &theirs[w.row % COUNT(theirs)];
		for (size_t i = 0; i < ncols; i++) {
			buffer_add(&b, i ? "," : "");
			write_cell(&w, headings[i]);
		}
		buffer_add(&b, "\r\n");
	}
	*n = b.len;
	return b.s;
}
