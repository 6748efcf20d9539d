#include <string.h>

#include "app/paper.h"
#include "features/training/training_day.h"

/*
 * The poster at the entrance, and what whoever speaks shows to those who are
 * not in the room: where to sign in, and the codes of start and end, each on a
 * sheet of its own so that the one of the end is not seen too early.
 */
static const char how[] =
    "1. スマートフォンのカメラで、右上のコードを読み取ります。\n"
    "2. 申し込んだときのメールアドレスか、電話番号の下4けたを入力します。\n"
    "3. 「受付する」を押します。\n"
    "申し込んでいない人も、同じページから受付できます。"
    "スマートフォンがない人は、受付の係に声をかけてください。";

static void
add_address(struct request *r, struct paper *p, const char *url)
{
	if (!url) {
		paper_warning(p, "公開サイトのアドレスが決まっていないので、"
		    "コードを印刷できません。「公表」の「センターの連絡先」で"
		    "入力してください。");
		return;
	}
	paper_code_large(p, url, "受付のページ");
	paper_note(p, arena_fmt(r->mem, "読み取れないとき：%s", url));
}

static struct paper *
sheet(struct request *r, const struct training *t,
    const struct training_session *s, const char *title)
{
	struct paper *p = paper_new(r->mem, title);

	paper_under(p, arena_fmt(r->mem, "%s　%s", t->title,
	    training_session_title(r, s)));
	paper_facts(p, 1);
	paper_fact(p, "日時", training_when(r, s));
	paper_fact(p, "場所", training_where(r, s));
	return p;
}

enum { SHEETS = 3 };

struct poster {
	struct training_session session;
	struct training training;
	struct training_door door;
	const struct paper *sheets[SHEETS];
	size_t n;
};

static void
add_code(struct request *r, struct poster *d, const char *title,
    const char *code)
{
	struct paper *p = sheet(r, &d->training, &d->session, title);

	paper_section(p, arena_fmt(r->mem, "合言葉　%s", code));
	paper_text(p, "受付のページに、この4けたの数字を入力してください。始めと"
	    "終わりの両方を入力した人だけが、出席になります。");
	add_address(r, p, training_door_url(r, &d->door));
	d->sheets[d->n++] = p;
}

static enum result
load(struct request *r, struct poster *d)
{
	struct paper *p;
	enum result rc = training_session_open(r, r->arg[0], &d->session,
	    &d->training);

	if (!rc)
		rc = training_door_of(r, &d->session, &d->door);
	if (rc)
		return rc;
	p = sheet(r, &d->training, &d->session, "受付はこちら");
	paper_text(p, how);
	add_address(r, p, training_door_url(r, &d->door));
	if (d->door.closed_at)
		paper_warning(p, "受付は閉じています。");
	d->sheets[d->n++] = p;
	if (training_has_codes(&d->session)) {
		add_code(r, d, "始めの合言葉", training_start_code(r->mem,
		    d->door.token));
		add_code(r, d, "終わりの合言葉", training_end_code(r->mem,
		    d->door.token));
	}
	return OK;
}

/* GET /training-sessions/ID/poster, or ?sheet=1, 2 for the codes */
enum result
training_poster_get(struct request *r)
{
	struct poster d = { 0 };
	const char *asked = request_query(r, "sheet");
	enum result rc = load(r, &d);
	const char *back = arena_fmt(r->mem, "/training-sessions/%s",
	    r->arg[0]);
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { rc ? "" : training_session_title(r, &d.session), back },
	    { "受付の掲示", NULL } };
	struct page page = { "受付の掲示", "/trainings", crumbs, COUNT(crumbs),
	    false };
	struct paper_links links = { arena_fmt(r->mem, "%s/poster.pdf", back),
	    back, "この回に戻る" };
	size_t i = asked && strlen(asked) == 1 && *asked >= '0' ?
	    (size_t)(*asked - '0') : 0;

	if (rc)
		return rc;
	return i < d.n ? paper_show(r, &page, d.sheets[i], &links) : MISSING;
}

enum result
training_poster_pdf_get(struct request *r)
{
	struct poster d = { 0 };
	enum result rc = load(r, &d);

	return rc ? rc : paper_pdf(r, "受付の掲示", d.sheets, d.n, "uketsuke");
}
