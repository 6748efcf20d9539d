#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/consent/consent.h"
#include "features/meeting/meeting_private.h"
#include "features/task/task.h"

/* What an agency that was there is given of the minutes, as plain text and as
 * PDF. */
/* Each agency once; those of one agency stand side by side. */
static void
fill_recipients(struct request *r, const struct meeting_people *people,
    struct consent_letter *p)
{
	struct consent_letter_to *all = arena_array(r->mem, people->n + 1,
	    sizeof(*all));
	const char *last = NULL;
	size_t n = 0;

	for (size_t i = 0; i < people->n; i++) {
		const char *agency = people->all[i].agency;

		if (!agency || (last && strcmp(last, agency) == 0))
			continue;
		last = agency;
		all[n++] = (struct consent_letter_to){ people->agencies[i],
		    arena_fmt(r->mem, "%s/letter/%s", p->back, agency) };
	}
	p->recipients = (struct html_list){ all, n };
}

static void
put(struct buffer *b, const char *label, const char *text)
{
	if (text && *text)
		buffer_fmt(b, "%s：\n%s\n\n", label, text);
}

/* Whether they may have that class of what the meeting tells. */
static bool
may_get(struct request *r, const struct meeting *m, const char *agency,
    const char *class)
{
	return meeting_shares(r, m->child, agency, class) == OK;
}

static enum result
put_decisions(struct request *r, struct buffer *b, const struct meeting *m)
{
	struct rows rows = { 0 };
	enum result rc = task_of(r, meeting_record.name, m->id, &rows);

	if (rc || !rows.nrows)
		return rc;
	buffer_add(b, "決まったこと：\n");
	for (size_t i = 0; i < rows.nrows; i++) {
		struct task t;

		if (record_load(r, &task_record, &rows, i, &t) && t.title)
			buffer_fmt(b, "・%s（%s、%sまで）\n", t.title,
			    rows_cell(&rows, i, "owner_name"),
			    date_short(r->mem, t.due_on));
	}
	buffer_add(b, "\n");
	return OK;
}

static enum result
letter_text(struct request *r, const struct meeting *m,
    const struct agency *to, const char **out)
{
	struct buffer b = buffer_new(r->mem);
	const char *name = m->child && may_get(r, m, to->id, "identity") ?
	    child_name(r, m->child) : NULL;
	enum result rc = OK;

	buffer_fmt(&b, "%s　御中\n\n%s　議事録\n", to->name, meeting_title(r, m));
	if (name)
		buffer_fmt(&b, "%sさんについて\n", name);
	buffer_fmt(&b, "%s　%s\n\n", meeting_when(r, m), meeting_where(r, m));
	if (may_get(r, m, to->id, "care"))
		put(&b, "議題", m->agenda);
	put(&b, "議事", m->minutes);
	if (may_get(r, m, to->id, "contact"))
		rc = put_decisions(r, &b, m);
	if (may_get(r, m, to->id, "care"))
		put(&b, "役割（だれが何を）", m->roles);
	if (m->child)
		buffer_add(&b, "この文は、ご家族の同意にもとづいてお渡しするものです。"
		    "目的のほかには使わないでください。\n");
	buffer_fmt(&b, "%s　%s\n", codes_setting(r->codes, "centre_name"),
	    r->who->name);
	*out = b.s;
	return rc;
}

static bool
was_invited(const struct meeting_people *people, const char *agency)
{
	for (size_t i = 0; i < people->n; i++)
		if (people->all[i].agency &&
		    strcmp(people->all[i].agency, agency) == 0)
			return true;
	return false;
}

/* The text, or why there must be none. */
static enum result
write_letter(struct request *r, const struct meeting *m,
    struct consent_letter *p)
{
	struct agency to;
	const char *text;
	enum result rc = record_get(r, &agency_record, r->arg[1], &to);

	if (rc)
		return rc;
	p->to = to.name;
	rc = meeting_shares(r, m->child, to.id, "clinical");
	if (rc == MISSING) {
		p->refused = arena_fmt(r->mem, "%sに議事録を渡すための有効な同意が"
		    "ありません。説明して同意を得てから渡してください。", to.name);
		return OK;
	}
	if (!rc)
		rc = letter_text(r, m, &to, &text);
	if (!rc)
		p->said = text;
	return rc;
}

/* The centre hands on; agencies read what was handed to them. */
static enum result
answer(struct request *r, bool pdf)
{
	struct meeting m;
	struct meeting_people people;
	struct crumb crumbs[] = { { "会議", "/meetings" },
	    { "渡す文", NULL } };
	struct page page = { .title = "参加した機関に渡す文",
	    .menu = "/meetings", .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct consent_letter p = { .title = page.title,
	    .back_label = "会議に戻る", .empty = "機関からの参加者がいません。",
	    .paper = "議事録" };
	enum result rc = record_get(r, &meeting_record, r->arg[0], &m);

	if (!rc)
		rc = access_is_centre(r) ? meeting_people_of(r, m.id,
		    &people) : DENIED;
	if (rc)
		return rc;
	p.back = arena_fmt(r->mem, "/meetings/%s", m.id);
	p.consents = m.child && r->arg[1] ? arena_fmt(r->mem,
	    "/consents/new?child=%s", m.child) : NULL;
	p.file = arena_fmt(r->mem, "kaigiroku-%s", m.on_day);
	if (r->arg[1])
		p.pdf = arena_fmt(r->mem, "%s/letter/%s/letter.pdf", p.back,
		    r->arg[1]);
	fill_recipients(r, &people, &p);
	if (r->arg[1])
		rc = was_invited(&people, r->arg[1]) ? write_letter(r, &m,
		    &p) : MISSING;
	return rc ? rc : consent_letter_show(r, &page, &p,
	    pdf);
}

enum result
meeting_letter_get(struct request *r)
{
	return answer(r, false);
}

enum result
meeting_letter_pdf_get(struct request *r)
{
	return answer(r, true);
}
