#include "app/audit.h"
#include "features/directory/directory_sql.h"

/* What an import saw and what it missed; what was confirmed as it stood. */

enum result
directory_seen(struct request *r, const char *service, const char *file,
    const char *day)
{
	enum result rc = directory_sql_seen(r, service, file, day);

	return rc ? rc : directory_sql_reopen(r, service);
}

enum result
directory_follow(struct request *r, const char *place)
{
	return directory_sql_follow(r, place);
}

enum result
directory_absent(struct request *r, const char *file, const char *day,
    const struct origin *from, size_t *n)
{
	struct rows rows = { 0 };
	enum result rc = directory_sql_unseen(r, file, day, &rows);

	*n = 0;
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct claim c = { .field = "status", .value = "closed",
		    .propose = true };

		rc = directory_offer(r, &service_record, rows.cells[i], 0,
		    from, &c, 1);
		*n += c.became == OFFER_PROPOSED;
	}
	return rc;
}

enum result
directory_confirm(struct request *r, const char *service, int64_t version,
    const struct origin *from)
{
	struct standing *all;
	size_t n, told = 0;
	enum result rc = directory_sql_values(r, service, &all, &n);
	struct claim *claims = arena_array(r->mem, n + 1, sizeof(*claims));

	for (size_t i = 0; !rc && i < n; i++) {
		if (directory_is_known(all[i].value))
			claims[told++] = (struct claim){ .field = all[i].field,
			    .value = all[i].value, .terms = all[i].terms };
	}
	return rc ? rc : directory_offer(r, &service_record, service, version,
	    from, claims, told);
}
