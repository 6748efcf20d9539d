#include "app/route.h"
#include "features/child/child.h"
#include "features/contact/contact.h"
#include "tests/kit.h"

/* A centre of one feature with this one record. */
static enum result
check(const struct record *rec)
{
	const struct record *records[] = { rec };
	const struct feature one = { .name = "one", .records = records,
		.nrecords = 1 };
	const struct feature *const all[] = { &one };

	return route_check(all, 1);
}

UNIT(field_of_a_child_that_tells_no_class_keeps_the_program_from_starting)
{
	const struct record *const ours[] = { &child_record, &contact_record };
	struct field fields[32];

	for (size_t i = 0; i < COUNT(ours); i++) {
		struct record rec = *ours[i];

		EXPECT(check(&rec) == OK);
		EXPECT(rec.nfields <= COUNT(fields));
		rec.fields = fields;
		for (size_t k = 0; k < rec.nfields; k++) {
			memcpy(fields, ours[i]->fields,
			    rec.nfields * sizeof(*fields));
			fields[k].tells = (enum data_class)0;
			EXPECT(check(&rec) == BROKEN);
		}
	}
}

/* Else whoever may read such records would see those of every child. */
UNIT(record_that_links_to_a_child_but_is_about_none_keeps_the_program_from_starting)
{
	struct record rec = contact_record;
	struct field fields[32];

	EXPECT(rec.nfields <= COUNT(fields));
	memcpy(fields, rec.fields, rec.nfields * sizeof(*fields));
	rec.fields = fields;
	rec.child = NULL;
	EXPECT(check(&rec) == BROKEN);
	for (size_t k = 0; k < rec.nfields; k++)
		fields[k].to = NULL;
	EXPECT(check(&rec) == OK);
}

UNIT(record_nobody_may_see_keeps_the_program_from_starting)
{
	struct record rec = child_record;

	rec.read = RIGHT_NONE;
	EXPECT(check(&rec) == BROKEN);
	rec = child_record;
	rec.write = RIGHT_NONE;
	EXPECT(check(&rec) == BROKEN);
}
