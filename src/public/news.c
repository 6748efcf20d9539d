#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "app/open.h"
#include "app/page.h"
#include "app/prose.h"
#include "base/base64.h"
#include "base/date.h"
#include "base/text.h"
#include "public/gone.h"
#include "public/public.h"
#include "public/public_sql.h"

/* GET /news, /news/ID, /news.atom, /files/ID: what the centre tells everybody. */

enum { MOST = 200, IN_FEED = 30, BEGIN = 90 };

struct article_line {
	const char *url, *title, *kind, *on, *event, *place, *themes, *begin;
};

struct list_page {
	const char *title, *words;
	const struct html *kinds, *themes, *regions;
	struct html_list articles;
};

struct file_line {
	const char *url, *title, *about;
	bool picture;
};

struct change_line {
	const char *on, *changes;
};

struct article_page {
	const char *title, *kind, *on, *changed_on, *event, *place, *region,
	    *themes;
	const struct html *body, *easy;
	struct html_list files, changes;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(article_line, url),
	SLOT_TEXT(article_line, title),
	SLOT_TEXT(article_line, kind),
	SLOT_TEXT(article_line, on),
	SLOT_TEXT(article_line, event),
	SLOT_TEXT(article_line, place),
	SLOT_TEXT(article_line, themes),
	SLOT_TEXT(article_line, begin),
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list_page, title),
	SLOT_TEXT(list_page, words),
	SLOT_HTML(list_page, kinds),
	SLOT_HTML(list_page, regions),
	SLOT_HTML(list_page, themes),
	SLOT_LIST(list_page, articles, line_slots, struct article_line),
};

static const struct slot file_slots[] = {
	SLOT_TEXT(file_line, url),
	SLOT_TEXT(file_line, title),
	SLOT_TEXT(file_line, about),
	SLOT_FLAG(file_line, picture),
};

static const struct slot change_slots[] = {
	SLOT_TEXT(change_line, on),
	SLOT_TEXT(change_line, changes),
};

static const struct slot article_slots[] = {
	SLOT_TEXT(article_page, title),
	SLOT_TEXT(article_page, kind),
	SLOT_TEXT(article_page, on),
	SLOT_TEXT(article_page, changed_on),
	SLOT_TEXT(article_page, event),
	SLOT_TEXT(article_page, place),
	SLOT_TEXT(article_page, region),
	SLOT_TEXT(article_page, themes),
	SLOT_HTML(article_page, body),
	SLOT_HTML(article_page, easy),
	SLOT_LIST(article_page, files, file_slots, struct file_line),
	SLOT_LIST(article_page, changes, change_slots, struct change_line),
};

static TEMPLATE(news_page, "src/public/news.html", list_slots);
static TEMPLATE(article_page_, "src/public/article.html", article_slots);

static const char *
event_of(struct request *r, const struct rows *rows, size_t i)
{
	const char *day = rows_cell(rows, i, "event_on");
	const char *at = rows_cell(rows, i, "event_at");

	return day ? arena_fmt(r->mem, "%s%s%s", date_long(r->mem, day),
	    at ? " " : "", at ? at : "") : NULL;
}

static const char *
themes_of(struct request *r, const struct rows *rows, size_t i)
{
	const char *set = rows_cell(rows, i, "themes");

	return set ? codes_labels(r->mem, r->codes, "article_theme", set,
	    "・") : NULL;
}

static struct article_line
line_of(struct request *r, const struct rows *rows, size_t i)
{
	return (struct article_line){
		.url = arena_fmt(r->mem, "/news/%s", rows_cell(rows, i, "id")),
		.title = rows_cell(rows, i, "title"),
		.kind = codes_label(r->codes, "article_kind",
		    rows_cell(rows, i, "kind")),
		.on = date_long(r->mem, rows_cell(rows, i, "publish_on")),
		.event = event_of(r, rows, i),
		.place = rows_cell(rows, i, "place"),
		.themes = themes_of(r, rows, i),
		.begin = prose_begin(r->mem, rows_cell(rows, i, "begin"),
		    BEGIN),
	};
}

/* A code of the list, or NULL for all. */
static const char *
chosen(struct request *r, const char *list, const char *name)
{
	const char *typed = request_query(r, name);

	return typed && codes_find(r->codes, list, typed) ? typed : NULL;
}

static enum result
list_get(struct request *r)
{
	const struct crumb crumbs[] = { { "お知らせ・資料", NULL } };
	const struct page page = { .title = "お知らせ・資料", .menu = "/news",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	const char *words = request_query(r, "q");
	const struct told_wish w = { chosen(r, "article_kind", "kind"),
	    chosen(r, "article_theme", "theme"), chosen(r, "region", "region"),
	    text_blank(words) ? NULL : words };
	struct list_page p = {
		.title = w.kind ? codes_label(r->codes, "article_kind",
		    w.kind) : "お知らせ・資料",
		.words = w.words,
		.kinds = form_options(r, "article_kind", w.kind, "すべて"),
		.themes = form_options(r, "article_theme", w.theme, "すべて"),
		.regions = form_options(r, "region", w.region, "すべて"),
	};
	struct article_line *lines;
	struct rows rows = { 0 };
	enum result rc = public_sql_articles(r, &w, MOST, &rows);

	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++)
		lines[i] = line_of(r, &rows, i);
	p.articles = (struct html_list){ lines, rows.nrows };
	return page_show(r, &page, &news_page, &p);
}

static enum result
fill_files(struct request *r, struct article_page *p, const char *files)
{
	struct file_line *lines;
	struct rows rows = { 0 };
	enum result rc = public_sql_files(r, files, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		bool pdf = strcmp(rows_cell(&rows, i, "type"),
		    "application/pdf") == 0;
		int64_t size = strtoll(rows_cell(&rows, i, "size"), NULL, 10);

		lines[i] = (struct file_line){ arena_fmt(r->mem, "/files/%s",
		    rows_cell(&rows, i, "id")), rows_cell(&rows, i, "title"),
		    arena_fmt(r->mem, "PDF・%lldKB",
		    (long long)(size + 1023) / 1024), !pdf };
	}
	p->files = (struct html_list){ lines, rc ? 0 : rows.nrows };
	return rc;
}

static enum result
fill_changes(struct request *r, struct article_page *p, const char *id)
{
	struct change_line *lines;
	struct rows rows = { 0 };
	enum result rc = public_sql_changes(r, id, &rows);

	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *changes = rows_cell(&rows, i, "changes");

		lines[i] = (struct change_line){ date_long(r->mem,
		    rows_cell(&rows, i, "publish_on")),
		    changes ? changes : "文を直しました。" };
	}
	p->changes = (struct html_list){ lines, rc ? 0 : rows.nrows };
	return rc;
}

static enum result
show(struct request *r, const struct article_page *p)
{
	const struct crumb crumbs[] = { { "お知らせ・資料", "/news" },
	    { p->title, NULL } };
	const struct page page = { .title = p->title, .menu = "/news",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };

	return page_show(r, &page, &article_page_, p);
}

static enum result
article_get(struct request *r)
{
	struct rows rows = { 0 };
	struct article_page p;
	const char *region, *easy;
	enum result rc = public_sql_article(r, r->arg[0], &rows);

	if (rc)
		return rc == MISSING ? public_gone(r, r->arg[0],
		    "取り下げました") : rc;
	region = rows_cell(&rows, 0, "region");
	easy = rows_cell(&rows, 0, "easy");
	p = (struct article_page){
		.title = rows_cell(&rows, 0, "title"),
		.kind = codes_label(r->codes, "article_kind",
		    rows_cell(&rows, 0, "kind")),
		.on = date_long(r->mem, rows_cell(&rows, 0, "first_on")),
		.event = event_of(r, &rows, 0),
		.place = rows_cell(&rows, 0, "place"),
		.region = region ? codes_label(r->codes, "region", region) :
		    NULL,
		.themes = themes_of(r, &rows, 0),
		.body = prose_html(r->mem, rows_cell(&rows, 0, "body")),
		.easy = easy ? prose_html(r->mem, easy) : NULL,
	};
	rc = fill_files(r, &p, rows_cell(&rows, 0, "files"));
	if (!rc)
		rc = fill_changes(r, &p, r->arg[0]);
	return rc ? rc : show(r, &p);
}

static enum result
file_get(struct request *r)
{
	struct rows rows = { 0 };
	const char *bytes, *type;
	size_t n;
	enum result rc = public_sql_file(r, r->arg[0], &rows);

	if (!rc && base64_bytes(r->mem, rows_cell(&rows, 0, "bytes"), &bytes,
	    &n))
		rc = BROKEN;
	if (rc)
		return rc;
	type = rows_cell(&rows, 0, "type");
	r->answer.type = type;
	if (strcmp(type, "application/pdf") == 0)
		r->answer.file = arena_fmt(r->mem, "%.8s.pdf",
		    r->arg[0] + strlen(r->arg[0]) - 8);
	buffer_bytes(&r->answer.body, bytes, n);
	return OK;
}

static void
put_tag(struct buffer *b, const char *tag, const char *text)
{
	buffer_fmt(b, "<%s>", tag);
	buffer_html(b, text ? text : "");
	buffer_fmt(b, "</%s>\n", tag);
}

/* RFC 4287. Where it is served from is not known here: the host of the request
 * is, so ids are made of the article's own. */
static void
put_entry(struct request *r, struct buffer *b, const struct rows *rows,
    size_t i)
{
	const char *id = rows_cell(rows, i, "id");

	buffer_add(b, "<entry>\n");
	put_tag(b, "title", rows_cell(rows, i, "title"));
	buffer_fmt(b, "<id>urn:uuid:%s</id>\n<link href=\"/news/%s\"/>\n", id,
	    id);
	buffer_fmt(b, "<published>%sT00:00:00+09:00</published>\n",
	    rows_cell(rows, i, "first_on"));
	buffer_fmt(b, "<updated>%sT00:00:00+09:00</updated>\n",
	    rows_cell(rows, i, "publish_on"));
	put_tag(b, "summary", prose_begin(r->mem, rows_cell(rows, i, "begin"),
	    BEGIN));
	buffer_add(b, "</entry>\n");
}

static enum result
atom_get(struct request *r)
{
	struct buffer *b = &r->answer.body;
	const struct open_site *o = r->site->open;
	struct rows rows = { 0 };
	enum result rc = public_sql_articles(r, &(struct told_wish){ .kind = NULL },
	    IN_FEED, &rows);

	if (rc)
		return rc;
	buffer_add(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ja\">\n");
	put_tag(b, "title", arena_fmt(r->mem, "%s　お知らせ",
	    *o->centre ? o->centre : "支援センター"));
	put_tag(b, "id", arena_fmt(r->mem, "tag:tsunagu,2026:%s",
	    *o->centre ? o->centre : "centre"));
	put_tag(b, "updated", o->made_at);
	buffer_add(b, "<author>");
	put_tag(b, "name", *o->centre ? o->centre : "支援センター");
	buffer_add(b, "</author>\n<link rel=\"self\" href=\"/news.atom\"/>\n");
	for (size_t i = 0; i < rows.nrows; i++)
		put_entry(r, b, &rows, i);
	buffer_add(b, "</feed>\n");
	r->answer.type = "application/atom+xml; charset=utf-8";
	return OK;
}

static const struct route routes[] = {
	{ "GET", "/news", EVERYONE, list_get },
	{ "GET", "/news.atom", EVERYONE, atom_get },
	{ "GET", "/news/*", EVERYONE, article_get },
	{ "GET", "/files/*", EVERYONE, file_get },
};

extern const struct feature public_news_feature;
const struct feature public_news_feature = {
	.name = "news",
	.menu = { "お知らせ・資料", "/news", EVERYONE, 5 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&news_page, &article_page_, &public_gone_page),
};
