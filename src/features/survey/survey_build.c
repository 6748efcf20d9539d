#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "base/date.h"
#include "features/survey/survey_private.h"
#include "features/survey/survey_sql.h"

/* A survey as a whole: begun, copied from a wave before, put in order, opened
 * and closed. */

enum result
survey_open(struct request *r, struct survey *s)
{
	enum result rc = access_centre(r);

	return rc ? rc : record_get(r, &survey_record, r->arg[0], s);
}

enum result
survey_questions(struct request *r, const char *survey,
    struct survey_question **out, size_t *n)
{
	struct rows rows = { 0 };
	enum result rc = survey_sql_questions(r, survey, &rows);

	*n = 0;
	*out = arena_array(r->mem, rows.nrows + 1, sizeof(**out));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		if (record_load(r, &survey_question_record, &rows, i,
		    &(*out)[*n]))
			(*n)++;
	}
	return rc;
}

static const char *
page_of(struct request *r, const char *id, const char *saying)
{
	return request_saying(r, arena_fmt(r->mem, "/surveys/%s", id), saying);
}

/* POST /surveys: a draft. */
enum result
survey_post(struct request *r)
{
	struct survey s = { 0 };
	const char *see;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_read(r, &survey_record, &s);
	if (rc == INVALID) {
		struct survey_form f = { "調査をつくる", "/surveys", NULL, NULL };
		enum result shown = survey_form_show(r, &f, &survey_record,
		    &s);

		return shown ? shown : rc;
	}
	if (rc)
		return rc;
	s.state = "draft";
	deed_begin(r);
	record_add(r, &survey_record, &s);
	see = s.id ? page_of(r, s.id, "added") : "/surveys";
	return request_see(r, deed_commit(r, see), see);
}

/* Inside a deed. */
static void
copy_questions(struct request *r, const struct survey_question *all, size_t n,
    const char *survey)
{
	for (size_t i = 0; i < n; i++) {
		struct survey_question q = all[i];

		q.id = NULL;
		q.version = 0;
		q.survey = survey;
		record_add(r, &survey_question_record, &q);
	}
}

/* POST /surveys/ID/copies: the next wave, a year later, with the same questions
 * under the same codes. */
enum result
survey_copy_post(struct request *r)
{
	enum { A_YEAR = 365 };
	struct survey old, s;
	struct survey_question *all;
	size_t n;
	const char *see;
	enum result rc = survey_open(r, &old);

	if (!rc)
		rc = survey_questions(r, old.id, &all, &n);
	if (rc)
		return rc;
	s = (struct survey){ .title = arena_fmt(r->mem, "%s（写し）",
	    old.title), .intro = old.intro, .state = "draft",
	    .copied_from = old.id, .language = old.language,
	    .base_on = date_add_days(r->mem, old.base_on, A_YEAR) };
	deed_begin(r);
	if (!record_add(r, &survey_record, &s))
		copy_questions(r, all, n, s.id);
	see = s.id ? page_of(r, s.id, "added") : "/surveys";
	return request_see(r, deed_commit(r, see), see);
}

/* Inside a deed: the two change places. */
static void
swap(struct request *r, const struct survey_question *a,
    const struct survey_question *b)
{
	struct survey_question up = *b, down = *a;

	up.place = a->place;
	down.place = b->place;
	record_change(r, &survey_question_record, b, &up);
	record_change(r, &survey_question_record, a, &down);
}

/* POST /surveys/ID/order with `up` or `down`: a question's id. */
enum result
survey_order_post(struct request *r)
{
	const char *up = request_form(r, "up"), *down = request_form(r, "down");
	const char *id = up ? up : down, *see;
	struct survey s;
	struct survey_question *all;
	size_t n, i = 0;
	enum result rc = survey_open(r, &s);

	if (!rc)
		rc = survey_questions(r, s.id, &all, &n);
	if (rc)
		return rc;
	if (!survey_state_is(&s, "draft"))
		return CONFLICT;
	while (id && i < n && strcmp(all[i].id, id) != 0)
		i++;
	if (!id || i == n || (up ? i == 0 : i + 1 == n)) {
		request_fault(r, "", "この設問は動かせません。");
		return survey_show_again(r, &s, INVALID);
	}
	see = page_of(r, s.id, "changed");
	deed_begin(r);
	swap(r, &all[up ? i - 1 : i], &all[up ? i : i + 1]);
	return request_see(r, deed_commit(r, see), see);
}

/* Conditions that never can hold are said before anybody is asked. */
static void
check_conditions(struct request *r, const struct survey_question *all,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		if (!all[i].when_code || !*all[i].when_code)
			continue;
		while (k < i && strcmp(all[k].code, all[i].when_code) != 0)
			k++;
		if (k == i)
			request_fault(r, "", arena_fmt(r->mem,
			    "「%s」の条件の設問（%s）が、その上にありません。",
			    all[i].asks, all[i].when_code));
	}
}

/* From draft to open, to closed, and open again. */
static bool
may_become(const struct survey *s, const char *state)
{
	return strcmp(state, "open") == 0 ? !survey_state_is(s, "open") :
	    strcmp(state, "closed") == 0 && survey_state_is(s, "open");
}

/* POST /surveys/ID/state state=open|closed */
enum result
survey_state_post(struct request *r)
{
	const char *state = request_form(r, "state"), *see;
	const char *version = request_form(r, "version");
	struct survey old, s;
	struct survey_question *all;
	size_t n;
	enum result rc = survey_open(r, &old);

	if (!rc)
		rc = survey_questions(r, old.id, &all, &n);
	if (rc)
		return rc;
	if (!state || !may_become(&old, state))
		request_fault(r, "", "この段階には変えられません。ページを開き直してください。");
	else if (!n)
		request_fault(r, "", "設問を1つ以上つくってから始めてください。");
	else
		check_conditions(r, all, n);
	if (r->nfaults)
		return survey_show_again(r, &old, INVALID);
	s = old;
	s.state = state;
	if (version)
		s.version = strtoll(version, NULL, 10);
	see = page_of(r, s.id, "changed");
	deed_begin(r);
	record_change(r, &survey_record, &old, &s);
	return request_see(r, deed_commit(r, see), see);
}
