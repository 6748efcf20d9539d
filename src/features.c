#include "app/feature.h"

/*
 * Every feature, in the order a newcomer should read them. A feature may
 * include the face (x.h) of one listed above it. Adding one is one line here.
 */
#define FEATURES(X) \
	X(agency) \
	X(account) \
	X(guest) \
	X(outbox) \
	X(prefecture) \
	X(child) \
	X(care) \
	X(consent) \
	X(team) \
	X(contact) \
	X(attachment) \
	X(task) \
	X(pathway) \
	X(coordinator) \
	X(dispatch) \
	X(meeting) \
	X(intake) \
	X(duplicate) \
	X(casebook) \
	X(shelter) \
	X(directory) \
	X(opendata) \
	X(vacancy) \
	X(matching) \
	X(article) \
	X(bundle) \
	X(inbox) \
	X(evacuation) \
	X(concern) \
	X(training) \
	X(survey) \
	X(council) \
	X(exchange) \
	X(questionnaire) \
	X(charge) \
	X(outage) \
	X(family) \
	X(handover) \
	X(statistics) \
	X(publishing) \
	X(tabulation) \
	X(annual) \
	X(auditlog) \
	X(retention)

#define DECLARE(name)	extern const struct feature name##_feature;
#define LIST(name)	&name##_feature,

FEATURES(DECLARE)
const struct feature *const all_features[] = { FEATURES(LIST) };
const size_t nall_features = COUNT(all_features);
