#include <pthread.h>

#include "app/deed.h"
#include "app/site.h"
#include "features/training/training.h"
#include "tests/kit.h"

/* Many at the same instant, each on a thread with its own way into the
 * database, as the server has them. */

enum { AT_ONCE = 8, SEATS = 3 };

struct applying {
	pthread_t thread;
	struct request r;
	const struct training_session *session;
	struct training_applicant a;
	enum result rc;
};

static void *
applies(void *at)
{
	struct applying *p = at;

	deed_begin(&p->r);
	p->rc = training_apply(&p->r, p->session, &p->a);
	if (p->rc)
		db_fail(p->r.db, p->rc);
	p->rc = deed_commit(&p->r, NULL);
	return NULL;
}

static struct training_session
put_session(struct town *t, int64_t capacity)
{
	struct request *r = town_request(t);
	struct training c = { .title = "見本勉強会", .kind = "study",
		.year = 2026 };
	struct training_session s = { .number = 1, .on_day = "2026-05-01",
		.theme = "見本", .capacity = capacity,
		.headcount = UNTOLD };

	deed_begin(r);
	EXPECT(record_add(r, &training_record, &c) == OK);
	s.training = c.id;
	EXPECT(record_add(r, &training_session_record, &s) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return s;
}

/* All of them at once; `same`: all are one person. */
static void
all_apply(struct town *t, const struct training_session *s, bool same,
    struct applying *all)
{
	struct request *r = town_request(t);

	for (int i = 0; i < AT_ONCE; i++) {
		all[i] = (struct applying){ .r = *r, .session = s };
		all[i].r.mem = arena_new();
		all[i].r.db = db_open(t->site->store);
		all[i].a = (struct training_applicant){
			.name = arena_fmt(t->mem, "見本 %d", same ? 0 : i),
			.profession = "nurse", .source = "public" };
		EXPECT(all[i].r.db);
	}
	for (int i = 0; i < AT_ONCE; i++)
		EXPECT(!pthread_create(&all[i].thread, NULL, applies, &all[i]));
	for (int i = 0; i < AT_ONCE; i++)
		EXPECT(!pthread_join(all[i].thread, NULL));
	for (int i = 0; i < AT_ONCE; i++) {
		db_close(all[i].r.db);
		arena_free(all[i].r.mem);
	}
}

TEST(training_seats_are_never_given_to_more_than_there_are_at_once)
{
	struct training_session s = put_session(t, SEATS);
	struct applying all[AT_ONCE];

	all_apply(t, &s, false, all);
	for (int i = 0; i < AT_ONCE; i++)
		EXPECT(all[i].rc == OK);
	EXPECT(town_number(t, "SELECT count(*) FROM training_applicant WHERE"
	    " state = 'accepted'") == SEATS);
	EXPECT(town_number(t, "SELECT count(*) FROM training_applicant WHERE"
	    " state = 'waiting'") == AT_ONCE - SEATS);
}

TEST(training_application_sent_at_once_by_one_person_is_taken_once)
{
	struct training_session s = put_session(t, 0);
	struct applying all[AT_ONCE];
	int taken = 0;

	all_apply(t, &s, true, all);
	for (int i = 0; i < AT_ONCE; i++) {
		taken += all[i].rc == OK;
		EXPECT(all[i].rc == OK || all[i].rc == CONFLICT);
	}
	EXPECT(taken == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM training_applicant") == 1);
}
