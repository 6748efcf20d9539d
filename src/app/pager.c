#include "app/page.h"

#include <string.h>

#include "base/text.h"

/* The same list, another page: every other value of the query is kept. */
static const char *
url_of(struct request *r, const char *path, int64_t page)
{
	struct buffer b = buffer_new(r->mem);

	buffer_add(&b, path);
	buffer_add(&b, "?");
	for (size_t i = 0; i < r->query.n; i++) {
		const struct pair *p = &r->query.at[i];

		if (strcmp(p->name, "page") == 0 || strcmp(p->name, "done") == 0)
			continue;
		buffer_url(&b, p->name);
		buffer_add(&b, "=");
		buffer_url(&b, p->value);
		buffer_add(&b, "&");
	}
	buffer_add(&b, "page=");
	buffer_int(&b, page);
	return b.s;
}

struct pager
pager_at(struct request *r, size_t total, const char *path)
{
	const char *typed = request_query(r, "page");
	struct pager p = { .total = (int64_t)total, .page = 1 };

	if (typed && !text_number(typed, &p.page))
		p.page = 1;
	p.pages = total ? (p.total + PAGE_ROWS - 1) / PAGE_ROWS : 1;
	if (p.page < 1)
		p.page = 1;
	if (p.page > p.pages)
		p.page = p.pages;
	p.first = total ? (p.page - 1) * PAGE_ROWS + 1 : 0;
	p.last = p.page * PAGE_ROWS < p.total ? p.page * PAGE_ROWS : p.total;
	p.many = p.pages > 1;
	if (p.page > 1)
		p.previous = url_of(r, path, p.page - 1);
	if (p.page < p.pages)
		p.next = url_of(r, path, p.page + 1);
	return p;
}

struct pager
pager_of(struct request *r, size_t total)
{
	return pager_at(r, total, "");
}

const struct html *
pager_count(struct request *r, const struct pager *p, const char *unit)
{
	struct buffer b = buffer_new(r->mem);

	buffer_add(&b, "<p class=\"note\" role=\"status\">");
	if (p->many)
		buffer_fmt(&b, "%lld%sのうち%lld～%lld%sめ", (long long)p->total,
		    unit, (long long)p->first, (long long)p->last, unit);
	else
		buffer_fmt(&b, "%lld%s", (long long)p->total, unit);
	buffer_add(&b, "</p>");
	return html_from(r->mem, &b);
}

static void
put_link(struct buffer *b, const char *url, const char *rel, const char *says)
{
	if (!url)
		return;
	buffer_add(b, "<a class=\"btn btn--line btn--s\" href=\"");
	buffer_html(b, url);
	buffer_fmt(b, "\" rel=\"%s\">%s</a>", rel, says);
}

const struct html *
pager_nav(struct request *r, const struct pager *p)
{
	struct buffer b = buffer_new(r->mem);

	if (p->many) {
		buffer_add(&b, "<nav class=\"pager noprint\""
		    " aria-label=\"ページ\">");
		put_link(&b, p->previous, "prev", "前の50件");
		buffer_fmt(&b, "<span>%lld／%lldページ</span>",
		    (long long)p->page, (long long)p->pages);
		put_link(&b, p->next, "next", "次の50件");
		buffer_add(&b, "</nav>");
	}
	return html_from(r->mem, &b);
}
