#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/training/training_day_sql.h"
#include "features/training/training_private.h"
#include "features/training/training_rule.h"

/*
 * Those who came, across all courses: who a row is of is told by mail, else by
 * name and organisation. Names are sealed, so they are searched here.
 */
enum { MAX_SHOWN = 100 };

struct person_line {
	const char *url, *name, *kana, *organization;
	int64_t attended;
};

static const struct slot person_slots[] = {
	SLOT_TEXT(person_line, url),
	SLOT_TEXT(person_line, name),
	SLOT_TEXT(person_line, kana),
	SLOT_TEXT(person_line, organization),
	SLOT_NUMBER(person_line, attended),
};

struct list {
	const char *q, *found, *more;
	struct html_list lines;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, q),
	SLOT_TEXT(list, found),
	SLOT_TEXT(list, more),
	SLOT_LIST(list, lines, person_slots, struct person_line),
};

TEMPLATE(training_people_page, "src/features/training/people.html",
    list_slots);

struct came_line {
	const char *course_url, *course, *url, *session, *day, *state;
};

static const struct slot came_slots[] = {
	SLOT_TEXT(came_line, course_url),
	SLOT_TEXT(came_line, course),
	SLOT_TEXT(came_line, url),
	SLOT_TEXT(came_line, session),
	SLOT_TEXT(came_line, day),
	SLOT_TEXT(came_line, state),
};

struct given_line {
	const char *url, *number, *day;
	bool revoked;
};

static const struct slot given_slots[] = {
	SLOT_TEXT(given_line, url),
	SLOT_TEXT(given_line, number),
	SLOT_TEXT(given_line, day),
	SLOT_FLAG(given_line, revoked),
};

struct one {
	const char *name, *kana, *profession, *organization, *mail, *phone;
	int64_t attended;
	struct html_list lines, certificates;
	bool any_certificate;
};

static const struct slot one_slots[] = {
	SLOT_TEXT(one, name),
	SLOT_TEXT(one, kana),
	SLOT_TEXT(one, profession),
	SLOT_TEXT(one, organization),
	SLOT_TEXT(one, mail),
	SLOT_TEXT(one, phone),
	SLOT_NUMBER(one, attended),
	SLOT_LIST(one, lines, came_slots, struct came_line),
	SLOT_LIST(one, certificates, given_slots, struct given_line),
	SLOT_FLAG(one, any_certificate),
};

TEMPLATE(training_person_page, "src/features/training/person.html",
    one_slots);

/* All rows there are, beside their sessions; `all[i]` is of row `row[i]`. */
struct everybody {
	struct rows rows;
	struct training_applicant *all;
	size_t *row, n;
};

static enum result
load(struct request *r, struct everybody *e)
{
	enum result rc = access_centre(r);

	if (!rc)
		rc = training_sql_everybody(r, &e->rows);
	e->all = arena_array(r->mem, e->rows.nrows + 1, sizeof(*e->all));
	e->row = arena_array(r->mem, e->rows.nrows + 1, sizeof(*e->row));
	for (size_t i = 0; !rc && i < e->rows.nrows; i++) {
		if (!record_load(r, &training_applicant_record, &e->rows, i,
		    &e->all[e->n]))
			continue;
		e->row[e->n++] = i;
	}
	return rc;
}

static bool
fits(struct request *r, const struct training_applicant *a, const char *key)
{
	return strstr(text_key(r->mem, a->name), key) ||
	    (a->kana && strstr(text_key(r->mem, a->kana), key));
}

static int
by_attended(const void *a, const void *b)
{
	const struct training_person *x = a, *y = b;

	if (x->attended != y->attended)
		return x->attended < y->attended ? 1 : -1;
	return strcmp(x->first->id, y->first->id);
}

/* Of those who came, whose name holds what is looked for. */
static size_t
found(struct request *r, const struct everybody *e, const char *q,
    struct training_person **out)
{
	const char *key = text_key(r->mem, q);
	struct training_applicant *came = arena_array(r->mem, e->n + 1,
	    sizeof(*came));
	size_t n = 0;

	for (size_t i = 0; i < e->n; i++) {
		if (training_is(&e->all[i], "attended") &&
		    fits(r, &e->all[i], key))
			came[n++] = e->all[i];
	}
	*out = arena_array(r->mem, n + 1, sizeof(**out));
	n = training_people(r->mem, came, n, *out);
	qsort(*out, n, sizeof(**out), by_attended);
	return n;
}

/* GET /training-people?q=NAME */
enum result
training_people_get(struct request *r)
{
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "参加した人", NULL } };
	struct page page = { "参加した人", "/trainings", crumbs, COUNT(crumbs),
	    false };
	const char *q = request_query(r, "q");
	struct everybody e = { 0 };
	struct training_person *people;
	struct person_line *lines;
	struct list p = { .q = q ? q : "" };
	enum result rc = load(r, &e);
	size_t n;

	if (rc)
		return rc;
	n = found(r, &e, p.q, &people);
	lines = arena_array(r->mem, n + 1, sizeof(*lines));
	for (size_t i = 0; i < n && i < MAX_SHOWN; i++)
		lines[i] = (struct person_line){ arena_fmt(r->mem,
		    "/training-people/%s", people[i].first->id),
		    people[i].first->name, people[i].first->kana,
		    people[i].first->organization, people[i].attended };
	p.found = arena_fmt(r->mem, "%zu", n);
	p.more = n > MAX_SHOWN ? arena_fmt(r->mem, "%d", MAX_SHOWN) : NULL;
	p.lines = (struct html_list){ lines, n < MAX_SHOWN ? n : MAX_SHOWN };
	return page_show(r, &page, &training_people_page, &p);
}

static struct came_line
came_line(struct request *r, const struct everybody *e, size_t i)
{
	const struct rows *rows = &e->rows;
	size_t row = e->row[i];

	return (struct came_line){
		.course_url = arena_fmt(r->mem, "/trainings/%s",
		    rows_cell(rows, row, "course")),
		.course = rows_cell(rows, row, "course_title"),
		.url = arena_fmt(r->mem, "/training-sessions/%s",
		    e->all[i].session),
		.session = arena_fmt(r->mem, "第%s回　%s", rows_cell(rows, row,
		    "session_number"), rows_cell(rows, row, "session_theme")),
		.day = date_long(r->mem, rows_cell(rows, row, "session_day")),
		.state = codes_label(r->codes, "training_state",
		    e->all[i].state),
	};
}

static void
fill_certificates(struct request *r, const struct everybody *e,
    const bool *theirs, struct one *p)
{
	struct given_line *lines = arena_array(r->mem, e->n + 1,
	    sizeof(*lines));
	size_t n = 0;

	for (size_t i = 0; i < e->n; i++) {
		const char *number = rows_cell(&e->rows, e->row[i],
		    "certificate_number");

		if (!theirs[i] || !number)
			continue;
		lines[n++] = (struct given_line){
			arena_fmt(r->mem, "/training-certificates/%s",
			    rows_cell(&e->rows, e->row[i], "certificate")),
			number, date_long(r->mem, rows_cell(&e->rows,
			    e->row[i], "certificate_day")),
			rows_cell(&e->rows, e->row[i], "revoked") != NULL };
	}
	p->certificates = (struct html_list){ lines, n };
	p->any_certificate = n > 0;
}

static size_t
row_of(const struct everybody *e, const char *id)
{
	size_t i = 0;

	while (i < e->n && strcmp(e->all[i].id, id) != 0)
		i++;
	return i;
}

/* Which rows are of the same person as that one; how often they came. */
static void
gather(struct request *r, const struct everybody *e, size_t at, bool *theirs,
    struct one *p)
{
	struct came_line *lines = arena_array(r->mem, e->n + 1,
	    sizeof(*lines));
	struct training_applicant *came = arena_array(r->mem, e->n + 1,
	    sizeof(*came));
	struct training_person *people = arena_array(r->mem, e->n + 1,
	    sizeof(*people));
	size_t n = 0, ncame = 0, k;

	for (size_t i = 0; i < e->n; i++) {
		theirs[i] = i == at ||
		    training_same(r->mem, &e->all[at], &e->all[i]);
		if (!theirs[i])
			continue;
		lines[n++] = came_line(r, e, i);
		if (training_is(&e->all[i], "attended"))
			came[ncame++] = e->all[i];
	}
	k = training_people(r->mem, came, ncame, people);
	for (size_t i = 0; i < k; i++)
		p->attended += people[i].attended;
	p->lines = (struct html_list){ lines, n };
}

/* GET /training-people/APPLICANT: whoever that row is of. */
enum result
training_person_get(struct request *r)
{
	struct everybody e = { 0 };
	const struct training_applicant *a;
	struct one p;
	bool *theirs;
	size_t at;
	enum result rc = load(r, &e);

	if (rc)
		return rc;
	at = row_of(&e, r->arg[0]);
	if (at == e.n)
		return MISSING;
	a = &e.all[at];
	p = (struct one){ .name = a->name, .kana = a->kana,
		.profession = codes_label(r->codes, "profession",
		    a->profession),
		.organization = a->organization, .mail = a->mail,
		.phone = a->phone };
	theirs = arena_array(r->mem, e.n + 1, sizeof(*theirs));
	gather(r, &e, at, theirs, &p);
	fill_certificates(r, &e, theirs, &p);
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "参加した人", "/training-people" }, { a->name, NULL } };
	struct page page = { a->name, "/trainings", crumbs, COUNT(crumbs),
	    false };

	return page_show(r, &page, &training_person_page, &p);
}
