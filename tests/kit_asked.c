#include "tests/kit_asked.h"

#include "app/site.h"
#include "base/uuid5.h"
#include "features/questionnaire/questionnaire_private.h"
#include "features/training/training_day.h"
#include "tests/kit_rows.h"
#include "tests/kit_training.h"

static void
put_question(struct asked_town *a, const char *kind, const char *asked,
    const char *says, const char *options)
{
	post(a->t, arena_fmt(a->t->mem,
	    "/questionnaire-questions?questionnaire=%s", a->id), "position",
	    "10", "says", says, "kind", kind, "asked", asked, "options",
	    options, "required", "0", NULL);
	EXPECT_STATUS(a->t, 303);
}

void
asked_make(struct asked_town *a, struct town *t)
{
	*a = (struct asked_town){ .t = t };
	get(t, "/questionnaires/new?about=none");
	EXPECT_STATUS(t, 200);
	post(t, "/questionnaires?about=none", "title", "第1回の前と後",
	    "intro", "お聞かせください。", "opens_on", "R8.4.1", "closes_on",
	    "R8.4.10", NULL);
	EXPECT_STATUS(t, 303);
	a->id = town_text(t, "SELECT id FROM questionnaire");
	a->at = arena_fmt(t->mem, "/questionnaires/%s", a->id);
	a->address = town_text(t, "SELECT address FROM questionnaire");
	a->before = arena_fmt(t->mem, "/questionnaires/%s?phase=before",
	    a->address);
	a->after = arena_fmt(t->mem, "/questionnaires/%s?phase=after",
	    a->address);
	put_question(a, "scale", "both", "吸引を知っていますか",
	    "分からない\n少し分かる\n分かる");
	put_question(a, "multiple", "both", "どこで知りましたか",
	    "職場\n知人\nチラシ");
	put_question(a, "number", "before", "経験は何年ですか", "");
	put_question(a, "text", "after", "ひとこと", "");
}

/* As bundle_make would put it there. */
static void
publish(struct asked_town *a, const char *table, const char *sql)
{
	struct query q = { "test.publish", sql };
	struct rows rows = { 0 };

	EXPECT(db_rows(a->t->db, a->t->mem, &q, NO_ARGS, &rows) == OK);
	for (size_t i = 0; i < rows.nrows; i++) {
		struct buffer b = buffer_new(a->t->mem);

		for (size_t k = 0; k < rows.ncols; k++) {
			const char *cell = rows.cells[i * rows.ncols + k];

			buffer_fmt(&b, "%s'%s'", k ? ", " : "", cell ? cell :
			    "");
		}
		public_fill(&a->p, arena_fmt(a->t->mem,
		    "INSERT INTO %s VALUES (%s)", table, b.s));
	}
}

void
asked_open(struct asked_town *a)
{
	struct town *t = a->t;

	post(t, arena_fmt(t->mem, "%s/state", a->at), "to", "open", "version",
	    "1", NULL);
	EXPECT_STATUS(t, 303);
	a->letters = letters_open(t);
	letters_begin_public(&a->letters, &a->p);
	publish(a, "pub_questionnaire", "SELECT address, title, intro,"
	    " opens_on, closes_on FROM questionnaire");
	publish(a, "pub_question", arena_fmt(t->mem, "SELECT '%s', position,"
	    " code, asked, kind, says, options, required FROM"
	    " questionnaire_question", a->address));
	for (size_t i = 0; i < COUNT(a->more) && a->more[i]; i++)
		public_fill(&a->p, a->more[i]);
	public_open(&a->p);
}

void
asked_close(struct asked_town *a)
{
	public_close(&a->p);
	letters_close(&a->letters);
}

void
asked_answer(struct asked_town *a, const char *phase, const char *words,
    int q1)
{
	visit_post(&a->p, strcmp(phase, "before") == 0 ? a->before : a->after,
	    "q1", arena_fmt(a->t->mem, "%d", q1), "words", words, "website",
	    "", NULL);
	EXPECT_STATUS(&a->p.t, 303);
}

const char *
asked_key(struct asked_town *a)
{
	return inbox_key(a->t->mem, a->t->site->keys->seal);
}

void
asked_daily(struct asked_town *a)
{
	EXPECT(questionnaire_daily(town_request(a->t)) == OK);
}

void
asked_hold_trainings(struct asked_town *a)
{
	struct town *t = a->t;
	const char *coming = training_town(t, "300"), *today;
	struct request *r = town_request(t);
	struct training_door d;

	post(t, arena_fmt(t->mem, "/training-sessions?training=%s",
	    town_text(t, "SELECT id FROM training")), "number", "2",
	    "on_day", "R8.4.1", "theme", "食べる楽しみ", "announced", "0",
	    NULL);
	today = arena_fmt(t->mem, "%.55s", t->location);
	post(t, arena_fmt(t->mem, "%s/door", today), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(record_get(r, &training_door_record, town_text(t, "SELECT id"
	    " FROM training_door"), &d) == OK);
	a->door = arena_fmt(t->mem, "/sign-in/%s", d.token);
	a->session = uuid5(t->mem, UUID5_TSUNAGU, coming);
	a->more[0] = arena_fmt(t->mem, "INSERT INTO pub_door VALUES ('%s',"
	    " '2026-04-01', '見本勉強会', '2', '食べる楽しみ', NULL, NULL,"
	    " '0')", training_door_digest(t->mem, d.token));
	a->more[1] = arena_fmt(t->mem, "INSERT INTO pub_training VALUES ('%s',"
	    " 'c', '見本勉強会', 'study', 1, '2026-05-01', '18:00', '19:30',"
	    " NULL, 1, '呼吸のケア', NULL, 'nurse', 'open')", a->session);
}

void
asked_come(struct asked_town *a, int i, const char *name)
{
	struct arena *mem = a->t->mem;
	const char *mail = arena_fmt(mem, "kotaeko%d@example.jp", i);

	visit_post(&a->p, arena_fmt(mem, "/trainings/%s", a->session), "name",
	    name, "profession", "nurse", "mail", mail, "session",
	    a->session, NULL);
	EXPECT_STATUS(&a->p.t, 303);
	visit_post(&a->p, a->door, "said", mail, NULL);
	EXPECT_STATUS(&a->p.t, 303);
	visit_post(&a->p, "/contact", "about", "other", "name",
	    name, "phone", "017-000-0000", "body",
	    arena_fmt(mem, "申し込みます%d", i), NULL);
}
