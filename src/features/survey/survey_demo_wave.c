#include "base/date.h"
#include "features/survey/survey_demo.h"
#include "features/survey/survey_sql.h"

/* Last year's wave, closed: of about 180 that were asked, two of three
 * answered, by their link, on paper, as a file. All of it is made up. */

enum { BASE = -385, DUE = -350, ANSWERED_ON = -360, MOST = 300 };

static const char *const wishes[] = {
	"人工呼吸器の研修をしてほしい。",
	"看護師の採用が難しい。",
	"送迎の車に看護師が乗れない。",
	"急な体調変化のときの連絡先を知りたい。",
	"夜間の相談先がほしい。",
	"家族の休む時間のために、短期入所を増やしたい。",
	"保育士にも吸引の研修を受けさせたい。",
	"他の事業所の工夫を聞く場がほしい。",
	"加算の届出のしかたを教えてほしい。",
	"停電のときの備えを一緒に考えてほしい。",
	"就学の前に、学校と話す場がほしい。",
};

static const char *const cares[] = { "suction,tube", "tube", "suction",
	"suction,tube,ventilator", "ventilator" };
static const char *const reasons[] = { "why_nurse",
	"why_nurse,why_skill", "why_room", "why_none",
	"why_skill" };
static const char *const trainings[] = { "yes", "maybe", "yes", "no" };
static const char *const channels[] = { "link", "link", "link", "file",
	"paper", "link", "phone" };

static void
answer(struct request *r, const char *recipient, size_t i)
{
	static const char *const takes[] = { "yes", "no", "terms", "yes", "no",
		"no", "terms", "no" };
	const char *take = takes[i % COUNT(takes)];
	const char *const values[SURVEY_DEMO_QUESTIONS] = {
		[1] = i % 9 ? "known" : "10",
		[2] = "known",
		[3] = arena_fmt(r->mem, "%zu", i % 4),
		[5] = take,
		[6] = *take == 'y' ? cares[i % COUNT(cares)] : NULL,
		[7] = *take == 'n' ? reasons[i % COUNT(reasons)] : NULL,
		[8] = trainings[i % COUNT(trainings)],
		[9] = i % 3 ? NULL : wishes[i / 3 % COUNT(wishes)],
	};

	survey_demo_answer(r, recipient, channels[i % COUNT(channels)], values);
}

/* Whoever is reached: sooner in some regions than in others. */
static bool
has_answered(size_t i, const char *region)
{
	size_t late = region ? (size_t)region[0] % 3 : 0;

	return i % 10 < 8 - late;
}

enum result
survey_demo_wave(struct request *r, const char **id)
{
	static const char *const kinds[] = { "short_stay_welfare",
		"after_school", "visiting_nurse" };
	const char *today = r->today, *now = r->now;
	struct survey s = { .title = "事業所等受入状況調査（前の年）",
		.base_on = date_add_days(r->mem, today, BASE),
		.due_on = date_add_days(r->mem, today, DUE),
		.intro = "いつもありがとうございます。受け入れの状況を教えてください。",
		.state = "closed" };
	struct rows rows = { 0 };
	enum result rc = survey_demo_add(r, &s);

	r->today = s.base_on;
	for (size_t i = 0; !rc && i < COUNT(kinds); i++)
		rc = survey_demo_ask(r, &s, kinds[i]);
	r->today = date_add_days(r->mem, today, ANSWERED_ON);
	r->now = arena_fmt(r->mem, "%sT03:00:00Z", r->today);
	if (!rc)
		rc = survey_sql_recipients(r, s.id,
		    &(struct survey_wish){ "", "" }, MOST, 0, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		if (has_answered(i, rows_cell(&rows, i, "region")))
			answer(r, rows_cell(&rows, i, "id"), i);
	}
	r->today = today;
	r->now = now;
	*id = s.id;
	return rc;
}
