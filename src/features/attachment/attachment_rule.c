#include <string.h>

#include "base/media.h"
#include "features/attachment/attachment_page.h"
#include "features/attachment/attachment_sql.h"

/* Who may see, add and take out what. */

static const struct {
	const char *code;
	enum data_class bit;
} classes[] = {
	{ "identity", CLASS_IDENTITY },
	{ "contact", CLASS_CONTACT },
	{ "care", CLASS_CARE },
	{ "clinical", CLASS_CLINICAL },
};

static unsigned
bit_of(const char *code, size_t n)
{
	for (size_t i = 0; i < COUNT(classes); i++) {
		if (strlen(classes[i].code) == n &&
		    strncmp(classes[i].code, code, n) == 0)
			return classes[i].bit;
	}
	return 0;
}

/* The bits of a set of data_class; 0 when there is one that is none of ours. */
static unsigned
attachment_bits(const char *set)
{
	unsigned bits = 0;

	while (set && *set) {
		size_t n = strcspn(set, ",");
		unsigned bit = bit_of(set, n);

		if (!bit)
			return 0;
		bits |= bit;
		set += n + (set[n] == ',');
	}
	return bits;
}

static bool
is_shown(const struct grant *grant, const char *set)
{
	unsigned bits = attachment_bits(set);

	return bits && grant_shows(grant, bits);
}

/* The paper of a consent names who it is for: others do not learn of it. */
static bool
is_for(const struct request *r, const char *recipient)
{
	return !recipient || !r->who->agency ||
	    strcmp(recipient, r->who->agency) == 0;
}

enum result
attachment_load(struct request *r, const struct rows *rows, size_t row,
    struct attachment *a)
{
	const char *set = rows_cell(rows, row, "classes");
	const struct grant *grant;
	enum result rc = access_grant(r, rows_cell(rows, row, "child"), &grant);

	if (rc)
		return rc;
	if (!is_shown(grant, set) ||
	    !is_for(r, rows_cell(rows, row, "recipient")) ||
	    !record_load(r, &attachment_record, rows, row, a))
		return MISSING;
	access_saw(r, grant, attachment_bits(set));
	return OK;
}

/* What the person may see is asked for either way, so that the time an answer
 * takes does not tell whether there is such a file. */
enum result
attachment_get(struct request *r, struct attachment *a,
    struct attachment_people *by)
{
	const struct grant *nobodys;
	struct rows rows = { 0 };
	enum result rc = attachment_sql_get(r, r->arg[0], &rows);

	if (!rc && !rows.nrows)
		rc = access_grant(r, "-", &nobodys) == BROKEN ? BROKEN :
		    MISSING;
	if (!rc)
		rc = attachment_load(r, &rows, 0, a);
	if (!rc)
		*by = (struct attachment_people){ rows_cell(&rows, 0, "adder"),
		    rows_cell(&rows, 0, "remover") };
	return rc;
}

bool
attachment_may_add(struct request *r, const char *child, const char *set)
{
	const struct grant *grant;

	return request_may(r, CHILD_WRITE) && !access_grant(r, child, &grant) &&
	    is_shown(grant, set);
}

bool
attachment_may_remove(const struct request *r, const struct attachment *a)
{
	if (a->removed_on || !request_may(r, CHILD_WRITE))
		return false;
	return access_is_centre(r) ||
	    (a->added_by && strcmp(a->added_by, r->who->id) == 0);
}

bool
attachment_is_image(const struct attachment *a)
{
	enum media_type type = media_of_name(a->type);

	return type == MEDIA_JPEG || type == MEDIA_PNG;
}
