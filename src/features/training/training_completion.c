#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/page.h"
#include "app/paper.h"
#include "base/date.h"
#include "features/training/training_needs.h"
#include "features/training/training_sql.h"

/* Who completed a course, and the certificates they are given. */
struct line {
	const char *name, *organization, *number, *url, *at, *register_url,
	    *proposed_url;
	int64_t attended;
	bool completed, revoked, stands;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, organization),
	SLOT_TEXT(line, number),
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, at),
	SLOT_TEXT(line, register_url),
	SLOT_TEXT(line, proposed_url),
	SLOT_NUMBER(line, attended),
	SLOT_FLAG(line, completed),
	SLOT_FLAG(line, revoked),
	SLOT_FLAG(line, stands),
};

struct show {
	const char *at, *title, *year, *needed, *due;
	const struct html *faults, *hidden;
	struct html_list lines;
	bool may_write, is_coordinators;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, year),
	SLOT_TEXT(show, needed),
	SLOT_TEXT(show, due),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_LIST(show, lines, line_slots, struct line),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, is_coordinators),
};

TEMPLATE(training_completion_page, "src/features/training/completion.html",
    show_slots);

/* A course with all who came and what they were given. */
struct completion {
	struct training training;
	struct training_needs needs;
	const char *needs_label;
	struct training_person *people;
	size_t n;
	struct training_certificate *given;
	size_t ngiven;
};

static enum result
load_given(struct request *r, struct completion *c)
{
	struct rows rows = { 0 };
	enum result rc = training_sql_certificates(r, c->training.id, &rows);

	c->ngiven = 0;
	c->given = arena_array(r->mem, rows.nrows + 1, sizeof(*c->given));
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		c->ngiven += record_load(r, &training_certificate_record,
		    &rows, i, &c->given[c->ngiven]);
	return rc;
}

static enum result
load_people(struct request *r, struct completion *c)
{
	struct training_applicant *came;
	struct rows rows = { 0 };
	size_t n = 0;
	enum result rc = training_sql_attended(r, c->training.id, &rows);

	came = arena_array(r->mem, rows.nrows + 1, sizeof(*came));
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		n += record_load(r, &training_applicant_record, &rows, i,
		    &came[n]);
	c->people = arena_array(r->mem, n + 1, sizeof(*c->people));
	c->n = training_people(r->mem, came, n, c->people);
	return rc;
}

static enum result
load(struct request *r, struct completion *c)
{
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &training_record, r->arg[0], &c->training);
	if (!rc)
		rc = training_needs_load(r, &c->training, &c->needs,
		    &c->needs_label);
	if (!rc)
		rc = load_people(r, c);
	return rc ? rc : load_given(r, c);
}

/* What this person was given; NULL: nothing yet. The row it was given for may
 * be another of theirs, so the person is asked for. */
static const struct training_certificate *
given_to(struct request *r, const struct completion *c,
    const struct training_person *p)
{
	for (size_t i = 0; i < c->ngiven; i++) {
		struct training_applicant a;

		if (strcmp(c->given[i].applicant, p->first->id) == 0)
			return &c->given[i];
		if (!record_get(r, &training_applicant_record,
		    c->given[i].applicant, &a) &&
		    training_same(r->mem, p->first, &a))
			return &c->given[i];
	}
	return NULL;
}

static struct line
line_of(struct request *r, const struct completion *c,
    const struct training_person *p)
{
	const struct training_certificate *k = given_to(r, c, p);
	struct line l = { .name = p->first->name,
		.organization = p->first->organization,
		.attended = p->attended,
		.completed = training_completed(p, &c->needs) };

	if (!k)
		return l;
	l.number = k->number;
	l.url = arena_fmt(r->mem, "/training-certificates/%s", k->id);
	l.at = l.url;
	l.revoked = k->revoked_on != NULL;
	l.stands = !l.revoked;
	if (k->coordinator)
		l.register_url = arena_fmt(r->mem, "/coordinators/%s",
		    k->coordinator);
	else if (l.stands && training_makes_coordinators(&c->training))
		l.proposed_url = arena_fmt(r->mem, "%s/coordinator", l.url);
	return l;
}

static enum result
show(struct request *r, const struct completion *c)
{
	const struct training *t = &c->training;
	struct line *lines = arena_array(r->mem, c->n + 1, sizeof(*lines));
	size_t due = 0;
	const char *at = arena_fmt(r->mem, "/trainings/%s", t->id);
	struct crumb crumbs[] = { { "研修", "/trainings" }, { t->title, at },
	    { "修了した人", NULL } };
	struct page page = { "修了した人", "/trainings", crumbs,
	    COUNT(crumbs), false };

	for (size_t i = 0; i < c->n; i++) {
		lines[i] = line_of(r, c, &c->people[i]);
		due += !lines[i].url && lines[i].completed;
	}
	struct show page_slots = {
		.at = at, .title = t->title,
		.year = date_fiscal_label(r->mem, (int)t->year),
		.needed = c->needs_label,
		.is_coordinators = training_makes_coordinators(t),
		.due = due ? arena_fmt(r->mem, "%zu", due) : NULL,
		.faults = form_faults(r), .hidden = form_hidden(r, 0),
		.lines = { lines, c->n },
		.may_write = request_may(r, CHILD_WRITE),
	};

	return page_show(r, &page, &training_completion_page, &page_slots);
}

/* GET /trainings/ID/completion */
enum result
training_completion_get(struct request *r)
{
	struct completion c = { 0 };
	enum result rc = load(r, &c);

	return rc ? rc : show(r, &c);
}

/* Inside the deed. */
static enum result
give(struct request *r, const struct completion *c,
    const struct training_person *p)
{
	const struct training *t = &c->training;
	struct training_certificate k = {
		.training = t->id, .applicant = p->first->id,
		.name = p->first->name,
		.organization = p->first->organization,
		.attended = p->attended, .on_day = r->today,
	};

	return training_certificate_add(r, t, &k);
}

/* POST /trainings/ID/certificates: to all who completed it and have none. */
enum result
training_certificates_post(struct request *r)
{
	struct completion c = { 0 };
	const char *see = request_saying(r, arena_fmt(r->mem,
	    "/trainings/%s/completion", r->arg[0]), "added");
	size_t n = 0;
	enum result rc = load(r, &c), shown;

	if (rc)
		return rc;
	for (size_t i = 0; i < c.n; i++)
		n += training_completed(&c.people[i], &c.needs) &&
		    !given_to(r, &c, &c.people[i]);
	if (!n) {
		request_fault(r, "", "修了証を出す人はいません。");
		shown = show(r, &c);
		return shown ? shown : INVALID;
	}
	deed_begin(r);
	(void)deed_changed(r, training_certificate_record.name);
	rc = load_given(r, &c);
	for (size_t i = 0; !rc && i < c.n; i++) {
		if (training_completed(&c.people[i], &c.needs) &&
		    !given_to(r, &c, &c.people[i]))
			rc = give(r, &c, &c.people[i]);
	}
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}
