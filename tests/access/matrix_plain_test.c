#include <string.h>

#include "tests/access/matrix_council_test.h"
#include "tests/access/matrix_exchange_test.h"
#include "tests/access/matrix_outage_test.h"
#include "tests/access/matrix_questionnaire_test.h"
#include "tests/access/matrix_test.h"
#include "tests/access/matrix_training_test.h"

/* Who may read and write what every record has for free. */
static const struct plain_right plain_rights[] = {
	{ "child", READERS, WRITERS },
	{ "attachment", READERS, WRITERS },
	{ "contact", READERS, WRITERS },
	{ "contact_template", WRITERS, WRITERS },
	{ "dispatch", READERS, READERS },
	{ "meeting", READERS, WRITERS },
	{ "assessment", READERS, WRITERS },
	{ "device", READERS, WRITERS },
	{ "supply", READERS, WRITERS },
	OUTAGE_RIGHTS
	{ "need", READERS, WRITERS },
	{ "room", READERS, WRITERS },
	{ "unmet", WRITERS, WRITERS },
	{ "inquiry", READERS, WRITERS },
	{ "intake", READERS, WRITERS },
	{ "acceptance", READERS, WRITERS },
	{ "plan", READERS, WRITERS },
	{ "plan_share", READERS, WRITERS },
	{ "drill", READERS, WRITERS },
	{ "family_proposal", READERS, WRITERS },
	{ "casebook", SIGNED, WRITERS },
	{ "meeting_participant", READERS, WRITERS },
	{ "task", READERS, READERS },
	{ "pathway", READERS, WRITERS },
	{ "pathway_stage", READERS, WRITERS },
	{ "pathway_step", READERS, READERS },
	{ "supporter", READERS, WRITERS },
	{ "coordinator", CENTRE, CENTRE },
	{ "message", CENTRE, CENTRE }, { "concern", CENTRE, CENTRE },
	{ "concern_card", CENTRE, CENTRE },
	{ "concern_year", CENTRE, CENTRE },
	{ "concern_talk", CENTRE, CENTRE },
	{ "tabulation", CENTRE, CENTRE },
	{ "yearly_answer", CENTRE, CENTRE },
	{ "article", CENTRE, CENTRE }, { "article_file", CENTRE, CENTRE },
	TRAINING_RIGHTS
	QUESTIONNAIRE_RIGHTS
	{ "survey", CENTRE, CENTRE }, { "survey_question", CENTRE, CENTRE },
	{ "survey_recipient", CENTRE, CENTRE },
	{ "survey_reply", CENTRE, CENTRE }, { "survey_answer", CENTRE, CENTRE },
	COUNCIL_RIGHTS
	EXCHANGE_RIGHTS
	{ "consent", READERS, WRITERS },
	{ "team_member", READERS, WRITERS },
	{ "assignment", READERS, WRITERS },
	{ "family_member", READERS, WRITERS },
	{ "named_grant", READERS, WRITERS },
	{ "glass", READERS, WRITERS },
	{ "agency", READERS, WRITERS },
	{ "shelter", READERS, WRITERS },
	{ "provider", READERS, WRITERS },
	{ "place", READERS, WRITERS },
	{ "service", READERS, WRITERS },
	{ "advisor_activity", READERS, WRITERS },
	{ "person", KEEPERS, KEEPERS },
	{ "audit_review", KEEPERS, KEEPERS },
};

const struct plain_right *
plain_right(const char *record)
{
	for (size_t i = 0; i < COUNT(plain_rights); i++) {
		if (strcmp(plain_rights[i].record, record) == 0)
			return &plain_rights[i];
	}
	return NULL;
}
