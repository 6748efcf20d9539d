#include "app/open.h"
#include "app/page.h"
#include "app/page_frame.h"

struct refusal {
	const char *title, *says, *number, *phone;
};

static const struct slot refusal_slots[] = {
	SLOT_TEXT(refusal, title),
	SLOT_TEXT(refusal, says),
	SLOT_TEXT(refusal, number),
	SLOT_TEXT(refusal, phone),
};

TEMPLATE(open_refusal, "src/app/open_refusal.html", refusal_slots);

static const struct refusal refusals[] = {
	[DENIED] = { "この操作はできません",
	    "このアドレスでは受け付けていない操作か、別のところから送られた操作です。",
	    NULL, NULL },
	[MISSING] = { "見つかりません",
	    "アドレスが違うか、いまは公表していないページです。上のメニューから探してください。",
	    NULL, NULL },
	[CONFLICT] = { "受け付けられませんでした",
	    "もう一度開いてから、やり直してください。", NULL, NULL },
	[INVALID] = { "受け付けられませんでした",
	    "送られた内容の形が正しくありません。前の画面に戻ってやり直してください。",
	    NULL, NULL },
	[BROKEN] = { "こちらの不具合で表示できませんでした",
	    "少し待ってからもう一度お試しください。続くときは、下の番号を添えてお知らせください。",
	    NULL, NULL },
};

void
open_refuse(struct request *r, enum result rc)
{
	struct refusal says = refusals[rc];
	const struct page page = { .title = says.title };

	says.phone = r->site->open->phone;
	if (rc == BROKEN)
		says.number = r->now;
	r->answer.body = buffer_new(r->mem);
	(void)page_show(r, &page, &open_refusal, &says);
}
