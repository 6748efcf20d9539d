#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/*
 * Search keys. Families write 髙橋, 高橋 or タカハシ for one name; a key folds what
 * people cannot be expected to type the same way. First of each group: the
 * form the others become. ヶ, ケ and が of 鰺ヶ沢 are folded as kana below.
 */
static const char *const variants[] = {
	"高髙", "崎﨑嵜碕", "辺邊邉", "斎齋齊斉", "浜濱濵", "広廣", "沢澤", "桜櫻", "島嶋嶌", "国國",
	"恵惠", "真眞", "徳德", "寿壽", "栄榮", "蔵藏", "竜龍", "瀬瀨", "曽曾", "弥彌", "礼禮",
	"実實", "条條", "学學", "応應", "円圓", "鉄鐵", "与與", "万萬", "静靜", "鯵鰺", "桧檜",
	"関關", "黒黑", "穂穗", "緑綠", "巌巖", "富冨", "吉𠮷", "土圡", "坂阪", "塩鹽", "柳栁",
	"渕淵渊", "滝瀧", "禄祿", "秋穐", "船舩", "芦蘆", "薮藪", "諌諫", "豊豐", "遥遙", "郎郞",
	"館舘", "亀龜", "児兒", "亜亞", "伝傳", "来來", "凛凜", "剣劍劔", "勲勳", "図圖", "尭堯",
	"奥奧", "宝寶", "将將", "岳嶽", "峰峯", "巣巢", "帯帶", "従從", "恒恆", "悦悅", "慎愼",
	"拡擴", "数數", "暁曉", "楽樂", "様樣", "槙槇", "権權", "歩步", "気氣", "浄淨", "済濟",
	"渋澁", "湾灣", "満滿", "涼凉", "猪豬", "当當", "県縣", "稲稻", "穣穰", "経經", "絵繪",
	"継繼", "続續", "総總", "聡聰", "声聲", "荘莊", "薫薰", "衛衞", "覚覺", "読讀", "鋭銳",
	"録錄", "青靑", "頼賴", "顕顯", "駅驛", "鶴靏靍", "鴎鷗", "余餘", "予豫", "仮假", "会會",
	"体體", "梅楳", "杉椙", "昇曻", "晃晄", "籠篭", "莱萊", "蛍螢", "黄黃"
};

enum { MAX_VARIANTS = 512 };

struct variant {
	uint32_t from, to;
};

/* Filled once from the table above, then only read. */
static struct variant folds[MAX_VARIANTS];
static size_t nfolds;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* One code point of well-formed UTF-8. */
static uint32_t
next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	size_t n = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
	uint32_t c = n == 1 ? *p : *p & (0xffU >> (n + 1));

	for (size_t i = 1; i < n && p[i]; i++)
		c = c << 6 | (p[i] & 0x3fU);
	*s += n;
	return c;
}

static char *
put(char *out, uint32_t c)
{
	if (c < 0x80) {
		*out++ = (char)c;
	} else if (c < 0x800) {
		*out++ = (char)(0xc0 | c >> 6);
		*out++ = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		*out++ = (char)(0xe0 | c >> 12);
		*out++ = (char)(0x80 | (c >> 6 & 0x3f));
		*out++ = (char)(0x80 | (c & 0x3f));
	} else {
		*out++ = (char)(0xf0 | c >> 18);
		*out++ = (char)(0x80 | (c >> 12 & 0x3f));
		*out++ = (char)(0x80 | (c >> 6 & 0x3f));
		*out++ = (char)(0x80 | (c & 0x3f));
	}
	return out;
}

static int
by_code_point(const void *a, const void *b)
{
	const struct variant *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

static void
read_variants(void)
{
	for (size_t i = 0; i < COUNT(variants); i++) {
		const char *s = variants[i];
		uint32_t to = next(&s);

		while (*s && nfolds < MAX_VARIANTS)
			folds[nfolds++] = (struct variant){ next(&s), to };
	}
	qsort(folds, nfolds, sizeof(folds[0]), by_code_point);
}

static uint32_t
fold_variant(uint32_t c)
{
	struct variant key = { .from = c };
	const struct variant *v = bsearch(&key, folds, nfolds,
	    sizeof(folds[0]), by_code_point);

	return v ? v->to : c;
}

/* Hiragana and the small ヵ ヶ of place names become katakana. */
static uint32_t
fold_kana(uint32_t c)
{
	if (c >= 0x3041 && c <= 0x3096)
		c += 0x60;
	if (c == 0x30f5)		/* ヵ */
		return 0x30ab;
	return c == 0x30f6 ? 0x30b1 : c;	/* ヶ */
}

/* Spaces, middle dots, variation selectors: nothing of them is left. */
static bool
is_dropped(uint32_t c)
{
	return c <= ' ' || c == 0x30fb || c == 0x3000 || c == 0xb7 ||
	    c == 0x2022 || (c >= 0xfe00 && c <= 0xfe0f) ||
	    (c >= 0xe0100 && c <= 0xe01ef);
}

/* Kana, kanji of the basic plane and ASCII are what NFKC leaves alone. */
static bool
needs_folding(const char *s)
{
	while (*s) {
		uint32_t c = next(&s);

		if (c >= 0x80 && !(c >= 0x3041 && c <= 0x30fe && c != 0x3099 &&
		    c != 0x309a) && !(c >= 0x4e00 && c <= 0x9fff) && c != 0x3000)
			return true;
	}
	return false;
}

const char *
text_key(struct arena *mem, const char *s)
{
	char *key, *out;

	pthread_once(&once, read_variants);
	if (needs_folding(s))
		s = text_fold_width(mem, s);
	/* A code point never folds to a longer one. */
	key = out = arena_take(mem, strlen(s) + 1);
	while (*s) {
		uint32_t c = next(&s);

		if (is_dropped(c))
			continue;
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		out = put(out, c < 0x3041 ? c : fold_kana(fold_variant(c)));
	}
	return key;
}

/* U+30A1..U+30F4: what each katakana is without size and voicing;
 * ヂ goes as ジ and ヅ as ズ, since families spell either way. */
static uint32_t
loosen(uint32_t c)
{
	static const char plain[] =
	    "アアイイウウエエオオカカキキククケケココササシシススセセソソ"
	    "タタチシツツステテトトナニヌネノハハハヒヒヒフフフヘヘヘホホホ"
	    "マミムメモヤヤユユヨヨラリルレロワワイエオンハ";
	const char *at;

	if (c < 0x30a1 || c > 0x30f4)
		return c;
	at = plain + (c - 0x30a1) * 3;
	return next(&at);
}

const char *
text_key_loose(struct arena *mem, const char *s)
{
	const char *in = text_key(mem, s);
	char *key = arena_take(mem, strlen(in) + 1), *out = key;

	while (*in) {
		uint32_t c = next(&in), after;
		const char *ahead = in;

		if (c == 0x30fc || c == '-' || c == 0x2010 || c == 0x2212)
			continue;
		after = *ahead ? next(&ahead) : 0;
		/* ヴァ is written ハ too: the small vowel goes with the ヴ. */
		if (c == 0x30f4 && (after == 0x30a1 || after == 0x30a3 ||
		    after == 0x30a7 || after == 0x30a9)) {
			uint32_t row = after == 0x30a1 ? 0x30cf : after == 0x30a3 ?
			    0x30d2 : after == 0x30a7 ? 0x30d8 : 0x30db;

			out = put(out, row);
			in = ahead;
			continue;
		}
		out = put(out, c == 0x30f4 ? 0x30d5 : loosen(c));
	}
	return key;
}
