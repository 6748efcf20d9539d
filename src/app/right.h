#ifndef APP_RIGHT_H
#define APP_RIGHT_H

/* What a route can ask for. A person's roles add up to a set of these. */
enum right {
	RIGHT_NONE = 0,			/* refused at start: a route says who */
	EVERYONE = 1 << 0,		/* signed in or not */
	SIGNED_IN = 1 << 1,
	CHILD_READ = 1 << 2,
	CHILD_WRITE = 1 << 3,
	STATISTICS_READ = 1 << 4,
	ADMINISTER = 1 << 5,
};

struct person {
	const char *id, *login, *name;
	const char *role;		/* code list person_role */
	unsigned rights;		/* enum right, added up */
	const char *session;		/* hash; NULL for an API token */
	const char *csrf;		/* of the session */
};

#endif
