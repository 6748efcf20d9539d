/*
 * Papers as PDF: a sheet like that of a child's plan, its two sides full, alone
 * and forty in one file. Prints the median of the rounds in microseconds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/paper.h"
#include "app/site.h"

enum { ROUNDS = 15, MANY = 40 };

static double
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
put_side(struct arena *mem, struct paper *p, int side, int child)
{
	static const struct paper_column devices[] = {
		{ "機器・ケア", 3, true }, { "機種・設定", 5, false },
		{ "内蔵電池", 2, false }, { "予備", 3, false },
		{ "業者（24時間）", 3, false },
	};

	paper_section(p, "本人");
	paper_facts(p, 2);
	for (int i = 0; i < 8; i++)
		paper_fact(p, "住所と連絡先", arena_fmt(mem,
		    "青森市見本町%d丁目%d-%d", side, i, child));
	paper_section(p, "医療的ケアと電源");
	paper_table(p, "医療的ケアと電源", devices, COUNT(devices));
	for (int i = 0; i < 8; i++) {
		paper_cell(p, "人工呼吸器");
		paper_cell(p, "PC-AC　PIP18/PEEP6　RR20　FiO2 0.25");
		paper_cell(p, "約4時間");
		paper_cell(p, "外部電池 4時間 1個");
		paper_cell(p, "見本商会 000-000-0000");
	}
	paper_section(p, "停電・避難のときの動き");
	for (int i = 0; i < 6; i++)
		paper_text(p, "内蔵電池に切りかえたことを確かめ、吸引器を充電から外し、"
		    "電力会社と市に連絡する。訪問看護が来るまで、家族がそばにいる。");
}

static const struct paper *
sheet(struct arena *mem, int child)
{
	struct paper *p = paper_new(mem, "個別避難計画");

	paper_under(p, "作成 令和8年9月12日（第2版）／次の見直し 令和9年3月");
	paper_code(p, "https://centre.example/plans/0123456789", "いまの版");
	paper_label(p, arena_fmt(mem, "見本 %d", child));
	paper_fit(p, 2);
	put_side(mem, p, 1, child);
	paper_next_page(p);
	put_side(mem, p, 2, child);
	return p;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static bool
measure(const struct site *site, const char *name, size_t n)
{
	const struct paper *papers[MANY];
	double took[ROUNDS];
	size_t bytes = 0;

	for (int i = 0; i < ROUNDS; i++) {
		struct arena *mem = arena_new();
		struct request r = { .mem = mem, .site = site,
			.today = "2026-04-01" };
		double began = now_us();

		r.answer.body = buffer_new(mem);
		for (size_t k = 0; k < n; k++)
			papers[k] = sheet(mem, (int)k);
		if (paper_pdf(&r, "計画", papers, n, "plan"))
			return false;
		took[i] = now_us() - began;
		bytes = r.answer.body.len;
		arena_free(mem);
	}
	qsort(took, ROUNDS, sizeof(*took), compare);
	printf("%s median %.0f\n%s bytes %zu\n", name, took[ROUNDS / 2], name,
	    bytes);
	return true;
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct site site = { .fonts = pdf_fonts_new(mem) };
	bool fine = measure(&site, "sheet", 1) && measure(&site, "many", MANY);

	pdf_fonts_free(site.fonts);
	arena_free(mem);
	return fine ? 0 : 1;
}
