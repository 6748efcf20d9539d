#include "public/public.h"

/*
 * The features of the public site, in the order of its pages. Adding one is one
 * line here.
 */
#define FEATURES(X) \
	X(home) \
	X(services) \
	X(facility) \
	X(area) \
	X(board) \
	X(news) \
	X(contact) \
	X(charge) \
	X(training) \
	X(sign_in) \
	X(certificate) \
	X(questionnaire) \
	X(figures) \
	X(opendata) \
	X(hsds)

#define DECLARE(name)	extern const struct feature public_##name##_feature;
#define LIST(name)	&public_##name##_feature,

FEATURES(DECLARE)
const struct feature *const public_features[] = { FEATURES(LIST) };
const size_t npublic_features = COUNT(public_features);
