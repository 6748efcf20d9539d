#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/consent/consent.h"
#include "features/contact/contact_page.h"

/*
 * 引き継ぎ文: what is handed on to an agency, as plain text to copy into a mail
 * or a letter. It tells what the family agreed to for that agency and no more,
 * says on which consent it stands, and who took it is on record. As PDF it says
 * the same.
 */
static enum result
fill_recipients(struct request *r, const struct contact *c,
    struct consent_letter *p)
{
	struct rows rows = { 0 };
	enum result rc = consent_recipients(r, c->child, &rows);
	struct consent_letter_to *all;

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++)
		all[i] = (struct consent_letter_to){ rows_cell(&rows, i, "name"),
		    arena_fmt(r->mem, "/contacts/%s/letter/%s", c->id,
		    rows_cell(&rows, i, "id")) };
	p->recipients = (struct html_list){ all, rows.nrows };
	return OK;
}

/* "label：text" when there is a text. */
static void
put(struct buffer *b, const char *label, const char *text)
{
	if (text && *text)
		buffer_fmt(b, "%s：%s\n", label, text);
}

static const char *
shown(struct request *r, const char *name, const struct contact *c)
{
	return field_shown(r, record_field(&contact_record, name), c);
}

static void
put_child(struct request *r, struct buffer *b, const struct child *child,
    const struct consent *given)
{
	buffer_fmt(b, "%sさん", child->name);
	if (child->born_on)
		buffer_fmt(b, "（%s生まれ、%s）", date_era(r->mem, child->born_on),
		    date_age_label(r->mem, child->born_on, r->today));
	buffer_add(b, "について\n\n");
	if (consent_has_class(given, "contact")) {
		put(b, "保護者", child->guardian);
		put(b, "電話", child->phone);
	}
	if (consent_has_class(given, "care"))
		put(b, "医療的ケア", codes_labels(r->mem, r->codes, "care",
		    child->care, "、"));
}

static const char *
letter_text(struct request *r, const struct agency *to,
    const struct contact *c, const struct child *child,
    const struct consent *given)
{
	struct buffer b = buffer_new(r->mem);

	buffer_fmt(&b, "%s　御中\n\n", to->name);
	put_child(r, &b, child, given);
	put(&b, "対応した日", date_long(r->mem, c->on_day));
	put(&b, "方法", shown(r, "method", c));
	if (consent_has_class(given, "contact")) {
		put(&b, "相談内容", shown(r, "topics", c));
		put(&b, "連携先", shown(r, "partners", c));
		put(&b, "参加した人", shown(r, "participants", c));
	}
	if (consent_has_class(given, "clinical"))
		put(&b, "内容", c->body);
	if (consent_has_class(given, "contact") && c->next_step)
		put(&b, "次にすること", arena_fmt(r->mem, "%s（%sまで）",
		    c->next_step, date_short(r->mem, c->next_on)));
	buffer_fmt(&b, "\nこの文は、%sの同意（%sさん）にもとづいてお渡しするもので"
	    "す。目的のほかには使わないでください。\n", date_era(r->mem,
	    given->given_on), given->given_by ? given->given_by : "ご家族");
	buffer_fmt(&b, "%s　%s\n", codes_setting(r->codes, "centre_name"),
	    r->who->name);
	return b.s;
}

/* The text, or why there must be none. */
static enum result
write_letter(struct request *r, const struct contact *c,
    struct consent_letter *p)
{
	struct agency to;
	struct consent given;
	struct child child;
	enum result rc = record_get(r, &agency_record, r->arg[1], &to);

	if (!rc)
		rc = record_get(r, &child_record, c->child, &child);
	if (rc)
		return rc;
	p->to = to.name;
	rc = consent_standing(r, c->child, to.id, "support", "identity", &given);
	if (!rc)
		p->said = letter_text(r, &to, c, &child, &given);
	if (rc == MISSING)
		p->refused = arena_fmt(r->mem, "%sに伝えるための有効な同意が"
		    "ありません。紹介した機関を通して説明し、同意を得てください。",
		    to.name);
	return rc == MISSING ? OK : rc;
}

/* The centre hands on; agencies read what was handed to them. */
static enum result
answer(struct request *r, bool pdf)
{
	struct contact c;
	struct crumb crumbs[] = { { "記録", "/contacts" },
	    { "引き継ぎ文", NULL } };
	struct page page = { .title = "引き継ぎ文", .menu = "/contacts",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct consent_letter p = { .title = page.title,
	    .back_label = "記録に戻る", .paper = page.title,
	    .file = arena_fmt(r->mem, "hikitsugi-%s", r->today) };
	enum result rc = record_get(r, &contact_record, r->arg[0], &c);

	if (rc)
		return rc;
	if (!access_is_centre(r))
		return DENIED;
	p.back = arena_fmt(r->mem, "/contacts/%s", c.id);
	p.empty = c.child ? "同意のある機関がありません。" :
	    "特定の子でない相談です。子どもと結びつけると、引き継ぎ文を作れます。";
	if (!c.child)
		return r->arg[1] ? MISSING : consent_letter_show(r, &page, &p,
	    pdf);
	p.consents = arena_fmt(r->mem, "/consents/new?child=%s", c.child);
	if (r->arg[1])
		p.pdf = arena_fmt(r->mem, "/contacts/%s/letter/%s/letter.pdf",
		    c.id, r->arg[1]);
	rc = fill_recipients(r, &c, &p);
	if (!rc && r->arg[1])
		rc = write_letter(r, &c, &p);
	return rc ? rc : consent_letter_show(r, &page, &p,
	    pdf);
}

enum result
contact_letter_get(struct request *r)
{
	return answer(r, false);
}

enum result
contact_letter_pdf_get(struct request *r)
{
	return answer(r, true);
}
