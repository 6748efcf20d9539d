#include "features/consent/consent.h"

#include <string.h>

#include "app/access.h"
#include "app/plain.h"
#include "app/route.h"
#include "base/date.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/consent/consent_page.h"

static const struct field fields[] = {
	FIELD_LINK(consent, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .flags = REQUIRED | LISTED),
	FIELD_LINK(consent, recipient, .label = "共有先",
	    .tells = CLASS_IDENTITY, .to = &agency_record,
	    .flags = REQUIRED | LISTED),
	FIELD_CODE(consent, purpose, .label = "目的",
	    .tells = CLASS_IDENTITY, .list = "consent_purpose",
	    .flags = REQUIRED | LISTED | RADIO),
	FIELD_CODES(consent, classes, .label = "共有すること",
	    .tells = CLASS_IDENTITY,
	    .list = "data_class", .flags = REQUIRED,
	    .hint = "用紙で丸のついたものだけを選びます。"),
	FIELD_TEXT(consent, given_by, .label = "同意した人の氏名",
	    .tells = CLASS_CONTACT,
	    .flags = REQUIRED | PERSONAL, .max = 100,
	    .hint = "緊急の例外では、決めた職員の氏名。"),
	FIELD_CODE(consent, given_as, .label = "子どもとの関係",
	    .tells = CLASS_IDENTITY,
	    .list = "consent_giver", .flags = REQUIRED),
	FIELD_DAY(consent, given_on, .label = "同意した日",
	    .tells = CLASS_IDENTITY,
	    .flags = REQUIRED | LISTED, .hint = "例）R8.11.20、11/20"),
	FIELD_CODE(consent, text_version, .label = "説明に使った文書",
	    .tells = CLASS_IDENTITY,
	    .list = "consent_text", .flags = REQUIRED),
	FIELD_TEXT(consent, explained_by, .label = "説明した人の氏名",
	    .tells = CLASS_CONTACT,
	    .flags = REQUIRED | PERSONAL, .max = 100),
	FIELD_LINK(consent, explained_at, .label = "説明した機関",
	    .tells = CLASS_IDENTITY,
	    .to = &agency_record,
	    .hint = "紹介元の機関で説明したとき。センターなら空欄のままで。"),
	FIELD_DAY(consent, from_on, .label = "この日から",
	    .tells = CLASS_IDENTITY,
	    .flags = REQUIRED | LISTED),
	FIELD_DAY(consent, to_on, .label = "この日まで",
	    .tells = CLASS_IDENTITY, .flags = LISTED,
	    .hint = "期限を決めないときは空欄にします。"),
	FIELD_LONG(consent, emergency, .label = "同意なしで共有する理由",
	    .tells = CLASS_CONTACT,
	    .flags = PERSONAL, .max = 1000,
	    .hint = "命や体にかかわり、同意をとる間がないときだけ書きます。"),
	FIELD_DAY(consent, withdrawn_on, .label = "取り消した日",
	    .tells = CLASS_IDENTITY,
	    .flags = HIDDEN),
	FIELD_TEXT(consent, withdrawn_by, .label = "取り消した人",
	    .tells = CLASS_CONTACT,
	    .flags = HIDDEN | PERSONAL, .max = 100),
	FIELD_LONG(consent, note, .label = "メモ",
	    .tells = CLASS_CLINICAL, .flags = PERSONAL,
	    .max = 4000),
};

static bool
is(const char *code, const char *wanted)
{
	return code && strcmp(code, wanted) == 0;
}

static void
check_exception(struct request *r, const struct consent *c)
{
	if (!is(c->given_as, CONSENT_BY_NOBODY))
		request_fault(r, "given_as",
		    "同意なしの理由を書いたときは「同意なし（緊急の例外）」を選んでください。");
	if (!is(c->text_version, CONSENT_BY_NOBODY))
		request_fault(r, "text_version",
		    "同意なしの理由を書いたときは「説明なし（緊急の例外）」を選んでください。");
	if (request_fault_of(r, "from_on") || request_fault_of(r, "to_on"))
		return;
	if (!c->to_on || date_days_between(c->from_on, c->to_on) >
	    CONSENT_EXCEPTION_DAYS)
		request_fault(r, "to_on",
		    "緊急の例外は30日までです。終わる日を入力してください。");
}

static void
check_consent(struct request *r, const struct consent *c)
{
	char born_on[DAY_BYTES];

	if (is(c->given_as, CONSENT_BY_NOBODY) ||
	    is(c->text_version, CONSENT_BY_NOBODY))
		request_fault(r, "emergency",
		    "同意も説明もなしで共有する理由を入力してください。");
	if (!c->given_as || !c->child || is(c->given_as, CONSENT_BY_SELF) ||
	    request_fault_of(r, "child") || request_fault_of(r, "from_on"))
		return;
	if (child_born_on(r, c->child, born_on) &&
	    date_age(born_on, c->from_on) >= CONSENT_ADULT_YEARS &&
	    !is(c->given_as, CONSENT_BY_ADULT_GUARDIAN))
		request_fault(r, "given_as",
		    "始まる日には18歳になっています。本人（または成年後見人）の同意が必要です。");
}

static void
check(struct request *r, const void *obj)
{
	const struct consent *c = obj;
	bool given = c->given_on && !request_fault_of(r, "given_on");
	bool from = c->from_on && !request_fault_of(r, "from_on");

	if (given && strcmp(c->given_on, r->today) > 0)
		request_fault(r, "given_on", "in_the_future");
	if (given && from && strcmp(c->from_on, c->given_on) < 0)
		request_fault(r, "from_on",
		    "同意した日より前からは共有できません。日付を確かめてください。");
	if (from && c->to_on && !request_fault_of(r, "to_on") &&
	    strcmp(c->to_on, c->from_on) < 0)
		request_fault(r, "to_on",
		    "始まる日より前の日です。日付を確かめてください。");
	if (c->emergency)
		check_exception(r, c);
	else
		check_consent(r, c);
}

static const char *
title(struct request *r, const void *obj)
{
	const struct consent *c = obj;

	return arena_fmt(r->mem, "%sの同意", date_long(r->mem, c->given_on));
}

const struct record consent_record = {
	.name = "consent",
	.path = "consents",
	.label = "同意",
	.size = sizeof(struct consent),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
	.agency = "recipient",
	.check = check,
	.title = title,
};

/* What was agreed to stays as it was: a correction is a consent of its own. */
static enum result
api_add_post(struct request *r)
{
	return access_centre_writes(r) ? api_add(r, &consent_feature,
	    &consent_record) : DENIED;
}

static const struct route routes[] = {
	{ "GET", "/consents", CHILD_READ, route_nowhere },
	{ "GET", "/children/*/consents", CHILD_READ, consent_list_get },
	{ "GET", "/consents/new", CHILD_WRITE | FRESH, consent_new_get },
	{ "POST", "/consents", CHILD_WRITE | FRESH, consent_add_post },
	{ "GET", "/consents/*", CHILD_READ, consent_show_get },
	{ "POST", "/consents/*/withdrawal", CHILD_WRITE,
	    consent_withdrawal_post },
	{ "GET", "/consents/*/edit", CHILD_READ, route_nowhere },
	{ "POST", "/consents/*", CHILD_WRITE, route_never },
	{ "POST", "/api/v1/consents", CHILD_WRITE, api_add_post },
	{ "PUT", "/api/v1/consents/*", CHILD_WRITE, route_never },
};

static const struct panel panel = { .aside = true, .place = 4,
    .draw = consent_panel };

const struct feature consent_feature = {
	.name = "consent",
	.menu = { NULL, "/children", CHILD_READ, 0 },
	FEATURE_RECORDS(&consent_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&consent_panel_page, &consent_list_page,
	    &consent_form_page, &consent_show_page,
	    &consent_letter_page),
	.panel = &panel,
	.due = consent_due,
	.demo = consent_demo,
};
