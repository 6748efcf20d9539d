#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/second_person.h"
#include "base/date.h"
#include "features/publishing/release.h"
#include "features/publishing/release_paper.h"

/* The page /releases/ID: a release as it was frozen, and what may be done with it. */
struct show {
	const char *title, *state, *url;
	const struct html *paper, *faults, *approve, *withdraw, *remove;
	bool may_approve, waits, may_withdraw, may_remove, public;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, state),
	SLOT_TEXT(show, url),
	SLOT_HTML(show, paper),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, approve),
	SLOT_HTML(show, withdraw),
	SLOT_HTML(show, remove),
	SLOT_FLAG(show, may_approve),
	SLOT_FLAG(show, waits),
	SLOT_FLAG(show, may_withdraw),
	SLOT_FLAG(show, may_remove),
	SLOT_FLAG(show, public),
};

TEMPLATE(release_show_page, "src/features/publishing/release_show.html",
    show_slots);

static enum result
show(struct request *r, const struct release *rel)
{
	struct crumb crumbs[] = { { "統計", "/statistics" },
	    { "統計の公表", "/releases" }, { rel->period, NULL } };
	struct page page = { .title = release_title(r->mem, rel),
	    .menu = "/statistics", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	bool writes = access_centre_writes(r), public = release_public(r);
	bool draft = release_is(rel, "draft");
	bool mine = !second_person_is(r, NULL, rel->prepared_by);
	struct paper *paper;
	struct show p;
	enum result rc = release_paper(r, rel, public, &paper);

	if (rc)
		return rc;
	p = (struct show){ .title = page.title,
	    .state = release_state_label(rel),
	    .url = arena_fmt(r->mem, "/releases/%s", rel->id),
	    .paper = paper_html(r, paper), .faults = form_faults(r),
	    .may_approve = writes && draft && !mine, .waits = draft && mine,
	    .may_withdraw = writes && release_is(rel, "approved"),
	    .may_remove = writes && draft, .public = public };
	if (p.may_approve)
		p.approve = form_hidden_own(r);
	if (p.may_withdraw)
		p.withdraw = form_hidden_own(r);
	if (p.may_remove)
		p.remove = form_hidden_own(r);
	return page_show(r, &page, &release_show_page, &p);
}

enum result
release_show_get(struct request *r)
{
	struct release rel;
	enum result rc = release_sql_get(r, r->arg[0], &rel);

	return rc ? rc : show(r, &rel);
}

static enum result
open_to_write(struct request *r, struct release *rel)
{
	if (!access_centre_writes(r))
		return DENIED;
	return release_sql_get(r, r->arg[0], rel);
}

/* The deed's end; a refusal shows the release again. */
static enum result
finish(struct request *r, const struct release *rel, enum result rc,
    const char *see)
{
	if (rc)
		db_rollback(r->db);
	else
		rc = deed_commit(r, see);
	if (rc == INVALID) {
		enum result shown = show(r, rel);

		return shown ? shown : INVALID;
	}
	return request_see(r, rc, see);
}

enum result
release_approval_post(struct request *r)
{
	struct release rel;
	enum result rc = open_to_write(r, &rel);
	const char *see;

	if (rc)
		return rc;
	if (!second_person_is(r, NULL, rel.prepared_by))
		return DENIED;
	if (!release_is(&rel, "draft"))
		return CONFLICT;
	see = request_saying(r, arena_fmt(r->mem, "/releases/%s", rel.id),
	    "release_approved");
	deed_begin(r);
	return finish(r, &rel, release_approve(r, &rel), see);
}

enum result
release_withdrawal_post(struct request *r)
{
	const char *why = request_form(r, "why");
	struct release rel;
	enum result rc = open_to_write(r, &rel);
	const char *see;

	if (rc)
		return rc;
	if (!release_is(&rel, "approved"))
		return CONFLICT;
	if (!why || !*why || strlen(why) > 1200)
		request_fault(r, "why", "取り下げる理由を400字までで書いてください。");
	see = request_saying(r, arena_fmt(r->mem, "/releases/%s", rel.id),
	    "release_withdrawn");
	deed_begin(r);
	return finish(r, &rel, r->nfaults ? INVALID :
	    release_withdraw(r, &rel, why), see);
}

enum result
release_removal_post(struct request *r)
{
	struct release rel;
	enum result rc = open_to_write(r, &rel);
	const char *see = request_saying(r, "/releases",
	    "release_removed");

	if (rc)
		return rc;
	if (!release_is(&rel, "draft"))
		return CONFLICT;
	deed_begin(r);
	return finish(r, &rel, release_remove(r, &rel), see);
}
