/*
 * A survey that many answered: survey URL. A wave of twenty questions to a
 * thousand recipients of six regions, each of them answered once and every
 * tenth a second time, for how long its results take (bench/survey-pages).
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "bench/kit.h"
#include "features/survey/survey_sql.h"

enum { QUESTIONS = 20, RECIPIENTS = 1000, BATCH = 100, CHOICES = 6 };

struct bench {
	struct kit k;
	struct survey survey;
	struct survey_question questions[QUESTIONS];
};

static const char *
kind_of(size_t i)
{
	static const char *const kinds[] = { "single", "multiple", "number",
		"single", "date" };

	return kinds[i % COUNT(kinds)];
}

static void
put_questions(struct bench *b)
{
	for (size_t i = 0; i < QUESTIONS; i++) {
		b->questions[i] = (struct survey_question){ .survey =
								b->survey.id,
			.place = (int64_t)i + 1,
			.code = arena_fmt(b->k.kept, "q%zu", i + 1),
			.kind = kind_of(i),
			.asks = "見本の設問",
			.choices =
			    i % 5 < 2 || i % 5 == 3
				? "a=一つめ\nb=二つめ\nc=三つめ\nd=四つめ\ne=五つめ\nf=六つめ"
				: NULL };
		if (record_add(
			b->k.r, &survey_question_record, &b->questions[i]))
			exit(1);
		b->questions[i].id =
		    arena_fmt(b->k.kept, "%s", b->questions[i].id);
	}
}

static const char *
value(struct bench *b, size_t question)
{
	unsigned char c =
	    (unsigned char)('a' + dice_below(&b->k.dice, CHOICES));

	switch (question % 5) {
	case 1: return c == 'f' ? "f" : arena_fmt(b->k.mem, "%c,f", c);
	case 2: return arena_fmt(b->k.mem, "%zu", dice_below(&b->k.dice, 80));
	case 4:
		return arena_fmt(
		    b->k.mem, "2026-%02zu-15", 1 + dice_below(&b->k.dice, 12));
	default: return arena_fmt(b->k.mem, "%c", c);
	}
}

static void
reply(struct bench *b, const char *recipient, int64_t number)
{
	struct survey_reply p = {
		.recipient = recipient, .number = number, .channel = "link"
	};

	if (survey_sql_reply_add(b->k.r, &p))
		exit(1);
	for (size_t i = 0; i < QUESTIONS; i++) {
		if (survey_sql_answer_set(
			b->k.r, p.id, &b->questions[i], value(b, i)))
			exit(1);
	}
	if (survey_sql_reply_send(b->k.r, p.id))
		exit(1);
}

static void
put_recipient(struct bench *b, size_t i)
{
	static const char *const regions[] = { "aomori", "tsugaru", "hachinohe",
		"seihokugo", "kamitosan", "shimokita" };
	struct survey_recipient c = { .survey = b->survey.id,
		.name = arena_fmt(b->k.mem, "見本事業所%zu", i),
		.region = regions[dice_below(&b->k.dice, COUNT(regions))],
		.asked_on = b->k.r->today };

	if (record_add(b->k.r, &survey_recipient_record, &c))
		exit(1);
	reply(b, c.id, 1);
	if (i % 10 == 0)
		reply(b, c.id, 2);
}

static void
run(struct bench *b)
{
	kit_renew(&b->k);
	b->survey = (struct survey){
		.title = "見本の調査", .base_on = "2026-04-01", .state = "open"
	};
	deed_begin(b->k.r);
	if (record_add(b->k.r, &survey_record, &b->survey))
		exit(1);
	b->survey.id = arena_fmt(b->k.kept, "%s", b->survey.id);
	put_questions(b);
	if (deed_commit(b->k.r, NULL))
		exit(1);
	for (size_t i = 0; i < RECIPIENTS; i += BATCH) {
		kit_renew(&b->k);
		deed_begin(b->k.r);
		for (size_t k = i; k < i + BATCH; k++)
			put_recipient(b, k);
		if (deed_commit(b->k.r, NULL))
			exit(1);
	}
	printf("%s\n", b->survey.id);
}

int
main(int argc, char **argv)
{
	struct bench b = { 0 };

	if (argc != 2)
		return 2;
	kit_open(&b.k, argv[1], 5);
	run(&b);
	kit_close(&b.k);
	return 0;
}
