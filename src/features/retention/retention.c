#include <string.h>

#include "base/buffer.h"
#include "base/date.h"
#include "features/retention/retention_sql.h"

/* The classes, and what their rules say. */

const struct retention_class retention_classes[RETENTION_CLASSES] = {
	{ "child", "子どもの記録一式",
	    "台帳と、その子どもの対応・同意・ケアチーム・派遣・添付ファイルなどのすべてと、その前の版です。",
	    "最後の記録の日", "人", 5, true },
	{ "contact", "子どもを特定しない対応の記録",
	    "どの子どもの記録でもない相談と、その前の版です。", "対応日", "件", 5, false },
	{ "attachment", "取り消した添付ファイル",
	    "取り消してから年数がたったファイルの中身と、その題名です。", "取り消した日", "件",
	    1, false },
	{ "message", "届いた相談",
	    "公開サイトから届き、済みにしてから年数がたったものです。", "済んだ日", "件",
	    1, false },
	{ "survey_answer", "調査に書かれた文",
	    "締め切った調査の回答のうち、文で書かれたものです。選んだ答えと数は残ります。",
	    "回答の期限", "件", 1, false },
	{ "training_applicant", "研修の参加者",
	    "名前と連絡先です。参加した人数と、修了証を出した人は残ります。",
	    "研修を開いた日", "件", 1, false },
	{ "exchange_party", "家族交流会に来た人",
	    "台帳にない家族の名前と連絡先です。集まりの記録の人数は残ります。",
	    "集まりの日", "件", 1, false },
	{ "revision", "記録の前の版",
	    "直す前の内容です。いまの記録は残ります。", "直した日", "件", 1, false },
};

const struct retention_class *
retention_class_named(const char *name)
{
	for (size_t i = 0; i < RETENTION_CLASSES; i++) {
		if (strcmp(retention_classes[i].name, name) == 0)
			return &retention_classes[i];
	}
	return NULL;
}

const char *
retention_years_before(struct arena *mem, const char *day, int64_t years)
{
	int year = 0;
	const char *same;

	for (size_t i = 0; i < 4; i++)
		year = 10 * year + (day[i] - '0');
	same = arena_fmt(mem, "%04d%s", year - (int)years, day + 4);
	return date_valid(same) ? same :
	    arena_fmt(mem, "%04d-02-28", year - (int)years);
}

const char *
retention_rule_text(struct request *r, const struct retention_rule *rule)
{
	struct buffer b = buffer_new(r->mem);

	if (!rule->years)
		return "消さない";
	buffer_fmt(&b, "%sから%lld年", rule->of->from, (long long)rule->years);
	if (rule->age)
		buffer_fmt(&b, "がたち、%lld歳になってから",
		    (long long)rule->age);
	return b.s;
}

enum result
retention_rule_load(struct request *r, const struct retention_class *of,
    struct retention_rule *rule)
{
	enum result rc;

	*rule = (struct retention_rule){ .of = of };
	rc = retention_sql_rule(r, of->name, rule);
	if (rc || !rule->years)
		return rc;
	rule->until = retention_years_before(r->mem, r->today, rule->years);
	if (rule->age)
		rule->born_until = retention_years_before(r->mem, r->today,
		    rule->age);
	return OK;
}

static const struct route routes[] = {
	{ "GET", "/retention", ADMINISTER, retention_get },
	{ "POST", "/retention", ADMINISTER | FRESH, retention_post },
	{ "GET", "/retention/erasures/*", ADMINISTER, retention_erased_get },
	{ "GET", "/retention/*", ADMINISTER, retention_due_get },
	{ "GET", "/retention/*/erasure", ADMINISTER | FRESH, retention_erasure_get },
	{ "POST", "/retention/*/erasure", ADMINISTER | FRESH, retention_erasure_post },
};

const struct feature retention_feature = {
	.name = "retention",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&retention_overview_page, &retention_due_page,
	    &retention_erasure_page, &retention_erased_page),
};
