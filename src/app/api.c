#include "app/plain.h"

#include <string.h>

#include "app/deed.h"
#include "app/page.h"
#include "app/record_json.h"
#include "app/record_page.h"

/* JSON in and out for every record; refusals as RFC 9457 problems. */

static const struct {
	int status;
	const char *title;
} outcomes[] = {
	[OK] = { 200, "OK" },
	[INVALID] = { 422, "送られた内容に誤りがあります" },
	[DENIED] = { 403, "この操作はできません" },
	[MISSING] = { 404, "見つかりません" },
	[CONFLICT] = { 409, "ほかの人が先に変更しました" },
	[BROKEN] = { 500, "こちらの不具合で処理できませんでした" },
};

enum result
api_answer(struct request *r, enum result rc, const struct buffer *json)
{
	if (rc)
		return rc;
	r->answer.type = "application/json; charset=utf-8";
	buffer_bytes(&r->answer.body, json->s, json->len);
	return OK;
}

void
api_problem(struct request *r, enum result rc)
{
	struct buffer b = buffer_new(r->mem);
	int status = r->answer.status ? r->answer.status : outcomes[rc].status;

	buffer_fmt(&b, "{\"type\":\"about:blank\",\"status\":%d,\"title\":",
	    status);
	buffer_json(&b, outcomes[rc].title);
	if (rc == BROKEN) {
		buffer_add(&b, ",\"instance\":");
		buffer_json(&b, r->now);
	}
	buffer_add(&b, ",\"errors\":[");
	for (size_t i = 0; i < r->nfaults; i++) {
		buffer_add(&b, i ? ",{\"field\":" : "{\"field\":");
		buffer_json(&b, r->faults[i].field);
		buffer_add(&b, ",\"detail\":");
		buffer_json(&b, r->faults[i].says);
		buffer_add(&b, "}");
	}
	buffer_add(&b, "]}");
	r->answer.status = status;
	r->answer.type = "application/problem+json; charset=utf-8";
	r->answer.body = b;
}

enum result
api_list(struct request *r, const struct feature *f, const struct record *rec)
{
	struct buffer b = buffer_new(r->mem);
	struct rows rows = { 0 };
	struct pager pager;
	size_t n = 0;
	int64_t total;
	enum result rc = record_count(r, rec, &total);

	(void)f;
	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = record_page(r, rec, true, PAGE_ROWS,
	    (pager.page - 1) * PAGE_ROWS, &rows);
	if (rc)
		return rc;
	buffer_fmt(&b, "{\"total\":%lld,\"page\":%lld,\"pages\":%lld,"
	    "\"items\":[", (long long)total, (long long)pager.page,
	    (long long)pager.pages);
	for (size_t i = 0; i < rows.nrows; i++) {
		void *obj = arena_take(r->mem, rec->size);

		if (!record_load(r, rec, &rows, i, obj))
			continue;
		buffer_add(&b, n++ ? "," : "");
		record_json(r, &b, rec, obj);
	}
	buffer_add(&b, "]}");
	return api_answer(r, OK, &b);
}

static enum result
answer_record(struct request *r, const struct record *rec, const void *obj)
{
	struct buffer b = buffer_new(r->mem);

	record_json(r, &b, rec, obj);
	return api_answer(r, OK, &b);
}

enum result
api_show(struct request *r, const struct feature *f, const struct record *rec)
{
	void *obj = arena_take(r->mem, rec->size);
	enum result rc = record_get(r, rec, r->arg[0], obj);

	(void)f;
	return rc ? rc : answer_record(r, rec, obj);
}

enum result
api_add(struct request *r, const struct feature *f, const struct record *rec)
{
	struct record_head *obj = arena_take(r->mem, rec->size);
	enum result rc = record_read(r, rec, obj);
	const char *see;

	(void)f;
	if (rc)
		return rc;
	deed_begin(r);
	record_add(r, rec, obj);
	see = arena_fmt(r->mem, "/api/v1/%s/%s", rec->path, obj->id);
	rc = deed_commit(r, see);
	if (rc)
		return rc;
	r->answer.status = 201;
	request_header_add(r, "Location", see);
	return answer_record(r, rec, obj);
}

enum result
api_change(struct request *r, const struct feature *f,
    const struct record *rec)
{
	void *old = arena_take(r->mem, rec->size);
	struct record_head *obj = arena_take(r->mem, rec->size);
	enum result rc = record_get(r, rec, r->arg[0], old);

	(void)f;
	if (rc)
		return rc;
	memcpy(obj, old, rec->size);
	obj->version = 0;
	if (!request_form(r, "version"))
		request_fault(r, "version", "required");
	rc = record_read(r, rec, obj);
	if (rc)
		return rc;
	deed_begin(r);
	record_change(r, rec, old, obj);
	rc = deed_commit(r, arena_fmt(r->mem, "/api/v1/%s/%s", rec->path,
	    obj->id));
	return rc ? rc : answer_record(r, rec, obj);
}
