#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/coordinator/coordinator.h"
#include "features/training/training_day_sql.h"
#include "features/training/training_private.h"

/*
 * Whoever completed the coordinators' course is proposed for the register; a
 * person adds them, or says which one of the register they are.
 */
struct alike {
	const char *id, *number, *name, *municipality, *mail;
};

static const struct slot alike_slots[] = {
	SLOT_TEXT(alike, id),
	SLOT_TEXT(alike, number),
	SLOT_TEXT(alike, name),
	SLOT_TEXT(alike, municipality),
	SLOT_TEXT(alike, mail),
};

struct show {
	const char *at, *back, *name, *kana, *organization, *profession, *mail,
	    *phone, *course, *on_day, *sure_fault;
	const struct html *faults, *hidden, *municipality, *willing;
	struct html_list alikes;
	bool alikes_any, sure;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, back),
	SLOT_TEXT(show, name),
	SLOT_TEXT(show, kana),
	SLOT_TEXT(show, organization),
	SLOT_TEXT(show, profession),
	SLOT_TEXT(show, mail),
	SLOT_TEXT(show, phone),
	SLOT_TEXT(show, course),
	SLOT_TEXT(show, on_day),
	SLOT_TEXT(show, sure_fault),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, municipality),
	SLOT_HTML(show, willing),
	SLOT_LIST(show, alikes, alike_slots, struct alike),
	SLOT_FLAG(show, alikes_any),
	SLOT_FLAG(show, sure),
};

TEMPLATE(training_coordinator_page, "src/features/training/coordinator.html",
    show_slots);

struct proposal {
	struct training training;
	struct training_certificate certificate;
	struct training_applicant applicant;
	struct coordinator *alikes;
	size_t n;
};

/* The same mail, or the same name. */
static bool
is_alike(struct request *r, const struct training_applicant *a,
    const struct coordinator *c)
{
	if (a->mail && c->mail && strcmp(text_key(r->mem, a->mail),
	    text_key(r->mem, c->mail)) == 0)
		return true;
	return a->name && c->name && strcmp(text_key(r->mem, a->name),
	    text_key(r->mem, c->name)) == 0;
}

static enum result
load_alikes(struct request *r, struct proposal *p)
{
	struct rows rows = { 0 };
	enum result rc = training_sql_coordinators(r, &rows);

	p->n = 0;
	p->alikes = arena_array(r->mem, rows.nrows + 1, sizeof(*p->alikes));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		if (record_load(r, &coordinator_record, &rows, i,
		    &p->alikes[p->n]))
			p->n += is_alike(r, &p->applicant, &p->alikes[p->n]);
	}
	return rc;
}

/* CONFLICT: they are in the register, or the certificate holds no more. */
static enum result
load(struct request *r, struct proposal *p)
{
	struct training_certificate *k = &p->certificate;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &training_certificate_record, r->arg[0], k);
	if (!rc)
		rc = record_get(r, &training_record, k->training,
		    &p->training);
	if (!rc && !training_makes_coordinators(&p->training))
		rc = MISSING;
	if (!rc && (k->coordinator || k->revoked_on))
		rc = CONFLICT;
	if (!rc)
		rc = record_get(r, &training_applicant_record, k->applicant,
		    &p->applicant);
	return rc ? rc : load_alikes(r, p);
}

static struct html_list
alikes_of(struct request *r, const struct proposal *p)
{
	struct alike *all = arena_array(r->mem, p->n + 1, sizeof(*all));

	for (size_t i = 0; i < p->n; i++) {
		const struct coordinator *c = &p->alikes[i];
		const struct municipality *m = c->municipality ?
		    codes_municipality(r->codes, c->municipality) : NULL;

		all[i] = (struct alike){ c->id, c->number, c->name,
			m ? m->name : "", c->mail };
	}
	return (struct html_list){ all, p->n };
}

static enum result
show(struct request *r, const struct proposal *p, const struct coordinator *c)
{
	const struct record *rec = &coordinator_record;
	const struct training_applicant *a = &p->applicant;
	const char *at = arena_fmt(r->mem, "/training-certificates/%s",
	    p->certificate.id);
	const char *back = arena_fmt(r->mem, "/trainings/%s/completion",
	    p->training.id);
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "修了した人", back }, { "コーディネーターの台帳に加える", NULL } };
	struct page page = { crumbs[2].label, "/trainings", crumbs,
	    COUNT(crumbs), false };
	struct show s = {
		.at = arena_fmt(r->mem, "%s/coordinator", at), .back = back,
		.name = a->name, .kana = a->kana,
		.organization = a->organization,
		.profession = codes_label(r->codes, "profession",
		    a->profession),
		.mail = a->mail, .phone = a->phone,
		.course = p->training.title,
		.on_day = date_long(r->mem, p->certificate.on_day),
		.sure_fault = request_fault_of(r, "sure"),
		.faults = form_faults(r), .hidden = form_hidden(r, 0),
		.municipality = form_field(r, record_field(rec,
		    "municipality"), c),
		.willing = form_field(r, record_field(rec, "willing"), c),
		.alikes = alikes_of(r, p), .alikes_any = p->n > 0,
		.sure = request_form(r, "sure") != NULL,
	};

	return page_show(r, &page, &training_coordinator_page, &s);
}

/* GET /training-certificates/ID/coordinator */
enum result
training_coordinator_get(struct request *r)
{
	struct proposal p = { 0 };
	struct coordinator none = { 0 };
	enum result rc = load(r, &p);

	return rc ? rc : show(r, &p, &none);
}

static void
read_field(struct request *r, const char *name, struct coordinator *c)
{
	const struct field *f = record_field(&coordinator_record, name);
	const char *typed = request_form(r, name), *says;

	says = field_read(r, f, typed ? typed : "", r->today, false, c);
	if (says)
		request_fault(r, name, says);
}

static void
read_new(struct request *r, const struct proposal *p, struct coordinator *c)
{
	const struct training_applicant *a = &p->applicant;

	*c = (struct coordinator){ .name = a->name, .kana = a->kana,
		.mail = a->mail, .phone = a->phone, .trained = "1",
		.trained_on = p->certificate.on_day,
		.profession = codes_label(r->codes, "profession",
		    a->profession),
		.note = a->organization ? arena_fmt(r->mem, "所属：%s",
		    a->organization) : NULL };
	r->reading = &coordinator_record;
	read_field(r, "municipality", c);
	read_field(r, "willing", c);
	if (p->n && !request_form(r, "sure"))
		request_fault(r, "sure", "台帳の人と同じ人ではないことを確かめて、"
		    "印をつけてください。");
}

/* Inside the deed: the one of the register has finished the course now. */
static enum result
is_the_one(struct request *r, const struct proposal *p,
    const struct coordinator *old)
{
	struct coordinator c = *old;

	if (c.trained && strcmp(c.trained, "1") == 0 && c.trained_on)
		return OK;
	c.trained = "1";
	c.trained_on = p->certificate.on_day;
	return record_change(r, &coordinator_record, old, &c);
}

static const struct coordinator *
chosen(const struct proposal *p, const char *id)
{
	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->alikes[i].id, id) == 0)
			return &p->alikes[i];
	}
	return NULL;
}

static enum result
take(struct request *r, const struct proposal *p,
    const struct coordinator *one, struct coordinator *c)
{
	struct training_certificate k = p->certificate;
	const char *see = request_saying(r, arena_fmt(r->mem,
	    "/trainings/%s/completion", p->training.id), "added");
	enum result rc;

	deed_begin(r);
	(void)deed_changed(r, training_certificate_record.name);
	rc = one ? is_the_one(r, p, one) :
	    record_add(r, &coordinator_record, c);
	k.coordinator = one ? one->id : c->id;
	if (!rc)
		rc = record_change(r, &training_certificate_record,
		    &p->certificate, &k);
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}

/* POST /training-certificates/ID/coordinator: with `one`, the id of whom of the
 * register it is; else somebody new. */
enum result
training_coordinator_post(struct request *r)
{
	const char *id = request_form(r, "one");
	const struct coordinator *one = NULL;
	struct proposal p = { 0 };
	struct coordinator c = { 0 };
	enum result rc = load(r, &p);

	if (rc)
		return rc;
	if (id && *id) {
		one = chosen(&p, id);
		return one ? take(r, &p, one, &c) : MISSING;
	}
	read_new(r, &p, &c);
	if (r->nfaults) {
		rc = show(r, &p, &c);
		return rc ? rc : INVALID;
	}
	return take(r, &p, NULL, &c);
}
