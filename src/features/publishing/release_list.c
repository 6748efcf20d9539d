#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/publishing/release.h"

/* GET /releases: what was released, and the form that freezes the next one. */

struct typed {
	RECORD_HEAD;
	const char *from, *to, *restated, *k, *zeros, *reason;
};

static const struct field typed_fields[] = {
	FIELD_DAY(typed, from, .label = "始まりの日", .flags = REQUIRED,
	    .hint = "例）R6.4.1、2024/4/1"),
	FIELD_DAY(typed, to, .label = "終わりの日", .flags = REQUIRED,
	    .hint = "例）R7.3.31。終わった日までです。"),
	FIELD_LONG(typed, reason, .label = "直したこと（2版からあと）", .max = 400,
	    .hint = "公表のときに、そのまま添えます。子どもや家族の名前は書かないでください。"),
	FIELD_TEXT(typed, restated, .label = "分類", .max = 4),
	FIELD_TEXT(typed, k, .label = "公開で伏せる数", .max = 4),
	FIELD_TEXT(typed, zeros, .label = "0の扱い", .max = 10),
};

/* Not kept: its labels name the faults of the form. */
static const struct record typed_record = {
	.name = "release",
	.label = "統計の公表",
	.size = sizeof(struct typed),
	.fields = typed_fields,
	.nfields = COUNT(typed_fields),
	.read = STATISTICS_READ,
	.write = STATISTICS_READ,
};

struct line {
	const char *title, *url, *state, *prepared, *approved, *rule;
};

struct list {
	const struct html *faults, *hidden, *from, *to, *reason, *classes,
	    *thresholds, *zeros;
	struct html_list lines;
	bool may_write;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, title),
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, state),
	SLOT_TEXT(line, prepared),
	SLOT_TEXT(line, approved),
	SLOT_TEXT(line, rule),
};

static const struct slot list_slots[] = {
	SLOT_HTML(list, faults),
	SLOT_HTML(list, hidden),
	SLOT_HTML(list, from),
	SLOT_HTML(list, to),
	SLOT_HTML(list, reason),
	SLOT_HTML(list, classes),
	SLOT_HTML(list, thresholds),
	SLOT_HTML(list, zeros),
	SLOT_LIST(list, lines, line_slots, struct line),
	SLOT_FLAG(list, may_write),
};

TEMPLATE(release_list_page, "src/features/publishing/release_list.html",
    list_slots);

static const struct choice thresholds[] = {
	{ "3", "3より少ない数" }, { "5", "5より少ない数" },
	{ "10", "10より少ない数" },
};

static const struct choice zeros[] = {
	{ "shown", "0は見せる" }, { "hidden", "0も伏せる" },
};

const char *
release_state_label(const struct release *rel)
{
	return release_is(rel, "draft") ? "承認待ち" :
	    release_is(rel, "approved") ? "承認済み" : "取り下げ";
}

const char *
release_rule_label(struct arena *mem, const struct release *rel)
{
	return arena_fmt(mem, "%lldより少ない数を伏せる。%s",
	    (long long)rel->rule.k, rel->rule.zeros ? "0は見せる。" : "0も伏せる。");
}

static struct line
line_of(struct request *r, const struct release *rel)
{
	return (struct line){ release_title(r->mem, rel),
	    arena_fmt(r->mem, "/releases/%s", rel->id),
	    release_state_label(rel), arena_fmt(r->mem, "%s %s",
	    date_era(r->mem, rel->prepared_on), rel->prepared_name),
	    rel->approved_on ? arena_fmt(r->mem, "%s %s",
	    date_era(r->mem, rel->approved_on), rel->approved_name) : "",
	    release_rule_label(r->mem, rel) };
}

/* The year that ended last, hidden as the pack says, until it is changed. */
static struct typed
proposed(struct request *r)
{
	int year = date_fiscal_year(r->today) - 1;

	return (struct typed){ .from = date_fiscal_start(r->mem, year),
	    .to = date_fiscal_end(r->mem, year),
	    .k = arena_fmt(r->mem, "%lld", (long long)report_threshold(r)),
	    .zeros = report_shows_zeros(r) ? "shown" : "hidden" };
}

static const struct html *
classes_choices(struct request *r, const char *chosen)
{
	int year = date_fiscal_year(r->today);
	struct choice choices[8];
	size_t n = 0;

	for (int i = 0; i < 8; i++)
		choices[n++] = (struct choice){
		    arena_fmt(r->mem, "%d", year - i),
		    arena_fmt(r->mem, "%sの分類にそろえる",
		    date_fiscal_label(r->mem, year - i)) };
	return form_choices(r, choices, n, chosen, "当時の分類のまま");
}

static enum result
show(struct request *r, const struct typed *typed)
{
	struct crumb crumbs[] = { { "統計", "/statistics" },
	    { "統計の公表", NULL } };
	struct page page = { .title = "統計の公表", .menu = "/statistics",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct release_list all;
	struct line *lines;
	struct list p;
	enum result rc = release_sql_all(r, &all);

	if (rc)
		return rc;
	lines = arena_array(r->mem, all.n + 1, sizeof(*lines));
	for (size_t i = 0; i < all.n; i++)
		lines[i] = line_of(r, &all.at[i]);
	r->reading = &typed_record;
	p = (struct list){ .faults = form_faults(r),
	    .hidden = form_hidden(r, 0),
	    .from = form_field(r, &typed_fields[0], typed),
	    .to = form_field(r, &typed_fields[1], typed),
	    .reason = form_field(r, &typed_fields[2], typed),
	    .classes = classes_choices(r, typed->restated),
	    .thresholds = form_choices(r, thresholds, COUNT(thresholds),
	    typed->k, NULL),
	    .zeros = form_choices(r, zeros, COUNT(zeros),
	    typed->zeros, NULL),
	    .lines = { lines, all.n },
	    .may_write = access_centre_writes(r) };
	return page_show(r, &page, &release_list_page, &p);
}

enum result
release_list_get(struct request *r)
{
	struct typed typed = proposed(r);

	return show(r, &typed);
}

static bool
is_choice(const struct choice *choices, size_t n, const char *typed)
{
	for (size_t i = 0; typed && i < n; i++) {
		if (strcmp(choices[i].value, typed) == 0)
			return true;
	}
	return false;
}

static enum result
read_typed(struct request *r, struct typed *typed, struct release *rel)
{
	int64_t year = 0;
	enum result rc = record_read(r, &typed_record, typed);

	if (!is_choice(thresholds, COUNT(thresholds), typed->k) ||
	    !text_number(typed->k, &rel->rule.k))
		request_fault(r, "k", "not_a_choice");
	if (!is_choice(zeros, COUNT(zeros), typed->zeros))
		request_fault(r, "zeros", "not_a_choice");
	else
		rel->rule.zeros = strcmp(typed->zeros, "shown") == 0;
	if (!text_blank(typed->restated) &&
	    (!text_number(typed->restated, &year) || year < 1989 ||
	    year > 2199))
		request_fault(r, "restated", "not_a_choice");
	rel->restated = (int)year;
	rel->from = typed->from;
	rel->to = typed->to;
	rel->reason = text_blank(typed->reason) ? NULL : typed->reason;
	return rc ? rc : r->nfaults ? INVALID : OK;
}

static enum result
keep(struct request *r, struct release *rel, const char **see)
{
	enum result rc;

	deed_begin(r);
	rc = release_prepare(r, rel);
	if (rc) {
		db_rollback(r->db);
		return rc;
	}
	*see = request_saying(r, arena_fmt(r->mem, "/releases/%s", rel->id),
	    "release_prepared");
	return deed_commit(r, *see);
}

enum result
release_post(struct request *r)
{
	struct typed typed = { 0 };
	struct release rel = { 0 };
	const char *see = "/releases";
	enum result rc, shown;

	if (!access_centre_writes(r))
		return DENIED;
	rc = read_typed(r, &typed, &rel);
	if (!rc)
		rc = keep(r, &rel, &see);
	if (rc != INVALID)
		return request_see(r, rc, see);
	shown = show(r, &typed);
	return shown ? shown : INVALID;
}
