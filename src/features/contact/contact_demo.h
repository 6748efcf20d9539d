#ifndef FEATURES_CONTACT_CONTACT_DEMO_H
#define FEATURES_CONTACT_CONTACT_DEMO_H

#include "app/demo.h"
#include "features/contact/contact.h"

/* What the fictional centre is asked for, as often as it is in life. */
struct contact_theme {
	int often;       /* weights; they need no sum */
	int from, below; /* years of the child; below 0: no child */
	const char *requester, *topics, *partners, *support, *participants;
	const char *callers[2], *what[4], *then[4], *steps[3];
};

extern const struct contact_theme contact_themes[];

/* One of the themes, by chance and weight. */
const struct contact_theme *contact_theme_pick(struct dice *);
/* The years of the first child, whom the tour follows; `staff` wrote in turn. */
void contact_demo_first(struct request *, const struct rows *children,
    const struct rows *staff);

#endif
