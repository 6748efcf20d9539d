#include <stdlib.h>
#include <string.h>

#include "features/training/training_private.h"
#include "features/training/training_sql.h"

/* Erasing those who came must not change how many did. */

static enum result
ticked_of(struct request *r, const struct training_session *s, int64_t *n)
{
	struct rows rows = { 0 };
	enum result rc = training_sql_sessions(r, s->training, &rows);

	*n = 0;
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		if (strcmp(rows_cell(&rows, i, "id"), s->id) == 0)
			*n = strtoll(rows_cell(&rows, i, "ticked"), NULL, 10);
	}
	return rc;
}

enum result
training_keep_count(struct request *r, const char *applicant)
{
	struct training_applicant a;
	struct training_session old, s;
	int64_t n = 0;
	enum result rc = record_get(r, &training_applicant_record, applicant,
	    &a);

	if (!rc)
		rc = record_get(r, &training_session_record, a.session, &old);
	if (!rc && old.headcount != UNTOLD)
		return OK;
	if (!rc)
		rc = ticked_of(r, &old, &n);
	if (rc || !n)
		return rc;
	s = old;
	s.headcount = n;
	return record_change(r, &training_session_record, &old, &s);
}
