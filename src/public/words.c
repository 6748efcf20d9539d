#include "public/words.h"

#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "base/text.h"

const char *
public_confirmed(struct request *r, const char *day)
{
	return day && *day ? arena_fmt(r->mem, "%sに確認",
	    date_long(r->mem, day)) : "確認の記録なし（公開情報から）";
}

static const char *
age(struct request *r, int64_t months)
{
	if (months % 12 == 0)
		return arena_fmt(r->mem, "%lld歳", (long long)months / 12);
	if (months < 12)
		return arena_fmt(r->mem, "%lldか月", (long long)months);
	return arena_fmt(r->mem, "%lld歳%lldか月", (long long)months / 12,
	    (long long)months % 12);
}

const char *
public_ages(struct request *r, int64_t from, int64_t below)
{
	if (!below)
		return "";
	if (below >= AGE_NO_END)
		return arena_fmt(r->mem, "%sから（上限なし）", age(r, from));
	return arena_fmt(r->mem, "%sから%sになるまで", age(r, from),
	    age(r, below));
}

const char *
public_name(struct request *r, const char *name, const char *place)
{
	return name ? arena_fmt(r->mem, "%s（%s）", name, place) : place;
}

int64_t
public_number(const struct rows *rows, size_t i, const char *column)
{
	const char *s = rows_cell(rows, i, column);
	int64_t n = 0;

	if (s)
		(void)text_number(s, &n);
	return n;
}

const char *
public_answer(enum answered a)
{
	static const char *const says[] = { [ANSWER_UNKNOWN] = "未確認",
		[ANSWER_NO] = "不可", [ANSWER_TERMS] = "条件付き",
		[ANSWER_YES] = "可" };

	return says[a];
}

const char *
public_answer_class(enum answered a)
{
	static const char *const classes[] = { [ANSWER_UNKNOWN] = "chip",
		[ANSWER_NO] = "chip chip--red",
		[ANSWER_TERMS] = "chip chip--orange",
		[ANSWER_YES] = "chip chip--blue" };

	return classes[a];
}
