#include "app/paper.h"
#include "base/date.h"
#include "features/outage/outage_view.h"

/* The list on paper, to call from when there is no light for screens. */

enum { MAX_SHEET = 400 };

static const struct paper_column columns[] = {
	{ "順", 3, false }, { "あと（電池が切れる時刻）", 9, false },
	{ "氏名", 10, true }, { "機器", 7, false }, { "電話・保護者", 11, false },
	{ "住所", 12, false }, { "安否", 8, false }, { "時刻・聞いたこと", 16, false },
};

static void
put_row(struct request *r, struct paper *p, size_t i,
    const struct outage_row *row)
{
	paper_cell(p, arena_fmt(r->mem, "%zu", i + 1));
	paper_cell(p, row->quiet ? "機器なし" : row->left);
	if (row->empty_at)
		paper_line(p, &(struct paper_line){ .text = arena_fmt(r->mem,
		    "%sまで", row->empty_at), .small = true });
	paper_cell(p, row->name);
	paper_line(p, &(struct paper_line){ .text = arena_fmt(r->mem, "%s・%s",
	    row->age, row->town), .small = true });
	paper_cell(p, row->kind);
	paper_cell(p, row->phone);
	paper_line(p, &(struct paper_line){ .text = row->guardian,
		.small = true });
	paper_cell(p, row->address);
	paper_cell(p, row->status);
	if (!row->done)
		paper_line(p, &(struct paper_line){
			.text = "□不在 □無事 □要支援 □搬送", .small = true });
	paper_cell(p, row->told ? row->told : "");
	paper_line(p, &(struct paper_line){ .text = row->note, .small = true });
}

static enum result
write_paper(struct request *r, struct outage_view *v, struct paper **out)
{
	struct outage_row *rows = arena_array(r->mem, MAX_SHEET,
	    sizeof(*rows));
	size_t made = 0, n;
	struct paper *p;
	enum result rc = outage_view_begin(r, r->arg[0], v);

	if (!rc)
		rc = outage_view_load(r, v);
	if (rc)
		return rc;
	n = v->nshown < MAX_SHEET ? v->nshown : MAX_SHEET;
	rc = outage_view_rows(r, v, v->shown, n, rows, &made);
	p = paper_new(r->mem, arena_fmt(r->mem, "電話の用紙　%s",
	    v->outage.title));
	paper_under(p, arena_fmt(r->mem, "%s の一覧。急ぐ順に並んでいます。「不明」は"
	    "電池の時間が分からない子どもで、最も急ぎます。",
	    date_instant_label(r->mem, r->now)));
	if (outage_is_drill(&v->outage))
		paper_warning(p, "訓練です。");
	if (n < v->nshown)
		paper_warning(p, arena_fmt(r->mem, "%zu人のうち、急ぐ%zu人です。",
		    v->nshown, n));
	paper_table(p, "電話する順", columns, COUNT(columns));
	for (size_t i = 0; !rc && i < made; i++)
		put_row(r, p, i, &rows[i]);
	*out = p;
	return rc;
}

/* ?municipality as the list has it. */
static const char *
asked(struct request *r, const char *path)
{
	const char *town = request_query(r, "municipality");
	struct buffer b = buffer_new(r->mem);

	buffer_add(&b, path);
	if (town && *town) {
		buffer_add(&b, "?municipality=");
		buffer_url(&b, town);
	}
	return b.s;
}

enum result
outage_sheet_get(struct request *r)
{
	struct page page = { .title = "電話の用紙", .menu = "/evacuation",
	    .landscape = true };
	struct outage_view v = { 0 };
	struct paper *p;
	enum result rc = write_paper(r, &v, &p);

	if (rc)
		return rc;
	page.crumbs = outage_crumbs(r, &v.outage, page.title, &page.ncrumbs);
	return paper_show(r, &page, p, &(struct paper_links){
	    .pdf = asked(r, arena_fmt(r->mem, "/outages/%s/sheet.pdf",
		v.outage.id)),
	    .back = arena_fmt(r->mem, "/outages/%s", v.outage.id),
	    .back_label = "一覧に戻る" });
}

enum result
outage_sheet_pdf_get(struct request *r)
{
	struct outage_view v = { 0 };
	struct paper *p;
	enum result rc = write_paper(r, &v, &p);

	return rc ? rc : paper_pdf(r, "電話の用紙",
	    (const struct paper *const[]){ p }, 1, "denwa-yoshi");
}
