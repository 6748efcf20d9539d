#include "features/intake/intake.h"

#include "app/charge.h"
#include "app/route.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/intake/intake_private.h"

static const struct field fields[] = {
	FIELD_TEXT(intake, number, .label = "受付番号",
	    .tells = CLASS_IDENTITY, .flags = UNIQUE | HIDDEN | LISTED,
	    .max = 40),
	FIELD_CODE(intake, state, .label = "いまの段階",
	    .tells = CLASS_IDENTITY, .list = "intake_state",
	    .flags = HIDDEN | LISTED),
	FIELD_DAY(intake, began_on, .label = "受け付けた日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN | LISTED),
	FIELD_LINK(intake, staff, .label = "受け付けた人",
	    .tells = CLASS_IDENTITY, .to = &account_record, .flags = HIDDEN),
	FIELD_LINK(intake, child, .label = "登録のある子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .hint = "名前・フリガナ・番号で探せます。"),
	FIELD_DAY(intake, child_on, .label = "子どもと結びつけた日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_LINK(intake, agency, .label = "紹介した機関",
	    .tells = CLASS_IDENTITY, .to = &agency_record),
	FIELD_TEXT(intake, asked_by, .label = "相談した人・折り返し先",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 200),
	FIELD_LONG(intake, situation, .label = "相談の内容と状況",
	    .tells = CLASS_CLINICAL, .flags = PERSONAL, .max = 4000,
	    .hint = "最初の記録の内容が入っています。足りないことを書き足します。"),
	FIELD_DAY(intake, situation_on, .label = "状況を書いた日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_TEXT(intake, consent_asked_by, .label = "家族に聞いてくれる人",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 200,
	    .hint = "紹介した機関の、家族に個人情報の方針を説明する人です。"),
	FIELD_DAY(intake, consent_asked_on, .label = "頼んだ日",
	    .tells = CLASS_IDENTITY, .hint = "例）11/20"),
	FIELD_CODE(intake, consent, .label = "家族の返事",
	    .tells = CLASS_IDENTITY, .list = "intake_consent",
	    .flags = RADIO),
	FIELD_DAY(intake, consent_on, .label = "返事のあった日",
	    .tells = CLASS_IDENTITY, .hint = "返事を待つ間は空欄にします。"),
	FIELD_TEXT(intake, doctor, .label = "主治医（名前と病院）",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 200),
	FIELD_DAY(intake, doctor_asked_on, .label = "連絡した日",
	    .tells = CLASS_IDENTITY, .hint = "例）11/20"),
	FIELD_CODE(intake, doctor_answer, .label = "主治医の返事",
	    .tells = CLASS_IDENTITY, .list = "intake_doctor",
	    .flags = RADIO),
	FIELD_DAY(intake, doctor_on, .label = "返事を受けた日",
	    .tells = CLASS_IDENTITY, .hint = "返事を待つ間は空欄にします。"),
	FIELD_LONG(intake, doctor_note, .label = "主治医から聞いたこと",
	    .tells = CLASS_CLINICAL, .flags = PERSONAL, .max = 4000),
	FIELD_CODE(intake, actor, .label = "だれが動きますか",
	    .tells = CLASS_IDENTITY, .list = "intake_actor",
	    .flags = RADIO),
	FIELD_LINK(intake, actor_person, .label = "動く人",
	    .tells = CLASS_IDENTITY, .to = &account_record),
	FIELD_LINK(intake, actor_agency, .label = "動く機関",
	    .tells = CLASS_IDENTITY, .to = &agency_record),
	FIELD_DAY(intake, actor_on, .label = "動き始める日",
	    .tells = CLASS_IDENTITY, .hint = "例）11/20"),
	FIELD_TEXT(intake, actor_note, .label = "何をしますか",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 400),
	FIELD_CODES(intake, skipped, .label = "とばした段階",
	    .tells = CLASS_IDENTITY, .list = "intake_step", .flags = HIDDEN),
	FIELD_TEXT(intake, consent_skip, .label = "同意をとばした理由",
	    .tells = CLASS_CONTACT, .flags = PERSONAL | HIDDEN, .max = 200),
	FIELD_TEXT(intake, child_skip, .label = "登録をとばした理由",
	    .tells = CLASS_CONTACT, .flags = PERSONAL | HIDDEN, .max = 200),
	FIELD_TEXT(intake, doctor_skip, .label = "連携をとばした理由",
	    .tells = CLASS_CONTACT, .flags = PERSONAL | HIDDEN, .max = 200),
	FIELD_TEXT(intake, actor_skip, .label = "動く人を決めない理由",
	    .tells = CLASS_CONTACT, .flags = PERSONAL | HIDDEN, .max = 200),
	FIELD_CODE(intake, outcome, .label = "結果", .tells = CLASS_IDENTITY,
	    .list = "intake_outcome", .flags = RADIO),
	FIELD_LONG(intake, outcome_note, .label = "結果についてのメモ",
	    .tells = CLASS_CONTACT, .flags = PERSONAL, .max = 1000),
	FIELD_DAY(intake, closed_on, .label = "終えた日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
};

static const char *
title(struct request *r, const void *obj)
{
	const struct intake *in = obj;

	return arena_fmt(r->mem, "相談受付 %s", in->number);
}

const struct record intake_record = {
	.name = "intake",
	.path = "intakes",
	.label = "相談受付",
	.size = sizeof(struct intake),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
	.title = title,
};

/* Steps are taken on the page of the thread, never field by field. */
static const struct route routes[] = {
	{ "GET", "/intakes", CHILD_READ, intake_list_get },
	{ "POST", "/intakes", CHILD_WRITE, intake_begin_post },
	{ "GET", "/intakes/new", CHILD_WRITE, route_nowhere },
	{ "GET", "/intakes/*", CHILD_READ, intake_show_get },
	{ "POST", "/intakes/*/steps/*", CHILD_WRITE, intake_step_post },
	{ "POST", "/intakes/*/skips/*", CHILD_WRITE, intake_skip_post },
	{ "POST", "/intakes/*/returns/*", CHILD_WRITE, intake_return_post },
	{ "GET", "/intakes/*/child", CHILD_WRITE, intake_child_get },
	{ "POST", "/intakes/*/child", CHILD_WRITE, intake_child_post },
	{ "POST", "/intakes/*/contacts", CHILD_WRITE, intake_contact_post },
	{ "GET", "/intakes/*/edit", CHILD_WRITE, route_nowhere },
	{ "POST", "/intakes/*", CHILD_WRITE, route_never },
	ROUTES_TOLD("intakes"),
};

static const struct panel panel = { .aside = true, .place = 2,
    .draw = intake_panel, .draw_of = intake_panel_of };

const struct feature intake_feature = {
	.name = "intake",
	.function = CHARGE_INDIVIDUAL,
	FEATURE_RECORDS(&intake_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&intake_show_page, &intake_list_page,
	    &intake_child_page, &intake_panel_part, &intake_contact_part,
	    &intake_select_part),
	.panel = &panel,
	.due = intake_due,
	FEATURE_OWNED(&intake_owned, &intake_actor_owned),
	.demo = intake_demo,
};
