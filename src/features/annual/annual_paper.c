#include <string.h>

#include "app/prose.h"
#include "base/date.h"
#include "base/text.h"
#include "features/annual/annual_private.h"
#include "features/article/article.h"

#include "app/paper_keep.h"

/* The report as a paper: its blocks from the top, those that are not hidden. */

const char *
annual_title(struct request *r, const struct annual *a)
{
	return arena_fmt(r->mem, "%s 年次報告書", date_fiscal_label(r->mem,
	    (int)a->year));
}

static void
put_text(struct request *r, struct paper *p, const struct annual_block *b)
{
	struct prose_fault faults[PROSE_MAX_FAULTS];
	size_t n;

	if (text_blank(b->body)) {
		request_fault(r, "", arena_fmt(r->mem,
		    "「%s」がまだ書かれていません。書くか、出さないようにしてください。",
		    b->heading));
		return;
	}
	n = prose_faults(r->mem, b->body, faults);
	for (size_t i = 0; i < n; i++)
		request_fault(r, "", arena_fmt(r->mem, "「%s」%lld行目：%s",
		    b->heading, (long long)faults[i].line, faults[i].says));
	paper_prose(p, b->body);
}

static void
put_head(struct request *r, struct paper *p, const struct annual *a)
{
	paper_under(p, arena_fmt(r->mem,
	    "対象の期間：%sから%sまで　作成：%s", date_long(r->mem,
	    date_fiscal_start(r->mem, (int)a->year)), date_long(r->mem,
	    date_fiscal_end(r->mem, (int)a->year)), date_long(r->mem,
	    r->today)));
}

enum result
annual_paper(struct request *r, const struct annual *a,
    const struct annual_blocks *blocks, struct paper **out, bool *release)
{
	struct paper *p = paper_new(r->mem, annual_title(r, a));
	const char *end = date_fiscal_end(r->mem, (int)a->year);
	enum result rc = OK;

	*release = true;
	put_head(r, p, a);
	for (size_t i = 0; !rc && i < blocks->n; i++) {
		const struct annual_block *b = &blocks->at[i];

		if (b->hidden)
			continue;
		paper_section(p, b->heading);
		if (strcmp(b->kind, "text") == 0)
			put_text(r, p, b);
		else
			rc = annual_data(r, a, b, p, release);
	}
	if (rc)
		return rc;
	if (strcmp(end, r->today) >= 0)
		request_fault(r, "", "年度がまだ終わっていません。終わってから確かめに出せます。");
	if (!*release)
		request_fault(r, "", "統計の公表で、この年度の表を残して承認してもらってから"
		    "出してください。");
	rc = article_names_nobody(r, paper_words(r->mem, p));
	*out = p;
	return rc == INVALID ? OK : rc;
}
