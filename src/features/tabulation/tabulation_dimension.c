#include "features/tabulation/tabulation_dimension.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "features/tabulation/tabulation_sql.h"

static void
put_class(struct side *s, const char *code, const char *label)
{
	if (s->n < TABULATION_CLASSES) {
		s->code[s->n] = code;
		s->label[s->n] = label;
	}
	s->n++;		/* over the limit is noticed by side_open */
}

static void
years(struct side *s)
{
	int last = date_fiscal_year(s->period.to);

	for (int year = date_fiscal_year(s->period.from); year <= last; year++)
		put_class(s, arena_fmt(s->r->mem, "%d", year),
		    date_fiscal_label(s->r->mem, year));
}

static void
quarters(struct side *s)
{
	put_class(s, "1", "第1四半期（4～6月）");
	put_class(s, "2", "第2四半期（7～9月）");
	put_class(s, "3", "第3四半期（10～12月）");
	put_class(s, "4", "第4四半期（1～3月）");
}

static void
months(struct side *s)
{
	for (int i = 0; i < 12; i++) {
		int month = (i + 3) % 12 + 1;

		put_class(s, arena_fmt(s->r->mem, "%02d", month),
		    arena_fmt(s->r->mem, "%d月", month));
	}
}

static void
towns(struct side *s)
{
	size_t n;
	const struct municipality *all = codes_municipalities(s->r->codes, &n);

	for (size_t i = 0; i < n; i++)
		put_class(s, all[i].code, all[i].name);
	put_class(s, "unknown", "不明・県外");
}

static void
novelty(struct side *s)
{
	put_class(s, "new", "新規");
	put_class(s, "known", "継続");
}

static const char *
day_of(const struct side *s, const char *const *cells, const struct kid *kid)
{
	(void)s;
	(void)kid;
	return cells[CELL_DAY];
}

static const char *
year_code(struct arena *mem, const char *day)
{
	return arena_fmt(mem, "%d", date_fiscal_year(day));
}

static const char *
quarter_code(struct arena *mem, const char *day)
{
	long month = strtol(day + 5, NULL, 10);

	return arena_fmt(mem, "%ld", (month + 8) % 12 / 3 + 1);
}

static const char *
month_code(struct arena *mem, const char *day)
{
	return arena_bytes(mem, day + 5, 2);
}

/* "nurse=2,doctor=1" names the same classes as "nurse,doctor". */
static const char *
counted_codes(struct arena *mem, const char *counts)
{
	struct buffer b = buffer_new(mem);

	for (; *counts; counts += *counts == ',') {
		buffer_add(&b, b.len ? "," : "");
		buffer_bytes(&b, counts, strcspn(counts, "=,"));
		counts += strcspn(counts, ",");
	}
	return b.s;
}

static const char *
method_of(const struct side *s, const char *const *cells, const struct kid *kid)
{
	(void)s;
	(void)kid;
	return cells[CELL_METHOD];
}

static const char *
requester_of(const struct side *s, const char *const *cells,
    const struct kid *kid)
{
	(void)s;
	(void)kid;
	return cells[CELL_REQUESTER];
}

static const char *
topics_of(const struct side *s, const char *const *cells, const struct kid *kid)
{
	(void)s;
	(void)kid;
	return cells[CELL_TOPICS];
}

static const char *
partners_of(const struct side *s, const char *const *cells,
    const struct kid *kid)
{
	(void)s;
	(void)kid;
	return cells[CELL_PARTNERS];
}

static const char *
support_of(const struct side *s, const char *const *cells,
    const struct kid *kid)
{
	(void)s;
	(void)kid;
	return cells[CELL_SUPPORT];
}

static const char *
participants_of(const struct side *s, const char *const *cells,
    const struct kid *kid)
{
	(void)s;
	(void)kid;
	return cells[CELL_PARTICIPANTS];
}

static const char *
role_of(const struct side *s, const char *const *cells, const struct kid *kid)
{
	(void)s;
	(void)kid;
	return cells[CELL_ROLE];
}

static const char *
region_of(const struct side *s, const char *const *cells,
    const struct kid *kid)
{
	(void)cells;
	return kid->municipality ? codes_region(s->r->codes, kid->municipality,
	    kid->first) : NULL;
}

static const char *
town_of(const struct side *s, const char *const *cells, const struct kid *kid)
{
	(void)s;
	(void)cells;
	return kid->municipality && codes_municipality(s->r->codes,
	    kid->municipality) ? kid->municipality : "unknown";
}

static const char *
age_of(const struct side *s, const char *const *cells, const struct kid *kid)
{
	(void)cells;
	return classes_band(&s->classes, kid->born_on, kid->first);
}

static const char *
medical_care_of(const struct side *s, const char *const *cells,
    const struct kid *kid)
{
	(void)s;
	(void)cells;
	return kid->medical_care;
}

static const char *
care_of(const struct side *s, const char *const *cells, const struct kid *kid)
{
	(void)s;
	(void)cells;
	return kid->care;
}

static const char *
severity_of(const struct side *s, const char *const *cells,
    const struct kid *kid)
{
	(void)s;
	(void)cells;
	return kid->severity;
}

static const char *
novelty_of(const struct side *s, const char *const *cells,
    const struct kid *kid)
{
	(void)cells;
	return strcmp(kid->first_ever, s->period.from) < 0 ? "known" : "new";
}

#define OF_CONTACT(name, list, label, several, answer, code) \
	{ name, label, list, several, false, 0, NULL, answer, code, NULL }
#define OF_DAY(name, label, code, classes) \
	{ name, label, NULL, false, false, 0, NULL, day_of, code, classes }
#define OF_CHILD(name, list, label, several, tells, says, answer, classes) \
	{ name, label, list, several, true, tells, says, answer, NULL, classes }

const struct dimension dimensions[] = {
	OF_DAY("fiscal_year", "年度", year_code, years),
	OF_DAY("quarter", "四半期", quarter_code, quarters),
	OF_DAY("month", "月", month_code, months),
	OF_CHILD("region", "region", "圏域", false, CLASS_IDENTITY,
	    "圏域は、期間中の最初の対応日に市町村が属していた圏域です。", region_of, NULL),
	OF_CHILD("municipality", NULL, "市町村", false, CLASS_IDENTITY, NULL,
	    town_of, towns),
	OF_CHILD("age", "age_band", "年齢", false, CLASS_IDENTITY,
	    "年齢は、期間中の最初の対応日の年齢です。", age_of, NULL),
	OF_CHILD("medical_care", "medical_care", "医療的ケアの有無", false,
	    CLASS_CARE, NULL, medical_care_of, NULL),
	OF_CHILD("care", "care", "医療的ケアの内容", true, CLASS_CARE,
	    "医療的ケアの内容は、いまの記録によります。", care_of, NULL),
	OF_CHILD("severity", "care_class", "医療的ケア区分", false, CLASS_CARE,
	    "医療的ケア区分は、期間の終わりに有効なものです（市町村の決定を先に見ます）。",
	    severity_of, NULL),
	OF_CHILD("novelty", NULL, "新規・継続", false, CLASS_IDENTITY,
	    "新規は、はじめての対応がこの期間にある子どもです。", novelty_of, novelty),
	OF_CONTACT("requester", "requester", "相談依頼元", false, requester_of,
	    NULL),
	OF_CONTACT("topic", "topic", "相談内容", true, topics_of, NULL),
	OF_CONTACT("method", "method", "対応方法", false, method_of, NULL),
	OF_CONTACT("partner", "partner", "連携先機関", true, partners_of, NULL),
	OF_CONTACT("support", "support", "直接・間接・市町村", false, support_of,
	    NULL),
	OF_CONTACT("participant", "participant", "同席した人", true,
	    participants_of, counted_codes),
	OF_CONTACT("role", "person_role", "記録した職員の役割", true, role_of, NULL),
};

const size_t ndimensions = COUNT(dimensions);

const struct dimension *
dimension_find(const char *name)
{
	for (size_t i = 0; name && i < ndimensions; i++) {
		if (strcmp(dimensions[i].name, name) == 0)
			return &dimensions[i];
	}
	return NULL;
}

const char *const *
dimension_lists(struct arena *mem)
{
	const char **lists = arena_array(mem, ndimensions + 1,
	    sizeof(*lists));
	size_t n = 0;

	for (size_t i = 0; i < ndimensions; i++) {
		if (dimensions[i].list)
			lists[n++] = dimensions[i].list;
	}
	return lists;
}

static enum result
of_list(struct side *s)
{
	enum result rc = classes_of(s->r, s->of->list, &s->period,
	    &s->classes);

	for (size_t i = 0; !rc && i < s->classes.n; i++)
		put_class(s, s->classes.at[i]->code, classes_label(s->r->mem,
		    &s->classes, i));
	if (!rc)
		s->footnote = classes_footnote(s->r, &s->classes);
	return rc;
}

enum result
side_open(struct request *r, const struct dimension *of,
    const struct period *p, struct side *s)
{
	enum result rc = OK;

	*s = (struct side){ .r = r, .of = of, .period = *p,
	    .masks = tally_new(r->mem) };
	if (!of) {
		put_class(s, "all", "数");
		s->spare = s->n;
		return OK;
	}
	if (of->classes)
		of->classes(s);
	else
		rc = of_list(s);
	s->spare = s->n;
	put_class(s, "none", "記入なし");
	if (of->of_child)
		put_class(s, "nobody", "子どもを特定しない相談");
	if (s->n <= TABULATION_CLASSES)
		return rc;
	s->n = 0;
	request_fault(r, "rows", arena_fmt(r->mem, "「%s」は区分が多すぎて表に"
	    "できません。期間を短くするか、別の項目を選んでください。", of->label));
	return INVALID;
}

size_t
side_find(const struct side *s, const char *code)
{
	size_t i = 0;

	while (i < s->n && strcmp(s->code[i], code) != 0)
		i++;
	return i;
}

static uint64_t
mask_of(const struct side *s, const char *answer)
{
	uint64_t mask;
	size_t i;

	if (s->of->code)
		answer = s->of->code(s->r->mem, answer);
	if (s->of->list) {
		mask = classes_mask(s->r, &s->classes, answer);
	} else {
		i = side_find(s, answer);
		mask = i < s->n ? UINT64_C(1) << i : 0;
	}
	return mask ? mask : UINT64_C(1) << s->spare;
}

uint64_t
side_mask(struct side *s, const char *const *cells, const struct kid *kid)
{
	const char *answer;
	struct tally_entry *e;
	bool fresh;

	if (!s->of)
		return 1;
	if (s->of->of_child && !kid)
		return UINT64_C(1) << (s->n - 1);
	answer = s->of->answer(s, cells, kid);
	e = tally_enter(&s->masks, answer ? answer : "", &fresh);
	if (fresh)
		e->mask = mask_of(s, e->key);
	return e->mask;
}
