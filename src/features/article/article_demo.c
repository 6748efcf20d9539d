#include "base/date.h"
#include "features/account/account.h"
#include "features/article/article_private.h"
#include "features/article/article_sql.h"

/* A year of what a centre tells; nobody in it is anybody. */

struct told {
	const char *kind, *title, *body, *easy, *themes, *region;
	int days;		/* from today: out, or of the event */
	bool draft;
};

static const struct told all[] = {
	{ "news", "相談の電話がつながりにくいとき",
	    "電話が重なると、つながりにくいことがあります。\n\n## そのときは\n"
	    "- 公開サイトの「お問い合わせ」に書いてください。次の日までに電話します。\n"
	    "- 急ぐときは、かかりつけの病院に電話してください。\n",
	    "電話（でんわ）がつながらないとき\n\n- このホームページに書（か）いてください。"
	    "次（つぎ）の日（ひ）までに電話（でんわ）します。\n"
	    "- 急（いそ）ぐときは、いつもの病院（びょういん）に電話（でんわ）してください。\n",
	    "consultation", NULL, -40, false },
	{ "event", "家族交流会をひらきます",
	    "医療的ケアのある子どもと家族が、お茶を飲みながら話す会です。きょうだいもどうぞ。\n\n"
	    "## 申し込み\n電話か「お問い合わせ」から申し込んでください。", NULL,
	    "family", "hachinohe", 20, false },
	{ "document", "災害時個別支援計画作成マニュアル",
	    "停電や水害のときに、だれが、いつ、何をするかを決めておくための手引きです。\n\n"
	    "## 中身\n- 電源と酸素の計算のしかた\n- 避難先と移動の決め方\n- 訓練の進め方\n", NULL,
	    "disaster", NULL, -120, false },
	{ "document", "情報共有の同意書（様式）",
	    "支援する人どうしで情報を共有するときの同意書です。説明のための文もついています。", NULL,
	    "consent", NULL, -200, false },
	{ "case", "保育園で吸引をはじめるまで",
	    "園の看護師と保育士が、病院で手技を学び、家族と一緒に手順書をつくりました。\n\n"
	    "## うまくいったこと\n- はじめに家族と園の希望を1枚の紙にまとめました。\n"
	    "- 病院での見学を、園の都合に合わせて日を分けました。\n", NULL,
	    "nursery", "tsugaru", -15, false },
	{ "neighbour", "となりの県の支援センター",
	    "転居や旅行のときは、となりの県の支援センターにも相談できます。つなぎ方は、"
	    "お問い合わせください。", NULL, "consultation", NULL, -300, false },
	{ "news", "冬の道と停電にそなえて",
	    "雪の季節になりました。予備の電源を確かめましょう。", NULL, "disaster",
	    NULL, 0, true },
};

static enum result
put(struct request *r, const struct told *t, const char *writer,
    const char *approver)
{
	const char *day = date_add_days(r->mem, r->today, t->days);
	struct article a = { .kind = t->kind, .title = t->title,
	    .body = t->body, .easy = t->easy, .themes = t->themes,
	    .region = t->region, .state = t->draft ? "submitted" : "approved",
	    .written_by = writer, .writers = writer, .submitted_by = writer,
	    .submitted_on = t->days < 0 ? day : r->today };

	if (t->days > 0) {
		a.event_on = day;
		a.event_at = "13:30～15:30";
		a.place = "見本市民センター";
	}
	if (!t->draft) {
		a.approved_by = approver;
		a.approved_on = a.submitted_on;
	}
	record_add(r, &article_record, &a);
	return t->draft ? OK : article_sql_publish(r, &a, "",
	    a.submitted_on);
}

enum result
article_demo(struct request *r)
{
	struct account hana, taro;
	enum result rc = account_of_login(r, "hana", &hana);

	if (!rc)
		rc = account_of_login(r, "taro", &taro);
	for (size_t i = 0; !rc && i < COUNT(all); i++)
		rc = put(r, &all[i], hana.id, taro.id);
	return rc;
}
