#include "features/meeting/meeting_test.h"
#include "tests/kit_pdf.h"
#include "tests/kit_rows.h"

/* 議事録 as PDF says what its page says, however long. */

static const char *
held(struct town *t, const char *title, const char *agenda,
    const char *minutes, const char *role)
{
	const char *id;

	post(t, "/meetings", "kind", "care", "title", title, "child", "",
	    "on_day", "R8.4.1", "from_at", "13:30", "to_at", "15:00",
	    "place_kind", "hall", "place", "髙﨑会館", "online_url", "",
	    "agenda", agenda, "yearly", "0", NULL);
	id = id_at(t, "/meetings/");
	meeting_test_invite(t, id, town_agency(t, "見本園", "nursery"));
	post(t, arena_fmt(t->mem, "/meetings/%s/minutes", id), "version", "1",
	    "minutes", minutes, "who", "園", "what", role, NULL);
	EXPECT_STATUS(t, 303);
	return id;
}

static const char *
pdf_of(struct town *t, const char *id)
{
	return get_pdf(t, arena_fmt(t->mem, "/meetings/%s/minutes.pdf", id));
}

static size_t
last_letters(const char *text)
{
	size_t n = 0;

	while ((text = strstr(text, LAST_LETTER))) {
		text += strlen(LAST_LETTER);
		n++;
	}
	return n;
}

TEST(minutes_as_pdf_say_what_their_page_says)
{
	static const char *const words[] = { "春の会議", "髙﨑会館",
		"入園の準備", "吸引は園でもできる", "園長空", "園の代表",
		"緊急時の連絡表を作る", "見本園", "参加者", "（なし）" };
	const char *id = held(t, "春の会議", "入園の準備",
	    "吸引は園でもできる", "緊急時の連絡表を作る");
	const char *text = pdf_of(t, id);

	for (size_t i = 0; i < COUNT(words); i++)
		EXPECT_OF(t, strstr(text, words[i]), words[i]);
	EXPECT(pdf_page_count(t->mem, t->body, t->nbody) == 1);
	get(t, arena_fmt(t->mem, "/meetings/%s/minutes", id));
	EXPECT_SEES(t, "/minutes.pdf\">PDF</a>");
	EXPECT_SEES(t, "吸引は園でもできる");
}

TEST(minutes_as_pdf_lose_nothing_of_the_longest_texts)
{
	const char *text = pdf_of(t, held(t, long_text(t->mem, 200),
	    long_text(t->mem, 4000), long_text(t->mem, 20000),
	    long_text(t->mem, 7000)));

	EXPECT(last_letters(text) == 4);
}

TEST(minutes_as_pdf_are_for_those_who_may_read_them)
{
	const char *id = held(t, "春の会議", "入園の準備", "話", "x");
	const char *path = arena_fmt(t->mem, "/meetings/%s/minutes.pdf", id);

	sign_in(t, NULL);
	get(t, path);
	EXPECT_STATUS(t, 303);
	sign_in(t, "taro_doctor");
	get(t, arena_fmt(t->mem, "/meetings/%s/minutes.pdf",
	    "00000000-0000-4000-8000-000000000000"));
	EXPECT_STATUS(t, 404);
}
