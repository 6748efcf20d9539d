#include "features/opendata/opendata.h"

const struct feature opendata_feature = {
	.name = "opendata",
};
