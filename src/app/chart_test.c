#include <expat.h>
#include <math.h>
#include <stdlib.h>

#include "app/chart_draw.h"
#include "tests/kit.h"

/* What an XML parser finds in a picture. */
struct seen {
	size_t depth, links, numbers, texts, shapes, titles;
	int64_t sum;			/* of the <text>s that are a number */
	double length;			/* of the longest bar */
	bool in_text, in_title, hollow;
	char text[512], title[1024], id[64], labelled_by[64];
	size_t ntext, ntitle;
};

static const char *
attribute(const XML_Char **at, const char *name)
{
	for (; at[0]; at += 2) {
		if (strcmp(at[0], name) == 0)
			return at[1];
	}
	return "";
}

static void
see_start(void *data, const XML_Char *name, const XML_Char **at)
{
	struct seen *s = data;

	s->depth++;
	if (strcmp(name, "a") == 0)
		s->links += *attribute(at, "aria-label") != '\0';
	if (strcmp(name, "path") == 0 || strcmp(name, "rect") == 0)
		s->shapes += *attribute(at, "fill") == '#';
	if (strcmp(name, "rect") == 0 && *attribute(at, "fill") == '#')
		s->length = fmax(s->length, atof(attribute(at, "width")));
	if (strcmp(name, "circle") == 0 &&
	    strcmp(attribute(at, "fill"), "#ffffff") == 0)
		s->hollow = true;
	if (strcmp(name, "svg") == 0 && *attribute(at, "aria-labelledby"))
		snprintf(s->labelled_by, sizeof(s->labelled_by), "%s",
		    attribute(at, "aria-labelledby"));
	if (strcmp(name, "title") == 0)
		snprintf(s->id, sizeof(s->id), "%s", attribute(at, "id"));
	s->titles += strcmp(name, "title") == 0;
	s->in_title = strcmp(name, "title") == 0;
	s->in_text = strcmp(name, "text") == 0;
	s->ntext = 0;
}

static void
see_end(void *data, const XML_Char *name)
{
	struct seen *s = data;
	char *end;

	s->depth--;
	if (strcmp(name, "text") == 0) {
		long long n = strtoll(s->text, &end, 10);

		s->texts++;
		if (end != s->text && *end == '\0') {
			s->numbers++;
			s->sum += n;
		}
	}
	s->in_text = s->in_title = false;
}

static void
append(char *to, size_t room, size_t *n, const XML_Char *s, int len)
{
	for (int i = 0; i < len && *n + 1 < room; i++)
		to[(*n)++] = s[i];
	to[*n] = '\0';
}

static void
see_words(void *data, const XML_Char *s, int n)
{
	struct seen *seen = data;

	if (seen->in_text)
		append(seen->text, sizeof(seen->text), &seen->ntext, s, n);
	if (seen->in_title)
		append(seen->title, sizeof(seen->title), &seen->ntitle, s, n);
}

/* Fails the test when the picture is not well-formed. */
static struct seen
look(const struct html *picture)
{
	XML_Parser parser = XML_ParserCreate("UTF-8");
	const char *s = html_text(picture);
	struct seen seen = { .depth = 0 };
	enum XML_Status status;

	EXPECT(parser != NULL);
	XML_SetUserData(parser, &seen);
	XML_SetElementHandler(parser, see_start, see_end);
	XML_SetCharacterDataHandler(parser, see_words);
	status = XML_Parse(parser, s, (int)strlen(s), 1);
	XML_ParserFree(parser);
	EXPECT(status == XML_STATUS_OK);
	EXPECT(seen.depth == 0 && seen.titles == 1);
	EXPECT(*seen.id && strcmp(seen.id, seen.labelled_by) == 0);
	EXPECT(strstr(s, "style=") == NULL && strstr(s, "nan") == NULL &&
	    strstr(s, "inf") == NULL);
	return seen;
}

static const struct chart_part ages[] = {
	{ "0〜3歳", 37, false, NULL }, { "4〜6歳", 17, false, NULL },
	{ "7〜12歳", 18, false, NULL }, { "13〜15歳", 4, false, NULL },
	{ "16〜18歳", 4, false, NULL }, { "19歳〜", 1, false, NULL },
	{ "不明", 1, true, NULL },
};

static const struct chart age_chart = { "年齢別の実人数", "人", ages,
	COUNT(ages), 82 };

UNIT(a_ring_writes_numbers_only_into_parts_of_seven_percent)
{
	struct request r = { .mem = arena_new() };
	const struct html *picture = chart_ring(&r, &age_chart);
	struct seen seen = look(picture);

	EXPECT(seen.numbers == 3 && seen.sum == 37 + 17 + 18);
	EXPECT(strstr(html_text(picture), ">82人</text>") != NULL);
	EXPECT(strcmp(seen.title, "年齢別の実人数。合計82人。"
	    "最も多いのは0〜3歳で37人（45％）。") == 0);
	arena_free(r.mem);
}

UNIT(the_list_under_a_ring_has_every_number_and_zero_too)
{
	static const struct chart_part parts[] = {
		{ "あり", 5, false, NULL }, { "なし", 0, false, NULL } };
	static const struct chart chart = { "ケア", "人", parts, 2, 5 };
	struct request r = { .mem = arena_new() };
	const char *s = html_text(chart_ring(&r, &chart));

	EXPECT(strstr(s, "あり</span><b>5人</b>") != NULL);
	EXPECT(strstr(s, "なし</span><b>0人</b>") != NULL);
	arena_free(r.mem);
}

UNIT(a_ring_of_one_part_is_a_whole_circle)
{
	static const struct chart_part one = { "訪問", 9, false, NULL };
	static const struct chart chart = { "方法", "回", &one, 1, 9 };
	struct request r = { .mem = arena_new() };
	const struct html *picture = chart_ring(&r, &chart);

	(void)look(picture);
	EXPECT(strstr(html_text(picture), "<circle") != NULL);
	EXPECT(strstr(html_text(picture), ">9</text>") != NULL);
	arena_free(r.mem);
}

/* The end of the last slice, as the angle its path ends its outer arc at. */
static double
last_share(const char *s)
{
	const char *at = NULL, *arc;
	double x, y, angle;

	for (arc = strstr(s, "A106"); arc; arc = strstr(arc + 1, "A106"))
		at = arc;
	EXPECT(at != NULL);
	EXPECT(sscanf(at, "A106 106 0 %*d 1 %lf %lf", &x, &y) == 2);
	angle = atan2(x - 110, 110 - y) / (2 * 3.14159265358979);
	return angle < -0.0005 ? angle + 1 : angle;
}

UNIT(a_ring_closes_when_its_parts_add_up_and_stays_open_when_they_do_not)
{
	struct chart gap = age_chart;
	struct request r = { .mem = arena_new() };

	EXPECT(fabs(last_share(html_text(chart_ring(&r, &gap)))) < 0.001);
	gap.total = 164;
	EXPECT(fabs(last_share(html_text(chart_ring(&r, &gap))) - 0.5) < 0.001);
	arena_free(r.mem);
}

UNIT(nothing_counted_is_said_in_words)
{
	static const struct chart_part none[] = { { "あり", 0, false, "/x" },
		{ "なし", 0, false, "/y" } };
	static const struct chart chart = { "ケア", "人", none, 2, 0 };
	struct request r = { .mem = arena_new() };
	const int64_t zero[] = { 0, 0 };
	const struct chart_row row = { "令和6年度", zero, 0, false };
	struct seen ring = look(chart_ring(&r, &chart));
	struct seen bars = look(chart_bars(&r, &chart));

	EXPECT(strstr(ring.title, "記録がありません") != NULL);
	EXPECT(strstr(html_text(chart_ring(&r, &chart)),
	    ">記録がありません</text>") != NULL);
	EXPECT(ring.links == 0 && bars.length < 0.05 && bars.numbers == 2);
	(void)look(chart_stack(&r, &chart, &row, 1));
	(void)look(chart_lines(&r, &chart, &row, 1));
	(void)look(chart_lines(&r, &chart, &row, 0));
	arena_free(r.mem);
}

UNIT(what_a_label_or_address_holds_is_escaped)
{
	static const struct chart_part parts[] = {
		{ CANARY, 3, false, "/r?a=1&b=\"2" }, { "<&>\"'", 2, false, NULL },
	};
	static const struct chart chart = { "題<b>", "<人>", parts, 2, 5 };
	struct request r = { .mem = arena_new() };
	const int64_t counts[] = { 3, 2 };
	const struct chart_row row = { "<年>", counts, 5, false };
	const struct html *pictures[] = { chart_ring(&r, &chart),
		chart_bars(&r, &chart), chart_stack(&r, &chart, &row, 1),
		chart_lines(&r, &chart, &row, 1) };

	for (size_t i = 0; i < COUNT(pictures); i++) {
		(void)look(pictures[i]);
		EXPECT(strstr(html_text(pictures[i]), CANARY) == NULL);
	}
	EXPECT(look(pictures[0]).links == 1 && look(pictures[1]).links == 1);
	arena_free(r.mem);
}

UNIT(only_a_picture_without_links_is_an_image)
{
	static const struct chart_part linked = { "訪問", 9, false, "/x" };
	static const struct chart chart = { "方法", "回", &linked, 1, 9 };
	struct request r = { .mem = arena_new() };

	EXPECT(strstr(html_text(chart_ring(&r, &age_chart)), "role=\"img\""));
	EXPECT(!strstr(html_text(chart_ring(&r, &chart)), "role=\"img\""));
	EXPECT(strstr(html_text(chart_bars(&r, &chart)), "role=\"group\""));
	arena_free(r.mem);
}

UNIT(pictures_of_one_page_have_different_ids_that_stay_the_same)
{
	struct chart other = age_chart;
	struct request r = { .mem = arena_new() };
	struct seen ring = look(chart_ring(&r, &age_chart));
	struct seen bars = look(chart_bars(&r, &age_chart)), next;

	other.n--;
	next = look(chart_ring(&r, &other));
	EXPECT(strcmp(ring.id, bars.id) != 0 && strcmp(ring.id, next.id) != 0);
	next = look(chart_ring(&r, &age_chart));
	EXPECT(strcmp(ring.id, next.id) == 0);
	arena_free(r.mem);
}

UNIT(numbers_stand_out_from_every_colour_a_part_can_have)
{
	struct chart_part parts[9] = { { "", 0, false, NULL } };
	struct chart chart = { "", "", parts, 0, 0 };

	EXPECT(fabs(chart_contrast("#ffffff", "#000000") - 21) < 0.001);
	EXPECT(fabs(chart_contrast("#767676", "#ffffff") - 4.54) < 0.01);
	for (chart.n = 1; chart.n <= COUNT(parts); chart.n++) {
		parts[chart.n - 1].unknown = chart.n == COUNT(parts);
		for (size_t i = 0; i < chart.n; i++) {
			const char *c = chart_colour(&chart, i);

			EXPECT(chart_contrast(c, chart_ink(c)) >= 4.5);
		}
	}
}

UNIT(up_to_seven_known_parts_have_colours_of_their_own)
{
	static const struct chart_part parts[8] = { [3] = { "不明", 1, true,
		NULL } };
	struct chart chart = { "", "", parts, 8, 0 };

	EXPECT(strcmp(chart_colour(&chart, 3), "#b3b3b3") == 0);
	for (size_t i = 0; i < chart.n; i++) {
		for (size_t k = 0; k < i; k++)
			EXPECT(strcmp(chart_colour(&chart, i),
			    chart_colour(&chart, k)) != 0);
	}
}

static size_t
label_bytes(const struct label *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += strlen(l->line[i]);
	return n;
}

UNIT(a_long_label_is_broken_at_a_pause_and_never_cut)
{
	static const char long_name[] = "障害児相談支援事業所"
	    "（指定特定相談支援事業所を含む）障害児相談支援事業所"
	    "（指定特定相談支援事業所を含む）";
	static const char *const labels[] = { "", "電話", "ABC",
		"児童発達支援・放課後等デイサービス", long_name };
	struct arena *mem = arena_new();
	struct label l;

	for (size_t i = 0; i < COUNT(labels); i++) {
		l = label_of(mem, labels[i], 144);
		EXPECT(l.n >= 1 && l.n <= CHART_MAX_LINES);
		EXPECT(label_bytes(&l) == strlen(labels[i]));
		EXPECT(labels[i] == long_name || l.width <= 144);
	}
	EXPECT(l.n == CHART_MAX_LINES && l.width > 144);
	l = label_of(mem, "就園・就学（就労を含む）", 80);
	EXPECT(strcmp(l.line[0], "就園・就学") == 0 && l.n == 2);
	arena_free(mem);
}

UNIT(a_bar_is_as_long_as_its_share_of_the_longest)
{
	static const struct chart_part parts[] = { { "短", 50, false, NULL },
		{ "長", 200, false, NULL }, { "負", -1, false, NULL } };
	static const struct chart chart = { "件数", "件", parts, 3, 250 };
	struct request r = { .mem = arena_new() };
	const struct html *picture = chart_bars(&r, &chart);
	struct seen seen = look(picture);
	char quarter[40];

	EXPECT(seen.shapes == 3 && seen.numbers == 3 && seen.sum == 249);
	snprintf(quarter, sizeof(quarter), "width=\"%.1f\"", seen.length / 4);
	EXPECT(strstr(html_text(picture), quarter) != NULL);
	EXPECT(strstr(html_text(picture), "width=\"-") == NULL);
	arena_free(r.mem);
}

UNIT(a_part_of_a_year_is_hollow_and_not_on_the_line)
{
	static const struct chart_part lines[] = { { .label = "延回数" },
		{ .label = "実人数" } };
	static const struct chart chart = { "移り変わり", "", lines, 2, 0 };
	static const int64_t counts[3][2] = { { 167, 54 }, { 295, 82 },
		{ 192, 48 } };
	struct chart_row rows[] = { { "令和4年度", counts[0], 0, false },
		{ "令和5年度", counts[1], 0, false },
		{ "令和6年度（4〜12月）", counts[2], 0, false } };
	struct request r = { .mem = arena_new() };
	struct seen whole = look(chart_lines(&r, &chart, rows, 3)), part;
	const struct html *picture;
	size_t joins = 0;

	rows[2].part_year = true;
	picture = chart_lines(&r, &chart, rows, 3);
	part = look(picture);
	for (const char *s = html_text(picture); (s = strchr(s, 'L')); s++)
		joins += s[1] >= '0' && s[1] <= '9';
	EXPECT(!whole.hollow && part.hollow && joins == 2);
	EXPECT(strstr(part.title, "令和6年度（4〜12月）48（途中）") != NULL);
	EXPECT(strstr(html_text(picture), "stroke-dasharray") != NULL);
	arena_free(r.mem);
}

UNIT(a_year_of_a_stack_is_as_long_as_its_total)
{
	static const int64_t counts[] = { 28, 15, 5, 2, 2, 1, 1 };
	struct chart_row row = { "令和4年度", counts, 54, false };
	struct request r = { .mem = arena_new() };
	struct seen closed = look(chart_stack(&r, &age_chart, &row, 1)), open;

	row.total = 108;
	open = look(chart_stack(&r, &age_chart, &row, 1));
	EXPECT(closed.numbers == 3 && open.numbers == 2);
	EXPECT(strstr(html_text(chart_stack(&r, &age_chart, &row, 1)),
	    ">108人</text>") != NULL);
	EXPECT(open.length < closed.length * 0.52);
	arena_free(r.mem);
}
