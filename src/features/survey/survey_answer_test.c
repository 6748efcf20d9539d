#include "features/survey/survey.h"

#include <string.h>

#include "app/deed.h"
#include "features/directory/directory.h"
#include "tests/kit_mail.h"
#include "features/survey/survey_town_test.h"
#include "tests/kit_rows.h"

/* A facility answers by its link, in parts, and again; a person lets its
 * answers into the directory, field by field. */

TEST(survey_link_opens_what_the_directory_knows_one_section_a_page)
{
	(void)survey_opened(t);
	survey_by_link(t);
	get(t, "/links/survey");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "問いbeds");
	EXPECT_SEES(t, "value=\"5\"");
	EXPECT_SEES(t, "0178-00-0000");
	EXPECT_NOT_SEES(t, "問いnight");
	get(t, "/links/survey?part=2");
	EXPECT_SEES(t, "問いnight");
	EXPECT_NOT_SEES(t, "問いbeds");
}

TEST(survey_is_saved_in_parts_and_counts_once_it_is_sent)
{
	(void)survey_opened(t);
	survey_by_link(t);
	post_raw(t, "/links/survey?part=1", "a-beds", "７", "a-phone", "",
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply"
	    " WHERE sent_at IS NULL") == 1);
	post_raw(t, "/links/survey?part=3", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "「問いnight」に答えてください。");
	get(t, "/links/survey?part=1");
	EXPECT_SEES(t, "value=\"7\"");
	survey_answered(t, "7", "yes", "夜も" CANARY);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply"
	    " WHERE sent_at IS NOT NULL AND number = 1") == 1);
	get(t, "/links/survey");
	EXPECT_SEES(t, "に受け取っています。");
}

TEST(survey_text_lies_sealed_and_what_is_counted_in_clear)
{
	(void)survey_opened(t);
	survey_by_link(t);
	survey_answered(t, "7", "yes", "たすけてほしい");
	EXPECT(town_number(t, "SELECT count(*) FROM survey_answer"
	    " WHERE text LIKE '%たすけて%' OR value LIKE '%たすけて%'") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_answer"
	    " WHERE value = 'yes'") == 1);
}

TEST(survey_answered_twice_is_a_correction_and_both_are_kept)
{
	(void)survey_opened(t);
	survey_by_link(t);
	survey_answered(t, "7", "yes", "夜も");
	survey_answered(t, "8", "no", "夜は休み");
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply"
	    " WHERE sent_at IS NOT NULL") == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_answer a JOIN"
	    " survey_reply p ON p.id = a.reply WHERE p.number = 1"
	    " AND a.value = '7'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_answer a JOIN"
	    " survey_reply p ON p.id = a.reply WHERE p.number = 2"
	    " AND a.value = '8'") == 1);
	sign_in(t, "hana_nurse");
	get(t, arena_fmt(t->mem, "/survey-recipients/%s", survey_recipient_of(t)));
	EXPECT_SEES(t, "2回めの回答");
	EXPECT_SEES(t, "夜は休み");
}

TEST(survey_answer_that_cannot_be_read_is_refused_with_what_was_typed)
{
	char *long_text = arena_take(t->mem, 10002);

	memset(long_text, 'x', 10001);
	(void)survey_opened(t);
	survey_by_link(t);
	post_raw(t, "/links/survey?part=1", "a-beds", "たくさん" CANARY, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "数字だけで");
	EXPECT_SEES(t, "たくさん");
	post_raw(t, "/links/survey?part=2", "a-night", "ぜんぶ", "a-wish",
	    long_text, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "10,000文字まで");
	EXPECT_SEES(t, long_text);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply") == 0);
	long_text[10000] = '\0';
	post_raw(t, "/links/survey?part=2", "a-night", "yes", "a-wish",
	    long_text, NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/links/survey?part=2");
	EXPECT_SEES(t, long_text);
}

TEST(survey_that_is_closed_takes_no_answer_and_says_so)
{
	const char *id = survey_opened(t);

	survey_by_link(t);
	{
		const char *cookie = t->cookie;

		sign_in(t, "hana_nurse");
		post(t, arena_fmt(t->mem, "/surveys/%s/state", id), "version",
		    "2", "state", "closed", NULL);
		EXPECT_STATUS(t, 303);
		sign_in(t, NULL);
		t->cookie = cookie;
	}
	get(t, "/links/survey");
	EXPECT_SEES(t, "回答を受け付けていません。");
	post_raw(t, "/links/survey?part=1", "a-beds", "7", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "value=\"7\"");
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply") == 0);
}

TEST(survey_page_opens_to_nobody_without_its_own_link)
{
	(void)survey_opened(t);
	sign_in(t, NULL);
	get(t, "/links/survey");
	EXPECT_STATUS(t, 404);
	with_header(t, "cookie", "tsunagu_link_survey=00000000000000000000000");
	post_raw(t, "/links/survey?part=1", "a-beds", "7", NULL);
	EXPECT_STATUS(t, 404);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply") == 0);
}

static void
decide(struct town *t, const char *code, const char *decision)
{
	post(t, arena_fmt(t->mem, "/survey-recipients/%s/decisions",
	    survey_recipient_of(t)), "question", town_text(t, arena_fmt(t->mem,
	    "SELECT id FROM survey_question WHERE code = '%s'", code)),
	    "decision", decision, NULL);
}

TEST(survey_answer_gets_into_the_directory_when_a_person_says_so)
{
	const char *id = survey_opened(t);

	survey_by_link(t);
	survey_answered(t, "7", "yes", "");
	EXPECT(town_number(t, "SELECT capacity FROM service") == 5);
	sign_in(t, "hana_nurse");
	get(t, arena_fmt(t->mem, "/survey-recipients/%s", survey_recipient_of(t)));
	EXPECT_SEES(t, "台帳に入れる");
	get(t, arena_fmt(t->mem, "/surveys/%s/differences", id));
	EXPECT_SEES(t, "問いbeds</td>");
	EXPECT_SEES(t, "問いphone</td>");
	EXPECT_NOT_SEES(t, "問いnight</td>");
	decide(t, "night", "accepted");
	EXPECT_STATUS(t, 422);
	decide(t, "beds", "accepted");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT capacity FROM service") == 7);
	EXPECT(town_number(t, "SELECT count(*) FROM directory_value"
	    " WHERE field = 'capacity' AND source = 'survey'"
	    " AND confirmed_on = '2026-04-01'") == 1);
	decide(t, "phone", "refused");
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/surveys/%s/differences", id));
	EXPECT_SEES(t, "ありません。");
	EXPECT(strcmp(town_text(t, "SELECT phone FROM place"), "0178-00-0000") == 0);
	decide(t, "phone", "accepted");
	EXPECT_STATUS(t, 409);
}

TEST(survey_answer_that_a_person_accepts_goes_before_the_centres_own_word)
{
	struct request *r = town_request(t);
	struct origin hand = { SOURCE_HAND, "2026-03-31", "電話" };
	struct claim c = { .field = "capacity", .value = "6" };

	(void)survey_opened(t);
	deed_begin(r);
	EXPECT(directory_offer(r, &service_record, town_text(t,
	    "SELECT id FROM service"), 0, &hand, &c, 1) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	survey_by_link(t);
	survey_answered(t, "7", "yes", "");
	sign_in(t, "hana_nurse");
	decide(t, "beds", "accepted");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT capacity FROM service") == 7);
	get(t, "/services/proposals");
	EXPECT_SEES(t, "ありません");
}

TEST(survey_answer_that_the_directory_could_not_hold_is_not_put_there)
{
	char *digits = arena_take(t->mem, 401);

	memset(digits, '1', 400);
	(void)survey_opened(t);
	survey_by_link(t);
	post_raw(t, "/links/survey?part=1", "a-beds", "7", "a-phone", digits,
	    NULL);
	EXPECT_STATUS(t, 303);
	post_raw(t, "/links/survey?part=2", "a-night", "yes", NULL);
	post_raw(t, "/links/survey?part=3", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	decide(t, "phone", "accepted");
	EXPECT_STATUS(t, 422);
	EXPECT(strcmp(town_text(t, "SELECT phone FROM place"), "0178-00-0000") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_decision") == 0);
}

TEST(survey_says_by_region_who_has_not_answered)
{
	const char *id = survey_opened(t);

	get(t, arena_fmt(t->mem, "/surveys/%s/recipients?state=none", id));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "架空第一");
	survey_by_link(t);
	survey_answered(t, "7", "yes", "");
	sign_in(t, "hana_nurse");
	get(t, arena_fmt(t->mem, "/surveys/%s/recipients?state=none", id));
	EXPECT_NOT_SEES(t, "架空第一");
	get(t, arena_fmt(t->mem, "/surveys/%s/recipients?state=sent", id));
	EXPECT_SEES(t, "架空第一");
	post(t, arena_fmt(t->mem, "/surveys/%s/recipients", id),
	    "service_kind", "short_stay", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "新しく足すあて先はありません。");
}

TEST(survey_is_mailed_once_a_day_to_whom_has_not_answered)
{
	const char *id = survey_opened(t);
	const char *mails = arena_fmt(t->mem, "/surveys/%s/mails", id);

	post(t, mails, NULL);
	EXPECT_STATUS(t, 409);
	survey_place(t, "架空第二", 5, "電話だけ");
	post(t, arena_fmt(t->mem, "/surveys/%s/recipients", id),
	    "service_kind", "short_stay", NULL);
	EXPECT_STATUS(t, 303);
	mail_turn_on(t);
	get(t, arena_fmt(t->mem, "/surveys/%s/recipients", id));
	EXPECT_SEES(t, "メールを送れる所が1か所");
	post(t, mails, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(mail_count(t) == 1);
	EXPECT(strcmp(mail_last(t).to, "a@example.jp") == 0);
	EXPECT(strstr(mail_last(t).body, "/link/"));
	post(t, mails, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(mail_count(t) == 1);
	set_today(t, "2026-04-20");
	post(t, mails, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(mail_count(t) == 2);
	survey_by_link(t);
	survey_answered(t, "7", "yes", "");
	sign_in(t, "hana_nurse");
	set_today(t, "2026-04-21");
	post(t, mails, NULL);
	EXPECT_STATUS(t, 422);
}

TEST(survey_page_comes_again_when_an_answer_asks_more_on_it)
{
	const char *id;

	survey_place(t, "架空第一", 5, NULL);
	post(t, "/surveys", "title", "調査", "base_on", "R8.4.1", NULL);
	id = town_text(t, "SELECT id FROM survey");
	survey_asks(t, id, "takes", "single", "yes=受ける\nno=受けない", "");
	post(t, arena_fmt(t->mem, "/surveys/%s/questions", id), "code", "care",
	    "kind", "multiple", "asks", "問いcare", "choices", "a=吸引\nb=酸素",
	    "when_code", "takes", "when_value", "yes", "required", "1", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/surveys/%s/recipients", id),
	    "service_kind", "short_stay", NULL);
	post(t, arena_fmt(t->mem, "/surveys/%s/state", id), "version", "1",
	    "state", "open", NULL);
	EXPECT_STATUS(t, 303);
	survey_by_link(t);
	get(t, "/links/survey");
	EXPECT_NOT_SEES(t, "問いcare");
	post_raw(t, "/links/survey?part=1", "a-takes", "yes", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/links/survey?part=1") == 0);
	get(t, "/links/survey?part=1");
	EXPECT_SEES(t, "問いcare");
	post_raw(t, "/links/survey?part=1", "a-takes", "yes", "a-care", "b",
	    "a-care", "a", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/links/survey?part=2") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_answer"
	    " WHERE value = 'a,b'") == 1);
	post_raw(t, "/links/survey?part=1", "a-takes", "no", "a-care", "a",
	    NULL);
	EXPECT_STATUS(t, 303);
	post_raw(t, "/links/survey?part=2", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_answer") == 1);
}

TEST(survey_list_of_who_is_to_be_called_is_narrowed_and_leaves_as_csv)
{
	const char *id = survey_opened(t);

	get(t, arena_fmt(t->mem, "/surveys/%s/recipients?region=aomori", id));
	EXPECT_NOT_SEES(t, "架空第一");
	get(t, arena_fmt(t->mem, "/surveys/%s/recipients.csv?state=none"
	    "&region=hachinohe", id));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "架空第一");
	EXPECT_SEES(t, "0178-00-0000,a@example.jp,2026-04-01,,まだ");
	get(t, arena_fmt(t->mem, "/surveys/%s/recipients.csv?state=sent", id));
	EXPECT_NOT_SEES(t, "架空第一");
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb ="
	    " 'export' AND record = 'survey'") == 2);
}
