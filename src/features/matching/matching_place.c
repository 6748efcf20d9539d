#include "features/matching/matching_place.h"

#include "app/codes.h"
#include "app/distance.h"
#include "base/date.h"

struct reason {
	const char *label, *says, *mark, *sign, *terms, *when, *more;
};

static const struct slot reason_slots[] = {
	SLOT_TEXT(reason, label),
	SLOT_TEXT(reason, says),
	SLOT_TEXT(reason, mark),
	SLOT_TEXT(reason, sign),
	SLOT_TEXT(reason, terms),
	SLOT_TEXT(reason, when),
	SLOT_TEXT(reason, more),
};

const struct slot matching_place_slots[PLACE_SLOTS] = {
	SLOT_TEXT(place_row, id),
	SLOT_TEXT(place_row, url),
	SLOT_TEXT(place_row, name),
	SLOT_TEXT(place_row, kind),
	SLOT_TEXT(place_row, town),
	SLOT_TEXT(place_row, way),
	SLOT_TEXT(place_row, phone),
	SLOT_TEXT(place_row, fresh),
	SLOT_TEXT(place_row, group),
	SLOT_LIST(place_row, reasons, reason_slots, struct reason),
	SLOT_FLAG(place_row, choosable),
};

static const char *
fresh_words(struct request *r, const char *day)
{
	int days = day ? date_days_between(day, r->today) : 0;

	if (!day)
		return "公開情報のまま、まだ確かめていません";
	return arena_fmt(r->mem, "%sに確認（%d日前）", date_era(r->mem, day), days);
}

static struct html_list
reasons_of(struct request *r, const struct finding *f,
    const struct facts *facts, const struct candidate *one)
{
	static const char *const signs[] = { "yes", "terms", "unknown", "no" };
	struct match_verdict v;
	struct reason *all;

	match_decide(&f->need, &one->offer, &v);
	all = arena_array(r->mem, v.nreasons + 1, sizeof(*all));
	for (size_t i = 0; i < v.nreasons; i++) {
		struct said s;

		matching_say(r, f, one, facts, &v.reasons[i], &s);
		all[i] = (struct reason){ s.label, s.says, s.mark,
			signs[v.reasons[i].fit], s.terms, s.when, s.more };
	}
	return (struct html_list){ all, v.nreasons };
}

struct place_row
matching_place(struct request *r, const struct finding *f,
    const struct facts *facts, const struct candidate *one)
{
	const struct municipality *m = codes_municipality(r->codes,
	    one->municipality);
	struct distance d = { one->km, one->minutes, false };

	return (struct place_row){ .id = one->id,
		.url = arena_fmt(r->mem, "/services/%s", one->id),
		.name = one->place,
		.kind = codes_label(r->codes, "service_kind", one->kind),
		.town = m ? m->name : "市町村不明",
		.way = one->km < 0 ? NULL : distance_words(r->mem, &d),
		.phone = one->phone,
		.fresh = fresh_words(r, one->confirmed_on),
		.group = matching_group(one->match.fit),
		.reasons = reasons_of(r, f, facts, one),
		.choosable = one->match.fit != FIT_NO };
}
