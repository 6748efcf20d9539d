#include "tests/kit_public.h"

/* What a second person approved, as everybody reads it. */

#define ARTICLE(id, kind, title, body, more) \
	"INSERT INTO pub_article (id, kind, title, body, first_on," \
	" publish_on, files, event_on, easy, themes) VALUES ('" id "', '" \
	kind "', '" title "', '" body "', '2026-03-01', '2026-03-02', " more ")"
#define PLAIN "'', NULL, NULL, 'disaster'"

static void
begin(struct public_site *p, struct town *t)
{
	*p = (struct public_site){ .inbox = NULL };
	public_begin(p, t);
	public_fill(p, ARTICLE("a1", "news", "電話の時間" CANARY,
	    "## 変わること\n本文です。" CANARY, "'f1,f2', NULL, 'やさしい文', NULL"));
	public_fill(p, ARTICLE("a2", "document", "手引き", "停電の手引きです。",
	    PLAIN));
	public_fill(p, ARTICLE("a3", "event", "終わった会", "会です。",
	    "'', '2026-03-31', NULL, NULL"));
	public_fill(p, ARTICLE("a4", "event", "これからの会", "会です。",
	    "'', '2026-04-20', NULL, NULL"));
	public_fill(p, "INSERT INTO pub_article_file VALUES ('f1',"
	    " '吸引器の写真', 'image/png', '2048', 'iVBORw=='), ('f2', '様式',"
	    " 'application/pdf', '2048', 'JVBERg==')");
	public_fill(p, "INSERT INTO pub_article_change VALUES ('a1', '2',"
	    " '2026-03-02', '時間を直しました')");
	public_fill(p, "INSERT INTO pub_gone VALUES ('a9')");
	public_open(p);
}

TEST(news_are_listed_by_kind_and_theme_and_events_until_their_day)
{
	struct public_site p;

	begin(&p, t);
	visit(&p, "/news");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "手引き");
	EXPECT_SEES(&p.t, "これからの会");
	EXPECT_NOT_SEES(&p.t, "終わった会");
	visit(&p, "/news?theme=disaster");
	EXPECT_SEES(&p.t, "手引き");
	EXPECT_NOT_SEES(&p.t, "これからの会");
	visit(&p, "/news?q=%E5%81%9C%E9%9B%BB");
	EXPECT_SEES(&p.t, "手引き");
	EXPECT_NOT_SEES(&p.t, "電話の時間");
	visit(&p, "/news?kind=event");
	EXPECT_NOT_SEES(&p.t, "手引き");
	visit(&p, "/");
	EXPECT_SEES(&p.t, "電話の時間");
	public_close(&p);
}

TEST(article_is_read_with_its_files_and_its_changes)
{
	struct public_site p;

	begin(&p, t);
	visit(&p, "/news/a1");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "<h2>変わること</h2>");
	EXPECT_SEES(&p.t, "やさしい文");
	EXPECT_SEES(&p.t, "src=\"/files/f1\" alt=\"吸引器の写真\"");
	EXPECT_SEES(&p.t, "様式（PDF・2KB）");
	EXPECT_SEES(&p.t, "時間を直しました");
	visit(&p, "/files/f1");
	EXPECT_STATUS(&p.t, 200);
	EXPECT(strcmp(p.t.type, "image/png") == 0 && p.t.nbody == 4);
	visit(&p, "/files/f3");
	EXPECT_STATUS(&p.t, 404);
	public_close(&p);
}

TEST(article_taken_back_answers_gone_and_another_is_missing)
{
	struct public_site p;

	begin(&p, t);
	visit(&p, "/news/a9");
	EXPECT_STATUS(&p.t, 410);
	EXPECT_SEES(&p.t, "取り下げました");
	visit(&p, "/news/a8");
	EXPECT_STATUS(&p.t, 404);
	public_close(&p);
}

TEST(news_feed_is_well_formed_and_escapes)
{
	struct public_site p;

	begin(&p, t);
	visit(&p, "/news.atom");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "<id>urn:uuid:a2</id>");
	EXPECT_SEES(&p.t, "電話の時間&lt;b&gt;");
	EXPECT_NOT_SEES(&p.t, "終わった会");
	public_close(&p);
}
