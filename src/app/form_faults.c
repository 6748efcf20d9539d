#include "app/page.h"

#include <string.h>

#include "base/text.h"

/* What went wrong with a form, said at its top; and two versions side by side. */

static const char *
label_of(const struct request *r, const char *name)
{
	const struct field *f = r->reading ? record_field(r->reading, name) :
	    NULL;

	return f ? f->label : "";
}

static void
put_fault(const struct request *r, struct buffer *b, const struct fault *fault)
{
	const char *label = label_of(r, fault->field);

	buffer_add(b, "<li><a href=\"#f-");
	buffer_url(b, fault->field);
	buffer_add(b, "\">");
	buffer_html(b, label);
	buffer_add(b, *label ? "：" : "");
	buffer_html(b, fault->says);
	buffer_add(b, "</a></li>");
}

const struct html *
form_faults(struct request *r)
{
	struct buffer b = buffer_new(r->mem);

	if (!r->nfaults)
		return html_from(r->mem, &b);
	buffer_add(&b, "<div class=\"errors\" role=\"alert\" tabindex=\"-1\""
	    " data-errors><h2>");
	buffer_fmt(&b, "入力に誤りが%zu件あります</h2><ul>", r->nfaults);
	for (size_t i = 0; i < r->nfaults; i++)
		put_fault(r, &b, &r->faults[i]);
	buffer_add(&b, "</ul></div>");
	return html_from(r->mem, &b);
}

static void
put_row(struct request *r, struct buffer *b, const struct field *f,
    const void *mine, const void *theirs)
{
	const char *m = field_shown(r, f, mine), *t = field_shown(r, f, theirs);
	bool same = strcmp(m, t) == 0;

	buffer_fmt(b, "<tr%s><th scope=\"row\">", same ? "" : " class=\"differs\"");
	buffer_html(b, f->label);
	buffer_add(b, "</th><td>");
	buffer_html(b, *t ? t : "（空欄）");
	buffer_add(b, "</td><td>");
	buffer_html(b, *m ? m : "（空欄）");
	buffer_add(b, same ? "</td><td></td></tr>" : "</td><td>違う</td></tr>");
}

const struct html *
form_conflict(struct request *r, const struct record *rec, const void *mine,
    const void *theirs)
{
	struct buffer b = buffer_new(r->mem);

	buffer_add(&b, "<div class=\"errors\" role=\"alert\" tabindex=\"-1\""
	    " data-errors><h2>ほかの人が先に変更しました</h2>"
	    "<p>あなたの入力はまだ保存されていません。見くらべて、下の欄を直してから"
	    "もう一度保存してください。</p>"
	    "<section class=\"table-box\" tabindex=\"0\""
	    " aria-label=\"見くらべ\"><table class=\"versus data\">"
	    "<caption class=\"vh\">保存されている内容とあなたの入力</caption>"
	    "<thead><tr><th scope=\"col\">項目</th>"
	    "<th scope=\"col\">保存されている内容</th>"
	    "<th scope=\"col\">あなたの入力</th>"
	    "<th scope=\"col\">違い</th></tr></thead><tbody>");
	for (size_t i = 0; i < rec->nfields; i++) {
		if (!(rec->fields[i].flags & HIDDEN))
			put_row(r, &b, &rec->fields[i], mine, theirs);
	}
	buffer_add(&b, "</tbody></table></section></div>");
	return html_from(r->mem, &b);
}

void
form_version(struct request *r, void *obj)
{
	struct record_head *head = obj;
	const char *typed = request_form(r, "version");

	/* One that is no number is nobody's: CONFLICT. */
	if (typed && !text_number(typed, &head->version))
		head->version = 0;
}

enum result
form_taken(struct request *r, const struct record *rec, enum result rc)
{
	for (size_t i = 0; rc == CONFLICT && !r->repeated &&
	    i < rec->nfields; i++) {
		if (rec->fields[i].flags & UNIQUE) {
			request_fault(r, rec->fields[i].name, "taken");
			return INVALID;
		}
	}
	return rc;
}
