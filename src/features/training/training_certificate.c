#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/paper.h"
#include "base/date.h"
#include "features/training/training_day.h"

/* 修了証, on the page and as PDF. */

/* How whoever is shown it finds out whether it holds. */
static void
add_check(struct request *r, const struct training_certificate *c,
    struct paper *p)
{
	const char *site = codes_setting(r->codes, "public_url");
	const char *url = arena_fmt(r->mem, "%s/certificates", site);

	if (c->revoked_on)
		paper_warning(p, arena_fmt(r->mem,
		    "この修了証は、%sに取り消されました。",
		    date_long(r->mem, c->revoked_on)));
	if (!c->code)
		return;
	paper_facts(p, 1);
	paper_fact(p, "確認の文字", c->code);
	if (!*site)
		return;
	paper_fact(p, "確認するページ", url);
	paper_code(p, arena_fmt(r->mem, "%s?number=%s&on_day=%s&code=%s", url,
	    c->number, c->on_day, c->code), "修了証を確かめる");
}

static enum result
paper_of(struct request *r, struct training_certificate *c,
    struct training *t, struct paper **out)
{
	struct paper *p = paper_new(r->mem, "修了証");
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &training_certificate_record, r->arg[0], c);
	if (!rc)
		rc = record_get(r, &training_record, c->training, t);
	if (rc)
		return rc;
	paper_under(p, arena_fmt(r->mem, "第 %s 号", c->number));
	paper_facts(p, 1);
	paper_fact(p, "氏名", c->name);
	paper_fact(p, "所属", c->organization);
	paper_fact(p, "研修", arena_fmt(r->mem, "%s（%s）", t->title,
	    date_fiscal_label(r->mem, (int)t->year)));
	paper_fact(p, "参加した回数", arena_fmt(r->mem, "%lld回",
	    (long long)c->attended));
	paper_fact(p, "修了した日", date_long(r->mem, c->on_day));
	paper_text(p, "上記の研修を修了したことを証します。");
	add_check(r, c, p);
	*out = p;
	return OK;
}

enum result
training_certificate_add(struct request *r, const struct training *t,
    struct training_certificate *k)
{
	static const char *const columns[] = { "digest" };
	const char *values[COUNT(columns)];

	k->number = arena_fmt(r->mem, "%lld-%04lld", (long long)t->year,
	    (long long)deed_next(r, arena_fmt(r->mem,
	    "training certificate %lld", (long long)t->year)));
	k->code = training_code_new(r->mem);
	values[0] = training_certificate_digest(r->mem, k->number, k->on_day,
	    k->code);
	return record_add_with(r, &training_certificate_record, k, columns,
	    values, COUNT(columns));
}

/* GET /training-certificates/ID */
enum result
training_certificate_get(struct request *r)
{
	struct training_certificate c = { 0 };
	struct training t = { 0 };
	struct paper *p;
	enum result rc = paper_of(r, &c, &t, &p);
	const char *back = arena_fmt(r->mem, "/trainings/%s/completion",
	    t.id ? t.id : "");
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "修了した人", back }, { "修了証", NULL } };
	struct page page = { "修了証", "/trainings", crumbs, COUNT(crumbs),
	    false };
	struct paper_links links = { arena_fmt(r->mem,
	    "/training-certificates/%s/paper.pdf", r->arg[0]), back,
	    "修了した人に戻る" };

	return rc ? rc : paper_show(r, &page, p, &links);
}

enum result
training_certificate_pdf_get(struct request *r)
{
	struct training_certificate c = { 0 };
	struct training t = { 0 };
	struct paper *p;
	enum result rc = paper_of(r, &c, &t, &p);

	return rc ? rc : paper_pdf(r, "修了証",
	    (const struct paper *const[]){ p }, 1, "syuryosyo");
}

/* Sets the day it holds no more, or NULL: it holds again. */
static enum result
revoke(struct request *r, const char *revoked_on)
{
	struct training_certificate old, k;
	const char *see;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &training_certificate_record, r->arg[0],
		    &old);
	if (!rc && !old.revoked_on == !revoked_on)
		rc = CONFLICT;
	if (rc)
		return rc;
	k = old;
	k.revoked_on = revoked_on;
	see = request_saying(r, arena_fmt(r->mem, "/trainings/%s/completion",
	    k.training), "changed");
	deed_begin(r);
	(void)record_change(r, &training_certificate_record, &old, &k);
	return request_see(r, deed_commit(r, see), see);
}

/* POST /training-certificates/ID/revocation */
enum result
training_revocation_post(struct request *r)
{
	return revoke(r, r->today);
}

enum result
training_restoration_post(struct request *r)
{
	return revoke(r, NULL);
}
