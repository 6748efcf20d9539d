#include "base/geo.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define EARTH_KM 6371.0
#define RADIAN	 (3.14159265358979323846 / 180 / GEO_DEGREE)

double
geo_km(struct geo p, struct geo q)
{
	double lat = sin((double)(q.lat - p.lat) * RADIAN / 2);
	double lng = sin((double)(q.lng - p.lng) * RADIAN / 2);
	double h = lat * lat + cos((double)p.lat * RADIAN) *
	    cos((double)q.lat * RADIAN) * lng * lng;

	return 2 * EARTH_KM * asin(fmin(1, sqrt(h)));
}

/* Five places after the point; the sixth rounds. */
static bool
read_places(const char *s, int64_t *n)
{
	int64_t unit = GEO_DEGREE / 10;

	for (; isdigit((unsigned char)*s) && unit; s++, unit /= 10)
		*n += (*s - '0') * unit;
	*n += *s >= '5' && *s <= '9';
	return s[strspn(s, "0123456789")] == '\0';
}

bool
geo_read(const char *s, int64_t *out)
{
	bool minus = *s == '-';
	size_t digits = strspn(s += minus, "0123456789");
	int64_t n = 0;

	if (digits < 1 || digits > 3)
		return false;
	for (size_t i = 0; i < digits; i++)
		n = n * 10 + (s[i] - '0');
	n *= GEO_DEGREE;
	s += digits;
	if (*s && (*s != '.' || !read_places(s + 1, &n)))
		return false;
	*out = minus ? -n : n;
	return n <= 180 * (int64_t)GEO_DEGREE;
}

const char *
geo_text(struct arena *mem, int64_t n)
{
	uint64_t size = n < 0 ? -(uint64_t)n : (uint64_t)n;

	return arena_fmt(mem, "%s%llu.%05llu", n < 0 ? "-" : "",
	    (unsigned long long)(size / GEO_DEGREE),
	    (unsigned long long)(size % GEO_DEGREE));
}
