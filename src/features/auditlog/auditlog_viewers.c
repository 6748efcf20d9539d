#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "base/date.h"
#include "features/auditlog/auditlog_looks.h"
#include "features/auditlog/auditlog_private.h"
#include "features/auditlog/auditlog_who.h"
#include "features/child/child.h"
#include "features/consent/consent.h"

/* On one sheet, however long the list is. */
enum { MAX_SHEET = 2000 };

struct basis {
	const char *label, *url;
};

struct row {
	const char *day, *time, *name, *role, *agency;
	const char *opened, *written;
	const char *paths, *classes;
	const char *guarded;		/* not for the paper */
	struct html_list consents;
};

struct listed {
	const char *name, *role, *agency, *where, *classes, *last;
	int64_t times;
};

struct meaning {
	const char *label, *says;
};

struct viewers {
	const char *child, *name, *from, *to, *period, *made, *all_url;
	const struct html *count, *nav;
	bool filtered, outside, cut, any_listed, any_meanings;
	bool may_administer;
	struct html_list rows, listed, meanings;
};

static const struct slot basis_slots[] = {
	SLOT_TEXT(basis, label),
	SLOT_TEXT(basis, url),
};

static const struct slot row_slots[] = {
	SLOT_TEXT(row, day),
	SLOT_TEXT(row, time),
	SLOT_TEXT(row, name),
	SLOT_TEXT(row, role),
	SLOT_TEXT(row, agency),
	SLOT_TEXT(row, opened),
	SLOT_TEXT(row, written),
	SLOT_TEXT(row, paths),
	SLOT_TEXT(row, classes),
	SLOT_TEXT(row, guarded),
	SLOT_LIST(row, consents, basis_slots, struct basis),
};

static const struct slot listed_slots[] = {
	SLOT_TEXT(listed, name),
	SLOT_TEXT(listed, role),
	SLOT_TEXT(listed, agency),
	SLOT_TEXT(listed, where),
	SLOT_TEXT(listed, classes),
	SLOT_TEXT(listed, last),
	SLOT_NUMBER(listed, times),
};

static const struct slot meaning_slots[] = {
	SLOT_TEXT(meaning, label),
	SLOT_TEXT(meaning, says),
};

static const struct slot viewers_slots[] = {
	SLOT_TEXT(viewers, child),
	SLOT_TEXT(viewers, name),
	SLOT_TEXT(viewers, from),
	SLOT_TEXT(viewers, to),
	SLOT_TEXT(viewers, period),
	SLOT_TEXT(viewers, made),
	SLOT_TEXT(viewers, all_url),
	SLOT_HTML(viewers, count),
	SLOT_HTML(viewers, nav),
	SLOT_FLAG(viewers, filtered),
	SLOT_FLAG(viewers, outside),
	SLOT_FLAG(viewers, cut),
	SLOT_FLAG(viewers, any_listed),
	SLOT_FLAG(viewers, any_meanings),
	SLOT_FLAG(viewers, may_administer),
	SLOT_LIST(viewers, rows, row_slots, struct row),
	SLOT_LIST(viewers, listed, listed_slots, struct listed),
	SLOT_LIST(viewers, meanings, meaning_slots, struct meaning),
};

TEMPLATE(auditlog_viewers_page, "src/features/auditlog/viewers.html",
    viewers_slots);

/* In words a family reads; "named" is left out, see guarded_of. */
static const struct {
	const char *path, *says;
} meanings[] = {
	{ "centre", "支援センターで働く人が、仕事のために見ました。" },
	{ "team", "同意をもらった機関の、続けてかかわる人が見ました。" },
	{ "dispatch",
	    "センターから送られたアドバイザーやコーディネーターが、同意をもらって見ました。" },
	{ "municipality", "住んでいる市町村の担当の人が、同意をもらって見ました。" },
	{ "emergency", "災害のとき、法律（災害対策基本法など）により、命を守る"
	    "ために市町村や消防などの人が見ました。" },
	{ "family", "本人か家族が見ました。" },
	{ "link", "会議などに招かれた機関の人が、同意をもらって、リンクから見ました。" },
	{ "glass", "命や体にかかわる緊急のため、理由を書いて1時間だけ開きました。"
	    "ほかの職員があとで確かめます。" },
};

/* What is being built, and what every row of it needs. */
struct building {
	struct request *r;
	struct met *met;
	bool protected;			/* may know that something is */
};

/* `set` without that word. */
static const char *
without(struct arena *mem, const char *set, const char *word, char join)
{
	const char between[2] = { join, '\0' };
	const char *rest = NULL;

	while (set && *set) {
		size_t n = strcspn(set, between);
		const char *one = arena_bytes(mem, set, n);

		if (strcmp(one, word) != 0)
			rest = auditlog_set_add(mem, rest, one, join);
		set += n + (set[n] != '\0');
	}
	return rest;
}

/*
 * That there is something to protect is itself protected: only who may see it
 * reads here that somebody did, and never the paper for the family.
 */
static const char *
guarded_of(struct building *b, const struct look *l)
{
	struct request *r = b->r;

	if (!b->protected || !l->classes || !strstr(l->classes, "protected"))
		return NULL;
	return auditlog_classes(r, "protected");
}

static struct html_list
consents_of(struct request *r, const char *ids)
{
	struct basis *all = arena_array(r->mem, strlen(ids) + 1, sizeof(*all));
	struct consent c;
	size_t n = 0;

	while (*ids) {
		size_t len = strcspn(ids, " ");
		const char *id = arena_bytes(r->mem, ids, len);

		ids += len + (ids[len] != '\0');
		if (record_get(r, &consent_record, id, &c))
			continue;
		all[n].url = arena_fmt(r->mem, "/consents/%s", id);
		all[n++].label = arena_fmt(r->mem, "%s%s",
		    c.given_on ? date_era(r->mem, c.given_on) : "", c.given_as &&
		    strcmp(c.given_as, CONSENT_BY_NOBODY) == 0 ?
		    "の緊急の例外" : "の同意");
	}
	return (struct html_list){ all, n };
}

static const char *
times(struct request *r, int64_t n)
{
	return n ? arena_fmt(r->mem, "%lld回", (long long)n) : "";
}

static const char *
classes_of(struct request *r, const char *classes)
{
	return auditlog_classes(r, without(r->mem, classes, "protected", ','));
}

static struct row
row_of(struct building *b, const struct look *l)
{
	struct request *r = b->r;
	const struct who *w = met_who(b->met, l->person, l->login);

	return (struct row){
		.day = auditlog_day(r->mem, l->day),
		.time = strcmp(l->first, l->last) == 0 ? l->last :
		    arena_fmt(r->mem, "%s～%s", l->first, l->last),
		.name = w->name,
		.role = w->role,
		.agency = met_agency(b->met, w, l->agency),
		.opened = times(r, l->opened),
		.written = times(r, l->written),
		.paths = auditlog_paths(r, without(r->mem, l->paths, "named",
		    '+')),
		.classes = classes_of(r, l->classes),
		.guarded = guarded_of(b, l),
		.consents = consents_of(r, l->consents ? l->consents : ""),
	};
}

static struct listed
listed_of(struct building *b, const struct listing *l)
{
	const struct who *w = met_who(b->met, l->person, l->login);

	return (struct listed){
		.name = w->name,
		.role = w->role,
		.agency = met_agency(b->met, w, l->agency),
		.where = l->file ? "ファイルに書き出した" : "一覧や検索に出た",
		.classes = classes_of(b->r, l->classes),
		.last = auditlog_day(b->r->mem, date_of_instant(b->r->mem,
		    l->last)),
		.times = l->times,
	};
}

/* One line for each path that stands on this sheet, and for the classes. */
static struct html_list
meanings_of(struct request *r, const struct look *looks, size_t n)
{
	struct meaning *all = arena_array(r->mem, COUNT(meanings) + 1,
	    sizeof(*all));
	const char *paths = NULL;
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		paths = auditlog_set_add(r->mem, paths, looks[i].paths, '+');
	for (size_t i = 0; paths && i < COUNT(meanings); i++) {
		if (strstr(paths, meanings[i].path))
			all[found++] = (struct meaning){ auditlog_paths(r,
			    meanings[i].path), meanings[i].says };
	}
	if (found)
		all[found++] = (struct meaning){ AUDITLOG_WHOLE,
		    arena_fmt(r->mem, "%sのことです。", codes_labels(r->mem,
		    r->codes, "data_class", AUDITLOG_ORDINARY, "、")) };
	return (struct html_list){ all, found };
}

/* The same page with every row on it, for the printer. */
static const char *
all_url(struct request *r, const struct auditlog_period *p)
{
	struct buffer b = buffer_new(r->mem);

	buffer_add(&b, "?all=1");
	if (p->from_typed) {
		buffer_add(&b, "&from=");
		buffer_url(&b, p->from_typed);
	}
	if (p->to_typed) {
		buffer_add(&b, "&to=");
		buffer_url(&b, p->to_typed);
	}
	return b.s;
}

static void
fill(struct building *b, const struct looks *looks,
    const struct auditlog_period *period, struct viewers *p)
{
	struct request *r = b->r;
	bool all = request_query(r, "all") != NULL;
	struct pager pager = pager_of(r, looks->nlooks);
	size_t from = all || !looks->nlooks ? 0 : (size_t)pager.first - 1;
	size_t n = all ? looks->nlooks : (size_t)pager.last - from;
	struct row *rows;
	struct listed *listed = arena_array(r->mem, looks->nlistings + 1,
	    sizeof(*listed));

	p->cut = all && n > MAX_SHEET;
	n = p->cut ? MAX_SHEET : n;
	rows = arena_array(r->mem, n + 1, sizeof(*rows));
	for (size_t i = 0; i < n; i++)
		rows[i] = row_of(b, &looks->looks[from + i]);
	for (size_t i = 0; i < looks->nlistings; i++)
		listed[i] = listed_of(b, &looks->listings[i]);
	p->rows = (struct html_list){ rows, n };
	p->listed = (struct html_list){ listed, looks->nlistings };
	p->meanings = meanings_of(r, n ? looks->looks + from : NULL, n);
	p->any_listed = p->listed.n > 0;
	p->any_meanings = p->meanings.n > 0;
	if (all)
		return;
	p->count = pager_count(r, &pager, "件");
	p->nav = pager_nav(r, &pager);
	p->all_url = pager.many ? all_url(r, period) : NULL;
}

/* GET /children/ID/viewers */
enum result
auditlog_viewers_get(struct request *r)
{
	struct building b = { .r = r, .met = met_new(r) };
	struct auditlog_period period = auditlog_period_of(r);
	struct viewers p = { .child = r->arg[0], .from = period.from_typed,
		.to = period.to_typed, .period = period.label,
		.made = date_long(r->mem, r->today),
		.filtered = period.from_typed || period.to_typed,
		.outside = r->who->agency != NULL,
		.may_administer = request_may(r, ADMINISTER) };
	struct crumb crumbs[] = { { "子ども", "/children" }, { NULL, NULL },
	    { "記録を見た人", NULL } };
	struct page page = { .menu = "/children", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	const struct grant *grant;
	struct looks looks;
	enum result rc = access_grant(r, r->arg[0], &grant);

	if (rc)
		return rc;
	p.name = child_name(r, r->arg[0]);
	if (!p.name)
		return MISSING;
	rc = looks_read(r, p.child, period.from, period.to, &looks);
	if (rc)
		return rc;
	b.protected = grant_shows(grant, CLASS_PROTECTED);
	fill(&b, &looks, &period, &p);
	crumbs[1] = (struct crumb){ arena_fmt(r->mem, "%sさん", p.name),
	    arena_fmt(r->mem, "/children/%s", p.child) };
	page.title = arena_fmt(r->mem, "%sさんの記録を見た人", p.name);
	return page_show(r, &page, &auditlog_viewers_page, &p);
}
