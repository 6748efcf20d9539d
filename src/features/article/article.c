#include "features/article/article.h"

#include <string.h>

#include "app/access.h"
#include "app/route.h"
#include "features/account/account.h"
#include "features/article/article_private.h"

static const struct field fields[] = {
	FIELD_CODE(article, kind, .label = "種類", .list = "article_kind",
	    .flags = REQUIRED | LISTED | RADIO),
	FIELD_TEXT(article, title, .label = "題", .flags = REQUIRED | LISTED,
	    .max = 100),
	FIELD_LONG(article, body, .label = "本文", .flags = REQUIRED,
	    .max = 20000,
	    .hint = "「## 」で見出し、「- 」で箇条書き。段落の間は1行あけます。"),
	FIELD_LONG(article, easy, .label = "やさしい日本語",
	    .max = 20000, .hint = "書くと、ふつうの文とならべて出ます。"
	    "短い文で、むずかしい言葉を言いかえます。"),
	FIELD_CODES(article, themes, .label = "テーマ",
	    .list = "article_theme"),
	FIELD_CODE(article, region, .label = "圏域", .list = "region",
	    .hint = "県全体のことなら空欄にします。"),
	FIELD_DAY(article, event_on, .label = "行事の日"),
	FIELD_TEXT(article, event_at, .label = "行事の時刻", .max = 40,
	    .hint = "例）13:30～15:30"),
	FIELD_TEXT(article, place, .label = "行事の場所", .max = 200),
	FIELD_DAY(article, publish_on, .label = "公表する日",
	    .hint = "空欄なら、承認した次の公表で出ます。"),
	FIELD_TEXT(article, changes, .label = "変更点", .max = 200,
	    .hint = "出したあとに直すとき、何を直したかを書きます。公表されます。"),
	FIELD_CODE(article, state, .label = "段階", .list = "article_state",
	    .flags = HIDDEN | LISTED),
	FIELD_TEXT(article, confirmed, .label = "小さい数を出してよい理由",
	    .flags = HIDDEN, .max = 400),
	FIELD_TEXT(article, origin, .label = "提供元", .flags = HIDDEN,
	    .max = 200),
	FIELD_TEXT(article, writers, .label = "書いた人たち", .flags = HIDDEN,
	    .max = 2000),
	FIELD_LINK(article, written_by, .label = "書いた人", .flags = HIDDEN,
	    .to = &account_record),
	FIELD_LINK(article, submitted_by, .label = "確かめに出した人",
	    .flags = HIDDEN, .to = &account_record),
	FIELD_DAY(article, submitted_on, .label = "確かめに出した日",
	    .flags = HIDDEN),
	FIELD_LINK(article, approved_by, .label = "承認した人",
	    .flags = HIDDEN, .to = &account_record),
	FIELD_DAY(article, approved_on, .label = "承認した日",
	    .flags = HIDDEN),
	FIELD_DAY(article, withdrawn_on, .label = "取り下げた日",
	    .flags = HIDDEN),
	FIELD_TEXT(article, withdrawn_why, .label = "取り下げた理由",
	    .flags = HIDDEN, .max = 400),
};

const struct record article_record = {
	.name = "article",
	.path = "articles",
	.label = "公表する記事",
	.size = sizeof(struct article),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

static const struct field file_fields[] = {
	FIELD_LINK(article_file, article, .label = "記事", .flags = HIDDEN,
	    .to = &article_record),
	FIELD_TEXT(article_file, title, .label = "ファイルの説明",
	    .flags = REQUIRED | LISTED, .max = 200,
	    .hint = "写真なら、見えない人にも伝わるように、何が写っているかを書きます。"),
	FIELD_TEXT(article_file, type, .label = "形式", .flags = HIDDEN,
	    .max = 40),
	FIELD_NUMBER(article_file, size, .label = "大きさ", .flags = HIDDEN,
	    .max = ARTICLE_FILE_BYTES),
	FIELD_LINK(article_file, added_by, .label = "付けた人",
	    .flags = HIDDEN, .to = &account_record),
	FIELD_DAY(article_file, added_on, .label = "付けた日",
	    .flags = HIDDEN),
	FIELD_DAY(article_file, removed_on, .label = "はずした日",
	    .flags = HIDDEN),
};

const struct record article_file_record = {
	.name = "article_file",
	.path = "article-files",
	.label = "記事のファイル",
	.size = sizeof(struct article_file),
	.fields = file_fields,
	.nfields = COUNT(file_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

bool
article_is(const struct article *a, const char *state)
{
	return strcmp(a->state, state) == 0;
}

enum result
article_get(struct request *r, struct article *a)
{
	enum result rc = access_centre(r);

	return rc ? rc : record_get(r, &article_record, r->arg[0], a);
}

/* Articles go from hand to hand on their own pages. */
static const struct route routes[] = {
	{ "GET", "/articles", CHILD_READ, article_list_get },
	{ "GET", "/articles/new", CHILD_WRITE, article_new_get },
	{ "POST", "/articles", CHILD_WRITE, article_post },
	{ "GET", "/articles/exchange", CHILD_READ, article_exchange_get },
	{ "POST", "/articles/parcel", CHILD_READ, article_parcel_post },
	{ "POST", "/articles/arrivals", CHILD_WRITE, article_arrival_post },
	{ "GET", "/articles/*", CHILD_READ, article_show_get },
	{ "GET", "/articles/*/edit", CHILD_WRITE, article_edit_get },
	{ "POST", "/articles/*", CHILD_WRITE, article_change_post },
	{ "POST", "/articles/*/submission", CHILD_WRITE,
	    article_submission_post },
	{ "POST", "/articles/*/return", CHILD_WRITE, article_return_post },
	{ "POST", "/articles/*/approval", CHILD_WRITE,
	    article_approval_post },
	{ "POST", "/articles/*/withdrawal", CHILD_WRITE,
	    article_withdrawal_post },
	{ "POST", "/articles/*/files", CHILD_WRITE, article_file_post },
	ROUTES_TOLD("articles"),
	ROUTES_KEPT("article-files"),
	{ "GET", "/article-files/*", CHILD_READ, article_file_get },
	{ "POST", "/article-files/*/removal", CHILD_WRITE,
	    article_file_removal_post },
};

const struct feature article_feature = {
	.name = "article",
	.menu = { NULL, "/articles", CHILD_READ, 0 },
	.menu_under = "/services",
	FEATURE_RECORDS(&article_record, &article_file_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&article_list_page, &article_form_page,
	    &article_show_page, &article_exchange_page),
	.due = article_due,
	.demo = article_demo,
};
