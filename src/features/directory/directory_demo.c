#include <string.h>

#include "app/codes.h"
#include "app/demo.h"
#include "base/date.h"
#include "features/directory/directory_page.h"

/*
 * About four hundred services in all municipalities, with names that nobody
 * could take for real ones: what open data say, what surveys of three years
 * answered, and what the centre heard on the telephone.
 */
enum { DEMO_PROVIDERS = 48, DEMO_PLACES = 262, SURVEYS = 3, DEMO_SEED = 40 };

static const char *const words[] = { "見本", "例示", "架空", "仮名", "想定",
    "模擬", "試作", "雛形" };

/* What stands together at one place, how often, and how much it dares. */
struct sort {
	const char *kinds[4];
	const char *called;
	size_t often;			/* in a hundred */
	size_t able;			/* of ten answers, about */
	bool nights;
	int64_t from, below, capacity;
};

static const struct sort sorts[] = {
	{ { "child_development", "after_school" }, "こどもデイ", 24, 4, false,
	    0, 216, 10 },
	{ { "after_school" }, "放課後ひろば", 10, 3, false, 72, 216, 10 },
	{ { "child_development", "after_school", "nursery_visit" },
	    "発達支援センター", 8, 6, false, 0, 216, 15 },
	{ { "short_stay_welfare" }, "ショートステイ", 8, 3, true, 36, 216, 4 },
	{ { "short_stay_medical", "hospital" }, "病院", 6, 8, true, 0, 216, 3 },
	{ { "visiting_nurse" }, "訪問看護ステーション", 14, 8, false, 0, 1200,
	    0 },
	{ { "nursery" }, "こども園", 10, 2, false, 6, 84, 90 },
	{ { "child_consultation", "consultation" }, "相談室", 8, 5, false, 0,
	    1200, 0 },
	{ { "clinic", "home_doctor" }, "医院", 6, 7, false, 0, 1200, 0 },
	{ { "special_school" }, "支援学校", 3, 6, false, 72, 228, 120 },
	{ { "home_development" }, "訪問療育", 3, 7, false, 0, 72, 5 },
};

struct demo {
	struct request *r;
	struct dice d;
	const char *providers[DEMO_PROVIDERS];
	const struct municipality *towns;
	size_t ntowns;
	size_t count;
};

static const char *
days_ago(const struct demo *m, size_t days)
{
	return date_add_days(m->r->mem, m->r->today, -(int)days);
}

static enum result
add_providers(struct demo *m)
{
	struct origin from = { SOURCE_OPEN, days_ago(m, 235), "WAM NET" };
	enum result rc = OK;

	for (size_t i = 0; !rc && i < DEMO_PROVIDERS; i++) {
		struct provider p = {
			.name = arena_fmt(m->r->mem, "%s福祉会（架空%zu）",
			    dice_pick(&m->d, words, COUNT(words)), i + 1),
			.kana = "カクウフクシカイ",
			.number = arena_fmt(m->r->mem, "0000000%06zu", i + 1),
			.phone = demo_phone(m->r, arena_fmt(m->r->mem, "040-%04zu", i + 1)),
		};

		rc = directory_add(m->r, &provider_record, &p, &from);
		m->providers[i] = p.id;
	}
	return rc;
}

static const struct sort *
some_sort(struct demo *m)
{
	size_t at = dice_below(&m->d, 100);

	for (size_t i = 0; i < COUNT(sorts); i++) {
		if (at < sorts[i].often)
			return &sorts[i];
		at -= sorts[i].often;
	}
	return &sorts[0];
}

/* Half of them in the three towns where most people live. */
static const struct municipality *
some_town(struct demo *m, size_t i)
{
	size_t at = i < m->ntowns ? i : i % 2 ? dice_below(&m->d, 3) :
	    dice_below(&m->d, m->ntowns);

	return &m->towns[at];
}

static const char *
answer_for(struct demo *m, const struct sort *s, const char *criterion,
    size_t year, const char **terms)
{
	static const char *const conditions[] = {
		"看護師のいる日に限る", "事前の見学と手技の確認が必要",
		"医師の指示書があるとき", "1日1人まで", "家族の付き添いがあるとき",
	};
	size_t roll = dice_below(&m->d, 12);

	*terms = NULL;
	if (strcmp(criterion, "night") == 0)
		return s->nights ? "yes" : "no";
	if (roll < s->able + year - 1)
		return "yes";
	if (roll < s->able + year + 1) {
		*terms = dice_pick(&m->d, conditions, COUNT(conditions));
		return "terms";
	}
	return roll == 11 ? "unknown" : "no";
}

/* The answers to one survey, or on the telephone; not all questions. */
static enum result
answer_all(struct demo *m, const struct sort *s, const char *service,
    const struct origin *from, size_t year)
{
	static const char *const lists[] = { "care", "criterion" };
	struct claim claims[64];
	size_t n = 0;

	for (size_t l = 0; l < COUNT(lists); l++) {
		size_t ncodes;
		const struct code *list = codes_list(m->r->codes, lists[l],
		    &ncodes);

		for (size_t i = 0; i < ncodes && n < COUNT(claims); i++) {
			struct claim c = { .field = list[i].code };

			c.value = answer_for(m, s, c.field, year, &c.terms);
			if (dice_below(&m->d, 5) && strcmp(c.value, "unknown"))
				claims[n++] = c;
		}
	}
	return directory_offer(m->r, &service_record, service, 0, from, claims,
	    n);
}

static enum result
ask_service(struct demo *m, const struct sort *s, const char *service)
{
	struct origin from = { .source = SOURCE_SURVEY,
	    .told_by = "受入状況調査（架空）" };
	enum result rc = OK;

	/* One in six has never answered anything. */
	if (m->count % 6 == 5)
		return OK;
	for (size_t year = 0; !rc && year < SURVEYS; year++) {
		from.confirmed_on = days_ago(m, 60 + 365 *
		    (SURVEYS - 1 - year) + dice_below(&m->d, 30));
		if (dice_below(&m->d, 4))
			rc = answer_all(m, s, service, &from, year);
	}
	if (rc || m->count % 3)
		return rc;
	from = (struct origin){ SOURCE_HAND, days_ago(m,
	    dice_below(&m->d, 240)), "電話（担当：架空 花子）" };
	return answer_all(m, s, service, &from, SURVEYS - 1);
}

/* What a newer file says against the telephone, or lacks: waits for somebody. */
static enum result
propose_some(struct demo *m, const struct service *v)
{
	struct origin from = { SOURCE_OPEN, m->r->today, "WAM NET" };
	struct claim more = { .field = "capacity", .value = arena_fmt(
	    m->r->mem, "%lld", (long long)v->capacity + 5) };
	struct claim gone = { .field = "status", .value = "closed",
	    .propose = true };

	if (m->count % 90 == 45)
		return directory_offer(m->r, &service_record, v->id, 0, &from,
		    &more, 1);
	if (m->count % 180 == 60)
		return directory_offer(m->r, &service_record, v->id, 0, &from,
		    &gone, 1);
	return OK;
}

static enum result
add_service(struct demo *m, const struct sort *s, const struct place *p,
    size_t place, size_t i)
{
	static const char *const weeks[] = {
		"mon 09:00-17:00,tue 09:00-17:00,wed 09:00-17:00,"
		    "thu 09:00-17:00,fri 09:00-17:00",
		"mon 09:00-18:00,tue 09:00-18:00,wed 09:00-18:00,"
		    "thu 09:00-18:00,fri 09:00-18:00,sat 09:00-16:00",
		"tue 10:00-16:00,thu 10:00-16:00",
	};
	struct origin from = { SOURCE_OPEN, days_ago(m, 235), "WAM NET" };
	struct service v = {
		.place = p->id,
		.kind = s->kinds[i],
		.number = arena_fmt(m->r->mem, "02990%05zu", place),
		.status = m->count % 67 == 66 ? "paused" : "active",
		.capacity = s->capacity,
		.opening = weeks[dice_below(&m->d, 2)],
		.age_from = s->from,
		.age_below = s->below,
		.note = i ? NULL : "見学は電話で予約してください（架空の案内）。",
		.visibility = m->count % 40 == 39 ? "supporters" : "public",
	};
	struct claim claims[] = {
		{ .field = "nurse_hours", .value = weeks[dice_below(&m->d, 3)] },
		{ .field = "contact", .value = "架空 担当" },
		{ .field = "weight_max", .value = "30" },
		{ .field = "memo", .value = "架空のメモ。電話は午後がつながりやすい。" },
	};
	enum result rc;

	if (m->count % 9 == 0)
		from = (struct origin){ SOURCE_HAND, days_ago(m,
		    dice_below(&m->d, 90)), "電話（担当：架空 花子）" };
	rc = directory_add(m->r, &service_record, &v, &from);
	if (!rc)
		rc = ask_service(m, s, v.id);
	if (!rc)
		rc = propose_some(m, &v);
	if (rc || m->count++ % 4)
		return rc;
	from = (struct origin){ SOURCE_HAND, days_ago(m,
	    dice_below(&m->d, 400)), "訪問（架空）" };
	return directory_offer(m->r, &service_record, v.id, 0, &from, claims,
	    COUNT(claims));
}

static enum result
add_place(struct demo *m, size_t i)
{
	const struct sort *s = some_sort(m);
	const struct municipality *town = some_town(m, i);
	const char *word = dice_pick(&m->d, words, COUNT(words));
	struct origin from = { SOURCE_OPEN, days_ago(m, 235), "WAM NET" };
	struct place p = {
		.name = arena_fmt(m->r->mem, "%s%s%zu", word, s->called, i + 1),
		.kana = arena_fmt(m->r->mem, "カクウ%zu", i + 1),
		.provider = m->providers[dice_below(&m->d, DEMO_PROVIDERS)],
		.postal = "030-0000",
		.municipality = town->code,
		.address = arena_fmt(m->r->mem, "架空町%zu丁目", i % 9 + 1),
		.phone = demo_phone(m->r, arena_fmt(m->r->mem, "041-%04zu", i + 1)),
		.fax = demo_phone(m->r, arena_fmt(m->r->mem, "042-%04zu", i + 1)),
		.url = i % 3 ? NULL : arena_fmt(m->r->mem,
		    "https://kakuu%zu.example.jp/", i + 1),
		.visibility = i % 50 == 49 ? "centre" : "public",
	};
	enum result rc;

	if (geo_known(town->at) && i % 7) {
		p.lat = town->at.lat + (int64_t)dice_below(&m->d, 4000) - 2000;
		p.lng = town->at.lng + (int64_t)dice_below(&m->d, 4000) - 2000;
		p.precise = i % 3 ? "exact" : "oaza";
	} else if (geo_known(town->at)) {
		p.lat = town->at.lat;
		p.lng = town->at.lng;
		p.precise = "city";
	}
	rc = directory_add(m->r, &place_record, &p, &from);
	for (size_t k = 0; !rc && k < COUNT(s->kinds) && s->kinds[k]; k++)
		rc = add_service(m, s, &p, i + 1, k);
	return rc;
}

enum result
directory_demo(struct request *r)
{
	struct demo m = { .r = r, .d = dice_new(DEMO_SEED) };
	enum result rc;

	m.towns = codes_municipalities(r->codes, &m.ntowns);
	if (!m.ntowns)
		return OK;
	rc = add_providers(&m);
	for (size_t i = 0; !rc && i < DEMO_PLACES; i++)
		rc = add_place(&m, i);
	return rc;
}
