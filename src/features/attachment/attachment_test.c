#include "tests/kit.h"

#include "app/deed.h"
#include "features/account/account.h"
#include "features/attachment/attachment_paper.h"

/* A file is added, shown, saved and taken out; and what is refused. */

static const char *
sakura(struct town *t)
{
	post(t, "/children", "name", "見本 さくら", "born_on", "R5.4.12",
	    "municipality", "02201", NULL);
	EXPECT_STATUS(t, 303);
	return arena_bytes(t->mem, t->location + strlen("/children/"), 36);
}

static void
hana_adds(struct town *t, const char *child, const char *file,
    const char *bytes, size_t n)
{
	upload(t, "/attachments", "file", file, bytes, n, "child", child,
	    "of_record", "child", "of_id", child, "title", CANARY, "classes",
	    "identity", "classes", "care", NULL);
}

static struct buffer
letter(struct town *t)
{
	return attachment_paper_pdf(t->mem);
}

/* Where it is, once it was added. */
static const char *
a_letter(struct town *t, const char *child)
{
	struct buffer pdf = letter(t);

	hana_adds(t, child, "../../etc/letter.html", pdf.s, pdf.len);
	EXPECT_STATUS(t, 303);
	return arena_bytes(t->mem, t->location, strlen("/attachments/") + 36);
}

TEST(attachment_comes_back_byte_for_byte)
{
	const char *child = sakura(t), *where = a_letter(t, child);
	struct buffer pdf = letter(t);

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
