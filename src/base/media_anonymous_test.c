#include "base/buffer.h"
#include "base/media.h"
#include "tests/kit.h"

/* PDFs of people with names, programs and cameras. */

struct writing {
	struct buffer b;
	size_t at[16], n;
};

static void
put(struct writing *w, const char *dict, const char *stream, size_t len)
{
	w->at[w->n++] = w->b.len;
	buffer_fmt(&w->b, "%zu 0 obj\n", w->n);
	if (stream) {
		buffer_fmt(&w->b, "<< %s /Length %zu >>\nstream\n", dict, len);
		buffer_bytes(&w->b, stream, len);
		buffer_add(&w->b, "\nendstream\nendobj\n");
	} else {
		buffer_fmt(&w->b, "<< %s >>\nendobj\n", dict);
	}
}

static void
end(struct writing *w)
{
	size_t xref = w->b.len;

	buffer_fmt(&w->b, "xref\n0 %zu\n0000000000 65535 f \n", w->n + 1);
	for (size_t i = 0; i < w->n; i++)
		buffer_fmt(&w->b, "%010zu 00000 n \n", w->at[i]);
	buffer_fmt(&w->b, "trailer\n<< /Root 1 0 R /Info 4 0 R /Size %zu >>\n"
	    "startxref\n%zu\n%%%%EOF\n", w->n + 1, xref);
}

/* An author in two places, and a photograph that says where it was taken. */
static struct buffer
telling(struct arena *mem)
{
	static const char packet[] = "<x:xmpmeta><dc:creator>Mihon Hanako"
	    "</dc:creator></x:xmpmeta>";
	struct writing w = { .b = buffer_new(mem) };
	size_t n;
	const char *photo = file_bytes(mem,
	    "tests/fuzz/corpus/media/exif.jpg", &n);

	EXPECT(photo && memmem(photo, n, "sony", 4));
	buffer_add(&w.b, "%PDF-1.5\n");
	put(&w, "/Type /Catalog /Pages 2 0 R /Metadata 5 0 R", NULL, 0);
	put(&w, "/Type /Pages /Kids [3 0 R] /Count 1", NULL, 0);
	put(&w, "/Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources"
	    " << /XObject << /I 6 0 R >> >>", NULL, 0);
	put(&w, "/Author (Mihon Hanako) /Producer (Writer 1)", NULL, 0);
	put(&w, "/Type /Metadata /Subtype /XML", packet, sizeof(packet) - 1);
	put(&w, "/Type /XObject /Subtype /Image /Filter /DCTDecode /Width 1"
	    " /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8", photo, n);
	end(&w);
	return w.b;
}

UNIT(pdf_for_everybody_does_not_tell_who_made_it)
{
	static const char *const secrets[] = { "Mihon", "Hanako", "Writer",
	    "xmpmeta", "sony" };
	struct arena *mem = arena_new();
	struct buffer b = telling(mem);
	struct media m, out;

	EXPECT(media_read(mem, b.s, b.len, &m) == MEDIA_FINE);
	for (size_t i = 0; i < COUNT(secrets); i++)
		EXPECT(memmem(m.bytes, m.len, secrets[i], strlen(secrets[i])));
	EXPECT(media_anonymous(mem, &m, &out) == MEDIA_FINE);
	for (size_t i = 0; i < COUNT(secrets); i++)
		EXPECT(!memmem(out.bytes, out.len, secrets[i],
		    strlen(secrets[i])));
	EXPECT(memmem(out.bytes, out.len, "/DCTDecode", 10));
	EXPECT(media_read(mem, out.bytes, out.len, &m) == MEDIA_FINE);
	arena_free(mem);
}

UNIT(pdf_that_cannot_be_written_anew_is_refused)
{
	struct arena *mem = arena_new();
	const char broken[] = "%PDF-1.5\n1 0 obj\n<< /Type";
	struct media in = { .type = MEDIA_PDF, .bytes = broken,
	    .len = sizeof(broken) - 1 }, out;

	EXPECT(media_anonymous(mem, &in, &out) == MEDIA_BROKEN);
	in = (struct media){ .type = MEDIA_PNG, .bytes = "x", .len = 1 };
	EXPECT(media_anonymous(mem, &in, &out) == MEDIA_FINE && out.len == 1);
	arena_free(mem);
}
