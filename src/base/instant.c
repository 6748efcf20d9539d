#include "base/instant.h"

#include <time.h>

static int64_t
seconds_of(const char *instant)
{
	struct tm tm = { 0 };

	if (!instant || !strptime(instant, "%Y-%m-%dT%H:%M:%SZ", &tm))
		return 0;
	return (int64_t)timegm(&tm);
}

const char *
instant_add(struct arena *mem, const char *instant, int64_t seconds)
{
	time_t at = (time_t)(seconds_of(instant) + seconds);
	struct tm tm = { 0 };
	char *text = arena_take(mem, sizeof("YYYY-MM-DDTHH:MM:SSZ") + 12);

	gmtime_r(&at, &tm);
	strftime(text, sizeof("YYYY-MM-DDTHH:MM:SSZ") + 12,
	    "%Y-%m-%dT%H:%M:%SZ", &tm);
	return text;
}

int64_t
instant_seconds_between(const char *from, const char *to)
{
	return seconds_of(to) - seconds_of(from);
}
