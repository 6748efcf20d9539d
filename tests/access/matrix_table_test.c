#include "tests/access/matrix_bundle_test.h"
#include "tests/access/matrix_care_test.h"
#include "tests/access/matrix_casebook_test.h"
#include "tests/access/matrix_charge_test.h"
#include "tests/access/matrix_concern_test.h"
#include "tests/access/matrix_release_test.h"
#include "tests/access/matrix_survey_test.h"
#include "tests/access/matrix_coordinator_test.h"
#include "tests/access/matrix_council_test.h"
#include "tests/access/matrix_directory_test.h"
#include "tests/access/matrix_dispatch_test.h"
#include "tests/access/matrix_evacuation_test.h"
#include "tests/access/matrix_exchange_test.h"
#include "tests/access/matrix_family_test.h"
#include "tests/access/matrix_inbox_test.h"
#include "tests/access/matrix_intake_test.h"
#include "tests/access/matrix_kept_test.h"
#include "tests/access/matrix_matching_test.h"
#include "tests/access/matrix_meeting_test.h"
#include "tests/access/matrix_opendata_test.h"
#include "tests/access/matrix_outage_test.h"
#include "tests/access/matrix_pathway_test.h"
#include "tests/access/matrix_questionnaire_test.h"
#include "tests/access/matrix_test.h"
#include "tests/access/matrix_annual_test.h"
#include "tests/access/matrix_article_test.h"
#include "tests/access/matrix_tabulation_test.h"
#include "tests/access/matrix_training_test.h"

#define CHILD_FIELDS "child.number child.name child.kana child.born_on" \
    " child.address child.phone child.guardian child.note child.guarded"
#define CONTACT_FIELDS "contact.caller contact.body contact.next_step"

/* Days, notes and steps of a way go with how to reach the family. */
enum { TOLD = 1 << 0 | 1 << 1 };

const struct expected expectations[] = {
	/* agency: no child is in it. */
	{ "GET", "/agencies", READERS, .status = 200,
	    .asks = "? ?q=a ?kind=hospital ?municipality=02201 ?page=2" },
	{ "GET", "/agencies/suggest", READERS, .status = 200,
	    .asks = "? ?q=a" },

	/* account: nothing here may tell of any child. */
	{ "GET", "/sign-in", EVERYBODY, .status = ANY },
	{ "POST", "/sign-in", EVERYBODY, .status = NOT_SENT },
	{ "GET", "/sign-in/factor", SIGNED, .status = ANY },
	{ "POST", "/sign-in/factor", SIGNED, .status = NOT_SENT },
	{ "POST", "/sign-in/again", SIGNED, .status = NOT_SENT },
	{ "GET", "/invite/*", EVERYBODY, .about = "-", .blind = true,
	    .status = ANY },
	{ "POST", "/invite", EVERYBODY, .status = NOT_SENT },
	{ "POST", "/sign-out", SIGNED, .status = NOT_SENT },
	{ "GET", "/account", SIGNED, .status = 200 },
	{ "POST", "/account/password", SIGNED, .status = NOT_SENT },
	{ "POST", "/account/mail", SIGNED, .status = NOT_SENT,
	    .form = "mail=x@example.jp&notices=1" },
	{ "POST", "/account/sessions/*/revocation", SIGNED, .about = "-",
	    .blind = true, .status = NOT_SENT },
	{ "GET", "/account/factor", SIGNED, .status = ANY },
	{ "POST", "/account/factor", SIGNED, .status = NOT_SENT },
	{ "POST", "/account/factor/confirmation", SIGNED, .status = NOT_SENT },
	{ "POST", "/account/factor/withdrawal", SIGNED, .status = NOT_SENT },
	{ "POST", "/account/factor/recovery-codes", SIGNED,
	    .status = NOT_SENT },
	{ "POST", "/account/factor/removal", SIGNED, .status = NOT_SENT },
	{ "GET", "/people", KEEPERS, .status = 200 },
	{ "POST", "/people", KEEPERS, .status = NOT_SENT,
	    .form = "login=xx_yy&name=x&role=nurse" },
	{ "GET", "/people/new", KEEPERS, .status = 200 },
	{ "GET", "/people/*", KEEPERS, .about = "-", .status = 404 },
	{ "POST", "/people/*", KEEPERS, .about = "-", .status = 404 },
	{ "POST", "/people/*/invitation", KEEPERS, .about = "-",
	    .status = 404 },
	{ "POST", "/people/*/factor-removal", KEEPERS, .about = "-",
	    .status = 404 },
	{ "POST", "/people/*/return", KEEPERS, .about = "-", .status = 404 },
	{ "GET", "/people/*/handover", KEEPERS, .about = "-", .status = 404 },
	{ "POST", "/people/*/handover", KEEPERS, .about = "-", .status = 404 },
	{ "GET", "/people/*/handover/sheet", SIGNED, .about = "-",
	    .blind = true, .status = 404 },
	{ "GET", "/people/*/handover/sheet", SIGNED, .about = "=%g",
	    .status = 200, .shows = "child.name contact.next_step" },
	{ "GET", "/people/*/handover/sheet.pdf", SIGNED, .about = "-",
	    .blind = true, .status = 404 },
	{ "GET", "/people/*/handover/sheet.pdf", SIGNED, .about = "=%g",
	    .status = 200, .shows = "child.name contact.next_step" },
	{ "GET", "/people/*/handover", KEEPERS, .about = "=%g",
	    .status = 200 },
	{ "GET", "/tokens", KEEPERS, .status = 200 },
	{ "POST", "/tokens", KEEPERS, .status = NOT_SENT,
	    .form = "label=x&writes=1" },
	{ "POST", "/tokens/*/revocation", KEEPERS, .about = "-",
	    .status = ANY },
	{ "POST", "/drafts", SIGNED, .status = NOT_SENT },
	{ "POST", "/drafts/removal", SIGNED, .status = NOT_SENT },
	{ "GET", "/settings/mail", KEEPERS, .status = 200 },
	{ "POST", "/settings/mail", KEEPERS, .status = NOT_SENT },
	{ "POST", "/settings/mail/trial", KEEPERS, .status = NOT_SENT },
	{ "GET", "/outbox", KEEPERS, .status = 200 },
	{ "POST", "/outbox/*/retry", KEEPERS, .about = "-", .status = 404 },
	{ "GET", "/regions", KEEPERS, .status = 200 },
	{ "POST", "/regions", KEEPERS, .status = NOT_SENT },
	{ "GET", "/travel", COUNTERS, .status = 200 },
	{ "POST", "/travel", COUNTERS, .status = NOT_SENT },

	/* child */
	{ "GET", "/children", READERS, .status = 200,
	    .asks = "? ?q=zq.%l.child.name. ?q=zq.%l.child.kana."
	    " ?q=zq.%l.child.number. ?municipality=02201 ?region=hachinohe"
	    " ?care=%c ?age=a7_12 ?last=30 ?page=2",
	    .shows = "child.number child.name child.kana child.care",
	    .counts = "child", .unit = "人" },
	{ "GET", "/children/suggest", READERS, .status = 200,
	    .asks = "?q=zq.%l.child.name. ?q=zq.%l.child.kana. ?q=zq",
	    .shows = "child.name child.kana" },
	{ "GET", "/children/new", WRITERS, .status = 200 },
	{ "POST", "/children", WRITERS, .status = 422, .bad = GIVES_UP },
	{ "GET", "/children/*", READERS, .about = "child", .status = 200,
	    .shows = CHILD_FIELDS " child.care contact.on_day contact.body"
	    " contact.next_step team_member.part assignment.purpose" },
	{ "GET", "/children/*/merge", WRITERS, CLINICAL, .late = true,
	    .about = "child", .status = 200, .shows = "child.name" },
	{ "POST", "/children/*/merge", WRITERS, CLINICAL, .late = true,
	    .about = "child", .status = 422, .bad = "other=zz",
	    .form = "other=zz" },
	{ "POST", "/merges/*/separation", WRITERS, .about = "-",
	    .blind = true, .status = 404 },
	{ "GET", "/children/*/viewers", READERS, .about = "child",
	    .status = 200, .asks = "? ?all=1", .shows = "child.name" },

	/* attachment */
	{ "GET", "/children/*/attachments", READERS, .about = "child",
	    .status = 200, .shows = "child.name attachment.title" },
	{ "GET", "/attachments", READERS, .status = 404 },
	{ "GET", "/attachments/new", WRITERS, .about = "child", .status = 200,
	    .asks = "?child=%i", .shows = "child.name" },
	{ "POST", "/attachments", WRITERS, .about = "child", .status = 422,
	    .form = "child=%i", .bad = "child=%i&title=" },
	{ "GET", "/attachments/*", READERS, .about = "attachment",
	    .status = 200, .shows = "child.name attachment.title" },
	{ "GET", "/attachments/*", READERS, .about = "attachment",
	    .done = true, .status = 200, .shows = "child.name" },
	{ "GET", "/attachments/*/file", READERS, .about = "attachment",
	    .status = 200, .shows = "attachment.title" },
	{ "GET", "/attachments/*/image", READERS, .about = "attachment",
	    .status = 200, .shows = "attachment.title" },
	{ "GET", "/attachments/*/file", READERS, .about = "attachment",
	    .done = true, .status = 404 },
	{ "GET", "/attachments/*/image", READERS, .about = "attachment",
	    .done = true, .status = 404 },
	{ "POST", "/attachments/*/removal", WRITERS, CENTRE, .late = true,
	    .about = "attachment", .status = 422, .bad = "removed_why=",
	    .form = "removed_why=x" },
	{ "POST", "/attachments/*/removal", WRITERS, .about = "attachment",
	    .done = true, .status = 409 },
	{ "GET", "/attachments/*/edit", READERS, .about = "attachment",
	    .blind = true, .status = 404 },
	{ "POST", "/attachments/*", WRITERS, .about = "attachment",
	    .blind = true, .status = 405 },
	{ "GET", "/api/v1/attachments", READERS, .status = 404 },
	{ "GET", "/api/v1/attachments/*", READERS, .about = "attachment",
	    .blind = true, .status = 404 },
	{ "POST", "/api/v1/attachments", WRITERS, .status = 405,
	    .bad = "{\"a\":1}" },
	{ "PUT", "/api/v1/attachments/*", WRITERS, .about = "attachment",
	    .blind = true, .status = 405, .bad = "{\"a\":1}" },

	CARE_EXPECTED,
	DISPATCH_EXPECTED,

	MEETING_EXPECTED,
	MATCHING_EXPECTED
	EVACUATION_EXPECTED

	INTAKE_EXPECTED,
	OUTAGE_EXPECTED,

	CASEBOOK_EXPECTED,
	DIRECTORY_EXPECTED,
	OPENDATA_EXPECTED,
	BUNDLE_EXPECTED, INBOX_EXPECTED,
	CHARGE_EXPECTED,
	CONCERN_EXPECTED,
	TRAINING_EXPECTED,
	ANNUAL_EXPECTED,
	ARTICLE_EXPECTED,
	TABULATION_EXPECTED,
	RELEASE_EXPECTED,
	QUESTIONNAIRE_EXPECTED,
	SURVEY_EXPECTED,
	COUNCIL_EXPECTED,
	EXCHANGE_EXPECTED,
	FAMILY_EXPECTED,

	/* task: also of who has it, were it about no child. */
	{ "GET", "/tasks", READERS, .status = 200, .asks = "?all=1",
	    .shows = "task.title task.due_on child.name", .unit = "件" },
	{ "GET", "/tasks", READERS, .status = 200, .asks = "?all=1&done=1" },
	{ "GET", "/tasks", READERS, .status = 200, .asks = "?" },
	{ "GET", "/tasks/new", WRITERS, .status = 200,
	    .asks = "? ?child=%i" },
	{ "POST", "/tasks", WRITERS, .status = 422, .bad = GIVES_UP },
	{ "GET", "/tasks/*", READERS, .about = "task", .status = 200,
	    .shows = "task.title task.note child.name" },
	{ "GET", "/tasks/*/edit", READERS, WRITERS, .late = true,
	    .own = true, .about = "task", .status = 200, .shows = "task.title task.note" },
	{ "POST", "/tasks/*", READERS, WRITERS, .late = true,
	    .own = true, .about = "task", .status = 422, .bad = GIVES_UP,
	    .form = "version=1" },
	{ "POST", "/tasks/*/completion", READERS, WRITERS, .late = true,
	    .own = true, .about = "task", .done = true, .status = 409 },
	{ "POST", "/tasks/*/reopening", READERS, WRITERS, .late = true,
	    .own = true, .about = "task", .status = 409 },
	TOLD_EXPECTED("tasks", "task"),
	{ "GET", "/calendar", SIGNED, .status = 200 },
	{ "POST", "/calendar", SIGNED, .status = NOT_SENT },
	{ "POST", "/calendar/revocation", SIGNED, .status = NOT_SENT },
	{ "GET", "/calendar/*", EVERYBODY, .about = "-", .blind = true,
	    .status = 404 },
	{ "GET", "/calendar/*", EVERYBODY, SIGNED, .refused = 404,
	    .about = "=%t.ics", .status = 200 },

	/* pathway: days, notes and own steps as far as the contact. */
	PATHWAY_EXPECTED,

	/* coordinator: the register is the centre's; who supports a child is
	 * for those on her path. */
	COORDINATOR_EXPECTED,

	/* guest: whoever has a link, and nobody by their account. */
	{ "GET", "/link/*", EVERYBODY, .about = "-", .blind = true,
	    .status = 404 },
	{ "POST", "/link", EVERYBODY, .status = NOT_SENT },

	/* consent */
	{ "GET", "/consents", READERS, .status = 404 },
	{ "GET", "/children/*/consents", READERS, .about = "child",
	    .status = 200, .shows = "child.name consent.given_by" },
	{ "GET", "/consents/new", WRITERS, CENTRE, .status = 200,
	    .asks = "? ?child=%i" },
	{ "POST", "/consents", WRITERS, CENTRE, .status = 422,
	    .bad = GIVES_UP },
	{ "GET", "/consents/*", READERS, .about = "consent", .status = 200,
	    .shows = "child.name consent.given_by consent.explained_by"
	    " consent.note consent.emergency consent.given_on" },
	{ "POST", "/consents/*/withdrawal", WRITERS, CENTRE, .late = true,
	    .about = "consent", .status = ANY, .bad = "withdrawn_by=",
	    .form = "withdrawn_by=x", .shows = "child.name" },
	{ "GET", "/consents/*/edit", READERS, .about = "consent",
	    .blind = true, .status = 404 },
	{ "POST", "/consents/*", WRITERS, .about = "consent", .blind = true,
	    .status = 405, .form = "version=1&to_on=", .bad = "version=1" },
	{ "POST", "/api/v1/consents", WRITERS, CENTRE, .status = 422,
	    .bad = "{\"zz\":1}", .form = "{\"zz\":1}" },
	{ "PUT", "/api/v1/consents/*", WRITERS, .about = "consent",
	    .blind = true, .status = 405, .form = "{\"version\":1}",
	    .bad = "{\"version\":1}" },

	/* contact */
	{ "GET", "/", SIGNED, .gate = SIGNED & ~(1 << FAMILY),
	    .refused = REDIRECT, .status = 200, .asks = "? ?all=1" },
	{ "GET", "/contacts", READERS, .status = 200,
	    .asks = "? ?child=%i ?method=phone ?from=2020-01-01&to=2020-01-02",
	    .shows = "child.name contact.on_day", .counts = "contact",
	    .unit = "件" },
	{ "GET", "/contacts/new", WRITERS, .status = 200,
	    .asks = "? ?full=1 ?child=%i ?full=1&child=%i" },
	{ "POST", "/contacts", WRITERS, .status = 422, .bad = GIVES_UP },
	{ "POST", "/contacts", WRITERS, .status = 422,
	    .bad = "child=%i&on_day=zz" },
	{ "POST", "/contacts", WRITERS, .status = 422,
	    .bad = "child=zq.%l.child.name.&on_day=zz" },
	{ "POST", "/contacts", WRITERS, .status = 422,
	    .bad = "child=zq.%l.child.number.&on_day=zz" },
	{ "GET", "/contacts/*", READERS, .about = "contact", .status = 200,
	    .shows = CONTACT_FIELDS " contact.number child.name" },
	{ "GET", "/contacts/*/letter", READERS, CENTRE, .late = true,
	    .about = "contact", .status = 200 },
	{ "GET", "/contacts/*/letter/*", READERS, CENTRE, .late = true,
	    .about = "contact", .status = 404 },
	{ "GET", "/contacts/*/letter/*/letter.pdf", READERS, CENTRE,
	    .late = true, .about = "contact", .status = 404 },
	{ "GET", "/contacts/*/edit", WRITERS, .about = "contact",
	    .status = 200, .shows = CONTACT_FIELDS },
	{ "POST", "/contacts/*", WRITERS, .about = "contact", .status = 422,
	    .bad = GIVES_UP, .form = "version=2&next_on=2026-04-02",
	    .shows = CONTACT_FIELDS },
	{ "POST", "/contacts/*/completion", WRITERS, .about = "contact",
	    .done = true, .status = 409 },

	/* team */
	{ "GET", "/children/*/team", READERS, .about = "child", .status = 200,
	    .shows = "child.name team_member.part assignment.purpose"
	    " named_grant.reason glass.reason" },
	{ "GET", "/children/*/glass", SIGNED, BREAKERS, .about = "child",
	    .blind = true, .status = 200 },
	{ "POST", "/children/*/glass", SIGNED, BREAKERS, .about = "child",
	    .blind = true, .status = 422, .bad = "reason=short" },
#define TEAM_EXPECTED(p, r, f, valid) \
	{ "GET", "/" p, READERS, .status = 404 }, \
	{ "GET", "/" p "/new", WRITERS, f, .status = 200, \
	    .asks = "? ?child=%i" }, \
	{ "POST", "/" p, WRITERS, f, .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/" p "/*", READERS, .about = r, .status = REDIRECT }, \
	{ "POST", "/" p "/*/ending", WRITERS, CENTRE, .about = r, \
	    .status = NOT_SENT }, \
	{ "POST", "/api/v1/" p, WRITERS, .status = 405, .form = "{\"a\":1}", \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/" p "/*", WRITERS, .about = r, .blind = true, \
	    .status = 405, .form = "{\"a\":1}", .bad = "{\"a\":1}" }
#define DAYS_EXPECTED(p, r, s) \
	TEAM_EXPECTED(p, r, CENTRE, ""), \
	{ "GET", "/" p "/*/edit", WRITERS, CENTRE, .about = r, .status = 200, \
	    .shows = "child.name " s }, \
	{ "POST", "/" p "/*", WRITERS, CENTRE, .about = r, .status = 422, \
	    .bad = GIVES_UP, .form = "version=1&to_on=2030-01-01", \
	    .shows = "child.name " s }
#define FIXED_EXPECTED(p, r) \
	{ "GET", "/" p "/*/edit", READERS, .about = r, .blind = true, \
	    .status = 404 }, \
	{ "POST", "/" p "/*", WRITERS, .about = r, .blind = true, \
	    .status = 405, .form = "version=1", .bad = "version=1" }
	DAYS_EXPECTED("team-members", "team_member", "team_member.part"),
	DAYS_EXPECTED("assignments", "assignment", "assignment.purpose"),
	DAYS_EXPECTED("family-members", "family_member", ""),
	TEAM_EXPECTED("named-grants", "named_grant", CLINICAL, ""),
	FIXED_EXPECTED("named-grants", "named_grant"),
	{ "POST", "/named-grants/*/approval", WRITERS, CENTRE, .late = true,
	    .about = "named_grant", .status = NOT_SENT },
	{ "GET", "/glass", READERS, CENTRE, .refused = 404, .status = 200,
	    .asks = "? ?month=2026-03 ?month=2026-04",
	    .shows = "" },
	{ "GET", "/glass/find", SIGNED, BREAKERS, .status = 200 },
	{ "POST", "/glass/find", SIGNED, BREAKERS, .status = 422,
	    .bad = "born_on=&who=" },
	{ "GET", "/glass/new", READERS, .status = 404 },
	{ "POST", "/glass", WRITERS, .status = 405, .bad = "a=1" },
	{ "GET", "/glass/*", READERS, CENTRE, .refused = 404,
	    .about = "glass", .status = 200,
	    .shows = "child.name glass.reason" },
	{ "POST", "/glass/*/review", WRITERS, CENTRE, .refused = 404,
	    .about = "glass", .done = true, .status = 409,
	    .form = "finding=x", .bad = "finding=" },
	{ "POST", "/api/v1/glass", WRITERS, .status = 405,
	    .bad = "{\"a\":1}" },
	{ "PUT", "/api/v1/glass/*", WRITERS, .about = "glass", .blind = true,
	    .status = 405, .bad = "{\"a\":1}" },
	FIXED_EXPECTED("glass", "glass"),

	/* retention: numbers, and no names in a centre where nothing is due. */
	{ "GET", "/retention", KEEPERS, .status = 200 },
	{ "POST", "/retention", KEEPERS, .status = NOT_SENT },
	{ "GET", "/retention/*", KEEPERS, .about = "-", .status = 404 },
	{ "GET", "/retention/*/erasure", KEEPERS, .about = "-",
	    .status = 404 },
	{ "POST", "/retention/*/erasure", KEEPERS, .about = "-",
	    .status = 404 },
	{ "GET", "/retention/erasures/*", KEEPERS, .about = "-",
	    .status = 404 },

	/* auditlog: who did what, with ends of ids and nobody's name. */
	{ "GET", "/audit", KEEPERS, .status = 200,
	    .asks = "? ?verb=add ?record=contact ?page=2" },
	{ "GET", "/audit.csv", KEEPERS, .status = 200 },
	/* All the walk's rows are more than fit on a sheet. */
	{ "GET", "/audit.xlsx", KEEPERS, .status = 200,
	    .asks = "?verb=add" },
	{ "GET", "/audit/review", KEEPERS, .status = 200,
	    .asks = "? ?month=2026-03 ?month=2026-04" },
	{ "POST", "/audit/review", KEEPERS, .status = 404, .bad = "note=" },
	{ "GET", "/audit-reviews", KEEPERS, .status = 404 },
	{ "GET", "/audit-reviews/new", KEEPERS, .status = 404 },
	{ "GET", "/audit-reviews/*", KEEPERS, .about = "-", .status = 404 },
	{ "GET", "/audit-reviews/*/edit", KEEPERS, .about = "-",
	    .status = 404 },
	{ "POST", "/audit-reviews", KEEPERS, .status = 405, .bad = "a=1" },
	{ "POST", "/audit-reviews/*", KEEPERS, .about = "-", .blind = true,
	    .status = 405, .bad = "a=1" },
	/* No program is an administrator. */
	{ "GET", "/api/v1/audit-reviews", 0, .status = 403 },
	{ "GET", "/api/v1/audit-reviews/*", 0, .about = "-", .status = 403 },
	{ "POST", "/api/v1/audit-reviews", 0, .status = 403,
	    .bad = "{\"a\":1}" },
	{ "PUT", "/api/v1/audit-reviews/*", 0, .about = "-", .status = 403,
	    .bad = "{\"a\":1}" },

	/* statistics: numbers, and the list behind a number. */
	{ "GET", "/statistics", COUNTERS, .status = 200,
	    .asks = "? ?from=2023-04-01&to=2026-04-01" },
	{ "GET", "/statistics/public", COUNTERS, .status = 200,
	    .asks = "? ?from=2023-04-01&to=2026-04-01&k=3" },
	{ "GET", "/statistics.json", COUNTERS, .status = 200 },
	{ "GET", "/statistics.csv", COUNTERS, .status = 200 },
	{ "GET", "/statistics.xlsx", COUNTERS, .status = 200 },
	{ "GET", "/api/v1/statistics", COUNTERS, .status = 200,
	    .asks = "?from=2023-04-01&to=2026-04-01" },
	{ "GET", "/statistics/records", COUNTERS, .status = 200,
	    .asks = "?from=2023-04-01&to=2026-04-01&table=method&code=visit"
	    " ?from=2023-04-01&to=2026-04-01&table=method&code=phone" },
	{ "GET", "/statistics/records", COUNTERS, CENTRE, .status = 200,
	    .asks = "?from=2023-04-01&to=2026-04-01&table=age&code=all"
	    " ?from=2023-04-01&to=2026-04-01&table=persons&code=all" },
	{ "GET", "/statistics/records", COUNTERS, CLINICAL, .status = 200,
	    .asks = "?from=2023-04-01&to=2026-04-01&table=care&code=yes"
	    " ?from=2023-04-01&to=2026-04-01&table=care&code=all" },

	/* Beside the table. */
	{ "GET", "/healthz", EVERYBODY, .status = 200 },
	{ "GET", "/metrics", EVERYBODY, .status = 200 },
	{ "GET", "/api/v1/openapi.json", SIGNED, .status = 200 },

	/* import and export */
	{ "GET", "/import/jobs/*", WRITERS, .about = "-", .status = 404 },
	{ "GET", "/import/jobs/*/progress", WRITERS, .about = "-",
	    .status = 404 },
	{ "POST", "/import/jobs/*/start", WRITERS, .about = "-",
	    .status = 404 },
	{ "GET", "/import/*", WRITERS, .status = 200,
	    .about = "=children contacts agencies advisor coordinators" },
	{ "GET", "/import/*/example.csv", WRITERS, .status = 200,
	    .about = "=children contacts agencies advisor coordinators" },
	{ "POST", "/import/*/preview", WRITERS, .status = 422,
	    .about = "=children contacts agencies advisor coordinators", .bad = "a=1" },
	{ "GET", "/export/*", READERS, .status = 200,
	    .about = "=agencies.csv agencies.xlsx advisor.csv" },
	{ "GET", "/export/*", READERS, CENTRE, .status = 200,
	    .about = "=coordinators.csv coordinators.xlsx" },
	{ "GET", "/export/*", READERS, CLINICAL, .status = 200,
	    .about = "=children.csv children.xlsx",
	    .shows = "child.number child.name child.kana child.born_on" },
	{ "GET", "/export/*", READERS, CLINICAL, .status = 200,
	    .about = "=contacts.csv contacts.xlsx",
	    .shows = "contact.number contact.body contact.on_day"
	    " child.number" },
};
const size_t nexpectations = COUNT(expectations);

/* In the order of plain_routes; rights come from the record. */
const struct expected plain_expectations[] = {
	{ "GET", "", READERS, .status = 200 },
	{ "GET", "/new", WRITERS, .status = 200 },
	{ "GET", "/*", READERS, .status = 200 },
	{ "GET", "/*/edit", WRITERS, .status = 200 },
	{ "POST", "", WRITERS, .status = 422, .bad = GIVES_UP },
	{ "POST", "/*", WRITERS, .status = 422, .bad = GIVES_UP,
	    .form = "version=1" },
	{ "GET", "", READERS, .status = 200, .asks = "? ?page=2 ?page=3" },
	{ "GET", "/*", READERS, .status = 200 },
	{ "POST", "", WRITERS, .status = 422, .bad = "{\"zz\":1}" },
	{ "PUT", "/*", WRITERS, .status = 422, .bad = "{\"zz\":1}",
	    .form = "{\"version\":1}" },
};
const size_t nplain_expectations = COUNT(plain_expectations);
