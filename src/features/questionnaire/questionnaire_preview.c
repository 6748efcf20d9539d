#include <string.h>

#include "app/codes.h"
#include "app/paper.h"
#include "base/date.h"
#include "features/questionnaire/questionnaire_sql.h"

/* What is handed out: the form as it will be seen, the poster with the QR code,
 * and the sheet for those who write on paper. */

struct preview {
	const char *at, *title, *intro;
	const struct html *before, *after;
};

static const struct slot slots[] = {
	SLOT_TEXT(preview, at),
	SLOT_TEXT(preview, title),
	SLOT_TEXT(preview, intro),
	SLOT_HTML(preview, before),
	SLOT_HTML(preview, after),
};

TEMPLATE(questionnaire_preview_page,
    "src/features/questionnaire/preview.html", slots);

/* A form has each field once: two of them on one page have ids of their own. */
static struct questionnaire_question *
renamed(struct request *r, const struct questionnaire_all *all,
    const char *phase)
{
	struct questionnaire_question *q = arena_array(r->mem, all->n + 1,
	    sizeof(*q));

	for (size_t i = 0; i < all->n; i++) {
		q[i] = all->questions[i];
		q[i].code = arena_fmt(r->mem, "%s-%s", phase, q[i].code);
	}
	return q;
}

/* GET /questionnaires/ID/preview */
enum result
questionnaire_preview_get(struct request *r)
{
	struct questionnaire_all all;
	enum result rc = questionnaire_open(r, r->arg[0], &all);
	const char *at = arena_fmt(r->mem, "/questionnaires/%s", r->arg[0]);
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "事前・事後アンケート", "/questionnaires" },
	    { all.it.title, at }, { "見本", NULL } };
	struct page page = { "見本", "/trainings", crumbs, COUNT(crumbs),
	    false };
	struct preview p = { .at = at, .title = all.it.title,
		.intro = all.it.intro };

	if (rc)
		return rc;
	p.before = questionnaire_form(r, renamed(r, &all, "before"), all.n,
	    "before");
	p.after = questionnaire_form(r, renamed(r, &all, "after"), all.n,
	    "after");
	return page_show(r, &page, &questionnaire_preview_page, &p);
}

static enum result
poster(struct request *r, struct questionnaire_all *all, struct paper **out)
{
	const char *url, *about, *about_url;
	struct paper *p;
	enum result rc = questionnaire_open(r, r->arg[0], all);

	if (!rc)
		rc = questionnaire_of(r, &all->it, &about, &about_url);
	if (rc)
		return rc;
	url = questionnaire_url(r, &all->it);
	if (!url || !questionnaire_is(&all->it, "open"))
		return CONFLICT;
	p = paper_new(r->mem, all->it.title);
	paper_under(p, arena_fmt(r->mem, "%s　%s", codes_setting(r->codes,
	    "centre_name"), about ? about : ""));
	paper_code(p, url, "アンケートのページが開きます");
	paper_text(p, all->it.intro ? all->it.intro :
	    "研修をよりよくするために、前と後の2回、同じ質問にお答えください。");
	paper_section(p, "答え方");
	paper_text(p, "1　スマートフォンのカメラで、右上のQRコードを読みます。");
	paper_text(p, "2　「研修の前」か「研修の後」を選んで答えます。");
	paper_text(p, "3　前と後で、同じ合いことばを入れてください。"
	    "作り方はページに書いてあります。");
	paper_facts(p, 1);
	paper_fact(p, "アドレス", url);
	paper_fact(p, "期間", arena_fmt(r->mem, "%s〜%s", date_long(r->mem,
	    all->it.opens_on), date_long(r->mem, all->it.closes_on)));
	paper_note(p, "名前は聞きません。だれが答えたかは、センターにも分かりません。");
	*out = p;
	return OK;
}

/* One paper, as a page with its PDF or as the PDF. */
static enum result
show_paper(struct request *r, const struct questionnaire_all *all,
    const struct paper *p, const char *label, const char *pdf)
{
	const char *back = arena_fmt(r->mem, "/questionnaires/%s", all->it.id);
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "事前・事後アンケート", "/questionnaires" },
	    { all->it.title, back }, { label, NULL } };
	struct page page = { label, "/trainings", crumbs, COUNT(crumbs),
	    false };
	struct paper_links links = { arena_fmt(r->mem, "%s/%s", back, pdf),
	    back, "アンケートに戻る" };

	return paper_show(r, &page, p, &links);
}

enum result
questionnaire_poster_get(struct request *r)
{
	struct questionnaire_all all;
	struct paper *p;
	enum result rc = poster(r, &all, &p);

	return rc ? rc : show_paper(r, &all, p, "ポスター", "poster.pdf");
}

enum result
questionnaire_poster_pdf_get(struct request *r)
{
	struct questionnaire_all all;
	struct paper *p;
	enum result rc = poster(r, &all, &p);

	return rc ? rc : paper_pdf(r, all.it.title,
	    (const struct paper *const[]){ p }, 1, "anketo-poster");
}

static void
put_question(struct request *r, struct paper *p,
    const struct questionnaire_question *q, size_t number)
{
	size_t n;
	const char *const *options = questionnaire_options(r, q, &n);

	paper_section(p, arena_fmt(r->mem, "%zu．%s", number, q->says));
	if (strcmp(q->kind, "text") == 0 || strcmp(q->kind, "number") == 0) {
		paper_blank(p);
		return;
	}
	for (size_t i = 0; i < n; i++)
		paper_text(p, arena_fmt(r->mem, "□ %s", options[i]));
}

static void
put_half(struct request *r, struct paper *p,
    const struct questionnaire_all *all, const char *phase)
{
	size_t number = 0;

	paper_section(p, "合いことば");
	paper_text(p, QUESTIONNAIRE_RECIPE);
	paper_blank(p);
	for (size_t i = 0; i < all->n; i++) {
		if (questionnaire_asks(&all->questions[i], phase))
			put_question(r, p, &all->questions[i], ++number);
	}
}

/* Before on one sheet, after on the other: they are handed in apart. */
static enum result
sheets(struct request *r, struct questionnaire_all *all,
    const struct paper *out[2])
{
	static const char *const phases[] = { "before", "after" };
	enum result rc = questionnaire_open(r, r->arg[0], all);

	for (size_t i = 0; !rc && i < COUNT(phases); i++) {
		struct paper *p = paper_new(r->mem, arena_fmt(r->mem,
		    "%s（%s）", all->it.title, codes_label(r->codes,
		    "questionnaire_phase", phases[i])));

		paper_under(p, "名前は書かないでください。");
		put_half(r, p, all, phases[i]);
		out[i] = p;
	}
	return rc;
}

/* GET /questionnaires/ID/sheet: on the page, the one for before the training. */
enum result
questionnaire_sheet_get(struct request *r)
{
	struct questionnaire_all all;
	const struct paper *both[2];
	enum result rc = sheets(r, &all, both);

	return rc ? rc : show_paper(r, &all, both[0], "アンケート用紙",
	    "sheet.pdf");
}

enum result
questionnaire_sheet_pdf_get(struct request *r)
{
	struct questionnaire_all all;
	const struct paper *both[2];
	enum result rc = sheets(r, &all, both);

	return rc ? rc : paper_pdf(r, all.it.title, both, 2, "anketo");
}
