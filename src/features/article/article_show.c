#include <string.h>

#include "app/codes.h"
#include "app/page.h"
#include "app/prose.h"
#include "app/second_person.h"
#include "base/date.h"
#include "base/text.h"
#include "features/account/account.h"
#include "features/article/article_check.h"
#include "features/article/article_private.h"
#include "features/article/article_sql.h"

/* GET /articles/ID: as readers will see it, what was found, what is next. */

struct finding_line {
	const char *where, *says;
	bool stops, reason;
};

struct file_line {
	const char *url, *title, *type, *removal;
	const struct html *hidden;
	bool picture;
};

struct edition_line {
	const char *number, *publish_on, *approved_on, *changes, *withdrawn;
};

struct show_page {
	const char *title, *id, *kind, *state, *themes, *region, *event, *place;
	const char *publish_on, *origin, *written_by, *withdrawn_why, *edit;
	const struct html *faults, *body, *easy, *hidden, *hidden_return,
	    *hidden_file, *hidden_withdraw;
	struct html_list findings, files, editions;
	bool may_write, draft, submitted, may_approve, mine, out, asks_reason,
	    fine;
};

static const struct slot finding_slots[] = {
	SLOT_TEXT(finding_line, where),
	SLOT_TEXT(finding_line, says),
	SLOT_FLAG(finding_line, stops),
	SLOT_FLAG(finding_line, reason),
};

static const struct slot file_slots[] = {
	SLOT_TEXT(file_line, url),
	SLOT_TEXT(file_line, title),
	SLOT_TEXT(file_line, type),
	SLOT_TEXT(file_line, removal),
	SLOT_HTML(file_line, hidden),
	SLOT_FLAG(file_line, picture),
};

static const struct slot edition_slots[] = {
	SLOT_TEXT(edition_line, number),
	SLOT_TEXT(edition_line, publish_on),
	SLOT_TEXT(edition_line, approved_on),
	SLOT_TEXT(edition_line, changes),
	SLOT_TEXT(edition_line, withdrawn),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show_page, title),
	SLOT_TEXT(show_page, id),
	SLOT_TEXT(show_page, kind),
	SLOT_TEXT(show_page, state),
	SLOT_TEXT(show_page, themes),
	SLOT_TEXT(show_page, region),
	SLOT_TEXT(show_page, event),
	SLOT_TEXT(show_page, place),
	SLOT_TEXT(show_page, publish_on),
	SLOT_TEXT(show_page, origin),
	SLOT_TEXT(show_page, written_by),
	SLOT_TEXT(show_page, withdrawn_why),
	SLOT_TEXT(show_page, edit),
	SLOT_HTML(show_page, faults),
	SLOT_HTML(show_page, body),
	SLOT_HTML(show_page, easy),
	SLOT_HTML(show_page, hidden),
	SLOT_HTML(show_page, hidden_return),
	SLOT_HTML(show_page, hidden_file),
	SLOT_HTML(show_page, hidden_withdraw),
	SLOT_LIST(show_page, findings, finding_slots, struct finding_line),
	SLOT_LIST(show_page, files, file_slots, struct file_line),
	SLOT_LIST(show_page, editions, edition_slots, struct edition_line),
	SLOT_FLAG(show_page, may_write),
	SLOT_FLAG(show_page, draft),
	SLOT_FLAG(show_page, submitted),
	SLOT_FLAG(show_page, may_approve),
	SLOT_FLAG(show_page, mine),
	SLOT_FLAG(show_page, out),
	SLOT_FLAG(show_page, asks_reason),
	SLOT_FLAG(show_page, fine),
};

TEMPLATE(article_show_page, "src/features/article/show.html", show_slots);

static const char *
day(struct request *r, const char *on)
{
	return on ? date_long(r->mem, on) : NULL;
}

static enum result
fill_findings(struct request *r, struct show_page *p, const struct article *a)
{
	struct article_finding all[ARTICLE_FINDINGS];
	struct finding_line *lines;
	size_t n;
	enum result rc = article_check(r, a, all, &n);

	if (rc)
		return rc;
	lines = arena_array(r->mem, n + 1, sizeof(*lines));
	for (size_t i = 0; i < n; i++) {
		lines[i] = (struct finding_line){ all[i].where, all[i].says,
		    all[i].weight == FINDING_STOP,
		    all[i].weight == FINDING_REASON };
		p->asks_reason |= lines[i].reason && !a->confirmed;
	}
	p->findings = (struct html_list){ lines, n };
	p->fine = n == 0;
	return OK;
}

static enum result
fill_files(struct request *r, struct show_page *p, const struct article *a)
{
	struct file_line *lines;
	struct rows rows = { 0 };
	enum result rc = article_sql_files(r, a->id, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct article_file f;

		if (!record_load(r, &article_file_record, &rows, i, &f))
			continue;
		lines[p->files.n++] = (struct file_line){
		    .url = arena_fmt(r->mem, "/article-files/%s", f.id),
		    .removal = arena_fmt(r->mem, "/article-files/%s/removal",
		    f.id), .title = f.title, .type = strcmp(f.type,
		    "application/pdf") == 0 ? "PDF" : "写真",
		    .picture = strcmp(f.type, "application/pdf") != 0,
		    .hidden = form_hidden_own(r) };
	}
	p->files.rows = lines;
	return rc;
}

static enum result
fill_editions(struct request *r, struct show_page *p, const struct article *a)
{
	struct edition_line *lines;
	struct rows rows = { 0 };
	enum result rc = article_sql_editions(r, a->id, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		lines[p->editions.n++] = (struct edition_line){
		    rows_cell(&rows, i, "edition"),
		    day(r, rows_cell(&rows, i, "publish_on")),
		    day(r, rows_cell(&rows, i, "approved_on")),
		    rows_cell(&rows, i, "changes"),
		    day(r, rows_cell(&rows, i, "withdrawn_on")) };
	p->editions.rows = lines;
	return rc;
}

static void
fill_who(struct request *r, struct show_page *p, const struct article *a)
{
	bool mine = !second_person_is(r, a->writers, a->submitted_by);

	p->may_write = request_may(r, CHILD_WRITE);
	p->draft = p->may_write && article_is(a, "draft");
	p->submitted = article_is(a, "submitted");
	p->may_approve = p->may_write && p->submitted && !mine;
	p->mine = p->submitted && mine;
	p->out = p->may_write && a->approved_on && !a->withdrawn_on;
	p->hidden = form_hidden(r, a->version);
	p->hidden_return = form_hidden(r, a->version);
	p->hidden_file = form_hidden(r, a->version);
	p->hidden_withdraw = form_hidden(r, a->version);
}

static enum result
show(struct request *r, const struct article *a)
{
	struct crumb crumbs[] = { { "公表", "/publish" },
	    { "記事", "/articles" }, { a->title, NULL } };
	struct page page = { a->title, "/publish", crumbs, COUNT(crumbs),
	    false };
	struct show_page p = {
		.title = a->title,
		.id = a->id,
		.kind = codes_label(r->codes, "article_kind", a->kind),
		.state = codes_label(r->codes, "article_state", a->state),
		.themes = codes_labels(r->mem, r->codes, "article_theme",
		    a->themes ? a->themes : "", "・"),
		.region = a->region ? codes_label(r->codes, "region",
		    a->region) : NULL,
		.event = a->event_on ? arena_fmt(r->mem, "%s %s",
		    date_long(r->mem, a->event_on), a->event_at ? a->event_at :
		    "") : NULL,
		.place = a->place,
		.publish_on = day(r, a->publish_on),
		.origin = a->origin,
		.withdrawn_why = a->withdrawn_why,
		.written_by = field_shown(r, record_field(&article_record,
		    "written_by"), a),
		.edit = arena_fmt(r->mem, "/articles/%s/edit", a->id),
		.faults = form_faults(r),
		.body = prose_html(r->mem, a->body),
		.easy = text_blank(a->easy) ? NULL : prose_html(r->mem,
		    a->easy),
	};
	enum result rc = fill_findings(r, &p, a);

	if (!rc)
		rc = fill_files(r, &p, a);
	if (!rc)
		rc = fill_editions(r, &p, a);
	if (rc)
		return rc;
	fill_who(r, &p, a);
	return page_show(r, &page, &article_show_page, &p);
}

enum result
article_show_get(struct request *r)
{
	struct article a;
	enum result rc = article_get(r, &a);

	return rc ? rc : show(r, &a);
}

enum result
article_again(struct request *r, const struct article *a, enum result rc)
{
	enum result shown = show(r, a);

	return shown ? shown : rc;
}
