#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/directory/directory.h"
#include "features/matching/matching_private.h"
#include "features/matching/matching_sql.h"

/* One search that was kept: whom we asked, what they said, how it ended. */
struct asked {
	const char *id, *url, *place, *kind, *phone, *state, *day, *reason;
	const char *comment, *channel;
	const struct html *hidden, *reasons;
	bool waits, yes, no;
};

static const struct slot asked_slots[] = {
	SLOT_TEXT(asked, id),
	SLOT_TEXT(asked, url),
	SLOT_TEXT(asked, place),
	SLOT_TEXT(asked, kind),
	SLOT_TEXT(asked, phone),
	SLOT_TEXT(asked, state),
	SLOT_TEXT(asked, day),
	SLOT_TEXT(asked, reason),
	SLOT_TEXT(asked, comment),
	SLOT_TEXT(asked, channel),
	SLOT_HTML(asked, hidden),
	SLOT_HTML(asked, reasons),
	SLOT_FLAG(asked, waits),
	SLOT_FLAG(asked, yes),
	SLOT_FLAG(asked, no),
};

struct need_page {
	const char *id, *label, *state, *begun, *child, *child_name, *link;
	const char *link_for, *outcome, *ended, *service, *question;
	const struct html *faults, *hidden, *services;
	struct html_list lines, asked;
	bool open, may_write;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(profile_line, label),
	SLOT_TEXT(profile_line, text),
};

static const struct slot need_slots[] = {
	SLOT_TEXT(need_page, id),
	SLOT_TEXT(need_page, label),
	SLOT_TEXT(need_page, state),
	SLOT_TEXT(need_page, begun),
	SLOT_TEXT(need_page, child),
	SLOT_TEXT(need_page, child_name),
	SLOT_TEXT(need_page, link),
	SLOT_TEXT(need_page, link_for),
	SLOT_TEXT(need_page, outcome),
	SLOT_TEXT(need_page, ended),
	SLOT_TEXT(need_page, service),
	SLOT_TEXT(need_page, question),
	SLOT_HTML(need_page, faults),
	SLOT_HTML(need_page, hidden),
	SLOT_HTML(need_page, services),
	SLOT_LIST(need_page, lines, line_slots, struct profile_line),
	SLOT_LIST(need_page, asked, asked_slots, struct asked),
	SLOT_FLAG(need_page, open),
	SLOT_FLAG(need_page, may_write),
};

TEMPLATE(matching_need_page, "src/features/matching/need.html", need_slots);

static const char *
state_of(struct request *r, const struct inquiry *i)
{
	if (i->answer)
		return codes_label(r->codes, "inquiry_answer", i->answer);
	return i->seen_on ? "見た・返事待ち" : "返事待ち";
}

static struct asked
asked_of(struct request *r, const struct rows *rows, size_t at,
    const struct inquiry *i, bool may_write)
{
	return (struct asked){ .id = i->id,
		.url = arena_fmt(r->mem, "/services/%s", i->service),
		.place = rows_cell(rows, at, "place_name"),
		.kind = codes_label(r->codes, "service_kind",
		    rows_cell(rows, at, "kind")),
		.phone = rows_cell(rows, at, "phone"),
		.state = state_of(r, i),
		.day = date_short(r->mem, i->answered_on ? i->answered_on :
		    i->seen_on ? i->seen_on : i->asked_on),
		.reason = i->reason ? codes_label(r->codes, "refusal_reason",
		    i->reason) : NULL,
		.comment = i->comment,
		.channel = i->channel ? codes_label(r->codes, "inquiry_channel",
		    i->channel) : NULL,
		.hidden = form_hidden_own(r),
		.reasons = form_options(r, "refusal_reason", i->reason,
		    "（受けられないとき）"),
		.waits = !i->answer && may_write,
		.yes = i->answer && strcmp(i->answer, "yes") == 0,
		.no = i->answer && strcmp(i->answer, "no") == 0 };
}

/* The asked places, and those of them that may be chosen as the outcome. */
static enum result
fill_asked(struct request *r, const struct need *n, struct need_page *p)
{
	struct rows rows = { 0 };
	struct asked *all;
	struct choice *choices;
	struct inquiry i;
	size_t made = 0;
	enum result rc = matching_sql_inquiries(r, n->id, &rows);

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	choices = arena_array(r->mem, rows.nrows + 1, sizeof(*choices));
	for (size_t k = 0; k < rows.nrows; k++) {
		/* Who may not know what is needed does not know whom we asked. */
		if (!record_load(r, &inquiry_record, &rows, k, &i) || !i.service)
			continue;
		if (i.question)
			p->question = i.question;
		choices[made] = (struct choice){ i.service,
		    rows_cell(&rows, k, "place_name") };
		all[made++] = asked_of(r, &rows, k, &i, p->may_write && p->open);
	}
	p->asked = (struct html_list){ all, made };
	p->services = form_choices(r, choices, made, n->service,
	    "選んでください");
	return OK;
}

enum result
matching_show_need(struct request *r, const struct need *n, const char *link,
    const char *link_for)
{
	struct profile_line *lines = arena_array(r->mem, PROFILE_LINES,
	    sizeof(*lines));
	struct page page = { .title = "受入先探し", .menu = "/services" };
	struct need_page v = { .id = n->id, .label = n->label, .child = n->child,
		.child_name = n->child ? child_name(r, n->child) : NULL,
		.state = codes_label(r->codes, "need_state", n->state),
		.begun = date_era(r->mem, n->begun_on), .link = link,
		.link_for = link_for, .outcome = n->outcome,
		.ended = n->ended_on ? date_era(r->mem, n->ended_on) : NULL,
		.service = n->service ? field_shown(r, record_field(&need_record,
		    "service"), n) : NULL,
		.faults = form_faults(r), .hidden = form_hidden(r, n->version),
		.open = strcmp(n->state, "open") == 0,
		.may_write = request_may(r, CHILD_WRITE) };
	struct profile p;
	enum result rc = fill_asked(r, n, &v);

	if (rc)
		return rc;
	profile_of_text(r, n->profile, &p);
	v.lines = (struct html_list){ lines, profile_lines(r, &p, lines) };
	page.crumbs = matching_crumbs(r, n->label ? n->label : "受入先探し",
	    &page.ncrumbs);
	return page_show(r, &page, &matching_need_page, &v);
}

enum result
matching_need_get(struct request *r)
{
	struct need n;
	enum result rc = record_get(r, &need_record, r->arg[0], &n);

	return rc ? rc : matching_show_need(r, &n, NULL, NULL);
}

static enum result
check_outcome(struct request *r, struct need *n)
{
	const char *state = request_form(r, "state");
	const char *service = request_form(r, "service");
	const char *outcome = request_form(r, "outcome");
	struct service known;

	n->state = state && codes_find(r->codes, "need_state", state) &&
	    strcmp(state, "open") != 0 ? state : NULL;
	n->outcome = text_blank(outcome) ? NULL : outcome;
	n->service = NULL;
	if (!n->state) {
		request_fault(r, "state", "choose");
	} else if (strcmp(n->state, "placed") == 0) {
		if (text_blank(service) ||
		    record_get(r, &service_record, service, &known))
			request_fault(r, "service", "決まった所を選んでください。");
		else
			n->service = known.id;
	} else if (!n->outcome) {
		request_fault(r, "outcome", "どうなったかを書いてください。");
	}
	if (n->outcome && text_length(n->outcome) > 2000)
		request_fault(r, "outcome", "長すぎます。");
	return r->nfaults ? INVALID : OK;
}

static enum result
change(struct request *r, const struct need *old, struct need *n)
{
	const char *see = request_saying(r, arena_fmt(r->mem, "/needs/%s",
	    n->id), "changed");

	form_version(r, n);
	deed_begin(r);
	(void)record_change(r, &need_record, old, n);
	return request_see(r, deed_commit(r, see), see);
}

enum result
matching_outcome_post(struct request *r)
{
	struct need old, n;
	enum result rc = record_get(r, &need_record, r->arg[0], &old), shown;

	if (rc)
		return rc;
	if (strcmp(old.state, "open") != 0)
		return CONFLICT;
	n = old;
	rc = check_outcome(r, &n);
	if (rc) {
		shown = matching_show_need(r, &old, NULL, NULL);
		return shown ? shown : rc;
	}
	n.ended_on = r->today;
	return change(r, &old, &n);
}

/* What a person decided, a person can take back. */
enum result
matching_reopening_post(struct request *r)
{
	struct need old, n;
	enum result rc = record_get(r, &need_record, r->arg[0], &old);

	if (rc)
		return rc;
	if (strcmp(old.state, "open") == 0)
		return CONFLICT;
	n = old;
	n.state = "open";
	n.ended_on = n.service = n.outcome = NULL;
	return change(r, &old, &n);
}
