#include <stdlib.h>
#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/survey/survey_sheet.h"
#include "features/survey/survey_sql.h"

/* Who is asked, who has not answered yet, region by region. */

struct line {
	const char *url, *name, *region, *state;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, region),
	SLOT_TEXT(line, state),
};

struct region_line {
	const char *region, *asked, *sent, *begun;
};

static const struct slot region_slots[] = {
	SLOT_TEXT(region_line, region),
	SLOT_TEXT(region_line, asked),
	SLOT_TEXT(region_line, sent),
	SLOT_TEXT(region_line, begun),
};

struct list_page {
	const char *at, *title, *kind_fault, *to_mail, *csv;
	const struct html *faults, *hidden, *hidden_mail, *services, *agencies,
	    *states, *choices, *count, *nav;
	struct html_list lines, regions;
	bool may_write;
};

static const struct slot slots[] = {
	SLOT_TEXT(list_page, at),
	SLOT_TEXT(list_page, title),
	SLOT_TEXT(list_page, kind_fault),
	SLOT_TEXT(list_page, to_mail),
	SLOT_TEXT(list_page, csv),
	SLOT_HTML(list_page, faults),
	SLOT_HTML(list_page, hidden),
	SLOT_HTML(list_page, hidden_mail),
	SLOT_HTML(list_page, services),
	SLOT_HTML(list_page, agencies),
	SLOT_HTML(list_page, states),
	SLOT_HTML(list_page, choices),
	SLOT_HTML(list_page, count),
	SLOT_HTML(list_page, nav),
	SLOT_LIST(list_page, lines, line_slots, struct line),
	SLOT_LIST(list_page, regions, region_slots, struct region_line),
	SLOT_FLAG(list_page, may_write),
};

TEMPLATE(survey_recipients_page, "src/features/survey/recipients.html", slots);

static const struct choice states[] = { { "none", "まだ回答がない" },
	{ "begun", "途中まで" }, { "sent", "回答がある" } };

struct survey_wish
survey_wish_asked(struct request *r)
{
	const char *state = request_query(r, "state");
	const char *region = request_query(r, "region");
	struct survey_wish w = { "", "" };

	for (size_t i = 0; state && i < COUNT(states); i++) {
		if (strcmp(states[i].value, state) == 0)
			w.state = states[i].value;
	}
	if (region && (strcmp(region, "unknown") == 0 ||
	    codes_find(r->codes, "region", region)))
		w.region = region;
	return w;
}

const char *
survey_region_label(struct request *r, const char *region)
{
	return region && *region ? codes_label(r->codes, "region", region) :
	    "圏域が分からない";
}

static enum result
fill_lines(struct request *r, const struct survey *s,
    const struct survey_wish *w, struct list_page *p)
{
	struct rows rows = { 0 };
	struct pager pager;
	struct line *lines;
	int64_t total = 0;
	size_t n = 0;
	enum result rc = survey_sql_wished_count(r, s->id, w, &total);

	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = survey_sql_recipients(r, s->id, w, PAGE_ROWS,
	    (pager.page - 1) * PAGE_ROWS, &rows);
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *sent = rows_cell(&rows, i, "sent_at");
		struct survey_recipient c;

		if (!record_load(r, &survey_recipient_record, &rows, i, &c))
			continue;
		lines[n++] = (struct line){
			.url = arena_fmt(r->mem, "/survey-recipients/%s", c.id),
			.name = c.name, .region = survey_region_label(r, c.region),
			.state = sent ? arena_fmt(r->mem, "%s 回答",
			    date_instant_label(r->mem, sent)) :
			    rows_cell(&rows, i, "begun_at") ? "途中まで" :
			    "まだ回答がない",
		};
	}
	p->lines = (struct html_list){ lines, n };
	p->count = pager_count(r, &pager, "か所");
	p->nav = pager_nav(r, &pager);
	return rc;
}

static enum result
fill_regions(struct request *r, const struct survey *s, struct list_page *p)
{
	struct rows rows = { 0 };
	struct region_line *lines;
	enum result rc = survey_sql_regions(r, s->id, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		lines[i] = (struct region_line){ survey_region_label(r, rows_cell(
		    &rows, i, "region")), rows_cell(&rows, i, "asked"),
		    rows_cell(&rows, i, "sent"), rows_cell(&rows, i,
		    "begun") };
	p->regions = (struct html_list){ lines, rows.nrows };
	return rc;
}

static enum result
show(struct request *r, const struct survey *s)
{
	const char *up = arena_fmt(r->mem, "/surveys/%s", s->id);
	struct survey_wish w = survey_wish_asked(r);
	struct crumb crumbs[] = { { "調査", "/surveys" }, { s->title, up },
	    { "あて先", NULL } };
	struct page page = { "あて先と回答のようす", "/surveys", crumbs,
	    COUNT(crumbs), false };
	struct list_page p = { .at = up, .title = s->title,
		.kind_fault = request_fault_of(r, "service_kind"),
		.faults = form_faults(r), .hidden = form_hidden(r, 0),
		.services = form_options(r, "service_kind", NULL, ""),
		.agencies = form_options(r, "agency_kind", NULL, ""),
		.states = form_choices(r, states, COUNT(states), w.state,
		    "すべて"),
		.choices = form_options(r, "region", w.region, "すべて"),
		.csv = arena_fmt(r->mem, "%s/recipients.csv?state=%s&region=%s",
		    up, w.state, w.region),
		.may_write = request_may(r, CHILD_WRITE) &&
		    !survey_state_is(s, "closed") };
	struct rows to_mail = { 0 };
	enum result rc = fill_lines(r, s, &w, &p);

	if (!rc)
		rc = fill_regions(r, s, &p);
	if (!rc && survey_state_is(s, "open") && mail_is_on(r))
		rc = survey_sql_to_mail(r, s->id, SURVEY_MAILS, &to_mail);
	if (to_mail.nrows && p.may_write)
		p.to_mail = arena_fmt(r->mem, "%zu", to_mail.nrows);
	p.hidden_mail = form_hidden_own(r);
	return rc ? rc : page_show(r, &page, &survey_recipients_page, &p);
}

enum result
survey_recipients_again(struct request *r, const struct survey *s,
    enum result rc)
{
	enum result shown = show(r, s);

	return shown ? shown : rc;
}

/* GET /surveys/ID/recipients?state=none */
enum result
survey_recipients_get(struct request *r)
{
	struct survey s;
	enum result rc = survey_open(r, &s);

	return rc ? rc : show(r, &s);
}

void
survey_ask_all(struct request *r, const struct survey *s, const struct rows *rows,
    bool services)
{
	for (size_t i = 0; i < rows->nrows; i++) {
		const char *town = rows_cell(rows, i, "municipality");
		struct survey_recipient c = { .survey = s->id,
			.name = rows_cell(rows, i, "name"),
			.mail = rows_cell(rows, i, "mail"),
			.region = town ? codes_region(r->codes, town,
			    r->today) : NULL,
			.asked_on = r->today };

		/* One that is no address must not keep the others from theirs. */
		if (c.mail && !mail_address_fits(c.mail))
			c.mail = NULL;
		if (c.region && strcmp(c.region, "unknown") == 0)
			c.region = NULL;
		*(services ? &c.service : &c.agency) = rows_cell(rows, i, "id");
		record_add(r, &survey_recipient_record, &c);
	}
}

/* POST /surveys/ID/recipients: all services of a kind, or agencies of a kind,
 * that are not asked yet. */
enum result
survey_recipients_post(struct request *r)
{
	const char *service = request_form(r, "service_kind");
	const char *agency = request_form(r, "agency_kind"), *see;
	struct rows services = { 0 }, agencies = { 0 };
	struct survey s;
	enum result rc = survey_open(r, &s);

	if (!rc && !text_blank(service))
		rc = survey_sql_services(r, s.id, service, &services);
	if (!rc && !text_blank(agency))
		rc = survey_sql_agencies(r, s.id, agency, &agencies);
	if (rc)
		return rc;
	if (survey_state_is(&s, "closed"))
		return CONFLICT;
	if (!services.nrows && !agencies.nrows) {
		request_fault(r, "service_kind", text_blank(service) &&
		    text_blank(agency) ? "どこに聞くかを選んでください。" :
		    "新しく足すあて先はありません。");
		return survey_recipients_again(r, &s, INVALID);
	}
	see = request_saying(r, arena_fmt(r->mem, "/surveys/%s/recipients",
	    s.id), "added");
	deed_begin(r);
	survey_ask_all(r, &s, &services, true);
	survey_ask_all(r, &s, &agencies, false);
	return request_see(r, deed_commit(r, see), see);
}
