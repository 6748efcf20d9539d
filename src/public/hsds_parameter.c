#include "base/date.h"
#include "base/instant.h"
#include "public/hsds_ask.h"

#include <string.h>

/* The parameters there are, and how an instant is read. */

#define TEXT "{\"type\":\"string\"}"
#define UUID "{\"type\":\"string\",\"format\":\"uuid\"}"
#define YES_NO "{\"type\":\"boolean\",\"default\":false}"
#define AGE "{\"type\":\"integer\",\"minimum\":0,\"maximum\":999}"

const struct hsds_parameter hsds_parameters[] = {
	{ "search", ASK_SEARCH, "{\"type\":\"string\",\"maxLength\":200}",
	    "名称・フリガナ・種類・市町村・番号のことば。空白で区切るとすべてを含むもの" },
	{ "page", ASK_PAGE, "{\"type\":\"integer\",\"minimum\":1,"
	    "\"maximum\":1000000,\"default\":1}", "何ページめか" },
	{ "per_page", ASK_PAGE, "{\"type\":\"integer\",\"minimum\":1,"
	    "\"maximum\":1000,\"default\":50}",
	    "1ページの件数。minimalのときは100000まで" },
	{ "format", ASK_PAGE,
	    "{\"type\":\"string\",\"enum\":[\"json\",\"ndjson\"]}",
	    "ndjsonはページに分けずすべてを1行1件で返します" },
	{ "taxonomy_term_id", ASK_TERM, UUID,
	    "この分類に当てはまるもの。くり返すとすべてに当てはまるもの" },
	{ "taxonomy_id", ASK_TERM | ASK_TREE, UUID,
	    "この分類体系のどれかに当てはまるもの" },
	{ "organization_id", ASK_ORGANIZATION, UUID, "この法人のもの" },
	{ "modified_after", ASK_MODIFIED,
	    "{\"type\":\"string\",\"format\":\"date-time\"}",
	    "この日時以後に変わったもの" },
	{ "minimum_age", ASK_AGE, AGE, "この年齢（歳）以上の子も使えるもの" },
	{ "maximum_age", ASK_AGE, AGE, "この年齢（歳）以下の子も使えるもの" },
	{ "minimal", ASK_MINIMAL, YES_NO, "idと更新日時だけ" },
	{ "full", ASK_FULL, YES_NO, "関連する情報をすべて入れる" },
	{ "full_service", ASK_FULL_SERVICE, YES_NO,
	    "法人のサービスをすべての情報つきで入れる" },
	{ "top_only", ASK_TREE, YES_NO, "最上位の分類だけ（すべて最上位です）" },
	{ "parent_id", ASK_TREE, UUID, "この分類の下にあるもの（ありません）" },
};

size_t
hsds_nparameters(void)
{
	return COUNT(hsds_parameters);
}

static int
digits(const char *s, size_t n, int max)
{
	int v = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v <= max ? v : -1;
}

/* "Z", "+09:00", " 09:00"; seconds east of Greenwich. */
static bool
read_offset(const char *s, int64_t *out)
{
	int h, m;

	*out = 0;
	if (strcmp(s, "Z") == 0)
		return true;
	if (!strchr("+- ", *s) || strlen(s) != 6 || s[3] != ':')
		return false;
	h = digits(s + 1, 2, 14);
	m = digits(s + 4, 2, 59);
	*out = (h * 60 + m) * 60 * (*s == '-' ? -1 : 1);
	return h >= 0 && m >= 0;
}

const char *
hsds_instant(struct arena *mem, const char *s)
{
	const char *day = strlen(s) >= 10 ? arena_bytes(mem, s, 10) : "";
	const char *rest = s + strlen(day);
	int64_t offset = 9 * 60 * 60;

	if (!date_valid(day) || strncmp(day, "1900", 4) < 0)
		return NULL;
	if (!*rest)
		return instant_add(mem, arena_fmt(mem, "%sT00:00:00Z", day),
		    -offset);
	if (strlen(rest) < 10 || rest[0] != 'T' || rest[3] != ':' ||
	    rest[6] != ':' || digits(rest + 1, 2, 23) < 0 ||
	    digits(rest + 4, 2, 59) < 0 || digits(rest + 7, 2, 59) < 0)
		return NULL;
	rest += 9;
	if (*rest == '.')
		rest += 1 + strspn(rest + 1, "0123456789");
	if (!read_offset(rest, &offset))
		return NULL;
	return instant_add(mem, arena_fmt(mem, "%sT%.8sZ", day,
	    s + 11), -offset);
}
