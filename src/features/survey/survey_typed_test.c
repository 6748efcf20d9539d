#include <string.h>

#include "features/survey/survey_town_test.h"

/* Paper and calls: typed in by the centre, all of it on one page. */

static const char *
typed_at(struct town *t)
{
	return arena_fmt(t->mem, "/survey-recipients/%s/answers",
	    survey_recipient_of(t));
}

#define COUNT_OF(where) \
	"SELECT count(*) FROM survey_reply WHERE " where

TEST(survey_typed_in_from_paper_is_one_page_and_says_how_it_came)
{
	(void)survey_opened(t);
	get(t, typed_at(t));
	EXPECT_SEES(t, "問いbeds");
	EXPECT_SEES(t, "問いnight");
	EXPECT_SEES(t, "いまの台帳：5");
	EXPECT_NOT_SEES(t, "value=\"5\"");
	post(t, typed_at(t), "a-beds", "6", "a-phone", "", "a-night", "no",
	    "channel", "phone", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, COUNT_OF("channel = 'phone' AND number = 1"
	    " AND sent_at IS NOT NULL")) == 1);
}

TEST(survey_typed_in_twice_is_a_correction_and_both_are_kept)
{
	(void)survey_opened(t);
	post(t, typed_at(t), "a-beds", "6", "a-night", "no", "channel",
	    "paper", NULL);
	get(t, typed_at(t));
	EXPECT_SEES(t, "value=\"6\"");
	EXPECT_SEES(t, "前の回答も残ります。");
	post(t, typed_at(t), "a-beds", "8", "a-night", "no", "channel",
	    "paper", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, COUNT_OF("sent_at IS NOT NULL")) == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_answer"
	    " WHERE value IN ('6', '8')") == 2);
	get(t, arena_fmt(t->mem, "/survey-recipients/%s",
	    survey_recipient_of(t)));
	EXPECT_SEES(t, "<li>2回め");
	EXPECT_SEES(t, "<li>1回め");
}

TEST(survey_paper_with_a_gap_is_kept_for_later_or_taken_as_it_is)
{
	(void)survey_opened(t);
	post(t, typed_at(t), "a-beds", "", "a-night", "no", "a-wish",
	    "空き" CANARY, "channel", "paper", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "「問いbeds」に答えてください。");
	EXPECT_SEES(t, "空き");
	EXPECT_SEES(t, "name=\"as_is\"");
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply") == 0);
	post(t, typed_at(t), "a-beds", "", "a-night", "no", "channel", "paper",
	    "later", "1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, COUNT_OF("sent_at IS NULL")) == 1);
	post(t, typed_at(t), "a-beds", "", "a-night", "no", "channel", "paper",
	    "as_is", "1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, COUNT_OF("sent_at IS NOT NULL")) == 1);
}

TEST(survey_answer_to_what_is_not_asked_is_not_dropped_unseen)
{
	const char *survey = survey_draft(t);

	post(t, arena_fmt(t->mem, "/surveys/%s/questions", survey), "code",
	    "staff", "kind", "number", "asks", "夜勤の人数", "when_code",
	    "night", "when_value", "yes", NULL);
	EXPECT_STATUS(t, 303);
	survey_begin(t, survey);
	get(t, typed_at(t));
	EXPECT_SEES(t, "「問いnight」が「受ける」のとき");
	post(t, typed_at(t), "a-beds", "6", "a-night", "no", "a-staff", "2",
	    "channel", "paper", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "だけ答える設問です。");
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply") == 0);
}

/* What stands in a hidden field of the page that is shown. */
static const char *
hidden(struct town *t, const char *name)
{
	const char *s = strstr(t->body, arena_fmt(t->mem, "name=\"%s\" value=\"",
	    name));

	EXPECT(s != NULL);
	s = strstr(s, "value=\"") + strlen("value=\"");
	return arena_bytes(t->mem, s, strcspn(s, "\""));
}

TEST(survey_keeps_what_was_written_five_years_and_what_was_chosen_longer)
{
	const char *id = survey_opened(t);

	post(t, typed_at(t), "a-beds", "6", "a-night", "no", "a-wish",
	    "研修がほしい", "channel", "paper", NULL);
	post(t, arena_fmt(t->mem, "/surveys/%s/state", id), "version", "2",
	    "state", "closed", NULL);
	EXPECT_STATUS(t, 303);
	set_today(t, "2031-03-31");
	sign_in(t, "admin");
	get(t, "/retention/survey_answer");
	EXPECT_SEES(t, "ありません");
	set_today(t, "2031-04-01");
	sign_in(t, "admin");
	get(t, "/retention/survey_answer/erasure");
	EXPECT_STATUS(t, 200);
	post(t, "/retention/survey_answer/erasure", "version",
	    hidden(t, "version"), "digest", hidden(t, "digest"), "typed", "1",
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_answer") == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_answer"
	    " WHERE text IS NOT NULL") == 0);
}

TEST(survey_can_be_tried_before_anybody_is_asked_and_nothing_is_kept)
{
	const char *survey = survey_draft(t), *at;

	post(t, arena_fmt(t->mem, "/surveys/%s/questions", survey), "code",
	    "staff", "kind", "number", "asks", "夜勤の人数", "when_code",
	    "night", "when_value", "yes", NULL);
	at = arena_fmt(t->mem, "/surveys/%s/preview", survey);
	get(t, arena_fmt(t->mem, "%s?try=1", at));
	EXPECT_SEES(t, "試しの回答です。");
	post(t, arena_fmt(t->mem, "%s?part=1", at), "a-beds", "多い" CANARY,
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "数字だけで");
	post(t, arena_fmt(t->mem, "%s?part=1", at), "a-beds", "６", "seen-beds",
	    "1", "seen-phone", "1", NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "問いnight");
	EXPECT_NOT_SEES(t, "夜勤の人数");
	EXPECT_SEES(t, "<input type=\"hidden\" name=\"a-beds\" value=\"6\">");
	post(t, arena_fmt(t->mem, "%s?part=2", at), "a-beds", "6", "a-night",
	    "yes", NULL);
	EXPECT_SEES(t, "夜勤の人数");
	post(t, arena_fmt(t->mem, "%s?part=2", at), "a-beds", "6", "a-night",
	    "yes", "a-staff", "2", "seen-part_wish", "1", "seen-night", "1",
	    "seen-wish", "1", "seen-staff", "1", NULL);
	EXPECT_SEES(t, "試しの回答はここまでです。");
	EXPECT_SEES(t, "受ける");
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply") == 0);
}
