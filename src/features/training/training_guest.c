#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "base/media.h"
#include "features/guest/guest.h"
#include "features/training/training_mail.h"
#include "features/training/training_material.h"
#include "features/training/training_private.h"
#include "features/training/training_sql.h"

/* What the link of a mail opens: one's own application, giving it back, and the
 * papers of the session. */

struct line {
	const char *id, *title, *what;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, id),
	SLOT_TEXT(line, title),
	SLOT_TEXT(line, what),
};

struct guest_page {
	const char *state, *place_in_line, *title, *session, *when, *where,
	    *online_url, *materials_until, *until;
	const struct html *hidden;
	struct html_list materials;
	bool wrong, may_cancel, has_materials;
};

static const struct slot slots[] = {
	SLOT_TEXT(guest_page, state),
	SLOT_TEXT(guest_page, place_in_line),
	SLOT_TEXT(guest_page, title),
	SLOT_TEXT(guest_page, session),
	SLOT_TEXT(guest_page, when),
	SLOT_TEXT(guest_page, where),
	SLOT_TEXT(guest_page, online_url),
	SLOT_TEXT(guest_page, materials_until),
	SLOT_TEXT(guest_page, until),
	SLOT_HTML(guest_page, hidden),
	SLOT_LIST(guest_page, materials, line_slots, struct line),
	SLOT_FLAG(guest_page, wrong),
	SLOT_FLAG(guest_page, may_cancel),
	SLOT_FLAG(guest_page, has_materials),
};

TEMPLATE(training_guest_page, "src/features/training/guest.html", slots);

/* What belongs to one application. */
struct coming {
	struct guest link;
	struct training_applicant applicant;
	struct training_session session;
	struct training training;
	struct line *lines;		/* papers to be seen today */
	size_t nlines;
};

/* The centre acts on the word of the link, which the log names: applicants have
 * no rights of their own. guest_leaves undoes it. */
static void
speak(struct request *r, const struct guest *link)
{
	struct person *who = arena_take(r->mem, sizeof(*who));

	guest_speaks(r, link, NULL);
	*who = (struct person){ .login = r->who->login, .name = r->who->name,
	    .role = "command", .rights = CHILD_READ | CHILD_WRITE };
	r->who = who;
}

static bool
may_see_papers(struct request *r, const struct coming *c)
{
	const char *day = c->session.on_day;

	return training_seated(&c->applicant) &&
	    !training_is(&c->applicant, "applied") &&
	    strcmp(day, r->today) < 0 &&
	    date_days_between(day, r->today) <= TRAINING_LINK_DAYS;
}

static enum result
load_papers(struct request *r, struct coming *c)
{
	struct rows rows = { 0 };
	enum result rc = OK;

	if (may_see_papers(r, c))
		rc = training_sql_materials(r, c->session.id, &rows);
	c->lines = arena_array(r->mem, rows.nrows + 1, sizeof(*c->lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct training_material m;

		if (record_load(r, &training_material_record, &rows, i, &m))
			c->lines[c->nlines++] = (struct line){ m.id, m.title,
				m.url ? "リンク" :
				media_ending(media_of_name(m.type)) };
	}
	return rc;
}

/* MISSING: no link that holds here. Whoever asks then speaks; `guest_leaves`. */
static enum result
load(struct request *r, struct coming *c)
{
	enum result rc = guest_of(r, &guest_training, &c->link);

	if (rc)
		return rc;
	speak(r, &c->link);
	rc = record_get(r, &training_applicant_record, c->link.record_id,
	    &c->applicant);
	if (!rc)
		rc = record_get(r, &training_session_record,
		    c->applicant.session, &c->session);
	if (!rc)
		rc = record_get(r, &training_record, c->session.training,
		    &c->training);
	if (!rc)
		rc = load_papers(r, c);
	if (rc)
		guest_leaves(r);
	return rc;
}

static bool
is_over(struct request *r, const struct coming *c)
{
	return strcmp(c->session.on_day, r->today) < 0;
}

static bool
may_cancel(struct request *r, const struct coming *c)
{
	return !is_over(r, c) && !training_is(&c->applicant, "cancelled") &&
	    !training_is(&c->applicant, "attended");
}

static enum result
show(struct request *r, const struct coming *c, bool wrong)
{
	const struct training_applicant *a = &c->applicant;
	struct page page = { .title = "研修の申込" };
	int64_t place = 0;
	struct guest_page p = {
		.state = codes_label(r->codes, "training_state", a->state),
		.title = c->training.title,
		.session = training_session_title(r, &c->session),
		.when = training_when(r, &c->session),
		.where = training_where(r, &c->session),
		.until = date_instant_label(r->mem, c->link.ends_at),
		.materials_until = date_long(r->mem,
		    training_materials_until(r, &c->session)),
		.materials = { c->lines, c->nlines },
		.has_materials = c->nlines > 0,
		.may_cancel = may_cancel(r, c),
		.wrong = wrong,
	};
	enum result rc = OK;

	if (training_is(a, "waiting"))
		rc = training_sql_place_in_line(r, a, &place);
	if (place)
		p.place_in_line = arena_fmt(r->mem, "%lld", (long long)place);
	if (training_seated(a) && !is_over(r, c))
		p.online_url = c->session.online_url;
	guest_leaves(r);
	p.hidden = form_hidden(r, 0);
	request_header_add(r, "Referrer-Policy", "no-referrer");
	return rc ? rc : page_show(r, &page, &training_guest_page, &p);
}

/* GET /links/training */
enum result
training_guest_get(struct request *r)
{
	struct coming c = { 0 };
	enum result rc = load(r, &c);

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	return show(r, &c, false);
}

/* POST /links/training: gives the seat back. */
enum result
training_guest_cancel_post(struct request *r)
{
	static const char see[] = "/links/training";
	struct coming c = { 0 };
	enum result rc = load(r, &c), shown;

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	if (!may_cancel(r, &c)) {
		shown = show(r, &c, true);
		return shown ? shown : CONFLICT;
	}
	deed_begin(r);
	rc = training_give_up(r, &c.session, &c.applicant);
	if (rc)
		db_fail(r->db, rc);
	rc = deed_commit(r, see);
	guest_leaves(r);
	return request_see(r, rc, see);
}

/* Counted, and in the log by the link. */
static enum result
note_taken(struct request *r, const struct training_material *m)
{
	deed_begin(r);
	(void)training_sql_taken(r, m->id);
	(void)audit_note_plain(r, "view", training_material_record.name, m->id,
	    "");
	return deed_commit(r, NULL);
}

/* GET /links/training/materials/ID */
enum result
training_guest_material_get(struct request *r)
{
	struct coming c = { 0 };
	struct training_material m;
	enum result rc = load(r, &c);
	bool there = false;

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	for (size_t i = 0; i < c.nlines; i++)
		there |= strcmp(c.lines[i].id, r->arg[0]) == 0;
	rc = there ? record_get(r, &training_material_record, r->arg[0], &m) :
	    MISSING;
	if (!rc)
		rc = note_taken(r, &m);
	if (!rc)
		rc = m.url ? request_see(r, OK, m.url) :
		    training_material_answer(r, &m);
	guest_leaves(r);
	return rc;
}
