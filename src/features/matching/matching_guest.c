#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "features/directory/directory.h"
#include "features/matching/matching_private.h"
#include "features/matching/matching_sql.h"

/*
 * Behind the link of a question: what is looked for, without a name, and the
 * answer. A second answer takes the place of the first as long as the search
 * goes on.
 */
struct guest_page {
	const char *place, *until, *question, *answer, *answered;
	const struct html *faults, *hidden, *fields;
	struct html_list lines;
	bool done, over;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(profile_line, label),
	SLOT_TEXT(profile_line, text),
};

static const struct slot slots[] = {
	SLOT_TEXT(guest_page, place),
	SLOT_TEXT(guest_page, until),
	SLOT_TEXT(guest_page, question),
	SLOT_TEXT(guest_page, answer),
	SLOT_TEXT(guest_page, answered),
	SLOT_HTML(guest_page, faults),
	SLOT_HTML(guest_page, hidden),
	SLOT_HTML(guest_page, fields),
	SLOT_LIST(guest_page, lines, line_slots, struct profile_line),
	SLOT_FLAG(guest_page, done),
	SLOT_FLAG(guest_page, over),
};

TEMPLATE(matching_guest_page, "src/features/matching/guest.html", slots);

static const struct html *
fields_of(struct request *r, const struct inquiry *i)
{
	static const char *const names[] = { "answer", "reason", "comment" };
	const struct html *parts[COUNT(names)];

	for (size_t k = 0; k < COUNT(names); k++)
		parts[k] = form_field(r, record_field(&inquiry_record, names[k]),
		    i);
	return html_join(r->mem, parts, COUNT(names));
}

static enum result
show(struct request *r, const struct guest *g, const struct need *n,
    const struct inquiry *i)
{
	struct page page = { .title = "受入れについてのおたずね" };
	struct profile_line *lines = arena_array(r->mem, PROFILE_LINES,
	    sizeof(*lines));
	struct guest_page v = { .until = date_instant_label(r->mem, g->ends_at),
		.place = matching_sql_place(r, i->service),
		.question = i->question, .faults = form_faults(r),
		.hidden = form_hidden(r, 0), .fields = fields_of(r, i),
		.answer = i->answer ? codes_label(r->codes, "inquiry_answer",
		    i->answer) : NULL,
		.answered = i->answered_on ? date_short(r->mem, i->answered_on) :
		    NULL,
		.done = request_query(r, "done") != NULL,
		.over = strcmp(n->state, "open") != 0 };
	struct profile p;

	profile_of_text(r, n->profile, &p);
	if (v.over)
		return page_show(r, &page, &matching_guest_page, &v);
	v.lines = (struct html_list){ lines, profile_lines(r, &p, lines) };
	if (n->child)
		guest_told(r, g, NULL, n->child, CLASS_CARE);
	return page_show(r, &page, &matching_guest_page, &v);
}

static enum result
load(struct request *r, struct guest *g, struct inquiry *i, struct need *n)
{
	enum result rc = guest_of(r, &guest_inquiry, g);

	return rc ? rc : matching_sql_inquiry(r, g->record_id, i, n);
}

/* That it was opened is written down once; nobody waits for that. */
static enum result
note_seen(struct request *r, const struct inquiry *i)
{
	enum result rc;

	if (i->seen_on)
		return OK;
	deed_begin(r);
	rc = matching_sql_seen(r, i->id);
	return rc ? rc : deed_commit(r, NULL);
}

enum result
matching_guest_get(struct request *r)
{
	struct guest g;
	struct inquiry i;
	struct need n;
	enum result rc = load(r, &g, &i, &n);

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	guest_speaks(r, &g, NULL);
	rc = note_seen(r, &i);
	guest_leaves(r);
	return rc && rc != CONFLICT ? rc : show(r, &g, &n, &i);
}

enum result
matching_guest_post(struct request *r)
{
	static const char see[] = "/links/inquiry?done=1";
	struct guest g;
	struct inquiry i;
	struct need n;
	enum result rc = load(r, &g, &i, &n);

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	r->reading = &inquiry_record;
	if (strcmp(n.state, "open") == 0)
		matching_answer_read(r, &i);
	else
		rc = CONFLICT;
	if (rc || r->nfaults) {
		enum result shown = show(r, &g, &n, &i);

		return shown ? shown : rc ? rc : INVALID;
	}
	i.channel = "link";
	guest_speaks(r, &g, NULL);
	deed_begin(r);
	(void)matching_sql_answer(r, &i);
	rc = deed_commit(r, see);
	guest_leaves(r);
	return request_see(r, rc, see);
}
