/*
 * A made-up register of any size, as the CSV files that `tsunagu import`
 * reads: register DIR CHILDREN CONTACTS FIRST_YEAR YEARS. The children are born
 * in the eighteen years before.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t state = 42;

static unsigned
below(unsigned n)
{
	state = state * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)((state >> 33) % n);
}

#define PICK(list) list[below(sizeof(list) / sizeof(list[0]))]

static const char *const towns[] = { "青森市", "弘前市", "八戸市", "黒石市",
	"五所川原市", "十和田市", "三沢市", "むつ市", "つがる市", "平川市", "平内町",
	"藤崎町", "野辺地町", "七戸町", "おいらせ町", "大間町", "三戸町", "五戸町", "" };
static const char *const first_kana[] = { "ア", "カ", "サ", "タ", "ナ", "ハ", "マ",
	"ヤ", "ラ", "ワ" };
static const char *const kana[] = { "オイ", "キラ", "クラ", "ミホン", "レイ", "ソウ",
	"モギ", "カリ", "シン", "ユウ", "ナツ", "ハル" };
static const char *const names[] = { "見本", "例示", "架空", "仮名", "想定", "模擬",
	"練習", "試行" };
static const char *const methods[] = { "訪問", "訪問", "訪問", "訪問", "訪問",
	"訪問", "訪問", "オンライン", "電話", "来所" };
static const char *const requesters[] = { "保育所・認定こども園", "医療機関",
	"学校・教育機関", "本人・家族", "相談支援事業所", "市町村", "訪看", "その他" };
static const char *const topics[] = { "日常生活・環境整備", "就園・就学",
	"講師派遣依頼", "会議参加依頼", "医ケア対応の見直し", "在宅移行に関する助言",
	"成人期移行", "その他" };
static const char *const partners[] = { "相談支援事業所", "学校・特別支援学校",
	"保育所・こども園", "訪問看護", "医療機関", "教育委員会", "県" };
static const char body[] = "園を訪問し、緊急時の対応を職員と確認した。救急要請の順番と"
    "連絡網を決め、次回は停電のときの行き先と電源について話し合う。";

static FILE *
open_in(const char *dir, const char *name)
{
	char path[1000];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

static void
write_children(const char *dir, unsigned n, unsigned first)
{
	FILE *f = open_in(dir, "children.csv");

	fputs("児童ID,氏名,フリガナ,生年月日,性別,市町村,医療的ケア\n", f);
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "B%06u,%s %s%u,%s%s %s%s,%u-%02u-%02u,%s,%s,%s\n", i,
		    PICK(names), PICK(names), below(100), PICK(first_kana),
		    PICK(kana), PICK(first_kana), PICK(kana), first - 18 + below(18),
		    1 + below(12), 1 + below(28), below(2) ? "女" : "男",
		    PICK(towns), below(10) ? "有" : "無");
	fclose(f);
}

static void
write_contacts(const char *dir, unsigned children, unsigned n,
    unsigned first, unsigned years)
{
	FILE *f = open_in(dir, "contacts.csv");

	fputs("記録ID,対応日,児童ID,対応方法,相談依頼元,相談内容,連携先機関,内容\n", f);
	for (unsigned i = 0; i < n; i++) {
		unsigned month = below(12), year = first + below(years);

		fprintf(f, "C%07u,%u-%02u-%02u,", i, month < 9 ? year : year + 1,
		    (month + 3) % 12 + 1, 1 + below(28));
		if (below(20))
			fprintf(f, "B%06u", below(children));
		fprintf(f, ",%s,%s,%s；%s；%s,%s；%s,%s\n", PICK(methods),
		    PICK(requesters), PICK(topics), PICK(topics), PICK(topics),
		    PICK(partners), PICK(partners), body);
	}
	fclose(f);
}

int
main(int argc, char **argv)
{
	unsigned n[4];

	if (argc != 6) {
		fputs("usage: register DIR CHILDREN CONTACTS FIRST_YEAR YEARS\n",
		    stderr);
		return 2;
	}
	for (int i = 0; i < 4; i++)
		n[i] = (unsigned)strtoul(argv[i + 2], NULL, 10);
	write_children(argv[1], n[0], n[2]);
	write_contacts(argv[1], n[0], n[1], n[2], n[3]);
	return 0;
}
