#include "features/directory/directory_sheet.h"

#include <string.h>

#include "app/text_map.h"
#include "base/geo.h"
#include "features/directory/directory_week.h"

/* Of a criterion: where its answer stands. */
struct asked {
	const char *criterion;
	int slot;
};

struct sheet {
	struct arena *mem;
	struct wish wish;
	struct text_map *providers;	/* id -> name */
	struct text_map *terms;		/* "service|criterion" -> terms */
	const char *headings[SHEET_COLUMNS];
	struct asked asked[SHEET_COLUMNS];
	size_t nasked;
	int64_t offset;
};

/* One row while it is written. */
struct row {
	struct request *r;
	struct sheet *sheet;
	struct service s;
	struct place p;
	const char *answers;
};

static const char *
coded(struct request *r, const char *list, const char *code)
{
	return code ? codes_label(r->codes, list, code) : "";
}

static const char *
number(struct row *x, int64_t n)
{
	return n ? arena_fmt(x->r->mem, "%lld", (long long)n) : "";
}

static const char *name(struct row *x) { return x->p.name; }
static const char *kana(struct row *x) { return x->p.kana; }
static const char *own_name(struct row *x) { return x->s.name; }
static const char *kind(struct row *x)
{
	return coded(x->r, "service_kind", x->s.kind);
}
static const char *office(struct row *x) { return x->s.number; }
static const char *status(struct row *x)
{
	return coded(x->r, "service_status", x->s.status);
}
static const char *town(struct row *x)
{
	const struct municipality *m = x->p.municipality ?
	    codes_municipality(x->r->codes, x->p.municipality) : NULL;

	return m ? m->name : "";
}
static const char *region(struct row *x)
{
	return x->p.municipality ? coded(x->r, "region",
	    codes_region(x->r->codes, x->p.municipality, x->r->today)) : "";
}
static const char *postal(struct row *x) { return x->p.postal; }
static const char *address(struct row *x) { return x->p.address; }
static const char *north(struct row *x)
{
	return x->p.lat ? geo_text(x->r->mem, x->p.lat) : "";
}
static const char *east(struct row *x)
{
	return x->p.lng ? geo_text(x->r->mem, x->p.lng) : "";
}
static const char *phone(struct row *x)
{
	return x->s.phone ? x->s.phone : x->p.phone;
}
static const char *fax(struct row *x) { return x->p.fax; }
static const char *mail(struct row *x)
{
	return x->s.mail ? x->s.mail : x->p.mail;
}
static const char *url(struct row *x) { return x->p.url; }
static const char *contact(struct row *x) { return x->s.contact; }
static const char *provider(struct row *x)
{
	return x->p.provider ? text_map_get(x->sheet->providers,
	    x->p.provider) : NULL;
}
static const char *capacity(struct row *x)
{
	return number(x, x->s.capacity);
}
static const char *ages(struct row *x)
{
	return directory_ages(x->r->mem, &x->s);
}
static const char *weight(struct row *x)
{
	return x->s.weight_max >= WEIGHT_ANY ? "上限なし" :
	    number(x, x->s.weight_max);
}
static const char *opening(struct row *x)
{
	return week_label(x->r->mem, x->s.opening);
}
static const char *opening_note(struct row *x) { return x->s.opening_note; }
static const char *nurse(struct row *x)
{
	return week_label(x->r->mem, x->s.nurse_hours);
}
static const char *note(struct row *x) { return x->s.note; }
static const char *shown_to(struct row *x)
{
	return coded(x->r, "visibility", x->s.shown_to);
}
static const char *confirmed(struct row *x) { return x->s.confirmed_on; }

/* What people read, by the words of the pages. */
static const struct told_column {
	const char *heading;
	const char *(*cell)(struct row *);	/* may be NULL */
} told[] = {
	{ "事業所・施設の名前", name }, { "フリガナ", kana },
	{ "サービスの名前", own_name }, { "サービスの種別", kind },
	{ "事業所番号", office }, { "状態", status }, { "市町村", town },
	{ "圏域", region }, { "郵便番号", postal },
	{ "住所（町名から）", address }, { "緯度", north }, { "経度", east },
	{ "電話", phone }, { "FAX", fax }, { "メール", mail },
	{ "ホームページ", url }, { "担当者", contact }, { "法人名", provider },
	{ "定員", capacity }, { "受け入れる年齢", ages },
	{ "受け入れる体重の上限（kg）", weight },
	{ "利用できる曜日と時間", opening },
	{ "曜日・時間の注意", opening_note },
	{ "看護職員のいる曜日と時間", nurse }, { "案内", note },
	{ "見せる範囲", shown_to }, { "最後に確認した日", confirmed },
};

static const char *
answer(struct row *x, const struct asked *a)
{
	struct request *r = x->r;
	enum answered says = directory_answer(x->answers, a->slot,
	    directory_reach(r));
	const char *label = codes_label(r->codes, "capability_answer",
	    answer_code(says));
	const char *terms = says != ANSWER_TERMS ? NULL :
	    text_map_get(x->sheet->terms, arena_fmt(r->mem, "%s|%s", x->s.id,
	    a->criterion));

	return terms ? arena_fmt(r->mem, "%s（%s）", label, terms) : label;
}

static void
write_row(struct row *x, const char **cells)
{
	for (size_t i = 0; i < COUNT(told); i++) {
		const char *cell = told[i].cell(x);

		cells[i] = cell ? cell : "";
	}
	for (size_t i = 0; i < x->sheet->nasked; i++)
		cells[COUNT(told) + i] = answer(x, &x->sheet->asked[i]);
}

static enum result
load_providers(struct request *r, struct sheet *s)
{
	struct rows rows = { 0 };
	enum result rc = directory_sql_providers(r, &rows);

	s->providers = text_map_new(s->mem, rows.nrows + 16);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct provider l;

		if (record_load(r, &provider_record, &rows, i, &l) && l.name)
			text_map_put(s->providers, arena_text(s->mem, l.id),
			    arena_text(s->mem, l.name));
	}
	return rc;
}

static enum result
load_terms(struct request *r, struct sheet *s)
{
	struct rows rows = { 0 };
	enum result rc = directory_sql_terms(r, &rows);

	s->terms = text_map_new(s->mem, rows.nrows + 16);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *const *c = rows.cells + i * rows.ncols;

		if (reach_of(c[3]) <= directory_reach(r))
			text_map_put(s->terms, arena_fmt(s->mem, "%s|%s", c[0],
			    c[1]), arena_text(s->mem, c[2]));
	}
	return rc;
}

/* What is copied outlives the request: the sheet may go out in pieces. */
static enum result
choose_columns(struct request *r, struct sheet *s)
{
	static const char *const lists[] = { "care", "criterion" };
	struct directory_slots *slots;
	enum result rc = directory_slots(r, &slots);
	size_t n;

	for (size_t i = 0; i < COUNT(told); i++)
		s->headings[i] = told[i].heading;
	for (size_t l = 0; !rc && l < COUNT(lists); l++) {
		const struct code *list = codes_list(r->codes, lists[l], &n);

		for (size_t i = 0; i < n; i++) {
			size_t at = COUNT(told) + s->nasked;

			if (!code_valid(&list[i], r->today) ||
			    at >= SHEET_COLUMNS)
				continue;
			s->headings[at] = arena_text(s->mem, list[i].label);
			s->asked[s->nasked++] = (struct asked){
			    arena_text(s->mem, list[i].code),
			    directory_slot(slots, list[i].code) };
		}
	}
	return rc;
}

static const char *
kept(struct arena *mem, const char *s)
{
	return s ? arena_text(mem, s) : NULL;
}

enum result
directory_sheet_open(struct request *r, struct arena *mem,
    const struct wish *w, struct sheet **out)
{
	struct sheet *s = arena_take(mem, sizeof(*s));
	enum result rc;

	s->mem = mem;
	s->wish = (struct wish){ .q = kept(mem, w->q),
	    .region = kept(mem, w->region),
	    .municipality = kept(mem, w->municipality),
	    .kind = kept(mem, w->kind), .criterion = kept(mem, w->criterion),
	    .answer = kept(mem, w->answer), .fresh = kept(mem, w->fresh),
	    .status = kept(mem, w->status) };
	*out = s;
	rc = load_providers(r, s);
	if (!rc)
		rc = load_terms(r, s);
	return rc ? rc : choose_columns(r, s);
}

size_t
directory_sheet_width(const struct sheet *s)
{
	return COUNT(told) + s->nasked;
}

const char *const *
directory_sheet_headings(const struct sheet *s)
{
	return s->headings;
}

enum result
directory_sheet_next(struct request *r, struct sheet *s, size_t most,
    const char *const **cells, size_t *n)
{
	size_t width = directory_sheet_width(s);
	const char **all = arena_array(r->mem, most * width + 1, sizeof(*all));
	struct rows services = { 0 }, places = { 0 };
	enum result rc = directory_sql_list(r, &s->wish, (int64_t)most,
	    s->offset, &services);

	*cells = all;
	*n = 0;
	if (!rc)
		rc = directory_sql_list_places(r, &s->wish, (int64_t)most,
		    s->offset, &places);
	if (rc || places.nrows != services.nrows)
		return rc ? rc : BROKEN;
	s->offset += (int64_t)services.nrows;
	for (size_t i = 0; i < services.nrows; i++) {
		struct row x = { .r = r, .sheet = s,
		    .answers = rows_cell(&services, i, "answers") };

		if (record_load(r, &service_record, &services, i, &x.s) &&
		    record_load(r, &place_record, &places, i, &x.p))
			write_row(&x, all + (*n)++ * width);
	}
	return OK;
}
