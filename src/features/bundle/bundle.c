#include "features/bundle/bundle.h"

const struct feature bundle_feature = {
	.name = "bundle",
};
