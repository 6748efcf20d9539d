#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/paper.h"
#include "base/date.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/consent/consent.h"
#include "features/meeting/meeting_private.h"
#include "features/task/task.h"

/*
 * 議事録 as it is printed, and as plain text for an agency that was there: to
 * each no more than the family agreed to for it, by the consents of the day.
 */
static const char *
coming(struct request *r, const struct meeting_participant *p)
{
	if (!p->attended)
		return codes_label(r->codes, "meeting_answer", p->answer);
	return strcmp(p->attended, "1") == 0 ? "出席" : "欠席";
}

static void
put_people(struct request *r, struct paper *p,
    const struct meeting_people *people)
{
	static const struct paper_column columns[] = {
		{ "名前", 4, true }, { "所属", 5, false },
		{ "役割", 4, false }, { "出欠", 2, false },
	};

	paper_section(p, "参加者");
	paper_table(p, "参加者", columns, COUNT(columns));
	for (size_t i = 0; i < people->n; i++) {
		const struct meeting_participant *who = &people->all[i];

		paper_cell(p, who->name);
		paper_cell(p, people->agencies[i] ? people->agencies[i] :
		    codes_label(r->codes, "meeting_side", who->side));
		paper_cell(p, who->part);
		paper_cell(p, coming(r, who));
	}
}

static enum result
put_decided(struct request *r, struct paper *p, const struct meeting *m)
{
	static const struct paper_column columns[] = {
		{ "何を", 8, true }, { "だれが", 4, false },
		{ "いつまでに", 4, false }, { "状態", 2, false },
	};
	struct rows rows = { 0 };
	enum result rc = task_of(r, meeting_record.name, m->id, &rows);

	paper_section(p, "決まったこと");
	paper_table(p, "決まったこと", columns, COUNT(columns));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct task t;

		if (!record_load(r, &task_record, &rows, i, &t))
			continue;
		paper_cell(p, t.title);
		paper_cell(p, rows_cell(&rows, i, "owner_name"));
		paper_cell(p, date_short(r->mem, t.due_on));
		paper_cell(p, t.done_on ? "済み" : "これから");
	}
	return rc;
}

/* 役割表. */
static void
put_roles(struct request *r, struct paper *p, const struct meeting *m)
{
	static const struct paper_column columns[] = {
		{ "だれが", 3, true }, { "何を", 8, false },
	};
	struct meeting_role *roles = arena_array(r->mem, MEETING_MAX_ROLES,
	    sizeof(*roles));
	size_t n = meeting_roles(r, m->roles, roles);

	paper_section(p, "役割（だれが何を）");
	paper_table(p, "役割", columns, COUNT(columns));
	for (size_t i = 0; i < n; i++) {
		paper_cell(p, roles[i].who);
		paper_cell(p, roles[i].what);
	}
}

/* The names of agencies of these that get nothing of the minutes today. */
static const char *
without_consent(struct request *r, const struct meeting *m,
    const struct meeting_people *people)
{
	struct buffer b = buffer_new(r->mem);
	const char *last = NULL;

	for (size_t i = 0; m->child && i < people->n; i++) {
		const char *agency = people->all[i].agency;

		/* Those of one agency stand side by side. */
		if (!agency || (last && strcmp(last, agency) == 0) ||
		    !meeting_shares(r, m->child, agency, "clinical"))
			continue;
		last = agency;
		buffer_fmt(&b, "%s%s", b.len ? "、" : "", people->agencies[i] ?
		    people->agencies[i] : "");
	}
	return b.len ? arena_fmt(r->mem, "有効な同意がないため、この議事録を渡せない"
	    "機関：%s", b.s) : NULL;
}

static void
put_facts(struct request *r, struct paper *p, const struct meeting *m)
{
	const char *name = m->child ? child_name(r, m->child) : NULL;

	paper_facts(p, 1);
	paper_fact(p, "会議", arena_fmt(r->mem, "%s（%s）", meeting_title(r, m),
	    codes_label(r->codes, "meeting_kind", m->kind)));
	if (name)
		paper_fact(p, "子ども", arena_fmt(r->mem, "%sさん", name));
	paper_fact(p, "日時", meeting_when(r, m));
	paper_fact(p, "場所", meeting_where(r, m));
	paper_fact(p, "進行と記録", field_shown(r, record_field(&meeting_record,
	    "person"), m));
}

static void
put_text(struct paper *p, const char *heading, const char *text)
{
	paper_section(p, heading);
	paper_text(p, text && *text ? text : "（記入なし）");
}

static enum result
write_paper(struct request *r, struct meeting *m, struct paper *p)
{
	struct meeting_people people;
	const char *warning;
	enum result rc = record_get(r, &meeting_record, r->arg[0], m);

	if (!rc)
		rc = meeting_people_of(r, m->id, &people);
	if (rc)
		return rc;
	put_facts(r, p, m);
	put_people(r, p, &people);
	put_text(p, "議題", m->agenda);
	put_text(p, "議事", m->minutes);
	rc = put_decided(r, p, m);
	put_roles(r, p, m);
	warning = access_is_centre(r) ? without_consent(r, m, &people) : NULL;
	if (warning)
		paper_note(p, warning);
	return rc;
}

enum result
meeting_minutes_get(struct request *r)
{
	struct crumb crumbs[] = { { "会議", "/meetings" }, { NULL, NULL },
	    { "議事録", NULL } };
	struct page page = { "議事録", "/meetings", crumbs, COUNT(crumbs),
	    false };
	struct paper *p = paper_new(r->mem, page.title);
	struct meeting m;
	enum result rc = write_paper(r, &m, p);

	if (rc)
		return rc;
	crumbs[1] = (struct crumb){ meeting_title(r, &m),
	    arena_fmt(r->mem, "/meetings/%s", m.id) };
	return paper_show(r, &page, p, &(struct paper_links){
	    .pdf = arena_fmt(r->mem, "/meetings/%s/minutes.pdf", m.id),
	    .back = crumbs[1].path, .back_label = "会議に戻る" });
}

enum result
meeting_minutes_pdf_get(struct request *r)
{
	struct paper *p = paper_new(r->mem, "議事録");
	struct meeting m;
	enum result rc = write_paper(r, &m, p);

	return rc ? rc : paper_pdf(r, "議事録",
	    (const struct paper *const[]){ p }, 1,
	    arena_fmt(r->mem, "kaigiroku-%s", m.on_day));
}
