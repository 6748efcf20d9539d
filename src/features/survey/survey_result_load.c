#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "features/survey/survey_result_page.h"
#include "features/survey/survey_result_sql.h"

/* A wave out of the database, ready to be counted. */

static const char *
kind_label(struct request *r, const struct rows *rows, size_t i)
{
	const char *service = rows_cell(rows, i, "service_kind");
	const char *agency = rows_cell(rows, i, "agency_kind");

	if (service)
		return codes_label_short(r->codes, "service_kind", service);
	return agency ? codes_label_short(r->codes, "agency_kind", agency) :
	    NULL;
}

static enum result
load_cases(struct request *r, struct survey_wave *w)
{
	struct rows rows = { 0 };
	enum result rc = survey_sql_cases(r, w->survey.id, &rows);

	w->ncases = rows.nrows;
	w->cases = arena_array(r->mem, w->ncases + 1, sizeof(*w->cases));
	for (size_t i = 0; i < w->ncases; i++) {
		const char *region = rows_cell(&rows, i, "region");

		w->cases[i] = (struct survey_case){
			.recipient = rows_cell(&rows, i, "recipient"),
			.name = rows_cell(&rows, i, "name"),
			.reply = rows_cell(&rows, i, "reply"),
			.region = region ? codes_label_short(r->codes,
			    "region", region) : NULL,
			.kind = kind_label(r, &rows, i),
			.channel = rows_cell(&rows, i, "channel"),
			.sent_at = rows_cell(&rows, i, "sent_at"),
		};
	}
	return rc;
}

/* An id and where it stands. */
struct known {
	const char *id;
	size_t at;
};

static int
by_id(const void *a, const void *b)
{
	const struct known *x = a, *y = b;

	return strcmp(x->id, y->id);
}

static const struct known *
find(const struct known *all, size_t n, const char *id)
{
	struct known key = { .id = id };

	return bsearch(&key, all, n, sizeof(*all), by_id);
}

static enum result
load_values(struct request *r, struct survey_wave *w)
{
	struct known *cases = arena_array(r->mem, w->ncases + 1,
	    sizeof(*cases));
	struct known *questions = arena_array(r->mem, w->n + 1,
	    sizeof(*questions));
	struct rows rows = { 0 };
	enum result rc = survey_sql_values(r, w->survey.id, &rows);

	for (size_t i = 0; i < w->ncases; i++)
		cases[i] = (struct known){ w->cases[i].reply, i };
	for (size_t i = 0; i < w->n; i++)
		questions[i] = (struct known){ w->questions[i].id, i };
	qsort(cases, w->ncases, sizeof(*cases), by_id);
	qsort(questions, w->n, sizeof(*questions), by_id);
	for (size_t i = 0; i < rows.nrows; i++) {
		const struct known *c = find(cases, w->ncases, rows.cells[i *
		    rows.ncols]);
		const struct known *q = find(questions, w->n, rows.cells[i *
		    rows.ncols + 1]);
		const char *value = rows.cells[i * rows.ncols + 2];

		if (c && q)
			w->values[c->at * w->n + q->at] = value ? value :
			    SURVEY_SAID;
	}
	return rc;
}

enum result
survey_wave_load(struct request *r, const struct survey *s,
    struct survey_wave *w)
{
	enum result rc;

	*w = (struct survey_wave){ .survey = *s };
	rc = survey_questions(r, s->id, &w->questions, &w->n);
	if (!rc)
		rc = load_cases(r, w);
	if (rc)
		return rc;
	w->values = arena_array(r->mem, w->ncases * w->n + 1,
	    sizeof(*w->values));
	w->shown = arena_array(r->mem, w->ncases * w->n + 1,
	    sizeof(*w->shown));
	rc = load_values(r, w);
	for (size_t i = 0; !rc && i < w->ncases; i++)
		survey_shown(w->questions, w->n, w->values + i * w->n,
		    w->shown + i * w->n);
	return rc;
}

enum result
survey_waves_load(struct request *r, const struct survey *s,
    struct survey_waves *all)
{
	struct survey at = *s;
	enum result rc = OK;

	*all = (struct survey_waves){ .n = 0 };
	while (!rc && all->n < SURVEY_WAVES_MAX) {
		rc = survey_wave_load(r, &at, &all->at[all->n++]);
		if (rc || !at.copied_from)
			break;
		rc = record_get(r, &survey_record, at.copied_from, &at);
	}
	return rc;
}

const char *
survey_waves_before(struct request *r, const struct survey_waves *all)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 1; i < all->n; i++)
		buffer_fmt(&b, "%s%s（%s）", i > 1 ? "、" : "",
		    all->at[i].survey.title, date_long(r->mem,
		    all->at[i].survey.base_on));
	return b.len ? b.s : NULL;
}

static bool
is_among(const char *const *labels, size_t n, const char *label)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(labels[i], label) == 0)
			return true;
	}
	return false;
}

static bool
in_wave(const struct survey_wave *w, enum survey_side side, const char *label)
{
	for (size_t i = 0; i < w->ncases; i++) {
		const char *is = side == SURVEY_BY_REGION ?
		    w->cases[i].region : w->cases[i].kind;

		if (is && strcmp(is, label) == 0)
			return true;
	}
	return false;
}

/* The labels of a list somebody stands under; of regions those of today, too. */
static size_t
add_labels(struct request *r, const struct survey_wave *w,
    enum survey_side side, const char *list, const char **out, size_t n)
{
	size_t ncodes;
	const struct code *all = codes_list(r->codes, list, &ncodes);

	for (size_t i = 0; i < ncodes && n < SURVEY_CLASSES_MAX - 1; i++) {
		const char *label = all[i].label_short;
		bool wanted = in_wave(w, side, label) ||
		    (side == SURVEY_BY_REGION && !all[i].unknown &&
		    code_valid(&all[i], w->survey.base_on));

		if (wanted && !is_among(out, n, label))
			out[n++] = label;
	}
	return n;
}

bool
survey_axis_named(struct request *r, const struct survey_wave *w,
    const char *name, struct survey_axis *a)
{
	bool region = strcmp(name, "@region") == 0;
	const char *labels[SURVEY_CLASSES_MAX];
	size_t q, n = 0;

	if (region || strcmp(name, "@kind") == 0) {
		enum survey_side side = region ? SURVEY_BY_REGION :
		    SURVEY_BY_KIND;

		n = add_labels(r, w, side, region ? "region" : "service_kind",
		    labels, n);
		if (!region)
			n = add_labels(r, w, side, "agency_kind", labels, n);
		survey_axis_by(r->mem, w, side, labels, n, a);
		return true;
	}
	q = survey_wave_find(w, name);
	if (q == w->n || survey_is(&w->questions[q], SURVEY_SECTION))
		return false;
	survey_axis_of(r->mem, w, q, a);
	return true;
}
