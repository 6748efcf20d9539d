#include <string.h>

#include "app/demo.h"
#include "base/date.h"
#include "base/text.h"
#include "features/care/care_private.h"
#include "features/care/care_sql.h"

/* Devices of fictional children: no maker builds these, and nobody answers the
 * telephone. Every seventh child has gaps. */
enum { MONTH = 30, GAPS = 7 };

struct home {
	struct request *r;
	struct dice *dice;
	const char *child;
	bool gaps;
};

static const char *
ago(const struct home *h, int days)
{
	return date_add_days(h->r->mem, h->r->today, -days);
}

static struct device
device_of(const struct home *h, const char *kind, const char *model,
    int64_t watts, int64_t minutes)
{
	return (struct device){
		.child = h->child,
		.kind = kind,
		.model = model,
		.watts = watts,
		.internal = h->gaps ? NULL : minutes ? "1" : "0",
		.internal_minutes = h->gaps ? 0 : minutes,
		.external = "0",
		.battery_checked_on = h->gaps ? NULL :
		    ago(h, 10 + (int)dice_below(h->dice, 10 * MONTH)),
		.supplier = "見本医療機器",
		.supplier_phone = h->gaps ? NULL : demo_phone(h->r, "000-9000"),
		.car_cable = dice_below(h->dice, 2) ? "1" : "0",
	};
}

static void
add_ventilator(const struct home *h)
{
	static const int64_t minutes[] = { 120, 240, 300, 480 };
	struct device d = device_of(h, "ventilator", "見本ベンチ 200", 60,
	    minutes[dice_below(h->dice, COUNT(minutes))]);
	bool beside = dice_below(h->dice, 4) > 0;

	d.settings = "PC-AC PIP18/PEEP6 RR20";
	d.external = beside ? "1" : "0";
	d.battery_count = beside ? 1 + (int64_t)dice_below(h->dice, 2) : 0;
	d.battery_minutes = beside ? 240 : 0;
	d.battery_since = beside ? ago(h, 100 + (int)dice_below(h->dice,
	    45 * MONTH)) : NULL;
	d.charger = beside ? "1" : NULL;
	record_add(h->r, &device_record, &d);
}

static void
add_oxygen(const struct home *h)
{
	static const char *const flows[] = { "0.25", "0.5", "1", "2" };
	struct device d = device_of(h, "concentrator", "見本コンセン 3L", 120, 0);
	struct device c = device_of(h, "cylinder", "見本ボンベ", 0, 0);

	d.flow = dice_pick(h->dice, flows, COUNT(flows));
	record_add(h->r, &device_record, &d);
	if (dice_below(h->dice, 5) == 0)
		return;
	c.internal = c.external = c.car_cable = c.battery_checked_on = NULL;
	c.cylinder_litres = "2.8";
	c.pressure = h->gaps ? NULL : "14.7";
	c.cylinder_count = 1 + (int64_t)dice_below(h->dice, 3);
	record_add(h->r, &device_record, &c);
}

static void
add_suction(const struct home *h)
{
	static const int64_t minutes[] = { 30, 45, 60, 90, 120, 180 };
	struct device d = device_of(h, "suction", "見本サクション", 30,
	    minutes[dice_below(h->dice, COUNT(minutes))]);

	d.settings = "10Fr 気管12cm";
	record_add(h->r, &device_record, &d);
}

static void
add_pump(const struct home *h)
{
	struct device d = device_of(h, "feeding_pump", "見本ポンプ", 10, 720);

	record_add(h->r, &device_record, &d);
}

static void
add_supply(const struct home *h, const char *item, int64_t days)
{
	struct supply s = { .child = h->child, .item = item,
		.kept = h->gaps && !days ? "0" : "1", .days = days,
		.checked_on = ago(h, (int)dice_below(h->dice, 90)) };

	record_add(h->r, &supply_record, &s);
}

static void
add_supplies(const struct home *h, const char *care)
{
	if (text_set_has(care, "ventilator"))
		add_supply(h, "bag_valve", 0);
	if (text_set_has(care, "tracheostomy"))
		add_supply(h, "spare_cannula", 0);
	if (text_set_has(care, "suction")) {
		add_supply(h, "manual_suction", 0);
		add_supply(h, "suction_catheter",
		    2 + (int64_t)dice_below(h->dice, 20));
	}
	if (text_set_has(care, "tube_feeding"))
		add_supply(h, "formula", 2 + (int64_t)dice_below(h->dice, 20));
	add_supply(h, "medicine", 5 + (int64_t)dice_below(h->dice, 25));
}

static enum care_level
level_of(const struct home *h, const struct care_item *item)
{
	if (item->high < 0)
		return CARE_BASE;
	return dice_below(h->dice, 3) ? CARE_LOW : CARE_HIGH;
}

/* The items of the score that her care is about. */
static void
add_assessment(const struct home *h, const char *care)
{
	static const char *const items[][2] = { { "ventilator", "1" },
	    { "tracheostomy", "2" }, { "airway", "3" }, { "oxygen", "4" },
	    { "suction", "5" }, { "nebuliser", "6" }, { "tube_feeding", "7-1" },
	    { "central_line", "8" }, { "injection", "9-1" }, { "glucose", "10" },
	    { "dialysis", "11" }, { "catheter", "12-1" }, { "stoma", "13-1" },
	    { "seizure", "14" } };
	const struct care_instrument *in = &care_score_2021;
	enum care_level levels[CARE_ITEMS] = { CARE_NONE };
	struct care_score s;
	struct assessment a = { .child = h->child, .instrument = CARE_SCORE,
		.assessor = "見本 医師", .institution = "見本総合病院" };

	for (size_t i = 0; i < COUNT(items); i++) {
		size_t at = care_item_of(in, items[i][1]);

		if (text_set_has(care, items[i][0]))
			levels[at] = level_of(h, &in->items[at]);
	}
	s = care_score(in, levels);
	a.on_day = ago(h, 20 + (int)dice_below(h->dice, 20 * MONTH));
	a.valid_until = date_add_days(h->r->mem, a.on_day, 24 * MONTH);
	a.items = care_levels_text(h->r->mem, in, levels);
	a.base = s.base;
	a.watch = s.watch;
	a.total = s.total;
	a.class = arena_fmt(h->r->mem, "%d", s.class);
	a.printed_total = h->gaps ? s.total + 2 : s.total;
	if (!h->gaps) {
		a.granted = a.class;
		a.granted_on = date_add_days(h->r->mem, a.on_day, 15);
	}
	if (s.total)
		record_add(h->r, &assessment_record, &a);
}

static void
equip(const struct home *h, const char *care)
{
	if (text_set_has(care, "ventilator"))
		add_ventilator(h);
	if (text_set_has(care, "oxygen"))
		add_oxygen(h);
	if (text_set_has(care, "suction"))
		add_suction(h);
	if (text_set_has(care, "tube_feeding") && dice_below(h->dice, 3) == 0)
		add_pump(h);
	add_supplies(h, care);
	add_assessment(h, care);
}

enum result
care_demo(struct request *r)
{
	struct dice d = dice_new(70);
	struct rows rows = { 0 };
	enum result rc = care_sql_children(r, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct home h = { r, &d, rows_cell(&rows, i, "id"),
			i % GAPS == GAPS - 1 };

		equip(&h, rows_cell(&rows, i, "care"));
		rc = care_power_keep(r, h.child);
	}
	return rc;
}
