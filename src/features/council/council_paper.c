#include "app/codes.h"
#include "base/date.h"
#include "features/council/council_day.h"

/* 次第 and 出席者名簿, on the page and as PDF. */

static const char *
when(struct request *r, const struct meeting *m)
{
	const char *day = date_long(r->mem, m->on_day);

	return m->from_at ? arena_fmt(r->mem, "%s%s～%s", day, m->from_at,
	    m->to_at ? m->to_at : "") : day;
}

static void
put_facts(struct request *r, struct paper *p, const struct council_day *d)
{
	const struct meeting *m = &d->meeting;

	paper_under(p, meeting_record.title(r, m));
	paper_facts(p, 1);
	paper_fact(p, "日時", when(r, m));
	paper_fact(p, "場所", m->place ? m->place : m->place_kind ?
	    codes_label(r->codes, "meeting_place", m->place_kind) : NULL);
}

static enum result
put_points(struct request *r, struct paper *p, const struct council_day *d)
{
	static const struct paper_column columns[] = {
		{ "番号", 1, false }, { "議題", 8, true }, { "決まったこと", 6, false },
	};
	struct council_points points;
	enum result rc = council_points_of(r, &d->at, &points);

	paper_section(p, "議題");
	paper_table(p, "議題", columns, COUNT(columns));
	for (size_t i = 0; !rc && i < points.n; i++) {
		paper_cell(p, arena_fmt(r->mem, "%zu", i + 1));
		paper_cell(p, points.all[i].title);
		paper_cell(p, points.all[i].decision);
	}
	return rc;
}

static enum result
agenda(struct request *r, struct council_day *d, struct paper **out)
{
	struct paper *p = paper_new(r->mem, "次第");
	struct council_actions actions;
	enum result rc = council_day_open(r, r->arg[0], d);

	if (rc)
		return rc;
	*out = p;
	put_facts(r, p, d);
	rc = put_points(r, p, d);
	if (!rc)
		rc = council_actions_of(r, d->council.id, d, false, &actions);
	if (!rc)
		council_actions_paper(r, p, &actions);
	return rc;
}

static const char *
coming(struct request *r, const struct meeting_participant *who)
{
	return who->removed_on ? "取り消し" : codes_label(r->codes,
	    "meeting_answer", who->answer);
}

static enum result
people(struct request *r, struct council_day *d, struct paper **out)
{
	static const struct paper_column columns[] = {
		{ "名前", 5, true }, { "所属", 6, false }, { "役職", 4, false },
		{ "返事", 2, false }, { "出席", 2, false },
	};
	struct paper *p = paper_new(r->mem, "出席者名簿");
	struct council_chairs chairs;
	enum result rc = council_day_open(r, r->arg[0], d);

	if (!rc)
		rc = council_chairs_of(r, d, &chairs);
	if (rc)
		return rc;
	*out = p;
	put_facts(r, p, d);
	paper_fact(p, "定足数", council_quorum_says(r, &chairs));
	paper_section(p, "委員");
	paper_table(p, "委員", columns, COUNT(columns));
	for (size_t i = 0; i < chairs.n; i++) {
		const struct council_chair *c = &chairs.all[i];

		paper_cell(p, c->who.name);
		paper_cell(p, c->agency_name ? c->agency_name :
		    codes_label(r->codes, "meeting_side", c->member.side));
		paper_cell(p, c->member.seat);
		paper_cell(p, coming(r, &c->who));
		paper_cell(p, "");
	}
	return OK;
}

static enum result
show(struct request *r, const char *title, const struct council_day *d,
    const struct paper *p, const char *pdf)
{
	struct crumb crumbs[] = { { "会議体", "/councils" },
	    { d->council.title, arena_fmt(r->mem, "/councils/%s",
	    d->council.id) }, { council_number(r, &d->at), council_day_url(r,
	    d, "") }, { title, NULL } };
	struct page page = { title, "/councils", crumbs, COUNT(crumbs),
	    false };

	return paper_show(r, &page, p, &(struct paper_links){
	    .pdf = council_day_url(r, d, pdf), .back = crumbs[2].path,
	    .back_label = "この回に戻る" });
}

enum result
council_agenda_get(struct request *r)
{
	struct council_day d;
	struct paper *p;
	enum result rc = agenda(r, &d, &p);

	return rc ? rc : show(r, "次第", &d, p, "/agenda.pdf");
}

enum result
council_agenda_pdf_get(struct request *r)
{
	struct council_day d;
	struct paper *p;
	enum result rc = agenda(r, &d, &p);

	return rc ? rc : paper_pdf(r, "次第", (const struct paper *const[]){
	    p }, 1, arena_fmt(r->mem, "shidai-%s", d.meeting.on_day));
}

enum result
council_people_get(struct request *r)
{
	struct council_day d;
	struct paper *p;
	enum result rc = people(r, &d, &p);

	return rc ? rc : show(r, "出席者名簿", &d, p, "/people.pdf");
}

enum result
council_people_pdf_get(struct request *r)
{
	struct council_day d;
	struct paper *p;
	enum result rc = people(r, &d, &p);

	return rc ? rc : paper_pdf(r, "出席者名簿",
	    (const struct paper *const[]){ p }, 1, arena_fmt(r->mem,
	    "meibo-%s", d.meeting.on_day));
}
