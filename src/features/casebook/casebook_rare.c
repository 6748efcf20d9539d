#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "base/text.h"
#include "features/casebook/casebook_private.h"
#include "features/casebook/casebook_sql.h"

/* How many children share what a case says of the one it is about. */
enum part { AGE, REGION, CARE, PARTS };

static const char *
years_before(struct request *r, int64_t years)
{
	int64_t year = 0;

	(void)text_number(arena_bytes(r->mem, r->today, 4), &year);

	/* A birthday on 29 February is reached on 1 March. */
	return arena_fmt(r->mem, "%04lld%s", (long long)(year - years),
	    strcmp(r->today + 4, "-02-29") == 0 ? "-02-28" : r->today + 4);
}

/* ",02201,02301,": the municipalities of a region today. */
static const char *
places(struct request *r, const char *region)
{
	struct buffer b = buffer_new(r->mem);
	size_t n;
	const struct municipality *all = codes_municipalities(r->codes, &n);

	buffer_add(&b, ",");
	for (size_t i = 0; i < n; i++) {
		if (strcmp(codes_region(r->codes, all[i].code, r->today),
		    region) == 0)
			buffer_fmt(&b, "%s,", all[i].code);
	}
	return b.s;
}

static enum result
count(struct request *r, const struct casebook *c, enum part without,
    int64_t *n)
{
	const struct code *band = without == AGE || !c->age_band ? NULL :
	    codes_find(r->codes, "age_band", c->age_band);
	const char *from = NULL, *to = NULL;

	if (band && !band->unknown) {
		from = date_add_days(r->mem, years_before(r, band->max + 1), 1);
		to = years_before(r, band->min);
	}
	return casebook_sql_alike(r, from, to,
	    without == REGION || !c->region ? NULL : places(r, c->region),
	    without == CARE ? NULL : c->care, n);
}

enum result
casebook_rare(struct request *r, const struct casebook *c, const char **says)
{
	static const char *const advice[PARTS] = {
		"年齢の欄を空けると、目立ちにくくなります。",
		"圏域の欄を空けると、目立ちにくくなります。",
		"ケアの内容を減らすか空けると、目立ちにくくなります。" };
	int64_t few = 5, n = 0, best = -1, with;
	const char *tip = advice[0];
	enum result rc;

	*says = NULL;
	(void)text_number(codes_setting(r->codes, "casebook_few"), &few);
	rc = count(r, c, PARTS, &n);
	if (rc || n >= few)
		return rc;
	for (enum part p = AGE; p < PARTS && !rc; p++) {
		rc = count(r, c, p, &with);
		if (!rc && with > best) {
			best = with;
			tip = advice[p];
		}
	}
	*says = arena_fmt(r->mem, "年齢・圏域・ケアの組み合わせが同じ子は、"
	    "センターに%lld人未満です。%s", (long long)few, tip);
	return rc;
}
