#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/field.h"
#include "app/page.h"
#include "base/date.h"
#include "base/geo.h"
#include "base/text.h"
#include "features/directory/directory_page.h"
#include "features/directory/directory_sql.h"
#include "features/directory/directory_week.h"

/* Values as people read them. */

const struct slot told_slots[TOLD_SLOTS] = {
	SLOT_TEXT(told, label),
	SLOT_TEXT(told, text),
	SLOT_TEXT(told, from),
	SLOT_FLAG(told, hidden),
};

const char *
directory_ago(struct request *r, const char *day)
{
	int days;

	if (!day || !*day)
		return "確認の記録なし";
	days = date_days_between(day, r->today);
	return days <= 0 ? "今日確認" : arena_fmt(r->mem, "%d日前に確認", days);
}

bool
directory_is_fresh(const struct request *r, const char *day)
{
	return day && *day && date_days_between(day, r->today) <= FRESH_DAYS;
}

const char *
directory_age_label(struct arena *mem, int64_t months)
{
	if (months >= AGE_NO_END)
		return "上限なし";
	if (months % 12 == 0)
		return arena_fmt(mem, "%lld歳", (long long)months / 12);
	if (months < 12)
		return arena_fmt(mem, "%lldか月", (long long)months);
	return arena_fmt(mem, "%lld歳%lldか月", (long long)months / 12,
	    (long long)months % 12);
}

const char *
directory_age_read(struct request *r, const char *typed, int64_t *months)
{
	const char *s = text_fold_width(r->mem, typed), *unit;
	int64_t years = 0, rest = 0;
	bool good;

	*months = 0;
	if (text_blank(s))
		return NULL;
	if (strcmp(s, "なし") == 0 || strcmp(s, "上限なし") == 0) {
		*months = AGE_NO_END;
		return NULL;
	}
	unit = strstr(s, "歳");
	good = !unit || text_number(arena_bytes(r->mem, s,
	    (size_t)(unit - s)), &years);
	if (unit)
		s = unit + strlen("歳");
	unit = strstr(s, "か月");
	if (!unit)
		unit = strstr(s, "ヶ月");
	if (unit)
		good = good && text_number(arena_bytes(r->mem, s,
		    (size_t)(unit - s)), &rest);
	else if (*s)
		good = good && !years && text_number(s, &years);
	if (!good || years < 0 || years > 99 || rest < 0 || rest > 11 * 12)
		return "3歳、6か月、1歳6か月のように入力してください。";
	*months = years * 12 + rest;
	return NULL;
}

const char *
directory_ages(struct arena *mem, const struct service *s)
{
	if (!s->age_below)
		return "";
	return arena_fmt(mem, s->age_below >= AGE_NO_END ? "%sから（%s）" :
	    "%sから%sになるまで", directory_age_label(mem, s->age_from),
	    directory_age_label(mem, s->age_below));
}

static const char *const criteria[] = { "care", "criterion" };

const struct code *
directory_criterion(struct request *r, const char *criterion)
{
	const struct code *c = codes_find(r->codes, criteria[0], criterion);

	return c ? c : codes_find(r->codes, criteria[1], criterion);
}

const struct html *
directory_criteria_options(struct request *r, const char *chosen,
    const char *empty_label)
{
	struct choice all[128];
	size_t n = 0, k;

	for (size_t l = 0; l < COUNT(criteria); l++) {
		const struct code *list = codes_list(r->codes, criteria[l], &k);

		for (size_t i = 0; i < k && n < COUNT(all); i++) {
			if (code_valid(&list[i], r->today))
				all[n++] = (struct choice){ list[i].code,
				    list[i].label };
		}
	}
	return form_choices(r, all, n, chosen, empty_label);
}

const char *
directory_field_label(struct request *r, const struct record *rec,
    const char *field)
{
	const struct field *f = field ? record_field(rec, field) : NULL;
	const struct code *c;

	if (!field)
		return "すべて";
	if (f)
		return f->label;
	c = directory_criterion(r, field);
	return c ? c->label : field;
}

static const char *
shown_number(struct request *r, const char *field, const char *value)
{
	int64_t n;

	if (!text_number(value, &n))
		return value;
	if (strncmp(field, "age_", 4) == 0)
		return directory_age_label(r->mem, n);
	if (strcmp(field, "weight_max") == 0)
		return n >= WEIGHT_ANY ? "上限なし" :
		    arena_fmt(r->mem, "%lldkg", (long long)n);
	if (strcmp(field, "capacity") == 0)
		return arena_fmt(r->mem, "%lld人", (long long)n);
	if (strcmp(field, "lat") == 0 || strcmp(field, "lng") == 0)
		return geo_text(r->mem, n);
	return value;
}

const char *
directory_shown(struct request *r, const struct record *rec,
    const char *field, const char *value, const char *terms)
{
	const struct field *f = field ? record_field(rec, field) : NULL;
	void *obj;

	if (!value || !*value)
		return "なし";
	if (!f)
		return arena_fmt(r->mem, "%s%s%s%s", codes_label(r->codes,
		    "capability_answer", value), terms ? "（" : "",
		    terms ? terms : "", terms ? "）" : "");
	if (f->kind == KIND_NUMBER)
		return shown_number(r, field, value);
	if (strcmp(field, "opening") == 0 || strcmp(field, "nurse_hours") == 0)
		return week_label(r->mem, value);
	obj = arena_take(r->mem, rec->size);
	field_set(f, obj, value);
	return field_shown(r, f, obj);
}

const char *
directory_service_title(struct request *r, const struct service *s,
    const char *place_name)
{
	return arena_fmt(r->mem, "%s　%s", s->name ? s->name : place_name,
	    codes_label(r->codes, "service_kind", s->kind));
}

static const struct standing *
standing_of(const struct standing *all, size_t n, const char *field)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].field, field) == 0)
			return &all[i];
	}
	return NULL;
}

/* Told on a line of their own, or a part of another. */
static bool
is_elsewhere(const char *name)
{
	static const char *const names[] = { "place", "kind", "status",
	    "shown_to", "confirmed_on", "visibility", "lat", "lng", "age_below",
	    "provider", "agency", "name", "kana" };

	for (size_t i = 0; i < COUNT(names); i++) {
		if (strcmp(name, names[i]) == 0)
			return true;
	}
	return false;
}

enum result
directory_told(struct request *r, const struct record *rec, const void *obj,
    struct html_list *out)
{
	struct told *told = arena_array(r->mem, rec->nfields, sizeof(*told));
	struct standing *all;
	size_t n, k = 0;
	enum result rc = directory_sql_values(r,
	    ((const struct record_head *)obj)->id, &all, &n);

	for (size_t i = 0; !rc && i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];
		const char *text = field_text(r->mem, f, obj);
		bool ages = rec == &service_record &&
		    strcmp(f->name, "age_from") == 0;
		const struct standing *s = standing_of(all, n, ages ?
		    "age_below" : f->name);

		if (ages)
			text = directory_ages(r->mem, obj);
		if (!*text || is_elsewhere(f->name) || (!ages &&
		    f->kind == KIND_NUMBER && !field_is_told(f, obj)))
			continue;
		told[k++] = (struct told){
			.label = ages ? "受け入れる年齢" : f->label,
			.text = ages ? text : directory_shown(r, rec, f->name,
			    text, NULL),
			.from = s ? arena_fmt(r->mem, "%s・%s",
			    codes_label_short(r->codes, "directory_source",
			    source_code(s->source)), directory_ago(r,
			    s->confirmed_on)) : NULL,
			.hidden = s && reach_of(s->visibility) != REACH_PUBLIC,
		};
	}
	*out = (struct html_list){ told, k };
	return rc;
}
