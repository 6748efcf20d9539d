#include "app/open.h"
#include "app/page.h"
#include "base/date.h"
#include "public/public.h"
#include "public/public_sql.h"
#include "public/words.h"

/* GET /, /about-this-site and /robots.txt. */

enum { NEWS = 3 };

struct home_news {
	const char *url, *title, *on;
};

struct home {
	struct html_list news;
	const char *centre, *prefecture, *phone, *hours, *address, *postal,
	    *url, *mail, *made_on;
	int64_t services, rooms, confirmed;
	bool writes, any_news, shared;		/* there is a form to write to us */
};

static const struct slot news_slots[] = {
	SLOT_TEXT(home_news, url),
	SLOT_TEXT(home_news, title),
	SLOT_TEXT(home_news, on),
};

static const struct slot home_slots[] = {
	SLOT_LIST(home, news, news_slots, struct home_news),
	SLOT_TEXT(home, centre),
	SLOT_TEXT(home, prefecture),
	SLOT_TEXT(home, phone),
	SLOT_TEXT(home, hours),
	SLOT_TEXT(home, address),
	SLOT_TEXT(home, postal),
	SLOT_TEXT(home, url),
	SLOT_TEXT(home, mail),
	SLOT_TEXT(home, made_on),
	SLOT_NUMBER(home, services),
	SLOT_NUMBER(home, rooms),
	SLOT_NUMBER(home, confirmed),
	SLOT_FLAG(home, writes),
	SLOT_FLAG(home, any_news),
	SLOT_FLAG(home, shared),
};

static TEMPLATE(home_page, "src/public/home.html", home_slots);
static TEMPLATE(about_page, "src/public/about.html", home_slots);

static enum result
fill(struct request *r, struct home *h)
{
	const struct open_site *o = r->site->open;
	struct rows rows = { 0 };
	enum result rc = public_sql_numbers(r, &rows);

	if (rc)
		return rc;
	*h = (struct home){
		.centre = *o->centre ? o->centre : "支援センター",
		.prefecture = *o->prefecture ? o->prefecture : "県内",
		.phone = o->phone,
		.hours = o->hours,
		.address = open_about(r, "address"),
		.postal = open_about(r, "postal"),
		.url = open_about(r, "url"),
		.mail = open_about(r, "mail"),
		.made_on = date_long(r->mem, date_of_instant(r->mem,
		    o->made_at)),
		.services = public_number(&rows, 0, "services"),
		.rooms = public_number(&rows, 0, "rooms"),
		.confirmed = public_number(&rows, 0, "confirmed"),
		.shared = public_number(&rows, 0, "charges") > 0,
		.writes = o->inbox && *open_about(r, "inbox_key"),
	};
	return OK;
}

static enum result
fill_news(struct request *r, struct home *h)
{
	struct home_news *news = arena_array(r->mem, NEWS, sizeof(*news));
	struct rows rows = { 0 };
	enum result rc = public_sql_articles(r, &(struct told_wish){
	    .kind = "news" }, NEWS, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		news[h->news.n++] = (struct home_news){ arena_fmt(r->mem,
		    "/news/%s", rows_cell(&rows, i, "id")),
		    rows_cell(&rows, i, "title"), date_long(r->mem,
		    rows_cell(&rows, i, "publish_on")) };
	h->news.rows = news;
	h->any_news = h->news.n > 0;
	return rc;
}

static enum result
home_get(struct request *r)
{
	const struct page page = { .title = "トップ", .menu = "/" };
	struct home h;
	enum result rc = fill(r, &h);

	if (!rc)
		rc = fill_news(r, &h);

	return rc ? rc : page_show(r, &page, &home_page, &h);
}

static enum result
about_get(struct request *r)
{
	const struct crumb crumbs[] = { { "このサイトについて", NULL } };
	const struct page page = { .title = "このサイトについて",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct home h;
	enum result rc = fill(r, &h);

	return rc ? rc : page_show(r, &page, &about_page, &h);
}

/* Everything may be found; the endless combinations of a search need not be. */
static enum result
robots_get(struct request *r)
{
	r->answer.type = "text/plain; charset=utf-8";
	buffer_add(&r->answer.body, "User-agent: *\nDisallow: /services?\n"
	    "Disallow: /map?\nDisallow: /vacancies?\n");
	return OK;
}

static const struct route routes[] = {
	{ "GET", "/", EVERYONE, home_get },
	{ "GET", "/about-this-site", EVERYONE, about_get },
	{ "GET", "/robots.txt", EVERYONE, robots_get },
};

extern const struct feature public_home_feature;
const struct feature public_home_feature = {
	.name = "home",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&home_page, &about_page),
};
