#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "app/site.h"
#include "base/base64.h"
#include "base/date.h"
#include "base/media.h"
#include "base/sign.h"
#include "base/text.h"
#include "features/article/article_parcel.h"
#include "features/article/article_private.h"
#include "features/article/article_sql.h"

/* 好事例の横展開: cases and documents to other centres, and from them. */

struct choice_line {
	const char *id, *title, *kind, *themes;
};

struct exchange_page {
	const char *centre, *spoken;
	const struct html *faults, *hidden, *hidden_import, *count, *nav;
	struct html_list articles;
	int64_t page;
	bool may_write, asks, many;
};

static const struct slot choice_slots[] = {
	SLOT_TEXT(choice_line, id),
	SLOT_TEXT(choice_line, title),
	SLOT_TEXT(choice_line, kind),
	SLOT_TEXT(choice_line, themes),
};

static const struct slot exchange_slots[] = {
	SLOT_TEXT(exchange_page, centre),
	SLOT_TEXT(exchange_page, spoken),
	SLOT_HTML(exchange_page, faults),
	SLOT_HTML(exchange_page, hidden),
	SLOT_HTML(exchange_page, hidden_import),
	SLOT_HTML(exchange_page, count),
	SLOT_HTML(exchange_page, nav),
	SLOT_NUMBER(exchange_page, page),
	SLOT_FLAG(exchange_page, many),
	SLOT_LIST(exchange_page, articles, choice_slots, struct choice_line),
	SLOT_FLAG(exchange_page, may_write),
	SLOT_FLAG(exchange_page, asks),
};

TEMPLATE(article_exchange_page, "src/features/article/exchange.html",
    exchange_slots);

/* What went out may go further: approved cases and documents. */
static bool
goes(const struct article *a)
{
	return article_is(a, "approved") && (strcmp(a->kind, "case") == 0 ||
	    strcmp(a->kind, "document") == 0);
}

/* The page that is asked for; after a fault, too, at the address of the form. */
static enum result
fill_articles(struct request *r, struct exchange_page *p)
{
	static const struct article_wish giving = { .gives = true };
	struct choice_line *lines;
	struct rows rows = { 0 };
	struct pager pager;
	int64_t total;
	enum result rc = article_sql_count(r, &giving, &total);

	if (rc)
		return rc;
	pager = pager_at(r, (size_t)total, "/articles/exchange");
	rc = article_sql_list(r, &giving, PAGE_ROWS,
	    (pager.page - 1) * PAGE_ROWS, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct article a;

		if (!record_load(r, &article_record, &rows, i, &a) || !goes(&a))
			continue;
		lines[p->articles.n++] = (struct choice_line){ a.id, a.title,
		    codes_label(r->codes, "article_kind", a.kind),
		    codes_labels(r->mem, r->codes, "article_theme",
		    a.themes ? a.themes : "", "・") };
	}
	p->articles.rows = lines;
	p->page = pager.page;
	p->many = pager.many;
	p->count = pager_count(r, &pager, "件");
	p->nav = pager_nav(r, &pager);
	return OK;
}

static enum result
show(struct request *r, bool asks)
{
	struct crumb crumbs[] = { { "公表", "/publish" },
	    { "記事", "/articles" }, { "好事例の横展開", NULL } };
	struct page page = { "好事例の横展開", "/publish", crumbs,
	    COUNT(crumbs), false };
	struct exchange_page p = {
		.centre = codes_setting(r->codes, "centre_name"),
		.spoken = sign_spoken(r->mem, sign_key(r->mem,
		    r->site->keys->seal)),
		.faults = form_faults(r),
		.hidden = form_hidden_own(r),
		.hidden_import = form_hidden_own(r),
		.may_write = request_may(r, CHILD_WRITE), .asks = asks,
	};
	enum result rc = fill_articles(r, &p);

	return rc ? rc : page_show(r, &page, &article_exchange_page, &p);
}

enum result
article_exchange_get(struct request *r)
{
	enum result rc = access_centre(r);

	return rc ? rc : show(r, false);
}

static enum result
again(struct request *r, bool asks)
{
	enum result shown = show(r, asks);

	return shown ? shown : INVALID;
}

static enum result
put_files(struct request *r, const char *article, struct parcel *p)
{
	struct rows rows = { 0 };
	enum result rc = article_sql_files(r, article, &rows);

	for (size_t i = 0; !rc && i < rows.nrows && p->n < PARCEL_ITEMS; i++) {
		struct parcel_item *item = &p->items[p->n++];

		*item = (struct parcel_item){ .what = "file",
		    .title = rows_cell(&rows, i, "title"),
		    .type = rows_cell(&rows, i, "type") };
		rc = article_sql_bytes(r, rows_cell(&rows, i, "id"),
		    &item->bytes);
	}
	return rc;
}

static enum result
collect(struct request *r, struct parcel *p)
{
	size_t n;
	const char *const *ids = request_form_all(r, "article", &n);
	enum result rc = OK;

	p->items = arena_array(r->mem, PARCEL_ITEMS, sizeof(*p->items));
	for (size_t i = 0; !rc && i < n && p->n < PARCEL_ITEMS; i++) {
		struct article a;

		rc = record_get(r, &article_record, ids[i], &a);
		if (rc || !goes(&a))
			return rc ? rc : MISSING;
		p->items[p->n++] = (struct parcel_item){ .what = "article",
		    .kind = a.kind, .title = a.title, .body = a.body,
		    .easy = a.easy, .themes = a.themes };
		rc = put_files(r, a.id, p);
	}
	return rc;
}

/* POST /articles/parcel: the file, and a line of the log that it was made. */
enum result
article_parcel_post(struct request *r)
{
	struct parcel p = { .made_at = r->now };
	struct buffer out = buffer_new(r->mem);
	enum result rc = access_centre(r);

	if (!rc)
		rc = collect(r, &p);
	if (rc)
		return rc;
	if (!p.n) {
		request_fault(r, "article", "渡す記事を選んでください。");
		return again(r, false);
	}
	p.centre = codes_setting(r->codes, "centre_name");
	parcel_write(&out, r->site->keys->seal, &p);
	deed_begin(r);
	(void)audit_note_plain(r, "export", "article", "parcel",
	    arena_fmt(r->mem, "items=%zu", p.n));
	rc = deed_commit(r, NULL);
	if (rc)
		return rc;
	buffer_bytes(&r->answer.body, out.s, out.len);
	r->answer.type = "application/x-ndjson";
	r->answer.file = arena_fmt(r->mem, "koujirei-%s.tsunagu", r->today);
	return OK;
}

/* Whose parcels are taken: one not met before is asked about. */
static enum result
check_sender(struct request *r, const struct parcel *p, bool *fresh)
{
	struct rows rows = { 0 };
	enum result rc = article_sql_sender(r, p->key, &rows);

	*fresh = !rc && !rows.nrows;
	if (rc || !*fresh || !text_blank(request_form(r, "heard")))
		return rc;
	request_fault(r, "heard", arena_fmt(r->mem, "「%s」からははじめてです。電話で"
	    "指紋「%s」を聞いて同じだったら、印をつけてもう一度ファイルを選んでください。",
	    p->centre, sign_spoken(r->mem, p->key)));
	return INVALID;
}

/* A file from outside is looked at like any other that is uploaded. */
static enum result
take_file(struct request *r, const struct parcel_item *item,
    const char *article)
{
	struct article_file f = { .article = article, .title = item->title,
	    .added_by = r->who->id, .added_on = r->today };
	struct media m, clean;
	const char *bytes;
	size_t n;

	if (!article || !item->bytes || base64_bytes(r->mem, item->bytes,
	    &bytes, &n) || n > ARTICLE_FILE_BYTES ||
	    media_read(r->mem, bytes, n, &m) ||
	    media_anonymous(r->mem, &m, &clean))
		return INVALID;
	f.type = media_name(clean.type);
	f.size = (int64_t)clean.len;
	record_add(r, &article_file_record, &f);
	return article_sql_keep(r, f.id, base64_text(r->mem, clean.bytes,
	    clean.len));
}

/* Only what this centre's own lists know. */
static const char *
known_themes(struct request *r, const char *set)
{
	struct buffer b = buffer_new(r->mem);
	const char *s = set ? set : "";

	while (*s) {
		size_t n = strcspn(s, ",");
		const char *code = arena_bytes(r->mem, s, n);

		if (codes_find(r->codes, "article_theme", code))
			buffer_fmt(&b, "%s%s", b.len ? "," : "", code);
		s += n + (s[n] == ',');
	}
	return b.len ? b.s : NULL;
}

static enum result
take_article(struct request *r, const struct parcel *p,
    const struct parcel_item *item, const char **id)
{
	struct article a = { .kind = item->kind, .title = item->title,
	    .body = item->body, .easy = item->easy, .state = "draft",
	    .themes = known_themes(r, item->themes), .origin = p->centre };

	if (!item->kind || !item->body ||
	    !codes_find(r->codes, "article_kind", item->kind))
		return INVALID;
	article_touch(r, &a);
	record_add(r, &article_record, &a);
	*id = a.id;
	return OK;
}

/* Inside a deed: drafts, which somebody here sends and another approves. */
static enum result
take(struct request *r, const struct parcel *p)
{
	const char *article = NULL;
	enum result rc = OK;

	for (size_t i = 0; !rc && i < p->n; i++) {
		const struct parcel_item *item = &p->items[i];

		rc = strcmp(item->what, "file") == 0 ?
		    take_file(r, item, article) :
		    take_article(r, p, item, &article);
		if (rc == INVALID)
			request_fault(r, "parcel", arena_fmt(r->mem,
			    "%zu行目（%s）は取り込めません。", i + 3, item->title));
	}
	return rc;
}

/* POST /articles/arrivals */
enum result
article_arrival_post(struct request *r)
{
	const struct upload *u = r->uploads.n ? &r->uploads.at[0] : NULL;
	const char *why = "ファイルを選んでください。";
	const char *see = request_saying(r, "/articles?state=draft", "added");
	struct parcel p;
	bool fresh = false;
	enum result rc = access_centre(r);

	if (rc)
		return rc;
	rc = u ? parcel_read(r->mem, u->bytes, u->len, &p, &why) : INVALID;
	if (rc)
		request_fault(r, "parcel", why);
	else
		rc = check_sender(r, &p, &fresh);
	if (rc)
		return rc == INVALID ? again(r, fresh) : rc;
	deed_begin(r);
	if (fresh)
		(void)article_sql_accept(r, p.key, p.centre);
	rc = take(r, &p);
	if (rc) {
		db_rollback(r->db);
		return rc == INVALID ? again(r, false) : rc;
	}
	return request_see(r, deed_commit(r, see), see);
}
