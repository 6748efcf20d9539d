#include <string.h>

#include "features/contact/contact.h"
#include "features/intake/intake_private.h"
#include "features/intake/intake_sql.h"

/*
 * Contacts about nobody become contacts about a child, as they were written:
 * only whose they are changes, and back. Each stays one contact of its day.
 */
static enum result
move(struct request *r, const struct contact *old, const char *child)
{
	struct contact c = *old;
	enum result rc;

	c.child = child;
	rc = record_change(r, &contact_record, old, &c);
	return rc ? rc : intake_sql_set_tied(r, c.id, child != NULL);
}

enum result
intake_check_tie(struct request *r, const struct intake *in,
    const char *child, const char *born_on)
{
	struct rows rows = { 0 };
	enum result rc = intake_sql_contacts(r, in->id, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct contact c;

		if (!record_load(r, &contact_record, &rows, i, &c))
			continue;
		if (c.child && (!child || strcmp(c.child, child) != 0))
			request_fault(r, "child", "この相談の記録の中に、ほかの子"
			    "どもの記録があります。記録の「直す」で確かめてください。");
		else if (born_on && *born_on && strcmp(c.on_day, born_on) < 0)
			request_fault(r, "child", "生まれる前の日付の記録がありま"
			    "す。生年月日と記録の日付を確かめてください。");
		else
			continue;
		return INVALID;
	}
	return rc;
}

enum result
intake_tie(struct request *r, const struct intake *in, const char *child)
{
	struct rows rows = { 0 };
	enum result rc = intake_sql_contacts(r, in->id, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct contact c;

		if (record_load(r, &contact_record, &rows, i, &c) && !c.child)
			rc = move(r, &c, child);
	}
	return rc;
}

enum result
intake_untie(struct request *r, const struct intake *in)
{
	struct rows rows = { 0 };
	enum result rc = intake_sql_contacts(r, in->id, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct contact c;

		if (record_load(r, &contact_record, &rows, i, &c) && c.child &&
		    in->child && strcmp(c.child, in->child) == 0 &&
		    strcmp(rows_cell(&rows, i, "tied"), "1") == 0)
			rc = move(r, &c, NULL);
	}
	return rc;
}
