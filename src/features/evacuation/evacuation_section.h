#ifndef EVACUATION_SECTION_H
#define EVACUATION_SECTION_H

#include "features/evacuation/evacuation_private.h"

/* A plan is read and written section by section. */
enum section_kind { SECTION_PLAIN, SECTION_HAZARDS, SECTION_PEOPLE,
	SECTION_SHELTER, SECTION_PICTURE };

struct plan_section {
	const char *name;		/* in addresses */
	const char *title, *hint;
	const char *fields;		/* names, blanks between them */
	enum section_kind kind;
};

enum { PLAN_SECTIONS = 8, SECTION_MAX_FIELDS = 12 };
extern const struct plan_section plan_sections[PLAN_SECTIONS];

const struct plan_section *plan_section(const char *name);
/* Its fields, as far as this person may see them in that plan. */
size_t	plan_section_fields(struct request *, const struct plan_section *,
    const struct plan *, const struct field *fields[SECTION_MAX_FIELDS]);

/* One line of what a plan says: label, text, a telephone to call or NULL. */
struct plan_fact {
	const char *label, *text, *phone;
};
enum { SECTION_MAX_FACTS = 24 };
/* What the section says in words; what is empty is left out. `chosen`: the place
 * that accepted the child, or NULL. */
size_t	plan_facts(struct request *, const struct plan_section *,
    const struct plan *, const struct acceptance *chosen,
    struct plan_fact facts[SECTION_MAX_FACTS]);
/* 「直接行ける・電源：発電機・酸素なし・家族2人まで」 */
const char *acceptance_terms(struct request *, const struct acceptance *);

#endif
