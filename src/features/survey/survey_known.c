#include <string.h>

#include "features/directory/directory.h"
#include "features/survey/survey_sheet.h"

/* What the directory says today of the fields that a survey asks about, as far
 * as whoever asks may see it. */

static const char *
answer_known(const struct capability *all, size_t n, const char *criterion)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].criterion, criterion) == 0)
			return all[i].answer == ANSWER_UNKNOWN ? NULL :
			    answer_code(all[i].answer);
	}
	return NULL;
}

static const char *
field_known(struct request *r, const struct service *s, const struct place *p,
    const char *fills)
{
	bool of_place = strncmp(fills, "place.", 6) == 0;
	const struct record *rec = of_place ? &place_record : &service_record;
	const struct field *f = record_field(rec, of_place ? fills + 6 : fills);
	const void *obj = of_place ? (const void *)p : (const void *)s;

	return f && field_is_told(f, obj) ? field_text(r->mem, f, obj) : NULL;
}

enum result
survey_known(struct request *r, const struct survey_recipient *c,
    const struct survey_question *qs, size_t n, const char **out)
{
	const struct capability *all = NULL;
	struct service s;
	struct place p;
	size_t nall = 0;
	enum result rc;

	if (!c->service)
		return OK;
	rc = record_get(r, &service_record, c->service, &s);
	if (!rc)
		rc = record_get(r, &place_record, s.place, &p);
	if (!rc)
		rc = directory_capabilities(r, s.id, &all, &nall);
	/* What may not be seen is not offered. */
	if (rc == MISSING || rc == DENIED)
		return OK;
	for (size_t i = 0; !rc && i < n; i++) {
		if (!qs[i].fills || !*qs[i].fills)
			continue;
		out[i] = field_known(r, &s, &p, qs[i].fills);
		if (!out[i])
			out[i] = answer_known(all, nall, qs[i].fills);
	}
	return rc;
}
