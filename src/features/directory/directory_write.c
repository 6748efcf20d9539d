#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/text.h"
#include "features/agency/agency.h"
#include "features/directory/directory_form.h"

/* Places and services written down and changed by the centre's hand. */

enum { MAX_CLAIMS = 40 };

static enum result
ask_place(struct request *r, const struct place *p, const struct html *above,
    const struct rows *similar)
{
	struct directory_form f = {
		.title = p->id ? arena_fmt(r->mem, "%sの内容を直す", p->name) :
		    "受入れ先の場所を登録する",
		.action = p->id ? arena_fmt(r->mem, "/places/%s", p->id) :
		    "/places",
		.above = above,
	};

	f.back = p->id ? f.action : "/services";
	if (similar)
		f.similar = *similar;
	return directory_form_show(r, &place_record, p, &f);
}

static enum result
ask_service(struct request *r, const struct service *s,
    const struct html *above)
{
	struct place place;
	struct directory_form f = { .above = above };
	enum result rc = record_get(r, &place_record, s->place, &place);

	if (rc)
		return rc;
	f.place_name = place.name;
	f.title = s->id ? "サービスの内容を直す" : "サービスを加える";
	f.action = s->id ? arena_fmt(r->mem, "/services/%s", s->id) :
	    arena_fmt(r->mem, "/places/%s/services", place.id);
	f.back = s->id ? f.action : arena_fmt(r->mem, "/places/%s", place.id);
	return directory_form_show(r, &service_record, s, &f);
}

/* The provider of that name, made when there is none. Inside a deed. */
static enum result
provider_for(struct request *r, const struct origin *from, struct place *p)
{
	const char *name = request_form(r, "provider_name");
	struct provider found;
	enum result rc;

	if (!name)
		return OK;
	p->provider = NULL;
	if (text_blank(name))
		return OK;
	rc = directory_provider_of(r, NULL, name, &found);
	if (rc == MISSING) {
		/* Who is not to be named is not named by who runs it. */
		found = (struct provider){ .name = name,
		    .visibility = p->visibility };
		rc = directory_add(r, &provider_record, &found, from);
	}
	p->provider = found.id;
	return rc;
}

static bool
same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/*
 * What the register of agencies and the place both held stays one: the agency
 * follows where it said the same as the place did, or nothing.
 */
static enum result
take_agency_along(struct request *r, const struct place *old,
    const struct place *now)
{
	static const char *const shared[] = { "name", "kana", "municipality",
	    "address", "phone", "mail" };
	struct agency was, is;
	bool moved = false;
	enum result rc;

	if (!now->agency)
		return OK;
	rc = record_get(r, &agency_record, now->agency, &was);
	if (rc)
		return rc == MISSING ? OK : rc;
	is = was;
	for (size_t i = 0; i < COUNT(shared); i++) {
		const struct field *f = record_field(&place_record, shared[i]);
		const struct field *g = record_field(&agency_record, shared[i]);
		const char *here = field_text(r->mem, f, now);
		const char *there = field_text(r->mem, g, &was);

		if (!*here || same(here, there) || (*there &&
		    !same(there, field_text(r->mem, f, old))))
			continue;
		field_set(g, &is, here);
		moved = true;
	}
	return moved ? record_change(r, &agency_record, &was, &is) : OK;
}

/* GET /places/new */
enum result
directory_place_new_get(struct request *r)
{
	struct place p = { .visibility = "public" };

	return access_centre_writes(r) ? ask_place(r, &p, NULL, NULL) : DENIED;
}

/* POST /places: what may be there already is shown first. */
enum result
directory_place_add_post(struct request *r)
{
	struct place p = { .visibility = "public" };
	static const struct place none;
	struct rows similar = { 0 };
	struct origin from;
	const char *see;
	enum result rc = access_centre_writes(r) ? OK : DENIED;

	if (rc)
		return rc;
	if (directory_form_read(r, &place_record, &p, &from)) {
		(void)ask_place(r, &p, NULL, NULL);
		return INVALID;
	}
	if (!request_form(r, "sure")) {
		rc = directory_sql_similar(r, &p, &similar);
		if (rc)
			return rc;
	}
	if (similar.nrows) {
		request_fault(r, "name", "同じかもしれない場所があります。");
		(void)ask_place(r, &p, NULL, &similar);
		return INVALID;
	}
	deed_begin(r);
	rc = provider_for(r, &from, &p);
	if (!rc)
		rc = directory_add(r, &place_record, &p, &from);
	if (!rc)
		rc = take_agency_along(r, &none, &p);
	if (rc)
		db_fail(r->db, rc);
	see = request_saying(r, arena_fmt(r->mem, "/places/%s", p.id),
	    "added");
	return request_see(r, deed_commit(r, see), see);
}

/* GET /places/ID/edit */
enum result
directory_place_edit_get(struct request *r)
{
	struct place p;
	enum result rc = access_centre_writes(r) ? record_get(r, &place_record,
	    r->arg[0], &p) : MISSING;

	return rc ? rc : ask_place(r, &p, NULL, NULL);
}

static enum result
place_conflict(struct request *r, struct place *mine)
{
	struct place theirs;
	enum result rc = record_get(r, &place_record, mine->id, &theirs);

	if (rc)
		return rc;
	mine->version = theirs.version;
	(void)ask_place(r, mine, form_conflict(r, &place_record, mine,
	    &theirs), NULL);
	return CONFLICT;
}

/* POST /places/ID */
enum result
directory_place_change_post(struct request *r)
{
	struct place old, p;
	struct claim claims[MAX_CLAIMS];
	struct origin from;
	const char *see;
	enum result rc = access_centre_writes(r) ? record_get(r, &place_record,
	    r->arg[0], &old) : MISSING;

	if (rc)
		return rc;
	p = old;
	if (directory_form_read(r, &place_record, &p, &from)) {
		(void)ask_place(r, &p, NULL, NULL);
		return INVALID;
	}
	see = request_saying(r, arena_fmt(r->mem, "/places/%s", p.id),
	    "changed");
	deed_begin(r);
	rc = provider_for(r, &from, &p);
	if (!rc)
		rc = directory_offer(r, &place_record, p.id,
		    p.version ? p.version : -1, &from, claims,
		    directory_form_claims(r, &place_record, &old, &p, claims,
		    MAX_CLAIMS));
	if (!rc)
		rc = take_agency_along(r, &old, &p);
	if (rc)
		db_fail(r->db, rc);
	rc = request_see(r, deed_commit(r, see), see);
	return rc == CONFLICT && !r->repeated ? place_conflict(r, &p) : rc;
}

/* GET /places/ID/services/new */
enum result
directory_service_new_get(struct request *r)
{
	struct service s = { .place = r->arg[0], .status = "active",
	    .visibility = "public" };

	return access_centre_writes(r) ? ask_service(r, &s, NULL) : MISSING;
}

/* One number and kind is one service, whichever place it was written at. */
static enum result
check_number(struct request *r, const struct service *s)
{
	struct service found;
	enum result rc = s->number ? directory_by_number(r, s->number, s->kind,
	    &found) : MISSING;

	if (!rc && strcmp(found.status, "closed") != 0)
		request_fault(r, "number", "この番号の同じ種別のサービスが、"
		    "すでに登録されています。番号で探してください。");
	return rc == BROKEN ? rc : r->nfaults ? INVALID : OK;
}

/* POST /places/ID/services */
enum result
directory_service_add_post(struct request *r)
{
	struct service s = { .place = r->arg[0], .status = "active",
	    .visibility = "public" };
	struct place place;
	struct origin from;
	const char *see;
	enum result rc = access_centre_writes(r) ? record_get(r, &place_record,
	    r->arg[0], &place) : MISSING;

	if (rc)
		return rc;
	rc = directory_form_read(r, &service_record, &s, &from);
	if (!rc)
		rc = check_number(r, &s);
	if (rc == INVALID) {
		(void)ask_service(r, &s, NULL);
		return INVALID;
	}
	if (rc)
		return rc;
	deed_begin(r);
	if (directory_add(r, &service_record, &s, &from))
		db_fail(r->db, BROKEN);
	see = request_saying(r, arena_fmt(r->mem, "/services/%s/answers",
	    s.id), "added");
	return request_see(r, deed_commit(r, see), see);
}

/* GET /services/ID/edit */
enum result
directory_service_edit_get(struct request *r)
{
	struct service s;
	enum result rc = access_centre_writes(r) ? record_get(r,
	    &service_record, r->arg[0], &s) : MISSING;

	return rc ? rc : ask_service(r, &s, NULL);
}

static enum result
service_conflict(struct request *r, struct service *mine)
{
	struct service theirs;
	enum result rc = record_get(r, &service_record, mine->id, &theirs);

	if (rc)
		return rc;
	mine->version = theirs.version;
	(void)ask_service(r, mine, form_conflict(r, &service_record, mine,
	    &theirs));
	return CONFLICT;
}

/* POST /services/ID */
enum result
directory_service_change_post(struct request *r)
{
	struct service old, s;
	struct claim claims[MAX_CLAIMS];
	struct origin from;
	const char *see;
	enum result rc = access_centre_writes(r) ? record_get(r,
	    &service_record, r->arg[0], &old) : MISSING;

	if (rc)
		return rc;
	s = old;
	if (directory_form_read(r, &service_record, &s, &from)) {
		(void)ask_service(r, &s, NULL);
		return INVALID;
	}
	see = request_saying(r, arena_fmt(r->mem, "/services/%s", s.id),
	    "changed");
	deed_begin(r);
	(void)directory_offer(r, &service_record, s.id,
	    s.version ? s.version : -1, &from, claims, directory_form_claims(r,
	    &service_record, &old, &s, claims, MAX_CLAIMS));
	rc = request_see(r, deed_commit(r, see), see);
	return rc == CONFLICT && !r->repeated ? service_conflict(r, &s) : rc;
}
