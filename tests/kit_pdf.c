#include "tests/kit_pdf.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"

/* What `command` with the file's name for its %s prints. */
static const char *
run(struct arena *mem, const char *bytes, size_t n, const char *command)
{
	char path[] = "/tmp/tsunagu-pdf-XXXXXX", part[4096];
	int fd = mkstemp(path);
	struct buffer b = buffer_new(mem);
	FILE *out;
	size_t got;

	EXPECT(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
	EXPECT(close(fd) == 0);
	out = popen(arena_fmt(mem, "%s 2>&1", arena_fmt(mem, "%s %s",
	    command, path)), "r");
	EXPECT(out);
	while ((got = fread(part, 1, sizeof(part), out)) > 0)
		buffer_bytes(&b, part, got);
	EXPECT(pclose(out) == 0);
	EXPECT(unlink(path) == 0);
	return b.s;
}

const char *
pdf_says(struct arena *mem, const char *bytes, size_t n)
{
	const char *text = run(mem, bytes, n,
	    "f() { pdftotext -enc UTF-8 -layout \"$1\" -; }; f");

	return text;
}

const char *
pdf_says_joined(struct arena *mem, const char *bytes, size_t n)
{
	const char *text = run(mem, bytes, n,
	    "f() { pdftotext -enc UTF-8 -raw \"$1\" -; }; f");
	struct buffer b = buffer_new(mem);

	for (; *text; text++) {
		if (!strchr(" \n\f", *text))
			buffer_bytes(&b, text, 1);
	}
	return b.s;
}

const char *
pdf_about(struct arena *mem, const char *bytes, size_t n, const char *option)
{
	return run(mem, bytes, n, arena_fmt(mem, "pdfinfo %s", option));
}

size_t
pdf_page_count(struct arena *mem, const char *bytes, size_t n)
{
	const char *at = strstr(pdf_about(mem, bytes, n, ""), "Pages:");

	return at ? strtoul(at + strlen("Pages:"), NULL, 10) : 0;
}

/* Each font's line ends: emb sub uni object ID. */
static const char *
fonts_complaint(struct arena *mem, const char *bytes, size_t n)
{
	const char *fonts = run(mem, bytes, n, "pdffonts"), *line = fonts;

	for (int i = 0; (line = strchr(line, '\n')) && line[1]; i++) {
		const char *all = strstr(++line, "yes yes yes");

		if (i && (!all || all > line + strcspn(line, "\n")))
			return arena_fmt(mem, "a font not embedded: %s", fonts);
		if (i && strncmp(line + 6, "+BIZUDPGothic", 13) != 0 &&
		    strncmp(line + 6, "+IPAmjMincho", 12) != 0)
			return arena_fmt(mem, "another font: %s", fonts);
	}
	return NULL;
}

struct word {
	double x, y, right, low;
	const char *at;
};

enum { MAX_WORDS = 4000 };

static bool
overlap(const struct word *a, const struct word *b)
{
	/* Boxes of letters are a little higher than the letters. */
	return a->x < b->right - 1 && b->x < a->right - 1 &&
	    a->y < b->low - 2.5 && b->y < a->low - 2.5;
}

static const char *
place_complaint(struct arena *mem, const struct word *words, size_t n)
{
	const struct word *last = words + n - 1;

	if (last->x < 40 || last->right > 555 || last->y < 36 ||
	    last->low > 825)
		return arena_fmt(mem, "beyond the page: %.80s", last->at);
	for (size_t i = 0; i + 1 < n; i++) {
		if (overlap(words + i, last))
			return arena_fmt(mem, "over each other: %.80s\n%.80s",
			    words[i].at, last->at);
	}
	return NULL;
}

static const char *
words_complaint(struct arena *mem, const char *bytes, size_t n)
{
	const char *at = run(mem, bytes, n,
	    "f() { pdftotext -enc UTF-8 -bbox \"$1\" -; }; f");
	struct word *words = arena_array(mem, MAX_WORDS, sizeof(*words));
	const char *wrong = NULL;
	size_t nwords = 0;

	for (; !wrong && (at = strchr(at, '<')); at++) {
		struct word *w = words + nwords;

		if (strncmp(at, "<page", 5) == 0)
			nwords = 0;
		if (sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\""
		    " yMax=\"%lf\"", &w->x, &w->y, &w->right, &w->low) != 4)
			continue;
		w->at = at;
		EXPECT(++nwords < MAX_WORDS);
		wrong = place_complaint(mem, words, nwords);
	}
	return wrong;
}

const char *
pdf_complaint(struct arena *mem, const char *bytes, size_t n)
{
	const char *wrong = fonts_complaint(mem, bytes, n);

	return wrong ? wrong : words_complaint(mem, bytes, n);
}

const char *
get_pdf(struct town *t, const char *path)
{
	get(t, path);
	EXPECT_STATUS(t, 200);
	EXPECT(strcmp(t->type, "application/pdf") == 0);
	EXPECT(strstr(header(t, "Content-Disposition"), ".pdf"));
	EXPECT(pdf_complaint(t->mem, t->body, t->nbody) == NULL);
	return pdf_says_joined(t->mem, t->body, t->nbody);
}

const char *
long_text(struct arena *mem, size_t letters)
{
	struct buffer b = buffer_sized(mem, 3 * letters + 1);

	for (size_t i = 1; i < letters; i++)
		buffer_add(&b, i % 40 ? "あ" : "。");
	buffer_add(&b, LAST_LETTER);
	return b.s;
}
