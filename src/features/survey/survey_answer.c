#include <stdlib.h>
#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/guest/guest.h"
#include "features/survey/survey_sheet.h"
#include "features/survey/survey_sql.h"

/* The answer page, one section at a time: by a link, and typed in by the centre
 * from paper or the telephone. After the last section: all of it once more. */

struct pick {
	const char *name, *value, *label, *id, *type;
	bool on;
};

static const struct slot pick_slots[] = {
	SLOT_TEXT(pick, name),
	SLOT_TEXT(pick, value),
	SLOT_TEXT(pick, label),
	SLOT_TEXT(pick, id),
	SLOT_TEXT(pick, type),
	SLOT_FLAG(pick, on),
};

struct ask {
	const char *name, *asks, *help, *says, *value, *known, *when,
	    *translation, *language;
	struct html_list picks, cells;
	bool required, line, lines, table, chosen, heading;
};

static const struct slot ask_slots[] = {
	SLOT_TEXT(ask, name),
	SLOT_TEXT(ask, asks),
	SLOT_TEXT(ask, help),
	SLOT_TEXT(ask, says),
	SLOT_TEXT(ask, value),
	SLOT_TEXT(ask, known),
	SLOT_TEXT(ask, when),
	SLOT_TEXT(ask, translation),
	SLOT_TEXT(ask, language),
	SLOT_LIST(ask, picks, pick_slots, struct pick),
	SLOT_LIST(ask, cells, pick_slots, struct pick),
	SLOT_FLAG(ask, required),
	SLOT_FLAG(ask, line),
	SLOT_FLAG(ask, lines),
	SLOT_FLAG(ask, table),
	SLOT_FLAG(ask, chosen),
	SLOT_FLAG(ask, heading),
};

struct sheet_page {
	const char *title, *name, *base, *due, *intro, *action, *back, *step,
	    *sent, *next;
	const struct html *faults, *hidden, *channels;
	struct html_list asks, carried;
	bool form, trial, checking, closed, first, by_staff, preview, lacking;
};

static const struct slot slots[] = {
	SLOT_TEXT(sheet_page, title),
	SLOT_TEXT(sheet_page, name),
	SLOT_TEXT(sheet_page, base),
	SLOT_TEXT(sheet_page, due),
	SLOT_TEXT(sheet_page, intro),
	SLOT_TEXT(sheet_page, action),
	SLOT_TEXT(sheet_page, back),
	SLOT_TEXT(sheet_page, step),
	SLOT_TEXT(sheet_page, sent),
	SLOT_TEXT(sheet_page, next),
	SLOT_HTML(sheet_page, faults),
	SLOT_HTML(sheet_page, hidden),
	SLOT_HTML(sheet_page, channels),
	SLOT_LIST(sheet_page, asks, ask_slots, struct ask),
	SLOT_LIST(sheet_page, carried, pick_slots, struct pick),
	SLOT_FLAG(sheet_page, form),
	SLOT_FLAG(sheet_page, trial),
	SLOT_FLAG(sheet_page, checking),
	SLOT_FLAG(sheet_page, closed),
	SLOT_FLAG(sheet_page, first),
	SLOT_FLAG(sheet_page, by_staff),
	SLOT_FLAG(sheet_page, preview),
	SLOT_FLAG(sheet_page, lacking),
};

TEMPLATE(survey_sheet_page, "src/features/survey/sheet.html", slots);

static struct html_list
picks_of(struct request *r, const struct survey_question *q, const char *name,
    const char *value)
{
	bool table = survey_is(q, SURVEY_TABLE);
	struct survey_choice *all;
	size_t n = survey_choices(r->mem, q->choices, &all);
	struct pick *picks = arena_array(r->mem, n + 1, sizeof(*picks));

	for (size_t i = 0; i < n; i++)
		picks[i] = (struct pick){
			.name = table ? arena_fmt(r->mem, "%s-%zu", name, i) :
			    name,
			.value = table ? survey_line_at(r->mem, value, i) :
			    all[i].code,
			.label = all[i].label,
			.type = survey_is(q, SURVEY_SINGLE) ? "radio" :
			    "checkbox",
			.id = i ? arena_fmt(r->mem, "f-%s-%zu", name, i) :
			    arena_fmt(r->mem, "f-%s", name),
			.on = !table && value && text_set_has(value,
			    all[i].code),
		};
	return (struct html_list){ picks, n };
}

static struct ask
ask_of(struct request *r, const struct sheet *s, size_t i, bool checking,
    bool every)
{
	const struct survey_question *q = &s->questions[i];
	const char *name = arena_fmt(r->mem, "a-%s", q->code);
	const char *value = s->values[i] ? s->values[i] : "";
	bool chosen = survey_is(q, SURVEY_SINGLE) ||
	    survey_is(q, SURVEY_MULTIPLE);
	struct ask a = {
		.name = name, .asks = q->asks, .help = q->help,
		.says = request_fault_of(r, name),
		.value = checking ? survey_value_shown(r, q, value) : value,
		.known = survey_value_shown(r, q, s->known[i]),
		.when = every ? survey_when_told(r, s->questions, i) : NULL,
		.translation = s->survey.language ? q->translation : NULL,
		.language = s->survey.language,
		.required = q->required && *q->required == '1',
		.heading = survey_is(q, SURVEY_SECTION),
		.table = survey_is(q, SURVEY_TABLE), .chosen = chosen,
		.lines = survey_is(q, SURVEY_TEXT) && (!q->fills || !*q->fills),
	};

	a.line = !a.heading && !a.table && !a.chosen && !a.lines;
	if (a.table)
		a.cells = picks_of(r, q, name, value);
	if (chosen)
		a.picks = picks_of(r, q, name, value);
	return a;
}

/* What stands on the page of that section, with the conditions when all there
 * are do. */
static struct html_list
asks_of(struct request *r, const struct survey_answering *w,
    const struct sheet *s, int section)
{
	bool checking = section >= (int)s->sections;
	bool every = (w->whole || w->preview) && !checking;
	struct ask *asks = arena_array(r->mem, s->n + 1, sizeof(*asks));
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		bool here = checking || w->whole || survey_section_of(
		    s->questions, i) == (size_t)section;

		if (here && (s->shown[i] || every))
			asks[n++] = ask_of(r, s, i, checking, every);
	}
	return (struct html_list){ asks, n };
}

/* The answers of other pages, as fields that are not seen: a trial is kept
 * nowhere else. */
static struct html_list
carried_of(struct request *r, const struct sheet *s, int section)
{
	enum { MOST = 2 * FORM_MAX_FIELDS };
	struct pick *all = arena_array(r->mem, MOST, sizeof(*all));
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct survey_question *q = &s->questions[i];
		const char *name = arena_fmt(r->mem, "a-%s", q->code);
		const char *at = s->values[i], *mark;
		bool table = survey_is(q, SURVEY_TABLE);

		if (survey_section_of(s->questions, i) == (size_t)section) {
			if (s->shown[i] && n < MOST)
				all[n++] = (struct pick){ .name = arena_fmt(
				    r->mem, "seen-%s", q->code), .value = "1" };
			continue;
		}
		mark = table ? "\n" : survey_is(q, SURVEY_MULTIPLE) ? "," : "";
		for (size_t k = 0; at && *at && n < MOST; k++) {
			size_t len = *mark ? strcspn(at, mark) : strlen(at);

			all[n++] = (struct pick){ .name = table ? arena_fmt(
			    r->mem, "%s-%zu", name, k) : name,
			    .value = arena_bytes(r->mem, at, len) };
			at += len + (at[len] != '\0');
		}
	}
	return (struct html_list){ all, n };
}

/* section: which one; s->sections: all of them, to be checked. */
static enum result
show(struct request *r, const struct survey_answering *w,
    const struct sheet *s, int section)
{
	bool checking = section >= (int)s->sections;
	struct page page = { .title = s->survey.title };
	struct crumb crumbs[] = { { "調査", "/surveys" },
	    { s->survey.title, arena_fmt(r->mem, "/surveys/%s", s->survey.id) },
	    { s->recipient.name, NULL } };
	int before = survey_sheet_next(s, section, -1);
	struct sheet_page p = {
		.title = s->survey.title, .name = s->recipient.name,
		.base = date_long(r->mem, s->survey.base_on),
		.due = s->survey.due_on ? date_long(r->mem, s->survey.due_on) :
		    NULL,
		.intro = s->survey.intro,
		.action = w->whole ? w->path : arena_fmt(r->mem, "%s?part=%d",
		    w->path, section + 1),
		.back = before < 0 || w->trial ? NULL : arena_fmt(r->mem, "%s?part=%d",
		    w->path, before + 1),
		.step = w->whole ? NULL : checking ? "答えの確認" : arena_fmt(r->mem,
		    "%zuページのうち%d", s->sections, section + 1),
		.sent = s->last.sent_at ? date_instant_label(r->mem,
		    s->last.sent_at) : NULL,
		.faults = form_faults(r), .hidden = form_hidden(r, 0),
		.channels = form_options(r, "survey_channel", w->channel ?
		    w->channel : "paper", NULL),
		.checking = checking,
		.trial = w->trial,
		.closed = !w->preview && !w->trial && !survey_state_is(&s->survey, "open"),
		.first = before < 0, .by_staff = w->whole, .lacking = s->lacking,
		.preview = w->preview,
		.next = checking ? w->path : arena_fmt(r->mem, "%s?part=%d",
		    w->path, survey_sheet_next(s, section, 1) + 1),
	};

	p.form = !p.closed && !w->preview && !(w->trial && checking);
	p.asks = asks_of(r, w, s, section);
	if (w->trial)
		p.carried = carried_of(r, s, section);
	if (w->staff)
		page = (struct page){ s->survey.title, "/surveys", crumbs,
		    COUNT(crumbs), false };
	return page_show(r, &page, &survey_sheet_page, &p);
}

/* From the address, 1, 2, ...; the first that asks anything without. */
static int
section_of(struct request *r, const struct sheet *s)
{
	const char *part = request_query(r, "part");
	int64_t n;

	if (!part || !text_number(part, &n) || n < 1)
		return survey_sheet_next(s, -1, 1);
	return n > (int64_t)s->sections ? (int)s->sections : (int)n - 1;
}

enum result
survey_answering_get(struct request *r, const struct survey_answering *w,
    struct sheet *s)
{
	return show(r, w, s, section_of(r, s));
}

/* What this post wants of the answers. */
struct wants {
	bool read, keep, send;
};

static void
put_down(struct request *r, const struct survey_answering *w, struct sheet *s,
    const struct wants *want)
{
	enum result rc = OK;

	deed_begin(r);
	if (want->keep)
		rc = survey_sheet_save(r, s, w->channel);
	if (!rc && want->send)
		rc = survey_sheet_send(r, s);
	if (rc)
		db_fail(r->db, rc);
	else
		audit_note_plain(r, want->send ? "send" : "change",
		    survey_reply_record.name, s->open.id, "");
}

static enum result
read_answers(struct request *r, const struct survey_answering *w,
    struct sheet *s, int section)
{
	if (!w->whole)
		return survey_sheet_read(r, s, (size_t)section);
	for (size_t i = 0; i < s->sections; i++)
		(void)!survey_sheet_read(r, s, i);
	survey_sheet_strays(r, s);
	s->more = false;
	return r->nfaults ? INVALID : OK;
}

static enum result
check_open(struct request *r, const struct sheet *s)
{
	if (survey_state_is(&s->survey, "open"))
		return OK;
	request_fault(r, "", "この調査は、回答を受け付けていません。"
	    "センターにお電話ください。");
	return INVALID;
}

static const char *
where_next(struct request *r, const struct survey_answering *w,
    const struct sheet *s, int section, bool send)
{
	if (w->whole || send)
		return request_saying(r, w->after, send ? "sent" : "changed");
	return arena_fmt(r->mem, "%s?part=%d", w->path, (s->more ? section :
	    survey_sheet_next(s, section, 1)) + 1);
}

/* One section, or the sending of them all; the centre does both at once. */
enum result
survey_answering_post(struct request *r, const struct survey_answering *w,
    struct sheet *s)
{
	int section = section_of(r, s);
	bool last = !w->whole && section >= (int)s->sections;
	struct wants want = { !last, !last, last || (w->whole &&
		!request_form(r, "later")) };
	const char *see;
	enum result rc = check_open(r, s), shown;

	s->as_is = w->whole && request_form(r, "as_is");
	if (want.read && read_answers(r, w, s, section))
		rc = INVALID;
	see = where_next(r, w, s, section, want.send);
	if (!rc) {
		if (w->link)
			guest_speaks(r, w->link, NULL);
		put_down(r, w, s, &want);
		rc = deed_commit(r, see);
		if (w->link)
			guest_leaves(r);
	}
	if (rc != INVALID || r->repeated)
		return request_see(r, rc, see);
	shown = show(r, w, s, section);
	return shown ? shown : rc;
}

/* Something is asked on this page by now that did not stand on it. */
static bool
asks_more(struct request *r, const struct sheet *s, int section)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->shown[i] && survey_section_of(s->questions, i) ==
		    (size_t)section && !request_form(r, arena_fmt(r->mem,
		    "seen-%s", s->questions[i].code)))
			return true;
	}
	return false;
}

/* What was typed on this page and those before it, and the next one. */
enum result
survey_trial_post(struct request *r)
{
	struct survey_answering w = { .staff = true, .trial = true,
		.path = arena_fmt(r->mem, "/surveys/%s/preview", r->arg[0]) };
	struct survey survey;
	struct sheet s;
	int section;
	enum result rc = survey_open(r, &survey), shown;

	if (!rc)
		rc = survey_sheet_preview(r, &survey, &s);
	if (rc)
		return rc;
	section = section_of(r, &s);
	survey_shown(s.questions, s.n, s.values, s.shown);
	for (int i = 0; i <= section && i < (int)s.sections; i++)
		(void)!survey_sheet_read(r, &s, (size_t)i);
	if (!r->nfaults && !asks_more(r, &s, section))
		section = survey_sheet_next(&s, section, 1);
	shown = show(r, &w, &s, section);
	return shown || !r->nfaults ? shown : INVALID;
}
