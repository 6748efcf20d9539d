#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "features/training/training_day.h"
#include "features/training/training_day_sql.h"
#include "features/training/training_match.h"

/* The desk on the day: who of the list it is that signed in and fits nobody
 * alone. One press each. */
struct choice_line {
	const char *applicant, *name, *organization;
};

static const struct slot choice_slots[] = {
	SLOT_TEXT(choice_line, applicant),
	SLOT_TEXT(choice_line, name),
	SLOT_TEXT(choice_line, organization),
};

struct line {
	const char *sign_in, *came_at, *moment, *why, *said, *kana;
	const struct html *hidden;
	struct html_list alikes, others;
	bool alikes_any, others_any;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, sign_in),
	SLOT_TEXT(line, came_at),
	SLOT_TEXT(line, moment),
	SLOT_TEXT(line, why),
	SLOT_TEXT(line, said),
	SLOT_TEXT(line, kana),
	SLOT_HTML(line, hidden),
	SLOT_LIST(line, alikes, choice_slots, struct choice_line),
	SLOT_LIST(line, others, choice_slots, struct choice_line),
	SLOT_FLAG(line, alikes_any),
	SLOT_FLAG(line, others_any),
};

struct show {
	const char *at, *title, *course;
	const struct html *faults, *hidden;
	struct html_list lines;
	bool may_write, is_open;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, course),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_LIST(show, lines, line_slots, struct line),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, is_open),
};

TEMPLATE(training_desk_page, "src/features/training/desk.html", show_slots);

static struct choice_line
person_of(const struct training_applicant *a)
{
	return (struct choice_line){ a->id, a->name, a->organization };
}

/* Those it may be, and all others who are not there yet. */
static struct line
line_of(struct request *r, const struct training_sign_in *s,
    const struct training_applicant *all, size_t n)
{
	struct training_match m = training_match(r->mem, all, n, s->said,
	    s->kana);
	struct choice_line *alikes = arena_array(r->mem, m.n + 1, sizeof(*alikes));
	struct choice_line *others = arena_array(r->mem, n + 1, sizeof(*others));
	struct line l = {
		.sign_in = s->id, .said = s->said, .kana = s->kana,
		.came_at = date_instant_label(r->mem, s->at),
		.moment = codes_label(r->codes, "training_moment", s->moment),
		.why = codes_label(r->codes, "training_unmatched", s->why),
		.hidden = form_hidden_own(r),
	};

	for (size_t i = 0; i < m.n; i++)
		alikes[i] = person_of(m.all[i]);
	l.alikes = (struct html_list){ alikes, m.n };
	l.alikes_any = m.n > 0;
	for (size_t i = 0; i < n; i++) {
		if (!training_is(&all[i], "attended"))
			others[l.others.n++] = person_of(&all[i]);
	}
	l.others.rows = others;
	l.others_any = l.others.n > 0;
	return l;
}

static enum result
fill_lines(struct request *r, const struct training_session *s,
    struct show *p)
{
	struct training_applicant *all;
	struct rows rows = { 0 };
	struct line *lines;
	size_t n, k = 0;
	enum result rc = training_applicants_load(r, s->id, &all, &n);

	if (!rc)
		rc = training_sql_unmatched(r, s->id, &rows);
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct training_sign_in in;

		if (record_load(r, &training_sign_in_record, &rows, i, &in))
			lines[k++] = line_of(r, &in, all, n);
	}
	p->lines = (struct html_list){ lines, k };
	return rc;
}

/* GET /training-sessions/ID/desk */
enum result
training_desk_get(struct request *r)
{
	struct training_session s;
	struct training t;
	struct training_door d;
	struct show p = { 0 };
	enum result rc = training_session_open(r, r->arg[0], &s, &t);

	if (!rc)
		rc = fill_lines(r, &s, &p);
	if (rc)
		return rc;
	p.at = arena_fmt(r->mem, "/training-sessions/%s", s.id);
	p.title = training_session_title(r, &s);
	p.course = t.title;
	p.faults = form_faults(r);
	p.hidden = form_hidden(r, 0);
	p.may_write = request_may(r, CHILD_WRITE);
	p.is_open = !training_door_of(r, &s, &d) && !d.closed_at;
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { t.title, arena_fmt(r->mem, "/trainings/%s", t.id) },
	    { p.title, p.at }, { "受付の照合", NULL } };
	struct page page = { "受付の照合", "/trainings", crumbs,
	    COUNT(crumbs), false };

	return page_show(r, &page, &training_desk_page, &p);
}

/* Inside the deed: what they typed is not kept once it is decided. */
static enum result
decide(struct request *r, const struct training_sign_in *old,
    const struct training_applicant *a)
{
	struct training_sign_in s = *old;
	enum result rc = OK;

	if (a)
		rc = training_arrived(r, a, old->moment, old->at);
	s.applicant = a ? a->id : NULL;
	s.said = NULL;
	s.kana = NULL;
	s.done_on = r->today;
	return rc ? rc : record_change(r, &training_sign_in_record, old, &s);
}

/* POST /training-sign-ins/ID/matching: `applicant` it was; "": set aside. */
enum result
training_matching_post(struct request *r)
{
	const char *who = request_form(r, "applicant"), *see;
	struct training_sign_in s;
	struct training_applicant a;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &training_sign_in_record, r->arg[0], &s);
	if (!rc && s.done_on)
		rc = CONFLICT;
	if (!rc && who && *who)
		rc = record_get(r, &training_applicant_record, who, &a);
	if (!rc && who && *who && strcmp(a.session, s.session) != 0)
		rc = MISSING;
	if (rc)
		return rc;
	see = request_saying(r, arena_fmt(r->mem, "/training-sessions/%s/desk",
	    s.session), "recorded");
	deed_begin(r);
	(void)deed_changed(r, training_applicant_record.name);
	rc = decide(r, &s, who && *who ? &a : NULL);
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}
