#include <string.h>

#include "app/codes.h"
#include "app/open.h"
#include "app/page.h"
#include "base/date.h"
#include "public/gone.h"
#include "public/public.h"
#include "public/public_sql.h"
#include "public/words.h"

/* GET /services/ID: all that is published of one service. */

enum { MAX_FACTS = 24, MAX_ANSWERS = 64 };

struct fact {
	const char *label, *text, *call, *link;
};

struct told_answer {
	const char *label, *answer, *terms, *class, *from;
};

struct other {
	const char *url, *name;
};

struct facility {
	const char *title, *kind, *town, *state, *phone, *confirmed, *map,
	    *modified;
	struct html_list facts, cares, criteria, others;
	const struct html *board;
	bool any_care, any_criterion, any_other;
};

static const struct slot fact_slots[] = {
	SLOT_TEXT(fact, label),
	SLOT_TEXT(fact, text),
	SLOT_TEXT(fact, call),
	SLOT_TEXT(fact, link),
};

static const struct slot answer_slots[] = {
	SLOT_TEXT(told_answer, label),
	SLOT_TEXT(told_answer, answer),
	SLOT_TEXT(told_answer, terms),
	SLOT_TEXT(told_answer, class),
	SLOT_TEXT(told_answer, from),
};

static const struct slot other_slots[] = {
	SLOT_TEXT(other, url),
	SLOT_TEXT(other, name),
};

static const struct slot facility_slots[] = {
	SLOT_TEXT(facility, title),
	SLOT_TEXT(facility, kind),
	SLOT_TEXT(facility, town),
	SLOT_TEXT(facility, state),
	SLOT_TEXT(facility, phone),
	SLOT_TEXT(facility, confirmed),
	SLOT_TEXT(facility, map),
	SLOT_TEXT(facility, modified),
	SLOT_LIST(facility, facts, fact_slots, struct fact),
	SLOT_LIST(facility, cares, answer_slots, struct told_answer),
	SLOT_LIST(facility, criteria, answer_slots, struct told_answer),
	SLOT_LIST(facility, others, other_slots, struct other),
	SLOT_HTML(facility, board),
	SLOT_FLAG(facility, any_care),
	SLOT_FLAG(facility, any_criterion),
	SLOT_FLAG(facility, any_other),
};

static TEMPLATE(facility_page, "src/public/facility.html", facility_slots);

static const char *
number_words(struct request *r, const struct rows *s, const char *column,
    const char *unit, int64_t no_end)
{
	int64_t n = public_number(s, 0, column);

	if (!n)
		return NULL;
	return n >= no_end ? "上限なし" : arena_fmt(r->mem, "%lld%s",
	    (long long)n, unit);
}

static const char *
week_words(struct request *r, const struct rows *s, const char *column)
{
	const char *week = rows_cell(s, 0, column);

	return week ? week_label(r->mem, week) : NULL;
}

static const char *
first(const struct rows *s, const char *own, const char *place)
{
	const char *value = rows_cell(s, 0, own);

	return value ? value : rows_cell(s, 0, place);
}

static const char *
postal(struct request *r, const struct rows *s)
{
	const char *p = rows_cell(s, 0, "place_postal");
	const char *address = rows_cell(s, 0, "place_address");

	if (!address)
		return NULL;
	return p ? arena_fmt(r->mem, "〒%s　%s", p, address) : address;
}

/* A link goes where the facility said, by http alone. */
static const char *
safe_link(const char *url)
{
	return url && (strncmp(url, "https://", 8) == 0 ||
	    strncmp(url, "http://", 7) == 0) ? url : NULL;
}

static struct html_list
facts_of(struct request *r, const struct rows *s)
{
	const char *phone = first(s, "phone", "place_phone");
	const char *url = rows_cell(s, 0, "place_url");
	const struct fact all[] = {
		{ "事業所", rows_cell(s, 0, "place_name"), NULL, NULL },
		{ "フリガナ", rows_cell(s, 0, "place_kana"), NULL, NULL },
		{ "法人", rows_cell(s, 0, "org_name"), NULL, NULL },
		{ "事業所番号など", rows_cell(s, 0, "number"), NULL, NULL },
		{ "住所", postal(r, s), NULL, NULL },
		{ "電話", phone, phone, NULL },
		{ "ファクス", rows_cell(s, 0, "place_fax"), NULL, NULL },
		{ "メール", first(s, "mail", "place_mail"), NULL, NULL },
		{ "ホームページ", url, NULL, safe_link(url) },
		{ "受付の窓口", rows_cell(s, 0, "contact"), NULL, NULL },
		{ "受け入れる年齢", public_ages(r, public_number(s, 0,
		    "age_from"), public_number(s, 0, "age_below")), NULL, NULL },
		{ "定員", number_words(r, s, "capacity", "人", INT64_MAX), NULL,
		    NULL },
		{ "体重の上限", number_words(r, s, "weight_max", "kg",
		    WEIGHT_ANY), NULL, NULL },
		{ "開いている時間", week_words(r, s, "opening"), NULL, NULL },
		{ "開いている時間の補足", rows_cell(s, 0, "opening_note"), NULL,
		    NULL },
		{ "看護職員のいる時間", week_words(r, s, "nurse_hours"), NULL,
		    NULL },
		{ "お知らせ", rows_cell(s, 0, "note"), NULL, NULL },
	};
	struct fact *told = arena_array(r->mem, COUNT(all), sizeof(*told));
	size_t n = 0;

	for (size_t i = 0; i < COUNT(all); i++) {
		if (all[i].text && *all[i].text)
			told[n++] = all[i];
	}
	return (struct html_list){ told, n };
}

static size_t
answer_at(const struct rows *answers, const char *criterion)
{
	size_t i = 0;

	while (i < answers->nrows && strcmp(rows_cell(answers, i, "criterion"),
	    criterion) != 0)
		i++;
	return i;
}

/* Of the fourteen all, for unknown is an answer too; of others, those told. */
static struct html_list
answers_of(struct request *r, const char *list, const struct rows *answers,
    bool all)
{
	size_t ncodes, n = 0;
	const struct code *codes = codes_list(r->codes, list, &ncodes);
	struct told_answer *told = arena_array(r->mem, ncodes + 1,
	    sizeof(*told));

	for (size_t i = 0; i < ncodes; i++) {
		size_t at = answer_at(answers, codes[i].code);
		bool known = at < answers->nrows;
		enum answered a = known ? answer_of(rows_cell(answers, at,
		    "answer")) : ANSWER_UNKNOWN;

		if ((!known && !all) || !code_valid(&codes[i], r->today))
			continue;
		told[n++] = (struct told_answer){ codes[i].label,
			public_answer(a), known ? rows_cell(answers, at, "terms") :
			NULL, public_answer_class(a), known ? arena_fmt(r->mem,
			"%s・%s", date_long(r->mem, rows_cell(answers, at,
			"confirmed_on")), codes_label(r->codes,
			"directory_source", rows_cell(answers, at, "source"))) :
			NULL };
	}
	return (struct html_list){ told, n };
}

static enum result
others_of(struct request *r, const struct rows *s, struct facility *f)
{
	struct rows rows = { 0 };
	struct other *all;
	enum result rc = public_sql_beside(r, rows_cell(s, 0, "location"),
	    rows_cell(s, 0, "id"), &rows);

	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *kind = codes_label(r->codes, "service_kind",
		    rows_cell(&rows, i, "kind"));
		const char *name = rows_cell(&rows, i, "name");

		all[i] = (struct other){ arena_fmt(r->mem, "/services/%s",
		    rows_cell(&rows, i, "id")), name ? arena_fmt(r->mem,
		    "%s（%s）", kind, name) : kind };
	}
	f->others = (struct html_list){ all, rows.nrows };
	f->any_other = rows.nrows > 0;
	return rc;
}

static enum result
board_of(struct request *r, const char *id, struct facility *f)
{
	struct rows rooms = { 0 };
	struct board_view view;
	enum result rc = public_sql_rooms(r, id, &rooms);

	if (rc || !rooms.nrows)
		return rc;
	rc = board_view_of(r, &rooms, &view);
	if (!rc)
		f->board = board_table(r, &view, true);
	return rc;
}

static void
fill(struct request *r, const struct rows *s, const struct rows *answers,
    struct facility *f)
{
	const char *status = rows_cell(s, 0, "status");
	const char *municipality = rows_cell(s, 0, "municipality");

	f->title = public_name(r, rows_cell(s, 0, "name"), rows_cell(s, 0,
	    "place_name"));
	f->kind = codes_label(r->codes, "service_kind", rows_cell(s, 0,
	    "kind"));
	f->town = codes_town(r->codes, r->mem, municipality,
	    r->today);
	f->state = strcmp(status, "active") ? codes_label(r->codes,
	    "service_status", status) : NULL;
	f->phone = first(s, "phone", "place_phone");
	f->confirmed = public_confirmed(r, rows_cell(s, 0, "confirmed_on"));
	f->modified = date_long(r->mem, date_of_instant(r->mem, rows_cell(s, 0,
	    "modified_at")));
	f->map = municipality ? arena_fmt(r->mem, "/map?municipality=%s#s-%s",
	    municipality, rows_cell(s, 0, "id")) : NULL;
	f->facts = facts_of(r, s);
	f->cares = answers_of(r, "care", answers, true);
	f->criteria = answers_of(r, "criterion", answers, false);
	f->any_care = f->cares.n > 0;
	f->any_criterion = f->criteria.n > 0;
}

static enum result
facility_get(struct request *r)
{
	struct rows s = { 0 }, answers = { 0 };
	struct facility f = { 0 };
	struct crumb crumbs[] = { { "受入れ先を探す", "/services" },
		{ NULL, NULL } };
	struct page page = { .menu = "/services", .crumbs = crumbs,
		.ncrumbs = COUNT(crumbs) };
	enum result rc = public_sql_service(r, r->arg[0], &s);

	if (!rc)
		rc = public_sql_answers(r, public_ids(r->mem, &s), &answers);
	if (rc)
		return rc == MISSING ? public_gone(r, r->arg[0],
		    "終わったサービスです") : rc;
	fill(r, &s, &answers, &f);
	rc = board_of(r, r->arg[0], &f);
	if (!rc)
		rc = others_of(r, &s, &f);
	if (rc)
		return rc;
	page.title = crumbs[1].label = arena_fmt(r->mem, "%s　%s", f.title,
	    f.kind);
	return page_show(r, &page, &facility_page, &f);
}

static const struct route routes[] = {
	{ "GET", "/services/*", EVERYONE, facility_get },
};

extern const struct feature public_facility_feature;
const struct feature public_facility_feature = {
	.name = "facility",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&facility_page, &board_table_part),
};
