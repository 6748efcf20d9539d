#include <string.h>

#include "app/demo.h"
#include "app/access.h"
#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "base/text.h"
#include "features/bundle/bundle_page.h"

/* How the public reaches the centre: settings that go out with the bundle. */

struct centre {
	const char *centre_phone, *phone_hours, *centre_mail, *centre_postal,
	    *centre_address, *centre_url, *public_url;
};

static const struct field fields[] = {
	FIELD_TEXT(centre, centre_phone, .label = "電話", .max = 40),
	FIELD_TEXT(centre, phone_hours, .label = "電話を受ける曜日と時間",
	    .max = 100),
	FIELD_TEXT(centre, centre_mail, .label = "メール", .max = 200),
	FIELD_TEXT(centre, centre_postal, .label = "郵便番号", .max = 10),
	FIELD_TEXT(centre, centre_address, .label = "住所", .max = 200),
	FIELD_TEXT(centre, centre_url, .label = "ホームページ", .max = 400,
	    .hint = "https:// から始めます。"),
	FIELD_TEXT(centre, public_url, .label = "公開サイトのアドレス", .max = 200,
	    .hint = "ポスターのQRコードに使います。例）https://tsunagu.example.jp"),
};

static const struct record centre_form = {
	.name = "setting",
	.fields = fields,
	.nfields = COUNT(fields),
};

struct centre_page {
	const struct html *faults, *hidden, *form;
};

static const struct slot slots[] = {
	SLOT_HTML(centre_page, faults),
	SLOT_HTML(centre_page, hidden),
	SLOT_HTML(centre_page, form),
};

TEMPLATE(bundle_centre_page, "src/features/bundle/centre.html", slots);

static void
load(struct request *r, struct centre *c)
{
	for (size_t i = 0; i < COUNT(fields); i++)
		field_set(&fields[i], c, codes_setting(r->codes,
		    fields[i].name));
}

struct html_list
bundle_centre_lines(struct request *r)
{
	struct bundle_centre_line *lines = arena_array(r->mem, COUNT(fields),
	    sizeof(*lines));

	for (size_t i = 0; i < COUNT(fields); i++) {
		const char *text = codes_setting(r->codes, fields[i].name);

		lines[i] = (struct bundle_centre_line){ fields[i].label,
		    *text ? text : "－" };
	}
	return (struct html_list){ lines, COUNT(fields) };
}

static enum result
show(struct request *r, const struct centre *c)
{
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { "公表", "/publish" }, { "センターの連絡先", NULL } };
	struct page page = { "センターの連絡先", "/services", crumbs,
	    COUNT(crumbs), false };
	struct centre_page p = { form_faults(r), form_hidden(r, 0),
	    form_record(r, &centre_form, c) };

	return page_show(r, &page, &bundle_centre_page, &p);
}

enum result
bundle_centre_get(struct request *r)
{
	struct centre c = { 0 };

	if (!access_is_centre(r))
		return DENIED;
	load(r, &c);
	return show(r, &c);
}

static void
check_url(struct request *r, const char *name, const char *url)
{
	if (url && *url && strncmp(url, "https://", 8) != 0 &&
	    strncmp(url, "http://", 7) != 0)
		request_fault(r, name,
		    "https:// から始まるアドレスにしてください。");
}

/* What an address goes on from does not end in a slash. */
static const char *
without_slash(struct request *r, const char *url)
{
	size_t n = url ? strlen(url) : 0;

	while (n && url[n - 1] == '/')
		n--;
	return url ? arena_bytes(r->mem, url, n) : NULL;
}

enum result
bundle_centre_post(struct request *r)
{
	const char *see = request_saying(r, "/publish", "changed");
	struct centre c = { 0 };
	enum result rc;

	if (!access_is_centre(r))
		return DENIED;
	rc = record_read(r, &centre_form, &c);
	check_url(r, "centre_url", c.centre_url);
	check_url(r, "public_url", c.public_url);
	c.public_url = without_slash(r, c.public_url);
	if (rc || r->nfaults) {
		rc = show(r, &c);
		return rc ? rc : INVALID;
	}
	deed_begin(r);
	for (size_t i = 0; i < COUNT(fields); i++)
		(void)bundle_sql_setting(r, fields[i].name,
		    field_text(r->mem, &fields[i], &c));
	(void)deed_changed(r, "codes");
	(void)audit_note_plain(r, "change", "setting", "centre", "");
	return request_see(r, deed_commit(r, see), see);
}

enum result
bundle_demo(struct request *r)
{
	size_t n;
	const struct municipality *towns = codes_municipalities(r->codes, &n);
	const char *const all[][2] = {
		{ "centre_phone", demo_phone(r, "000-0000") },
		{ "centre_mail", "soudan@example.jp" },
		{ "centre_postal", "000-0000" },
		{ "centre_address", arena_fmt(r->mem,
		    "%s架空町1丁目1番1号", n ? towns->name : "") },
		{ "public_url", "https://tsunagu.example.jp" },
	};
	enum result rc = OK;

	for (size_t i = 0; !rc && i < COUNT(all); i++)
		rc = bundle_sql_setting(r, all[i][0], all[i][1]);
	(void)deed_changed(r, "codes");
	return rc;
}
