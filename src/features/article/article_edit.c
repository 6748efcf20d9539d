#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/page.h"
#include "app/second_person.h"
#include "features/article/article_private.h"

/* Writing. Whatever is changed has to be looked at again. */

struct form_page {
	const char *title, *action, *back;
	const struct html *faults, *hidden, *fields, *conflict;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form_page, title),
	SLOT_TEXT(form_page, action),
	SLOT_TEXT(form_page, back),
	SLOT_HTML(form_page, faults),
	SLOT_HTML(form_page, hidden),
	SLOT_HTML(form_page, fields),
	SLOT_HTML(form_page, conflict),
};

TEMPLATE(article_form_page, "src/features/article/form.html", form_slots);

static enum result
show(struct request *r, const struct article *a, const struct article *theirs)
{
	const char *here = a->id ? arena_fmt(r->mem, "/articles/%s", a->id) :
	    "/articles";
	const char *title = a->id ? "記事を直す" : "記事を書く";
	struct crumb crumbs[] = { { "公表", "/publish" },
	    { "記事", "/articles" }, { title, NULL } };
	struct page page = { title, "/publish", crumbs, COUNT(crumbs), false };
	struct form_page p = {
		.title = title,
		.action = here,
		.back = here,
		.faults = form_faults(r),
		.hidden = form_hidden(r, theirs ? theirs->version : a->version),
		.fields = form_record(r, &article_record, a),
		.conflict = theirs ? form_conflict(r, &article_record, a,
		    theirs) : NULL,
	};

	return page_show(r, &page, &article_form_page, &p);
}

enum result
article_new_get(struct request *r)
{
	struct article a = { .kind = "news" };
	enum result rc = access_centre(r);

	return rc ? rc : show(r, &a, NULL);
}

void
article_touch(struct request *r, struct article *a)
{
	if (!article_is(a, "draft") && !article_is(a, "submitted"))
		a->writers = NULL;	/* a new edition begins */
	a->state = "draft";
	a->submitted_by = a->submitted_on = a->confirmed = NULL;
	a->written_by = r->who->id;
	a->writers = second_person_wrote(r, a->writers);
}

static void
check(struct request *r, const struct article *a)
{
	if (strcmp(a->kind, "event") == 0 && !a->event_on)
		request_fault(r, "event_on", "行事には日を入れてください。");
}

enum result
article_post(struct request *r)
{
	struct article a = { .state = "draft" };
	enum result rc = access_centre(r);
	const char *see;

	if (rc)
		return rc;
	rc = record_read(r, &article_record, &a);
	if (!rc)
		check(r, &a);
	if (rc || r->nfaults) {
		enum result shown = show(r, &a, NULL);

		return shown ? shown : INVALID;
	}
	article_touch(r, &a);
	deed_begin(r);
	record_add(r, &article_record, &a);
	see = request_saying(r, arena_fmt(r->mem, "/articles/%s", a.id),
	    "added");
	return request_see(r, deed_commit(r, see), see);
}

enum result
article_edit_get(struct request *r)
{
	struct article a;
	enum result rc = article_get(r, &a);

	return rc ? rc : show(r, &a, NULL);
}

enum result
article_commit(struct request *r, const struct article *old, struct article *a)
{
	const char *see;

	form_version(r, a);
	deed_begin(r);
	record_change(r, &article_record, old, a);
	see = request_saying(r, arena_fmt(r->mem, "/articles/%s", a->id),
	    "changed");
	return request_see(r, deed_commit(r, see), see);
}

enum result
article_change_post(struct request *r)
{
	struct article old, a;
	enum result rc = article_get(r, &old);

	if (rc)
		return rc;
	a = old;
	rc = record_read(r, &article_record, &a);
	if (!rc)
		check(r, &a);
	if (rc || r->nfaults) {
		enum result shown = show(r, &a, NULL);

		return shown ? shown : INVALID;
	}
	article_touch(r, &a);
	rc = article_commit(r, &old, &a);
	if (rc == CONFLICT && !record_get(r, &article_record, old.id, &old)) {
		enum result shown = show(r, &a, &old);

		return shown ? shown : rc;
	}
	return rc;
}
