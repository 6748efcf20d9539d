#include "features/agency/agency.h"
#include "features/directory/directory_form.h"

#include <string.h>

#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "base/geo.h"
#include "base/text.h"
#include "features/directory/directory_sql.h"
#include "features/directory/directory_week.h"

/* The form of a place or of a service, shown. */

struct line {
	const struct html *input, *options, *control;	/* or a field of ours */
	const char *field, *label, *hint, *fault, *value;
};

static const struct slot line_slots[] = {
	SLOT_HTML(line, input),
	SLOT_HTML(line, options),
	SLOT_HTML(line, control),
	SLOT_TEXT(line, field),
	SLOT_TEXT(line, label),
	SLOT_TEXT(line, hint),
	SLOT_TEXT(line, fault),
	SLOT_TEXT(line, value),
};

struct week_of {
	const char *label;
	struct html_list days;
};

static const struct slot week_slots[] = {
	SLOT_TEXT(week_of, label),
	SLOT_LIST(week_of, days, line_slots, struct line),
};

struct similar {
	const char *url, *name, *where, *phone;
};

static const struct slot similar_slots[] = {
	SLOT_TEXT(similar, url),
	SLOT_TEXT(similar, name),
	SLOT_TEXT(similar, where),
	SLOT_TEXT(similar, phone),
};

struct form {
	const char *title, *action, *back, *place_name, *told_by, *told_fault,
	    *confirmed_on, *day_fault;
	bool has_similar, has_reaches;
	const struct html *faults, *hidden;
	struct html_list lines, weeks, reaches, similar;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, action),
	SLOT_TEXT(form, back),
	SLOT_TEXT(form, place_name),
	SLOT_TEXT(form, told_by),
	SLOT_TEXT(form, told_fault),
	SLOT_TEXT(form, confirmed_on),
	SLOT_TEXT(form, day_fault),
	SLOT_FLAG(form, has_similar),
	SLOT_FLAG(form, has_reaches),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_LIST(form, lines, line_slots, struct line),
	SLOT_LIST(form, weeks, week_slots, struct week_of),
	SLOT_LIST(form, reaches, line_slots, struct line),
	SLOT_LIST(form, similar, similar_slots, struct similar),
};

TEMPLATE(directory_form_page, "src/features/directory/form.html", form_slots);

static const char *
typed_or(struct request *r, const char *name, const char *otherwise)
{
	const char *s = request_form(r, name);

	return s ? s : otherwise ? otherwise : "";
}

static struct line
text_line(struct request *r, const char *field, const char *label,
    const char *hint, const char *value)
{
	return (struct line){ .field = field, .label = label, .hint = hint,
	    .value = typed_or(r, field, value),
	    .fault = request_fault_of(r, field) };
}

static enum result
agency_line(struct request *r, const char *chosen, struct line *l)
{
	*l = text_line(r, "agency", "関係機関の台帳では",
	    "相談の連携先として登録してある機関と同じときに選びます。", chosen);
	return agency_input(r, &(struct agency_input){ .name = "agency",
	    .chosen = chosen, .none = "なし", .asked = true, .hint = true },
	    &l->control);
}

static enum result
place_lines(struct request *r, const struct place *p, struct line *lines,
    size_t *n)
{
	struct provider provider = { 0 };
	enum result rc = p->provider ? record_get(r, &provider_record,
	    p->provider, &provider) : OK;

	lines[(*n)++] = text_line(r, "provider_name", "法人名",
	    "まだない法人は、新しく登録されます。", provider.name);
	lines[(*n)++] = text_line(r, "latitude", "緯度", "例）40.8123",
	    p->lat ? geo_text(r->mem, p->lat) : "");
	lines[(*n)++] = text_line(r, "longitude", "経度", "例）140.7412",
	    p->lng ? geo_text(r->mem, p->lng) : "");
	if (rc && rc != MISSING)
		return rc;
	return agency_line(r, p->agency, &lines[(*n)++]);
}

static void
service_lines(struct request *r, const struct service *s, struct line *lines,
    size_t *n)
{
	lines[(*n)++] = text_line(r, "from_age", "何歳から受け入れるか",
	    "例）0歳、6か月、1歳6か月", s->age_below ?
	    directory_age_label(r->mem, s->age_from) : "");
	lines[(*n)++] = text_line(r, "below_age", "何歳になるまで受け入れるか",
	    "18歳の誕生日の前日までなら18歳。終わりがなければ「なし」。",
	    s->age_below ? directory_age_label(r->mem, s->age_below) : "");
}

static const char *
hours_text(struct request *r, const struct stretch on[WEEK_STRETCHES])
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < WEEK_STRETCHES && on[i].to; i++)
		buffer_fmt(&b, "%s%d:%02d-%d:%02d", i ? "・" : "",
		    on[i].from / 60, on[i].from % 60, on[i].to / 60,
		    on[i].to % 60);
	return b.len ? b.s : "";
}

static struct week_of
week_of_days(struct request *r, const char *label, const char *name,
    const char *stored)
{
	struct line *days = arena_array(r->mem, WEEK_DAYS, sizeof(*days));
	struct week w;

	(void)week_of(stored, &w);
	for (size_t d = 0; d < WEEK_DAYS; d++)
		days[d] = text_line(r, arena_fmt(r->mem, "%s-%s", name,
		    week_days[d]), week_labels[d], NULL,
		    hours_text(r, w.on[d]));
	return (struct week_of){ label, { days, WEEK_DAYS } };
}

static struct html_list
weeks_of(struct request *r, const struct service *s)
{
	struct week_of *weeks = arena_array(r->mem, 2, sizeof(*weeks));

	weeks[0] = week_of_days(r, "利用できる曜日と時間", "opening", s->opening);
	weeks[1] = week_of_days(r, "看護職員のいる曜日と時間", "nurse",
	    s->nurse_hours);
	return (struct html_list){ weeks, 2 };
}

const char *const *
directory_form_reaches(const struct record *rec)
{
	static const char *const of_place[] = { "address", "phone", "fax",
	    "url", "mail", NULL };
	static const char *const of_provider[] = { "address", "phone", "fax",
	    "url", NULL };
	static const char *const of_service[] = { "number", "capacity",
	    "contact", "phone", "mail", "note", NULL };

	return rec == &place_record ? of_place :
	    rec == &provider_record ? of_provider : of_service;
}

/* What stands, for each field whose visibility is chosen by itself. */
static enum result
fill_reaches(struct request *r, const struct record *rec, const char *id,
    struct form *f)
{
	const char *const *names = directory_form_reaches(rec);
	struct line *lines = arena_array(r->mem, VALUES_ROOM, sizeof(*lines));
	struct standing *all = NULL;
	size_t n = 0, k = 0;
	enum result rc = id ? directory_sql_values(r, id, &all, &n) : OK;

	for (size_t i = 0; !rc && id && i < n; i++) {
		for (size_t j = 0; names[j]; j++) {
			const struct field *field = record_field(rec, names[j]);

			if (strcmp(names[j], all[i].field) != 0)
				continue;
			lines[k] = text_line(r, arena_fmt(r->mem, "v-%s",
			    names[j]), field->label, NULL, all[i].visibility);
			lines[k].options = form_options(r, "visibility",
			    lines[k].value, NULL);
			k++;
		}
	}
	f->reaches = (struct html_list){ lines, k };
	f->has_reaches = k > 0;
	return rc;
}

static void
fill_similar(struct request *r, const struct rows *rows, struct form *f)
{
	struct similar *all = arena_array(r->mem, rows->nrows + 1,
	    sizeof(*all));

	for (size_t i = 0; i < rows->nrows; i++) {
		const struct municipality *m = codes_municipality(r->codes,
		    rows_cell(rows, i, "municipality"));

		all[i] = (struct similar){
			.url = arena_fmt(r->mem, "/places/%s",
			    rows_cell(rows, i, "id")),
			.name = rows_cell(rows, i, "name"),
			.where = m ? m->name : "",
			.phone = rows_cell(rows, i, "phone"),
		};
	}
	f->similar = (struct html_list){ all, rows->nrows };
	f->has_similar = rows->nrows > 0;
}

static enum result
fill_lines(struct request *r, const struct record *rec, const void *obj,
    struct form *f)
{
	struct line *lines = arena_array(r->mem, rec->nfields + 8,
	    sizeof(*lines));
	size_t n = 0;
	enum result rc = OK;

	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *field = &rec->fields[i];

		if (!(field->flags & HIDDEN) && field->kind != KIND_LINK)
			lines[n++].input = form_field(r, field, obj);
	}
	if (rec == &place_record)
		rc = place_lines(r, obj, lines, &n);
	else if (rec == &service_record)
		service_lines(r, obj, lines, &n);
	f->lines = (struct html_list){ lines, n };
	return rc;
}

enum result
directory_form_show(struct request *r, const struct record *rec,
    const void *obj, const struct directory_form *d)
{
	const struct record_head *head = obj;
	struct form f = {
		.title = d->title, .action = d->action, .back = d->back,
		.place_name = d->place_name,
		.told_by = typed_or(r, "told_by", "電話"),
		.confirmed_on = typed_or(r, "confirmed_on",
		    date_era(r->mem, r->today)),
		.told_fault = request_fault_of(r, "told_by"),
		.day_fault = request_fault_of(r, "confirmed_on"),
		.faults = d->above ? d->above : form_faults(r),
		.hidden = form_hidden(r, head->version),
	};
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { d->title, NULL } };
	struct page page = { d->title, "/services", crumbs, COUNT(crumbs),
	    false };
	enum result rc = fill_lines(r, rec, obj, &f);

	if (!rc)
		rc = fill_reaches(r, rec, head->id, &f);
	if (rc)
		return rc;
	fill_similar(r, &d->similar, &f);
	if (rec == &service_record)
		f.weeks = weeks_of(r, obj);
	return page_show(r, &page, &directory_form_page, &f);
}
