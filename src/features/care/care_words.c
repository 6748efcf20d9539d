#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "features/care/care.h"

/* What the rule found, in plain words. */
enum { HOUR = 60 };

static const char *
hours(struct arena *mem, int64_t minutes)
{
	long long h = (long long)minutes / HOUR, m = (long long)minutes % HOUR;

	if (!h)
		return arena_fmt(mem, "%lld分", m);
	return m ? arena_fmt(mem, "%lld時間%lld分", h, m) :
	    arena_fmt(mem, "%lld時間", h);
}

const char *
care_minutes_text(struct arena *mem, int64_t minutes, int64_t at_least)
{
	if (minutes == 0)
		return "すぐ止まる";
	if (minutes > 0)
		return hours(mem, minutes);
	return at_least > 0 ? arena_fmt(mem, "不明（少なくとも%s）",
	    hours(mem, at_least)) : "不明";
}

static const char *const sentences[CARE_LACKS] = {
	[LACK_TIME] = "動く時間が分かりません。",
	[LACK_AT_ONCE] = "バッテリーがなく、停電するとすぐ止まります。",
	[LACK_EXTERNAL] = "外部バッテリーがありません。",
	[LACK_PHONE] = "24時間つながる業者の電話がありません。",
	[LACK_CHARGER] = "外部バッテリーの充電器がありません。",
	[LACK_CAR] = "車から電気をとるケーブルがありません。",
	[LACK_FLOW] = "酸素の流量が分からず、何時間もつか計算できません。",
	[LACK_CYLINDER] = "酸素ボンベがありません。濃縮器が止まると酸素もなくなります。",
	[LACK_WATTS] = "消費電力（W）が分かりません。",
	[LACK_BAG] = "人工呼吸器が止まったときのバッグバルブマスクが確かめられていません。",
	[LACK_MANUAL_SUCTION] = "吸引器が止まったときの手動・足踏みの吸引器が確かめられていません。",
};

static const char *
by_time(struct request *r, const struct care_missing *m)
{
	const struct device *d = m->device;

	if (m->what == LACK_LIFE)
		return arena_fmt(r->mem, "バッテリーを使い始めて%sです。寿命を過ぎています。",
		    date_age_label(r->mem, d->battery_since, r->today));
	if (!d->battery_checked_on)
		return "バッテリーを確かめた記録がありません。";
	return arena_fmt(r->mem, "バッテリーを最後に確かめたのは%sです。確かめてください。",
	    date_era(r->mem, d->battery_checked_on));
}

static const char *
of_supply(struct request *r, const struct care_missing *m)
{
	const struct supply *s = m->supply;
	const char *label = codes_label(r->codes, "supply_item", s->item);

	if (!s->days)
		return arena_fmt(r->mem, "%s：備えがありません。", label);
	return arena_fmt(r->mem, "%s：%d日分ありません（いま%lld日分）。", label,
	    m->what == LACK_STOCK_3 ? 3 : 7, (long long)s->days);
}

const char *
care_lack_text(struct request *r, const struct care_missing *m)
{
	const char *says;

	if (m->supply)
		return of_supply(r, m);
	says = care_lack_by_time(m->what) ? by_time(r, m) :
	    sentences[m->what];
	return m->device ? arena_fmt(r->mem, "%s：%s", codes_label(r->codes,
	    "device_kind", m->device->kind), says) : says;
}
