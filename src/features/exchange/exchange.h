#ifndef EXCHANGE_H
#define EXCHANGE_H

#include "app/feature.h"
#include "app/page.h"

/*
 * 家族交流会: families meet families, and those who went before (ピア). Small
 * numbers, a waiting list, and who may be photographed. Who comes is known to
 * the centre alone: no other page, paper or program lists it, and a family sees
 * itself. Of peer counselling only how often, when and by whom is kept.
 */
struct exchange {
	RECORD_HEAD;
	const char *title;
	const char *kind;		/* code list exchange_kind */
	const char *on_day;
	const char *from_at, *to_at;	/* "13:30", or NULL */
	const char *place, *online_url;
	int64_t capacity;		/* parties; 0: any number */
	const char *audience;		/* for whom it is */
	const char *supporters;		/* peers who come: kinds, no names */
	const char *note;
	const char *keeper;		/* id of a person, or NULL */
	const char *cancelled_on;	/* NULL: takes place */
};

/* A family, or others who come together. */
struct exchange_party {
	RECORD_HEAD;
	const char *exchange;
	const char *child;		/* NULL: of nobody on the register */
	const char *name;		/* whoever signed up */
	int64_t adults, siblings;
	const char *needs;		/* food, care, a place to lie down */
	const char *mail, *phone;
	const char *state;		/* code list exchange_party_state */
	const char *source;		/* code list exchange_source */
	const char *attended;		/* yes_no; NULL: not written down */
};

struct exchange_guest {
	RECORD_HEAD;
	const char *party, *child;	/* the party's */
	const char *name;
	const char *kind;		/* code list exchange_guest_kind */
	const char *photo;		/* code list exchange_photo */
};

struct exchange_report {
	RECORD_HEAD;
	const char *exchange;
	int64_t families, people, siblings;
	const char *how;		/* no names */
	const char *reported_on;
};

struct exchange_peer {
	RECORD_HEAD;
	const char *on_day;
	const char *supporter;		/* code list exchange_supporter */
	const char *way;		/* code list exchange_way */
	int64_t people;
};

extern const struct record exchange_record, exchange_party_record,
    exchange_guest_record, exchange_report_record, exchange_peer_record;
extern const struct feature exchange_feature;

/* For a family's pages: an event that is to come, whoever asks. MISSING. */
enum result exchange_coming(struct request *, const char *id,
    struct exchange *) MUST_CHECK;
/* Ids of all to come, the next first, as one column "id". */
enum result exchange_all_coming(struct request *, struct rows *) MUST_CHECK;
/* Where the family of a child stands in it; MISSING: not signed up. */
enum result exchange_party_of(struct request *, const char *exchange,
    const char *child, struct exchange_party *) MUST_CHECK;
/* Those who come with a party, whose photographs it answers for: guests. */
enum result exchange_guests_of(struct request *, const struct exchange_party *,
    struct exchange_guest **, size_t *n) MUST_CHECK;
/* Inside a deed: accepted, or waiting where it is full; the first guest has the
 * party's name and `photo`. CONFLICT: this child's family is in already. */
enum result exchange_apply(struct request *, const struct exchange *,
    struct exchange_party *, const char *photo);
/* Inside a deed: gives the place to whoever has waited longest. */
enum result exchange_cancel(struct request *, const struct exchange *,
    const struct exchange_party *old);
/* Of a party, what whoever signs up says: inputs. */
const struct html *exchange_party_fields(struct request *,
    const struct exchange_party *);
/* 11月20日（金）13:30～15:00　見本市文化会館 */
const char *exchange_when(struct request *, const struct exchange *);

#endif
