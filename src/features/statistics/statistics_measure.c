#include "features/statistics/statistics_count.h"

#include <string.h>

#include "base/date.h"
#include "base/log.h"

/* What each table counts, and which classes of which year it prints. */

#define PERSONS_ARE "期間中に1回以上対応した子どもの数です（同じ子どもは1人と数えます）。"
#define CONTACTS_ARE "期間中の対応の回数です。子どもを特定しない相談も数えます。"
#define ANSWERS_ARE "複数回答です。1回の対応が当てはまる区分のそれぞれで1件になります。"
#define ACTIVITIES_ARE "期間中の圏域アドバイザーの活動の件数です。"

const struct measure measures[REPORT_TABLES] = {
	[M_AGE] = { "age", "age_band", "年齢別の実人数", "人", PERSONS_ARE
	    "年齢は、期間中の最初の対応日の年齢です。",
	    SUBJECT_CHILD, REPORT_SINGLE, CLASS_IDENTITY },
	[M_AREA] = { "area", "region", "圏域別の実人数", "人", PERSONS_ARE
	    "圏域は、期間中の最初の対応日に市町村が属していた圏域です。",
	    SUBJECT_CHILD, REPORT_SINGLE, CLASS_IDENTITY },
	[M_METHOD] = { "method", "method", "対応方法別の延回数", "回", CONTACTS_ARE,
	    SUBJECT_CONTACT, REPORT_SINGLE, 0 },
	[M_REQUESTER] = { "requester", "requester", "相談依頼元別の延回数", "回",
	    CONTACTS_ARE, SUBJECT_CONTACT, REPORT_SINGLE, 0 },
	[M_TOPIC] = { "topic", "topic", "相談内容別の件数", "件", ANSWERS_ARE,
	    SUBJECT_CONTACT, REPORT_MULTI, 0 },
	[M_LINKED] = { "linked", "partner", "連携先機関別の件数", "件", ANSWERS_ARE,
	    SUBJECT_CONTACT, REPORT_MULTI, 0 },
	[M_CARE] = { "care", "medical_care", "医療的ケアの有無別の実人数", "人",
	    PERSONS_ARE, SUBJECT_CHILD, REPORT_SINGLE, CLASS_CARE },
	[M_ADVISOR_AREA] = { "advisor_area", "region",
	    "圏域アドバイザーの活動（圏域別）", "件", ACTIVITIES_ARE,
	    SUBJECT_ACTIVITY, REPORT_SINGLE, 0 },
	[M_ADVISOR_KIND] = { "advisor_kind", "advisor_kind",
	    "圏域アドバイザーの活動（対応内容別）", "件", ACTIVITIES_ARE,
	    SUBJECT_ACTIVITY, REPORT_SINGLE, 0 },
};

const struct measure *
measure_find(const char *name)
{
	for (size_t i = 0; name && i < REPORT_TABLES; i++) {
		if (strcmp(measures[i].name, name) == 0)
			return &measures[i];
	}
	return NULL;
}

/* The days whose classes are printed. */
static void
days_of(struct arena *mem, const struct period *p, const char **from,
    const char **to)
{
	*from = p->from;
	*to = p->to;
	if (p->restated) {
		*from = date_fiscal_start(mem, p->restated);
		*to = date_fiscal_end(mem, p->restated);
	}
}

enum result
classes_of(struct request *r, const struct measure *m,
    const struct period *p, struct classes *out)
{
	const char *from, *to;
	size_t n;
	const struct code *all = codes_list(r->codes, m->list, &n);

	days_of(r->mem, p, &from, &to);
	*out = (struct classes){ .n = 0 };
	for (size_t i = 0; i < n; i++) {
		if (!code_within(&all[i], from, to))
			continue;
		if (out->n == REPORT_MAX_CLASSES) {
			log_error("statistics", "list %s: over %d classes",
			    m->list, REPORT_MAX_CLASSES);
			return BROKEN;
		}
		out->position[out->n] = i;
		out->at[out->n++] = &all[i];
	}
	while (out->unknown < out->n && !out->at[out->unknown]->unknown)
		out->unknown++;
	return OK;
}

static const char *
plain_label(const struct measure *m, const struct code *c)
{
	return strcmp(m->list, "region") == 0 ? c->label_short : c->label;
}

/*
 * A period that spans two versions of a list may hold two classes of the same
 * name; then the years tell them apart.
 */
const char *
classes_label(struct arena *mem, const struct measure *m,
    const struct classes *classes, size_t i)
{
	const struct code *c = classes->at[i];
	const char *label = plain_label(m, c);
	bool twice = false;

	for (size_t k = 0; k < classes->n; k++)
		twice |= k != i &&
		    strcmp(plain_label(m, classes->at[k]), label) == 0;
	if (!twice || (!c->valid_to && !c->valid_from))
		return label;
	if (c->valid_to)
		return arena_fmt(mem, "%s（%sまで）", label,
		    date_fiscal_label(mem, date_fiscal_year(c->valid_to)));
	return arena_fmt(mem, "%s（%sから）", label,
	    date_fiscal_label(mem, date_fiscal_year(c->valid_from)));
}

static void
add_fold(struct buffer *b, const struct measure *m, const struct code *was,
    const struct code *is)
{
	buffer_add(b, b->len ? "、" : "");
	buffer_fmt(b, "「%s」", plain_label(m, was));
	if (is)
		buffer_fmt(b, "は「%s」", plain_label(m, is));
	else
		buffer_add(b, "は当てはまる区分なし");
}

const char *
classes_footnote(struct request *r, const struct measure *m,
    const struct period *p)
{
	struct buffer b = buffer_new(r->mem);
	struct classes was, is;
	struct period as_recorded = { p->from, p->to, 0 };

	if (!p->restated || classes_of(r, m, &as_recorded, &was) ||
	    classes_of(r, m, p, &is))
		return NULL;
	for (size_t i = 0; i < was.n; i++) {
		const struct code *c = codes_restated(r->codes, was.at[i],
		    p->restated);
		bool printed = false;

		for (size_t k = 0; c && k < is.n; k++)
			printed |= is.at[k] == c;
		if (c != was.at[i] || !printed)
			add_fold(&b, m, was.at[i], printed ? c : NULL);
	}
	if (!b.len)
		return NULL;
	return arena_fmt(r->mem, "%sの分類に組み替えた数です：%s。"
	    "元の記録は変わっていません。",
	    date_fiscal_label(r->mem, p->restated), b.s);
}
