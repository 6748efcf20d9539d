#ifndef CARE_POWER_H
#define CARE_POWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * How long a child's devices run once the power is cut, and what is missing. A
 * pure rule over what care.h holds. What nobody knows is CARE_UNKNOWN, which is
 * never 0 and never long: it comes first where the most urgent come first.
 *
 *	a device	= its own battery + batteries beside x minutes of each
 *	a cylinder	= litres x pressure / 0.1013 MPa / flow
 *	the child	= the first of what she cannot do without
 *
 * A concentrator stops mattering where there is a cylinder.
 */
struct device;
struct supply;

#define CARE_LONG_AGO	"1900-01-01"
enum { CARE_UNKNOWN = -1, CARE_MAX_LACKS = 96, CARE_DAY = 11 };
enum care_rank { CARE_VENTILATOR = 1, CARE_OXYGEN, CARE_SUCTION, CARE_OTHER };

enum care_lack {
	LACK_TIME,			/* how long a critical one runs */
	LACK_AT_ONCE,			/* it stops with the power */
	LACK_EXTERNAL,			/* a ventilator has no battery beside */
	LACK_CHECK,			/* never checked, or long ago */
	LACK_LIFE,			/* the battery is too old */
	LACK_PHONE,			/* no number by day and night */
	LACK_CHARGER,
	LACK_CAR,			/* neither car cable nor DC input */
	LACK_FLOW,			/* oxygen without its flow */
	LACK_CYLINDER,			/* a concentrator, and no cylinder */
	LACK_WATTS,
	LACK_BAG,			/* a ventilator, and nothing to do by hand */
	LACK_MANUAL_SUCTION,
	LACK_STOCK_3, LACK_STOCK_7,	/* for less than so many days */
	CARE_LACKS
};

struct care_missing {
	enum care_lack what;
	const struct device *device;	/* NULL: of none in particular */
	const struct supply *supply;
};

/* What is set, and the day it is asked for. */
struct care_terms {
	const char *today;
	int64_t check_months, life_months;
};

struct care_power {
	enum care_rank rank;
	int64_t minutes;		/* until the first critical one stops */
	int64_t at_least;		/* counting what is known alone */
	const struct device *first;	/* that one */
	bool oxygen;			/* needs oxygen */
	int64_t oxygen_minutes;
	int64_t watts;			/* of all that must run */
	int64_t watts_known;		/* without those nobody knows */
	size_t unknown_watts;		/* how many those are */
	/* First days on which a battery is to be checked, is too old: "": none.
	 * One that never was is to be checked on CARE_LONG_AGO. */
	char check_by[CARE_DAY], renew_by[CARE_DAY];
	struct care_missing missing[CARE_MAX_LACKS];
	size_t nmissing;
};

/* Of one. */
int64_t	care_minutes(const struct device *, const char *flow);
int64_t	care_minutes_at_least(const struct device *, const char *flow);
/* Whether the child cannot do without it; has_cylinder: of the same child. */
bool	care_is_critical(const struct device *, bool has_cylinder);
bool	care_is_kind(const struct device *, const char *kind);
bool	care_needs_power(const struct device *);
/* "0.25" in thousandths; CARE_UNKNOWN for what is no such number. */
int64_t	care_thousandths(const char *);

void	care_power(const struct care_terms *, const struct device *, size_t n,
    const struct supply *, size_t nsupplies, struct care_power *out);
/* "no_external": the code of it, as table `power` has it. */
const char *care_lack_code(enum care_lack);
/* Whether the days alone bring it about: not in the table's column. */
bool	care_lack_by_time(enum care_lack);

#endif
