#include "features/publishing/release_paper.h"

#include <string.h>

#include "base/date.h"

/* What a release looks like on paper and as files. */

bool
release_public(const struct request *r)
{
	const char *public = request_query(r, "public");

	return public && strcmp(public, "1") == 0;
}

static void
show_all(struct report *report)
{
	report->persons_hidden = report->total_hidden = false;
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		struct report_table *t = &report->tables[i];

		t->total_hidden = t->gap_hidden = false;
		for (size_t k = 0; k < t->nrows; k++)
			t->rows[k].hidden = false;
	}
}

enum result
release_report(struct request *r, const struct release *rel, bool public,
    struct report *out)
{
	enum result rc = release_read(r->mem, rel->document, out);

	if (!rc && !public)
		show_all(out);
	return rc;
}

static const char *
dated(struct request *r, const char *day, const char *name)
{
	return day ? arena_fmt(r->mem, "%s　%s", date_long(r->mem, day),
	    name ? name : "") : "（まだ）";
}

/* Who prepared it is the house's own business. */
static void
put_head(struct request *r, struct paper *p, const struct release *rel,
    bool public)
{
	paper_facts(p, 2);
	paper_fact(p, "期間", arena_fmt(r->mem, "%sから%sまで",
	    date_long(r->mem, rel->from), date_long(r->mem, rel->to)));
	paper_fact(p, "版", arena_fmt(r->mem, "第%lld版",
	    (long long)rel->edition));
	if (public) {
		paper_fact(p, "公表の承認", rel->approved_on ?
		    date_long(r->mem, rel->approved_on) : "（まだ）");
	} else {
		paper_fact(p, "作成", dated(r, rel->prepared_on,
		    rel->prepared_name));
		paper_fact(p, "承認", dated(r, rel->approved_on,
		    rel->approved_name));
	}
	paper_fact(p, "伏せ方", release_rule_label(r->mem, rel));
	if (rel->reason)
		paper_fact(p, "前の版から直したこと", rel->reason);
	if (rel->withdrawn_on)
		paper_fact(p, "取り下げ", arena_fmt(r->mem, "%s　%s",
		    date_long(r->mem, rel->withdrawn_on), rel->withdrawn_why));
	if (public)
		paper_note(p, "Xは、数が少ないなどのため公表しない数です。");
	else
		paper_note(p, arena_fmt(r->mem, "この表の照合値（BLAKE2b-256）：%s",
		    rel->hash));
}

static void
put_table(struct request *r, struct paper *p,
    const struct report_lines *lines, size_t group,
    const struct report_table *t)
{
	struct paper_column *columns = arena_array(r->mem, 2,
	    sizeof(*columns));

	columns[0] = (struct paper_column){ "区分", 3, true };
	columns[1] = (struct paper_column){ arena_fmt(r->mem, "数（%s）",
	    t->unit), 1, false };
	paper_section(p, t->title);
	paper_note(p, t->definition);
	paper_table(p, t->title, columns, 2);
	for (size_t i = 0; i < lines->n; i++) {
		if (lines->at[i].group != group)
			continue;
		paper_cell(p, lines->at[i].label);
		paper_cell(p, report_number(r->mem, &lines->at[i]));
	}
	if (t->footnote)
		paper_note(p, arena_fmt(r->mem, "※ %s", t->footnote));
}

enum result
release_paper(struct request *r, const struct release *rel, bool public,
    struct paper **out)
{
	static const struct paper_column columns[] = { { "区分", 3, true },
	    { "数", 1, false } };
	struct paper *p = paper_new(r->mem, arena_fmt(r->mem,
	    "相談支援の実績　%s", release_title(r->mem, rel)));
	struct report_lines lines;
	struct report report;
	enum result rc = release_report(r, rel, public, &report);

	if (rc)
		return rc;
	lines = report_lines_of(r->mem, &report);
	put_head(r, p, rel, public);
	paper_section(p, "実人数と延回数");
	paper_table(p, "実人数（人）と延回数（回）", columns, COUNT(columns));
	for (size_t i = 0; i < 2; i++) {
		paper_cell(p, lines.at[i].label);
		paper_cell(p, report_number(r->mem, &lines.at[i]));
	}
	for (size_t i = 0; i < REPORT_TABLES; i++)
		put_table(r, p, &lines, i + 2, &report.tables[i]);
	*out = p;
	return OK;
}
