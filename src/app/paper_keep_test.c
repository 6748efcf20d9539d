#include "app/paper_keep.h"

#include "tests/kit_pdf.h"

/* A paper comes back as it was told: the same page, the same bytes as PDF. */

static struct paper *
told(struct arena *mem)
{
	static const struct paper_column columns[] = { { "回", 1, true },
		{ "内容", 3, false } };
	struct paper *p = paper_new(mem, "年次報告書");

	paper_under(p, "令和8年度");
	paper_section(p, "目的");
	paper_prose(p, "はじめに\\書きます。\n\n## わけ\n- 一つめ\t二つめ\n");
	paper_bars(p, "圏域別の実人数", "人");
	paper_bar(p, "青森", 24);
	paper_bar(p, "下北", -1);
	paper_bar(p, "津軽", 12);
	paper_table(p, "研修", columns, COUNT(columns));
	paper_cell(p, "第1回");
	paper_cell(p, NULL);
	paper_line(p, &(struct paper_line){ .text = "見本", .small = true });
	return p;
}

static const char *
printed(struct town *t, const struct paper *p, size_t *n)
{
	struct request *r = town_request(t);

	EXPECT(paper_pdf(r, "試し", &p, 1, "tameshi") == OK);
	*n = r->answer.body.len;
	return r->answer.body.s;
}

TEST(paper_kept_as_bytes_is_printed_the_same_again)
{
	struct paper *first = told(t->mem), *later;
	const char *bytes = paper_write(t->mem, first), *a, *b;
	size_t n, m;

	EXPECT(paper_read(t->mem, bytes, &later) == OK);
	EXPECT(strcmp(paper_write(t->mem, later), bytes) == 0);
	a = printed(t, first, &n);
	b = printed(t, later, &m);
	EXPECT(n == m && memcmp(a, b, n) == 0);
	EXPECT(pdf_complaint(t->mem, b, m) == NULL);
	EXPECT(strstr(pdf_says_joined(t->mem, b, m), "下北X"));
	EXPECT(strstr(pdf_says_joined(t->mem, b, m), "青森24人"));
	EXPECT(strstr(pdf_says_joined(t->mem, b, m), "わけ"));
	EXPECT(!strstr(pdf_says_joined(t->mem, b, m), "##"));
}

TEST(paper_bars_have_their_numbers_beside_and_none_for_what_is_hidden)
{
	struct request *r = town_request(t);
	const char *page = html_text(paper_html(r, told(t->mem)));

	EXPECT(strstr(page, "<svg"));
	EXPECT(strstr(page, "<th scope=\"row\">下北</th><td>X</td>"));
	EXPECT(strstr(page, "<td>24人</td>"));
	EXPECT(!strstr(page, "グラフ"));
	EXPECT(strstr(page, "<li>一つめ"));
}

TEST(paper_that_was_tampered_with_is_not_read)
{
	static const char *const all[] = { "", "paper\t2\t-a\t\t-a\n",
		"block\t-text\t-a\t\n", "paper\t1\t-a\t\t-a\nblock\t-zz\t-a\t\n",
		"paper\t1\t-a\t\t-a\ncell\t0\n",
		("paper\t1\t-a\t\t-a\nblock\t-bars\t-a\t-b\n"
		"column\t-a\t1\t1\ncell\t0\n"),
		"paper\t1\t-a\t\t-a\nblock\t-text\t-a\t" };
	struct paper *p;

	for (size_t i = 0; i < COUNT(all); i++)
		EXPECT_OF(t, paper_read(t->mem, all[i], &p) == BROKEN, all[i]);
}
