#include "app/classes.h"

#include <string.h>

#include "base/date.h"
#include "base/log.h"

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
classes_of(struct request *r, const char *list,
    const struct period *p, struct classes *out)
{
	const char *from, *to;
	size_t n;
	const struct code *all = codes_list(r->codes, list, &n);

	days_of(r->mem, p, &from, &to);
	*out = (struct classes){ .list = list, .period = *p };
	for (size_t i = 0; i < n; i++) {
		if (!code_within(&all[i], from, to))
			continue;
		if (out->n == CLASSES_MOST) {
			log_error("classes", "list %s: over %d classes", list,
			    CLASSES_MOST);
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
plain_label(const char *list, const struct code *c)
{
	return strcmp(list, "region") == 0 ? c->label_short : c->label;
}

/*
 * A period that spans two versions of a list may hold two classes of the same
 * name; then the years tell them apart.
 */
const char *
classes_label(struct arena *mem, const struct classes *classes, size_t i)
{
	const struct code *c = classes->at[i];
	const char *label = plain_label(classes->list, c);
	bool twice = false;

	for (size_t k = 0; k < classes->n; k++)
		twice |= k != i &&
		    strcmp(plain_label(classes->list, classes->at[k]), label) == 0;
	if (!twice || (!c->valid_to && !c->valid_from))
		return label;
	if (c->valid_to)
		return arena_fmt(mem, "%s（%sまで）", label,
		    date_fiscal_label(mem, date_fiscal_year(c->valid_to)));
	return arena_fmt(mem, "%s（%sから）", label,
	    date_fiscal_label(mem, date_fiscal_year(c->valid_from)));
}

static void
add_fold(struct buffer *b, const char *list, const struct code *was,
    const struct code *is)
{
	buffer_add(b, b->len ? "、" : "");
	buffer_fmt(b, "「%s」", plain_label(list, was));
	if (is)
		buffer_fmt(b, "は「%s」", plain_label(list, is));
	else
		buffer_add(b, "は当てはまる区分なし");
}

const char *
classes_footnote(struct request *r, const struct classes *is)
{
	const struct period *p = &is->period;
	struct buffer b = buffer_new(r->mem);
	struct classes was;
	struct period as_recorded = { p->from, p->to, 0 };

	if (!p->restated || classes_of(r, is->list, &as_recorded, &was))
		return NULL;
	for (size_t i = 0; i < was.n; i++) {
		const struct code *c = codes_restated(r->codes, was.at[i],
		    p->restated);
		bool printed = false;

		for (size_t k = 0; c && k < is->n; k++)
			printed |= is->at[k] == c;
		if (c != was.at[i] || !printed)
			add_fold(&b, is->list, was.at[i], printed ? c : NULL);
	}
	if (!b.len)
		return NULL;
	return arena_fmt(r->mem, "%sの分類に組み替えた数です：%s。"
	    "元の記録は変わっていません。",
	    date_fiscal_label(r->mem, p->restated), b.s);
}

/* Position among the printed classes; n when it is none of them. */
static size_t
position_of(const struct classes *classes, const struct code *code)
{
	size_t i = 0;

	while (i < classes->n && classes->at[i] != code)
		i++;
	return i;
}

static uint64_t
bit_of(const struct classes *classes, size_t i)
{
	return i < classes->n ? UINT64_C(1) << i : 0;
}

uint64_t
classes_mask(struct request *r, const struct classes *classes,
    const char *answer)
{
	int year = classes->period.restated;
	uint64_t mask = 0;

	if (!*answer)
		return bit_of(classes, classes->unknown);
	for (const char *s = answer; *s; s += *s == ',') {
		size_t n = strcspn(s, ",");
		const struct code *code = codes_find(r->codes, classes->list,
		    arena_bytes(r->mem, s, n));

		if (code && year)
			code = codes_restated(r->codes, code, year);
		mask |= bit_of(classes, position_of(classes, code));
		s += n;
	}
	return mask;
}

const char *
classes_band(const struct classes *classes, const char *born_on,
    const char *first)
{
	int age = born_on ? date_age(born_on, first) : -1;

	if (age < 0)
		return "";
	for (size_t i = 0; i < classes->n; i++) {
		const struct code *band = classes->at[i];

		if (!band->unknown && band->min <= age && age <= band->max &&
		    (classes->period.restated || code_valid(band, first)))
			return band->code;
	}
	return "?";
}
