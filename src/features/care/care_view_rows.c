#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "features/care/care_sql.h"
#include "features/care/care_view.h"

/* Every device, all stock and each assessment as a line. */

static bool
no(const char *told)
{
	return told && strcmp(told, "0") == 0;
}

static bool
yes(const char *told)
{
	return told && strcmp(told, "1") == 0;
}

static const char *
internal_text(struct request *r, const struct device *d)
{
	if (!care_needs_power(d))
		return "—";
	if (no(d->internal))
		return "なし";
	return d->internal_minutes ? care_minutes_text(r->mem,
	    d->internal_minutes, 0) : "不明";
}

static const char *
cylinder_text(struct request *r, const struct device *d)
{
	return arena_fmt(r->mem, "%sL、%sMPa、%lld本%s%s%s",
	    d->cylinder_litres ? d->cylinder_litres : "不明の",
	    d->pressure ? d->pressure : "不明の",
	    (long long)(d->cylinder_count ? d->cylinder_count : 1),
	    d->flow ? "、流量" : "", d->flow ? d->flow : "",
	    d->flow ? "L/分" : "");
}

static const char *
batteries_text(struct request *r, const struct device *d)
{
	if (no(d->external))
		return "なし";
	if (!d->battery_count || !d->battery_minutes)
		return yes(d->external) || d->battery_count ?
		    "あり（時間は不明）" : "不明";
	return arena_fmt(r->mem, "%s×%lld個", care_minutes_text(r->mem,
	    d->battery_minutes, 0), (long long)d->battery_count);
}

static const char *
beside_text(struct request *r, const struct device *d)
{
	if (!care_needs_power(d))
		return cylinder_text(r, d);
	return arena_fmt(r->mem, "%s%s%s%s", batteries_text(r, d),
	    yes(d->car_cable) ? "、車のケーブル" : "",
	    yes(d->dc_input) ? "、DC入力" : "",
	    d->flow ? arena_fmt(r->mem, "、酸素%sL/分", d->flow) : "");
}

static struct care_device_row
row_of(struct request *r, const struct device *d, const char *flow)
{
	struct care_device_row row = {
		.kind = codes_label(r->codes, "device_kind", d->kind),
		.model = arena_fmt(r->mem, "%s%s%s", d->model ? d->model : "",
		    d->model && d->settings ? "　" : "",
		    d->settings ? d->settings : ""),
		.internal = internal_text(r, d),
		.beside = beside_text(r, d),
		.minutes = care_minutes_text(r->mem, care_minutes(d, flow),
		    care_minutes_at_least(d, flow)),
		.watts = d->watts ? arena_fmt(r->mem, "%lldW",
		    (long long)d->watts) : care_needs_power(d) ? "不明" : "—",
		.supplier = d->supplier,
		.phone = d->supplier_phone,
		.checked = d->battery_checked_on ? date_era(r->mem,
		    d->battery_checked_on) : care_needs_power(d) ? "まだ" : "—",
		.note = d->note,
		.removed = d->removed_on ? date_era(r->mem, d->removed_on) :
		    NULL,
	};

	if (request_may(r, CHILD_WRITE) && !d->removed_on)
		row.url = arena_fmt(r->mem, "/devices/%s/edit", d->id);
	return row;
}

static enum result
fill_devices(struct request *r, const char *child, struct care_view *v)
{
	struct care_device_row *rows;
	struct device *devices;
	const char *flow = NULL;
	size_t n;
	enum result rc = care_devices(r, child, &devices, &n);

	if (rc)
		return rc;
	rows = arena_array(r->mem, n + 1, sizeof(*rows));
	for (size_t i = 0; i < n; i++) {
		if (care_is_kind(&devices[i], "concentrator"))
			flow = devices[i].flow;
	}
	for (size_t i = 0; i < n; i++)
		rows[i] = row_of(r, &devices[i], flow);
	v->devices = (struct html_list){ rows, n };
	return OK;
}

static enum result
fill_past(struct request *r, const char *child, struct care_view *v)
{
	struct rows rows = { 0 };
	struct care_device_row *past;
	enum result rc = care_sql_past_devices(r, child, &rows);
	size_t n = 0;

	if (rc)
		return rc;
	past = arena_array(r->mem, rows.nrows + 1, sizeof(*past));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct device d;

		if (record_load(r, &device_record, &rows, i, &d) && d.kind)
			past[n++] = row_of(r, &d, NULL);
	}
	v->past = (struct html_list){ past, n };
	v->any_past = n > 0;
	v->npast = (int64_t)n;
	return OK;
}

static const char *
amount_text(struct request *r, const struct supply *s)
{
	if (no(s->kept))
		return "なし";
	if (s->days)
		return arena_fmt(r->mem, "%lld日分", (long long)s->days);
	return yes(s->kept) ? "あり" : "不明";
}

static enum result
fill_supplies(struct request *r, const char *child, struct care_view *v)
{
	struct care_supply_row *rows;
	struct supply *supplies;
	size_t n;
	enum result rc = care_supplies(r, child, &supplies, &n);

	if (rc)
		return rc;
	rows = arena_array(r->mem, n + 1, sizeof(*rows));
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct care_supply_row){
			codes_label(r->codes, "supply_item", supplies[i].item),
			amount_text(r, &supplies[i]),
			date_era(r->mem, supplies[i].checked_on) };
	v->supplies = (struct html_list){ rows, n };
	v->any_supplies = n > 0;
	return OK;
}

static const char *
state_of(struct request *r, const struct assessment *a)
{
	if (a->withdrawn_on)
		return arena_fmt(r->mem, "取り消し（%s）", date_era(r->mem,
		    a->withdrawn_on));
	if (a->valid_until && strcmp(a->valid_until, r->today) < 0)
		return "期限切れ";
	return care_differs(r, a) ? "用紙と違う" : "";
}

static struct care_assessment_row
assessment_row(struct request *r, const struct assessment *a)
{
	return (struct care_assessment_row){
		.url = arena_fmt(r->mem, "/assessments/%s", a->id),
		.on_day = date_era(r->mem, a->on_day),
		.instrument = codes_label_short(r->codes, "care_instrument",
		    a->instrument),
		.total = care_score_text(r, a),
		.printed = a->printed_total ? arena_fmt(r->mem, "%lld点",
		    (long long)a->printed_total) : "",
		.granted = a->granted ? codes_label_short(r->codes,
		    "care_class", a->granted) : "",
		.until = a->valid_until ? date_era(r->mem, a->valid_until) : "",
		.state = state_of(r, a),
	};
}

static enum result
fill_assessments(struct request *r, const char *child, struct care_view *v)
{
	struct rows rows = { 0 };
	struct care_assessment_row *out;
	enum result rc = care_sql_assessments(r, child, NULL, &rows);
	size_t n = 0;

	if (rc)
		return rc;
	out = arena_array(r->mem, rows.nrows + 1, sizeof(*out));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct assessment a;

		if (record_load(r, &assessment_record, &rows, i, &a) &&
		    a.instrument && a.on_day)
			out[n++] = assessment_row(r, &a);
	}
	v->assessments = (struct html_list){ out, n };
	v->any_assessments = n > 0;
	return OK;
}

enum result
care_view_rows(struct request *r, const char *child, struct care_view *v)
{
	enum result rc = fill_devices(r, child, v);

	if (!rc)
		rc = fill_past(r, child, v);
	if (!rc)
		rc = fill_supplies(r, child, v);
	return rc ? rc : fill_assessments(r, child, v);
}
