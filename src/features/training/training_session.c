#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/text.h"
#include "features/training/training_day.h"
#include "features/training/training_sql.h"

/* One session: who applied, who came, and adding a session to a course. */
struct line {
	const char *id, *name, *profession, *organization, *mail, *phone,
	    *state;
	bool ticked, attended, cancelled, may_cancel;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, id),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, profession),
	SLOT_TEXT(line, organization),
	SLOT_TEXT(line, mail),
	SLOT_TEXT(line, phone),
	SLOT_TEXT(line, state),
	SLOT_FLAG(line, ticked),
	SLOT_FLAG(line, attended),
	SLOT_FLAG(line, cancelled),
	SLOT_FLAG(line, may_cancel),
};

struct count {
	const char *label;
	int64_t n;
};

static const struct slot count_slots[] = {
	SLOT_TEXT(count, label),
	SLOT_NUMBER(count, n),
};

struct show {
	const char *at, *title, *when, *where, *capacity, *seats, *came,
	    *professions, *lecturers, *came_fault, *remind;
	const struct html *faults, *hidden, *hidden_apply, *fields;
	struct html_list lines, counts, places;
	bool announced, may_write, typed, lines_any, counts_any, has_door, may_open, codes;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, when),
	SLOT_TEXT(show, where),
	SLOT_TEXT(show, capacity),
	SLOT_TEXT(show, seats),
	SLOT_TEXT(show, came),
	SLOT_TEXT(show, professions),
	SLOT_TEXT(show, lecturers),
	SLOT_TEXT(show, came_fault),
	SLOT_TEXT(show, remind),
	SLOT_FLAG(show, announced),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, hidden_apply),
	SLOT_HTML(show, fields),
	SLOT_LIST(show, lines, line_slots, struct line),
	SLOT_LIST(show, counts, count_slots, struct count),
	SLOT_LIST(show, places, count_slots, struct count),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, typed),
	SLOT_FLAG(show, lines_any),
	SLOT_FLAG(show, counts_any),
	SLOT_FLAG(show, has_door),
	SLOT_FLAG(show, may_open),
	SLOT_FLAG(show, codes),
};

TEMPLATE(training_session_page, "src/features/training/session.html",
    show_slots);

struct form {
	const char *training, *id;
	const struct html *faults, *hidden, *fields;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, training),
	SLOT_TEXT(form, id),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, fields),
};

TEMPLATE(training_session_form_page,
    "src/features/training/session_form.html", form_slots);

static void
count_one(struct count *counts, size_t *n, const char *label)
{
	size_t i = 0;

	while (i < *n && strcmp(counts[i].label, label) != 0)
		i++;
	if (i == *n)
		counts[(*n)++] = (struct count){ label, 0 };
	counts[i].n++;
}

static struct line
line_of(struct request *r, const struct training_applicant *a,
    const char *const *came)
{
	struct line l = {
		.id = a->id, .name = a->name, .mail = a->mail,
		.phone = a->phone, .organization = a->organization,
		.profession = codes_label(r->codes, "profession",
		    a->profession),
		.state = codes_label(r->codes, "training_state", a->state),
		.attended = training_is(a, "attended"),
		.cancelled = training_is(a, "cancelled"),
	};

	l.ticked = l.attended;
	for (size_t i = 0; came && came[i]; i++)
		l.ticked |= strcmp(came[i], a->id) == 0;
	l.may_cancel = !l.attended && !l.cancelled &&
	    request_may(r, CHILD_WRITE);
	return l;
}

/* The table of applicants, and those who came by profession and place. */
static enum result
fill_lines(struct request *r, const struct training_session *s,
    struct show *p)
{
	struct rows rows = { 0 };
	struct line *lines;
	struct count *counts, *places;
	const char *const *came;
	size_t n = 0, ncounts = 0, nplaces = 0, seated = 0, waiting = 0,
	    attended = 0, typed;
	enum result rc = training_sql_applicants(r, s->id, &rows);

	came = r->nfaults ? request_form_all(r, "came", &typed) : NULL;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	counts = arena_array(r->mem, rows.nrows + 1, sizeof(*counts));
	places = arena_array(r->mem, rows.nrows + 1, sizeof(*places));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct training_applicant a;

		if (!record_load(r, &training_applicant_record, &rows, i, &a))
			continue;
		lines[n] = line_of(r, &a, came);
		seated += training_seated(&a);
		waiting += training_is(&a, "waiting");
		if (lines[n++].attended) {
			count_one(counts, &ncounts, lines[n - 1].profession);
			count_one(places, &nplaces, a.organization ?
			    a.organization : "（書かれていない）");
			attended++;
		}
	}
	p->lines = (struct html_list){ lines, n };
	p->counts = (struct html_list){ counts, ncounts };
	p->places = (struct html_list){ places, nplaces };
	p->lines_any = n > 0;
	p->counts_any = attended > 0;
	p->seats = arena_fmt(r->mem, "%zu人%s", seated, waiting ?
	    arena_fmt(r->mem, "（キャンセル待ち%zu人）", waiting) : "");
	p->came = training_came_label(r, s, (int64_t)attended);
	return rc;
}

static enum result
show(struct request *r, const struct training_session *s,
    const struct training *t, const struct training_applicant *typed)
{
	struct training_applicant none = { 0 };
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { t->title, arena_fmt(r->mem, "/trainings/%s", t->id) },
	    { training_session_title(r, s), NULL } };
	struct page page = { crumbs[2].label, "/trainings", crumbs,
	    COUNT(crumbs), false };
	struct show p = {
		.at = arena_fmt(r->mem, "/training-sessions/%s", s->id),
		.title = crumbs[2].label,
		.when = training_when(r, s),
		.where = training_where(r, s),
		.capacity = s->capacity ? arena_fmt(r->mem, "%lld人",
		    (long long)s->capacity) : "なし",
		.professions = codes_labels(r->mem, r->codes, "profession",
		    s->professions, "、"),
		.lecturers = s->lecturers,
		.came_fault = request_fault_of(r, "came"),
		.announced = s->announced && strcmp(s->announced, "1") == 0,
		.remind = s->remind_days ? arena_fmt(r->mem, "%lld",
		    (long long)s->remind_days) : NULL,
		.faults = form_faults(r),
		.hidden = form_hidden(r, s->version),
		.hidden_apply = form_hidden_own(r),
		.fields = form_record(r, &training_applicant_record,
		    typed ? typed : &none),
		.may_write = request_may(r, CHILD_WRITE),
		.typed = typed,
	};
	struct training_door door = { 0 };
	enum result rc = fill_lines(r, s, &p);

	p.has_door = !training_door_of(r, s, &door);
	p.may_open = p.may_write && (!p.has_door || door.closed_at) &&
	    strcmp(s->on_day, r->today) >= 0;
	p.codes = training_has_codes(s);
	return rc ? rc : page_show(r, &page, &training_session_page, &p);
}

/* GET /training-sessions/ID */
enum result
training_session_get(struct request *r)
{
	struct training_session s;
	struct training t;
	enum result rc = training_session_open(r, r->arg[0], &s, &t);

	return rc ? rc : show(r, &s, &t, NULL);
}

enum result
training_session_again(struct request *r, const struct training_session *s,
    const struct training_applicant *typed, enum result rc)
{
	struct training t;
	enum result shown = record_get(r, &training_record, s->training, &t);

	if (!shown)
		shown = show(r, s, &t, typed);
	return shown ? shown : rc;
}

static enum result
form(struct request *r, const struct training *t,
    const struct training_session *s)
{
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { t->title, arena_fmt(r->mem, "/trainings/%s", t->id) },
	    { "回を加える", NULL } };
	struct page page = { "回を加える", "/trainings", crumbs,
	    COUNT(crumbs), false };
	struct form p = {
		.training = t->title,
		.id = t->id,
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.fields = form_record(r, &training_session_record, s),
	};

	return page_show(r, &page, &training_session_form_page, &p);
}

/* The course that the address names. */
static enum result
asked_for(struct request *r, struct training *t)
{
	const char *id = request_query(r, "training");
	enum result rc = access_centre(r);

	if (!rc && text_blank(id))
		rc = MISSING;
	return rc ? rc : record_get(r, &training_record, id, t);
}

/* GET /training-sessions/new?training=ID */
enum result
training_session_new_get(struct request *r)
{
	struct training t;
	struct training_session s = { .headcount = UNTOLD };
	enum result rc = asked_for(r, &t);

	if (!rc)
		rc = training_sql_next(r, t.id, &s.number);
	return rc ? rc : form(r, &t, &s);
}

/* Two at the same instant: the table refuses the later one, CONFLICT. */
static enum result
check_number(struct request *r, const struct training_session *s, bool *taken)
{
	struct rows rows = { 0 };
	enum result rc = training_sql_sessions(r, s->training, &rows);

	*taken = false;
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		*taken |= strtoll(rows_cell(&rows, i, "number"), NULL, 10) ==
		    s->number;
	return rc;
}

/* POST /training-sessions?training=ID */
enum result
training_session_post(struct request *r)
{
	struct training t;
	struct training_session s = { .headcount = UNTOLD };
	const char *see;
	bool taken = false;
	enum result rc = asked_for(r, &t), shown;

	if (rc)
		return rc;
	s.training = t.id;
	rc = record_read(r, &training_session_record, &s);
	if (!rc)
		rc = check_number(r, &s, &taken);
	if (!rc && taken) {
		request_fault(r, "number", "この回次はもうあります。");
		rc = INVALID;
	}
	if (rc == INVALID) {
		shown = form(r, &t, &s);
		return shown ? shown : rc;
	}
	if (rc)
		return rc;
	deed_begin(r);
	record_add(r, &training_session_record, &s);
	see = request_saying(r, arena_fmt(r->mem, "/training-sessions/%s",
	    s.id), "added");
	return request_see(r, deed_commit(r, see), see);
}
