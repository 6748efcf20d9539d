#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "base/text.h"
#include "features/directory/directory.h"
#include "features/matching/matching_find.h"
#include "features/matching/matching_sql.h"

/* Reasons in words: what is so, who said so and when, what would change it. */

struct facts {
	struct rows rows;		/* by record_id */
};

const char *
matching_group(enum fit fit)
{
	static const char *const groups[] = { "受入可能", "要相談", "情報不足",
		"不可" };

	return groups[fit];
}

/* What stands behind one reason but an answer. */
static const struct {
	const char *field;		/* of the service */
	const char *label, *says[FIT_NO + 1], *more[FIT_NO + 1];
} told[] = {
	[ABOUT_AGE] = { "age_below", "年齢", { "対象", "", "対象の年齢が不明",
	    "対象の外" }, { NULL, NULL, "対象の年齢を電話で確かめる",
	    "年齢の例外があるか相談する" } },
	[ABOUT_WEIGHT] = { "weight_max", "体重", { "対象", "", "上限が不明",
	    "上限を超える" }, { NULL, NULL,
	    "抱える・入浴のときの上限を確かめる",
	    "リフトなどで受けられるか相談する" } },
	[ABOUT_DAYS] = { "opening", "曜日", { "希望の曜日に開いている",
	    "開いていない曜日がある", "開いている曜日が不明", "" }, { NULL,
	    "開いている曜日に変える", "開いている曜日を確かめる", NULL } },
	[ABOUT_HOURS] = { "opening", "時間", { "希望の時間に開いている",
	    "時間の一部が合わない", "開いている時間が不明", "" }, { NULL,
	    "時間を短くする、延長を相談する", "開いている時間を確かめる", NULL } },
	[ABOUT_NURSE] = { "nurse_hours", "看護師", { "希望の間いる",
	    "いない曜日・時間がある", "いる曜日・時間が不明", "いない" }, { NULL,
	    "看護師のいる曜日・時間に変える、訪問看護と組み合わせる",
	    "看護師のいる曜日・時間を確かめる", "看護師の配置があれば" } },
};

enum result
matching_facts(struct request *r, const struct finding *f,
    const struct candidate *const *all, size_t n, struct facts **out)
{
	const char *ids[MAX_FACTS];
	struct buffer fields = buffer_new(r->mem);

	*out = arena_take(r->mem, sizeof(**out));
	for (size_t i = 0; i < n; i++)
		ids[i] = all[i]->id;
	for (size_t i = 0; i < f->wanted.n; i++)
		buffer_fmt(&fields, "%s,", f->wanted.codes[i]);
	for (size_t i = 0; i < COUNT(told); i++)
		buffer_fmt(&fields, "%s,", told[i].field);
	return matching_sql_facts(r, ids, n, fields.s, &(*out)->rows);
}

/* Its value, terms, source and confirmed_on, or NULL: of its own row, else of the
 * one that speaks of several columns. */
static const char *const *
fact_of(const struct facts *facts, const char *id, const char *field)
{
	const struct rows *rows = &facts->rows;
	const char *const *several = NULL;
	size_t low = 0, high = rows->nrows;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(rows->cells[mid * rows->ncols], id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < rows->nrows; low++) {
		const char *const *cells = rows->cells + low * rows->ncols;

		if (strcmp(cells[0], id) != 0)
			break;
		if (strcmp(cells[1], field) == 0)
			return cells + 2;
		if (strcmp(cells[1], SEVERAL) == 0 &&
		    text_set_has(cells[2], field))
			several = cells + 2;
	}
	return several;
}

static void
say_fact(struct request *r, const struct facts *facts, const char *id,
    const char *field, struct said *s)
{
	const char *const *cells = fact_of(facts, id, field);

	s->when = "確かめた記録なし";
	if (!cells)
		return;
	s->terms = cells[1];
	s->when = arena_fmt(r->mem, "%s・%s", date_era(r->mem, cells[3]),
	    codes_label_short(r->codes, "directory_source", cells[2]));
}

static const char *
stay_words(struct request *r, const struct vacancy_stay *s)
{
	const char *day;

	if (!s)
		return "空き状況の表に枠がない";
	day = date_short(r->mem, s->day);
	if (s->state == VACANCY_OPEN)
		return arena_fmt(r->mem, "希望の日に空きあり（%s）", s->label);
	if (s->shown.grey)
		return arena_fmt(r->mem, "%sは%s、%d日前の情報で要電話確認", day,
		    vacancy_mark(s->shown.state), s->shown.days);
	if (s->state == VACANCY_UNKNOWN)
		return arena_fmt(r->mem, "%sの空きの情報なし", day);
	return arena_fmt(r->mem, "%sは%s%s%s%s", day, vacancy_mark(s->state),
	    s->reason ? "（" : "", s->reason ? codes_label(r->codes,
	    "few_reason", s->reason) : "", s->reason ? "）" : "");
}

static void
say_stay(struct request *r, const struct vacancy_stay *stay, enum fit fit,
    struct said *s)
{
	static const char *const more[] = { NULL, "空きを電話で相談する",
		"空きを電話で確かめる", "日を変える" };

	s->label = "空き";
	s->says = stay_words(r, stay);
	s->more = more[fit];
	s->when = stay && stay->as_of ? arena_fmt(r->mem, "%s・空き状況",
	    date_era(r->mem, date_of_instant(r->mem, stay->as_of))) :
	    "確かめた記録なし";
}

void
matching_say(struct request *r, const struct finding *f,
    const struct candidate *one, const struct facts *facts,
    const struct match_reason *why, struct said *s)
{
	static const char *const marks[] = { "○", "△", "？", "×" };
	static const char *const answers[] = { "可", "条件付き", "未確認",
		"不可" };
	static const char *const more[] = { NULL,
		"条件に合わせられるか相談する", "受けられるか電話で確かめる",
		"研修や同行で受けられるようになれば" };
	const char *code;

	*s = (struct said){ .mark = marks[why->fit] };
	if (why->about == ABOUT_VACANCY) {
		say_stay(r, one->stay, why->fit, s);
		return;
	}
	if (why->about != ABOUT_ANSWER) {
		s->label = told[why->about].label;
		s->says = told[why->about].says[why->fit];
		s->more = told[why->about].more[why->fit];
		say_fact(r, facts, one->id, told[why->about].field, s);
		return;
	}
	code = f->wanted.codes[why->criterion];
	s->label = codes_label(r->codes, why->criterion < f->wanted.ncare ?
	    "care" : "criterion", code);
	s->says = answers[why->fit];
	s->more = more[why->fit];
	say_fact(r, facts, one->id, code, s);
	if (why->fit != FIT_TERMS)
		s->terms = NULL;
}
