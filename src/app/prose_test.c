#include "app/prose.h"
#include "base/html.h"
#include "tests/kit.h"

UNIT(prose_has_paragraphs_headings_and_lists)
{
	struct arena *mem = arena_new();

	EXPECT(strcmp(html_text(prose_html(mem, "始め\nつづき\n\n## 見出し\n"
	    "- 一\r\n- 二\n終わり")), "<p>始め<br>つづき</p>\n<h2>見出し</h2>\n"
	    "<ul>\n<li>一</li>\n<li>二</li>\n</ul>\n<p>終わり</p>\n") == 0);
	EXPECT(strcmp(html_text(prose_html(mem, NULL)), "") == 0);
	arena_free(mem);
}

UNIT(prose_is_text_and_never_markup)
{
	struct arena *mem = arena_new();
	const char *s = html_text(prose_html(mem,
	    "## <script>x</script>\n- <b>\n<i onclick=y> https://a.example.jp"));

	EXPECT(!strstr(s, "<script") && !strstr(s, "<b>") &&
	    !strstr(s, "<i "));
	EXPECT(strstr(s, "href=\"https://a.example.jp\"") != NULL);
	arena_free(mem);
}

UNIT(prose_faults_name_their_lines)
{
	struct arena *mem = arena_new();
	struct prose_fault f[PROSE_MAX_FAULTS];

	EXPECT(prose_faults(mem, "## 一\n文\n### 二\n文\n", f) == 0);
	EXPECT(prose_faults(mem, "文\n### 二\n文\n", f) == 1 && f[0].line == 2);
	EXPECT(prose_faults(mem, "## 一\n## 二\n文", f) == 1 && f[0].line == 2);
	EXPECT(prose_faults(mem, "文\n## 終わり", f) == 1 && f[0].line == 2);
	EXPECT(prose_faults(mem, "文\n\nhttp://\n", f) == 1 && f[0].line == 3);
	EXPECT(prose_faults(mem, "https://a.example.jp/x。", f) == 0);
	arena_free(mem);
}

UNIT(prose_begins_with_its_first_words)
{
	struct arena *mem = arena_new();

	EXPECT(strcmp(prose_begin(mem, "## 題\n一二三\n- 四", 20), "一二三 四") == 0);
	EXPECT(strncmp(prose_begin(mem, "一二三四五", 3), "一二三", 9) == 0);
	arena_free(mem);
}
