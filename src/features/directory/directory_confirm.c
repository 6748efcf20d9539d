#include "app/audit.h"
#include "features/directory/directory_sql.h"

/* What was confirmed as it stood; what an import found again or put back. */

enum result
directory_reopen(struct request *r, const char *service)
{
	return directory_sql_reopen(r, service);
}

enum result
directory_follow(struct request *r, const char *place)
{
	return directory_sql_follow(r, place);
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
