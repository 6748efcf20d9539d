#include "public/training_view.h"

#include <string.h>

#include "app/codes.h"
#include "base/date.h"

static const struct {
	const char *code, *label, *class;
} seats[] = {
	{ "open", "空きあり", "chip chip--blue" },
	{ "few", "残りわずか", "chip chip--orange" },
	{ "full", "キャンセル待ち", "chip chip--red" },
};

static void
seats_of(struct training_view *v, const char *code)
{
	v->full = strcmp(code, "full") == 0;
	for (size_t i = 0; i < COUNT(seats); i++) {
		if (strcmp(seats[i].code, code) == 0) {
			v->seats = seats[i].label;
			v->seats_class = seats[i].class;
		}
	}
}

static const char *
where_of(struct request *r, const struct training_view *v)
{
	if (v->place && v->online)
		return arena_fmt(r->mem, "%s・オンライン", v->place);
	return v->place ? v->place : v->online ? "オンライン" : "これから決まります";
}

struct training_view
training_view_of(struct request *r, const struct rows *rows, size_t i)
{
	struct training_view v = {
		.id = rows_cell(rows, i, "id"),
		.course = rows_cell(rows, i, "course"),
		.title = rows_cell(rows, i, "title"),
		.kind = codes_label(r->codes, "training_kind",
		    rows_cell(rows, i, "kind")),
		.number = arena_fmt(r->mem, "第%s回",
		    rows_cell(rows, i, "number")),
		.theme = rows_cell(rows, i, "theme"),
		.on_day = rows_cell(rows, i, "on_day"),
		.from_at = rows_cell(rows, i, "from_at"),
		.to_at = rows_cell(rows, i, "to_at"),
		.place = rows_cell(rows, i, "place"),
		.online = strcmp(rows_cell(rows, i, "online"), "1") == 0,
		.lecturers = rows_cell(rows, i, "lecturers"),
		.seats = "", .seats_class = "chip",
	};
	const char *professions = rows_cell(rows, i, "professions");

	v.url = arena_fmt(r->mem, "/trainings/%s", v.id);
	v.day = date_short(r->mem, v.on_day);
	v.when = arena_fmt(r->mem, "%s%s%s%s", date_long(r->mem, v.on_day),
	    v.from_at ? v.from_at : "", v.to_at ? "～" : "",
	    v.to_at ? v.to_at : "");
	v.where = where_of(r, &v);
	v.professions = professions && *professions ? codes_labels(r->mem,
	    r->codes, "profession", professions, "、") : "どなたでも";
	seats_of(&v, rows_cell(rows, i, "seats"));
	return v;
}
