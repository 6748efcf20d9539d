#include "features/evacuation/evacuation.h"

#include <string.h>

#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/evacuation/evacuation_private.h"
#include "features/shelter/shelter.h"

/* What hangs on a child's plans: who accepts her, to whom a plan went, drills,
 * and what her family says has changed. */
static const struct field acceptance_fields[] = {
	FIELD_LINK(acceptance, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .flags = REQUIRED | HIDDEN),
	FIELD_LINK(acceptance, shelter, .label = "避難所",
	    .tells = CLASS_CARE, .to = &shelter_record),
	FIELD_TEXT(acceptance, name, .label = "一覧にない所の名前",
	    .tells = CLASS_CARE, .flags = PERSONAL, .max = 60,
	    .hint = "病院など。例）見本中央病院 4階"),
	FIELD_CODE(acceptance, kind, .label = "種類", .tells = CLASS_CARE,
	    .list = "acceptance_kind", .flags = REQUIRED | RADIO | LISTED),
	FIELD_CODE(acceptance, answer, .label = "返事", .tells = CLASS_CARE,
	    .list = "acceptance_answer", .flags = REQUIRED | RADIO | LISTED),
	FIELD_CODE(acceptance, direct, .label = "直接行ってよいですか",
	    .tells = CLASS_CARE, .list = "yes_no", .flags = RADIO,
	    .hint = "協定福祉避難所は、ふつう直接は行けません。"),
	FIELD_TEXT(acceptance, power, .label = "電源", .tells = CLASS_CARE,
	    .flags = PERSONAL, .max = 100,
	    .hint = "例）発電機 2kW、コンセント4口"),
	FIELD_CODE(acceptance, oxygen, .label = "酸素がありますか",
	    .tells = CLASS_CARE, .list = "yes_no", .flags = RADIO),
	FIELD_NUMBER(acceptance, family_limit,
	    .label = "家族は何人まで（空欄は分からない）",
	    .tells = CLASS_CARE, .max = 20),
	FIELD_TEXT(acceptance, confirmed_by, .label = "答えた人",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 60,
	    .hint = "例）施設長 見本"),
	FIELD_DAY(acceptance, confirmed_on, .label = "確認した日",
	    .tells = CLASS_CARE, .flags = LISTED),
	FIELD_LONG(acceptance, note, .label = "条件・ひとこと",
	    .tells = CLASS_CARE, .flags = PERSONAL, .max = 300),
};

static const char *
acceptance_title(struct request *r, const void *obj)
{
	const struct acceptance *a = obj;

	return acceptance_name(r, a);
}

const struct record acceptance_record = {
	.name = "acceptance",
	.path = "acceptances",
	.label = "受入れの確認",
	.size = sizeof(struct acceptance),
	.fields = acceptance_fields,
	.nfields = COUNT(acceptance_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
	.check = acceptance_check,
	.title = acceptance_title,
};

static const struct field share_fields[] = {
	FIELD_LINK(plan_share, plan, .label = "計画", .tells = CLASS_IDENTITY,
	    .to = &plan_record, .flags = REQUIRED | HIDDEN),
	FIELD_LINK(plan_share, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .flags = REQUIRED | HIDDEN),
	FIELD_LINK(plan_share, agency, .label = "渡した所",
	    .tells = CLASS_IDENTITY, .to = &agency_record,
	    .flags = REQUIRED | LISTED),
	FIELD_NUMBER(plan_share, edition, .label = "版",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN | LISTED, .max = 10000),
	FIELD_CODE(plan_share, means, .label = "渡し方",
	    .tells = CLASS_IDENTITY, .list = "share_means",
	    .flags = REQUIRED | RADIO),
	FIELD_DAY(plan_share, shared_on, .label = "渡した日",
	    .tells = CLASS_IDENTITY, .flags = REQUIRED | HIDDEN | LISTED),
	FIELD_LINK(plan_share, shared_by, .label = "渡した人",
	    .tells = CLASS_IDENTITY, .to = &account_record, .flags = HIDDEN),
};

const struct record plan_share_record = {
	.name = "plan_share",
	.path = "plan-shares",
	.label = "計画の共有",
	.size = sizeof(struct plan_share),
	.fields = share_fields,
	.nfields = COUNT(share_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
	.beside = (const char *const[]){ "consent", NULL },
};

static const struct field drill_fields[] = {
	FIELD_LINK(drill, plan, .label = "計画", .tells = CLASS_IDENTITY,
	    .to = &plan_record, .flags = REQUIRED | HIDDEN),
	FIELD_LINK(drill, child, .label = "子ども", .tells = CLASS_IDENTITY,
	    .to = &child_record, .flags = REQUIRED | HIDDEN),
	FIELD_DAY(drill, on_day, .label = "訓練の日", .tells = CLASS_IDENTITY,
	    .flags = REQUIRED | LISTED, .hint = "例）9/1"),
	FIELD_TEXT(drill, scenario, .label = "どんな災害の訓練でしたか",
	    .tells = CLASS_CARE, .flags = REQUIRED | PERSONAL, .max = 100,
	    .hint = "例）地震のあとの停電、夜"),
	FIELD_TEXT(drill, participants, .label = "参加した人",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 200),
	FIELD_NUMBER(drill, minutes, .label = "連絡から着くまで（分）",
	    .tells = CLASS_CARE, .max = 1440),
	FIELD_LONG(drill, luggage, .label = "荷物（重さ・持つ人）",
	    .tells = CLASS_CARE, .flags = PERSONAL, .max = 300),
	FIELD_CODE(drill, power_tested, .label = "電源を試しましたか",
	    .tells = CLASS_CARE, .list = "yes_no", .flags = RADIO),
	FIELD_LONG(drill, power_test, .label = "電源の結果",
	    .tells = CLASS_CARE, .flags = PERSONAL, .max = 300),
	FIELD_LONG(drill, failed, .label = "うまくいかなかったこと",
	    .tells = CLASS_CARE, .flags = PERSONAL, .max = 1000,
	    .hint = "書いておくと、計画の見直しが今日の一覧に出ます。"),
	FIELD_LONG(drill, next_actions, .label = "次にすること",
	    .tells = CLASS_CARE, .flags = PERSONAL, .max = 1000),
	FIELD_LINK(drill, made_by, .label = "書いた人",
	    .tells = CLASS_IDENTITY, .to = &account_record, .flags = HIDDEN),
};

const struct record drill_record = {
	.name = "drill",
	.path = "drills",
	.label = "避難訓練",
	.size = sizeof(struct drill),
	.fields = drill_fields,
	.nfields = COUNT(drill_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
	.check = drill_check,
};
