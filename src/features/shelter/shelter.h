#ifndef SHELTER_H
#define SHELTER_H

#include "app/feature.h"

/*
 * Shelters: 指定避難所, where people stay, and 指定緊急避難場所, where they flee to
 * from a hazard. Public data, filled by imports; a row that somebody changed by
 * hand is not written over by a later file.
 *
 * A site is safe from its own hazards only: one for floods need not be one for
 * tsunamis. Always ask by hazard.
 */
struct shelter {
	RECORD_HEAD;
	const char *number;		/* 共通ID, or of a town's own list */
	const char *kind;		/* code list shelter_kind: shelter, site */
	const char *name, *kana;
	const char *municipality, *postal, *address;
	int64_t lat, lng;		/* geo.h; 0 and 0: not known */
	const char *phone;
	const char *hazards;		/* of a site: set of code list hazard */
	const char *welfare;		/* code list yes_no: 福祉避難所 */
	const char *accepts;		/* 受入対象者, as announced */
	int64_t capacity;		/* persons; 0: not told */
	const char *area;		/* 対象となる町会・自治会 */
	const char *dual;		/* yes_no: also of the other kind */
	const char *note;
	const char *absent_on;		/* not in a newer file since that day */
	const char *closed_on;		/* set by a person */
};

/* For imports. By its number; MISSING: none. */
enum result shelter_by_number(struct request *, const char *number,
    struct shelter *) MUST_CHECK;
/* Inside a deed that leaves an audit row of its own: a new one, as a file has
 * it. Makes the id. */
enum result shelter_add_imported(struct request *, struct shelter *);
/* Inside a deed: as a file has it now. What somebody changed by hand since the
 * last import stays as it is: *kept. */
enum result shelter_change_imported(struct request *, struct shelter *,
    bool *kept);

enum result shelter_demo(struct request *);

extern const struct record shelter_record;
extern const struct feature shelter_feature;

#endif
