#include <string.h>

#include "features/training/training_needs.h"
#include "features/training/training_sql.h"

/* What it takes to complete a course, out of its sessions. */

bool
training_makes_coordinators(const struct training *t)
{
	return t->kind && strcmp(t->kind, "coordinator") == 0;
}

static void
take(const struct training_session *s, struct training_needs *needs,
    struct buffer *names)
{
	if (!s->required || strcmp(s->required, "1") != 0)
		return;
	needs->required[needs->nrequired++] = s->id;
	buffer_fmt(names, "%s第%lld回", names->len ? "・" : "",
	    (long long)s->number);
}

static const char *
label_of(struct request *r, const struct training_needs *needs,
    const char *names)
{
	if (!needs->needed && !needs->nrequired)
		return NULL;
	if (!needs->nrequired)
		return arena_fmt(r->mem, "%lld回以上の参加で修了",
		    (long long)needs->needed);
	if (!needs->needed)
		return arena_fmt(r->mem, "%sに参加して修了", names);
	return arena_fmt(r->mem, "%sを含む%lld回以上の参加で修了", names,
	    (long long)needs->needed);
}

enum result
training_needs_load(struct request *r, const struct training *t,
    struct training_needs *needs, const char **label)
{
	struct buffer names = buffer_new(r->mem);
	struct rows rows = { 0 };
	enum result rc = training_sql_sessions(r, t->id, &rows);

	*needs = (struct training_needs){ .needed = t->needed,
		.required = arena_array(r->mem, rows.nrows + 1,
		    sizeof(*needs->required)) };
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct training_session s;

		if (record_load(r, &training_session_record, &rows, i, &s))
			take(&s, needs, &names);
	}
	*label = label_of(r, needs, names.s);
	return rc;
}
