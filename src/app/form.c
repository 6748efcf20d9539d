#include "app/page.h"

#include <string.h>

#include "app/codes.h"
#include "app/field_counts.h"
#include "app/words.h"
#include "base/crypto.h"
#include "base/date.h"

/*
 * Forms from the field table: label, hint, fault, input; what was typed is
 * shown again. Ids are "f-NAME", faults "e-NAME", hints "h-NAME".
 */

static const char *
now_typed(struct request *r, const struct field *f, const void *obj)
{
	return obj ? field_text(r->mem, f, obj) : "";
}

static bool
is_asked(const struct field *f)
{
	return (f->flags & (REQUIRED | ASKED)) != 0;
}

static void
put_label(struct buffer *b, const struct field *f, const char *tag)
{
	buffer_fmt(b, "<%s class=\"field__label\"", tag);
	if (strcmp(tag, "label") == 0)
		buffer_fmt(b, " for=\"f-%s\"", f->name);
	buffer_add(b, ">");
	buffer_html(b, f->label);
	if (is_asked(f))
		buffer_add(b, " <span class=\"req\">※必須</span>");
	buffer_fmt(b, "</%s>", tag);
}

static void
put_hint_and_fault(struct request *r, struct buffer *b, const struct field *f)
{
	const char *fault = request_fault_of(r, f->name);

	if (f->hint) {
		buffer_fmt(b, "<p class=\"hint\" id=\"h-%s\">", f->name);
		buffer_html(b, f->hint);
		buffer_add(b, "</p>");
	}
	if (fault) {
		buffer_fmt(b, "<p class=\"field-error\" id=\"e-%s\">誤り：",
		    f->name);
		buffer_html(b, fault);
		buffer_add(b, "</p>");
	}
}

/* Name, id, and what a screen reader needs to find hint and fault. */
static void
put_attributes(struct request *r, struct buffer *b, const struct field *f,
    const char *name)
{
	bool fault = request_fault_of(r, f->name) != NULL;

	buffer_fmt(b, " id=\"f-%s\" name=\"%s\"", f->name, name);
	if (fault)
		buffer_add(b, " aria-invalid=\"true\"");
	if (fault || f->hint) {
		buffer_add(b, " aria-describedby=\"");
		if (fault)
			buffer_fmt(b, "e-%s", f->name);
		if (f->hint)
			buffer_fmt(b, "%sh-%s", fault ? " " : "", f->name);
		buffer_add(b, "\"");
	}
	if (is_asked(f) && f->kind != KIND_CODES)
		buffer_add(b, " required");
}

static void
put_input(struct request *r, struct buffer *b, const struct field *f,
    const char *value)
{
	buffer_add(b, "<input type=\"text\" autocomplete=\"off\"");
	put_attributes(r, b, f, f->name);
	if (f->kind == KIND_NUMBER)
		buffer_add(b, " inputmode=\"numeric\" size=\"6\"");
	else if (f->kind == KIND_DAY)
		buffer_add(b, " data-date size=\"16\"");
	else
		buffer_add(b, " class=\"full\"");
	buffer_add(b, " value=\"");
	if (f->kind == KIND_NUMBER && (!is_asked(f) || f->min > 0) &&
	    !(f->flags & ZERO_TOLD) && strcmp(value, "0") == 0)
		value = "";
	if (f->kind == KIND_DAY && date_valid(value))
		buffer_html(b, date_era(r->mem, value));
	else
		buffer_html(b, value);
	buffer_add(b, "\">");
	if (f->kind == KIND_DAY)
		buffer_fmt(b, " <output class=\"hint\" for=\"f-%s\"></output>",
		    f->name);
}

static void
put_textarea(struct request *r, struct buffer *b, const struct field *f,
    const char *value)
{
	buffer_add(b, "<textarea class=\"full\" rows=\"6\"");
	put_attributes(r, b, f, f->name);
	/* A browser drops the first line break after the tag. */
	buffer_add(b, ">\n");
	buffer_html(b, value);
	buffer_add(b, "</textarea>");
}

static void
put_select(struct request *r, struct buffer *b, const struct field *f,
    const char *value)
{
	buffer_add(b, "<select");
	put_attributes(r, b, f, f->name);
	buffer_add(b, ">");
	buffer_add(b, html_text(f->kind == KIND_MUNICIPALITY ?
	    form_municipalities(r, value, "選んでください") :
	    form_options(r, f->list, value, "選んでください")));
	buffer_add(b, "</select>");
}

static bool
holds(const char *set, const char *code)
{
	size_t n = strlen(code);

	for (const char *s = strstr(set, code); s; s = strstr(s + 1, code)) {
		if ((s == set || s[-1] == ',') && (!s[n] || s[n] == ','))
			return true;
	}
	return false;
}

/* Radio buttons or check boxes of the codes in force. */
static void
put_picks(struct request *r, struct buffer *b, const struct field *f,
    const char *value)
{
	const char *type = f->kind == KIND_CODES ? "checkbox" : "radio";
	size_t n, shown = 0;
	const struct code *c = codes_list(r->codes, f->list, &n);

	buffer_add(b, "<div class=\"picks\">");
	for (size_t i = 0; i < n; i++) {
		bool on = holds(value, c[i].code);

		if (!on && !code_valid(&c[i], r->today))
			continue;
		buffer_fmt(b, "<label class=\"pick\"><input type=\"%s\" "
		    "name=\"%s\" value=\"%s\"%s", type, f->name, c[i].code,
		    on ? " checked" : "");
		if (!shown++)
			buffer_fmt(b, " id=\"f-%s\"", f->name);
		buffer_add(b, f->kind == KIND_CODE && is_asked(f) ?
		    " required> " : "> ");
		buffer_html(b, c[i].label);
		buffer_add(b, "</label>");
	}
	buffer_add(b, "</div>");
	if (f->kind == KIND_CODES)
		buffer_fmt(b, "<input type=\"hidden\" name=\"%s\" value=\"\">",
		    f->name);
}

/*
 * A link is chosen by typing: with script a list of suggestions fills the
 * hidden id, without it the server looks the typed text up.
 */
static void
put_link(struct request *r, struct buffer *b, const struct field *f,
    const void *obj)
{
	const char *id = now_typed(r, f, obj), *typed, *shown;

	typed = request_form(r, arena_fmt(r->mem, "%s_typed", f->name));
	shown = request_fault_of(r, f->name) && typed ? typed :
	    obj ? field_shown(r, f, obj) : "";
	buffer_fmt(b, "<input type=\"hidden\" name=\"%s\" value=\"", f->name);
	buffer_html(b, request_fault_of(r, f->name) ? "" : id);
	buffer_add(b, "\"><input type=\"text\" autocomplete=\"off\""
	    " class=\"full\"");
	buffer_fmt(b, " data-suggest=\"/%s/suggest\" data-suggest-id=\"%s\"",
	    f->to->path, f->name);
	put_attributes(r, b, f, arena_fmt(r->mem, "%s_typed", f->name));
	buffer_add(b, " value=\"");
	buffer_html(b, shown);
	buffer_add(b, "\">");
}

static bool
is_group(const struct field *f)
{
	return f->kind == KIND_CODES || f->kind == KIND_COUNTS ||
	    (f->kind == KIND_CODE && f->flags & RADIO);
}

static void
put_control(struct request *r, struct buffer *b, const struct field *f,
    const void *obj)
{
	const char *value = now_typed(r, f, obj);

	switch (f->kind) {
	case KIND_LONG_TEXT:
		put_textarea(r, b, f, value);
		break;
	case KIND_CODE:
	case KIND_MUNICIPALITY:
		put_select(r, b, f, value);
		break;
	case KIND_LINK:
		put_link(r, b, f, obj);
		break;
	default:
		put_input(r, b, f, value);
	}
}

const struct html *
form_field(struct request *r, const struct field *f, const void *obj)
{
	struct buffer b = buffer_new(r->mem);

	if (is_group(f)) {
		buffer_fmt(&b, "<fieldset class=\"field\"%s>",
		    request_fault_of(r, f->name) ? " data-invalid" : "");
		put_label(&b, f, "legend");
		put_hint_and_fault(r, &b, f);
		if (f->kind == KIND_COUNTS)
			counts_put(r, &b, f, now_typed(r, f, obj));
		else
			put_picks(r, &b, f, now_typed(r, f, obj));
		buffer_add(&b, "</fieldset>\n");
	} else {
		buffer_add(&b, "<div class=\"field\">");
		put_label(&b, f, "label");
		put_hint_and_fault(r, &b, f);
		put_control(r, &b, f, obj);
		buffer_add(&b, "</div>\n");
	}
	return html_from(r->mem, &b);
}

const struct html *
form_record(struct request *r, const struct record *rec, const void *obj)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < rec->nfields; i++) {
		if (!(rec->fields[i].flags & HIDDEN) &&
		    record_shows(r, rec, &rec->fields[i], obj))
			buffer_add(&b, html_text(form_field(r, &rec->fields[i],
			    obj)));
	}
	return html_from(r->mem, &b);
}

/* One random key a page, and a number a form. */
static const char *
next_key(struct request *r)
{
	if (!r->key)
		r->key = crypto_uuid(r->mem);
	return arena_fmt(r->mem, "%s-%zu", r->key, ++r->nforms);
}

const struct html *
form_hidden(struct request *r, int64_t version)
{
	struct buffer b = buffer_new(r->mem);
	const char *once = request_form(r, "once");

	buffer_add(&b, "<input type=\"hidden\" name=\"csrf\" value=\"");
	buffer_html(&b, r->who && r->who->csrf ? r->who->csrf : "");
	buffer_add(&b, "\"><input type=\"hidden\" name=\"once\" value=\"");
	buffer_html(&b, once && *once ? once : next_key(r));
	buffer_add(&b, "\">");
	if (version)
		buffer_fmt(&b, "<input type=\"hidden\" name=\"version\" "
		    "value=\"%lld\">", (long long)version);
	return html_from(r->mem, &b);
}

const struct html *
form_hidden_own(struct request *r)
{
	struct pairs form = r->form;
	const struct html *hidden;

	r->form.n = 0;
	hidden = form_hidden(r, 0);
	r->form = form;
	return hidden;
}
