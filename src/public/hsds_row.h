#ifndef HSDS_ROW_H
#define HSDS_ROW_H

#include "app/request.h"

/*
 * Rows of the bundle as they stand: texts, NULL where nothing is told. The
 * columns are told once, and every struct is as long as its columns.
 */
#define HSDS_SERVICE_COLUMNS(X) \
	X(id) X(location) X(organization) X(kind) X(number) X(name) X(status) \
	X(status_on) X(capacity) X(opening) X(opening_note) X(nurse_hours) \
	X(age_from) X(age_below) X(weight_max) X(contact) X(phone) X(mail) \
	X(note) X(confirmed_on) X(modified_at)
#define HSDS_PLACE_COLUMNS(X) \
	X(id) X(organization) X(name) X(kana) X(postal) X(municipality) \
	X(region) X(address) X(lat) X(lng) X(precise) X(phone) X(fax) X(url) \
	X(mail) X(modified_at)
#define HSDS_ORGANIZATION_COLUMNS(X) \
	X(id) X(name) X(kana) X(number) X(postal) X(address) X(phone) X(fax) \
	X(url) X(modified_at)

#define HSDS_MEMBER(column) const char *column;

struct hsds_service {
	HSDS_SERVICE_COLUMNS(HSDS_MEMBER)
};

struct hsds_place {
	HSDS_PLACE_COLUMNS(HSDS_MEMBER)
	const char *numbered;	/* kind and number of a service there, or NULL */
};

struct hsds_organization {
	HSDS_ORGANIZATION_COLUMNS(HSDS_MEMBER)	/* id NULL: not known */
};

/* A service, where it is given, who gives it. */
struct hsds_row {
	struct hsds_service s;
	struct hsds_place p;
	struct hsds_organization o;
};

struct hsds_answer {
	const char *service, *criterion, *answer, *terms, *source, *confirmed_on;
};

/* A room with its cell of one day; state NULL: there is none. */
struct hsds_room {
	const char *service, *id, *label, *beds, *fresh_days, *grey_days;
	const char *state, *reason, *number, *as_of;
};

/* Numbers of a row: 0 for NULL. */
int64_t	hsds_int(const char *);

struct hsds_ask;

/* After id `last`, or from `offset` when it is NULL; in the order of ids. */
enum result hsds_sql_services(struct request *, const struct hsds_ask *,
    const char *last, int64_t offset, int64_t limit,
    const struct hsds_row **, size_t *n) MUST_CHECK;
enum result hsds_sql_services_count(struct request *, const struct hsds_ask *,
    int64_t *) MUST_CHECK;
enum result hsds_sql_organizations(struct request *, const struct hsds_ask *,
    const char *last, int64_t offset, int64_t limit,
    const struct hsds_organization **, size_t *n) MUST_CHECK;
enum result hsds_sql_organizations_count(struct request *,
    const struct hsds_ask *, int64_t *) MUST_CHECK;
/* Of all of one organization, in the order of their ids. */
enum result hsds_sql_services_of(struct request *, const char *organization,
    const struct hsds_row **, size_t *n) MUST_CHECK;
/* Those of the ids that are there, in the order of their ids. */
enum result hsds_sql_services_in(struct request *, const char *const *ids,
    size_t nids, const struct hsds_row **, size_t *n) MUST_CHECK;
enum result hsds_sql_places_of(struct request *, const char *organization,
    const struct hsds_place **, size_t *n) MUST_CHECK;
/* MISSING when there is none. */
enum result hsds_sql_service(struct request *, const char *id,
    const struct hsds_row **) MUST_CHECK;
enum result hsds_sql_organization(struct request *, const char *id,
    const struct hsds_organization **) MUST_CHECK;
/* Of these services, in their order. */
enum result hsds_sql_answers(struct request *, const struct hsds_row *,
    size_t n, const struct hsds_answer **, size_t *nout) MUST_CHECK;
enum result hsds_sql_rooms(struct request *, const struct hsds_row *, size_t n,
    const char *day, const struct hsds_room **, size_t *nout) MUST_CHECK;

#endif
