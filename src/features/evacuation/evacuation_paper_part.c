#include "app/codes.h"
#include "features/care/care.h"
#include "features/evacuation/evacuation_paper.h"

/* The tables that several papers have. */
static void
put_hour(struct paper *p, const char *when, const char *what, const char *who)
{
	paper_cell(p, when);
	paper_cell(p, what);
	paper_cell(p, who);
}

void
plan_put_hours(struct paper *p, const struct plan *plan)
{
	static const struct paper_column columns[] = {
		{ "時間", 2, true }, { "すること", 10, false },
		{ "だれが", 3, false },
	};

	paper_table(p, "時間ごとの動き", columns, COUNT(columns));
	put_hour(p, "0～1時間", plan->first_hour, plan->first_hour_by);
	put_hour(p, "1～3時間", plan->third_hour, plan->third_hour_by);
	put_hour(p, "3時間～", plan->later, plan->later_by);
}

void
plan_put_hazards(struct request *r, struct paper *p, const struct plan *plan)
{
	static const struct paper_column columns[] = {
		{ "災害", 2, true }, { "どうするか", 3, false },
		{ "行き先", 5, false }, { "道すじ・注意", 5, false },
	};
	struct plan_line lines[PLAN_HAZARDS];
	size_t n = plan_lines(r, plan->hazards, lines, COUNT(lines));

	paper_table(p, "災害ごとの行き先", columns, COUNT(columns));
	for (size_t i = 0; i < n; i++) {
		const char *const *c = lines[i].cells;

		paper_cell(p, codes_label(r->codes, "plan_hazard", c[0]));
		paper_cell(p, codes_label(r->codes, "plan_way", c[1]));
		paper_cell(p, c[2]);
		paper_cell(p, c[3]);
	}
}

void
plan_put_people(struct request *r, struct paper *p, const char *text)
{
	struct plan_line lines[PLAN_PEOPLE];
	size_t n = plan_lines(r, text, lines, COUNT(lines));

	paper_facts(p, 2);
	for (size_t i = 0; i < n; i++) {
		const char *const *c = lines[i].cells;

		paper_fact(p, *c[1] ? c[1] : "連絡先", arena_fmt(r->mem,
		    "%s　%s", c[0], c[2]));
	}
}

static const char *
hours(struct request *r, const char *there, int64_t minutes)
{
	if (there && *there == '0')
		return "なし";
	if (!minutes)
		return "不明";
	return minutes % 60 ? arena_fmt(r->mem, "%lld時間%lld分",
	    (long long)(minutes / 60), (long long)(minutes % 60)) :
	    arena_fmt(r->mem, "%lld時間", (long long)(minutes / 60));
}

static const char *
spare(struct request *r, const struct device *d)
{
	if (d->cylinder_litres)
		return arena_fmt(r->mem, "ボンベ %sL×%lld%s%s%s",
		    d->cylinder_litres, (long long)(d->cylinder_count ?
		    d->cylinder_count : 1), d->flow ? "、流量" : "",
		    d->flow ? d->flow : "", d->flow ? "L/分" : "");
	if (!d->battery_count)
		return d->external && *d->external == '0' ? "なし" : "不明";
	return arena_fmt(r->mem, "外部電池 %s×%lld個", hours(r, NULL,
	    d->battery_minutes), (long long)d->battery_count);
}

static void
put_device(struct request *r, struct paper *p, const struct device *d)
{
	paper_cell(p, codes_label(r->codes, "device_kind", d->kind));
	paper_cell(p, arena_fmt(r->mem, "%s%s%s", d->model ? d->model : "",
	    d->settings ? "　" : "", d->settings ? d->settings : ""));
	paper_cell(p, d->cylinder_litres ? "－" : hours(r, d->internal,
	    d->internal_minutes));
	paper_cell(p, spare(r, d));
	paper_cell(p, arena_fmt(r->mem, "%s %s", d->supplier ? d->supplier : "",
	    d->supplier_phone ? d->supplier_phone : ""));
}

/* Minutes of care_power.h, where 0 is at once. */
static const char *
lasts(struct request *r, int64_t minutes)
{
	return minutes == 0 ? "すぐ止まる" : hours(r, NULL, minutes < 0 ? 0 :
	    minutes);
}

/* What is asked first when the power goes. */
static enum result
put_power(struct request *r, struct paper *p, const char *child)
{
	struct care_power power;
	enum result rc = care_power_of(r, child, &power);

	if (rc)
		return rc == MISSING ? OK : rc;
	paper_warning(p, arena_fmt(r->mem,
	    "電源が切れるまで：%s%s%s%s%s%s", lasts(r, power.minutes),
	    power.first ? "（" : "", power.first ? codes_label(r->codes,
	    "device_kind", power.first->kind) : "", power.first ?
	    "から止まる）" : "", power.oxygen ? "　酸素がもつ時間：" : "",
	    power.oxygen ? lasts(r, power.oxygen_minutes) : ""));
	return OK;
}

enum { MAX_SHOWN = 8 };

/* Those of the record as they are today, the most urgent first. */
enum result
plan_put_devices(struct request *r, struct paper *p, const char *child)
{
	static const struct paper_column columns[] = {
		{ "機器", 3, true }, { "機種・設定", 9, false },
		{ "内蔵電池", 2, false }, { "予備", 3, false },
		{ "業者（24時間）", 4, false },
	};
	struct device *devices;
	size_t n;
	enum result rc = care_devices(r, child, &devices, &n);

	if (rc || !n)
		return rc;
	rc = put_power(r, p, child);
	if (rc)
		return rc;
	paper_table(p, "機器", columns, COUNT(columns));
	for (size_t i = 0; i < n && i < MAX_SHOWN; i++)
		put_device(r, p, &devices[i]);
	if (n > MAX_SHOWN)
		paper_note(p, arena_fmt(r->mem, "ほかに%zu台あります。",
		    n - MAX_SHOWN));
	return OK;
}
