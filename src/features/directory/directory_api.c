#include "base/json.h"
#include "features/directory/directory_page.h"

/* The answers of a service, for programs: as far as the asker may see them. */

static void
put(struct buffer *b, const char *name, const char *value)
{
	buffer_fmt(b, ",\"%s\":", name);
	if (value)
		buffer_json(b, value);
	else
		buffer_add(b, "null");
}

/* GET /api/v1/services/ID/capabilities */
enum result
directory_capabilities_get(struct request *r)
{
	struct buffer b = buffer_new(r->mem);
	const struct capability *all;
	struct service s;
	size_t n;
	enum result rc = record_get(r, &service_record, r->arg[0], &s);

	if (!rc)
		rc = directory_capabilities(r, s.id, &all, &n);
	if (rc)
		return rc;
	buffer_add(&b, "{\"items\":[");
	for (size_t i = 0; i < n; i++) {
		buffer_add(&b, i ? ",{\"criterion\":" : "{\"criterion\":");
		buffer_json(&b, all[i].criterion);
		put(&b, "answer", answer_code(all[i].answer));
		put(&b, "terms", all[i].terms);
		put(&b, "source", all[i].source);
		put(&b, "confirmed_on", all[i].confirmed_on);
		put(&b, "told_by", all[i].told_by);
		put(&b, "visibility", all[i].visibility);
		buffer_add(&b, "}");
	}
	buffer_add(&b, "]}");
	r->answer.type = "application/json; charset=utf-8";
	buffer_bytes(&r->answer.body, b.s, b.len);
	return OK;
}
