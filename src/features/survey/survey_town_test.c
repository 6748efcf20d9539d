#include "features/survey/survey_town_test.h"

#include <string.h>

#include "app/deed.h"
#include "features/directory/directory.h"
#include "tests/kit_rows.h"

void
survey_place(struct town *t, const char *name, int64_t capacity,
    const char *mail)
{
	struct request *r = town_request(t);
	struct origin by = { SOURCE_OPEN, "2025-04-01", "公開情報" };
	struct place p = { .name = name, .kana = name, .municipality = "02203",
		.visibility = "public", .phone = "0178-00-0000",
		.mail = mail };
	struct service s = { .kind = "short_stay", .status = "active",
		.visibility = "public", .capacity = capacity };

	deed_begin(r);
	EXPECT(directory_add(r, &place_record, &p, &by) == OK);
	s.place = p.id;
	EXPECT(directory_add(r, &service_record, &s, &by) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
}

void
survey_asks(struct town *t, const char *survey, const char *code,
    const char *kind, const char *choices, const char *fills)
{
	post(t, arena_fmt(t->mem, "/surveys/%s/questions", survey), "code",
	    code, "kind", kind, "asks", arena_fmt(t->mem, "問い%s", code),
	    "choices", choices, "fills", fills, "required",
	    strcmp(kind, "section") == 0 || strcmp(kind, "text") == 0 ? "" :
	    "1", NULL);
	EXPECT_STATUS(t, 303);
}

/* One facility of 5 places, asked how many it has; the survey's id. */
const char *
survey_draft(struct town *t)
{
	const char *id;

	survey_place(t, "架空第一", 5, "a@example.jp");
	post(t, "/surveys", "title", "受入状況調査", "base_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	id = town_text(t, "SELECT id FROM survey");
	survey_asks(t, id, "beds", "number", "", "capacity");
	survey_asks(t, id, "phone", "text", "", "place.phone");
	survey_asks(t, id, "part_wish", "section", "", "");
	survey_asks(t, id, "night", "single", "yes=受ける\nno=受けない", "");
	survey_asks(t, id, "wish", "text", "", "");
	return id;
}

void
survey_begin(struct town *t, const char *id)
{
	post(t, arena_fmt(t->mem, "/surveys/%s/recipients", id),
	    "service_kind", "short_stay", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/surveys/%s/state", id), "version", "1",
	    "state", "open", NULL);
	EXPECT_STATUS(t, 303);
}

const char *
survey_opened(struct town *t)
{
	const char *id = survey_draft(t);

	survey_begin(t, id);
	return id;
}

const char *
survey_recipient_of(struct town *t)
{
	return town_text(t, "SELECT id FROM survey_recipient ORDER BY name LIMIT 1");
}

void
survey_by_link(struct town *t)
{
	const char *s, *token;

	post(t, arena_fmt(t->mem, "/survey-recipients/%s/link", survey_recipient_of(t)),
	    NULL);
	EXPECT_STATUS(t, 200);
	s = strstr(t->body, "/link/");
	EXPECT(s != NULL);
	s += strlen("/link/");
	token = arena_bytes(t->mem, s, strcspn(s, "<\" "));
	sign_in(t, NULL);
	post_raw(t, "/link", "token", token, NULL);
	EXPECT_STATUS(t, 303);
}

void
survey_answered(struct town *t, const char *beds, const char *night,
    const char *wish)
{
	post_raw(t, "/links/survey?part=1", "a-beds", beds, "a-phone",
	    "0178-11-1111", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/links/survey?part=2") == 0);
	post_raw(t, "/links/survey?part=2", "a-night", night, "a-wish", wish,
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/links/survey?part=3") == 0);
	post_raw(t, "/links/survey?part=3", NULL);
	EXPECT_STATUS(t, 303);
}
