#include "features/casebook/casebook_pseudonym.h"
#include "tests/kit.h"

/* Two children of one surname, a mother, a nurse, places. */
static struct pseudonyms *
everybody(struct arena *mem)
{
	static const struct known all[] = {
		{ KNOWN_CHILD, "見本 さくら", "ミホン サクラ", NULL, false },
		{ KNOWN_FAMILY, "見本 明子", NULL, NULL, false },
		{ KNOWN_CHILD, "見本 すみれ", "ミホン スミレ", NULL, false },
		{ KNOWN_CHILD, "森 はな", "モリ ハナ", NULL, false },
		{ KNOWN_STAFF, "看護師 花子", NULL, NULL, false },
		{ KNOWN_STAFF, "例山 太郎", NULL, NULL, false },
		{ KNOWN_AGENCY, "社会福祉法人 例会 さくら園", NULL, "園", false },
		{ KNOWN_AGENCY, "例山病院", NULL, "病院", false },
		{ KNOWN_AGENCY, "さくら保育園", NULL, "園", false },
		{ KNOWN_PLACE, "青森市", NULL, "ある市", false },
	};
	struct pseudonyms *p = pseudonyms_new(mem);

	for (size_t i = 0; i < COUNT(all); i++)
		pseudonyms_add(p, &all[i]);
	return p;
}

static void
veils(const char *text, const char *wanted)
{
	struct arena *mem = arena_new();
	const char *got = pseudonyms_veil(everybody(mem), text);

	if (strcmp(got, wanted) != 0)
		printf("%s\n-> %s\nnot %s\n", text, got, wanted);
	EXPECT(strcmp(got, wanted) == 0);
	arena_free(mem);
}

UNIT(pseudonym_is_the_same_however_the_name_is_written)
{
	veils("見本 さくらさん、見本さくら、ミホンサクラちゃん、みほん さくら、ﾐﾎﾝ ｻｸﾗ、さくらちゃんと",
	    "Aさん、Aさん、Aさん、Aさん、Aさん、Aさんと");
}

UNIT(pseudonym_leaves_words_that_only_hold_a_name)
{
	veils("青森県の森林で話を聞く。おはなしとはなし。さくらんぼ。",
	    "青森県の森林で話を聞く。おはなしとはなし。さくらんぼ。");
	veils("森さんとはなちゃんは", "AさんとAさんは");
	veils("看護師さんが来た", "看護師さんが来た");
}

UNIT(pseudonym_of_an_agency_whose_name_holds_a_persons_stays_the_agencys)
{
	veils("例山病院の例山先生が、さくら保育園のさくらさんを診た",
	    "A病院のB職員先生が、C園のDさんを診た");
}

UNIT(pseudonym_of_two_children_of_one_surname_does_not_choose)
{
	veils("見本さくらさんと見本すみれさん。見本さんは元気。",
	    "AさんとBさん。AさんまたはBさんは元気。");
}

UNIT(pseudonym_makes_days_months_whoever_wrote_them)
{
	veils("令和8年4月3日（金）と4/3、R8.4.3、2026-04-03、2026年4月3日、令和八年四月三日",
	    "令和8年4月と4月、令和8年4月、2026年4月、2026年4月、令和八年4月");
	veils("１２月５日に、1/2量、体温37.5、1/40", "12月に、1/2量、体温37.5、1/40");
	veils("R８．４．３受診", "令和8年4月受診");
}

UNIT(pseudonym_takes_away_numbers_and_addresses)
{
	veils("電話017-722-1234、090-1234-5678、０１７２（３３）１２３４、33-1234",
	    "電話（電話番号）、（電話番号）、（電話番号）、（電話番号）");
	veils("青森市長島1丁目2-3に住む", "ある市（住所）に住む");
	veils("a.b@example.jpへ", "（メール）へ");
	veils("SpO2 95、吸引 10-15回", "SpO2 95、吸引 10-15回");
}

UNIT(pseudonym_doubts_what_might_be_a_name)
{
	struct arena *mem = arena_new();
	struct pseudonyms *p = everybody(mem);
	const struct veiled *d;
	size_t n;

	(void)pseudonyms_veil(p, "架空さんと話した。様子を見る。お母さんと皆さん、"
	    "たくさん。さくらさん。");
	d = pseudonyms_doubts(p, &n);
	EXPECT(n == 1);
	EXPECT(strcmp(d[0].was, "架空さん") == 0);
	(void)pseudonyms_veil(p, "はなし");
	d = pseudonyms_doubts(p, &n);
	EXPECT(n == 2);
	EXPECT(strcmp(d[1].was, "…はなし…") == 0);
	arena_free(mem);
}

UNIT(pseudonym_tells_the_editor_what_was_replaced)
{
	struct arena *mem = arena_new();
	struct pseudonyms *p = everybody(mem);
	const struct veiled *v;
	size_t n;

	(void)pseudonyms_veil(p, "見本明子さんと4/3。4/3。");
	v = pseudonyms_replaced(p, &n);
	EXPECT(n == 2);
	EXPECT(strcmp(v[0].was, "見本明子さん") == 0);
	EXPECT(strcmp(v[0].now, "Aさんの家族") == 0);
	EXPECT(strcmp(v[1].now, "4月") == 0);
	arena_free(mem);
}
