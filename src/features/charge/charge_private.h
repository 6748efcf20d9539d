#ifndef CHARGE_PRIVATE_H
#define CHARGE_PRIVATE_H

#include "app/charge.h"
#include "app/codes.h"
#include "app/page.h"
#include "features/charge/charge.h"

enum { CHARGE_BODIES = 10, CHARGE_FIRST_YEAR = 2015 };

struct charge_body {
	const char *agency, *name;	/* id of the organisation */
	const char *person, *person_name;	/* who takes things on; NULL: nobody */
};

/* The table of one fiscal year: functions down, bodies across. */
struct charge_table {
	int year;
	int64_t version;		/* 0: nothing was ever entered */
	const struct code **functions;
	size_t nfunctions;
	struct charge_body bodies[CHARGE_BODIES];
	size_t nbodies;
	const char **parts;		/* code list charge_part, or "" */
};

/* The cell of the f'th function and the b'th body. */
const char **charge_cell(const struct charge_table *, size_t f, size_t b);
enum result charge_load(struct request *, int year, struct charge_table *)
    MUST_CHECK;
/* "研修・災害": functions nobody is in charge of; NULL: none. */
const char *charge_gaps(struct request *, const struct charge_table *);
/* The year of the address; MISSING for none, or one too far away. */
enum result charge_year(struct request *, const char *typed, int *year)
    MUST_CHECK;

/* agency name person person_name; by position. */
enum result charge_sql_bodies(struct request *, int year, struct rows *)
    MUST_CHECK;
/* agency function part. */
enum result charge_sql_cells(struct request *, int year, struct rows *)
    MUST_CHECK;
enum result charge_sql_version(struct request *, int year, int64_t *)
    MUST_CHECK;
/* year; those with a body, the latest first. */
enum result charge_sql_years(struct request *, struct rows *) MUST_CHECK;
/* id name: organisations that are none of that year's bodies. */
enum result charge_sql_others(struct request *, int year, struct rows *)
    MUST_CHECK;
/* id name body: staff of the centre that work for one of that year's bodies. */
enum result charge_sql_staff(struct request *, int year, struct rows *)
    MUST_CHECK;
/* Inside a deed. CONFLICT: the year is of another version by now. */
enum result charge_sql_step(struct request *, int year, int64_t version);
/* All of the year as the table has it; its version stays. */
enum result charge_sql_write(struct request *, const struct charge_table *);
enum result charge_sql_copy(struct request *, int from, int to);

enum result charge_show_get(struct request *);
enum result charge_pdf_get(struct request *);
enum result charge_edit_get(struct request *);
enum result charge_edit_post(struct request *);
enum result charge_copy_post(struct request *);
enum result charge_demo(struct request *);

extern const struct template charge_show_page, charge_edit_page;

#endif
