#include "app/fresh.h"

#include <string.h>

#include "app/page.h"
#include "app/page_frame.h"

struct kept {
	const char *name, *value;
};

struct fresh_page {
	const char *to, *code_fault, *password_fault;
	bool enrolled, sends;
	const struct html *faults, *hidden;
	struct html_list kept;
};

static const struct slot kept_slots[] = {
	SLOT_TEXT(kept, name),
	SLOT_TEXT(kept, value),
};

static const struct slot slots[] = {
	SLOT_TEXT(fresh_page, to),
	SLOT_TEXT(fresh_page, code_fault),
	SLOT_TEXT(fresh_page, password_fault),
	SLOT_FLAG(fresh_page, enrolled),
	SLOT_FLAG(fresh_page, sends),
	SLOT_HTML(fresh_page, faults),
	SLOT_HTML(fresh_page, hidden),
	SLOT_LIST(fresh_page, kept, kept_slots, struct kept),
};

TEMPLATE(page_fresh, "src/app/fresh.html", slots);

/* What this page asked itself is of no use to the form that it sends on. */
static void
form_strip(struct request *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->form.n; i++) {
		if (strncmp(r->form.at[i].name, "again_", strlen("again_")) != 0)
			r->form.at[n++] = r->form.at[i];
	}
	r->form.n = n;
}

/* The form as it was typed, csrf and all. */
static struct html_list
form_kept(struct request *r)
{
	struct kept *rows = arena_array(r->mem, r->form.n + 1, sizeof(*rows));

	form_strip(r);
	for (size_t i = 0; i < r->form.n; i++)
		rows[i] = (struct kept){ r->form.at[i].name, r->form.at[i].value };
	return (struct html_list){ rows, r->form.n };
}

enum result
fresh_show(struct request *r, const char *to, bool sends)
{
	struct page page = { .title = "ご本人の確認" };
	struct fresh_page p = {
		.to = to,
		.sends = sends,
		.enrolled = r->who->enrolled,
		.code_fault = request_fault_of(r, FRESH_CODE),
		.password_fault = request_fault_of(r, FRESH_PASSWORD),
		.faults = form_faults(r),
	};

	if (sends)
		p.kept = form_kept(r);
	else
		p.hidden = form_hidden(r, 0);
	return page_show(r, &page, &page_fresh, &p);
}

/* Coded again, but for what parts it. */
static void
put_path(struct buffer *b, struct arena *mem, const char *path)
{
	while (*path) {
		size_t n = strcspn(path + 1, "/");

		buffer_add(b, "/");
		buffer_url(b, arena_bytes(mem, path + 1, n));
		path += n + 1;
	}
}

static enum result
ask(struct request *r)
{
	struct buffer to = buffer_new(r->mem);
	bool sends = strcmp(r->method, "GET") != 0;
	enum result rc;

	put_path(&to, r->mem, r->path);
	for (size_t i = 0; i < r->query.n; i++) {
		buffer_add(&to, i ? "&" : "?");
		buffer_url(&to, r->query.at[i].name);
		buffer_add(&to, "=");
		buffer_url(&to, r->query.at[i].value);
	}
	rc = fresh_show(r, to.s, sends);
	return rc ? rc : DENIED;
}

enum result
fresh_check(struct request *r)
{
	if (!r->who->fresh)
		return ask(r);
	form_strip(r);
	return OK;
}
