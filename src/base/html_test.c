#include <string.h>

#include "base/html_compile.h"
#include "tests/kit.h"

struct row {
	const char *name;
	int64_t count;
	struct html_list inner;
};

struct page {
	const char *title, *note;
	int64_t total;
	bool open;
	const struct html *chart;
	struct html_list rows;
};

struct inner {
	const char *word;
};

static const struct slot inner_slots[] = { SLOT_TEXT(inner, word) };
static const struct slot row_slots[] = { SLOT_TEXT(row, name),
	SLOT_NUMBER(row, count),
	SLOT_LIST(row, inner, inner_slots, struct inner) };
static const struct slot page_slots[] = { SLOT_TEXT(page, title),
	SLOT_TEXT(page, note), SLOT_NUMBER(page, total), SLOT_FLAG(page, open),
	SLOT_HTML(page, chart), SLOT_LIST(page, rows, row_slots, struct row) };
static TEMPLATE(page_html, "page.html", page_slots);

static const struct asset *
part_only(const char *name)
{
	static const char text[] = "<i>{{title}}</i>\n";
	static const char self[] = "{{>self.html}}";
	static const char half[] = "a\n{{/open}}";
	static const struct asset all[] = {
		{ "part.html", text, sizeof(text) - 1 },
		{ "self.html", self, sizeof(self) - 1 },
		{ "half.html", half, sizeof(half) - 1 },
	};

	for (size_t i = 0; i < COUNT(all); i++) {
		if (strcmp(all[i].name, name) == 0)
			return &all[i];
	}
	return NULL;
}

/* The compiler asks for assets by name alone; one test, one thread. */
static _Thread_local struct asset under_test;

static const struct asset *
find(const char *name)
{
	return strcmp(name, "page.html") == 0 ? &under_test : part_only(name);
}

static enum result
compile(struct arena *mem, const char *text, struct html_program *program,
    const char **why)
{
	under_test = (struct asset){ "page.html", text, strlen(text) };
	return html_compile(mem, &page_html, find, program, why);
}

static bool
renders(const char *text, const struct page *page, const char *wanted)
{
	struct arena *mem = arena_new();
	struct buffer out = buffer_new(mem);
	struct html_program program;
	const char *why;
	bool same = false;

	if (compile(mem, text, &program, &why) == OK) {
		html_run(&program, page, &out);
		same = strcmp(out.s, wanted) == 0 && out.len == strlen(wanted);
	}
	arena_free(mem);
	return same;
}

static bool
refuses(const char *text, const char *wanted)
{
	struct arena *mem = arena_new();
	struct html_program program;
	const char *why = "";
	bool same = compile(mem, text, &program, &why) == INVALID &&
		    strcmp(why, wanted) == 0;

	if (!same)
		fprintf(stderr, "said: %s\n", why);
	arena_free(mem);
	return same;
}

UNIT(html_escapes_text_and_prints_numbers)
{
	struct page p = { .title = "<a href='x'>\"&\"</a>", .total = -120 };

	EXPECT(renders("[{{title}}]", &p,
	    "[&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;]"));
	EXPECT(renders("{{total}}", &p, "-120"));
	p.total = INT64_MIN;
	EXPECT(renders("{{total}}", &p, "-9223372036854775808"));
	p.total = 0;
	EXPECT(renders("{{total}}人", &p, "0人"));
	EXPECT(renders("[{{note}}]", &p, "[]"));
	EXPECT(renders("", &p, ""));
}

UNIT(html_markup_goes_in_as_it_is_and_nothing_is_nothing)
{
	struct arena *mem = arena_new();
	struct buffer b = buffer_new(mem);
	struct page p = { 0 };

	EXPECT(renders("[{{chart}}]", &p, "[]"));
	EXPECT(renders("{{^chart}}none{{/chart}}", &p, "none"));
	buffer_add(&b, "<svg>");
	p.chart = html_from(mem, &b);
	EXPECT(renders("[{{chart}}]", &p, "[<svg>]"));
	EXPECT(renders("{{#chart}}yes{{/chart}}", &p, "yes"));
	EXPECT(strcmp(html_text(p.chart), "<svg>") == 0);
	EXPECT(strcmp(html_text(NULL), "") == 0);
	arena_free(mem);
}

UNIT(html_sections_follow_flags_and_texts)
{
	static const char text[] =
	    "{{#open}}o{{/open}}{{^open}}c{{/open}}"
	    "{{#note}}:{{note}}{{/note}}{{^note}}-{{/note}}";
	struct page p = { 0 };

	EXPECT(renders(text, &p, "c-"));
	p.note = "";
	EXPECT(renders(text, &p, "c-"));
	p.note = "n";
	p.open = true;
	EXPECT(renders(text, &p, "o:n"));
}

UNIT(html_rows_see_their_own_slots_then_the_page)
{
	const struct inner words[] = { { "x" }, { "y" } };
	const struct row rows[] = { { "a", 1, { words, 2 } },
		{ "<b>", 2, { NULL, 0 } } };
	struct page p = { .title = "T", .rows = { rows, 2 } };

	EXPECT(renders("{{#rows}}{{title}}{{name}}{{count}} {{/rows}}", &p,
	    "Ta1 T&lt;b&gt;2 "));
	EXPECT(renders("{{#rows}}({{#inner}}{{word}}{{name}}{{title}}{{/inner}}"
		       "{{^inner}}none{{/inner}}){{/rows}}",
	    &p, "(xaTyaT)(none)"));
	EXPECT(renders("{{^rows}}none{{/rows}}", &p, ""));
	p.rows.n = 0;
	EXPECT(
	    renders("{{#rows}}x{{/rows}}{{^rows}}none{{/rows}}", &p, "none"));
}

UNIT(html_a_lone_tag_leaves_no_line)
{
	const struct row rows[] = { { .name = "a" }, { .name = "b" } };
	struct page p = { .title = "T", .open = true, .rows = { rows, 2 } };

	EXPECT(
	    renders("<ul>\n\t{{#rows}}\n\t<li>{{name}}\n\t{{/rows}}\n</ul>\n",
		&p, "<ul>\n\t<li>a\n\t<li>b\n</ul>\n"));
	EXPECT(renders("a\r\n {{#open}} \r\nb\r\n{{/open}}", &p, "a\r\nb\r\n"));
	EXPECT(renders("{{#open}} x\n{{/open}} y", &p, " x\n y"));
	EXPECT(renders("{{title}}\n{{title}}\n", &p, "T\nT\n"));
	EXPECT(renders("[\n  {{>part.html}}\n]", &p, "[\n<i>T</i>\n]"));
	EXPECT(renders("({{>part.html}})", &p, "(<i>T</i>\n)"));
}

UNIT(html_mistakes_are_named_with_their_line)
{
	EXPECT(refuses("a\nb {{titel}}", "page.html:2: titel: no such slot"));
	EXPECT(refuses("{{name}}", "page.html:1: name: no such slot"));
	EXPECT(refuses(
	    "{{#title}}{{name}}{{/title}}", "page.html:1: name: no such slot"));
	EXPECT(refuses(
	    "\n\n{{#open}}x", "page.html:3: open: a section is never closed"));
	EXPECT(refuses("{{/open}}",
	    "page.html:1: open: closes a section that is not open"));
	EXPECT(refuses("{{#open}}{{#rows}}{{/open}}{{/rows}}",
	    "page.html:1: open: another section is still open here"));
	EXPECT(refuses("{{rows}}",
	    "page.html:1: rows: a list or flag has no value to print"));
	EXPECT(refuses("{{open}}",
	    "page.html:1: open: a list or flag has no value to print"));
	EXPECT(refuses("{{#total}}{{/total}}",
	    "page.html:1: total: a number cannot be a section"));
	EXPECT(refuses("x{{title", "page.html:1: : a tag without its end"));
	EXPECT(refuses("{{ title }}", "page.html:1:  title : not a name"));
	EXPECT(refuses("{{{title}}}", "page.html:1: {title: not a name"));
	EXPECT(refuses("{{}}", "page.html:1: : not a name"));
}

UNIT(html_partials_are_found_closed_and_not_endless)
{
	EXPECT(refuses(
	    "\n{{>gone.html}}", "page.html:2: gone.html: no such asset"));
	EXPECT(refuses("{{#open}}{{>half.html}}",
	    "half.html:2: open: closes a section that is not open"));
	EXPECT(refuses("{{>self.html}}",
	    "self.html:1: self.html: partials are nested too deep"));
	EXPECT(refuses("{{#open}}{{#open}}{{#open}}{{#open}}{{#open}}{{#open}}"
		       "{{#open}}{{#open}}{{#open}}",
	    "page.html:1: open: sections are nested too deep"));
}

UNIT(html_templates_without_an_asset_do_not_start)
{
	const struct template *const all[] = { &page_html };
	struct arena *mem = arena_new();

	EXPECT(!templates_new(mem, all, COUNT(all)));
	EXPECT(templates_new(mem, all, 0));
	arena_free(mem);
}
