#include <string.h>

#include "base/text.h"
#include "features/opendata/opendata_reader.h"
#include "features/opendata/opendata_value.h"

/* Where a row's place lies: prefecture, municipality, coordinates. */

enum { DEGREE = 100000 };

/* In the order of their codes, 01 to 47. */
static const char *const prefectures[] = { "北海道", "青森県", "岩手県",
	"宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県",
	"埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県",
	"福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
	"滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県",
	"島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県",
	"高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県",
	"鹿児島県", "沖縄県" };

static const char *const digits[] = { "01", "02", "03", "04", "05", "06", "07",
	"08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19",
	"20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
	"32", "33", "34", "35", "36", "37", "38", "39", "40", "41", "42", "43",
	"44", "45", "46", "47" };

static const char *
past_spaces(const char *s)
{
	for (;;) {
		if (*s == ' ')
			s++;
		else if (strncmp(s, "　", strlen("　")) == 0)
			s += strlen("　");
		else
			return s;
	}
}

const char *
open_prefecture(const char *text, const char **rest)
{
	text = past_spaces(text);
	*rest = text;
	for (size_t i = 0; i < COUNT(prefectures); i++) {
		size_t n = strlen(prefectures[i]);

		if (strncmp(text, prefectures[i], n) == 0) {
			*rest = past_spaces(text + n);
			return digits[i];
		}
	}
	return NULL;
}

/* Letters that are written either way in names of towns. */
static const char *
alike(const char *s)
{
	if (strncmp(s, "ヶ", 3) == 0 || strncmp(s, "が", 3) == 0)
		return "ケ";
	if (strncmp(s, "鯵", 3) == 0)
		return "鰺";
	return s;
}

/* Bytes of `text` that the name takes up; 0: it begins otherwise. */
static size_t
begins(const char *text, const char *name)
{
	const char *at = text;

	while (*name && *at) {
		size_t n = ((unsigned char)*name & 0xf0) == 0xe0 ? 3 : 1;

		if (strncmp(alike(at), alike(name), n) != 0)
			return 0;
		at += n;
		name += n;
	}
	return *name ? 0 : (size_t)(at - text);
}

static const char *
longest(const struct open_area *area, const char *text, const char **rest)
{
	size_t n, most = 0;
	const struct municipality *m = codes_municipalities(area->codes, &n);
	const char *found = NULL;

	for (size_t i = 0; i < n; i++) {
		size_t len = begins(text, m[i].name);

		if (len > most) {
			most = len;
			found = m[i].code;
			*rest = past_spaces(text + len);
		}
	}
	return found;
}

const char *
open_town(const struct open_area *area, const char *text, const char **rest)
{
	const char *county, *found;

	if (!text)
		return NULL;
	(void)open_prefecture(text, rest);
	if (!area->codes)
		return NULL;
	found = longest(area, *rest, rest);
	county = found ? NULL : strstr(*rest, "郡");
	if (county && county - *rest <= 15)
		found = longest(area, past_spaces(county + strlen("郡")), rest);
	return found;
}

static bool
within(const struct open_area *a, int32_t north, int32_t east)
{
	if (!a->north)
		return north > 20 * DEGREE && north < 46 * DEGREE &&
		    east > 122 * DEGREE && east < 154 * DEGREE;
	return north >= a->south && north <= a->north && east >= a->west &&
	    east <= a->east;
}

void
open_place(struct open_reader *rd, struct open_entry *e)
{
	const char *north = rd->cell[OPEN_LATITUDE];
	const char *east = rd->cell[OPEN_LONGITUDE], *says = NULL;
	int32_t a, b;

	if (!north || !east || (text_blank(north) && text_blank(east)))
		return;
	if (!open_degrees(rd->scratch, north, &a, &says) ||
	    !open_degrees(rd->scratch, east, &b, &says)) {
		open_say(rd, OPEN_LATITUDE, says, false);
	} else if (a == 0 && b == 0) {
		open_say(rd, OPEN_LATITUDE,
		    "緯度・経度が0なので使いません。", false);
	} else if (within(rd->area, a, b)) {
		e->lat = a;
		e->lng = b;
	} else if (within(rd->area, b, a)) {
		e->lat = b;
		e->lng = a;
		open_say(rd, OPEN_LATITUDE,
		    "緯度と経度が入れかわっていたので、直して読みました。", false);
	} else {
		open_say(rd, OPEN_LATITUDE,
		    "緯度・経度が県の外なので使いません。", false);
	}
}
