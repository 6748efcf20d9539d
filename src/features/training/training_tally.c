#include "features/training/training_tally.h"

#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "features/training/training_day_sql.h"
#include "features/training/training_rule.h"

static const char *
label_of(struct request *r, enum training_by by,
    const struct training_applicant *a)
{
	if (by == TRAINING_BY_PROFESSION)
		return codes_label(r->codes, "profession", a->profession);
	return a->organization ? a->organization : "（書かれていない）";
}

static int
most_first(const void *a, const void *b)
{
	const struct training_tally *x = a, *y = b;

	if (x->came != y->came)
		return x->came < y->came ? 1 : -1;
	return strcmp(x->label, y->label);
}

/* How many people those of one label are. */
static int64_t
people_of(struct request *r, enum training_by by, const char *label,
    const struct training_applicant *came, size_t n)
{
	struct training_applicant *some = arena_array(r->mem, n + 1,
	    sizeof(*some));
	struct training_person *people = arena_array(r->mem, n + 1,
	    sizeof(*people));
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (strcmp(label_of(r, by, &came[i]), label) == 0)
			some[k++] = came[i];
	}
	return (int64_t)training_people(r->mem, some, k, people);
}

size_t
training_tally(struct request *r, enum training_by by,
    const struct training_applicant *came, size_t n,
    struct training_tally **out)
{
	struct training_tally *all = arena_array(r->mem, n + 1, sizeof(*all));
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		const char *label = label_of(r, by, &came[i]);
		size_t k = 0;

		while (k < count && strcmp(all[k].label, label) != 0)
			k++;
		if (k == count)
			all[count++].label = label;
		all[k].came++;
	}
	for (size_t k = 0; k < count; k++)
		all[k].people = people_of(r, by, all[k].label, came, n);
	qsort(all, count, sizeof(*all), most_first);
	*out = all;
	return count;
}

enum result
training_came_load(struct request *r, int64_t year, const char *training,
    struct training_applicant **out, size_t *n)
{
	struct rows rows = { 0 };
	enum result rc = training_sql_came(r, year, training, &rows);

	*n = 0;
	*out = arena_array(r->mem, rows.nrows + 1, sizeof(**out));
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		*n += record_load(r, &training_applicant_record, &rows, i,
		    &(*out)[*n]);
	return rc;
}
