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
#include "app/demo.h"
#include "app/desk.h"
#include "base/crypto.h"
#include "features/survey/survey_sql.h"

enum { QUESTIONS = 20, RECIPIENTS = 1000, BATCH = 100, CHOICES = 6 };

struct bench {
	struct site *site;
	struct desk *desk;
	struct arena *mem, *kept;
	struct request *r;
	struct dice dice;
	struct survey survey;
	struct survey_question questions[QUESTIONS];
};

static void
renew(struct bench *b)
{
	arena_reset(b->mem);
	b->r = arena_take(b->mem, sizeof(*b->r));
	if (desk_request(b->site, b->desk, b->mem, b->r))
		exit(1);
}

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
		b->questions[i] = (struct survey_question){
			.survey = b->survey.id, .place = (int64_t)i + 1,
			.code = arena_fmt(b->kept, "q%zu", i + 1),
			.kind = kind_of(i), .asks = "見本の設問",
			.choices = i % 5 < 2 || i % 5 == 3 ?
			    "a=一つめ\nb=二つめ\nc=三つめ\nd=四つめ\ne=五つめ\nf=六つめ" :
			    NULL };
		if (record_add(b->r, &survey_question_record,
		    &b->questions[i]))
			exit(1);
		b->questions[i].id = arena_fmt(b->kept, "%s",
		    b->questions[i].id);
	}
}

static const char *
value(struct bench *b, size_t question)
{
	unsigned char c = (unsigned char)('a' + dice_below(&b->dice, CHOICES));

	switch (question % 5) {
	case 1:
		return c == 'f' ? "f" : arena_fmt(b->mem, "%c,f", c);
	case 2:
		return arena_fmt(b->mem, "%zu", dice_below(&b->dice, 80));
	case 4:
		return arena_fmt(b->mem, "2026-%02zu-15", 1 +
		    dice_below(&b->dice, 12));
	default:
		return arena_fmt(b->mem, "%c", c);
	}
}

static void
reply(struct bench *b, const char *recipient, int64_t number)
{
	struct survey_reply p = { .recipient = recipient, .number = number,
		.channel = "link" };

	if (survey_sql_reply_add(b->r, &p))
		exit(1);
	for (size_t i = 0; i < QUESTIONS; i++) {
		if (survey_sql_answer_set(b->r, p.id, &b->questions[i],
		    value(b, i)))
			exit(1);
	}
	if (survey_sql_reply_send(b->r, p.id))
		exit(1);
}

static void
put_recipient(struct bench *b, size_t i)
{
	static const char *const regions[] = { "aomori", "tsugaru",
		"hachinohe", "seihokugo", "kamitosan", "shimokita" };
	struct survey_recipient c = { .survey = b->survey.id,
		.name = arena_fmt(b->mem, "見本事業所%zu", i),
		.region = regions[dice_below(&b->dice, COUNT(regions))],
		.asked_on = b->r->today };

	if (record_add(b->r, &survey_recipient_record, &c))
		exit(1);
	reply(b, c.id, 1);
	if (i % 10 == 0)
		reply(b, c.id, 2);
}

static void
run(struct bench *b)
{
	renew(b);
	b->survey = (struct survey){ .title = "見本の調査",
		.base_on = "2026-04-01", .state = "open" };
	deed_begin(b->r);
	if (record_add(b->r, &survey_record, &b->survey))
		exit(1);
	b->survey.id = arena_fmt(b->kept, "%s", b->survey.id);
	put_questions(b);
	if (deed_commit(b->r, NULL))
		exit(1);
	for (size_t i = 0; i < RECIPIENTS; i += BATCH) {
		renew(b);
		deed_begin(b->r);
		for (size_t k = i; k < i + BATCH; k++)
			put_recipient(b, k);
		if (deed_commit(b->r, NULL))
			exit(1);
	}
	printf("%s\n", b->survey.id);
}

int
main(int argc, char **argv)
{
	struct arena *mem = arena_new();
	struct bench b = { .mem = arena_new(), .kept = arena_new(),
		.dice = dice_new(5) };
	struct store *store = argc == 2 && crypto_start() ?
	    store_open(argv[1], true) : NULL;
	const char *keys = getenv("TSUNAGU_KEYS");

	if (!store)
		return 2;
	b.site = site_new(mem, store, keys_open(mem, keys ? keys :
	    keys_beside(mem, argv[1]), false), all_features, nall_features);
	b.desk = b.site ? desk_open(b.site) : NULL;
	if (!b.desk)
		return 1;
	run(&b);
	desk_close(b.desk);
	site_free(b.site);
	store_close(store);
	arena_free(b.kept);
	arena_free(b.mem);
	arena_free(mem);
	return 0;
}
