#include "features/attachment/attachment_test.h"

#include "features/attachment/attachment_paper.h"

/* A file is added, shown, saved and taken out; and what is refused. */

static int64_t
files(struct town *t)
{
	return town_number(t, "SELECT (SELECT count(*) FROM attachment)"
	    " + (SELECT count(*) FROM attachment_body)");
}

/* Bytes nobody may keep; in the log as this, or not at all. */
static void
refused(struct town *t, const char *bytes, size_t n, const char *noted)
{
	const char *child = child_of_town(t, "見本 さくら");
	struct query q = { "test.noted", "SELECT count(*) FROM audit WHERE"
	    " verb = 'refuse' AND record = 'attachment' AND what = $1"
	    " AND children = $2" };
	int64_t rows = -1;

	EXPECT(!*file_add(t, child, bytes, n, "identity", "care"));
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-file\"");
	EXPECT_SEES(t, "value=\"見本の手紙\"");
	EXPECT(files(t) == 0);
	EXPECT(db_number(t->db, t->mem, &q, ARGS(v_text(noted ? noted : "-"),
	    v_text(child)), &rows) == OK);
	EXPECT(rows == (noted ? 1 : 0));
}

TEST(attachment_comes_back_byte_for_byte)
{
	const char *child = child_of_town(t, "見本 さくら");
	const char *where = letter_add(t, child);
	struct buffer pdf = letter_of_town(t);

	get(t, where);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "PDF、2KB");
	get(t, arena_fmt(t->mem, "%s/file", where));
	EXPECT_STATUS(t, 200);
	EXPECT(strcmp(t->type, "application/pdf") == 0);
	EXPECT(t->nbody == pdf.len && memcmp(t->body, pdf.s, pdf.len) == 0);
	get(t, arena_fmt(t->mem, "%s/image", where));
	EXPECT_STATUS(t, 404);
}

TEST(attachment_is_never_a_page)
{
	const char *child = child_of_town(t, "見本 さくら");
	const char *where = letter_add(t, child);

	get(t, arena_fmt(t->mem, "%s/file", where));
	EXPECT(strcmp(header(t, "Content-Security-Policy"),
	    "default-src 'none'; frame-ancestors 'none'; sandbox") == 0);
	EXPECT(strcmp(header(t, "X-Content-Type-Options"), "nosniff") == 0);
	EXPECT(strcmp(header(t, "Cache-Control"), "no-store") == 0);
	EXPECT(strcmp(header(t, "Cross-Origin-Resource-Policy"),
	    "same-origin") == 0);
	EXPECT(strncmp(header(t, "Content-Disposition"),
	    "attachment; filename=\"tsunagu-", 30) == 0);
	EXPECT(strstr(header(t, "Content-Disposition"),
	    "filename*=UTF-8''%E8%A6%8B%E6%9C%AC%E3%81%AE%E6%89%8B%E7%B4%99"
	    ".pdf"));
}

TEST(attachment_image_is_shown_in_our_page_and_saved_elsewhere)
{
	const char *child = child_of_town(t, "見本 さくら"), *where;
	struct dice d = dice_new(1);
	struct buffer png = attachment_paper_png(t->mem, &d);

	where = file_add(t, child, png.s, png.len, "identity", NULL);
	EXPECT(*where);
	get(t, where);
	EXPECT_SEES(t, arena_fmt(t->mem, "<img src=\"%s/image\"", where));
	get(t, arena_fmt(t->mem, "%s/image", where));
	EXPECT_STATUS(t, 200);
	EXPECT(strcmp(t->type, "image/png") == 0);
	EXPECT(strncmp(header(t, "Content-Disposition"), "attachment;", 11) ==
	    0);
}

TEST(attachment_in_other_clothes_is_refused_and_noted)
{
	static const char html[] = "<!doctype html><script>alert(1)</script>";

	refused(t, html, sizeof(html) - 1, "unknown");
}

TEST(attachment_pdf_behind_a_page_is_refused_and_noted)
{
	struct buffer pdf = letter_of_town(t), b = buffer_new(t->mem);

	buffer_add(&b, "<html><script>alert(1)</script>\n");
	buffer_bytes(&b, pdf.s, pdf.len);
	refused(t, b.s, b.len, "unknown");
}

TEST(attachment_pdf_with_a_page_behind_it_is_refused_and_noted)
{
	struct buffer pdf = letter_of_town(t);

	buffer_add(&pdf, "<html><script>alert(1)</script>\n");
	refused(t, pdf.s, pdf.len, "broken");
}

TEST(attachment_image_with_a_page_behind_it_is_refused_and_noted)
{
	struct dice d = dice_new(1);
	struct buffer png = attachment_paper_png(t->mem, &d);

	buffer_add(&png, "<html><script>alert(1)</script>\n");
	refused(t, png.s, png.len, "disguised");
}

TEST(attachment_pdf_with_a_script_is_refused_and_noted)
{
	struct buffer pdf = letter_of_town(t);
	char *at = strstr(pdf.s, "/Kids [3 0 R] /Count 1");

	EXPECT(at != NULL);
	memcpy(at, "/AA 3 0 R /JavaScript ", 22);
	refused(t, pdf.s, pdf.len, "active");
}

TEST(attachment_that_is_empty_is_refused_as_a_mistake)
{
	refused(t, "", 0, NULL);
}

TEST(attachment_too_large_is_refused_and_noted)
{
	size_t n = (10 << 20) + 1;
	char *bytes = arena_take(t->mem, n);
	struct buffer pdf = letter_of_town(t);

	memset(bytes, ' ', n);
	memcpy(bytes, pdf.s, pdf.len);
	refused(t, bytes, n, "too_large");
}

TEST(attachment_cut_in_the_middle_is_refused)
{
	struct dice d = dice_new(1);
	struct buffer png = attachment_paper_png(t->mem, &d);

	refused(t, png.s, png.len / 2, "broken");
}

TEST(attachment_form_names_everything_that_is_wrong_at_once)
{
	const char *child = child_of_town(t, "見本 さくら");

	post(t, "/attachments", "child", child, "of_record", "child", "of_id",
	    child, "title", "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "ファイルを選んでください。");
	EXPECT_SEES(t, "href=\"#f-title\"");
	EXPECT_SEES(t, "href=\"#f-classes\"");
	EXPECT(files(t) == 0);
}

TEST(attachment_sent_twice_is_added_once)
{
	const char *child = child_of_town(t, "見本 さくら"), *first;
	struct buffer pdf = letter_of_town(t);

	for (int i = 0; i < 2; i++) {
		with_header(t, "idempotency-key", "twice-0001");
		first = file_add(t, child, pdf.s, pdf.len, "identity", "care");
		EXPECT(*first);
	}
	EXPECT(files(t) == 2);
}

TEST(attachment_refused_first_may_be_sent_again_by_the_same_form)
{
	const char *child = child_of_town(t, "見本 さくら");
	struct buffer pdf = letter_of_town(t);

	with_header(t, "idempotency-key", "again-0001");
	EXPECT(!*file_add(t, child, "MZ", 2, "identity", "care"));
	with_header(t, "idempotency-key", "again-0001");
	EXPECT(*file_add(t, child, pdf.s, pdf.len, "identity", "care"));
	EXPECT(files(t) == 2);
}

TEST(attachment_taken_out_leaves_its_name_and_the_reason)
{
	const char *child = child_of_town(t, "見本 さくら");
	const char *where = letter_add(t, child);

	post(t, arena_fmt(t->mem, "%s/removal", where), "removed_why", " ",
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-removed_why\"");
	post(t, arena_fmt(t->mem, "%s/removal", where), "removed_why", CANARY,
	    NULL);
	EXPECT_STATUS(t, 303);
	get(t, where);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "外しました（R8.4.1・看護師 花）");
	EXPECT_SEES(t, "&lt;b&gt;canary");
	get(t, arena_fmt(t->mem, "%s/file", where));
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "/children/%s/attachments", child));
	EXPECT_SEES(t, "外した書類・写真");
	post(t, arena_fmt(t->mem, "%s/removal", where), "removed_why", "x",
	    NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE record ="
	    " 'attachment' AND what LIKE '%removed_on%'") == 1);
}

TEST(attachment_is_never_changed_nor_read_by_programs)
{
	const char *child = child_of_town(t, "見本 さくら");
	const char *where = letter_add(t, child);

	post(t, where, "title", "x", "version", "1", NULL);
	EXPECT_STATUS(t, 405);
	get(t, arena_fmt(t->mem, "%s/edit", where));
	EXPECT_STATUS(t, 404);
	api(t, "GET", arena_fmt(t->mem, "/api/v1%s", where), NULL);
	EXPECT_STATUS(t, 404);
	api(t, "GET", "/api/v1/attachments", NULL);
	EXPECT_STATUS(t, 404);
	api(t, "POST", "/api/v1/attachments", "{\"title\":\"x\"}");
	EXPECT_STATUS(t, 405);
	api(t, "PUT", arena_fmt(t->mem, "/api/v1%s", where),
	    "{\"title\":\"x\",\"version\":1}");
	EXPECT_STATUS(t, 405);
}
