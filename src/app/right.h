#ifndef APP_RIGHT_H
#define APP_RIGHT_H

#include <stdbool.h>

/* What a route can ask for. A person's roles add up to a set of these. */
enum right {
	RIGHT_NONE = 0,			/* refused at start: a route says who */
	EVERYONE = 1 << 0,		/* signed in or not */
	SIGNED_IN = 1 << 1,
	CHILD_READ = 1 << 2,
	CHILD_WRITE = 1 << 3,
	STATISTICS_READ = 1 << 4,
	ADMINISTER = 1 << 5,
	FRESH = 1 << 6,			/* added to one of these: see fresh.h */
};

/*
 * What kind of thing about a child a field tells. A grant is a set of these;
 * a field without one tells nothing of a child.
 */
enum data_class {
	CLASS_IDENTITY = 1 << 0,	/* name, age, where from */
	CLASS_CONTACT = 1 << 1,		/* address, telephone, guardians */
	CLASS_CARE = 1 << 2,		/* devices, procedures, what to mind */
	CLASS_CLINICAL = 1 << 3,	/* diagnosis, what was talked about */
	CLASS_PROTECTED = 1 << 4,	/* abuse, custody, a hidden address */
};

struct person {
	const char *id, *login, *name;
	const char *role;		/* set of code list person_role */
	const char *agency;		/* NULL: of the centre itself */
	const char *body;		/* of the centre, and of which of the bodies
					 * that share its work; or NULL */
	const char *functions;		/* set the body does; NULL: all, charge.h */
	const char *agency_kind;	/* code list agency_kind, or NULL */
	const char *agency_place;	/* its municipality, or NULL */
	unsigned rights;		/* enum right, added up */
	bool owes;			/* this session owes the second factor */
	bool enrolled;			/* has a second factor */
	bool fresh;			/* gave a factor just now, fresh.h */
	const char *session;		/* hash; NULL for an API token */
	const char *csrf;		/* of the session */
};

#endif
