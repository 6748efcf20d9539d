#include "app/paper.h"

#include <pthread.h>

#include "tests/kit.h"
#include "tests/kit_pdf.h"

/* What is told once stands on the page and in the PDF, all of it. */

static const struct paper_column devices[] = {
	{ "機器・ケア", 2, true },
	{ "機種・設定", 4, false },
	{ "内蔵電池", 2, false },
	{ "業者（24時間）", 3, false },
};

static const char *
many(struct arena *mem, const char *word, size_t n)
{
	struct buffer b = buffer_new(mem);

	while (n--)
		buffer_add(&b, word);
	return b.s;
}

/* A sheet like that of a child's plan. `n` words stand in each field. */
static struct paper *
sheet(struct arena *mem, size_t n)
{
	struct paper *p = paper_new(mem, "避難のための紙");

	paper_under(p, "作成 令和8年4月1日（第2版）");
	paper_code(p, "https://centre.example/plans/1", "いまの版");
	paper_section(p, "1 本人");
	paper_facts(p, 2);
	paper_fact(p, "氏名", many(mem, "髙﨑 太郎 ", n));
	paper_fact(p, "生年月日", "令和5年4月12日（3歳）");
	paper_fact(p, "住所", many(mem, "青森市ゴ丁目2-3、", n));
	paper_section(p, "2 医療的ケアと電源");
	paper_table(p, "医療的ケアと電源", devices, COUNT(devices));
	for (size_t i = 0; i < 4; i++) {
		paper_cell(p, "人工呼吸器");
		paper_cell(p, many(mem, "PIP18/PEEP6", n));
		paper_cell(p, "約4時間");
		paper_cell(p, many(mem, "見本商会 017-000-0000 ", n));
		paper_line(p, &(struct paper_line){ .text = "夜は当番へ",
		    .small = true });
	}
	paper_section(p, "3 書きこむ");
	paper_text(p, many(mem, "この計画を渡すことに同意します。\n", n));
	paper_blank(p);
	paper_signs(p, "署名");
	paper_sign(p, "保護者");
	paper_sign(p, "市町村");
	return p;
}

static void
make(struct town *t, struct paper *const *papers, size_t n)
{
	struct request *r = town_request(t);

	EXPECT(paper_pdf(r, "試し", (const struct paper *const *)papers, n,
	    "tameshi") == OK);
	EXPECT(strcmp(r->answer.type, "application/pdf") == 0);
	EXPECT(strcmp(r->answer.file, "tameshi.pdf") == 0);
	t->body = r->answer.body.s;
	t->nbody = r->answer.body.len;
}

static size_t
count(const char *text, const char *part)
{
	size_t n = 0;

	while ((text = strstr(text, part))) {
		text += strlen(part);
		n++;
	}
	return n;
}

TEST(paper_is_one_page_that_can_be_read_out)
{
	struct paper *p = sheet(t->mem, 1);
	const char *all, *structure;

	make(t, &p, 1);
	EXPECT(pdf_complaint(t->mem, t->body, t->nbody) == NULL);
	EXPECT(pdf_page_count(t->mem, t->body, t->nbody) == 1);
	all = pdf_says_joined(t->mem, t->body, t->nbody);
	EXPECT(strstr(all, "髙﨑太郎"));
	EXPECT(strstr(all, "いまの版"));
	EXPECT(count(all, "夜は当番へ") == 4);
	EXPECT(strstr(all, "この計画を渡すことに同意します。"));
	EXPECT(strstr(all, "1／1"));
	structure = pdf_about(t->mem, t->body, t->nbody, "-struct-text");
	EXPECT(strncmp(structure, "Document", 8) == 0);
	EXPECT(count(structure, "Table (block)") == 3);
	EXPECT(count(structure, "TR") == 2 + 5 + 3);
	EXPECT(count(structure, "TH") == 3 + 4 + 4 + 3 + 2);
	EXPECT(count(structure, "H2 (block)") == 3);
	EXPECT(strstr(structure, "\"1 本人\""));
	EXPECT(strstr(pdf_about(t->mem, t->body, t->nbody, ""),
	    "Tagged:          yes"));
	EXPECT(memmem(t->body, t->nbody, "/Lang (ja)", 10));
	EXPECT(!strstr(pdf_about(t->mem, t->body, t->nbody, ""), "Error"));
}

TEST(paper_has_the_letters_of_every_name)
{
	static const char *const names[] = { "髙﨑", "𠮷田", "濵", "德", "辻󠄀",
		"渡邉", "齋", "瀨", "祐", "①", "㈱" };
	struct paper *p = paper_new(t->mem, "名前");
	const char *says;

	for (size_t i = 0; i < COUNT(names); i++)
		paper_text(p, names[i]);
	make(t, &p, 1);
	EXPECT(pdf_complaint(t->mem, t->body, t->nbody) == NULL);
	says = pdf_says_joined(t->mem, t->body, t->nbody);
	for (size_t i = 0; i < COUNT(names); i++)
		EXPECT_OF(t, strstr(says, names[i]), names[i]);
}

TEST(paper_of_the_same_words_is_the_same_bytes)
{
	struct paper *p = sheet(t->mem, 3);
	const char *before;
	size_t n;

	make(t, &p, 1);
	before = t->body;
	n = t->nbody;
	make(t, &p, 1);
	EXPECT(t->nbody == n && memcmp(t->body, before, n) == 0);
}

TEST(paper_cuts_nothing_off_however_long)
{
	static const size_t words[] = { 2, 30, 200, 600 };

	for (size_t i = 0; i < COUNT(words); i++) {
		struct paper *p = sheet(t->mem, words[i]);
		const char *all;

		make(t, &p, 1);
		EXPECT(pdf_complaint(t->mem, t->body, t->nbody) == NULL);
		all = pdf_says_joined(t->mem, t->body, t->nbody);
		EXPECT(count(all, "髙") == words[i]);
		EXPECT(count(all, "ゴ") == words[i]);
		EXPECT(count(all, "当番") == 4);
		EXPECT(count(all, "同意") == words[i]);
	}
}

TEST(paper_that_must_fit_is_written_smaller)
{
	struct paper *p = sheet(t->mem, 20), *small = sheet(t->mem, 20);

	make(t, &p, 1);
	EXPECT(pdf_page_count(t->mem, t->body, t->nbody) == 4);
	paper_fit(small, 2);
	make(t, &small, 1);
	EXPECT(pdf_page_count(t->mem, t->body, t->nbody) == 2);
	EXPECT(pdf_complaint(t->mem, t->body, t->nbody) == NULL);
	EXPECT(count(pdf_says_joined(t->mem, t->body, t->nbody), "髙") == 20);
}

/* How many bookmarks are named so, in UTF-16. */
static size_t
marks(struct town *t, const char *name)
{
	const char *text = arena_fmt(t->mem, "/Title <FEFF%s>", name);
	const char *at = t->body, *end = t->body + t->nbody;
	size_t n = 0;

	while ((at = memmem(at, (size_t)(end - at), text, strlen(text)))) {
		at += strlen(text);
		n++;
	}
	return n;
}

TEST(papers_of_many_are_one_file_each_from_a_page_of_its_own)
{
	struct paper *all[3];
	const char *says;

	for (size_t i = 0; i < COUNT(all); i++) {
		all[i] = sheet(t->mem, 1);
		paper_label(all[i], i == 1 ? "髙﨑 次郎" : "見本 花");
	}
	make(t, all, COUNT(all));
	EXPECT(pdf_page_count(t->mem, t->body, t->nbody) == 3);
	says = pdf_says_joined(t->mem, t->body, t->nbody);
	EXPECT(count(says, "1／1") == 3);
	/* In the list beside the pages: 髙﨑 次郎, and 1 本人 of each. */
	EXPECT(marks(t, "9AD9FA1100206B2190CE") == 1);
	EXPECT(marks(t, "00310020672C4EBA") == 3);
}

TEST(paper_on_the_page_escapes_what_was_typed)
{
	struct request *r = town_request(t);
	struct paper *p = paper_new(r->mem, "試し");
	const char *html;

	paper_under(p, CANARY);
	paper_code(p, CANARY, CANARY);
	paper_section(p, CANARY);
	paper_text(p, CANARY);
	paper_note(p, CANARY);
	paper_warning(p, CANARY);
	paper_facts(p, 1);
	paper_fact(p, CANARY, CANARY);
	paper_table(p, CANARY, devices, COUNT(devices));
	paper_cell(p, CANARY);
	paper_line(p, &(struct paper_line){ .text = CANARY, .url = "/\"x",
	    .late = true });
	html = html_text(paper_html(r, p));
	EXPECT(strstr(html, CANARY) == NULL);
	EXPECT(count(html, "&lt;b&gt;canary&lt;/b&gt;") == 13);
	EXPECT(strstr(html, "href=\"/&quot;x\""));
	EXPECT(count(html, "<td></td>") == 3);
}

TEST(table_without_rows_says_so)
{
	struct request *r = town_request(t);
	struct paper *p = paper_new(t->mem, "試し");

	paper_table(p, "機器", devices, COUNT(devices));
	EXPECT(strstr(html_text(paper_html(r, p)), "<p>（なし）</p>"));
	make(t, &p, 1);
	EXPECT(strstr(pdf_says(t->mem, t->body, t->nbody), "（なし）"));
}

enum { WRITERS = 6, EACH = 15 };

struct writer {
	pthread_t thread;
	const struct site *site;
	struct arena *mem;
	const char *bytes;
	size_t n, different;
};

static void *
write_many(void *arg)
{
	struct writer *w = arg;

	for (size_t i = 0; i < EACH; i++) {
		struct request r = { .mem = w->mem, .site = w->site,
			.today = "2026-04-01" };
		const struct paper *p = sheet(w->mem, 3);

		r.answer.body = buffer_new(w->mem);
		if (paper_pdf(&r, "試し", &p, 1, "x") ||
		    r.answer.body.len != w->n ||
		    memcmp(r.answer.body.s, w->bytes, w->n) != 0)
			w->different++;
	}
	return NULL;
}

TEST(papers_written_by_many_threads_at_once_are_the_same)
{
	struct paper *p = sheet(t->mem, 3);
	struct writer w[WRITERS];

	make(t, &p, 1);
	for (size_t i = 0; i < WRITERS; i++) {
		w[i] = (struct writer){ .site = t->site, .mem = arena_new(),
			.bytes = t->body, .n = t->nbody };
		EXPECT(!pthread_create(&w[i].thread, NULL, write_many, &w[i]));
	}
	for (size_t i = 0; i < WRITERS; i++) {
		EXPECT(!pthread_join(w[i].thread, NULL));
		EXPECT(w[i].different == 0);
		arena_free(w[i].mem);
	}
}
