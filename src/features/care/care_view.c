#include "features/care/care_view.h"

#include <string.h>

#include "app/codes.h"
#include "base/date.h"

/* The sum of it: hours, what is missing, the latest score. */
enum { URGENT_MINUTES = 120, SEVERE = 25, SEMI_SEVERE = 10 };

static const struct slot lack_slots[] = {
	SLOT_TEXT(care_lack_row, text),
};

static const struct slot device_slots[] = {
	SLOT_TEXT(care_device_row, url),
	SLOT_TEXT(care_device_row, kind),
	SLOT_TEXT(care_device_row, model),
	SLOT_TEXT(care_device_row, internal),
	SLOT_TEXT(care_device_row, beside),
	SLOT_TEXT(care_device_row, minutes),
	SLOT_TEXT(care_device_row, watts),
	SLOT_TEXT(care_device_row, supplier),
	SLOT_TEXT(care_device_row, phone),
	SLOT_TEXT(care_device_row, checked),
	SLOT_TEXT(care_device_row, note),
	SLOT_TEXT(care_device_row, removed),
};

static const struct slot supply_slots[] = {
	SLOT_TEXT(care_supply_row, item),
	SLOT_TEXT(care_supply_row, amount),
	SLOT_TEXT(care_supply_row, checked),
};

static const struct slot assessment_slots[] = {
	SLOT_TEXT(care_assessment_row, url),
	SLOT_TEXT(care_assessment_row, on_day),
	SLOT_TEXT(care_assessment_row, instrument),
	SLOT_TEXT(care_assessment_row, total),
	SLOT_TEXT(care_assessment_row, printed),
	SLOT_TEXT(care_assessment_row, granted),
	SLOT_TEXT(care_assessment_row, until),
	SLOT_TEXT(care_assessment_row, state),
};

const struct slot care_view_slots[CARE_VIEW_SLOTS] = {
	SLOT_TEXT(care_view, child),
	SLOT_TEXT(care_view, name),
	SLOT_TEXT(care_view, minutes),
	SLOT_TEXT(care_view, first),
	SLOT_TEXT(care_view, oxygen),
	SLOT_TEXT(care_view, watts),
	SLOT_TEXT(care_view, score),
	SLOT_TEXT(care_view, granted),
	SLOT_TEXT(care_view, differs),
	SLOT_TEXT(care_view, more),
	SLOT_FLAG(care_view, urgent),
	SLOT_FLAG(care_view, empty),
	SLOT_FLAG(care_view, may_write),
	SLOT_FLAG(care_view, has_devices),
	SLOT_FLAG(care_view, any_lacks),
	SLOT_FLAG(care_view, any_supplies),
	SLOT_FLAG(care_view, any_assessments),
	SLOT_FLAG(care_view, any_past),
	SLOT_NUMBER(care_view, nlacks),
	SLOT_NUMBER(care_view, npast),
	SLOT_LIST(care_view, lacks, lack_slots, struct care_lack_row),
	SLOT_LIST(care_view, devices, device_slots, struct care_device_row),
	SLOT_LIST(care_view, supplies, supply_slots, struct care_supply_row),
	SLOT_LIST(care_view, assessments, assessment_slots,
	    struct care_assessment_row),
	SLOT_LIST(care_view, past, device_slots, struct care_device_row),
};

static const char *
severe_text(struct request *r, const struct assessment *a)
{
	bool seated = a->severe_seated && strcmp(a->severe_seated, "1") == 0;
	const char *means = "";

	if (seated && a->severe_total >= SEVERE)
		means = "（超重症児）";
	else if (seated && a->severe_total >= SEMI_SEVERE)
		means = "（準超重症児）";
	return arena_fmt(r->mem, "%lld点%s", (long long)a->severe_total, means);
}

const char *
care_score_text(struct request *r, const struct assessment *a)
{
	if (strcmp(a->instrument, CARE_SEVERE) == 0)
		return severe_text(r, a);
	return arena_fmt(r->mem, "%lld点（基本%lld＋見守り%lld）・%s",
	    (long long)a->total, (long long)a->base, (long long)a->watch,
	    codes_label_short(r->codes, "care_class", a->class));
}

const char *
care_differs(struct request *r, const struct assessment *a)
{
	if (!a->printed_total || a->printed_total == a->total)
		return NULL;
	return arena_fmt(r->mem, "スコアの計算は%lld点、医師の用紙は%lld点です。"
	    "項目の写しまちがいか、用紙の計算か、確かめてください。",
	    (long long)a->total, (long long)a->printed_total);
}

static const char *
watts_text(struct request *r, const struct care_power *p)
{
	if (p->watts == CARE_UNKNOWN && p->watts_known)
		return arena_fmt(r->mem, "%lldW以上（%zu台は不明）",
		    (long long)p->watts_known, p->unknown_watts);
	return p->watts == CARE_UNKNOWN ? "不明" :
	    arena_fmt(r->mem, "%lldW", (long long)p->watts);
}

static void
fill_lacks(struct request *r, const struct care_power *p, size_t most,
    struct care_view *v)
{
	struct care_lack_row *rows = arena_array(r->mem, p->nmissing + 1,
	    sizeof(*rows));
	size_t n = p->nmissing < most ? p->nmissing : most;

	for (size_t i = 0; i < n; i++)
		rows[i].text = care_lack_text(r, &p->missing[i]);
	v->lacks = (struct html_list){ rows, n };
	v->any_lacks = n > 0;
	v->nlacks = (int64_t)p->nmissing;
	if (n < p->nmissing)
		v->more = arena_fmt(r->mem, "ほかに足りない備えが%zu件",
		    p->nmissing - n);
}

static void
fill_power(struct request *r, const struct care_power *p, struct care_view *v)
{
	v->has_devices = true;
	v->minutes = care_minutes_text(r->mem, p->minutes, p->at_least);
	v->urgent = p->minutes < URGENT_MINUTES;
	if (p->first)
		v->first = arena_fmt(r->mem, "最初に止まる：%s",
		    codes_label(r->codes, "device_kind", p->first->kind));
	if (p->oxygen)
		v->oxygen = care_minutes_text(r->mem, p->oxygen_minutes, 0);
	v->watts = watts_text(r, p);
}

static enum result
fill_score(struct request *r, const char *child, struct care_view *v)
{
	struct assessment a;
	enum result rc = care_latest(r, child, CARE_SCORE, &a);

	if (rc)
		return rc == MISSING ? OK : rc;
	v->score = care_score_text(r, &a);
	v->differs = care_differs(r, &a);
	if (!a.granted)
		v->granted = "まだ書かれていません";
	else
		v->granted = arena_fmt(r->mem, "%s%s%s%s", codes_label_short(
		    r->codes, "care_class", a.granted), a.granted_on ? "（" : "",
		    a.granted_on ? date_era(r->mem, a.granted_on) : "",
		    a.granted_on ? "）" : "");
	return OK;
}

enum result
care_view_sum(struct request *r, const char *child, size_t most,
    struct care_view *v)
{
	struct care_power *p = arena_take(r->mem, sizeof(*p));
	enum result rc = care_power_of(r, child, p);

	*v = (struct care_view){ .child = child, .minutes = "機器なし",
		.watts = "—", .may_write = request_may(r, CHILD_WRITE) };
	if (rc && rc != MISSING)
		return rc;
	if (!rc)
		fill_power(r, p, v);
	fill_lacks(r, p, most, v);
	rc = fill_score(r, child, v);
	v->empty = !v->has_devices && !v->score;
	return rc;
}
