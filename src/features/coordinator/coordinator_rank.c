#include "features/coordinator/coordinator_rank.h"

#include <stddef.h>

const char *
coordinator_exclusion(const struct coordinator_facts *f)
{
	if (f->has_left)
		return "コーディネーターをやめています。";
	if (!f->trained)
		return "養成研修がまだ終わっていません。";
	if (!f->willing)
		return "いまは新しい子を担当できません。";
	if (f->most && f->cases >= f->most)
		return "一度に担当できる人数まで担当しています。";
	return NULL;
}

static int64_t
area(const struct coordinator_facts *f)
{
	return f->same_place ? 2 : f->same_region;
}

/* 1: this child suits a first case of theirs; -1: is too much for it. */
static int64_t
beginning(const struct coordinator_facts *f, enum coordinator_load load)
{
	if (f->experience || load == LOAD_UNKNOWN)
		return 0;
	return load == LOAD_EASY ? 1 : -1;
}

int
coordinator_compare(const struct coordinator_facts *a,
    const struct coordinator_facts *b, enum coordinator_load load)
{
	const int64_t more[] = {
		area(a) - area(b),
		beginning(a, load) - beginning(b, load),
		a->similar - b->similar,
		b->cases - a->cases,
		a->experience - b->experience,
	};

	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
		if (more[i])
			return more[i] > 0 ? -1 : 1;
	}
	return 0;
}
