#include "app/access.h"
#include "app/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/charge.h"
#include "app/codes.h"
#include "app/open.h"
#include "app/page_frame.h"
#include "app/site.h"
#include "app/words.h"
#include "base/date.h"

enum { BODY_BYTES = 16 * 1024 };

struct menu_row {
	const char *label, *path;
	bool current;
	int place;
};

struct frame {
	const char *title, *product, *q, *who, *csrf, *notice, *build;
	const char *home, *home_label;	/* where the crumbs begin */
	const char *phone, *hours, *made_on;	/* of open_frame.html */
	bool signed_in, owes, may_read, may_write;
	bool landscape, wrong, has_crumbs;
	struct html_list menu, crumbs;
	const struct html *body;
};

static const struct slot menu_slots[] = {
	SLOT_TEXT(menu_row, label),
	SLOT_TEXT(menu_row, path),
	SLOT_FLAG(menu_row, current),
};

static const struct slot crumb_slots[] = {
	SLOT_TEXT(crumb, label),
	SLOT_TEXT(crumb, path),
};

static const struct slot frame_slots[] = {
	SLOT_TEXT(frame, title),
	SLOT_TEXT(frame, product),
	SLOT_TEXT(frame, q),
	SLOT_TEXT(frame, who),
	SLOT_TEXT(frame, csrf),
	SLOT_TEXT(frame, notice),
	SLOT_TEXT(frame, build),
	SLOT_TEXT(frame, phone),
	SLOT_TEXT(frame, hours),
	SLOT_TEXT(frame, made_on),
	SLOT_FLAG(frame, signed_in),
	SLOT_FLAG(frame, owes),
	SLOT_TEXT(frame, home),
	SLOT_TEXT(frame, home_label),
	SLOT_FLAG(frame, may_read),
	SLOT_FLAG(frame, may_write),
	SLOT_FLAG(frame, landscape),
	SLOT_FLAG(frame, wrong),
	SLOT_FLAG(frame, has_crumbs),
	SLOT_LIST(frame, menu, menu_slots, struct menu_row),
	SLOT_LIST(frame, crumbs, crumb_slots, struct crumb),
	SLOT_HTML(frame, body),
};

TEMPLATE(page_frame, "src/app/frame.html", frame_slots);
TEMPLATE(open_frame, "src/app/open_frame.html", frame_slots);

struct refusal {
	const char *title, *says, *number;
	const char *glass;		/* where it can be opened all the same */
};

static const struct slot refusal_slots[] = {
	SLOT_TEXT(refusal, title),
	SLOT_TEXT(refusal, says),
	SLOT_TEXT(refusal, number),
	SLOT_TEXT(refusal, glass),
};

TEMPLATE(page_refusal, "src/app/refusal.html", refusal_slots);

static int
by_place(const void *a, const void *b)
{
	const struct menu_row *x = a, *y = b;

	return x->place - y->place;
}

/* Families have a menu of their own. */
static bool
is_for(const struct request *r, const struct feature *f)
{
	bool family = r->who && access_has_role(r->who, "family");

	if (!charge_shows(r, f) || (f->menu_without &&
	    charge_is_done(r->codes, f->menu_without)))
		return false;
	return f->menu_for ? r->who && access_has_role(r->who, f->menu_for) :
	    !family;
}

/* The one entry of those who have a menu of their own. */
static const struct menu *
own_menu(const struct request *r)
{
	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];

		if (f->menu_for && is_for(r, f) && request_may(r, f->menu.right))
			return &f->menu;
	}
	return NULL;
}

const char *
page_start(const struct request *r)
{
	const struct menu *own = own_menu(r);

	return own ? own->path : NULL;
}

/* The entry to be marked: named by the page, or where its path begins. */
static const char *
current_of(const struct site *site, const struct page *page)
{
	const char *path = page->menu ? page->menu :
	    page->ncrumbs ? page->crumbs[0].path : NULL;

	for (size_t i = 0; path && i < site->nfeatures; i++) {
		const struct feature *f = site->features[i];

		if (f->menu_under && strcmp(f->menu.path, path) == 0)
			return f->menu_under;
	}
	return path;
}

static struct html_list
menu_of(struct request *r, const struct page *page)
{
	const struct site *site = r->site;
	struct menu_row *rows = arena_array(r->mem, site->nfeatures,
	    sizeof(*rows));
	const char *current = current_of(site, page);
	size_t n = 0;

	for (size_t i = 0; i < site->nfeatures; i++) {
		const struct menu *m = &site->features[i]->menu;

		if (!m->label || !request_may(r, m->right) || !is_for(r, site->features[i]))
			continue;
		rows[n++] = (struct menu_row){ m->label, m->path, current &&
		    strcmp(current, m->path) == 0, m->place };
	}
	qsort(rows, n, sizeof(*rows), by_place);
	return (struct html_list){ rows, n };
}

static const char *
notice_of(const struct request *r)
{
	const char *done = request_query(r, "done"), *says;
	char key[40];

	if (!done || strlen(done) > 30)
		return NULL;
	snprintf(key, sizeof(key), "done_%s", done);
	says = words(key);
	return says == key ? NULL : says;
}

static const char *
who_of(struct request *r)
{
	if (!r->who)
		return NULL;
	return arena_fmt(r->mem, "%s（%s）", r->who->name,
	    codes_labels(r->mem, r->codes, "person_role",
	    r->who->role, "・"));
}

/* Crumbs begin at 今日; a family's at its own child, unless they do so already. */
static void
home_of(const struct request *r, const struct page *page, struct frame *f)
{
	const struct menu *own = own_menu(r);
	const char *first = page->ncrumbs ? page->crumbs[0].path : NULL;

	if (own && first && strncmp(first, own->path, strlen(own->path)) == 0)
		return;
	f->home = own ? own->path : "/";
	f->home_label = own ? own->label : "今日";
}

/* Whose site it is, and how to reach them, on every page. */
static void
open_to_all(struct request *r, struct frame *f)
{
	const struct open_site *o = r->site->open;

	f->product = *o->centre ? o->centre : "支援センター";
	f->phone = o->phone;
	f->hours = o->hours;
	f->made_on = date_long(r->mem, date_of_instant(r->mem, o->made_at));
}

enum result
page_show(struct request *r, const struct page *page,
    const struct template *t, const void *slots)
{
	struct buffer body = buffer_sized(r->mem, BODY_BYTES);
	struct frame f = {
		.title = page->title,
		.product = "支援センター業務",
		.q = "",
		.who = who_of(r),
		.csrf = r->who ? r->who->csrf : NULL,
		.notice = notice_of(r),
		.build = r->site->build,
		.signed_in = r->who != NULL,
		.owes = r->who && r->who->owes,
		.may_read = request_may(r, CHILD_READ) && !own_menu(r),
		.may_write = request_may(r, CHILD_WRITE),
		.landscape = page->landscape,
		.wrong = r->nfaults != 0,
		.has_crumbs = page->ncrumbs != 0,
		.menu = menu_of(r, page),
		.crumbs = { page->crumbs, page->ncrumbs },
	};

	if (r->site->open)
		open_to_all(r, &f);
	else
		home_of(r, page, &f);
	html_render(r->site->templates, t, slots, &body);
	f.body = html_from(r->mem, &body);
	html_render(r->site->templates, r->site->open ? &open_frame :
	    &page_frame, &f, &r->answer.body);
	return OK;
}

static const struct refusal refusals[] = {
	[DENIED] = { "この操作はできません",
	    "あなたの役割では開けないページか、別のところから送られた操作です。"
	    "必要なときは管理者に相談してください。", NULL, NULL },
	[MISSING] = { "見つかりません",
	    "アドレスが違うか、いまはないページです。上のメニューか検索から探してください。",
	    NULL, NULL },
	[CONFLICT] = { "ほかの人が先に変更しました",
	    "もう一度開いて、いまの内容を確かめてから操作してください。", NULL, NULL },
	[INVALID] = { "受け付けられませんでした",
	    "送られた内容の形が正しくありません。前の画面に戻ってやり直してください。",
	    NULL, NULL },
	[BROKEN] = { "こちらの不具合で処理できませんでした",
	    "入力は保存されていません。少し待ってからもう一度お試しください。"
	    "続くときは、下の番号を管理者に伝えてください。", NULL, NULL },
};

/* "/children/ID", whatever page of that child was asked for. */
static const char *
glass_of(struct request *r)
{
	static const char children[] = "/children/";
	size_t n = strlen(children);

	if (strncmp(r->path, children, n) != 0)
		return NULL;
	n += strcspn(r->path + n, "/");
	return arena_fmt(r->mem, "%s/glass", arena_bytes(r->mem, r->path, n));
}

static const struct refusal without_consent = {
	"この子どもの記録を共有する同意がありません",
	"あなたの機関に見せてよいという家族の同意が、いまはありません（期限が切れたか、"
	"取り消されたか、まだ受けていません）。支援センターに、同意の確認を頼んでください。"
	"命や体にかかわる急ぎのときは、理由を書いて緊急に開けます。", NULL, NULL
};

void
page_refuse(struct request *r, enum result rc)
{
	struct refusal says = refusals[rc];
	struct page page = { .title = says.title };

	if (r->site->open) {
		open_refuse(r, rc);
		return;
	}
	if (rc == BROKEN)
		says.number = r->now;
	if (rc == MISSING && r->who && access_may_break(r->who) &&
	    !(access_ceiling(r->who, true) & CLASS_CARE))
		says.glass = "/glass/find";
	if (rc == DENIED && r->lacks_consent) {
		says = without_consent;
		says.glass = glass_of(r);
		page.title = says.title;
	}
	r->answer.body = buffer_new(r->mem);
	(void)page_show(r, &page, &page_refusal, &says);
}
