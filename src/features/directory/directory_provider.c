#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/text.h"
#include "features/directory/directory_provider.h"

/* One 法人: what it says of itself, its places, and its form. */

enum { MAX_CLAIMS = 24, NUMBER_DIGITS = 13 };

struct line {
	const char *url, *name, *where, *phone, *hidden;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, where),
	SLOT_TEXT(line, phone),
	SLOT_TEXT(line, hidden),
};

struct show {
	const char *id, *title, *kana, *hidden;
	bool may_write, is_centre;
	const struct html *count, *nav;
	struct html_list facts, places;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, id),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, kana),
	SLOT_TEXT(show, hidden),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, is_centre),
	SLOT_HTML(show, count),
	SLOT_HTML(show, nav),
	{ .name = "facts", .kind = SLOT_IS_LIST, .at = offsetof(struct show,
	    facts), .rows = told_slots, .nrows_slots = TOLD_SLOTS,
	    .row_size = sizeof(struct told) },
	SLOT_LIST(show, places, line_slots, struct line),
};

TEMPLATE(directory_provider_page, "src/features/directory/provider.html",
    show_slots);

static struct line
line_of(struct request *r, const struct place *p)
{
	const struct municipality *m = p->municipality ?
	    codes_municipality(r->codes, p->municipality) : NULL;

	return (struct line){
		.url = arena_fmt(r->mem, "/places/%s", p->id),
		.name = p->name,
		.where = m ? m->name : "市町村は不明",
		.phone = p->phone,
		.hidden = strcmp(p->visibility, "public") ? codes_label(
		    r->codes, "visibility", p->visibility) : NULL,
	};
}

static enum result
fill_places(struct request *r, const char *provider, struct show *p)
{
	struct rows rows = { 0 };
	struct pager pager;
	struct line *lines;
	int64_t total;
	size_t n = 0;
	enum result rc = directory_sql_of_provider_count(r, provider, &total);

	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = directory_sql_of_provider(r, provider, PAGE_ROWS,
	    (pager.page - 1) * PAGE_ROWS, &rows);
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct place place;

		if (record_load(r, &place_record, &rows, i, &place))
			lines[n++] = line_of(r, &place);
	}
	p->places = (struct html_list){ lines, n };
	p->count = pager_count(r, &pager, "か所");
	p->nav = pager_nav(r, &pager);
	return rc;
}

/* GET /providers/ID */
enum result
directory_provider_get(struct request *r)
{
	struct provider l;
	enum result rc = record_get(r, &provider_record, r->arg[0], &l);
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { l.name, NULL } };
	struct page page = { l.name, "/services", crumbs, COUNT(crumbs),
	    false };
	struct show p = { .may_write = access_centre_writes(r),
	    .is_centre = access_is_centre(r) };

	if (rc)
		return rc;
	p.id = l.id;
	p.title = l.name;
	p.kana = l.kana;
	p.hidden = strcmp(l.visibility, "public") ? codes_label(r->codes,
	    "visibility", l.visibility) : NULL;
	rc = directory_told(r, &provider_record, &l, &p.facts);
	if (!rc)
		rc = fill_places(r, l.id, &p);
	return rc ? rc : page_show(r, &page, &directory_provider_page, &p);
}

static enum result
ask(struct request *r, const struct provider *l, const struct html *above)
{
	struct directory_form f = { .above = above,
	    .title = arena_fmt(r->mem, "%sの内容を直す", l->name),
	    .action = arena_fmt(r->mem, "/providers/%s", l->id) };

	f.back = f.action;
	return directory_form_show(r, &provider_record, l, &f);
}

/* GET /providers/ID/edit */
enum result
directory_provider_edit_get(struct request *r)
{
	struct provider l;
	enum result rc = access_centre_writes(r) ? record_get(r,
	    &provider_record, r->arg[0], &l) : MISSING;

	return rc ? rc : ask(r, &l, NULL);
}

/* Thirteen digits, the first of them the check digit of the others. */
static bool
is_number(const char *s)
{
	int sum = 0;

	if (strlen(s) != NUMBER_DIGITS ||
	    strspn(s, "0123456789") != NUMBER_DIGITS)
		return false;
	for (int i = 1; i < NUMBER_DIGITS; i++)
		sum += (s[NUMBER_DIGITS - i] - '0') * (i % 2 ? 1 : 2);
	return 9 - sum % 9 == s[0] - '0';
}

/* What was there before any rule may stay. */
static enum result
check_number(struct request *r, const struct provider *old,
    struct provider *l)
{
	struct provider other;
	enum result rc;

	if (!l->number || !*l->number)
		return OK;
	l->number = text_fold_width(r->mem, l->number);
	if (old->number && strcmp(old->number, l->number) == 0)
		return OK;
	if (!is_number(l->number)) {
		request_fault(r, "number", "13桁の数字で入力してください。"
		    "検査数字が合わないときも、番号を確かめてください。");
		return INVALID;
	}
	rc = directory_provider_of(r, l->number, NULL, &other);
	if (rc == MISSING || (!rc && strcmp(other.id, l->id) == 0))
		return OK;
	if (!rc)
		request_fault(r, "number", "この番号の法人が、すでに登録されています。"
		    "場所の「内容を直す」で、その法人名にまとめてください。");
	return rc ? rc : INVALID;
}

static enum result
conflict(struct request *r, struct provider *mine)
{
	struct provider theirs;
	enum result rc = record_get(r, &provider_record, mine->id, &theirs);

	if (rc)
		return rc;
	mine->version = theirs.version;
	(void)ask(r, mine, form_conflict(r, &provider_record, mine, &theirs));
	return CONFLICT;
}

/* POST /providers/ID */
enum result
directory_provider_change_post(struct request *r)
{
	struct provider old, l;
	struct claim claims[MAX_CLAIMS];
	struct origin from;
	const char *see;
	enum result rc = access_centre_writes(r) ? record_get(r,
	    &provider_record, r->arg[0], &old) : MISSING;

	if (rc)
		return rc;
	l = old;
	rc = directory_form_read(r, &provider_record, &l, &from);
	if (!rc || rc == INVALID)
		rc = check_number(r, &old, &l) == BROKEN ? BROKEN : rc;
	if (rc == BROKEN)
		return rc;
	if (r->nfaults) {
		(void)ask(r, &l, NULL);
		return INVALID;
	}
	see = request_saying(r, arena_fmt(r->mem, "/providers/%s", l.id),
	    "changed");
	deed_begin(r);
	(void)directory_offer(r, &provider_record, l.id,
	    l.version ? l.version : -1, &from, claims, directory_form_claims(r,
	    &provider_record, &old, &l, claims, MAX_CLAIMS));
	rc = request_see(r, deed_commit(r, see), see);
	return rc == CONFLICT && !r->repeated ? conflict(r, &l) : rc;
}
