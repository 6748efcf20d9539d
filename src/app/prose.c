#include "app/prose.h"

#include <string.h>

#include "app/page.h"
#include "base/text.h"

enum line_kind { LINE_TEXT, LINE_EMPTY, LINE_HEADING, LINE_BELOW, LINE_ITEM };

struct line {
	enum line_kind kind;
	const char *text;	/* without its mark */
	int64_t number;
};

/* The next line of the text, and where the one after it begins. */
static struct line
next_line(struct arena *mem, const char **at, int64_t number)
{
	static const struct {
		const char *mark;
		enum line_kind kind;
	} marks[] = {
		{ "### ", LINE_BELOW }, { "## ", LINE_HEADING },
		{ "- ", LINE_ITEM }, { "・", LINE_ITEM },
	};
	size_t n = strcspn(*at, "\r\n");
	struct line line = { LINE_TEXT, arena_bytes(mem, *at, n), number };

	*at += n;
	*at += **at == '\r';
	*at += **at == '\n';
	if (text_blank(line.text))
		line.kind = LINE_EMPTY;
	for (size_t i = 0; i < COUNT(marks); i++) {
		size_t len = strlen(marks[i].mark);

		if (strncmp(line.text, marks[i].mark, len) == 0) {
			line.text += len;
			line.kind = marks[i].kind;
			return line;
		}
	}
	return line;
}

struct writing {
	struct arena *mem;
	struct buffer out, paragraph;
	bool list;
};

static void
end_paragraph(struct writing *w)
{
	if (w->paragraph.len) {
		buffer_add(&w->out, "<p>");
		buffer_add(&w->out, html_text(html_lines(w->mem,
		    w->paragraph.s)));
		buffer_add(&w->out, "</p>\n");
		w->paragraph = buffer_new(w->mem);
	}
	if (w->list)
		buffer_add(&w->out, "</ul>\n");
	w->list = false;
}

static void
put_in(struct writing *w, const char *tag, const char *text)
{
	buffer_fmt(&w->out, "<%s>", tag);
	buffer_add(&w->out, html_text(html_lines(w->mem, text)));
	buffer_fmt(&w->out, "</%s>\n", tag);
}

static void
put_line(struct writing *w, const struct line *line)
{
	switch (line->kind) {
	case LINE_TEXT:
		if (w->list)
			end_paragraph(w);
		buffer_add(&w->paragraph, w->paragraph.len ? "\n" : "");
		buffer_add(&w->paragraph, line->text);
		break;
	case LINE_EMPTY:
		end_paragraph(w);
		break;
	case LINE_HEADING:
	case LINE_BELOW:
		end_paragraph(w);
		put_in(w, line->kind == LINE_HEADING ? "h2" : "h3",
		    line->text);
		break;
	case LINE_ITEM:
		if (!w->list) {
			end_paragraph(w);
			buffer_add(&w->out, "<ul>\n");
			w->list = true;
		}
		put_in(w, "li", line->text);
		break;
	}
}

const struct html *
prose_html(struct arena *mem, const char *text)
{
	struct writing w = { mem, buffer_new(mem), buffer_new(mem), false };
	const char *at = text ? text : "";

	for (int64_t n = 1; *at; n++) {
		struct line line = next_line(mem, &at, n);

		put_line(&w, &line);
	}
	end_paragraph(&w);
	return html_from(mem, &w.out);
}

struct checking {
	struct prose_fault *out;
	size_t n;
};

static void
fault(struct checking *c, int64_t line, const char *says)
{
	if (c->n < PROSE_MAX_FAULTS)
		c->out[c->n++] = (struct prose_fault){ line, says };
}

static bool
is_heading(const struct line *line)
{
	return line->kind == LINE_HEADING || line->kind == LINE_BELOW;
}

/* An address needs a host with a dot; "http://" alone leads nowhere. */
static void
check_addresses(struct checking *c, const struct line *line)
{
	const char *s = line->text;

	while ((s = strstr(s, "http")) != NULL) {
		size_t scheme = strncmp(s, "https://", 8) == 0 ? 8 :
		    strncmp(s, "http://", 7) == 0 ? 7 : 0;
		size_t host = scheme ? strcspn(s + scheme, "/ \t、。）)") : 0;

		if (scheme && (!host || !memchr(s + scheme, '.', host)))
			fault(c, line->number, "開けないリンクがあります。アドレスを確かめてください。");
		s += 4;
	}
}

size_t
prose_faults(struct arena *mem, const char *text,
    struct prose_fault out[PROSE_MAX_FAULTS])
{
	struct checking c = { out, 0 };
	struct line before = { LINE_EMPTY, "", 0 };
	const char *at = text ? text : "";
	bool headed = false;

	for (int64_t n = 1; *at; n++) {
		struct line line = next_line(mem, &at, n);

		if (is_heading(&line) && text_blank(line.text))
			fault(&c, n, "見出しに文字がありません。");
		if (line.kind == LINE_BELOW && !headed)
			fault(&c, n, "小さい見出し（###）の前に、見出し（##）がありません。");
		if (is_heading(&line) && is_heading(&before) &&
		    line.kind == before.kind)
			fault(&c, n, "見出しのすぐ下に見出しがあります。間に文章を書いてください。");
		headed |= line.kind == LINE_HEADING;
		check_addresses(&c, &line);
		if (line.kind != LINE_EMPTY)
			before = line;
	}
	if (is_heading(&before))
		fault(&c, before.number, "見出しの下に文章がありません。");
	return c.n;
}

const char *
prose_begin(struct arena *mem, const char *text, size_t max)
{
	struct buffer b = buffer_new(mem);
	const char *at = text ? text : "";

	for (int64_t n = 1; *at; n++) {
		struct line line = next_line(mem, &at, n);

		if (line.kind == LINE_EMPTY || is_heading(&line))
			continue;
		buffer_add(&b, b.len ? " " : "");
		buffer_add(&b, line.text);
	}
	return text_cut(mem, b.s, max);
}
