#include "app/record.h"

#include <string.h>

#include "app/field_counts.h"
#include "app/record_json.h"
#include "base/json.h"
#include "base/text.h"

const struct field *
record_field(const struct record *rec, const char *name)
{
	for (size_t i = 0; i < rec->nfields; i++) {
		if (strcmp(rec->fields[i].name, name) == 0)
			return &rec->fields[i];
	}
	return NULL;
}

const char *
field_heading(const struct field *f)
{
	return f->heading ? f->heading : f->label;
}

/* What every form carries besides its fields. */
static bool
is_ours(const char *name)
{
	static const char *const ours[] = { "csrf", "once", "version", "id",
	    "draft", "next" };

	for (size_t i = 0; i < COUNT(ours); i++) {
		if (strcmp(ours[i], name) == 0)
			return true;
	}
	return false;
}

/* "child_typed" goes with the link "child": a name typed without script. */
static bool
is_typed_link(const struct record *rec, const char *name)
{
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];
		size_t n = strlen(f->name);

		if (f->kind == KIND_LINK && strncmp(name, f->name, n) == 0 &&
		    strcmp(name + n, "_typed") == 0)
			return true;
	}
	return false;
}

static void
check_names(struct request *r, const struct record *rec)
{
	for (size_t i = 0; i < r->form.n; i++) {
		const char *name = r->form.at[i].name;
		const struct field *f = record_field(rec, name);

		if ((!f || f->flags & HIDDEN) && !is_ours(name) &&
		    !is_typed_link(rec, name) &&
		    !counts_has_input(r->codes, rec, name))
			request_fault(r, name, "unknown_field");
	}
}

/* A set comes as several values; everything else as one. */
static const char *
typed_value(struct request *r, const struct field *f)
{
	size_t n;
	const char *const *all = request_form_all(r, f->name, &n);
	const char *typed = n ? all[0] : NULL;

	if (f->kind == KIND_CODES && n)
		return text_join(r->mem, all, n);
	if (f->kind == KIND_COUNTS && !typed)
		return counts_typed(r, f);
	return f->kind == KIND_LINK ? field_link_typed(r, f, typed,
	    request_form(r, arena_fmt(r->mem, "%s_typed", f->name))) : typed;
}

/* The day whose codes are in force: the record's own day, else today. */
static const char *
day_of(struct request *r, const struct record *rec, const void *obj)
{
	const struct field *f = record_field(rec, "on_day");
	const char *day = f ? field_text(r->mem, f, obj) : "";

	return *day && !request_fault_of(r, "on_day") ? day : r->today;
}

static void
read_one(struct request *r, const struct record *rec, const struct field *f,
    void *obj)
{
	const char *typed = typed_value(r, f), *says;

	if (!typed)
		typed = field_is_told(f, obj) ? field_text(r->mem, f, obj) : "";
	says = field_read(r, f, typed, day_of(r, rec, obj), false, obj);
	if (says)
		request_fault(r, f->name, says);
}

enum result
record_read(struct request *r, const struct record *rec, void *obj)
{
	const struct field *day = record_field(rec, "on_day");
	const char *version = request_form(r, "version");
	struct record_head *head = obj;

	r->reading = rec;
	check_names(r, rec);
	if (version && !text_number(version, &head->version))
		request_fault(r, "version", "not_a_number");
	if (day)
		read_one(r, rec, day, obj);
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];

		if (f != day && !(f->flags & HIDDEN) &&
		    record_shows(r, rec, f, obj))
			read_one(r, rec, f, obj);
	}
	if (rec->check)
		rec->check(r, obj);
	return r->nfaults ? INVALID : OK;
}

static void
json_set(struct buffer *b, const char *set)
{
	const char *s = set;

	buffer_add(b, "[");
	while (*s) {
		size_t n = strcspn(s, ",");

		buffer_json(b, arena_bytes(b->mem, s, n));
		s += n;
		if (*s)
			buffer_add(b, ",");
		s += *s == ',';
	}
	buffer_add(b, "]");
}

void
record_json(struct request *r, struct buffer *b, const struct record *rec,
    const void *obj)
{
	const struct record_head *head = obj;

	buffer_add(b, "{\"id\":");
	buffer_json(b, head->id);
	buffer_add(b, ",\"version\":");
	buffer_int(b, head->version);
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];
		const char *s = field_text(r->mem, f, obj);

		buffer_fmt(b, ",\"%s\":", f->name);
		if (f->kind == KIND_NUMBER && field_is_told(f, obj))
			buffer_add(b, s);
		else if (f->kind == KIND_CODES)
			json_set(b, s);
		else if (*s && f->kind != KIND_NUMBER)
			buffer_json(b, s);
		else
			buffer_add(b, "null");
	}
	buffer_add(b, "}");
}

enum result
record_from_json(struct request *r, const struct record *rec,
    const char *json, void *obj)
{
	struct record_head *head = obj;
	struct pairs pairs;
	const char *why;

	if (json_read(r->mem, json, strlen(json), &pairs, &why))
		return BROKEN;
	for (size_t i = 0; i < pairs.n; i++) {
		const struct field *f = record_field(rec, pairs.at[i].name);
		const char *value = pairs.at[i].value, *before;

		if (strcmp(pairs.at[i].name, "id") == 0)
			head->id = value;
		if (!f)
			continue;
		before = f->kind == KIND_CODES ? field_text(r->mem, f, obj) : "";
		field_set(f, obj, *before ? arena_fmt(r->mem, "%s,%s", before,
		    value) : value);
	}
	record_reveal(r, rec, obj);
	return OK;
}
