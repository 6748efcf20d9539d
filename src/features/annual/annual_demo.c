#include <string.h>

#include "app/audit.h"
#include "app/paper_keep.h"
#include "base/crypto.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/annual/annual_sql.h"

/* Last year's report, approved; this year's, begun with its texts. */

static const char *const texts[] = {
	("このセンターは、医療的ケアのある子どもと家族が、住みなれた地域で安心して暮らせる"
	"ように、相談を受け、関係する機関をつなぎます。\n\n## 大切にしていること\n"
	"- 相談をことわらず、つながるところまで一緒に考えます。\n"
	"- 家族の言葉を、そのまま関係機関に伝えます。\n"),
	("看護師、相談支援専門員、医師が、県内の圏域アドバイザーと一緒に働いています。"
	"\n\n夜間と休日は、留守番電話と公開サイトで受け、次の日までに返事をします。"),
	"冬の停電への備えと、就学の前の話し合いを早く始めることに、続けて取り組みます。",
};

static enum result
write_texts(struct request *r, const struct annual *a,
    struct annual_blocks *blocks)
{
	size_t next = 0;
	enum result rc = annual_sql_blocks(r, a->id, blocks);

	for (size_t i = 0; !rc && i < blocks->n; i++) {
		if (strcmp(blocks->at[i].kind, "text") != 0 ||
		    next == COUNT(texts))
			continue;
		blocks->at[i].body = texts[next++];
		rc = annual_sql_block_change(r, &blocks->at[i]);
	}
	return rc;
}

static enum result
approved(struct request *r, int year, const struct person *approver)
{
	struct annual_blocks blocks;
	const char *document;
	struct paper *paper;
	struct annual a;
	bool release;
	enum result rc = annual_begin(r, year, &a);

	if (!rc)
		rc = write_texts(r, &a, &blocks);
	if (!rc)
		rc = annual_paper(r, &a, &blocks, &paper, &release);
	if (rc || r->nfaults)
		return rc;
	document = paper_write(r->mem, paper);
	rc = annual_sql_submit(r, &a, document, crypto_digest(r->mem,
	    document, strlen(document)));
	a.version++;
	a.edition++;
	r->who = approver;
	if (!rc)
		rc = annual_sql_approve(r, &a);
	return rc ? rc : audit_note_plain(r, "approve", "annual", a.id, "");
}

enum result
annual_demo(struct request *r)
{
	int year = date_fiscal_year(r->today);
	const struct person *me = r->who;
	struct person writer = *r->who, approver = *r->who;
	struct account hana, taro;
	struct annual a;
	enum result rc = account_of_login(r, "hana", &hana);

	if (!rc)
		rc = account_of_login(r, "taro", &taro);
	if (rc)
		return rc;
	writer.id = hana.id;
	approver.id = taro.id;
	r->who = &writer;
	rc = approved(r, year - 1, &approver);
	r->who = &writer;
	if (!rc)
		rc = annual_begin(r, year, &a);
	r->who = me;
	r->nfaults = 0;
	return rc;
}
