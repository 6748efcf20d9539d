#include <string.h>

#include "app/access.h"
#include "base/date.h"
#include "features/team/team_private.h"
#include "features/team/team_sql.h"

/* One page with every reason why somebody may see this child. */
struct line {
	const char *name, *role, *what, *period, *state, *warning;
	const char *edit_url, *end_url, *approve_url;
	const struct html *hidden;
};

struct section {
	const char *id, *title, *says, *add_url, *add_label;
	struct html_list lines;
	bool any;
};

struct pane {
	const char *name, *opened, *until, *reason, *state, *url;
	bool open;
};

struct team {
	const char *child, *name, *month_url;
	struct html_list sections, panes;
	bool centre, any_panes;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, role),
	SLOT_TEXT(line, what),
	SLOT_TEXT(line, period),
	SLOT_TEXT(line, state),
	SLOT_TEXT(line, warning),
	SLOT_TEXT(line, edit_url),
	SLOT_TEXT(line, end_url),
	SLOT_TEXT(line, approve_url),
	SLOT_HTML(line, hidden),
};

static const struct slot section_slots[] = {
	SLOT_TEXT(section, id),
	SLOT_TEXT(section, title),
	SLOT_TEXT(section, says),
	SLOT_TEXT(section, add_url),
	SLOT_TEXT(section, add_label),
	SLOT_LIST(section, lines, line_slots, struct line),
	SLOT_FLAG(section, any),
};

static const struct slot pane_slots[] = {
	SLOT_TEXT(pane, name),
	SLOT_TEXT(pane, opened),
	SLOT_TEXT(pane, until),
	SLOT_TEXT(pane, reason),
	SLOT_TEXT(pane, state),
	SLOT_TEXT(pane, url),
	SLOT_FLAG(pane, open),
};

static const struct slot team_slots[] = {
	SLOT_TEXT(team, child),
	SLOT_TEXT(team, name),
	SLOT_TEXT(team, month_url),
	SLOT_LIST(team, sections, section_slots, struct section),
	SLOT_LIST(team, panes, pane_slots, struct pane),
	SLOT_FLAG(team, centre),
	SLOT_FLAG(team, any_panes),
};

TEMPLATE(team_page, "src/features/team/team.html", team_slots);

const char *
team_path(struct request *r, const char *child)
{
	return arena_fmt(r->mem, "/children/%s/team", child);
}

struct crumb
team_child_crumb(struct request *r, const struct child *c)
{
	return (struct crumb){ arena_fmt(r->mem, "%sさん", c->name),
	    arena_fmt(r->mem, "/children/%s", c->id) };
}

/* What every kind has in common: its days, and who may change them. */
static struct line
common(struct request *r, const struct record *rec, const struct rows *rows,
    size_t i)
{
	const char *from_on = rows_cell(rows, i, "from_on");
	const char *to_on = rows_cell(rows, i, "to_on");
	const char *url = arena_fmt(r->mem, "/%s/%s", rec->path,
	    rows_cell(rows, i, "id"));
	bool ended = to_on && strcmp(to_on, r->today) < 0;
	bool begun = strcmp(from_on, r->today) <= 0;
	bool last = to_on && strcmp(to_on, r->today) == 0;
	struct line l = {
		.name = rows_cell(rows, i, "person_name"),
		.role = account_role_label(r, rows_cell(rows, i, "person_role")),
		.period = arena_fmt(r->mem, "%s～%s", date_era(r->mem, from_on),
		    to_on ? date_era(r->mem, to_on) : ""),
		.state = ended ? "終わり" : !begun ? "これから" : last ?
		    "今日まで" : "いま",
		.hidden = form_hidden(r, 0),
	};

	if (ended || !access_centre_writes(r))
		return l;
	if (rec != &named_grant_record)
		l.edit_url = arena_fmt(r->mem, "%s/edit", url);
	if (begun && !last)
		l.end_url = arena_fmt(r->mem, "%s/ending", url);
	return l;
}

static bool
is_over(const struct line *l)
{
	return strcmp(l->state, "終わり") == 0;
}

static void
fill_family(struct request *r, const struct family_member *m, struct line *l)
{
	const struct field *relation = record_field(&family_member_record,
	    "relation");

	l->what = arena_fmt(r->mem, "%s%s", field_shown(r, relation, m),
	    m->verified_on ? arena_fmt(r->mem, "（本人確認 %s）",
	    date_era(r->mem, m->verified_on)) : "");
	if (is_over(l))
		return;
	if (!m->restricted || strcmp(m->restricted, "0") != 0)
		l->warning = "見せない事情があります。見られません。";
	else if (!m->verified_on)
		l->warning = "本人確認がまだです。確認した日を書くまで見られません。";
}

static void
fill_grant(struct request *r, const struct named_grant *g,
    const char *asker, const char *approver, struct line *l)
{
	l->what = arena_fmt(r->mem, "%s（申込み：%s%s%s）",
	    g->reason ? g->reason : "", asker, approver ? "、承認：" : "",
	    approver ? approver : "");
	if (approver || is_over(l))
		return;
	l->state = "承認待ち";
	l->warning = "承認を待っています。承認されるまで見られません。";
	if (team_may_approve(r, g))
		l->approve_url = arena_fmt(r->mem, "/named-grants/%s/approval",
		    g->id);
}

static bool
line_of(struct request *r, const struct record *rec, const struct rows *rows,
    size_t i, struct line *l)
{
	union {
		struct team_member member;
		struct assignment assignment;
		struct family_member family;
		struct named_grant grant;
	} of;

	if (!record_load(r, rec, rows, i, &of))
		return false;
	*l = common(r, rec, rows, i);
	if (rec == &team_member_record)
		l->what = of.member.part;
	else if (rec == &assignment_record)
		l->what = of.assignment.purpose;
	else if (rec == &family_member_record)
		fill_family(r, &of.family, l);
	else
		fill_grant(r, &of.grant, rows_cell(rows, i, "asker_name"),
		    rows_cell(rows, i, "approver_name"), l);
	return true;
}

/* The first few are shown to everybody on the child's path; family, protection
 * and broken glass are between the centre and each of them. */
enum { OPEN_KINDS = 2 };

static const struct {
	const struct record *record;
	const char *says, *add_label;
} kinds[] = {
	{ &team_member_record, "続けてかかわる人です。", "加える" },
	{ &assignment_record,
	    "地域アドバイザーやコーディネーターを送る期間です。終わる日が来ると自動で終わります。",
	    "派遣する" },
	{ &family_member_record,
	    "家族のページで見られる人です。本人確認をしてからです。", "登録する" },
	{ &named_grant_record,
	    "虐待・親権・知らせない住所など、守ることを見る人です。ほかの人が承認してから見られます。",
	    "申し込む" },
};

static enum result
fill_section(struct request *r, size_t k, const char *child,
    struct section *s)
{
	const struct record *rec = kinds[k].record;
	struct rows rows = { 0 };
	enum result rc = team_sql_of_child(r, rec, child, &rows);
	struct line *lines;
	size_t n = 0;

	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++)
		n += line_of(r, rec, &rows, i, &lines[n]);
	*s = (struct section){ .id = rec->path, .title = rec->label,
	    .says = kinds[k].says, .add_label = kinds[k].add_label,
	    .lines = { lines, n }, .any = n > 0 };
	if (access_centre_writes(r))
		s->add_url = arena_fmt(r->mem, "/%s/new?child=%s", rec->path,
		    child);
	return OK;
}

static enum result
fill_panes(struct request *r, const char *child, struct team *p)
{
	struct rows rows = { 0 };
	enum result rc = glass_sql_of_child(r, child, &rows);
	struct pane *panes;
	size_t n = 0;

	if (rc)
		return rc;
	panes = arena_array(r->mem, rows.nrows + 1, sizeof(*panes));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct glass g;

		if (!record_load(r, &glass_record, &rows, i, &g))
			continue;
		panes[n++] = (struct pane){
			.name = rows_cell(&rows, i, "person_name"),
			.opened = date_instant_label(r->mem, g.opened_at),
			.until = date_instant_label(r->mem, g.ends_at),
			.reason = g.reason,
			.state = g.reviewed_by ? arena_fmt(r->mem, "%sが確かめた",
			    rows_cell(&rows, i, "reviewer_name")) : "まだ確かめていない",
			.url = arena_fmt(r->mem, "/glass/%s", g.id),
			.open = strcmp(g.ends_at, r->now) > 0,
		};
	}
	p->panes = (struct html_list){ panes, n };
	p->any_panes = n > 0;
	return OK;
}

/* GET /children/ID/team */
enum result
team_page_get(struct request *r)
{
	struct section *sections = arena_array(r->mem, COUNT(kinds),
	    sizeof(*sections));
	struct crumb crumbs[] = { { "子ども", "/children" }, { NULL, NULL },
	    { "チーム", NULL } };
	struct page page = { .menu = "/children", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct team p = { .month_url = "/glass" };
	struct child child;
	enum result rc = record_get(r, &child_record, r->arg[0], &child);

	p.centre = access_is_centre(r);
	for (size_t k = 0; !rc && k < (p.centre ? COUNT(kinds) : OPEN_KINDS);
	    k++)
		rc = fill_section(r, k, child.id, &sections[k]);
	if (!rc && p.centre)
		rc = fill_panes(r, child.id, &p);
	if (rc)
		return rc;
	p.child = child.id;
	p.name = child.name;
	p.sections = (struct html_list){ sections,
	    p.centre ? COUNT(kinds) : OPEN_KINDS };
	crumbs[1] = team_child_crumb(r, &child);
	page.title = arena_fmt(r->mem, "%sさんのチーム", child.name);
	return page_show(r, &page, &team_page, &p);
}
