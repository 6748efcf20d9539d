#include "features/care/care_score_form.h"

#include <string.h>

#include "base/text.h"

#define ITEM	"item_"

enum { LEVELS = CARE_HIGH + 1 };

struct level_row {
	const char *value, *name, *id;
	int64_t points, watch;
	bool on;
};

struct item_row {
	const char *code, *label, *says;
	int64_t base;
	struct html_list levels;
};

struct form {
	const char *title, *action, *child, *other, *other_label;
	const struct html *faults, *hidden, *when, *rest;
	bool has_items;
	struct html_list items;
};

static const struct slot level_slots[] = {
	SLOT_TEXT(level_row, value),
	SLOT_TEXT(level_row, name),
	SLOT_TEXT(level_row, id),
	SLOT_NUMBER(level_row, points),
	SLOT_NUMBER(level_row, watch),
	SLOT_FLAG(level_row, on),
};

static const struct slot item_slots[] = {
	SLOT_TEXT(item_row, code),
	SLOT_TEXT(item_row, label),
	SLOT_TEXT(item_row, says),
	SLOT_NUMBER(item_row, base),
	SLOT_LIST(item_row, levels, level_slots, struct level_row),
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, action),
	SLOT_TEXT(form, child),
	SLOT_TEXT(form, other),
	SLOT_TEXT(form, other_label),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, when),
	SLOT_HTML(form, rest),
	SLOT_FLAG(form, has_items),
	SLOT_LIST(form, items, item_slots, struct item_row),
};

TEMPLATE(care_score_page, "src/features/care/score.html", form_slots);

void
care_sheet_of(struct request *r, const struct assessment *a,
    struct care_sheet *s)
{
	if (!care_levels_read(r->mem, &care_score_2021, a->items, s->levels))
		memset(s->levels, 0, sizeof(s->levels));
}

/* One radio button of the form; the rest of it goes on to the record. */
static void
read_item(struct request *r, const struct pair *p, struct care_sheet *s)
{
	const struct care_instrument *in = &care_score_2021;
	size_t i = care_item_of(in, p->name + strlen(ITEM));
	enum care_level level = care_level_of(p->value);

	if (i == CARE_ITEMS)
		request_fault(r, p->name, "unknown_field");
	else if ((level == CARE_NONE && *p->value &&
	    strcmp(p->value, "none") != 0) ||
	    !care_item_has(&in->items[i], level))
		request_fault(r, p->name, arena_fmt(r->mem,
		    "%s：この項目にない段階です。選び直してください。",
		    in->items[i].label));
	else
		s->levels[i] = level;
}

static void
sum_up(struct request *r, const struct care_sheet *s, struct assessment *a)
{
	struct care_score sum = care_score(&care_score_2021, s->levels);

	a->items = care_levels_text(r->mem, &care_score_2021, s->levels);
	a->base = sum.base;
	a->watch = sum.watch;
	a->total = sum.total;
	a->class = arena_fmt(r->mem, "%d", sum.class);
}

void
care_sheet_read(struct request *r, struct care_sheet *s, struct assessment *a)
{
	struct pairs rest = { .at = arena_array(r->mem, r->form.n + 1,
	    sizeof(*rest.at)) };

	for (size_t i = 0; i < r->form.n; i++) {
		const struct pair *p = &r->form.at[i];

		if (strncmp(p->name, ITEM, strlen(ITEM)) == 0)
			read_item(r, p, s);
		else
			rest.at[rest.n++] = *p;
	}
	r->form = rest;
	sum_up(r, s, a);
}

const char *
care_level_label(enum care_level level)
{
	static const char *const labels[LEVELS] = { [CARE_NONE] = "",
		[CARE_BASE] = "あり", [CARE_LOW] = "低（その他）",
		[CARE_MID] = "中", [CARE_HIGH] = "高" };

	return labels[level];
}

static int
watch_of(const struct care_item *item, enum care_level level)
{
	return level == CARE_HIGH ? item->high : level == CARE_MID ?
	    item->mid : 0;
}

static struct level_row
row_of(struct request *r, const struct care_item *item, enum care_level level,
    bool on)
{
	int watch = watch_of(item, level);

	return (struct level_row){
		.value = level ? care_level_name(level) : "none",
		.name = !level ? "なし" : watch ? arena_fmt(r->mem,
		    "%s（＋%d）", care_level_label(level), watch) :
		    care_level_label(level),
		.id = arena_fmt(r->mem, "%s%s%s%s", level ? "l-" : "f-", ITEM,
		    item->code, level ? care_level_name(level) : ""),
		.points = level ? item->base : 0,
		.watch = watch,
		.on = on,
	};
}

static struct item_row
item_of(struct request *r, const struct care_item *item, enum care_level now)
{
	struct level_row *rows = arena_array(r->mem, LEVELS, sizeof(*rows));
	size_t n = 0;

	for (int level = CARE_NONE; level <= CARE_HIGH; level++) {
		if (level == CARE_LOW && item->high < 0)
			continue;
		if (care_item_has(item, (enum care_level)level))
			rows[n++] = row_of(r, item, (enum care_level)level,
			    now == (enum care_level)level);
	}
	return (struct item_row){ .code = item->code, .label = item->label,
		.base = item->base, .levels = { rows, n },
		.says = request_fault_of(r, arena_fmt(r->mem, ITEM "%s",
		    item->code)) };
}

enum result
care_sheet_show(struct request *r, const struct assessment *a,
    const struct care_sheet *s, const struct html *above)
{
	bool severe = strcmp(a->instrument, CARE_SEVERE) == 0;
	struct item_row *items = arena_array(r->mem, CARE_ITEMS,
	    sizeof(*items));
	const char *to = a->id ? arena_fmt(r->mem, "/assessments/%s", a->id) :
	    arena_fmt(r->mem, "/children/%s/assessments%s", a->child,
	    severe ? "?instrument=" CARE_SEVERE : "");
	struct form f = {
		.title = severe ? "超重症児（者）判定スコアを書く" :
		    "医療的ケア判定スコアを書く",
		.action = to,
		.child = a->child,
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, a->version),
		.when = care_assessment_fields(r, a, true),
		.rest = care_assessment_fields(r, a, false),
		.has_items = !severe,
		.items = { items, severe ? 0 : CARE_ITEMS },
	};

	for (size_t i = 0; i < f.items.n; i++)
		items[i] = item_of(r, &care_score_2021.items[i], s->levels[i]);
	if (!a->id) {
		f.other = arena_fmt(r->mem, "/children/%s/assessments/new%s",
		    a->child, severe ? "" : "?instrument=" CARE_SEVERE);
		f.other_label = severe ? "医療的ケア判定スコアを書く" :
		    "超重症児（者）判定スコアを書く";
	}
	return care_page_show(r, a->child, f.title, &care_score_page, &f);
}
